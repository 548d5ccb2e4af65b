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
    let evidence = Evidence { span: Span::new(0, 36), rule: "test".to_owned(), confidence: 0.9 };
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

#[test]
fn a_flipped_or_missing_byte_is_an_error_or_harmless_but_never_a_wrong_answer() {
    let whole = read_all(filled().path()).expect("a sound store");
    let mut errors = 0;
    for round in 0..48 {
        let folder = filled();
        let files = files(folder.path());
        let (len, path) = files
            .iter()
            .filter(|(len, _)| *len > 0)
            .nth(round % files.iter().filter(|(len, _)| *len > 0).count())
            .expect("a file");
        let at = (round as u64 * 7919) % len;
        if round % 3 == 0 {
            OpenOptions::new().write(true).open(path).expect("open").set_len(at).expect("cut");
        } else {
            flip(path, at);
        }
        match read_all(folder.path()) {
            Ok(answer) => assert!(answer == whole, "{} at {at} of {len}", path.display()),
            Err(_) => errors += 1,
        }
    }
    assert!(errors > 10, "the test damages what nobody reads");
}

/// sled takes a damaged log for a shorter one, and what it then points to may hold anything. What a
/// snapshot has made needless may be damaged without harm: the answers are then the same.
#[test]
fn a_log_that_is_cut_or_changed_anywhere_is_noticed_or_was_not_needed() {
    let sound = filled();
    let whole = read_all(sound.path()).expect("a sound store");
    let metadata = Path::new("records-2/metadata");
    let (mut places, mut noticed) = (0, 0);
    for (len, path) in files(&sound.path().join(metadata)).into_iter().filter(|(len, _)| *len > 0) {
        let bytes = fs::read(&path).expect("read");
        let name = path.file_name().expect("a file has a name");
        for at in (0..len).step_by(1 + len as usize / 40) {
            for cut in [true, false] {
                // Opening writes: each damage gets a store of its own.
                let damaged = folder();
                copy_all(sound.path(), damaged.path());
                let log = damaged.path().join(metadata).join(name);
                match cut {
                    true => fs::write(&log, &bytes[..at as usize]).expect("write"),
                    false => flip(&log, at),
                }
                places += 1;
                match read_all(damaged.path()) {
                    Ok(answer) => assert!(answer == whole, "{} at {at} of {len}", log.display()),
                    Err(_) => noticed += 1,
                }
            }
        }
    }
    assert!(places > 60 && noticed * 2 > places, "{noticed} of {places} were noticed");
    open(&sound);
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy_all(&entry.path(), &target),
            false => fs::copy(entry.path(), target).map(|_| ()).expect("copy"),
        }
    }
}

/// Killed while it opens, sled leaves a snapshot without a log above it, and perhaps an older one.
#[test]
fn a_store_that_was_killed_while_it_opened_is_whole() {
    let sound = filled();
    let whole = read_all(sound.path()).expect("a sound store");
    let metadata = sound.path().join("records-2/metadata");
    for leave_older in [true, false, true] {
        let names = |prefix: &str| -> Vec<PathBuf> {
            let names = files(&metadata).into_iter().map(|(_, path)| path);
            let mut names: Vec<_> = names
                .filter(|path| {
                    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix))
                })
                .collect();
            names.sort();
            names
        };
        // What sled does on opening, up to the removal of the logs.
        drop(Engine::make(&sound.path().join("records-2")).expect("open"));
        for log in names("log_") {
            assert_eq!(fs::metadata(&log).expect("metadata").len(), 0);
            fs::remove_file(log).expect("remove");
        }
        if leave_older {
            fs::write(metadata.join("snapshot_0000000000000000"), "old").expect("write");
        }
        for _ in 0..3 {
            assert_eq!(read_all(sound.path()).expect("whole"), whole);
            assert_eq!(names("snapshot_").len(), 1);
        }
    }
}

#[test]
fn a_missing_file_is_never_an_emptier_store() {
    let sound = filled();
    let whole = read_all(sound.path()).expect("a sound store");
    let mut removed = 0;
    for (_, path) in files(sound.path()).into_iter().filter(|(len, _)| *len > 0) {
        let folder = filled();
        let name = path.strip_prefix(sound.path()).expect("a file of the store");
        if fs::remove_file(folder.path().join(name)).is_ok() {
            removed += 1;
            if let Ok(answer) = read_all(folder.path()) {
                assert!(answer == whole, "{}", name.display());
            }
        }
    }
    assert!(removed > 5, "the test removes nothing");
    let folder = filled();
    fs::remove_dir_all(folder.path().join("records-2")).expect("remove");
    assert!(read_all(folder.path()).is_err());
}

#[test]
fn doctor_names_the_documents_that_are_damaged_and_the_others_are_saved() {
    let folder = filled();
    let store = open(&folder);
    let key = records::text_key(7);
    let mut batch = Batch::default();
    batch.insert(&key, b"not what was written");
    store.lock().engine.apply(batch).expect("apply");
    let report = store.check().expect("check");
    assert_eq!(report.damaged, ["007"]);
    assert_eq!((report.documents, report.decisions), (299, 1));
    assert!(store.get("007").is_err());
    assert!(store.get("008").is_ok());

    let mut lines = Vec::new();
    assert_eq!(salvage(&store, &mut lines).expect("saved"), report);
    let target = self::folder();
    let copy = open(&target);
    restore(&lines[..], &copy).expect("restored");
    assert_eq!(copy.stats().expect("stats").documents, 299);
    assert_eq!(copy.get("008").expect("get"), store.get("008").expect("get"));
    assert!(copy.check().expect("check").is_sound());
}

