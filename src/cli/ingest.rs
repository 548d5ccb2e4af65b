use super::counts::counted;
use super::options::{InputOptions, StoreOptions};
use super::progress::Progress;
use super::reader::{self, Failure};
use super::{Outcome, archive, kept, pipeline};
use crate::model::{Document, DocumentRecord};
use crate::reading::grammar;
use crate::resolve::identity::{ArticleFacts, facts, hash};
use crate::source::SourceError;
use crate::store::{Change, Store, StoreError};
use anyhow::Result;
use clap::Args;
use rustc_hash::FxHashSet;
use std::fmt;
use std::io::{self, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
Reading the same document again changes nothing; another text under the same url, id or path \
replaces it. An ingest that was cut off is begun again and goes on where it was. When much is new,
the graph is made at the end and kept for the next start.

Examples:
  chuxi ingest page.txt --date 2024-09-25 --place 西宁
  chuxi ingest news/ more.jsonl --data ./store
  zcat crawl.jsonl.gz | chuxi ingest -")]
pub struct Ingest {
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    store: StoreOptions,
}

impl Ingest {
    pub fn run(self, quiet: bool) -> Result<Outcome> {
        let store = self.store.open_or_make()?;
        let summary = ingest(&store, &self.input, quiet)?;
        write!(io::stdout(), "{summary}")?;
        if kept::is_outdated(&store)? {
            archive::graph(&store, quiet)?;
        }
        Ok(Outcome::of_failures(summary.failed))
    }
}

/// What an ingest did.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    added: u64,
    replaced: u64,
    unchanged: u64,
    /// Inputs that could not be read.
    pub failed: u64,
    found: Found,
}

/// What was found in the documents that were added or replaced. Of ids and names, hashes are kept,
/// so that millions of documents take little memory.
#[derive(Debug, Clone, Default)]
struct Found {
    articles: usize,
    /// By name: who of one name is who, only the graph tells.
    officials: FxHashSet<u64>,
    bodies: FxHashSet<u64>,
    meetings: FxHashSet<u64>,
    regulations: FxHashSet<u64>,
}

impl Found {
    fn add(&mut self, facts: &[ArticleFacts]) {
        self.articles += facts.len();
        for article in facts {
            self.officials.extend(article.mentions.iter().map(|mention| hash(&[&mention.name])));
            for body in &article.bodies {
                // A body brings along what it is a part of.
                let whole = std::iter::successors(Some(body), |body| body.parent.as_deref());
                self.bodies.extend(whole.map(|body| body.id.hash));
            }
            self.meetings.extend(article.meetings.iter().map(|meeting| meeting.id.hash));
            self.regulations
                .extend(article.regulations.iter().map(|regulation| regulation.id.hash));
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { added, replaced, unchanged, failed, found } = self;
        writeln!(
            out,
            "documents   {added} added, {replaced} replaced, {unchanged} unchanged, {failed} failed"
        )?;
        if added + replaced == 0 {
            return Ok(());
        }
        let all = counted([
            (found.articles, "article", "articles"),
            (found.officials.len(), "official by name", "officials by name"),
            (found.bodies.len(), "body", "bodies"),
            (found.meetings.len(), "meeting", "meetings"),
            (found.regulations.len(), "regulation", "regulations"),
        ]);
        writeln!(out, "found       {all}")
    }
}

enum Step {
    Read(Box<DocumentRecord>, Vec<ArticleFacts>),
    Held,
}

/// Reads all inputs into the store. When it returns, all of it is on the disk.
pub fn ingest(store: &Store, input: &InputOptions, quiet: bool) -> Result<Summary> {
    let mut progress = Progress::new(quiet);
    let mut summary = Summary::default();
    let read =
        |document: Result<Document, SourceError>| -> Result<Result<Step, Failure>, StoreError> {
            let document = match document {
                Ok(document) => document,
                Err(error) => return Ok(Err(error.into())),
            };
            if store.holds(&document, grammar())? {
                return Ok(Ok(Step::Held));
            }
            Ok(reader::read(document).map(|record| {
                let facts = facts(&record);
                Step::Read(Box::new(record), facts)
            }))
        };
    let write = |step: Result<Result<Step, Failure>, StoreError>| -> Result<(), StoreError> {
        match step? {
            Ok(Step::Held) => summary.unchanged += 1,
            Ok(Step::Read(record, facts)) => {
                match store.put(&record)? {
                    Change::Added => summary.added += 1,
                    Change::Replaced => summary.replaced += 1,
                    Change::Unchanged => summary.unchanged += 1,
                }
                summary.found.add(&facts);
            }
            Err(failure) => progress.fail(&failure),
        }
        progress.advance();
        Ok(())
    };
    pipeline::run(input.documents(), reader::weight, read, write)?;
    store.flush()?;
    summary.failed = progress.failed();
    Ok(summary)
}
