use super::Outcome;
use super::archive::{self, StoreArchive};
use super::options::StoreOptions;
use crate::api::{self, Limits, Service};
use anyhow::{Result, bail};
use clap::Args;
use serde_json::Value;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::time::Duration;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chuxi query '{ officials(filter: {name: \"吴晓军\"}) { nodes { name } } }'
  chuxi query 'query ($n: String!) { meetings(filter: {name: $n}) { totalCount } }' \\
      --variables '{\"n\": \"青海省十四届人大常委会第十次会议\"}'
  chuxi query - --data ./store < question.graphql")]
pub struct Query {
    /// The query in GraphQL; `-` for standard input
    #[arg(value_name = "GRAPHQL")]
    query: String,

    /// The query's variables, a JSON object
    #[arg(long, value_name = "JSON", value_parser = object)]
    variables: Option<Value>,

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
    pub fn run(self) -> Result<Outcome> {
        let query = match self.query.as_str() {
            "-" => io::read_to_string(io::stdin().take(Limits::default().bytes as u64))?,
            query => query.to_owned(),
        };
        if query.trim().is_empty() {
            bail!("the query is empty: `chuxi query --help` shows some");
        }
        let store = Arc::new(self.store.open()?);
        let graph = archive::graph(&store)?;
        let service = Arc::new(Service::new(graph, StoreArchive(store), unlimited()));
        let response = api::answer(&service, &query, self.variables.unwrap_or_default());
        let mut out = io::stdout();
        serde_json::to_writer_pretty(&out, &response)?;
        writeln!(out)?;
        Ok(if response.errors.is_empty() { Outcome::Done } else { Outcome::SomeFailed })
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
