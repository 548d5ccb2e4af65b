//! Taking a document in.

use super::node::{BodyNode, MeetingNode, RegulationNode, Sighting};
use super::{ArticleNode, Detail, DocumentEntry, Edge, EdgeKind, Graph, Node, Series, Statement};
use super::{Place, StatementId, Sym};
use crate::model::DocumentRecord;
use crate::resolve::identity::{
    ArticleFacts, Body, Fact, Id, Meeting, Order, Regulation, Statement as Said, facts, order,
};
use chrono::NaiveDate;
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The nodes of one article's entities, by their indexes in its facts.
struct Placed {
    article: NodeIndex,
    bodies: Vec<NodeIndex>,
    meetings: Vec<NodeIndex>,
    regulations: Vec<NodeIndex>,
    officials: Vec<NodeIndex>,
    /// The edges from these to the article.
    reported: FxHashMap<NodeIndex, EdgeIndex>,
}

impl Graph {
    /// Takes a document in. One with the same key is replaced.
    pub fn add(&mut self, record: &DocumentRecord) {
        self.add_facts(record, facts(record));
    }

    /// Like [`Graph::add`], with the facts of the record at hand: they can be made beforehand, and
    /// for many documents at once.
    pub fn add_facts(&mut self, record: &DocumentRecord, facts: Vec<ArticleFacts>) {
        self.remove(&record.document.key);
        let document = self.documents.enter(DocumentEntry {
            key: record.document.key.clone(),
            meta: record.document.meta.clone(),
            articles: Vec::new(),
        });
        for article in facts {
            let node = self.add_article(document, article);
            if let Some(Some(entry)) = self.documents.entries.get_mut(document as usize) {
                entry.articles.push(node);
            }
        }
    }

    /// Makes room for so many times what is there, so that little has to be moved as it grows.
    pub fn make_room(&mut self, times: usize) {
        let more = |there: usize| there.saturating_mul(times.saturating_sub(1));
        self.net.reserve_nodes(more(self.net.node_count()));
        self.net.reserve_edges(more(self.net.edge_count()));
        self.statements.reserve(more(self.statements.len()));
    }

    fn add_article(&mut self, document: u32, facts: ArticleFacts) -> NodeIndex {
        let headline = facts.headline.as_ref().map(|headline| self.words.keep(headline));
        let article = self.net.add_node(Node::Article(Box::new(ArticleNode {
            id: facts.id,
            document,
            ordinal: facts.ordinal as u32,
            headline,
            span: facts.span,
            date: facts.date,
            statements: Vec::with_capacity(facts.statements.len()),
            mentions: Vec::with_capacity(facts.mentions.len()),
        })));
        self.ids.insert(facts.id, article);
        self.counts.articles += 1;
        if let (Some(words), Some(text)) = (headline, &facts.headline) {
            self.search.add_node(words, text, article);
        }
        let bodies: Vec<NodeIndex> = facts.bodies.iter().map(|body| self.body_node(body)).collect();
        let meetings: Vec<NodeIndex> =
            facts.meetings.iter().map(|m| self.meeting_node(m, article)).collect();
        let regulations: Vec<NodeIndex> =
            facts.regulations.iter().map(|r| self.regulation_node(r, article)).collect();
        let officials = self.place_mentions(article, &facts.mentions);
        let mut reported = FxHashMap::default();
        for node in bodies.iter().chain(&meetings).chain(&regulations) {
            reported.entry(*node).or_insert_with(|| {
                self.net.add_edge(*node, article, Edge::new(EdgeKind::ReportedIn))
            });
        }
        let placed = Placed { article, bodies, meetings, regulations, officials, reported };
        // Most of what an article says one rule has read.
        let mut rule: Option<(&str, Sym)> = None;
        for said in &facts.statements {
            let read_by: &str = &said.evidence.rule;
            let known = rule.filter(|(known, _)| *known == read_by);
            let (_, sym) =
                *rule.insert(known.unwrap_or_else(|| (read_by, self.words.keep(read_by))));
            self.say(&placed, said, sym);
        }
        article
    }

