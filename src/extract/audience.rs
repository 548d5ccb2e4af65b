//! 会见 and 会谈: a meeting of two sides.

use super::clause::{Subject, Walk};
use super::held::nearest_date;
use super::reading::{Found, Reading};
use super::sentence::{Owner, Sentence};
use crate::lexicon::Class;
use crate::model::{MeetingClaim, MeetingKind, Role, Span};
use crate::text::TokenKind;

/// Reads the verb of meeting at `at`; gives the token where the walk goes on.
pub(super) fn read(
    walk: &mut Walk,
    reading: &mut Reading<'_>,
    s: &Sentence<'_>,
    at: usize,
) -> usize {
    let next = s.word(at + 1);
    let before = at.checked_sub(1).map_or("", |b| s.word(b));
    // 参加会见, 会见时, 在会见…时: no new meeting.
    if matches!(next, "时" | "后" | "前" | "中" | "的" | "结束")
        || s.class(at.wrapping_sub(1)) == Some(Class::Attend)
        || before == "在"
    {
        return at + 1;
    }
    // 会见…，双方进行座谈: still the same meeting.
    if walk.met {
        return at + 1;
    }
    let host = walk.subjects.iter().any(|x| matches!(x, Subject::Person(_)));
    if !host {
        return at + 1;
    }
    let end = (at + 1..s.tokens.len())
        .find(|&t| s.owners[t] == Owner::None && ends_object(s, t))
        .unwrap_or(s.tokens.len());
    let verb = s.word(at).trim_end_matches('了');
    let talks = verb.contains("会谈") || verb.contains("座谈") || verb.contains("会晤");
    let guests: Vec<usize> = (at + 1..end)
        .filter_map(|t| match s.owners[t] {
            Owner::Person(n) if s.people[n].tokens.0 == t => Some(n),
            _ => None,
        })
        .collect();
    let apart = matches!(before, "分别" | "先后") || verb.starts_with("分别");
    if talks {
        let with = walk.companions.clone();
        let name = talks_name(s, at, verb);
        open(walk, reading, s, at, end, name, &with, verb.contains("座谈"));
        return at + 1;
    }
    if apart && guests.len() > 1 {
        for guest in guests {
            let person = &s.people[guest];
            let name = format!("会见{}", s.words(person.tokens.0, person.tokens.1));
            open(walk, reading, s, at, end, name, &[guest], false);
        }
        return end;
    }
    let from = guests.first().map_or_else(|| at + 1, |&g| s.people[g].tokens.0);
    let object = match guests.first() {
        // The name of the guest is left out where the post says who it is.
        Some(&g) if guests.len() == 1 => {
            let person = &s.people[g];
            match person.stated {
                Some(stated) if stated.end <= person.span.start => stated.of(s.text).to_owned(),
                _ => person.name.clone(),
            }
        }
        _ => s.words(from, end).to_owned(),
    };
    // 会见并主持召开座谈会: whom, the sentence does not say.
    if from >= end {
        return at + 1;
    }
    let vague = guests.is_empty() && object.chars().count() > 40;
    open(
        walk,
        reading,
        s,
        at,
        end,
        format!("会见{}", if vague { "" } else { &object }),
        &guests,
        false,
    );
    end
}

fn ends_object(s: &Sentence<'_>, t: usize) -> bool {
    s.is_break(t) || s.tokens[t].kind == TokenKind::Comma || s.word(t) == "并" || s.word(t) == "时"
}

