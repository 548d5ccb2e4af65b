//! Which bodies the reforms of the institutions make one another's successors.

use super::body::{Body, Scope, placed};
use super::id::{Id, IdKind};
use super::placing::usual_name;
use crate::lexicon::{Lexicon, PlaceId, Reform};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A body that a reform joins to another of the same jurisdiction, spoken of or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Reformed {
    /// The other body.
    pub body: Body,
    /// The reform.
    pub reform: &'static Reform,
}

/// The bodies that came right after this one, or right before it, by the reforms of the
/// institutions. `name` and `place` are the body's own.
pub fn reformed(name: &str, place: Option<PlaceId>, after: bool) -> Vec<Reformed> {
    let places = &Lexicon::standard().places;
    let organ = match place {
        Some(place) => match name.strip_prefix(usual_name(place, places).as_str()) {
            Some(organ) => organ,
            None => return Vec::new(),
        },
        None => name,
    };
    let index = Index::standard();
    let of = if place.is_some() { &index.local } else { &index.national };
    let side = if after { 0 } else { 1 };
    let rows = of.get(organ).map_or(&[][..], |sides| &sides[side]);
    rows.iter()
        .map(|reform| {
            let other = if after { &reform.after } else { &reform.before };
            Reformed { body: organ_of(place, other), reform }
        })
        .collect()
}

/// The organ of this name, of a place or of the nation.
fn organ_of(place: Option<PlaceId>, name: &str) -> Body {
    match place {
        Some(place) => placed(place, "", name),
        None => {
            let nowhere = Id { kind: IdKind::Article, hash: 0, part: 0 };
            Body::of(name, Scope { home: None, article: nowhere })
        }
    }
}

/// The reforms by the usual names of the organs: those that end one, and those that begin one.
type ByName = FxHashMap<String, [Vec<&'static Reform>; 2]>;

struct Index {
    national: ByName,
    local: ByName,
}

impl Index {
    fn standard() -> &'static Index {
        static STANDARD: OnceLock<Index> = OnceLock::new();
        STANDARD.get_or_init(|| {
            let mut index = Index { national: ByName::default(), local: ByName::default() };
            for reform in Reform::all() {
                let of = if reform.national { &mut index.national } else { &mut index.local };
                for (side, name) in [&reform.before, &reform.after].into_iter().enumerate() {
                    let usual = match reform.national {
                        true => organ_of(None, name).name,
                        false => crate::lexicon::BodyNames::standard().shorten(name),
                    };
                    of.entry(usual).or_default()[side].push(reform);
                }
            }
            index
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(name: &str, place: Option<&str>, after: bool) -> Vec<String> {
        let places = &Lexicon::standard().places;
        let place = place.map(|place| places.named(place)[0]);
        reformed(name, place, after).into_iter().map(|other| other.body.name).collect()
    }

    #[test]
    fn organs_of_a_place_and_of_the_nation_have_their_successors() {
        let xining = Some("西宁市");
        assert_eq!(names("西宁市环境保护局", xining, true), ["西宁市生态环境局"]);
        assert_eq!(
            names("西宁市人社局", xining, false),
            ["西宁市劳动和社会保障局", "西宁市人事局"]
        );
        assert_eq!(names("环境保护部", None, true), ["生态环境部"]);
        assert_eq!(names("国家卫生计生委", None, false), ["卫生部", "国家人口计生委"]);
        assert!(names("西宁市公安局", xining, true).is_empty());
        // Of a department within another body nothing is known.
        assert!(names("西宁市委劳动局", xining, true).is_empty());
    }

    #[test]
    fn every_reform_names_bodies_under_their_usual_names() {
        for reform in Reform::all().iter().filter(|reform| reform.national) {
            for name in [&reform.before, &reform.after] {
                let body = organ_of(None, name);
                assert_eq!(&body.name, name, "{reform:?}");
                assert_ne!(body.kind, super::super::BodyKind::Other, "{reform:?}");
            }
        }
    }
}
