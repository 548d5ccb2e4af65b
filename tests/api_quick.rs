//! What is read off the graph at once is what the executor would give.

mod common;

use chuxi::api::{Limits, MemoryArchive};
use common::news::news;
use common::server::{Running, code, first_error, options, serve, serve_with};
use serde_json::{Value, json};

/// The items of a list asked for as they are, and within a fragment, which leaves them to the executor.
fn same(server: &Running, list: &str, fields: &str) -> Value {
    let ask = |fields: &str| {
        let query = format!(
            "query ($n: Int!, $yes: Boolean!) {{ list: {list} {{ nodes {{ {fields} }} }}
               meetings(first: $n) {{ totalCount @include(if: $yes) __typename }} }}"
        );
        server.ask_with(&query, json!({ "n": 1, "yes": true }))["list"]["nodes"].clone()
    };
    let quick = ask(fields);
    assert_eq!(quick, ask(&format!("... {{ {fields} }}")), "{list} {fields}");
    assert!(!quick.as_array().unwrap().is_empty(), "{list}");
    quick
}

#[test]
fn a_list_is_the_same_however_it_is_made() {
    let server = serve(news());
    let evidence = "quote start end rule confidence post rank
        article { id headline date ordinal document }";
    let attendances = [
        "role rank post evidenceCount official { id name } body { id name } meeting { id name date }"
            .to_owned(),
        format!("evidence {{ {evidence} }} rank"),
        format!("evidence(first: 1) {{ {evidence} }}"),
        format!("evidence(first: $n) {{ {evidence} }}"),
        "a: role role rank as: rank __typename official { __typename n: name }".to_owned(),
        "official { name } rank official { id }".to_owned(),
        "role @skip(if: $yes) rank @include(if: $yes)".to_owned(),
        "official { ... on Official { name } }".to_owned(),
        "attendee { __typename id ... on Official { name } }".to_owned(),
        "meeting { kind series conveners { nodes { id name } } }".to_owned(),
    ];
    for fields in attendances {
        same(&server, "meetings(first: 5)", &format!("attendances {{ nodes {{ {fields} }} }}"));
        // The outer list is read off too where there is no list in its items.
        for meeting in same(&server, "meetings(first: 5)", "id name date").as_array().unwrap() {
            let id = &meeting["id"];
            let ask = |fields: &str| {
                let query = format!(
                    "query ($n: Int!, $yes: Boolean!) {{ meeting(id: {id}) {{
                       attendances(first: 50) {{ nodes {{ {fields} }} }} }}
                       meetings(first: $n) {{ totalCount @include(if: $yes) }} }}"
                );
                server.ask_with(&query, json!({ "n": 1, "yes": true }))["meeting"].clone()
            };
            assert_eq!(ask(&fields), ask(&format!("... {{ {fields} }}")), "{fields}");
        }
    }
    for (list, fields) in [
        ("officials", "id name __typename"),
        ("officials", "id gender tenures { nodes { title } }"),
        ("bodies", "id name __typename"),
        ("articles", "id headline date ordinal document"),
        ("regulations", "id name"),
    ] {
        same(&server, list, fields);
    }
}

#[test]
fn words_count_once_whichever_way_they_are_read() {
    let query = "{ officials(first: 1) { nodes { attendances(first: 1) { nodes {
        evidence(first: 1) { quote } meeting { kind } } } } } }";
    let ask = |texts: usize| {
        let limits = Limits { texts, ..Limits::default() };
        let server = serve_with(news(), limits, options(), MemoryArchive::default());
        server.post(&json!({ "query": query })).1
    };
    let whole = ask(1 << 20);
    let nodes = &whole["data"]["officials"]["nodes"][0]["attendances"]["nodes"];
    let bytes = nodes[0]["evidence"][0]["quote"].as_str().unwrap().len();
    assert_eq!(ask(bytes), whole);
    assert_eq!(code(&first_error(&ask(bytes - 1))), "SIZE_LIMIT");
}
