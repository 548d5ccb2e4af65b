//! Who reported to a meeting: 听取了省能源局关于…的报告.

use super::agenda::is_proposed;
use super::body_lists::bodies_ending;
use super::reading::{Found, Reading};
use super::sentence::{Owner, Sentence};
use crate::lexicon::Class;
use crate::model::Role;
use crate::text::TokenKind;

/// Reads who is heard in the sentence.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    if is_proposed(s.text) {
        return;
    }
    let Some(meeting) = reading.current else { return };
    let (mut heard, mut depth) = (false, 0usize);
    let mut at = 0;
    while at < s.tokens.len() {
        if let Owner::Person(n) = s.owners[at] {
            if heard && depth == 0 {
                person(reading, s, n, meeting);
            }
            at = s.people[n].tokens.1.max(at + 1);
            continue;
        }
        match s.word(at) {
            // 听取了县人民政府《关于…的报告》
            "《" if heard && depth == 0 && s.word(at + 1) == "关于" => {
                bodies(reading, s, at, meeting);
                depth += 1;
            }
            "《" | "〈" => depth += 1,
            "》" | "〉" => depth = depth.saturating_sub(1),
            "听取" | "听取了" => heard = true,
            "关于" if heard && depth == 0 => bodies(reading, s, at, meeting),
            // 听取市政府党组、市政协党组工作汇报
            "汇报" | "工作汇报" if heard && depth == 0 => {
                let end = (0..at).rev().find(|&t| !matches!(s.word(t), "工作" | "的" | "专题"));
                let body = end
                    .filter(|&end| matches!(s.class(end), Some(Class::BodySuffix | Class::Body)));
                if let Some(end) = body {
                    bodies(reading, s, end + 1, meeting);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// 某某的相关审议意见报告: whose report it is that the clause ends in.
fn told_of(s: &Sentence<'_>, de: usize) -> bool {
    let end = (de..s.tokens.len()).find(|&t| s.is_break(t)).unwrap_or(s.tokens.len());
    let words = s.words(de, end);
    ["报告", "汇报", "说明"].iter().any(|w| words.ends_with(w))
}

/// 听取了省能源局、省数据局关于…的报告
fn bodies(reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize, meeting: usize) {
    let reports = s.text.get(s.tokens[at].span.start..).is_some_and(|rest| {
        let cut = rest.find(['，', '；', '。']).unwrap_or(rest.len());
        ["报告", "汇报", "说明", "通报"].iter().any(|w| rest[..cut].contains(w))
    });
    if !reports {
        return;
    }
    for (name, first) in bodies_ending(s, at) {
        let found = Found { sentence: s, span: s.span(first, at), rule: "heard", confidence: 0.85 };
        reading.attend_body(meeting, &name, Role::Reporter, found);
    }
}

/// 听取了区房管局局长陈继刚关于…的报告, 陈继刚所作的报告
fn person(reading: &mut Reading<'_>, s: &Sentence<'_>, n: usize, meeting: usize) {
    let person = &s.people[n];
    let after = person.tokens.1;
    // 听取了甲、乙分别作的报告
    let verb =
        if matches!(s.word(after), "分别" | "先后" | "所分别") { after + 1 } else { after };
    let reports = matches!(
        s.word(verb),
        "关于"
            | "作的"
            | "所作"
            | "所作的"
            | "作"
            | "做"
            | "做的"
            | "所做"
            | "所做的"
            | "代表"
            | "受"
    ) || s.word(verb) == "受托"
        || s.word(after) == "的" && told_of(s, after)
        || matches!(s.owners.get(after + 1), Some(Owner::Person(_)));
    if !reports {
        return;
    }
    let end = (after..s.tokens.len())
        .find(|&t| matches!(s.tokens[t].kind, TokenKind::Stop))
        .unwrap_or(s.tokens.len());
    let words = s.words(after, end);
    if !["报告", "汇报", "说明", "发言"].iter().any(|w| words.contains(w)) {
        return;
    }
    let found = Found {
        sentence: s,
        span: s.span(person.tokens.0, after),
        rule: "heard",
        confidence: 0.88,
    };
    let post = person.stated.map(|span| span.of(s.text).to_owned());
    reading.attend(meeting, &person.name, Role::Reporter, post, found);
}
