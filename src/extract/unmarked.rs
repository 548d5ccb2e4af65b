//! Laws and regulations without marks: 通过了民营经济促进法、新修订的传染病防治法.

use super::regulations::{Mention, acts, is_framed, is_item_end, is_list_gap, is_name};
use super::sentence::{Owner, Sentence};
use crate::lexicon::{ActVerb, Class, numbered_amendment};
use crate::model::Span;
use crate::text::TokenKind;

/// 民营经济促进法、新修订的传染病防治法: laws and regulations without marks.
pub fn plain(s: &Sentence<'_>, range: Span, taken: &[Mention]) -> Vec<Mention> {
    let acts = acts();
    let mut ends = Vec::new();
    let mut next = taken.iter().peekable();
    for (at, c) in range.of(s.text).char_indices().map(|(at, c)| (range.start + at, c)) {
        while next.peek().is_some_and(|m| m.span.end <= at) {
            next.next();
        }
        if !matches!(c, '法' | '条' | '办' | '规' | '细' | '准')
            || next.peek().is_some_and(|m| m.span.start <= at)
        {
            continue;
        }
        let rest = &s.text[at..range.end];
        if let Some(word) = acts.ends.iter().find(|word| rest.starts_with(word.as_str())) {
            let end = at + word.len();
            ends.push((at, end + numbered_amendment(&s.text[end..])));
        }
    }
    // From the right: what a list without marks is in is told by its end.
    let mut found: Vec<Candidate> = Vec::new();
    for (at, end) in ends.into_iter().rev() {
        let later = found.last();
        if later.is_some_and(|later| later.mention.span.start < end) {
            continue;
        }
        let status = acts.status_at(&s.text[end..]);
        let rest = &s.text[end + status..range.end];
        let framed = is_framed(rest);
        let listed = later.is_some_and(|later| {
            let next = later.mention.span.start;
            later.certain && is_list_gap(&s.text[(end + status).min(next)..next])
        });
        if status == 0 && !framed && !listed && !is_item_end(rest) {
            continue;
        }
        let before = taken.partition_point(|m| m.span.end <= at);
        let lower = before.checked_sub(1).map_or(range.start, |before| taken[before].span.end);
        let is_law = s.text[at..end].starts_with(['法', '条']);
        let last = s.token_at(at);
        let Some((start, edge)) = name_start(s, last + 1, lower, is_law) else { continue };
        // 全国人大常委会大气污染防治法执法检查组: whose inspection it is.
        let inspected = s.text[at..end].starts_with('法') && rest.starts_with("执法检查");
        let assembly =
            || s.text[start..end].rfind("委员会").max(s.text[start..end].rfind("常委会"));
        let start = match assembly().filter(|_| inspected) {
            Some(at) => start + at + "常委会".len(),
            None => start,
        };
        let name = &s.text[start..end];
        if acts.no_laws.iter().any(|word| s.word(last) == word) || !is_name(name) {
            continue;
        }
        let in_list = edge.map_or(start == lower, |edge| is_list_mark(s, edge));
        let governed = edge.is_some_and(|edge| {
            let passed_over = matches!(s.word(edge), "了" | "贯彻" | "落实" | "宣传");
            let verb = if passed_over { edge.saturating_sub(1) } else { edge };
            acts.verb(s.word(verb)).is_some() && passes(s, verb)
        });
        let about = inspected || edge.is_some_and(|edge| ABOUT.contains(&s.word(edge)));
        // Without a draft's mark or a report around it, only what can be nothing else.
        let clear = is_law
            || name.ends_with("条例")
            || s.class(s.token_at(start)) == Some(Class::Place)
            || name.contains("人大");
        // 开展, 组织 may as well be words of the name.
        let hard = in_list
            || governed
            || about
            || edge.is_none_or(|edge| {
                matches!(s.word(edge), "将" | "就" | "的" | "了" | "把" | "对")
                    || !matches!(s.tokens[edge].kind, TokenKind::Word | TokenKind::Lex(_))
            });
        let certain = match (status > 0, framed) {
            (true, _) => hard,
            (_, true) => about || governed || in_list && listed,
            _ => clear && governed || listed && (governed || about || in_list),
        };
        let status = Span::new(end, end + status);
        let mention = Mention {
            span: Span::new(start, status.end),
            name: name.to_owned(),
            status: (!status.is_empty()).then(|| status.of(s.text).to_owned()),
            is_regulation: true,
            inside: None,
        };
        found.push(Candidate { mention, certain, in_list: in_list && clear });
    }
    // From the left: 通过了甲法、乙法.
    found.reverse();
    let mut kept: Vec<Mention> = Vec::new();
    for candidate in found {
        let start = candidate.mention.span.start;
        let follows = || {
            let known = taken[..taken.partition_point(|m| m.span.end <= start)].last();
            let ends = [known, kept.last()].into_iter().flatten().filter(|m| m.is_regulation);
            ends.map(|m| m.span.end).max().is_some_and(|end| is_list_gap(&s.text[end..start]))
        };
        if candidate.certain || candidate.in_list && follows() {
            kept.push(candidate.mention);
        }
    }
    kept
}

