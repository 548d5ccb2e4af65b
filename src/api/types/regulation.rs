//! Regulations.

use super::{Act, Article, by_id, id_of};
use crate::api::inputs::DateOrder;
use crate::api::page::{Connection, Paging, page_cost};
use crate::api::service::view;
use crate::graph::{EdgeKind, Graph, Node, RegulationNode};
use async_graphql::{Context, Description, ID, Object, Result};
use petgraph::stable_graph::NodeIndex;
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

    /// What meetings did with it, by day.
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
        let edges = graph.edges_to(self.0, |says| matches!(says, EdgeKind::Act(_)));
        let latest_first = order == Some(DateOrder::Latest);
        Paging::new(first, after, last, before).take(Act::by_day(
            &graph,
            edges.map(|(edge, _)| edge),
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
