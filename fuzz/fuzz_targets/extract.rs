//! Any text gives claims whose words stand in it, and an explanation.
//!
//! A text whose first byte is odd is put together from words of the lexicon, two bytes a word, so
//! that the grammar meets sentences that nobody thought of, and not only broken characters.
#![no_main]

use chuxi::lexicon::Lexicon;
use chuxi::model::{Claims, Document, Evidence, Metadata};
use chuxi::reading;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fuzz_target!(|bytes: &[u8]| {
    let text = match bytes {
        [mode, rest @ ..] if mode % 2 == 1 => sentence(rest),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let document = Document { key: "fuzz".to_owned(), text, meta: Metadata::default() };
    reading::explain(&document);
    let record = reading::read(document);
    for article in &record.articles {
        let Claims { meetings, attendance, posts, .. } = &article.claims;
        assert!(attendance.iter().all(|claim| claim.meeting < meetings.len()));
        assert!(article.claims.changes.iter().all(|claim| claim.post < posts.len()));
        for Evidence { span, confidence, .. } in evidence(&article.claims) {
            assert!(record.document.text.get(span.start..span.end).is_some());
            assert!((0.0..=1.0).contains(confidence));
        }
    }
});

fn evidence(claims: &Claims) -> Vec<&Evidence> {
    let meetings = claims.meetings.iter().map(|claim| &claim.evidence);
    let attendance = claims.attendance.iter().map(|claim| &claim.evidence);
    let bodies = claims.body_attendance.iter().map(|claim| &claim.evidence);
    let posts = claims.posts.iter().map(|claim| &claim.evidence);
    let changes = claims.changes.iter().map(|claim| &claim.evidence);
    let acts = claims.acts.iter().map(|claim| &claim.evidence);
    meetings.chain(attendance).chain(bodies).chain(posts).chain(changes).chain(acts).collect()
}

fn sentence(picks: &[u8]) -> String {
    // What stands between words, and names; each as often as all of the lexicon.
    const COMMON: [&str; 24] = [
        "，", "。", "、", "：", "；", "《", "》", "（", "）", "“", "”", "\n", " ", "9月24日", "第十次",
        "的", "了", "由", "在", "王建明", "李国强", "艾力更·依明巴海", "本报讯", "记者",
    ];
    static WORDS: OnceLock<Vec<&str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words: Vec<&str> = Lexicon::standard().words().map(|(word, _)| word).collect();
        words.sort_unstable();
        words
    });
    picks
        .chunks_exact(2)
        .map(|pick| match pick[0] {
            common if common % 2 == 1 => COMMON[usize::from(pick[1]) % COMMON.len()],
            _ => words[usize::from(u16::from_le_bytes([pick[0], pick[1]])) % words.len()],
        })
        .collect()
}
