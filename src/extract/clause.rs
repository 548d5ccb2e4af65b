//! Who did what: a sentence is walked from left to right, subjects are gathered, verbs take them.

use super::audience;
use super::held::{self, Standing, bodies_ending};
use super::posts;
use super::reading::{Found, Reading};
use super::sentence::{Owner, Sentence};
use crate::lexicon::{Class, TitleKind};
use crate::model::{MeetingKind, Role, Span};
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
    loose: bool,
    /// The subjects have been taken by a verb: the next person begins a new list.
    taken: bool,
    /// The subjects stand in this clause.
    fresh: bool,
    /// Since the clause began, something stood there that is no subject of ours.
    other_subject: bool,
    /// Persons joined by 同, 与.
    pub(super) companions: Vec<usize>,
    /// The sentence has told of an audience.
    pub(super) met: bool,
    /// The preposition whose phrase we are in.
    prep: Option<&'static str>,
    /// A preposition whose phrase has not come to its noun: 同出席…的议长.
    open_prep: Option<&'static str>,
    /// 在…会议上
    locus: Option<usize>,
    /// A meeting phrase that is the subject of the clause: 培训会议由…主持.
    named: Option<usize>,
    /// 出席会议的还有: whoever follows did this.
    listing: Option<(Role, usize)>,
}

/// What a verb is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Object {
    /// 出席并讲话: the meeting meant before.
    Silent,
    /// A meeting phrase.
    Meeting(usize),
    /// 参加会见
    Audience,
    /// 参加义务植树: no meeting.
    Other,
    /// 出席…的土库曼斯坦总统: the verb only describes somebody.
    Relative,
    /// 参加会见的还有: a list of persons follows.
    Listing(Option<usize>),
}

