use super::Outcome;
use super::options::StoreOptions;
use anyhow::Result;
use clap::Args;
use std::io::{self, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
Reads every record against its checksum and says what to do about what is damaged. Changes nothing.

Examples:
  chuxi doctor
  chuxi doctor --data ./store")]
pub struct Doctor {
    #[command(flatten)]
    store: StoreOptions,
}

impl Doctor {
    pub fn run(self) -> Result<Outcome> {
        let store = self.store.open_damaged()?;
        let report = store.check()?;
        let mut out = io::stdout();
        writeln!(out, "documents  {} sound, {} damaged", report.documents, report.damaged.len())?;
        writeln!(out, "decisions  {} sound", report.decisions)?;
        if report.is_sound() {
            return Ok(Outcome::Done);
        }
        for flaw in &report.flaws {
            writeln!(out, "damaged    {flaw}")?;
        }
        for key in &report.damaged {
            writeln!(out, "lost       {key}")?;
        }
        writeln!(
            out,
            "Restore the last dump into a new folder (`chuxi restore FILE --data DIR`), or save what \
             is sound (`chuxi dump --salvage`), restore that, and ingest what is lost once more. \
             Then put the new folder in the place of {}.",
            store.path().display()
        )?;
        Ok(Outcome::SomeFailed)
    }
}
