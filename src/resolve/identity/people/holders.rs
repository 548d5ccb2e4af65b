//! Which clusters have a key, and how many of their mentions do.

use super::{ClusterId, Key, People, root};
use serde::{Deserialize, Serialize};
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};

/// The clusters that have a key, each with the number of its mentions that do: almost always one.
/// There are millions, so several stand elsewhere, as so many mentions as no cluster has: none.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Holders {
    cluster: ClusterId,
    mentions: u32,
}

impl Holders {
    fn one(cluster: ClusterId, mentions: u32) -> Holders {
        Holders { cluster, mentions }
    }

    /// The place in [`People::shared`], where there are several.
    fn several(self) -> Option<usize> {
        (self.mentions == 0).then_some(self.cluster as usize)
    }
}

pub(super) fn slot(name: u32, key: Key, posted: bool) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    (name, key, posted).hash(&mut hasher);
    // FxHash leaves the low bits of short inputs thin; the map takes its buckets from them.
    let mixed = hasher.finish();
    (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl People {
    /// The clusters that have this slot, each with the number of its mentions that do.
    pub(super) fn holding(&self, slot: u64) -> impl Iterator<Item = (ClusterId, u32)> {
        let (one, several) = match self.holders.get(&slot) {
            None => (None, &[][..]),
            Some(holders) => match holders.several() {
                Some(place) => (None, &self.shared[place][..]),
                None => (Some((holders.cluster, holders.mentions)), &[][..]),
            },
        };
        one.into_iter().chain(several.iter().copied())
    }

    /// Counts one more mention with this slot. Whether the cluster is new to it.
    pub(super) fn note(&mut self, slot: u64, cluster: ClusterId) -> bool {
        let clusters = &self.clusters;
        let holders = match self.holders.entry(slot) {
            Entry::Vacant(vacant) => {
                vacant.insert(Holders::one(cluster, 1));
                return true;
            }
            Entry::Occupied(occupied) => occupied.into_mut(),
        };
        let Some(place) = holders.several() else {
            if root(clusters, holders.cluster) == cluster {
                holders.mentions += 1;
                return false;
            }
            let both = vec![(holders.cluster, holders.mentions), (cluster, 1)];
            let place = self.free_shared.pop().unwrap_or(self.shared.len() as u32);
            match self.shared.get_mut(place as usize) {
                Some(vacant) => *vacant = both,
                None => self.shared.push(both),
            }
            *holders = Holders { cluster: place, mentions: 0 };
            return true;
        };
        let several = &mut self.shared[place];
        match several.iter_mut().find(|(held, _)| root(clusters, *held) == cluster) {
            Some((_, mentions)) => {
                *mentions += 1;
                false
            }
            None => {
                several.push((cluster, 1));
                true
            }
        }
    }

    /// How many mentions of a cluster have this slot.
    pub(super) fn count(&self, slot: u64, root: ClusterId) -> u32 {
        let own = self.holding(slot).filter(|(held, _)| self.find(*held) == root);
        own.map(|(_, mentions)| mentions).sum()
    }

    /// Counts one mention of a cluster less.
    pub(super) fn drop_one(&mut self, slot: u64, root: ClusterId) {
        let mut left: Vec<(ClusterId, u32)> = self.holding(slot).collect();
        if let Some(own) = left.iter_mut().find(|(held, _)| self.find(*held) == root) {
            own.1 -= 1;
        }
        left.retain(|(_, mentions)| *mentions > 0);
        match left[..] {
            [] => self.let_go(slot),
            [(held, mentions)] => {
                self.let_go(slot);
                self.holders.insert(slot, Holders::one(held, mentions));
            }
            _ => {
                if let Some(place) = self.holders.get(&slot).and_then(|held| held.several()) {
                    self.shared[place] = left;
                }
            }
        }
    }

    /// Forgets who has a slot.
    pub(super) fn let_go(&mut self, slot: u64) {
        if let Some(place) = self.holders.remove(&slot).and_then(Holders::several) {
            self.shared[place] = Vec::new();
            self.free_shared.push(place as u32);
        }
    }
}

/// Where a mention's keys are noted, each once, with the key that bridges to those of the other side.
pub(super) fn slots(name: u32, posted: bool, keys: &[Key]) -> Vec<(u64, Option<Key>)> {
    let mut slots = Vec::with_capacity(keys.len() + 2);
    for key in keys {
        let bridge = key.as_bridge();
        if key.joins(posted) && bridge != Some(*key) {
            slots.push((slot(name, *key, posted), None));
        }
        slots.extend(bridge.map(|bridge| (slot(name, bridge, posted), Some(bridge))));
    }
    slots.sort_unstable();
    slots.dedup();
    slots
}
