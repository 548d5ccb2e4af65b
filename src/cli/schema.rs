use super::Outcome;
use crate::api;
use anyhow::Result;
use clap::Args;
use std::io::{self, Write};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chuxi schema > schema.graphql")]
pub struct Schema {}

impl Schema {
    pub fn run(self) -> Result<Outcome> {
        io::stdout().write_all(api::schema().as_bytes())?;
        Ok(Outcome::Done)
    }
}
