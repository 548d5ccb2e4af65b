//! What bodies became: as articles tell, and as the reforms of the institutions have it.

use super::{EdgeKind, Graph, Node};
use crate::lexicon::Reform;
use crate::resolve::identity::{BodyKind, reformed};
use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

/// That a body became another of the same jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The body that was.
    pub before: NodeIndex,
    /// The body that came after it.
    pub after: NodeIndex,
    /// The edge of the statements that say so, if any do.
    pub edge: Option<EdgeIndex>,
    /// The reforms that lead from the one to the other: several where no article speaks of the
    /// bodies between.
    pub reforms: Vec<&'static Reform>,
}

impl Graph {
    /// The bodies that this one became, by id.
    pub fn succeeded_by(&self, body: NodeIndex) -> Vec<Succession> {
        self.successions(body, Outgoing)
    }

    /// The bodies that became this one, by id.
    pub fn preceded_by(&self, body: NodeIndex) -> Vec<Succession> {
        self.successions(body, Incoming)
    }

    fn successions(&self, body: NodeIndex, direction: Direction) -> Vec<Succession> {
        let forward = direction == Outgoing;
        let join = |other, edge, reforms| match forward {
            true => Succession { before: body, after: other, edge, reforms },
            false => Succession { before: other, after: body, edge, reforms },
        };
        let mut found: Vec<(NodeIndex, Succession)> = self
            .net
            .edges_directed(body, direction)
            .filter(|edge| edge.weight().kind == EdgeKind::Succession)
            .map(|edge| {
                let other = if forward { edge.target() } else { edge.source() };
                (other, join(other, Some(edge.id()), Vec::new()))
            })
            .collect();
        for (other, mut reforms) in self.reforms(body, forward) {
            if !forward {
                reforms.reverse();
            }
            match found.iter_mut().find(|(known, _)| *known == other) {
                Some((_, known)) => known.reforms = reforms,
                None => found.push((other, join(other, None, reforms))),
            }
        }
        found.sort_by_key(|(other, _)| self.id(*other));
        found.into_iter().map(|(_, succession)| succession).collect()
    }

    /// The nearest bodies of the graph to which reforms lead from this one, each by the shortest way.
    fn reforms(&self, body: NodeIndex, forward: bool) -> Vec<(NodeIndex, Vec<&'static Reform>)> {
        let Some(Node::Body(start)) = self.node(body) else { return Vec::new() };
        // A body that only its article tells apart has no jurisdiction that is known.
        if start.kind == BodyKind::Other {
            return Vec::new();
        }
        let place = start.place;
        let mut found: Vec<(NodeIndex, Vec<&'static Reform>)> = Vec::new();
        let mut ways = vec![(self.text(start.name).to_owned(), Vec::new())];
        while !ways.is_empty() {
            let mut next = Vec::new();
            for (name, way) in ways {
                for step in reformed(&name, place, forward) {
                    let way: Vec<&'static Reform> =
                        way.iter().copied().chain([step.reform]).collect();
                    match self.ids.get(&step.body.id) {
                        Some(&node) if found.iter().any(|(known, _)| *known == node) => {}
                        Some(&node) => found.push((node, way)),
                        None => next.push((step.body.name, way)),
                    }
                }
            }
            ways = next;
        }
        found
    }
}
