//! What any store must do, whatever lies beneath it.

use super::format::Step;
use super::*;
use crate::model::{
    Amending, AmendingClaim, Anchor, ArticleRecord, AttendanceClaim, Claims, Evidence, Gender,
    MeetingClaim, Metadata, NoteClaim, Role, Ruling, Span, SuccessionClaim,
};
use crate::resolve::identity::decision;
use proptest::prelude::*;
use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use tempfile::TempDir;

mod damage;
mod dumps;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn open(folder: &TempDir) -> Store {
    Store::open(folder.path()).expect("a store")
}

fn document(key: &str, text: &str) -> Document {
    let meta = Metadata {
        id: Some(format!("id of {key}")),
        date: chrono::NaiveDate::from_ymd_opt(2031, 5, 17),
        place: Some("云州".to_owned()),
        ..Metadata::default()
    };
    Document { key: key.to_owned(), text: text.to_owned(), meta }
}

/// A document that says that the named persons attended one meeting.
fn record(key: &str, names: &[&str]) -> DocumentRecord {
    let text = format!("云州市政府常务会议召开。{}出席。", names.join("、"));
    let evidence = Evidence { span: Span::new(0, 36), rule: "test".into(), confidence: 0.9 };
    let meeting = MeetingClaim {
        name: "云州市政府常务会议".to_owned(),
        kind: Default::default(),
        when: None,
        until: None,
        date: chrono::NaiveDate::from_ymd_opt(2031, 5, 16),
        end_date: None,
        date_inferred: true,
        place: None,
        conveners: vec!["云州市政府".to_owned()],
        referenced: false,
        evidence: evidence.clone(),
    };
    let attendance = names.iter().zip(1..).map(|(name, rank)| AttendanceClaim {
        meeting: 0,
        official: (*name).to_owned(),
        role: Role::Attendee,
        rank,
        post: None,
        evidence: evidence.clone(),
    });
    let claims =
        Claims { attendance: attendance.collect(), meetings: vec![meeting], ..Claims::default() };
    let headline = Some(format!("常务会议召开（{key}）"));
    let span = Span::new(0, text.len());
    DocumentRecord {
        document: document(key, &text),
        grammar: 1,
        articles: vec![ArticleRecord { ordinal: 0, headline, span, claims }],
    }
}

fn merge(from: &str, into: &str) -> Decision {
    let anchor = |id: &str| Anchor { mention: id.to_owned(), name: "安诺言".to_owned() };
    decision(Ruling::Merge { one: anchor(from), other: anchor(into) })
}

fn all(store: &Store) -> Vec<DocumentRecord> {
    store.documents().collect::<Result<_>>().expect("all documents")
}

fn dumped(store: &Store) -> String {
    let mut out = Vec::new();
    dump(store, &mut out).expect("a dump");
    String::from_utf8(out).expect("UTF-8")
}

/// The files below a folder with their lengths, longest first.
fn files(folder: &Path) -> Vec<(u64, PathBuf)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match fs::metadata(&path).expect("metadata") {
                meta if meta.is_dir() => open.push(path),
                meta => found.push((meta.len(), path)),
            }
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    found
}

fn filled() -> TempDir {
    let folder = folder();
    let store = open(&folder);
    for number in 0..300 {
        let name = format!("安{number}");
        store.put(&record(&format!("{number:03}"), &[&name, "步青云"])).expect("put");
        if number % 40 == 0 {
            store.flush().expect("flush");
        }
    }
    store.decide(&merge("a", "b")).expect("decide");
    store.flush().expect("flush");
    drop(store);
    folder
}

/// Opens a store that may be damaged and reads it in every way. Returns what it gave, or the error.
fn read_all(path: &Path) -> std::result::Result<String, String> {
    let store = Store::open(path).map_err(|error| error.to_string())?;
    let claims: Result<Vec<_>> = store.claims().collect();
    claims.map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    dump(&store, &mut out).map_err(|error| error.to_string())?;
    String::from_utf8(out).map_err(|error| error.to_string())
}

fn flip(path: &Path, at: u64) {
    let mut file = OpenOptions::new().read(true).write(true).open(path).expect("a file");
    let mut byte = [0];
    file.seek(SeekFrom::Start(at)).expect("the place");
    file.read_exact(&mut byte).expect("a byte");
    file.seek(SeekFrom::Start(at)).expect("the place");
    file.write_all(&[byte[0] ^ 0x40]).expect("a byte");
}

