//! Reading every record to tell what is wrong, and to save what is not: `chuxi doctor` and
//! `chuxi dump --salvage`.

use super::error::{Result, StoreError};
use super::records::{self, ClaimsRecord, HeadRecord};
use super::scan::next;
use super::{Inner, Store};
use crate::model::DocumentRecord;
use std::collections::BTreeMap;

/// What a check has found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many documents are whole.
    pub documents: u64,
    /// How many decisions are whole.
    pub decisions: u64,
    /// The documents that are damaged: their keys, or what else is known of them.
    pub damaged: Vec<String>,
    /// What is wrong, a sentence each.
    pub flaws: Vec<String>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.flaws.is_empty()
    }
}

/// Heads in a page.
const PAGE: usize = 1024;

/// Reads all records; `save` gets each document that is whole.
pub(super) fn check<E: From<StoreError>>(
    store: &Store,
    mut save: impl FnMut(DocumentRecord) -> std::result::Result<(), E>,
) -> std::result::Result<Report, E> {
    store.flush()?;
    let mut report = Report::default();
    let mut damaged: BTreeMap<u64, String> = BTreeMap::new();
    let mut sum = 0u128;
    // By their numbers: what is readable is found without those that are not.
    let numbers = 0..store.lock().totals.next;
    for number in numbers {
        let read = store.lock().document(number);
        match read {
            Ok(None) => {}
            Ok(Some((head, record))) => {
                report.documents += 1;
                sum = sum.wrapping_add(u128::from_le_bytes(head.claims));
                save(record)?;
            }
            Err(error) => {
                damaged.insert(number, format!("document number {number}"));
                report.note(&mut store.lock(), &error)?;
            }
        }
    }
    let totals = store.lock().totals;
    if report.is_sound() && (report.documents, sum) != (totals.documents, totals.sum) {
        let (stored, found) = (totals.documents, report.documents);
        report.flaws.push(format!("{stored} documents were stored, {found} are found"));
    }
    if let Err(error) = check_heads(store, &mut damaged) {
        report.note(&mut store.lock(), &error)?;
    }
    report.damaged = damaged.into_values().collect();
    match store.decisions() {
        Ok(decisions) => report.decisions = decisions.len() as u64,
        Err(error) => report.note(&mut store.lock(), &error)?,
    }
    Ok(report)
}

impl Report {
    /// Notes what is damaged and makes the store readable again; other errors end the check.
    fn note(&mut self, inner: &mut Inner, error: &StoreError) -> Result<()> {
        match error {
            StoreError::Damaged { place, detail } => self.flaws.push(format!("{place}: {detail}")),
            other => self.flaws.push(other.to_string()),
        }
        inner.engine.reopen()
    }
}

/// Whether there are as many heads as documents; the keys of the damaged documents on the way.
fn check_heads(store: &Store, damaged: &mut BTreeMap<u64, String>) -> Result<()> {
    let (mut heads, mut from) = (0, records::HEADS.to_vec());
    loop {
        let page = store.lock().engine.scan(records::HEADS, &from, PAGE)?;
        let Some((last, _)) = page.last() else { break };
        from = next(last);
        for (key, sealed) in &page {
            heads += 1;
            let head: HeadRecord = records::unseal(key, sealed)?;
            if let Some(name) = damaged.get_mut(&head.number) {
                *name = String::from_utf8_lossy(&key[1..]).into_owned();
            }
        }
    }
    let documents = store.lock().totals.documents;
    if heads == documents {
        return Ok(());
    }
    let detail = format!("there are {heads} of {documents}");
    Err(StoreError::Damaged { place: "the heads of documents".to_owned(), detail })
}

impl Inner {
    /// The document of a number with its head, all parts of which belong together.
    fn document(&mut self, number: u64) -> Result<Option<(HeadRecord, DocumentRecord)>> {
        let claims_key = records::claims_key(number);
        let Some(sealed) = self.engine.get(&claims_key)? else { return Ok(None) };
        let claims: ClaimsRecord = records::unseal(&claims_key, &sealed)?;
        let text = self.text(number)?;
        let content = claims.content;
        let checksum = records::checksum_of(&sealed);
        let record = claims.into_record(text);
        let expected = HeadRecord { number, content, claims: checksum, grammar: record.grammar };
        let fits = records::content_hash(&record.document) == content
            && self.head(&record.document.key)? == Some(expected);
        if fits {
            return Ok(Some((expected, record)));
        }
        let detail = "its parts do not belong together".to_owned();
        Err(StoreError::Damaged { place: records::place(&claims_key), detail })
    }
}
