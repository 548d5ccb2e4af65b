//! Answers are given again only while they are what the graph would answer.

mod common;

use chuxi::api::http::Options;
use chuxi::api::{Limits, MemoryArchive};
use common::news::news;
use common::server::{Running, TOKEN, code, options, serve, serve_with};
use serde_json::{Value, json};

const EVERYTHING: &str = "{
  statistics { documents statements }
  meetings { nodes { name attendances { nodes { official { name } role evidence { quote } } } } }
}";

/// The figure of this name in `/metrics`.
fn figure(server: &Running, name: &str) -> u64 {
    let (_, _, text) = server.get("/metrics", "*/*");
    let mut lines = text.lines();
    let line = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {name} in {text}")).parse().unwrap()
}

fn given_again(server: &Running) -> u64 {
    figure(server, "chuxi_requests_from_kept_total")
}

#[test]
fn the_same_question_is_answered_once_while_nothing_changes() {
    let server = serve(news());
    let first = server.ask(EVERYTHING);
    assert_eq!((given_again(&server), server.ask(EVERYTHING)), (0, first));
    assert_eq!(given_again(&server), 1);
    assert!(figure(&server, "chuxi_answers_kept_bytes") > 0);
    // Another question, though it has the same answer.
    server.ask_with(EVERYTHING, json!({ "unused": 1 }));
    assert_eq!(given_again(&server), 1);
}

#[test]
fn after_any_change_the_answer_is_the_new_one() {
    let server = serve(news());
    let fresh = |documents| {
        let options = Options { keep_answers: 0, ..options() };
        serve_with(documents, Limits::default(), options, MemoryArchive::default()).ask(EVERYTHING)
    };
    let whole = fresh(news());
    let without = fresh(news()[1..].to_vec());
    for _ in 0..3 {
        assert_eq!(server.ask(EVERYTHING), whole);
        server.service.remove("日报").unwrap();
        assert_eq!(server.ask(EVERYTHING), without);
        server.service.ingest(&news()[0]).unwrap();
    }
    // The same facts in other words: no node or edge differs, the quotes do.
    let mut reworded = news()[0].clone();
    reworded.document.text = reworded.document.text.replace('。', "！");
    server.ask(EVERYTHING);
    server.service.ingest(&reworded).unwrap();
    let answer = server.ask(EVERYTHING).to_string();
    assert!(answer.contains("陈钢铁与会！") && !answer.contains("尼玛多吉与会。"), "{answer}");

    let wei = "{ officials(filter: { name: \"王伟\" }) { nodes { id } } }";
    let two = server.ask(wei);
    let id = |n: usize| two["officials"]["nodes"][n]["id"].clone();
    let merge = "mutation ($one: ID!, $other: ID!) {
        mergeOfficials(one: $one, other: $other) { decision { id } }
    }";
    let made = server.change(merge, json!({ "one": id(0), "other": id(1) }));
    assert_eq!(server.ask(wei)["officials"]["nodes"].as_array().map(Vec::len), Some(1));
    let undo = "mutation ($id: ID!) { undoDecision(id: $id) }";
    server.change(undo, json!({ "id": made["mergeOfficials"]["decision"]["id"] }));
    assert_eq!(server.ask(wei), two);
}

#[test]
fn changes_and_failures_are_never_answered_from_memory() {
    let server = serve(news());
    let remove = json!({ "query": "mutation { removeDocument(key: \"日报\") }" }).to_string();
    let token = format!("Bearer {TOKEN}");
    for gone in [true, false] {
        let (_, body) = server.send(&remove, &[("authorization", &token)]);
        assert_eq!(body["data"]["removeDocument"], gone);
    }
    let (_, body) = server.send(&remove, &[]);
    assert_eq!(code(&common::server::first_error(&body)), "UNAUTHORIZED");
    for _ in 0..2 {
        server.error("{ node(id: \"no id\") { id } }");
    }
    let batch = json!([{ "query": EVERYTHING }, { "query": "{ nothing }" }]);
    for _ in 0..2 {
        let (_, body) = server.post(&batch);
        assert!(body[0]["data"].is_object() && body[1]["errors"].is_array(), "{body:#}");
    }
    assert_eq!(given_again(&server), 0);
    let batch = json!([{ "query": EVERYTHING }, { "query": "{ __typename }" }]);
    let (first, second) = (server.post(&batch), server.post(&batch));
    assert_eq!((first, given_again(&server)), (second, 1));
}

#[test]
fn what_is_kept_is_bounded_and_can_be_nothing() {
    let bounded = |keep_answers| {
        let options = Options { keep_answers, ..options() };
        serve_with(news(), Limits::default(), options, MemoryArchive::default())
    };
    let none = bounded(0);
    none.ask(EVERYTHING);
    none.ask(EVERYTHING);
    assert_eq!((given_again(&none), figure(&none, "chuxi_answers_kept_bytes")), (0, 0));

    const FEW: usize = 10_000;
    let few = bounded(FEW);
    for n in 0..200 {
        few.ask_with("{ __typename }", json!({ "n": n }));
        assert!(figure(&few, "chuxi_answers_kept_bytes") <= FEW as u64);
    }
    few.ask_with("{ __typename }", json!({ "n": 0 }));
    assert_eq!(given_again(&few), 0, "the first is long forgotten");
    few.ask_with("{ __typename }", json!({ "n": 199 }));
    assert_eq!(given_again(&few), 1);
    // One answer that would push out most of the others.
    few.ask(EVERYTHING);
    few.ask(EVERYTHING);
    assert_eq!(given_again(&few), 1);
}

#[test]
fn both_kinds_of_clients_are_answered_in_their_media_type() {
    let server = serve(news());
    let body = json!({ "query": EVERYTHING }).to_string();
    let media = |accept: &str| -> (String, Value) {
        let request = server.agent.post(format!("{}/graphql", server.address));
        let request = request.header("content-type", "application/json").header("accept", accept);
        let mut response = request.send(&body).unwrap();
        let media = response.headers()["content-type"].to_str().unwrap().to_owned();
        (media, response.body_mut().read_json().unwrap())
    };
    const MODERN: &str = "application/graphql-response+json";
    let (old, first) = media("application/json");
    let (new, second) = media(MODERN);
    assert_eq!((old.as_str(), new.as_str()), ("application/json", MODERN));
    assert_eq!((first, given_again(&server)), (second, 1));
}

#[test]
fn texts_of_an_answer_are_bounded() {
    let limits = Limits { texts: 100, ..Limits::default() };
    let server = serve_with(news(), limits, options(), MemoryArchive::default());
    let error = server.error("{ articles { nodes { text } } }");
    assert_eq!(code(&error), "SIZE_LIMIT", "{error:#}");
    server.ask("{ meetings(first: 1) { nodes { attendances(first: 1) { nodes { evidence { quote } } } } } }");
}
