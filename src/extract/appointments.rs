//! 任免: who was given a post and who was relieved of one.

use super::clause;
use super::main_body::{committee, main_body};
use super::phrases::post_phrases;
use super::posts::{complete, is_institutional};
use super::reading::{Found, Reading};
use super::sentence::{Owner, Sentence};
use crate::lexicon::{Class, Lexicon};
use crate::model::ChangeKind;
use crate::text::TokenKind;

/// Reads appointments and removals of the sentence.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    // 免去甲的…职务；乙的…职务
    let mut mode = reading.appointing.take().filter(|_| goes_on(s, 0));
    let mut at = 0;
    // 某某为省政协副秘书长: a line of a list of appointments.
    if let Some(Owner::Person(n)) = s.owners.first().copied()
        && matches!(s.word(s.people[n].tokens.1), "为" | "任")
    {
        at = given(reading, s, n, ChangeKind::Appointment);
    }
    while at < s.tokens.len() {
        match s.owners[at] {
            Owner::Person(n) => {
                let after = s.people[n].tokens.1;
                at = match mode {
                    Some(kind) => given(reading, s, n, kind).max(after),
                    None => after,
                };
            }
            _ if is_election(s, at) => {
                at = elected(reading, s, at, ChangeKind::Appointment);
            }
            _ if matches!(s.word(at), "不再担任" | "不再任" | "不再兼任")
                || s.word(at) == "不再" && matches!(s.word(at + 1), "担任" | "兼任" | "任") =>
            {
                let verb = if s.word(at) == "不再" { at + 1 } else { at };
                at = elected(reading, s, verb, ChangeKind::Removal);
            }
            // 某某提出辞去…职务
            _ if s.word(at) == "辞去"
                && at
                    .checked_sub(1)
                    .is_some_and(|b| matches!(s.word(b), "提出" | "请求" | "申请")) =>
            {
                at = elected(reading, s, at, ChangeKind::Removal);
            }
            _ => {
                mode = match s.word(at) {
                    "决定" if matches!(s.owners.get(at + 1), Some(Owner::Person(_))) => {
                        Some(ChangeKind::Appointment)
                    }
                    "任命" | "决定任命" | "选举" | "补选" | "增补" | "增选" | "选举产生"
                    | "推选" | "聘任" => Some(ChangeKind::Appointment),
                    "免去" | "免除" | "撤销" | "接受" | "免" | "罢免" => {
                        Some(ChangeKind::Removal)
                    }
                    // 免去甲的…职务；乙的…职务
                    "；" if goes_on(s, at + 1) => mode,
                    _ if s.tokens[at].kind == TokenKind::Stop && at + 1 < s.tokens.len() => None,
                    _ if matches!(
                        s.class(at),
                        Some(Class::Attend | Class::Chair | Class::Say | Class::Speak)
                    ) =>
                    {
                        None
                    }
                    _ => mode,
                };
                at += 1;
            }
        }
    }
    reading.appointing = mode.filter(|_| s.text.ends_with('；'));
}

/// 乙的…职务: what is done with the first of the list is done with this person too.
fn goes_on(s: &Sentence<'_>, at: usize) -> bool {
    let Some(Owner::Person(n)) = s.owners.get(at).copied() else { return false };
    s.word(s.people[n].tokens.1) == "的"
}

/// 当选为, 被任命为, 任: the verb stands behind the person.
fn is_election(s: &Sentence<'_>, at: usize) -> bool {
    let passive = || at.checked_sub(1).is_some_and(|b| s.word(b) == "被");
    match s.word(at) {
        "当选" | "当选为" | "高票当选" | "全票当选" | "高票当选为" | "全票当选为" => {
            true
        }
        "任命" | "任命为" | "选举" | "选为" => passive(),
        "任" | "担任" | "出任" | "接任" | "改任" | "转任" | "调任" | "升任" | "代理" => {
            at.checked_sub(1)
                .is_some_and(|b| matches!(s.owners[b], Owner::Person(_)) || counts_persons(s, b))
                && s.word(at + 1) != "组长"
        }
        _ => false,
    }
}

/// 甲、乙、丙等三位同志: what stands between the list and the verb; `at` is its last word.
fn counts_persons(s: &Sentence<'_>, at: usize) -> bool {
    const LONGEST: usize = 4;
    let front = (at.saturating_sub(LONGEST)..=at).rev().find(|&t| s.word(t) == "等");
    front.is_some_and(|front| {
        front > 0
            && matches!(s.owners[front - 1], Owner::Person(_))
            && (s.word(at) == "同志" || s.word(at) == "人")
            && s.words(front + 1, at).chars().count() <= LONGEST
    })
}

