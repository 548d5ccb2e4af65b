//! What is asked again is answered on the thread that read it, and is not looked at by all rules of the
//! schema once more: the answer is that of the first time, and so is what is refused.

mod common;

use chuxi::api::http::Options;
use chuxi::api::{Archive, MemoryArchive};
use common::news::news;
use common::server::{Running, Texts, code, first_error, options, serve_with};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

fn serve(archive: impl Archive + 'static) -> Running {
    let limits = chuxi::api::Limits::default();
    serve_with(news(), limits, Options { keep_answers: 0, ..options() }, archive)
}

/// So often a query is asked until it is surely known to be quick.
const OFTEN: usize = 12;

#[test]
fn an_answer_is_the_same_again() {
    let server = serve(MemoryArchive::default());
    let ids = server.ask(
        "{ meetings { nodes { id } } officials { nodes { id } } bodies { nodes { id } }
           articles { nodes { id } } }",
    );
    let id = |list: &str| ids[list]["nodes"][0]["id"].clone();
    let page = "query ($id: ID!, $n: Int, $cursor: String, $more: Boolean = true) {
        official(id: $id) { attendances(first: $n, after: $cursor) { totalCount
          edges { cursor node { role evidence { quote } meeting { name } } }
          pageInfo { endCursor @include(if: $more) } } } }";
    let questions = [
        json!({ "query": "{ __typename }" }),
        json!({ "query": "query ($id: ID!) { meeting(id: $id) { name date attendances { nodes {
            role rank official { id name } evidence { quote article { headline } } } } } }",
            "variables": { "id": id("meetings") } }),
        json!({ "query": "query ($id: ID!) { node(id: $id) { id ...a } }
            fragment a on Body { name tenures { nodes { title official { name } } } }",
            "variables": { "id": id("bodies") } }),
        json!({ "query": "query ($a: ID!, $b: ID!) { paths(from: $a, to: $b) { length nodes { id } } }",
            "variables": { "a": id("officials"), "b": id("articles") } }),
        json!({ "query": "query ($id: ID!) { article(id: $id) { text } }",
            "variables": { "id": id("articles") } }),
        json!({ "query": "query one { a: __typename } query two { meetings { totalCount } }",
            "operationName": "two" }),
        json!({ "query": "query one { a: __typename } query two { meetings { totalCount } }",
            "operationName": "one" }),
        json!({ "query": "query one { a: __typename } query two { meetings { totalCount } }" }),
        json!({ "query": page, "variables": { "id": id("officials"), "n": 1 } }),
        json!({ "query": page, "variables": { "id": id("officials"), "n": 1, "more": false } }),
        json!({ "query": page, "variables": { "id": id("officials"), "n": 1, "more": null } }),
        json!({ "query": page, "variables": { "id": id("officials"), "n": 501 } }),
        json!({ "query": page, "variables": { "id": id("officials"), "n": -1 } }),
        json!({ "query": page, "variables": { "id": id("officials"), "n": "1" } }),
        json!({ "query": page, "variables": { "id": id("officials"), "n": 1.5 } }),
        json!({ "query": page, "variables": { "id": id("officials"), "cursor": "?" } }),
        json!({ "query": page, "variables": { "id": "official:1" } }),
        json!({ "query": page, "variables": { "id": null } }),
        json!({ "query": page, "variables": {} }),
        json!({ "query": "{ meetings { nodes { nobody } } }" }),
        json!({ "query": "{ meetings(first: 500) { nodes { attendances(first: 500) {
            nodes { id: role } } } } }" }),
        json!({ "query": "mutation { undoDecision(id: \"x\") }" }),
    ];
    let first: Vec<_> = questions.iter().map(|question| server.post(question)).collect();
    for _ in 0..OFTEN {
        for (question, first) in questions.iter().zip(&first) {
            assert_eq!(server.post(question), *first, "{question}");
        }
    }
    // As a server says it that is asked for the first time.
    for (question, first) in questions.iter().zip(&first) {
        assert_eq!(serve(MemoryArchive::default()).post(question), *first, "{question}");
    }
    assert_eq!(code(&first_error(&first[13].1)), "INVALID_QUERY");
}

#[test]
fn a_change_is_seen_at_once() {
    let server = serve(MemoryArchive::default());
    let asked = "query ($id: ID!) { article(id: $id) { headline } }";
    let all = server.ask("{ articles { nodes { id document } } }");
    let article = &all["articles"]["nodes"][0];
    let variables = json!({ "id": article["id"] });
    for _ in 0..OFTEN {
        assert!(server.ask_with(asked, variables.clone())["article"].is_object());
    }
    assert!(server.service.remove(article["document"].as_str().unwrap()).unwrap());
    assert_eq!(server.ask_with(asked, variables)["article"], Value::Null);
}

#[test]
fn what_reads_the_archive_is_done_on_a_thread_of_its_own() {
    let threads = Arc::new(Mutex::new(Vec::new()));
    let seen = threads.clone();
    let server = serve(Texts(move || {
        let name = std::thread::current().name().unwrap_or_default().to_owned();
        seen.lock().unwrap().push(name);
        None
    }));
    let id = server.ask("{ articles { nodes { id } } }")["articles"]["nodes"][0]["id"].clone();
    for _ in 0..OFTEN {
        let query = "query ($id: ID!) { article(id: $id) { text } }";
        let answer = server.ask_with(query, json!({ "id": id }));
        assert_eq!(answer, json!({ "article": { "text": null } }));
    }
    // A query that gave up is begun anew, and nothing is read twice. Those that read requests are
    // called after actix.
    let threads = threads.lock().unwrap();
    assert_eq!(threads.len(), OFTEN);
    assert!(!threads.iter().any(|name| name.contains("actix")), "{threads:?}");
}
