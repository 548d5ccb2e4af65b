//! How the store and the graph grow: time an article at the start and at the end, bytes, memory, and
//! the time to read all claims against that to read the same bytes. Times an article are those for
//! which the cores worked.
//!
//! `cargo bench --bench growth -- 10000 100000` (the numbers of articles; these are the default). With
//! `scattered` the keys come in no order at all, which is the worst for a tree of them.

#[path = "../tests/common/invented.rs"]
mod invented;
#[path = "../tests/common/measure.rs"]
mod measure;

use chuxi::graph::Graph;
use chuxi::model::DocumentRecord;
use chuxi::store::Store;
use petgraph::graph;
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let scattered = std::env::args().any(|word| word == "scattered");
    let mut counts: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    if counts.is_empty() {
        counts = vec![10_000, 100_000];
    }
    for count in counts {
        measure(count, scattered);
    }
}

fn record(number: u64, scattered: bool) -> DocumentRecord {
    let mut record = invented::record(number);
    if scattered {
        let hash = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        record.document.key = format!("https://scattered.example/{hash:016x}.html");
    }
    record
}

fn measure(count: u64, scattered: bool) {
    let per = |seconds: f64| seconds * 1e7 / count as f64;
    println!("{count} articles, keys {}", if scattered { "scattered" } else { "by day" });
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path()).expect("a store");
    let tenths = tenths(count, |numbers| {
        let records: Vec<_> =
            numbers.into_par_iter().map(|number| record(number, scattered)).collect();
        let start = measure::worked().0;
        for record in &records {
            store.put(record).expect("put");
        }
        measure::worked().0 - start
    });
    store.flush().expect("flush");
    println!(
        "  store, first tenth {:.1} µs an article, last {:.1} µs: {:.2}",
        per(tenths[0]),
        per(tenths[9]),
        tenths[9] / tenths[0]
    );
    println!("  on disk            {} bytes an article", measure::size(folder.path()) / count);
    drop(store);

    let (start, before) = (Instant::now(), measure::worked().0);
    let store = Store::open(folder.path()).expect("a store");
    assert_eq!(store.claims().filter(|record| record.is_ok()).count() as u64, count);
    let (scan, worked) = (start.elapsed().as_secs_f64(), measure::worked().0 - before);
    let start = Instant::now();
    let bytes = measure::read(folder.path());
    let same = start.elapsed().as_secs_f64();
    println!(
        "  all claims read in {scan:.2} s ({worked:.2} s of the cores); the {bytes} bytes of the files in {same:.2} s"
    );

    // The first builds the graph and keeps it, where that is worth it; the second reads it.
    drop(store);
    for start in ["first start ", "second start"] {
        let mut chuxi = Command::new(env!("CARGO_BIN_EXE_chuxi"));
        chuxi.arg("stats").arg("--data").arg(folder.path()).stdout(Stdio::null());
        println!("  {start}       {}", measure::watch(chuxi.spawn().expect("start")));
    }
    let derived = fs::metadata(folder.path().join("derived")).map_or(0, |file| file.len());
    println!("  the graph on disk  {} bytes an article", derived / count);
    let store = Store::open(folder.path()).expect("a store");

    let memory = || measure::memory(Path::new("/proc/self/status"), "VmRSS:");
    let (mut graph, before) = (Graph::new(), memory());
    let mut claims = store.claims();
    let tenths = self::tenths(count, |numbers| {
        let records: Vec<_> =
            claims.by_ref().take(numbers.count()).map(|record| record.expect("a record")).collect();
        let start = measure::worked().0;
        for record in &records {
            graph.add(record);
        }
        measure::worked().0 - start
    });
    println!(
        "  graph, first tenth {:.1} µs an article, last {:.1} µs: {:.2}",
        per(tenths[0]),
        per(tenths[9]),
        tenths[9] / tenths[0]
    );
    let (nodes, edges) = (graph.net().node_count(), graph.net().edge_count());
    let least =
        nodes * size_of::<graph::Node<Option<()>>>() + edges * size_of::<graph::Edge<Option<()>>>();
    println!(
        "  memory             {} bytes an edge ({nodes} nodes, {edges} edges); petgraph alone, \
         without weights: {}",
        ((memory() - before) << 20) / edges as u64,
        least / edges
    );
}

/// What each tenth of the work took, done a thousand articles at a time.
fn tenths(count: u64, mut work: impl FnMut(std::ops::Range<u64>) -> f64) -> Vec<f64> {
    let tenth = count / 10;
    let batches =
        |from: u64, to: u64| (from..to).step_by(1000).map(move |at| at..to.min(at + 1000));
    (0..10).map(|n| batches(n * tenth, (n + 1) * tenth).map(&mut work).sum()).collect()
}
