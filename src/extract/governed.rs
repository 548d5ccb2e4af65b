//! Persons that a clause names without making them its subject.

use super::sentence::{Owner, Sentence};
use crate::lexicon::Class;

/// Whether a role at a meeting follows in the rest of the clause.
pub(super) fn acts(s: &Sentence<'_>, from: usize) -> bool {
    (from..s.tokens.len()).take_while(|&t| !s.is_break(t)).any(|t| {
        matches!(s.class(t), Some(Class::Report | Class::Speak | Class::Attend | Class::Chair))
    })
}

/// Whether a verb of meeting stands in the rest of the clause.
pub(super) fn meets(s: &Sentence<'_>, from: usize) -> bool {
    (from..s.tokens.len()).take_while(|&t| !s.is_break(t)).any(|t| s.class(t) == Some(Class::Meet))
}

/// The name only describes what follows: 习近平总书记重要讲话, 李强总理的批示.
pub(super) fn is_modifier(s: &Sentence<'_>, n: usize) -> bool {
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
pub(super) fn delivers(s: &Sentence<'_>, at: usize) -> bool {
    s.word(at).ends_with("讲话")
        && at.checked_sub(1).is_some_and(|b| {
            matches!(s.word(b), "作" | "作了" | "发表" | "发表了" | "做" | "做了" | "作出")
                || s.word(b) == "了" && at > 1 && matches!(s.word(at - 2), "发表" | "作" | "做")
        })
}

/// Verbs whose object a person is; it does nothing at the meeting then.
pub(super) const GOVERNING: [&str; 39] = [
    "纪念",
    "缅怀",
    "悼念",
    "追悼",
    "追思",
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

pub(super) const STUDYING: [&str; 12] = [
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
