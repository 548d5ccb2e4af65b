//! How bodies are named: full and usual forms, what the endings say, and what is part of what.

use super::table;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The rules of `body_names.tsv`.
#[derive(Debug, Default)]
pub struct BodyNames {
    /// Full and usual form, the longest full form first.
    short: Vec<(String, String)>,
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
    /// The rules that come with the program, read once.
    pub fn standard() -> &'static BodyNames {
        static STANDARD: OnceLock<BodyNames> = OnceLock::new();
        STANDARD.get_or_init(|| {
            BodyNames::new(include_str!("body_names.tsv"), include_str!("countries.tsv"))
        })
    }

    fn new(table: &str, countries: &str) -> Self {
        let mut names = BodyNames::default();
        for row in table::rows(table).filter(|row| row.len() >= 3) {
            let (name, value) = (row[1].to_owned(), row[2].to_owned());
            let rule = || BodyRule {
                kind: row[2].to_owned(),
                parent: row.get(3).map(|parent| (*parent).to_owned()),
            };
            match row[0] {
                "short" => names.short.push((name, value)),
                "root" => names.roots.push((name, rule())),
                "central" => names.central.push((name, rule())),
                "under" => drop(names.under.insert(name, rule())),
                _ => drop(names.kinds.insert(name, rule())),
            }
        }
        for row in table::rows(countries).filter(|row| row[0] != "中国") {
            for name in std::iter::once(row[0]).chain(table::list(&row, 2)) {
                names.foreign.insert(name.to_owned(), row[0].to_owned());
            }
        }
        names.short.sort_by_key(|(full, _)| std::cmp::Reverse(full.len()));
        for roots in [&mut names.roots, &mut names.central] {
            roots.sort_by_key(|(root, _)| std::cmp::Reverse(root.len()));
        }
        names
    }

    /// The usual form of a name or of the part of it behind the place.
    pub fn shorten(&self, name: &str) -> String {
        let mut short = name.to_owned();
        for (full, usual) in &self.short {
            // Some full forms are the end of their usual form: 高院 stands in no 高级人民法院.
            if short.contains(full.as_str()) {
                short = short.replace(full.as_str(), usual);
            }
        }
        short
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

fn longest<'a, 'r>(
    roots: &'r [(String, BodyRule)],
    name: &'a str,
) -> Option<(&'a str, &'r BodyRule)> {
    roots
        .iter()
        .find(|(root, _)| name.starts_with(root.as_str()))
        .map(|(root, rule)| (&name[..root.len()], rule))
}
