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
        // 管理局韦慧局长: the body stands before the name.
        let mut own = None;
        if let Some((phrase, _)) = after.as_ref().filter(|_| phrases.is_empty()) {
            first = trim_front(tokens, body_before(tokens, at, floor, &phrase.titles[0]), at);
            let body = Span::new(tokens[first].span.start, token.span.start).of(text);
            // 我院王某副院长
            let ours = || {
                let mut words = lexicon.institutions.iter().flat_map(|kind| &kind.own);
                words.find(|word| text[..token.span.start].ends_with(word.as_str())).cloned()
            };
            own = if body.is_empty() { ours() } else { Some(body.to_owned()) };
        }
        let tied = people.last().filter(|_| ties(tokens, floor, first));
        let group = phrases.first().is_some_and(|p| p.group);
        // 工程院院士甲、原理事长乙: an honour is no post to go on from.
        let carries = |p: &&Person| p.posts.last().is_some_and(|post| !is_honour(&post.title));
        let carrier = tied.and_then(|_| people.iter().rev().take(3).find(carries));
        let before = carrier.and_then(|p| p.posts.last()).and_then(|p| p.body.clone());
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
            posts = complete(&phrases, before.clone(), lexicon);
        }
        if let Some((mut phrase, _)) = after {
            phrase.body = own.filter(|_| posts.is_empty());
            stated = stated.or(Some(phrase.span));
            // 科教司甲司长，种子局乙副局长: both of the one ministry.
            let before = before.filter(|_| posts.is_empty() && phrase.body.is_some());
            posts.extend(complete(&[phrase], before, lexicon));
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
            (
                "湖城军分区党委常委、第一书记、政委周敏出席。",
                "周敏=湖城军分区党委/常委,湖城军分区党委/第一书记,湖城军分区/政委",
            ),
            ("全国政协委员、检察长周敏传达会议精神。", "周敏=全国政协/委员,?/检察长"),
            (
                "市政府正厅级顾问赵明、副秘书长周敏参加会议。",
                "赵明=市政府/正厅级顾问 周敏=市政府/副秘书长",
            ),
            (
                "湖城大学党委副书记、纪委书记周敏出席。",
                "周敏=湖城大学/党委副书记,湖城大学/纪委书记",
            ),
            ("市公安局党委委员、纪委书记周敏出席。", "周敏=市公安局/党委委员,市公安局/纪委书记"),
            (
                "镇党委书记陈江，镇长赵明，党委副书记周敏出席。",
                "陈江=镇党委/书记 赵明=镇政府/镇长 周敏=镇党委/副书记",
            ),
            (
                "水利部科教司周敏司长，种业局赵明副局长参加会议。",
                "周敏=水利部科教司/司长 赵明=水利部种业局/副局长",
            ),
            ("青山卫生监督所周敏所长出席。", "周敏=青山卫生监督所/所长"),
            ("会议由协会综合部副处长周敏主持。", "周敏=协会综合部/副处长"),
        ] {
            assert_eq!(posts(text), expected, "{text}");
        }
    }
}
