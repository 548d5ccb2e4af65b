use super::{Claims, Document, Span};
use serde::{Deserialize, Serialize};

/// An article as the store keeps it: its headline and what it says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ArticleRecord {
    /// Its place among the articles of the document, from 0.
    pub ordinal: usize,
    /// The headline, where one was found.
    pub headline: Option<String>,
    /// From the first to the last byte of its body in the document.
    pub span: Span,
    /// What it says, with jurisdictions and dates resolved.
    pub claims: Claims,
}

/// A document with all that was read from it: the unit that is added, replaced and removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// The document with its whole text.
    pub document: Document,
    /// The version of the grammar that read it, or a digest of grammar and lexicon.
    pub grammar: u32,
    /// Its articles, in the order of the text.
    pub articles: Vec<ArticleRecord>,
}
