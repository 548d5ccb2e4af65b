//! The server under attack: each limit holds, says which it is and how to stay under it, and the
//! server goes on.

mod common;

use chuxi::api::http::Options;
use chuxi::api::{Archive, ArchiveError, Limits, MemoryArchive};
use chuxi::model::{Decision, DocumentRecord};
use common::news::news;
use common::server::{Running, code, first_error, options, serve, serve_with};
use serde_json::{Value, json};
use std::time::Duration;

fn alive(server: &Running) {
    assert_eq!(server.ask("{ statistics { documents } }")["statistics"]["documents"], 4);
}

/// Field names of meetings, nested so deep.
fn nested(depth: usize) -> String {
    let mut query = "{ id }".to_owned();
    for _ in 0..depth {
        query = format!("{{ previous {query} }}");
    }
    format!("{{ meetings {{ nodes {query} }} }}")
}

#[test]
fn queries_that_ask_too_much_are_refused_by_name() {
    let server = serve(news());
    let aliases = (0..31).map(|n| format!("a{n}: __typename ")).collect::<String>();
    let directives = "@include(if: true) ".repeat(31);
    let fields = "name ".repeat(1001);
    // Each fragment holds two of the next: 2^40 fields if they were written out.
    let mut bomb = "query { meetings { nodes { ...F0 } } } ".to_owned();
    for n in 0..40 {
        bomb += &format!("fragment F{n} on Meeting {{ ...F{m} ...F{m} }} ", m = n + 1);
    }
    bomb += "fragment F40 on Meeting { id }";
    let circle = "{ meetings { nodes { ...A } } } fragment A on Meeting { ...B } \
                  fragment B on Meeting { ...A }";
    let lists =
        "{ officials(first: 500) { nodes { attendances(first: 500) { nodes { role } } } } }";
    let cases = [
        ("deep", nested(20), "DEPTH_LIMIT"),
        ("deeper than a stack", nested(5000), "INVALID_QUERY"),
        ("aliases", format!("{{ {aliases} }}"), "ALIAS_LIMIT"),
        ("directives", format!("{{ __typename {directives} }}"), "DIRECTIVE_LIMIT"),
        ("fields", format!("{{ meetings {{ nodes {{ {fields} }} }} }}"), "FIELD_LIMIT"),
        ("fragments of fragments", bomb, "FIELD_LIMIT"),
        ("fragments in a circle", circle.to_owned(), "INVALID_QUERY"),
        ("lists of lists", lists.to_owned(), "COMPLEXITY_LIMIT"),
        ("no query", "{".to_owned(), "INVALID_QUERY"),
        ("nothing of the kind", "{ nothing }".to_owned(), "INVALID_QUERY"),
        (
            "many ids",
            format!("{{ nodes(ids: [{}]) {{ id }} }}", "\"x\" ".repeat(501)),
            "PAGE_LIMIT",
        ),
    ];
    for (what, query, expected) in cases {
        let error = server.error(&query);
        assert_eq!(code(&error), expected, "{what}: {error:#}");
    }
    alive(&server);
}

#[test]
fn requests_that_are_too_large_are_not_read() {
    let server = serve(news());
    let batch = json!(vec![json!({ "query": "{ __typename }" }); 11]);
    let (status, body) = server.post(&batch);
    assert_eq!((status, code(&first_error(&body))), (400, "BATCH_LIMIT"));
    let (status, body) = server.post(&json!(vec![json!({ "query": "{ __typename }" }); 10]));
    assert_eq!((status, body.as_array().map(Vec::len)), (200, Some(10)));

    let long = json!({ "query": "{ __typename }", "variables": { "x": "长".repeat(400_000) } });
    let (status, body) = server.post(&long);
    assert_eq!((status, code(&first_error(&body))), (413, "SIZE_LIMIT"));

    let (status, body) = server.send("{ no json", &[]);
    assert_eq!((status, code(&first_error(&body))), (400, "BAD_INPUT"));
    alive(&server);
}

