use super::Outcome;
use super::archive::{self, StoreArchive};
use super::ingest;
use super::options::{InputOptions, StoreOptions};
use crate::api::http::{Options, Server};
use crate::api::{Limits, Service};
use crate::graph::Counts;
use anyhow::{Context, Result, anyhow};
use clap::Args;
use std::io::{self, ErrorKind, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

#[derive(Debug, Args)]
#[command(
    mut_arg("paths", |paths| paths.required(false)),
    after_help = "\
Reads the inputs, if any, into the store, and answers GraphQL until SIGTERM or Ctrl-C; a browser is \
shown a console at the same address. Changes need a token: --token or CHUXI_TOKEN.

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
    #[arg(long)]
    token: Option<String>,

    /// A site whose scripts may ask; may be given several times
    #[arg(long = "origin", value_name = "URL")]
    origins: Vec<String>,

    /// Threads that take requests; as many as there are cores if nothing is said
    #[arg(long, value_name = "N")]
    workers: Option<usize>,

    /// Seconds that a request may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    timeout: u64,

    /// Seconds that requests in flight have to finish when the server stops
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    grace: u64,

    /// Show browsers no console
    #[arg(long)]
    no_console: bool,

    /// Do not tell the schema to clients
    #[arg(long)]
    no_introspection: bool,
}

impl Serve {
    pub fn run(self, quiet: bool) -> Result<Outcome> {
        let mut address = self.addr;
        address.set_port(self.port.unwrap_or(address.port()));
        // A port that is in use should be told before an hour of reading, not after it.
        drop(TcpListener::bind(address).map_err(|error| unbound(address, error))?);

        let store = Arc::new(self.store.open_or_make()?);
        let mut out = io::stdout();
        if !self.input.paths.is_empty() {
            write!(out, "{}", ingest::ingest(&store, &self.input, quiet)?)?;
        }
        let graph = archive::graph(&store)?;
        write!(out, "{}", Holdings(graph.counts()))?;
        let limits = Limits {
            time: Duration::from_secs(self.timeout),
            console: !self.no_console,
            introspection: !self.no_introspection,
            ..Limits::default()
        };
        let service = Arc::new(Service::new(graph, StoreArchive(store.clone()), limits));
        let options = Options {
            address,
            token: self.token.or_else(|| std::env::var("CHUXI_TOKEN").ok()),
            origins: self.origins,
            workers: self.workers,
            grace: self.grace,
        };
        let server = Server::bind(service, options).map_err(|error| unbound(address, error))?;
        writeln!(out, "serving     http://{}/graphql", server.address()?)?;
        out.flush()?;
        server.run(|_| {}).context("the server stopped")?;
        store.flush()?;
        tracing::info!("stopped; all is on the disk");
        Ok(Outcome::Done)
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

/// What the graph holds, a line each.
pub struct Holdings(pub Counts);

impl std::fmt::Display for Holdings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Counts { officials, bodies, meetings, regulations, articles, documents, .. } = self.0;
        for (name, count) in [
            ("documents", documents),
            ("articles", articles),
            ("officials", officials),
            ("bodies", bodies),
            ("meetings", meetings),
            ("regulations", regulations),
        ] {
            writeln!(out, "{name:<12}{count}")?;
        }
        Ok(())
    }
}
