//! The administrative divisions, now and before.

use super::table;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// The tier of a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 省, 自治区, 直辖市
    Province,
    /// 市, 州, 盟, 地区
    Prefecture,
    /// 县, 区, 旗
    County,
}

/// Index of a place in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlaceId(u32);

/// One division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// 青海省
    pub name: String,
    /// 青海
    pub short: String,
    /// Other ways of writing it: 海西州.
    pub aliases: Vec<String>,
    /// Its tier.
    pub level: Level,
    /// The division that it is part of.
    pub parent: Option<PlaceId>,
    /// Renamed or dissolved since.
    pub past: bool,
}

/// Counties whose names run together with the words before them: 和县委, 召开县委, 聘任县长.
const AMBIGUOUS: [&str; 12] = [
    "和县",
    "开县",
    "任县",
    "成县",
    "通县",
    "达县",
    "理县",
    "应县",
    "随县",
    "会同县",
    "同县",
    "献县",
];

/// All divisions, found by any of their names.
#[derive(Debug, Default)]
pub struct Places {
    places: Vec<Place>,
    by_name: FxHashMap<String, Vec<PlaceId>>,
    /// Characters of the longest name that begins with these two.
    longest: FxHashMap<String, usize>,
    /// A code that a dissolved division left to another is the other's.
    by_code: FxHashMap<String, PlaceId>,
}

/// The most characters that a name may have.
pub(super) const LONGEST: usize = 16;

impl Places {
    /// Adds the rows of a table, and gives their places. A row whose code an earlier table has tells
    /// that division anew; its old names go on leading to it.
    pub(super) fn add(&mut self, table: &str) -> Vec<PlaceId> {
        let rows: Vec<Vec<&str>> = table::rows(table).filter(|row| row.len() >= 7).collect();
        let first = self.places.len() as u32;
        let mut ids = Vec::with_capacity(rows.len());
        let mut next = first;
        for row in &rows {
            let known = self.by_code.get(row[0]).copied().filter(|id| id.0 < first);
            ids.push(known.unwrap_or(PlaceId(next)));
            next += u32::from(known.is_none());
        }
        for (row, id) in rows.iter().zip(&ids) {
            self.by_code.entry(row[0].to_owned()).or_insert(*id);
        }
        for (row, &id) in rows.iter().zip(&ids) {
            let place = Place {
                name: row[1].to_owned(),
                short: row[4].to_owned(),
                aliases: table::list(row, 5).map(str::to_owned).collect(),
                level: match row[2] {
                    "province" => Level::Province,
                    "prefecture" => Level::Prefecture,
                    _ => Level::County,
                },
                parent: self.by_code.get(row[3]).copied().filter(|parent| *parent != id),
                past: row[6] == "1",
            };
            for name in [&place.name, &place.short].into_iter().chain(&place.aliases) {
                if let Some((at, second)) = name.char_indices().nth(1) {
                    let two = &name[..at + second.len_utf8()];
                    let longest = self.longest.entry(two.to_owned()).or_default();
                    *longest = name.chars().count().max(*longest);
                }
                let ids = self.by_name.entry(name.clone()).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            match self.places.get_mut(id.0 as usize) {
                Some(known) => *known = place,
                None => self.places.push(place),
            }
        }
        ids
    }

    /// The first row whose parent is no division of this table or an earlier one: its line, and
    /// the parent.
    pub(super) fn check_parents(&self, table: &str) -> Result<(), (usize, String)> {
        let own: FxHashSet<&str> = table::rows(table).map(|row| row[0]).collect();
        let known = |code: &str| own.contains(code) || self.by_code.contains_key(code);
        let mut rows = table::numbered(table).filter_map(|(n, row)| Some((n, *row.get(3)?)));
        match rows.find(|(_, parent)| !parent.is_empty() && !known(parent)) {
            Some((line, parent)) => Err((line, parent.to_owned())),
            None => Ok(()),
        }
    }

    /// The place of an id.
    pub fn get(&self, id: PlaceId) -> &Place {
        &self.places[id.0 as usize]
    }

    /// Every place that bears this name, short name or alias.
    pub fn named(&self, name: &str) -> &[PlaceId] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The place itself or the one above it that is of `level`.
    pub fn at_level(&self, id: PlaceId, level: Level) -> Option<PlaceId> {
        self.upward(id).find(|id| self.get(*id).level == level)
    }

    /// Whether `inner` is `outer` or lies in it.
    pub fn within(&self, inner: PlaceId, outer: PlaceId) -> bool {
        self.upward(inner).any(|id| id == outer)
    }

    /// The place and those above it.
    fn upward(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> {
        // A table of the user's own may put two divisions into each other.
        const DEEPEST: usize = 4;
        std::iter::successors(Some(id), |id| self.get(*id).parent).take(DEEPEST)
    }

    /// The names of places that may be read as such wherever they stand: full names, and the short
    /// names of provinces and prefectures. Short names of counties (和平, 城中) are words besides.
    pub(super) fn unmistakable(&self, places: &[PlaceId]) -> impl Iterator<Item = &str> {
        places.iter().map(|id| self.get(*id)).flat_map(|place| {
            let short = (place.level != Level::County && place.short.chars().count() > 1)
                .then_some(place.short.as_str());
            // 和县, 开县: the first character is too often a word of its own.
            let name = (!AMBIGUOUS.contains(&place.name.as_str())).then_some(place.name.as_str());
            name.into_iter().chain(short).chain(place.aliases.iter().map(String::as_str))
        })
    }

    /// The longest name of a place that `text` begins with, and the places that bear it.
    pub fn at_start<'a, 's>(&'s self, text: &'a str) -> Option<(&'a str, &'s [PlaceId])> {
        let second = text.char_indices().nth(1).map(|(at, c)| at + c.len_utf8())?;
        let longest = *self.longest.get(&text[..second])?;
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(longest);
        let names = ends.filter(|&end| end > 3).map(|end| &text[..end]);
        let found = names.filter_map(|name| Some((name, self.by_name.get(name)?.as_slice())));
        found.last()
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Level, Lexicon};

    #[test]
    fn a_county_knows_its_province() {
        let places = &Lexicon::standard().places;
        let county = places.named("互助土族自治县")[0];
        let province = places.at_level(county, Level::Province).map(|id| places.get(id));
        assert_eq!(province.map(|p| p.name.as_str()), Some("青海省"));
        assert_eq!(places.at_start("海西州政府").map(|(name, _)| name), Some("海西州"));
    }
}
