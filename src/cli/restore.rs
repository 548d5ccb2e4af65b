use super::Outcome;
use super::options::StoreOptions;
use crate::store::{self, Restored};
use anyhow::{Context, Result};
use clap::Args;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "\
A file is checked to its end before anything is changed. Standard input cannot be read twice: where \
it turns out to be damaged, the documents before that place are in the store.

Examples:
  chuxi restore backup.jsonl --data ./new-store
  zstdcat backup.jsonl.zst | chuxi restore -")]
pub struct Restore {
    /// The dump; `-` for standard input
    #[arg(value_name = "FILE")]
    dump: PathBuf,
    #[command(flatten)]
    store: StoreOptions,
}

impl Restore {
    pub fn run(self) -> Result<Outcome> {
        let name = self.dump.display().to_string();
        let restored = if self.dump == Path::new("-") {
            let store = self.store.open_or_make()?;
            store::restore(BufReader::new(io::stdin()), &store).context("standard input")?
        } else {
            let open =
                || File::open(&self.dump).map(|file| BufReader::with_capacity(1 << 16, file));
            store::verify_dump(open().context(name.clone())?)
                .with_context(|| format!("{name} (nothing was restored)"))?;
            let store = self.store.open_or_make()?;
            store::restore(open().context(name.clone())?, &store).context(name)?
        };
        let Restored { added, replaced, unchanged, decisions } = restored;
        let mut out = io::stdout();
        writeln!(out, "documents  {added} added, {replaced} replaced, {unchanged} unchanged")?;
        writeln!(out, "decisions  {decisions}")?;
        Ok(Outcome::Done)
    }
}
