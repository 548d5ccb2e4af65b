//! One input to one record, whatever the input.

use crate::model::{Document, DocumentRecord};
use crate::reading;
use crate::source::SourceError;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An input that failed, by its name and the reason.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct Failure {
    name: String,
    reason: String,
}

impl Failure {
    /// A failure of what is called `name`.
    pub fn new(name: &str, reason: impl ToString) -> Self {
        Self { name: name.to_owned(), reason: reason.to_string() }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        Self { name: error.place.to_string(), reason: error.reason }
    }
}

/// Reads a document. A mistake in the grammar costs this one document, not all the others.
pub fn read(document: Document) -> Result<DocumentRecord, Failure> {
    let key = document.key.clone();
    catch_unwind(AssertUnwindSafe(|| reading::read(document))).map_err(|_| {
        Failure::new(&key, "reading it failed: this is a mistake in chuxi, please report it")
    })
}

/// How much of the memory an input takes while it is read.
pub fn weight(document: &Result<Document, SourceError>) -> usize {
    document.as_ref().map_or(0, |document| document.text.len())
}
