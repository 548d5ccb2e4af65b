//! How two entities hang together, and what stands around one.

use super::{EdgeKind, Graph, NodeKind};
use chrono::NaiveDate;
use parking_lot::Mutex;
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, NodeIndexable};
use rustc_hash::FxHashSet;

/// A family of edges, to walk along or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Link {
    /// Who was at a meeting.
    Attendance,
    /// Who holds or held a post at a body.
    Tenure,
    /// Whose meeting it is.
    Convenes,
    /// What a meeting did with a regulation.
    Act,
    /// Which regulation amends or repeals which.
    Amending,
    /// What is part of what.
    PartOf,
    /// Which body became which.
    Succession,
    /// Which article speaks of it.
    ReportedIn,
}

impl Link {
    fn bit(self) -> u16 {
        1 << self as u16
    }
}

impl EdgeKind {
    /// The family that an edge belongs to.
    pub fn link(self) -> Link {
        match self {
            EdgeKind::Attendance(_) => Link::Attendance,
            EdgeKind::Tenure(_) => Link::Tenure,
            EdgeKind::Convenes => Link::Convenes,
            EdgeKind::Act(_) => Link::Act,
            EdgeKind::Amending(_) => Link::Amending,
            EdgeKind::PartOf => Link::PartOf,
            EdgeKind::Succession => Link::Succession,
            EdgeKind::ReportedIn | EdgeKind::Mention(..) => Link::ReportedIn,
            // Leads nowhere.
            EdgeKind::Enactment(..) => Link::Act,
        }
    }
}

/// Where to walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Along these.
    pub links: Vec<Link>,
    /// Only through meetings, posts and articles of this day or later.
    pub from: Option<NaiveDate>,
    /// And of this day or earlier.
    pub to: Option<NaiveDate>,
}

impl Default for Walk {
    fn default() -> Self {
        use Link::*;
        Walk {
            links: vec![Attendance, Tenure, Convenes, Act, Amending, PartOf, Succession],
            from: None,
            to: None,
        }
    }
}

/// One way from an entity to another: one node more than edges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The nodes, both ends among them.
    pub nodes: Vec<NodeIndex>,
    /// The edges between them.
    pub edges: Vec<EdgeIndex>,
}

/// How far to look for paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// No path of more edges.
    pub longest: usize,
    /// No path of so many more edges than the shortest.
    pub slack: usize,
    /// No more paths.
    pub limit: usize,
    /// No more nodes looked at.
    pub budget: usize,
}

/// No path is longer, whatever is asked for: distances are kept in 16 bits.
const LONGEST: usize = 1 << 15;

/// What stays the same while paths are continued.
struct Search<'s> {
    goal: NodeIndex,
    length: usize,
    walk: &'s Walk,
    near: &'s Distances,
    limit: usize,
}

/// How far nodes are from an end, by their indexes: to look a node up is what a search does most.
struct Distances {
    /// One more than the distance; 0 for nodes that were not reached.
    of: Vec<u16>,
    reached: Vec<NodeIndex>,
}

impl Distances {
    /// None yet, in a graph of so many indexes.
    fn none(bound: usize) -> Distances {
        let mut of = SPARE.lock().pop().unwrap_or_default();
        if of.len() < bound {
            of.resize(bound, 0);
        }
        Distances { of, reached: Vec::new() }
    }

    fn get(&self, node: NodeIndex) -> Option<usize> {
        usize::from(self.of[node.index()]).checked_sub(1)
    }

    fn set(&mut self, node: NodeIndex, distance: usize) {
        let place = &mut self.of[node.index()];
        if *place == 0 {
            self.reached.push(node);
        }
        *place = u16::try_from(distance + 1).unwrap_or(u16::MAX);
    }
}

/// Tables that have been used and are empty again: to empty one costs what was reached, to make one what
/// the graph holds.
static SPARE: Mutex<Vec<Vec<u16>>> = Mutex::new(Vec::new());

