use super::Outcome;
use super::options::StoreOptions;
use crate::store;
use anyhow::Result;
use clap::Args;
use std::io::{self, BufWriter};

#[derive(Debug, Args)]
#[command(after_help = "\
The dump holds every document with its text and what it says, and every decision, each line with a \
checksum. Equal stores give equal dumps, whenever and in whatever order things came in.

Examples:
  chuxi dump > backup.jsonl
  chuxi dump --data ./store | zstd > backup.jsonl.zst")]
pub struct Dump {
    #[command(flatten)]
    store: StoreOptions,
}

impl Dump {
    pub fn run(self) -> Result<Outcome> {
        let store = self.store.open()?;
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
        store::dump(&store, &mut out)?;
        Ok(Outcome::Done)
    }
}
