//! How an article was read, for people: tokens, phrases and what each sentence added.

use super::sentence::{Owner, Sentence};
use super::{Counts, walk};
use crate::model::{Article, Claims};
use crate::text::TokenKind;
use std::fmt::Write;

/// A report of every sentence that was read, in order.
pub fn explain(article: &Article) -> String {
    let mut out = String::new();
    walk(article, |sentence, before, claims| {
        describe(sentence, &mut out);
        added(before, claims, &mut out);
        out.push('\n');
    });
    out
}

/// The facts that the sentence added.
fn added(before: Counts, claims: &Claims, out: &mut String) {
    for m in &claims.meetings[before.meetings..] {
        line(out, "meeting", &m.evidence.rule, &m.name);
    }
    for a in &claims.attendance[before.attendance..] {
        let what = format!("{} {} m{}", a.official, a.role, a.meeting + 1);
        line(out, "attendance", &a.evidence.rule, &what);
    }
    for a in &claims.body_attendance[before.body_attendance..] {
        let what = format!("{} {} m{}", a.body, a.role, a.meeting + 1);
        line(out, "body", &a.evidence.rule, &what);
    }
    for p in &claims.posts[before.posts..] {
        line(out, "post", &p.evidence.rule, &format!("{} {} {}", p.official, p.body, p.title));
    }
    for a in &claims.acts[before.acts..] {
        line(out, "act", &a.evidence.rule, &format!("{} {}", a.regulation, a.action));
    }
}

fn line(out: &mut String, kind: &str, rule: &str, what: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "  = {kind} [{rule}] {what}");
}

fn describe(sentence: &Sentence<'_>, out: &mut String) {
    let _ = writeln!(out, "{}", sentence.text);
    let mut at = 0;
    out.push_str("  |");
    while at < sentence.tokens.len() {
        let token = &sentence.tokens[at];
        let (end, label) = match sentence.owners[at] {
            Owner::Person(n) => (sentence.people[n].tokens.1, "person".to_owned()),
            Owner::Meeting(n) => {
                let how = super::standing::standing(sentence, n);
                (sentence.meetings[n].tokens.1, format!("meeting {how:?}"))
            }
            Owner::Date(_) => (at + 1, "date".to_owned()),
            Owner::None => match token.kind {
                TokenKind::Lex(class) => (at + 1, format!("{class:?}")),
                TokenKind::Word => (at + 1, String::new()),
                _ => (at + 1, "·".to_owned()),
            },
        };
        let end = end.max(at + 1);
        let words = sentence.words(at, end);
        let _ = match label.as_str() {
            "" | "·" => write!(out, " {words}"),
            label => write!(out, " {words}[{label}]"),
        };
        at = end;
    }
    out.push('\n');
    for person in &sentence.people {
        let posts: Vec<String> = person
            .posts
            .iter()
            .map(|p| format!("{}/{}", p.body.as_deref().unwrap_or("?"), p.title))
            .collect();
        let _ = writeln!(out, "  person {} {}", person.name, posts.join(", "));
    }
}
