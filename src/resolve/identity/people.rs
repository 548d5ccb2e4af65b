//! Which mentions of a name are of one person.
//!
//! Mentions with a post form *clusters*: those join that hold a post at one body, or stand at one
//! meeting as people of one province. Mentions without any post form clusters of their own: those
//! join that stand at one meeting, in one series of meetings, or under one convener. A cluster
//! without posts belongs to the cluster with posts that shares such a key with it, if there is just
//! one; else to the one that holds a post in the very place whose meeting it is, if there is just
//! one; the nation is such a place too. Two clusters with posts are one person where a move is borne
//! out: the one left a post as the other began one. A group of clusters that belong together is an
//! official.
//!
//! All of this follows from the set of mentions, never from their order. Adding a mention costs in
//! proportion to its keys and to the clusters of its name.

mod holders;
mod moves;
mod parts;
#[cfg(test)]
mod tests;

pub use holders::Holders;
pub use moves::{MOVE_DAYS, Move, Region, Turn, TurnKind};
pub use parts::PeoplePart;

use super::id::{Id, IdKind};
use crate::lexicon::PlaceId;
use holders::{slot, slots};
use moves::Turns;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

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
    /// Holds a post at a body of the nation, or stands without any among those who do, in an article
    /// that speaks of no place's bodies.
    Nation,
}

impl Key {
    /// Whether two mentions of this kind that share the key are one person's.
    fn joins(self, posted: bool) -> bool {
        match self {
            Key::Post(_) | Key::Side(..) => posted,
            Key::Meeting(_) | Key::Series(_) | Key::Convener(_) => !posted,
            Key::Place(_) | Key::Nation => false,
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
        matches!(self, Key::Place(_) | Key::Nation)
    }
}

/// What an article tells of a mention that ties it to others of its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ties {
    /// Whether it gives the person any post.
    pub posted: bool,
    /// What it shares with others.
    pub keys: Vec<Key>,
    /// The posts begun, held and left: of names that are not borne by many.
    pub turns: Vec<Turn>,
}

impl Ties {
    /// Whether it tells that a post was begun or left.
    pub fn change_posts(&self) -> bool {
        self.turns.iter().any(|turn| turn.kind != TurnKind::Held)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cluster {
    name: u32,
    posted: bool,
    /// The cluster that it was joined to; itself while it stands.
    parent: ClusterId,
    size: u32,
    /// The smallest of its mentions, of which the kind is known.
    least: (u64, u32),
    owners: Option<Box<Owners>>,
}

/// Whose a cluster without posts may be.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Owners {
    /// Those with posts that share a key with it.
    near: Vec<ClusterId>,
    /// And those that hold a post in the place of its meetings.
    around: Vec<ClusterId>,
}

impl Cluster {
    fn near(&self) -> &[ClusterId] {
        self.owners.as_ref().map_or(&[], |owners| &owners.near)
    }

