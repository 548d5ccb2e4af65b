//! Which meeting a phrase means: one that the article has named before, or a new one.

use super::body_lists::{bodies_ending, is_body_token};
use super::meeting::MeetingPhrase;
use super::reading::{Found, Reading};
use super::same_meeting::{abbreviates, same_name, session};
use super::sentence::{Owner, Sentence};
use super::standing::{Standing, holding_before, standing};
use crate::lexicon::Class;
use crate::model::{MeetingClaim, MeetingKind, Span};
use crate::text::TokenKind;

impl Reading<'_> {
    /// The meeting that phrase `n` means, opened if the article has not named it before.
    pub fn meeting(
        &mut self,
        s: &Sentence<'_>,
        n: usize,
        rule: &'static str,
        confidence: f32,
    ) -> usize {
        if let Some(known) = self.known(s, n) {
            self.refine(s, n, known);
            return known;
        }
        let phrase = &s.meetings[n];
        if (phrase.bare || phrase.is_sitting())
            && let Some(meeting) = self.open_mentioned(s, phrase.span)
        {
            return meeting;
        }
        let claim = self.claim(s, n, rule, confidence);
        let (head, bare) = (phrase.head.clone(), phrase.bare);
        self.open(claim, &head, bare)
    }

    /// The meeting that phrase `n` means beside another one: 出席座谈会和签约仪式.
    pub fn meeting_beside(&mut self, s: &Sentence<'_>, n: usize, rule: &'static str) -> usize {
        let phrase = &s.meetings[n];
        if !phrase.bare || phrase.is_generic() || phrase.is_sitting() {
            return self.meeting(s, n, rule, 0.85);
        }
        let told = (0..self.heads.len()).rev().find(|&m| {
            self.heads[m].0 == phrase.head || self.claims.meetings[m].name.contains(&phrase.head)
        });
        let (claim, head) = (self.claim(s, n, rule, 0.8), phrase.head.clone());
        told.unwrap_or_else(|| self.open(claim, &head, true))
    }

    /// The meeting that was named before and now turns out to have been held.
    pub fn open_mentioned(&mut self, s: &Sentence<'_>, span: Span) -> Option<usize> {
        let (mut claim, head) = self.mentioned.take()?;
        // It is known by now.
        if self.recent().any(|m| same_name(&self.claims.meetings[m].name, &claim.name)) {
            return None;
        }
        let day = nearest_date(s, span).map(|d| s.dates[d].from).or(self.last_date.map(|d| d.0));
        claim.when = claim.when.or(day);
        claim.evidence =
            self.evidence(Found { sentence: s, span, rule: "mentioned", confidence: 0.85 });
        Some(self.open(claim, &head, false))
    }

    /// The meeting meant by a verb that names none.
    pub fn meant(&mut self, s: &Sentence<'_>, span: Span) -> Option<usize> {
        self.current.or_else(|| self.open_mentioned(s, span))
    }

    /// The meeting of the article that a phrase means as the subject of an act.
    pub fn acting(&self, s: &Sentence<'_>, n: usize) -> Option<usize> {
        match standing(s, n) {
            Standing::Referenced => None,
            _ => self.known(s, n),
        }
    }

    /// Keeps a meeting that is named but not yet said to be held: 会议 may turn out to mean it.
    pub fn mention(&mut self, s: &Sentence<'_>, n: usize) {
        let phrase = &s.meetings[n];
        let fits = !phrase.bare
            && !phrase.is_sitting()
            && !phrase.with_reference
            && standing(s, n) != Standing::Referenced;
        if fits && self.claims.meetings.is_empty() && self.mentioned.is_none() {
            let claim = self.claim(s, n, "mentioned", 0.8);
            self.mentioned = Some((claim, phrase.head.clone()));
        }
    }

    fn claim(
        &self,
        s: &Sentence<'_>,
        n: usize,
        rule: &'static str,
        confidence: f32,
    ) -> MeetingClaim {
        let phrase = &s.meetings[n];
        let conveners: Vec<String> = convener(s, phrase.tokens.0).into_iter().collect();
        let mut name = phrase.name.clone();
        if let Some(body) = conveners.first()
            && wants_convener(&name)
            && !body.starts_with('我')
            && !name.contains(body.as_str())
        {
            name = format!("{body}{name}");
        }
        if let Some(session) = self.session_of_presidium(s, phrase) {
            name = format!("{session}主席团{name}");
        }
        let date = nearest_date(s, phrase.span);
        let found = Found { sentence: s, span: phrase.span, rule, confidence };
        MeetingClaim {
            name: clean(&name),
            kind: phrase.kind,
            when: date.map(|d| s.dates[d].from).or(self.last_date.map(|d| d.0)),
            until: match date {
                Some(d) => s.dates[d].until,
                None => self.last_date.and_then(|d| d.1),
            },
            date: None,
            end_date: None,
            date_inferred: false,
            place: place(s, phrase.tokens),
            conveners,
            referenced: false,
            evidence: self.evidence(found),
        }
    }

    /// 随后，我省召开电视电话会议: another one than that of the whole country just told of.
    fn is_of_another_level(&self, s: &Sentence<'_>, phrase: &MeetingPhrase) -> bool {
        let Some(verb) = holding_before(s, phrase.tokens.0) else { return false };
        let start = (0..verb).rev().find(|&t| s.is_break(t)).map_or(0, |t| t + 1);
        let subject = s.words(start, verb);
        !phrase.name.starts_with("全国")
            && [
                "我省",
                "全省",
                "我市",
                "我区",
                "我县",
                "自治区",
                "省政府",
                "市政府",
                "省委",
                "市委",
            ]
            .iter()
            .any(|level| subject.contains(level))
    }

    /// 市十六届人大二次会议主席团举行第一次会议: the session whose presidium holds a meeting that has only its
    /// number; 大会主席团 is that of the session told of before.
    fn session_of_presidium(&self, s: &Sentence<'_>, phrase: &MeetingPhrase) -> Option<String> {
        if !(phrase.name.starts_with('第') && phrase.name.ends_with("次会议")) {
            return None;
        }
        let verb = holding_before(s, phrase.tokens.0)?;
        let start = (0..verb).rev().find(|&t| s.is_break(t)).map_or(0, |t| t + 1);
        let presidium = (start..verb).rev().find(|&t| s.word(t).ends_with("主席团"))?;
        let first = (start..presidium)
            .rev()
            .take_while(|&t| {
                matches!(s.owners[t], Owner::None | Owner::Meeting(_))
                    && (matches!(s.tokens[t].kind, TokenKind::Number)
                        || is_body_token(s, t)
                        || matches!(s.class(t), Some(Class::MeetingHead(_))))
            })
            .last();
        let session = first.map_or("", |first| s.words(first, presidium));
        if session.contains('届') && session.ends_with("会议") {
            return Some(session.to_owned());
        }
        let named = s.meetings[..]
            .iter()
            .rev()
            .find(|m| m.tokens.1 <= presidium && m.name.contains('届') && m.name.contains('次'));
        let session = || self.recent().rev().find(|&m| self.kind(m) == MeetingKind::Session);
        let name = match named {
            Some(named) => &named.name,
            None => &self.claims.meetings[session()?].name,
        };
        Some(name.trim_end_matches("预备会议").trim_end_matches("预备会").to_owned())
    }

    /// Whether the sentence tells of phrase `n` as held on a day of its own that is not the meeting's.
    fn held_another_day(&self, s: &Sentence<'_>, n: usize, meeting: usize) -> bool {
        let Standing::Held { verb } = standing(s, n) else { return false };
        let begins = matches!(s.word(verb), "召开" | "召开了" | "举行" | "举行了");
        let first = s.meetings[n].tokens.0;
        let date = s.dates.iter().rfind(|d| d.span.end <= s.tokens[first].span.start);
        let (Some(told), Some(known)) = (date, self.claims.meetings[meeting].when) else {
            return false;
        };
        let day = |when: crate::model::When| when.month.zip(when.day);
        begins
            && !s.meetings[n].bare
            && day(told.from).zip(day(known)).is_some_and(|(one, other)| one != other)
    }

    /// The meeting of the article that the phrase means.
    pub fn known(&self, s: &Sentence<'_>, n: usize) -> Option<usize> {
        let phrase = &s.meetings[n];
        let current = self.current?;
        if let Some(session) = self.session_of_presidium(s, phrase) {
            let name = format!("{session}主席团{}", phrase.name);
            return self.recent().rev().find(|&m| self.claims.meetings[m].name == name);
        }
        if phrase.is_generic() || phrase.is_sitting() {
            return Some(current);
        }
        // A meeting known as 会议 only is the next one that is named.
        if !phrase.bare && matches!(self.claims.meetings[current].name.as_str(), "会议" | "大会")
        {
            return Some(current);
        }
        let wide = self.is_of_another_level(s, phrase);
        let apart = self.held_another_day(s, n, current);
        let like = |m: usize| {
            let known = &self.claims.meetings[m].name;
            if wide && known.starts_with("全国") {
                return false;
            }
            // 3月19日，甲区卫生工作会议召开。3月24日，乙县召开全县卫生工作会议: on another day, by another name.
            if apart && known != &phrase.name && session(known).is_none() {
                return false;
            }
            let special = !matches!(phrase.head.as_str(), "会议" | "大会" | "工作会议");
            let same_head = !special || known.contains(&phrase.head);
            (same_head || session(known).is_some()) && same_name(known, &phrase.name)
        };
        if like(current) {
            return Some(current);
        }
        // 座谈交流会上 after 参观并座谈
        let talk = self.heads[current].1
            && self.claims.meetings[current].name == "座谈会"
            && phrase.name.starts_with("座谈")
            && phrase.name.ends_with('会');
        if talk {
            return Some(current);
        }
        // 审委会会议 after …审判委员会第四次会议: what it is called in short.
        let held = matches!(standing(s, n), Standing::Held { .. });
        if !phrase.bare && !held {
            let names = self.recent().rev().map(|m| (m, self.claims.meetings[m].name.as_str()));
            if let Some((known, _)) = names.into_iter().find(|(_, k)| abbreviates(&phrase.name, k))
            {
                return Some(known);
            }
        }
        // 签约会议 after a 座谈会暨签约仪式, 庆典仪式 after a 面市仪式: what it is called in short.
        const SHORT: usize = 4;
        let front = phrase.name.strip_suffix("会议");
        let again = front.is_some_and(|front| self.claims.meetings[current].name.contains(front))
            || phrase.kind == MeetingKind::Ceremony && self.kind(current) == phrase.kind;
        if again && !phrase.bare && phrase.name.chars().count() <= SHORT && !held {
            return Some(current);
        }
        // 会见之后的签约仪式 is another meeting.
        if phrase.bare
            && self.kind(current) == MeetingKind::Audience
            && phrase.kind == MeetingKind::Ceremony
        {
            return self.recent().rev().find(|&m| like(m));
        }
        if phrase.bare {
            let by_head = self.recent().rev().find(|&m| {
                self.heads[m].0.ends_with(&phrase.head)
                    || phrase.head.ends_with(&self.heads[m].0)
                    || self.claims.meetings[m]
                        .name
                        .contains(phrase.head.trim_end_matches("会议").trim_end_matches('会'))
            });
            // 动员会 after a session is a meeting of its own.
            let special = !matches!(phrase.head.as_str(), "会议" | "大会" | "全会" | "会");
            if self.kind(current) == MeetingKind::Session
                && special
                && by_head.is_none()
                && matches!(phrase.kind, MeetingKind::Work | MeetingKind::Discussion)
                && phrase.head.ends_with("动员会")
            {
                return None;
            }
            // 座谈会 after a meeting of another head is that meeting under its common name, unless it is
            // said to be held.
            return by_head.or((!held).then_some(current));
        }
        self.recent().rev().find(|&m| like(m))
    }

    /// What a later mention adds: the day, the place, a fuller name.
    fn refine(&mut self, s: &Sentence<'_>, n: usize, known: usize) {
        let phrase = &s.meetings[n];
        let date = nearest_date(s, phrase.span);
        self.last_date = date.map(|d| (s.dates[d].from, s.dates[d].until)).or(self.last_date);
        let held = matches!(standing(s, n), Standing::Held { .. });
        let found_place = place(s, phrase.tokens);
        let Some(claim) = self.claims.meetings.get_mut(known) else { return };
        if let Some(date) = date
            && claim.when.is_none()
            && held
        {
            claim.when = Some(s.dates[date].from);
            claim.until = s.dates[date].until;
        }
        claim.place = claim.place.take().or(found_place);
        let fuller = phrase.name.chars().count() > claim.name.chars().count() + 2;
        if fuller && !phrase.is_sitting() && self.heads.get(known).is_some_and(|h| h.1) {
            claim.name = clean(&phrase.name);
            claim.kind = phrase.kind;
            if let Some(head) = self.heads.get_mut(known) {
                *head = (phrase.head.clone(), false);
            }
        }
        self.current = Some(known);
    }
}

