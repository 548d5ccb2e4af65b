//! Which official each cluster of mentions is.

use crate::resolve::identity::ClusterId;
use petgraph::stable_graph::NodeIndex;

/// Where the mentions of each cluster stand, by its id.
#[derive(Debug, Default)]
pub(super) struct Homes(Vec<NodeIndex>);

impl Homes {
    /// Stands for a cluster whose mentions stand nowhere.
    fn nowhere() -> NodeIndex {
        NodeIndex::end()
    }

    pub(super) fn get(&self, cluster: ClusterId) -> Option<NodeIndex> {
        self.0.get(cluster as usize).copied().filter(|home| *home != Self::nowhere())
    }

    pub(super) fn insert(&mut self, cluster: ClusterId, home: NodeIndex) {
        let place = cluster as usize;
        if place >= self.0.len() {
            self.0.resize(place + 1, Self::nowhere());
        }
        self.0[place] = home;
    }

    pub(super) fn remove(&mut self, cluster: ClusterId) -> Option<NodeIndex> {
        let home = self.get(cluster)?;
        self.0[cluster as usize] = Self::nowhere();
        Some(home)
    }
}
