//! What stands in the records, and under which keys.
//!
//! | key | value |
//! |---|---|
//! | `a` | [`Totals`]: what all the other records add up to |
//! | `c` + number | [`ClaimsRecord`]: what a document says |
//! | `d` + document key | [`HeadRecord`]: its number and hashes |
//! | `t` + number | its text |
//! | `x` + decision id | a decision |
//!
//! Documents get numbers in the order in which they come, so that the bulk of what is written goes
//! to one place of the tree and only the small heads are spread over it. Claims and texts stand
//! apart, so that the graph is built without reading a text. Every value ends in a checksum of its
//! key and itself. A change of any layout needs a new format; a test holds the present one.

use super::error::{Result, StoreError};
use crate::model::{ArticleRecord, Decision, Document, DocumentRecord, Metadata};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::ops::Range;

/// 16 bytes of BLAKE3.
pub type Checksum = [u8; 16];
const CHECKSUM: usize = size_of::<Checksum>();

/// What all records add up to: it is written with every change, and so tells when one is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// How often the records were flushed.
    pub flushes: u64,
    /// The number that the next document gets.
    pub next: u64,
    /// How many documents there are.
    pub documents: u64,
    /// How many decisions there are.
    pub decisions: u64,
    /// The checksums of all claims and decisions, added up.
    pub sum: u128,
}

/// A document in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadRecord {
    /// The number under which its claims and text stand.
    pub number: u64,
    /// The hash of the document.
    pub content: Checksum,
    /// The checksum of its claims.
    pub claims: Checksum,
    /// What read it: see [`DocumentRecord::grammar`].
    pub grammar: u32,
}

/// What a document says, and all that is known of it but its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimsRecord {
    /// See [`Document::key`].
    pub key: String,
    /// See [`Document::meta`].
    pub meta: Metadata,
    /// The hash of the document, which covers the text.
    pub content: Checksum,
    /// See [`DocumentRecord::grammar`].
    pub grammar: u32,
    /// See [`DocumentRecord::articles`].
    pub articles: Vec<ArticleRecord>,
}

/// A [`ClaimsRecord`] to be written, of a record that stays what it is. The fields are the same.
#[derive(Debug, Serialize)]
pub struct ClaimsOf<'r> {
    pub key: &'r str,
    pub meta: &'r Metadata,
    pub content: Checksum,
    pub grammar: u32,
    pub articles: &'r [ArticleRecord],
}

impl<'r> ClaimsOf<'r> {
    /// What of a document's record goes under `c`.
    pub fn record(record: &'r DocumentRecord) -> Self {
        Self {
            key: &record.document.key,
            meta: &record.document.meta,
            content: content_hash(&record.document),
            grammar: record.grammar,
            articles: &record.articles,
        }
    }
}

/// A document as bytes, but for its number.
#[derive(Debug)]
pub struct Prepared {
    pub(super) key: String,
    pub(super) content: Checksum,
    pub(super) grammar: u32,
    pub(super) claims: Vec<u8>,
    pub(super) text: Vec<u8>,
}

impl Prepared {
    /// Of this record.
    pub fn of(record: &DocumentRecord) -> Result<Prepared> {
        let claims = ClaimsOf::record(record);
        let (content, grammar) = (claims.content, claims.grammar);
        let claims = encode(CLAIMS, &claims)?;
        let DocumentRecord { document: Document { key, text, .. }, .. } = record;
        // sled compresses whole leaves: of many texts together that leaves less than compressing each,
        // and compressed twice it would be more.
        let mut bytes = Vec::with_capacity(text.len() + CHECKSUM);
        bytes.extend_from_slice(text.as_bytes());
        Ok(Prepared { key: key.clone(), content, grammar, claims, text: bytes })
    }
}

impl ClaimsRecord {
    /// The document's record again.
    pub fn into_record(self, text: String) -> DocumentRecord {
        let document = Document { key: self.key, text, meta: self.meta };
        DocumentRecord { document, grammar: self.grammar, articles: self.articles }
    }
}

/// The key of the [`Totals`].
pub const TOTALS: &[u8] = b"a";
/// The first byte of the keys of heads.
pub const HEADS: &[u8] = b"d";
/// The first byte of the keys of claims.
pub const CLAIMS: &[u8] = b"c";
/// The first byte of the keys of texts.
pub const TEXTS: &[u8] = b"t";
/// The first byte of the keys of decisions.
pub const DECISIONS: &[u8] = b"x";

/// The key of a document's head.
pub fn head_key(document: &str) -> Vec<u8> {
    [HEADS, document.as_bytes()].concat()
}