    fn say(&mut self, placed: &Placed, said: &Said, rule: Sym) {
        let (edge, mention, detail) = match &said.fact {
            Fact::Meeting(meeting) => {
                (placed.reported[&placed.meetings[*meeting]], None, Detail::None)
            }
            Fact::Attendance { mention, meeting, role, rank, post } => {
                let (from, to) = (placed.officials[*mention], placed.meetings[*meeting]);
                let post = post.as_ref().map(|post| self.words.keep(post));
                let edge = self.edge(from, to, EdgeKind::Attendance(*role));
                (edge, Some(*mention), Detail::Attendance { rank: *rank, post })
            }
            Fact::BodyAttendance { body, meeting, role } => {
                let (from, to) = (placed.bodies[*body], placed.meetings[*meeting]);
                (self.edge(from, to, EdgeKind::Attendance(*role)), None, Detail::None)
            }
            Fact::Post { mention, body, title, former, change } => {
                let title = self.words.keep(title);
                let (from, to) = (placed.officials[*mention], placed.bodies[*body]);
                let edge = self.edge(from, to, EdgeKind::Tenure(title));
                (edge, Some(*mention), Detail::Post { former: *former, change: *change })
            }
            Fact::Convenes { body, meeting } => {
                let (from, to) = (placed.bodies[*body], placed.meetings[*meeting]);
                (self.edge(from, to, EdgeKind::Convenes), None, Detail::None)
            }
            Fact::Act { meeting, day, regulation, action, status, by } => {
                let status = status.as_ref().map(|status| self.words.keep(status));
                let by = by.as_ref().map(|by| self.words.keep(by));
                let to = placed.regulations[*regulation];
                let edge = match meeting {
                    Some(meeting) => {
                        self.edge(placed.meetings[*meeting], to, EdgeKind::Act(*action))
                    }
                    None => self.edge(to, to, EdgeKind::Enactment(*action, *day)),
                };
                (edge, None, Detail::Act { status, by })
            }
            Fact::Note { mention, gender, ethnicity } => {
                let article = self.article(placed.article);
                let Some(&edge) = article.and_then(|article| article.mentions.get(*mention)) else {
                    return;
                };
                let ethnicity = ethnicity.as_ref().map(|ethnicity| self.words.keep(ethnicity));
                (edge, Some(*mention), Detail::Note { gender: *gender, ethnicity })
            }
            Fact::Succession { before, after } => {
                let (from, to) = (placed.bodies[*before], placed.bodies[*after]);
                (self.edge(from, to, EdgeKind::Succession), None, Detail::None)
            }
            Fact::Amending { by, kind, regulation } => {
                let (from, to) = (placed.regulations[*by], placed.regulations[*regulation]);
                (self.edge(from, to, EdgeKind::Amending(*kind)), None, Detail::None)
            }
        };
        let statement = Statement {
            edge,
            article: placed.article,
            mention: mention.and_then(|mention| u16::try_from(mention).ok()),
            place: Place::of(said.evidence.span),
            rule,
            confidence: said.evidence.confidence,
            detail,
            previous: None,
            next: None,
        };
        let id = self.keep_statement(statement);
        self.attach(id, edge);
        if let Some(Node::Article(article)) = self.net.node_weight_mut(placed.article) {
            article.statements.push(id);
        }
    }

    fn keep_statement(&mut self, statement: Statement) -> StatementId {
        if let Some(id) = self.free_statements.pop() {
            self.statements[id.place()] = Some(statement);
            return id;
        }
        self.statements.push(Some(statement));
        StatementId::at(self.statements.len() - 1)
    }

