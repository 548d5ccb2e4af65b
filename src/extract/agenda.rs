//! What a meeting did with laws and regulations, and who reported on them.

use super::body_lists::bodies_ending;
use super::reading::{Found, Reading};
use super::sentence::{Owner, Sentence};
use crate::lexicon::Class;
use crate::model::{Action, Role, Span};
use crate::text::TokenKind;

/// Reads the acts of the sentence.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    let mut agenda = Agenda::default();
    let mut at = 0;
    while at < s.tokens.len() {
        let word = s.word(at);
        if word == "《" || word == "〈" {
            at = agenda.titled(reading, s, at);
            continue;
        }
        if let Owner::Person(n) = s.owners[at] {
            agenda.person = Some(n);
            if agenda.heard {
                agenda.reporter(reading, s, n);
            }
            at = s.people[n].tokens.1;
            continue;
        }
        at = agenda.word(reading, s, at);
    }
}

#[derive(Debug, Default)]
struct Agenda {
    /// The verb of the sentence: 审议, 通过, 听取.
    verb: Option<Action>,
    /// The verb within one item: 关于废止…的议案.
    item: Option<Action>,
    /// 听取: reports follow.
    heard: bool,
    /// Who the sentence last named.
    person: Option<usize>,
}

impl Agenda {
    fn word(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> usize {
        let word = s.word(at);
        match word {
            "听取" | "听取了" => {
                self.heard = true;
                self.verb = None;
            }
            "关于" => {
                self.item = None;
                if self.heard {
                    self.bodies(reading, s, at);
                }
            }
            "表决通过" | "审议通过" | "通过" | "通过了" | "审议并通过" => {
                self.verb = Some(Action::Pass)
            }
            "审议" | "审议了" | "讨论" | "初审" | "审查" | "研究"
                if (!matches!(self.verb, Some(Action::Pass)) || self.item.is_none()) =>
            {
                self.verb = Some(Action::Deliberate);
            }
            "批准" => self.item = Some(Action::Approve),
            "废止" => self.item = Some(Action::Repeal),
            "修改" | "修正" => self.item = Some(Action::Amend),
            "检查" | "执法检查" => self.item = Some(Action::Inspect),
            "学习" | "传达" | "传达学习" | "学习贯彻" => {
                self.verb = Some(Action::Study)
            }
            _ => {}
        }
        if matches!(self.verb, Some(Action::Pass | Action::Deliberate))
            && matches!(s.tokens[at].kind, TokenKind::Word | TokenKind::Lex(_))
            && let Some(next) = self.unmarked(reading, s, at)
        {
            return next;
        }
        at + 1
    }

    /// 《…条例（草案）》: a title in book marks, and those within it.
    fn titled(&mut self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) -> usize {
        let open = s.word(at);
        let close = if open == "《" { "》" } else { "〉" };
        let mut depth = 0usize;
        let end = (at..s.tokens.len()).find(|&t| {
            if s.word(t) == open {
                depth += 1;
            } else if s.word(t) == close {
                depth -= 1;
            }
            depth == 0
        });
        let Some(end) = end else { return at + 1 };
        let whole = s.words(at + 1, end);
        let (name, status) = without_status(whole);
        let after = s.text.get(s.tokens[end].span.end..).unwrap_or_default();
        if is_regulation(&name) {
            let action = self.action(s, at, after, status.is_some());
            self.act(reading, s, &name, status, action, s.span(at, end + 1));
            return end + 1;
        }
        // 《…关于检查〈安全生产法〉实施情况的报告》: the law is within.
        if whole.contains('〈') || whole.contains("关于") && whole.contains('《') {
            let mut t = at + 1;
            let inspects =
                whole.contains("检查") && (whole.contains("实施") || whole.contains("执行"));
            while t < end {
                if matches!(s.word(t), "〈" | "《") {
                    let inner_close = (t..end).find(|&c| matches!(s.word(c), "〉" | "》"));
                    let Some(inner) = inner_close else { break };
                    let (name, status) = without_status(s.words(t + 1, inner));
                    if is_regulation(&name) {
                        let rest = s.text.get(s.tokens[inner].span.end..).unwrap_or_default();
                        let action = if inspects {
                            Some(Action::Inspect)
                        } else {
                            self.action(s, t, rest, status.is_some())
                        };
                        self.act(reading, s, &name, status, action, s.span(t, inner + 1));
                    }
                    t = inner;
                }
                t += 1;
            }
        }
        end + 1
    }

    /// What was done, from the words around the title.
    fn action(&self, s: &Sentence<'_>, at: usize, after: &str, draft: bool) -> Option<Action> {
        let after = after.trim_start_matches(['》', '〉']);
        let cut = after.find(['，', '；', '。', '、', '《', '〈']).unwrap_or(after.len());
        let near = &after[..cut];
        if ["审议结果", "审查报告", "审查结果", "审议意见", "审查意见", "修改情况", "修改意见"]
            .iter()
            .any(|w| near.contains(w))
        {
            return Some(Action::HearReview);
        }
        if near.contains("说明") && !near.contains("情况说明") {
            return Some(Action::Explain);
        }
        if self.item == Some(Action::Inspect)
            || (near.contains("实施情况") || near.contains("执行情况") || near.contains("贯彻情况"))
                && (near.contains("检查") || s.text[..s.tokens[at].span.start].contains("检查"))
        {
            return Some(Action::Inspect);
        }
        if let Some(item) = self.item {
            return Some(item);
        }
        if near.starts_with("有关规定") || near.starts_with('第') {
            return Some(Action::Other);
        }
        if near.contains("实施") && near.contains("报告") {
            return None;
        }
        match self.verb {
            Some(Action::Study) if draft => None,
            other => other,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn act(
        &self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        name: &str,
        status: Option<String>,
        action: Option<Action>,
        span: Span,
    ) {
        let Some(action) = action else { return };
        let by = self.person.map(|n| s.people[n].name.clone());
        let found = Found { sentence: s, span, rule: "act", confidence: 0.92 };
        let meeting = reading.meant(s, span);
        reading.act(name, status, action, by, meeting, found);
    }

    /// 通过了民营经济促进法、新修订的传染病防治法: no marks.
    fn unmarked(
        &mut self,
        reading: &mut Reading<'_>,
        s: &Sentence<'_>,
        at: usize,
    ) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let opens = matches!(
            s.word(before),
            "通过"
                | "通过了"
                | "表决通过"
                | "审议通过"
                | "审议"
                | "审议了"
                | "了"
                | "、"
                | "关于"
                | "修改"
                | "和"
                | "修正"
                | "，"
        );
        if !opens {
            return None;
        }
        let end = (at..s.tokens.len()).find(|&t| {
            matches!(
                s.tokens[t].kind,
                TokenKind::ListMark | TokenKind::Comma | TokenKind::Stop | TokenKind::Open
            ) || s.word(t) == "的" && s.word(t - 1) != "新修订"
                || matches!(s.word(t), "审议" | "审查" | "和" | "通过" | "了" | "，" | "等" | "作")
                || matches!(s.owners[t], Owner::Person(_))
        })?;
        let words = s.words(at, end);
        // 审议了关于修改立法法: what follows the verb is the law.
        let words = match words.rfind("关于修改").filter(|at| *at > 0) {
            Some(at) => {
                self.item = Some(Action::Amend);
                &words[at..]
            }
            None => words,
        };
        let words = words
            .trim_start_matches("关于")
            .trim_start_matches("新修订的")
            .trim_start_matches("修改")
            .trim_start_matches("修正");
        let (name, status) = without_status(words);
        let long_enough = name.chars().count() >= 3 && name.chars().count() <= 30;
        let law = ["法", "条例"].iter().any(|e| name.ends_with(e))
            && !["办法", "司法", "执法", "立法", "做法", "方法", "依法", "宪法"]
                .iter()
                .any(|e| name.ends_with(e) && (name.len() == e.len() || *e != "宪法"));
        // 称其公然违反国际人道主义法, 人大代表要带头尊崇宪法: a sentence, and no title.
        const WITHIN: [&str; 7] = ["违反", "尊崇", "遵守", "学法", "形成", "带头", "公然"];
        const IN_FRONT: [&str; 6] = ["称", "维护", "在", "到", "决定", "关于"];
        let sentence = WITHIN.iter().any(|word| name.contains(word))
            || IN_FRONT.iter().any(|word| name.starts_with(word));
        if !long_enough
            || !law
            || sentence
            || name.contains(['《', '“'])
            || s.class(at) == Some(Class::Conj)
        {
            return None;
        }
        let start = s.tokens[at].span.start;
        let after = s.text.get(start + s.words(at, end).len()..).unwrap_or_default();
        let action = self.action(s, at, after, status.is_some());
        self.act(reading, s, &name, status, action, s.span(at, end));
        Some(end)
    }

    /// 听取了省能源局、省数据局关于…的报告
    fn bodies(&self, reading: &mut Reading<'_>, s: &Sentence<'_>, at: usize) {
        let Some(meeting) = reading.current else { return };
        let reports = s.text.get(s.tokens[at].span.end..).is_some_and(|rest| {
            let cut = rest.find(['，', '；', '。']).unwrap_or(rest.len());
            ["报告", "汇报", "说明", "通报"].iter().any(|w| rest[..cut].contains(w))
        });
        if !reports {
            return;
        }
        for (name, first) in bodies_ending(s, at) {
            let found =
                Found { sentence: s, span: s.span(first, at), rule: "heard", confidence: 0.85 };
            reading.attend_body(meeting, &name, Role::Reporter, found);
        }
    }

    /// 听取了区房管局局长陈继刚关于…的报告, 陈继刚所作的报告
    fn reporter(&self, reading: &mut Reading<'_>, s: &Sentence<'_>, n: usize) {
        let Some(meeting) = reading.current else { return };
        let person = &s.people[n];
        let after = person.tokens.1;
        let reports =
            matches!(s.word(after), "关于" | "作的" | "所作" | "所作的" | "作" | "代表" | "受")
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
}

/// A name without （草案） and its like, and the status if there was one.
pub fn without_status(title: &str) -> (String, Option<String>) {
    const STATUS: [&str; 14] = [
        "草案",
        "修订",
        "修正",
        "审议稿",
        "修改稿",
        "表决稿",
        "征求意见稿",
        "送审稿",
        "试行",
        "暂行",
        "讨论稿",
        "建议稿",
        "修订稿",
        "初稿",
    ];
    let mut name = title.trim();
    let mut status: Option<String> = None;
    loop {
        if let Some(open) = name.rfind('（').filter(|_| name.ends_with('）')) {
            let inside = &name[open + '（'.len_utf8()..name.len() - '）'.len_utf8()];
            if STATUS.iter().any(|w| inside.contains(w)) {
                status = Some(inside.to_owned());
                name = name[..open].trim_end();
                continue;
            }
        }
        let bare =
            ["修订草案", "修正草案", "草案二次审议稿", "草案三次审议稿", "草案修改稿", "草案"];
        if let Some(mark) = bare.iter().find(|m| name.ends_with(**m) && name.len() > m.len()) {
            status = status.or(Some((*mark).to_owned()));
            name = &name[..name.len() - mark.len()];
            continue;
        }
        break;
    }
    (name.to_owned(), status)
}

/// Whether a title names a law or a regulation, and not a plan, a report or a notice.
pub fn is_regulation(name: &str) -> bool {
    const ENDS: [&str; 11] =
        ["法", "条例", "办法", "规定", "规则", "决定", "决议", "细则", "法典", "宪法", "准则"];
    name.chars().count() >= 4 && ENDS.iter().any(|e| name.ends_with(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_its_status() {
        for (title, name) in [
            ("甲省枸杞条例（草案）", "甲省枸杞条例"),
            ("甲法（修订草案）（二次审议稿）", "甲法"),
            ("会计法修正草案", "会计法"),
            ("甲省实施〈乙法〉办法", "甲省实施〈乙法〉办法"),
        ] {
            assert_eq!(without_status(title).0, name, "{title}");
        }
        assert!(is_regulation("甲省枸杞产业促进条例"));
        assert!(!is_regulation("关于加快绿色算力发展的通知"));
    }
}
