use super::archive::{self, StoreArchive};
use super::options::StoreOptions;
use super::{Outcome, json};
use crate::api::{self, Limits, Service};
use anyhow::{Result, bail};
use clap::Args;
use serde_json::Value;
use std::io::{self, IsTerminal, Read, Write};
use std::sync::Arc;
use std::time::Duration;

#[derive(Debug, Args)]
#[command(after_help = "\
Prints the answer as JSON; exit code 1 says that it has errors. Whoever holds the store may also \
change it: mutations need no token here. What can be asked: `chuxi schema`.

Examples:
  chuxi query '{ officials(filter: {name: \"吴晓军\"}) { nodes { name } } }'
  chuxi query 'query ($n: String!) { meetings(filter: {name: $n}) { totalCount } }' \\
      --variables '{\"n\": \"青海省十四届人大常委会第十次会议\"}'
  chuxi query - --data ./store < questions.graphql --operation WhoMetWhom")]
pub struct Query {
    /// The query in GraphQL; `-` for standard input
    #[arg(value_name = "GRAPHQL")]
    query: String,

    /// The query's variables, a JSON object
    #[arg(long, value_name = "JSON", value_parser = object)]
    variables: Option<Value>,

    /// Which operation, where there are several
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,

    #[command(flatten)]
    store: StoreOptions,
}

fn object(text: &str) -> Result<Value, String> {
    match serde_json::from_str(text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err("it must be a JSON object: {\"name\": \"…\"}".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

impl Query {
    pub fn run(self, quiet: bool) -> Result<Outcome> {
        let query = match self.query.as_str() {
            "-" => {
                let limit = Limits::default().bytes as u64;
                let query = io::read_to_string(io::stdin().take(limit + 1))?;
                if query.len() as u64 > limit {
                    bail!("standard input: a query has at most {limit} bytes");
                }
                query
            }
            query => query.to_owned(),
        };
        if query.trim().is_empty() {
            bail!("the query is empty: `chuxi query --help` shows some");
        }
        let store = Arc::new(self.store.open()?);
        let graph = archive::graph(&store, quiet)?;
        let service = Arc::new(Service::new(graph, StoreArchive(store), unlimited()));
        let variables = self.variables.unwrap_or_default();
        let response = api::answer(&service, &query, variables, self.operation);
        let mut out = io::stdout();
        writeln!(out, "{}", json::set(&serde_json::to_string(&response)?))?;
        if response.errors.is_empty() {
            return Ok(Outcome::Done);
        }
        // What reads the output may look for the data alone.
        if !out.is_terminal() {
            response.errors.iter().for_each(|error| eprintln!("error: {}", error.message));
        }
        Ok(Outcome::SomeFailed)
    }
}

/// Whoever asks waits for the answer and harms nobody else.
fn unlimited() -> Limits {
    Limits {
        depth: usize::MAX,
        complexity: usize::MAX,
        fields: usize::MAX,
        aliases: usize::MAX,
        directives: usize::MAX,
        time: Duration::from_secs(24 * 60 * 60),
        work: 1 << 26,
        ..Limits::default()
    }
}
