//! Format 1, whose claims knew nothing of what regulations do to one another, of bodies that became
//! others, and of notes behind names; and the way from it.

use super::engine::{Batch, Engine};
use super::error::{Result, StoreError};
use super::records::{self, CLAIMS, ClaimsRecord, HeadRecord, TOTALS, Totals};
use crate::model::{
    ActClaim, ArticleRecord, AttendanceClaim, BodyAttendanceClaim, ChangeClaim, Claims,
    MeetingClaim, Metadata, PostClaim, Span,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct OldRecord {
    key: String,
    meta: Metadata,
    content: records::Checksum,
    grammar: u32,
    articles: Vec<OldArticle>,
}

#[derive(Serialize, Deserialize)]
struct OldArticle {
    ordinal: usize,
    headline: Option<String>,
    span: Span,
    claims: OldClaims,
}

#[derive(Serialize, Deserialize)]
struct OldClaims {
    meetings: Vec<MeetingClaim>,
    attendance: Vec<AttendanceClaim>,
    body_attendance: Vec<BodyAttendanceClaim>,
    posts: Vec<PostClaim>,
    changes: Vec<ChangeClaim>,
    acts: Vec<ActClaim>,
}

impl From<OldRecord> for ClaimsRecord {
    fn from(old: OldRecord) -> Self {
        let OldRecord { key, meta, content, grammar, articles } = old;
        let articles = articles.into_iter().map(Into::into).collect();
        ClaimsRecord { key, meta, content, grammar, articles }
    }
}

impl From<OldArticle> for ArticleRecord {
    fn from(old: OldArticle) -> Self {
        let OldArticle { ordinal, headline, span, claims } = old;
        let OldClaims { meetings, attendance, body_attendance, posts, changes, acts } = claims;
        let claims = Claims {
            meetings,
            attendance,
            body_attendance,
            posts,
            changes,
            acts,
            ..Claims::default()
        };
        ArticleRecord { ordinal, headline, span, claims }
    }
}

/// Brings all claims into format 2.
pub fn to_2(engine: &mut Engine) -> Result<()> {
    rewrite(engine, |key, sealed| {
        let record = ClaimsRecord::from(records::unseal::<OldRecord>(key, sealed)?);
        Ok((records::seal(key, &record)?, record.key))
    })
}

/// Writes all claims as `anew` gives them, each with the key of its document, and with them the
/// heads and the totals that vouch for them.
fn rewrite(
    engine: &mut Engine,
    anew: impl Fn(&[u8], &[u8]) -> Result<(Vec<u8>, String)>,
) -> Result<()> {
    /// Records in a batch.
    const PAGE: usize = 256;
    let Some(totals) = engine.get(TOTALS)? else { return Ok(()) };
    let mut totals: Totals = records::unseal(TOTALS, &totals)?;
    let mut from = CLAIMS.to_vec();
    loop {
        let page = engine.scan(CLAIMS, &from, PAGE)?;
        let Some((last, _)) = page.last() else { break };
        from = [&last[..], &[0]].concat();
        let mut batch = Batch::default();
        for (key, sealed) in &page {
            let (sealed, document) = anew(key, sealed)?;
            let head_key = records::head_key(&document);
            let head = engine.get(&head_key)?.ok_or_else(|| StoreError::Damaged {
                place: records::place(&head_key),
                detail: "it is missing".to_owned(),
            })?;
            let head: HeadRecord = records::unseal(&head_key, &head)?;
            let claims = records::checksum_of(&sealed);
            totals.sum = totals.sum.wrapping_sub(u128::from_le_bytes(head.claims));
            totals.sum = totals.sum.wrapping_add(u128::from_le_bytes(claims));
            batch.insert(key, &sealed);
            batch.insert(&head_key, &records::seal(&head_key, &HeadRecord { claims, ..head })?);
        }
        engine.apply(batch)?;
        engine.flush()?;
        if engine.is_full() {
            engine.settle()?;
            engine.relieve()?;
        }
    }
    let mut batch = Batch::default();
    batch.insert(TOTALS, &records::seal(TOTALS, &totals)?);
    engine.apply(batch)
}

/// Stores of format 1, for tests.
#[cfg(test)]
pub mod tests {
    use super::*;

    /// A document's claims as format 1 has them.
    pub fn seal_old(key: &[u8], record: ClaimsRecord) -> Result<Vec<u8>> {
        let ClaimsRecord { key: document, meta, content, grammar, articles } = record;
        let article = |article: ArticleRecord| {
            let ArticleRecord { ordinal, headline, span, claims } = article;
            let Claims { meetings, attendance, body_attendance, posts, changes, acts, .. } = claims;
            let claims = OldClaims { meetings, attendance, body_attendance, posts, changes, acts };
            OldArticle { ordinal, headline, span, claims }
        };
        let articles = articles.into_iter().map(article).collect();
        records::seal(key, &OldRecord { key: document, meta, content, grammar, articles })
    }

    /// The reverse of [`to_2`].
    pub fn from_2(engine: &mut Engine) -> Result<()> {
        rewrite(engine, |key, sealed| {
            let record: ClaimsRecord = records::unseal(key, sealed)?;
            let document = record.key.clone();
            Ok((seal_old(key, record)?, document))
        })
    }
}
