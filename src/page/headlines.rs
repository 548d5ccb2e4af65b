//! Which headline belongs to which body.

use super::pieces::Piece;
use crate::model::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// Two characters in a row: what a headline and its body have in common.
type Bigram = (char, char);

/// A heading that stands on the page: its lines, and before which body.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub lines: Vec<Span>,
    /// The body that comes next, which may be one past the last.
    pub before: usize,
}

/// What the bodies of a page say, in pairs of characters.
pub(super) struct Bodies {
    said: Vec<FxHashSet<Bigram>>,
    /// In how many bodies a pair stands.
    spread: FxHashMap<Bigram, u32>,
}

/// How many bodies before and after a heading may be its own: a page has few, and the time stays
/// linear in a file of thousands.
const WINDOW: usize = 12;

/// What standing right before a body weighs against shared words.
const BEFORE: f32 = 0.15;
const AFTER: f32 = 0.05;

impl Bodies {
    pub(super) fn new<'p>(text: &str, bodies: impl Iterator<Item = &'p [Piece]>) -> Self {
        const ENOUGH: usize = 4000;
        let mut spread = FxHashMap::default();
        let mut said = Vec::new();
        for pieces in bodies {
            let lines = pieces.iter().flat_map(|piece| &piece.lines);
            let chars = lines.flat_map(|line| line.of(text).chars()).take(ENOUGH);
            let pairs = bigrams(chars);
            for pair in &pairs {
                *spread.entry(*pair).or_insert(0) += 1;
            }
            said.push(pairs);
        }
        Bodies { said, spread }
    }

    /// The share of the heading's words that the body has, those that all bodies have counting less.
    fn shared(&self, heading: &FxHashSet<Bigram>, body: usize) -> f32 {
        let Some(said) = self.said.get(body) else { return 0.0 };
        let common: f32 = heading
            .iter()
            .filter(|pair| said.contains(pair))
            .map(|pair| 1.0 / self.spread.get(pair).copied().unwrap_or(1) as f32)
            .sum();
        common / heading.len().max(1) as f32
    }

    fn near(&self, heading: &Heading) -> std::ops::Range<usize> {
        heading.before.saturating_sub(WINDOW)..(heading.before + WINDOW).min(self.said.len())
    }

    /// The body whose words a line has most of, where it plainly is one.
    fn plain_match(&self, text: &str, heading: &Heading, line: &[Span]) -> Option<usize> {
        const PLAIN: f32 = 0.3;
        let pairs = bigrams(line.iter().flat_map(|part| part.of(text).chars()));
        self.near(heading)
            .map(|body| (body, self.shared(&pairs, body)))
            .filter(|(_, share)| *share >= PLAIN)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .map(|(body, _)| body)
    }

    /// Cuts headings that run together (all headlines of a page in one block) where a line
    /// plainly speaks of another body than the first one.
    pub(super) fn split(&self, text: &str, headings: Vec<Heading>) -> Vec<Heading> {
        let mut split: Vec<Heading> = Vec::new();
        for heading in headings {
            let mut of: Option<usize> = None;
            let mut lines: Vec<Span> = Vec::new();
            for line in whole_lines(text, &heading.lines) {
                let body = self.plain_match(text, &heading, &line);
                if body.is_some() && of.is_some() && body != of {
                    let lines = std::mem::take(&mut lines);
                    split.push(Heading { lines, before: heading.before });
                    of = None;
                }
                of = of.or(body);
                lines.extend(line);
            }
            split.push(Heading { lines, before: heading.before });
        }
        split
    }

    /// For each heading the body that it belongs to; a body has one headline at most. What shared
    /// words and place leave open is settled by what is left over.
    pub(super) fn assign(&self, text: &str, headings: &[Heading]) -> Vec<Option<usize>> {
        let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
        for (n, heading) in headings.iter().enumerate() {
            let words = bigrams(heading.lines.iter().flat_map(|line| line.of(text).chars()));
            for body in self.near(heading) {
                let shared = self.shared(&words, body);
                let place = if body == heading.before {
                    BEFORE
                } else if body + 1 == heading.before {
                    AFTER
                } else {
                    0.0
                };
                if shared + place > 0.0 {
                    pairs.push((shared + place, n, body));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut found: Vec<Option<usize>> = vec![None; headings.len()];
        let mut taken = vec![false; self.said.len()];
        for (_, heading, body) in pairs {
            if found[heading].is_none() && !taken[body] {
                found[heading] = Some(body);
                taken[body] = true;
            }
        }
        let mut bodies_left = (0..taken.len()).filter(|body| !taken[*body]);
        if let (Some(body), None) = (bodies_left.next(), bodies_left.next()) {
            let mut headings_left = (0..found.len()).filter(|n| found[*n].is_none());
            if let (Some(heading), None) = (headings_left.next(), headings_left.next()) {
                found[heading] = Some(body);
            }
        }
        found
    }
}

fn bigrams(chars: impl Iterator<Item = char>) -> FxHashSet<Bigram> {
    let mut words = chars.filter(|c| c.is_alphanumeric());
    let Some(mut last) = words.next() else { return FxHashSet::default() };
    words
        .map(|c| {
            let pair = (last, c);
            last = c;
            pair
        })
        .collect()
}

/// The lines of a heading as it reads: those that were broken amid a quotation are one.
pub(super) fn whole_lines(text: &str, lines: &[Span]) -> Vec<Vec<Span>> {
    let mut whole: Vec<Vec<Span>> = Vec::new();
    let mut open = false;
    for line in lines {
        match whole.last_mut() {
            Some(last) if open => last.push(*line),
            _ => whole.push(vec![*line]),
        }
        let words = whole.last().into_iter().flatten().flat_map(|line| line.of(text).chars());
        open = unclosed(words) || line.of(text).ends_with(['、', '，', '—']);
    }
    whole
}

/// Whether a quotation or a bracket stays open.
pub(super) fn unclosed(chars: impl Iterator<Item = char>) -> bool {
    let mut depth = 0i32;
    for c in chars {
        match c {
            '“' | '《' | '（' | '‘' | '〈' | '(' | '「' | '【' => depth += 1,
            '”' | '》' | '）' | '’' | '〉' | ')' | '」' | '】' => depth -= 1,
            _ => {}
        }
    }
    depth > 0
}
