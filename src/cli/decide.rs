use super::options::StoreOptions;
use super::{Outcome, archive};
use crate::graph::{Graph, NodeKind};
use crate::model::{Decision, Ruling};
use crate::resolve::identity::Id;
use crate::store::{Change, Store};
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use std::io::{self, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
The ids come from answers of `chuxi query` or of the server; an official's `possibleMatches` says who \
may be the same person. Decisions are kept beside the documents, survive a new reading, and can be \
taken back.

Examples:
  chuxi decide merge official:4vf6c2dwcymjc3nyg2dt official:7kq0w3hz5rbnv8xt1md2
  chuxi decide split official:4vf6c2dwcymjc3nyg2dt article:4vf6c2dwcymjc
  chuxi decide list
  chuxi decide undo decision:2rk8y5nq0tbwz")]
pub struct Decide {
    #[command(subcommand)]
    action: Action,
    #[command(flatten)]
    store: StoreOptions,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Two officials are one person
    Merge {
        /// One of them, by any id
        #[arg(value_name = "OFFICIAL")]
        one: Id,
        /// The other
        #[arg(value_name = "OTHER")]
        other: Id,
    },
    /// What some articles say of an official is another person's
    Split {
        /// The official
        #[arg(value_name = "OFFICIAL")]
        official: Id,
        /// The articles that speak of the other person
        #[arg(value_name = "ARTICLE", required = true)]
        articles: Vec<Id>,
    },
    /// Show all decisions with their ids
    List,
    /// Take a decision back
    Undo {
        /// The id of the decision
        #[arg(value_name = "DECISION")]
        id: String,
    },
}

impl Decide {
    pub fn run(self, quiet: bool) -> Result<Outcome> {
        let store = self.store.open()?;
        let graph = archive::graph(&store, quiet)?;
        let mut out = io::stdout();
        match self.action {
            Action::Merge { one, other } => {
                decide(&store, &graph, &graph.merge(one, other)?, &mut out)?;
            }
            Action::Split { official, articles } => {
                decide(&store, &graph, &graph.split(official, &articles)?, &mut out)?;
            }
            Action::List => {
                for decision in graph.decisions() {
                    writeln!(out, "{}  {}", decision.id, in_words(&graph, &decision.ruling))?;
                }
            }
            Action::Undo { id } => {
                let Some(decision) = graph.decisions().find(|decision| decision.id == id) else {
                    bail!("{id}: no such decision; `chuxi decide list` shows all");
                };
                store.undo(&id)?;
                store.flush()?;
                writeln!(out, "{id}  taken back: {}", in_words(&graph, &decision.ruling))?;
            }
        }
        Ok(Outcome::Done)
    }
}

fn decide(store: &Store, graph: &Graph, decision: &Decision, out: &mut impl Write) -> Result<()> {
    let said = match store.decide(decision)? {
        Change::Unchanged => "was decided before",
        Change::Added | Change::Replaced => "decided",
    };
    store.flush()?;
    writeln!(out, "{}  {said}: {}", decision.id, in_words(graph, &decision.ruling))?;
    Ok(())
}

fn in_words(graph: &Graph, ruling: &Ruling) -> String {
    match ruling {
        Ruling::Merge { one, other } => {
            let (one, other) =
                (who(graph, &one.mention, &one.name), who(graph, &other.mention, &other.name));
            format!("{one} and {other} are one person")
        }
        Ruling::Split { name, mentions } => {
            let first = mentions.first().map_or("", String::as_str);
            let articles = match mentions.len() {
                1 => "one article speaks".to_owned(),
                n => format!("{n} articles speak"),
            };
            format!("of {}, {articles} of another {name}", who(graph, first, name))
        }
    }
}

/// A person as the graph has them: by name and one post, which tells namesakes apart.
fn who(graph: &Graph, mention: &str, name: &str) -> String {
    let id: Option<Id> = mention.parse().ok();
    let node = id.and_then(|id| graph.find(id)).filter(|node| graph.is(*node, NodeKind::Official));
    let Some(node) = node else { return format!("{name} (in no document now)") };
    let post = graph.tenures_of(node).into_iter().next_back();
    let known = post
        .map(|post| format!("{}{}", graph.name(post.body), graph.text(post.title)))
        .unwrap_or_else(|| graph.id(node).map_or_else(String::new, |id| id.to_string()));
    format!("{name} ({known})")
}
