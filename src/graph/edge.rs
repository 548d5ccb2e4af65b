//! What stands at the edges, and the statements that bear them.

use super::Sym;
use super::node::StatementId;
use crate::model::{Action, Amending, ChangeKind, Gender, Role, Span};
use crate::resolve::identity::ClusterId;
use chrono::NaiveDate;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use serde::{Deserialize, Serialize};

/// An edge: what it says, and the statements that say it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Edge {
    /// What it says.
    pub kind: EdgeKind,
    /// The first of its statements; the others follow by [`Statement::next`].
    pub first: Option<StatementId>,
    /// How many statements there are.
    pub count: u32,
}

/// What an edge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EdgeKind {
    /// Official or body → meeting.
    Attendance(Role),
    /// Official → body, under this title.
    Tenure(Sym),
    /// Body → meeting.
    Convenes,
    /// Meeting → regulation.
    Act(Action),
    /// Regulation → itself: what became of it outside any meeting, and on which day.
    Enactment(Action, Option<NaiveDate>),
    /// Regulation → the regulation that it amends or repeals.
    Amending(Amending),
    /// Body → body.
    PartOf,
    /// Body → the body that it became.
    Succession,
    /// Body, meeting or regulation → article.
    ReportedIn,
    /// Official → article: a mention, by its cluster and the name's part of its id.
    Mention(ClusterId, u32),
}

/// What an article says in one place: the unit that is added and taken away.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Statement {
    /// The edge that it bears.
    pub edge: EdgeIndex,
    /// The article that says it.
    pub article: NodeIndex,
    /// The mention in the article that it is about.
    pub mention: Option<u16>,
    /// Where it stands in the document.
    pub place: Place,
    /// The rule that read it.
    pub rule: Sym,
    /// How sure the rule is.
    pub confidence: f32,
    /// What the edge does not say.
    pub detail: Detail,
    /// The statements before and behind it at the edge.
    pub previous: Option<StatementId>,
    /// See `previous`.
    pub next: Option<StatementId>,
}

/// Where something stands in a document: a [`Span`] in half the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    start: u32,
    end: u32,
}

impl Place {
    /// Of this span. What lies beyond 4 GiB has no words that could be shown.
    pub(super) fn of(span: Span) -> Place {
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place { start: short(span.start), end: short(span.end) }
    }

    /// The span.
    pub fn span(self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

/// What belongs to the one statement and not to its edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Detail {
    /// Nothing.
    None,
    /// Attendance of a person.
    Attendance {
        /// The place in the list of attendees, from 1.
        rank: u32,
        /// The post in the words of the text.
        post: Option<Sym>,
    },
    /// A post.
    Post {
        /// Held no more.
        former: bool,
        /// Appointed or removed, and on which day.
        change: Option<(ChangeKind, Option<NaiveDate>)>,
    },
    /// What is said of the person of a mention.
    Note {
        /// 女
        gender: Option<Gender>,
        /// 回族
        ethnicity: Option<Sym>,
    },
    /// An act.
    Act {
        /// Draft or revision, in the words of the text.
        status: Option<Sym>,
        /// Who did it, in the words of the text.
        by: Option<Sym>,
    },
}
