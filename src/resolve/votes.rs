//! How often, and where, a text names each place.

use crate::lexicon::{Class, Lexicon, List, PlaceId};
use crate::text::{Hits, Scanner, sentences};
use rustc_hash::FxHashMap;

/// 上海电气集团, 四川九创投资: a place at the front of the name of a firm or a school, which is elsewhere too.
fn is_firm(after: &str) -> bool {
    const LONGEST: usize = 10;
    let run: String =
        after.chars().take_while(|c| crate::lexicon::is_han(*c)).take(LONGEST).collect();
    List::Firm.begins(&run)
        || ["集团", "公司", "银行", "大学", "学院"]
            .iter()
            .any(|end| run.find(end).is_some_and(|at| run[..at].chars().count() <= 4))
}

/// How often, and where, an article names each place.
#[derive(Debug, Default)]
pub(super) struct Votes {
    pub(super) of: FxHashMap<PlaceId, f32>,
}

impl Votes {
    pub(super) fn of(text: &str) -> Self {
        let mut votes = Votes::default();
        votes.add(text, 1.0);
        votes
    }

    pub(super) fn join(&mut self, other: &Votes) {
        for (id, vote) in &other.of {
            *self.of.entry(*id).or_default() += vote;
        }
    }

    pub(super) fn add(&mut self, text: &str, weight: f32) {
        // A sentence at a time: what is found in a text takes more memory than the text.
        for sentence in sentences(text) {
            self.add_sentence(sentence.of(text), weight);
        }
    }

    fn add_sentence(&mut self, text: &str, weight: f32) {
        let places = &Lexicon::standard().places;
        let mut taken = 0;
        let scan = Scanner::standard().scan(text);
        let hits = Hits::new(text.len(), &scan.words);
        for (at, _) in text.char_indices() {
            let Some(hit) = hits.starting(at).filter(|h| h.class == Class::Place && at >= taken)
            else {
                continue;
            };
            // 召开县委 does not speak of 开县.
            let crossed = text[..at].char_indices().rev().take(3).any(|(before, _)| {
                hits.starting(before).is_some_and(|h| {
                    h.end > at && h.class != Class::Place && h.end - h.start >= hit.end - hit.start
                })
            });
            if crossed {
                continue;
            }
            taken = hit.end;
            let name = &text[hit.start..hit.end];
            let mut ids: Vec<PlaceId> = places.named(name).to_vec();
            ids.sort_by_key(|&id| (places.get(id).past, places.get(id).level));
            // 朝阳区 is in two provinces: the vote goes to the one whose parent is named too.
            let known = ids
                .iter()
                .copied()
                .find(|&id| self.of.keys().any(|&k| k != id && places.within(id, k)));
            let id = known
                .or_else(|| (ids.len() == 1).then(|| ids[0]))
                .or_else(|| ids.iter().copied().find(|&id| !places.get(id).past));
            let Some(id) = id else { continue };
            let after = &text[hit.end..];
            // 河北省党政代表团来我省考察: where the guests are from.
            if List::Guests.begins(after) || (name.chars().count() < 3 && is_firm(after)) {
                continue;
            }
            // 西宁市委, 舞钢市政府: an organ of the place speaks of itself.
            let organ = ["委", "政府", "人大", "政协", "人民", "纪委", "监委", "日报", "晚报"]
                .iter()
                .any(|o| after.starts_with(o));
            let full = places.get(id).name == name;
            let vote = weight * if organ { 2.0 } else { 1.0 } * if full { 1.0 } else { 0.5 };
            *self.of.entry(id).or_default() += vote;
        }
    }
}
