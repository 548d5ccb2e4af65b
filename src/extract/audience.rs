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
    // 会见时在座, 会见时作了讲话: at the audience told before.
    if next == "时" && before != "在" && !walk.taken && walk.has_people() {
        join(walk, reading, s, at);
        return at + 1;
    }
    // 会见时，甲说: what follows is said there.
    if matches!(next, "时" | "中") && !walk.has_people() {
        reading.current = reading.audiences.last().copied().or(reading.current);
    }
    // 参加会见, 会见后, 在会见…时: no new meeting.
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
    // 省委召开协商会，邀请各民主党派负责人座谈: what is done at the meeting that the sentence has told of.
    let asked = (0..at).any(|t| matches!(s.word(t), "邀请" | "特邀"));
    let talk = s.word(at).contains("座谈");
    let within = talk
        && reading.current.is_some_and(|m| {
            let discusses = reading.claims.meetings[m].name.contains("座谈");
            (asked || discusses) && reading.is_told_in(m, s)
        });
    // 感谢某某的会见
    if within || before == "的" {
        return at + 1;
    }
    let host = walk.subjects.iter().any(|x| matches!(x, Subject::Person(_)));
    if !host {
        // 省检察院邀请部分人大代表座谈: whose discussion it is, and nobody is named yet.
        if talk && asked && reading.claims.meetings.is_empty() {
            nameless_at(reading, s, at);
        }
        return at + 1;
    }
    let end = (at + 1..s.tokens.len())
        .find(|&t| s.owners[t] == Owner::None && ends_object(s, t))
        .unwrap_or(s.tokens.len());
    let verb = s.word(at).trim_end_matches('了');
    let talks = verb.contains("会谈") || verb.contains("座谈") || verb.contains("会晤");
    // …并举行座谈会。市委书记某某与代表团一行座谈: who came to the meeting that was just told of.
    let told = reading.current.filter(|&m| {
        talk && !reading.claims.meetings[m].referenced
            && reading.claims.meetings[m].name.contains("座谈会")
    });
    if let Some(meeting) = told {
        walk.take(reading, s, at, meeting, Role::Attendee, "discusses", 0.85);
        return at + 1;
    }
    if talks {
        let with = walk.companions.clone();
        let name = talks_name(s, at, verb);
        let meeting = open(walk, reading, s, at, end, name, &with, verb.contains("座谈"));
        reading.audiences = vec![meeting];
        return at + 1;
    }
    let first = if s.word(at + 1) == "了" { at + 2 } else { at + 1 };
    // 一同会见, 会见并主持召开座谈会: whom, the sentence does not say.
    if first >= end {
        if !walk.taken && s.is_break(at + 1) {
            join(walk, reading, s, at);
        }
        return at + 1;
    }
    // 接见与会代表并出席会议: those who have come to the meeting are no guests.
    let own = ["与会", "参会", "全体代表", "获奖", "受表彰", "出席会议", "参加会议"];
    let attends = (end..s.tokens.len()).any(|t| s.class(t) == Some(Class::Attend));
    if s.word(at).contains("接见") && attends && own.iter().any(|w| s.words(first, end).contains(w))
    {
        return end;
    }
    let whom = end;
    let end = further_guests(s, end);
    let guests: Vec<usize> = (first..end)
        .filter_map(|t| match s.owners[t] {
            Owner::Person(n) if s.people[n].tokens.0 == t => Some(n),
            _ => None,
        })
        .collect();
    let verb = if verb.contains("拜会") { "拜会" } else { "会见" };
    let apart = matches!(before, "分别" | "先后") || s.word(at).starts_with("分别");
    if apart && guests.len() > 1 {
        let mut from = first;
        reading.audiences.clear();
        for guest in guests {
            let after = s.people[guest].tokens.1;
            let name = format!("{verb}{}", guest_name(s, from, after, &[guest]));
            let meeting = open(walk, reading, s, at, end, name, &[guest], false);
            reading.audiences.push(meeting);
            from = after + 1;
        }
        return end;
    }
    let name = format!("{verb}{}", guest_name(s, first, whom, &guests));
    let meeting = open(walk, reading, s, at, end, name, &guests, false);
    reading.audiences = vec![meeting];
    end
}

