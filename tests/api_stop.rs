//! On SIGTERM requests in flight are finished and the server ends. Alone in its program: the signal
//! reaches all servers of a process.
#![cfg(unix)]

mod common;

use chuxi::api::Limits;
use common::news::news;
use common::server::{Texts, options, serve_with};
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

#[test]
fn a_signal_ends_the_server_after_the_requests_in_flight() {
    let (asked, being_asked) = mpsc::channel();
    // Says when a text is asked for, and takes its time.
    let slow = Texts(move || {
        let _ = asked.send(());
        std::thread::sleep(Duration::from_millis(300));
        Some("慢".into())
    });
    let server = serve_with(news(), Limits::default(), options(), slow);
    std::thread::scope(|scope| {
        let request = scope.spawn(|| server.ask("{ articles(first: 1) { nodes { text } } }"));
        being_asked.recv().unwrap();
        let pid = std::process::id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert_eq!(request.join().unwrap()["articles"]["nodes"].as_array().unwrap().len(), 1);
    });
    let gone = server.agent.get(format!("{}/health", server.address)).call();
    assert!(gone.is_err(), "the server still answers");
}
