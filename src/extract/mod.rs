//! Tokens to claims: the grammar of official prose.
//!
//! One construction a file. A sentence is taken apart ([`sentence`]): names are found ([`names`]),
//! posts are read around them ([`people`], [`posts`]), dates and the phrases that name meetings are
//! marked. Then the constructions read it into what the article has said so far ([`reading`]).

mod agenda;
mod amending;
pub mod antecedents;
mod appointments;
mod audience;
mod belonging;
mod body_lists;
mod clause;
pub mod date;
mod decisions;
mod dotted_names;
mod enactment;
pub mod explain;
mod frames;
mod governed;
mod hearing;
mod held;
mod main_body;
mod meeting;
mod meeting_head;
mod mentions;
mod name_lists;
mod name_right;
mod name_score;
mod names;
mod notes;
mod object;
mod on_table;
mod part;
mod people;
mod phrases;
mod posts;
mod reading;
mod regulations;
mod relevance;
mod renaming;
pub mod same_meeting;
mod sentence;
mod shape;
mod speech;
mod standing;
#[cfg(test)]
mod tests;
mod unmarked;
mod verbs;

use crate::lexicon::{List, ListSet};
use crate::model::{Article, Claims, Mapped, Span};
use crate::text::Segmenter;
use main_body::{committee, main_body};
use names::Finder;
use part::Part;
use posts::is_institutional;
use reading::{Found, Reading};
use relevance::Relevant;
use rustc_hash::FxHashSet;
use sentence::Sentence;

/// What an article says, bodies and dates still in its own words.
pub fn claims(article: &Article) -> Claims {
    walk(article, |_, _, _| ()).finish()
}

/// Reads the article sentence by sentence; `seen` gets each with the claims before it and after it.
fn walk<'a>(
    article: &'a Article,
    mut seen: impl FnMut(&Sentence<'_>, Counts, &Claims),
) -> Reading<'a> {
    let segmenter = Segmenter::standard();
    let mut finder = Finder::new(segmenter);
    let relevant = relevance::relevant(article);
    let parts = || relevant.iter().filter_map(Relevant::part);
    let looks: Vec<_> = parts().map(|part| finder.learn(part)).collect();
    let mut reading = Reading::new(&article.paragraphs, relevance::opening(article));
    let headlines = article.headline.as_deref().into_iter();
    reading.headlines = headlines.chain(article.subtitles.iter().map(Mapped::text)).collect();
    for line in reading.headlines.clone() {
        read_headline(&mut reading, &mut finder, line);
    }
    let names: Vec<Vec<Span>> =
        parts().zip(looks).map(|(part, look)| finder.spans(part.text, look)).collect();
    let texts = parts().map(|part| part.text);
    let twins = notes::twins(texts.zip(names.iter().map(Vec::as_slice)));
    let mut names = names.iter();
    for sentence in &relevant {
        let part = match sentence {
            Relevant::Says(part) => part,
            Relevant::Dates(date) => {
                reading.tell_day(date);
                continue;
            }
        };
        let Some(names) = names.next() else { break };
        if names.is_empty() && !part.speaks_without_names(&reading) {
            continue;
        }
        let mut sentence = Sentence::new(part, names, segmenter);
        sentence.tell_apart(&twins);
        let before = Counts::of(&reading.claims);
        read(&mut reading, &sentence, part.scan.lists);
        seen(&sentence, before, &reading.claims);
    }
    reading
}

/// How many claims of each kind there are.
#[derive(Debug, Clone, Copy)]
struct Counts {
    meetings: usize,
    attendance: usize,
    body_attendance: usize,
    posts: usize,
    acts: usize,
}

impl Counts {
    fn of(claims: &Claims) -> Self {
        Self {
            meetings: claims.meetings.len(),
            attendance: claims.attendance.len(),
            body_attendance: claims.body_attendance.len(),
            posts: claims.posts.len(),
            acts: claims.acts.len(),
        }
    }
}

/// A headline names the meeting that the body may only call 会议; it is no evidence by itself.
fn read_headline(reading: &mut Reading<'_>, finder: &mut Finder, line: &str) {
    let part = Part::new(line, 0, 0);
    let seen = finder.learn(&part);
    if !part.names_meeting() {
        return;
    }
    let names = finder.spans(line, seen);
    let sentence = Sentence::new(&part, &names, Segmenter::standard());
    for phrase in 0..sentence.meetings.len() {
        reading.mention(&sentence, phrase);
    }
}

fn read(reading: &mut Reading<'_>, sentence: &Sentence<'_>, lists: ListSet) {
    clause::read(reading, sentence);
    for person in &sentence.people {
        let Some(note) = &person.note else { continue };
        let span = person.span.cover(note.span);
        let found = Found { sentence, span, rule: "note", confidence: 0.97 };
        reading.note(&person.name, note, found);
    }
    if lists.has(List::ActMark) {
        agenda::read(reading, sentence);
    }
    if lists.has(List::Amending) {
        amending::read(reading, sentence);
    }
    if enactment::may_tell(sentence.text, lists) {
        enactment::read(reading, sentence);
    }
    if lists.has(List::Renaming) {
        renaming::read(reading, sentence);
    }
    if sentence.text.contains('听') {
        hearing::read(reading, sentence);
    }
    if lists.has(List::PostMark) {
        appointments::read(reading, sentence);
    }
    let people: FxHashSet<&str> = sentence.people.iter().map(|p| p.name.as_str()).collect();
    for person in &sentence.people {
        for post in &person.posts {
            let bare = head_of(&post.title);
            if bare == "会议主持人" {
                continue;
            }
            // 张天明书记 after 张天明任…书记: said again.
            if post.body.is_none() && reading.has_title(&person.name, &post.title) {
                continue;
            }
            // Members are of the body that the article is about, heads of the one last named.
            let member = matches!(bare, "委员" | "常委" | "代表");
            let named = || reading.bodies.get(bare).filter(|_| !member).cloned();
            let known = || named().or_else(|| main_body(reading, bare));
            // A title of an institution's own: `resolve` knows which one the article is about.
            let own = || is_institutional(bare).then(String::new);
            let stated = post.body.as_ref().map(|body| committee(reading, body));
            let Some(body) = stated.or_else(known).or_else(own) else { continue };
            // 何耀明，副主任某某: a person is no body.
            if people.contains(body.as_str()) {
                continue;
            }
            let confidence = match (&post.body, post.carried) {
                (Some(_), false) => 0.95,
                (Some(_), true) => 0.88,
                (None, _) => 0.7,
            };
            let span = post.span.cover(person.span);
            let found = Found { sentence, span, rule: "post", confidence };
            reading.post(&person.name, &body, &post.title, found);
            if post.body.is_some() {
                reading.bodies.insert(bare.to_owned(), body);
            }
        }
    }
}

/// 副主任 and 常务副主任 belong where 主任 does.
pub(super) fn head_of(title: &str) -> &str {
    let held = ["兼职", "专职", "挂职", "名誉"].iter().find_map(|how| title.strip_prefix(how));
    let bare = held.unwrap_or(title).trim_start_matches("常务");
    let bare = bare.trim_start_matches('副').trim_start_matches('原');
    bare.trim_start_matches('副')
}
