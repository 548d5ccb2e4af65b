//! Ingests are watched over WebSocket, by those who bring the token, within limits.

mod common;

use chuxi::api::http::Options;
use chuxi::api::{Archive, ArchiveError, Limits, MemoryArchive};
use chuxi::model::{Decision, DocumentRecord};
use common::server::{Running, TOKEN, code, options, serve, serve_with};
use serde_json::{Value, json};
use std::net::TcpStream;
use std::time::Duration;
use tungstenite::client::IntoClientRequest;
use tungstenite::{Message, WebSocket};

const STEPS: &str = "subscription ($name: ID) { ingestProgress(ingest: $name) {
    ingest done total key outcome articles error finished } }";
const INGEST: &str = "mutation ($documents: [DocumentInput!]!, $name: ID) {
    ingest(documents: $documents, progress: $name) { key } }";

/// A connection that has not said anything yet.
struct Socket(WebSocket<TcpStream>);

impl Socket {
    fn open(server: &Running, headers: &[(&'static str, &str)]) -> Result<Socket, (u16, Value)> {
        let host = server.address.trim_start_matches("http://");
        let mut request = format!("ws://{host}/graphql").into_client_request().unwrap();
        let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
        for (name, value) in headers.iter().chain([&protocol]) {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let stream = TcpStream::connect(host).unwrap();
        // A test that waits for what never comes must end.
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        match tungstenite::client(request, stream) {
            Ok((socket, _)) => Ok(Socket(socket)),
            Err(tungstenite::HandshakeError::Failure(tungstenite::Error::Http(refused))) => {
                let body = refused.body().clone().unwrap_or_default();
                Err((refused.status().as_u16(), serde_json::from_slice(&body).unwrap_or_default()))
            }
            Err(other) => panic!("{other}"),
        }
    }

    /// A connection that has brought the token as browsers do.
    fn trusted(server: &Running) -> Socket {
        let mut socket = Socket::open(server, &[]).unwrap();
        let payload = json!({ "Authorization": format!("Bearer {TOKEN}") });
        socket.say(json!({ "type": "connection_init", "payload": payload }));
        assert_eq!(socket.hear().unwrap()["type"], "connection_ack");
        socket
    }

    fn say(&mut self, message: Value) {
        // The server may have closed already.
        let _ = self.0.send(Message::text(message.to_string()));
    }

    fn subscribe(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({ "query": query, "variables": variables });
        self.say(json!({ "id": id, "type": "subscribe", "payload": payload }));
    }

    /// The next message; `None` when the server has closed.
    fn hear(&mut self) -> Option<Value> {
        loop {
            match self.0.read() {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).unwrap()),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// The code of the error with which a subscription is refused.
    fn refused(&mut self, id: &str, query: &str) -> String {
        self.subscribe(id, query, json!({}));
        let message = self.hear().unwrap();
        assert_eq!(message["id"], id);
        let errors = match message["type"].as_str() {
            Some("next") => &message["payload"]["errors"],
            _ => &message["payload"],
        };
        assert!(errors[0]["extensions"]["hint"].is_string(), "{message:#}");
        let code = code(&errors[0]).to_owned();
        if message["type"] == "next" {
            assert_eq!(self.hear().unwrap()["type"], "complete");
        }
        code
    }
}

fn paper(id: &str, text: &str) -> Value {
    json!({ "id": id, "text": text, "date": "2031-03-29" })
}

fn ingest(server: &Running, name: &str, documents: &[Value]) -> Value {
    let variables = json!({ "documents": documents, "name": name });
    let body = json!({ "query": INGEST, "variables": variables }).to_string();
    server.send(&body, &[("authorization", &format!("Bearer {TOKEN}"))]).1
}

/// The steps until the subscription is complete.
fn steps(socket: &mut Socket, id: &str) -> Vec<Value> {
    let mut steps = Vec::new();
    loop {
        let message = socket.hear().expect("a message");
        assert_eq!(message["id"], id);
        match message["type"].as_str() {
            Some("next") => steps.push(message["payload"]["data"]["ingestProgress"].clone()),
            Some("complete") => return steps,
            _ => panic!("{message:#}"),
        }
    }
}

#[test]
fn every_document_of_an_ingest_is_a_step_and_the_last_ends_the_subscription() {
    let server = serve(Vec::new());
    ingest(&server, "earlier", &[paper("b", "本报讯 3月27日，甲会议召开。")]);
    let mut socket = Socket::trusted(&server);
    socket.subscribe("1", STEPS, json!({ "name": "mine" }));
    // The answer to this shows that the subscription before it stands.
    socket.say(json!({ "type": "ping" }));
    assert_eq!(socket.hear().unwrap()["type"], "pong");
    ingest(&server, "another's", &[paper("x", "本报讯 3月27日，甲会议召开。")]);
    let documents = [
        paper("a", "本报讯 3月28日，云川省十四届人大常委会第十次会议在云城举行。"),
        paper("b", "本报讯 3月28日，甲会议召开。"),
    ];
    assert_eq!(ingest(&server, "mine", &documents).get("errors"), None);
    let step = |done: u32, key: Value, outcome: Value, finished: bool| {
        json!({
            "ingest": "mine", "done": done, "total": 2, "key": key, "outcome": outcome,
            "articles": u32::from(done > 0), "error": null, "finished": finished,
        })
    };
    let expected = [
        step(0, Value::Null, Value::Null, false),
        step(1, json!("a"), json!("ADDED"), false),
        step(2, json!("b"), json!("REPLACED"), true),
    ];
    assert_eq!(steps(&mut socket, "1"), expected);
}

/// Keeps documents until one comes that it cannot.
struct FullDisk(MemoryArchive);

impl Archive for FullDisk {
    fn text(&self, key: &str) -> Result<Option<String>, ArchiveError> {
        self.0.text(key)
    }
    fn put(&self, record: &DocumentRecord) -> Result<(), ArchiveError> {
        match record.document.key.as_str() {
            "too much" => Err(ArchiveError("the disk is full".to_owned())),
            _ => self.0.put(record),
        }
    }
    fn remove(&self, key: &str) -> Result<bool, ArchiveError> {
        self.0.remove(key)
    }
    fn decide(&self, decision: &Decision) -> Result<(), ArchiveError> {
        self.0.decide(decision)
    }
    fn undo(&self, decision: &str) -> Result<bool, ArchiveError> {
        self.0.undo(decision)
    }
}

#[test]
fn a_failure_is_told_and_ends_the_ingest() {
    let archive = FullDisk(MemoryArchive::default());
    let server = serve_with(Vec::new(), Limits::default(), options(), archive);
    let mut socket = Socket::trusted(&server);
    socket.subscribe("1", STEPS, json!({ "name": "mine" }));
    socket.say(json!({ "type": "ping" }));
    assert_eq!(socket.hear().unwrap()["type"], "pong");
    let documents = ["a", "too much", "b"].map(|id| paper(id, "甲会议召开。"));
    assert!(ingest(&server, "mine", &documents)["errors"].is_array());
    let steps = steps(&mut socket, "1");
    let last = steps.last().unwrap();
    assert_eq!((&last["done"], &last["key"]), (&json!(2), &json!("too much")));
    assert_eq!((&last["outcome"], &last["finished"]), (&json!("FAILED"), &json!(true)));
    assert_eq!(last["error"], "the disk is full");
}

#[test]
fn nobody_watches_without_the_token() {
    let server = serve(Vec::new());
    for payload in [Value::Null, json!({}), json!({ "authorization": "Bearer guessed" })] {
        let mut socket = Socket::open(&server, &[]).unwrap();
        socket.say(json!({ "type": "connection_init", "payload": payload }));
        assert_eq!(socket.hear(), None, "{payload}");
    }
    let mut hasty = Socket::open(&server, &[]).unwrap();
    hasty.subscribe("1", STEPS, json!({}));
    assert_eq!(hasty.hear(), None);

    let header = format!("Bearer {TOKEN}");
    let mut socket = Socket::open(&server, &[("authorization", &header)]).unwrap();
    socket.say(json!({ "type": "connection_init" }));
    assert_eq!(socket.hear().unwrap()["type"], "connection_ack");

    let tokenless = Options { token: None, ..options() };
    let shut = serve_with(Vec::new(), Limits::default(), tokenless, MemoryArchive::default());
    let mut socket = Socket::open(&shut, &[("authorization", &header)]).unwrap();
    socket.say(json!({ "type": "connection_init" }));
    assert_eq!(socket.hear(), None);
}

#[test]
fn the_limits_hold_here_too() {
    let limits = Limits { depth: 2, complexity: 8, batch: 2, ..Limits::default() };
    let server = serve_with(Vec::new(), limits, options(), MemoryArchive::default());
    let mut socket = Socket::trusted(&server);
    let aliases: String = (0..40).map(|n| format!("a{n}: done ")).collect();
    for (query, expected) in [
        ("{ statistics { officials } }", "BAD_INPUT"),
        ("mutation { undoDecision(id: \"x\") }", "BAD_INPUT"),
        ("subscription { ingestProgress { done", "INVALID_QUERY"),
        ("subscription { ingestProgress { nothing } }", "INVALID_QUERY"),
        (&format!("subscription {{ ingestProgress {{ {aliases} }} }}"), "ALIAS_LIMIT"),
        ("query { meetings { nodes { acts { totalCount } } } }", "DEPTH_LIMIT"),
        (
            "subscription { ingestProgress { done total key outcome articles error finished ingest } }",
            "COMPLEXITY_LIMIT",
        ),
    ] {
        assert_eq!(socket.refused("1", query), expected, "{query}");
    }
    for id in ["1", "2"] {
        socket.subscribe(id, "subscription { ingestProgress { done } }", json!({}));
    }
    let third = "subscription { ingestProgress { total } }";
    assert_eq!(socket.refused("3", third), "BATCH_LIMIT");
    socket.say(json!({ "id": "1", "type": "complete" }));
    assert_eq!(socket.hear().unwrap()["type"], "complete");
    socket.subscribe("3", third, json!({}));
    ingest(&server, "any", &[]);
    let told: Vec<Value> = (0..2).map(|_| socket.hear().unwrap()["id"].clone()).collect();
    assert!(told.contains(&json!("2")) && told.contains(&json!("3")), "{told:?}");
}

#[test]
fn connections_are_few_and_end() {
    let limits = Limits {
        watchers: 1,
        watch: Duration::from_millis(700),
        bytes: 10_000,
        ..Limits::default()
    };
    let server = serve_with(Vec::new(), limits, options(), MemoryArchive::default());
    let mut first = Socket::trusted(&server);
    let (status, body) = Socket::open(&server, &[]).err().unwrap();
    assert_eq!((status, code(&body["errors"][0])), (503, "WATCH_LIMIT"));
    // Its time is over.
    first.subscribe("1", STEPS, json!({}));
    assert_eq!(first.hear(), None);
    // There is room again; this one says too much.
    let mut second = again(&server);
    second.say(json!({ "type": "ping", "payload": { "much": "x".repeat(20_000) } }));
    assert_eq!(second.hear(), None);
    // And this one never brings the token.
    assert_eq!(again(&server).hear(), None);
    drop(again(&server));
}

/// A connection, as soon as the one before it is gone.
fn again(server: &Running) -> Socket {
    loop {
        match Socket::open(server, &[]) {
            Ok(socket) => return socket,
            Err((503, _)) => std::thread::sleep(Duration::from_millis(20)),
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[test]
fn who_asks_in_another_way_is_told_how() {
    let server = serve(Vec::new());
    let error = server.error("subscription { ingestProgress { done } }");
    assert_eq!(code(&error), "BAD_INPUT");
    assert!(error["extensions"]["hint"].as_str().unwrap().contains("graphql-transport-ws"));
    let upgrade = server
        .agent
        .get(format!("{}/graphql", server.address))
        .header("connection", "upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-protocol", "soap");
    let mut response = upgrade.call().unwrap();
    assert_eq!(response.status(), 400);
    let body = response.body_mut().read_to_string().unwrap();
    assert!(body.contains("graphql-transport-ws"), "{body}");
    let long = "x".repeat(101);
    let refused = ingest(&server, &long, &[]);
    assert_eq!(code(&refused["errors"][0]), "BAD_INPUT");
}

#[test]
fn a_server_stops_while_it_is_watched() {
    let hasty = Options { grace: 1, ..options() };
    let server = serve_with(Vec::new(), Limits::default(), hasty, MemoryArchive::default());
    let mut socket = Socket::trusted(&server);
    socket.subscribe("1", STEPS, json!({}));
    let reading = std::thread::spawn(move || socket.hear());
    drop(server);
    assert_eq!(reading.join().unwrap(), None);
}
