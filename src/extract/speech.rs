//! What is said at a meeting: who spoke, reported, pointed out.

use super::belonging::of_one_place;
use super::body_lists::bodies_ending;
use super::clause::{Subject, Walk, clause_start, past_quotation};
use super::reading::{Found, Reading};
use super::sentence::{Owner, Sentence};
use crate::lexicon::{Class, List};
use crate::model::{MeetingKind, Role};
use crate::text::TokenKind;

impl Walk {
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
        // 作汇报发言: told as a report.
        let reported = at.checked_sub(1).is_some_and(|b| s.class(b) == Some(Class::Report));
        if reported && (self.taken || s.word(at) == "发言" && self.subjects.is_empty()) {
            return at + 1;
        }
        // 作《甲，乙》的交流发言
        let titled = before == "的"
            && at.checked_sub(2).is_some_and(|b| s.word(b) == "》")
            && (0..at).rev().find(|&t| s.word(t) == "《").is_some_and(|open| {
                let verb = open.checked_sub(1).map_or("", |v| s.word(v));
                ["作", "作了", "做", "做了", "题为", "发表", "发表了"].contains(&verb)
            });
        let made = made || titled;
        // 在研讨班上作的讲话: the speech that was made there.
        let there =
            before == "的" && at >= 2 && matches!(s.word(at - 2), "作" | "所作" | "发表" | "做");
        let noun = there
            || !(made && before == "的")
                && matches!(
                    before,
                    "听取" | "听取了" | "的" | "听" | "重要" | "关于" | "聆听" | "以" | "认真听取"
                )
            || matches!(s.word(at + 1), "精神" | "稿" | "的" | "和" | "中心")
                && !matches!(s.word(at + 1), "和" if self.subjects.len() == 1);
        if noun {
            return at + 1;
        }
        if self.subjects.is_empty() && s.word(at).ends_with("发言") {
            let role =
                if s.word(at).starts_with("汇报") { Role::Reporter } else { Role::Speaker };
            self.bodies_begin(reading, s, at, role);
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

    /// 讲了五点要求, 提四点意见, 谈了三个观点: who makes points speaks.
    pub(super) fn makes_points(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) {
        let first = if s.word(at + 1) == "了" { at + 2 } else { at + 1 };
        let many = s.word(first);
        let counted = many
            .starts_with(|c: char| "一二两三四五六七八九十几".contains(c) || c.is_ascii_digit());
        let points = ["点", "条", "个", "项", "方面"]
            .iter()
            .any(|unit| many.ends_with(unit) || s.word(first + 1).starts_with(unit));
        if counted
            && points
            && self.has_people()
            && !self.taken
            && let Some(meeting) = self.locus.or(reading.current)
            && reading.kind(meeting) != MeetingKind::Audience
        {
            self.take(reading, s, at, meeting, Role::Speaker, "points", 0.84);
        }
    }

    /// 区科工局、香炉礁街道分别作了表态发言; 大同镇政府就…作经验交流发言: bodies that begin the clause.
    fn bodies_begin(&self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize, role: Role) {
        let Some(meeting) = self.locus.or(reading.current) else { return };
        let mut start = clause_start(s, at);
        // 会议首先由经贸局、财政局汇报了…
        if let Some(by) = (start..at).find(|&t| s.word(t) == "由" && s.owners[t] == Owner::None) {
            start = by + 1;
        }
        let end = (start..=at).find(|&t| {
            s.owners[t] == Owner::None
                && (t == at || matches!(s.class(t), Some(Class::Prep | Class::Adverb)))
                && !List::Between.has(s.word(t))
        });
        let Some(end) = end.filter(|&end| end > start) else { return };
        for (name, first) in of_one_place(bodies_ending(s, end)) {
            let found = Found {
                sentence: s,
                span: s.span(first, at + 1),
                rule: "body-speaks",
                confidence: 0.8,
            };
            reading.attend_body(meeting, &name, role, found);
        }
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
        let noun = List::ReportingNoun.has(word);
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
        // 西藏自治区政协副秘书长某某介绍，今年…: said, at a press conference.
        let says = word == "介绍"
            && named
            && s.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Comma);
        if says
            && let Some(meeting) = self.target(reading, s, at)
            && reading.claims.meetings[meeting].name.contains("发布会")
        {
            self.take(reading, s, at, meeting, Role::Speaker, "say", 0.84);
            return at + 1;
        }
        // 县住建局、县农业农村局作书面汇报
        let written = (start..at).any(|t| s.word(t) == "书面") && made;
        if written && self.subjects.is_empty() && self.companions.is_empty() {
            self.bodies_begin(reading, s, at, Role::Reporter);
            return at + 1;
        }
        if heard || !told {
            return at + 1;
        }
        if let Some(meeting) = self.target(reading, s, at)
            && reading.kind(meeting) != MeetingKind::Audience
        {
            if self.subjects.is_empty() && self.companions.is_empty() {
                self.bodies_begin(reading, s, at, Role::Reporter);
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
                            | "在会议上"
                            | "在大会上"
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
        // 提出了三点要求: that is said here.
        let end = (at..s.tokens.len()).find(|&t| s.is_break(t)).unwrap_or(s.tokens.len());
        let demands = word == "提出"
            && s.word(at + 1) == "了"
            && ["要求", "意见", "希望", "期望"].iter().any(|w| s.words(at + 1, end).ends_with(w));
        let once = once && !demands;
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
            // 对大会召开表示祝贺, unless in a letter.
            let letter = word.ends_with("祝贺")
                && ["贺信", "贺电", "致电", "致信", "贺词"].iter().any(|w| s.text.contains(w));
            if letter || self.foreign_clause(s, at) {
                self.taken |= self.has_people();
            } else if person.is_some() {
                self.take(reading, s, at, meeting, Role::Speaker, "say", 0.84);
            } else if pronoun
                && self.subjects.is_empty()
                && let Some(topic) = reading.topic.clone()
                && reading.was_at(meeting, &topic)
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
            // 提出工作要求，市领导某某出席会议: what was said is not told, and the next clause is another's.
            _ if ["要求", "意见", "建议", "希望"]
                .iter()
                .any(|w| s.words(at + 1, end).ends_with(w))
                && s.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Comma)
                && matches!(s.owners.get(end + 1), Some(Owner::Person(_))) =>
            {
                Some(end)
            }
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
}
