use crate::lexicon::{Class, Lexicon};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use std::sync::OnceLock;

/// Finds every word of the lexicon in a text, in one pass.
///
/// It runs at many times the speed of segmentation. So it tells which few sentences can hold a fact
/// at all, and within those what may stand at each place, whatever the words around it are.
pub struct Scanner {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<Class>>,
}

impl Scanner {
    /// The scanner over the standard lexicon, made once.
    pub fn standard() -> &'static Scanner {
        static STANDARD: OnceLock<Scanner> = OnceLock::new();
        STANDARD.get_or_init(|| Scanner::new(Lexicon::standard()))
    }

    fn new(lexicon: &Lexicon) -> Self {
        let mut words: Vec<(&str, Class)> = lexicon.words().collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        // Only an empty table fails to build; without words nothing is found.
        Self { automaton: CharwiseDoubleArrayAhoCorasick::with_values(words).ok() }
    }

    /// Calls `visit` with the first byte, the end and the class of every word of the text.
    pub fn each(&self, text: &str, mut visit: impl FnMut(usize, usize, Class)) {
        let Some(automaton) = &self.automaton else { return };
        for hit in automaton.find_overlapping_iter(text) {
            visit(hit.start(), hit.end(), hit.value());
        }
    }

    /// The words of the text by where they begin and where they end.
    pub fn hits(&self, text: &str) -> Hits {
        let mut hits =
            Hits { starts: vec![None; text.len() + 1], ends: vec![None; text.len() + 1] };
        self.each(text, |start, end, class| {
            let hit = Hit { start, end, class };
            if let Some(known) = hits.starts.get_mut(start)
                && known.is_none_or(|known| known.end < end)
            {
                *known = Some(hit);
            }
            if let Some(known) = hits.ends.get_mut(end)
                && known.is_none_or(|known| known.start > start)
            {
                *known = Some(hit);
            }
        });
        hits
    }
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
}

/// The words of the lexicon in one text.
#[derive(Debug, Default)]
pub struct Hits {
    starts: Vec<Option<Hit>>,
    ends: Vec<Option<Hit>>,
}

impl Hits {
    /// The longest word that begins at `at`.
    pub fn starting(&self, at: usize) -> Option<Hit> {
        self.starts.get(at).copied().flatten()
    }

    /// The longest word that ends at `at`.
    pub fn ending(&self, at: usize) -> Option<Hit> {
        self.ends.get(at).copied().flatten()
    }
}
