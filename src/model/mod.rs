//! The vocabulary that every stage speaks: plain data, without I/O and without rules of the domain.
//!
//! A [`Document`] is read as [`Article`]s; an article says [`Claims`]; every claim bears its
//! [`Evidence`]. Offsets are always bytes of UTF-8, and always into [`Document::text`] unless a
//! field says otherwise.

mod article;
mod claim;
mod decision;
mod document;
mod mapped;
mod record;

pub use article::{Article, Byline};
pub use claim::{
    ActClaim, Action, Amending, AmendingClaim, AttendanceClaim, BodyAttendanceClaim, ChangeClaim,
    ChangeKind, Claims, Confidence, Evidence, Gender, MeetingClaim, MeetingKind, NoteClaim,
    PostClaim, Role, SuccessionClaim, When,
};
pub use decision::{Anchor, Decision, Ruling};
pub use document::{Document, Metadata};
pub use mapped::{Mapped, MappedBuilder};
pub use record::{ArticleRecord, DocumentRecord};

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of UTF-8 text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// The least span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words that stand in the span, or `""` where it does not lie on characters of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing stands in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}
