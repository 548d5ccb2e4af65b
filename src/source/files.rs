//! Files and folders, and what is in them.

use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

pub(super) type Reader = Box<dyn BufRead + Send>;

/// The form of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    /// JSON lines
    Lines,
    Html,
}

/// What is in a folder, in the order of the names, hidden files left out.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        // A link to a folder may lead back to it.
        let linked_folder = entry.file_type()?.is_symlink() && entry.path().is_dir();
        if !hidden && !linked_folder {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether a file in a folder is one that can be read, by its ending; a PDF is opened, to say that
/// it cannot.
pub(super) fn is_readable(path: &Path) -> bool {
    let ending = ending(path);
    format_of(&ending).is_some() || ending == "pdf"
}

fn ending(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned()).unwrap_or_default()
}

fn format_of(ending: &str) -> Option<Format> {
    match ending {
        "txt" | "text" | "md" => Some(Format::Text),
        "jsonl" | "ndjson" | "json" => Some(Format::Lines),
        "html" | "htm" | "xhtml" | "shtml" => Some(Format::Html),
        _ => None,
    }
}

pub(super) fn open(path: &Path) -> io::Result<Reader> {
    const BUFFER: usize = 1 << 16;
    Ok(Box::new(BufReader::with_capacity(BUFFER, File::open(path)?)))
}

/// The format by the file's ending or else by its first bytes, and the stream, unpacked; within, a
/// reason why there is nothing to read.
#[allow(clippy::type_complexity)]
pub(super) fn format(
    path: &Path,
    mut stream: Reader,
) -> io::Result<(Result<Format, &'static str>, Reader)> {
    if stream.fill_buf()?.starts_with(&[0x1F, 0x8B]) {
        stream = Box::new(BufReader::new(MultiGzDecoder::new(stream)));
    }
    // A pipe may hand over a few bytes at a time.
    const ENOUGH: u64 = 2048;
    let mut start = Vec::new();
    stream.by_ref().take(ENOUGH).read_to_end(&mut start)?;
    let format = sniff(&start, format_of(&ending(path)));
    Ok((format, Box::new(io::Cursor::new(start).chain(stream))))
}

fn sniff(start: &[u8], by_ending: Option<Format>) -> Result<Format, &'static str> {
    if start.starts_with(b"%PDF") {
        return Err("a PDF is not read: make a text of it first (pdftotext FILE.pdf)");
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err("an archive or office file is not read: save it as text first");
    }
    let utf16 = start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]);
    if !utf16 && start.contains(&0) {
        return Err("not a text: it has zero bytes (UTF-16 needs a byte order mark)");
    }
    if let Some(format) = by_ending.filter(|format| *format != Format::Text) {
        return Ok(format);
    }
    let words = start.trim_ascii_start();
    let words = words.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(words).trim_ascii_start();
    let first: Vec<u8> = words.iter().take(64).map(u8::to_ascii_lowercase).collect();
    let html = [&b"<!doctype html"[..], b"<html", b"<head", b"<body"];
    if html.iter().any(|opening| first.starts_with(opening)) {
        return Ok(Format::Html);
    }
    if first.starts_with(b"{\"") || first.starts_with(b"{ \"") {
        return Ok(Format::Lines);
    }
    Ok(Format::Text)
}
