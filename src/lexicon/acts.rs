//! Words by which agendas say what becomes of laws and regulations.

use super::table;
use crate::model::Action;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a verb of an agenda says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActVerb {
    /// 听取: reports follow, and say themselves what they are about.
    Hear,
    /// What is done with the regulation that is the verb's object.
    Does(Action),
}

/// The words of agendas.
#[derive(Debug, Default)]
pub struct Acts {
    verbs: FxHashMap<String, ActVerb>,
    /// 将, 要: what follows has not been done.
    pub modals: FxHashSet<String>,
    /// 议会, 立法会: what is passed there is no act of the meeting.
    pub elsewhere: FxHashSet<String>,
    /// 关于, 制定: what no name of a regulation runs across.
    pub edges: FxHashSet<String>,
    /// 结果, 意见: with one of these behind it, a verb is a noun.
    pub nominal: Vec<String>,
    /// 修订草案, 表决稿: how far a text has come, the longest first.
    pub statuses: Vec<String>,
    /// 审议结果, 修改情况: what a report says that reviews a draft.
    pub reviews: Vec<String>,
    /// 条例, 办法: what names of laws and regulations end in, the longest first.
    pub ends: Vec<String>,
    /// 决定, 决议
    pub decisions: Vec<String>,
    /// 执法, 方法: ends like a law's name and is none.
    pub no_laws: Vec<String>,
    /// 草案, 报告: an item of an agenda that ends so is whole.
    pub closed: Vec<String>,
    /// 该, 有关: what begins with it names nothing.
    pub generic: Vec<String>,
}

impl Acts {
    pub(super) fn new(tsv: &str) -> Self {
        let mut acts = Acts::default();
        for row in table::rows(tsv) {
            let word = row[0].to_owned();
            let does = |action| ActVerb::Does(action);
            let verb = match row.get(1).copied().unwrap_or_default() {
                "hear" => ActVerb::Hear,
                "pass" => does(Action::Pass),
                "deliberate" => does(Action::Deliberate),
                "approve" => does(Action::Approve),
                "repeal" => does(Action::Repeal),
                "amend" => does(Action::Amend),
                "inspect" => does(Action::Inspect),
                "study" => does(Action::Study),
                other => {
                    match other {
                        "modal" => drop(acts.modals.insert(word)),
                        "elsewhere" => drop(acts.elsewhere.insert(word)),
                        "edge" => drop(acts.edges.insert(word)),
                        "nominal" => acts.nominal.push(word),
                        "status" => acts.statuses.push(word),
                        "review" => acts.reviews.push(word),
                        "end" => acts.ends.push(word),
                        "decision" => acts.decisions.push(word),
                        "closed" => acts.closed.push(word),
                        "no_law" => acts.no_laws.push(word),
                        _ => acts.generic.push(word),
                    }
                    continue;
                }
            };
            acts.verbs.insert(word, verb);
        }
        for longest_first in [&mut acts.statuses, &mut acts.ends] {
            longest_first.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        acts
    }

    /// What a word says as a verb, with 了 or without.
    pub fn verb(&self, word: &str) -> Option<ActVerb> {
        self.verbs.get(word).or_else(|| self.verbs.get(word.strip_suffix('了')?)).copied()
    }

    /// Whether a verb before `rest` is part of a noun: 审议|结果, 修改|情况.
    pub fn is_nominal(&self, rest: &str) -> bool {
        self.nominal.iter().any(|word| rest.starts_with(word.as_str()))
    }

    /// How many bytes at the beginning of `text` say how far the regulation before it has come:
    /// `（草案）`, 修订草案.
    pub fn status_at(&self, text: &str) -> usize {
        let mut at = 0;
        loop {
            let rest = &text[at..];
            // 修正案（十二）: the number of an amendment is part of its name.
            if numbered_amendment(rest) > 0 {
                return at;
            }
            at += if let Some(inside) = rest.strip_prefix('（')
                && let Some((close, _)) = inside.char_indices().take(20).find(|(_, c)| *c == '）')
                && self.is_status(&inside[..close])
            {
                close + 2 * '（'.len_utf8()
            } else if let Some(word) =
                self.statuses.iter().find(|word| rest.starts_with(word.as_str()))
            {
                word.len()
            } else {
                return at;
            };
        }
    }

    /// Whether what stands in brackets says how far a text has come.
    pub fn is_status(&self, inside: &str) -> bool {
        ["修订", "修正", "修改", "试行", "暂行", "草案"].iter().any(|word| inside.contains(word))
            && inside.chars().count() < 16
            || self.statuses.iter().any(|word| inside.contains(word.as_str()))
    }
}

/// How many bytes at the beginning of `text` are an amendment with its number: 修正案（十二）.
pub fn numbered_amendment(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("修正案（") else { return 0 };
    let digits = rest.find(|c| !"〇一二三四五六七八九十百".contains(c)).unwrap_or(rest.len());
    if digits > 0 && rest[digits..].starts_with('）') {
        text.len() - rest.len() + digits + '）'.len_utf8()
    } else {
        0
    }
}
