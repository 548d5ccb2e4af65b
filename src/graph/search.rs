//! Finding entities by their names: Chinese in either script, pinyin in full or by initials, and
//! with a slip of the pen.

use super::{Sym, Symbols};
use crate::lexicon::simplified;
use crate::model::Span;
use petgraph::stable_graph::NodeIndex;
use pinyin::ToPinyinMulti;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The names of all entities, by pairs of characters and by pinyin.
///
/// It says which *names* match; a name of people leads to all officials who bear it.
#[derive(Debug, Default)]
pub struct SearchIndex {
    /// By the number of the name.
    pub(super) entries: Vec<Entry>,
    /// Names by two neighbouring characters; the last one is followed by [`END`].
    pub(super) pairs: BTreeMap<(char, char), Vec<Sym>>,
    /// Names by pinyin: in full, and the initials alone.
    pub(super) sounds: BTreeMap<String, Vec<Sym>>,
}

/// Who bears a name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The nodes in order, with how many articles call them so.
    nodes: Vec<(NodeIndex, u32)>,
    /// How many mentions of people spell it.
    mentions: u32,
    indexed: bool,
}

const END: char = '\u{0}';

/// Longer names are found by their characters alone.
const LONGEST_SOUND: usize = 12;

/// How a name matched, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Match {
    /// The whole name.
    Exact,
    /// The name begins so.
    Prefix,
    /// The name has it in it.
    Substring,
    /// The pinyin of the whole name.
    Pinyin,
    /// The name's pinyin begins so.
    PinyinPrefix,
    /// The initials of the whole name.
    Initials,
    /// Other characters of the same sound.
    Homophone,
    /// Most of the characters or letters.
    Similar,
}

/// A name that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The name.
    pub name: Sym,
    /// How it matched.
    pub matched: Match,
    /// What of the name matched, in bytes; empty where the sound did.
    pub highlights: Vec<Span>,
}

impl SearchIndex {
    /// Enters a name of a node.
    pub(super) fn add_node(&mut self, name: Sym, text: &str, node: NodeIndex) {
        let entry = self.index(name, text);
        // New nodes mostly have the highest number: they go to the end.
        match entry.nodes.binary_search_by_key(&node, |(known, _)| *known) {
            Ok(at) => entry.nodes[at].1 += 1,
            Err(at) => entry.nodes.insert(at, (node, 1)),
        }
    }

    /// Enters a mention of a person's name.
    pub(super) fn add_name(&mut self, name: Sym, text: &str) {
        self.index(name, text).mentions += 1;
    }

    pub(super) fn remove_node(&mut self, name: Sym, node: NodeIndex) {
        let Some(entry) = self.entries.get_mut(name.place()) else { return };
        if let Ok(at) = entry.nodes.binary_search_by_key(&node, |(known, _)| *known) {
            entry.nodes[at].1 -= 1;
            if entry.nodes[at].1 == 0 {
                entry.nodes.remove(at);
            }
        }
    }

    pub(super) fn remove_name(&mut self, name: Sym) {
        if let Some(entry) = self.entries.get_mut(name.place()) {
            entry.mentions = entry.mentions.saturating_sub(1);
        }
    }

    /// The nodes that bear exactly this name, and whether people do.
    pub(super) fn bearers(&self, name: Sym) -> (impl Iterator<Item = NodeIndex> + '_, bool) {
        let entry = self.entries.get(name.place());
        let nodes = entry.map_or(&[][..], |entry| &entry.nodes).iter().map(|(node, _)| *node);
        (nodes, entry.is_some_and(|entry| entry.mentions > 0))
    }

    fn is_borne(&self, name: Sym) -> bool {
        self.entries.get(name.place()).is_some_and(|e| e.mentions > 0 || !e.nodes.is_empty())
    }

    fn index(&mut self, name: Sym, text: &str) -> &mut Entry {
        if name.place() >= self.entries.len() {
            self.entries.resize_with(name.place() + 1, Entry::default);
        }
        let entry = &mut self.entries[name.place()];
        if !entry.indexed {
            entry.indexed = true;
            for pair in pairs(text) {
                self.pairs.entry(pair).or_default().push(name);
            }
            for sound in sounds(text) {
                self.sounds.entry(sound).or_default().push(name);
            }
        }
        entry
    }

    /// The names that match, the closest first.
    pub(super) fn search(&self, query: &str, words: &Symbols) -> Vec<Hit> {
        let query: String = query.chars().filter(|c| !c.is_whitespace()).collect();
        let query = simplified(&query).to_lowercase();
        if query.is_empty() {
            return Vec::new();
        }
        let mut found: BTreeMap<Sym, Hit> = BTreeMap::new();
        let mut take = |name: Sym, matched: Match, highlights: Vec<Span>| {
            if self.is_borne(name) {
                let hit = Hit { name, matched, highlights };
                let known = found.entry(name).or_insert_with(|| hit.clone());
                if hit.matched < known.matched {
                    *known = hit;
                }
            }
        };
        for name in self.with_all_pairs(&query) {
            let text = words.text(name).to_lowercase();
            if let Some(at) = text.find(&query) {
                let matched = match at {
                    0 if text.len() == query.len() => Match::Exact,
                    0 => Match::Prefix,
                    _ => Match::Substring,
                };
                take(name, matched, vec![Span::new(at, at + query.len())]);
            }
        }
        if query.is_ascii() || query.contains('ü') {
            self.by_sound(&query, &mut take);
        } else {
            self.by_likeness(&query, words, &mut take);
        }
        let mut hits: Vec<Hit> = found.into_values().collect();
        hits.sort_by(|a, b| {
            let key = |hit: &Hit| (hit.matched, words.text(hit.name).chars().count());
            key(a).cmp(&key(b)).then_with(|| words.text(a.name).cmp(words.text(b.name)))
        });
        hits
    }

