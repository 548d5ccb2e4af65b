//! The store behind the graph and the API.

use super::progress::Progress;
use super::{kept, pipeline};
use crate::api::{Archive, ArchiveError};
use crate::graph::Graph;
use crate::model::{Decision, DocumentRecord};
use crate::resolve::identity::facts;
use crate::store::{Store, StoreError};
use std::sync::Arc;

/// The store as the API's archive: what it has taken is on the disk.
pub struct StoreArchive(pub Arc<Store>);

impl Archive for StoreArchive {
    fn text(&self, key: &str) -> Result<Option<String>, ArchiveError> {
        self.0.text(key).map_err(refused)
    }

    fn put(&self, record: &DocumentRecord) -> Result<(), ArchiveError> {
        self.0.put(record).and_then(|_| self.0.flush()).map_err(refused)
    }

    fn remove(&self, key: &str) -> Result<bool, ArchiveError> {
        let known = self.0.remove(key).map_err(refused)?;
        self.0.flush().map_err(refused)?;
        Ok(known)
    }

    fn decide(&self, decision: &Decision) -> Result<(), ArchiveError> {
        self.0.decide(decision).and_then(|_| self.0.flush()).map_err(refused)
    }

    fn undo(&self, decision: &str) -> Result<bool, ArchiveError> {
        let known = self.0.undo(decision).map_err(refused)?;
        self.0.flush().map_err(refused)?;
        Ok(known)
    }
}

fn refused(error: StoreError) -> ArchiveError {
    ArchiveError(error.to_string())
}

/// One in so many documents tells how much room all of them will take.
const SAMPLE: u64 = 16;

/// The graph of all that a store holds: the one that was kept beside it, brought up to date, or
/// built anew; and kept, where that will save time.
pub fn graph(store: &Store, quiet: bool) -> Result<Graph, StoreError> {
    let documents = store.stats()?.documents;
    let (mut graph, new) = match kept::find(store)? {
        Some((mut graph, changed)) => {
            let new = changed.len() as u64;
            let said = changed.iter().filter_map(|key| store.said(key).transpose());
            add(&mut graph, said, &mut Progress::of(quiet, new))?;
            (graph, new)
        }
        None => {
            let mut graph = Graph::new();
            let sample = (documents / SAMPLE) as usize;
            let mut claims = store.claims();
            let mut progress = Progress::of(quiet, documents);
            add(&mut graph, claims.by_ref().take(sample), &mut progress)?;
            graph.make_room(SAMPLE as usize);
            add(&mut graph, claims, &mut progress)?;
            (graph, documents)
        }
    };
    complete(store, &mut graph, new)?;
    Ok(graph)
}

/// Brings a graph that knows of all documents in the store, and perhaps of some that have gone, up to
/// date with what else has changed, and keeps it where that will save time: so many documents are new
/// since one was kept.
pub fn complete(store: &Store, graph: &mut Graph, new: u64) -> Result<(), StoreError> {
    let documents = store.stats()?.documents;
    if graph.counts().documents as u64 != documents {
        remove_missing(store, graph)?;
    }
    let decisions = store.decisions()?;
    let stale: Vec<String> = graph
        .decisions()
        .filter(|own| !decisions.contains(own))
        .map(|decision| decision.id.clone())
        .collect();
    for decision in stale {
        graph.undo(&decision);
    }
    for decision in decisions {
        graph.decide(&decision);
    }
    if kept::is_worth(documents, new) {
        // Whoever asks wants the graph, and has it.
        if let Err(error) = kept::keep(store, graph) {
            tracing::warn!("the graph is not kept for the next start: {error}");
        }
    }
    Ok(())
}

/// Takes out what the store holds no more.
fn remove_missing(store: &Store, graph: &mut Graph) -> Result<(), StoreError> {
    let mut missing = Vec::new();
    for key in graph.document_keys() {
        if !store.has(key)? {
            missing.push(key.to_owned());
        }
    }
    for key in missing {
        graph.remove(&key);
    }
    Ok(())
}

fn add(
    graph: &mut Graph,
    records: impl Iterator<Item = Result<DocumentRecord, StoreError>>,
    progress: &mut Progress,
) -> Result<(), StoreError> {
    // What the claims of a document take in memory, roughly: their number is not known before.
    const WEIGHT: usize = 1 << 13;
    pipeline::run(
        records,
        |_| WEIGHT,
        |record| record.map(|record| (facts(&record), record)),
        |record| {
            let (facts, record) = record?;
            graph.add_facts(&record, facts);
            progress.advance();
            Ok(())
        },
    )
}
