//! JSON for people: what fits on a line stands on one.

/// Columns of a line without its indent: deep in an answer the lines should not get short.
const WIDTH: usize = 110;
const STEP: usize = 2;

/// Sets compact JSON, as `serde_json` writes it, in lines.
pub fn set(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 2);
    set_value(&mut out, compact, 0);
    out
}

fn set_value(out: &mut String, value: &str, indent: usize) {
    let members = members(value);
    if members.is_empty() || fits(value) {
        set_in_line(out, value);
        return;
    }
    out.push_str(&value[..1]);
    let inner = indent + STEP;
    for (at, member) in members.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.extend(std::iter::repeat_n(' ', inner));
        let key = key_len(member);
        if key > 0 {
            out.push_str(&member[..key]);
            out.push_str(": ");
            set_value(out, &member[key + 1..], inner);
        } else {
            set_value(out, member, inner);
        }
    }
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
    out.push_str(&value[value.len() - 1..]);
}

fn set_in_line(out: &mut String, value: &str) {
    let mut scan = Scan::default();
    for c in value.chars() {
        let plain = scan.step(c);
        match c {
            '{' if plain => out.push_str("{ "),
            '}' if plain => out.push_str(" }"),
            ',' | ':' if plain => out.extend([c, ' ']),
            _ => out.push(c),
        }
    }
}

/// Whether a value can stand on a line, with the blanks that it gets there.
fn fits(value: &str) -> bool {
    // No character is wider than its bytes are many.
    const MOST_BYTES: usize = WIDTH * 4;
    if value.len() > MOST_BYTES {
        return false;
    }
    let mut line = String::new();
    set_in_line(&mut line, value);
    columns(&line) <= WIDTH
}

/// Chinese characters take two columns.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}

/// The members of an object or a list; none of anything else.
fn members(value: &str) -> Vec<&str> {
    let Some(inner) = value.get(1..value.len().saturating_sub(1)) else { return Vec::new() };
    if !value.starts_with(['{', '[']) || inner.is_empty() {
        return Vec::new();
    }
    let mut members = Vec::new();
    let (mut scan, mut from) = (Scan::default(), 0);
    for (at, c) in inner.char_indices() {
        if scan.step(c) && c == ',' && scan.depth == 0 {
            members.push(&inner[from..at]);
            from = at + 1;
        }
    }
    members.push(&inner[from..]);
    members
}

/// The length of a member's key with its quotes; 0 for a member of a list.
fn key_len(member: &str) -> usize {
    let mut scan = Scan::default();
    let colon = member.char_indices().find(|(_, c)| scan.step(*c) && scan.depth == 0 && *c == ':');
    colon.map_or(0, |(at, _)| at)
}

/// Where in JSON a character stands.
#[derive(Default)]
struct Scan {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Scan {
    /// Whether the next character is JSON's own and not part of a string.
    fn step(&mut self, c: char) -> bool {
        match c {
            _ if self.escaped => self.escaped = false,
            '\\' if self.quoted => self.escaped = true,
            '"' => self.quoted = !self.quoted,
            _ if self.quoted => {}
            '{' | '[' => self.depth += 1,
            '}' | ']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        !self.quoted && c != '"'
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn what_fits_stands_on_one_line() {
        let people: Vec<Value> = (0..3)
            .map(|n| json!({ "name": "步青云", "quote": "主持：\"会议\"，{讲话}", "rank": n }))
            .collect();
        let answer = json!({ "data": { "empty": [], "list": people, "no": null } }).to_string();
        let expected = r#"{
  "data": {
    "empty": [],
    "list": [
      { "name": "步青云", "quote": "主持：\"会议\"，{讲话}", "rank": 0 },
      { "name": "步青云", "quote": "主持：\"会议\"，{讲话}", "rank": 1 },
      { "name": "步青云", "quote": "主持：\"会议\"，{讲话}", "rank": 2 }
    ],
    "no": null
  }
}"#;
        assert_eq!(set(&answer), expected);
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<i32>().prop_map(Value::from),
            ".{0,40}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 60, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(".{0,8}", inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_stays_what_it_was(value in value()) {
            let lines = set(&value.to_string());
            prop_assert_eq!(serde_json::from_str::<Value>(&lines).unwrap(), value);
        }
    }
}
