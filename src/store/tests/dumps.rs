//! The store as JSON lines, and back.

use super::*;

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
