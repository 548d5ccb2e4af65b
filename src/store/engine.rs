//! sled, held so that it can neither hang, nor abort, nor answer from damaged files.
//!
//! What the pinned version (1.0.0-alpha.124) needs to be held for:
//! - its flusher thread aborts the process when a write fails, so it never runs: flushing is ours;
//! - after a failed flush the next one, and with it closing, waits for ever: such a database is
//!   leaked, and nothing is asked of it any more;
//! - an iterator with an upper bound reads on to the end of the tree: scans here stop by themselves;
//! - opened a second time after a kill at the wrong moment it removes its only snapshot: see
//!   [`files::mend`];
//! - leaves that were written are not evicted from its cache: after much writing it is opened anew.

use super::error::{Result, StoreError};
use super::files::{self, Position};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Records in a leaf of the tree, which is read and written whole: with more, less is written in all
/// and more for one record.
pub const FANOUT: usize = 64;
/// What sled may keep of the leaves that it has read.
const CACHE_BYTES: usize = 96 << 20;
/// How much may be written before sled is opened anew to let go of it.
const WRITTEN_BYTES: usize = 128 << 20;

type Db = sled::Db<FANOUT>;

/// A set of changes that are made together or not at all.
#[derive(Debug, Default)]
pub struct Batch {
    changes: sled::Batch,
    bytes: usize,
}

impl Batch {
    /// Sets a key to a value.
    pub fn insert(&mut self, key: &[u8], value: &[u8]) {
        self.bytes += key.len() + value.len();
        self.changes.insert(key, value);
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &[u8]) {
        self.bytes += key.len();
        self.changes.remove(key);
    }
}

/// A key or a value, shared with sled's cache.
pub type Bytes = sled::InlineArray;

/// A key and its value.
pub type Pair = (Bytes, Bytes);

/// One ordered map from bytes to bytes on disk.
#[derive(Debug)]
pub struct Engine {
    path: PathBuf,
    /// `None` after a failure.
    db: Option<Db>,
    failure: String,
    /// Bytes that were written and not yet flushed, and since sled was opened.
    unflushed: usize,
    written: usize,
}

impl Engine {
    /// Makes a new map at `path`.
    pub fn make(path: &Path) -> Result<Self> {
        let (db, failure) = (Some(open_db(path)?), String::new());
        Ok(Self { path: path.to_owned(), db, failure, unflushed: 0, written: 0 })
    }

    /// Opens the map at `path`, of which all up to `acknowledged` must be there.
    pub fn open(path: &Path, acknowledged: Position) -> Result<Self> {
        files::verify(path, acknowledged).map_err(files::Flaw::into_error)?;
        files::mend(path).map_err(|reason| StoreError::Io {
            what: "cannot make ready",
            path: path.to_owned(),
            reason,
        })?;
        Self::make(path)
    }

    /// The value of a key.
    pub fn get(&mut self, key: &[u8]) -> Result<Option<Bytes>> {
        self.run(|db| db.get(key))
    }

    /// Up to `limit` pairs whose key begins with `prefix`, in order, from `from` on.
    pub fn scan(&mut self, prefix: &[u8], from: &[u8], limit: usize) -> Result<Vec<Pair>> {
        self.run(|db| {
            db.range(from..)
                .take_while(|pair| pair.as_ref().map_or(true, |(key, _)| key.starts_with(prefix)))
                .take(limit)
                .collect()
        })
    }

    /// Makes the changes of a batch, all or none; [`Engine::flush`] makes them last.
    pub fn apply(&mut self, batch: Batch) -> Result<()> {
        let Batch { changes, bytes } = batch;
        self.unflushed += bytes;
        self.written += bytes;
        self.run(|db| db.apply_batch(changes))
    }

    /// Returns when all changes are on the disk, and up to where they reach in the log.
    pub fn flush(&mut self) -> Result<Position> {
        self.run(|db| db.flush().map(drop))?;
        self.unflushed = 0;
        self.position()
    }

    /// How many bytes would be lost if the process ended now.
    pub fn unflushed(&self) -> usize {
        self.unflushed
    }

    /// Opens sled again after it has failed on damaged files.
    pub fn reopen(&mut self) -> Result<()> {
        if self.db.is_none() {
            self.db = Some(open_db(&self.path)?);
        }
        Ok(())
    }

    /// Whether so much was written that it should be let go of; see [`Engine::relieve`].
    pub fn is_full(&self) -> bool {
        self.written >= WRITTEN_BYTES
    }

