//! What a verb of attending or chairing is about: 出席会议, 参加会见, 出席…的总统.

use super::sentence::{Owner, Sentence};
use super::standing::{Standing, standing};
use crate::lexicon::{Class, List, TitleKind};
use crate::text::TokenKind;

/// What a verb is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Object {
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

/// What the verb at `at` is about.
pub(super) fn object(s: &Sentence<'_>, at: usize) -> Object {
    let mut t = at + 1;
    while matches!(s.word(t), "了" | "过" | "此次" | "本次" | "这次")
        && (!matches!(s.word(t), "此次" | "本次" | "这次")
            || matches!(s.owners.get(t + 1), Some(Owner::Meeting(_))))
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
        // 出席论坛活动的领导有…
        let de = if s.word(after) == "活动" { after + 1 } else { after };
        if s.word(de) == "的" {
            return listing(s, de, Some(n)).unwrap_or(Object::Relative);
        }
        // 出席省党代会代表人选: who is sent to it.
        let sent = matches!(s.word(after), "代表" | "人员" | "人员名单" | "候选人" | "名单")
            && !matches!(s.owners.get(after), Some(Owner::Person(_)));
        if sent || relative(s, after, end) {
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
    if List::Intransitive.has(s.word(at))
        || matches!(s.word(t + 1), "时" | "中") && s.owners.get(t) == Some(&Owner::None)
    {
        return Object::Silent;
    }
    if matches!(s.word(t), "协商" | "交流" | "讨论" | "座谈" | "学习" | "审议" | "分组讨论")
    {
        return Object::Silent;
    }
    if matches!(
        s.class(t),
        Some(Class::Speak | Class::Report | Class::Say | Class::Conj | Class::Attend | Class::Meet)
    ) || matches!(s.word(t), "并" | "并作" | "并做" | "时" | "作" | "作了" | "情况" | "分别")
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
        Some(n) if !matches!(standing(s, n), Standing::Referenced) => Object::Meeting(n),
        _ if matches!(s.word(t), "上述" | "有关" | "相关" | "活动" | "签约" | "揭牌")
            || matches!(s.word(t), "本次" | "此次" | "系列") && s.word(t + 1) == "活动" =>
        {
            Object::Silent
        }
        _ => Object::Other,
    }
}

/// 出席会议的还有…
fn listing(s: &Sentence<'_>, de: usize, meeting: Option<usize>) -> Option<Object> {
    // 参加本次会议的西部院校的领导有：…
    const FARTHEST: usize = 14;
    let list = (de + 1..s.tokens.len().min(de + FARTHEST))
        .take_while(|&t| {
            s.tokens[t].kind != TokenKind::Comma
                && s.tokens[t].kind != TokenKind::Stop
                && !matches!(s.owners[t], Owner::Person(_))
        })
        .any(|t| {
            let near = t < de + 6;
            s.owners[t] == Owner::None
                && (matches!(s.word(t), "有" | "还有")
                    || near && matches!(s.word(t), "是" | "：" | "包括" | "为"))
        });
    // 参加会议的领导陈刚, : names follow at once.
    let group = matches!(s.class(de + 1), Some(Class::Title(TitleKind::Group)))
        && matches!(s.owners.get(de + 2), Some(Owner::Person(_)));
    (list || group).then_some(Object::Listing(meeting))
}

/// 出席…的土库曼斯坦总统: a person is what the clause is about.
fn relative(s: &Sentence<'_>, from: usize, end: usize) -> bool {
    (from..end).any(|t| {
        s.word(t) == "的"
            && s.owners[t] == Owner::None
            && (matches!(s.owners.get(t + 1), Some(Owner::Person(_)))
                || s.owners.get(t + 1) == Some(&Owner::None)
                    && matches!(s.class(t + 1), Some(Class::Country | Class::Title(_))))
    })
}
