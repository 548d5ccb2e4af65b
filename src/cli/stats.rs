use super::options::StoreOptions;
use super::{Outcome, archive};
use crate::graph::Counts;
use anyhow::Result;
use clap::Args;
use std::io::{self, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chuxi stats
  chuxi stats --data ./store")]
pub struct Stats {
    #[command(flatten)]
    store: StoreOptions,
}

impl Stats {
    pub fn run(self, quiet: bool) -> Result<Outcome> {
        let store = self.store.open()?;
        let crate::store::Stats { decisions, bytes, .. } = store.stats()?;
        let graph = archive::graph(&store, quiet)?;
        let mut out = io::stdout();
        writeln!(out, "store       {} ({} KiB)", store.path().display(), bytes.div_ceil(1024))?;
        let Counts { officials, bodies, meetings, regulations, articles, documents, .. } =
            graph.counts();
        for (name, count) in [
            ("documents", documents),
            ("articles", articles),
            ("officials", officials),
            ("bodies", bodies),
            ("meetings", meetings),
            ("regulations", regulations),
        ] {
            writeln!(out, "{name:<12}{count}")?;
        }
        writeln!(out, "decisions   {decisions}")?;
        // The program ends, and need not let go of it piece by piece.
        std::mem::forget(graph);
        Ok(Outcome::Done)
    }
}
