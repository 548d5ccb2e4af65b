//! Officials.

use super::attendances::{attendances_of, in_order};
use super::edges::{evidence_cost, places};
use super::{Article, Attendance, Evidence, Meeting, Tenure, id_of, id_text};
use crate::api::filters::MeetingFilter;
use crate::api::inputs::{AttendanceOrder, Gender, MatchReason, Role};
use crate::api::json::Json;
use crate::api::page::{Connection, Paging, by_day, descending, page_cost};
use crate::api::quick::{Look, Plain, object};
use crate::api::service::view;
use crate::graph::{self, Graph, Node};
use async_graphql::parser::types::Field;
use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use petgraph::stable_graph::NodeIndex;
use std::sync::Arc;

/// A person whom articles name as an attendee or the holder of a post.
#[derive(Debug, Clone, Copy, Description)]
pub struct Official(pub NodeIndex);

#[Object(use_type_description, serial)]
impl Official {
    /// Made from the content: the same on every machine. Old ids lead on to the official.
    pub(super) async fn id(&self, ctx: &Context<'_>) -> Result<ID> {
        Ok(id_of(&*view(ctx)?, self.0))
    }

    /// The name, without spaces.
    async fn name(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(view(ctx)?.name(self.0).to_owned())
    }

    /// All names: more than one where officials were merged.
    async fn names(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let graph = view(ctx)?;
        Ok(match graph.node(self.0) {
            Some(Node::Official(node)) => {
                graph.official_names(node).into_iter().map(str::to_owned).collect()
            }
            _ => Vec::new(),
        })
    }

    /// The gender, where an article notes it behind the name (女) and none notes another. Articles
    /// hardly ever note that someone is a man, or a Han.
    async fn gender(&self, ctx: &Context<'_>) -> Result<Option<Gender>> {
        Ok(view(ctx)?.noted(self.0).0.map(Into::into))
    }

    /// The nationality, where an article notes it behind the name (回族) and none notes another.
    async fn ethnicity(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Ok(view(ctx)?.noted(self.0).1.map(str::to_owned))
    }

    /// Where articles note gender or nationality, at most 100 places.
    #[graphql(complexity = "evidence_cost(first) * child_complexity + 1")]
    async fn notes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many places; 3 if nothing is said.")] first: Option<i32>,
    ) -> Result<Vec<Evidence>> {
        Ok(places(view(ctx)?.notes_on(self.0), first))
    }

    /// The posts, by their start.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn tenures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only posts held on this day, or presumably held.")] as_of: Option<
            NaiveDate,
        >,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Tenure>> {
        let graph = view(ctx)?;
        Paging::new(first, after, last, before).take(tenures(
            &graph,
            graph.tenures_of(self.0),
            as_of,
        ))
    }

    /// The meetings attended, each with the role: one entry a role.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn attendances(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only at these meetings.")] filter: Option<MeetingFilter>,
        #[graphql(desc = "Only in these roles.")] roles: Option<Vec<Role>>,
        #[graphql(desc = "Order; the latest first if nothing is said.")] order: Option<
            AttendanceOrder,
        >,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Attendance>> {
        let graph = view(ctx)?;
        let order = order.unwrap_or(AttendanceOrder::Latest);
        let items = attendances_of(&graph, self.0, filter.as_ref(), roles)?;
        in_order(graph, items, order, &Paging::new(first, after, last, before))
    }

    /// Whom the official met at meetings, those most often met first.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn co_attendees(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only at these meetings.")] filter: Option<MeetingFilter>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<CoAttendee>> {
        let graph = view(ctx)?;
        let meetings = MeetingFilter::of(filter.as_ref(), &graph)?;
        let met = graph.company(self.0, &meetings).into_iter();
        let items: Vec<CoAttendee> =
            met.map(|met| CoAttendee { of: self.0, company: Arc::new(met) }).collect();
        // The order of `company`.
        let key = move |met: &CoAttendee| {
            let count = descending(met.company.meetings.len());
            format!("{count} {}", id_text(&graph, met.company.official))
        };
        Paging::new(first, after, last, before).take_in_order(&items, key)
    }

    /// The moves by which posts are taken to be one person's that no article gives to one: left in
    /// one article as another tells of an appointment. `splitOfficial` takes them apart.
    #[graphql(complexity = "10 * child_complexity + 1")]
    async fn moves(&self, ctx: &Context<'_>) -> Result<Vec<PostMove>> {
        Ok(view(ctx)?.moves_of(self.0).into_iter().map(PostMove).collect())
    }

    /// Officials of the same name who may be the same person, the likeliest first.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn possible_matches(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<PossibleMatch>> {
        let graph = view(ctx)?;
        let items = graph
            .possible_matches(self.0)
            .into_iter()
            .map(|found| {
                let key = descending((found.score * 1000.0) as usize);
                (format!("{key} {}", id_text(&graph, found.official)), PossibleMatch(found))
            })
            .collect();
        Paging::new(first, after, last, before).take(items)
    }

    /// The articles that name the official, the latest first.
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

