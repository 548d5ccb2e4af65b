//! Persons with their posts: 省委书记、省人大常委会主任陈刚.

use super::notes::Note;
use super::phrases::{body_before, phrase_after, phrases_before, trim_front};
use super::posts::{RawPost, complete};
use crate::lexicon::{Class, Lexicon};
use crate::model::Span;
use crate::text::{Token, TokenKind};

/// A person at a place of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Where the name stands in the sentence.
    pub span: Span,
    /// The first and one past the last token, posts and suffix with it.
    pub tokens: (usize, usize),
    /// The posts, also those shared with the persons before.
    pub posts: Vec<RawPost>,
    /// The words of the posts stated for this person (or shared), as they stand.
    pub stated: Option<Span>,
    /// Whether a list mark ties the person to the one before.
    pub listed: bool,
    /// Whether the post introduces a group (市领导) and none of its own.
    pub group: bool,
    /// What brackets behind the name say.
    pub note: Option<Note>,
}

/// The persons of a sentence in order; names are the tokens of kind [`TokenKind::Name`].
pub fn people(tokens: &[Token<'_>], text: &str, lexicon: &Lexicon) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Name {
            continue;
        }
        let floor = people.last().map_or(0, |p| p.tokens.1);
        let (mut phrases, mut first) = phrases_before(tokens, at, floor, text);
        let after = phrase_after(tokens, at);
        let mut last = at + 1;
        if let Some(phrase) = &after {
            last = phrase.1;
        }
        while tokens.get(last).is_some_and(|t| t.class() == Some(Class::Suffix)) {
            last += 1;
        }
        let note = Note::at(text, tokens[last - 1].span.end);
        match &note {
            Some(note) => {
                let behind = |token: &Token<'_>| token.span.start >= note.span.end;
                last = (last..tokens.len()).find(|t| behind(&tokens[*t])).unwrap_or(tokens.len());
            }
            None => last = past_note(tokens, last),
        }
        let tied = people.last().filter(|_| ties(tokens, floor, first));
        let group = phrases.first().is_some_and(|p| p.group);
        let mut posts = Vec::new();
        let mut stated = None;
        if phrases.is_empty() {
            if let Some(previous) = tied
                && after.is_none()
                && !comma_between(tokens, floor, first)
            {
                posts = previous.posts.clone();
                stated = previous.stated;
            }
        } else {
            phrases.reverse();
            stated =
                Some(Span::new(phrases[0].span.start, phrases.last().map_or(0, |p| p.span.end)));
            // 工程院院士甲、原理事长乙: an honour is no post to go on from.
            let carries = |p: &&Person| p.posts.last().is_some_and(|post| !is_honour(&post.title));
            let carrier = tied.and_then(|_| people.iter().rev().take(3).find(carries));
            let before = carrier.and_then(|p| p.posts.last()).and_then(|p| p.body.clone());
            posts = complete(&phrases, before, lexicon);
        }
        if let Some((mut phrase, _)) = after {
            if posts.is_empty() && phrase.body.is_none() {
                // 管理局韦慧局长: the body stands before the name.
                let front = trim_front(tokens, body_before(tokens, at, floor), at);
                let body = Span::new(tokens[front].span.start, token.span.start).of(text);
                phrase.body = (!body.is_empty()).then(|| body.to_owned());
                first = front;
            }
            stated = stated.or(Some(phrase.span));
            posts.extend(complete(&[phrase], None, lexicon));
        }
        let listed = tied.is_some();
        people.push(Person {
            name: token.word.to_owned(),
            span: token.span,
            tokens: (first, last),
            posts,
            stated,
            listed,
            group,
            note,
        });
    }
    people
}

/// Titles that honour a person and are held at no body.
fn is_honour(title: &str) -> bool {
    ["院士", "教授", "研究员", "专家"].iter().any(|honour| title.ends_with(honour))
}

/// Whether only a list mark, a conjunction or a comma stands between two persons.
fn ties(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    let between = &tokens[from.min(to)..to];
    !between.is_empty()
        && between.len() <= 3
        && between.iter().all(|t| {
            matches!(t.kind, TokenKind::ListMark | TokenKind::Comma)
                || t.class() == Some(Class::Conj)
        })
}

fn comma_between(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    tokens[from.min(to)..to].iter().any(|t| t.kind == TokenKind::Comma)
}

/// 副厅长周敏（兼）: what the brackets say belongs to the name, though it is no note on the person.
fn past_note(tokens: &[Token<'_>], at: usize) -> usize {
    if tokens.get(at).is_none_or(|t| t.word != "（") {
        return at;
    }
    let close = tokens[at..].iter().take(8).position(|t| t.word == "）");
    let Some(close) = close else { return at };
    let inside: String = tokens[at + 1..at + close].iter().map(|t| t.word).collect();
    let is_note =
        ["女", "男", "族", "代", "兼", "中", "左", "右"].iter().any(|n| inside.contains(n))
            && inside.chars().count() < 12;
    if is_note { at + close + 1 } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::names::Finder;
    use crate::extract::part::Part;
    use crate::text::Segmenter;

    fn posts(text: &str) -> String {
        let segmenter = Segmenter::standard();
        let mut finder = Finder::new(segmenter);
        let part = Part::new(text, 0, 0);
        let seen = finder.learn(&part);
        let spans = finder.spans(text, seen);
        let tokens = segmenter.tokens(text, &spans, &part.scan.words);
        let people = people(&tokens, text, Lexicon::standard());
        let all: Vec<String> = people
            .iter()
            .map(|p| {
                let posts: Vec<String> = p
                    .posts
                    .iter()
                    .map(|x| format!("{}/{}", x.body.as_deref().unwrap_or("?"), x.title))
                    .collect();
                format!("{}={}", p.name, posts.join(","))
            })
            .collect();
        all.join(" ")
    }

    #[test]
    fn posts_are_read_before_and_behind_the_name() {
        for (text, expected) in [
            ("省委书记、省人大常委会主任陈刚出席。", "陈刚=省委/书记,省人大常委会/主任"),
            (
                "省人大常委会副主任王黎明、杨逢春，秘书长陈东昌出席。",
                "王黎明=省人大常委会/副主任 杨逢春=省人大常委会/副主任 陈东昌=省人大常委会/秘书长",
            ),
            ("中共中央政治局常委、国务院总理李强出席。", "李强=中共中央政治局/常委,国务院/总理"),
            (
                "市委常委、组织部部长周敏，副市长何强出席。",
                "周敏=市委/常委,市委组织部/部长 何强=市政府/副市长",
            ),
            ("市委常委、纪委书记、监委主任周敏出席。", "周敏=市委/常委,市纪委/书记,市监委/主任"),
            ("全国政协副主席兼秘书长王东峰主持。", "王东峰=全国政协/副主席,全国政协/秘书长"),
            ("县公安局长赵明、县政协原副主席钱敏参加。", "赵明=县公安局/局长 钱敏=县政协/原副主席"),
            ("对外经济贸易大学校长赵忠秀作讲解。", "赵忠秀=对外经济贸易大学/校长"),
            ("赵乐际委员长主持闭幕会。", "赵乐际=全国人大常委会/委员长"),
            ("座谈会由世界经济论坛主席施瓦布主持。", "施瓦布=世界经济论坛/主席"),
        ] {
            assert_eq!(posts(text), expected, "{text}");
        }
    }
}
