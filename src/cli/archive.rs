//! The store behind the graph and the API.

use super::pipeline;
use super::progress::Progress;
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

/// The graph of all that a store holds.
pub fn graph(store: &Store, quiet: bool) -> Result<Graph, StoreError> {
    let mut graph = Graph::new();
    let mut progress = Progress::of(quiet, store.stats()?.documents);
    // What the claims of a document take in memory, roughly: their number is not known before.
    const WEIGHT: usize = 1 << 13;
    pipeline::run(
        store.claims(),
        |_| WEIGHT,
        |record| record.map(|record| (facts(&record), record)),
        |record| {
            let (facts, record) = record?;
            graph.add_facts(&record, facts);
            progress.advance();
            Ok::<_, StoreError>(())
        },
    )?;
    for decision in store.decisions()? {
        graph.decide(&decision);
    }
    Ok(graph)
}
