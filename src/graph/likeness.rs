//! Officials of one name who may be one person after all, for a person to decide.

use super::{Graph, MeetingFilter, Node, Tenure};
use crate::lexicon::{Level, Lexicon, PlaceId};
use crate::resolve::identity::MOVE_DAYS;
use petgraph::stable_graph::NodeIndex;
use rustc_hash::FxHashSet;

/// An official who may be the same person.
#[derive(Debug, Clone, PartialEq)]
pub struct PossibleMatch {
    /// The other one.
    pub official: NodeIndex,
    /// From 0 to 1; no probability, but what speaks for it added up.
    pub score: f32,
    /// What speaks for it and against it, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// What speaks for two officials being one, or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// They bear one name.
    SameName,
    /// So few bear the name that it tells who it is.
    RareName,
    /// They hold posts in one place.
    SamePlace,
    /// They hold posts in one province.
    SameProvince,
    /// They met the same people.
    SameCompany,
    /// One's posts end about when the other's begin.
    SuccessivePosts,
    /// One was removed from a post about when the other was appointed to one.
    Move,
    /// The texts name one without any post, and either may be meant.
    NoPost,
    /// They held posts in two provinces at one time.
    TwoProvincesAtOnce,
    /// Texts give them another gender or nationality.
    OtherNote,
}

impl Reason {
    fn weight(self) -> f32 {
        match self {
            Reason::SameName => 0.1,
            Reason::RareName => 0.15,
            Reason::SamePlace => 0.25,
            Reason::SameProvince => 0.15,
            Reason::SameCompany => 0.3,
            Reason::SuccessivePosts => 0.2,
            Reason::Move => 0.25,
            Reason::NoPost => 0.15,
            Reason::TwoProvincesAtOnce => -0.4,
            Reason::OtherNote => -0.8,
        }
    }
}

impl Graph {
    /// The officials of one of this official's names, the likeliest to be the same person first.
    pub fn possible_matches(&self, official: NodeIndex) -> Vec<PossibleMatch> {
        let Some(Node::Official(node)) = self.node(official) else { return Vec::new() };
        let names = self.official_names(node);
        let others: FxHashSet<NodeIndex> = names
            .iter()
            .flat_map(|name| self.officials_named(name))
            .filter(|other| *other != official)
            .collect();
        if others.is_empty() {
            return Vec::new();
        }
        let telling = |name: &&str| Lexicon::standard().names.is_telling(name);
        let rare = names.iter().any(telling);
        let own = Traits::of(self, official);
        let mut matches: Vec<PossibleMatch> = others
            .into_iter()
            .map(|other| {
                let mut reasons = own.shared(&Traits::of(self, other));
                let (noted, others) = (self.noted(official), self.noted(other));
                let differ = noted.0.zip(others.0).is_some_and(|(a, b)| a != b)
                    || noted.1.zip(others.1).is_some_and(|(a, b)| a != b);
                if differ {
                    reasons.push(Reason::OtherNote);
                }
                reasons.push(Reason::SameName);
                if rare {
                    reasons.push(Reason::RareName);
                }
                reasons
                    .sort_by(|a, b| b.weight().abs().total_cmp(&a.weight().abs()).then(a.cmp(b)));
                let score: f32 = reasons.iter().map(|reason| reason.weight()).sum();
                PossibleMatch { official: other, score: score.clamp(0.0, 1.0), reasons }
            })
            .collect();
        matches.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then_with(|| self.id(a.official).cmp(&self.id(b.official)))
        });
        matches
    }
}

/// What is compared.
struct Traits {
    tenures: Vec<Tenure>,
    places: FxHashSet<PlaceId>,
    company: FxHashSet<NodeIndex>,
    provinces: Vec<Option<PlaceId>>,
}

impl Traits {
    fn of(graph: &Graph, official: NodeIndex) -> Traits {
        let tenures = graph.tenures_of(official);
        let place = |tenure: &Tenure| match graph.node(tenure.body)? {
            Node::Body(body) => body.place,
            _ => None,
        };
        let mut places: FxHashSet<PlaceId> = tenures.iter().filter_map(place).collect();
        let all = MeetingFilter::default();
        if tenures.is_empty() {
            for meeting in graph.meetings_of(official, &all) {
                if let Some(Node::Meeting(meeting)) = graph.node(meeting) {
                    places.extend(meeting.told().and_then(|told| told.jurisdiction));
                }
            }
        }
        let divisions = &Lexicon::standard().places;
        let provinces = tenures
            .iter()
            .map(|tenure| place(tenure).and_then(|p| divisions.at_level(p, Level::Province)))
            .collect();
        let company = graph.company(official, &all).into_iter().map(|met| met.official).collect();
        Traits { tenures, places, company, provinces }
    }

    fn shared(&self, other: &Traits) -> Vec<Reason> {
        const ENOUGH_COMPANY: usize = 3;
        const GAP_IN_DAYS: i64 = 200;
        let mut reasons = Vec::new();
        let province = |traits: &Traits| -> FxHashSet<PlaceId> {
            let divisions = &Lexicon::standard().places;
            traits.places.iter().filter_map(|p| divisions.at_level(*p, Level::Province)).collect()
        };
        if !self.places.is_disjoint(&other.places) {
            reasons.push(Reason::SamePlace);
        } else if !province(self).is_disjoint(&province(other)) {
            reasons.push(Reason::SameProvince);
        }
        if self.company.intersection(&other.company).count() >= ENOUGH_COMPANY {
            reasons.push(Reason::SameCompany);
        }
        if self.tenures.is_empty() || other.tenures.is_empty() {
            reasons.push(Reason::NoPost);
        }
        let start = |traits: &Traits| traits.tenures.iter().filter_map(Tenure::start).min();
        let end = |traits: &Traits| {
            traits.tenures.iter().filter_map(|tenure| tenure.end().or(tenure.last_seen)).max()
        };
        let follows = |first: &Traits, second: &Traits| match (end(first), start(second)) {
            (Some(end), Some(start)) => (0..=GAP_IN_DAYS).contains(&(start - end).num_days()),
            _ => false,
        };
        if follows(self, other) || follows(other, self) {
            reasons.push(Reason::SuccessivePosts);
        }
        let moves = |first: &Traits, second: &Traits| {
            let left = || first.tenures.iter().filter_map(|tenure| tenure.removed);
            let mut began = second.tenures.iter().filter_map(|tenure| tenure.appointed);
            began.any(|day| left().any(|left| (day - left).num_days().abs() <= MOVE_DAYS))
        };
        if moves(self, other) || moves(other, self) {
            reasons.push(Reason::Move);
        }
        let at_once = self.tenures.iter().zip(&self.provinces).any(|(own, place)| {
            other.tenures.iter().zip(&other.provinces).any(|(theirs, elsewhere)| {
                let apart = place.is_some() && elsewhere.is_some() && place != elsewhere;
                let (first, second) = (own.start(), theirs.start());
                apart
                    && first.is_some_and(|day| theirs.on(day).is_some())
                    && second.is_none_or(|day| own.last_seen.is_none_or(|last| day <= last))
            })
        });
        if at_once {
            reasons.push(Reason::TwoProvincesAtOnce);
        }
        reasons
    }
}
