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
  chuxi dump --data ./store | zstd > backup.jsonl.zst
  chuxi dump --salvage --data ./damaged > rest.jsonl")]
pub struct Dump {
    /// Of a damaged store, write what is sound and name on standard error what is lost
    #[arg(long)]
    salvage: bool,

    #[command(flatten)]
    store: StoreOptions,
}

impl Dump {
    pub fn run(self) -> Result<Outcome> {
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
        if !self.salvage {
            store::dump(&self.store.open()?, &mut out)?;
            return Ok(Outcome::Done);
        }
        let report = store::salvage(&self.store.open_damaged()?, &mut out)?;
        for flaw in &report.flaws {
            eprintln!("error: {flaw}");
        }
        for key in &report.damaged {
            eprintln!("lost: {key}");
        }
        Ok(Outcome::of_failures(report.flaws.len() as u64))
    }
}
