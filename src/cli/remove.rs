use super::Outcome;
use super::options::StoreOptions;
use anyhow::Result;
use clap::Args;
use std::io::{self, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
The key of a document is its url, else its id, else its path as it was ingested.

Examples:
  chuxi remove https://example.org/2024/09/25/1.html
  chuxi remove news/page-1.txt news/page-2.txt --data ./store")]
pub struct Remove {
    /// The keys of the documents
    #[arg(value_name = "KEY", required = true)]
    keys: Vec<String>,
    #[command(flatten)]
    store: StoreOptions,
}

impl Remove {
    pub fn run(self) -> Result<Outcome> {
        let store = self.store.open()?;
        let (mut removed, mut missing) = (0, 0);
        for key in &self.keys {
            if store.remove(key)? {
                removed += 1;
            } else {
                missing += 1;
                eprintln!("error: {key}: no such document in {}", store.path().display());
            }
        }
        store.flush()?;
        writeln!(io::stdout(), "documents  {removed} removed, {missing} not found")?;
        Ok(Outcome::of_failures(missing))
    }
}
