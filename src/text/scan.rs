use crate::lexicon::{Class, Lexicon, ListSet};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use std::sync::OnceLock;

/// Finds every word of the lexicon in a text, in one pass.
///
/// It runs at many times the speed of segmentation. So it tells which few sentences can hold a fact
/// at all, and within those what may stand at each place, whatever the words around it are.
pub struct Scanner {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<(Option<Class>, ListSet)>>,
}

impl Scanner {
    /// The scanner over the standard lexicon, made once.
    pub fn standard() -> &'static Scanner {
        static STANDARD: OnceLock<Scanner> = OnceLock::new();
        STANDARD.get_or_init(|| Scanner::new(Lexicon::standard()))
    }

    fn new(lexicon: &Lexicon) -> Self {
        let mut words: Vec<_> =
            lexicon.scanned().map(|(word, class, lists)| (word, (class, lists))).collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        // Some word begins nearly everywhere: to look for where one may is a waste.
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().use_prefilter(false);
        // Only an empty table fails to build; without words nothing is found.
        Self { automaton: builder.build_with_values(words).ok() }
    }

    /// What is in the text.
    pub fn scan(&self, text: &str) -> Scan {
        let mut found =
            Scan { words: Vec::with_capacity(text.len() / 6), lists: ListSet::default() };
        let Some(automaton) = &self.automaton else { return found };
        for hit in automaton.find_overlapping_iter(text) {
            let (class, lists) = hit.value();
            found.lists = found.lists.and(lists);
            if let Some(class) = class {
                found.words.push(Hit { start: hit.start(), end: hit.end(), class, lists });
            }
        }
        found
    }
}

/// What the lexicon has of a text.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// Its words, by their ends.
    pub words: Vec<Hit>,
    /// The lists that they are in, and others of which a word stands there that has no class.
    pub lists: ListSet,
}

/// A word of the lexicon in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What the word is.
    pub class: Class,
    /// The lists that it is in.
    pub lists: ListSet,
}

/// The words of the lexicon in one text.
#[derive(Debug)]
pub struct Hits<'w> {
    words: &'w [Hit],
    /// For each byte one more than the index of the word that begins there and of the one that ends
    /// there; 0 for none.
    at: Vec<[u16; 2]>,
}

impl<'w> Hits<'w> {
    /// The words of a text of `length` bytes.
    pub fn new(length: usize, words: &'w [Hit]) -> Self {
        let mut at = vec![[0; 2]; length + 1];
        let longer = |known: u16, word: &Hit| {
            let known: Option<&Hit> = usize::from(known).checked_sub(1).and_then(|n| words.get(n));
            known.is_none_or(|known| known.end - known.start < word.end - word.start)
        };
        // No sentence has as many words as can be told apart; a longer text is read as far as that.
        for (index, word) in (1..=u16::MAX).zip(words) {
            for (side, place) in [word.start, word.end].into_iter().enumerate() {
                if longer(at[place][side], word) {
                    at[place][side] = index;
                }
            }
        }
        Hits { words, at }
    }

    /// Past the Chinese characters from `from` on between which no word begins or ends.
    pub fn skip(&self, text: &str, from: usize) -> usize {
        let mut at = from;
        while matches!(text.as_bytes().get(at), Some(0xE4..=0xE9)) && self.at[at] == [0; 2] {
            at += 3;
        }
        at
    }

    /// The longest word that begins at `at`.
    pub fn starting(&self, at: usize) -> Option<&'w Hit> {
        self.word(self.at.get(at)?[0])
    }

    /// The longest word that ends at `at`.
    pub fn ending(&self, at: usize) -> Option<&'w Hit> {
        self.word(self.at.get(at)?[1])
    }

    fn word(&self, place: u16) -> Option<&'w Hit> {
        self.words.get(usize::from(place).checked_sub(1)?)
    }
}
