//! Names with dots: 阿不都热合曼·吐木尔.

use super::names::Finder;
use crate::lexicon::Character;
use crate::text::Hits;

/// What ends a name beyond doubt.
pub(super) const MARKS: [char; 6] = ['、', '，', '。', '；', '（', '\n'];

/// The most characters between the dots of a name.
pub(super) const LONGEST_PART: usize = 8;

impl Finder {
    /// Of a name that a mark ends, where the dot ends and where the whole: what lies between is one name,
    /// whatever words it seems to hold (阿不都热克甫·吐木尼牙孜，).
    pub(super) fn marked_off(
        &self,
        sentence: &str,
        hits: &Hits,
        at: usize,
        letters: &[Character],
    ) -> Option<(usize, usize)> {
        let dot = letters.iter().rposition(|c| c.is_dot())?;
        let mut ends = sentence[at..].char_indices().map(|(i, c)| at + i + c.len_utf8());
        let dot_end = ends.nth(dot)?;
        let end = ends.nth(letters.len().checked_sub(dot + 2)?)?;
        let marked = sentence[end..].starts_with(MARKS);
        // 安齐抵达德黑兰。: other words stand between.
        let words = (dot_end..end)
            .any(|i| hits.starting(i).is_some_and(|h| h.end - h.start > 3 || h.class.is_deed()));
        let short = sentence[dot_end..end].chars().count() <= LONGEST_PART;
        (marked && short && !words && !self.ends_in_word(&sentence[at..end]))
            .then_some((dot_end, end))
    }

    /// 阿马尼受轻伤, 沙拉夫的专访: whether the last two characters are a word, or what no name has stands in
    /// the text.
    pub(super) fn ends_in_word(&self, text: &str) -> bool {
        let two = text.char_indices().rev().nth(1).map_or(text, |(at, _)| &text[at..]);
        self.segmenter.is_common_word(two)
            || text.chars().any(|c| self.lexicon.names.character(c).is_never_within())
    }

    /// Whether a name that ends at `end` ends within an element of such names.
    pub(super) fn cuts_element(
        &self,
        sentence: &str,
        at: usize,
        end: usize,
        letters: &[Character],
    ) -> bool {
        let Some(dot) = letters.iter().rposition(|c| c.is_dot()) else { return false };
        let last = sentence[at..].char_indices().nth(dot + 1).map(|(i, _)| at + i);
        let names = &self.lexicon.names;
        last.is_some_and(|last| {
            names.minority_element(&sentence[last..]).is_some_and(|len| last + len > end)
        })
    }
}
