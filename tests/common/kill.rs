//! Killing an ingest again and again.

use super::process::{chuxi, dump, run};
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

const DOCUMENTS: u64 = 3000;

/// Kills an ingest of `DOCUMENTS` articles `kills` times and compares what it ends with.
pub fn kill(kills: u32, seed: u64) {
    let wanted = kills;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = folder.path().join("news.jsonl");
    fs::write(&input, super::invented::json_lines(0..DOCUMENTS)).expect("write");
    let calm = folder.path().join("calm");
    let (code, summary, _) = run(chuxi("ingest", &calm).arg(&input));
    assert_eq!(code, Some(0));
    assert!(summary.contains(&format!("{DOCUMENTS} added")), "{summary}");
    let expected = dump(&calm);

    let data = folder.path().join("killed");
    let (mut kills, mut seed, mut finished) = (0, seed, 0);
    while kills < wanted {
        let mut child = chuxi("ingest", &data)
            .arg(&input)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        thread::sleep(Duration::from_millis(5 + (seed >> 40) % 200));
        child.kill().expect("kill");
        let ended = child.wait_with_output().expect("wait");
        let (status, errors) = (ended.status, String::from_utf8_lossy(&ended.stderr).into_owned());
        if status.success() {
            // It came to its end before it was killed: all over again.
            assert!(dump(&data) == expected, "after {kills} kills");
            fs::remove_dir_all(&data).expect("remove");
            finished += 1;
        } else {
            assert_eq!(status.code(), None, "after {kills} kills: {errors}");
            kills += 1;
        }
    }
    let (code, _, errors) = run(chuxi("ingest", &data).arg(&input));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(dump(&data) == expected, "after {kills} kills and {finished} undisturbed ends");
    let (code, report, _) = run(&mut chuxi("doctor", &data));
    assert_eq!(code, Some(0), "{report}");
}
