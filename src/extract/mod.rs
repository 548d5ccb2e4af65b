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
pub mod explain;
mod frames;
mod governed;
mod hearing;
mod held;
mod meeting;
mod name_score;
mod names;
mod notes;
mod object;
mod people;
mod phrases;
mod posts;
mod reading;
mod regulations;
mod renaming;
pub mod sentence;
mod shape;
mod standing;
#[cfg(test)]
mod tests;
mod verbs;

use crate::lexicon::{Class, Lexicon, TitleKind};
use crate::model::{Article, Claims, Mapped, Span};
use crate::text::{Scanner, Segmenter, sentences};
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
    let relevant = relevant(article);
    let looks: Vec<_> = relevant.iter().map(|(_, _, text)| finder.learn(text)).collect();
    let mut reading = Reading::new(&article.paragraphs, opening(article));
    let headlines = article.headline.as_deref().into_iter();
    for line in headlines.chain(article.subtitles.iter().map(Mapped::text)) {
        read_headline(&mut reading, &mut finder, line);
    }
    let names: Vec<Vec<Span>> =
        relevant.iter().zip(looks).map(|((.., text), look)| finder.spans(text, look)).collect();
    let texts = relevant.iter().map(|(.., text)| *text);
    let twins = notes::twins(texts.zip(names.iter().map(Vec::as_slice)));
    for ((paragraph, offset, text), names) in relevant.iter().copied().zip(&names) {
        let mut sentence = Sentence::new(text, paragraph, offset, names, segmenter);
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
    let seen = finder.learn(line);
    let names = finder.spans(line, seen);
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
    if sentence.text.contains(['《', '法', '例', '定', '议', '案']) {
        agenda::read(reading, sentence);
    }
    if ["决定", "废止"].iter().any(|word| sentence.text.contains(word)) {
        amending::read(reading, sentence);
    }
    if ["更名", "改名", "组建", "改组", "改建", "不再保留"]
        .iter()
        .any(|w| sentence.text.contains(w))
    {
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
    reading.claims.meetings.iter().find_map(|meeting| {
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

/// Where the paragraphs end that may tell the day of what the article reports: two that have a
/// sentence.
fn opening(article: &Article) -> usize {
    const LONG: usize = 2;
    let first = article.paragraphs.iter().position(|p| p.text().contains('。'));
    first.unwrap_or_default() + LONG
}

/// Whether a text tells a day: a sentence of the opening, or 12月1日（星期二） as a heading.
fn tells_day(text: &str, opens: bool) -> bool {
    let dates = date::dates(text);
    let heading = |date: &date::DatePhrase| {
        let rest = [&text[..date.span.start], &text[date.span.end..]].concat();
        rest.trim_matches(|c: char| !c.is_alphanumeric()).trim_start_matches("星期").chars().count()
            < 2
    };
    dates.first().is_some_and(|date| (opens && text.ends_with('。')) || heading(date))
}

/// The sentences that can hold a fact at all, each with its paragraph and its place there.
fn relevant(article: &Article) -> Vec<(usize, usize, &str)> {
    let scanner = Scanner::standard();
    let opening = opening(article);
    let mut found = Vec::new();
    for (n, paragraph) in article.paragraphs.iter().enumerate() {
        let text = paragraph.text();
        for span in joined(sentences(text), text, scanner) {
            // 9月24日，秋高气爽。 tells the day of what follows.
            let dated = || tells_day(span.of(text), n < opening);
            if says_something(scanner, span.of(text)) || dated() {
                found.push((n, span.start, span.of(text)));
            }
        }
    }
    found
}

/// 副市长某某；市法院院长某某列席会议: a list that a semicolon divides is one sentence.
fn joined(sentences: Vec<Span>, text: &str, scanner: &Scanner) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(sentences.len());
    for span in sentences {
        match joined.last_mut() {
            Some(last) if last.of(text).ends_with('；') && is_list(scanner, last.of(text)) => {
                *last = last.cover(span);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// Whether a text names persons by their titles and says nothing of them.
fn is_list(scanner: &Scanner, text: &str) -> bool {
    const LONGEST: usize = 1500;
    // 任局长, but not 主任.
    let appoints = text.match_indices('任').any(|(at, _)| !text[..at].ends_with('主'));
    let (mut titled, mut says) =
        (false, text.len() > LONGEST || appoints || text.contains(['为', '免']));
    scanner.each(text, |_, _, class| match class {
        Class::Title(TitleKind::Head | TitleKind::Government) => titled = true,
        Class::Chair
        | Class::Attend
        | Class::Observe
        | Class::Speak
        | Class::Report
        | Class::Hold
        | Class::Meet
        | Class::Say => says = true,
        _ => {}
    });
    titled && !says
}

/// Whether a sentence has a word without which no fact is stated. What a speech says has none:
/// 要坚持…, and 会议指出 names nobody.
fn says_something(scanner: &Scanner, text: &str) -> bool {
    const SPEECHES: [&str; 4] = ["会议指出", "会议强调", "会议认为", "会议要求"];
    if SPEECHES.iter().any(|s| text.starts_with(s)) && !text.contains('《') {
        return false;
    }
    // A verb of saying has its subject before it, at the front.
    const FRONT: usize = 75;
    let mut only_leader = false;
    let mut says = false;
    scanner.each(text, |start, _, class| match class {
        Class::Title(TitleKind::Own) => only_leader |= text[..start].ends_with("习近平"),
        Class::Title(TitleKind::Reporter | TitleKind::Group) => {}
        Class::Title(TitleKind::Member) => says |= start < FRONT,
        Class::Title(_)
        | Class::Chair
        | Class::Attend
        | Class::Observe
        | Class::Speak
        | Class::Report
        | Class::Hold
        | Class::Meet
        | Class::Change => says = true,
        Class::MeetingHead(_) => says |= text.len() - start > 3 && start < 4 * FRONT,
        Class::Say => says |= start < FRONT,
        _ => {}
    });
    says || only_leader && text.len() < 4 * FRONT || agenda::may_tell(text)
}