impl Plain for Official {
    fn name(&self) -> &'static str {
        "Official"
    }

    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
        let graph = look.graph();
        match field.name.node.as_str() {
            "id" => json.id(graph.id(self.0)),
            "name" => json.value(graph.name(self.0)),
            _ => return None,
        }
        Some(())
    }
}

/// Tenures in the order of their start, under keys.
pub fn tenures(
    graph: &Graph,
    tenures: Vec<graph::Tenure>,
    as_of: Option<NaiveDate>,
) -> Vec<(String, Tenure)> {
    tenures
        .into_iter()
        .filter(|tenure| as_of.is_none_or(|day| tenure.on(day).is_some()))
        .map(|tenure| {
            let (who, at) = (id_text(graph, tenure.official), id_text(graph, tenure.body));
            let title = graph.text(tenure.title);
            (
                format!("{} {at} {title} {who}", by_day(tenure.start(), false)),
                Tenure { tenure, as_of },
            )
        })
        .collect()
}

/// Someone whom an official met, with the meetings that they share.
#[derive(Debug, Clone, Description)]
pub struct CoAttendee {
    of: NodeIndex,
    company: Arc<graph::Company>,
}

#[Object(use_type_description, serial)]
impl CoAttendee {
    /// The other one.
    async fn official(&self) -> Official {
        Official(self.company.official)
    }

    /// How many meetings both attended.
    async fn count(&self) -> i32 {
        i32::try_from(self.company.meetings.len()).unwrap_or(i32::MAX)
    }

    /// The day of the first such meeting, where any is known.
    async fn first_met(&self) -> Option<NaiveDate> {
        self.company.first
    }

    /// The day of the last such meeting.
    async fn last_met(&self) -> Option<NaiveDate> {
        self.company.last
    }

    /// The meetings that both attended, by day.
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
        Paging::new(first, after, last, before).take(Meeting::by_day(
            &graph,
            self.company.meetings.iter().copied(),
            false,
        ))
    }

    /// The attendances of both at the meetings that they share, by day: in what roles they met.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn attendances(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Attendance>> {
        let graph = view(ctx)?;
        let mut items = Vec::new();
        for meeting in &self.company.meetings {
            let edges =
                graph.edges_to(*meeting, |says| matches!(says, graph::EdgeKind::Attendance(_)));
            for (edge, who) in edges {
                let wanted = who == self.of || who == self.company.official;
                if let Some(attendance) = Attendance::of(&graph, edge).filter(|_| wanted) {
                    items.push(attendance);
                }
            }
        }
        let paging = Paging::new(first, after, last, before);
        in_order(graph, items, AttendanceOrder::Earliest, &paging)
    }
}

impl Plain for CoAttendee {
    fn name(&self) -> &'static str {
        "CoAttendee"
    }

    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
        let met = &self.company;
        match field.name.node.as_str() {
            "official" => object(&Official(met.official), look, &field.selection_set.node, json)?,
            "count" => json.value(i32::try_from(met.meetings.len()).unwrap_or(i32::MAX)),
            "firstMet" => json.day(met.first),
            "lastMet" => json.day(met.last),
            _ => return None,
        }
        Some(())
    }
}

/// A post left for another within 90 days, in one province, by bearers of a name that few have.
#[derive(Debug, Clone, Copy, Description)]
pub struct PostMove(graph::PostMove);

#[Object(use_type_description, serial)]
impl PostMove {
    /// The post left.
    async fn left(&self) -> Tenure {
        Tenure { tenure: self.0.left, as_of: None }
    }

    /// The post begun about that time.
    async fn began(&self) -> Tenure {
        Tenure { tenure: self.0.began, as_of: None }
    }
}

/// An official of the same name who may be the same person.
#[derive(Debug, Clone, Description)]
pub struct PossibleMatch(pub graph::PossibleMatch);

#[Object(use_type_description, serial)]
impl PossibleMatch {
    /// The other one.
    async fn official(&self) -> Official {
        Official(self.0.official)
    }

    /// What speaks for it added up, from 0 to 1. No probability.
    async fn score(&self) -> f64 {
        (f64::from(self.0.score) * 1000.0).round() / 1000.0
    }

    /// What speaks for it and against it, the weightiest first.
    async fn reasons(&self) -> Vec<MatchReason> {
        self.0.reasons.iter().map(|reason| (*reason).into()).collect()
    }
}
