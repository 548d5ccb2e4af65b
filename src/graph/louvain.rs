//! Communities by the method of Louvain (Blondel et al. 2008), always in the same order and so with
//! the same result.

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::{EdgeRef, NodeIndexable};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A weighted network whose nodes may be communities: neighbours by node, and what lies within.
struct Level {
    neighbours: Vec<Vec<(usize, f64)>>,
    /// Twice the weight of what lies within a node.
    within: Vec<f64>,
}

/// The community of each node, the largest first (among equals, that of the first node), and the
/// modularity of the whole.
pub fn communities<N>(graph: &UnGraph<N, f64>) -> (Vec<usize>, f64) {
    let mut level = Level::of(graph);
    let mut community: Vec<usize> = (0..graph.node_count()).collect();
    loop {
        let moved = level.move_nodes();
        let count = moved.iter().max().map_or(0, |most| most + 1);
        for own in &mut community {
            *own = moved[*own];
        }
        if count == moved.len() {
            break;
        }
        level = level.joined(&moved, count);
    }
    let community = by_size(&community);
    let modularity = modularity(graph, &community);
    (community, modularity)
}

/// Newman's modularity of a division of a weighted network; 0 where there are no edges.
pub fn modularity<N>(graph: &UnGraph<N, f64>, community: &[usize]) -> f64 {
    let total: f64 = graph.edge_weights().sum();
    if total == 0.0 {
        return 0.0;
    }
    let count = community.iter().max().map_or(0, |most| most + 1);
    let (mut inside, mut degree) = (vec![0.0; count], vec![0.0; count]);
    for edge in graph.edge_references() {
        let (a, b) = (graph.to_index(edge.source()), graph.to_index(edge.target()));
        if community[a] == community[b] {
            inside[community[a]] += edge.weight();
        }
        degree[community[a]] += edge.weight();
        degree[community[b]] += edge.weight();
    }
    let share = |(inside, degree): (&f64, &f64)| inside / total - (degree / (2.0 * total)).powi(2);
    inside.iter().zip(&degree).map(share).sum()
}

impl Level {
    fn of<N>(graph: &UnGraph<N, f64>) -> Level {
        let mut level = Level {
            neighbours: vec![Vec::new(); graph.node_count()],
            within: vec![0.0; graph.node_count()],
        };
        for node in graph.node_indices() {
            for edge in graph.edges(node) {
                let other: NodeIndex =
                    if edge.source() == node { edge.target() } else { edge.source() };
                level.neighbours[node.index()].push((other.index(), *edge.weight()));
            }
        }
        level
    }

    fn degree(&self, node: usize) -> f64 {
        self.within[node] + self.neighbours[node].iter().map(|(_, weight)| weight).sum::<f64>()
    }

    /// Moves each node to the neighbouring community that gains most, until none gains.
    fn move_nodes(&self) -> Vec<usize> {
        let count = self.neighbours.len();
        let degrees: Vec<f64> = (0..count).map(|node| self.degree(node)).collect();
        let twice_total: f64 = degrees.iter().sum();
        let mut community: Vec<usize> = (0..count).collect();
        if twice_total == 0.0 {
            return community;
        }
        let mut weight_of = degrees.clone();
        let mut moved = true;
        while moved {
            moved = false;
            for node in 0..count {
                let mut to: FxHashMap<usize, f64> = FxHashMap::default();
                for (other, weight) in &self.neighbours[node] {
                    *to.entry(community[*other]).or_default() += weight;
                }
                let own = community[node];
                weight_of[own] -= degrees[node];
                let gain = |target: usize, shared: f64| {
                    shared - weight_of[target] * degrees[node] / twice_total
                };
                let mut best = (own, gain(own, to.get(&own).copied().unwrap_or_default()));
                let mut targets: Vec<(usize, f64)> = to.into_iter().collect();
                targets.sort_unstable_by_key(|(target, _)| *target);
                for (target, shared) in targets {
                    // Rounding must not send a node to and fro.
                    const LEAST_GAIN: f64 = 1e-12;
                    let gained = gain(target, shared);
                    if gained > best.1 + LEAST_GAIN {
                        best = (target, gained);
                    }
                }
                community[node] = best.0;
                weight_of[best.0] += degrees[node];
                moved |= best.0 != own;
            }
        }
        renumbered(&community)
    }

    /// The network of the communities.
    fn joined(&self, community: &[usize], count: usize) -> Level {
        let mut joined = Level { neighbours: vec![Vec::new(); count], within: vec![0.0; count] };
        let mut between: FxHashMap<(usize, usize), f64> = FxHashMap::default();
        for (node, neighbours) in self.neighbours.iter().enumerate() {
            let own = community[node];
            joined.within[own] += self.within[node];
            for (other, weight) in neighbours {
                if community[*other] == own {
                    joined.within[own] += weight;
                } else {
                    *between.entry((own, community[*other])).or_default() += weight;
                }
            }
        }
        let mut between: Vec<((usize, usize), f64)> = between.into_iter().collect();
        between.sort_unstable_by_key(|(pair, _)| *pair);
        for ((from, to), weight) in between {
            joined.neighbours[from].push((to, weight));
        }
        joined
    }
}

/// The same division, numbered from 0 by first appearance.
fn renumbered(community: &[usize]) -> Vec<usize> {
    let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
    let mut number = |own: &usize| {
        let next = numbers.len();
        *numbers.entry(*own).or_insert(next)
    };
    community.iter().map(&mut number).collect()
}

fn by_size(community: &[usize]) -> Vec<usize> {
    let community = renumbered(community);
    let count = community.iter().max().map_or(0, |most| most + 1);
    let mut sizes = vec![0usize; count];
    for own in &community {
        sizes[*own] += 1;
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|own| (Reverse(sizes[*own]), *own));
    let mut place = vec![0; count];
    for (at, own) in order.into_iter().enumerate() {
        place[own] = at;
    }
    community.into_iter().map(|own| place[own]).collect()
}
