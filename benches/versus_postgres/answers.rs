//! The five questions, what answers them, and the graph's own answers.

use chrono::NaiveDate;
use chuxi::graph::{EdgeKind, Graph, Link, MeetingFilter, Reach, Walk};
use petgraph::stable_graph::NodeIndex;

/// Paths over more meetings are not looked for.
pub const MOST_MEETINGS: usize = 4;

/// A question.
#[derive(Debug, Clone)]
pub enum Ask {
    /// Who attended a meeting?
    Attendees(NodeIndex),
    /// What did an official attend?
    Attended(NodeIndex),
    /// Whom did an official meet, how often, when first and last?
    Company(NodeIndex),
    /// Over how few meetings are two officials joined?
    Path(NodeIndex, NodeIndex),
    /// Who held the post of a title at a body, and when?
    Holders(NodeIndex, String),
}

/// An answer; rows in any order, but for the company, which is in order.
#[derive(Debug, PartialEq, Eq)]
pub enum Rows {
    Attendees(Vec<Attendee>),
    Attended(Vec<Attended>),
    Company(Vec<Met>),
    Path(Option<usize>),
    Holders(Vec<(String, String, [Option<NaiveDate>; 4])>),
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attendee {
    pub id: String,
    pub name: String,
    pub role: String,
    pub rank: Option<i32>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attended {
    pub id: String,
    pub name: String,
    pub day: Option<NaiveDate>,
    pub role: String,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Met {
    pub id: String,
    pub name: String,
    pub times: i32,
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
}

impl Rows {
    /// The rows in an order of their own, to be compared.
    pub fn sorted(mut self) -> Rows {
        match &mut self {
            Rows::Attendees(rows) => rows.sort(),
            Rows::Attended(rows) => rows.sort(),
            Rows::Holders(rows) => rows.sort(),
            Rows::Company(_) | Rows::Path(_) => {}
        }
        self
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Rows::Attendees(rows) => rows.len(),
            Rows::Attended(rows) => rows.len(),
            Rows::Company(rows) => rows.len(),
            Rows::Path(path) => path.unwrap_or_default(),
            Rows::Holders(rows) => rows.len(),
        }
    }
}

/// The graph's answer.
pub fn ask(graph: &Graph, ask: &Ask) -> Rows {
    let id = |node| graph.id(node).map(|id| id.to_string()).unwrap_or_default();
    let name = |node| graph.name(node).to_owned();
    let attends = |says: EdgeKind| matches!(says, EdgeKind::Attendance(_));
    let role = |edge| match graph.net().edge_weight(edge).map(|edge| edge.kind) {
        Some(EdgeKind::Attendance(role)) => role.to_string(),
        _ => String::new(),
    };
    match ask {
        Ask::Attendees(meeting) => {
            let rows = graph.edges_to(*meeting, attends).map(|(edge, who)| Attendee {
                id: id(who),
                name: name(who),
                role: role(edge),
                rank: graph.rank(edge).map(|rank| rank as i32),
            });
            Rows::Attendees(rows.collect())
        }
        Ask::Attended(who) => {
            let rows = graph.edges_from(*who, attends).map(|(edge, what)| Attended {
                id: id(what),
                name: name(what),
                day: graph.day(what),
                role: role(edge),
            });
            Rows::Attended(rows.collect())
        }
        Ask::Company(who) => {
            let met = graph.company(*who, &MeetingFilter::default()).into_iter().map(|met| Met {
                id: id(met.official),
                name: name(met.official),
                times: met.meetings.len() as i32,
                first: met.first,
                last: met.last,
            });
            Rows::Company(met.collect())
        }
        Ask::Path(one, other) => {
            let walk = Walk { links: vec![Link::Attendance], ..Walk::default() };
            let reach =
                Reach { longest: 2 * MOST_MEETINGS, slack: 0, limit: 1, budget: usize::MAX };
            let paths = graph.paths(*one, *other, &walk, reach).expect("within reach");
            Rows::Path(paths.first().map(|path| path.edges.len() / 2))
        }
        Ask::Holders(body, title) => {
            let rows = graph.tenures_titled(*body, title).into_iter().map(|tenure| {
                let days = [tenure.first_seen, tenure.last_seen, tenure.appointed, tenure.removed];
                (id(tenure.official), name(tenure.official), days)
            });
            Rows::Holders(rows.collect())
        }
    }
}