/// 任命李乐成为工业和信息化部部长; 免去韩卫国的…职务; gives where the post ends.
fn given(reading: &mut Reading<'_>, s: &Sentence<'_>, n: usize, kind: ChangeKind) -> usize {
    let after = s.people[n].tokens.1;
    let mut start = after;
    // 任命甲、乙为…: all of the list.
    let mut all = vec![n];
    let mut last = n;
    while let Some(Owner::Person(next)) = s.owners.get(start + 1).copied()
        && (s.tokens[start].kind == TokenKind::ListMark || s.class(start) == Some(Class::Conj))
    {
        all.push(next);
        last = next;
        start = s.people[next].tokens.1;
    }
    // 任命甲、乙等18人为审判员
    if s.tokens.get(start).is_some_and(|t| t.kind == TokenKind::Number)
        && matches!(s.word(start + 1), "人" | "名" | "位" | "人为")
    {
        start += if s.word(start + 1) == "人为" { 1 } else { 2 };
    }
    let marked =
        matches!(s.word(start), "人为" | "为" | "的" | "任" | "担任" | "辞去" | "当选为" | "当选");
    if matches!(s.word(start), "同志") {
        start += 1;
    }
    if marked {
        start += 1;
    } else if kind == ChangeKind::Appointment {
        return s.people[last].tokens.1;
    }
    let end = post_end(s, start);
    let phrases = post_phrases(&s.tokens, start, end, s.text);
    if phrases.is_empty() {
        return s.people[last].tokens.1;
    }
    let posts = complete(&phrases, None, Lexicon::standard());
    for person in all {
        for post in &posts {
            let Some(body) = &post.body else { continue };
            let body = &committee(reading, body);
            let person = &s.people[person];
            let span = person.span.cover(post.span);
            let found = Found { sentence: s, span, rule: "appointment", confidence: 0.89 };
            let index = reading.post(&person.name, body, &post.title, found);
            reading.change(index, kind, found);
        }
    }
    end
}

/// 李明、周敏当选为副县长; 刘国中被任命为副省长; 赵敏提出辞去委员职务: the persons stand before the
/// verb.
fn elected(reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize, kind: ChangeKind) -> usize {
    let start = if s.word(at + 1) == "为" { at + 2 } else { at + 1 };
    let clause = clause::clause_start(s, at);
    let mut chosen: Vec<usize> = Vec::new();
    for t in clause..at {
        if let Owner::Person(n) = s.owners[t]
            && !chosen.contains(&n)
        {
            if !s.people[n].listed {
                chosen.clear();
            }
            chosen.push(n);
        }
    }
    let end = post_end(s, start);
    let phrases = post_phrases(&s.tokens, start, end, s.text);
    let mut posts = complete(&phrases, reading.elected_at.clone(), Lexicon::standard());
    reading.elected_at = posts.last().and_then(|post| post.body.clone());
    if s.word(at) == "代理" {
        posts.iter_mut().for_each(|post| post.title.insert_str(0, "代理"));
    }
    for n in chosen {
        for post in &posts {
            // 妇女代表大会…。某某当选为主席: of what met.
            let whose = || main_body(reading, super::head_of(&post.title));
            // 当选为会长: `resolve` knows of which association the article tells.
            let own = || is_institutional(super::head_of(&post.title)).then(String::new);
            let Some(body) = post.body.clone().or_else(whose).or_else(own) else { continue };
            let body = &committee(reading, &body);
            let person = &s.people[n];
            let span = person.span.cover(post.span);
            let found = Found { sentence: s, span, rule: "elected", confidence: 0.82 };
            let index = reading.post(&person.name, body, &post.title, found);
            reading.change(index, kind, found);
        }
    }
    end.max(at + 1)
}

/// 副局长（兼，任期至…）: brackets that say more than one thing of the post before them.
fn is_long_note(s: &Sentence<'_>, open: usize) -> bool {
    let inside = s.tokens[open..].iter().take_while(|t| t.word != "）");
    matches!(open.checked_sub(1).and_then(|t| s.class(t)), Some(Class::Title(_)))
        && inside.take(20).any(|t| t.kind == TokenKind::Comma || t.kind == TokenKind::Number)
}

/// Where a post after 为 ends.
fn post_end(s: &Sentence<'_>, start: usize) -> usize {
    (start..s.tokens.len())
        .find(|&t| {
            matches!(s.tokens[t].kind, TokenKind::Comma | TokenKind::Stop)
                || s.word(t) == "（" && is_long_note(s, t)
                || matches!(s.word(t), "职务" | "一职" | "资格" | "的" | "请求" | "名单")
                || matches!(s.owners[t], Owner::Person(_))
                || s.tokens[t].kind == TokenKind::ListMark
                    && matches!(s.owners.get(t + 1), Some(Owner::Person(_)))
        })
        .unwrap_or(s.tokens.len())
}