/// 会见了董事长甲，总经理乙，双方…: the token after the guests that stand in clauses of their own.
fn further_guests(s: &Sentence<'_>, end: usize) -> usize {
    let mut last = end;
    while s.tokens.get(last).is_some_and(|t| t.kind == TokenKind::Comma) {
        let mut at = last + 1;
        while let Some(Owner::Person(n)) = s.owners.get(at).copied()
            && s.people[n].tokens.0 == at
        {
            at = s.people[n].tokens.1;
            if s.tokens.get(at).is_some_and(|t| t.kind == TokenKind::ListMark) {
                at += 1;
            }
        }
        if at == last + 1 || !s.is_break(at) {
            break;
        }
        last = at;
    }
    last
}

/// The subjects were at the audience told before.
fn join(walk: &mut Walk, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) {
    for meeting in reading.audiences.clone() {
        walk.take(reading, s, at, meeting, Role::Attendee, "joins", 0.9);
    }
}

/// The audiences that 参加会见 means: those that one sentence told of, or one without a name.
pub(super) fn meant(
    walk: &Walk,
    reading: &mut Reading<'_>,
    s: &Sentence<'_>,
    at: usize,
) -> Vec<usize> {
    let discussed = reading.current.filter(|&m| reading.kind(m) == MeetingKind::Discussion);
    if let Some(meeting) = discussed.filter(|_| s.word(at).contains("座谈")) {
        return vec![meeting];
    }
    if !reading.audiences.is_empty() {
        return reading.audiences.clone();
    }
    if !walk.has_people() {
        return Vec::new();
    }
    vec![reading.current.unwrap_or_else(|| nameless_at(reading, s, at))]
}

/// Whom somebody met, as the sentence has it between two tokens.
fn guest_name(s: &Sentence<'_>, from: usize, end: usize, guests: &[usize]) -> String {
    const LONGEST: usize = 40;
    let particle = |t: &usize| s.word(*t) == "的" && s.owners[*t] == Owner::None;
    let led = |t: &usize| {
        let before = t.checked_sub(1).map_or("", |b| s.word(b));
        particle(t) && LEADING.iter().any(|word| before.ends_with(word))
    };
    // 以…为团长的代表团, …率领的代表团: the leader is one of the guests.
    let from = match (from..end).rev().find(led) {
        Some(de) => de + 1,
        None => {
            // 来访的德国大使: the guest stands behind.
            let guest = guests.first().map_or(from, |&g| s.people[g].tokens.0);
            (from..guest).rev().find(particle).map_or(from, |de| de + 1)
        }
    };
    let words = s.words(from, end);
    let last = guests
        .last()
        .map(|&g| &s.people[g])
        .filter(|person| (from..end).contains(&person.tokens.0));
    if let Some(person) = last {
        let (front, back) = (s.words(from, person.tokens.1), s.words(person.tokens.1, end));
        let back = back.strip_prefix('等').or(front.ends_with('等').then_some(back));
        return match back {
            // 会见甲等出席论坛的嘉宾
            Some(back) if back.starts_with(['出', '参']) && back.contains('的') => {
                back.to_owned()
            }
            // 会见甲等政要
            Some(_) => front.trim_end_matches('等').to_owned(),
            None => words.to_owned(),
        };
    }
    // 会见甲市、乙市等友好城市代表团
    let words = match words.rsplit_once('等') {
        Some((list, group)) if list.contains('、') && !group.is_empty() => group,
        _ => words,
    };
    if words.chars().count() > LONGEST { String::new() } else { words.to_owned() }
}

