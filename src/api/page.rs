//! Relay connections: pages with cursors that hold while lists change.

use super::errors::{Code, error};
use super::quick::{Plain, Quick};
use super::types::*;
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, Result, ServerResult, SimpleObject, Value,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;
use std::sync::Arc;

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
        items.sort_by(|(a, _), (b, _)| a.cmp(b));
        let (from, to) = self.part(items.len(), |at| Cow::Borrowed(&items[at].0))?;
        let total = items.len();
        let (keys, nodes): (Vec<String>, Vec<T>) = items.drain(from..to).unzip();
        let keys: Keys<T> = Arc::new(move |at, _| keys.get(at).cloned().unwrap_or_default());
        Ok(page(nodes, keys, (from, to), total))
    }

    /// The page of a list that is in the order of its keys: most of these need not be made.
    pub fn take_in_order<T: OutputType + Plain + Clone>(
        &self,
        items: &[T],
        key: impl Fn(&T) -> String + Send + Sync + 'static,
    ) -> Result<Connection<T>>
    where
        Edge<T>: OutputType,
    {
        let (from, to) = self.part(items.len(), |at| Cow::Owned(key(&items[at])))?;
        let keys: Keys<T> = Arc::new(move |_, node| key(node));
        Ok(page(items[from..to].to_vec(), keys, (from, to), items.len()))
    }

    /// From where to where the page goes in a list of so many items, in the order of their keys.
    fn part<'k>(
        &self,
        total: usize,
        key: impl Fn(usize) -> Cow<'k, String>,
    ) -> Result<(usize, usize)> {
        let first = size("first", self.first)?;
        let last = size("last", self.last)?;
        let start = match &self.after {
            Some(cursor) => {
                let after = read_cursor(cursor)?;
                partition_point(total, |at| *key(at) <= after)
            }
            None => 0,
        };
        let end = match &self.before {
            Some(cursor) => {
                let before = read_cursor(cursor)?;
                partition_point(total, |at| *key(at) < before)
            }
            None => total,
        };
        let (mut from, mut to) = (start, end.max(start));
        if let Some(first) = first.or((last.is_none()).then_some(USUAL_PAGE)) {
            to = to.min(from + first);
        }
        if let Some(last) = last {
            from = from.max(to.saturating_sub(last));
        }
        Ok((from, to))
    }
}

/// How many of the first so many fit, where all that fit come first.
fn partition_point(total: usize, fits: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, total);
    while from < to {
        let middle = from + (to - from) / 2;
        if fits(middle) { from = middle + 1 } else { to = middle }
    }
    from
}

/// The items that stand from one place to another in a list of so many.
fn page<T: OutputType + Plain + Clone>(
    nodes: Vec<T>,
    keys: Keys<T>,
    (from, to): (usize, usize),
    total: usize,
) -> Connection<T>
where
    Edge<T>: OutputType,
{
    let last = nodes.len().saturating_sub(1);
    let cursor = |at: usize| nodes.get(at).map(|node| write_cursor(&keys(at, node)));
    Connection {
        page_info: PageInfo {
            has_next_page: to < total,
            has_previous_page: from > 0,
            start_cursor: cursor(0),
            end_cursor: cursor(last),
        },
        total_count: i32::try_from(total).unwrap_or(i32::MAX),
        edges: Edges { nodes: nodes.clone(), keys },
        nodes: Quick(nodes),
    }
}

/// The sort key of the item that stands at a place of the page.
type Keys<T> = Arc<dyn Fn(usize, &T) -> String + Send + Sync>;

/// The items with their cursors, which are made when they are asked for.
#[derive(Clone)]
pub struct Edges<T> {
    nodes: Vec<T>,
    keys: Keys<T>,
}

impl<T: OutputType + Clone> OutputType for Edges<T>
where
    Edge<T>: OutputType,
{
    fn type_name() -> Cow<'static, str> {
        Vec::<Edge<T>>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<Edge<T>>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<Edge<T>>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let each = self.nodes.iter().enumerate().map(|(at, node)| Edge {
            cursor: write_cursor(&(self.keys)(at, node)),
            node: node.clone(),
        });
        each.collect::<Vec<Edge<T>>>().resolve(ctx, field).await
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

/// No number of a sort key is larger.
const LARGEST: u64 = 9_999_999_999;

/// A number as part of a sort key.
pub fn ascending(number: usize) -> String {
    digits((number as u64).min(LARGEST))
}

/// A number as part of a sort key, the largest first.
pub fn descending(number: usize) -> String {
    digits(LARGEST - (number as u64).min(LARGEST))
}

/// Ten digits.
fn digits(mut number: u64) -> String {
    let mut text = [b'0'; 10];
    for digit in text.iter_mut().rev() {
        *digit += (number % 10) as u8;
        number /= 10;
    }
    text.into_iter().map(char::from).collect()
}

/// A day as part of a sort key, the latest first; no day comes last either way.
pub fn by_day(day: Option<NaiveDate>, latest_first: bool) -> String {
    match day.map(days_of) {
        Some(days) if latest_first => descending(days),
        Some(days) => ascending(days),
        None => "~".to_owned(),
    }
}

/// The place of [`by_day`]'s texts in their order.
pub fn place_by_day(day: Option<NaiveDate>, latest_first: bool) -> u64 {
    match day.map(|day| days_of(day) as u64) {
        Some(days) if latest_first => LARGEST - days,
        Some(days) => days,
        None => LARGEST + 1,
    }
}

fn days_of(day: NaiveDate) -> usize {
    day.num_days_from_ce().max(0) as usize
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
        #[derive(Clone, SimpleObject)]
        #[graphql(serial, $(concrete(name = $connection, params($node))),*)]
        pub struct Connection<T: OutputType + Plain + Clone>
        where
            Edge<T>: OutputType,
        {
            /// The items with their cursors.
            pub edges: Edges<T>,
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
