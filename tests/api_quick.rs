//! What is read off the graph at once is what the executor would give.

mod common;

use chuxi::api::{Limits, MemoryArchive};
use common::news::news;
use common::server::{Running, code, first_error, options, serve, serve_with};
use serde_json::{Value, json};

/// What is asked of the server, word for word as the executor alone gives it. The data.
fn same(server: &Running, query: &str) -> Value {
    let variables = json!({ "n": 1, "yes": true });
    let all = format!(
        "query ($n: Int!, $yes: Boolean!) {{ {query}
           meetings(first: $n) {{ totalCount @include(if: $yes) __typename }} }}"
    );
    let request = server.agent.post(format!("{}/graphql", server.address));
    let body = json!({ "query": all, "variables": variables }).to_string();
    let mut answer = request.header("content-type", "application/json").send(&body).unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    let plain = chuxi::api::answer(&server.service, &all, variables, None);
    assert_eq!(text, serde_json::to_string(&plain).unwrap(), "{query}");
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer.get("errors"), None, "{query}: {answer}");
    answer["data"].clone()
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
        "role role rank".to_owned(),
        "official { name } rank official { id }".to_owned(),
        "role @skip(if: $yes) rank @include(if: $yes)".to_owned(),
        "official { ... on Official { name } ... { id } }".to_owned(),
        "official { ... @include(if: $yes) { name } ... @skip(if: $yes) { id } }".to_owned(),
        "attendee { __typename id ... on Official { name } }".to_owned(),
        "attendee { ... on Body { name } ... on Node { id } ... on Official { name } }".to_owned(),
        "attendee { ... on Official { name a: id } ... on Node { a: id } }".to_owned(),
        "attendee { ... on Official { name } ... on Body { ... on Node { ... on Official { id } } } }"
            .to_owned(),
        "attendee { ... on Meeting { name } }".to_owned(),
        "meeting { kind series conveners { nodes { id name } } }".to_owned(),
    ];
    let meetings = same(&server, "list: meetings(first: 5) { nodes { id name date } }");
    for fields in attendances {
        same(
            &server,
            &format!(
                "list: meetings(first: 5) {{ nodes {{ name attendances {{ nodes {{ {fields} }} }} }} }}"
            ),
        );
        for meeting in meetings["list"]["nodes"].as_array().unwrap() {
            let id = &meeting["id"];
            same(
                &server,
                &format!(
                    "meeting(id: {id}) {{ attendances(first: 50) {{ nodes {{ {fields} }} }} }}"
                ),
            );
        }
    }
    for (list, fields) in [
        ("officials", "id name __typename"),
        ("officials", "id gender tenures { nodes { title } }"),
        (
            "officials",
            "tenures { nodes { title firstSeen lastSeen appointed removed formerSince acting
               official { id } body { id name } evidenceCount evidence(first: 2) { quote rule } } }",
        ),
        ("officials", "tenures { nodes { title holding } }"),
        (
            "officials",
            "coAttendees { totalCount nodes { __typename official { id name } count firstMet lastMet } }",
        ),
        ("officials", "coAttendees { edges { cursor node { count } } nodes { attendances { totalCount } } }"),
        ("bodies", "id name __typename"),
        ("articles", "id headline date ordinal document"),
        ("regulations", "id name"),
    ] {
        let answer = same(&server, &format!("list: {list} {{ nodes {{ {fields} }} }}"));
        assert!(!answer["list"]["nodes"].as_array().unwrap().is_empty(), "{list}");
    }
    let officials = same(&server, "officials { nodes { id } }");
    let ends: Vec<&Value> =
        officials["officials"]["nodes"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    for to in &ends[1..] {
        same(
            &server,
            &format!(
                "paths(from: {}, to: {to}, kinds: [ATTENDANCE, TENURE, CONVENES, ACT]) {{ length nodes {{
                   __typename id ... on Meeting {{ name date }} ... on Official {{ name }}
                   ... on Regulation {{ name }} ... on Body {{ name }} }} }}",
                ends[0]
            ),
        );
    }
}

