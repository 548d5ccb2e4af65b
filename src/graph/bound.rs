//! What decisions bind together: the names that merges join, and the groups of mentions under them.

use super::persons::APART;
use super::{EdgeKind, Graph, Sym};
use crate::model::{Anchor, Ruling};
use crate::resolve::identity::{ClusterId, Id};

impl Graph {
    /// The names that must be looked at together: those that merges bind to these.
    pub(super) fn bound_names(&self, names: &[Sym]) -> Vec<Sym> {
        let mut names = names.to_vec();
        names.dedup();
        let mut at = 0;
        while let Some(&name) = names.get(at) {
            for (one, other) in self.merges_of(name) {
                for anchor in [one, other] {
                    let bound = self.name_of(anchor);
                    names.extend(bound.filter(|bound| !names.contains(bound)));
                }
            }
            at += 1;
        }
        names
    }

    fn merges_of(&self, name: Sym) -> Vec<(&Anchor, &Anchor)> {
        let merges = self.decisions.values().filter_map(|decision| match &decision.ruling {
            Ruling::Merge { one, other } => Some((one, other)),
            Ruling::Split { .. } => None,
        });
        merges.filter(|(a, b)| [a, b].iter().any(|x| self.name_of(x) == Some(name))).collect()
    }

    /// The name under which an anchor's mention is placed.
    pub(super) fn name_of(&self, anchor: &Anchor) -> Option<Sym> {
        let id: Id = anchor.mention.parse().ok()?;
        if let Some(split) = self.splits.get(&id) {
            return Some(*split);
        }
        let spelt = self.words.find(&anchor.name)?;
        match self.noted_name(id, spelt) {
            Some(name) => self.words.find(&name),
            None => Some(spelt),
        }
    }

    /// The groups of these names, joined as merges say; a split's mentions are one group.
    pub(super) fn bound_groups(&self, names: &[Sym]) -> Vec<Vec<ClusterId>> {
        let mut groups: Vec<Vec<ClusterId>> = Vec::new();
        for name in names {
            let own = self.people.groups(name.number());
            if self.text(*name).contains(APART) && !own.is_empty() {
                groups.push(own.into_iter().flatten().collect());
            } else {
                groups.extend(own);
            }
        }
        let merges: Vec<(ClusterId, ClusterId)> = names
            .iter()
            .flat_map(|name| self.merges_of(*name))
            .filter_map(|(a, b)| Some((self.cluster_of(a)?, self.cluster_of(b)?)))
            .collect();
        for (one, other) in merges {
            let at = |cluster| groups.iter().position(|group| group.contains(&cluster));
            if let (Some(one), Some(other)) = (at(one), at(other))
                && one != other
            {
                let joined = groups.swap_remove(one.max(other));
                groups[one.min(other)].extend(joined);
            }
        }
        groups
    }

    fn cluster_of(&self, anchor: &Anchor) -> Option<ClusterId> {
        let (edge, _) = self.mention(anchor.mention.parse().ok()?)?;
        match self.net.edge_weight(edge)?.kind {
            EdgeKind::Mention(cluster, _) => Some(self.people.find(cluster)),
            _ => None,
        }
    }
}
