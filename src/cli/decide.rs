use super::Outcome;
use super::options::StoreOptions;
use crate::model::Decision;
use crate::store::Change;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use std::io::{self, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
Decisions are kept beside the documents, survive a new reading, and can be taken back.

Examples:
  chuxi decide merge OFFICIAL-ID OTHER-ID
  chuxi decide split OFFICIAL-ID ARTICLE-ID ARTICLE-ID
  chuxi decide list
  chuxi decide undo DECISION-ID")]
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
        /// The id that is given up and leads to the other from now on
        from: String,
        /// The id that stays
        into: String,
    },
    /// What some articles say of an official is another person's
    Split {
        /// The official
        official: String,
        /// The articles that speak of the other person
        #[arg(required = true)]
        articles: Vec<String>,
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
        let decision = match self.action {
            Action::Merge { from, into } if from == into => {
                bail!("{from} is one official already: name two different ids")
            }
            Action::Merge { from, into } => Decision::MergeOfficials { from, into },
            Action::Split { official, articles } => Decision::SplitOfficial { official, articles },
            Action::List => {
                let mut out = io::stdout();
                for decision in store.decisions()? {
                    writeln!(out, "{}  {}", decision.id(), serde_json::to_string(&decision)?)?;
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
        let decision = decision.normalised();
        let id = decision.id();
        let said = match store.decide(decision)? {
            Change::Unchanged => "was decided before",
            Change::Added | Change::Replaced => "decided",
        };
        store.flush()?;
        writeln!(io::stdout(), "{id}  {said}")?;
        Ok(Outcome::Done)
    }
}
