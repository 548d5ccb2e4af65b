//! The place at the front of a name.

use crate::lexicon::{BodyNames, Level, Lexicon, PlaceId, Places};

/// The place at the front of a name.
pub(super) enum Placing<'a> {
    /// This one, and the rest of the name.
    At(PlaceId, &'a str),
    /// Several places bear the name.
    Unclear,
    /// The name begins with no place.
    Nowhere,
}

/// The place that `name` begins with, as deep as it goes (青海省西宁市…), and the rest.
pub(super) fn place_at_start<'a>(
    name: &'a str,
    home: Option<PlaceId>,
    places: &Places,
) -> Placing<'a> {
    let mut found: Option<PlaceId> = None;
    let mut rest = name;
    while let Some((ids, after)) = one_place(rest, places) {
        let inside: Vec<PlaceId> = match found {
            Some(outer) => ids.into_iter().filter(|id| places.within(*id, outer)).collect(),
            None => ids,
        };
        if inside.is_empty() {
            break;
        }
        match choose(&inside, home, places) {
            Some(id) => found = Some(id),
            None => return Placing::Unclear,
        }
        rest = after;
    }
    match found {
        Some(place) => Placing::At(place, rest),
        None => Placing::Nowhere,
    }
}

/// One place at the start. A short name needs its level (大通县), or a root behind it (青海人大).
fn one_place<'a>(name: &'a str, places: &Places) -> Option<(Vec<PlaceId>, &'a str)> {
    let (word, ids) = places.at_start(name)?;
    let after = &name[word.len()..];
    let full: Vec<PlaceId> =
        ids.iter().copied().filter(|id| places.get(*id).short != word).collect();
    if !full.is_empty() {
        return Some((full, after));
    }
    let level = after.chars().next()?;
    let fitting: Vec<PlaceId> = ids
        .iter()
        .copied()
        .filter(|id| match places.get(*id).level {
            Level::Province => "省市".contains(level),
            Level::Prefecture => "市州盟".contains(level),
            Level::County => "县区旗市".contains(level),
        })
        .collect();
    if !fitting.is_empty() {
        return Some((fitting, &after[level.len_utf8()..]));
    }
    let tall: Vec<PlaceId> =
        ids.iter().copied().filter(|id| places.get(*id).level != Level::County).collect();
    let shortened = BodyNames::standard().shorten(after);
    let root = BodyNames::standard().root(&shortened);
    (!tall.is_empty() && root.is_some_and(|(root, _)| root != "委")).then_some((tall, after))
}

/// The one place that is meant: a present one before a past one, then the nearest to home.
fn choose(ids: &[PlaceId], home: Option<PlaceId>, places: &Places) -> Option<PlaceId> {
    let present: Vec<PlaceId> = ids.iter().copied().filter(|id| !places.get(*id).past).collect();
    let ids = if present.is_empty() { ids } else { &present };
    if let [one] = ids {
        return Some(*one);
    }
    let home = home?;
    [Level::County, Level::Prefecture, Level::Province].into_iter().find_map(|level| {
        let around = places.at_level(home, level)?;
        let mut near = ids.iter().copied().filter(|id| places.within(*id, around));
        match (near.next(), near.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    })
}

/// How usage names a place: 大通县 for 大通回族土族自治县, 海西州 for 海西蒙古族藏族自治州.
pub(super) fn usual_name(place: PlaceId, places: &Places) -> String {
    let place = places.get(place);
    if place.name.ends_with("自治州") && place.name.chars().count() > 5 {
        return format!("{}州", place.short);
    }
    if place.name.ends_with("自治县") && place.name.chars().count() > 5 {
        return format!("{}县", place.short);
    }
    place.name.clone()
}

/// The full names from the province down: what tells 城中区 in Xining from 城中区 in Liuzhou.
pub fn full_name(place: PlaceId) -> String {
    let places = &Lexicon::standard().places;
    let mut chain = vec![places.get(place).name.as_str()];
    let mut at = place;
    while let Some(parent) = places.get(at).parent {
        chain.push(&places.get(parent).name);
        at = parent;
    }
    chain.reverse();
    chain.join("/")
}

/// The one division of this name, which may be led by those above it: 西宁市城中区.
pub fn place_named(name: &str) -> Option<PlaceId> {
    let places = &Lexicon::standard().places;
    match place_at_start(name, None, places) {
        Placing::At(place, "") => Some(place),
        // A short name alone: 青海. Of several divisions the highest is meant, if there is just one.
        _ => {
            let present = |id: &&PlaceId| !places.get(**id).past;
            let named: Vec<&PlaceId> = places.named(name).iter().filter(present).collect();
            let highest = named.iter().map(|id| places.get(**id).level).min()?;
            match named.iter().filter(|id| places.get(***id).level == highest).collect::<Vec<_>>()[..]
            {
                [one] => Some(**one),
                _ => None,
            }
        }
    }
}