/// 同泰国总理会谈
fn talks_name(s: &Sentence<'_>, at: usize, verb: &str) -> String {
    let kind = if verb.contains("座谈") { "座谈会" } else { "会谈" };
    let with =
        (0..at).rev().find(|&t| matches!(s.word(t), "同" | "与") && s.owners[t] == Owner::None);
    let Some(with) = with else { return kind.to_owned() };
    let front = (with + 1..at)
        .rev()
        .find(|&t| s.word(t) == "的" && s.owners[t] == Owner::None)
        .map_or(with + 1, |t| t + 1);
    let person = (front..at).find_map(|t| match s.owners[t] {
        Owner::Person(n) => Some(&s.people[n]),
        _ => None,
    });
    match person.and_then(|p| p.stated.map(|x| (p, x))) {
        Some((person, stated)) if stated.end <= person.span.start => {
            format!("同{}{kind}", stated.of(s.text))
        }
        _ => {
            let mut end = at;
            while end > front && matches!(s.class(end - 1), Some(Class::Hold | Class::Adverb)) {
                end -= 1;
            }
            format!("同{}{kind}", s.words(front, end))
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn open(
    walk: &mut Walk,
    reading: &mut Reading<'_>,
    s: &Sentence<'_>,
    at: usize,
    end: usize,
    name: String,
    guests: &[usize],
    discussion: bool,
) {
    let span = s.span(at, end.max(at + 1));
    let date = nearest_date(s, span);
    let found = Found { sentence: s, span, rule: "audience", confidence: 0.89 };
    let kind = if discussion { MeetingKind::Discussion } else { MeetingKind::Audience };
    walk.met = true;
    let known = reading
        .claims
        .meetings
        .iter()
        .position(|m| m.name == name)
        .or_else(|| same_sides(walk, reading, s, guests));
    let meeting = match known {
        Some(known) => known,
        None => {
            let claim = MeetingClaim {
                name,
                kind,
                when: date.map(|d| s.dates[d].from).or(reading.last_date.map(|d| d.0)),
                until: date.and_then(|d| s.dates[d].until),
                date: None,
                end_date: None,
                date_inferred: false,
                place: place(s, at),
                conveners: Vec::new(),
                referenced: false,
                evidence: reading.evidence(found),
            };
            reading.open(claim, "会见", false)
        }
    };
    let subjects = walk.subjects.clone();
    let first = subjects.iter().find_map(|x| match x {
        Subject::Person(n) => Some(s.people[*n].tokens.0),
        Subject::Body(..) => None,
    });
    let from = first.unwrap_or(at).min(at);
    for subject in subjects.iter().filter(|x| matches!(x, Subject::Person(_))) {
        walk.note(
            reading,
            s,
            meeting,
            subject,
            Role::Attendee,
            from,
            end.max(at + 1),
            "host",
            0.96,
        );
    }
    for &guest in guests {
        let (first, after) = s.people[guest].tokens;
        let subject = Subject::Person(guest);
        walk.note(
            reading,
            s,
            meeting,
            &subject,
            Role::Attendee,
            first.min(at),
            after.max(at + 1),
            "guest",
            0.95,
        );
    }
    if let Some(Subject::Person(n)) = subjects.first() {
        reading.topic = Some(s.people[*n].name.clone());
    }
}

/// The audience of the same host and guest, told before in other words.
fn same_sides(
    walk: &Walk,
    reading: &Reading<'_>,
    s: &Sentence<'_>,
    guests: &[usize],
) -> Option<usize> {
    let host = walk.subjects.iter().find_map(|x| match x {
        Subject::Person(n) => Some(s.people[*n].name.as_str()),
        Subject::Body(..) => None,
    })?;
    let guest = guests.first().map(|&g| s.people[g].name.as_str())?;
    let at = |m: usize, name: &str| {
        reading.claims.attendance.iter().any(|a| a.meeting == m && a.official == name)
    };
    (0..reading.claims.meetings.len())
        .find(|&m| reading.kind(m) == MeetingKind::Audience && at(m, host) && at(m, guest))
}

/// 参加座谈, 参加会见 where the article has named no meeting.
pub(super) fn nameless(reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> usize {
    let discussion = s.word(at).contains("座谈");
    let span = s.span(at, at + 1);
    let date = nearest_date(s, span);
    let found = Found { sentence: s, span, rule: "nameless", confidence: 0.8 };
    let claim = MeetingClaim {
        name: if discussion { "座谈会" } else { "会见" }.to_owned(),
        kind: if discussion { MeetingKind::Discussion } else { MeetingKind::Audience },
        when: date.map(|d| s.dates[d].from).or(reading.last_date.map(|d| d.0)),
        until: None,
        date: None,
        end_date: None,
        date_inferred: false,
        place: None,
        conveners: Vec::new(),
        referenced: false,
        evidence: reading.evidence(found),
    };
    reading.open(claim, if discussion { "座谈会" } else { "会见" }, true)
}

/// 在北京人民大会堂会见
fn place(s: &Sentence<'_>, at: usize) -> Option<String> {
    let from = (0..at)
        .rev()
        .take_while(|&t| !s.is_break(t))
        .find(|&t| s.word(t) == "在" && s.owners[t] == Owner::None)?;
    let end = (from + 1..=at).find(|&t| {
        t == at
            || matches!(
                s.class(t),
                Some(Class::Adverb | Class::Conj | Class::Prep | Class::Meet | Class::Hold)
            )
    })?;
    let words = Span::new(
        s.tokens.get(from + 1)?.span.start,
        s.tokens.get(end)?.span.start.max(s.tokens[from + 1].span.start),
    )
    .of(s.text);
    let words = if words == "京" { "北京" } else { words };
    ((1..=16).contains(&words.chars().count())).then(|| words.to_owned())
}
