use std::io;
use std::path::PathBuf;

/// What may go wrong with a store. Every message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has the store open.
    #[error(
        "{path} is in use by {}: one process at a time may hold a store; stop that one first, or ask it",
        holder(*pid)
    )]
    Held {
        /// The store's folder.
        path: PathBuf,
        /// The holder, where it has written its process id.
        pid: Option<u32>,
    },

    /// The folder has other things in it.
    #[error(
        "{path} is no chuxi store: it is not empty and has no {}; name an empty or a new folder",
        super::folder::MANIFEST
    )]
    NotAStore {
        /// The folder.
        path: PathBuf,
    },

    /// A later chuxi wrote the store.
    #[error("{path} has format {found}, this chuxi knows formats up to {known}: use a newer chuxi")]
    Newer {
        /// The store's folder.
        path: PathBuf,
        /// The format of the store.
        found: u32,
        /// The newest format that this program knows.
        known: u32,
    },

    /// An older chuxi wrote the store, and nobody knows the way from there any more.
    #[error(
        "{path} has format {found}, which this chuxi cannot bring up to date: \
         dump it with the chuxi that wrote it and restore the dump with this one"
    )]
    Older {
        /// The store's folder.
        path: PathBuf,
        /// The format of the store.
        found: u32,
    },

    /// What is read is not what was written.
    #[error(
        "{place} is damaged: {detail}; restore the last dump into a new folder or ingest the sources \
         into one; `chuxi doctor` tells what can still be read, `chuxi dump --salvage` saves it"
    )]
    Damaged {
        /// The file or record.
        place: String,
        /// What is wrong with it.
        detail: String,
    },

    /// A read or write failed.
    #[error("{what} {path}: {reason}")]
    Io {
        /// What was tried: "cannot write", "cannot open".
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why it failed.
        reason: io::Error,
    },

    /// A write failed earlier on, and what came after it cannot be trusted.
    #[error(
        "writing to {path} failed ({reason}); what was acknowledged before is safe: \
         mend the cause and start again"
    )]
    Failed {
        /// The store's folder.
        path: PathBuf,
        /// Why it failed.
        reason: String,
    },
}

fn holder(pid: Option<u32>) -> String {
    pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"))
}

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;
