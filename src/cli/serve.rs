use super::archive::{self, StoreArchive};
use super::counts::counted;
use super::limits::LimitOptions;
use super::options::{InputOptions, StoreOptions};
use super::{Outcome, ingest};
use crate::api::http::{Options, Server};
use crate::api::{Limits, Service};
use crate::graph::Counts;
use actix_web::http::Uri;
use anyhow::{Context, Result, anyhow};
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use std::io::{self, ErrorKind, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

#[derive(Debug, Args)]
#[command(
    mut_arg("paths", |paths| paths.required(false)),
    after_help = "\
Reads the inputs, if any, into the store, and answers GraphQL until SIGTERM or Ctrl-C; a browser is \
shown a console at the same address. Changes need a token.

Examples:
  chuxi serve fixtures
  chuxi serve --data ./store --addr 0.0.0.0:8080 --origin https://tools.example
  CHUXI_TOKEN=secret chuxi serve --port 9000"
)]
pub struct Serve {
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    store: StoreOptions,

    /// Where to listen
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    addr: SocketAddr,

    /// The port, in place of the one in --addr; 0 takes any that is free
    #[arg(long)]
    port: Option<u16>,

    /// What a request must bring to change anything; CHUXI_TOKEN does the same and is not seen by
    /// the machine's other users
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    token: Option<String>,

    /// A site whose scripts may ask; may be given several times
    #[arg(long = "origin", value_name = "URL", value_parser = origin)]
    origins: Vec<String>,

    /// Threads that take requests; as many as there are cores if nothing is said
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    workers: Option<u16>,

    /// Seconds that requests in flight have to finish when the server stops
    #[arg(long, value_name = "SECONDS", default_value_t = Options::default().grace)]
    grace: u64,

    /// MiB of answers to keep, to be given again while nothing has changed; 0 keeps none
    #[arg(long, value_name = "MIB", default_value_t = Options::default().keep_answers >> 20)]
    keep_answers: usize,

    #[command(flatten)]
    limits: LimitOptions,
}

impl Serve {
    pub fn run(self, quiet: bool) -> Result<Outcome> {
        let mut address = self.addr;
        address.set_port(self.port.unwrap_or(address.port()));
        // A port that is in use should be told before an hour of reading, not after it.
        drop(TcpListener::bind(address).map_err(|error| unbound(address, error))?);

        let store = Arc::new(self.store.open_or_make()?);
        let mut out = io::stdout();
        let mut graph = None;
        if !self.input.paths.is_empty() {
            let (summary, made) = ingest::ingest(&store, &self.input, quiet)?;
            graph = made;
            if !quiet {
                write!(out, "{summary}")?;
            }
        }
        let graph = graph.map_or_else(|| archive::graph(&store, quiet), Ok)?;
        let counts = graph.counts();
        let limits = Limits::from(self.limits);
        let console = limits.console;
        let service = Arc::new(Service::new(graph, StoreArchive(store.clone()), limits));
        let token = self.token.or_else(|| std::env::var("CHUXI_TOKEN").ok());
        let options = Options {
            address,
            token: token.filter(|token| !token.is_empty()),
            origins: self.origins,
            workers: self.workers.map(usize::from),
            grace: self.grace,
            keep_answers: self.keep_answers.saturating_mul(1 << 20),
        };
        let changes = options.token.is_some();
        let server = Server::bind(service, options).map_err(|error| unbound(address, error))?;
        let url = format!("http://{}/graphql", server.address()?);
        // In one piece: whoever reads the first line only must not end the server by going away.
        let mut told = format!("serving     {url}\n");
        if !quiet {
            let changes = if changes { "with the token" } else { "none: no --token was given" };
            told = format!(
                "store       {}\nholds       {}\n{told}{}changes     {changes}\n\
                 try         curl {url} -H 'content-type: application/json' \\\n            \
                 -d '{{\"query\": \"{{ meetings {{ nodes {{ date name }} }} }}\"}}'\n\
                 stop        Ctrl-C\n",
                store.path().display(),
                in_words(counts),
                if console { "console     open that address in a browser\n" } else { "" },
            );
        }
        out.write_all(told.as_bytes())?;
        out.flush()?;
        server.run(|_| {}).context("the server stopped")?;
        store.flush()?;
        tracing::info!("stopped; all is on the disk");
        Ok(Outcome::Done)
    }
}

/// What browsers send as the origin of a script: scheme, host and port, no path.
fn origin(text: &str) -> Result<String, String> {
    let uri: Option<Uri> = text.parse().ok();
    let whole = uri.is_some_and(|uri| {
        uri.scheme().is_some()
            && uri.authority().is_some()
            && uri.path_and_query().is_none_or(|p| p == "/")
    });
    match whole && !text.ends_with('/') {
        true => Ok(text.to_owned()),
        false => Err("an origin is a scheme and a host: https://tools.example".to_owned()),
    }
}

fn unbound(address: SocketAddr, error: io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow!(
                "{address} is in use by another program: stop that one, or name another with --port"
            )
        }
        _ => anyhow!("cannot listen on {address}: {error}"),
    }
}

fn in_words(counts: Counts) -> String {
    let Counts { officials, bodies, meetings, regulations, articles, documents, .. } = counts;
    if documents == 0 {
        return "nothing yet: name files or folders to read, `chuxi serve PATH`".to_owned();
    }
    counted([
        (documents, "document", "documents"),
        (articles, "article", "articles"),
        (officials, "official", "officials"),
        (bodies, "body", "bodies"),
        (meetings, "meeting", "meetings"),
        (regulations, "regulation", "regulations"),
    ])
}
