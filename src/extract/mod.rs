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
mod body_lists;
mod clause;
pub mod date;
mod decisions;
pub mod explain;
mod frames;
mod governed;
mod hearing;
mod held;
mod meeting;
mod mentions;
mod name_right;
mod name_score;
mod names;
mod notes;
mod object;
mod on_table;
mod people;
mod phrases;
mod posts;
mod reading;
mod regulations;
mod relevance;
mod renaming;
pub mod sentence;
mod shape;
mod speech;
mod standing;
#[cfg(test)]
mod tests;
mod unmarked;
mod verbs;

use crate::lexicon::Lexicon;
use crate::model::{Article, Claims, Mapped, Span};
use crate::text::{Scanner, Segmenter};
use names::Finder;
use reading::{Found, Reading};
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
    let looks: Vec<_> = relevant.iter().map(|part| finder.learn(part.text, &part.words)).collect();
    let mut reading = Reading::new(&article.paragraphs, relevance::opening(article));
    let headlines = article.headline.as_deref().into_iter();
    for line in headlines.chain(article.subtitles.iter().map(Mapped::text)) {
        read_headline(&mut reading, &mut finder, line);
    }
    let names: Vec<Vec<Span>> =
        relevant.iter().zip(looks).map(|(part, look)| finder.spans(part.text, look)).collect();
    let texts = relevant.iter().map(|part| part.text);
    let twins = notes::twins(texts.zip(names.iter().map(Vec::as_slice)));
    for (part, names) in relevant.iter().zip(&names) {
        if names.is_empty() && !part.speaks_without_names(&reading) {
            continue;
        }
        let mut sentence = Sentence::new(part.text, part.paragraph, part.offset, names, segmenter);
        sentence.tell_apart(&twins);
        let before = Counts::of(&reading.claims);
        read(&mut reading, &sentence);
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
    let words = Scanner::standard().words(line);
    let seen = finder.learn(line, &words);
    let names = finder.spans(line, seen);
    if !relevance::names_meeting(line, &words) {
        return;
    }
    let sentence = Sentence::new(line, 0, 0, &names, Segmenter::standard());
    for phrase in 0..sentence.meetings.len() {
        reading.mention(&sentence, phrase);
    }
}

fn read(reading: &mut Reading<'_>, sentence: &Sentence<'_>) {
    clause::read(reading, sentence);
    for person in &sentence.people {
        let Some(note) = &person.note else { continue };
        let span = person.span.cover(note.span);
        let found = Found { sentence, span, rule: "note", confidence: 0.97 };
        reading.note(&person.name, note, found);
    }
    if sentence.text.contains(['《', '法', '例', '定', '议', '案', '说']) {
        agenda::read(reading, sentence);
    }
    if amending::may_tell(sentence.text) {
        amending::read(reading, sentence);
    }
    if renaming::may_tell(sentence.text) {
        renaming::read(reading, sentence);
    }
    if sentence.text.contains('听') {
        hearing::read(reading, sentence);
    }
    if sentence.text.contains(['任', '选', '免', '辞', '撤', '增', '聘', '为']) {
        appointments::read(reading, sentence);
    }
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
            let Some(body) = post.body.clone().or_else(known).or_else(own) else { continue };
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

/// Titles that an institution's own news gives without its name.
fn is_institutional(title: &str) -> bool {
    ["党委", "党组", "纪委", "党总支", "党支部"].iter().any(|party| title.starts_with(party))
        || Lexicon::standard()
            .institutions
            .iter()
            .any(|kind| kind.titles.iter().any(|known| known == title))
}

/// 副主任 and 常务副主任 belong where 主任 does.
fn head_of(title: &str) -> &str {
    let bare = title.trim_start_matches("常务").trim_start_matches('副').trim_start_matches('原');
    bare.trim_start_matches('副')
}

/// The congress or the conference that the article is about, for the titles that are theirs.
fn main_body(reading: &Reading<'_>, title: &str) -> Option<String> {
    let organs: &[&str] = match title {
        "主任" => &["人大常委会", "人民代表大会常务委员会"],
        "主席" => &["政协"],
        "委员" | "常委" | "秘书长" => &["人大常委会", "政协"],
        _ => return None,
    };
    reading.claims.meetings[reading.recent()].iter().find_map(|meeting| {
        organs.iter().find_map(|organ| {
            let at = meeting.name.find(organ)?;
            // 政协第十届西藏自治区委员会第22次主席会议
            if let Some(rest) = meeting.name[at..].strip_prefix("政协第")
                && let Some((place, _)) =
                    rest.split_once('届').and_then(|(_, rest)| rest.split_once("委员会"))
                && !place.is_empty()
            {
                return Some(format!("{place}政协"));
            }
            let national = meeting.name.contains("全国");
            let front =
                if national { "全国".to_owned() } else { without_ordinal(&meeting.name[..at]) };
            let short = if organ.starts_with("人") { "人大常委会" } else { "政协" };
            Some(format!("{front}{short}"))
        })
    })
}

/// 省十四届 → 省
fn without_ordinal(front: &str) -> String {
    let cut = front.find(|c: char| "第一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    front[..cut.unwrap_or(front.len())].to_owned()
}
