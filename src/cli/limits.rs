//! What a request may cost, as options of `serve`.

use crate::api::Limits;
use clap::Args;
use std::time::Duration;

/// The defaults are those of [`Limits`].
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Limits on a request")]
pub struct LimitOptions {
    /// Seconds that it may take
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().time.as_secs())]
    timeout: u64,

    /// Levels of fields
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth)]
    max_depth: usize,

    /// What its fields may add up to, each counted as often as its lists may be long
    #[arg(long, value_name = "N", default_value_t = Limits::default().complexity)]
    max_complexity: usize,

    /// Fields, fragments written out
    #[arg(long, value_name = "N", default_value_t = Limits::default().fields)]
    max_fields: usize,

    /// Aliases
    #[arg(long, value_name = "N", default_value_t = Limits::default().aliases)]
    max_aliases: usize,

    /// Directives
    #[arg(long, value_name = "N", default_value_t = Limits::default().directives)]
    max_directives: usize,

    /// Queries in one request
    #[arg(long, value_name = "N", default_value_t = Limits::default().batch)]
    max_batch: usize,

    /// Bytes
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().bytes)]
    max_bytes: usize,

    /// Bytes of quotes and texts of articles in its answer
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().texts)]
    max_texts: usize,

    /// Nodes that a question for paths, pairs of people that a question for a network may touch
    #[arg(long, value_name = "N", default_value_t = Limits::default().work)]
    max_work: usize,

    /// Connections that may watch at once (subscriptions); 0 lets none
    #[arg(long, value_name = "N", default_value_t = Limits::default().watchers)]
    max_watchers: usize,

    /// Seconds that a connection may watch
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().watch.as_secs())]
    watch_timeout: u64,

    /// Show browsers no console
    #[arg(long)]
    no_console: bool,

    /// Do not tell clients the schema
    #[arg(long)]
    no_introspection: bool,
}

impl From<LimitOptions> for Limits {
    fn from(options: LimitOptions) -> Self {
        Limits {
            depth: options.max_depth,
            complexity: options.max_complexity,
            fields: options.max_fields,
            aliases: options.max_aliases,
            directives: options.max_directives,
            batch: options.max_batch,
            bytes: options.max_bytes,
            texts: options.max_texts,
            time: Duration::from_secs(options.timeout),
            work: options.max_work,
            watchers: options.max_watchers,
            watch: Duration::from_secs(options.watch_timeout),
            introspection: !options.no_introspection,
            console: !options.no_console,
        }
    }
}