impl Drop for Distances {
    fn drop(&mut self) {
        /// Two for each of a few searches at a time.
        const MOST: usize = 4;
        for node in &self.reached {
            self.of[node.index()] = 0;
        }
        let mut spare = SPARE.lock();
        if spare.len() < MOST {
            spare.push(std::mem::take(&mut self.of));
        }
    }
}

/// What was found from one end: how far away, and from which of the nodes to go on.
struct Side {
    far: Distances,
    edge: std::ops::Range<usize>,
    depth: usize,
}

impl Side {
    fn at(node: NodeIndex, bound: usize) -> Side {
        let mut far = Distances::none(bound);
        far.set(node, 0);
        Side { far, edge: 0..1, depth: 0 }
    }
}

/// More nodes would have to be looked at than was allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "more than {0} nodes lie within reach; narrow the dates or the kinds of edges, or go less deep"
)]
pub struct TooFar(pub usize);

/// What stands around an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The nodes with their distance, the nearest first.
    pub nodes: Vec<(NodeIndex, u32)>,
    /// The edges between them.
    pub edges: Vec<EdgeIndex>,
    /// Whether there is more within the depth than was asked for.
    pub cut: bool,
}

impl Graph {
    /// The paths between two entities, the shortest first, none passing a node twice.
    pub fn paths(
        &self,
        one: NodeIndex,
        other: NodeIndex,
        walk: &Walk,
        reach: Reach,
    ) -> Result<Vec<Path>, TooFar> {
        if one == other || reach.limit == 0 {
            return Ok(Vec::new());
        }
        let near = self.distances(one, other, walk, reach)?;
        let Some(shortest) = near.get(one) else { return Ok(Vec::new()) };
        let mut paths = Vec::new();
        let mut left = reach.budget;
        for length in shortest..=reach.longest.min(shortest + reach.slack) {
            let mut path = Path { nodes: vec![one], edges: Vec::new() };
            let search = Search { goal: other, length, walk, near: &near, limit: reach.limit };
            self.extend(&mut path, &search, &mut paths, &mut left)?;
            if paths.len() >= reach.limit {
                break;
            }
        }
        Ok(paths)
    }

    /// How far the nodes that may lie on a path are from `other`. Looks from both ends, where fewer
    /// nodes are, until they meet: what lies far from both is never touched.
    fn distances(
        &self,
        one: NodeIndex,
        other: NodeIndex,
        walk: &Walk,
        reach: Reach,
    ) -> Result<Distances, TooFar> {
        let bound = self.net.node_bound();
        let mut sides = [Side::at(one, bound), Side::at(other, bound)];
        let mut longest = reach.longest.min(LONGEST);
        while sides[0].depth + sides[1].depth < longest {
            let [from, to] = &mut sides;
            let (side, opposite) =
                if from.edge.len() <= to.edge.len() { (from, to) } else { (to, from) };
            side.depth += 1;
            for at in side.edge.clone() {
                let node = side.far.reached[at];
                for (_, next) in self.steps(node, walk) {
                    if side.far.get(next).is_some() {
                        continue;
                    }
                    let rest = opposite.far.get(next);
                    // Once both have met, a node that both can reach no more is on no path.
                    if rest.is_none() && side.depth + opposite.depth >= longest {
                        continue;
                    }
                    if side.far.reached.len() + opposite.far.reached.len() >= reach.budget {
                        return Err(TooFar(reach.budget));
                    }
                    side.far.set(next, side.depth);
                    if let Some(rest) = rest {
                        longest = longest.min(side.depth + rest + reach.slack);
                    }
                }
            }
            side.edge = side.edge.end..side.far.reached.len();
            if side.edge.is_empty() {
                break;
            }
        }
        let [from, to] = sides;
        Ok(match reach.slack {
            0 => self.straight(&from.far, to.far, walk, longest),
            _ => self.near(&from.far, to.far, walk, longest),
        })
    }

