//! Figures for Prometheus.

use crate::graph::Counts;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::time::Duration;

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Outcome {
    /// Answered without errors.
    Answered,
    /// Answered with errors of the asker's making.
    Refused,
    /// Failed by a fault of the server.
    Failed,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByOutcome {
    outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByKind {
    kind: &'static str,
}

/// All figures.
pub struct Metrics {
    registry: Registry,
    requests: Family<ByOutcome, Counter>,
    again: Counter,
    kept: Gauge,
    seconds: Histogram,
    running: Gauge,
    entities: Family<ByKind, Gauge>,
}

impl Metrics {
    /// Figures that begin at nothing.
    pub fn new() -> Self {
        // From half a millisecond to eight seconds.
        let buckets = (0..15).map(|power| 0.0005 * f64::from(1 << power));
        let metrics = Metrics {
            registry: Registry::with_prefix("chuxi"),
            requests: Family::default(),
            again: Counter::default(),
            kept: Gauge::default(),
            seconds: Histogram::new(buckets),
            running: Gauge::default(),
            entities: Family::default(),
        };
        metrics.registered()
    }

    fn registered(mut self) -> Self {
        let registry = &mut self.registry;
        registry.register("requests", "GraphQL requests by how they ended", self.requests.clone());
        let kept = "GraphQL requests answered with a kept answer, counted under requests too";
        registry.register("requests_from_kept", kept, self.again.clone());
        registry.register_with_unit(
            "answers_kept",
            "The answers that are kept",
            Unit::Bytes,
            self.kept.clone(),
        );
        registry.register_with_unit(
            "request",
            "How long GraphQL requests took",
            Unit::Seconds,
            self.seconds.clone(),
        );
        registry.register("requests_running", "GraphQL requests in flight", self.running.clone());
        registry.register("graph_size", "What the graph holds", self.entities.clone());
        self
    }

    /// Notes that a request begins; it ends when the guard is dropped.
    pub fn begin(&self) -> impl Drop + use<> {
        struct Running(Gauge);
        impl Drop for Running {
            fn drop(&mut self) {
                self.0.dec();
            }
        }
        self.running.inc();
        Running(self.running.clone())
    }

    /// Notes how a request ended.
    pub fn end(&self, outcome: Outcome, took: Duration) {
        self.requests.get_or_create(&ByOutcome { outcome }).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// Notes that a request was answered with a kept answer.
    pub fn again(&self, took: Duration) {
        self.again.inc();
        self.end(Outcome::Answered, took);
    }

    /// All figures as text. `kept` is how many bytes of answers are kept.
    pub fn text(&self, counts: Counts, kept: usize) -> Result<String, std::fmt::Error> {
        self.kept.set(i64::try_from(kept).unwrap_or(i64::MAX));
        for (kind, count) in [
            ("officials", counts.officials),
            ("bodies", counts.bodies),
            ("meetings", counts.meetings),
            ("regulations", counts.regulations),
            ("articles", counts.articles),
            ("documents", counts.documents),
            ("edges", counts.edges),
            ("statements", counts.statements),
        ] {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            self.entities.get_or_create(&ByKind { kind }).set(count);
        }
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
