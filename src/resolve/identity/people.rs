//! Which mentions of a name are of one person.
//!
//! Mentions with a post form *clusters*: those join that hold a post at one body, or stand at one
//! meeting as people of one province. Mentions without any post form clusters of their own: those
//! join that stand at one meeting, in one series of meetings, or under one convener. A cluster
//! without posts belongs to the cluster with posts that shares such a key with it, if there is just
//! one; else to the one that holds a post in the very place whose meeting it is, if there is just
//! one. A group of clusters that belong together is an official.
//!
//! All of this follows from the set of mentions, never from their order. Adding a mention costs in
//! proportion to its keys and to the clusters of its name.

use super::id::Id;
use crate::lexicon::PlaceId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{Hash, Hasher};

/// The id of a mention: [`Id::mention`].
pub type MentionId = Id;

/// A cluster of mentions. It stays valid while its name is not forgotten; [`People::find`] leads
/// from a cluster that was joined to the one that it became.
pub type ClusterId = u32;

/// What ties mentions of one name together. Bodies, meetings and series stand by their ids' hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// Holds a post at this body.
    Post(u64),
    /// Attended this meeting.
    Meeting(u64),
    /// Attended this meeting, with posts in this province (or in none).
    Side(u64, Option<PlaceId>),
    /// Attended a meeting of this series.
    Series(u64),
    /// Attended a meeting that this body convened.
    Convener(u64),
    /// Holds a post in this place, or attended a meeting of it.
    Place(PlaceId),
}

impl Key {
    /// Whether two mentions of this kind that share the key are one person's.
    fn joins(self, posted: bool) -> bool {
        match self {
            Key::Post(_) | Key::Side(..) => posted,
            Key::Meeting(_) | Key::Series(_) | Key::Convener(_) => !posted,
            Key::Place(_) => false,
        }
    }

    /// A post at a body answers for the meetings that the body convenes.
    fn as_bridge(self) -> Option<Key> {
        match self {
            Key::Post(body) => Some(Key::Convener(body)),
            Key::Side(..) => None,
            key => Some(key),
        }
    }

    fn is_weak(self) -> bool {
        matches!(self, Key::Place(_))
    }
}

#[derive(Debug, Clone)]
struct Cluster {
    name: u32,
    posted: bool,
    /// The cluster that it was joined to; itself while it stands.
    parent: ClusterId,
    /// The smallest of its mentions.
    least: MentionId,
    size: u32,
    /// For clusters without posts: those with posts that share a key with it.
    near: Vec<ClusterId>,
    /// And those that hold a post in the place of its meetings.
    around: Vec<ClusterId>,
}

/// The clusters of all names. A name is a number that the caller gives it.
#[derive(Debug, Default)]
pub struct People {
    clusters: Vec<Cluster>,
    free: Vec<ClusterId>,
    /// Every cluster of a name, those joined to others too.
    by_name: FxHashMap<u32, Vec<ClusterId>>,
    /// Who has a key, by the hash of name, key and side.
    holders: FxHashMap<u64, Holders>,
}

/// Almost always one cluster.
#[derive(Debug, Clone)]
enum Holders {
    One(ClusterId),
    #[expect(clippy::box_collection, reason = "there are millions of slots, hardly any of many")]
    Many(Box<Vec<ClusterId>>),
}

impl Holders {
    fn as_slice(&self) -> &[ClusterId] {
        match self {
            Holders::One(cluster) => std::slice::from_ref(cluster),
            Holders::Many(clusters) => clusters,
        }
    }

    fn push(&mut self, cluster: ClusterId) {
        match self {
            Holders::One(one) => *self = Holders::Many(Box::new(vec![*one, cluster])),
            Holders::Many(clusters) => clusters.push(cluster),
        }
    }
}

