//! The insurance: all that a store holds as JSON lines, and the way back.
//!
//! Each line is `{"checksum": …, KIND: …}`, where the checksum covers the kind and the value's bytes
//! as they stand. The first line is the `dump` with its version, then follow each `document` with
//! its text and claims in the order of the keys, each `decision` in the order of the ids, and the
//! `end` with the counts and the hash of all lines before it. Nothing depends on when or in which
//! order things came in: equal stores give equal dumps.

use super::{Change, Report, Store, StoreError};
use crate::model::{Decision, DocumentRecord};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io::{self, BufRead, Write};

/// The version of the form of the lines. What version 1 did not know is empty in it.
const VERSION: u32 = 2;

/// Why a dump could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The lines could not be read or written.
    #[error("the dump cannot be read or written")]
    Io(#[from] io::Error),
    /// A line is not as it was written.
    #[error("line {line} of the dump is damaged: {detail}")]
    Line {
        /// Its number, from 1.
        line: u64,
        /// What is wrong.
        detail: String,
    },
    /// The end is missing.
    #[error("the dump is cut short after line {lines}: its end is missing")]
    CutShort {
        /// How many whole lines there are.
        lines: u64,
    },
    /// A later chuxi wrote it.
    #[error("the dump has version {found}, this chuxi reads version {VERSION}: use a newer chuxi")]
    Newer {
        /// Its version.
        found: u32,
    },
}

/// What a restore did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Restored {
    /// Documents that were not there.
    pub added: u64,
    /// Documents that were there in another state.
    pub replaced: u64,
    /// Documents that were there already.
    pub unchanged: u64,
    /// Decisions in the dump.
    pub decisions: u64,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct End {
    documents: u64,
    decisions: u64,
    /// The hash of all lines before this one.
    lines: String,
}

/// A line as it is read. The values stay as they stand, for their checksum.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    checksum: &'a str,
    #[serde(borrow)]
    dump: Option<&'a RawValue>,
    document: Option<&'a RawValue>,
    decision: Option<&'a RawValue>,
    end: Option<&'a RawValue>,
}

enum Item {
    Document(Box<DocumentRecord>),
    Decision(Decision),
}

/// Writes all documents and decisions of a store.
pub fn dump(store: &Store, out: &mut impl Write) -> Result<(), DumpError> {
    let mut writer = Writer::begin(out)?;
    for record in store.documents() {
        writer.document(&record?)?;
    }
    writer.end(&store.decisions()?)
}

/// Writes what can still be read of a damaged store, as a dump that can be restored, and tells what
/// cannot. Its documents come in no particular order.
pub fn salvage(store: &Store, out: &mut impl Write) -> Result<Report, DumpError> {
    let mut writer = Writer::begin(out)?;
    let report = super::check::check(store, |record| writer.document(&record))?;
    let decisions = if report.decisions > 0 { store.decisions()? } else { Vec::new() };
    writer.end(&decisions)?;
    Ok(report)
}

/// Writes the lines one after the other.
struct Writer<'a, W> {
    out: &'a mut W,
    hasher: blake3::Hasher,
    documents: u64,
}

impl<'a, W: Write> Writer<'a, W> {
    fn begin(out: &'a mut W) -> Result<Self, DumpError> {
        let mut writer = Self { out, hasher: blake3::Hasher::new(), documents: 0 };
        writer.line("dump", &VERSION)?;
        Ok(writer)
    }

    fn document(&mut self, record: &DocumentRecord) -> Result<(), DumpError> {
        self.documents += 1;
        self.line("document", record)
    }

    fn end(mut self, decisions: &[Decision]) -> Result<(), DumpError> {
        for decision in decisions {
            self.line("decision", decision)?;
        }
        let lines = self.hasher.finalize().to_hex().to_string();
        let (documents, decisions) = (self.documents, decisions.len() as u64);
        self.line("end", &End { documents, decisions, lines })?;
        Ok(self.out.flush()?)
    }

