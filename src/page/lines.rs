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
    let mut width = 0;
    for byte in line.bytes() {
        width += match byte {
            0..=0x7F => 1,
            0x80..=0xBF => 0,
            _ => 2,
        };
        if width >= WIDEST {
            break;
        }
    }
    width
}

pub(super) fn end(line: &str) -> End {
    for c in line.chars().rev() {
        return match c {
            '”' | '’' | '"' | '」' | '』' | '）' | ')' | '】' => continue,
            '。' | '！' | '？' | '!' | '?' | '…' | '｡' => End::Sentence,
            '；' | ';' | '：' | ':' => End::Clause,
            '，' | ',' | '、' | '《' | '〈' | '“' | '‘' | '（' | '(' | '—' | '－' => {
                End::Open
            }
            _ => End::Bare,
        };
    }
    End::Bare
}

/// Whether the lines were broken to fit a column: most lines end amid a sentence and are about as
/// wide as the line before. Elsewhere each line is a paragraph.
pub(super) fn is_wrapped(lines: &[Line]) -> bool {
    const LEAST: usize = 16;
    let (mut counted, mut amid, mut alike) = (0usize, 0usize, 0usize);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.width < LEAST {
            continue;
        }
        counted += 1;
        amid += usize::from(matches!(line.end, End::Bare | End::Open));
        let tolerance = (line.width / 8).max(4);
        let narrow = line.width < WIDEST / 2;
        alike += usize::from(narrow && line.width.abs_diff(next.width) <= tolerance);
    }
    counted >= 4 && amid * 5 > counted * 3 && alike * 2 > counted
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