fn slot(name: u32, key: Key, posted: bool) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    (name, key, posted).hash(&mut hasher);
    // FxHash leaves the low bits of short inputs thin; the map takes its buckets from them.
    let mixed = hasher.finish();
    (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl People {
    /// Places a mention; `posted` says whether its article gives it any post. The result leads to
    /// its cluster, and whether any group of the name may have changed by it beyond its own.
    pub fn place(
        &mut self,
        name: u32,
        id: MentionId,
        posted: bool,
        keys: &[Key],
    ) -> (ClusterId, bool) {
        let mut cluster = None;
        let mut changed = false;
        for key in keys.iter().filter(|key| key.joins(posted)) {
            let Some(holders) = self.holders.get(&slot(name, *key, posted)) else { continue };
            for holder in holders.as_slice().to_vec() {
                let holder = self.find(holder);
                match cluster {
                    None => cluster = Some(holder),
                    Some(own) if own == holder => {}
                    Some(own) => {
                        cluster = Some(self.join(own, holder));
                        changed = true;
                    }
                }
            }
        }
        let cluster = cluster.unwrap_or_else(|| {
            changed = true;
            self.open(name, posted, id)
        });
        let own = &mut self.clusters[cluster as usize];
        own.least = own.least.min(id);
        own.size += 1;
        for key in keys {
            changed |= self.hold(name, cluster, posted, *key);
        }
        (cluster, changed)
    }

    /// The cluster that this one became.
    pub fn find(&self, cluster: ClusterId) -> ClusterId {
        let mut at = cluster;
        while self.clusters[at as usize].parent != at {
            at = self.clusters[at as usize].parent;
        }
        at
    }

    /// The name of a cluster.
    pub fn name(&self, cluster: ClusterId) -> u32 {
        self.clusters[cluster as usize].name
    }

    /// The smallest mention of a cluster and the number of its mentions.
    pub fn extent(&self, cluster: ClusterId) -> (MentionId, u32) {
        let cluster = &self.clusters[cluster as usize];
        (cluster.least, cluster.size)
    }

    /// The groups of a name's clusters: each is one person, as far as the texts tell.
    pub fn groups(&self, name: u32) -> Vec<Vec<ClusterId>> {
        let standing = self.standing(name);
        let mut groups: Vec<Vec<ClusterId>> = Vec::new();
        let mut group_of: FxHashMap<ClusterId, usize> = FxHashMap::default();
        for &cluster in standing.iter().filter(|c| self.clusters[**c as usize].posted) {
            group_of.insert(cluster, groups.len());
            groups.push(vec![cluster]);
        }
        for &cluster in standing.iter().filter(|c| !self.clusters[**c as usize].posted) {
            match self.belongs_to(cluster).and_then(|owner| group_of.get(&owner)) {
                Some(&group) => groups[group].push(cluster),
                None => groups.push(vec![cluster]),
            }
        }
        groups
    }

    /// The clusters with posts that a cluster without any may belong to and does not, since there
    /// are several.
    pub fn undecided(&self, cluster: ClusterId) -> Vec<ClusterId> {
        if self.clusters[cluster as usize].posted || self.belongs_to(cluster).is_some() {
            return Vec::new();
        }
        let cluster = &self.clusters[cluster as usize];
        self.distinct(cluster.near.iter().chain(&cluster.around))
    }

    /// Forgets a name with all its clusters. The keys of all its mentions must be given.
    pub fn forget<'k>(&mut self, name: u32, keys: impl Iterator<Item = (bool, &'k [Key])>) {
        for (posted, keys) in keys {
            for key in keys {
                self.holders.remove(&slot(name, *key, posted));
                if let Some(bridge) = key.as_bridge() {
                    self.holders.remove(&slot(name, bridge, posted));
                }
            }
        }
        self.free.extend(self.by_name.remove(&name).unwrap_or_default());
    }

    /// The clusters of a name that were not joined to others.
    pub fn standing(&self, name: u32) -> Vec<ClusterId> {
        let all = self.by_name.get(&name).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(|c| self.clusters[*c as usize].parent == *c).collect()
    }

    /// Every cluster of a name, those joined to others too.
    pub fn all(&self, name: u32) -> Vec<ClusterId> {
        self.by_name.get(&name).cloned().unwrap_or_default()
    }

    fn belongs_to(&self, cluster: ClusterId) -> Option<ClusterId> {
        let cluster = &self.clusters[cluster as usize];
        match self.distinct(cluster.near.iter())[..] {
            [one] => Some(one),
            [] => match self.distinct(cluster.around.iter())[..] {
                [one] => Some(one),
                _ => None,
            },
            _ => None,
        }
    }

    fn distinct<'c>(&self, clusters: impl Iterator<Item = &'c ClusterId>) -> Vec<ClusterId> {
        let found: FxHashSet<ClusterId> = clusters.map(|c| self.find(*c)).collect();
        let mut found: Vec<ClusterId> = found.into_iter().collect();
        found.sort_unstable();
        found
    }

    fn open(&mut self, name: u32, posted: bool, least: MentionId) -> ClusterId {
        let id = self.free.pop().unwrap_or(self.clusters.len() as ClusterId);
        let cluster = Cluster {
            name,
            posted,
            parent: id,
            least,
            size: 0,
            near: Vec::new(),
            around: Vec::new(),
        };
        match self.clusters.get_mut(id as usize) {
            Some(place) => *place = cluster,
            None => self.clusters.push(cluster),
        }
        self.by_name.entry(name).or_default().push(id);
        id
    }

    /// Joins two standing clusters of one kind: the smaller to the larger.
    fn join(&mut self, a: ClusterId, b: ClusterId) -> ClusterId {
        let (large, small) = match self.clusters[a as usize].size >= self.clusters[b as usize].size
        {
            true => (a, b),
            false => (b, a),
        };
        let gone = &mut self.clusters[small as usize];
        gone.parent = large;
        let (least, size) = (gone.least, gone.size);
        let (near, around) = (std::mem::take(&mut gone.near), std::mem::take(&mut gone.around));
        let kept = &mut self.clusters[large as usize];
        kept.least = kept.least.min(least);
        kept.size += size;
        kept.near.extend(near);
        kept.around.extend(around);
        large
    }

    /// Notes that a cluster has a key, and what that makes near. Whether groups may have changed.
    fn hold(&mut self, name: u32, cluster: ClusterId, posted: bool, key: Key) -> bool {
        if key.joins(posted) && key.as_bridge() != Some(key) {
            self.note(slot(name, key, posted), cluster);
        }
        let Some(bridge) = key.as_bridge() else { return false };
        if !self.note(slot(name, bridge, posted), cluster) {
            return false;
        }
        let Some(others) = self.holders.get(&slot(name, bridge, !posted)) else { return false };
        for other in others.as_slice().to_vec() {
            let other = self.find(other);
            let (bare, owner) = if posted { (other, cluster) } else { (cluster, other) };
            let bare = &mut self.clusters[bare as usize];
            let list = if bridge.is_weak() { &mut bare.around } else { &mut bare.near };
            if !list.contains(&owner) {
                list.push(owner);
            }
        }
        true
    }

    /// Whether the cluster is new to the holders of this slot.
    fn note(&mut self, slot: u64, cluster: ClusterId) -> bool {
        let Some(holders) = self.holders.get(&slot) else {
            self.holders.insert(slot, Holders::One(cluster));
            return true;
        };
        if holders.as_slice().iter().any(|held| self.find(*held) == cluster) {
            return false;
        }
        if let Some(holders) = self.holders.get_mut(&slot) {
            holders.push(cluster);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAME: u32 = 7;

    fn id(n: u64) -> MentionId {
        Id { kind: super::super::IdKind::Official, hash: n, part: 0 }
    }

    type Keys = (bool, Vec<Key>);
    type Case = (&'static str, Vec<Keys>, Vec<Vec<u64>>);

    /// The groups as sets of mentions, whatever the clusters were called on the way.
    fn groups(mentions: &[(u64, Keys)]) -> Vec<Vec<u64>> {
        let mut people = People::default();
        let placed: Vec<(u64, ClusterId)> = mentions
            .iter()
            .map(|(n, (posted, keys))| (*n, people.place(NAME, id(*n), *posted, keys).0))
            .collect();
        let mut groups: Vec<Vec<u64>> = people
            .groups(NAME)
            .iter()
            .map(|group| {
                let members = placed.iter().filter(|(_, c)| group.contains(&people.find(*c)));
                let mut members: Vec<u64> = members.map(|(n, _)| *n).collect();
                members.sort_unstable();
                let least = group.iter().map(|c| people.extent(*c).0.hash).min();
                assert_eq!(least, members.first().copied());
                members
            })
            .collect();
        groups.sort_unstable();
        groups
    }

    fn place(n: usize) -> PlaceId {
        let places = &crate::lexicon::Lexicon::standard().places;
        places.named(["青海省", "甘肃省", "西宁市"][n])[0]
    }

    #[test]
    fn mentions_join_by_what_they_share() {
        let post = |body: u64, at: usize| (true, vec![Key::Post(body), Key::Place(place(at))]);
        let cases: Vec<Case> = vec![
            ("one body", vec![post(1, 0), post(1, 0)], vec![vec![0, 1]]),
            ("two provinces", vec![post(1, 0), post(2, 1)], vec![vec![0], vec![1]]),
            (
                "posts in one breath tie what stood apart",
                vec![post(1, 0), post(2, 0), (true, vec![Key::Post(1), Key::Post(2)])],
                vec![vec![0, 1, 2]],
            ),
            (
                "no post, but a meeting of the place where just one holds a post",
                vec![post(1, 0), post(2, 1), (false, vec![Key::Meeting(9), Key::Place(place(0))])],
                vec![vec![0, 2], vec![1]],
            ),
            (
                "no post, and two who may be meant",
                vec![post(1, 0), post(2, 0), (false, vec![Key::Meeting(9), Key::Place(place(0))])],
                vec![vec![0], vec![1], vec![2]],
            ),
            (
                "the convener tells more than the place",
                vec![post(1, 0), post(2, 0), (false, vec![Key::Convener(2), Key::Place(place(0))])],
                vec![vec![0], vec![1, 2]],
            ),
            (
                "a place above or below is another place",
                vec![post(1, 0), (false, vec![Key::Meeting(9), Key::Place(place(2))])],
                vec![vec![0], vec![1]],
            ),
            (
                "two delegates at one meeting",
                vec![
                    (true, vec![Key::Post(1), Key::Meeting(9), Key::Side(9, Some(place(0)))]),
                    (true, vec![Key::Post(2), Key::Meeting(9), Key::Side(9, Some(place(1)))]),
                ],
                vec![vec![0], vec![1]],
            ),
            (
                "no post at all, nothing shared",
                vec![(false, vec![]), (false, vec![])],
                vec![vec![0], vec![1]],
            ),
            (
                "no post, one series",
                vec![(false, vec![Key::Series(3)]), (false, vec![Key::Series(3)])],
                vec![vec![0, 1]],
            ),
        ];
        for (says, mentions, expected) in cases {
            let mentions: Vec<(u64, Keys)> =
                mentions.into_iter().enumerate().map(|(n, keys)| (n as u64, keys)).collect();
            assert_eq!(groups(&mentions), expected, "{says}");
        }
    }

    fn key() -> impl Strategy<Value = Key> {
        prop_oneof![
            (0u64..5).prop_map(Key::Convener),
            (0u64..6).prop_map(Key::Meeting),
            (0u64..3).prop_map(Key::Series),
            (0usize..3).prop_map(|n| Key::Place(place(n))),
        ]
    }

    fn mention() -> impl Strategy<Value = Keys> {
        let posts = prop::collection::vec((0u64..5).prop_map(Key::Post), 0..3);
        (posts, prop::collection::vec(key(), 0..4), 0usize..3).prop_map(|(posts, mut keys, at)| {
            let posted = !posts.is_empty();
            if posted {
                keys.extend(posts);
                let met: Vec<u64> = keys
                    .iter()
                    .filter_map(|key| match key {
                        Key::Meeting(id) => Some(*id),
                        _ => None,
                    })
                    .collect();
                keys.extend(met.into_iter().map(|id| Key::Side(id, Some(place(at)))));
            }
            (posted, keys)
        })
    }

    proptest! {
        #[test]
        fn the_order_of_mentions_never_matters(
            (given, shuffled) in prop::collection::vec(mention(), 0..14)
                .prop_map(|all| all.into_iter().enumerate().map(|(n, k)| (n as u64, k)).collect::<Vec<_>>())
                .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
        ) {
            prop_assert_eq!(groups(&given), groups(&shuffled));
        }
    }
}
