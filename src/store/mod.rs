//! Where the documents, what they say, and the decisions outlast the process.
//!
//! A document is in whole or not at all: its head, claims and text change in one batch. What
//! [`Store::flush`] has acknowledged is never lost silently: what comes back from disk is checked
//! against its checksum, and what does not come back is missed by the totals.
//!
//! One process holds a store at a time; within it all methods take `&self` and may be called from
//! any thread but those of rayon: sled flushes on them, and would wait for whoever waits for it.

mod check;
mod derived;
mod dump;
mod engine;
mod error;
mod files;
mod folder;
mod format;
mod format_1;
mod records;
mod scan;
#[cfg(test)]
mod tests;

pub use check::Report;
pub use derived::{Derived, Deriving, Sealed};
pub use dump::{DumpError, Restored, dump, restore, salvage, verify_dump};
pub use error::{Result, StoreError};
pub use records::{Checksum, Prepared};
pub use scan::{ClaimsOnly, Documents};

use crate::model::{Decision, Document, DocumentRecord};
use engine::{Batch, Bytes, Engine};
use files::Position;
use folder::{Folder, Manifest};
use format::{FORMATS, Formats};
use records::{ClaimsRecord, HeadRecord, Totals};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How much may wait to be flushed before a change flushes by itself, in bytes: at least, for each
/// document in the store, and at most. A flush writes every leaf whole in which a head has changed.
/// Where keys come in no order that is one of a number that grows with the store: the more of them
/// there are, the more must go into one flush for each to be written for several heads.
const UNFLUSHED_BYTES: usize = 4 << 20;
const UNFLUSHED_BYTES_EACH: usize = 32;
const UNFLUSHED_BYTES_MOST: usize = 32 << 20;

/// What adding something did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    Added,
    /// Another of the same key was there and is gone.
    Replaced,
    /// It was there already.
    Unchanged,
}

/// The size of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// How many documents it holds.
    pub documents: u64,
    /// How many decisions it holds.
    pub decisions: u64,
    /// The length of its files.
    pub bytes: u64,
}

/// An open store.
#[derive(Debug)]
pub struct Store {
    inner: Mutex<Inner>,
    format: u32,
    folder: Folder,
}

#[derive(Debug)]
struct Inner {
    engine: Engine,
    totals: Totals,
}

impl Store {
    /// Whether a store is in a folder.
    pub fn exists(path: &Path) -> bool {
        path.join(folder::MANIFEST).is_file()
    }

