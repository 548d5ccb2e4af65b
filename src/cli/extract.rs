use super::options::InputOptions;
use super::progress::Progress;
use super::reader::{self, Failure};
use super::{Outcome, facts, pipeline};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::io::{self, BufWriter, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
Prints one line an article, in the order of the input: its id, title and date, its meetings, who \
attended them, posts and regulations.

Examples:
  chuxi extract page.txt --format pretty
  chuxi extract news/ --date 2024-09-25 > facts.jsonl
  chuxi extract - < articles.jsonl | jq .meetings")]
pub struct Extract {
    #[command(flatten)]
    input: InputOptions,

    /// One JSON object a line, or for the eye
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Jsonl,
    Pretty,
}

impl Extract {
    pub fn run(self) -> Result<Outcome> {
        // The output shows how far the work is; only failures go to standard error.
        let mut progress = Progress::new(true);
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
        let format = self.format;
        let read = |document| -> Result<String, Failure> {
            let record = reader::read(document?)?;
            Ok(match format {
                Format::Pretty => facts::pretty(&record),
                Format::Jsonl => {
                    let mut lines = String::new();
                    for article in facts::articles(&record) {
                        let line = serde_json::to_string(&article)
                            .map_err(|error| Failure::new(&record.document.key, error))?;
                        lines.push_str(&line);
                        lines.push('\n');
                    }
                    lines
                }
            })
        };
        let write = |lines: Result<String, Failure>| -> io::Result<()> {
            match lines {
                Ok(lines) => out.write_all(lines.as_bytes()),
                Err(failure) => {
                    progress.fail(&failure);
                    Ok(())
                }
            }
        };
        pipeline::run(self.input.documents(), reader::weight, read, write)?;
        out.flush()?;
        Ok(Outcome::of_failures(progress.failed()))
    }
}
