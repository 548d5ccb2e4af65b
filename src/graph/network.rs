//! Who stands in the middle: the network of people who met, as social network analysis has it.

use super::{Graph, MeetingFilter, louvain};
use petgraph::graph::UnGraph;
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::NodeIndexable;
use rustc_hash::FxHashMap;
use rustworkx_core::centrality::{
    betweenness_centrality, closeness_centrality, degree_centrality, eigenvector_centrality,
};

/// People, and how often each two of them met.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Nodes are people, by their node in the graph; weights count shared meetings.
    pub people: UnGraph<NodeIndex, f64>,
}

/// The network would be larger than was allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {0} pairs of people met; narrow the dates, the place or the kinds of meetings")]
pub struct TooLarge(pub usize);

/// How central someone is. All but the first two are between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Centrality {
    /// How many others one met.
    pub neighbours: usize,
    /// Over all others, the meetings shared with them.
    pub strength: f64,
    /// The share of all others whom one met.
    pub degree: f64,
    /// On how many shortest ways between others one stands, normalised.
    pub betweenness: f64,
    /// How near one is to all, by Wasserman and Faust.
    pub closeness: f64,
    /// How central those are whom one met, by shared meetings.
    pub eigenvector: f64,
}

impl Graph {
    /// Projects the meetings that fit to the people who met there. An edge's weight is the number
    /// of meetings shared. The order of nodes and edges follows from ids.
    pub fn network(&self, filter: &MeetingFilter, most_pairs: usize) -> Result<Network, TooLarge> {
        let mut pairs: FxHashMap<(NodeIndex, NodeIndex), u32> = FxHashMap::default();
        for meeting in self.meetings(filter) {
            let mut present: Vec<NodeIndex> = self.officials_at(meeting).into_iter().collect();
            present.sort_unstable();
            if present.len() * present.len().saturating_sub(1) / 2 > most_pairs {
                return Err(TooLarge(most_pairs));
            }
            for (at, one) in present.iter().enumerate() {
                for other in &present[at + 1..] {
                    *pairs.entry((*one, *other)).or_default() += 1;
                }
            }
            if pairs.len() > most_pairs {
                return Err(TooLarge(most_pairs));
            }
        }
        let mut people: Vec<NodeIndex> = pairs.keys().flat_map(|(a, b)| [*a, *b]).collect();
        people.sort_unstable();
        people.dedup();
        people.sort_by_cached_key(|official| self.id(*official));
        let mut network = Network::default();
        let at: FxHashMap<NodeIndex, petgraph::graph::NodeIndex> =
            people.iter().map(|official| (*official, network.people.add_node(*official))).collect();
        let mut pairs: Vec<_> = pairs
            .into_iter()
            .map(|((a, b), weight)| (at[&a].min(at[&b]), at[&a].max(at[&b]), weight))
            .collect();
        pairs.sort_unstable();
        for (a, b, weight) in pairs {
            network.people.add_edge(a, b, f64::from(weight));
        }
        Ok(network)
    }
}

impl Network {
    /// How central everyone is, by the network's own node numbers.
    pub fn centrality(&self) -> Vec<Centrality> {
        let graph = &self.people;
        // One thread adds the shares in one order: the same figures every time.
        let between = betweenness_centrality(graph, false, true, usize::MAX);
        let close = closeness_centrality(graph, true, usize::MAX);
        let degree = degree_centrality(graph, None);
        let eigen = self.eigenvector();
        graph
            .node_indices()
            .map(|node| {
                let at = graph.to_index(node);
                Centrality {
                    neighbours: graph.neighbors(node).count(),
                    strength: graph.edges(node).map(|edge| edge.weight()).sum(),
                    degree: degree.get(at).copied().unwrap_or_default(),
                    betweenness: between.get(at).copied().flatten().unwrap_or_default(),
                    closeness: close.get(at).copied().flatten().unwrap_or_default(),
                    eigenvector: eigen.get(at).copied().unwrap_or_default(),
                }
            })
            .collect()
    }

    fn eigenvector(&self) -> Vec<f64> {
        const MOST_ROUNDS: usize = 1000;
        const TOLERANCE: f64 = 1e-9;
        let weight =
            |edge: petgraph::graph::EdgeReference<f64>| -> Result<f64, ()> { Ok(*edge.weight()) };
        let found =
            eigenvector_centrality(&self.people, weight, Some(MOST_ROUNDS), Some(TOLERANCE));
        found.ok().flatten().unwrap_or_default()
    }

    /// The community of everyone, numbered by size, and the modularity of the division.
    pub fn communities(&self) -> (Vec<usize>, f64) {
        louvain::communities(&self.people)
    }
}
