use super::Outcome;
use super::options::StoreOptions;
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
        let crate::store::Stats { documents, decisions, bytes } = store.stats()?;
        let mut articles = 0;
        for record in store.claims() {
            articles += record?.articles.len();
        }
        let mut out = io::stdout();
        writeln!(out, "store      {} ({} KiB)", store.path().display(), bytes.div_ceil(1024))?;
        writeln!(out, "documents  {documents}")?;
        writeln!(out, "articles   {articles}")?;
        writeln!(out, "decisions  {decisions}")?;
        Ok(Outcome::Done)
    }
}
