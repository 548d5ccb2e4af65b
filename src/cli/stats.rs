use super::options::StoreOptions;
use super::serve::Holdings;
use super::{Outcome, archive};
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
    pub fn run(self) -> Result<Outcome> {
        let store = self.store.open()?;
        let crate::store::Stats { decisions, bytes, .. } = store.stats()?;
        let graph = archive::graph(&store)?;
        let mut out = io::stdout();
        writeln!(out, "store       {} ({} KiB)", store.path().display(), bytes.div_ceil(1024))?;
        write!(out, "{}", Holdings(graph.counts()))?;
        writeln!(out, "decisions   {decisions}")?;
        Ok(Outcome::Done)
    }
}