    fn around(&self) -> &[ClusterId] {
        self.owners.as_ref().map_or(&[], |owners| &owners.around)
    }
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
    /// Where several clusters have a key: see [`Holders`].
    shared: Vec<Vec<(ClusterId, u32)>>,
    free_shared: Vec<u32>,
    /// What is told of the posts of the bearers of those names of which a change of posts is told.
    turns: FxHashMap<u32, Turns>,
}

impl People {
    /// Places a mention. The result leads to its cluster, and says whether any group of the name may
    /// have changed by it beyond its own.
    pub fn place(&mut self, name: u32, id: MentionId, ties: &Ties) -> (ClusterId, bool) {
        let Ties { posted, keys, turns } = ties;
        let posted = *posted;
        let mut cluster = None;
        let mut changed = self.may_move(name);
        let joining = keys.iter().filter(|key| key.joins(posted));
        let found: Vec<ClusterId> = joining
            .flat_map(|key| self.holding(slot(name, *key, posted)))
            .map(|(c, _)| c)
            .collect();
        for holder in found {
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
        // A new cluster is a group by itself, unless it shares a key with the other side.
        let cluster = cluster.unwrap_or_else(|| self.open(name, posted, id));
        let own = &mut self.clusters[cluster as usize];
        own.least = own.least.min((id.hash, id.part));
        own.size += 1;
        for (slot, bridge) in slots(name, posted, keys) {
            let new = self.note(slot, cluster);
            changed |= new && bridge.is_some_and(|key| self.bridge(name, cluster, posted, key));
        }
        if let Some(told) = self.turns.get_mut(&name) {
            turns.iter().for_each(|turn| told.enter(cluster, *turn));
        }
        (cluster, changed || self.may_move(name))
    }

    /// Whether what is told of the posts of the name's bearers is kept: see [`People::watch`].
    pub fn watches(&self, name: u32) -> bool {
        self.turns.contains_key(&name)
    }

    /// From now on keeps what is told of the posts of the name's bearers. To be said before a mention
    /// is placed that [changes posts](Ties::change_posts), and the name's other mentions placed anew:
    /// of most names nobody tells such a thing, and nothing is kept.
    pub fn watch(&mut self, name: u32) {
        self.turns.entry(name).or_default();
    }

    /// Whether what is told of posts of the name's bearers may join some of them.
    pub fn may_move(&self, name: u32) -> bool {
        self.turns.get(&name).is_some_and(Turns::may_move)
    }

    /// The moves of the name's bearers.
    pub fn moves(&self, name: u32) -> Vec<Move> {
        self.turns.get(&name).map(Turns::moves).unwrap_or_default()
    }

    /// What must be known before a mention is taken out by [`People::withdraw`]: the keys that tie
    /// it to others, which stay tied if another mention has all of them. `None` where the name must
    /// be placed anew instead, since others' clusters or groups may change.
    pub fn leaving(
        &self,
        name: u32,
        cluster: ClusterId,
        id: MentionId,
        Ties { posted, keys, .. }: &Ties,
    ) -> Option<Vec<Key>> {
        let posted = *posted;
        let root = self.find(cluster);
        let own = &self.clusters[root as usize];
        let joined = || {
            let all = self.by_name.get(&name).into_iter().flatten();
            all.filter(|other| self.find(**other) == root).count() > 1
        };
        // The last mention takes the cluster with it; a cluster of several ids is not taken apart.
        if if own.size == 1 { joined() } else { own.least == (id.hash, id.part) } {
            return None;
        }
        // Nobody looks to a cluster without posts: it looks to those with posts.
        if own.size == 1 && !posted {
            return Some(Vec::new());
        }
        let alone = |slot: u64| self.count(slot, root) == 1;
        let across = |key: Key| self.holders.contains_key(&slot(name, key, !posted));
        let unbridges =
            |(slot, bridge): &(u64, Option<Key>)| alone(*slot) && bridge.is_some_and(across);
        if slots(name, posted, keys).iter().any(unbridges) {
            return None;
        }
        let ties = keys.iter().copied().filter(|key| key.joins(posted));
        Some(ties.filter(|key| !alone(slot(name, *key, posted))).collect())
    }

    /// Takes a mention out. Whether its cluster went with it.
    pub fn withdraw(&mut self, name: u32, cluster: ClusterId, ties: &Ties) -> bool {
        let root = self.find(cluster);
        for (slot, _) in slots(name, ties.posted, &ties.keys) {
            self.drop_one(slot, root);
        }
        if let Some(told) = self.turns.get_mut(&name) {
            ties.turns.iter().for_each(|turn| told.forget(root, *turn));
            if !told.has_changes() {
                self.turns.remove(&name);
            }
        }
        if self.clusters[root as usize].size > 1 {
            self.clusters[root as usize].size -= 1;
            return false;
        }
        if let Some(all) = self.by_name.get_mut(&name) {
            all.retain(|other| *other != root);
            if all.is_empty() {
                self.by_name.remove(&name);
            }
        }
        self.free.push(root);
        true
    }

    /// The cluster that this one became.
    pub fn find(&self, cluster: ClusterId) -> ClusterId {
        root(&self.clusters, cluster)
    }

    /// The name of a cluster.
    pub fn name(&self, cluster: ClusterId) -> u32 {
        self.clusters[cluster as usize].name
    }

    /// The smallest mention of a cluster and the number of its mentions.
    pub fn extent(&self, cluster: ClusterId) -> (MentionId, u32) {
        let cluster = &self.clusters[cluster as usize];
        let (hash, part) = cluster.least;
        (Id { kind: IdKind::Official, hash, part }, cluster.size)
    }

    /// The groups of a name's clusters: each is one person, as far as the texts tell.
    pub fn groups(&self, name: u32) -> Vec<Vec<ClusterId>> {
        let (posted, bare): (Vec<ClusterId>, Vec<ClusterId>) =
            self.standing(name).into_iter().partition(|c| self.clusters[*c as usize].posted);
        let mut groups: Vec<Vec<ClusterId>> = posted.iter().map(|cluster| vec![*cluster]).collect();
        let mut group_of: FxHashMap<ClusterId, usize> = posted.into_iter().zip(0..).collect();
        for Move { left: (from, _), began: (to, _) } in self.moves(name) {
            let (Some(&into), Some(&gone)) = (group_of.get(&from), group_of.get(&to)) else {
                continue;
            };
            if into != gone {
                let joined = std::mem::take(&mut groups[gone]);
                group_of.extend(joined.iter().map(|cluster| (*cluster, into)));
                groups[into].extend(joined);
            }
        }
        for cluster in bare {
            match self.belongs_to(cluster, &group_of) {
                Some(group) => groups[group].push(cluster),
                None => groups.push(vec![cluster]),
            }
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// Forgets a name with all its clusters. What ties all its mentions must be given.
    pub fn forget<'k>(&mut self, name: u32, ties: impl Iterator<Item = &'k Ties>) {
        for Ties { posted, keys, .. } in ties {
            for key in keys {
                self.let_go(slot(name, *key, *posted));
                if let Some(bridge) = key.as_bridge() {
                    self.let_go(slot(name, bridge, *posted));
                }
            }
        }
        if let Some(told) = self.turns.get_mut(&name) {
            *told = Turns::default();
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

    /// The group of clusters with posts that one without any belongs to.
    fn belongs_to(
        &self,
        cluster: ClusterId,
        group_of: &FxHashMap<ClusterId, usize>,
    ) -> Option<usize> {
        let cluster = &self.clusters[cluster as usize];
        let groups = |clusters: &[ClusterId]| -> FxHashSet<usize> {
            clusters.iter().filter_map(|c| group_of.get(&self.find(*c))).copied().collect()
        };
        let near = groups(cluster.near());
        let nearest = if near.is_empty() { groups(cluster.around()) } else { near };
        let mut nearest = nearest.into_iter();
        nearest.next().filter(|_| nearest.next().is_none())
    }

    fn open(&mut self, name: u32, posted: bool, least: MentionId) -> ClusterId {
        let id = self.free.pop().unwrap_or(self.clusters.len() as ClusterId);
        let cluster = Cluster {
            name,
            posted,
            parent: id,
            size: 0,
            least: (least.hash, least.part),
            owners: None,
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
        let owners = gone.owners.take();
        let kept = &mut self.clusters[large as usize];
        kept.least = kept.least.min(least);
        kept.size += size;
        if let Some(Owners { near, around }) = owners.map(|owners| *owners) {
            let owners = kept.owners.get_or_insert_default();
            owners.near.extend(near);
            owners.around.extend(around);
        }
        if let Some(told) = self.turns.get_mut(&self.clusters[large as usize].name) {
            told.join(small, large);
        }
        large
    }

    /// Brings together clusters with posts and without that share a key. Whether there are any.
    fn bridge(&mut self, name: u32, cluster: ClusterId, posted: bool, key: Key) -> bool {
        let others: Vec<ClusterId> =
            self.holding(slot(name, key, !posted)).map(|(cluster, _)| cluster).collect();
        if others.is_empty() {
            return false;
        }
        for other in others {
            let other = self.find(other);
            let (bare, owner) = if posted { (other, cluster) } else { (cluster, other) };
            let owners = self.clusters[bare as usize].owners.get_or_insert_default();
            let list = if key.is_weak() { &mut owners.around } else { &mut owners.near };
            if !list.contains(&owner) {
                list.push(owner);
            }
        }
        true
    }
}

/// The cluster that this one became.
fn root(clusters: &[Cluster], mut at: ClusterId) -> ClusterId {
    while clusters[at as usize].parent != at {
        at = clusters[at as usize].parent;
    }
    at
}
