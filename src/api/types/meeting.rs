//! Meetings.

use super::attendances::in_order;
use super::{Act, Article, Attendance, Body, Place, by_id, id_of, id_text};
use crate::api::inputs::{AttendanceOrder, MeetingKind, Role};
use crate::api::json::Json;
use crate::api::page::{Connection, Paging, by_day, page_cost};
use crate::api::quick::{Look, Plain};
use crate::api::service::view;
use crate::graph::{EdgeKind, Graph, MeetingNode, Node, Sighting};
use async_graphql::parser::types::Field;
use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use petgraph::stable_graph::NodeIndex;
use std::collections::BTreeSet;

/// A meeting. A session and its sittings are one.
#[derive(Debug, Clone, Copy, Description)]
pub struct Meeting(pub NodeIndex);

impl Meeting {
    /// Meetings under keys that put them in the order of their days.
    pub fn by_day(
        graph: &Graph,
        meetings: impl IntoIterator<Item = NodeIndex>,
        latest_first: bool,
    ) -> Vec<(String, Meeting)> {
        meetings
            .into_iter()
            .map(|node| {
                let day = by_day(graph.day(node), latest_first);
                (format!("{day} {}", id_text(graph, node)), Meeting(node))
            })
            .collect()
    }

    fn node<'g>(&self, graph: &'g Graph) -> Result<&'g MeetingNode> {
        match graph.node(self.0) {
            Some(Node::Meeting(node)) => Ok(node),
            _ => Err("The meeting is gone.".into()),
        }
    }

    fn told<T>(&self, graph: &Graph, read: impl Fn(&Sighting) -> T) -> Result<Option<T>> {
        Ok(self.node(graph)?.told().map(read))
    }

    /// The meeting that stands so many places behind it in its series.
    fn beside(&self, graph: &Graph, step: isize) -> Option<Meeting> {
        let (_, meetings, at) = graph.series_of(self.0)?;
        meetings.get(at.checked_add_signed(step)?).copied().map(Meeting)
    }
}

impl Plain for Meeting {
    fn name(&self) -> &'static str {
        "Meeting"
    }

    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
        let graph = look.graph();
        match field.name.node.as_str() {
            "id" => json.id(graph.id(self.0)),
            "name" => json.value(graph.name(self.0)),
            "date" => json.day(graph.day(self.0)),
            _ => return None,
        }
        Some(())
    }
}

#[Object(use_type_description, serial)]
impl Meeting {
    /// Made from the content: the same on every machine.
    pub(super) async fn id(&self, ctx: &Context<'_>) -> Result<ID> {
        Ok(id_of(&*view(ctx)?, self.0))
    }

    /// The name, of several the usual one.
    async fn name(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(view(ctx)?.name(self.0).to_owned())
    }

    /// All names that articles give it.
    async fn names(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let graph = view(ctx)?;
        let names: BTreeSet<&str> =
            self.node(&graph)?.sightings.iter().map(|told| graph.text(told.name)).collect();
        Ok(names.into_iter().map(str::to_owned).collect())
    }

    /// What kind of gathering.
    async fn kind(&self, ctx: &Context<'_>) -> Result<Option<MeetingKind>> {
        self.told(&*view(ctx)?, |told| told.kind.into())
    }

    /// The day it was held or began; null where no text tells.
    async fn date(&self, ctx: &Context<'_>) -> Result<Option<NaiveDate>> {
        Ok(view(ctx)?.day(self.0))
    }

    /// Its last day, where it ran for days.
    async fn end_date(&self, ctx: &Context<'_>) -> Result<Option<NaiveDate>> {
        Ok(self.told(&*view(ctx)?, |told| told.end_date)?.flatten())
    }

    /// Whether the year or month of the date stands elsewhere than with the day.
    async fn date_inferred(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.told(&*view(ctx)?, |told| told.date_inferred)?.unwrap_or_default())
    }

    /// Where it was held, in the words of the text: 西宁, 人民大会堂.
    async fn venue(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        let venue = self.told(&graph, |told| told.venue)?.flatten();
        Ok(venue.map(|venue| graph.text(venue).to_owned()))
    }

    /// The division whose meeting it is.
    async fn place(&self, ctx: &Context<'_>) -> Result<Option<Place>> {
        Ok(self.told(&*view(ctx)?, |told| told.jurisdiction)?.flatten().map(Place))
    }

    /// 届: the number of the term, where it has one.
    async fn term(&self, ctx: &Context<'_>) -> Result<Option<u32>> {
        Ok(self.node(&*view(ctx)?)?.number.and_then(|number| number.term))
    }

    /// 次: the number of the session, where it has one.
    async fn session(&self, ctx: &Context<'_>) -> Result<Option<u32>> {
        Ok(self.node(&*view(ctx)?)?.number.map(|number| number.session))
    }

    /// The parts of the session that articles report: 第一次全体会议, 闭幕会.
    async fn sittings(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let graph = view(ctx)?;
        let sightings = &self.node(&graph)?.sightings;
        let sittings: BTreeSet<&str> = sightings
            .iter()
            .flat_map(|told| &told.sittings)
            .map(|word| graph.text(*word))
            .collect();
        Ok(sittings.into_iter().map(str::to_owned).collect())
    }

    /// Whether articles only speak of it and none reports it.
    async fn referenced(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.told(&*view(ctx)?, |told| told.referenced)?.unwrap_or_default())
    }

    /// The name of the series that it belongs to: 青海省人大常委会会议.
    async fn series(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Ok(view(ctx)?.series_of(self.0).map(|(name, ..)| name.to_owned()))
    }

    /// The meeting before it in its series.
    async fn previous(&self, ctx: &Context<'_>) -> Result<Option<Meeting>> {
        Ok(self.beside(&*view(ctx)?, -1))
    }

    /// The meeting after it in its series.
    async fn next(&self, ctx: &Context<'_>) -> Result<Option<Meeting>> {
        Ok(self.beside(&*view(ctx)?, 1))
    }

    /// The bodies whose meeting it is.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn conveners(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Body>> {
        let graph = view(ctx)?;
        Paging::new(first, after, last, before).take(by_id(&graph, graph.conveners(self.0), Body))
    }

    /// Who attended, officials and bodies, each with the role: one entry a role.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn attendances(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only in these roles.")] roles: Option<Vec<Role>>,
        #[graphql(default, desc = "Order; by rank if nothing is said.")] order: AttendanceOrder,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Attendance>> {
        let graph = view(ctx)?;
        let edges = graph.edges_to(self.0, |says| matches!(says, EdgeKind::Attendance(_)));
        let items = edges
            .filter_map(|(edge, _)| Attendance::of(&graph, edge))
            .filter(|a| roles.as_ref().is_none_or(|roles| roles.contains(&a.role.into())))
            .collect();
        in_order(graph, items, order, &Paging::new(first, after, last, before))
    }

    /// What it did with regulations, in the order in which the articles tell it.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn acts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Act>> {
        let graph = view(ctx)?;
        let edges = graph.edges_from(self.0, |says| matches!(says, EdgeKind::Act(_)));
        let acts = Act::as_told(&graph, edges.map(|(edge, _)| edge));
        Paging::new(first, after, last, before).take(acts)
    }

    /// The articles that report it or speak of it, the latest first.
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
