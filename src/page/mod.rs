//! A page to its articles: broken lines joined, each body with its own headline and byline.
//!
//! 1. [`lines`]: how each line looks; [`furniture`] is left out.
//! 2. [`pieces`]: lines to paragraphs and headings.
//! 3. [`byline`]: what stands before the first and after the last word of a body.
//! 4. [`headlines`]: which heading belongs to which body.
//! 5. [`clean`]: what is kept, as the grammar expects it, each byte with its place in the document.

mod byline;
mod chars;
mod clean;
mod furniture;
mod headlines;
mod lines;
mod name_list;
mod pieces;

use crate::model::{Article, Byline, Document, Mapped, Span};
use byline::Lead;
use clean::Cleaner;
use headlines::{Bodies, Heading};
use pieces::{Kind, Piece};
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::hash::BuildHasher;

/// The articles of a document, in the order of their bodies. Any text has at least one, but for a
/// blank one, which has none.
pub fn articles(document: &Document) -> Vec<Article> {
    let text = document.text.as_str();
    let title = document.meta.title.as_deref().filter(|title| !title.trim().is_empty());
    let mut pieces = pieces::pieces(text);
    if let Some(title) = title {
        drop_title(text, title, &mut pieces);
    }
    if pieces.is_empty() {
        return Vec::new();
    }
    let page = Page { text, cleaner: Cleaner::new(text) };
    let sections = page.sections(pieces);
    let headings: usize = sections.iter().map(|s| s.headings.len()).sum();
    let leads = sections.iter().filter(|s| s.begins()).count();
    // A title speaks for one article, unless several bylined ones bring headlines of their own.
    let several = leads >= 2 && (title.is_none() || headings >= 2);
    let mut articles = if several { page.several(sections) } else { page.one(sections, title) };
    articles.retain(|article| !article.paragraphs.is_empty() || article.headline.is_some());
    for (ordinal, article) in articles.iter_mut().enumerate() {
        article.ordinal = ordinal;
    }
    articles
}

/// A body with the headings that stand before it.
#[derive(Debug, Default)]
struct Section {
    headings: Vec<Heading>,
    subheadings: Vec<Vec<Span>>,
    paragraphs: Vec<Piece>,
    lead: Option<(Lead, Span)>,
    /// Names that stand on a line of their own or at the end.
    signed: Option<Byline>,
    /// The names at the end say that it is over.
    closed: bool,
}

impl Section {
    fn begins(&self) -> bool {
        self.lead.is_some() || self.signed.is_some()
    }
}

struct Page<'a> {
    text: &'a str,
    cleaner: Cleaner<'a>,
}