    /// The names in which the query's rarest pair stands; for a single character, all in which it
    /// does.
    fn with_all_pairs(&self, query: &str) -> Vec<Sym> {
        let mut chars = query.chars();
        if let (Some(one), None) = (chars.next(), chars.next()) {
            let range = (one, '\u{0}')..=(one, char::MAX);
            let names: BTreeSet<Sym> =
                self.pairs.range(range).flat_map(|(_, names)| names).copied().collect();
            return names.into_iter().collect();
        }
        let lists = pairs(query).filter(|pair| pair.1 != END).map(|pair| self.pairs.get(&pair));
        let rarest = lists.min_by_key(|names| names.map_or(0, Vec::len)).flatten();
        rarest.cloned().unwrap_or_default()
    }

    fn by_sound(&self, query: &str, take: &mut impl FnMut(Sym, Match, Vec<Span>)) {
        let query: String =
            query.replace('ü', "v").chars().filter(|c| c.is_ascii_alphabetic()).collect();
        if query.is_empty() {
            return;
        }
        for (sound, names) in self.sounds.range(query.clone()..) {
            if !sound.starts_with(&query) {
                break;
            }
            for name in names {
                // Initials are as many as characters; a full reading is longer.
                let whole = *sound == query;
                let matched = match (whole, query.len() <= LONGEST_INITIALS && whole) {
                    (true, true) => Match::Initials,
                    (true, false) => Match::Pinyin,
                    (false, _) => Match::PinyinPrefix,
                };
                take(*name, matched, Vec::new());
            }
        }
        const SHORTEST_TO_MISTYPE: usize = 5;
        if query.len() >= SHORTEST_TO_MISTYPE {
            for near in one_edit_away(&query) {
                for name in self.sounds.get(&near).into_iter().flatten() {
                    take(*name, Match::Similar, Vec::new());
                }
            }
        }
    }

    fn by_likeness(
        &self,
        query: &str,
        words: &Symbols,
        take: &mut impl FnMut(Sym, Match, Vec<Span>),
    ) {
        let length = query.chars().count();
        if length >= 2 {
            for sound in full_sounds(query) {
                for name in self.sounds.get(&sound).into_iter().flatten() {
                    if words.text(*name).chars().count() == length {
                        take(*name, Match::Homophone, Vec::new());
                    }
                }
            }
        }
        // One character wrong spoils two pairs.
        const SHORTEST_TO_MISWRITE: usize = 4;
        if length < SHORTEST_TO_MISWRITE {
            return;
        }
        let mut shared: FxHashMap<Sym, usize> = FxHashMap::default();
        for pair in pairs(query).filter(|pair| pair.1 != END) {
            for name in self.pairs.get(&pair).into_iter().flatten() {
                *shared.entry(*name).or_default() += 1;
            }
        }
        for (name, count) in shared {
            if count + 2 >= length - 1 && count * 2 >= length - 1 {
                take(name, Match::Similar, Vec::new());
            }
        }
    }
}

/// Up to so many letters a query that is a whole entry counts as initials.
const LONGEST_INITIALS: usize = 3;

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let next = text.chars().skip(1).chain([END]);
    text.chars().zip(next).map(move |(a, b)| (lower(a), lower(b)))
}

/// Every way of typing a name by its sound.
fn sounds(text: &str) -> BTreeSet<String> {
    let full = full_sounds(text);
    let mut sounds: BTreeSet<String> = initials(text).into_iter().collect();
    sounds.extend(full);
    sounds
}

/// The readings of a name: more than one where a character has several (曾: ceng, zeng).
fn full_sounds(text: &str) -> BTreeSet<String> {
    combined(text, |reading| vec![reading.replace('ü', "v"), reading.replace('ü', "u")])
}

fn initials(text: &str) -> BTreeSet<String> {
    combined(text, |reading| vec![reading.chars().take(1).collect()])
}

fn combined(text: &str, of: impl Fn(&str) -> Vec<String>) -> BTreeSet<String> {
    const MOST: usize = 8;
    if text.chars().count() > LONGEST_SOUND {
        return BTreeSet::new();
    }
    let mut all = BTreeSet::from([String::new()]);
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        let mut readings: BTreeSet<String> = BTreeSet::new();
        match c.to_pinyin_multi() {
            Some(multi) => readings.extend(multi.into_iter().flat_map(|one| of(one.plain()))),
            None => readings.extend(of(&c.to_lowercase().to_string())),
        }
        let joined: BTreeSet<String> = all
            .iter()
            .flat_map(|front| readings.iter().map(move |reading| format!("{front}{reading}")))
            .take(MOST)
            .collect();
        all = joined;
    }
    all.remove("");
    all
}

/// Every word of letters that one slip makes of another.
fn one_edit_away(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut words = BTreeSet::new();
    let join = |parts: [&[char]; 3]| parts.concat().into_iter().collect::<String>();
    for at in 0..=letters.len() {
        let (front, back) = letters.split_at(at);
        for letter in 'a'..='z' {
            words.insert(join([front, &[letter], back]));
            if let Some((_, rest)) = back.split_first() {
                words.insert(join([front, &[letter], rest]));
            }
        }
        if let Some((_, rest)) = back.split_first() {
            words.insert(join([front, &[], rest]));
        }
        if let [a, b, rest @ ..] = back {
            words.insert(join([front, &[*b, *a], rest]));
        }
    }
    words.remove(word);
    words
}