    /// Opens the store in a folder; makes one where there is none.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_as(path, FORMATS)
    }

    /// Opens a store that [`Store::open`] finds damaged, to see what can be read: files that are cut
    /// short are filled up with zeros, which nobody takes for a record. What the log has lost cannot
    /// be made up for: then this fails too.
    pub fn open_damaged(path: &Path) -> Result<Self> {
        let folder = Folder::hold(path)?;
        if let Some(Manifest { format, .. }) = folder.manifest()? {
            let records = folder.records(format);
            files::fill_up(&records).map_err(|flaw| flaw.into_error())?;
        }
        drop(folder);
        Self::open(path)
    }

    fn open_as(path: &Path, formats: Formats) -> Result<Self> {
        let folder = Folder::hold(path)?;
        let Manifest { format, acknowledged, position } = formats.settle(&folder)?;
        let records = folder.records(format);
        let mut engine = if acknowledged == 0 {
            // Perhaps cut off while it was made: nothing in it was acknowledged.
            if records.exists() {
                fs::remove_dir_all(&records).map_err(|reason| StoreError::Io {
                    what: "cannot clear",
                    path: records.clone(),
                    reason,
                })?;
            }
            Engine::make(&records)?
        } else {
            Engine::open(&records, position)?
        };
        let totals = match engine.get(records::TOTALS)? {
            Some(sealed) => records::unseal(records::TOTALS, &sealed)?,
            None => Totals::default(),
        };
        if totals.flushes < acknowledged {
            return Err(StoreError::Damaged {
                place: records.display().to_string(),
                detail: format!(
                    "{acknowledged} flushes were acknowledged and it knows of {}: the last changes are lost",
                    totals.flushes
                ),
            });
        }
        let inner = Inner { engine, totals };
        Ok(Self { inner: Mutex::new(inner), format, folder })
    }

    /// The folder of the store.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Whether the store holds just this document, read by this grammar: then reading it again
    /// would change nothing.
    pub fn holds(&self, document: &Document, grammar: u32) -> Result<bool> {
        let head = self.lock().head(&document.key)?;
        Ok(head.is_some_and(|head| {
            head.grammar == grammar && head.content == records::content_hash(document)
        }))
    }

    /// Whether a document with this key is there.
    pub fn has(&self, key: &str) -> Result<bool> {
        Ok(self.lock().head(key)?.is_some())
    }

    /// Adds a document, or puts it in the place of the one with the same key.
    ///
    /// It lasts from the next [`Store::flush`] on.
    pub fn put(&self, record: &DocumentRecord) -> Result<Change> {
        self.put_prepared(Prepared::of(record)?)
    }

    /// Like [`Store::put`], with the records at hand: they can be made ready beforehand, and of many
    /// documents at once.
    pub fn put_prepared(&self, document: Prepared) -> Result<Change> {
        let Prepared { key, content, grammar, claims, text } = document;
        let mut inner = self.lock();
        let old = inner.head(&key)?;
        let number = old.map_or(inner.totals.next, |head| head.number);

        let (claims_key, text_key) = (records::claims_key(number), records::text_key(number));
        let sealed = records::seal_bytes(&claims_key, claims);
        let checksum = records::checksum_of(&sealed);
        if old.is_some_and(|head| head.claims == checksum) {
            return Ok(Change::Unchanged);
        }

        let mut totals = inner.totals;
        let mut batch = Batch::default();
        let head_key = records::head_key(&key);
        let head = HeadRecord { number, content, claims: checksum, grammar };
        batch.insert(&head_key, &records::seal(&head_key, &head)?);
        batch.insert(&claims_key, &sealed);
        if old.is_none_or(|head| head.content != content) {
            batch.insert(&text_key, &records::seal_bytes(&text_key, text));
        }
        match old {
            Some(head) => totals.sum = totals.sum.wrapping_sub(u128::from_le_bytes(head.claims)),
            None => {
                totals.next += 1;
                totals.documents += 1;
            }
        }
        totals.sum = totals.sum.wrapping_add(u128::from_le_bytes(checksum));
        inner.apply(batch, totals)?;
        self.relieve(&mut inner)?;
        Ok(if old.is_some() { Change::Replaced } else { Change::Added })
    }

    /// Takes a document and all that it says out again. Returns whether it was there.
    pub fn remove(&self, key: &str) -> Result<bool> {
        let mut inner = self.lock();
        let Some(head) = inner.head(key)? else { return Ok(false) };
        let mut batch = Batch::default();
        batch.remove(&records::head_key(key));
        batch.remove(&records::claims_key(head.number));
        batch.remove(&records::text_key(head.number));
        let mut totals = inner.totals;
        totals.documents = totals.documents.saturating_sub(1);
        totals.sum = totals.sum.wrapping_sub(u128::from_le_bytes(head.claims));
        inner.apply(batch, totals)?;
        self.relieve(&mut inner)?;
        Ok(true)
    }

    /// A document with all that it says.
    pub fn get(&self, key: &str) -> Result<Option<DocumentRecord>> {
        let mut inner = self.lock();
        let Some(head) = inner.head(key)? else { return Ok(None) };
        let claims = inner.claims(head.number)?;
        let text = inner.text(head.number)?;
        Ok(Some(claims.into_record(text)))
    }

    /// The text of a document.
    pub fn text(&self, key: &str) -> Result<Option<String>> {
        let mut inner = self.lock();
        let Some(head) = inner.head(key)? else { return Ok(None) };
        inner.text(head.number).map(Some)
    }

    /// What a document says, with an empty text.
    pub fn said(&self, key: &str) -> Result<Option<DocumentRecord>> {
        let mut inner = self.lock();
        let Some(head) = inner.head(key)? else { return Ok(None) };
        Ok(Some(inner.claims(head.number)?.into_record(String::new())))
    }

    /// All documents, in the order of their keys.
    pub fn documents(&self) -> Documents<'_> {
        Documents::new(self)
    }

    /// What all documents say, each with an empty text, in no particular order: the fast way to
    /// build the graph. Ends in an error where the store does not give back all that it was given.
    pub fn claims(&self) -> ClaimsOnly<'_> {
        ClaimsOnly::new(self)
    }

    /// The keys of the documents that `grammar` has not read, in order; without it, of all.
    pub fn outdated(&self, grammar: Option<u32>) -> Result<Vec<String>> {
        scan::outdated(self, grammar)
    }

    /// Stores a decision. It lasts from the next [`Store::flush`] on.
    pub fn decide(&self, decision: &Decision) -> Result<Change> {
        let (key, sealed) = records::seal_decision(decision)?;
        let mut inner = self.lock();
        if inner.engine.get(&key)?.is_some() {
            return Ok(Change::Unchanged);
        }
        let mut batch = Batch::default();
        batch.insert(&key, &sealed);
        let mut totals = inner.totals;
        totals.decisions += 1;
        inner.apply(batch, totals)?;
        Ok(Change::Added)
    }

    /// Takes a decision back. Returns whether it was there.
    pub fn undo(&self, id: &str) -> Result<bool> {
        let key = records::decision_key(id);
        let mut inner = self.lock();
        if inner.engine.get(&key)?.is_none() {
            return Ok(false);
        }
        let mut batch = Batch::default();
        batch.remove(&key);
        let mut totals = inner.totals;
        totals.decisions = totals.decisions.saturating_sub(1);
        inner.apply(batch, totals)?;
        Ok(true)
    }

    /// All decisions, in the order of their ids.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        scan::decisions(self)
    }

    /// Returns when all that was changed is on the disk: only then may it be acknowledged.
    pub fn flush(&self) -> Result<()> {
        let mut inner = self.lock();
        self.flush_inner(&mut inner)
    }

    /// How much the store holds.
    pub fn stats(&self) -> Result<Stats> {
        let mut inner = self.lock();
        let Totals { documents, decisions, .. } = inner.totals;
        Ok(Stats { documents, decisions, bytes: inner.engine.bytes_on_disk()? })
    }

    /// Reads every record and tells what is wrong.
    pub fn check(&self) -> Result<Report> {
        check::check(self, |_| Ok(()))
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        debug_assert!(rayon::current_thread_index().is_none(), "a flush would wait for itself");
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Flushes where much waits, so that what is not yet on disk never fills the memory.
    fn relieve(&self, inner: &mut Inner) -> Result<()> {
        let each = UNFLUSHED_BYTES_EACH.saturating_mul(inner.totals.documents as usize);
        let most = each.clamp(UNFLUSHED_BYTES, UNFLUSHED_BYTES_MOST);
        if inner.engine.unflushed() < most { Ok(()) } else { self.flush_inner(inner) }
    }

    fn flush_inner(&self, inner: &mut Inner) -> Result<()> {
        if inner.engine.unflushed() == 0 {
            return Ok(());
        }
        let totals = Totals { flushes: inner.totals.flushes + 1, ..inner.totals };
        inner.apply(Batch::default(), totals)?;
        let position = inner.engine.flush()?;
        self.acknowledge(inner, position)?;
        if inner.engine.is_full() {
            let position = inner.engine.settle()?;
            self.acknowledge(inner, position)?;
            inner.engine.relieve()?;
        }
        Ok(())
    }

    fn acknowledge(&self, inner: &Inner, position: Position) -> Result<()> {
        let acknowledged = inner.totals.flushes;
        self.folder.write_manifest(Manifest { format: self.format, acknowledged, position })
    }
}

