//! By which moves the posts of an official are held together that no article gives to one person.

use super::{Detail, Graph, Node, Tenure};
use crate::model::ChangeKind;
use crate::resolve::identity::{Turn, TurnKind};
use petgraph::stable_graph::NodeIndex;
use std::collections::BTreeSet;

/// A post left for another, as far as the texts bear it out: each of them tells one half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostMove {
    /// The post left.
    pub left: Tenure,
    /// The post begun about that time.
    pub began: Tenure,
}

impl Graph {
    /// The moves by which mentions of an official are one person's, by day.
    pub fn moves_of(&self, official: NodeIndex) -> Vec<PostMove> {
        let Some(Node::Official(node)) = self.node(official) else { return Vec::new() };
        let names: BTreeSet<u32> =
            node.clusters.iter().map(|cluster| self.people.name(*cluster)).collect();
        let mut turns: Vec<(Turn, Turn)> = names
            .into_iter()
            .flat_map(|name| self.people.moves(name))
            .filter(|told| self.homes.get(self.people.find(told.left.0)) == Some(official))
            .map(|told| (told.left.1, told.began.1))
            .collect();
        if turns.is_empty() {
            return Vec::new();
        }
        turns.sort_unstable();
        let tenures = self.tenures_of(official);
        let tenure = |turn: Turn| tenures.iter().find(|tenure| self.tells(tenure, turn)).copied();
        let mut moves: Vec<PostMove> = Vec::new();
        for (left, began) in turns {
            if let (Some(left), Some(began)) = (tenure(left), tenure(began)) {
                let told = PostMove { left, began };
                moves.extend((!moves.contains(&told)).then_some(told));
            }
        }
        moves
    }

    /// Whether a tenure is the one of which this is told.
    fn tells(&self, tenure: &Tenure, turn: Turn) -> bool {
        let kind = match turn.kind {
            TurnKind::Began => ChangeKind::Appointment,
            TurnKind::Left => ChangeKind::Removal,
            TurnKind::Held => return false,
        };
        self.id(tenure.body).is_some_and(|body| body.hash == turn.body)
            && self.statements_of(tenure.edge).any(|statement| {
                matches!(statement.detail, Detail::Post { change: Some((told, Some(day))), .. }
                    if told == kind && day == turn.day)
            })
    }
}
