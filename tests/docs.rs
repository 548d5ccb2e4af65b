//! The answers in README.md and docs/COOKBOOK.md are the program's own.
//!
//! Each block of `graphql` is asked, and the block of `json` that follows it is what must come.
//! `UPDATE_DOCS=1 cargo test --test docs` writes the present answers: look at the difference.

#[path = "common/process.rs"]
mod process;

use process::{bare, run};
use std::fs;
use std::path::Path;

#[test]
fn the_answers_of_the_readme_are_the_programs() {
    hold("README.md", &["fixtures"], 3);
}

#[test]
fn the_answers_of_the_cookbook_are_the_programs() {
    hold("docs/COOKBOOK.md", &["fixtures", "tests/fixtures/invented.jsonl"], 15);
}

fn hold(file: &str, inputs: &[&str], least: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let store = tempfile::tempdir().expect("a temporary folder");
    let chuxi = |command: &str| {
        let mut chuxi = bare();
        // The paths are part of the keys of documents, and so of ids.
        chuxi.current_dir(root).args([command, "--quiet", "--data"]).arg(store.path());
        chuxi
    };
    let (code, _, errors) = run(chuxi("ingest").args(inputs));
    assert_eq!((code, errors.as_str()), (Some(0), ""));

    let kept = fs::read_to_string(root.join(file)).expect("the document");
    let mut fresh = String::new();
    let mut asked = 0;
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
        asked += 1;
    }
    fresh.push_str(rest);
    assert!(asked >= least, "{file} has {asked} queries, not {least}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root.join(file), &fresh).expect("write");
    } else if let Some((kept, fresh)) = kept.lines().zip(fresh.lines()).find(|(a, b)| a != b) {
        panic!(
            "{file} says\n{kept}\nand the program\n{fresh}\n`UPDATE_DOCS=1 cargo test --test docs` writes all of it"
        );
    } else {
        assert_eq!(kept, fresh, "{file}");
    }
}

/// The text up to and with the opening fence, what is in the first block of a language, and the text
/// from its closing fence on.
fn block<'a>(text: &'a str, language: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let fence = format!("```{language}\n");
    let from = text.find(&fence)? + fence.len();
    let to = from + text[from..].find("```\n")?;
    Some((&text[..from], &text[from..to], &text[to..]))
}
