//! Which bodies, posts and acts are meant.

use super::{BodyNode, EdgeKind, Graph, Node};
use crate::lexicon::{Lexicon, PlaceId};
use crate::model::Action;
use crate::resolve::identity::{BodyKind, BodyLevel, Regulation};
use chrono::NaiveDate;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};

/// Which bodies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyFilter {
    /// Of this division or one within it.
    pub place: Option<PlaceId>,
    /// Of this level.
    pub level: Option<BodyLevel>,
    /// Of this kind.
    pub kind: Option<BodyKind>,
}

impl BodyFilter {
    /// Whether a body is meant.
    pub fn fits(&self, body: &BodyNode) -> bool {
        let places = &Lexicon::standard().places;
        let within = |place| body.place.is_some_and(|own| places.within(own, place));
        self.place.is_none_or(within)
            && self.level.is_none_or(|level| body.level == level)
            && self.kind.is_none_or(|kind| body.kind == kind)
    }
}

/// Which posts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostFilter {
    /// At bodies of this sort.
    pub at: BodyFilter,
    /// At this body.
    pub body: Option<NodeIndex>,
    /// Of this title.
    pub title: Option<String>,
    /// Held on this day, or presumably.
    pub on: Option<NaiveDate>,
}

/// Which acts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ActFilter {
    /// Of this sort.
    pub action: Option<Action>,
    /// On this day or later.
    pub from: Option<NaiveDate>,
    /// On this day or earlier.
    pub to: Option<NaiveDate>,
}

impl Graph {
    /// Whether an official holds or held a post that is meant.
    pub fn has_post(&self, official: NodeIndex, wanted: &PostFilter) -> bool {
        self.tenures_of(official).iter().any(|tenure| {
            let at = match self.node(tenure.body) {
                Some(Node::Body(body)) => wanted.at.fits(body),
                _ => false,
            };
            at && wanted.body.is_none_or(|body| tenure.body == body)
                && wanted.title.as_ref().is_none_or(|title| self.text(tenure.title) == title)
                && wanted.on.is_none_or(|day| tenure.on(day).is_some())
        })
    }

    /// The officials who hold or held posts at a body, each once.
    pub fn holders(&self, body: NodeIndex) -> Vec<NodeIndex> {
        let edges = self.edges_to(body, |says| matches!(says, EdgeKind::Tenure(_)));
        let mut holders: Vec<NodeIndex> = edges.map(|(_, official)| official).collect();
        holders.sort_by_cached_key(|official| self.id(*official));
        holders.dedup();
        holders
    }

    /// All that was done with a regulation, at meetings or outside any.
    pub fn history_of(&self, regulation: NodeIndex) -> impl Iterator<Item = EdgeIndex> {
        let acts = |says| matches!(says, EdgeKind::Act(_) | EdgeKind::Enactment(..));
        self.edges_to(regulation, acts).map(|(edge, _)| edge)
    }

    /// The day of the meeting that did it, or that which is told outside any.
    pub fn day_of_act(&self, edge: EdgeIndex) -> Option<NaiveDate> {
        match self.net.edge_weight(edge)?.kind {
            EdgeKind::Enactment(_, day) => day,
            _ => self.day(self.net.edge_endpoints(edge)?.0),
        }
    }

    /// Whether what is meant was done with a regulation.
    pub fn had_act(&self, regulation: NodeIndex, wanted: &ActFilter) -> bool {
        if *wanted == ActFilter::default() {
            return true;
        }
        let meant = |says| match says {
            EdgeKind::Act(action) | EdgeKind::Enactment(action, _) => {
                wanted.action.is_none_or(|wanted| wanted == action)
            }
            _ => false,
        };
        self.edges_to(regulation, meant).any(|(edge, _)| {
            let day = self.day_of_act(edge);
            wanted.from.is_none_or(|from| day.is_some_and(|day| day >= from))
                && wanted.to.is_none_or(|to| day.is_some_and(|day| day <= to))
        })
    }

    /// The regulation of a title, which may have its marks and status.
    pub fn regulation_titled(&self, title: &str) -> Option<NodeIndex> {
        self.find(Regulation::of(title).id)
    }
}