/// Whether the word is a verb that has an object, and not 通过 as a means: 通过百人诵读宪法.
pub fn passes(s: &Sentence<'_>, verb: usize) -> bool {
    const BEFORE: [&str; 8] = ["并", "原则", "一致", "审议", "表决", "讨论", "首先", "全票"];
    s.word(verb) != "通过"
        || s.word(verb + 1) == "了"
        || verb.checked_sub(1).is_none_or(|before| {
            BEFORE.contains(&s.word(before))
                || matches!(s.owners[before], Owner::Meeting(_))
                || s.is_break(before)
        })
}

/// What may be a regulation without marks.
struct Candidate {
    mention: Mention,
    certain: bool,
    /// It is one if what stands before it in the list is.
    in_list: bool,
}

/// What a report on a regulation or an inspection stands before its name with.
const ABOUT: [&str; 9] = ["关于", "对", "启动", "开展", "提请", "审议", "实施", "贯彻", "执行"];

fn is_list_mark(s: &Sentence<'_>, t: usize) -> bool {
    s.tokens[t].kind == TokenKind::ListMark || matches!(s.word(t), "和" | "及" | "以及" | "与")
}

/// Where a name that ends before token `end` begins, and the token before it. `law`: a law, whose
/// name says nothing of 实施.
pub fn name_start(
    s: &Sentence<'_>,
    end: usize,
    lower: usize,
    law: bool,
) -> Option<(usize, Option<usize>)> {
    const LONGEST: usize = 60;
    let mut start = None;
    for t in (0..end.min(s.tokens.len())).rev().take(LONGEST) {
        if s.tokens[t].span.start < lower {
            return start.map(|start| (start, None));
        }
        if is_edge(s, t, law) {
            return Some((start?, Some(subject_of(s, t))));
        }
        start = Some(s.tokens[t].span.start);
    }
    (end <= LONGEST).then_some(())?;
    start.map(|start| (start, None))
}

/// 通过|新修订的: what governs the name that 的 stands before.
fn subject_of(s: &Sentence<'_>, t: usize) -> usize {
    if s.word(t) != "的" {
        return t;
    }
    let mut at = t;
    while at > 0 && RENEWED.contains(&s.word(at)) {
        at -= 1;
    }
    at
}

/// What a regulation is said to be before 的: 新修订, 修改后.
const RENEWED: [&str; 13] = [
    "新",
    "修订",
    "修改",
    "制定",
    "颁布",
    "出台",
    "新修订",
    "新修改",
    "修正",
    "公布",
    "最新",
    "后",
    "的",
];

fn is_edge(s: &Sentence<'_>, t: usize, law: bool) -> bool {
    let acts = acts();
    let token = &s.tokens[t];
    let word = token.word;
    match token.kind {
        TokenKind::Comma
        | TokenKind::Stop
        | TokenKind::Colon
        | TokenKind::Open
        | TokenKind::Close => {
            return true;
        }
        TokenKind::ListMark => {
            let verbs = t > 0 && (acts.verb(s.word(t - 1)).is_some() || s.word(t - 1) == "表决");
            return verbs || is_closed(s, t) || begins_anew(s, t + 1);
        }
        _ => {}
    }
    if matches!(s.owners[t], Owner::Person(_) | Owner::Date(_)) {
        return true;
    }
    match word {
        "和" | "及" | "以及" | "与" | "暨" => return is_closed(s, t),
        "的" | "了" => return true,
        "实施" | "执行" | "贯彻" => return law,
        _ => {}
    }
    if acts.edges.contains(word)
        || matches!(token.class(), Some(Class::Prep | Class::Say | Class::Chair))
    {
        return true;
    }
    match acts.verb(word) {
        None => false,
        Some(_) if word.ends_with('了') || s.word(t + 1) == "了" => true,
        // 终身学习促进条例, 监督检查办法: a noun's part.
        Some(ActVerb::Does(_)) if AMBIGUOUS.contains(&word) => {
            t.checked_sub(1).is_none_or(|before| {
                !matches!(
                    s.tokens[before].kind,
                    TokenKind::Word | TokenKind::Lex(Class::Place | Class::BodyStem)
                ) || matches!(s.owners[before], Owner::Meeting(_))
            })
        }
        Some(_) => true,
    }
}

/// Verbs that may be part of a name.
const AMBIGUOUS: [&str; 10] =
    ["学习", "检查", "审查", "修改", "修正", "修订", "讨论", "研究", "协商", "执法检查"];

/// Whether what stands before the mark is a whole item.
fn is_closed(s: &Sentence<'_>, mark: usize) -> bool {
    let before = &s.text[..s.tokens[mark].span.start];
    acts().closed.iter().any(|end| before.ends_with(end.as_str()))
}

/// 、省…条例: an item of its own.
fn begins_anew(s: &Sentence<'_>, t: usize) -> bool {
    s.class(t) == Some(Class::Place)
        || s.tokens.get(t).is_some_and(|token| {
            ["省", "市", "县", "自治区", "全国", "中华人民共和国", "国务院", "关于"]
                .iter()
                .any(|word| s.text[token.span.start..].starts_with(word))
        })
}
