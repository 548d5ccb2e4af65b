use super::invented;
use super::process::{chuxi, dump, run};
use std::fs;
use std::path::{Path, PathBuf};

/// Every file of a store, damaged at many places: each time the dump is the same or there is none.
#[test]
#[ignore = "some minutes"]
fn damaged_anywhere_it_never_gives_a_wrong_answer() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (input, data) = (folder.path().join("news.jsonl"), folder.path().join("store"));
    fs::write(&input, invented::json_lines(0..1500)).expect("write");
    for _ in 0..3 {
        assert_eq!(run(chuxi("ingest", &data).arg(&input)).0, Some(0));
    }
    let expected = dump(&data);
    let (mut errors, mut harmless, mut dice) = (0, 0, 7usize);
    let names: Vec<PathBuf> = files(&data);
    for round in 0..1500 {
        let damaged = folder.path().join("damaged");
        copy(&data, &damaged);
        let name = names[round % names.len()].strip_prefix(&data).expect("a file of the store");
        let path = damaged.join(name);
        let mut bytes = fs::read(&path).expect("read");
        if bytes.is_empty() {
            continue;
        }
        dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let at = (dice >> 20) % bytes.len();
        match dice >> 60 {
            0..4 => bytes.truncate(at),
            4..8 => bytes[at..].fill(0),
            _ => bytes[at] ^= 1 << ((dice >> 57) & 7),
        }
        fs::write(&path, &bytes).expect("write");
        let (code, answer, _) = run(&mut chuxi("dump", &damaged));
        match code {
            Some(0) => {
                harmless += 1;
                assert!(answer == expected, "{} at {at}", name.display());
            }
            Some(1) => errors += 1,
            other => panic!("{} at {at}: ended with {other:?}", name.display()),
        }
    }
    println!("{errors} errors, {harmless} without effect");
    assert!(errors > 300);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if fs::metadata(&path).expect("metadata").len() > 0 {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    let status = std::process::Command::new("cp").arg("-r").arg(from).arg(to).status();
    assert!(status.expect("cp").success());
}