    /// Puts a statement at the head of an edge's list.
    pub(super) fn attach(&mut self, id: StatementId, edge: EdgeIndex) {
        let Some(weight) = self.net.edge_weight_mut(edge) else { return };
        let next = weight.first.replace(id);
        weight.count += 1;
        if let Some(Some(statement)) = self.statements.get_mut(id.place()) {
            statement.edge = edge;
            statement.previous = None;
            statement.next = next;
        }
        if let Some(next) = next
            && let Some(Some(statement)) = self.statements.get_mut(next.place())
        {
            statement.previous = Some(id);
        }
        self.note_days(edge, id);
    }

    /// The edge between two nodes that says this, made if there is none.
    pub(super) fn edge(&mut self, from: NodeIndex, to: NodeIndex, kind: EdgeKind) -> EdgeIndex {
        let known = match (&kind, self.net.node_weight(from)) {
            (EdgeKind::Tenure(_), Some(Node::Official(official))) => {
                official.posts.iter().copied().find(|edge| {
                    self.net.edge_endpoints(*edge) == Some((from, to))
                        && self.net.edge_weight(*edge).is_some_and(|edge| edge.kind == kind)
                })
            }
            _ => self.known_edge(from, to, kind),
        };
        if let Some(known) = known {
            return known;
        }
        let edge = self.net.add_edge(from, to, Edge::new(kind));
        if let EdgeKind::Tenure(_) = kind
            && let Some(Node::Official(official)) = self.net.node_weight_mut(from)
        {
            official.posts.push(edge);
        }
        edge
    }

    /// Looked for from both ends at once, so that it takes no longer than the end with fewer edges: a
    /// session has thousands, most who attend it a handful.
    fn known_edge(&self, from: NodeIndex, to: NodeIndex, kind: EdgeKind) -> Option<EdgeIndex> {
        let mut leaving = self.net.edges_directed(from, Outgoing);
        let mut coming = self.net.edges_directed(to, Incoming);
        loop {
            let fits = [leaving.next()?, coming.next()?].into_iter().find(|edge| {
                (edge.source(), edge.target(), edge.weight().kind) == (from, to, kind)
            });
            if let Some(edge) = fits {
                return Some(edge.id());
            }
        }
    }

    fn body_node(&mut self, body: &Body) -> NodeIndex {
        if let Some(&known) = self.ids.get(&body.id) {
            return known;
        }
        let name = self.words.keep(&body.name);
        let node = self.net.add_node(Node::Body(BodyNode {
            id: body.id,
            name,
            kind: body.kind,
            level: body.level,
            place: body.place,
            part_of: None,
        }));
        self.ids.insert(body.id, node);
        self.counts.bodies += 1;
        self.search.add_node(name, &body.name, node);
        if let Some(parent) = &body.parent {
            let parent = self.body_node(parent);
            let edge = self.net.add_edge(node, parent, Edge::new(EdgeKind::PartOf));
            if let Some(Node::Body(body)) = self.net.node_weight_mut(node) {
                body.part_of = Some(edge);
            }
        }
        node
    }

    fn meeting_node(&mut self, meeting: &Meeting, article: NodeIndex) -> NodeIndex {
        let node = self.ids.get(&meeting.id).copied().unwrap_or_else(|| {
            let node = self.net.add_node(Node::Meeting(Box::new(MeetingNode {
                id: meeting.id,
                number: meeting.number,
                sightings: Vec::new(),
            })));
            self.ids.insert(meeting.id, node);
            self.counts.meetings += 1;
            node
        });
        let name = self.words.keep(&meeting.name);
        self.search.add_node(name, &meeting.name, node);
        let article_id = self.id(article).unwrap_or(meeting.id);
        let series = meeting.series.as_ref().map(|(id, name)| (*id, self.words.keep(name)));
        let sighting = Sighting {
            article,
            article_id,
            name,
            kind: meeting.kind,
            jurisdiction: meeting.jurisdiction,
            series,
            sittings: meeting.sittings.iter().map(|sitting| self.words.keep(sitting)).collect(),
            date: meeting.date,
            end_date: meeting.end_date,
            date_inferred: meeting.date_inferred,
            venue: meeting.venue.as_ref().map(|venue| self.words.keep(venue)),
            referenced: meeting.referenced,
            name_length: meeting.name.chars().count() as u32,
        };
        self.unlist(node);
        if let Some(Node::Meeting(meeting)) = self.net.node_weight_mut(node) {
            meeting.take_in(sighting);
        }
        self.list(node);
        node
    }

