//! Names in lists: what a list bears out that no name in it tells by itself.

use super::dotted_names::LONGEST_PART;
use super::names::{ACCEPT, Finder, Left, SURE, Spot, is_role};
use super::notes::Note;
use super::shape;
use crate::lexicon::{Class, Lexicon, List, Names};
use crate::model::Span;
use crate::text::Hits;

impl Finder {
    /// After a name: past a list mark, and whether there was one.
    pub(super) fn list_mark(&self, sentence: &str, hits: &Hits, at: usize) -> (usize, bool) {
        // 桑杰（藏族）、王某: past what brackets say of the name.
        let at = past_note(sentence, at);
        let rest = &sentence[at..];
        if rest.starts_with('、') {
            return (at + '、'.len_utf8(), true);
        }
        match hits.starting(at) {
            Some(hit) if hit.class == Class::Conj => (hit.end, true),
            _ => (at, false),
        }
    }

    /// 刘超、李宏亚出席: names without any title, all of them borne out by the verb after the last.
    pub(super) fn bare_list(
        &mut self,
        sentence: &str,
        hits: &Hits,
        start: usize,
        dotted: bool,
    ) -> Option<Vec<Spot>> {
        let mut found = Vec::new();
        let mut at = start;
        loop {
            let left = if found.is_empty() { Left::Opener } else { Left::List };
            let spot = self.best(sentence, hits, at, left, dotted)?;
            if spot.score < ACCEPT {
                return None;
            }
            let (next, more) = self.list_mark(sentence, hits, spot.span.end);
            found.push(spot);
            if !more {
                let verb = hits.starting(next).is_some_and(|h| is_role(h.class));
                return (verb || found.len() > 2).then_some(found);
            }
            at = next;
        }
    }

    fn has_common_surname(&self, text: &str) -> bool {
        text.chars().count() == 3
            && text.chars().next().is_some_and(|c| self.lexicon.names.surname(c) > 2)
    }

    /// 回良玉、刘淇、令计划、万钢: a long list of what may be names and hardly anything else.
    pub(super) fn long_list(
        &mut self,
        sentence: &str,
        start: usize,
        dotted: bool,
    ) -> Option<Vec<Spot>> {
        const LEAST: usize = 5;
        let items = items(sentence, start, &self.lexicon.names, dotted);
        if items.len() < LEAST {
            return None;
        }
        let mut named = 0;
        // 和委员共20人: who else is there.
        let title = |text: &str| {
            let first = text.char_indices().nth(2).map_or(text, |(at, _)| &text[..at]);
            matches!(self.lexicon.class(first), Some(Class::Title(_)))
        };
        let items: Vec<Span> = items.into_iter().filter(|i| !title(i.of(sentence))).collect();
        for item in &items {
            let text = item.of(sentence);
            if List::NoName.has(text) || !self.lexicon.places.named(text).is_empty() {
                return None;
            }
            // 阿不都热克甫·吐木尼牙孜: a dot between characters tells enough.
            let dotted = text.chars().any(|c| self.lexicon.names.character(c).is_dot());
            if dotted && !self.ends_in_word(text) {
                named += 1;
                continue;
            }
            // 金之镇 among thirteen others
            let shape = shape::shape_of(text, &self.lexicon.names);
            if shape.is_none() && !self.has_common_surname(text) {
                return None;
            }
            named += usize::from(shape.is_some_and(|s| s.score > 0.5) && !self.is_word(text));
        }
        let score = SURE - 0.01;
        (named * 5 >= items.len() * 4)
            .then(|| items.into_iter().map(|span| Spot { span, score }).collect())
    }
}

/// The items of a list that begins at `start`, as long as names and with nothing else beside: none where
/// it is too short to bear out what is in it. Names with dots may stand in the sentence if it is `dotted`.
pub(super) fn items(sentence: &str, start: usize, names: &Names, dotted: bool) -> Vec<Span> {
    // Two names of three characters, 和 and 等; or one with dots.
    let longest = if dotted { 20 } else { 9 };
    let mut found = Vec::new();
    let mut at = start;
    loop {
        let rest = &sentence[at..];
        let dot = |c: char| names.character(c).is_dot();
        // Most of what stands at the start of a clause is no list: seen before its end is looked for.
        let letter = |c: char| names.character(c).is_letter();
        let mut run = rest.char_indices().take(longest).skip_while(|(_, c)| letter(*c));
        let end = match run.next() {
            Some((end, _)) => end,
            None if rest.len() <= longest * '等'.len_utf8() => rest.len(),
            None => return found,
        };
        if found.is_empty() && !rest[end..].starts_with(['、', '（']) {
            return found;
        }
        // …、钱敏和赵刚等: the last two.
        let run = rest[..end].trim_end_matches('等');
        let parts: Vec<&str> = match run.split_once('和') {
            Some((one, other)) if one.chars().count() > 1 && other.chars().count() > 1 => {
                vec![one, other]
            }
            _ => vec![run],
        };
        let fits = parts.iter().all(|part| {
            if part.contains(dot) {
                return part
                    .split(dot)
                    .all(|own| (1..=LONGEST_PART).contains(&own.chars().count()));
            }
            (2..=3).contains(&part.chars().count())
        });
        if !fits {
            return found;
        }
        for part in parts {
            let from = part.as_ptr() as usize - sentence.as_ptr() as usize;
            found.push(Span::new(from, from + part.len()));
        }
        at = past_note(sentence, at + end);
        if !sentence[at..].starts_with('、') {
            return found;
        }
        at += '、'.len_utf8();
    }
}

/// The length of （兼）, （主持工作）, （正厅级） at the start of what stands behind a title.
pub(super) fn title_note(rest: &str) -> usize {
    const LONGEST: usize = 8;
    let Some(inside) = rest.strip_prefix(['（', '(']) else { return 0 };
    let close = inside.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '）' | ')'));
    let Some((close, mark)) = close else { return 0 };
    let noted = ["兼", "级", "主持", "挂职", "代"].iter().any(|n| inside[..close].contains(n));
    if noted { rest.len() - inside.len() + close + mark.len_utf8() } else { 0 }
}

/// 马建新（人大）、马建新（政协）: of which organ somebody is who has a namesake in the list.
fn is_organ_note(inside: &str) -> bool {
    matches!(Lexicon::standard().class(inside), Some(Class::Body | Class::BodySuffix))
}

/// Past （女，蒙古族） behind a name.
pub(super) fn past_note(sentence: &str, at: usize) -> usize {
    const LONGEST: usize = 36;
    if let Some(note) = Note::at(sentence, at) {
        return note.span.end;
    }
    let rest = &sentence[at..];
    let Some(inside) = rest.strip_prefix('（') else { return at };
    match inside.find('）') {
        Some(close)
            if close < LONGEST
                && (["女", "男", "族"].iter().any(|n| inside[..close].contains(n))
                    || is_organ_note(&inside[..close])
                        && inside[close + '）'.len_utf8()..].starts_with(['、', '，', '和'])) =>
        {
            at + '（'.len_utf8() + close + '）'.len_utf8()
        }
        _ => at,
    }
}