/// Whether a name says so little that the body whose meeting it is belongs to it.
fn wants_convener(name: &str) -> bool {
    let wide = [
        "全国",
        "全省",
        "全市",
        "全县",
        "全区",
        "全州",
        "全旗",
        "全盟",
        "全校",
        "全镇",
        "全乡",
        "全系统",
        "中国",
        "世界",
        "国际",
    ];
    let dated = name.chars().next().is_some_and(|c| c.is_ascii_digit());
    let begins_with_place = name.starts_with(['省', '市', '县', '区', '州']);
    !wide.iter().any(|w| name.starts_with(w))
        && !dated
        && !begins_with_place
        && name.chars().count() <= 14
}

/// The name without quotation marks around the whole.
fn clean(name: &str) -> String {
    let inner = name.strip_prefix('“').and_then(|n| n.strip_suffix('”'));
    inner.filter(|n| !n.contains('“')).unwrap_or(name).to_owned()
}

/// The date that stands nearest before a place of the sentence, else the first after it.
pub fn nearest_date(s: &Sentence<'_>, span: Span) -> Option<usize> {
    let before = s.dates.iter().rposition(|d| d.span.end <= span.start);
    let after = || s.dates.iter().position(|d| d.span.start >= span.end);
    before.or_else(after)
}