    /// Lets go of all leaves in memory; to be called when [`Engine::settle`] has been acknowledged.
    pub fn relieve(&mut self) -> Result<()> {
        drop(self.db.take());
        "it could not be opened again".clone_into(&mut self.failure);
        self.db = Some(open_db(&self.path)?);
        self.written = 0;
        Ok(())
    }

    /// The length of all files in bytes.
    pub fn bytes_on_disk(&mut self) -> Result<u64> {
        self.run(|db| db.size_on_disk())
    }

    /// Flushes until nothing is left to do, so that closing writes nothing: a write that failed then
    /// would end the process.
    pub fn settle(&mut self) -> Result<Position> {
        for _ in 0..8 {
            if self.run(|db| db.flush())?.objects_flushed == 0 {
                break;
            }
        }
        self.unflushed = 0;
        self.position()
    }

    fn position(&self) -> Result<Position> {
        files::position(&self.path).map_err(|reason| StoreError::Io {
            what: "cannot look into",
            path: self.path.clone(),
            reason,
        })
    }

    fn run<T>(&mut self, action: impl FnOnce(&Db) -> io::Result<T>) -> Result<T> {
        let Some(db) = &self.db else {
            let reason = self.failure.clone();
            return Err(StoreError::Failed { path: self.path.clone(), reason });
        };
        let outcome = catch_unwind(AssertUnwindSafe(|| action(db)));
        let error = match outcome {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(error)) => error,
            Err(panic) => io::Error::other(message(&*panic)),
        };
        let damaged = is_damage(&error);
        self.failure = plain(&error);
        // Closing is safe only where nothing waits to be written.
        if let Some(db) = self.db.take() {
            let quiet = damaged && self.unflushed == 0 && closes_quietly(&db);
            if quiet { drop(db) } else { std::mem::forget(db) }
        }
        let reason = self.failure.clone();
        Err(if damaged {
            StoreError::Damaged { place: self.path.display().to_string(), detail: reason }
        } else {
            StoreError::Failed { path: self.path.clone(), reason }
        })
    }
}

/// Whether a flush finds nothing to do and nothing wrong. Closing flushes once more, on a thread that
/// ends the process where that fails: sled tidies up then, and may come upon damaged files.
fn closes_quietly(db: &Db) -> bool {
    for _ in 0..8 {
        match catch_unwind(AssertUnwindSafe(|| db.flush())) {
            Ok(Ok(done)) if done.objects_flushed == 0 => return true,
            Ok(Ok(_)) => {}
            Ok(Err(_)) | Err(_) => return false,
        }
    }
    false
}

impl Drop for Engine {
    fn drop(&mut self) {
        // Where it fails, `run` has put the database out of reach already.
        if self.db.is_some() && self.settle().is_ok() {
            drop(self.db.take());
        }
    }
}

fn open_db(path: &Path) -> Result<Db> {
    let config = sled::Config::new()
        .path(path)
        .cache_capacity_bytes(CACHE_BYTES)
        // A leaf is compressed with every flush that touches it; the next level takes twice the time
        // and leaves a twentieth less.
        .zstd_compression_level(1)
        // Seven weeks: never, and short enough to be added to any clock.
        .flush_every_ms(Some(u32::MAX as usize));
    let mut tries = 100;
    let open = || loop {
        match config.open() {
            // Nobody else can hold it, for the store's folder is ours: a child process that is just
            // being started shares the lock of our last one for a moment.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock && tries > 0 => {
                tries -= 1;
                thread::sleep(Duration::from_millis(10));
            }
            outcome => return outcome,
        }
    };
    match catch_unwind(AssertUnwindSafe(open)) {
        Ok(Ok(db)) => Ok(db),
        Ok(Err(error)) if is_damage(&error) => {
            Err(StoreError::Damaged { place: path.display().to_string(), detail: plain(&error) })
        }
        Ok(Err(error)) => Err(StoreError::Io {
            what: "cannot open",
            path: path.to_owned(),
            reason: io::Error::new(error.kind(), plain(&error)),
        }),
        Err(panic) => {
            Err(StoreError::Damaged { place: path.display().to_string(), detail: message(&*panic) })
        }
    }
}

/// Whether the files are at fault, not the disk or the rights.
fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

/// sled's errors carry the lines of its source before the reason.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.rsplit(" -> ").next().unwrap_or(&text).to_owned()
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown failure")
        .to_owned()
}
