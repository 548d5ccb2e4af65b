//! Which words name a law or a regulation, in marks or without.

use super::sentence::{Owner, Sentence};
use crate::lexicon::{ActVerb, Acts, Class, Lexicon, numbered_amendment};
use crate::model::Span;
use crate::text::TokenKind;

/// A title in marks, or a regulation that is named without them.
#[derive(Debug)]
pub struct Mention {
    /// Its bytes in the sentence, marks and status included.
    pub span: Span,
    /// The name, without marks around it and without status.
    pub name: String,
    /// 草案, 修订草案
    pub status: Option<String>,
    /// Whether it is a law or a regulation, and not a plan or a report.
    pub is_regulation: bool,
    /// The words within it in which other regulations may stand.
    pub inside: Option<Span>,
}

/// The titles and the regulations in `range` of the sentence, in order; none lies within another.
pub fn mentions(s: &Sentence<'_>, range: Span) -> Vec<Mention> {
    let titles = outermost(s.text, range);
    let decisions = decisions(s, range, &titles);
    let mut found: Vec<Mention> = Vec::new();
    for title in &titles {
        let at = decisions.partition_point(|decision| decision.span.end < title.end);
        if decisions.get(at).is_none_or(|decision| title.start < decision.span.start) {
            found.push(composite(s, range, *title).unwrap_or_else(|| titled(s, *title)));
        }
    }
    found.extend(decisions);
    found.sort_by_key(|mention| mention.span.start);
    let named = plain(s, range, &found);
    found.extend(named);
    found.sort_by_key(|mention| mention.span.start);
    let mut end = 0;
    found.retain(|mention| {
        let apart = mention.span.start >= end;
        end = end.max(mention.span.end);
        apart
    });
    found
}

/// The marks that lie in no other marks; those that do not close are passed over.
fn outermost(text: &str, range: Span) -> Vec<Span> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in range.of(text).char_indices() {
        let at = range.start + at;
        match c {
            '《' | '〈' => open.push(at),
            '》' | '〉' => {
                pairs.extend(open.pop().map(|start| Span::new(start, at + c.len_utf8())));
            }
            _ => {}
        }
    }
    let mut before = usize::MAX;
    pairs.reverse();
    pairs.retain(|pair| {
        let outer = pair.end <= before;
        if outer {
            before = pair.start;
        }
        outer
    });
    pairs.reverse();
    pairs
}

/// 《…条例（草案）》草案
fn titled(s: &Sentence<'_>, marks: Span) -> Mention {
    const MARK: usize = 3;
    let inside = Span::new(marks.start + MARK, marks.end - MARK);
    let (name, status) = without_status(inside.of(s.text));
    let behind = acts().status_at(&s.text[marks.end..]);
    let outside = (behind > 0).then(|| s.text[marks.end..marks.end + behind].to_owned());
    let is_regulation = is_regulation(&name);
    Mention {
        span: Span::new(marks.start, marks.end + behind),
        is_regulation,
        name,
        status: status.or(outside),
        inside: (!is_regulation).then_some(inside),
    }
}

/// 自治区实施《就业促进法》办法（修订草案）: marks within a name that has none itself.
fn composite(s: &Sentence<'_>, range: Span, marks: Span) -> Option<Mention> {
    const IN_FORCE: [&str; 4] = ["实施", "贯彻", "执行", "落实"];
    let before = &s.text[range.start..marks.start];
    if !IN_FORCE.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let after = &s.text[marks.end..range.end];
    let front = ["实施", "若干", "的若干"].iter().find(|word| after.starts_with(**word));
    let front = front.map_or(0, |word| word.len());
    let end =
        ["办法", "条例", "细则", "规定"].iter().find(|end| after[front..].starts_with(**end))?;
    let end = marks.end + front + end.len();
    let verb = token_at(s, marks.start).checked_sub(1)?;
    let (start, _) = name_start(s, verb, range.start, false)?;
    let status = acts().status_at(&s.text[end..]);
    Some(Mention {
        span: Span::new(start, end + status),
        name: s.text[start..end].to_owned(),
        status: (status > 0).then(|| s.text[end..end + status].to_owned()),
        is_regulation: true,
        inside: None,
    })
}

