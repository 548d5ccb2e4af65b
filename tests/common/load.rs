//! `chuxi serve` as a process, and a load on it.
#![allow(dead_code)] // each test program uses its own part of this

use super::process::chuxi;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use ureq::Agent;

const TOKEN: &str = "let me in";

/// A server that is killed when it is dropped.
pub struct Serving {
    child: Child,
    address: String,
    agent: Agent,
}

impl Serving {
    /// Starts `chuxi serve` with options or inputs on a free port and waits until it answers.
    pub fn start(data: &Path, arguments: &[&str]) -> Self {
        let mut child = chuxi("serve", data)
            .args(["--port", "0"])
            .args(arguments)
            .env("CHUXI_TOKEN", TOKEN)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let out = BufReader::new(child.stdout.take().expect("stdout"));
        let address = out
            .lines()
            .map_while(Result::ok)
            .find_map(|line| Some(line.strip_prefix("serving")?.trim().to_owned()))
            .expect("an address");
        let agent = Agent::config_builder().http_status_as_error(false).build().into();
        Self { child, address, agent }
    }

    /// Where it answers.
    pub fn url(&self) -> &str {
        &self.address
    }

    /// Address and port.
    pub fn authority(&self) -> &str {
        self.address.trim_start_matches("http://").trim_end_matches("/graphql")
    }

    /// The data of an answer that must bear no error.
    pub fn ask(&self, query: &str, variables: Value) -> Value {
        let mut response = self
            .agent
            .post(&self.address)
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {TOKEN}"))
            .send(json!({ "query": query, "variables": variables }).to_string())
            .expect("an answer");
        let text = response.body_mut().read_to_string().expect("a body");
        let body: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((response.status().as_u16(), body.get("errors")), (200, None), "{body:#}");
        body["data"].clone()
    }

    /// Ends it without a warning.
    pub fn kill(mut self) {
        self.child.kill().expect("kill");
        self.child.wait().expect("wait");
    }

    /// Asks it to end, and waits. Returns its exit code.
    pub fn terminate(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        let status = std::process::Command::new("kill").args(["-TERM", &pid]).status();
        assert!(status.expect("kill").success());
        self.child.wait().expect("wait").code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const INGEST: &str = "mutation ($documents: [DocumentInput!]!) {
  ingest(documents: $documents) { key }
}";

const MEETINGS: &str = r#"query ($after: String) {
  meetings(first: 100, after: $after) {
    totalCount
    nodes { name attendances { totalCount nodes { evidence { quote } } } }
    pageInfo { hasNextPage endCursor }
  }
}"#;

/// Feeds a server `documents` one by one while `readers` ask all the time, kills it and starts it
/// again. Nobody sees an error or half a document, and nothing that was acknowledged is lost.
pub fn feed_under_load(data: &Path, documents: u64, readers: usize) {
    let server = Serving::start(data, &[]);
    let (fed, asked, done) = (AtomicU64::new(0), AtomicU64::new(0), AtomicBool::new(false));
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..readers {
            scope.spawn(|| {
                while !done.load(Ordering::Acquire) {
                    let before = fed.load(Ordering::Acquire);
                    let seen = see_all(&server);
                    assert!(seen >= before, "{before} were acknowledged, {seen} are seen");
                    asked.fetch_add(1 + seen / 100, Ordering::Relaxed);
                }
            });
        }
        let feeding = scope.spawn(|| {
            for number in 0..documents {
                server.ask(INGEST, json!({ "documents": [flood(number)] }));
                fed.fetch_add(1, Ordering::Release);
            }
        });
        let fed = feeding.join();
        done.store(true, Ordering::Release);
        fed.expect("all are fed");
    });
    let (asked, seconds) = (asked.into_inner(), begun.elapsed().as_secs_f64());
    println!("{asked} queries and {documents} documents in {seconds:.1} s");
    server.kill();
    assert_eq!(see_all(&Serving::start(data, &[])), documents);
}

