//! The types of the schema: thin views on nodes and edges of the graph.

mod article;
mod attendances;
mod body;
mod decision;
mod edges;
mod meeting;
mod network;
mod official;
mod regulation;
mod search;
mod succession;

pub use article::Article;
pub use body::{Body, MemberPlace, MemberRecord};
pub use decision::Decision;
pub use edges::{Act, Attendance, Evidence, Tenure};
pub use meeting::Meeting;
pub use network::{Network, NetworkPerson, NetworkTie};
pub use official::{CoAttendee, Official, PossibleMatch};
pub use regulation::{Regulation, RegulationChange};
pub use search::{Neighbourhood, Path, SearchHit, Statistics};
pub use succession::Succession;

use super::inputs::PlaceLevel;
use crate::graph::{Graph, NodeKind};
use crate::lexicon::{Lexicon, PlaceId};
use async_graphql::{Description, ID, Interface, Object, Result};
use petgraph::stable_graph::NodeIndex;

/// Anything with an id: an entity or an article.
#[derive(Debug, Clone, Interface)]
#[graphql(field(
    name = "id",
    ty = "ID",
    desc = "Made from the content: the same on every machine. An official's old ids lead on to it."
))]
pub enum Node {
    /// A person.
    Official(Official),
    /// A body.
    Body(Body),
    /// A meeting.
    Meeting(Meeting),
    /// A regulation.
    Regulation(Regulation),
    /// An article.
    Article(Article),
}

impl Node {
    /// The view on a node of the graph.
    pub fn of(graph: &Graph, node: NodeIndex) -> Option<Node> {
        Some(match graph.kind(node)? {
            NodeKind::Official => Node::Official(Official(node)),
            NodeKind::Body => Node::Body(Body(node)),
            NodeKind::Meeting => Node::Meeting(Meeting(node)),
            NodeKind::Regulation => Node::Regulation(Regulation(node)),
            NodeKind::Article => Node::Article(Article(node)),
        })
    }
}

/// The id of a node as the schema has it.
pub fn id_of(graph: &Graph, node: NodeIndex) -> ID {
    ID(id_text(graph, node))
}

/// The id of a node as text, for sort keys.
pub fn id_text(graph: &Graph, node: NodeIndex) -> String {
    graph.id(node).map(|id| id.text().as_str().to_owned()).unwrap_or_default()
}

/// Items under their ids alone.
pub fn by_id<T>(
    graph: &Graph,
    nodes: impl IntoIterator<Item = NodeIndex>,
    view: impl Fn(NodeIndex) -> T,
) -> Vec<(String, T)> {
    nodes.into_iter().map(|node| (id_text(graph, node), view(node))).collect()
}

/// An administrative division.
#[derive(Debug, Clone, Copy, Description)]
pub struct Place(pub PlaceId);

#[Object(use_type_description, serial)]
impl Place {
    /// 西宁市
    async fn name(&self) -> &str {
        &Lexicon::standard().places.get(self.0).name
    }

    /// Its tier.
    async fn level(&self) -> PlaceLevel {
        Lexicon::standard().places.get(self.0).level.into()
    }

    /// The division that it is part of.
    async fn parent(&self) -> Option<Place> {
        Lexicon::standard().places.get(self.0).parent.map(Place)
    }

    /// Whether it was renamed or dissolved since.
    async fn past(&self) -> Result<bool> {
        Ok(Lexicon::standard().places.get(self.0).past)
    }
}
