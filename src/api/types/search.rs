//! What searches, walks and counts give.

use super::edges::{evidence, evidence_cost, evidence_count};
use super::{Evidence, Node};
use crate::api::filters::MeetingFilter;
use crate::api::inputs::{EdgeKind, MeetingKind, SearchMatch};
use crate::api::service::view;
use crate::graph::{self, Counts};
use crate::model::Span;
use async_graphql::{Context, Description, Object, Result, SimpleObject};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};

/// An entity whose name matches a search.
#[derive(Debug, Clone, Description)]
pub struct SearchHit {
    /// The entity.
    pub node: Node,
    /// The name that matched.
    pub name: String,
    /// How.
    pub matched: graph::Match,
    /// What of the name matched.
    pub highlights: Vec<Span>,
}

/// A part of a name, in bytes of UTF-8.
#[derive(Debug, Clone, Copy, SimpleObject)]
#[graphql(serial)]
pub struct Highlight {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

#[Object(use_type_description, serial)]
impl SearchHit {
    /// The entity.
    async fn node(&self) -> Node {
        self.node.clone()
    }

    /// The name that matched: of several, the one that matched best.
    async fn name(&self) -> &str {
        &self.name
    }

    /// How it matched.
    async fn matched(&self) -> SearchMatch {
        self.matched.into()
    }

    /// What of the name matched; empty where its sound or its likeness did.
    async fn highlights(&self) -> Vec<Highlight> {
        let part = |span: &Span| Highlight { start: span.start, end: span.end };
        self.highlights.iter().map(part).collect()
    }
}

/// One way from an entity to another.
#[derive(Debug, Clone, Description)]
pub struct Path(pub graph::Path);

#[Object(use_type_description, serial)]
impl Path {
    /// The number of edges.
    async fn length(&self) -> usize {
        self.0.edges.len()
    }

    /// The entities on the way, both ends among them.
    #[graphql(complexity = "WAY * child_complexity + 1")]
    async fn nodes(&self, ctx: &Context<'_>) -> Result<Vec<Node>> {
        let graph = view(ctx)?;
        Ok(self.0.nodes.iter().filter_map(|node| Node::of(&graph, *node)).collect())
    }

    /// The edges between them: the first joins the first two.
    #[graphql(complexity = "WAY * child_complexity + 1")]
    async fn edges(&self) -> Vec<GraphEdge> {
        self.0.edges.iter().map(|edge| GraphEdge(*edge)).collect()
    }
}

/// How long a path is reckoned when its cost is estimated.
const WAY: usize = 6;

/// An edge of the graph, of any kind.
#[derive(Debug, Clone, Copy, Description)]
pub struct GraphEdge(pub EdgeIndex);

#[Object(use_type_description, serial)]
impl GraphEdge {
    /// What sort of edge.
    async fn kind(&self, ctx: &Context<'_>) -> Result<Option<EdgeKind>> {
        let graph = view(ctx)?;
        Ok(graph.net().edge_weight(self.0).map(|edge| edge.kind.link().into()))
    }

    /// What the edge says beyond its kind: the role, the title, the action.
    async fn label(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        Ok(graph.net().edge_weight(self.0).and_then(|edge| match edge.kind {
            graph::EdgeKind::Attendance(role) => Some(role.to_string()),
            graph::EdgeKind::Tenure(title) => Some(graph.text(title).to_owned()),
            graph::EdgeKind::Act(action) | graph::EdgeKind::Enactment(action, _) => {
                Some(action.to_string())
            }
            graph::EdgeKind::Amending(kind) => Some(kind.to_string()),
            _ => None,
        }))
    }

    /// The end that attends, holds, convenes, acts, amends, is part, comes first or is reported.
    async fn source(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        let graph = view(ctx)?;
        let ends = graph.net().edge_endpoints(self.0);
        Ok(ends.and_then(|(from, _)| Node::of(&graph, from)))
    }

    /// The other end.
    async fn target(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        let graph = view(ctx)?;
        let ends = graph.net().edge_endpoints(self.0);
        Ok(ends.and_then(|(_, to)| Node::of(&graph, to)))
    }

    /// Where it says so, at most 100 places. What follows from names (part of) has none.
    #[graphql(complexity = "evidence_cost(first) * child_complexity + 1")]
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many places; 3 if nothing is said.")] first: Option<i32>,
    ) -> Result<Vec<Evidence>> {
        Ok(evidence(&*view(ctx)?, self.0, first))
    }

    /// In how many places it says so.
    async fn evidence_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(evidence_count(&*view(ctx)?, self.0))
    }
}

/// What stands around an entity.
#[derive(Debug, Clone, Description)]
pub struct Neighbourhood(pub graph::Neighbourhood);

/// An entity at its distance.
#[derive(Debug, Clone, Copy, Description)]
pub struct Neighbour {
    node: NodeIndex,
    distance: u32,
}

#[Object(use_type_description, serial)]
impl Neighbour {
    /// The entity.
    async fn node(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        Ok(Node::of(&*view(ctx)?, self.node))
    }

    /// How many edges away; 0 for the entity asked about.
    async fn distance(&self) -> u32 {
        self.distance
    }
}

#[Object(use_type_description, serial)]
impl Neighbourhood {
    /// The entities, the nearest first.
    async fn nodes(&self) -> Vec<Neighbour> {
        let nodes = self.0.nodes.iter();
        nodes.map(|(node, distance)| Neighbour { node: *node, distance: *distance }).collect()
    }

    /// The edges between them.
    async fn edges(&self) -> Vec<GraphEdge> {
        self.0.edges.iter().map(|edge| GraphEdge(*edge)).collect()
    }

    /// Whether more lies within the depth than was asked for.
    async fn truncated(&self) -> bool {
        self.0.cut
    }
}

/// How much there is.
#[derive(Debug, Clone, Copy, Description)]
pub struct Statistics(pub Counts);

/// The meetings of a month.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(serial)]
pub struct MonthCount {
    /// The month: 2024-09.
    pub month: String,
    /// The kind of the meetings.
    pub kind: MeetingKind,
    /// How many there were.
    pub count: usize,
}

#[Object(use_type_description, serial)]
impl Statistics {
    /// People.
    async fn officials(&self) -> usize {
        self.0.officials
    }

    /// Bodies.
    async fn bodies(&self) -> usize {
        self.0.bodies
    }

    /// Meetings, those only spoken of too.
    async fn meetings(&self) -> usize {
        self.0.meetings
    }

    /// Regulations.
    async fn regulations(&self) -> usize {
        self.0.regulations
    }

    /// Articles.
    async fn articles(&self) -> usize {
        self.0.articles
    }

    /// Documents.
    async fn documents(&self) -> usize {
        self.0.documents
    }

    /// Edges of all kinds.
    async fn edges(&self) -> usize {
        self.0.edges
    }

    /// Statements of articles that bear them.
    async fn statements(&self) -> usize {
        self.0.statements
    }

    /// Meetings a month, by kind; months and kinds without any are left out.
    #[graphql(complexity = "50 * child_complexity")]
    async fn meetings_by_month(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these meetings.")] filter: Option<MeetingFilter>,
    ) -> Result<Vec<MonthCount>> {
        let graph = view(ctx)?;
        let fits = MeetingFilter::of(filter.as_ref(), &graph)?;
        let counts = graph.meetings_by_month(&fits).into_iter();
        Ok(counts
            .map(|((year, month, kind), count)| MonthCount {
                month: format!("{year:04}-{month:02}"),
                kind: kind.into(),
                count,
            })
            .collect())
    }
}
