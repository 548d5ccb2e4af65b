//! Which sentences can hold a fact: the words of the lexicon tell, before anything is segmented.

use super::agenda;
use super::date::{DatePhrase, dates};
use super::enactment;
use super::on_table::Pending;
use super::part::Part;
use super::reading::Reading;
use crate::lexicon::{Class, List, TitleKind};
use crate::model::{Article, Span};
use crate::text::{Hit, sentences};

/// Where the paragraphs end that may tell the day of what the article reports: two that have a
/// sentence.
pub fn opening(article: &Article) -> usize {
    const LONG: usize = 2;
    let first = article.paragraphs.iter().position(|p| p.text().contains('。'));
    first.unwrap_or_default() + LONG
}

/// Whether a text with these dates tells a day: a sentence of the opening, or 12月1日（星期二） as a
/// heading.
pub fn tells_day(text: &str, dates: &[DatePhrase], opens: bool) -> bool {
    const LONGEST_HEADING: usize = 100;
    let heading = |date: &DatePhrase| {
        if text.len() > LONGEST_HEADING {
            return false;
        }
        let rest = [&text[..date.span.start], &text[date.span.end..]].concat();
        rest.trim_matches(|c: char| !c.is_alphanumeric()).trim_start_matches("星期").chars().count()
            < 2
    };
    dates.first().is_some_and(|date| (opens && text.ends_with('。')) || heading(date))
}

/// A sentence that is worth a look.
pub enum Relevant<'a> {
    /// It may hold a fact.
    Says(Part<'a>),
    /// It tells the day of what follows, and nothing else.
    Dates(DatePhrase),
}

impl<'a> Relevant<'a> {
    /// The sentence, where it may hold a fact.
    pub fn part(&self) -> Option<&Part<'a>> {
        match self {
            Relevant::Says(part) => Some(part),
            Relevant::Dates(_) => None,
        }
    }
}

/// The sentences that can hold a fact at all, in order, and the days that are told between them.
pub fn relevant(article: &Article) -> Vec<Relevant<'_>> {
    let opening = opening(article);
    let mut found = Vec::new();
    for (paragraph, mapped) in article.paragraphs.iter().enumerate() {
        let whole = mapped.text();
        let mut parts: Vec<Part<'_>> = Vec::new();
        for span in sentences(whole) {
            let list = parts.pop_if(|last| last.text.ends_with('；') && last.is_list());
            let offset = list.map_or(span.start, |list| list.offset);
            let text = Span::new(offset, span.end).of(whole);
            parts.push(Part::new(text, paragraph, offset));
        }
        // 9月24日，秋高气爽。 tells the day of what follows.
        let told = |part: &Part<'_>| {
            let dates = part.scan.lists.has(List::DateEnd).then(|| dates(part.text))?;
            tells_day(part.text, &dates, paragraph < opening).then(|| dates.last().copied())?
        };
        found.extend(parts.into_iter().filter_map(|part| match part.says_something() {
            true => Some(Relevant::Says(part)),
            false => told(&part).map(Relevant::Dates),
        }));
    }
    while found.pop_if(|last| last.part().is_none()).is_some() {}
    found
}

impl Part<'_> {
    /// Whether it names persons by their titles and says nothing of them. 副市长某某；市法院院长某某列席会议:
    /// a list that a semicolon divides is one sentence.
    fn is_list(&self) -> bool {
        const LONGEST: usize = 1500;
        let says = self.text.len() > LONGEST
            || self.scan.words.iter().any(|word| is_verb(word.class))
            || self.text.match_indices('任').any(|(at, _)| !self.text[..at].ends_with('主'))
            || self.text.contains(['为', '免']);
        let titled = |word: &Hit| {
            matches!(word.class, Class::Title(TitleKind::Head | TitleKind::Government))
        };
        !says && self.scan.words.iter().any(titled)
    }

    /// Whether it has a word without which no fact is stated. What a speech says has none: 要坚持…, and
    /// 会议指出 names nobody.
    fn says_something(&self) -> bool {
        // A verb of saying has its subject before it, at the front.
        const FRONT: usize = 75;
        let text = self.text;
        if List::Speech.begins(text) && !text.contains('《') {
            return false;
        }
        self.scan.words.iter().any(|word| match word.class {
            Class::Title(TitleKind::Own) => {
                text.len() < 4 * FRONT && text[..word.start].ends_with("习近平")
            }
            Class::Title(TitleKind::Reporter | TitleKind::Group) => false,
            Class::Title(TitleKind::Member) | Class::Say => word.start < FRONT,
            Class::Title(_) => true,
            Class::MeetingHead(_) => text.len() - word.start > 3 && word.start < 4 * FRONT,
            class => is_verb(class),
        }) || agenda::may_tell(text, self.scan.lists)
            || enactment::may_tell(text, self.scan.lists)
    }

    /// Whether it may name a meeting, or mean the one at hand.
    pub fn names_meeting(&self) -> bool {
        let holds = || self.scan.words.iter().any(|word| word.class == Class::Hold);
        let head = |word: &Hit| {
            matches!(word.class, Class::MeetingHead(_)) && word.end - word.start > '会'.len_utf8()
        };
        self.scan.words.iter().any(head)
            || self.text.contains("会上")
            || self.text.contains("）会")
            || self.text.contains('会') && holds()
    }

    /// Whether it may say something though it names nobody: of a meeting or a law, which day it is, or
    /// of bodies and of him who was spoken of before.
    pub fn speaks_without_names(&self, reading: &Reading<'_>) -> bool {
        let text = self.text;
        let has = |class: Class| self.scan.words.iter().any(|word| word.class == class);
        let lists = self.scan.lists;
        let meeting_at_hand =
            reading.current.is_some() || reading.mentioned.is_some() || has(Class::Meet);
        self.names_meeting()
            || agenda::may_tell(text, self.scan.lists)
            || text.contains(['《', '〈'])
            || (!reading.on_table.is_empty()
                || reading.pending != Pending::default()
                || text.ends_with('；'))
                && lists.has(List::ActMark)
            || text.contains("听取")
            || lists.has(List::Amending)
            || lists.has(List::Renaming)
            || lists.has(List::Election)
            || meeting_at_hand
                && (has(Class::Report) || has(Class::Speak) || lists.has(List::Antecedent))
            || lists.has(List::DateEnd)
                && tells_day(text, &dates(text), self.paragraph < reading.opening)
    }
}

/// What somebody does, and what becomes of a post.
fn is_verb(class: Class) -> bool {
    class.is_deed() || class == Class::Change
}
