//! How a question about a meeting fares against `{ __typename }`, which costs what any request costs:
//! HTTP, reading the query, and logging.
//!
//! `cargo bench --bench serving -- 4000 3` (articles in the store, seconds a round; these are the
//! default). The load comes from threads of this process, each with one connection that it keeps: on a
//! machine of few cores they take their share from the server.

#[path = "../tests/common/invented.rs"]
mod invented;
#[path = "../tests/common/load.rs"]
mod load;
#[path = "../tests/common/process.rs"]
mod process;

use chuxi::store::Store;
use load::Serving;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

const CONNECTIONS: usize = 8;
const ROUNDS: usize = 3;
const ATTENDEES: usize = 20;

const WHO_ATTENDED: &str = "query ($id: ID!) {
  meeting(id: $id) {
    name
    date
    attendances(first: 20) {
      nodes { role rank official { id name } evidence { quote start end article { headline } } }
    }
  }
}";

const MEETINGS: &str = "query ($after: String) {
  meetings(first: 100, after: $after) {
    nodes { id attendances { nodes { official { id } } } }
    pageInfo { hasNextPage endCursor }
  }
}";

fn main() {
    let numbers: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let articles = numbers.first().copied().unwrap_or(4000);
    let round = Duration::from_secs(numbers.get(1).copied().unwrap_or(3));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path()).expect("a store");
    for number in 0..articles {
        store.put(&invented::record(number)).expect("put");
    }
    store.flush().expect("flush");
    drop(store);

    println!("answers kept | question | requests/s | of __typename | p50 | p99 | p99/p50 | bytes");
    for (kept, options) in
        [("none", &["--keep-answers", "0"]), ("64 MiB", &["--keep-answers", "64"])]
    {
        let server = Serving::start(folder.path(), options);
        let meetings = well_attended(&server);
        let typename = vec![request(&server, &json!({ "query": "{ __typename }" }))];
        let attended: Vec<Vec<u8>> = meetings
            .iter()
            .map(|id| {
                request(&server, &json!({ "query": WHO_ATTENDED, "variables": { "id": id } }))
            })
            .collect();
        let questions = [("__typename", typename), ("who attended", attended)];
        let mut runs: Vec<Vec<Run>> = questions.iter().map(|_| Vec::new()).collect();
        for _ in 0..ROUNDS {
            for (runs, (_, requests)) in runs.iter_mut().zip(&questions) {
                runs.push(Run::of(&server, requests, round));
            }
        }
        let least = Run::median(&runs[0]).rate;
        for (runs, (question, _)) in runs.iter().zip(&questions) {
            let Run { rate, p50, p99, bytes } = Run::median(runs);
            println!(
                "{kept} | {question} | {rate:.0} | {:.2} | {:.2} ms | {:.2} ms | {:.1} | {bytes}",
                rate / least,
                p50 * 1e3,
                p99 * 1e3,
                p99 / p50,
            );
        }
    }
}

/// What came of asking for a while.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Answers a second.
    rate: f64,
    /// Half of the answers came within this, in seconds.
    p50: f64,
    /// All but a hundredth of the answers came within this, in seconds.
    p99: f64,
    /// The length of the last answer.
    bytes: usize,
}

impl Run {
    /// All connections ask one question after another, each beginning elsewhere in the list.
    fn of(server: &Serving, requests: &[Vec<u8>], time: Duration) -> Run {
        let begun = Instant::now();
        let asked: Vec<(Vec<f64>, usize)> = thread::scope(|scope| {
            let asking = (0..CONNECTIONS).map(|connection| {
                let from = connection * requests.len() / CONNECTIONS;
                scope.spawn(move || ask(server, requests.iter().cycle().skip(from), begun + time))
            });
            let asking: Vec<_> = asking.collect();
            asking.into_iter().map(|asking| asking.join().expect("all is answered")).collect()
        });
        let seconds = begun.elapsed().as_secs_f64();
        let bytes = asked.iter().map(|(_, bytes)| *bytes).max().unwrap_or_default();
        let mut times: Vec<f64> = asked.into_iter().flat_map(|(times, _)| times).collect();
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[(times.len() as f64 * part) as usize];
        Run { rate: times.len() as f64 / seconds, p50: at(0.5), p99: at(0.99), bytes }
    }

    /// The run in the middle by its rate.
    fn median(runs: &[Run]) -> Run {
        let mut runs = runs.to_vec();
        runs.sort_by(|a, b| a.rate.total_cmp(&b.rate));
        runs[runs.len() / 2]
    }
}

/// Asks over one connection until the time is over. Returns how long each answer took, in seconds,
/// and the length of the last.
fn ask<'r>(
    server: &Serving,
    requests: impl Iterator<Item = &'r Vec<u8>>,
    end: Instant,
) -> (Vec<f64>, usize) {
    let stream = TcpStream::connect(server.authority()).expect("a connection");
    stream.set_nodelay(true).expect("nodelay");
    let mut reader = BufReader::new(&stream);
    let mut times = Vec::new();
    let (mut line, mut body) = (String::new(), Vec::new());
    for request in requests {
        let begun = Instant::now();
        if begun >= end {
            break;
        }
        (&stream).write_all(request).expect("a request");
        let mut length = 0;
        loop {
            line.clear();
            reader.read_line(&mut line).expect("a header");
            if line == "\r\n" {
                break;
            }
            assert!(!line.starts_with("HTTP/") || line.contains(" 200 "), "{line}");
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.trim().parse().expect("a length");
            }
        }
        body.resize(length, 0);
        reader.read_exact(&mut body).expect("a body");
        times.push(begun.elapsed().as_secs_f64());
    }
    let text = std::str::from_utf8(&body).expect("UTF-8");
    assert!(!text.contains("\"errors\"") && text.contains("\"data\""), "{text}");
    (times, body.len())
}

fn request(server: &Serving, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    format!(
        "POST /graphql HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        server.authority(),
        body.len()
    )
    .into_bytes()
}

/// The meetings with so many attendees, at most 200.
fn well_attended(server: &Serving) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let data = server.ask(MEETINGS, json!({ "after": after }));
        let meetings = &data["meetings"];
        for meeting in meetings["nodes"].as_array().expect("a list") {
            let nodes = meeting["attendances"]["nodes"].as_array().expect("a list");
            if nodes.len() == ATTENDEES {
                found.push(meeting["id"].as_str().expect("an id").to_owned());
            }
        }
        if found.len() >= 200 || meetings["pageInfo"]["hasNextPage"] != true {
            assert!(!found.is_empty(), "no meeting has {ATTENDEES} attendees");
            return found;
        }
        after = meetings["pageInfo"]["endCursor"].clone();
    }
}
