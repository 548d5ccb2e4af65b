//! A sentence taken apart: tokens, persons, dates and meeting phrases, each token with its owner.

use super::date::{self, DatePhrase};
use super::meeting::{self, MeetingPhrase};
use super::part::Part;
use super::people::{self, Person};
use crate::lexicon::{Class, Lexicon, List};
use crate::model::Span;
use crate::text::{Segmenter, Token, TokenKind};
use rustc_hash::FxHashSet;

/// What a token is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// No phrase.
    None,
    /// Index into [`Sentence::people`].
    Person(usize),
    /// Index into [`Sentence::meetings`].
    Meeting(usize),
    /// Index into [`Sentence::dates`].
    Date(usize),
}

/// A sentence of an article, taken apart.
#[derive(Debug)]
pub struct Sentence<'a> {
    /// Its words.
    pub text: &'a str,
    /// Which paragraph it stands in.
    pub paragraph: usize,
    /// Where it begins in the paragraph.
    pub offset: usize,
    /// Its tokens.
    pub tokens: Vec<Token<'a>>,
    /// For each token what it is part of.
    pub owners: Vec<Owner>,
    /// The persons, in order.
    pub people: Vec<Person>,
    /// The dates, in order.
    pub dates: Vec<DatePhrase>,
    /// The phrases that name a meeting, in order.
    pub meetings: Vec<MeetingPhrase>,
}

impl<'a> Sentence<'a> {
    /// Takes the sentence apart; `names` says where names stand in it.
    pub fn new(part: &Part<'a>, names: &[Span], segmenter: &Segmenter) -> Self {
        let Part { text, paragraph, offset, ref scan } = *part;
        let tokens = segmenter.tokens(text, names, &scan.words);
        let lexicon: &Lexicon = segmenter.lexicon();
        let people = people::people(&tokens, text, lexicon);
        let dates = if scan.lists.has(List::DateEnd) { date::dates(text) } else { Vec::new() };
        let mut owners = vec![Owner::None; tokens.len()];
        for (n, person) in people.iter().enumerate() {
            owners[person.tokens.0..person.tokens.1].fill(Owner::Person(n));
        }
        for (n, date) in dates.iter().enumerate() {
            for (token, owner) in tokens.iter().zip(&mut owners) {
                if token.span.start >= date.span.start && token.span.end <= date.span.end {
                    *owner = Owner::Date(n);
                }
            }
        }
        let meetings = meeting::phrases(&tokens, &owners, text);
        for (n, phrase) in meetings.iter().enumerate() {
            owners[phrase.tokens.0..phrase.tokens.1].fill(Owner::Meeting(n));
        }
        Self { text, paragraph, offset, tokens, owners, people, dates, meetings }
    }

    /// Puts their notes behind the names that the article has for two persons each.
    pub fn tell_apart(&mut self, twins: &FxHashSet<&str>) {
        for person in &mut self.people {
            if let Some(note) = person.note.as_ref().filter(|_| twins.contains(&*person.name)) {
                person.name.push_str(note.span.of(self.text));
            }
        }
    }

    /// The class of a token that stands alone.
    pub fn class(&self, at: usize) -> Option<Class> {
        self.tokens.get(at).and_then(Token::class)
    }

    /// The word of a token, `""` past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.word)
    }

    /// Whether a clause ends with this token.
    pub fn is_break(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_none_or(|t| matches!(t.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Colon))
    }

    /// The token that holds the byte.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= byte)
    }

    /// The words from one token to before another.
    pub fn words(&self, from: usize, to: usize) -> &'a str {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|l| self.tokens.get(l))) {
            (Some(first), Some(last)) if from < to => {
                Span::new(first.span.start, last.span.end.max(first.span.start)).of(self.text)
            }
            _ => "",
        }
    }

    /// The span of the tokens from one to before another.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.tokens.get(from).map_or(self.text.len(), |t| t.span.start);
        let end = to.checked_sub(1).and_then(|l| self.tokens.get(l)).map_or(start, |t| t.span.end);
        Span::new(start, end.max(start))
    }
}
