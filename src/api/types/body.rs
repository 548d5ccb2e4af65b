//! Bodies.

use super::attendances::{attendances_of, in_order};
use super::official::tenures;
use super::{
    Article, Attendance, Meeting, Official, Place, Succession, Tenure, by_id, id_of, id_text,
};
use crate::api::filters::MeetingFilter;
use crate::api::inputs::{AttendanceOrder, BodyKind, BodyLevel, DateOrder, Role};
use crate::api::json::Json;
use crate::api::page::{Connection, Paging, by_day, descending, page_cost};
use crate::api::quick::{Look, Plain};
use crate::api::service::view;
use crate::graph::{self, BodyNode, EdgeKind, Graph, Node};
use async_graphql::parser::types::Field;
use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use petgraph::stable_graph::NodeIndex;
use std::sync::Arc;

/// An institution: a committee, a government, a department, a court.
#[derive(Debug, Clone, Copy, Description)]
pub struct Body(pub NodeIndex);

impl Body {
    fn read<T>(&self, graph: &Graph, read: impl Fn(&BodyNode) -> T) -> Result<T> {
        match graph.node(self.0) {
            Some(Node::Body(node)) => Ok(read(node)),
            _ => Err("The body is gone.".into()),
        }
    }
}

/// How many predecessors a body is reckoned to have when the cost is estimated.
const FEW: usize = 4;

impl Plain for Body {
    fn name(&self) -> &'static str {
        "Body"
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

#[Object(use_type_description, serial)]
impl Body {
    /// Made from place and standard name: the same on every machine.
    pub(super) async fn id(&self, ctx: &Context<'_>) -> Result<ID> {
        Ok(id_of(&*view(ctx)?, self.0))
    }

    /// The standard name: 青海省人大常委会.
    async fn name(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(view(ctx)?.name(self.0).to_owned())
    }

    /// What sort of institution.
    async fn kind(&self, ctx: &Context<'_>) -> Result<BodyKind> {
        self.read(&*view(ctx)?, |node| node.kind.into())
    }

    /// How high in the order of administration it stands.
    async fn level(&self, ctx: &Context<'_>) -> Result<BodyLevel> {
        self.read(&*view(ctx)?, |node| node.level.into())
    }

    /// The division that it belongs to.
    async fn place(&self, ctx: &Context<'_>) -> Result<Option<Place>> {
        self.read(&*view(ctx)?, |node| node.place.map(Place))
    }

    /// The body that it is part of.
    async fn part_of(&self, ctx: &Context<'_>) -> Result<Option<Body>> {
        let graph = view(ctx)?;
        let edge = self.read(&graph, |node| node.part_of)?;
        let ends = edge.and_then(|edge| graph.net().edge_endpoints(edge));
        Ok(ends.map(|(_, above)| Body(above)))
    }

    /// The bodies that are part of it.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn parts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Body>> {
        let graph = view(ctx)?;
        let parts = graph.edges_to(self.0, |says| says == EdgeKind::PartOf).map(|(_, part)| part);
        Paging::new(first, after, last, before).take(by_id(&graph, parts, Body))
    }

    /// The bodies of the same jurisdiction that became this one: 劳动局 of 人力资源和社会保障局.
    #[graphql(complexity = "FEW * child_complexity + 1")]
    async fn preceded_by(&self, ctx: &Context<'_>) -> Result<Vec<Succession>> {
        Ok(view(ctx)?.preceded_by(self.0).into_iter().map(Succession).collect())
    }

    /// The bodies of the same jurisdiction that this one became.
    #[graphql(complexity = "FEW * child_complexity + 1")]
    async fn succeeded_by(&self, ctx: &Context<'_>) -> Result<Vec<Succession>> {
        Ok(view(ctx)?.succeeded_by(self.0).into_iter().map(Succession).collect())
    }

