//! Who did what: a sentence is walked from left to right, subjects are gathered, verbs take them.

use super::audience;
use super::belonging::of_one_place;
use super::body_lists::bodies_ending;
use super::governed::{acts, delivers, is_modifier, meets};
use super::held;
use super::reading::Reading;
use super::sentence::{Owner, Sentence};
use super::standing::{Standing, standing};
use crate::lexicon::{Class, List, TitleKind};
use crate::model::{MeetingKind, Role};
use crate::text::{Segmenter, TokenKind};

/// Who may be the subject of the next verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// Index into the sentence's people.
    Person(usize),
    /// A body through its 负责人, with its first token.
    Body(String, usize),
}

/// The state of the walk through one sentence.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) subjects: Vec<Subject>,
    /// Words of another predicate stand behind the last subject.
    pub(super) loose: bool,
    /// The subjects have been taken by a verb: the next person begins a new list.
    pub(super) taken: bool,
    /// The subjects stand in this clause.
    pub(super) fresh: bool,
    /// Since the clause began, something stood there that is no subject of ours.
    pub(super) other_subject: bool,
    /// Persons joined by 同, 与.
    pub(super) companions: Vec<usize>,
    /// The sentence has told of an audience.
    pub(super) met: bool,
    /// The preposition whose phrase we are in.
    pub(super) prep: Option<&'static str>,
    /// A preposition whose phrase has not come to its noun: 同出席…的议长.
    pub(super) open_prep: Option<&'static str>,
    /// 在…会议上
    pub(super) locus: Option<usize>,
    /// A meeting phrase that is the subject of the clause: 培训会议由…主持.
    pub(super) named: Option<usize>,
    /// 甲出席并致辞，乙主持签约仪式: what was done at a meeting that the sentence has yet to name.
    pub(super) waiting: Vec<(Role, Subject)>,
    /// 出席会议的还有: whoever follows did this.
    pub(super) listing: Option<(Role, usize)>,
}

/// Reads the sentence into `reading`.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    let listing = reading.listing.take().filter(|_| only_lists(s));
    let mut walk = Walk { listing, ..Walk::default() };
    let session = reading.current.filter(|&m| reading.kind(m) == MeetingKind::Session);
    let mut at = 0;
    while at < s.tokens.len() {
        at = match s.owners[at] {
            Owner::Person(n) => walk.person(reading, s, n),
            Owner::Meeting(n) => walk.meeting(reading, s, n),
            Owner::Date(_) => at + 1,
            Owner::None => match walk.token(reading, s, at) {
                Some(next) => next.max(at + 1),
                // The rest is what somebody said.
                None => break,
            },
        };
    }
    reading.listing = walk.listing.filter(|_| s.text.ends_with('；'));
    if let Some(date) =
        s.dates.iter().rev().find(|d| at >= s.tokens.len() || d.span.end <= s.tokens[at].span.start)
        && super::relevance::tells_day(s.text, &s.dates, s.paragraph < reading.opening)
    {
        // A range of days is that of a visit, not of each meeting during it.
        reading.last_date = date.until.is_none().then_some((date.from, None));
    }
    // An oath or a lecture during a session: who is named next was at the session.
    let aside = reading
        .current
        .is_some_and(|m| matches!(reading.kind(m), MeetingKind::Ceremony | MeetingKind::Study));
    if session.is_some() && aside {
        reading.current = session;
    }
    if let Some(Subject::Person(n)) = walk.subjects.first() {
        reading.topic = Some(s.people[*n].name.clone());
    }
}

