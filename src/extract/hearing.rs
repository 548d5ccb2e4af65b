//! Who reported to a meeting: 听取了省能源局关于…的报告.

use super::agenda::is_proposed;
use super::belonging::of_one_place;
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
            "听取" | "听取了" => {
                heard = true;
                told_at_once(reading, s, at + 1, meeting);
            }
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

/// 听取了县农业局、林业局2017年重点工作情况汇报: whose reports they are stands at once behind the verb.
fn told_at_once(reading: &mut Reading<'_>, s: &Sentence<'_>, first: usize, meeting: usize) {
    const LONGEST: usize = 60;
    let clause = (first..s.tokens.len().min(first + LONGEST)).take_while(|&t| !s.is_break(t));
    let body = |t: usize| matches!(s.class(t), Some(Class::Body | Class::BodySuffix));
    let ends: Vec<usize> = clause
        .take_while(|&t| s.owners[t] == Owner::None && s.word(t) != "《")
        .filter(|&t| body(t) && !body(t + 1) && !matches!(s.class(t + 1), Some(Class::Title(_))))
        .map(|t| t + 1)
        .collect();
    // The last end from which the list reaches back to the verb.
    let list = ends.into_iter().rev().find_map(|end| {
        let found = bodies_ending(s, end);
        (found.first()?.1 == first).then_some((end, found))
    });
    let Some((end, found)) = list else { return };
    let own = matches!(s.owners.get(end), Some(Owner::None));
    let rest = s.words(end, (end..s.tokens.len()).find(|&t| s.is_break(t)).unwrap_or(end));
    let reports = ["汇报", "报告", "说明", "通报"].iter().any(|w| rest.ends_with(w));
    if !(own && reports) {
        return;
    }
    for (name, at) in of_one_place(found) {
        let found = Found { sentence: s, span: s.span(at, end), rule: "heard", confidence: 0.8 };
        reading.attend_body(meeting, &name, Role::Reporter, found);
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
