//! Running the real program.
#![allow(dead_code)]

use std::path::Path;
use std::process::{Command, Output};

/// `chuxi` with a store in a folder.
pub fn chuxi(command: &str, data: &Path) -> Command {
    let mut chuxi = bare();
    chuxi.arg(command).arg("--data").arg(data).arg("--quiet");
    chuxi
}

/// `chuxi` without arguments, and without the settings of whoever runs the tests.
pub fn bare() -> Command {
    let mut chuxi = Command::new(env!("CARGO_BIN_EXE_chuxi"));
    chuxi.env_remove("RUST_LOG").env_remove("RUST_BACKTRACE");
    chuxi
}

/// Runs a command to its end: exit code, standard output, standard error.
pub fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// What `chuxi dump` writes of a store, which must be sound.
pub fn dump(data: &Path) -> String {
    let (code, out, errors) = run(&mut chuxi("dump", data));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    out
}
