//! Bytes to documents: files, folders and streams in the formats and encodings that texts come in.
//!
//! [`documents`] walks over inputs and hands on one document at a time, so that memory does not
//! grow with the input. What cannot be read is an error that names the file and the line, and the
//! reading goes on behind it.

mod encoding;
mod files;
mod markup;
mod records;

use crate::model::{Document, Metadata};
use files::{Format, Reader};
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

/// Why an input gave no document.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct SourceError {
    /// The file, and the line where it has lines.
    pub place: Place,
    /// What is wrong and what to do.
    pub reason: String,
}

/// A place in an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path as given, `-` for the standard input.
    pub name: String,
    /// The line, from 1.
    pub line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}", self.name),
            None => write!(out, "{}", self.name),
        }
    }
}

/// The documents of all inputs: files, folders (walked in the order of their names) and `-` for the
/// standard input.
///
/// Read are plain text, JSON lines and HTML, each also compressed by gzip, in UTF-8, UTF-16, GBK
/// or Big5. In a folder, files with other endings and hidden ones are passed over.
pub fn documents(inputs: impl IntoIterator<Item = impl Into<PathBuf>>) -> Documents {
    let inputs = inputs.into_iter().map(|path| Input { path: path.into(), named: true }).collect();
    Documents { inputs, open: None }
}

/// The documents of one stream; `name` stands in errors and keys, and its ending tells the format.
pub fn documents_in(name: &str, stream: impl BufRead + Send + 'static) -> Documents {
    let open = Some(Open::begin(name, Box::new(stream)));
    Documents { inputs: VecDeque::new(), open }
}

/// A document of a text that is at hand, markup removed where it has any.
pub fn document(key: &str, text: &str, meta: Metadata) -> Document {
    Document { key: key.to_owned(), text: markup::plain(text), meta }
}

/// See [`documents`].
pub struct Documents {
    inputs: VecDeque<Input>,
    open: Option<Open>,
}

struct Input {
    path: PathBuf,
    /// Given by the user, and so never passed over.
    named: bool,
}

/// An input that is being read.
enum Open {
    /// One document or an error, which is all there is.
    Whole(Option<Result<Document, SourceError>>),
    /// JSON lines.
    Lines(records::Lines),
}

impl Iterator for Documents {
    type Item = Result<Document, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match &mut self.open {
                Some(Open::Whole(whole)) => whole.take(),
                Some(Open::Lines(lines)) => lines.next(),
                None => None,
            };
            if found.is_some() {
                return found;
            }
            self.open = None;
            let input = self.inputs.pop_front()?;
            if let Err(error) = self.enter(&input) {
                return Some(Err(error));
            }
        }
    }
}

impl Documents {
    fn enter(&mut self, input: &Input) -> Result<(), SourceError> {
        let path = input.path.as_path();
        let name = path.display().to_string();
        if name == "-" {
            let stdin = std::io::BufReader::new(std::io::stdin());
            self.open = Some(Open::begin("-", Box::new(stdin)));
            return Ok(());
        }
        let failed = |error: std::io::Error| failure(&name, None, unopened(&error));
        if path.is_dir() {
            let entries = files::entries(path).map_err(failed)?;
            for path in entries.into_iter().rev() {
                self.inputs.push_front(Input { path, named: false });
            }
            return Ok(());
        }
        if !input.named && !files::is_readable(path) {
            return Ok(());
        }
        let reader = files::open(path).map_err(failed)?;
        self.open = Some(Open::begin(&name, reader));
        Ok(())
    }
}

impl Open {
    fn begin(name: &str, stream: Reader) -> Open {
        let failed = |reason: String| Open::Whole(Some(Err(failure(name, None, reason))));
        let (format, mut stream) = match files::format(Path::new(name), stream) {
            Ok(found) => found,
            Err(error) => return failed(error.to_string()),
        };
        let format = match format {
            Ok(Format::Lines) => return Open::Lines(records::Lines::new(name, stream)),
            Ok(format) => format,
            Err(reason) => return failed(reason.to_owned()),
        };
        let mut bytes = Vec::new();
        if let Err(error) = stream.read_to_end(&mut bytes) {
            return failed(error.to_string());
        }
        let read = match format {
            Format::Html => {
                let (text, meta) = markup::page(&encoding::decode_html(&bytes));
                Document { key: key(name, &text), text, meta }
            }
            _ => {
                let text = markup::plain(&encoding::decode(bytes));
                Document { key: key(name, &text), text, meta: Metadata::default() }
            }
        };
        Open::Whole(Some(Ok(read)))
    }
}

/// The path names a document; a text from the standard input is named by what it says.
fn key(name: &str, text: &str) -> String {
    if name != "-" {
        return name.to_owned();
    }
    let digest = blake3::hash(text.as_bytes()).to_hex();
    format!("text:{}", digest.get(..16).unwrap_or_default())
}

/// Why an input could not be opened, and what to do.
fn unopened(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            "there is no such file or folder: check the path, or give `-` to read standard input"
                .to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "it may not be read: give this user the right to, or run as one who has it".to_owned()
        }
        _ => error.to_string(),
    }
}

fn failure(name: &str, line: Option<usize>, reason: String) -> SourceError {
    SourceError { place: Place { name: name.to_owned(), line }, reason }
}

#[cfg(test)]
mod tests;