#[test]
fn walks_and_networks_that_reach_too_far_are_given_up() {
    let limits = Limits { work: 20, ..Limits::default() };
    let server = serve_with(news(), limits, options(), MemoryArchive::default());
    let error = server.error("{ network { modularity } }");
    assert_eq!(code(&error), "WORK_LIMIT", "{error:#}");
    let ids = server.ask("{ officials { nodes { id } } }");
    let id = |n: usize| ids["officials"]["nodes"][n]["id"].as_str().unwrap().to_owned();
    let query = |arguments: &str| {
        format!("{{ paths(from: {:?}, to: {:?}, {arguments}) {{ length }} }}", id(0), id(1))
    };
    for arguments in ["maxLength: 11", "limit: 101", "slack: 9", "maxLength: 0"] {
        assert_eq!(code(&server.error(&query(arguments))), "BAD_INPUT", "{arguments}");
    }
}

#[test]
fn schema_and_console_can_be_shut() {
    let open = serve(vec![]);
    assert!(open.ask("{ __schema { types { name } } }")["__schema"]["types"].is_array());
    let limits = Limits { introspection: false, console: false, ..Limits::default() };
    let shut = serve_with(vec![], limits, options(), MemoryArchive::default());
    let (_, body) = shut.post(&json!({ "query": "{ __schema { types { name } } }" }));
    assert!(body["data"]["__schema"].is_null(), "{body:#}");
    assert_eq!(shut.get("/graphql", "text/html").0, 400);
    assert_eq!(shut.get("/graphql/console/console.js", "*/*").0, 404);
}

#[test]
fn other_sites_are_kept_out_unless_they_are_named() {
    let allowed = |server: &Running, origin: &str| {
        let request =
            server.agent.get(format!("{}/graphql?query=%7B__typename%7D", server.address));
        let response = request.header("origin", origin).call().unwrap();
        response
            .headers()
            .get("access-control-allow-origin")
            .map(|own| own.to_str().unwrap().to_owned())
    };
    let server = serve(vec![]);
    assert_eq!(allowed(&server, "https://example.org"), None);
    // What a form of another site can send is refused.
    let request = server.agent.post(format!("{}/graphql", server.address));
    let response =
        request.header("content-type", "text/plain").send("{\"query\":\"{__typename}\"}");
    assert_eq!(response.unwrap().status(), 415);

    let named = Options { origins: vec!["https://example.org".into()], ..options() };
    let server = serve_with(vec![], Limits::default(), named, MemoryArchive::default());
    assert_eq!(allowed(&server, "https://example.org").as_deref(), Some("https://example.org"));
    assert_eq!(allowed(&server, "https://example.com"), None);
}

#[test]
fn changes_need_the_token() {
    let changes = [
        "mutation { ingest(documents: [{ text: \"文\" }]) { key } }",
        "mutation { removeDocument(key: \"日报\") }",
        "mutation { mergeOfficials(one: \"a\", other: \"b\") { decision { id } } }",
        "mutation { splitOfficial(official: \"a\", articles: []) { decision { id } } }",
        "mutation { undoDecision(id: \"a\") }",
    ];
    let server = serve(news());
    let closed = Options { token: None, ..options() };
    let closed = serve_with(news(), Limits::default(), closed, MemoryArchive::default());
    for change in changes {
        let body = json!({ "query": change }).to_string();
        for headers in [
            &[][..],
            &[("authorization", "Bearer let me")],
            &[("authorization", "let me in")],
            &[("authorization", "Bearer ")],
        ] {
            let (_, answer) = server.send(&body, headers);
            assert_eq!(code(&first_error(&answer)), "UNAUTHORIZED", "{change} with {headers:?}");
        }
        let (_, answer) = closed.send(&body, &[("authorization", "Bearer let me in")]);
        assert_eq!(code(&first_error(&answer)), "UNAUTHORIZED", "{change} where none are taken");
    }
    alive(&server);
    alive(&closed);
}

