//! The graph kept beside the store, so that a start need not build it anew.

use super::pipeline;
use crate::graph::{Assembly, Graph, Part};
use crate::reading::grammar;
use crate::store::{Checksum, Deriving, Sealed, Store, StoreError};
use std::fs::File;
use std::io;
use std::sync::OnceLock;
use std::sync::mpsc::sync_channel;
use std::thread;

/// With fewer documents the graph is built as fast as it is read.
const WORTH: u64 = 10_000;
/// The graph is written again when one in so many documents is new since.
const RENEWED: u64 = 32;
/// It is built anew when one in so many is.
const OUTDATED: u64 = 4;

/// The graph that was kept, with the keys of the documents that were added or replaced since; it may
/// hold documents and decisions that the store holds no more. `None` where there is none, it is in
/// doubt, or bringing it up to date would take long.
pub fn find(store: &Store) -> Result<Option<(Graph, Vec<String>)>, StoreError> {
    let Some(kept) = program().and_then(|program| store.derived(program)) else { return Ok(None) };
    let Some(changed) = store.changed_since(&kept)? else { return Ok(None) };
    if changed.len() as u64 * OUTDATED > store.stats()?.documents {
        return Ok(None);
    }
    let graph = put_together(kept);
    if graph.is_none() {
        tracing::warn!("the graph beside the store is damaged, and built anew");
    }
    Ok(graph.map(|graph| (graph, changed)))
}

/// The graph of these pieces: they are unpacked on all cores, and put together on two threads.
fn put_together(pieces: impl Iterator<Item = io::Result<Sealed>>) -> Option<Graph> {
    /// Pieces that may wait for their turn.
    const WAITING: usize = 64;
    let mut assembly = Assembly::default();
    let (net, rest) = assembly.halves();
    let (sender, receiver) = sync_channel::<Part>(WAITING);
    let read = |piece: io::Result<Sealed>| Part::decode(piece.ok()?.bytes()?);
    let weight = |piece: &io::Result<Sealed>| piece.as_ref().map_or(0, |piece| 8 * piece.size());
    let taken = thread::scope(|scope| {
        let joining = scope.spawn(|| receiver.into_iter().try_for_each(|part| net.take(part)));
        let done = pipeline::run(pieces, weight, read, move |part: Option<Part>| match part {
            Some(part) if part.is_of_net() => sender.send(part).map_err(drop),
            Some(part) => rest.take(part).ok_or(()),
            None => Err(()),
        });
        let joined = joining.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        done.is_ok() && joined.is_some()
    });
    taken.then(|| assembly.finish())
}

/// Whether to keep the graph of so many documents, so many of which are new since it was kept.
pub fn is_worth(documents: u64, new: u64) -> bool {
    documents >= WORTH && new * RENEWED >= documents
}

/// Whether so much came into the store that the next start would take long.
pub fn is_outdated(store: &Store) -> Result<bool, StoreError> {
    let documents = store.stats()?.documents;
    let kept = program().and_then(|program| store.derived(program));
    let new = kept.map_or(documents, |kept| store.grown_since(&kept));
    Ok(documents >= WORTH && new * OUTDATED > documents)
}

/// Keeps the graph of all that the store holds.
pub fn keep(store: &Store, graph: &Graph) -> Result<(), StoreError> {
    let Some(program) = program() else { return Ok(()) };
    let mut deriving: Deriving = store.derive(program)?;
    pipeline::run(
        graph.parts(),
        |_| 1 << 18,
        |part| part.encode(),
        |bytes| match bytes {
            Ok(bytes) => deriving.push(bytes),
            Err(error) => {
                Err(StoreError::Failed { path: store.path().to_owned(), reason: error.to_string() })
            }
        },
    )?;
    deriving.finish()
}

/// What tells this program from all others, older and newer, and from itself with other tables of the
/// user's own: another may read other facts from the same claims.
fn program() -> Option<Checksum> {
    static PROGRAM: OnceLock<Option<Checksum>> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        let mut hasher = blake3::Hasher::new();
        io::copy(&mut File::open(std::env::current_exe().ok()?).ok()?, &mut hasher).ok()?;
        hasher.update(&grammar().to_le_bytes());
        hasher.finalize().as_bytes().first_chunk().copied()
    })
}