impl Drop for Store {
    /// What was not flushed may be lost, as after a crash; nothing else can go wrong.
    fn drop(&mut self) {
        let mut inner = self.lock();
        if inner.totals.flushes > 0
            && let Ok(position) = inner.engine.settle()
            && let Err(error) = self.acknowledge(&inner, position)
        {
            tracing::warn!("{error}");
        }
    }
}

impl Inner {
    fn head(&mut self, document: &str) -> Result<Option<HeadRecord>> {
        let key = records::head_key(document);
        self.engine.get(&key)?.map(|sealed| records::unseal(&key, &sealed)).transpose()
    }

    fn claims(&mut self, number: u64) -> Result<ClaimsRecord> {
        let key = records::claims_key(number);
        records::unseal(&key, &self.must_get(&key)?)
    }

    fn text(&mut self, number: u64) -> Result<String> {
        let key = records::text_key(number);
        records::unseal_text(&key, &self.must_get(&key)?)
    }

    fn must_get(&mut self, key: &[u8]) -> Result<Bytes> {
        self.engine.get(key)?.ok_or_else(|| StoreError::Damaged {
            place: records::place(key),
            detail: "it is missing".to_owned(),
        })
    }

    /// Makes a change together with the totals that it leads to.
    fn apply(&mut self, mut batch: Batch, totals: Totals) -> Result<()> {
        batch.insert(records::TOTALS, &records::seal(records::TOTALS, &totals)?);
        self.engine.apply(batch)?;
        self.totals = totals;
        Ok(())
    }
}