    /// Like [`Graph::near`], for the shortest paths alone: each of their nodes is one nearer than the one
    /// before it. So the few nodes near the near end look ahead, and not the many where both sides met
    /// back.
    fn straight(
        &self,
        from: &Distances,
        mut near: Distances,
        walk: &Walk,
        longest: usize,
    ) -> Distances {
        let begun = |node: NodeIndex| from.get(node).unwrap_or_default();
        let last = from.reached.last().map_or(0, |node| begun(*node));
        // Reached in the order of their distance.
        for node in from.reached.iter().rev().skip_while(|node| begun(**node) == last) {
            let Some(rest) = longest.checked_sub(begun(*node)).filter(|rest| *rest > 0) else {
                continue;
            };
            let leads = |next: NodeIndex| near.get(next) == Some(rest - 1);
            if near.get(*node).is_none() && self.steps(*node, walk).any(|(_, next)| leads(next)) {
                near.set(*node, rest);
            }
        }
        near
    }

    /// The distances from the far end, taken back from where both sides met to the near end.
    fn near(
        &self,
        from: &Distances,
        mut near: Distances,
        walk: &Walk,
        longest: usize,
    ) -> Distances {
        let mut by_distance: Vec<Vec<NodeIndex>> = vec![Vec::new(); longest + 1];
        for node in &from.reached {
            match (from.get(*node), near.get(*node)) {
                (Some(begun), Some(rest)) if begun + rest <= longest => {
                    by_distance[rest].push(*node);
                }
                _ => {}
            }
        }
        for distance in 0..longest {
            for node in std::mem::take(&mut by_distance[distance]) {
                if near.get(node) != Some(distance) {
                    continue;
                }
                for (_, next) in self.steps(node, walk) {
                    let Some(begun) = from.get(next) else { continue };
                    let shorter = near.get(next).is_none_or(|known| known > distance + 1);
                    if shorter && begun + distance < longest {
                        near.set(next, distance + 1);
                        by_distance[distance + 1].push(next);
                    }
                }
            }
        }
        near
    }

    /// Continues a path to all of exactly the length that is searched for.
    fn extend(
        &self,
        path: &mut Path,
        search: &Search,
        paths: &mut Vec<Path>,
        left: &mut usize,
    ) -> Result<(), TooFar> {
        let Some(&at) = path.nodes.last() else { return Ok(()) };
        if at == search.goal {
            if path.edges.len() == search.length {
                paths.push(path.clone());
            }
            return Ok(());
        }
        if *left == 0 {
            return if paths.is_empty() { Err(TooFar(search.near.reached.len())) } else { Ok(()) };
        }
        *left -= 1;
        let remaining = search.length - path.edges.len();
        let mut steps: Vec<(EdgeIndex, NodeIndex)> = self
            .steps(at, search.walk)
            .filter(|(_, next)| search.near.get(*next).is_some_and(|far| far < remaining))
            .filter(|(_, next)| !path.nodes.contains(next))
            .collect();
        steps.sort_by_cached_key(|(_, next)| self.id(*next));
        // Of several edges to one node the first by what it says.
        let least = |edges: &[(EdgeIndex, NodeIndex)]| match edges {
            [only] => Some(*only),
            several => several.iter().min_by_key(|(edge, _)| self.edge_key(*edge)).copied(),
        };
        let steps: Vec<(EdgeIndex, NodeIndex)> =
            steps.chunk_by(|(_, a), (_, b)| a == b).filter_map(least).collect();
        for (edge, next) in steps {
            path.nodes.push(next);
            path.edges.push(edge);
            self.extend(path, search, paths, left)?;
            path.nodes.pop();
            path.edges.pop();
            if paths.len() >= search.limit {
                break;
            }
        }
        Ok(())
    }