    /// Who holds or held posts there, by the start.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn tenures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only posts held on this day, or presumably held.")] as_of: Option<
            NaiveDate,
        >,
        #[graphql(desc = "Only posts of this title: 书记.")] title: Option<String>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Tenure>> {
        let graph = view(ctx)?;
        let held = match &title {
            Some(title) => graph.tenures_titled(self.0, title),
            None => graph.tenures_at(self.0),
        };
        Paging::new(first, after, last, before).take(tenures(&graph, held, as_of))
    }

    /// The meetings that it convened.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these meetings.")] filter: Option<MeetingFilter>,
        #[graphql(default, desc = "Order by day.")] order: DateOrder,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Meeting>> {
        let graph = view(ctx)?;
        let fits = MeetingFilter::of(filter.as_ref(), &graph)?;
        let named = MeetingFilter::named(filter.as_ref(), &graph);
        let convened = graph
            .edges_from(self.0, |says| says == EdgeKind::Convenes)
            .map(|(_, meeting)| meeting)
            .filter(|meeting| graph.fits(*meeting, &fits))
            .filter(|meeting| named.as_ref().is_none_or(|named| named.contains(meeting)));
        let items = Meeting::by_day(&graph, convened, order == DateOrder::Latest);
        Paging::new(first, after, last, before).take(items)
    }

    /// The meetings that it attended, through its 负责人 or by its report.
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

    /// For each member: which of the body's meetings the member attended, and which not.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn attendance_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only meetings on this day or later.")] from: Option<NaiveDate>,
        #[graphql(desc = "Only meetings on this day or earlier.")] to: Option<NaiveDate>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<MemberRecord>> {
        let graph = view(ctx)?;
        let items = graph
            .attendance_record(self.0, from, to)
            .into_iter()
            .map(|record| {
                let key = descending(record.attended.len());
                let key = format!("{key} {}", id_text(&graph, record.official));
                (key, MemberRecord(Arc::new(record)))
            })
            .collect();
        Paging::new(first, after, last, before).take(items)
    }

    /// The articles that name it, the latest first.
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

/// In which place a member of a body stood at one of its meetings.
#[derive(Debug, Clone, Copy, Description)]
pub struct MemberPlace {
    meeting: NodeIndex,
    place: u32,
}

#[Object(use_type_description, serial)]
impl MemberPlace {
    /// The meeting.
    async fn meeting(&self) -> Meeting {
        Meeting(self.meeting)
    }

    /// The place among the members at the meeting, from 1, in the order in which articles name them.
    async fn place(&self) -> u32 {
        self.place
    }
}

/// How often a member of a body was at its meetings.
#[derive(Debug, Clone, Description)]
pub struct MemberRecord(Arc<graph::AttendanceRecord>);

#[Object(use_type_description, serial)]
impl MemberRecord {
    /// The member.
    async fn official(&self) -> Official {
        Official(self.0.official)
    }

    /// How many of the meetings name the member.
    async fn attended_count(&self) -> i32 {
        i32::try_from(self.0.attended.len()).unwrap_or(i32::MAX)
    }

    /// How many meetings of the time of membership name others and not the member.
    async fn absent_count(&self) -> i32 {
        i32::try_from(self.0.absent.len()).unwrap_or(i32::MAX)
    }

    /// The meetings attended, by day.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn attended(
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
            self.0.attended.iter().copied(),
            false,
        ))
    }

    /// The member's places at the meetings attended, by day: the order of precedence over time.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn places(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<MemberPlace>> {
        let graph = view(ctx)?;
        let places = self.0.places.iter().map(|(meeting, place)| {
            let day = by_day(graph.day(*meeting), false);
            let place = MemberPlace { meeting: *meeting, place: *place };
            (format!("{day} {}", id_text(&graph, *meeting)), place)
        });
        Paging::new(first, after, last, before).take(places.collect())
    }

    /// The meetings of the time of membership whose articles do not name the member, by day.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn absent(
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
            self.0.absent.iter().copied(),
            false,
        ))
    }
}
