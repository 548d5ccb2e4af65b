use super::Outcome;
use super::options::StoreOptions;
use super::pipeline;
use super::progress::Progress;
use super::reader::{self, Failure};
use crate::model::DocumentRecord;
use crate::reading::grammar;
use crate::store::{Change, StoreError};
use anyhow::Result;
use clap::Args;
use std::io::{self, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
The store keeps every text, and which grammar and lexicon have read it. Each document changes as \
a whole; a run that was cut off is begun again and goes on where it was.

Examples:
  chuxi reextract
  chuxi reextract --lexicon words/
  chuxi reextract --all --data ./store")]
pub struct Reextract {
    /// Read all documents anew, not only those that another grammar or lexicon has read
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    store: StoreOptions,
}

impl Reextract {
    pub fn run(self, quiet: bool) -> Result<Outcome> {
        let store = self.store.open()?;
        let keys = store.outdated((!self.all).then(grammar))?;
        let mut progress = Progress::new(quiet);
        let (mut changed, mut unchanged) = (0u64, 0u64);
        let read = |key: String| -> Result<Option<Result<DocumentRecord, Failure>>, StoreError> {
            Ok(store.get(&key)?.map(|record| reader::read(record.document)))
        };
        let write = |record: Result<Option<Result<DocumentRecord, Failure>>, StoreError>| {
            match record? {
                Some(Ok(record)) => match store.put(&record)? {
                    Change::Unchanged => unchanged += 1,
                    Change::Added | Change::Replaced => changed += 1,
                },
                Some(Err(failure)) => progress.fail(&failure),
                None => {}
            }
            progress.advance();
            Ok::<_, StoreError>(())
        };
        // A text is at most some kilobytes; its length is not known before it is read.
        pipeline::run(keys.into_iter(), |_| 1 << 14, read, write)?;
        store.flush()?;
        let failed = progress.failed();
        drop(progress);
        writeln!(
            io::stdout(),
            "documents  {changed} read anew, {unchanged} unchanged, {failed} failed"
        )?;
        Ok(Outcome::of_failures(failed))
    }
}
