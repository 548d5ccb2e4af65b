//! How far the work is: a moving line on a terminal, plain lines elsewhere.

use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::fmt::{Display, Write};
use std::io::IsTerminal;
use std::time::Duration;

/// Documents between two plain lines.
const EVERY: u64 = 10_000;

/// Shows on standard error how many documents are done.
pub struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    done: u64,
    failed: u64,
}

impl Progress {
    /// Begins to show; of `quiet` work only the failures.
    pub fn new(quiet: bool) -> Self {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::new_spinner();
            bar.enable_steady_tick(Duration::from_millis(120));
            if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} documents, {rate}/s") {
                bar.set_style(style.with_key(
                    "rate",
                    |state: &ProgressState, out: &mut dyn Write| {
                        let _ = write!(out, "{:.0}", state.per_sec());
                    },
                ));
            }
            bar
        });
        Self { bar, quiet, done: 0, failed: 0 }
    }

    /// Shows, on a terminal, how many of so many documents are in the graph.
    pub fn of(quiet: bool, documents: u64) -> Self {
        // Fewer are done before the eye sees it.
        let bar = (!quiet && documents >= EVERY && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::new(documents);
            let template = "{bar:30} {pos} of {len} documents in the graph, {eta} left";
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar
        });
        Self { bar, quiet: true, done: 0, failed: 0 }
    }

    /// One more document is done.
    pub fn advance(&mut self) {
        self.done += 1;
        match &self.bar {
            Some(bar) => bar.inc(1),
            None if !self.quiet && self.done.is_multiple_of(EVERY) => {
                eprintln!("{} documents", self.done);
            }
            None => {}
        }
    }

    /// One more has failed.
    pub fn fail(&mut self, failure: &impl Display) {
        self.failed += 1;
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("error: {failure}")),
            None => eprintln!("error: {failure}"),
        }
    }

    /// How many failed.
    pub fn failed(&self) -> u64 {
        self.failed
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
