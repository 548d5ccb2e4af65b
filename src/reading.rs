//! A document to all that it says: the stages from `page` to `resolve` in one call.

use crate::model::{Document, DocumentRecord};

/// Reads a document. Without I/O: the same document gives the same record everywhere.
pub fn read(document: Document) -> DocumentRecord {
    DocumentRecord { document, grammar: GRAMMAR, articles: Vec::new() }
}

/// The version of the grammar and the lexicon: raised whenever the same text may give other claims.
pub const GRAMMAR: u32 = 1;