#[test]
fn what_is_put_comes_back_after_a_restart() {
    let folder = folder();
    let records = [record("b", &["安诺言", "步青云"]), record("a", &["车行远"])];
    let store = open(&folder);
    for record in &records {
        assert_eq!(store.put(record).expect("put"), Change::Added);
    }
    store.flush().expect("flush");
    drop(store);

    let store = open(&folder);
    assert_eq!(all(&store), [records[1].clone(), records[0].clone()]);
    assert_eq!(store.get("a").expect("get"), Some(records[1].clone()));
    assert_eq!(store.text("b").expect("text"), Some(records[0].document.text.clone()));
    assert_eq!(store.get("c").expect("get"), None);
    let mut claims: Vec<_> = store.claims().collect::<Result<_>>().expect("claims");
    claims.sort_by(|a, b| a.document.key.cmp(&b.document.key));
    assert_eq!(claims[1].articles, records[0].articles);
    assert_eq!(claims[1].document.text, "");
    assert!(store.check().expect("check").is_sound());
}

#[test]
fn the_same_document_again_changes_nothing_and_a_changed_one_replaces() {
    let folder = folder();
    let store = open(&folder);
    let old = record("a", &["安诺言"]);
    store.put(&old).expect("put");
    assert!(store.holds(&old.document, 1).expect("holds"));
    assert!(!store.holds(&old.document, 2).expect("holds"), "another grammar must read it anew");
    assert_eq!(store.put(&old).expect("put"), Change::Unchanged);

    let new = record("a", &["车行远"]);
    assert!(!store.holds(&new.document, 1).expect("holds"));
    assert_eq!(store.put(&new).expect("put"), Change::Replaced);
    assert_eq!(all(&store), [new]);
    assert_eq!(store.stats().expect("stats").documents, 1);
    assert!(store.check().expect("check").is_sound());
}

#[test]
fn a_change_of_metadata_alone_replaces_too() {
    let folder = folder();
    let store = open(&folder);
    let mut record = record("a", &["安诺言"]);
    store.put(&record).expect("put");
    record.document.meta.place = None;
    assert!(!store.holds(&record.document, 1).expect("holds"));
    assert_eq!(store.put(&record).expect("put"), Change::Replaced);
    assert_eq!(all(&store), [record]);
}

#[test]
fn removing_leaves_no_trace() {
    let (one, other) = (folder(), folder());
    let store = open(&one);
    store.put(&record("a", &["安诺言"])).expect("put");
    store.put(&record("b", &["步青云"])).expect("put");
    assert!(store.remove("a").expect("remove"));
    assert!(!store.remove("a").expect("remove"));
    let without = open(&other);
    without.put(&record("b", &["步青云"])).expect("put");
    assert_eq!(dumped(&store), dumped(&without));
    assert_eq!(store.text("a").expect("text"), None);
    assert!(store.check().expect("check").is_sound());
}

#[test]
fn decisions_last_until_they_are_taken_back() {
    let folder = folder();
    let store = open(&folder);
    let split = |mentions: &[&str]| {
        let mentions = mentions.iter().map(|mention| (*mention).to_owned()).collect();
        decision(Ruling::Split { name: "安诺言".to_owned(), mentions })
    };
    assert_eq!(store.decide(&merge("a", "b")).expect("decide"), Change::Added);
    assert_eq!(store.decide(&merge("a", "b")).expect("decide"), Change::Unchanged);
    assert_eq!(store.decide(&split(&["y", "x"])).expect("decide"), Change::Added);
    assert_eq!(store.decide(&split(&["x", "y", "x"])).expect("decide"), Change::Unchanged);
    store.flush().expect("flush");
    drop(store);

    let store = open(&folder);
    assert_eq!(store.decisions().expect("decisions").len(), 2);
    assert!(store.undo(&merge("a", "b").id).expect("undo"));
    assert!(!store.undo(&merge("a", "b").id).expect("undo"));
    assert_eq!(store.decisions().expect("decisions"), [split(&["x", "y"])]);
    assert!(store.check().expect("check").is_sound());
}

#[test]
fn what_another_grammar_has_read_is_outdated() {
    let folder = folder();
    let store = open(&folder);
    for (key, grammar) in [("c", 1), ("a", 2), ("b", 1)] {
        store.put(&DocumentRecord { grammar, ..record(key, &["安诺言"]) }).expect("put");
    }
    assert_eq!(store.outdated(Some(2)).expect("outdated"), ["b", "c"]);
    assert_eq!(store.outdated(Some(1)).expect("outdated"), ["a"]);
    assert_eq!(store.outdated(None).expect("outdated"), ["a", "b", "c"]);
}

#[test]
fn a_long_store_is_read_page_by_page() {
    let folder = folder();
    let store = open(&folder);
    let key = |number: u32| format!("{:04}", (number * 7919) % 5000);
    for number in 0..5000 {
        store.put(&record(&key(number), &["安诺言", "步青云"])).expect("put");
    }
    let keys: Vec<_> = all(&store).into_iter().map(|record| record.document.key).collect();
    assert_eq!(keys.len(), 5000);
    assert!(keys.is_sorted());
    assert_eq!(store.claims().filter(Result::is_ok).count(), 5000);
    assert!(store.check().expect("check").is_sound());
}

