//! Reading every record to tell what is wrong: what `chuxi doctor` does.

use super::error::{Result, StoreError};
use super::records::{self, ClaimsRecord, HeadRecord};
use super::scan::next;
use super::{Inner, Store};

/// What a check has found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many documents are whole.
    pub documents: u64,
    /// How many decisions are whole.
    pub decisions: u64,
    /// The keys of the documents that are damaged, in order.
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

pub(super) fn check(store: &Store) -> Result<Report> {
    store.flush()?;
    let mut report = Report::default();
    let mut inner = store.lock();
    let mut sum = 0u128;
    let mut heads = 0u64;
    let mut from = records::HEADS.to_vec();
    loop {
        let page = match inner.engine.scan(records::HEADS, &from, PAGE) {
            Ok(page) => page,
            Err(error) => {
                // Without its heads nobody knows which documents there were.
                report.note(&mut inner, &error)?;
                break;
            }
        };
        let Some((last, _)) = page.last() else { break };
        from = next(last);
        for (key, sealed) in &page {
            heads += 1;
            match check_document(&mut inner, key, sealed) {
                Ok(head) => {
                    report.documents += 1;
                    sum = sum.wrapping_add(u128::from_le_bytes(head.claims));
                }
                Err(error) => {
                    report.damaged.push(String::from_utf8_lossy(&key[1..]).into_owned());
                    report.note(&mut inner, &error)?;
                }
            }
        }
    }
    let totals = inner.totals;
    if report.is_sound() {
        if heads != totals.documents || sum != totals.sum {
            report
                .flaws
                .push(format!("{} documents were stored, {heads} are found", totals.documents));
        }
        for (prefix, name) in [(records::CLAIMS, "claims"), (records::TEXTS, "texts")] {
            let found = count(&mut inner, prefix)?;
            if found != totals.documents {
                report.flaws.push(format!("{} documents have {found} {name}", totals.documents));
            }
        }
    }
    drop(inner);
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
            StoreError::Damaged { place, detail } => {
                self.flaws.push(format!("{place}: {detail}"));
                inner.engine.reopen()
            }
            other => {
                self.flaws.push(other.to_string());
                Ok(())
            }
        }
    }
}

fn check_document(inner: &mut Inner, key: &[u8], sealed: &[u8]) -> Result<HeadRecord> {
    let head: HeadRecord = records::unseal(key, sealed)?;
    let claims_key = records::claims_key(head.number);
    let sealed = inner.must_get(&claims_key)?;
    let claims: ClaimsRecord = records::unseal(&claims_key, &sealed)?;
    let text = inner.text(head.number)?;
    let content = claims.content;
    let checksum = records::checksum_of(&sealed);
    let record = claims.into_record(text);
    let fits = records::head_key(&record.document.key) == key
        && records::content_hash(&record.document) == content
        && (content, checksum, record.grammar) == (head.content, head.claims, head.grammar);
    if fits {
        Ok(head)
    } else {
        Err(StoreError::Damaged {
            place: records::place(key),
            detail: "its parts do not belong together".to_owned(),
        })
    }
}

fn count(inner: &mut Inner, prefix: &[u8]) -> Result<u64> {
    let (mut count, mut from) = (0, prefix.to_vec());
    loop {
        let page = inner.engine.scan(prefix, &from, PAGE)?;
        let Some((last, _)) = page.last() else { return Ok(count) };
        count += page.len() as u64;
        from = next(last);
    }
}
