//! The real server on a free port.

use chuxi::api::http::{Options, Server};
use chuxi::api::{Archive, ArchiveError, Limits, MemoryArchive, Service};
use chuxi::graph::Graph;
use chuxi::model::{Decision, DocumentRecord};
use serde_json::{Value, json};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use ureq::Agent;

/// A server that runs until it is dropped.
pub struct Running {
    pub address: String,
    pub service: Arc<Service>,
    pub agent: Agent,
    handle: actix_web::dev::ServerHandle,
    thread: Option<JoinHandle<()>>,
}

/// An archive that only has texts, from a function.
pub struct Texts<F>(pub F);

impl<F> Archive for Texts<F>
where
    F: Fn() -> Option<String> + Send + Sync,
{
    fn text(&self, _: &str) -> Result<Option<String>, ArchiveError> {
        Ok((self.0)())
    }

    fn put(&self, _: &DocumentRecord) -> Result<(), ArchiveError> {
        Ok(())
    }

    fn remove(&self, _: &str) -> Result<bool, ArchiveError> {
        Ok(false)
    }

    fn decide(&self, _: &Decision) -> Result<(), ArchiveError> {
        Ok(())
    }

    fn undo(&self, _: &str) -> Result<bool, ArchiveError> {
        Ok(false)
    }
}

pub const TOKEN: &str = "let me in";

pub fn serve(documents: Vec<DocumentRecord>) -> Running {
    serve_with(documents, Limits::default(), options(), MemoryArchive::default())
}

pub fn options() -> Options {
    Options {
        address: ([127, 0, 0, 1], 0).into(),
        token: Some(TOKEN.into()),
        workers: Some(1),
        grace: 5,
        ..Options::default()
    }
}

pub fn serve_with(
    documents: Vec<DocumentRecord>,
    limits: Limits,
    options: Options,
    archive: impl Archive + 'static,
) -> Running {
    let service = Arc::new(Service::new(Graph::new(), archive, limits));
    for document in &documents {
        service.ingest(document).unwrap();
    }
    let server = Server::bind(service.clone(), options).unwrap();
    let address = format!("http://{}", server.address().unwrap());
    let (sender, receiver) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        server.run(|handle| sender.send(handle).unwrap()).unwrap();
    });
    let agent = Agent::config_builder().http_status_as_error(false).build().into();
    Running { address, service, agent, handle: receiver.recv().unwrap(), thread: Some(thread) }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The command is sent when stop is called; the future only waits for the end.
        drop(self.handle.stop(true));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Running {
    /// Status and body of a POST.
    pub fn post(&self, body: &Value) -> (u16, Value) {
        self.send(&body.to_string(), &[])
    }

    pub fn send(&self, body: &str, headers: &[(&str, &str)]) -> (u16, Value) {
        let mut request = self.agent.post(format!("{}/graphql", self.address));
        request = request.header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = request.send(body).unwrap();
        let text = response.body_mut().read_to_string().unwrap();
        let body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON: {text}"));
        (response.status().as_u16(), body)
    }

    /// The data of a query that must not fail.
    pub fn ask(&self, query: &str) -> Value {
        self.ask_with(query, json!({}))
    }

    pub fn ask_with(&self, query: &str, variables: Value) -> Value {
        let (status, body) = self.post(&json!({ "query": query, "variables": variables }));
        assert_eq!((status, body.get("errors")), (200, None), "{body:#}");
        body["data"].clone()
    }

    /// The first error of a query that must fail.
    pub fn error(&self, query: &str) -> Value {
        let (_, body) = self.post(&json!({ "query": query }));
        first_error(&body)
    }

    /// The data of a change, sent with the token.
    pub fn change(&self, mutation: &str, variables: Value) -> Value {
        let body = json!({ "query": mutation, "variables": variables }).to_string();
        let token = format!("Bearer {TOKEN}");
        let (_, body) = self.send(&body, &[("authorization", &token)]);
        assert_eq!(body.get("errors"), None, "{body:#}");
        body["data"].clone()
    }

    /// Status, headers and text of a GET.
    pub fn get(&self, path: &str, accept: &str) -> (u16, ureq::http::HeaderMap, String) {
        let request = self.agent.get(format!("{}{path}", self.address)).header("accept", accept);
        let mut response = request.call().unwrap();
        let text = response.body_mut().read_to_string().unwrap_or_default();
        (response.status().as_u16(), response.headers().clone(), text)
    }
}

/// The first error of a body, which must have code, hint and path.
pub fn first_error(body: &Value) -> Value {
    let error = body["errors"][0].clone();
    assert!(error["message"].is_string(), "no error in {body:#}");
    for part in ["code", "hint"] {
        assert!(error["extensions"][part].is_string(), "no {part}: {error:#}");
    }
    assert!(error["extensions"]["path"].is_array(), "no path: {error:#}");
    error
}

pub fn code(error: &Value) -> &str {
    error["extensions"]["code"].as_str().unwrap_or_default()
}
