//! The whole way, with the real program: how fast `extract` and `ingest` are, how the time an
//! article grows with the store, how long a start takes and how much memory.
//!
//! `cargo bench --bench ingest -- 10000 100000` (the numbers of articles; these are the default). In
//! brackets stands for how long the cores worked, which does not depend on what else they do.

#[path = "../tests/common/invented.rs"]
mod invented;
#[path = "../tests/common/measure.rs"]
mod measure;

use chuxi::store::Store;
use measure::{Cost, watch};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
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
    println!("{count} articles");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("store");
    let part = |number: u64| folder.path().join(format!("part-{number}.jsonl"));
    let tenth = count / 10;
    for number in 0..10 {
        let mut out = BufWriter::new(File::create(part(number)).expect("a file"));
        for article in number * tenth..(number + 1) * tenth {
            out.write_all(invented::json_lines([article]).as_bytes()).expect("write");
        }
    }
    let with_store = |words: &[&str]| {
        let mut chuxi = Command::new(env!("CARGO_BIN_EXE_chuxi"));
        chuxi.args(words).arg("--data").arg(&data).stdout(Stdio::null());
        chuxi
    };

    // Two parts are enough to know the speed of reading.
    let mut chuxi = Command::new(env!("CARGO_BIN_EXE_chuxi"));
    chuxi.arg("extract").arg(part(0)).arg(part(1)).stdout(Stdio::null());
    let extract = watch(chuxi.spawn().expect("start")).an_article(2 * tenth);
    println!("  extract alone        {extract}");

    // What the pipe has taken, the program has read but for its last batches.
    let mut tenths = Vec::new();
    let begun = Instant::now();
    let mut chuxi =
        with_store(&["ingest", "-q", "-"]).stdin(Stdio::piped()).spawn().expect("start");
    let mut pipe = chuxi.stdin.take().expect("stdin");
    for number in 0..10 {
        let begun = Instant::now();
        io::copy(&mut File::open(part(number)).expect("a file"), &mut pipe).expect("copy");
        tenths.push(begun.elapsed().as_secs_f64() * 1e6 / tenth as f64);
    }
    drop(pipe);
    let fed = begun.elapsed().as_secs_f64();
    let rest = watch(chuxi);
    let ingest = Cost { seconds: fed + rest.seconds, ..rest }.an_article(count);
    println!("  ingest, all          {ingest}; at most {} MiB", rest.peak);
    println!(
        "  the speed of that of {:.0} % (of {:.0} %)",
        100.0 * extract.time / ingest.time,
        100.0 * extract.work / ingest.work
    );
    println!("  the graph at its end {:.1} s", rest.seconds);
    // The first tenth holds the start of the program.
    let (first, last) = (tenths[1], tenths[9]);
    println!("  ingest, second tenth {first:.0} µs");
    println!("  ingest, last tenth   {last:.0} µs: {:.2} of the second", last / first);

    let again = watch(with_store(&["ingest", "-q"]).arg(part(0)).spawn().expect("start"));
    println!("  the same once more   {}", again.an_article(tenth));
    let derived = fs::metadata(data.join("derived")).map_or(0, |file| file.len());
    let bytes = measure::size(&data) - derived;
    println!("  on disk              {} bytes an article", bytes / count);
    println!("  the graph on disk    {} bytes an article", derived / count);

    let start = || watch(with_store(&["stats"]).spawn().expect("start"));
    println!("  start                {}", start());
    if derived > 0 {
        fs::remove_file(data.join("derived")).expect("remove");
        println!("  start, graph anew    {}", start());
    }
    let (begun, before) = (Instant::now(), measure::worked().0);
    let store = Store::open(&data).expect("a store");
    assert_eq!(store.claims().filter(|record| record.is_ok()).count() as u64, count);
    println!(
        "  reading all claims   {:.1} s ({:.1} s)",
        begun.elapsed().as_secs_f64(),
        measure::worked().0 - before
    );
}
