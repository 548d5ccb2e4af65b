//! Where laws and regulations are named in a sentence: in marks, as decisions, without marks.

use super::decisions::decisions;
use super::frames::IN_FORCE;
use super::regulations::{Mention, acts, is_regulation, without_status};
use super::sentence::Sentence;
use super::unmarked::{name_start, plain};
use crate::model::Span;

/// The titles and the regulations in `range` of the sentence, in order; none lies within another.
pub fn mentions(s: &Sentence<'_>, range: Span) -> Vec<Mention> {
    if !range.of(s.text).contains(is_of_mention) {
        return Vec::new();
    }
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

/// Whether a character is of those that marks, laws, regulations and decisions are told by.
fn is_of_mention(c: char) -> bool {
    matches!(c, '》' | '〉' | '>' | '法' | '条' | '办' | '规' | '细' | '准' | '决')
}

/// The marks that lie in no other marks; those that do not close are passed over.
fn outermost(text: &str, range: Span) -> Vec<Span> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in range.of(text).char_indices() {
        let at = range.start + at;
        match c {
            '《' | '〈' => open.push((at, c)),
            // Alone, it compares; within a title it is a mark in half width.
            '<' if !open.is_empty() || range.start > 0 => open.push((at, c)),
            '》' | '〉' | '>' => {
                if let Some((start, mark)) = open.last().copied()
                    && mark.len_utf8() == c.len_utf8()
                {
                    open.pop();
                    pairs.push(Span::new(start, at + c.len_utf8()));
                }
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
    let mark = marks.of(s.text).chars().next().map_or(0, char::len_utf8);
    let inside = Span::new(marks.start + mark, marks.end - mark);
    // 《…办法（草案）的说明》: the paper on it is in the marks with it.
    const PAPERS: [&str; 3] = ["的说明", "审议结果的报告", "修改情况的报告"];
    let text = inside.of(s.text);
    if let Some(about) = PAPERS.iter().find_map(|paper| text.strip_suffix(paper))
        && !about.starts_with("关于")
        && let (name, status @ Some(_)) = without_status(about)
        && is_regulation(&name)
    {
        let span = Span::new(marks.start, inside.start + about.len());
        return Mention { span, name, status, is_regulation: true, inside: None };
    }
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
    let verb = s.token_at(marks.start).checked_sub(1)?;
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