impl Page<'_> {
    /// Cuts the pieces where an article may begin: at a lead, a byline, or after a heading.
    fn sections(&self, pieces: Vec<Piece>) -> Vec<Section> {
        let mut sections: Vec<Section> = vec![Section::default()];
        let ends = ends_of_articles(&pieces);
        let mut pieces = pieces.into_iter().zip(ends).peekable();
        while let Some((mut piece, last)) = pieces.next() {
            let words = piece.whole().of(self.text);
            let next_is_body = pieces.peek().is_some_and(|(next, _)| !next.is_heading());
            let Some(section) = sections.last_mut() else { break };
            match piece.kind {
                Kind::Subheading => section.subheadings.push(piece.lines),
                Kind::Heading => {
                    let short = piece.lines.len() == 1 && words.chars().count() <= 12;
                    let within = short && next_is_body && !section.closed;
                    let goes_on = pieces.peek().is_some_and(|(next, _)| !self.leads(next));
                    if within && goes_on && !section.paragraphs.is_empty() {
                        section.subheadings.push(piece.lines);
                        continue;
                    }
                    if !section.paragraphs.is_empty() {
                        sections.push(Section::default());
                    }
                    let before = sections.len() - 1;
                    if let Some(section) = sections.last_mut() {
                        section.headings.push(Heading { lines: piece.lines, before });
                    }
                }
                Kind::Caption => section.paragraphs.extend(self.caption(piece)),
                Kind::Paragraph => {
                    let signature = if last { byline::signature(words) } else { None };
                    let line = if piece.may_lead { byline::byline_line(words) } else { None };
                    if let Some(names) = line.or(signature) {
                        let byline = Byline { reporters: names, span: piece.whole() };
                        if section.paragraphs.is_empty() || last {
                            section.closed = !section.paragraphs.is_empty();
                            section.signed = Some(byline);
                        } else {
                            sections.push(Section { signed: Some(byline), ..Section::default() });
                        }
                        continue;
                    }
                    let lead = if piece.may_lead { byline::lead(words) } else { None };
                    if (lead.is_some() || section.closed) && !section.paragraphs.is_empty() {
                        sections.push(Section::default());
                    }
                    let Some(section) = sections.last_mut() else { break };
                    self.take_words(section, &mut piece, lead, last);
                    if !piece.lines.is_empty() {
                        section.paragraphs.push(piece);
                    }
                }
            }
        }
        sections
    }

    fn leads(&self, piece: &Piece) -> bool {
        let words = piece.whole().of(self.text);
        piece.may_lead && (byline::leads(words) || byline::byline_line(words).is_some())
    }

    /// A long caption says what an article says; a short one only what the picture shows.
    fn caption(&self, piece: Piece) -> Option<Piece> {
        const LONG: usize = 20;
        let words = piece.whole().of(self.text);
        (words.chars().count() >= LONG && words.contains('。')).then_some(piece)
    }

    /// Takes the lead and what follows the last sentence out of a paragraph.
    fn take_words(&self, section: &mut Section, piece: &mut Piece, lead: Option<Lead>, last: bool) {
        let whole = piece.whole();
        let words = whole.of(self.text);
        let mut kept = whole;
        kept.start += byline::carried_over(words);
        if let Some(lead) = lead {
            kept.start = whole.start + lead.len;
            section.lead = Some((lead, Span::new(whole.start, kept.start)));
        }
        while let Some(tail) = byline::tail(kept.of(self.text), last) {
            let span = Span::new(kept.start + tail.end, kept.end);
            kept.end = span.start;
            if !tail.reporters.is_empty() {
                section.closed = true;
                section.signed.get_or_insert(Byline { reporters: tail.reporters, span });
            }
        }
        for line in &mut piece.lines {
            line.start = line.start.max(kept.start).min(line.end);
            line.end = line.end.min(kept.end).max(line.start);
        }
        piece.lines.retain(|line| !line.of(self.text).trim().is_empty());
    }

    /// All sections as one article.
    fn one(&self, sections: Vec<Section>, title: Option<&str>) -> Vec<Article> {
        let mut whole = Section::default();
        let mut headings = Vec::new();
        let on_top = sections.first().is_some_and(|s| !s.headings.is_empty());
        for section in sections {
            headings.extend(section.headings);
            whole.subheadings.extend(section.subheadings);
            whole.paragraphs.extend(section.paragraphs);
            whole.lead = whole.lead.or(section.lead);
            whole.signed = whole.signed.or(section.signed);
        }
        let mut headings = headings.into_iter().map(|heading| heading.lines);
        let headline = if title.is_none() && on_top { headings.next() } else { None };
        let subheadings = std::mem::take(&mut whole.subheadings);
        whole.subheadings = headings.chain(subheadings).collect();
        whole.subheadings.sort_by_key(|lines| lines.first().copied());
        let mut article = self.article(whole, headline);
        if let Some(title) = title {
            article.headline = Some(self.title(title));
        }
        vec![article]
    }

    fn title(&self, title: &str) -> String {
        let whole = Span::new(0, title.len());
        self.cleaner.with(title).heading(&[whole]).text().to_owned()
    }

    /// Each section that begins an article with its headline; the others go to the one before.
    fn several(&self, mut sections: Vec<Section>) -> Vec<Article> {
        let headings: Vec<Heading> =
            sections.iter_mut().flat_map(|section| std::mem::take(&mut section.headings)).collect();
        sections.retain(|section| !section.paragraphs.is_empty());
        let bodies =
            Bodies::new(self.text, sections.iter().map(|section| section.paragraphs.as_slice()));
        let headings = bodies.split(self.text, headings);
        let assigned = bodies.assign(self.text, &headings);
        let mut headlines: Vec<Option<Vec<Span>>> = vec![None; sections.len()];
        let mut left: Vec<Heading> = Vec::new();
        for (heading, body) in headings.into_iter().zip(assigned) {
            match body.and_then(|body| headlines.get_mut(body)) {
                Some(slot) => *slot = Some(heading.lines),
                None => left.push(heading),
            }
        }
        for heading in left {
            let at = heading.before.min(sections.len().saturating_sub(1));
            if let Some(section) = sections.get_mut(at) {
                section.subheadings.push(heading.lines);
            }
        }
        let mut joined: Vec<(Section, Option<Vec<Span>>)> = Vec::new();
        for (section, headline) in sections.into_iter().zip(headlines) {
            match joined.last_mut() {
                Some((last, _)) if headline.is_none() && !section.begins() => {
                    last.subheadings.extend(section.subheadings);
                    last.paragraphs.extend(section.paragraphs);
                }
                _ => joined.push((section, headline)),
            }
        }
        joined.into_iter().map(|(section, headline)| self.article(section, headline)).collect()
    }

    fn article(&self, section: Section, headline: Option<Vec<Span>>) -> Article {
        let mut article = Article::default();
        let mut rest = headline.map(|lines| headlines::whole_lines(self.text, &lines));
        if let Some(lines) = rest.as_mut().filter(|lines| !lines.is_empty()) {
            let headline = self.cleaner.heading(&lines.remove(0));
            article.headline_span = Some(headline.whole());
            article.headline = Some(headline.text().to_owned());
        }
        let subtitles = rest.into_iter().flatten().chain(
            section.subheadings.iter().flat_map(|lines| headlines::whole_lines(self.text, lines)),
        );
        article.subtitles = subtitles.map(|lines| self.cleaner.heading(&lines)).collect();
        if let Some((lead, span)) = section.lead {
            article.dateline = lead.dateline.map(|place_and_day| {
                let start = span.start + place_and_day.start;
                self.cleaner.paragraph(&[Span::new(start, start + place_and_day.len())])
            });
            if !lead.reporters.is_empty() {
                article.byline = Some(Byline { reporters: lead.reporters, span });
            }
        }
        article.byline = article.byline.or(section.signed);
        let mut seen = FxHashSet::default();
        for piece in &section.paragraphs {
            let paragraph = self.cleaner.paragraph(&piece.lines);
            if !paragraph.is_empty() && !is_repeated(&mut seen, &article.paragraphs, &paragraph) {
                article.paragraphs.push(paragraph);
            }
        }
        article
    }
}

