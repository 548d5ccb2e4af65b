//! JSON as it is sent, written in one pass.
//!
//! The executor gives an answer as a tree of values. What is read off the graph at once stands in it
//! as a piece that is JSON already: the one use that is made of `Value::Binary`.

use crate::resolve::identity::Id;
use async_graphql::resolver_utils::EnumType;
use async_graphql::{Response, Value};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// JSON that is being written. Writing into memory cannot fail.
#[derive(Debug, Default)]
pub struct Json(Vec<u8>);

impl Json {
    /// With room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Json {
        Json(Vec::with_capacity(bytes))
    }

    /// What was written, as a part of an answer.
    pub fn piece(self) -> Value {
        Value::Binary(self.0.into())
    }

    /// Bytes that are JSON or a part of it.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Items between these marks, with commas. `None` as soon as one is none.
    pub fn all<T>(
        &mut self,
        [open, close]: [u8; 2],
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Json, T) -> Option<()>,
    ) -> Option<()> {
        self.0.push(open);
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                self.0.push(b',');
            }
            write(self, item)?;
        }
        self.0.push(close);
        Some(())
    }

    /// The key of a field: letters, digits and `_`, as GraphQL has it.
    pub fn key(&mut self, key: &str) {
        self.0.push(b'"');
        self.raw(key.as_bytes());
        self.raw(b"\":");
    }

    /// Nothing.
    pub fn null(&mut self) {
        self.raw(b"null");
    }

    /// Anything that serde can write.
    pub fn value(&mut self, value: impl Serialize) {
        let _ = serde_json::to_writer(&mut self.0, &value);
    }

    /// A word of the schema.
    pub fn word<E: EnumType>(&mut self, word: E) {
        let name = E::items().iter().find(|item| item.value == word).map(|item| item.name);
        self.value(name);
    }

    /// An id.
    pub fn id(&mut self, id: Option<Id>) {
        self.0.push(b'"');
        if let Some(id) = id {
            self.raw(id.text().as_bytes());
        }
        self.0.push(b'"');
    }

    /// A day as the schema has it.
    pub fn day(&mut self, day: Option<NaiveDate>) {
        let Some(day) = day else { return self.null() };
        let digit = |number: u32| b'0' + (number % 10) as u8;
        let (month, of_month) = (day.month(), day.day());
        match u32::try_from(day.year()) {
            Ok(year @ 0..10_000) => self.raw(&[
                b'"',
                digit(year / 1000),
                digit(year / 100),
                digit(year / 10),
                digit(year),
                b'-',
                digit(month / 10),
                digit(month),
                b'-',
                digit(of_month / 10),
                digit(of_month),
                b'"',
            ]),
            _ => self.value(day),
        }
    }

    fn tree(&mut self, value: &Value) {
        match value {
            Value::Binary(piece) => self.raw(piece),
            Value::List(items) => {
                self.all(*b"[]", items, |json, item| {
                    json.tree(item);
                    Some(())
                });
            }
            Value::Object(fields) => {
                self.all(*b"{}", fields, |json, (key, value)| {
                    json.key(key);
                    json.tree(value);
                    Some(())
                });
            }
            leaf => self.value(leaf),
        }
    }
}

/// A response as it is sent.
pub fn response(response: &Response) -> Vec<u8> {
    let mut json = Json::with_capacity(1024);
    json.raw(b"{\"data\":");
    json.tree(&response.data);
    if !response.extensions.is_empty() {
        json.raw(b",\"extensions\":");
        json.value(&response.extensions);
    }
    if !response.errors.is_empty() {
        json.raw(b",\"errors\":");
        json.value(&response.errors);
    }
    json.raw(b"}");
    json.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::inputs::Role;
    use crate::resolve::identity::IdKind;
    use async_graphql::{ServerError, value};

    fn written(write: impl FnOnce(&mut Json)) -> String {
        let mut json = Json::default();
        write(&mut json);
        String::from_utf8(json.0).unwrap()
    }

    #[test]
    fn a_response_is_written_as_serde_does() {
        let data = value!({
            "a": [1, -2.5, null, true, "\"引\u{1}号\"\n"], "b": {}, "c": [], "d": {"e": {"f": []}},
        });
        let wrong = ServerError::new("不行", None);
        let mut failed = Response::new(data.clone());
        failed.errors.push(wrong.clone());
        let more = Response::new(data.clone()).extension("more", value!({"x": [1]}));
        for one in [Response::new(data), failed, more, Response::from_errors(vec![wrong])] {
            assert_eq!(response(&one), serde_json::to_vec(&one).unwrap());
        }
    }

    #[test]
    fn a_piece_stands_where_it_was_put() {
        let mut piece = Json::default();
        piece.all(*b"[]", [1, 2], |json, number| {
            json.value(number);
            Some(())
        });
        let whole = Response::new(Value::List(vec![piece.piece(), Value::Null]));
        assert_eq!(response(&whole), br#"{"data":[[1,2],null]}"#);
    }

    #[test]
    fn leaves_are_written_as_the_schema_has_them() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        let days = [day(2024, 9, 4), day(987, 12, 31), day(0, 1, 1), day(10_000, 1, 1), None];
        for day in days.into_iter().chain([day(-1, 1, 1)]) {
            let told = serde_json::to_string(&day.map(|day| day.to_string())).unwrap();
            assert_eq!(written(|json| json.day(day)), told);
        }
        let id = Id { kind: IdKind::Official, hash: 1 << 63 | 77, part: 5 };
        assert_eq!(written(|json| json.id(Some(id))), format!("\"{id}\""));
        assert_eq!(written(|json| json.id(None)), "\"\"");
        assert_eq!(written(|json| json.word(Role::Chair)), "\"CHAIR\"");
    }
}
