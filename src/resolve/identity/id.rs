//! Ids: what an entity is called for good, on every machine.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum IdKind {
    /// A person.
    Official,
    /// A body.
    Body,
    /// A meeting.
    Meeting,
    /// A regulation.
    Regulation,
    /// An article.
    Article,
    /// A run of meetings of one kind.
    Series,
    /// A person's ruling on who is who.
    Decision,
}

const KINDS: [(IdKind, &str); 7] = [
    (IdKind::Official, "official"),
    (IdKind::Body, "body"),
    (IdKind::Meeting, "meeting"),
    (IdKind::Regulation, "regulation"),
    (IdKind::Article, "article"),
    (IdKind::Series, "series"),
    (IdKind::Decision, "decision"),
];

/// A content-derived id, written `meeting:1h8k0c6yq2s4t`: the same content has the same id everywhere.
///
/// An official's is the id of one of its mentions: the `hash` of the article and, as `part`, the
/// name within it. So every mention's id leads to its official without a table of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Id {
    /// What it names.
    pub kind: IdKind,
    /// From the content.
    pub hash: u64,
    /// The name within the article, for officials; 0 for all others.
    pub part: u32,
}

impl Id {
    /// No id is smaller.
    pub const LEAST: Id = Id { kind: IdKind::Official, hash: 0, part: 0 };

    /// The id of what is told apart by these parts.
    pub fn of(kind: IdKind, parts: &[&str]) -> Id {
        Id { kind, hash: hash(parts), part: 0 }
    }

    /// The article with this ordinal in the document of this key.
    pub fn article(document: &str, ordinal: usize) -> Id {
        Id::of(IdKind::Article, &[document, &ordinal.to_string()])
    }

    /// The mention of a name in an article; an official's id is the smallest of its mentions'.
    pub fn mention(article: Id, name: &str) -> Id {
        // The lower half: 32 bits tell the few hundred names of an article apart.
        Id { kind: IdKind::Official, hash: article.hash, part: hash(&[name]) as u32 }
    }
}

/// The first 64 bits of BLAKE3 over the parts, each closed by a zero byte.
pub fn hash(parts: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_be_bytes(first)
}

/// Crockford's base 32: no letter that is read as a digit.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// An id as it is written, in the room that the longest takes. Sorted as text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct IdText {
    bytes: [u8; LONGEST],
    length: usize,
}

impl IdText {
    fn push(&mut self, text: &[u8]) {
        self.bytes[self.length..][..text.len()].copy_from_slice(text);
        self.length += text.len();
    }

    /// So many digits of five bits, the highest first.
    fn push_base32(&mut self, value: u64, digits: usize) {
        let text = &mut self.bytes[self.length..][..digits];
        for (at, digit) in text.iter_mut().rev().enumerate() {
            *digit = DIGITS[(value >> (at * 5)) as usize & 31];
        }
        self.length += digits;
    }

    /// The text, which is ASCII.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

fn read_base32(text: &str, digits: usize) -> Option<u64> {
    if text.len() != digits {
        return None;
    }
    text.bytes().try_fold(0u64, |value, byte| {
        let digit = DIGITS.iter().position(|&d| d == byte)? as u64;
        value.checked_mul(32)?.checked_add(digit)
    })
}

/// Five bits a digit: all of 64 bits.
const HASH_DIGITS: usize = 13;
/// Five bits a digit: all of 32 bits.
const PART_DIGITS: usize = 7;

/// Room for any: the longest name of a kind with the most digits.
const LONGEST: usize = "regulation:".len() + HASH_DIGITS + PART_DIGITS;

impl Id {
    /// The id as it is written.
    pub fn text(&self) -> IdText {
        let name = KINDS.iter().find(|(kind, _)| *kind == self.kind).map_or("", |(_, name)| name);
        let mut text = IdText { bytes: [0; LONGEST], length: 0 };
        text.push(name.as_bytes());
        text.push(b":");
        text.push_base32(self.hash, HASH_DIGITS);
        if self.kind == IdKind::Official {
            text.push_base32(self.part.into(), PART_DIGITS);
        }
        text
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.text().as_str())
    }
}

/// The text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no id; ids look like official:1h8k0c6yq2s4t0abcdef and come from earlier answers"
)]
pub struct IdError(pub String);

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Id, IdError> {
        let parse = || {
            let (name, digits) = text.split_once(':')?;
            let kind = KINDS.iter().find(|(_, n)| *n == name)?.0;
            let split = digits.len().min(HASH_DIGITS);
            let (hash, part) = digits.split_at_checked(split)?;
            let part = match kind {
                IdKind::Official => u32::try_from(read_base32(part, PART_DIGITS)?).ok()?,
                _ if part.is_empty() => 0,
                _ => return None,
            };
            Some(Id { kind, hash: read_base32(hash, HASH_DIGITS)?, part })
        };
        parse().ok_or_else(|| IdError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_as_it_is_written() {
        let article = Id::article("a.txt", 3);
        let highest = Id { kind: IdKind::Official, hash: u64::MAX, part: u32::MAX };
        for id in [article, Id::mention(article, "王伟"), Id::of(IdKind::Body, &["x"]), highest] {
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        assert!("meeting:你好你好你".parse::<Id>().is_err());
        assert!("meeting:".parse::<Id>().is_err());
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
