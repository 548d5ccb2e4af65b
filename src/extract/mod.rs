//! Tokens to claims: the grammar of official prose.
//!
//! One construction a file. A sentence is taken apart ([`sentence`]): names are found ([`names`]),
//! posts are read around them ([`people`], [`posts`]), dates and the phrases that name meetings are
//! marked. Then the constructions read it into what the article has said so far ([`reading`]).

mod agenda;
mod appointments;
mod audience;
mod clause;
pub mod date;
pub mod explain;
mod held;
mod meeting;
mod names;
mod people;
mod posts;
mod reading;
pub mod sentence;
mod shape;

use crate::lexicon::{Class, TitleKind};
use crate::model::{Article, Claims, Mapped};
use crate::text::{Scanner, Segmenter, sentences};
use names::Finder;
use reading::{Found, Reading};
use sentence::Sentence;

/// What an article says, bodies and dates still in its own words.
pub fn claims(article: &Article) -> Claims {
    let segmenter = Segmenter::standard();
    let mut finder = Finder::new(segmenter);
    let relevant: Vec<(usize, usize, &str)> = article
        .paragraphs
        .iter()
        .enumerate()
        .flat_map(|(n, paragraph)| relevant_sentences(n, paragraph))
        .collect();
    for (_, _, text) in &relevant {
        finder.learn(text);
    }
    let mut reading = Reading::new(&article.paragraphs);
    for (paragraph, offset, text) in relevant {
        let names = finder.spans(text);
        let sentence = Sentence::new(text, paragraph, offset, &names, segmenter);
        read(&mut reading, &sentence);
    }
    reading.finish()
}

fn read(reading: &mut Reading<'_>, sentence: &Sentence<'_>) {
    clause::read(reading, sentence);
    agenda::read(reading, sentence);
    appointments::read(reading, sentence);
    for person in &sentence.people {
        for post in &person.posts {
            let Some(body) = &post.body else { continue };
            let found = Found {
                sentence,
                span: post.span.cover(person.span),
                rule: "post",
                confidence: 0.95,
            };
            reading.post(&person.name, body, &post.title, found);
        }
    }
}

/// The sentences that can hold a fact at all, each with its paragraph and its place there.
fn relevant_sentences(n: usize, paragraph: &Mapped) -> Vec<(usize, usize, &str)> {
    let text = paragraph.text();
    let scanner = Scanner::standard();
    sentences(text)
        .into_iter()
        .filter(|span| scanner.any(span.of(text), says_something))
        .map(|span| (n, span.start, span.of(text)))
        .collect()
}

fn says_something(class: Class) -> bool {
    match class {
        Class::Title(kind) => !matches!(kind, TitleKind::Reporter),
        Class::Chair
        | Class::Attend
        | Class::Observe
        | Class::Speak
        | Class::Report
        | Class::Say
        | Class::Hold
        | Class::Meet
        | Class::MeetingHead(_) => true,
        _ => false,
    }
}