#[test]
fn a_list_goes_on_behind_each_of_its_cursors() {
    let server = serve(news());
    let id = |list: &str| server.ask(&format!("{{ {list} {{ nodes {{ id }} }} }}"))[list].clone();
    let lists = [
        ("meeting", id("meetings"), "attendances(order: RANK, "),
        ("meeting", id("meetings"), "attendances(order: LATEST, "),
        ("official", id("officials"), "attendances(order: RANK, "),
        ("official", id("officials"), "attendances(order: LATEST, "),
        ("official", id("officials"), "attendances(order: EARLIEST, "),
        ("body", id("bodies"), "attendances("),
        ("official", id("officials"), "coAttendees("),
    ];
    let mut longest = 0;
    for (kind, ids, list) in lists {
        for node in ids["nodes"].as_array().unwrap() {
            let page = |arguments: &str| {
                let query = format!(
                    "{{ {kind}(id: {}) {{ list: {list}{arguments}) {{
                       edges {{ cursor node {{ __typename }} }} pageInfo {{ startCursor endCursor }}
                       }} }} }}",
                    node["id"]
                );
                server.ask(&query)[kind]["list"].clone()
            };
            let whole = page("first: 500");
            let edges = whole["edges"].as_array().unwrap();
            longest = longest.max(edges.len());
            for (at, edge) in edges.iter().enumerate() {
                let next = page(&format!("first: 500, after: {}", edge["cursor"]));
                assert_eq!(next["edges"].as_array().unwrap()[..], edges[at + 1..], "{list}");
                let last = page(&format!("last: 500, before: {}", edge["cursor"]));
                assert_eq!(last["edges"].as_array().unwrap()[..], edges[..at], "{list}");
            }
            let ends = [edges.first(), edges.last()].map(|edge| edge.map(|edge| &edge["cursor"]));
            let told = [&whole["pageInfo"]["startCursor"], &whole["pageInfo"]["endCursor"]];
            assert_eq!(told.map(|cursor| Some(cursor).filter(|c| !c.is_null())), ends, "{list}");
        }
    }
    assert!(longest > 3);
}

#[test]
fn what_is_asked_for_in_two_places_is_merged() {
    let server = serve(news());
    let ask = |fields: &str, rest: &str| {
        let query = format!("{{ meetings(first: 5) {{ nodes {{ {fields} }} }} }} {rest}");
        let answer = server.ask_with(&query, json!({}));
        assert!(answer["meetings"]["nodes"][0]["attendances"]["nodes"][0].is_object(), "{answer}");
        answer
    };
    let whole = ask("name attendances { nodes { role rank official { id name } } }", "");
    for (fields, rest) in [
        (
            "name attendances { nodes { role official { name } } }
             attendances { nodes { rank official { id } } }",
            "",
        ),
        (
            "name attendances { nodes { role rank } nodes { official { id } official { name } } }",
            "",
        ),
        (
            "...a name ... on Meeting { attendances { nodes { rank official { name } } } }",
            "fragment a on Meeting { attendances { nodes { role official { ...b } } } }
             fragment b on Official { id }",
        ),
        (
            "name attendances { nodes { role } } ...a ...a",
            "fragment a on Meeting { attendances { ...b } }
             fragment b on AttendanceConnection { nodes { rank official { id name } } }",
        ),
    ] {
        assert_eq!(ask(fields, rest), whole, "{fields}");
    }
    let twice = "{ meetings(first: 5) { nodes { name attendances { nodes { role rank } } } }
        meetings(first: 5) { nodes { attendances { nodes { official { id name } } } } } }";
    assert_eq!(server.ask_with(twice, json!({})), whole);
}

#[test]
fn a_fragment_within_itself_is_refused() {
    let server = serve(news());
    let circle = "{ ...a } fragment a on Query { meetings { ...b } x: meetings { ...b } }
        fragment b on MeetingConnection { nodes { attendances { nodes { meeting { ...c } } } } }
        fragment c on Meeting { articles { nodes { meetings { ...b } y: meetings { ...b } } } }";
    let answer = server.post(&json!({ "query": circle })).1;
    assert_eq!(code(&first_error(&answer)), "INVALID_QUERY");
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
