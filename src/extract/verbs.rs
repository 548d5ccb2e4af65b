//! What each verb of a clause makes of its subjects: who chaired, who attended.

use super::audience;
use super::clause::{Subject, Walk, clause_start};
use super::object::{Object, object};
use super::reading::{Found, Reading};
use super::sentence::{Owner, Sentence};
use super::standing::{Standing, standing};
use crate::lexicon::{Class, List};
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
        // 与会人员, 与会代表: who is there, said of nobody before.
        let of_people = s.word(at) == "与会"
            && (matches!(s.class(at + 1), Some(Class::Title(_)))
                || List::Present.begins(s.word(at + 1)));
        if of_people && !s.is_break(at + 1) && !matches!(s.owners[at + 1], Owner::Person(_)) {
            self.taken |= self.has_people();
            return at + 1;
        }
        if let Some((meeting, next)) = audience::delegation(reading, s, at) {
            self.take(reading, s, at, meeting, role, "attend", 0.9);
            return next;
        }
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
                // 列席市人大会议，听取工作报告: in a report on a year's work nobody in particular.
                let elsewhere = !self.has_people()
                    && s.people.is_empty()
                    && reading.current.is_some()
                    && !s.meetings[n].bare
                    && at == clause_start(s, at)
                    && reading.known(s, n).is_none();
                let unnamed = s.meetings[n].bare && reading.current.is_none() && !self.has_people();
                let sound = !elsewhere && !unnamed;
                sound.then(|| reading.meeting(s, n, "attended", 0.75))
            }
            // 参加活动: the one meeting that the article tells of, or the ceremony last told of.
            Object::Silent if s.word(at + 1) == "活动" => {
                let meeting = self.target(reading, s, at);
                let only = reading.claims.meetings.len() == 1;
                meeting.filter(|&m| only || reading.kind(m) == MeetingKind::Ceremony)
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
    pub(super) fn wait(&mut self, role: Role) {
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
