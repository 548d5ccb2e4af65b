//! Relay connections: pages with cursors that hold while lists change.

use super::errors::{Code, error};
use super::quick::{Plain, Quick};
use super::types::*;
use async_graphql::{OutputType, Result, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// No page is longer.
pub const LONGEST_PAGE: usize = 500;
/// How long a page is where nothing is said.
pub const USUAL_PAGE: usize = 20;

/// What a page costs: the size asked for, as [`Paging::take`] reads it.
pub fn page_cost(first: Option<i32>, last: Option<i32>) -> usize {
    let asked = first.or(last).map_or(USUAL_PAGE, |n| usize::try_from(n).unwrap_or_default());
    asked.min(LONGEST_PAGE + 1)
}

/// The arguments of a connection.
#[derive(Debug, Clone, Default)]
pub struct Paging {
    first: Option<i32>,
    after: Option<String>,
    last: Option<i32>,
    before: Option<String>,
}

impl Paging {
    /// The arguments as they come.
    pub fn new(
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Self {
        Paging { first, after, last, before }
    }

    /// The page of a list whose items stand under their sort keys. A key says all that puts the item
    /// in its place, so that a cursor holds even when its item is gone.
    pub fn take<T: OutputType + Plain + Clone>(
        &self,
        mut items: Vec<(String, T)>,
    ) -> Result<Connection<T>>
    where
        Edge<T>: OutputType,
    {
        let first = size("first", self.first)?;
        let last = size("last", self.last)?;
        items.sort_by(|(a, _), (b, _)| a.cmp(b));
        let total_count = items.len();
        let start = match &self.after {
            Some(cursor) => {
                let key = read_cursor(cursor)?;
                items.partition_point(|(own, _)| *own <= key)
            }
            None => 0,
        };
        let end = match &self.before {
            Some(cursor) => {
                let key = read_cursor(cursor)?;
                items.partition_point(|(own, _)| *own < key)
            }
            None => total_count,
        };
        let (mut from, mut to) = (start, end.max(start));
        if let Some(first) = first.or((last.is_none()).then_some(USUAL_PAGE)) {
            to = to.min(from + first);
        }
        if let Some(last) = last {
            from = from.max(to.saturating_sub(last));
        }
        let edges: Vec<Edge<T>> = items
            .drain(from..to)
            .map(|(key, node)| Edge { cursor: write_cursor(&key), node })
            .collect();
        Ok(Connection {
            nodes: Quick(edges.iter().map(|edge| edge.node.clone()).collect()),
            page_info: PageInfo {
                has_next_page: to < total_count,
                has_previous_page: from > 0,
                start_cursor: edges.first().map(|edge| edge.cursor.clone()),
                end_cursor: edges.last().map(|edge| edge.cursor.clone()),
            },
            edges,
            total_count: i32::try_from(total_count).unwrap_or(i32::MAX),
        })
    }
}

fn size(name: &str, asked: Option<i32>) -> Result<Option<usize>> {
    let Some(asked) = asked else { return Ok(None) };
    match usize::try_from(asked) {
        Ok(size) if size <= LONGEST_PAGE => Ok(Some(size)),
        Ok(_) => Err(error(
            Code::PageLimit,
            format!("{name} is {asked}; a page has at most {LONGEST_PAGE} items."),
            "Ask for the next page with after: pageInfo.endCursor.",
        )),
        Err(_) => Err(error(
            Code::BadInput,
            format!("{name} is {asked}."),
            format!("A page has 0 to {LONGEST_PAGE} items."),
        )),
    }
}

fn write_cursor(key: &str) -> String {
    URL_SAFE_NO_PAD.encode(key)
}

fn read_cursor(cursor: &str) -> Result<String> {
    let key = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    key.ok_or_else(|| {
        error(
            Code::BadInput,
            format!("{cursor:?} is no cursor."),
            "Cursors come from pageInfo and edges of the same list in the same order.",
        )
    })
}

/// A number as part of a sort key.
pub fn ascending(number: usize) -> String {
    format!("{number:010}")
}

/// A number as part of a sort key, the largest first.
pub fn descending(number: usize) -> String {
    format!("{:010}", 9_999_999_999 - number.min(9_999_999_999))
}

/// A day as part of a sort key, the latest first; no day comes last either way.
pub fn by_day(day: Option<chrono::NaiveDate>, latest_first: bool) -> String {
    use chrono::Datelike;
    match day.map(|day| day.num_days_from_ce().max(0) as usize) {
        Some(days) if latest_first => descending(days),
        Some(days) => ascending(days),
        None => "~".to_owned(),
    }
}

/// Where a page stands in its list.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(serial)]
pub struct PageInfo {
    /// Whether items follow.
    pub has_next_page: bool,
    /// Whether items come before.
    pub has_previous_page: bool,
    /// Cursor of the first item.
    pub start_cursor: Option<String>,
    /// Cursor of the last item; the next page is `after` it.
    pub end_cursor: Option<String>,
}

/// Names the connection and the edge of every type that stands in lists.
macro_rules! connections {
    ($(($node:ty, $connection:literal, $edge:literal)),* $(,)?) => {
        /// An item in its list.
        #[derive(Debug, Clone, SimpleObject)]
        #[graphql(serial, $(concrete(name = $edge, params($node))),*)]
        pub struct Edge<T: OutputType> {
            /// The item's place in the list: holds while the list changes.
            pub cursor: String,
            /// The item.
            pub node: T,
        }

        /// A page of a list.
        #[derive(Debug, Clone, SimpleObject)]
        #[graphql(serial, $(concrete(name = $connection, params($node))),*)]
        pub struct Connection<T: OutputType + Plain>
        where
            Edge<T>: OutputType,
        {
            /// The items with their cursors.
            pub edges: Vec<Edge<T>>,
            /// The items alone.
            pub nodes: Quick<T>,
            /// Where the page stands.
            pub page_info: PageInfo,
            /// How many items the whole list has.
            pub total_count: i32,
        }
    };
}

connections![
    (Node, "NodeConnection", "NodeEdge"),
    (Official, "OfficialConnection", "OfficialEdge"),
    (Body, "BodyConnection", "BodyEdge"),
    (Meeting, "MeetingConnection", "MeetingEdge"),
    (Regulation, "RegulationConnection", "RegulationEdge"),
    (Article, "ArticleConnection", "ArticleEdge"),
    (Attendance, "AttendanceConnection", "AttendanceEdge"),
    (Tenure, "TenureConnection", "TenureEdge"),
    (Act, "ActConnection", "ActEdge"),
    (RegulationChange, "RegulationChangeConnection", "RegulationChangeEdge"),
    (CoAttendee, "CoAttendeeConnection", "CoAttendeeEdge"),
    (PossibleMatch, "PossibleMatchConnection", "PossibleMatchEdge"),
    (SearchHit, "SearchHitConnection", "SearchHitEdge"),
    (MemberRecord, "MemberRecordConnection", "MemberRecordEdge"),
    (MemberPlace, "MemberPlaceConnection", "MemberPlaceEdge"),
    (NetworkPerson, "NetworkPersonConnection", "NetworkPersonEdge"),
    (NetworkTie, "NetworkTieConnection", "NetworkTieEdge"),
    (Decision, "DecisionConnection", "DecisionEdge"),
];