/// The key of a document's claims.
pub fn claims_key(number: u64) -> Vec<u8> {
    [CLAIMS, &number.to_be_bytes()].concat()
}

/// The key of a document's text.
pub fn text_key(number: u64) -> Vec<u8> {
    [TEXTS, &number.to_be_bytes()].concat()
}

/// The key of a decision.
pub fn decision_key(id: &str) -> Vec<u8> {
    [DECISIONS, id.as_bytes()].concat()
}

/// The hash of all that is known of a document: equal hashes, equal documents.
pub fn content_hash(document: &Document) -> Checksum {
    let Document { key, text, meta } = document;
    let Metadata { id, title, date, publication, place, url } = meta;
    let mut hasher = blake3::Hasher::new();
    let mut field = |value: Option<&str>| {
        hasher.update(&value.map_or(u64::MAX, |value| value.len() as u64).to_le_bytes());
        hasher.update(value.unwrap_or_default().as_bytes());
    };
    field(Some(key));
    field(Some(text));
    field(id.as_deref());
    field(title.as_deref());
    field(date.map(|date| date.to_string()).as_deref());
    field(publication.as_deref());
    field(place.as_deref());
    field(url.as_deref());
    shorten(hasher.finalize())
}

/// A value in the layout of the store, with its checksum.
pub fn seal<T: Serialize>(key: &[u8], value: &T) -> Result<Vec<u8>> {
    Ok(seal_bytes(key, encode(key, value)?))
}

fn encode<T: Serialize>(key: &[u8], value: &T) -> Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(|error| StoreError::Damaged {
        place: place(key),
        detail: format!("it cannot be encoded: {error}"),
    })
}

/// The value of a sealed record.
pub fn unseal<T: DeserializeOwned>(key: &[u8], sealed: &[u8]) -> Result<T> {
    postcard::from_bytes(unseal_bytes(key, sealed)?).map_err(|error| StoreError::Damaged {
        place: place(key),
        detail: format!("it cannot be decoded: {error}"),
    })
}

/// The checksum of a sealed record, unchecked.
pub fn checksum_of(sealed: &[u8]) -> Checksum {
    sealed.last_chunk::<CHECKSUM>().copied().unwrap_or_default()
}

/// The text of a sealed record.
pub fn unseal_text(key: &[u8], sealed: &[u8]) -> Result<String> {
    let bytes = unseal_bytes(key, sealed)?.to_vec();
    String::from_utf8(bytes)
        .map_err(|error| StoreError::Damaged { place: place(key), detail: error.to_string() })
}

/// A decision, sealed under its key.
pub fn seal_decision(decision: &Decision) -> Result<(Vec<u8>, Vec<u8>)> {
    let key = decision_key(&decision.id);
    let sealed = seal(&key, decision)?;
    Ok((key, sealed))
}

/// How a message names a record.
pub fn place(key: &[u8]) -> String {
    let (kind, rest) = key.split_at_checked(1).unwrap_or((key, &[]));
    let number = || rest.first_chunk().map_or(0, |number| u64::from_be_bytes(*number));
    match kind {
        TOTALS => "the record of totals".to_owned(),
        HEADS => format!("the head of document {:?}", String::from_utf8_lossy(rest)),
        CLAIMS => format!("the claims of document number {}", number()),
        TEXTS => format!("the text of document number {}", number()),
        DECISIONS => format!("decision {}", String::from_utf8_lossy(rest)),
        _ => format!("an unknown record {key:?}"),
    }
}

/// Bytes with their checksum.
pub fn seal_bytes(key: &[u8], mut bytes: Vec<u8>) -> Vec<u8> {
    let checksum = checksum(key, &bytes);
    bytes.extend_from_slice(&checksum);
    bytes
}

fn unseal_bytes<'a>(key: &[u8], sealed: &'a [u8]) -> Result<&'a [u8]> {
    sealed
        .split_last_chunk::<CHECKSUM>()
        .filter(|(bytes, found)| checksum(key, bytes) == **found)
        .map(|(bytes, _)| bytes)
        .ok_or_else(|| StoreError::Damaged {
            place: place(key),
            detail: "its checksum does not fit".to_owned(),
        })
}

/// The checksum of a value under a key.
pub fn checksum(key: &[u8], bytes: &[u8]) -> Checksum {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key);
    hasher.update(bytes);
    shorten(hasher.finalize())
}

fn shorten(hash: blake3::Hash) -> Checksum {
    let mut short = Checksum::default();
    short.copy_from_slice(&hash.as_bytes()[Range { start: 0, end: CHECKSUM }]);
    short
}
