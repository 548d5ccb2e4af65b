//! The server as users run it: over the store, through restarts, fed while it answers.
#![cfg(unix)]

#[path = "common/load.rs"]
mod load;
#[path = "common/process.rs"]
mod process;

use load::{Serving, feed_under_load};
use process::{chuxi, run};
use serde_json::{Value, json};

const QUESTION: &str = "{
  meetings { totalCount nodes { id name date attendances {
    nodes { role rank post official { id name } evidence { quote start article { headline } } } } } }
}";

#[test]
fn the_answers_are_the_same_after_a_restart_and_without_a_server() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("store");
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let server = Serving::start(&data, &[fixtures]);
    let answer = server.ask(QUESTION, json!({}));
    assert!(answer["meetings"]["totalCount"].as_u64() > Some(0), "{answer:#}");

    // While it runs, nobody else may have the store.
    let (code, _, errors) = run(chuxi("query", &data).arg(QUESTION));
    assert_eq!(code, Some(1));
    assert!(errors.contains("is in use by process"), "{errors}");
    assert_eq!(server.terminate(), Some(0));

    let again = Serving::start(&data, &[]);
    assert_eq!(again.ask(QUESTION, json!({})), answer);
    assert_eq!(again.terminate(), Some(0));
    let (code, out, errors) = run(chuxi("query", &data).arg(QUESTION));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let out: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(out["data"], answer);
}

#[test]
fn a_port_in_use_is_told_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let data = folder.path().join("store");
    let (code, _, errors) = run(chuxi("serve", &data).args(["--port", &port]));
    assert_eq!(code, Some(1));
    assert!(errors.contains("is in use by another program") && errors.lines().count() == 1);
    assert!(!data.exists());
}

#[test]
fn fed_while_it_answers_it_shows_no_half_document_and_loses_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    feed_under_load(&folder.path().join("store"), 60, 3);
}