/// Asks a server `rate` questions a second, for so many seconds, while it takes in documents as fast
/// as it can. Nobody sees an error or half a document.
pub fn ask_at_a_rate(data: &Path, rate: u64, seconds: u64) {
    let server = Serving::start(data, &[]);
    let (fed, next, done) = (AtomicU64::new(0), AtomicU64::new(0), AtomicBool::new(false));
    let begun = Instant::now();
    let mut taken: Vec<Duration> = thread::scope(|scope| {
        let feeding = scope.spawn(|| {
            while !done.load(Ordering::Acquire) {
                let number = fed.load(Ordering::Acquire);
                let documents: Vec<Value> = (number..number + 8).map(flood).collect();
                server.ask(INGEST, json!({ "documents": documents }));
                fed.store(number + 8, Ordering::Release);
            }
        });
        let ask = || {
            let mut taken = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= rate * seconds {
                    return taken;
                }
                let due = Duration::from_micros(number * 1_000_000 / rate);
                thread::sleep(due.saturating_sub(begun.elapsed()));
                see_one(&server, number, fed.load(Ordering::Acquire));
                // From when it was due: whoever waits for a free line waits too.
                taken.push(begun.elapsed().saturating_sub(due));
            }
        };
        let asking: Vec<_> = (0..16).map(|_| scope.spawn(ask)).collect();
        let asked = asking.into_iter().map(|asking| asking.join());
        let taken: thread::Result<Vec<Vec<Duration>>> = asked.collect();
        done.store(true, Ordering::Release);
        feeding.join().expect("all are fed");
        taken.expect("all are answered").concat()
    });
    let spent = begun.elapsed().as_secs_f64();
    taken.sort();
    let at = |share: usize| taken[(taken.len() - 1) * share / 100].as_secs_f64() * 1e3;
    println!(
        "{} questions in {spent:.1} s ({:.0} a second), {} documents meanwhile; half were answered \
         within {:.1} ms, 99 of 100 within {:.1} ms, all within {:.1} ms",
        taken.len(),
        taken.len() as f64 / spent,
        fed.into_inner(),
        at(50),
        at(99),
        at(100),
    );
    assert_eq!(server.terminate(), Some(0));
}

const PAGE: &str = r#"query ($after: String) {
  meetings(first: 10, after: $after) {
    totalCount
    nodes { name attendances { totalCount nodes { evidence { quote } } } }
  }
}"#;

const ATTENDEE: &str = r#"{
  officials(filter: { name: "孙守拙" }, first: 1) {
    nodes {
      name
      attendances(first: 10) {
        nodes { meeting { name date attendances { totalCount } } evidence { quote } }
      }
    }
  }
}"#;

const SEARCH: &str = r#"{ search(text: "qianwangshu", first: 5) { nodes { name matched } } }"#;

/// One question of three kinds; what it is about must be whole, and all that was fed be there.
fn see_one(server: &Serving, number: u64, fed: u64) {
    match number % 3 {
        0 => {
            let meetings = &server.ask(PAGE, json!({}))["meetings"];
            let (total, nodes) = (&meetings["totalCount"], &meetings["nodes"]);
            assert!(total.as_u64().expect("a number") >= fed, "{fed} were acknowledged, {total}");
            nodes.as_array().expect("a list").iter().for_each(assert_whole);
        }
        1 => {
            let data = server.ask(ATTENDEE, json!({}));
            for official in data["officials"]["nodes"].as_array().expect("a list") {
                for attendance in official["attendances"]["nodes"].as_array().expect("a list") {
                    assert_eq!(attendance["meeting"]["attendances"]["totalCount"], 4);
                    assert!(attendance["evidence"][0]["quote"].is_string(), "{attendance:#}");
                }
            }
        }
        _ => {
            let data = server.ask(SEARCH, json!({}));
            let found = data["search"]["nodes"].as_array().expect("a list").len();
            assert!(found > 0 || fed == 0, "{data:#}");
        }
    }
}

/// A document of one meeting and four attendees.
fn flood(number: u64) -> Value {
    let text = format!(
        "青海省第{number}次防汛工作会议召开\n\n　　9月24日，青海省第{number}次防汛工作会议在西宁\
         召开。赵若谷、钱望舒、孙守拙、李怀瑾出席会议。"
    );
    json!({ "id": format!("flood-{number}"), "text": text, "date": "2031-09-25" })
}

fn assert_whole(meeting: &Value) {
    assert_eq!(meeting["attendances"]["totalCount"], 4, "{meeting:#}");
    for attendance in meeting["attendances"]["nodes"].as_array().expect("a list") {
        let quote = attendance["evidence"][0]["quote"].as_str().expect("a quote");
        assert!(quote.contains("出席"), "{quote}");
    }
}

/// How many of the meetings are there; each must be whole.
fn see_all(server: &Serving) -> u64 {
    let (mut seen, mut after) = (0, Value::Null);
    loop {
        let data = server.ask(MEETINGS, json!({ "after": after }));
        let meetings = &data["meetings"];
        for meeting in meetings["nodes"].as_array().expect("a list") {
            assert_whole(meeting);
            seen += 1;
        }
        if meetings["pageInfo"]["hasNextPage"] != true {
            return seen;
        }
        after = meetings["pageInfo"]["endCursor"].clone();
    }
}
