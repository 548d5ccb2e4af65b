use super::options::StoreOptions;
use super::{Outcome, archive};
use crate::resolve::identity::{Decision, Id};
use crate::store::Change;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use std::io::{self, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
The ids come from answers of `chuxi query` or of the server. Decisions are kept beside the documents, survive a new reading, and can be taken back.

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
        official: Id,
        /// The articles that speak of the other person
        #[arg(required = true)]
        articles: Vec<Id>,
    },
    /// Show all decisions with their ids
    List,
    /// Take a decision back
    Undo {
        /// The id of the decision
        id: String,
    },
}

impl Decide {
    pub fn run(self) -> Result<Outcome> {
        let store = self.store.open()?;
        let mut out = io::stdout();
        let decision = match self.action {
            Action::Merge { one, other } => archive::graph(&store)?.merge(one, other)?,
            Action::Split { official, articles } => {
                archive::graph(&store)?.split(official, &articles)?
            }
            Action::List => {
                for Decision { id, ruling } in store.decisions()? {
                    writeln!(out, "{id}  {}", serde_json::to_string(&ruling)?)?;
                }
                return Ok(Outcome::Done);
            }
            Action::Undo { id } => {
                if !store.undo(&id)? {
                    bail!("{id}: no such decision; `chuxi decide list` shows all");
                }
                store.flush()?;
                return Ok(Outcome::Done);
            }
        };
        let said = match store.decide(&decision)? {
            Change::Unchanged => "was decided before",
            Change::Added | Change::Replaced => "decided",
        };
        store.flush()?;
        writeln!(out, "{}  {said}", decision.id)?;
        Ok(Outcome::Done)
    }
}
