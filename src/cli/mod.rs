//! The command line: one file a command, and what they share.

mod archive;
mod counts;
mod decide;
mod doctor;
mod dump;
pub mod eval;
mod explain;
mod extract;
pub mod facts;
mod ingest;
mod json;
mod kept;
mod lexicon;
mod limits;
mod options;
mod pipeline;
mod pretty;
mod progress;
mod query;
mod reader;
mod reextract;
mod remove;
mod restore;
mod schema;
mod serve;
mod stats;

use clap::{ArgAction, Parser, Subcommand};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Reads Chinese official news and answers who attended what.
#[derive(Debug, Parser)]
#[command(name = "chuxi", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// Words of your own: a folder of tables in the form of src/lexicon (titles.tsv, bodies.tsv,
    /// places.tsv, surnames.tsv …), which add to the program's or overrule them
    #[arg(long, global = true, value_name = "DIR")]
    lexicon: Option<PathBuf>,

    /// Say more (-vv for all); RUST_LOG overrides
    #[arg(short, long, global = true, action = ArgAction::Count, conflicts_with = "quiet")]
    verbose: u8,

    /// Say nothing but errors
    #[arg(short, long, global = true)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  chuxi extract page.txt --format pretty       what a page says, without a store
  chuxi ingest news/ --place 西宁               read a folder into the store
  chuxi serve fixtures                         read, then answer GraphQL on port 8080
  chuxi query '{ meetings { totalCount } }'    ask without a server
  chuxi stats                                  what is in the store
  chuxi dump | gzip > backup.jsonl.gz          keep a copy of all of it
  chuxi extract page.txt --lexicon words       with the tables in words/ besides

A table has a word a line, its columns parted by tabs: `督导长<TAB>head` in words/titles.tsv makes 督导长 a
title. Give the same --lexicon to all commands on a store; `chuxi reextract --lexicon DIR` reads anew what
was read without it.

`chuxi COMMAND --help` shows examples of each command.
Exit codes: 0 done, 1 some inputs failed or the work could not be done, 2 wrong usage.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Read files into the store
    Ingest(ingest::Ingest),
    /// Show what files say, without a store
    Extract(extract::Extract),
    /// Show how each sentence of a file was read
    Explain(explain::Explain),
    /// Compare what is read with facts that a reader took
    Eval(eval::EvalArgs),
    /// Answer GraphQL over HTTP
    Serve(Box<serve::Serve>),
    /// Answer one GraphQL query from the store
    Query(query::Query),
    /// Print the GraphQL schema
    Schema(schema::Schema),
    /// Show what is in the store
    Stats(stats::Stats),
    /// Write the whole store as JSON lines
    Dump(dump::Dump),
    /// Read a dump into the store
    Restore(restore::Restore),
    /// Take documents out of the store
    Remove(remove::Remove),
    /// Check every record of the store
    Doctor(doctor::Doctor),
    /// Read stored documents anew with the present grammar
    Reextract(reextract::Reextract),
    /// Overrule who is who
    Decide(decide::Decide),
}

/// How a command ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    SomeFailed,
}

impl Outcome {
    fn of_failures(failed: u64) -> Self {
        if failed == 0 { Outcome::Done } else { Outcome::SomeFailed }
    }
}

/// Runs the program: parses the arguments, does the work, says what went wrong.
pub fn main() -> ExitCode {
    let Cli { command, lexicon, verbose, quiet } = Cli::parse();
    log_to_stderr(verbose, quiet, matches!(command, Command::Serve(_)));
    if let Some(Err(error)) = lexicon.map(|folder| lexicon::install(&folder)) {
        return finish(Err(error));
    }
    let outcome = match command {
        Command::Ingest(command) => command.run(quiet),
        Command::Extract(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Eval(arguments) => return finish(eval::run(&arguments)),
        Command::Serve(command) => command.run(quiet),
        Command::Query(command) => command.run(quiet),
        Command::Schema(command) => command.run(),
        Command::Stats(command) => command.run(quiet),
        Command::Dump(command) => command.run(),
        Command::Restore(command) => command.run(),
        Command::Remove(command) => command.run(),
        Command::Doctor(command) => command.run(),
        Command::Reextract(command) => command.run(quiet),
        Command::Decide(command) => command.run(quiet),
    };
    finish(outcome.map(|outcome| match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::SomeFailed => ExitCode::from(1),
    }))
}

/// Says what went wrong, if anything did.
fn finish(outcome: anyhow::Result<ExitCode>) -> ExitCode {
    match outcome {
        Ok(code) => code,
        // Whoever reads the output has seen enough: `chuxi extract … | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(1)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

fn log_to_stderr(verbose: u8, quiet: bool, timed: bool) {
    let level = match (quiet, verbose) {
        (true, _) => "error",
        (_, 0) => "warn,chuxi=info",
        (_, 1) => "info,chuxi=debug",
        _ => "trace",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_target(false)
        .with_ansi(io::stderr().is_terminal());
    // A command is over in a moment; what a server says is read later.
    if timed { log.init() } else { log.without_time().init() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_command_shows_examples() {
        let mut cli = Cli::command();
        cli.build();
        cli.clone().debug_assert();
        for command in cli.get_subcommands_mut().filter(|command| command.get_name() != "help") {
            let help = command.render_long_help().to_string();
            assert!(help.contains("Examples:"), "{}", command.get_name());
        }
    }
}
