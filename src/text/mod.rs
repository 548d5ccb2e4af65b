//! Articles to tokens: sentences are found, and those that matter are cut into words.
//!
//! jieba cuts with the lexicon as user words, so that a title or a trigger is never run together
//! with its neighbours; names that the article has made known are cut out first.

mod scan;
mod segment;
mod sentence;

pub use scan::{Hit, Hits, Scan, Scanner};
pub use segment::{Segmenter, Token, TokenKind};
pub use sentence::sentences;
