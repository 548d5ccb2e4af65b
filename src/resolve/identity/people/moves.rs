//! Moves that texts bear out: one post left as another began.
//!
//! Two articles that never speak of each other's post may still be of one person: the one reports
//! that somebody was removed from a post, the other that somebody of the name was appointed to one.
//! A wrong join is worse than none, so that much must fit: see `Turns::moves`. Of names that many bear
//! nothing is told here at all: whoever gives the turns leaves them out.

use super::ClusterId;
use crate::lexicon::{Level, Lexicon, PlaceId};
use crate::model::ChangeKind;
use crate::resolve::identity::BodyLevel;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A post is left and the next one begun within so many days, in either order: a congress that
/// elects and a committee that removes meet every other month.
pub const MOVE_DAYS: i64 = 90;
/// For so many months around a move articles may lag behind, or be ahead of, what was decided.
const LAG_IN_MONTHS: i32 = 1;
/// Of a name with more appointments or removals than that nobody can say who moved.
const MOST: usize = 64;

/// Within which one person's posts usually lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Region {
    /// A province, with all that is in it.
    Province(PlaceId),
    /// The bodies of the nation.
    Nation,
}

impl Region {
    /// The region of a body; `None` where it is not known.
    pub fn of(level: BodyLevel, place: Option<PlaceId>) -> Option<Region> {
        let province = |place| Lexicon::standard().places.at_level(place, Level::Province);
        match place.and_then(province) {
            Some(province) => Some(Region::Province(province)),
            None => (level == BodyLevel::National).then_some(Region::Nation),
        }
    }
}

/// What is told of a post on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TurnKind {
    /// Appointed to it.
    Began,
    /// Removed from it.
    Left,
    /// In it.
    Held,
}

/// What a mention tells of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Turn {
    /// Of which day.
    pub day: NaiveDate,
    /// What.
    pub kind: TurnKind,
    /// Where the body is.
    pub region: Option<Region>,
    /// The body, by its id's hash.
    pub body: u64,
}

impl Turn {
    /// What an article of this day tells of a post at a body. A post that is only called former
    /// tells no day.
    pub fn of(
        (body, region): (u64, Option<Region>),
        former: bool,
        change: Option<(ChangeKind, Option<NaiveDate>)>,
        day: Option<NaiveDate>,
    ) -> Option<Turn> {
        let (kind, day) = match change {
            Some((ChangeKind::Appointment, day)) => (TurnKind::Began, day),
            Some((ChangeKind::Removal, day)) => (TurnKind::Left, day),
            None if former => return None,
            None => (TurnKind::Held, day),
        };
        Some(Turn { day: day?, kind, region, body })
    }
}

/// That who left a post is who began another: the clusters, with what is told of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Who left what.
    pub left: (ClusterId, Turn),
    /// Who began what.
    pub began: (ClusterId, Turn),
}

/// What is told of the posts of a name's bearers, by the clusters that stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turns {
    /// Posts begun and left, by day, with the number of mentions that tell of it.
    told: BTreeMap<(Turn, ClusterId), u32>,
    /// The months in which a cluster is told to be in a post, likewise.
    held: BTreeMap<(ClusterId, i32), u32>,
}

impl Turns {
    /// Whether there can be any moves at all.
    pub(super) fn may_move(&self) -> bool {
        let has = |kind| self.told.keys().any(|(turn, _)| turn.kind == kind);
        self.told.len() <= MOST && has(TurnKind::Left) && has(TurnKind::Began)
    }

    /// Whether any post is begun or left.
    pub(super) fn has_changes(&self) -> bool {
        !self.told.is_empty()
    }

    pub(super) fn enter(&mut self, cluster: ClusterId, turn: Turn) {
        match turn.kind {
            TurnKind::Held => *self.held.entry((cluster, month(turn.day))).or_default() += 1,
            _ => *self.told.entry((turn, cluster)).or_default() += 1,
        }
    }

    pub(super) fn forget(&mut self, cluster: ClusterId, turn: Turn) {
        match turn.kind {
            TurnKind::Held => one_less(&mut self.held, (cluster, month(turn.day))),
            _ => one_less(&mut self.told, (turn, cluster)),
        }
    }

    /// Makes all that is told of one cluster told of another.
    pub(super) fn join(&mut self, small: ClusterId, large: ClusterId) {
        let told = self.told.keys().filter(|(_, cluster)| *cluster == small);
        for key in told.copied().collect::<Vec<_>>() {
            let count = self.told.remove(&key).unwrap_or_default();
            *self.told.entry((key.0, large)).or_default() += count;
        }
        let held = self.held.range((small, i32::MIN)..=(small, i32::MAX));
        for (key, count) in held.map(|(key, count)| (*key, *count)).collect::<Vec<_>>() {
            self.held.remove(&key);
            *self.held.entry((large, key.1)).or_default() += count;
        }
    }

    /// The moves from one cluster to another. Just one left a post within [`MOVE_DAYS`] of when just
    /// one other began one, in the same region; who left is in no post afterwards, and who began was
    /// in none before.
    pub(super) fn moves(&self) -> Vec<Move> {
        if !self.may_move() {
            return Vec::new();
        }
        let mut moves = Vec::new();
        for (left, from) in self.told.keys().filter(|(turn, _)| turn.kind == TurnKind::Left) {
            let Some(to) = self.only(TurnKind::Began, left.day).filter(|to| to != from) else {
                continue;
            };
            let began = self.near(TurnKind::Began, left.day).find(|(began, _)| {
                left.region.is_some()
                    && began.region == left.region
                    && self.only(TurnKind::Left, began.day) == Some(*from)
                    && self.is_timely((*from, left.day), (to, began.day))
            });
            let moved =
                began.map(|(began, to)| Move { left: (*from, *left), began: (*to, *began) });
            moves.extend(moved);
        }
        moves
    }

    /// What is told of posts begun or left about a day.
    fn near(&self, kind: TurnKind, day: NaiveDate) -> impl Iterator<Item = (&Turn, &ClusterId)> {
        let told = self.told.keys().filter(move |(turn, _)| {
            turn.kind == kind && (turn.day - day).num_days().abs() <= MOVE_DAYS
        });
        told.map(|(turn, cluster)| (turn, cluster))
    }

    /// Who began or left a post about a day, if it is one only.
    fn only(&self, kind: TurnKind, day: NaiveDate) -> Option<ClusterId> {
        let mut clusters = self.near(kind, day).map(|(_, cluster)| *cluster);
        let first = clusters.next()?;
        clusters.all(|cluster| cluster == first).then_some(first)
    }

    /// Whether who left is in no post later, and who began in none earlier.
    fn is_timely(
        &self,
        (from, left): (ClusterId, NaiveDate),
        (to, began): (ClusterId, NaiveDate),
    ) -> bool {
        let (first, last) = (month(left.min(began)), month(left.max(began)));
        let later = (from, last + LAG_IN_MONTHS + 1)..=(from, i32::MAX);
        let earlier = (to, i32::MIN)..(to, first - LAG_IN_MONTHS);
        self.held.range(later).next().is_none() && self.held.range(earlier).next().is_none()
    }
}

fn month(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

fn one_less<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K) {
    if let Entry::Occupied(mut count) = counts.entry(key) {
        *count.get_mut() -= 1;
        if *count.get() == 0 {
            count.remove();
        }
    }
}
