//! The answers in README.md and docs/COOKBOOK.md are the program's own.
//!
//! Each block of `graphql` is asked, and the block of `json` that follows it is what must come.
//! `UPDATE_DOCS=1 cargo test --test docs` writes the present answers: look at the difference.
#![cfg(unix)]

#[path = "common/load.rs"]
mod load;
#[path = "common/process.rs"]
mod process;

use load::Serving;
use process::{bare, run};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

#[test]
fn the_answers_of_the_readme_are_the_programs_also_over_http_and_after_a_restart() {
    let store = tempfile::tempdir().expect("a temporary folder");
    let asked = hold("README.md", &["fixtures"], 3, store.path());
    for _ in 0..2 {
        let server = Serving::start(store.path(), &[]);
        for (query, answer) in &asked {
            let answer: Value = serde_json::from_str(answer).expect("JSON");
            assert_eq!(server.ask(query, json!({})), answer["data"], "{query}");
        }
        assert_eq!(server.terminate(), Some(0));
    }
}

#[test]
fn the_answers_of_the_cookbook_are_the_programs() {
    let store = tempfile::tempdir().expect("a temporary folder");
    hold("docs/COOKBOOK.md", &["fixtures", "tests/fixtures/invented.jsonl"], 15, store.path());
}

/// Holds a file to its answers, which come from a new store with these inputs. Returns each query
/// with its answer.
fn hold(file: &str, inputs: &[&str], least: usize, store: &Path) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let chuxi = |command: &str| {
        let mut chuxi = bare();
        // The paths are part of the keys of documents, and so of ids.
        chuxi.current_dir(root).args([command, "--quiet", "--data"]).arg(store);
        chuxi
    };
    let (code, _, errors) = run(chuxi("ingest").args(inputs));
    assert_eq!((code, errors.as_str()), (Some(0), ""));

    let kept = fs::read_to_string(root.join(file)).expect("the document");
    let mut fresh = String::new();
    let mut asked = Vec::new();
    let mut rest = kept.as_str();
    while let Some((before, query, after)) = block(rest, "graphql") {
        fresh.push_str(before);
        let (between, _, after) = block(after, "json").expect("an answer after each query");
        let (code, answer, errors) = run(chuxi("query").arg(query));
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{query}\n{answer}");
        let found =
            answer.split_once("\"nodes\": ").is_none_or(|(_, list)| !list.starts_with("[]"));
        assert!(found, "nothing is found: {query}\n{answer}");
        fresh.push_str(query);
        fresh.push_str(between);
        fresh.push_str(&answer);
        rest = after;
        asked.push((query.to_owned(), answer));
    }
    fresh.push_str(rest);
    assert!(asked.len() >= least, "{file} has {} queries, not {least}", asked.len());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root.join(file), &fresh).expect("write");
    } else if let Some((kept, fresh)) = kept.lines().zip(fresh.lines()).find(|(a, b)| a != b) {
        panic!(
            "{file} says\n{kept}\nand the program\n{fresh}\n`UPDATE_DOCS=1 cargo test --test docs` writes all of it"
        );
    } else {
        assert_eq!(kept, fresh, "{file}");
    }
    asked
}

/// The text up to and with the opening fence, what is in the first block of a language, and the text
/// from its closing fence on.
fn block<'a>(text: &'a str, language: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let fence = format!("```{language}\n");
    let from = text.find(&fence)? + fence.len();
    let to = from + text[from..].find("```\n")?;
    Some((&text[..from], &text[from..to], &text[to..]))
}