#[test]
fn a_second_holder_is_refused_with_the_pid_of_the_first() {
    let folder = folder();
    let first = open(&folder);
    let error = Store::open(folder.path()).expect_err("held");
    assert!(matches!(error, StoreError::Held { pid: Some(pid), .. } if pid == std::process::id()));
    drop(first);
    open(&folder);
}

#[test]
fn a_folder_of_other_things_is_left_alone() {
    let folder = folder();
    fs::write(folder.path().join("letter.txt"), "dear").expect("write");
    let error = Store::open(folder.path()).expect_err("foreign");
    assert!(matches!(error, StoreError::NotAStore { .. }));
    assert_eq!(files(folder.path()).len(), 1);
}

const OLD: Formats = Formats { first: 0, steps: &[] };

#[test]
fn a_newer_format_is_refused_and_so_is_one_that_is_too_old() {
    let folder = folder();
    drop(open(&folder));
    let error = Store::open_as(folder.path(), OLD).expect_err("newer");
    assert!(matches!(error, StoreError::Newer { found: 2, known: 0, .. }), "{error}");
    let late = Formats { first: 3, steps: &[] };
    let error = Store::open_as(folder.path(), late).expect_err("older");
    assert!(matches!(error, StoreError::Older { found: 2, .. }), "{error}");
}

/// In the made-up format 0 every document's key bears a prefix that format 1 drops from the store.
fn forget_removed(engine: &mut Engine) -> Result<()> {
    let mut batch = Batch::default();
    for (key, _) in engine.scan(b"old", b"old", usize::MAX)? {
        batch.remove(&key);
    }
    engine.apply(batch)
}

#[test]
fn an_older_format_is_brought_up_to_date_and_stays_as_the_backup() {
    let folder = folder();
    let store = Store::open_as(folder.path(), OLD).expect("an old store");
    store.put(&record("a", &["安诺言"])).expect("put");
    let mut batch = Batch::default();
    batch.insert(b"old thing", b"1");
    store.lock().engine.apply(batch).expect("apply");
    store.flush().expect("flush");
    drop(store);
    // A migration that was cut off has left half a copy.
    fs::create_dir_all(folder.path().join("records-1/slabs")).expect("mkdir");

    let steps: &'static [Step] = &[forget_removed];
    let store = Store::open_as(folder.path(), Formats { first: 0, steps }).expect("migrated");
    assert_eq!(all(&store), [record("a", &["安诺言"])]);
    assert_eq!(store.lock().engine.get(b"old thing").expect("get"), None);
    store.put(&record("b", &["步青云"])).expect("put");
    drop(store);
    // The backup is the old store as it was.
    let mut backup =
        Engine::open(&folder.path().join("records-0"), Position::default()).expect("backup");
    assert_eq!(backup.get(b"old thing").expect("get"), Some(b"1".into()));
    drop(backup);
    let store = Store::open_as(folder.path(), Formats { first: 0, steps }).expect("again");
    assert_eq!(all(&store).len(), 2);
}

#[test]
fn a_store_of_format_1_opens_with_all_that_it_holds() {
    let folder = folder();
    let store = Store::open_as(folder.path(), Formats { first: 1, steps: &[] }).expect("old");
    let records: Vec<DocumentRecord> =
        (0..600).map(|n| record(&format!("{n:03}"), &["安诺言", "步青云"])).collect();
    for record in &records {
        store.put(record).expect("put");
    }
    store.decide(&merge("a", "b")).expect("decide");
    {
        let mut inner = store.lock();
        format_1::tests::from_2(&mut inner.engine).expect("format 1");
        let totals = inner.engine.get(records::TOTALS).expect("get").expect("totals");
        inner.totals = records::unseal(records::TOTALS, &totals).expect("totals");
    }
    store.flush().expect("flush");
    assert!(store.get("000").is_err(), "it is of format 1");
    drop(store);

    let store = open(&folder);
    assert_eq!(all(&store), records);
    let claims: Vec<_> = store.claims().collect::<Result<_>>().expect("claims");
    assert_eq!(claims.len(), 600);
    assert_eq!(store.decisions().expect("decisions"), [merge("a", "b")]);
    assert!(store.check().expect("check").is_sound());
    assert_eq!(store.put(&records[0]).expect("put"), Change::Unchanged);
}

