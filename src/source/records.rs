//! JSON lines to documents.

use super::{Place, SourceError, encoding, files::Reader, key, markup};
use crate::model::{Document, Metadata};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};
use std::io::{BufRead, Cursor};

/// One line; what it does not name is passed over.
#[derive(Deserialize)]
struct Record {
    text: String,
    #[serde(default, deserialize_with = "name")]
    id: Option<String>,
    title: Option<String>,
    #[serde(default, deserialize_with = "day")]
    date: Option<NaiveDate>,
    publication: Option<String>,
    place: Option<String>,
    url: Option<String>,
    /// Where it was found; an address counts as the `url` that the line does not name.
    source: Option<String>,
}

/// The documents of a stream of JSON lines. Only one line is held at a time.
pub(super) struct Lines {
    place: Place,
    line: usize,
    stream: Reader,
    over: bool,
}

impl Lines {
    pub(super) fn new(name: &str, stream: Reader) -> Self {
        let place = Place { name: name.to_owned(), line: None };
        Lines { place, line: 0, stream, over: false }
    }

    fn failure(&self, reason: String) -> SourceError {
        let place = Place { line: Some(self.line), ..self.place.clone() };
        SourceError { place, reason }
    }

    fn document(&self, line: Vec<u8>) -> Result<Document, SourceError> {
        let line = encoding::decode(line);
        let record: Record = serde_json::from_str(&line).map_err(|error| {
            // A record is one line: what counts is the column.
            let told = error.to_string();
            let wrong = told.split(" at line ").next().unwrap_or(&told);
            let column = error.column();
            let reason = format!(
                "{wrong} at column {column}; a line is one JSON object with `text` and, where known, `id`, `title`, \
                 `date`, `publication`, `place`, `url`"
            );
            self.failure(reason)
        })?;
        let text = markup::plain(&record.text);
        let given = [&record.url, &record.id].into_iter().flatten().find(|name| !name.is_empty());
        let key = match given {
            Some(name) => name.clone(),
            None if self.place.name == "-" => key("-", &text),
            None => format!("{}:{}", self.place.name, self.line),
        };
        let meta = Metadata {
            id: record.id,
            title: record.title,
            date: record.date,
            publication: record.publication,
            place: record.place,
            url: record.url.or_else(|| record.source.filter(|s| s.starts_with("http"))),
        };
        Ok(Document { key, text, meta })
    }
}

impl Iterator for Lines {
    type Item = Result<Document, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let mut line = Vec::new();
            self.line += 1;
            match self.stream.read_until(b'\n', &mut line) {
                Ok(0) => self.over = true,
                Ok(_) => {
                    // Line ends of UTF-16 are two bytes: it is decoded as a whole.
                    if self.line == 1
                        && (line.starts_with(b"\xFF\xFE") || line.starts_with(b"\xFE\xFF"))
                    {
                        if let Err(error) = self.stream.read_to_end(&mut line) {
                            self.over = true;
                            return Some(Err(self.failure(error.to_string())));
                        }
                        self.line = 0;
                        self.stream = Box::new(Cursor::new(encoding::decode(line).into_bytes()));
                        continue;
                    }
                    let blank = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
                    if !blank.trim_ascii().is_empty() {
                        return Some(self.document(line));
                    }
                }
                Err(error) => {
                    self.over = true;
                    return Some(Err(self.failure(error.to_string())));
                }
            }
        }
        None
    }
}

/// An id may be a number.
fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Name {
        Word(String),
        Number(serde_json::Number),
    }
    Ok(Option::<Name>::deserialize(deserializer)?.map(|name| match name {
        Name::Word(word) => word,
        Name::Number(number) => number.to_string(),
    }))
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let words = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
    if words.trim().is_empty() {
        return Ok(None);
    }
    match date(&words) {
        Some(date) => Ok(Some(date)),
        // 2018-10, 2018: no day is known then.
        None if is_partial(&words) => Ok(None),
        None => Err(serde::de::Error::custom(format!("`{words}` is no date (write 2024-09-25)"))),
    }
}

/// A year, or a year and a month: 2018, 2018-10, 2018年10月.
fn is_partial(words: &str) -> bool {
    let numbers: Vec<&str> =
        words.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    match numbers[..] {
        [year] => year.len() == 4,
        [year, month] => {
            year.len() == 4 && month.parse().is_ok_and(|month: u32| (1..=12).contains(&month))
        }
        _ => false,
    }
}

/// The day that words begin with: 2024-09-25, 2024年9月25日, 2024/9/25 08:00, 20240925.
pub(super) fn date(words: &str) -> Option<NaiveDate> {
    let mut numbers =
        words.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let first = numbers.next()?;
    if first.len() == 8 {
        return NaiveDate::parse_from_str(first, "%Y%m%d").ok();
    }
    if first.len() != 4 {
        return None;
    }
    let (month, day) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    NaiveDate::from_ymd_opt(first.parse().ok()?, month, day)
}