/// Whether the same words have been before; short ones (“一、”) may stand twice.
fn is_repeated(seen: &mut FxHashSet<u64>, before: &[Mapped], paragraph: &Mapped) -> bool {
    const SHORT: usize = 30;
    let text = paragraph.text();
    text.len() > SHORT
        && !seen.insert(FxBuildHasher.hash_one(text))
        && before.iter().any(|other| other.text() == text)
}

/// For each piece whether no paragraph can follow it in its article: names in brackets are a byline
/// only there.
fn ends_of_articles(pieces: &[Piece]) -> Vec<bool> {
    let mut ends = vec![true; pieces.len()];
    let mut heading_next = true;
    for (n, piece) in pieces.iter().enumerate().rev() {
        ends[n] = heading_next;
        if piece.kind != Kind::Caption {
            heading_next = piece.is_heading();
        }
    }
    ends
}

/// Drops the first lines where they say what the title says, and what a site has put above a line
/// that is the title.
fn drop_title(text: &str, title: &str, pieces: &mut Vec<Piece>) {
    let title: String = letters(title).collect();
    drop_above(text, &title, pieces);
    let mut rest = title.as_str();
    while let Some(first) = pieces.first_mut() {
        // A line much longer than the title is not worth the look.
        let line = first.lines.first().map(|line| line.of(text)).unwrap_or_default();
        if line.len() > title.len() * 2 + 60 {
            break;
        }
        let Some(after) = without(rest, line).filter(|after| after.len() < rest.len()) else {
            break;
        };
        rest = after;
        first.lines.remove(0);
        if first.lines.is_empty() {
            pieces.remove(0);
        }
    }
}

/// What follows the letters of `line` where `title` begins with them.
fn without<'t>(title: &'t str, line: &str) -> Option<&'t str> {
    let mut rest = title.chars();
    letters(line).all(|letter| rest.next() == Some(letter)).then_some(rest.as_str())
}

/// Drops what stands above the line that is the title: menus, as long as it has no sentence.
fn drop_above(text: &str, title: &str, pieces: &mut Vec<Piece>) {
    const FAR: usize = 80;
    let lines = pieces.iter().take(FAR).enumerate();
    let lines = lines.flat_map(|(n, piece)| {
        piece.lines.iter().enumerate().map(move |(at, line)| (n, at, line.of(text)))
    });
    let above = lines.take_while(|(_, _, line)| !line.contains(['。', '，']) || line.len() < 240);
    for (n, at, line) in above {
        if letters(line).eq(title.chars()) {
            pieces.drain(..n);
            if let Some(piece) = pieces.first_mut() {
                piece.lines.drain(..at);
            }
            return;
        }
        if line.contains('。') {
            return;
        }
    }
}

fn letters(words: &str) -> impl Iterator<Item = char> + '_ {
    words.chars().filter(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests;