#[test]
fn what_was_never_acknowledged_may_be_half_there() {
    let folder = folder();
    drop(open(&folder));
    // As if the process had been killed while it made the very first files.
    fs::write(folder.path().join("records-2/durability_cookie"), "").expect("write");
    assert!(all(&open(&folder)).is_empty());
}

/// Whoever changes the layout of what is stored gives it a new format and the way there.
#[test]
fn the_layout_of_the_records_is_that_of_their_format() {
    assert_eq!(FORMATS.current(), 2);
    let mut record = record("a", &["安诺言"]);
    let claims = &mut record.articles[0].claims;
    let evidence = claims.meetings[0].evidence.clone();
    claims.amending.push(AmendingClaim {
        by: "甲条例".to_owned(),
        kind: Amending::Repeals,
        regulation: "乙办法".to_owned(),
        evidence: evidence.clone(),
    });
    claims.successions.push(SuccessionClaim {
        before: "甲局".to_owned(),
        after: "乙局".to_owned(),
        evidence: evidence.clone(),
    });
    claims.notes.push(NoteClaim {
        official: "安诺言".to_owned(),
        gender: Some(Gender::Male),
        ethnicity: Some("回族".to_owned()),
        evidence,
    });
    let key = records::claims_key(1);
    let claims = records::seal(&key, &records::ClaimsOf::record(&record)).expect("sealed");
    let read = records::unseal(&key, &claims).expect("claims");
    let old_claims = format_1::tests::seal_old(&key, read).expect("sealed");
    let head = HeadRecord { number: 1, content: [1; 16], claims: [2; 16], grammar: 3 };
    let head = records::seal(&key, &head).expect("sealed");
    let totals = Totals { flushes: 1, next: 2, documents: 3, decisions: 4, sum: u128::MAX / 3 };
    let totals = records::seal(&key, &totals).expect("sealed");
    let (_, decision) = records::seal_decision(&merge("a", "b")).expect("sealed");
    let hash = |claims: &[u8]| {
        let text = records::seal_bytes(&key, "安诺言".into());
        let fanout = [engine::FANOUT as u8];
        let layout = [claims, &head, &totals, &decision, &text, &fanout].concat();
        blake3::hash(&layout).to_hex().to_string()
    };
    assert_eq!(hash(&claims), "16013ff8950b396217a40d20a7c1146c064671acd45c1ecc537a0b05b6d287a7");
    assert_eq!(
        hash(&old_claims),
        "296dc2e2b66923c29f75d660f95140864da32fbf4603da601e07fd6dc2352783"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// Keys are drawn from few, so that documents meet.
    #[test]
    fn what_was_done_shows_and_how_it_was_done_does_not(
        steps in prop::collection::vec(("[a-f]{0,2}", 0usize..4, prop::bool::weighted(0.2)), 1..40),
        flush in prop::collection::vec(any::<bool>(), 40),
    ) {
        let names = [["安诺言"], ["步青云"], ["车行远"], ["邸归帆"]];
        let mut expected = std::collections::BTreeMap::new();
        let one = folder();
        let store = open(&one);
        for ((key, name, remove), flush) in steps.iter().zip(&flush) {
            if *remove {
                prop_assert_eq!(store.remove(key).unwrap(), expected.remove(key).is_some());
            } else {
                let record = record(key, &names[*name]);
                store.put(&record).unwrap();
                prop_assert_eq!(store.put(&record).unwrap(), Change::Unchanged);
                expected.insert(key.clone(), record);
            }
            if *flush {
                store.flush().unwrap();
            }
        }
        prop_assert_eq!(all(&store), expected.values().cloned().collect::<Vec<_>>());
        prop_assert!(store.check().unwrap().is_sound());

        let two = folder();
        let straight = open(&two);
        for record in expected.values().rev() {
            straight.put(record).unwrap();
        }
        prop_assert_eq!(dumped(&store), dumped(&straight));
    }

    #[test]
    fn any_bytes_in_the_folder_are_an_error_at_worst(
        name in prop_oneof![
            Just("chuxi.json"), Just("lock"), Just("records-2/durability_cookie"),
            Just("records-2/metadata/log_zz"), Just("records-2/metadata/log_0000000000000003"),
            Just("records-2/metadata/snapshot_00000000000000ff"), Just("records-2/slabs/64"),
            Just("records-2/slabs/other"),
        ],
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let one = folder();
        let store = open(&one);
        let record = record("a", &["安诺言"]);
        store.put(&record).unwrap();
        store.flush().unwrap();
        let whole = dumped(&store);
        drop(store);
        fs::write(one.path().join(name), &bytes).unwrap();
        if let Ok(answer) = read_all(one.path()) {
            prop_assert_eq!(answer, whole);
        }
    }

    #[test]
    fn no_bytes_make_reading_a_dump_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(verify_dump(&bytes[..]).is_err());
    }
}
