//! All clusters in pieces, to be kept and put together again.

use super::moves::Turns;
use super::{Cluster, ClusterId, Holders, People};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// A piece of [`People`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum PeoplePart {
    /// How many clusters and keys there are: comes first.
    Sizes(usize, usize),
    /// The next clusters by their ids, with those that are free.
    Clusters(Vec<Cluster>),
    /// The next free ids.
    Free(Vec<ClusterId>),
    /// Some of those who have a key.
    Holders(Vec<(u64, Holders)>),
    /// The next of where several have one.
    Shared(Vec<Vec<(ClusterId, u32)>>),
    /// What is told of the posts of some names' bearers.
    Turns(Vec<(u32, Turns)>),
}

impl People {
    /// All of it, in pieces of so many values.
    pub fn parts(&self, size: usize) -> impl Iterator<Item = PeoplePart> {
        let sizes = PeoplePart::Sizes(self.clusters.len(), self.holders.len());
        let clusters = self.clusters.chunks(size).map(|c| PeoplePart::Clusters(c.to_vec()));
        let free = self.free.chunks(size).map(|c| PeoplePart::Free(c.to_vec()));
        let mut holders = self.holders.iter().map(|(slot, held)| (*slot, *held));
        let holders = std::iter::from_fn(move || {
            let piece: Vec<_> = holders.by_ref().take(size).collect();
            (!piece.is_empty()).then_some(PeoplePart::Holders(piece))
        });
        let shared = self.shared.chunks(size).map(|s| PeoplePart::Shared(s.to_vec()));
        let mut turns = self.turns.iter().map(|(name, turns)| (*name, turns.clone()));
        let turns = std::iter::from_fn(move || {
            let piece: Vec<_> = turns.by_ref().take(size).collect();
            (!piece.is_empty()).then_some(PeoplePart::Turns(piece))
        });
        let all = std::iter::once(sizes).chain(clusters).chain(free).chain(holders);
        all.chain(shared).chain(turns)
    }

    /// Takes in the next piece.
    pub fn take(&mut self, part: PeoplePart) {
        match part {
            PeoplePart::Sizes(clusters, holders) => {
                self.clusters.reserve_exact(clusters);
                self.holders.reserve(holders);
            }
            PeoplePart::Clusters(clusters) => self.clusters.extend(clusters),
            PeoplePart::Free(free) => self.free.extend(free),
            // They come in the order of the map that they were taken from, which is nearly that of
            // this one: neighbours go to neighbouring places.
            PeoplePart::Holders(holders) => self.holders.extend(holders),
            PeoplePart::Shared(shared) => self.shared.extend(shared),
            PeoplePart::Turns(turns) => self.turns.extend(turns),
        }
    }

    /// Ends the taking in of pieces.
    pub fn complete(&mut self) {
        let free: FxHashSet<ClusterId> = self.free.iter().copied().collect();
        let vacant = (0..).zip(&self.shared).filter(|(_, several)| several.is_empty());
        self.free_shared = vacant.map(|(place, _)| place).collect();
        for (id, cluster) in (0..).zip(&self.clusters) {
            if !free.contains(&id) {
                self.by_name.entry(cluster.name).or_default().push(id);
            }
        }
    }
}