impl Walk {
    fn person(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, n: usize) -> usize {
        let person = &s.people[n];
        let (first, after) = person.tokens;
        if let Some((role, meeting)) = self.listing {
            self.note(reading, s, meeting, &Subject::Person(n), role, first, after, "list", 0.97);
            return after;
        }
        let before = first.checked_sub(1);
        let open = self.open_prep.take().filter(|_| before.is_some_and(|b| s.word(b) == "的"));
        let governed = match before.map(|b| (s.class(b), s.word(b))) {
            Some((Some(Class::Prep), word)) => Some(word),
            Some((Some(Class::Conj), "同" | "与" | "携")) => Some("同"),
            Some((Some(Class::Meet), _)) => Some("会见"),
            Some((Some(Class::Adverb | Class::Hold), word)) if List::Governing.has(word) => {
                Some("对")
            }
            Some((_, word)) if List::Governing.has(word) => Some("对"),
            _ => open,
        };
        // （记者刘玉璟）: who reports does not attend.
        let reporter = |b: usize| s.class(b) == Some(Class::Title(TitleKind::Reporter));
        let reports = before.is_some_and(|b| {
            reporter(b) || s.word(b).trim().is_empty() && b > 0 && reporter(b - 1)
        });
        let governed = if reports { Some("对") } else { governed };
        self.prep = match governed {
            Some("由") => None,
            // 邀请省环保厅巡视员葛为砚通报: invited to do it.
            Some("邀请" | "请" | "特邀") if acts(s, after) => None,
            // 甲与乙共同主持: two subjects, unless they meet each other.
            Some("同" | "与" | "会同")
                if before.is_some_and(|b| s.word(b) == "与")
                    && first >= 2
                    && matches!(s.owners[first - 2], Owner::Person(_))
                    && !meets(s, after) =>
            {
                None
            }
            Some("同" | "与" | "会同") => Some("同"),
            Some(_) => Some("对"),
            None if person.listed && self.prep.is_some() => self.prep,
            None => None,
        };
        match self.prep {
            Some("同") => self.companions.push(n),
            Some(_) => {}
            None if is_modifier(s, n) => {}
            // 传达了省委书记李希在…的讲话: after the verb, in its clause, a person is its object.
            None if self.taken
                && self.fresh
                && !person.listed
                && before.is_some_and(|b| {
                    !matches!(
                        s.tokens[b].kind,
                        TokenKind::Comma | TokenKind::Stop | TokenKind::ListMark
                    ) && s.word(b) != "由"
                }) => {}
            None => {
                if self.taken || (self.loose && !person.listed) {
                    self.subjects.clear();
                    self.companions.clear();
                    self.taken = false;
                }
                self.subjects.push(Subject::Person(n));
                self.other_subject = false;
                self.fresh = true;
                self.loose = false;
            }
        }
        after
    }

    fn meeting(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, n: usize) -> usize {
        let (_, after) = s.meetings[n].tokens;
        match standing(s, n) {
            Standing::Held { verb } => {
                // 会上举行了颁奖仪式: a part of the meeting.
                let within = s.meetings[n].bare
                    && s.meetings[n].kind == MeetingKind::Ceremony
                    && self.locus.is_none()
                    && reading.current.is_some()
                    && (0..s.meetings[n].tokens.0).any(|t| s.word(t).ends_with("会上"));
                if within {
                    return after;
                }
                let generic = s.meetings[n].is_generic() && reading.current.is_none();
                if !generic || !self.subjects.is_empty() || held::has_convener(s, n) {
                    let meeting = reading.meeting(s, n, "held", 0.93);
                    self.locus = Some(meeting);
                    // 市委书记到县里走访并召开座谈会: who holds it is there.
                    let holds = verb < s.meetings[n].tokens.0
                        && verb.checked_sub(1).is_some_and(|b| s.class(b) != Some(Class::Chair));
                    if holds && !self.taken && self.has_people() {
                        let at = s.meetings[n].tokens.0;
                        self.take(reading, s, at, meeting, Role::Attendee, "holds", 0.6);
                    }
                }
            }
            Standing::Locus
                if s.meetings[n].with_reference
                    || (!s.meetings[n].bare && self.subjects.is_empty() && s.dates.is_empty()) =>
            {
                self.locus = reading.known(s, n);
            }
            Standing::Locus => {
                self.locus = match reading.known(s, n) {
                    Some(known) => Some(known),
                    None if !s.meetings[n].bare
                        || s.meetings[n].kind == MeetingKind::Discussion
                        || is_held_there(s, n) =>
                    {
                        Some(reading.meeting(s, n, "locus", 0.75))
                    }
                    None => None,
                };
            }
            Standing::Referenced => {}
            Standing::Plain => {
                reading.mention(s, n);
                self.other_subject = true;
                let first = s.meetings[n].tokens.0;
                // 座谈会首先播放了宣传片: the article tells of it without saying that it was held.
                let opens = reading.claims.meetings.is_empty()
                    && s.meetings[n].bare
                    && s.meetings[n].kind == MeetingKind::Discussion
                    && matches!(s.word(after), "首先" | "由" | "气氛" | "围绕");
                if opens {
                    reading.meeting(s, n, "begins", 0.7);
                }
                let begins = (clause_start(s, first)..first).all(|t| {
                    matches!(s.owners[t], Owner::Date(_))
                        || matches!(s.class(t), Some(Class::Adverb))
                });
                self.named = begins.then_some(n).or(self.named);
            }
        }
        after
    }

