//! What each verb of a clause makes of its subjects: who chaired, attended, spoke, reported.

use super::audience;
use super::body_lists::bodies_ending;
use super::clause::{Subject, Walk, clause_start, past_quotation};
use super::object::{Object, object};
use super::reading::{Found, Reading};
use super::sentence::{Owner, Sentence};
use super::standing::{Standing, standing};
use crate::lexicon::Class;
use crate::model::{MeetingKind, Role};
use crate::text::TokenKind;

impl Walk {
    pub(super) fn chair(
        &mut self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
    ) -> usize {
        let object = object(s, at);
        let meeting = match object {
            Object::Meeting(n) if standing(s, n) == Standing::Referenced => None,
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
            self.settle(reading, s, at, meeting);
        } else {
            self.taken = true;
        }
        let Object::Meeting(n) = object else { return at + 1 };
        self.further(reading, s, at, s.meetings[n].tokens.1, Role::Chair)
    }

    pub(super) fn attend(
        &mut self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
        role: Role,
    ) -> usize {
        // 副市长某某在座: where somebody was received.
        let object = match object(s, at) {
            Object::Silent if s.word(at) == "在座" => Object::Audience,
            object => object,
        };
        let next = match object {
            Object::Meeting(n) => s.meetings[n].tokens.1,
            Object::Audience => at + 2,
            _ => at + 1,
        };
        let meeting = match object {
            // 对代表团来参加…开幕式表示欢迎
            Object::Meeting(n) if !s.meetings[n].bare && standing(s, n) == Standing::Referenced => {
                None
            }
            Object::Meeting(n) => {
                let sound =
                    !(s.meetings[n].bare && reading.current.is_none() && !self.has_people());
                sound.then(|| reading.meeting(s, n, "attended", 0.75))
            }
            Object::Silent => self.target(reading, s, at),
            Object::Audience => {
                for meeting in audience::meant(self, reading, s, at + 1) {
                    self.take(reading, s, at, meeting, role, "attend", 0.97);
                }
                self.taken = true;
                return next;
            }
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
            None => {
                if object == Object::Silent {
                    self.wait(role);
                }
                self.taken = true;
            }
        }
        let Object::Meeting(n) = object else { return next };
        self.further(reading, s, at, s.meetings[n].tokens.1, role)
    }

    /// 出席甲会议、乙会议, 主持召开甲会议和乙会议: the meetings beside the one that ends before `next`; gives
    /// the token after the last.
    fn further(
        &mut self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
        mut next: usize,
        role: Role,
    ) -> usize {
        while (s.tokens.get(next).is_some_and(|t| t.kind == TokenKind::ListMark)
            || s.class(next) == Some(Class::Conj))
            && let Some(Owner::Meeting(n)) = s.owners.get(next + 1).copied()
            && standing(s, n) != Standing::Referenced
        {
            let meeting = reading.meeting_beside(s, n, "listed");
            self.take(reading, s, at, meeting, role, "listed", 0.9);
            next = s.meetings[n].tokens.1;
        }
        next
    }

    pub(super) fn speak(
        &mut self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
    ) -> usize {
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
        if noun {
            return at + 1;
        }
        match self.target(reading, s, at) {
            Some(meeting) if reading.kind(meeting) == MeetingKind::Audience => {}
            Some(meeting) => self.take(reading, s, at, meeting, Role::Speaker, "speak", 0.97),
            // 出席并致辞
            None if !self.waiting.is_empty() => self.wait(Role::Speaker),
            None => {}
        }
        at + 1
    }

    pub(super) fn report(
        &mut self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
    ) -> usize {
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
        let named = at.checked_sub(1).is_some_and(|b| matches!(s.owners[b], Owner::Person(_)));
        let end = (at..s.tokens.len()).find(|&t| s.is_break(t)).unwrap_or(s.tokens.len());
        let object = s.words(at, end);
        // 组织部部长某某介绍了人选情况
        let introduced =
            word == "介绍了" && ["情况", "人选", "名单"].iter().any(|w| object.ends_with(w));
        let told = made || verb && !noun || named && introduced;
        // 司令员某某宣布命令: whoever declares is there.
        if word.starts_with("宣布")
            && named
            && !heard
            && let Some(meeting) = self.target(reading, s, at)
        {
            self.take(reading, s, at, meeting, Role::Attendee, "declares", 0.85);
            return at + 1;
        }
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
    pub(super) fn gives_report(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) {
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
    pub(super) fn say(
        &mut self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
    ) -> Option<usize> {
        let word = s.word(at);
        let noun = matches!(word, "要求" | "希望" | "建议" | "代表" | "提出" | "介绍说" | "称")
            && at.checked_sub(1).is_some_and(|b| {
                !matches!(s.owners[b], Owner::Person(_))
                    && !matches!(s.owners[b], Owner::Meeting(_))
                    && !matches!(
                        s.word(b),
                        "他" | "她"
                            | "并"
                            | "会上"
                            | "在会上"
                            | "上"
                            | "时"
                            | "中"
                            | "就"
                            | "发言"
                            | "后"
                    )
            });
        // 围绕议题畅谈体会，提出意见建议: the subject of the clause before goes on.
        let goes_on = word == "提出" && self.has_people() && !self.taken && !self.other_subject;
        let noun = noun && !goes_on;
        // 习近平主席提出的倡议: what was said once is no speech here; nor is 提出辞去.
        let once = matches!(s.word(at + 1), "的" | "了" | "过" | "辞去" | "辞职");
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
            if self.foreign_clause(s, at) {
                self.taken |= self.has_people();
            } else if person.is_some() {
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
    pub(super) fn foreign_clause(&self, s: &Sentence<'_>, at: usize) -> bool {
        let start = clause_start(s, at);
        (start..at).any(|t| {
            matches!(
                s.word(t),
                "报告" | "讲解" | "批示" | "贺信" | "声明" | "来信" | "调研时" | "考察时"
            )
        })
    }

    /// The meeting that a verb without an object is about.
    pub(super) fn target(
        &self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
    ) -> Option<usize> {
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

    /// The subjects did something at a meeting that may be named later in the sentence.
    fn wait(&mut self, role: Role) {
        let people = self.subjects.iter().filter(|x| matches!(x, Subject::Person(_)));
        self.waiting.extend(people.map(|person| (role, person.clone())));
    }

    /// The meeting has been named: who waited for it was there.
    fn settle(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize, meeting: usize) {
        for (role, subject) in std::mem::take(&mut self.waiting) {
            let from = match subject {
                Subject::Person(n) => s.people[n].tokens.0,
                Subject::Body(_, first) => first,
            };
            self.note(reading, s, meeting, &subject, role, from.min(at), at + 1, "waited", 0.85);
        }
    }

    pub(super) fn has_people(&self) -> bool {
        !self.subjects.is_empty()
    }

    /// The verb at `at` takes the subjects for `role` at `meeting`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn take(
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

/// Words that report only where something is made of them: 作报告, 作了介绍.
const NOUNS_OF_REPORTING: [&str; 10] =
    ["介绍", "介绍了", "解读", "宣布", "报告", "说明", "讲解", "工作报告", "专题报告", "辅导报告"];
