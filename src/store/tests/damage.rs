//! Files that were cut, changed, lost or set back: noticed, or not needed.

use super::*;

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
