//! Words that many nodes and edges share, each kept once.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;
use std::sync::Arc;

/// A kept word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sym(NonZeroU32);

impl Sym {
    /// The word's number.
    pub fn number(self) -> u32 {
        self.0.get()
    }

    /// Its place among all words.
    pub(super) fn place(self) -> usize {
        self.0.get() as usize - 1
    }

    /// The word of a number that [`Sym::number`] gave.
    pub fn of_number(number: u32) -> Option<Sym> {
        NonZeroU32::new(number).map(Sym)
    }
}

/// All kept words. Words are never let go: what is said once is mostly said again.
#[derive(Debug, Default)]
pub struct Symbols {
    words: Vec<Arc<str>>,
    known: FxHashMap<Arc<str>, Sym>,
}

impl Symbols {
    /// Keeps a word.
    pub fn keep(&mut self, word: &str) -> Sym {
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        let kept: Arc<str> = word.into();
        self.words.push(kept.clone());
        // 2^32 distinct words do not fit into memory before this number runs out.
        let sym = Sym(NonZeroU32::new(self.words.len() as u32).unwrap_or(NonZeroU32::MAX));
        self.known.insert(kept, sym);
        sym
    }

    /// The word, if it is kept.
    pub fn find(&self, word: &str) -> Option<Sym> {
        self.known.get(word).copied()
    }

    /// All words, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(AsRef::as_ref)
    }

    /// The word behind a symbol.
    pub fn text(&self, sym: Sym) -> &str {
        &self.words[sym.place()]
    }
}
