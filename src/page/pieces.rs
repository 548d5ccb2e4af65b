//! Lines to pieces: paragraphs and headings, however the lines were broken.

use super::byline;
use super::chars::is_han;
use super::furniture;
use super::headlines;
use super::lines::{self, End, Line};
use crate::model::Span;

/// A paragraph or a heading: its lines, in the order of the text.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub lines: Vec<Span>,
    pub kind: Kind,
    /// False where it is a single line that is known to begin no article.
    pub may_lead: bool,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// What a picture shows; no border between articles.
    Caption,
    Heading,
    /// A heading within an article: one that is printed twice, or numbered.
    Subheading,
}

impl Piece {
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Heading | Kind::Subheading)
    }

    /// From the first to the last of its bytes.
    pub(super) fn whole(&self) -> Span {
        let start = self.lines.first().copied().unwrap_or_default();
        start.cover(self.lines.last().copied().unwrap_or(start))
    }
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut lines = lines::lines(text);
    let mut furniture_before = false;
    lines.retain_mut(|line| {
        let keep = !furniture::is_furniture(line.span.of(text));
        line.gap |= furniture_before;
        furniture_before = !keep;
        keep
    });
    for line in &mut lines {
        let words = line.span.of(text);
        line.leads = byline::leads(words) || byline::byline_line(words).is_some();
        line.caption = furniture::is_caption(words);
    }
    let wrapped = lines::is_wrapped(text, &lines);
    let units = Units { text, lines: &lines, wrapped }.units();
    merge(text, units)
}

/// A piece in the making.
#[derive(Debug)]
struct Unit<'a> {
    lines: &'a [Line],
    kind: Kind,
    /// A paragraph whose last line is full and ends amid a sentence: the next one may be its rest.
    open: bool,
    /// Cannot be the rest of another paragraph.
    begins: bool,
}

struct Units<'a> {
    text: &'a str,
    lines: &'a [Line],
    wrapped: bool,
}

