//! How two entities hang together, and what stands around one.

use super::{EdgeKind, Graph, NodeKind};
use chrono::NaiveDate;
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::{FxHashMap, FxHashSet};

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

/// What stays the same while paths are continued.
struct Search<'s> {
    goal: NodeIndex,
    length: usize,
    walk: &'s Walk,
    near: &'s FxHashMap<NodeIndex, usize>,
    limit: usize,
}

/// What was found from one end: how far away, and the nodes from which to go on.
struct Side {
    far: FxHashMap<NodeIndex, usize>,
    edge: Vec<NodeIndex>,
    depth: usize,
}

impl Side {
    fn at(node: NodeIndex) -> Side {
        Side { far: FxHashMap::from_iter([(node, 0)]), edge: vec![node], depth: 0 }
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
        let Some(&shortest) = near.get(&one) else { return Ok(Vec::new()) };
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
    ) -> Result<FxHashMap<NodeIndex, usize>, TooFar> {
        let mut sides = [Side::at(one), Side::at(other)];
        let mut longest = reach.longest;
        while sides[0].depth + sides[1].depth < longest {
            let [from, to] = &mut sides;
            let (side, opposite) =
                if from.edge.len() <= to.edge.len() { (from, to) } else { (to, from) };
            side.depth += 1;
            for node in std::mem::take(&mut side.edge) {
                for (_, next) in self.steps(node, walk) {
                    if side.far.contains_key(&next) {
                        continue;
                    }
                    if side.far.len() + opposite.far.len() >= reach.budget {
                        return Err(TooFar(reach.budget));
                    }
                    side.far.insert(next, side.depth);
                    side.edge.push(next);
                    if let Some(rest) = opposite.far.get(&next) {
                        longest = longest.min(side.depth + rest + reach.slack);
                    }
                }
            }
            if side.edge.is_empty() {
                break;
            }
        }
        let [from, to] = sides;
        Ok(self.near(from.far, to.far, walk, longest))
    }

    /// The distances from the far end, taken back from where both sides met to the near end.
    fn near(
        &self,
        from: FxHashMap<NodeIndex, usize>,
        mut near: FxHashMap<NodeIndex, usize>,
        walk: &Walk,
        longest: usize,
    ) -> FxHashMap<NodeIndex, usize> {
        let mut by_distance: Vec<Vec<NodeIndex>> = vec![Vec::new(); longest + 1];
        for (node, begun) in &from {
            match near.get(node) {
                Some(rest) if begun + rest <= longest => by_distance[*rest].push(*node),
                _ => {}
            }
        }
        for distance in 0..longest {
            for node in std::mem::take(&mut by_distance[distance]) {
                if near.get(&node) != Some(&distance) {
                    continue;
                }
                for (_, next) in self.steps(node, walk) {
                    let Some(begun) = from.get(&next) else { continue };
                    let shorter = near.get(&next).is_none_or(|known| *known > distance + 1);
                    if shorter && begun + distance < longest {
                        near.insert(next, distance + 1);
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
            return if paths.is_empty() { Err(TooFar(search.near.len())) } else { Ok(()) };
        }
        *left -= 1;
        let remaining = search.length - path.edges.len();
        let mut steps: Vec<(EdgeIndex, NodeIndex)> = self
            .steps(at, search.walk)
            .filter(|(_, next)| search.near.get(next).is_some_and(|far| *far < remaining))
            .filter(|(_, next)| !path.nodes.contains(next))
            .collect();
        steps.sort_by_cached_key(|(edge, next)| (self.id(*next), self.edge_key(*edge)));
        steps.dedup_by_key(|(_, next)| *next);
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
        let out = self.net.edges_directed(node, Outgoing).map(|edge| (edge.id(), edge.target()));
        let into = self.net.edges_directed(node, Incoming).map(|edge| (edge.id(), edge.source()));
        out.chain(into).filter(move |(edge, _)| self.open(*edge, walk))
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

    fn open(&self, edge: EdgeIndex, walk: &Walk) -> bool {
        let Some(kind) = self.net.edge_weight(edge).map(|edge| edge.kind) else { return false };
        if !walk.links.contains(&kind.link()) || matches!(kind, EdgeKind::Enactment(..)) {
            return false;
        }
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
