//! Which of several districts a paragraph means: the one that it named last.

use super::bodies;
use crate::lexicon::{Level, Lexicon};
use crate::model::{Article, Span};

/// A body that begins with the kind of a division (区委), with the division of that kind that stands last
/// before byte `at` of the document in the same paragraph.
pub fn division(article: &Article, body: &str, at: usize) -> Option<String> {
    let kind = body.chars().next().filter(|kind| "县区旗".contains(*kind))?;
    let paragraph = article.paragraphs.iter().find(|paragraph| {
        let span = paragraph.source(Span::new(0, paragraph.text().len()));
        span.start <= at && at < span.end
    })?;
    let text = paragraph.text();
    let ends = text.match_indices(kind).map(|(start, mark)| start + mark.len());
    let before = ends.filter(|&end| paragraph.source(Span::new(0, end)).end <= at);
    let named = before.filter_map(|end| county_ending(&text[..end])).next_back()?;
    Some(bodies::shorten(&format!("{named}{}", &body[kind.len_utf8()..])))
}

/// The county whose name in full a text ends in.
fn county_ending(text: &str) -> Option<&str> {
    const LONGEST: usize = 12;
    let places = &Lexicon::standard().places;
    // 召开|县委 names no 开县.
    let starts = text.char_indices().rev().skip(2).take(LONGEST).map(|(start, _)| start);
    starts.map(|start| &text[start..]).find(|name| {
        let full = |id: &_| {
            let place = places.get(*id);
            place.level == Level::County && place.name == *name
        };
        places.named(name).iter().any(full)
    })
}