/// 关于召开…会议的决定, 省人大常委会关于加强…的决议（草案）: without marks around it.
fn decisions(s: &Sentence<'_>, range: Span, titles: &[Span]) -> Vec<Mention> {
    let acts = acts();
    let text = range.of(s.text);
    if !text.contains("关于") {
        return Vec::new();
    }
    let mut title = titles.iter().peekable();
    let mut found: Vec<Mention> = Vec::new();
    // What has been said of the clause: a head that wants a 关于, or a 关于.
    let mut about: Vec<(usize, bool)> = Vec::new();
    for (at, c) in text.char_indices().map(|(at, c)| (range.start + at, c)) {
        while title.peek().is_some_and(|title| title.end <= at) {
            title.next();
        }
        if title.peek().is_some_and(|title| title.start <= at) {
            continue;
        }
        let rest = &s.text[at..range.end];
        match c {
            '，' | '；' | '。' | '：' => about.clear(),
            '关' if rest.starts_with("关于") => about.push((at, true)),
            '的' => {
                let word = &rest['的'.len_utf8()..];
                let decision = acts.decisions.iter().find(|d| word.starts_with(d.as_str()));
                let head = HEADS.iter().any(|h| word.starts_with(h));
                if let Some(decision) = decision
                    && let Some(start) = matching(&about)
                {
                    let end = at + '的'.len_utf8() + decision.len();
                    let status = acts.status_at(&s.text[end..]);
                    if is_item_end(&s.text[end + status..range.end]) {
                        let about_from = start + "关于".len();
                        let start = enacted_by(s, range, start);
                        while about.pop_if(|(at, _)| *at >= start).is_some() {}
                        while found.pop_if(|other| other.span.end > start).is_some() {}
                        found.push(Mention {
                            span: Span::new(start, end + status),
                            name: s.text[start..end].to_owned(),
                            status: (status > 0).then(|| s.text[end..end + status].to_owned()),
                            is_regulation: true,
                            inside: Some(Span::new(about_from, at)),
                        });
                        continue;
                    }
                }
                if decision.is_some() || head {
                    about.push((at, false));
                }
            }
            _ => {}
        }
    }
    // The Political Consultative Conference makes no law; 关于批准这个报告的决定 has no name.
    const NAMELESS: [&str; 4] = ["关于批准的", "关于批准条约", "关于批准这", "关于批准该"];
    found.retain(|decision| {
        !decision.name.contains("政协")
            && !NAMELESS.iter().any(|front| decision.name.contains(front))
    });
    found
}

/// Papers, which are about something.
const HEADS: [&str; 7] = ["报告", "议案", "说明", "汇报", "条约", "协定", "公约"];

/// The 关于 that a head is about: each head before it has one of its own.
fn matching(about: &[(usize, bool)]) -> Option<usize> {
    const FARTHEST: usize = 32;
    let mut heads = 1usize;
    let mut last = None;
    for (at, is_about) in about.iter().rev().take(FARTHEST) {
        if *is_about {
            heads -= 1;
            last = Some(*at);
            if heads == 0 {
                break;
            }
        } else {
            heads += 1;
        }
    }
    last
}

/// Where the name begins of a decision that is about what follows `about`: with the assembly that
/// takes it, if it is named.
fn enacted_by(s: &Sentence<'_>, range: Span, about: usize) -> usize {
    const ASSEMBLIES: [&str; 5] = ["人大常委会", "常务委员会", "人民代表大会", "国务院", "会议"];
    let before = &s.text[range.start..about];
    if !ASSEMBLIES.iter().any(|body| before.ends_with(body)) || before == "会议" {
        return about;
    }
    let from = token_at(s, about);
    name_start(s, from, range.start, false).map_or(about, |(start, _)| start)
}

