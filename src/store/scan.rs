//! Reading many records, a page at a time, so that neither memory nor the lock is held for long.

use super::error::{Result, StoreError};
use super::records::{self, ClaimsRecord, HeadRecord, Totals};
use super::{Inner, Store};
use crate::model::{Decision, DocumentRecord};
use rayon::prelude::*;
use std::collections::VecDeque;

/// Documents in a page with their texts.
const PAGE: usize = 64;
/// Records in a page without.
const CLAIMS_PAGE: usize = 2048;

/// All documents in the order of their keys. Documents that are added or removed meanwhile may be
/// seen or not; each that is seen is whole.
pub struct Documents<'a> {
    store: &'a Store,
    page: VecDeque<DocumentRecord>,
    /// The key at which the next page begins; `None` at the end.
    from: Option<Vec<u8>>,
}

impl<'a> Documents<'a> {
    pub(super) fn new(store: &'a Store) -> Self {
        Self { store, page: VecDeque::new(), from: Some(records::HEADS.to_vec()) }
    }

    fn turn(&mut self, from: &[u8]) -> Result<()> {
        let mut inner = self.store.lock();
        let heads = inner.engine.scan(records::HEADS, from, PAGE)?;
        self.from = heads.last().map(|(key, _)| next(key));
        let sealed = heads
            .iter()
            .map(|(key, sealed)| {
                let head: HeadRecord = records::unseal(key, sealed)?;
                let claims = inner.must_get(&records::claims_key(head.number))?;
                let text = inner.must_get(&records::text_key(head.number))?;
                Ok((head.number, claims, text))
            })
            .collect::<Result<Vec<_>>>()?;
        drop(inner);
        let page = sealed.into_par_iter().map(|(number, claims, text)| {
            let claims: ClaimsRecord = records::unseal(&records::claims_key(number), &claims)?;
            let text = records::unseal_text(&records::text_key(number), &text)?;
            Ok(claims.into_record(text))
        });
        self.page = page.collect::<Result<_>>()?;
        Ok(())
    }
}

impl Iterator for Documents<'_> {
    type Item = Result<DocumentRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.page.is_empty() {
            let from = self.from.take()?;
            if let Err(error) = self.turn(&from) {
                self.from = None;
                return Some(Err(error));
            }
        }
        self.page.pop_front().map(Ok)
    }
}

/// What all documents say, without their texts.
pub struct ClaimsOnly<'a> {
    store: &'a Store,
    page: VecDeque<DocumentRecord>,
    from: Option<Vec<u8>>,
    /// What the store says that it holds, and what has come out of it.
    told: Totals,
    documents: u64,
    sum: u128,
}

impl<'a> ClaimsOnly<'a> {
    pub(super) fn new(store: &'a Store) -> Self {
        let told = store.lock().totals;
        let from = Some(records::CLAIMS.to_vec());
        Self { store, page: VecDeque::new(), from, told, documents: 0, sum: 0 }
    }

    fn turn(&mut self, from: &[u8]) -> Result<()> {
        let mut inner = self.store.lock();
        let page = inner.engine.scan(records::CLAIMS, from, CLAIMS_PAGE)?;
        let totals = inner.totals;
        drop(inner);
        let Some((last, _)) = page.last() else {
            let missing = self.documents != totals.documents || self.sum != totals.sum;
            // While others write, what was read need not add up.
            return if missing && totals == self.told {
                Err(incomplete(self.documents, totals))
            } else {
                Ok(())
            };
        };
        self.from = Some(next(last));
        self.documents += page.len() as u64;
        for (_, sealed) in &page {
            let checksum = u128::from_le_bytes(records::checksum_of(sealed));
            self.sum = self.sum.wrapping_add(checksum);
        }
        let page = page.into_par_iter().map(|(key, sealed)| {
            let claims: ClaimsRecord = records::unseal(&key, &sealed)?;
            Ok(claims.into_record(String::new()))
        });
        self.page = page.collect::<Result<_>>()?;
        Ok(())
    }
}

impl Iterator for ClaimsOnly<'_> {
    type Item = Result<DocumentRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.page.is_empty() {
            let from = self.from.take()?;
            if let Err(error) = self.turn(&from) {
                self.from = None;
                return Some(Err(error));
            }
        }
        self.page.pop_front().map(Ok)
    }
}

/// That a store holds other than what it should.
pub(super) fn incomplete(documents: u64, totals: Totals) -> StoreError {
    StoreError::Damaged {
        place: "the records".to_owned(),
        detail: format!("{} documents were stored, {documents} are found", totals.documents),
    }
}

pub(super) fn outdated(store: &Store, grammar: Option<u32>) -> Result<Vec<String>> {
    let mut keys = Vec::new();
    heads(store, |key, head| {
        if Some(head.grammar) != grammar {
            keys.push(key.to_owned());
        }
    })?;
    Ok(keys)
}

/// Shows the heads of all documents with their keys, in order.
pub(super) fn heads(store: &Store, mut show: impl FnMut(&str, HeadRecord)) -> Result<()> {
    let mut from = records::HEADS.to_vec();
    loop {
        let page = store.lock().engine.scan(records::HEADS, &from, CLAIMS_PAGE)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        from = next(last);
        for (key, sealed) in &page {
            show(&String::from_utf8_lossy(&key[1..]), records::unseal(key, sealed)?);
        }
    }
}

pub(super) fn decisions(store: &Store) -> Result<Vec<Decision>> {
    let mut inner: std::sync::MutexGuard<'_, Inner> = store.lock();
    let page = inner.engine.scan(records::DECISIONS, records::DECISIONS, usize::MAX)?;
    let told = inner.totals.decisions;
    if page.len() as u64 != told {
        return Err(StoreError::Damaged {
            place: "the decisions".to_owned(),
            detail: format!("{told} were stored, {} are found", page.len()),
        });
    }
    page.iter().map(|(key, sealed)| records::unseal(key, sealed)).collect()
}

/// The least key after `key`.
pub(super) fn next(key: &[u8]) -> Vec<u8> {
    [key, &[0]].concat()
}