/// Where it was held: 在西宁举行, 在京召开.
fn place(s: &Sentence<'_>, tokens: (usize, usize)) -> Option<String> {
    let clause_end = (tokens.1..s.tokens.len()).find(|&t| s.is_break(t)).unwrap_or(s.tokens.len());
    let clause_start = (0..tokens.0).rev().find(|&t| s.is_break(t)).map_or(0, |t| t + 1);
    let place_in = |from: usize, to: usize| -> Option<String> {
        let at = (from..to).find(|&t| s.word(t) == "在" || s.word(t) == "于")?;
        let end = (at + 1..to).find(|&t| {
            matches!(
                s.class(t),
                Some(
                    Class::Hold
                        | Class::Attend
                        | Class::Chair
                        | Class::Meet
                        | Class::Say
                        | Class::Adverb
                        | Class::Speak
                        | Class::Observe
                )
            ) || matches!(s.owners[t], Owner::Person(_) | Owner::Meeting(_))
        })?;
        let words = s.words(at + 1, end);
        let sound = (1..=16).contains(&words.chars().count())
            && !words.contains(['“', '《', '，'])
            && !words.ends_with(['上', '中', '时', '下']);
        sound.then(|| if words == "京" { "北京".to_owned() } else { words.to_owned() })
    };
    if s.words(tokens.1, clause_end).contains("在京") {
        return Some("北京".to_owned());
    }
    if let Some(found) = place_in(tokens.1, clause_end) {
        return Some(found);
    }
    place_in(clause_start, tokens.0)
}

