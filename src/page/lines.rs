//! The lines of a document and how they look: how wide they are and what they end in.

use super::chars::is_blank;
use crate::model::Span;

/// A line that is not blank, without the blanks around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub span: Span,
    /// In half-width columns, counted no further than [`WIDEST`].
    pub width: usize,
    /// A blank line stands before it.
    pub gap: bool,
    /// It is set in from the margin.
    pub indented: bool,
    pub end: End,
    /// An article begins with it: it opens with a byline.
    pub leads: bool,
    /// It says what a picture shows.
    pub caption: bool,
}

/// What the last character of a line says of what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// 。！？: a sentence is over, and a paragraph may be.
    Sentence,
    /// ；：: a paragraph may be over.
    Clause,
    /// ，、《: the paragraph goes on.
    Open,
    /// Any other character: a heading, or a line broken in the middle.
    Bare,
}

/// Wider lines are paragraphs in any case, and are not counted out.
pub(super) const WIDEST: usize = 400;

pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let (mut at, mut gap) = (0, false);
    while at < text.len() {
        let (end, next) = line_end(text, at);
        let raw = &text[at..end];
        let trimmed = raw.trim_matches(is_blank);
        if trimmed.is_empty() {
            gap = true;
        } else {
            let before = trimmed.as_ptr() as usize - raw.as_ptr() as usize;
            found.push(Line {
                span: Span::new(at + before, at + before + trimmed.len()),
                width: width(trimmed),
                gap,
                indented: before >= 2,
                end: self::end(trimmed),
                leads: false,
                caption: false,
            });
            gap = false;
        }
        at = next;
    }
    found
}

/// Where the line that begins at `from` ends, and where the next begins.
fn line_end(text: &str, from: usize) -> (usize, usize) {
    let rest = &text.as_bytes()[from..];
    match memchr::memchr2(b'\n', b'\r', rest) {
        Some(len) => {
            let mark = if rest[len..].starts_with(b"\r\n") { 2 } else { 1 };
            (from + len, from + len + mark)
        }
        None => (text.len(), text.len()),
    }
}

fn width(line: &str) -> usize {
    let bytes = line.as_bytes();
    let (mut width, mut at) = (0, 0);
    while let Some(first) = bytes.get(at).filter(|_| width < WIDEST) {
        let (columns, len) = match first {
            0..=0x7F => (1, 1),
            0x80..=0xDF => (2, 2),
            0xE0..=0xEF => (2, 3),
            _ => (2, 4),
        };
        width += columns;
        at += len;
    }
    width
}

pub(super) fn end(line: &str) -> End {
    for c in line.chars().rev() {
        return match c {
            '”' | '’' | '"' | '」' | '』' | '）' | ')' | '】' => continue,
            '。' | '！' | '？' | '!' | '?' | '…' | '｡' | '.' | '．' => End::Sentence,
            '；' | ';' | '：' | ':' => End::Clause,
            '，' | ',' | '、' | '《' | '〈' | '“' | '‘' | '（' | '(' | '—' | '－' => {
                End::Open
            }
            _ => End::Bare,
        };
    }
    End::Bare
}

/// Whether the lines were broken to fit a column: most end amid a sentence, those are as wide as
/// any line near them, and marks stand within them. Elsewhere each line is a paragraph.
pub(super) fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    const LEAST: usize = 16;
    const NEAR: usize = 2;
    let wide: Vec<&Line> = lines.iter().filter(|line| line.width >= LEAST).collect();
    let (mut amid, mut full, mut marked) = (0, 0, 0);
    for (n, line) in wide.iter().enumerate() {
        if !matches!(line.end, End::Bare | End::Open) {
            continue;
        }
        let near = &wide[n.saturating_sub(NEAR)..(n + NEAR + 1).min(wide.len())];
        let widest = near.iter().map(|line| line.width).max().unwrap_or_default();
        amid += 1;
        full += usize::from(line.width * 5 >= widest * 4);
        marked += usize::from(line.span.of(text).contains(['，', '、', '。', ',']));
    }
    wide.len() >= 4 && amid * 2 > wide.len() && full * 3 > amid * 2 && marked * 5 > amid * 2
}

/// The middle one of some widths; 0 where there are none.
pub(super) fn median(widths: impl Iterator<Item = usize>) -> usize {
    let mut widths: Vec<usize> = widths.collect();
    if widths.is_empty() {
        return 0;
    }
    let middle = widths.len() / 2;
    *widths.select_nth_unstable(middle).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place_and_what_is_around_them() {
        let text = "　　甲乙，\r\n丙。\r\n\r\n 丁”\u{0C}";
        let found = lines(text);
        let words: Vec<&str> = found.iter().map(|l| l.span.of(text)).collect();
        assert_eq!(words, ["甲乙，", "丙。", "丁”"]);
        assert_eq!(found.iter().map(|l| l.gap).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(found.iter().map(|l| l.indented).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(found[0].end, End::Open);
        assert_eq!(found[1].end, End::Sentence);
        assert_eq!(found[2].end, End::Bare);
    }
}
