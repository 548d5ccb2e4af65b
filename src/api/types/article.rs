//! Articles.

use super::{Body, Meeting, Official, Regulation, by_id, id_of, id_text};
use crate::api::json::Json;
use crate::api::page::{Connection, Paging, by_day, page_cost};
use crate::api::quick::{Look, Plain};
use crate::api::service::{reader, view};
use crate::graph::{ArticleNode, Graph, NodeKind};
use async_graphql::parser::types::Field;
use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use petgraph::stable_graph::NodeIndex;

/// An article of a document: where everything stands written.
#[derive(Debug, Clone, Copy, Description)]
pub struct Article(pub NodeIndex);

impl Article {
    /// The articles that speak of an entity, under keys, the latest first.
    pub fn of(graph: &Graph, node: NodeIndex) -> Vec<(String, Article)> {
        Article::by_day(graph, graph.articles_of(node), true)
    }

    /// Articles under keys that put them in the order of their days.
    pub fn by_day(
        graph: &Graph,
        articles: impl IntoIterator<Item = NodeIndex>,
        latest_first: bool,
    ) -> Vec<(String, Article)> {
        articles
            .into_iter()
            .map(|node| {
                let date = graph.article(node).and_then(|article| article.date);
                (format!("{} {}", by_day(date, latest_first), id_text(graph, node)), Article(node))
            })
            .collect()
    }

    fn node<'g>(&self, graph: &'g Graph) -> Result<&'g ArticleNode> {
        graph.article(self.0).ok_or_else(|| "The article is gone.".into())
    }
}

impl Plain for Article {
    fn name(&self) -> &'static str {
        "Article"
    }

    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
        let graph = look.graph();
        let article = graph.article(self.0)?;
        match field.name.node.as_str() {
            "id" => json.id(Some(article.id)),
            "headline" => json.value(article.headline.map(|words| graph.text(words))),
            "date" => json.day(article.date),
            "ordinal" => json.value(article.ordinal),
            "document" => json.value(graph.document(article.document).map(|one| &one.key)),
            _ => return None,
        }
        Some(())
    }
}

#[Object(use_type_description, serial)]
impl Article {
    /// Made from the document's key and the article's place in it: the same on every machine.
    pub(super) async fn id(&self, ctx: &Context<'_>) -> Result<ID> {
        Ok(id_of(&*view(ctx)?, self.0))
    }

    /// The headline, where one was found.
    async fn headline(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        Ok(self.node(&graph)?.headline.map(|words| graph.text(words).to_owned()))
    }

    /// The day of publication, else that of its first meeting; null where neither is known.
    async fn date(&self, ctx: &Context<'_>) -> Result<Option<NaiveDate>> {
        Ok(self.node(&*view(ctx)?)?.date)
    }

    /// Its place among the articles of its document, from 0.
    async fn ordinal(&self, ctx: &Context<'_>) -> Result<u32> {
        Ok(self.node(&*view(ctx)?)?.ordinal)
    }

    /// What names its document: url, input id or path.
    async fn document(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        Ok(graph.document(self.node(&graph)?.document).map(|document| document.key.clone()))
    }

    /// The newspaper, programme or site.
    async fn publication(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        let document = graph.document(self.node(&graph)?.document);
        Ok(document.and_then(|document| document.meta.publication.clone()))
    }

    /// Where the document was found.
    async fn url(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        let document = graph.document(self.node(&graph)?.document);
        Ok(document.and_then(|document| document.meta.url.clone()))
    }

    /// Its words, as they stand in the document.
    #[graphql(complexity = 10)]
    async fn text(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let reader = reader(ctx)?;
        let graph = reader.graph()?;
        let article = self.node(&graph)?;
        let Some(document) = graph.document(article.document) else { return Ok(None) };
        reader.words(&document.key, article.span)
    }

    /// The meetings that it speaks of, the latest first.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Meeting>> {
        let graph = view(ctx)?;
        let meetings = graph.entities_in(self.0, NodeKind::Meeting);
        Paging::new(first, after, last, before).take(Meeting::by_day(&graph, meetings, true))
    }

    /// The officials that it names.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn officials(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Official>> {
        let graph = view(ctx)?;
        let officials = graph.entities_in(self.0, NodeKind::Official);
        Paging::new(first, after, last, before).take(by_id(&graph, officials, Official))
    }

    /// The bodies that it names.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn bodies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Body>> {
        let graph = view(ctx)?;
        let bodies = graph.entities_in(self.0, NodeKind::Body);
        Paging::new(first, after, last, before).take(by_id(&graph, bodies, Body))
    }

    /// The regulations that it speaks of.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn regulations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Regulation>> {
        let graph = view(ctx)?;
        let regulations = graph.entities_in(self.0, NodeKind::Regulation);
        Paging::new(first, after, last, before).take(by_id(&graph, regulations, Regulation))
    }
}