impl<'a> Units<'a> {
    fn units(&self) -> Vec<Unit<'a>> {
        let mut units: Vec<Unit<'a>> = Vec::new();
        for block in self.lines.chunk_by(|_, next| !next.gap) {
            if self.wrapped {
                self.wrapped_block(block, &mut units);
            } else {
                self.plain_block(block, &mut units);
            }
        }
        if !self.wrapped {
            self.keep_short_paragraphs(&mut units);
        }
        units
    }

    /// Where lines are paragraphs, a short line within the body is a heading only between a
    /// finished paragraph and a long one; others are items of a list, and stay in the body.
    fn keep_short_paragraphs(&self, units: &mut Vec<Unit<'a>>) {
        const LONG: usize = 60;
        let page = self.lines.iter().filter(|line| line.leads).count() >= 2;
        let kinds: Vec<(Kind, End, usize, bool)> = units
            .iter()
            .map(|unit| {
                let (first, last) = (&unit.lines[0], &unit.lines[unit.lines.len() - 1]);
                (unit.kind, last.end, first.width, first.leads)
            })
            .collect();
        let mut kept = Vec::with_capacity(units.len());
        let mut body = false;
        for (n, unit) in units.drain(..).enumerate() {
            let before = n.checked_sub(1).and_then(|n| kinds.get(n));
            let after = kinds.get(n + 1);
            let finished = before.is_none_or(|(kind, end, _, _)| {
                *kind != Kind::Paragraph || matches!(end, End::Sentence)
            });
            let opens = after.is_some_and(|(kind, end, width, leads)| {
                *leads || (*kind == Kind::Paragraph && *width >= LONG && *end == End::Sentence)
            });
            let on_top = !body && after.is_some();
            let between = finished && opens || page && (opens || after.is_none());
            if unit.kind == Kind::Heading && !(on_top || between) {
                let lines = unit.lines;
                kept.extend(lines.chunks(1).map(|line| self.paragraph(line, false)));
            } else {
                kept.push(unit);
            }
            body |= kept.last().is_some_and(|unit| unit.kind == Kind::Paragraph);
        }
        *units = kept;
    }

    /// A block of a text whose lines are paragraphs.
    fn plain_block(&self, block: &'a [Line], units: &mut Vec<Unit<'a>>) {
        let mut rest = block;
        while let Some(first) = rest.first() {
            let is_heading = |line: &Line| self.could_be_heading(line) && !line.leads;
            let mut len = 1;
            if is_heading(first) {
                while len < 4 && rest.get(len).is_some_and(is_heading) {
                    len += 1;
                }
                let kind = self.heading_kind(&rest[..len]);
                units.push(Unit { lines: &rest[..len], kind, open: false, begins: true });
            } else {
                while rest.get(len).is_some_and(|next| self.goes_on(&rest[len - 1], next)) {
                    len += 1;
                }
                units.push(self.paragraph(&rest[..len], false));
            }
            rest = &rest[len..];
        }
    }

    /// Whether a line that is a paragraph is plainly not at its end.
    fn goes_on(&self, line: &Line, next: &Line) -> bool {
        let starts_late = next
            .span
            .of(self.text)
            .starts_with(['，', '。', '、', '；', '：', '）', '》', '”', '！', '？']);
        (line.end == End::Open || starts_late) && !next.leads
    }

    /// A block of a text whose lines were broken to fit a column.
    fn wrapped_block(&self, block: &'a [Line], units: &mut Vec<Unit<'a>>) {
        let open = self.open_before(units);
        let column = column(block);
        if self.is_heading_block(block, open) {
            let kind = self.heading_kind(block);
            units.push(Unit { lines: block, kind, open: false, begins: true });
            return;
        }
        let mut rest = block;
        let head = if open { 0 } else { self.heading_on_top(block) };
        if head > 0 {
            let kind = self.heading_kind(&rest[..head]);
            units.push(Unit { lines: &rest[..head], kind, open: false, begins: true });
            rest = &rest[head..];
        }
        while !rest.is_empty() {
            let mut len = 1;
            while len < rest.len() && !self.breaks(&rest[len - 1], &rest[len], column) {
                len += 1;
            }
            let full = is_full(&rest[len - 1], column);
            units.push(self.paragraph(&rest[..len], full));
            rest = &rest[len..];
        }
    }

    fn paragraph(&self, lines: &'a [Line], full: bool) -> Unit<'a> {
        let first = &lines[0];
        let last = &lines[lines.len() - 1];
        let alone = lines.len() == 1 && first.caption;
        let kind = if alone { Kind::Caption } else { Kind::Paragraph };
        let open = last.end == End::Open || (full && last.end == End::Bare);
        Unit { lines, kind, open, begins: first.indented || first.leads }
    }

    fn open_before(&self, units: &[Unit<'a>]) -> bool {
        units.iter().rev().find(|u| u.kind == Kind::Paragraph).is_some_and(|u| u.open)
    }

    fn breaks(&self, line: &Line, next: &Line, column: usize) -> bool {
        if next.leads || line.caption || next.caption {
            return true;
        }
        let ends = !is_full(line, column) || next.indented || self.is_item(next);
        match line.end {
            End::Sentence | End::Clause => ends,
            End::Bare => !is_full(line, column) && next.indented,
            End::Open => false,
        }
    }

    /// Whether all of a block is a heading. After an open paragraph a block that fills the column
    /// is taken for its rest.
    fn is_heading_block(&self, block: &[Line], after_open: bool) -> bool {
        const NEAR: usize = 4;
        if block.len() > 6 || !block.iter().all(|line| self.could_be_heading(line)) {
            return false;
        }
        if block[0].leads {
            return false;
        }
        if self.heading_kind(block) == Kind::Subheading {
            return true;
        }
        let at = self.index(&block[0]);
        let before = column(&self.lines[at.saturating_sub(NEAR)..at]);
        let after = &self.lines[at + block.len()..];
        let after = column(&after[..after.len().min(NEAR)]);
        let fills = |column: usize| block.iter().all(|line| fits(line, column));
        if !fills(before) && !fills(after) {
            return true;
        }
        let next = &self.lines[at + block.len()..];
        let next = next.chunk_by(|_, line| !line.gap).next().unwrap_or_default();
        let is_body = next.iter().any(|line| line.span.of(self.text).contains(['。', '！', '？']));
        let next = next.first().filter(|next| is_body && !next.indented && !next.leads);
        let words = block.iter().map(|line| line.span.of(self.text));
        let pauses = words.clone().any(|words| words.contains(['，', '、']))
            || headlines::unclosed(words.flat_map(str::chars));
        // A paragraph's first line would be set in; its rest is not.
        let rest = next.is_some_and(|n| n.width + 2 >= after || n.end == End::Sentence);
        !(after_open || rest || (pauses && next.is_some()))
    }

    /// How many lines at the top of a block are a heading above its first paragraph.
    fn heading_on_top(&self, block: &[Line]) -> usize {
        for len in 1..block.len().min(5) {
            let (line, rest) = (&block[len - 1], &block[len..]);
            if !self.could_be_heading(line) || line.leads {
                return 0;
            }
            // …《…条例（草: the line breaks off, and no heading does.
            let words = block[..len].iter().map(|line| line.span.of(self.text));
            if headlines::unclosed(words.flat_map(str::chars)) {
                continue;
            }
            if rest[0].leads || rest[0].indented && !line.indented {
                return len;
            }
            let column = column(rest);
            if !fits(line, column) && fits(&rest[0], column) && rest.len() >= 2 {
                return len;
            }
        }
        0
    }

    fn could_be_heading(&self, line: &Line) -> bool {
        const WIDEST: usize = 120;
        if line.end != End::Bare {
            return false;
        }
        let words = line.span.of(self.text);
        !line.caption
            && (4..=WIDEST).contains(&line.width)
            && !words.contains(['。', '；'])
            && !furniture::is_minute(words)
            && !words.ends_with(['的', '和', '及', '与'])
            && !self.is_item(line)
            && words.chars().any(is_han)
    }

    fn heading_kind(&self, lines: &[Line]) -> Kind {
        let twice = match lines {
            [line] => halves(line.span.of(self.text)).is_some(),
            [one, other] => one.span.of(self.text) == other.span.of(self.text),
            _ => false,
        };
        if twice { Kind::Subheading } else { Kind::Heading }
    }

    /// 一、 （二） 3. ●
    fn is_item(&self, line: &Line) -> bool {
        let words = line.span.of(self.text);
        let core = words.trim_start_matches(|c: char| {
            "（(第".contains(c) || c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
        });
        let numbered = core.len() < words.len()
            && core.starts_with(['、', '.', '．', '）', ')'])
            && !core.starts_with("）、");
        numbered || words.starts_with(['●', '■', '◆', '▲', '★', '·'])
    }

    fn index(&self, line: &Line) -> usize {
        self.lines.partition_point(|other| other.span.start < line.span.start)
    }
}

/// The width that most lines have.
fn column(block: &[Line]) -> usize {
    lines::median(block.iter().take(40).map(|line| line.width))
}

/// Whether a line is about as wide as its column, and not wider. The first line of a paragraph may
/// be set in by two characters that its text does not show.
fn fits(line: &Line, column: usize) -> bool {
    is_full(line, column) && line.width <= column + 2
}

fn is_full(line: &Line, column: usize) -> bool {
    line.width * 5 >= column * 4
}

/// The half of a text that says the same twice.
fn halves(text: &str) -> Option<&str> {
    const SHORTEST: usize = 12;
    if text.len() < SHORTEST {
        return None;
    }
    // Nothing, a blank or an ideographic blank between the two.
    [0, 1, 3].into_iter().filter(|between| (text.len() - between).is_multiple_of(2)).find_map(
        |between| {
            let len = (text.len() - between) / 2;
            let half = text.get(..len)?;
            (text.get(len + between..)? == half).then_some(half)
        },
    )
}

/// Joins what blank lines, headings and captions have broken.
fn merge(text: &str, units: Vec<Unit<'_>>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<usize> = None;
    for unit in units {
        let spans = unit.lines.iter().map(|line| line.span);
        if unit.kind != Kind::Paragraph {
            let mut lines: Vec<Span> = spans.collect();
            if unit.kind == Kind::Subheading {
                lines.truncate(1);
                lines = lines.iter().map(|line| once(text, *line)).collect();
            }
            pieces.push(Piece { lines, kind: unit.kind, may_lead: true });
            continue;
        }
        match open.filter(|_| !unit.begins).and_then(|at| pieces.get_mut(at)) {
            Some(piece) => {
                piece.lines.extend(spans);
                piece.may_lead = true;
            }
            None => {
                open = Some(pieces.len());
                let may_lead = unit.lines.len() > 1 || unit.lines.iter().any(|line| line.leads);
                let lines = spans.collect();
                pieces.push(Piece { lines, kind: Kind::Paragraph, may_lead });
            }
        }
        if !unit.open {
            open = None;
        }
    }
    pieces
}

/// The first half of a line that says the same twice.
fn once(text: &str, line: Span) -> Span {
    let len = halves(line.of(text)).map_or(line.len(), str::len);
    Span::new(line.start, line.start + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Kind, String)> {
        let joined = |piece: &Piece| piece.lines.iter().map(|line| line.of(text)).collect();
        pieces(text).iter().map(|piece| (piece.kind, joined(piece))).collect()
    }

    #[test]
    fn columns_are_joined_across_blank_lines() {
        let text = "本报讯（记者 王甲）市政府近日召开会\n议，研究部署今年的各项重点工作。市长\n\n李乙主持会议并讲话，副市长赵丙、钱丁\n出席。\n\n持续推进绿色发展持续推进绿色发展\n\n会议指出，要把握机遇，全面推进各项工\n作落地见效。\n";
        let found = read(text);
        let kinds: Vec<Kind> = found.iter().map(|p| p.0).collect();
        assert_eq!(kinds, [Kind::Paragraph, Kind::Subheading, Kind::Paragraph]);
        assert!(found[0].1.contains("召开会议，"));
        assert!(found[0].1.contains("市长李乙主持会议"));
        assert_eq!(found[1].1, "持续推进绿色发展");
    }

    #[test]
    fn a_line_is_a_paragraph_where_lines_are_paragraphs() {
        let text = "市政府召开常务会议\n市长李乙主持会议。\n会议研究了三件事，\n通过了有关文件。\n";
        let found = read(text);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].0, Kind::Heading);
        assert_eq!(found[2].1, "会议研究了三件事，通过了有关文件。");
    }

    #[test]
    fn a_caption_does_not_break_the_sentence_around_it() {
        let text = "市政府近日召开会议，研究部署今年的各项\n任务，听取各部门关于上半年工作情况的汇\n报，审议通过了有关文件，并部署下半年的\n重点工作，市长李乙主持会议并讲话，副市\n图为会议现场。王甲 摄\n长赵丙、钱丁出席会议并就有关工作提出要\n求，各县区和市直各部门负责同志参加会议。\n";
        let found = read(text);
        assert!(found.iter().any(|p| p.1.contains("副市长赵丙")), "{found:?}");
    }
}