    /// What stands around an entity: nodes up to `depth` edges away, at most `limit` of them.
    pub fn neighbourhood(
        &self,
        centre: NodeIndex,
        walk: &Walk,
        depth: u32,
        limit: usize,
    ) -> Neighbourhood {
        let mut found = Neighbourhood { nodes: vec![(centre, 0)], ..Neighbourhood::default() };
        let mut seen = FxHashSet::from_iter([centre]);
        let mut at = 0;
        'nodes: while let Some(&(node, distance)) = found.nodes.get(at) {
            at += 1;
            if distance == depth {
                break;
            }
            let mut steps: Vec<NodeIndex> = self
                .steps(node, walk)
                .map(|(_, next)| next)
                .filter(|next| !seen.contains(next))
                .collect();
            steps.sort_by_cached_key(|next| self.id(*next));
            steps.dedup();
            for next in steps {
                if found.nodes.len() >= limit {
                    found.cut = true;
                    break 'nodes;
                }
                seen.insert(next);
                found.nodes.push((next, distance + 1));
            }
        }
        for (node, _) in &found.nodes {
            found.edges.extend(
                self.net
                    .edges_directed(*node, Outgoing)
                    .filter(|edge| seen.contains(&edge.target()) && self.open(edge.id(), walk))
                    .map(|edge| edge.id()),
            );
        }
        found.edges.sort_by_cached_key(|edge| self.edge_key(*edge));
        found
    }

    /// The edges along which the walk may go on, in no order.
    fn steps<'g>(
        &'g self,
        node: NodeIndex,
        walk: &'g Walk,
    ) -> impl Iterator<Item = (EdgeIndex, NodeIndex)> + 'g {
        let links = walk.links.iter().fold(0, |links, link| links | link.bit());
        let out = self.net.edges_directed(node, Outgoing).map(|edge| (edge, edge.target()));
        let into = self.net.edges_directed(node, Incoming).map(|edge| (edge, edge.source()));
        out.chain(into)
            .filter(move |(edge, _)| {
                let kind = edge.weight().kind;
                // An enactment leads nowhere.
                links & kind.link().bit() != 0
                    && !matches!(kind, EdgeKind::Enactment(..))
                    && self.in_time(edge.id(), kind, walk)
            })
            .map(|(edge, next)| (edge.id(), next))
    }

    /// Source, target and kind: what tells edges apart on every machine.
    pub(super) fn edge_key(&self, edge: EdgeIndex) -> impl Ord + use<> {
        let ends = self.net.edge_endpoints(edge);
        let kind = self.net.edge_weight(edge).map(|edge| match edge.kind {
            EdgeKind::Tenure(title) => (Link::Tenure, self.text(title).to_owned()),
            EdgeKind::Mention(_, part) => (Link::ReportedIn, part.to_string()),
            kind => (kind.link(), format!("{kind:?}")),
        });
        (ends.map(|(from, to)| (self.id(from), self.id(to))), kind)
    }

    /// Whether a walk may go along an edge.
    fn open(&self, edge: EdgeIndex, walk: &Walk) -> bool {
        let Some(kind) = self.net.edge_weight(edge).map(|edge| edge.kind) else { return false };
        walk.links.contains(&kind.link())
            && !matches!(kind, EdgeKind::Enactment(..))
            && self.in_time(edge, kind, walk)
    }

    fn in_time(&self, edge: EdgeIndex, kind: EdgeKind, walk: &Walk) -> bool {
        if walk.from.is_none() && walk.to.is_none() {
            return true;
        }
        let Some((from, to)) = self.net.edge_endpoints(edge) else { return false };
        let (first, last) = match kind.link() {
            Link::PartOf | Link::Amending | Link::Succession => return true,
            Link::Tenure => {
                let tenure = self.tenure(edge);
                let first = tenure.and_then(|tenure| tenure.start());
                (first, tenure.and_then(|tenure| tenure.last_seen.or(first)))
            }
            Link::Act => (self.day(from), self.day(from)),
            Link::ReportedIn => {
                let day = self.article(to).and_then(|article| article.date);
                (day, day)
            }
            Link::Attendance | Link::Convenes => (self.day(to), self.day(to)),
        };
        let begins = walk.to.is_none_or(|to| first.is_some_and(|first| first <= to));
        begins && walk.from.is_none_or(|from| last.is_some_and(|last| last >= from))
    }

    /// Whether a node is of a kind that is asked for.
    pub fn is(&self, node: NodeIndex, kind: NodeKind) -> bool {
        self.kind(node) == Some(kind)
    }
}