/// The body right before 召开…, or the one the name begins with.
fn convener(s: &Sentence<'_>, first: usize) -> Option<String> {
    let verb = holding_before(s, first)?;
    let start = (0..verb).rev().find(|&t| s.tokens[t].kind == TokenKind::Stop).map_or(0, |t| t + 1);
    let mut at = verb;
    while at > start {
        let t = at - 1;
        // 主席团今天上午在人民大会堂举行…
        if let Some(place) = (start..at).rev().take(6).find(|&p| matches!(s.word(p), "在" | "于"))
            && (place..at).all(|p| !s.is_break(p) && s.owners[p] == Owner::None)
        {
            at = place;
            continue;
        }
        let skip = matches!(s.owners[t], Owner::Date(_))
            || ["今天", "昨天", "今日", "昨日", "上午", "下午"]
                .iter()
                .any(|w| s.word(t).starts_with(w))
            || matches!(s.class(t), Some(Class::Adverb | Class::Conj | Class::Chair))
            || matches!(s.tokens[t].kind, TokenKind::Comma | TokenKind::Number);
        if !skip {
            break;
        }
        at = t;
    }
    bodies_ending(s, at).into_iter().next_back().map(|(name, _)| name).or_else(|| {
        // 国务院以“…”为主题，进行第六次专题学习: the subject at the front.
        let front = (start..verb).find(|&t| {
            !matches!(s.owners[t], Owner::Date(_))
                && !matches!(s.tokens[t].kind, TokenKind::Comma)
                && !matches!(s.class(t), Some(Class::Adverb))
        })?;
        let end = (front..verb).find(|&t| s.owners[t] != Owner::None || !is_body_token(s, t))?;
        let (name, _) = bodies_ending(s, end).into_iter().next_back()?;
        Some(name)
    })
}

/// Whether the sentence says whose meeting its phrase `n` is.
pub fn has_convener(s: &Sentence<'_>, n: usize) -> bool {
    convener(s, s.meetings[n].tokens.0).is_some()
}
