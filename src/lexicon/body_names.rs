//! How bodies are named: full and usual forms, what the endings say, and what is part of what.

use super::{Lexicon, table};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The rules of `body_names.tsv`.
#[derive(Debug, Default)]
pub struct BodyNames {
    /// Full and usual form, the longest full form first.
    short: Vec<(String, String)>,
    /// The full forms by their first character.
    full: FxHashMap<char, Vec<String>>,
    /// Longest first.
    roots: Vec<(String, BodyRule)>,
    /// Longest first.
    central: Vec<(String, BodyRule)>,
    kinds: FxHashMap<String, BodyRule>,
    under: FxHashMap<String, BodyRule>,
    /// Any name of a country or an international organisation, to its first name.
    foreign: FxHashMap<String, String>,
}

/// What a rule says of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRule {
    /// The kind in the API's spelling: `PARTY_COMMITTEE`.
    pub kind: String,
    /// The root of the same place (or the national body) that it is part of.
    pub parent: Option<String>,
}

impl BodyNames {
    /// The rules of [`Lexicon::standard`].
    pub fn standard() -> &'static BodyNames {
        &Lexicon::standard().body_names
    }

    /// Adds the rows of a table; of two rules for the same name the later one holds.
    pub(super) fn add(&mut self, table: &str) {
        for row in table::rows(table).filter(|row| row.len() >= 3) {
            let (name, value) = (row[1].to_owned(), row[2].to_owned());
            let rule = || BodyRule {
                kind: row[2].to_owned(),
                parent: row.get(3).map(|parent| (*parent).to_owned()),
            };
            match row[0] {
                "short" => {
                    let first = name.chars().next().unwrap_or_default();
                    self.full.entry(first).or_default().push(name.clone());
                    put(&mut self.short, name, value);
                }
                "root" => put(&mut self.roots, name, rule()),
                "central" => put(&mut self.central, name, rule()),
                "under" => drop(self.under.insert(name, rule())),
                _ => drop(self.kinds.insert(name, rule())),
            }
        }
        self.short.sort_by_key(|(full, _)| Reverse(full.len()));
        for roots in [&mut self.roots, &mut self.central] {
            roots.sort_by_key(|(root, _)| Reverse(root.len()));
        }
    }

    /// Adds the names of a table of countries and organisations.
    pub(super) fn add_foreign(&mut self, countries: &str) {
        for row in table::rows(countries).filter(|row| row[0] != "中国") {
            for name in std::iter::once(row[0]).chain(table::list(&row, 2)) {
                self.foreign.insert(name.to_owned(), row[0].to_owned());
            }
        }
    }

    /// The usual form of a name or of the part of it behind the place.
    pub fn shorten(&self, name: &str) -> String {
        let mut short = name.to_owned();
        if !self.has_full_form(name) {
            return short;
        }
        for (full, usual) in &self.short {
            // Some full forms are the end of their usual form: 高院 stands in no 高级人民法院.
            if short.contains(full.as_str()) {
                short = short.replace(full.as_str(), usual);
            }
        }
        short
    }

    /// Most names have none, and one look is enough to know it.
    fn has_full_form(&self, name: &str) -> bool {
        name.char_indices().any(|(at, first)| {
            let full = self.full.get(&first);
            full.is_some_and(|full| full.iter().any(|full| name[at..].starts_with(full.as_str())))
        })
    }

    /// The longest root of a place's bodies that `local`, the name behind the place, begins with.
    pub fn root<'a>(&self, local: &'a str) -> Option<(&'a str, &BodyRule)> {
        longest(&self.roots, local)
    }

    /// The longest national body that `name` begins with.
    pub fn central<'a>(&self, name: &'a str) -> Option<(&'a str, &BodyRule)> {
        longest(&self.central, name)
    }

    /// What the longest known ending of `name` says.
    pub fn ending(&self, name: &str) -> Option<&BodyRule> {
        name.char_indices().find_map(|(at, _)| self.kinds.get(&name[at..]))
    }

    /// The longest country or international organisation that `name` begins with: the part of
    /// `name`, and its first name.
    pub fn foreign<'a>(&self, name: &'a str) -> Option<(&'a str, &str)> {
        const LONGEST: usize = 14;
        let ends: Vec<usize> =
            name.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).collect();
        ends.into_iter().rev().find_map(|end| {
            let part = &name[..end];
            self.foreign.get(part).map(|first| (part, first.as_str()))
        })
    }

    /// What is known of a national body by its name alone.
    pub fn national(&self, name: &str) -> Option<&BodyRule> {
        self.under.get(name)
    }
}

fn put<T>(rules: &mut Vec<(String, T)>, name: String, rule: T) {
    match rules.iter_mut().find(|(known, _)| *known == name) {
        Some(known) => known.1 = rule,
        None => rules.push((name, rule)),
    }
}

fn longest<'a, 'r>(
    roots: &'r [(String, BodyRule)],
    name: &'a str,
) -> Option<(&'a str, &'r BodyRule)> {
    roots
        .iter()
        .find(|(root, _)| name.starts_with(root.as_str()))
        .map(|(root, rule)| (&name[..root.len()], rule))
}