    /// Enters a meeting into the calendar and its series, by what is told of it now.
    pub(super) fn list(&mut self, node: NodeIndex) {
        let Some(listing) = self.listing(node) else { return };
        self.calendar.insert((listing.date, listing.id));
        listing.enter(&mut self.series);
    }

    /// Takes a meeting out of the calendar and its series, before anything else is told of it.
    pub(super) fn unlist(&mut self, node: NodeIndex) {
        let Some(Listing { id, date, series }) = self.listing(node) else { return };
        self.calendar.remove(&(date, id));
        if let Some((series, _, order)) = series
            && let Some(entry) = self.series.get_mut(&series)
        {
            entry.meetings.remove(&(order, id));
            if entry.meetings.is_empty() {
                self.series.remove(&series);
            }
        }
    }

    fn listing(&self, node: NodeIndex) -> Option<Listing> {
        match self.net.node_weight(node)? {
            Node::Meeting(meeting) => meeting.listing(),
            _ => None,
        }
    }

    fn regulation_node(&mut self, regulation: &Regulation, article: NodeIndex) -> NodeIndex {
        let node = self.ids.get(&regulation.id).copied().unwrap_or_else(|| {
            let node = self.net.add_node(Node::Regulation(Box::new(RegulationNode {
                id: regulation.id,
                based_on: regulation.based_on.as_ref().map(|law| law.id),
                titles: Vec::new(),
            })));
            self.ids.insert(regulation.id, node);
            if let Some(law) = &regulation.based_on {
                self.measures.entry(law.id).or_default().insert(regulation.id);
            }
            self.counts.regulations += 1;
            node
        });
        let title = self.words.keep(&regulation.name);
        self.search.add_node(title, &regulation.name, node);
        if let Some(Node::Regulation(regulation)) = self.net.node_weight_mut(node) {
            regulation.titles.push((article, title));
        }
        node
    }
}

/// Where a meeting stands among others.
pub(super) struct Listing {
    pub(super) id: Id,
    pub(super) date: Option<NaiveDate>,
    /// The series with its name, and the place in it.
    series: Option<(Id, Sym, Order)>,
}

impl MeetingNode {
    /// Where it stands, by what is told of it now.
    pub(super) fn listing(&self) -> Option<Listing> {
        let told = self.told()?;
        let order = order(self.number, told.date);
        let series = told.series.map(|(id, name)| (id, name, order));
        Some(Listing { id: self.id, date: told.date, series })
    }
}

impl Listing {
    /// Enters the meeting into its series.
    pub(super) fn enter(self, all: &mut FxHashMap<Id, Series>) {
        let Some((series, name, order)) = self.series else { return };
        let entry = all.entry(series).or_insert_with(|| Series { name, meetings: BTreeSet::new() });
        entry.meetings.insert((order, self.id));
    }
}

impl Edge {
    pub(super) fn new(kind: EdgeKind) -> Edge {
        Edge { kind, first: None, count: 0 }
    }
}

impl super::Documents {
    fn enter(&mut self, entry: DocumentEntry) -> u32 {
        let key = entry.key.clone();
        let number = match self.free.pop() {
            Some(number) => {
                self.entries[number as usize] = Some(entry);
                number
            }
            None => {
                self.entries.push(Some(entry));
                (self.entries.len() - 1) as u32
            }
        };
        self.by_key.insert(key, number);
        number
    }
}
