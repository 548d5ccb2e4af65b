//! Persons that a clause names without making them its subject.

use super::sentence::{Owner, Sentence};
use crate::lexicon::{Class, List};

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
        if List::Studying.has(s.word(t)) || s.is_break(t) {
            return false;
        }
        t += 1;
    }
    false
}

/// 刘某同志遗体告别仪式: of whom the others take leave.
pub(super) fn is_mourned(s: &Sentence<'_>, n: usize) -> bool {
    let after = s.people[n].tokens.1;
    let rest = s.tokens.get(after).map_or("", |token| &s.text[token.span.start..]);
    List::Mourning.begins(rest)
}

/// 作重要讲话, 发表重要讲话: spoken here, not referred to.
pub(super) fn delivers(s: &Sentence<'_>, at: usize) -> bool {
    s.word(at).ends_with("讲话")
        && at.checked_sub(1).is_some_and(|b| {
            matches!(s.word(b), "作" | "作了" | "并作" | "发表" | "发表了" | "做" | "做了" | "作出")
                || s.word(b) == "了" && at > 1 && matches!(s.word(at - 2), "发表" | "作" | "做")
        })
}