#[test]
fn what_a_file_that_was_cut_short_has_left_is_saved() {
    let folder = filled();
    let whole = all(&open(&folder));
    let slabs = files(&folder.path().join("records-2/slabs"));
    let (len, largest) = slabs.first().expect("a slab");
    OpenOptions::new().write(true).open(largest).expect("open").set_len(len / 2).expect("cut");
    assert!(Store::open(folder.path()).is_err());

    let store = Store::open_damaged(folder.path()).expect("a damaged store");
    let mut lines = Vec::new();
    let report = salvage(&store, &mut lines).expect("saved");
    assert!(report.documents > 0 && !report.damaged.is_empty(), "{report:?}");
    assert_eq!(report.documents + report.damaged.len() as u64, 300);
    let target = self::folder();
    let copy = open(&target);
    restore(&lines[..], &copy).expect("restored");
    let saved = all(&copy);
    assert_eq!(saved.len() as u64, report.documents);
    assert!(saved.iter().all(|record| whole.contains(record)));
}

#[test]
fn a_store_set_back_to_an_earlier_state_is_noticed() {
    let folder = folder();
    let store = open(&folder);
    store.put(&record("a", &["安诺言"])).expect("put");
    store.flush().expect("flush");
    drop(store);
    let manifest = fs::read(folder.path().join(folder::MANIFEST)).expect("manifest");
    let store = open(&folder);
    store.put(&record("b", &["步青云"])).expect("put");
    store.flush().expect("flush");
    drop(store);
    let newer = fs::read(folder.path().join(folder::MANIFEST)).expect("manifest");
    assert_ne!(manifest, newer);

    // The records of the first state under the manifest of the second.
    let other = self::folder();
    let store = open(&other);
    store.put(&record("a", &["安诺言"])).expect("put");
    store.flush().expect("flush");
    drop(store);
    fs::write(other.path().join(folder::MANIFEST), newer).expect("write");
    let error = Store::open(other.path()).expect_err("set back");
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn a_dump_comes_back_as_the_same_store() {
    let store_folder = filled();
    let store = open(&store_folder);
    let lines = dumped(&store);
    verify_dump(lines.as_bytes()).expect("whole");
    let target = folder();
    let copy = open(&target);
    let restored = restore(lines.as_bytes(), &copy).expect("restored");
    assert_eq!(restored, Restored { added: 300, decisions: 1, ..Restored::default() });
    assert_eq!(dumped(&copy), lines);
    let again = restore(lines.as_bytes(), &copy).expect("restored");
    assert_eq!((again.added, again.unchanged), (0, 300));
}

/// A dump of version 1: its claims lack what that version did not know.
#[test]
fn an_older_dump_comes_back_too() {
    let line = |kind: &str, value: &str| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(kind.as_bytes());
        hasher.update(value.as_bytes());
        let checksum = &hasher.finalize().to_hex()[..32];
        format!("{{\"checksum\":\"{checksum}\",\"{kind}\":{value}}}\n")
    };
    let record = record("a", &["安诺言"]);
    let mut value = serde_json::to_value(&record).expect("json");
    let claims = &mut value["articles"][0]["claims"];
    for unknown in ["amending", "successions", "notes"] {
        claims.as_object_mut().expect("claims").remove(unknown).expect("known today");
    }
    let lines = line("dump", "1") + &line("document", &value.to_string());
    let hash = blake3::hash(lines.as_bytes()).to_hex();
    let end = format!("{{\"documents\":1,\"decisions\":0,\"lines\":\"{hash}\"}}");
    let folder = folder();
    let store = open(&folder);
    restore((lines + &line("end", &end)).as_bytes(), &store).expect("restored");
    assert_eq!(all(&store), [record]);
}

#[test]
fn a_dump_that_was_cut_or_changed_says_where() {
    let store_folder = filled();
    let lines = dumped(&open(&store_folder));
    let cut = |bytes: &[u8]| verify_dump(bytes).expect_err("damaged");
    assert!(matches!(
        cut(&lines.as_bytes()[..lines.len() / 2]),
        DumpError::CutShort { lines: 100.. }
    ));
    assert!(matches!(cut(b""), DumpError::CutShort { lines: 0 }));
    let starts: Vec<usize> = lines.match_indices('\n').map(|(at, _)| at + 1).collect();
    for at in [0, 30, starts[2] + 5, starts[2] + 40, starts[2] + 300, starts[299] + 20] {
        let mut bytes = lines.clone().into_bytes();
        bytes[at] ^= 1;
        let number = 1 + starts.iter().filter(|start| **start <= at).count() as u64;
        let error = cut(&bytes);
        assert!(matches!(error, DumpError::Line { line, .. } if line == number), "{at}: {error}");
    }
    let without: String =
        lines.split_inclusive('\n').filter(|line| !line.contains("\"007\"")).collect();
    assert!(matches!(cut(without.as_bytes()), DumpError::Line { .. }));
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
    let claims = records::seal(&key, &ClaimsRecord::of(&record)).expect("sealed");
    let old_claims = format_1::tests::seal_old(&key, ClaimsRecord::of(&record)).expect("sealed");
    let head = HeadRecord { number: 1, content: [1; 16], claims: [2; 16], grammar: 3 };
    let head = records::seal(&key, &head).expect("sealed");
    let totals = Totals { flushes: 1, next: 2, documents: 3, decisions: 4, sum: u128::MAX / 3 };
    let totals = records::seal(&key, &totals).expect("sealed");
    let (_, decision) = records::seal_decision(&merge("a", "b")).expect("sealed");
    let hash = |claims: &[u8]| {
        let text = records::seal_text(&key, "安诺言");
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
