//! Regulations.

use super::edges::{evidence, evidence_cost, evidence_count};
use super::{Act, Article, Evidence, by_id, id_of, id_text};
use crate::api::inputs::{self, DateOrder};
use crate::api::json::Json;
use crate::api::page::{Connection, Paging, page_cost};
use crate::api::quick::{Look, Plain};
use crate::api::service::view;
use crate::graph::{EdgeKind, Graph, Node, RegulationNode};
use crate::model::Amending;
use async_graphql::parser::types::Field;
use async_graphql::{Context, Description, ID, Object, Result};
use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::BTreeSet;

/// A law or regulation, over all its drafts and revisions.
#[derive(Debug, Clone, Copy, Description)]
pub struct Regulation(pub NodeIndex);

impl Regulation {
    fn node<'g>(&self, graph: &'g Graph) -> Result<&'g RegulationNode> {
        match graph.node(self.0) {
            Some(Node::Regulation(node)) => Ok(node),
            _ => Err("The regulation is gone.".into()),
        }
    }

    /// What it does to others (`Outgoing`), or others to it, by the other's id.
    fn changes(
        &self,
        graph: &Graph,
        kind: Amending,
        direction: Direction,
    ) -> Vec<(String, RegulationChange)> {
        let edges = graph.net().edges_directed(self.0, direction);
        let changes = edges.filter(|edge| edge.weight().kind == EdgeKind::Amending(kind));
        changes
            .map(|edge| {
                let (by, regulation) = (edge.source(), edge.target());
                let other = if direction == Outgoing { regulation } else { by };
                let change = RegulationChange { edge: edge.id(), by, regulation, kind };
                (id_text(graph, other), change)
            })
            .collect()
    }
}

impl Plain for Regulation {
    fn name(&self) -> &'static str {
        "Regulation"
    }

    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
        match field.name.node.as_str() {
            "id" => json.id(look.graph().id(self.0)),
            "name" => json.value(look.graph().name(self.0)),
            _ => return None,
        }
        Some(())
    }
}

/// That a regulation amends or repeals another.
#[derive(Debug, Clone, Copy, Description)]
pub struct RegulationChange {
    edge: EdgeIndex,
    by: NodeIndex,
    regulation: NodeIndex,
    kind: Amending,
}

#[Object(use_type_description)]
impl RegulationChange {
    /// The regulation that does it.
    async fn by(&self) -> Regulation {
        Regulation(self.by)
    }

    /// The regulation to which it is done.
    async fn regulation(&self) -> Regulation {
        Regulation(self.regulation)
    }

    /// What is done.
    async fn kind(&self) -> inputs::Amending {
        self.kind.into()
    }

    /// Where it says so, at most 100 places.
    #[graphql(complexity = "evidence_cost(first) * child_complexity + 1")]
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many places; 3 if nothing is said.")] first: Option<i32>,
    ) -> Result<Vec<Evidence>> {
        Ok(evidence(&*view(ctx)?, self.edge, first))
    }

    /// In how many places it says so.
    async fn evidence_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(evidence_count(&*view(ctx)?, self.edge))
    }
}

#[Object(use_type_description, serial)]
impl Regulation {
    /// Made from the title: the same on every machine.
    pub(super) async fn id(&self, ctx: &Context<'_>) -> Result<ID> {
        Ok(id_of(&*view(ctx)?, self.0))
    }

    /// The title at its fullest, without marks and status.
    async fn name(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(view(ctx)?.name(self.0).to_owned())
    }

    /// All titles that articles give it.
    async fn titles(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let graph = view(ctx)?;
        let titles: BTreeSet<&str> =
            self.node(&graph)?.titles.iter().map(|(_, title)| graph.text(*title)).collect();
        Ok(titles.into_iter().map(str::to_owned).collect())
    }

    /// What meetings did with it, and what became of it outside any, by day.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Order; the earliest first if nothing is said.")] order: Option<DateOrder>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Act>> {
        let graph = view(ctx)?;
        let latest_first = order == Some(DateOrder::Latest);
        Paging::new(first, after, last, before).take(Act::by_day(
            &graph,
            graph.history_of(self.0),
            latest_first,
        ))
    }

    /// The law that it carries out (实施…办法), if any article speaks of it.
    async fn based_on(&self, ctx: &Context<'_>) -> Result<Option<Regulation>> {
        let graph = view(ctx)?;
        Ok(self.node(&graph)?.based_on.and_then(|law| graph.find(law)).map(Regulation))
    }

    /// The regulations that carry it out.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn basis_of(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Regulation>> {
        let graph = view(ctx)?;
        let measures = graph.measures_under(self.0);
        Paging::new(first, after, last, before).take(by_id(&graph, measures, Regulation))
    }

    /// The regulations that it amends (关于修改〈…〉的决定).
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn amends(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<RegulationChange>> {
        let changes = self.changes(&*view(ctx)?, Amending::Amends, Outgoing);
        Paging::new(first, after, last, before).take(changes)
    }

    /// The regulations that amend it.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn amended_by(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<RegulationChange>> {
        let changes = self.changes(&*view(ctx)?, Amending::Amends, Incoming);
        Paging::new(first, after, last, before).take(changes)
    }

    /// The regulations that it repeals (《…》同时废止).
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn repeals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<RegulationChange>> {
        let changes = self.changes(&*view(ctx)?, Amending::Repeals, Outgoing);
        Paging::new(first, after, last, before).take(changes)
    }

    /// The regulations that repeal it.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn repealed_by(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<RegulationChange>> {
        let changes = self.changes(&*view(ctx)?, Amending::Repeals, Incoming);
        Paging::new(first, after, last, before).take(changes)
    }

    /// The articles that speak of it, the latest first.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn articles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Article>> {
        let graph = view(ctx)?;
        Paging::new(first, after, last, before).take(Article::of(&graph, self.0))
    }
}
