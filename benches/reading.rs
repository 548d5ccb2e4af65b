//! How fast a document is read, against jieba-rs alone over the same text, in one run.
//!
//! `cargo bench --bench reading -- articles.jsonl` (JSON lines with `text`); without a file, invented
//! articles. Prints ratios: below 1 is faster than jieba.

#[path = "../tests/common/invented.rs"]
mod invented;

use chuxi::model::{Document, Metadata};
use chuxi::{page, reading};
use jieba_rs::Jieba;
use rayon::prelude::*;
use std::time::{Duration, Instant};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let documents = match path {
        Some(path) => from_file(&path),
        None => (0..20_000).map(|n| invented::record(n).document).collect(),
    };
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    println!("{} documents, {:.1} MB", documents.len(), bytes as f64 / 1e6);

    let begun = Instant::now();
    reading::read(documents[0].clone());
    println!("start-up, the first document with it: {:.3} s", begun.elapsed().as_secs_f64());

    let jieba = Jieba::new();
    let tag = time(|| documents.iter().map(|d| jieba.tag(&d.text, false).len()).sum());
    let pages = time(|| documents.iter().map(|d| page::articles(d).len()).sum());
    let read = time(|| documents.iter().map(|d| reading::read(d.clone()).articles.len()).sum());
    let parallel = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("two threads");
    let both = time(|| {
        parallel
            .install(|| documents.par_iter().map(|d| reading::read(d.clone()).articles.len()).sum())
    });
    let ratio = |time: Duration| time.as_secs_f64() / tag.as_secs_f64();
    println!("jieba tag          {:>8.2} MB/s", bytes as f64 / 1e6 / tag.as_secs_f64());
    println!("page / tag         {:>8.2}", ratio(pages));
    println!("page to claims/tag {:>8.2}", ratio(read));
    println!("the same on 2 cores{:>8.2}", ratio(both));
}

/// The best of three runs.
fn time(mut work: impl FnMut() -> usize) -> Duration {
    (0..3)
        .map(|_| {
            let begun = Instant::now();
            assert!(work() > 0);
            begun.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn from_file(path: &str) -> Vec<Document> {
    let lines = std::fs::read_to_string(path).expect("the file of articles");
    lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .enumerate()
        .filter_map(|(n, line)| {
            let meta = Metadata {
                title: line["title"].as_str().map(str::to_owned),
                date: line["date"].as_str().and_then(|date| date.parse().ok()),
                ..Metadata::default()
            };
            Some(Document { key: n.to_string(), text: line["text"].as_str()?.to_owned(), meta })
        })
        .collect()
}
