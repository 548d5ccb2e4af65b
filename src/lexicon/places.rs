//! The administrative divisions, now and before.

use super::table;
use rustc_hash::FxHashMap;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(usize);

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
}

impl Places {
    pub(super) fn new(table: &str) -> Self {
        let rows: Vec<Vec<&str>> = table::rows(table).filter(|row| row.len() >= 7).collect();
        let codes: FxHashMap<&str, PlaceId> =
            rows.iter().enumerate().rev().map(|(n, row)| (row[0], PlaceId(n))).collect();
        let mut found = Places::default();
        for (n, row) in rows.iter().enumerate() {
            let place = Place {
                name: row[1].to_owned(),
                short: row[4].to_owned(),
                aliases: table::list(row, 5).map(str::to_owned).collect(),
                level: match row[2] {
                    "province" => Level::Province,
                    "prefecture" => Level::Prefecture,
                    _ => Level::County,
                },
                parent: codes.get(row[3]).copied(),
                past: row[6] == "1",
            };
            for name in [&place.name, &place.short].into_iter().chain(&place.aliases) {
                let ids = found.by_name.entry(name.clone()).or_default();
                if ids.last() != Some(&PlaceId(n)) {
                    ids.push(PlaceId(n));
                }
            }
            found.places.push(place);
        }
        found
    }

    /// The place of an id.
    pub fn get(&self, id: PlaceId) -> &Place {
        &self.places[id.0]
    }

    /// Every place that bears this name, short name or alias.
    pub fn named(&self, name: &str) -> &[PlaceId] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The place itself or the one above it that is of `level`.
    pub fn at_level(&self, id: PlaceId, level: Level) -> Option<PlaceId> {
        let mut id = id;
        loop {
            let place = self.get(id);
            if place.level == level {
                return Some(id);
            }
            id = place.parent?;
        }
    }

    /// Whether `inner` is `outer` or lies in it.
    pub fn within(&self, inner: PlaceId, outer: PlaceId) -> bool {
        let mut at = Some(inner);
        while let Some(id) = at {
            if id == outer {
                return true;
            }
            at = self.get(id).parent;
        }
        false
    }

    /// The names that may be read as places wherever they stand: full names, and the short names
    /// of provinces and prefectures. Short names of counties (和平, 城中) are words besides.
    pub fn unmistakable(&self) -> impl Iterator<Item = &str> {
        self.places.iter().flat_map(|place| {
            let short = (place.level != Level::County && place.short.chars().count() > 1)
                .then_some(place.short.as_str());
            // 和县, 开县: the first character is too often a word of its own.
            let name = (!AMBIGUOUS.contains(&place.name.as_str())).then_some(place.name.as_str());
            name.into_iter().chain(short).chain(place.aliases.iter().map(String::as_str))
        })
    }

    /// The longest name of a place that `text` begins with, and the places that bear it.
    pub fn at_start<'a, 's>(&'s self, text: &'a str) -> Option<(&'a str, &'s [PlaceId])> {
        const LONGEST: usize = 16;
        let ends: Vec<usize> =
            text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).collect();
        ends.into_iter().rev().filter(|&end| end > 3).find_map(|end| {
            let name = &text[..end];
            self.by_name.get(name).map(|ids| (name, ids.as_slice()))
        })
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
