//! Files and streams to documents: text files, and JSON lines.

use crate::model::{Document, Metadata};
use serde::Deserialize;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// An input that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct SourceError {
    /// The file, and the line where it has lines.
    pub name: String,
    /// Why.
    pub reason: String,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(flatten)]
    meta: Metadata,
}

/// The documents of files, folders and, for `-`, of standard input.
pub fn documents(paths: &[PathBuf]) -> impl Iterator<Item = Result<Document, SourceError>> + use<> {
    let mut open: VecDeque<PathBuf> = paths.iter().cloned().collect();
    let mut lines: Option<(String, u64, Box<dyn BufRead>)> = None;
    std::iter::from_fn(move || {
        loop {
            if let Some((name, number, reader)) = &mut lines {
                let mut line = String::new();
                *number += 1;
                let error =
                    |reason: String| SourceError { name: format!("{name}:{number}"), reason };
                match reader.read_line(&mut line) {
                    Ok(0) => lines = None,
                    Ok(_) if line.trim().is_empty() => {}
                    Ok(_) => {
                        return Some(parse(&line, name, *number).map_err(|e| error(e.to_string())));
                    }
                    Err(e) => {
                        let error = error(e.to_string());
                        lines = None;
                        return Some(Err(error));
                    }
                }
                continue;
            }
            let path = open.pop_front()?;
            let name = path.display().to_string();
            let error = |e: io::Error| SourceError { name: name.clone(), reason: e.to_string() };
            if path == Path::new("-") {
                let mut reader = BufReader::new(io::stdin());
                let is_json = reader.fill_buf().is_ok_and(|start| start.first() == Some(&b'{'));
                if is_json {
                    lines = Some(("-".to_owned(), 0, Box::new(reader)));
                    continue;
                }
                let mut text = String::new();
                return Some(
                    reader.read_to_string(&mut text).map_err(error).map(|_| plain("-", text)),
                );
            }
            if path.is_dir() {
                match fs::read_dir(&path) {
                    Ok(entries) => {
                        let mut inside: Vec<_> = entries.flatten().map(|e| e.path()).collect();
                        inside.sort();
                        inside.into_iter().rev().for_each(|path| open.push_front(path));
                    }
                    Err(e) => return Some(Err(error(e))),
                }
            } else if path.extension().is_some_and(|extension| extension == "jsonl") {
                match File::open(&path) {
                    Ok(file) => lines = Some((name, 0, Box::new(BufReader::new(file)))),
                    Err(e) => return Some(Err(error(e))),
                }
            } else {
                return Some(
                    fs::read_to_string(&path).map_err(error).map(|text| plain(&name, text)),
                );
            }
        }
    })
}

fn plain(name: &str, text: String) -> Document {
    Document { key: name.to_owned(), text, meta: Metadata::default() }
}

fn parse(line: &str, name: &str, number: u64) -> serde_json::Result<Document> {
    let Line { text, meta } = serde_json::from_str(line)?;
    let key = meta.url.clone().or_else(|| meta.id.clone());
    Ok(Document { key: key.unwrap_or_else(|| format!("{name}#{number}")), text, meta })
}
