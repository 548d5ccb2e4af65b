//! The same questions through chuxi's own door.

use super::answers::{Ask, MOST_MEETINGS};
use chuxi::api::Service;
use chuxi::api::http::{Options, Server};
use chuxi::graph::Graph;
use petgraph::stable_graph::NodeIndex;
use serde_json::{Value, json};
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

/// A connection to a server that runs as long as the program.
pub struct Http {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

impl Http {
    /// Starts a server that keeps no answers.
    pub fn start(service: Arc<Service>) -> Result<Http, Box<dyn Error>> {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let options = Options { address, workers: Some(1), keep_answers: 0, ..Options::default() };
        let server = Server::bind(service, options)?;
        let address = server.address()?;
        std::thread::spawn(move || server.run(|_| {}));
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Http { stream: BufReader::new(stream), address })
    }

    /// The body of the answer.
    pub fn ask(&mut self, body: &str) -> Result<String, Box<dyn Error>> {
        let head = format!(
            "POST /graphql HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        self.stream.get_mut().write_all((head + body).as_bytes())?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            match line.trim_end().split_once(": ") {
                Some(("content-length", value)) => length = value.parse()?,
                None if line == "\r\n" => break,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(String::from_utf8(body)?)
    }
}

/// The request for a question: its page is as long as a page may be.
pub fn request(graph: &Graph, ask: &Ask) -> String {
    let id = |node: NodeIndex| graph.id(node).map(|id| id.to_string());
    let (query, variables) = match ask {
        Ask::Attendees(meeting) => (
            "query ($id: ID!) { meeting(id: $id) { list: attendances(first: 500) {
               totalCount nodes { role rank attendee {
                 id ... on Official { name } ... on Body { name } } } } } }"
                .to_owned(),
            json!({ "id": id(*meeting) }),
        ),
        Ask::Attended(who) => (
            "query ($id: ID!) { official(id: $id) { list: attendances(
               filter: { referenced: true }, first: 500) {
               totalCount nodes { role meeting { id name date } } } } }"
                .to_owned(),
            json!({ "id": id(*who) }),
        ),
        Ask::Company(who) => (
            "query ($id: ID!) { official(id: $id) { list: coAttendees(first: 500) {
               totalCount nodes { official { id name } count firstMet lastMet } } } }"
                .to_owned(),
            json!({ "id": id(*who) }),
        ),
        Ask::Path(one, other) => (
            format!(
                "query ($one: ID!, $other: ID!) {{ paths(from: $one, to: $other,
                   kinds: [ATTENDANCE], limit: 1, maxLength: {}) {{ length nodes {{ id }} }} }}",
                2 * MOST_MEETINGS
            ),
            json!({ "one": id(*one), "other": id(*other) }),
        ),
        Ask::Holders(body, title) => (
            "query ($id: ID!, $title: String) { body(id: $id) { list: tenures(
               title: $title, first: 500) {
               totalCount nodes { official { id name } firstSeen lastSeen appointed removed } } } }"
                .to_owned(),
            json!({ "id": id(*body), "title": title }),
        ),
    };
    json!({ "query": query, "variables": variables }).to_string()
}

/// How many rows an answer has; for a path, over how many meetings it leads.
pub fn rows(ask: &Ask, answer: &str) -> Result<usize, Box<dyn Error>> {
    let answer: Value = serde_json::from_str(answer)?;
    let data = &answer["data"];
    if let Ask::Path(..) = ask {
        return Ok(data["paths"][0]["length"].as_u64().unwrap_or_default() as usize / 2);
    }
    let found = ["meeting", "official", "body"].iter().find_map(|kind| data.get(kind));
    let list = found.and_then(|found| found.get("list")).ok_or("no list")?;
    Ok(list["nodes"].as_array().map_or(0, Vec::len))
}
