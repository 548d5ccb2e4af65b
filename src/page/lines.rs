//! The lines of a document and how they look: how wide they are and what they end in.

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

/// Blanks and characters that are not seen.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
        || matches!(c, '\u{E000}'..='\u{F8FF}')
}

pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let (mut at, mut gap) = (0, false);
    for raw in text.split(['\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let trimmed = raw.trim_matches(is_blank);
        // A `\r\n` leaves an empty piece behind that is no blank line.
        let blank = trimmed.is_empty();
        if blank {
            let after_return = at > 0 && text.as_bytes()[at - 1] == b'\r';
            let line_feed = text.as_bytes().get(at) == Some(&b'\n');
            gap |= !(after_return && line_feed && raw.is_empty());
        } else {
            let start = at + (trimmed.as_ptr() as usize - raw.as_ptr() as usize);
            let before = &raw[..start - at];
            found.push(Line {
                span: Span::new(start, start + trimmed.len()),
                width: width(trimmed),
                gap,
                indented: before.contains('\u{3000}') || before.len() >= 2,
                end: end(trimmed),
            });
            gap = false;
        }
        let separator = text[at + raw.len()..].chars().next().map_or(0, char::len_utf8);
        at += raw.len() + separator;
    }
    found
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
