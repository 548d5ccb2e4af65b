//! A part of an article that is read by itself: a sentence, or a list that semicolons divide.

use crate::text::{Scan, Scanner};

/// A sentence that may hold a fact.
pub struct Part<'a> {
    /// Which paragraph it stands in.
    pub paragraph: usize,
    /// Where it begins in the paragraph.
    pub offset: usize,
    /// Its text.
    pub text: &'a str,
    /// What the lexicon has of it.
    pub scan: Scan,
}

impl<'a> Part<'a> {
    /// The text that stands at byte `offset` of a paragraph.
    pub fn new(text: &'a str, paragraph: usize, offset: usize) -> Self {
        Self { paragraph, offset, text, scan: Scanner::standard().scan(text) }
    }
}