    /// Reads a token that stands alone; `None` where the rest of the sentence says nothing more.
    fn token(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> Option<usize> {
        let token = &s.tokens[at];
        match token.kind {
            TokenKind::Comma => {
                self.prep = None;
                self.open_prep = None;
                self.fresh = false;
                self.named = None;
                self.other_subject = false;
                self.locus = None;
                return Some(at + 1);
            }
            // 副市长某某；市法院院长某某列席会议: a list goes on.
            TokenKind::Stop if token.word == "；" && !self.taken && self.has_people() => {
                self.prep = None;
                self.open_prep = None;
                return Some(at + 1);
            }
            TokenKind::Stop => {
                // What ends the sentence hands its list on to the next.
                let last = at + 1 == s.tokens.len() && token.word == "；";
                *self = Walk { listing: self.listing.filter(|_| last), ..Walk::default() };
                return Some(at + 1);
            }
            TokenKind::Colon | TokenKind::ListMark => return Some(at + 1),
            TokenKind::Open if token.word == "“" || token.word == "《" => {
                return Some(past_quotation(s, at));
            }
            TokenKind::Open | TokenKind::Close => return Some(at + 1),
            _ => {}
        }
        // 县三防办、水务局、气象局等单位参加会议
        let through = matches!(token.word, "单位" | "部门" | "县区" | "区县")
            && s.words(at.saturating_sub(4), at).contains('等')
            && matches!(s.class(at + 1), Some(Class::Attend | Class::Observe));
        if through && !self.has_people() {
            self.group(reading, s, at, TitleKind::Group);
            return Some(at + 1);
        }
        if matches!(token.word, "讲" | "提" | "谈") {
            self.makes_points(reading, s, at);
        }
        let Some(class) = token.class() else {
            self.other_subject |= self.subjects.is_empty() || self.taken;
            self.loose = self.loose
                || token.kind == TokenKind::Word
                    && !self.subjects.is_empty()
                    && Segmenter::standard().is_verb(token.word);
            return Some(at + 1);
        };
        match class {
            Class::Adverb | Class::Attend if List::Celebrating.has(token.word) => {
                if self.has_people()
                    && !self.taken
                    && let Some(meeting) = self.locus.or(reading.current)
                    && reading.kind(meeting) == MeetingKind::Ceremony
                {
                    self.take(reading, s, at, meeting, Role::Attendee, "celebrates", 0.85);
                }
                Some(at + 1)
            }
            Class::Chair => Some(self.chair(reading, s, at)),
            Class::Attend => Some(self.attend(reading, s, at, Role::Attendee)),
            Class::Observe => Some(self.attend(reading, s, at, Role::Observer)),
            Class::Speak => Some(self.speak(reading, s, at)),
            Class::Report => Some(self.report(reading, s, at)),
            Class::Say => self.say(reading, s, at),
            Class::Meet => Some(audience::read(self, reading, s, at)),
            Class::Title(kind) => {
                self.group(reading, s, at, kind);
                Some(at + 1)
            }
            // 国家发改委、财政部等有关部门的同志到会
            Class::Suffix
                if token.word == "同志"
                    && at > 0
                    && s.word(at - 1) == "的"
                    && matches!(s.class(at + 1), Some(Class::Attend | Class::Observe)) =>
            {
                self.group(reading, s, at, TitleKind::Group);
                Some(at + 1)
            }
            // 以及财政局、审计局等领导
            Class::Suffix if token.word.starts_with("等领导") => {
                self.group(reading, s, at, TitleKind::Group);
                Some(at + 1)
            }
            Class::Reference if delivers(s, at) => Some(self.speak(reading, s, at)),
            // 作出重要批示: done elsewhere than at the meeting.
            Class::Reference if token.word.ends_with("批示") => {
                self.taken |= self.has_people();
                Some(at + 1)
            }
            Class::Adverb if matches!(token.word, "会上" | "在会上" | "在会议上" | "在大会上") =>
            {
                self.locus = self.locus.or_else(|| reading.meant(s, token.span));
                Some(at + 1)
            }
            Class::Adverb if List::Doing.has(token.word) => {
                self.loose = true;
                Some(at + 1)
            }
            // 进行总结, 进行点评
            Class::Hold if matches!(token.word, "进行" | "进行了") => {
                self.gives_report(reading, s, at);
                Some(at + 1)
            }
            Class::Adverb if matches!(token.word, "作" | "作了" | "做" | "做了") => {
                self.gives_report(reading, s, at);
                Some(at + 1)
            }
            Class::Adverb if List::Absent.has(token.word) => {
                self.subjects.clear();
                Some(at + 1)
            }
            Class::Adverb if matches!(token.word, "他" | "她") && self.subjects.is_empty() => {
                Some(at + 1)
            }
            Class::Conj if matches!(token.word, "同" | "与") => {
                self.open_prep = Some("同");
                Some(at + 1)
            }
            Class::Prep
                if matches!(
                    token.word,
                    "向" | "对" | "为" | "给" | "把" | "将" | "受" | "随" | "随同"
                ) =>
            {
                self.open_prep = Some("对");
                Some(at + 1)
            }
            Class::BodySuffix | Class::Body | Class::Place | Class::Country => {
                self.other_subject |= self.subjects.is_empty() || self.taken;
                Some(at + 1)
            }
            _ => Some(at + 1),
        }
    }

    /// 省高级人民法院负责人: the bodies before it attend through it.
    fn group(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize, kind: TitleKind) {
        let stands_for_body = match kind {
            TitleKind::Group => {
                let word = s.word(at);
                word.contains("负责")
                    || matches!(word, "单位" | "部门" | "县区" | "区县" | "同志")
                    || word.ends_with("领导") && !word.starts_with(['市', '县', '区', '省', '州'])
            }
            TitleKind::Member => s.word(at) == "代表" && self.subjects.is_empty(),
            _ => false,
        };
        if !stands_for_body {
            self.loose = false;
            self.other_subject |= self.subjects.is_empty() || self.taken;
            return;
        }
        let mut end = at;
        // 农业局、财政局等30个有关市直单位领导
        while end > 0
            && s.owners[end - 1] == Owner::None
            && (List::Between.has(s.word(end - 1)) || s.tokens[end - 1].kind == TokenKind::Number)
        {
            end -= 1;
        }
        // 分管防汛抗旱工作领导: what they are in charge of.
        let charge = (end.saturating_sub(LONGEST_CHARGE)..end)
            .rev()
            .find(|&t| s.owners[t] == Owner::None && List::Charge.has(s.word(t)));
        let plain = |t: usize| matches!(s.tokens[t].kind, TokenKind::Word | TokenKind::ListMark);
        if let Some(charge) = charge.filter(|&c| (c + 1..end).all(plain)) {
            end = charge;
        }
        let between = s.words(end, at);
        let nameless =
            (between.contains("部门") || between.contains("单位")) && !between.contains('等');
        // 领导班子成员: nobody who speaks for the body.
        let many = s.word(at + 1).starts_with("班子") || s.word(at + 1) == "成员";
        if self.prep.is_some() || many {
            return;
        }
        let mut bodies = of_one_place(bodies_ending(s, end));
        // 市检察院、市人大常委会工作部门负责人: the last body is only whose departments they are.
        let own = ["工作部门", "工作机构", "内设机构", "直属单位"].contains(&between);
        if own {
            bodies.pop();
        }
        if nameless && (!own || bodies.is_empty()) {
            return;
        }
        self.loose = false;
        for (name, first) in bodies {
            if let Some((role, meeting)) = self.listing {
                let body = Subject::Body(name, first);
                self.note(reading, s, meeting, &body, role, first, at + 1, "list", 0.8);
                continue;
            }
            if self.taken {
                self.subjects.clear();
                self.taken = false;
            }
            self.subjects.push(Subject::Body(name, first));
        }
        self.other_subject = self.subjects.is_empty();
    }
}

/// How many words may say what somebody is in charge of.
const LONGEST_CHARGE: usize = 6;

/// Whether the sentence names persons and says nothing that they did.
fn only_lists(s: &Sentence<'_>) -> bool {
    !s.people.is_empty()
        && (0..s.tokens.len())
            .all(|t| s.owners[t] != Owner::None || !s.class(t).is_some_and(Class::is_deed))
}

/// 在20日下午举行的反馈会上: what the clause says was held.
fn is_held_there(s: &Sentence<'_>, n: usize) -> bool {
    let first = s.meetings[n].tokens.0;
    first >= 2 && s.word(first - 1) == "的" && s.class(first - 2) == Some(Class::Hold)
}

/// Where the clause of a token begins.
pub(super) fn clause_start(s: &Sentence<'_>, at: usize) -> usize {
    (0..at).rev().find(|&t| s.owners[t] == Owner::None && s.is_break(t)).map_or(0, |t| t + 1)
}

/// Past a quotation or a title in book marks.
pub(super) fn past_quotation(s: &Sentence<'_>, open: usize) -> usize {
    // “…论坛”举行: the name of a meeting in marks.
    if matches!(s.owners.get(open + 1), Some(Owner::Meeting(_))) {
        return open + 1;
    }
    let mut depth = 0usize;
    for t in open..s.tokens.len() {
        if matches!(s.owners[t], Owner::Meeting(_) | Owner::Person(_)) && depth == 0 {
            return t;
        }
        match s.word(t) {
            "“" | "《" => depth += 1,
            "”" | "》" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return t + 1;
                }
            }
            _ => {}
        }
    }
    open + 1
}