/// Reads the sentence into `reading`.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    let mut walk = Walk::default();
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
    if let Some(date) =
        s.dates.iter().rev().find(|d| at >= s.tokens.len() || d.span.end <= s.tokens[at].span.start)
        && s.paragraph < 2
    {
        // A range of days is that of a visit, not of each meeting during it.
        reading.last_date = date.until.is_none().then_some((date.from, None));
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
            Some((Some(Class::Adverb | Class::Hold), word)) if GOVERNING.contains(&word) => {
                Some("对")
            }
            Some((_, word)) if GOVERNING.contains(&word) => Some("对"),
            _ => open,
        };
        // （记者刘玉璟）: who reports does not attend.
        let reports = before.is_some_and(|b| s.class(b) == Some(Class::Title(TitleKind::Reporter)));
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
                    !matches!(s.tokens[b].kind, TokenKind::Comma | TokenKind::Stop)
                        && s.word(b) != "由"
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
        match held::standing(s, n) {
            Standing::Held { verb } => {
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
                        || s.meetings[n].kind == MeetingKind::Discussion =>
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
            TokenKind::Stop => {
                *self = Walk { listing: None, ..Walk::default() };
                return Some(at + 1);
            }
            TokenKind::Colon | TokenKind::ListMark => return Some(at + 1),
            TokenKind::Open if token.word == "“" || token.word == "《" => {
                return Some(past_quotation(s, at));
            }
            TokenKind::Open | TokenKind::Close => return Some(at + 1),
            _ => {}
        }
        let Some(class) = token.class() else {
            self.other_subject |= self.subjects.is_empty() || self.taken;
            self.loose |= token.kind == TokenKind::Word
                && !self.subjects.is_empty()
                && Segmenter::standard().is_verb(token.word);
            return Some(at + 1);
        };
        match class {
            Class::Chair => Some(self.chair(reading, s, at)),
            Class::Attend => Some(self.attend(reading, s, at, Role::Attendee)),
            Class::Observe => Some(self.attend(reading, s, at, Role::Observer)),
            Class::Speak => Some(self.speak(reading, s, at)),
            Class::Report => Some(self.report(reading, s, at)),
            Class::Say => self.say(reading, s, at),
            Class::Meet => Some(audience::read(self, reading, s, at)),
            Class::Title(kind) => {
                self.group(s, at, kind);
                Some(at + 1)
            }
            Class::Reference if delivers(s, at) => Some(self.speak(reading, s, at)),
            // 作出重要批示: done elsewhere than at the meeting.
            Class::Reference if token.word.ends_with("批示") => {
                self.taken |= self.has_people();
                Some(at + 1)
            }
            Class::Adverb if matches!(token.word, "会上" | "在会上") => {
                self.locus = self.locus.or_else(|| reading.meant(s, token.span));
                Some(at + 1)
            }
            Class::Adverb
                if CELEBRATING.contains(&token.word) && self.has_people() && !self.taken =>
            {
                if let Some(meeting) = self.locus.or(reading.current)
                    && reading.kind(meeting) == MeetingKind::Ceremony
                {
                    self.take(reading, s, at, meeting, Role::Attendee, "celebrates", 0.85);
                }
                Some(at + 1)
            }
            Class::Adverb if DOING.contains(&token.word) => {
                self.loose = true;
                Some(at + 1)
            }
            Class::Adverb if matches!(token.word, "作" | "作了" | "做" | "做了") => {
                self.gives_report(reading, s, at);
                Some(at + 1)
            }
            Class::Adverb if ABSENT.contains(&token.word) => {
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
    fn group(&mut self, s: &Sentence<'_>, at: usize, kind: TitleKind) {
        let stands_for_body = match kind {
            TitleKind::Group => {
                let word = s.word(at);
                word.contains("负责")
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
            && (BETWEEN.contains(&s.word(end - 1)) || s.tokens[end - 1].kind == TokenKind::Number)
        {
            end -= 1;
        }
        let between = s.words(end, at);
        let nameless =
            (between.contains("部门") || between.contains("单位")) && !between.contains('等');
        if self.prep.is_some() || nameless {
            return;
        }
        self.loose = false;
        for (name, first) in posts::of_one_place(bodies_ending(s, end)) {
            if self.taken {
                self.subjects.clear();
                self.taken = false;
            }
            self.subjects.push(Subject::Body(name, first));
        }
        self.other_subject = self.subjects.is_empty();
    }

    fn chair(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> usize {
        let object = object(s, at);
        let meeting = match object {
            Object::Meeting(n) if held::standing(s, n) == Standing::Referenced => None,
            Object::Meeting(n) => {
                // 主持召开…: the meeting is held even where its name is only its kind.
                if s.meetings[n].is_generic()
                    && reading.current.is_none()
                    && self.subjects.is_empty()
                {
                    None
                } else {
                    Some(reading.meeting(s, n, "chaired", 0.93))
                }
            }
            Object::Silent => self.target(reading, s, at),
            Object::Audience => reading.current,
            _ => None,
        };
        if let Some(meeting) = meeting {
            self.take(reading, s, at, meeting, Role::Chair, "chair", 0.97);
        } else {
            self.taken = true;
        }
        let Object::Meeting(n) = object else { return at + 1 };
        let mut next = s.meetings[n].tokens.1;
        // 主持召开党组会议、第五十九次主任会议
        while (s.tokens.get(next).is_some_and(|t| t.kind == TokenKind::ListMark)
            || s.class(next) == Some(Class::Conj))
            && let Some(Owner::Meeting(n)) = s.owners.get(next + 1).copied()
        {
            let meeting = reading.meeting(s, n, "chaired", 0.93);
            self.take(reading, s, at, meeting, Role::Chair, "chair", 0.96);
            next = s.meetings[n].tokens.1;
        }
        next
    }

    fn attend(
        &mut self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
        role: Role,
    ) -> usize {
        let object = object(s, at);
        let next = match object {
            Object::Meeting(n) => s.meetings[n].tokens.1,
            Object::Audience => at + 2,
            _ => at + 1,
        };
        let meeting = match object {
            Object::Meeting(n) => {
                let sound =
                    !(s.meetings[n].bare && reading.current.is_none() && !self.has_people());
                sound.then(|| reading.meeting(s, n, "attended", 0.75))
            }
            Object::Silent => self.target(reading, s, at),
            Object::Audience => reading
                .current
                .or_else(|| self.has_people().then(|| audience::nameless(reading, s, at + 1))),
            Object::Listing(n) => {
                let meeting = match n {
                    Some(n) => Some(reading.meeting(s, n, "attended", 0.75)),
                    None => reading.current,
                };
                if let Some(meeting) = meeting {
                    self.listing = Some((role, meeting));
                }
                return next;
            }
            Object::Other | Object::Relative => None,
        };
        match meeting {
            Some(meeting) => self.take(reading, s, at, meeting, role, "attend", 0.97),
            None if object == Object::Relative => {}
            None => self.taken = true,
        }
        next
    }

    fn speak(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> usize {
        let before = at.checked_sub(1).map_or("", |b| s.word(b));
        // 作“…”的主题发言
        let made = (clause_start(s, at)..at)
            .any(|t| matches!(s.word(t), "作" | "作了" | "发表" | "发表了" | "做" | "做了"));
        let noun = !(made && before == "的")
            && matches!(
                before,
                "听取" | "听取了" | "的" | "听" | "重要" | "关于" | "聆听" | "以" | "认真听取"
            )
            || matches!(s.word(at + 1), "精神" | "稿" | "的" | "和" | "中心")
                && !matches!(s.word(at + 1), "和" if self.subjects.len() == 1);
        if !noun
            && let Some(meeting) = self.target(reading, s, at)
            && reading.kind(meeting) != MeetingKind::Audience
        {
            self.take(reading, s, at, meeting, Role::Speaker, "speak", 0.97);
        }
        at + 1
    }

    fn report(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> usize {
        let word = s.word(at);
        let verb = word.starts_with(['作', '做'])
            || word.ends_with('了')
            || matches!(word, "汇报" | "通报" | "传达" | "宣读" | "述职" | "领学" | "主讲");
        let start = clause_start(s, at);
        let made = (start..at).any(|t| {
            matches!(s.word(t), "作" | "作了" | "做" | "做了" | "所作" | "进行" | "分别作")
        });
        let heard = (start..at).any(|t| {
            matches!(
                s.word(t),
                "听取" | "听取了" | "听" | "审议" | "审议了" | "讨论" | "通过" | "书面"
            )
        });
        let noun = NOUNS_OF_REPORTING.contains(&word);
        let told = made || verb && !noun;
        if heard || !told {
            return at + 1;
        }
        if let Some(meeting) = self.target(reading, s, at)
            && reading.kind(meeting) != MeetingKind::Audience
        {
            if self.subjects.is_empty() && self.companions.is_empty() {
                let mut end = at;
                while end > start
                    && matches!(
                        s.word(end - 1),
                        "作" | "作了" | "做" | "做了" | "分别" | "还" | "就" | "先后"
                    )
                {
                    end -= 1;
                }
                for (name, first) in bodies_ending(s, end) {
                    let span = s.span(first, at + 1);
                    let found = Found { sentence: s, span, rule: "body-report", confidence: 0.8 };
                    reading.attend_body(meeting, &name, Role::Reporter, found);
                }
            } else {
                self.take(reading, s, at, meeting, Role::Reporter, "report", 0.89);
            }
        }
        at + 1
    }

    /// 杨逢春作关于《…的审查报告》: what was given stands in book marks.
    fn gives_report(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) {
        let open = if s.word(at + 1) == "关于" { at + 2 } else { at + 1 };
        if !self.has_people() {
            return;
        }
        if s.word(open) != "《" {
            // 作了全面部署, 作工作安排
            let rest = (at..s.tokens.len())
                .find(|&t| s.owners[t] == Owner::None && s.is_break(t))
                .unwrap_or(s.tokens.len());
            let words = s.words(at, rest);
            let spoken = ["部署", "安排", "总结", "动员", "点评", "讲评", "推介"]
                .iter()
                .any(|w| words.ends_with(w));
            let silent =
                (at + 1..rest).all(|t| !matches!(s.class(t), Some(Class::Speak | Class::Report)));
            if spoken
                && silent
                && let Some(meeting) = self.target(reading, s, at)
            {
                self.take(reading, s, at, meeting, Role::Speaker, "deploys", 0.6);
            }
            return;
        }
        let end = past_quotation(s, open);
        let rest = (end..s.tokens.len()).find(|&t| s.is_break(t)).unwrap_or(s.tokens.len());
        let title = s.words(open, end);
        let given =
            ["报告》", "说明》", "汇报》", "报告（书面）》"].iter().any(|w| title.ends_with(w))
                || ["报告", "说明", "汇报"].iter().any(|w| s.words(end, rest).contains(w));
        if given && let Some(meeting) = self.locus.or(reading.current) {
            self.take(reading, s, at, meeting, Role::Reporter, "report", 0.93);
        }
    }

    /// 李强指出，…: what follows is said, not done.
    fn say(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> Option<usize> {
        let word = s.word(at);
        let noun = matches!(word, "要求" | "希望" | "建议" | "代表" | "提出" | "介绍说" | "称")
            && at.checked_sub(1).is_some_and(|b| {
                !matches!(s.owners[b], Owner::Person(_))
                    && !matches!(s.owners[b], Owner::Meeting(_))
                    && !matches!(
                        s.word(b),
                        "他" | "她" | "并" | "会上" | "上" | "时" | "中" | "就" | "发言" | "后"
                    )
            });
        // 习近平主席提出的倡议: what was said once is no speech here.
        let once = matches!(s.word(at + 1), "的" | "了" | "过");
        if word == "代表" || noun || once {
            return Some(at + 1);
        }
        let pronoun = at.checked_sub(1).is_some_and(|b| matches!(s.word(b), "他" | "她"));
        let person = self.subjects.iter().find_map(|x| match x {
            Subject::Person(n) => Some(*n),
            Subject::Body(..) => None,
        });
        let meeting = self.locus.or(reading.current);
        if let Some(meeting) = meeting
            && reading.kind(meeting) != MeetingKind::Audience
            && !reading.claims.meetings[meeting].referenced
        {
            if person.is_some() && !self.foreign_clause(s, at) {
                self.take(reading, s, at, meeting, Role::Speaker, "say", 0.84);
            } else if pronoun
                && self.subjects.is_empty()
                && let Some(topic) = reading.topic.clone()
                && reading
                    .claims
                    .attendance
                    .iter()
                    .any(|a| a.meeting == meeting && a.official == topic)
            {
                let span = s.span(at.saturating_sub(1), at + 1);
                let found = Found { sentence: s, span, rule: "he-said", confidence: 0.65 };
                reading.attend(meeting, &topic, Role::Speaker, None, found);
            }
        }
        if let Some(n) = person {
            reading.topic = Some(s.people[n].name.clone());
        }
        // A second verb of saying or 并 goes on with the clause; a mark opens what was said.
        let next = s.tokens.get(at + 1)?;
        match next.kind {
            TokenKind::Comma | TokenKind::Colon | TokenKind::Open => None,
            TokenKind::Lex(Class::Say) => Some(at + 1),
            _ => None,
        }
    }

    /// Whether the person speaks elsewhere than at the meeting: 在会见…时, 在电话中.
    fn foreign_clause(&self, s: &Sentence<'_>, at: usize) -> bool {
        let start = clause_start(s, at);
        (start..at).any(|t| {
            matches!(
                s.word(t),
                "报告" | "讲解" | "批示" | "贺信" | "声明" | "来信" | "调研时" | "考察时"
            )
        })
    }

    /// The meeting that a verb without an object is about.
    fn target(&self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> Option<usize> {
        if self.locus.is_some() {
            return self.locus;
        }
        match self.named {
            Some(n) if self.has_people() && !s.meetings[n].with_reference => {
                Some(reading.meeting(s, n, "subject", 0.7))
            }
            _ if self.has_people() => reading.meant(s, s.span(clause_start(s, at), at + 1)),
            _ => reading.current,
        }
    }

    fn has_people(&self) -> bool {
        !self.subjects.is_empty()
    }

    /// The verb at `at` takes the subjects for `role` at `meeting`.
    #[allow(clippy::too_many_arguments)]
    fn take(
        &mut self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
        meeting: usize,
        role: Role,
        rule: &'static str,
        confidence: f32,
    ) {
        let carried = self.taken && self.other_subject && !self.fresh;
        if carried {
            return;
        }
        if self.subjects.is_empty() {
            // 他出席会议并讲话; 并讲话: the one meant before.
            let pronoun = (clause_start(s, at)..at).any(|t| matches!(s.word(t), "他" | "她"));
            if pronoun && let Some(topic) = reading.topic.clone() {
                let span = s.span(clause_start(s, at), at + 1);
                let found = Found { sentence: s, span, rule: "he", confidence: 0.7 };
                reading.attend(meeting, &topic, role, None, found);
            }
            return;
        }
        let subjects = self.subjects.clone();
        let first = match subjects.first() {
            Some(Subject::Person(n)) => s.people[*n].tokens.0,
            Some(Subject::Body(_, first)) => *first,
            None => at,
        };
        for subject in &subjects {
            self.note(reading, s, meeting, subject, role, first.min(at), at + 1, rule, confidence);
        }
        if role == Role::Chair || role == Role::Attendee {
            let together = s.word(at).starts_with("共同")
                || at
                    .checked_sub(1)
                    .is_some_and(|b| matches!(s.word(b), "共同" | "一道" | "一同" | "一起"));
            if together {
                for n in std::mem::take(&mut self.companions) {
                    let subject = Subject::Person(n);
                    self.note(
                        reading,
                        s,
                        meeting,
                        &subject,
                        role,
                        first.min(at),
                        at + 1,
                        rule,
                        confidence,
                    );
                    self.subjects.push(subject);
                }
            }
        }
        if let Some(Subject::Person(n)) = subjects.first()
            && role != Role::Observer
        {
            reading.topic = Some(s.people[*n].name.clone());
        }
        self.taken = true;
        self.other_subject = false;
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn note(
        &self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        meeting: usize,
        subject: &Subject,
        role: Role,
        from: usize,
        to: usize,
        rule: &'static str,
        confidence: f32,
    ) {
        let found = Found { sentence: s, span: s.span(from, to), rule, confidence };
        match subject {
            Subject::Person(n) => {
                let person = &s.people[*n];
                let post = person.stated.map(|span| span.of(s.text).to_owned());
                reading.attend(meeting, &person.name, role, post, found);
            }
            Subject::Body(name, _) => reading.attend_body(meeting, name, role, found),
        }
    }
}

/// Where the clause of a token begins.
pub(super) fn clause_start(s: &Sentence<'_>, at: usize) -> usize {
    (0..at).rev().find(|&t| s.owners[t] == Owner::None && s.is_break(t)).map_or(0, |t| t + 1)
}

/// What the verb at `at` is about.
fn object(s: &Sentence<'_>, at: usize) -> Object {
    let mut t = at + 1;
    while matches!(s.word(t), "了" | "过")
        || s.class(t) == Some(Class::Hold) && s.class(at) == Some(Class::Chair)
    {
        t += 1;
    }
    if s.is_break(t) || s.tokens.get(t).is_some_and(|x| x.kind == TokenKind::Close) {
        return Object::Silent;
    }
    if s.word(t) == "的" {
        return listing(s, t, None).unwrap_or(Object::Relative);
    }
    let end = (t..s.tokens.len())
        .find(|&x| s.owners[x] == Owner::None && s.is_break(x))
        .unwrap_or(s.tokens.len());
    let direct = match s.owners.get(t) {
        Some(Owner::Meeting(n)) => Some(*n),
        _ => None,
    };
    if let Some(n) = direct {
        let after = s.meetings[n].tokens.1;
        if s.word(after) == "的" {
            return listing(s, after, Some(n)).unwrap_or(Object::Relative);
        }
        if relative(s, after, end) {
            return Object::Relative;
        }
        return Object::Meeting(n);
    }
    if s.class(t) == Some(Class::Meet) {
        if s.word(t + 1) == "的" {
            return listing(s, t + 1, None).unwrap_or(Object::Relative);
        }
        return Object::Audience;
    }
    if INTRANSITIVE.contains(&s.word(at))
        || matches!(s.word(t + 1), "时" | "中") && s.owners.get(t) == Some(&Owner::None)
    {
        return Object::Silent;
    }
    if matches!(s.word(t), "协商" | "交流" | "讨论" | "座谈" | "学习") {
        return Object::Silent;
    }
    if matches!(
        s.class(t),
        Some(Class::Speak | Class::Report | Class::Say | Class::Conj | Class::Attend | Class::Meet)
    ) || matches!(s.word(t), "并" | "时" | "作" | "作了" | "情况")
    {
        return Object::Silent;
    }
    if relative(s, t, end) {
        return Object::Relative;
    }
    // 出席在北京举行的…论坛, 参加青海代表团审议: look for the meeting further on in the clause.
    let found = (t..end).find_map(|x| match s.owners[x] {
        Owner::Meeting(n) => Some(n),
        _ => None,
    });
    match found {
        Some(n) if !matches!(held::standing(s, n), Standing::Referenced) => Object::Meeting(n),
        _ if matches!(s.word(t), "上述" | "有关" | "相关" | "活动")
            || matches!(s.word(t), "本次" | "此次" | "系列") && s.word(t + 1) == "活动" =>
        {
            Object::Silent
        }
        _ => Object::Other,
    }
}

/// 出席会议的还有…
fn listing(s: &Sentence<'_>, de: usize, meeting: Option<usize>) -> Option<Object> {
    let list = (de + 1..de + 6).take_while(|&t| t < s.tokens.len()).any(|t| {
        matches!(s.word(t), "有" | "还有" | "是" | "：" | "包括" | "为")
            && s.owners[t] == Owner::None
    });
    let ends =
        (de + 1..de + 6).any(|t| s.tokens.get(t).is_some_and(|x| x.kind == TokenKind::Comma));
    // 参加会议的领导陈刚, : names follow at once.
    let group = matches!(s.class(de + 1), Some(Class::Title(TitleKind::Group)))
        && matches!(s.owners.get(de + 2), Some(Owner::Person(_)));
    ((list && !ends) || group).then_some(Object::Listing(meeting))
}

/// 出席…的土库曼斯坦总统: a person is what the clause is about.
fn relative(s: &Sentence<'_>, from: usize, end: usize) -> bool {
    (from..end).any(|t| {
        s.word(t) == "的"
            && s.owners[t] == Owner::None
            && (matches!(s.owners.get(t + 1), Some(Owner::Person(_)))
                || matches!(s.class(t + 1), Some(Class::Country))
                || matches!(s.class(t + 1), Some(Class::Title(_))))
    })
}

/// Whether a role at a meeting follows in the rest of the clause.
fn acts(s: &Sentence<'_>, from: usize) -> bool {
    (from..s.tokens.len()).take_while(|&t| !s.is_break(t)).any(|t| {
        matches!(s.class(t), Some(Class::Report | Class::Speak | Class::Attend | Class::Chair))
    })
}

/// Whether a verb of meeting stands in the rest of the clause.
fn meets(s: &Sentence<'_>, from: usize) -> bool {
    (from..s.tokens.len()).take_while(|&t| !s.is_break(t)).any(|t| s.class(t) == Some(Class::Meet))
}

/// The name only describes what follows: 习近平总书记重要讲话, 李强总理的批示.
fn is_modifier(s: &Sentence<'_>, n: usize) -> bool {
    let after = s.people[n].tokens.1;
    let next = s.word(after);
    if matches!(
        next,
        "的" | "关于"
            | "所"
            | "对"
            | "新时代"
            | "经济"
            | "法治"
            | "生态"
            | "外交"
            | "强军"
            | "文化"
    ) && !(next == "关于" || next == "对")
    {
        return true;
    }
    if s.class(after) == Some(Class::Reference) {
        return true;
    }
    let mut t = after;
    while t < s.tokens.len() && t < after + 8 {
        match (s.owners[t], s.class(t)) {
            (Owner::None, Some(Class::Reference)) => return !delivers(s, t),
            (Owner::Meeting(_), _) | (Owner::None, None) => {}
            (
                Owner::None,
                Some(Class::Particle | Class::Place | Class::Body | Class::BodySuffix),
            ) => {}
            (Owner::None, Some(Class::Prep)) if matches!(s.word(t), "在" | "关于" | "对") => {}
            (Owner::None, Some(Class::Adverb))
                if matches!(s.word(t), "考察" | "视察" | "近期" | "最近" | "上") => {}
            _ => return false,
        }
        if STUDYING.contains(&s.word(t)) || s.is_break(t) {
            return false;
        }
        t += 1;
    }
    false
}

/// 作重要讲话, 发表重要讲话: spoken here, not referred to.
fn delivers(s: &Sentence<'_>, at: usize) -> bool {
    s.word(at).ends_with("讲话")
        && at.checked_sub(1).is_some_and(|b| {
            matches!(s.word(b), "作" | "作了" | "发表" | "发表了" | "做" | "做了" | "作出")
                || s.word(b) == "了" && at > 1 && matches!(s.word(at - 2), "发表" | "作" | "做")
        })
}

/// Past a quotation or a title in book marks.
fn past_quotation(s: &Sentence<'_>, open: usize) -> usize {
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

/// Verbs whose object a person is; it does nothing at the meeting then.
const GOVERNING: [&str; 34] = [
    "看望",
    "慰问",
    "欢迎",
    "感谢",
    "祝贺",
    "邀请",
    "委托",
    "拜访",
    "走访",
    "任命",
    "免去",
    "推选",
    "选举",
    "授予",
    "聘请",
    "陪同",
    "撤销",
    "追认",
    "接受",
    "应",
    "学习",
    "贯彻",
    "落实",
    "传达",
    "按照",
    "补选",
    "增补",
    "提名",
    "决定任命",
    "受",
    "任",
    "担任",
    "贯彻落实",
    "学习贯彻",
];

const STUDYING: [&str; 12] = [
    "学习",
    "贯彻",
    "落实",
    "传达",
    "领会",
    "按照",
    "根据",
    "贯彻落实",
    "学习贯彻",
    "牢记",
    "传达学习",
    "围绕",
];

/// Words that report only where something is made of them: 作报告, 作了介绍.
const NOUNS_OF_REPORTING: [&str; 10] =
    ["介绍", "介绍了", "解读", "宣布", "报告", "说明", "讲解", "工作报告", "专题报告", "辅导报告"];

/// What may stand between the last body of a list and 负责人.
const BETWEEN: [&str; 16] = [
    "有关", "主要", "相关", "分管", "党政", "的", "单位", "部门", "等", "个", "家", "市直", "县直",
    "区直", "省直", "职能",
];

/// Verbs of attending that take no object.
const INTRANSITIVE: [&str; 9] =
    ["到会", "与会", "参会", "到场", "就座", "主席台就座", "在主席台就座", "莅会", "亲临会议"];

/// What persons do elsewhere than at a meeting: whoever is named next begins anew.
const DOING: [&str; 24] = [
    "致", "致信", "致电", "写信", "批示", "考察", "调研", "察看", "走访", "看望", "慰问", "了解",
    "询问", "观看", "参观", "签署", "签订", "揭牌", "颁发", "颁奖", "检查", "视察", "督导", "督查",
];

/// What is done at a ceremony by who is there.
const CELEBRATING: [&str; 8] = ["揭牌", "剪彩", "揭幕", "奠基", "培土", "按下", "鸣枪", "授牌"];

/// Words that say that somebody was not there.
const ABSENT: [&str; 6] = ["请假", "缺席", "因事", "因公", "因病", "未能"];

#[allow(unused)]
fn span_of(_: Span) {}