#[cfg(test)]
mod tests {
    use super::super::archive;
    use super::*;
    use crate::model::{Document, Metadata};
    use std::fs;
    use tempfile::TempDir;

    fn put(store: &Store, key: u64, names: &str) {
        let text = format!(
            "青海省第{key}次防汛工作会议召开\n\n　　9月24日，青海省第{key}次防汛工作会议在西宁召开。省委书记\
             赵若谷主持会议，{names}出席会议。"
        );
        let meta = Metadata { date: "2031-09-25".parse().ok(), ..Metadata::default() };
        let document = Document { key: format!("第{key}篇"), text, meta };
        store.put(&crate::reading::read(document)).expect("put");
    }

    /// A store with a graph beside it, of so many documents.
    fn store(documents: u64) -> (TempDir, Store) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(folder.path()).expect("a store");
        for key in 0..documents {
            put(&store, key, "钱望舒、孙守拙、李怀瑾");
        }
        keep(&store, &anew(&store)).expect("kept");
        (folder, store)
    }

    /// The graph built from the claims alone.
    fn anew(store: &Store) -> Graph {
        let mut graph = Graph::new();
        for record in store.claims() {
            graph.add(&record.expect("a record"));
        }
        for decision in store.decisions().expect("decisions") {
            graph.decide(&decision);
        }
        graph
    }

    #[test]
    fn the_kept_graph_is_the_graph_of_the_records() {
        let (_folder, store) = store(30);
        let (kept, changed) = find(&store).expect("readable").expect("kept");
        assert_eq!((kept.export(), changed), (anew(&store).export(), Vec::new()));
    }

    #[test]
    fn what_came_and_went_since_is_made_up_for() {
        let (_folder, store) = store(30);
        put(&store, 3, "周行远");
        put(&store, 30, "周行远、吴归帆");
        store.remove("第7篇").expect("removed");
        let graph = anew(&store);
        let ids: Vec<_> = ["周行远", "吴归帆"]
            .iter()
            .map(|name| graph.id(graph.officials_named(name)[0]).expect("an id"))
            .collect();
        store.decide(&graph.merge(ids[0], ids[1]).expect("a merge")).expect("decided");

        let (_, changed) = find(&store).expect("readable").expect("kept");
        assert_eq!(changed, ["第30篇", "第3篇"]);
        let graph = archive::graph(&store, true).expect("a graph");
        assert_eq!(graph.export(), anew(&store).export());
        keep(&store, &graph).expect("kept");

        // A ruling that was taken back, and nothing else.
        let decision = store.decisions().expect("decisions").remove(0);
        store.undo(&decision.id).expect("undone");
        let graph = archive::graph(&store, true).expect("a graph");
        assert_eq!(graph.export(), anew(&store).export());
        assert_eq!(graph.decisions().count(), 0);
    }

    #[test]
    fn where_most_is_new_it_is_built_anew() {
        let (_folder, store) = store(30);
        (30..60).for_each(|key| put(&store, key, "周行远"));
        assert!(find(&store).expect("readable").is_none());
    }

    #[test]
    fn a_damaged_or_foreign_one_is_thrown_away() {
        let (folder, store) = store(30);
        let path = folder.path().join("derived");
        let sound = fs::read(&path).expect("read");
        for at in (0..sound.len()).step_by(sound.len() / 40) {
            let mut flipped = sound.clone();
            flipped[at] ^= 4;
            for damaged in [&flipped[..], &sound[..at]] {
                fs::write(&path, damaged).expect("write");
                assert!(find(&store).expect("readable").is_none(), "at {at}");
            }
        }
        fs::write(&path, &sound).expect("write");
        assert!(find(&store).expect("readable").is_some());
        assert!(store.derived([7; 16]).is_none());
    }
}
