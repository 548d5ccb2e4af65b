//! The server under clients that others wrote: see `tests/clients/README.md`.
#![cfg(unix)]

#[path = "common/load.rs"]
mod load;
#[path = "common/process.rs"]
mod process;

use load::Serving;
use process::{chuxi, run};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CLIENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clients");

/// The programs of a virtual environment with the clients; made once and kept in the target folder.
/// `None`, with a word, where that cannot be had and need not be.
fn programs() -> Option<&'static Path> {
    static PROGRAMS: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let made = PROGRAMS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients");
        let programs = folder.join("bin");
        let done = |command: &mut Command| match command.output() {
            Ok(output) if output.status.success() => Ok(()),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
            Err(error) => Err(error.to_string()),
        };
        done(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let requirements = Path::new(CLIENTS).join("requirements.txt");
        done(
            Command::new(programs.join("pip"))
                .args(["install", "--quiet", "--disable-pip-version-check", "-r"])
                .arg(requirements),
        )?;
        Ok(programs)
    });
    match made {
        Ok(programs) => Some(programs),
        Err(error) if std::env::var("CHUXI_CLIENTS").is_ok_and(|word| word == "required") => {
            panic!("Python's clients cannot be installed: {error}")
        }
        Err(error) => {
            eprintln!("SKIPPED, for Python's clients cannot be installed: {error}");
            None
        }
    }
}

/// A server over these inputs, whose paths are part of its ids.
fn serve(inputs: &[&str]) -> (TempDir, Serving) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("store");
    let (code, _, errors) = run(chuxi("ingest", &data).current_dir(ROOT).args(inputs));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let server = Serving::start(&data, &[]);
    (folder, server)
}

fn passes(command: &mut Command) {
    let (code, out, errors) = run(command.current_dir(ROOT));
    assert_eq!(code, Some(0), "{out}\n{errors}");
    println!("{out}");
}

#[test]
fn a_client_that_checks_each_query_gets_the_answers_of_the_documents() {
    let Some(programs) = programs() else { return };
    let documents = [
        ("README.md", &["fixtures"][..]),
        ("docs/COOKBOOK.md", &["fixtures", "tests/fixtures/invented.jsonl"]),
    ];
    for (document, inputs) in documents {
        let (_folder, server) = serve(inputs);
        let mut python = Command::new(programs.join("python"));
        passes(python.arg(format!("{CLIENTS}/cookbook.py")).args([server.url(), document]));
    }
}

#[test]
fn whatever_the_schema_lets_be_asked_is_answered_as_it_promises() {
    let Some(programs) = programs() else { return };
    let (folder, server) = serve(&["fixtures", "tests/fixtures/invented.jsonl"]);
    let mut tester = Command::new(programs.join("schemathesis"));
    tester
        .env("PYTHONPATH", CLIENTS)
        .env("SCHEMATHESIS_HOOKS", "checks")
        // It keeps what it found in the folder where it runs.
        .current_dir(folder.path())
        .args(["run", server.url(), "--exclude-name-regex", "^Mutation"])
        .args(["--checks", "errors_are_typed,answers_keep_the_schema"])
        .args(["--phases", "fuzzing", "--max-examples", "20", "--seed", "1"])
        .args(["--suppress-health-check", "all", "--no-color"]);
    let (code, out, errors) = run(&mut tester);
    assert_eq!(code, Some(0), "{out}\n{errors}");
    println!("{out}");
}
