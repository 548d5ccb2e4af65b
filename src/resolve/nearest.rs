//! Which division a sentence or a paragraph means: the one that it has just named.

use super::bodies;
use crate::lexicon::{Level, Lexicon, List};
use crate::model::{Article, Mapped, Span};

/// A body that begins with the kind of a division (区委), with the division of that kind that stands last
/// before byte `at` of the document in the same paragraph.
pub fn division(article: &Article, body: &str, at: usize) -> Option<String> {
    let kind = body.chars().next().filter(|kind| "县区旗".contains(*kind))?;
    let before = before(article, at)?;
    let ends = before.match_indices(kind).map(|(start, mark)| start + mark.len());
    let named = ends.filter_map(|end| place_ending(&before[..end], true)).next_back()?;
    Some(bodies::shorten(&format!("{named}{}", &body[kind.len_utf8()..])))
}

/// 伊春市委书记甲，市人大常委会主任乙: the division of the same kind whose organ the sentence named last
/// before byte `at` of the document.
pub fn neighbour(article: &Article, body: &str, at: usize) -> Option<String> {
    let kind = ["自治区", "省", "市", "州", "盟", "县", "区", "旗"]
        .into_iter()
        .find(|kind| body.starts_with(kind))?;
    let organ = |rest: &str| List::DivisionOrgan.begins(rest);
    let rest = &body[kind.len()..];
    if !organ(rest) {
        return None;
    }
    let before = before(article, at)?;
    let start = before.rfind(['。', '！', '？', '\n']).map_or(0, |stop| stop + '。'.len_utf8());
    let sentence = before.get(start..)?;
    let named = sentence
        .match_indices(kind)
        .map(|(start, mark)| start + mark.len())
        .filter(|&end| organ(&sentence[end..]))
        .filter_map(|end| place_ending(&sentence[..end], false))
        .last()?;
    Some(bodies::shorten(&format!("{named}{rest}")))
}

/// What stands in the paragraph shortly before byte `at` of the document.
fn before(article: &Article, at: usize) -> Option<&str> {
    /// In bytes: however long a list is, what it named long ago is not meant.
    const FARTHEST: usize = 1_500;
    let end_of = |text: &str, paragraph: &Mapped| paragraph.source(Span::new(0, text.len())).end;
    let paragraphs = &article.paragraphs;
    let found = paragraphs.partition_point(|p| end_of(p.text(), p) <= at);
    let paragraph = paragraphs.get(found)?;
    let text = paragraph.text();
    // The places in the paragraph and in the document go up together.
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let mut middle = (low + high).div_ceil(2);
        while !text.is_char_boundary(middle) {
            middle += 1;
        }
        if end_of(&text[..middle], paragraph) <= at {
            low = middle;
        } else {
            high = middle - 1;
            while !text.is_char_boundary(high) {
                high -= 1;
            }
        }
    }
    let mut start = low.saturating_sub(FARTHEST);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    Some(&text[start..low])
}

/// The place whose name in full a text ends in.
fn place_ending(text: &str, county: bool) -> Option<&str> {
    const LONGEST: usize = 12;
    let places = &Lexicon::standard().places;
    // 召开|县委 names no 开县.
    let starts = text.char_indices().rev().skip(2).take(LONGEST).map(|(start, _)| start);
    starts.map(|start| &text[start..]).find(|name| {
        let full = |id: &_| {
            let place = places.get(*id);
            (!county || place.level == Level::County) && place.name == *name
        };
        places.named(name).iter().any(full)
    })
}
