//! What stands at the nodes.

use super::Sym;
use crate::lexicon::PlaceId;
use crate::model::{MeetingKind, Span};
use crate::resolve::identity::{BodyKind, BodyLevel, ClusterId, Id, MeetingNumber};
use chrono::NaiveDate;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// A node of the graph.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Node {
    /// A person.
    Official(OfficialNode),
    /// A body.
    Body(BodyNode),
    /// A meeting.
    Meeting(Box<MeetingNode>),
    /// A regulation.
    Regulation(Box<RegulationNode>),
    /// An article.
    Article(Box<ArticleNode>),
}

/// What sort of node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NodeKind {
    /// A person.
    Official,
    /// A body.
    Body,
    /// A meeting.
    Meeting,
    /// A regulation.
    Regulation,
    /// An article.
    Article,
}

impl Node {
    /// What sort of node it is.
    pub fn kind(&self) -> NodeKind {
        match self {
            Node::Official(_) => NodeKind::Official,
            Node::Body(_) => NodeKind::Body,
            Node::Meeting(_) => NodeKind::Meeting,
            Node::Regulation(_) => NodeKind::Regulation,
            Node::Article(_) => NodeKind::Article,
        }
    }
}

/// A person: the clusters of mentions that are one, and the posts, which are asked for most.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct OfficialNode {
    /// Every cluster whose mentions stand here, by the id under which they were placed.
    pub clusters: Vec<ClusterId>,
    /// The `Tenure` edges.
    pub posts: Vec<EdgeIndex>,
}

/// A body.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BodyNode {
    /// Its id.
    pub id: Id,
    /// Its standard name.
    pub name: Sym,
    /// What sort of institution.
    pub kind: BodyKind,
    /// How high it stands.
    pub level: BodyLevel,
    /// The division that it belongs to.
    pub place: Option<PlaceId>,
    /// The `PartOf` edge to the body above it.
    pub part_of: Option<EdgeIndex>,
}

/// A meeting: what each article tells of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MeetingNode {
    /// Its id.
    pub id: Id,
    /// Its numbers, which are part of its id.
    pub number: Option<MeetingNumber>,
    /// One for each article; the first tells most and speaks for the meeting.
    pub sightings: Vec<Sighting>,
}

/// What one article tells of a meeting.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sighting {
    /// The article.
    pub article: NodeIndex,
    /// Its id, by which sightings of equal worth are put in order.
    pub article_id: Id,
    /// The meeting's name there.
    pub name: Sym,
    /// What kind of gathering.
    pub kind: MeetingKind,
    /// Whose meeting.
    pub jurisdiction: Option<PlaceId>,
    /// The run of meetings that it belongs to.
    pub series: Option<(Id, Sym)>,
    /// The parts of the session that are reported.
    pub sittings: Vec<Sym>,
    /// The day it was held or began.
    pub date: Option<NaiveDate>,
    /// Its last day.
    pub end_date: Option<NaiveDate>,
    /// Whether the year stands elsewhere than with the day.
    pub date_inferred: bool,
    /// Where it was held.
    pub venue: Option<Sym>,
    /// Only spoken of.
    pub referenced: bool,
    /// Length of the name in characters.
    pub name_length: u32,
}

impl Sighting {
    /// What tells more comes first; of what tells as much, the shortest name, which is the usual one.
    fn order(&self) -> impl Ord + use<> {
        let unknown = (self.date.is_none(), self.series.is_none(), self.jurisdiction.is_none());
        (self.referenced, self.date_inferred, unknown, self.name_length, self.article_id)
    }
}

impl MeetingNode {
    /// The sighting that speaks for the meeting. There is one as long as the node is.
    pub fn told(&self) -> Option<&Sighting> {
        self.sightings.first()
    }

    /// Takes in what an article tells.
    pub(super) fn take_in(&mut self, sighting: Sighting) {
        self.sightings.push(sighting);
        let last = self.sightings.len() - 1;
        if self.sightings[last].order() < self.sightings[0].order() {
            self.sightings.swap(0, last);
        }
    }

    /// Takes out what an article tells.
    pub(super) fn take_out(&mut self, article: NodeIndex) -> Vec<Sighting> {
        let gone = self.sightings.extract_if(.., |told| told.article == article).collect();
        let least = (0..self.sightings.len()).min_by_key(|at| self.sightings[*at].order());
        if let Some(least) = least {
            self.sightings.swap(0, least);
        }
        gone
    }

    /// The day it was held or began, as far as any article tells.
    pub fn date(&self) -> Option<NaiveDate> {
        self.told().and_then(|told| told.date)
    }
}

/// A regulation: how each article names it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RegulationNode {
    /// Its id.
    pub id: Id,
    /// The law that it carries out.
    pub based_on: Option<Id>,
    /// The title in each article.
    pub titles: Vec<(NodeIndex, Sym)>,
}

/// An article.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ArticleNode {
    /// Its id.
    pub id: Id,
    /// Its document, by number.
    pub document: u32,
    /// Its place in the document.
    pub ordinal: u32,
    /// Its headline.
    pub headline: Option<Sym>,
    /// From its first to its last byte in the document.
    pub span: Span,
    /// The day of which it speaks.
    pub date: Option<NaiveDate>,
    /// All that it says.
    pub statements: Vec<StatementId>,
    /// The `ReportedIn` edges of the people that it names, by the mention's number.
    pub mentions: Vec<EdgeIndex>,
}

/// The number of a statement, from 1: there are millions of places where one may stand or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StatementId(NonZeroU32);

impl StatementId {
    /// The statement at this place among all.
    pub(super) fn at(place: usize) -> StatementId {
        // 2^32 statements do not fit into memory before this number runs out.
        StatementId(
            u32::try_from(place + 1).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX),
        )
    }

    /// Its place among all statements.
    pub(super) fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}
