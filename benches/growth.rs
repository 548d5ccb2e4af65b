//! How the store grows: time an article at the start and at the end, bytes an article, and the time
//! to read all claims against that to read the same bytes.
//!
//! `cargo bench --bench growth -- 10000 100000` (the numbers of articles; these are the default).

#[path = "../tests/common/invented.rs"]
mod common;

use chuxi::store::Store;
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    let mut counts: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    if counts.is_empty() {
        counts = vec![10_000, 100_000];
    }
    println!(
        "articles | first tenth | last tenth | ratio | bytes/article | text/article | scan | same bytes | ratio | peak MiB"
    );
    for count in counts {
        measure(count);
    }
}

fn measure(count: u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path()).expect("a store");
    let tenth = count / 10;
    let mut tenths = Vec::new();
    let mut text = 0;
    let flush_every: u64 = std::env::var("FLUSH").ok().and_then(|n| n.parse().ok()).unwrap_or(1000);
    for part in 0..10 {
        let mut taken = Duration::ZERO;
        for batch in
            (part * tenth..(part + 1) * tenth).collect::<Vec<_>>().chunks(flush_every as usize)
        {
            let records: Vec<_> = batch.par_iter().map(|number| common::record(*number)).collect();
            text += records.iter().map(|record| record.document.text.len()).sum::<usize>();
            let start = Instant::now();
            for record in &records {
                store.put(record).expect("put");
            }
            store.flush().expect("flush");
            taken += start.elapsed();
        }
        tenths.push(taken);
    }
    let bytes = store.stats().expect("stats").bytes;
    drop(store);

    let start = Instant::now();
    let store = Store::open(folder.path()).expect("a store");
    let found = store.claims().inspect(|record| assert!(record.is_ok())).count() as u64;
    let scan = start.elapsed();
    assert_eq!(found, count);
    let start = Instant::now();
    let read = read_all(folder.path());
    let same = start.elapsed();
    let per = |time: Duration| time.as_secs_f64() * 1e6 / tenth as f64;
    println!(
        "{count} | {:.1} µs | {:.1} µs | {:.2} | {} | {} | {:.2} s | {:.2} s ({read} bytes) | {:.1} | {}",
        per(tenths[0]),
        per(tenths[9]),
        tenths[9].as_secs_f64() / tenths[0].as_secs_f64(),
        bytes / count,
        text as u64 / count,
        scan.as_secs_f64(),
        same.as_secs_f64(),
        scan.as_secs_f64() / same.as_secs_f64(),
        peak(),
    );
}

fn read_all(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => read_all(&path),
            path => fs::read(path).expect("a file").len(),
        })
        .sum()
}

/// The most memory that the process has had, in MiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0)
        / 1024
}