/// Before 的, who leads the guests.
const LEADING: [&str; 6] = ["团长", "为首", "率领", "带领", "带队", "率队"];

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
    let mut end = at;
    while end > front
        && matches!(s.class(end - 1), Some(Class::Hold | Class::Adverb | Class::Particle))
    {
        end -= 1;
    }
    let whom = s.words(front, end);
    // 与甲、乙等座谈: a discussion with many is named by its kind.
    if verb.contains("座谈") && whom.contains('、') {
        return kind.to_owned();
    }
    format!("同{whom}{kind}")
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
) -> usize {
    let span = s.span(at, end.max(at + 1));
    let date = nearest_date(s, span);
    let found = Found { sentence: s, span, rule: "audience", confidence: 0.89 };
    let kind = if discussion { MeetingKind::Discussion } else { MeetingKind::Audience };
    walk.met = true;
    let known = reading
        .recent()
        .find(|&m| reading.claims.meetings[m].name == name)
        .or_else(|| same_sides(walk, reading, s, guests));
    let meeting = match known {
        Some(known) => {
            // 拜会了甲一行, then 8月30日拜会全国政协副主席甲: told more fully.
            let claim = &mut reading.claims.meetings[known];
            let whom = claim.name.trim_end_matches("一行").chars().skip(2).collect::<String>();
            if name.chars().count() > claim.name.chars().count() && name.contains(&whom) {
                claim.name = name;
            }
            claim.when = claim.when.or(date.map(|d| s.dates[d].from));
            known
        }
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
    meeting
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
    reading.recent().find(|&m| {
        reading.kind(m) == MeetingKind::Audience
            && reading.was_at(m, host)
            && reading.was_at(m, guest)
    })
}

/// 参加座谈, 参加会见 where the article has named no meeting.
fn nameless_at(reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> usize {
    let discussion = s.word(at).contains("座谈");
    // 参加会见 where the headline says whom: 省领导会见港澳代表.
    let headed = reading.headlines.iter().find_map(|line| {
        let at = line.find("会见").filter(|_| !discussion)?;
        let whom = line[at + "会见".len()..].split(['，', ' ', '　', '：', '时']).next()?;
        (!whom.is_empty()).then(|| line[at..at + "会见".len() + whom.len()].to_owned())
    });
    let name = headed.as_deref().unwrap_or(if discussion { "座谈会" } else { "会见" });
    let kind = if discussion { MeetingKind::Discussion } else { MeetingKind::Audience };
    open_named(reading, s, (at, at + 1), name, kind)
}

/// 参加江苏代表团审议: the delegation's sitting, and the token after it; `at` is the verb.
pub(super) fn delegation(
    reading: &mut Reading<'_>,
    s: &Sentence<'_>,
    at: usize,
) -> Option<(usize, usize)> {
    let first = if s.word(at + 1) == "了" { at + 2 } else { at + 1 };
    let delegation = (first..s.tokens.len().min(first + 4)).find(|&t| s.word(t) == "代表团")?;
    let verb = if s.word(delegation + 1) == "的" { delegation + 2 } else { delegation + 1 };
    let sits = matches!(s.word(verb), "审议" | "讨论" | "分组审议");
    let placed = s.class(first) == Some(Class::Place);
    // …审议时的重要讲话精神: only spoken of.
    let told = s
        .tokens
        .get(verb + 1)
        .is_none_or(|next| matches!(next.kind, TokenKind::Comma | TokenKind::Stop));
    if !(sits && placed && told) {
        return None;
    }
    let name = format!("{}审议", s.words(first, delegation + 1));
    let known = reading.recent().find(|&m| reading.claims.meetings[m].name == name);
    let meeting = known.unwrap_or_else(|| {
        open_named(reading, s, (first, verb + 1), &name, MeetingKind::Discussion)
    });
    Some((meeting, verb + 1))
}

/// Opens a meeting that only what is done there names.
fn open_named(
    reading: &mut Reading<'_>,
    s: &Sentence<'_>,
    tokens: (usize, usize),
    name: &str,
    kind: MeetingKind,
) -> usize {
    let span = s.span(tokens.0, tokens.1);
    let date = nearest_date(s, span);
    let found = Found { sentence: s, span, rule: "nameless", confidence: 0.8 };
    let claim = MeetingClaim {
        name: name.to_owned(),
        kind,
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
    reading.open(claim, name, true)
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
