//! The whole way, with the real program: how fast `extract` and `ingest` are, how the time an
//! article grows with the store, how long a start takes, and how much memory.
//!
//! `cargo bench --bench ingest -- 10000 100000` (the numbers of articles; these are the default).

#[path = "../tests/common/invented.rs"]
mod invented;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let mut counts: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    if counts.is_empty() {
        counts = vec![10_000, 100_000];
    }
    for count in counts {
        measure(count);
    }
}

fn measure(count: u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("store");
    let part = |number: u64| folder.path().join(format!("part-{number}.jsonl"));
    for number in 0..10 {
        let mut out = BufWriter::new(File::create(part(number)).expect("a file"));
        for article in number * count / 10..(number + 1) * count / 10 {
            out.write_all(invented::json_lines([article]).as_bytes()).expect("write");
        }
    }
    // One part is enough to know the speed of reading.
    let extract = run(&["extract"], &[&part(0)]) / (count / 10) as f64;
    let mut ingest = Vec::new();
    for number in 0..10 {
        ingest.push(run(&["ingest", "-q"], &[Path::new("--data"), &data, &part(number)]));
    }
    let per = |seconds: f64| seconds / (count / 10) as f64;
    let (first, last) = (per(ingest[0]), per(ingest[9]));
    let start = run(&["stats"], &[Path::new("--data"), &data]);
    let bytes = size(&data);
    let again =
        run(&["ingest", "-q"], &[Path::new("--data"), &data, &part(0)]) / (count / 10) as f64;
    println!("{count} articles");
    println!("  extract alone       {:.0} µs an article", extract * 1e6);
    println!(
        "  ingest, first tenth {:.0} µs: {:.0} % of the speed of extract",
        first * 1e6,
        100.0 * extract / first
    );
    println!("  ingest, last tenth  {:.0} µs: {:.2} of the first", last * 1e6, last / first);
    println!("  the same once more  {:.0} µs", again * 1e6);
    println!("  on disk             {} bytes an article", bytes / count);
    println!("  start and graph     {start:.1} s");
}

/// Runs the program to its end; the seconds that it took.
fn run(words: &[&str], paths: &[&Path]) -> f64 {
    let begun = Instant::now();
    let mut chuxi = Command::new(env!("CARGO_BIN_EXE_chuxi"));
    let status = chuxi.args(words).args(paths).stdout(Stdio::null()).status().expect("start");
    assert!(status.success());
    begun.elapsed().as_secs_f64()
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => size(&path),
            path => fs::metadata(path).expect("metadata").len(),
        })
        .sum()
}