/// An archive whose texts are slow, or worse.
struct Troubled {
    sleep: Duration,
    panics: bool,
}

impl Archive for Troubled {
    fn text(&self, _: &str) -> Result<Option<String>, ArchiveError> {
        std::thread::sleep(self.sleep);
        assert!(!self.panics, "as the test wants it");
        Ok(None)
    }
    fn put(&self, _: &DocumentRecord) -> Result<(), ArchiveError> {
        Ok(())
    }
    fn remove(&self, _: &str) -> Result<bool, ArchiveError> {
        Ok(true)
    }
    fn decide(&self, _: &Decision) -> Result<(), ArchiveError> {
        Ok(())
    }
    fn undo(&self, _: &str) -> Result<bool, ArchiveError> {
        Err(ArchiveError("the disk is full".into()))
    }
}

const QUOTES: &str =
    "{ meetings { nodes { attendances { nodes { evidence { quote } role rank } } } } }";

#[test]
fn a_request_that_takes_too_long_is_ended() {
    let limits = Limits { time: Duration::from_millis(50), ..Limits::default() };
    let slow = Troubled { sleep: Duration::from_millis(60), panics: false };
    let server = serve_with(news(), limits.clone(), options(), slow);
    assert_eq!(code(&server.error(QUOTES)), "TIME_LIMIT");
    alive(&server);
    // A resolver that does not come back at all is not waited for.
    let stuck = Troubled { sleep: Duration::from_secs(3), panics: false };
    let server = serve_with(news(), limits, options(), stuck);
    let begun = std::time::Instant::now();
    assert_eq!(code(&server.error(QUOTES)), "TIME_LIMIT");
    assert!(begun.elapsed() < Duration::from_secs(3));
    alive(&server);
}

#[test]
fn a_panic_is_one_requests_error() {
    let broken = Troubled { sleep: Duration::ZERO, panics: true };
    let server = serve_with(news(), Limits::default(), options(), broken);
    for _ in 0..20 {
        let (status, body) = server.post(&json!({ "query": QUOTES }));
        assert_eq!((status, code(&first_error(&body))), (500, "INTERNAL"));
        alive(&server);
    }
    // The writer is not shut out by those who read when they failed.
    server.service.remove("早报").unwrap();
    let rest = server.ask("{ statistics { documents } }");
    assert_eq!(rest["statistics"]["documents"], 3);
}

#[test]
fn a_failing_archive_is_an_error_and_changes_nothing() {
    let broken = Troubled { sleep: Duration::ZERO, panics: false };
    let server = serve_with(news(), Limits::default(), options(), broken);
    let body = json!({ "query": "mutation { undoDecision(id: \"x\") }" }).to_string();
    let (_, answer) = server.send(&body, &[("authorization", "Bearer let me in")]);
    let error = first_error(&answer);
    assert_eq!(code(&error), "INTERNAL");
    assert!(error["message"].as_str().unwrap().contains("the disk is full"));
}

#[test]
fn readers_see_whole_documents_while_others_are_written() {
    let server = serve(news());
    let documents = news();
    std::thread::scope(|scope| {
        let service = server.service.clone();
        let writer = scope.spawn(move || {
            for _ in 0..40 {
                service.remove("日报").unwrap();
                service.ingest(&documents[0]).unwrap();
            }
        });
        while !writer.is_finished() {
            let data = server.ask(
                "{ statistics { documents articles }
                   meetings(filter: { kinds: [SESSION] }) { nodes { attendances { totalCount } } } }",
            );
            let documents = data["statistics"]["documents"].as_i64().unwrap();
            assert_eq!(data["statistics"]["articles"].as_i64(), Some(documents));
            let count = &data["meetings"]["nodes"][0]["attendances"]["totalCount"];
            let expected: Value = if documents == 4 { json!(5) } else { json!(2) };
            assert_eq!(*count, expected);
        }
    });
}
