//! Lists of bodies: 省高级人民法院、省人民检察院.

use super::belonging::JURISDICTIONS;
use super::sentence::{Owner, Sentence};
use crate::lexicon::{Class, List};
use crate::text::TokenKind;

pub(super) fn is_body_token(s: &Sentence<'_>, t: usize) -> bool {
    matches!(
        s.class(t),
        Some(Class::Body | Class::BodySuffix | Class::BodyStem | Class::Place | Class::Country)
    ) || s.tokens[t].kind == TokenKind::Word
}

/// The bodies of the list that ends before token `end`, in the order of the text, each with its first token.
pub fn bodies_ending(s: &Sentence<'_>, end: usize) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut at = end;
    loop {
        if let Some(mark) = nameless_item(s, at) {
            at = mark;
            continue;
        }
        let mut first = at;
        while first > 0 && s.owners[first - 1] == Owner::None {
            let t = first - 1;
            let bracket = s.word(t) == "）";
            if bracket {
                let open = (0..t).rev().take(8).find(|&o| s.word(o) == "（");
                match open {
                    Some(open) => {
                        first = open;
                        continue;
                    }
                    None => break,
                }
            }
            let divides =
                s.word(first).starts_with(JURISDICTIONS) || s.class(first) == Some(Class::Place);
            let joins = !divides
                && s.class(t) == Some(Class::Conj)
                && matches!(s.word(t), "和" | "与")
                && t > 0
                && matches!(s.tokens[t - 1].kind, TokenKind::Word)
                && (s.tokens[first].kind == TokenKind::Word
                    || s.class(first) == Some(Class::BodySuffix)
                        && s.word(first).chars().count() > 2);
            let inner =
                matches!(s.class(t), Some(Class::Adverb | Class::Report | Class::MeetingHead(_)))
                    && !s.word(t).ends_with('了')
                    && s.class(first) == Some(Class::BodySuffix)
                    && s.word(t).chars().count() > 1;
            if !(is_body_token(s, t) || joins || inner) || List::Stray.has(s.word(t)) {
                break;
            }
            first = t;
        }
        while first < at
            && (s.tokens[first].kind == TokenKind::Word && List::Stray.has(s.word(first)))
        {
            first += 1;
        }
        let name = s.words(first, at);
        let name = name.strip_suffix("（公司）").unwrap_or(name);
        let last = at.checked_sub(1).and_then(|l| s.class(l));
        let ends_well = matches!(last, Some(Class::Body | Class::BodySuffix))
            || matches!(
                name.chars().next_back(),
                Some(
                    '局' | '委'
                        | '厅'
                        | '办'
                        | '部'
                        | '署'
                        | '）'
                        | '学'
                        | '院'
                        | '司'
                        | '会'
                        | '处'
                        | '府'
                        | '行'
                        | '校'
                        | '社'
                        | '台'
                        | '协'
                        | '联'
                        | '室'
                        | '组'
                        | '盟'
                )
            )
            || is_township(name);
        if first == at || !ends_well || !is_named(name) {
            break;
        }
        found.push((name.to_owned(), first));
        let Some(mark) = first.checked_sub(1) else { break };
        let list = s.tokens[mark].kind == TokenKind::ListMark
            || (s.class(mark) == Some(Class::Conj)
                && matches!(s.word(mark), "和" | "及" | "与" | "以及"));
        // 县人大办公室，县财政局、县审计局负责人
        let list = list
            || s.tokens[mark].kind == TokenKind::Comma
                && mark.checked_sub(1).is_some_and(|b| s.class(b) == Some(Class::BodySuffix));
        if !list || s.owners[mark] != Owner::None {
            break;
        }
        at = mark;
    }
    found.reverse();
    // 各市、州人大常委会, 各室委: of whichever there are.
    let level = |t: &usize| {
        s.tokens[*t].kind == TokenKind::ListMark
            || List::Level.has(s.word(*t))
            || s.word(*t) == "（"
            || s.word(*t) == "）"
    };
    let whichever = found.first().is_some_and(|(_, first)| {
        let before = (0..*first).rev().find(|t| !level(t));
        before.is_some_and(|t| s.word(t).starts_with('各') || s.word(t) == "部分")
    });
    if whichever {
        found.remove(0);
    }
    found
}

/// 县财政局、县审计局等14家县直单位、各乡镇负责人: the mark before an item of the list that names nobody,
/// or the end of the names before 等14家单位.
fn nameless_item(s: &Sentence<'_>, end: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let free = |t: usize| s.owners[t] == Owner::None;
    let mark = |t: usize| {
        s.tokens[t].kind == TokenKind::ListMark || matches!(s.word(t), "和" | "及" | "以及")
    };
    let between = |t: usize| List::Between.has(s.word(t)) || s.tokens[t].kind == TokenKind::Number;
    let mut at = end;
    while at > 0 && free(at - 1) && between(at - 1) {
        at -= 1;
    }
    if (at..end).any(|t| s.word(t) == "等") {
        return Some(at);
    }
    // 等14个县直机关
    let counted =
        (0..end).rev().take(LONGEST + 2).take_while(|&t| free(t) && !mark(t)).find(|&t| {
            s.word(t) == "等"
                && s.word(t + 1)
                    .starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        });
    if counted.is_some() {
        return counted;
    }
    // 各乡镇, 议题涉及单位
    let units = (at..end).any(|t| matches!(s.word(t), "单位" | "部门"));
    let start = (0..end)
        .rev()
        .take(LONGEST)
        .take_while(|&t| free(t) && !s.is_break(t))
        .find(|&t| mark(t))?;
    let every = s.word(start + 1).starts_with('各');
    // 国务院有关部门: whose departments they are is no item of its own.
    let whose = (start + 1..at).any(|t| {
        matches!(s.class(t), Some(Class::Body | Class::BodySuffix))
            || s.word(t).ends_with(['府', '协', '委', '局', '厅', '办', '院', '会', '部', '关'])
    });
    (units && start + 1 < end && !whose || every).then_some(start)
}

/// 大垸镇, 南站街道: what sends its people to a meeting under its own name.
fn is_township(name: &str) -> bool {
    let ends = ["镇", "乡", "街道", "社区", "开发区", "高新区", "经开区"];
    name.chars().count() > 2 && ends.iter().any(|end| name.ends_with(end))
}

/// 有关部门, 各县区: a body without a name is none.
fn is_named(name: &str) -> bool {
    !List::Nameless.has(name)
        && name.chars().count() > 1
        // 县（市、区）人大常委会; 五个自治州人大常委会
        && !name.split_once('（').is_some_and(|(_, inside)| inside.contains(['市', '区', '县', '旗', '局', '处', '街', '职']))
        && !name.starts_with(['个', '名', '年'])
        && ![
            "有关",
            "相关",
            "各",
            "部门",
            "成员单位",
            "直属",
            "单位",
            "处室",
            "科室",
            "委室",
            "院校",
            "兄弟",
            "余名",
            "老干部",
            "十多",
            "全体",
            "全会",
            "会议",
            "资格审查",
            "专门委员会",
            "工作委员会",
            "大会",
        ]
        .iter()
        .any(|w| name.contains(w))
}
