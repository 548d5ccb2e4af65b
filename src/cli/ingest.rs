use super::counts::counted;
use super::options::{InputOptions, StoreOptions};
use super::progress::Progress;
use super::reader::{self, Failure};
use super::{Outcome, archive, kept, pipeline};
use crate::graph::Graph;
use crate::model::{Document, DocumentRecord};
use crate::reading::grammar;
use crate::resolve::identity::{ArticleFacts, facts};
use crate::source::SourceError;
use crate::store::{Change, Prepared, Store, StoreError};
use anyhow::Result;
use clap::Args;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::fmt;
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

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
        let (summary, mut graph) = ingest(&store, &self.input, quiet)?;
        write!(io::stdout(), "{summary}")?;
        if graph.is_none() && kept::is_outdated(&store)? {
            graph = Some(archive::graph(&store, quiet)?);
        }
        // The program ends, and need not let go of it piece by piece.
        std::mem::forget(graph);
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
            self.officials.extend(
                article.mentions.iter().map(|mention| FxBuildHasher.hash_one(&mention.name)),
            );
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

/// A document without its text, with its facts instead of its claims.
struct Told {
    record: Box<DocumentRecord>,
    facts: Vec<ArticleFacts>,
}

impl Told {
    fn of(mut record: DocumentRecord) -> Told {
        let facts = facts(&record);
        record.document.text = String::new();
        record.articles = Vec::new();
        Told { record: Box::new(record), facts }
    }
}

enum Step {
    Read(Box<Prepared>, Told),
    Held,
}

/// Reads all inputs into the store. When it returns, all of it is on the disk. Where the store was
/// empty, the graph of it is made meanwhile, of the facts that are at hand, and kept.
pub fn ingest(
    store: &Store,
    input: &InputOptions,
    quiet: bool,
) -> Result<(Summary, Option<Graph>)> {
    /// Documents that may wait to be taken into the graph.
    const WAITING: usize = 512;
    let (sender, receiver) = sync_channel(WAITING);
    let is_empty = store.stats()?.documents == 0;
    thread::scope(|scope| {
        let growing = is_empty.then(|| {
            scope.spawn(move || {
                let mut graph = Graph::new();
                for Told { record, facts } in receiver {
                    graph.add_facts(&record, facts);
                }
                graph
            })
        });
        let sender = growing.is_some().then_some(sender);
        let known = if is_empty { Known::OfThisRun(Mutex::default()) } else { Known::ToStore };
        let summary = read_in(store, input, quiet, known, sender)?;
        let Some(growing) = growing else { return Ok((summary, None)) };
        let mut graph = growing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        archive::complete(store, &mut graph, summary.added)?;
        Ok((summary, Some(graph)))
    })
}

/// Which documents the store may hold already: whoever asks the store itself waits while it writes.
enum Known {
    /// Only the store knows.
    ToStore,
    /// It was empty: it holds what has come in since, by the hash of the key.
    OfThisRun(Mutex<FxHashSet<u64>>),
}

impl Known {
    fn may_have(&self, key: &str) -> bool {
        let Known::OfThisRun(keys) = self else { return true };
        lock(keys).contains(&FxBuildHasher.hash_one(key))
    }

    fn add(&self, key: &str) {
        if let Known::OfThisRun(keys) = self {
            lock(keys).insert(FxBuildHasher.hash_one(key));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads all inputs into the store, and passes on what came in.
fn read_in(
    store: &Store,
    input: &InputOptions,
    quiet: bool,
    known: Known,
    mut pass_on: Option<SyncSender<Told>>,
) -> Result<Summary> {
    let mut progress = Progress::new(quiet);
    let mut summary = Summary::default();
    let read =
        |document: Result<Document, SourceError>| -> Result<Result<Step, Failure>, StoreError> {
            let document = match document {
                Ok(document) => document,
                Err(error) => return Ok(Err(error.into())),
            };
            if known.may_have(&document.key) && store.holds(&document, grammar())? {
                return Ok(Ok(Step::Held));
            }
            match reader::read(document) {
                Ok(record) => {
                    let prepared = Prepared::of(&record)?;
                    Ok(Ok(Step::Read(Box::new(prepared), Told::of(record))))
                }
                Err(failure) => Ok(Err(failure)),
            }
        };
    let write = |step: Result<Result<Step, Failure>, StoreError>| -> Result<(), StoreError> {
        match step? {
            Ok(Step::Held) => summary.unchanged += 1,
            Ok(Step::Read(prepared, told)) => {
                known.add(&told.record.document.key);
                match store.put_prepared(*prepared)? {
                    Change::Added => summary.added += 1,
                    Change::Replaced => summary.replaced += 1,
                    Change::Unchanged => summary.unchanged += 1,
                }
                summary.found.add(&told.facts);
                // Who takes it has ended only where it has failed, which shows at its end.
                if pass_on.as_ref().is_some_and(|sender| sender.send(told).is_err()) {
                    pass_on = None;
                }
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        ingest: Ingest,
    }

    fn line(key: usize, names: &str) -> String {
        let text = format!(
            "云州市第{key}次防汛工作会议召开\\n\\n　　9月24日，云州市第{key}次防汛工作会议在临澜召开。市委书记\
             赵若谷主持会议，{names}出席会议。"
        );
        format!("{{\"id\": \"第{key}篇\", \"date\": \"2031-09-25\", \"text\": \"{text}\"}}\n")
    }

    #[test]
    fn the_graph_that_is_made_while_a_store_fills_is_that_of_its_records() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let input = folder.path().join("news.jsonl");
        let mut lines: String = (0..600).map(|key| line(key, "钱望舒、孙守拙、李怀瑾")).collect();
        // One more than once, and two whose later text counts.
        lines += &line(7, "钱望舒、孙守拙、李怀瑾");
        lines += &line(0, "周行远");
        lines += &line(599, "周行远、吴归帆");
        std::fs::write(&input, lines).expect("write");
        let Line { ingest } = Line::parse_from([folder.path(), &input]);
        let store = Store::open(&folder.path().join("store")).expect("a store");

        let (summary, graph) = super::ingest(&store, &ingest.input, true).expect("read in");
        assert_eq!((summary.added, summary.replaced, summary.unchanged), (600, 2, 1));
        let anew = archive::graph(&store, true).expect("a graph");
        assert_eq!(graph.expect("made meanwhile").export(), anew.export());

        // Into a store that holds something nothing is made.
        let (summary, graph) = super::ingest(&store, &ingest.input, true).expect("read in");
        assert_eq!((summary.added, graph.is_none()), (0, true));
    }
}