/// 民营经济促进法、新修订的传染病防治法: laws and regulations without marks.
fn plain(s: &Sentence<'_>, range: Span, taken: &[Mention]) -> Vec<Mention> {
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
        let is_law = s.text[at..end].starts_with('法');
        let last = token_at(s, at);
        let Some((start, edge)) = name_start(s, last + 1, lower, is_law) else { continue };
        let name = &s.text[start..end];
        if acts.no_laws.iter().any(|word| s.word(last) == word) || !is_name(name) {
            continue;
        }
        let in_list = edge.map_or(start == lower, |edge| is_list_mark(s, edge));
        let governed = edge.is_some_and(|edge| {
            let verb = if s.word(edge) == "了" { edge.saturating_sub(1) } else { edge };
            acts.verb(s.word(verb)).is_some()
        });
        let about = edge.is_some_and(|edge| ABOUT.contains(&s.word(edge)));
        // Without a draft's mark or a report around it, only what can be nothing else.
        let clear = is_law
            || name.ends_with("条例")
            || s.class(token_at(s, start)) == Some(Class::Place)
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

/// Whether what stands between two titles makes them members of one list.
pub fn is_list_gap(between: &str) -> bool {
    let mut rest = between;
    while let Some(shorter) = [
        "、",
        "和",
        "以及",
        "及",
        "与",
        "，新",
        "新修订的",
        "新修改的",
        "新制定的",
        "修订的",
        "（上接",
        "（下转",
    ]
    .iter()
    .find_map(|word| rest.strip_prefix(word).map(|r| (word, r)))
    {
        let (word, after) = shorter;
        rest = match *word {
            "（上接" | "（下转" => after.split_once('）').map_or("", |(_, r)| r),
            "，新" => {
                let Some(r) = ["修订的", "修改的"].iter().find_map(|w| after.strip_prefix(w))
                else {
                    return false;
                };
                r
            }
            _ => after,
        };
    }
    rest.is_empty()
}

/// What follows a regulation that a report, an explanation or an inspection is about.
fn is_framed(rest: &str) -> bool {
    const FRAMES: [&str; 12] = [
        "的说明",
        "的起草",
        "执法检查",
        "实施情况",
        "贯彻",
        "执行情况",
        "有关规定",
        "进行",
        "的议案",
        "的报告",
        "落实情况",
        "的汇报",
    ];
    FRAMES.iter().any(|frame| rest.starts_with(frame))
        || acts().reviews.iter().any(|word| {
            rest.starts_with(word.as_str())
                || rest.strip_prefix('的').is_some_and(|rest| rest.starts_with(word.as_str()))
        })
}

/// Whether an item of an agenda ends here.
fn is_item_end(rest: &str) -> bool {
    const AFTER: [&str; 14] = [
        "、",
        "，",
        "；",
        "。",
        "和",
        "及",
        "以及",
        "与",
        "等",
        "》",
        "的说明",
        "的报告",
        "的议案",
        "的决定",
    ];
    rest.is_empty() || AFTER.iter().any(|after| rest.starts_with(after)) || is_framed(rest)
}

/// The token that holds the byte.
pub fn token_at(s: &Sentence<'_>, byte: usize) -> usize {
    s.tokens.partition_point(|token| token.span.end <= byte)
}

/// Where a name that ends before token `end` begins, and the token before it. `law`: a law, whose
/// name says nothing of 实施.
fn name_start(
    s: &Sentence<'_>,
    end: usize,
    lower: usize,
    law: bool,
) -> Option<(usize, Option<usize>)> {
    const LONGEST: usize = 60;
    let mut start = None;
    for t in (0..end).rev().take(LONGEST) {
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
    while at > 0
        && [
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
            "的",
        ]
        .contains(&s.word(at))
    {
        at -= 1;
    }
    at
}

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

/// Whether the words can be the name of one regulation.
fn is_name(name: &str) -> bool {
    let acts = acts();
    let long = name.chars().count();
    (SHORTEST.contains(&name)
        || (3..=40).contains(&long) && acts.ends.iter().all(|end| name != end))
        && !acts.generic.iter().any(|word| name.starts_with(word.as_str()))
        && !name.contains(['《', '“', '》', '，'])
}

/// A name without （草案） and its like, and the status if there was one.
pub fn without_status(title: &str) -> (String, Option<String>) {
    let acts = acts();
    let mut name = title.trim();
    let mut status: Option<String> = None;
    loop {
        if let Some(open) = name.rfind('（').filter(|_| name.ends_with('）')) {
            let inside = &name[open + '（'.len_utf8()..name.len() - '）'.len_utf8()];
            if acts.is_status(inside) {
                status = Some(inside.to_owned());
                name = name[..open].trim_end();
                continue;
            }
        }
        let bare = acts.statuses.iter().find(|mark| {
            name.strip_suffix(mark.as_str()).is_some_and(|name| {
                ends_as_regulation(name) || name.ends_with('〉') || name.ends_with('》')
            })
        });
        if let Some(mark) = bare {
            status = status.or(Some(mark.clone()));
            name = &name[..name.len() - mark.len()];
            continue;
        }
        break;
    }
    (name.to_owned(), status)
}

/// Whether a title names a law or a regulation, and not a plan, a report or a notice.
pub fn is_regulation(name: &str) -> bool {
    let long = name.chars().count();
    let law = name.ends_with('法') && !name.ends_with("办法");
    // 《议事规则》, 《决定》 by themselves are short for what was named before.
    let enough = match () {
        () if law => 3,
        () if name.ends_with("条例") => 4,
        () => 6,
    };
    (long >= enough || SHORTEST.contains(&name)) && ends_as_regulation(name)
}

/// Laws with the shortest names.
const SHORTEST: [&str; 4] = ["宪法", "刑法", "水法", "民法典"];

fn ends_as_regulation(name: &str) -> bool {
    let acts = acts();
    if let Some(at) = name.rfind("修正案（")
        && numbered_amendment(&name[at..]) == name.len() - at
    {
        return true;
    }
    acts.ends.iter().chain(&acts.decisions).any(|end| name.ends_with(end.as_str()))
}

fn acts() -> &'static Acts {
    &Lexicon::standard().acts
}
