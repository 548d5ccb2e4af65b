//! `chuxi eval`: found facts against a gold set.

mod normal;
mod print;
mod quote;
mod score;

use crate::cli::facts;
use crate::model::Document;
use crate::{reading, source};
use anyhow::{Context, Result};
use clap::Args;
use score::{Facts, Figures, Outcome};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::{BufRead, Cursor};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Compare what is found in the documents of a gold set with what a careful reader found.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chuxi eval dev.jsonl
  chuxi eval dev.jsonl --errors 20
  chuxi eval dev.jsonl --predicted found.jsonl --json")]
pub struct EvalArgs {
    /// One document a line, with its facts under `gold`
    pub gold: PathBuf,
    /// Facts to score (as `extract --format jsonl` prints them) instead of reading the documents
    #[arg(long, value_name = "FILE")]
    pub predicted: Option<PathBuf>,
    /// Show the first N misses and false alarms of each kind, each with its sentence
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// Print the figures as one JSON object
    #[arg(long)]
    pub json: bool,
}

/// Scores and prints. An unreadable line is an error: figures of a part would mislead.
pub fn run(args: &EvalArgs) -> Result<ExitCode> {
    let gold = read_gold(&args.gold)?;
    let mut predicted = match &args.predicted {
        Some(path) => read_predicted(path)?,
        None => HashMap::new(),
    };
    let mut scored = Vec::new();
    for line in gold {
        let lines = match args.predicted {
            Some(_) => predicted.remove(&line.id).unwrap_or_default(),
            None => read_facts(&line.document)?,
        };
        scored.push(Scored {
            outcomes: score::document(&line.gold, &lines),
            meetings: score::meeting_names(&line.gold, &lines),
            id: line.id,
            text: line.document.text,
        });
    }
    if args.json {
        println!("{}", serde_json::to_string(&print::json(&scored))?);
    } else {
        print!("{}", print::table(&scored, args.errors));
    }
    Ok(ExitCode::SUCCESS)
}

/// A document with how its facts came out.
struct Scored {
    id: String,
    text: String,
    outcomes: [Outcome; 8],
    /// What meetings are called in the facts.
    meetings: HashMap<String, String>,
}

fn figures(scored: &[Scored]) -> [Figures; 8] {
    std::array::from_fn(|kind| Figures::of(scored.iter().map(|s| &s.outcomes[kind])))
}

struct GoldLine {
    id: String,
    document: Document,
    gold: Facts,
}

fn read_gold(path: &Path) -> Result<Vec<GoldLine>> {
    #[derive(Deserialize)]
    struct Line {
        id: Id,
        gold: Facts,
    }
    let read = |bytes: &str| -> Result<GoldLine> {
        let line: Line = serde_json::from_str(bytes)?;
        let stream = Cursor::new(bytes.as_bytes().to_vec());
        let document = source::documents_in("gold.jsonl", stream).next();
        let document =
            document.context("no document")?.map_err(|error| anyhow::anyhow!(error.reason))?;
        Ok(GoldLine { id: line.id.into(), document, gold: line.gold })
    };
    lines(path, read)
}

fn read_predicted(path: &Path) -> Result<HashMap<String, Vec<Facts>>> {
    #[derive(Deserialize)]
    struct Line {
        id: Id,
        #[serde(flatten)]
        facts: Facts,
    }
    let read = |line: &str| -> Result<Line> { Ok(serde_json::from_str(line)?) };
    let mut predicted: HashMap<String, Vec<Facts>> = HashMap::new();
    for line in lines(path, read)? {
        predicted.entry(line.id.into()).or_default().push(line.facts);
    }
    Ok(predicted)
}

/// An id may be a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Word(String),
    Number(serde_json::Number),
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        match id {
            Id::Word(word) => word,
            Id::Number(number) => number.to_string(),
        }
    }
}

/// Every line of a file that is not blank; a bad one is named.
fn lines<T>(path: &Path, read: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
    let file =
        std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut found = Vec::new();
    for (n, line) in std::io::BufReader::new(file).lines().enumerate() {
        let place = || format!("{}:{}", path.display(), n + 1);
        let line = line.with_context(place)?;
        if !line.trim().is_empty() {
            found.push(read(&line).with_context(place)?);
        }
    }
    Ok(found)
}

/// What the program reads in a document, in the form in which it prints it.
fn read_facts(document: &Document) -> Result<Vec<Facts>> {
    let record = reading::read(document.clone());
    let printed = facts::articles(&record).into_iter().map(|article| {
        let article = serde_json::to_value(article)?;
        Ok(serde_json::from_value(article)?)
    });
    printed.collect()
}

#[cfg(test)]
mod tests;
