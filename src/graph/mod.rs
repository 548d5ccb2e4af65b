//! The records as one graph, with the indexes that make each question cost what its answer is worth.
//!
//! The graph is a `StableDiGraph` of petgraph. A *statement* is what one article says in one place;
//! an edge stands as long as a statement bears it, a node as long as an article speaks of it. So
//! documents come and go without trace, and in any order.
//!
//! [`Graph::add`] and [`Graph::remove`] keep everything in step. Reading is by [`read`](self) views:
//! plain values that own what is small and borrow the rest.

mod add;
mod bound;
mod company;
mod edge;
mod export;
mod filters;
mod history;
mod homes;
mod likeness;
mod louvain;
mod moves;
mod network;
mod node;
mod notes;
mod parts;
mod paths;
mod persons;
mod read;
mod remove;
mod rulings;
mod search;
mod succession;
mod symbols;
mod tenure_days;

pub use company::{Company, MeetingFilter};
pub use edge::{Detail, Edge, EdgeKind, Place, Statement};
pub use filters::{ActFilter, BodyFilter, PostFilter};
pub use history::{AttendanceRecord, Holding, Tenure};
pub use likeness::{PossibleMatch, Reason};
pub use louvain::modularity;
pub use moves::PostMove;
pub use network::{Centrality, Network, TooLarge};
pub use node::{
    ArticleNode, BodyNode, MeetingNode, Node, NodeKind, OfficialNode, RegulationNode, Sighting,
    StatementId,
};
pub use parts::{Assembly, NetHalf, Part, RestHalf};
pub use paths::{Link, Neighbourhood, Path, Reach, TooFar, Walk};
pub use rulings::DecisionError;
pub use search::{Hit, Match, SearchIndex};
pub use succession::Succession;
pub use symbols::{Sym, Symbols};

use crate::model::{Decision, Metadata};
use crate::resolve::identity::{Id, IdKind, Order, People};
use chrono::NaiveDate;
use homes::Homes;
use notes::Notes;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tenure_days::TenureDays;

/// The graph of all documents.
#[derive(Debug, Default)]
pub struct Graph {
    net: StableDiGraph<Node, Edge>,
    words: Symbols,
    statements: Vec<Option<Statement>>,
    free_statements: Vec<StatementId>,
    /// Bodies, meetings, regulations and articles. Officials are found through their mentions.
    ids: FxHashMap<Id, NodeIndex>,
    documents: Documents,
    people: People,
    /// Where the mentions of a cluster stand.
    homes: Homes,
    decisions: BTreeMap<String, Decision>,
    /// The mentions that merges hold on to.
    anchored: FxHashSet<Id>,
    /// The name under which a split puts a mention apart.
    splits: FxHashMap<Id, Sym>,
    /// What is noted behind names, by the name.
    notes: Notes,
    /// The regulations that carry out a law.
    measures: FxHashMap<Id, BTreeSet<Id>>,
    series: FxHashMap<Id, Series>,
    /// Meetings by day, those without a day first.
    calendar: BTreeSet<(Option<NaiveDate>, Id)>,
    search: SearchIndex,
    /// The days of the tenures of which much is told.
    tenures: FxHashMap<EdgeIndex, TenureDays>,
    counts: Counts,
}

/// How many nodes and edges there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// People.
    pub officials: usize,
    /// Bodies.
    pub bodies: usize,
    /// Meetings, those only spoken of too.
    pub meetings: usize,
    /// Regulations.
    pub regulations: usize,
    /// Articles.
    pub articles: usize,
    /// Documents.
    pub documents: usize,
    /// Edges of all kinds.
    pub edges: usize,
    /// Statements that bear them.
    pub statements: usize,
}

/// A run of meetings, in order.
#[derive(Debug)]
struct Series {
    name: Sym,
    meetings: BTreeSet<(Order, Id)>,
}

/// The documents that are in the graph.
#[derive(Debug, Default)]
struct Documents {
    by_key: FxHashMap<String, u32>,
    entries: Vec<Option<DocumentEntry>>,
    free: Vec<u32>,
}

/// A document without its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// Its key.
    pub key: String,
    /// What else is known of it.
    pub meta: Metadata,
    /// Its articles, in order.
    pub articles: Vec<NodeIndex>,
}

impl Graph {
    /// An empty graph.
    pub fn new() -> Self {
        Self::default()
    }

    /// The node that an id leads to. Every id that an official ever had leads to what it became.
    pub fn find(&self, id: Id) -> Option<NodeIndex> {
        if id.kind != IdKind::Official {
            return self.ids.get(&id).copied();
        }
        self.mention(id).map(|(_, official)| official)
    }

    /// The id of a node; an official's is the smallest id of its mentions.
    pub fn id(&self, node: NodeIndex) -> Option<Id> {
        Some(match self.net.node_weight(node)? {
            Node::Official(official) => self.least_mention(official)?.0,
            Node::Body(body) => body.id,
            Node::Meeting(meeting) => meeting.id,
            Node::Regulation(regulation) => regulation.id,
            Node::Article(article) => article.id,
        })
    }

    /// What stands at a node.
    pub fn node(&self, node: NodeIndex) -> Option<&Node> {
        self.net.node_weight(node)
    }

    /// The graph itself, to walk on.
    pub fn net(&self) -> &StableDiGraph<Node, Edge> {
        &self.net
    }

    /// The word behind a symbol.
    pub fn text(&self, sym: Sym) -> &str {
        self.words.text(sym)
    }

    /// How much there is.
    pub fn counts(&self) -> Counts {
        Counts {
            documents: self.documents.by_key.len(),
            edges: self.net.edge_count(),
            statements: self.statements.len() - self.free_statements.len(),
            ..self.counts
        }
    }

    /// The article at a node.
    pub fn article(&self, node: NodeIndex) -> Option<&ArticleNode> {
        match self.net.node_weight(node)? {
            Node::Article(article) => Some(article),
            _ => None,
        }
    }

    /// The document of this number.
    pub fn document(&self, number: u32) -> Option<&DocumentEntry> {
        self.documents.entries.get(number as usize)?.as_ref()
    }

    /// The document with this key.
    pub fn document_of(&self, key: &str) -> Option<&DocumentEntry> {
        self.document(*self.documents.by_key.get(key)?)
    }

    /// The keys of all documents, in no order.
    pub fn document_keys(&self) -> impl Iterator<Item = &str> {
        self.documents.by_key.keys().map(String::as_str)
    }

    /// The rulings that are in force.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.values()
    }

    /// The statement of a number.
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.statements.get(id.place())?.as_ref()
    }

    fn least_mention(&self, official: &OfficialNode) -> Option<(Id, u32)> {
        let clusters = official.clusters.iter().map(|cluster| self.people.find(*cluster));
        clusters.map(|c| (self.people.extent(c).0, self.people.name(c))).min()
    }
}
