//! What happens to a store when the world around it fails: a sentence and an exit code, and nothing
//! that was acknowledged is lost.
#![cfg(unix)]

#[path = "common/invented.rs"]
mod invented;
#[path = "common/process.rs"]
mod process;

use process::{bare, chuxi, dump, run};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// Documents enough for several flushes.
const MANY: u64 = 160;

struct Place {
    folder: TempDir,
    input: PathBuf,
    data: PathBuf,
}

/// A folder with `documents` to read and no store yet.
fn place(documents: u64) -> Place {
    place_of(invented::json_lines(0..documents))
}

fn place_of(lines: String) -> Place {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (input, data) = (folder.path().join("news.jsonl"), folder.path().join("store"));
    fs::write(&input, lines).expect("write");
    Place { folder, input, data }
}

fn ingest(place: &Place) {
    let (code, _, errors) = run(chuxi("ingest", &place.data).arg(&place.input));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
}

/// That the program failed with one sentence and without a panic.
fn assert_sentence(outcome: (Option<i32>, String, String), words: &str) {
    let (code, _, errors) = outcome;
    assert_eq!(code, Some(1), "{errors}");
    assert!(errors.starts_with("error: ") && errors.contains(words), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
}

#[test]
fn a_second_process_is_refused_with_the_pid_of_the_first() {
    let place = place(20);
    let mut holder = chuxi("ingest", &place.data)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let pid = holder.id().to_string();
    let lock = place.data.join("lock");
    let manifest = place.data.join("chuxi.json");
    while fs::read_to_string(&lock).unwrap_or_default().trim() != pid || !manifest.exists() {
        thread::sleep(Duration::from_millis(5));
    }
    assert_sentence(run(&mut chuxi("stats", &place.data)), &format!("in use by process {pid}"));
    assert_sentence(run(chuxi("ingest", &place.data).arg(&place.input)), &pid);

    // Killed, it holds nothing any more.
    holder.kill().expect("kill");
    holder.wait().expect("wait");
    ingest(&place);
}

#[test]
fn a_full_disk_is_a_sentence_and_costs_nothing_that_was_acknowledged() {
    let place = place_of(invented::bulky_lines(MANY));
    ingest(&place);
    let expected = dump(&place.data);
    for blocks in [8, 400, 2000] {
        let data = place.folder.path().join(format!("limit-{blocks}"));
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let command = chuxi("ingest", &data);
        let outcome = run(Command::new("sh")
            .arg("-c")
            .arg(limited)
            .arg(command.get_program())
            .args(command.get_args())
            .arg(&place.input));
        assert_sentence(outcome, "File too large");

        let (code, _, errors) = run(chuxi("ingest", &data).arg(&place.input));
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{blocks}");
        assert!(dump(&data) == expected, "{blocks}");
    }
}

/// A file system of its own, where whoever runs the tests may make one.
struct Mount(PathBuf);

impl Mount {
    fn new(path: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(path).expect("mkdir");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(path).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| Self(path.to_owned()))
    }

    fn remount(&self, options: &str) {
        let options = format!("remount,{options}");
        let status = Command::new("mount").args(["-o", &options]).arg(&self.0).status();
        assert!(status.is_ok_and(|status| status.success()));
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_file_system_is_a_sentence_too() {
    let place = place_of(invented::bulky_lines(MANY));
    ingest(&place);
    let expected = dump(&place.data);
    let Some(mount) = Mount::new(&place.folder.path().join("small"), "size=1m") else {
        eprintln!("skipped: only root may mount");
        return;
    };
    let data = mount.0.join("store");
    assert_sentence(run(chuxi("ingest", &data).arg(&place.input)), "No space left");
    mount.remount("size=64m");
    let (code, _, errors) = run(chuxi("ingest", &data).arg(&place.input));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(dump(&data) == expected);
}

#[test]
fn a_folder_that_cannot_be_written_is_a_sentence() {
    let place = place(20);
    let mount = Mount::new(&place.folder.path().join("disk"), "size=16m");
    let data = place.folder.path().join("disk/store");
    let (code, ..) = run(chuxi("ingest", &data).arg(&place.input));
    assert_eq!(code, Some(0));
    match &mount {
        Some(mount) => mount.remount("ro"),
        None => {
            let mut rights = fs::metadata(data.join("lock")).expect("lock").permissions();
            rights.set_readonly(true);
            fs::set_permissions(data.join("lock"), rights).expect("chmod");
        }
    }
    assert_sentence(run(&mut chuxi("stats", &data)), "must be able to write");
    assert_sentence(run(chuxi("ingest", &data).arg(&place.input)), "must be able to write");
}

#[test]
fn damaged_files_are_a_sentence_in_every_command_that_reads_them() {
    let place = place(100);
    ingest(&place);
    let slabs = fs::read_dir(place.data.join("records-2/slabs")).expect("slabs");
    let largest = slabs.flatten().max_by_key(|slab| slab.metadata().expect("metadata").len());
    let largest = largest.expect("a slab").path();
    let sound = fs::read(&largest).expect("read");

    let mut flipped = sound.clone();
    flipped.iter_mut().step_by(512).for_each(|byte| *byte ^= 1);
    fs::write(&largest, &flipped).expect("write");
    assert_sentence(run(&mut chuxi("dump", &place.data)), "is damaged");
    let (code, report, _) = run(&mut chuxi("doctor", &place.data));
    assert_eq!(code, Some(1));
    assert!(report.contains("damaged ") && report.contains("Restore the last dump"), "{report}");

    fs::write(&largest, &sound[..sound.len() / 2]).expect("write");
    for command in ["dump", "stats"] {
        assert_sentence(run(&mut chuxi(command, &place.data)), "it is cut short");
    }
    // What is left is named, saved, and makes a store of its own.
    let (code, rest, errors) = run(chuxi("dump", &place.data).arg("--salvage"));
    assert_eq!(code, Some(1));
    let lost = errors.lines().filter(|line| line.starts_with("lost: ")).count();
    let file = place.folder.path().join("rest.jsonl");
    fs::write(&file, rest).expect("write");
    let saved = place.folder.path().join("saved");
    let (code, restored, _) = run(chuxi("restore", &saved).arg(&file));
    assert_eq!(code, Some(0));
    assert!(lost > 0 && restored.contains(&format!("{} added", 100 - lost)), "{restored}{errors}");

    fs::write(&largest, &sound).expect("write");
    let (code, report, _) = run(&mut chuxi("doctor", &place.data));
    assert_eq!((code, report.lines().next()), (Some(0), Some("documents  100 sound, 0 damaged")));
}

#[test]
fn a_dump_goes_through_a_pipe_and_back() {
    let place = place(100);
    ingest(&place);
    let two = "{ officials(first: 2) { nodes { id } } }";
    let (_, answer, _) = run(chuxi("query", &place.data).arg(two));
    let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    let id = |at: usize| answer["data"]["officials"]["nodes"][at]["id"].as_str().expect("an id");
    let merge = ["merge", id(0), id(1)];
    let (code, decided, errors) = run(chuxi("decide", &place.data).args(merge));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let lines = dump(&place.data);
    assert!(lines.contains("\"Merge\"") && decided.contains("decided"));

    let copy = place.folder.path().join("copy");
    let mut restore = chuxi("restore", &copy);
    restore.arg("-").stdin(Stdio::piped()).stdout(Stdio::null());
    let mut restore = restore.spawn().expect("the program starts");
    restore.stdin.take().expect("stdin").write_all(lines.as_bytes()).expect("write");
    assert!(restore.wait().expect("wait").success());
    assert!(dump(&copy) == lines);

    // A damaged file changes nothing at all.
    let file = place.folder.path().join("dump.jsonl");
    let mut bytes = lines.clone().into_bytes();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, &bytes).expect("write");
    let other = place.folder.path().join("other");
    assert_sentence(run(chuxi("restore", &other).arg(&file)), "of the dump is damaged");
    fs::write(&file, &lines[..lines.len() - 10]).expect("write");
    assert_sentence(run(chuxi("restore", &other).arg(&file)), "cut short after line 102");
    assert!(!other.exists());
}

#[test]
fn exit_codes_tell_done_from_failed_from_misused() {
    let place = place(20);
    let missing = place.folder.path().join("missing.txt");
    let ingest = |path: &Path| run(chuxi("ingest", &place.data).arg(path));
    assert_eq!(ingest(&place.input).0, Some(0));
    assert_eq!(ingest(&missing).0, Some(1));

    // The bad inputs are named, the good ones are read.
    let (code, summary, errors) = run(chuxi("ingest", &place.data).arg(&missing).arg(&place.input));
    assert_eq!(code, Some(1));
    assert!(summary.contains("20 unchanged, 1 failed"), "{summary}");
    assert!(errors.contains("missing.txt"), "{errors}");

    for (arguments, expected) in [
        (&["--help"][..], 0),
        (&["ingest", "--help"], 0),
        (&["--version"], 0),
        (&[], 2),
        (&["ingest"], 2),
        (&["nonsense"], 2),
        (&["ingest", "x", "--date", "yesterday"], 2),
        (&["extract", "/nonexistent"], 1),
        (&["stats", "--data", "/nonexistent"], 1),
    ] {
        assert_eq!(run(bare().args(arguments)).0, Some(expected), "{arguments:?}");
    }
    assert!(!Path::new("/nonexistent").exists());
    let removed = run(chuxi("remove", &place.data).arg("no such key"));
    assert_eq!(removed.0, Some(1));
}

#[test]
fn whoever_has_seen_enough_may_close_the_pipe() {
    let place = place_of(invented::bulky_lines(MANY));
    ingest(&place);
    let mut dump = chuxi("dump", &place.data).stdout(Stdio::piped()).spawn().expect("start");
    let mut some = [0; 100];
    let mut out = dump.stdout.take().expect("stdout");
    out.read_exact(&mut some).expect("read");
    drop(out);
    assert_eq!(dump.wait().expect("wait").code(), Some(0));
}
