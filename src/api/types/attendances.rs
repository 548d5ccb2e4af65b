//! Lists of attendances.

use super::{Attendance, id_text};
use crate::api::filters::MeetingFilter;
use crate::api::inputs::{AttendanceOrder, Role};
use crate::api::page::{Connection, Paging, ascending, by_day, place_by_day};
use crate::api::service::View;
use crate::graph::{self, Graph};
use async_graphql::Result;
use petgraph::stable_graph::NodeIndex;

/// The attendances of an official or a body.
pub fn attendances_of(
    graph: &Graph,
    who: NodeIndex,
    filter: Option<&MeetingFilter>,
    roles: Option<Vec<Role>>,
) -> Result<Vec<Attendance>> {
    let fits = MeetingFilter::of(filter, graph)?;
    let named = MeetingFilter::named(filter, graph);
    let edges = graph.edges_from(who, |says| matches!(says, graph::EdgeKind::Attendance(_)));
    let items = edges.filter_map(|(edge, meeting)| {
        let attendance = Attendance::of(graph, edge)?;
        let wanted = graph.fits(meeting, &fits)
            && named.as_ref().is_none_or(|named| named.contains(&meeting))
            && roles.as_ref().is_none_or(|roles| roles.contains(&attendance.role.into()));
        wanted.then_some(attendance)
    });
    Ok(items.collect())
}

/// A page of attendances in order.
pub fn in_order(
    graph: View,
    items: Vec<Attendance>,
    order: AttendanceOrder,
    paging: &Paging,
) -> Result<Connection<Attendance>> {
    let front = |attendance: &Attendance| {
        let day = graph.day(attendance.meeting);
        match order {
            AttendanceOrder::Rank => rank(&graph, attendance) as u64,
            AttendanceOrder::Latest => place_by_day(day, true),
            AttendanceOrder::Earliest => place_by_day(day, false),
        }
    };
    let mut placed: Vec<(u64, Attendance)> =
        items.into_iter().map(|attendance| (front(&attendance), attendance)).collect();
    placed.sort_by_key(|(front, _)| *front);
    // Ids are texts that take their time to write: only those that share a place need them.
    for alike in placed.chunk_by_mut(|one, other| one.0 == other.0) {
        if alike.len() > 1 {
            alike.sort_by_cached_key(|(_, attendance)| {
                let nodes = [attendance.meeting, attendance.who];
                let ids = nodes.map(|node| Some(graph.id(node)?.text()));
                (ids, attendance.role as u8)
            });
        }
    }
    let items: Vec<Attendance> = placed.into_iter().map(|(_, attendance)| attendance).collect();
    paging.take_in_order(&items, move |attendance| attendance_key(&graph, attendance, order))
}

/// The place in the list of attendees; those without one come last.
fn rank(graph: &Graph, attendance: &Attendance) -> usize {
    graph.rank(attendance.edge).map_or(usize::MAX >> 32, |rank| rank as usize)
}

/// What puts an attendance in its place, as a text that has the order of [`in_order`].
fn attendance_key(graph: &Graph, attendance: &Attendance, order: AttendanceOrder) -> String {
    let day = graph.day(attendance.meeting);
    let front = match order {
        AttendanceOrder::Rank => ascending(rank(graph, attendance)),
        AttendanceOrder::Latest => by_day(day, true),
        AttendanceOrder::Earliest => by_day(day, false),
    };
    let [meeting, who] = [attendance.meeting, attendance.who].map(|node| id_text(graph, node));
    format!("{front} {meeting} {who} {}", attendance.role as u8)
}
