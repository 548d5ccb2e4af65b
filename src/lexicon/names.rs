//! What personal names are made of.

use super::table;
use rustc_hash::{FxHashMap, FxHashSet};

/// Surnames, elements of minority names, and the characters that render foreign names.
#[derive(Debug, Default)]
pub struct Names {
    surnames: FxHashMap<char, Surname>,
    compound: FxHashSet<String>,
    /// By their first character, the longest first.
    minority: FxHashMap<char, Vec<String>>,
    translit: FxHashSet<char>,
}

#[derive(Debug, Clone, Copy)]
struct Surname {
    frequency: u8,
    ambiguous: bool,
}

impl Names {
    pub(super) fn add_surnames(&mut self, table: &str) {
        for row in table::rows(table) {
            let mut chars = row[0].chars();
            match (chars.next(), chars.next()) {
                (Some(one), None) => {
                    let frequency = row.get(1).and_then(|f| f.parse().ok()).unwrap_or(1);
                    let ambiguous = row.get(2) == Some(&"1");
                    self.surnames.insert(one, Surname { frequency, ambiguous });
                }
                _ => {
                    self.compound.insert(row[0].to_owned());
                }
            }
        }
    }

    pub(super) fn add_minority(&mut self, table: &str) {
        for row in table::rows(table) {
            if let Some(first) = row[0].chars().next() {
                self.minority.entry(first).or_default().push(row[0].to_owned());
            }
        }
        for elements in self.minority.values_mut() {
            elements.sort_by_key(|e| std::cmp::Reverse(e.len()));
        }
    }

    pub(super) fn add_translit(&mut self, table: &str) {
        self.translit.extend(table::rows(table).flat_map(|row| row[0].chars()));
    }

    /// How common a surname is, from 1 to 5; 0 where the character is none.
    pub fn surname(&self, first: char) -> u8 {
        self.surnames.get(&first).map_or(0, |surname| surname.frequency)
    }

    /// Whether the surname is a common word as well: 高, 向, 时.
    pub fn is_ambiguous(&self, first: char) -> bool {
        self.surnames.get(&first).is_some_and(|surname| surname.ambiguous)
    }

    /// Whether the text begins with a surname of two characters.
    pub fn begins_with_compound(&self, text: &str) -> bool {
        text.char_indices()
            .nth(2)
            .map_or(Some(text), |(at, _)| text.get(..at))
            .is_some_and(|two| self.compound.contains(two))
    }

    /// Whether the whole text is put together from elements of minority names.
    pub fn is_minority(&self, text: &str) -> bool {
        if text.is_empty() {
            return false;
        }
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let elements = self.minority.get(&first).map_or(&[][..], Vec::as_slice);
            match elements.iter().find_map(|e| rest.strip_prefix(e.as_str())) {
                Some(shorter) => rest = shorter,
                None => return false,
            }
        }
        true
    }

    /// Whether foreign names are written with this character.
    pub fn is_translit(&self, c: char) -> bool {
        self.translit.contains(&c)
    }
}
