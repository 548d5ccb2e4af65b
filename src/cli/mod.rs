//! The command line: one command a file.

pub mod eval;
pub mod facts;
mod pretty;