    fn line(&mut self, kind: &str, value: &impl Serialize) -> Result<(), DumpError> {
        let value = serde_json::to_string(value).map_err(io::Error::other)?;
        let checksum = checksum(kind, &value);
        let line = format!("{{\"checksum\":\"{checksum}\",\"{kind}\":{value}}}\n");
        self.hasher.update(line.as_bytes());
        Ok(self.out.write_all(line.as_bytes())?)
    }
}

/// Reads a dump to its end without keeping anything: whether it is whole.
pub fn verify_dump(dump: impl BufRead) -> Result<(), DumpError> {
    read(dump, |_| Ok(()))
}

/// Adds all documents and decisions of a dump to a store; documents of the same key are replaced.
///
/// Lines are added as they are read: where the dump may be damaged and can be read twice, read it
/// with [`verify_dump`] first. A restore that was cut off is simply begun again.
pub fn restore(dump: impl BufRead, store: &Store) -> Result<Restored, DumpError> {
    let mut restored = Restored::default();
    let read = read(dump, |item| {
        match item {
            Item::Document(record) => match store.put(&record)? {
                Change::Added => restored.added += 1,
                Change::Replaced => restored.replaced += 1,
                Change::Unchanged => restored.unchanged += 1,
            },
            Item::Decision(decision) => {
                store.decide(&decision)?;
                restored.decisions += 1;
            }
        }
        Ok(())
    });
    store.flush()?;
    read.map(|()| restored)
}

fn read(
    mut dump: impl BufRead,
    mut take: impl FnMut(Item) -> Result<(), StoreError>,
) -> Result<(), DumpError> {
    let mut hasher = blake3::Hasher::new();
    let mut bytes = Vec::new();
    let (mut lines, mut documents, mut decisions) = (0, 0, 0);
    loop {
        bytes.clear();
        dump.read_until(b'\n', &mut bytes)?;
        if bytes.last() != Some(&b'\n') {
            return Err(DumpError::CutShort { lines });
        }
        lines += 1;
        let damaged = |detail: &str| DumpError::Line { line: lines, detail: detail.to_owned() };
        let text = std::str::from_utf8(&bytes).map_err(|error| damaged(&error.to_string()))?;
        let line: Line<'_> =
            serde_json::from_str(text).map_err(|error| damaged(&error.to_string()))?;
        let kinds = [
            ("dump", line.dump),
            ("document", line.document),
            ("decision", line.decision),
            ("end", line.end),
        ];
        let mut present = kinds.iter().filter_map(|(kind, value)| Some((*kind, (*value)?.get())));
        let (Some((kind, value)), None) = (present.next(), present.next()) else {
            return Err(damaged("it is no line of a dump"));
        };
        if checksum(kind, value) != line.checksum {
            return Err(damaged("its checksum does not fit"));
        }
        if (kind == "dump") != (lines == 1) {
            return Err(damaged("the first line, and no other, must be the dump's version"));
        }
        match kind {
            "dump" => {
                let found: u32 = parse(value, &damaged)?;
                if found > VERSION {
                    return Err(DumpError::Newer { found });
                }
            }
            "document" => {
                documents += 1;
                take(Item::Document(parse(value, &damaged)?))?;
            }
            "decision" => {
                decisions += 1;
                take(Item::Decision(parse(value, &damaged)?))?;
            }
            _ => {
                let lines = hasher.finalize().to_hex().to_string();
                let found: End = parse(value, &damaged)?;
                return if found == (End { documents, decisions, lines }) {
                    Ok(())
                } else {
                    Err(damaged("lines before it are missing or out of order"))
                };
            }
        }
        hasher.update(&bytes);
    }
}

fn parse<'a, T: Deserialize<'a>>(
    value: &'a str,
    damaged: &impl Fn(&str) -> DumpError,
) -> Result<T, DumpError> {
    serde_json::from_str(value).map_err(|error| damaged(&error.to_string()))
}

fn checksum(kind: &str, value: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind.as_bytes());
    hasher.update(value.as_bytes());
    hasher.finalize().to_hex()[..32].to_owned()
}
