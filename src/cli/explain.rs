use super::options::InputOptions;
use super::progress::Progress;
use super::{Outcome, reader::Failure};
use crate::reading;
use anyhow::Result;
use clap::Args;
use std::io::{self, BufWriter, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
For each sentence that can hold a fact: its words with what the lexicon takes them for, the persons \
with their posts, the phrases that name a meeting, and every fact with the rule that made it.

Examples:
  chuxi explain page.txt
  chuxi explain articles.jsonl --date 2024-09-25 | less")]
pub struct Explain {
    #[command(flatten)]
    input: InputOptions,
}

impl Explain {
    pub fn run(self) -> Result<Outcome> {
        let mut progress = Progress::new(true);
        let mut out = BufWriter::new(io::stdout());
        for document in self.input.documents() {
            match document {
                Ok(document) => out.write_all(reading::explain(&document).as_bytes())?,
                Err(error) => progress.fail(&Failure::from(error)),
            }
        }
        out.flush()?;
        Ok(Outcome::of_failures(progress.failed()))
    }
}
