//! All that is read from the page in `fixtures/`, each fact with the words that say it and their
//! place.
//!
//! When the grammar moves: `INSTA_UPDATE=always cargo test --test page_facts`, then look at
//! `git diff tests/snapshots`, fact by fact.

use chuxi::cli::facts;
use chuxi::{reading, source};
use serde_json::Value;
use std::path::PathBuf;

#[test]
fn the_facts_of_the_page_are_as_kept() {
    let mut documents = source::documents(&[PathBuf::from("fixtures")]);
    let record = reading::read(documents.next().expect("a page").expect("readable"));
    assert!(documents.next().is_none());
    let articles = facts::articles(&record);
    let value = serde_json::to_value(&articles).expect("JSON");
    hold_quotes(&value, &record.document.text);
    insta::assert_json_snapshot!(articles);
}

/// Every quote is what stands at its place.
fn hold_quotes(value: &Value, text: &str) {
    match value {
        Value::Object(object) => {
            if let Some(quote) = object.get("quote").and_then(Value::as_str) {
                let at = |name: &str| object[name].as_u64().expect("a place") as usize;
                assert_eq!(text.get(at("start")..at("end")), Some(quote));
            }
            object.values().for_each(|inner| hold_quotes(inner, text));
        }
        Value::Array(list) => list.iter().for_each(|inner| hold_quotes(inner, text)),
        _ => {}
    }
}
