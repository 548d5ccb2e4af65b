//! Reading single nodes and edges.

use super::notes::spelling;
use super::{EdgeKind, Graph, Hit, Node, NodeKind, OfficialNode, Statement, Sym};
use crate::resolve::identity::Id;
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::BTreeSet;

impl Graph {
    /// The statements that bear an edge, in no order.
    pub fn statements_of(&self, edge: EdgeIndex) -> impl Iterator<Item = &Statement> + '_ {
        let first = self.net.edge_weight(edge).and_then(|edge| edge.first);
        std::iter::successors(first.and_then(|id| self.statement(id)), |statement| {
            statement.next.and_then(|id| self.statement(id))
        })
    }

    /// The statements that bear an edge, by document, article and place in it.
    pub fn evidence(&self, edge: EdgeIndex) -> Vec<&Statement> {
        self.in_text_order(self.statements_of(edge).collect())
    }

    /// Statements by document, article and place in it.
    pub(super) fn in_text_order<'g>(
        &self,
        mut statements: Vec<&'g Statement>,
    ) -> Vec<&'g Statement> {
        if statements.len() < 2 {
            return statements;
        }
        statements.sort_by_cached_key(|statement| {
            let article = self.article(statement.article);
            let date = article.and_then(|article| article.date);
            (date, article.map(|article| article.id), statement.place, statement.rule)
        });
        statements
    }

    /// The names of a person: first that of the smallest mention, then any that merges brought.
    pub fn official_names(&self, official: &OfficialNode) -> Vec<&str> {
        let first = self.official_name(official);
        let all: BTreeSet<&str> =
            official.clusters.iter().map(|c| self.spelt(self.people.name(*c))).collect();
        std::iter::once(first).chain(all.into_iter().filter(|name| *name != first)).collect()
    }

    /// The name of a person in the smallest mention.
    fn official_name(&self, official: &OfficialNode) -> &str {
        self.least_mention(official).map_or("", |(_, name)| self.spelt(name))
    }

    /// A name as it is written, without what tells bearers apart.
    fn spelt(&self, name: u32) -> &str {
        let text = Sym::of_number(name).map_or("", |name| self.text(name));
        spelling(text)
    }

    /// What a node is called.
    pub fn name(&self, node: NodeIndex) -> &str {
        match self.node(node) {
            Some(Node::Official(official)) => self.official_name(official),
            Some(Node::Body(body)) => self.text(body.name),
            Some(Node::Meeting(meeting)) => meeting.told().map_or("", |t| self.text(t.name)),
            Some(Node::Regulation(regulation)) => {
                let titles = regulation.titles.iter().map(|(_, title)| self.text(*title));
                titles.max_by_key(|t| (t.len(), std::cmp::Reverse(*t))).unwrap_or_default()
            }
            Some(Node::Article(article)) => article.headline.map_or("", |words| self.text(words)),
            None => "",
        }
    }

    /// What sort of node it is.
    pub fn kind(&self, node: NodeIndex) -> Option<NodeKind> {
        self.node(node).map(Node::kind)
    }

    /// Every node of a kind, by id.
    pub fn all(&self, kind: NodeKind) -> Vec<NodeIndex> {
        let mut nodes: Vec<(Option<Id>, NodeIndex)> = self
            .net
            .node_indices()
            .filter(|node| self.kind(*node) == Some(kind))
            .map(|node| (self.id(node), node))
            .collect();
        nodes.sort_unstable();
        nodes.into_iter().map(|(_, node)| node).collect()
    }

    /// The edges that leave a node and say one thing or another, by what they say.
    pub fn edges_from(
        &self,
        node: NodeIndex,
        says: impl Fn(EdgeKind) -> bool,
    ) -> impl Iterator<Item = (EdgeIndex, NodeIndex)> {
        self.net
            .edges_directed(node, Outgoing)
            .filter(move |edge| says(edge.weight().kind))
            .map(|edge| (edge.id(), edge.target()))
    }

    /// The edges that lead to a node and say one thing or another.
    pub fn edges_to(
        &self,
        node: NodeIndex,
        says: impl Fn(EdgeKind) -> bool,
    ) -> impl Iterator<Item = (EdgeIndex, NodeIndex)> {
        self.net
            .edges_directed(node, Incoming)
            .filter(move |edge| says(edge.weight().kind))
            .map(|edge| (edge.id(), edge.source()))
    }

    /// The officials who bear exactly this name.
    pub fn officials_named(&self, name: &str) -> Vec<NodeIndex> {
        let Some(name) = self.words.find(name) else { return Vec::new() };
        let names = self.namesakes(name).into_iter();
        let clusters = names.flat_map(|name| self.people.standing(name.number()));
        let homes: BTreeSet<(Option<Id>, NodeIndex)> = clusters
            .filter_map(|cluster| self.homes.get(cluster))
            .map(|home| (self.id(home), home))
            .collect();
        homes.into_iter().map(|(_, home)| home).collect()
    }

    /// The entities of a kind that bear exactly this name, by id.
    pub fn named(&self, name: &str, kind: NodeKind) -> Vec<NodeIndex> {
        if kind == NodeKind::Official {
            return self.officials_named(name);
        }
        let Some(name) = self.words.find(name) else { return Vec::new() };
        let (bearers, _) = self.search.bearers(name);
        let mut bearers: Vec<NodeIndex> = bearers.filter(|node| self.is(*node, kind)).collect();
        bearers.sort_by_key(|node| self.id(*node));
        bearers
    }

    /// The entities whose names match, the closest first; among equals those of which most is said.
    pub fn search(&self, query: &str, kinds: &[NodeKind]) -> Vec<(NodeIndex, Hit)> {
        let mut found: Vec<(NodeIndex, Hit)> = Vec::new();
        for hit in self.search.search(query, &self.words) {
            let (nodes, people) = self.search.bearers(hit.name);
            found.extend(nodes.map(|node| (node, hit.clone())));
            if people {
                let officials = self.officials_named(self.text(hit.name));
                found.extend(officials.into_iter().map(|node| (node, hit.clone())));
            }
        }
        let wanted = |node: NodeIndex| {
            self.kind(node).is_some_and(|kind| kinds.is_empty() || kinds.contains(&kind))
        };
        found.retain(|(node, _)| wanted(*node));
        found.sort_by_cached_key(|(node, hit)| {
            let edges =
                self.net.edges(*node).count() + self.net.edges_directed(*node, Incoming).count();
            (hit.matched, std::cmp::Reverse(edges), self.id(*node))
        });
        let mut seen = BTreeSet::new();
        found.retain(|(node, _)| seen.insert(*node));
        found
    }
}

impl Graph {
    /// The foremost place that any article gives an attendee, from 1; `None` for bodies.
    pub fn rank(&self, attendance: EdgeIndex) -> Option<u32> {
        self.statements_of(attendance)
            .filter_map(|statement| match statement.detail {
                super::Detail::Attendance { rank, .. } => Some(rank),
                _ => None,
            })
            .min()
    }

    /// The post with which the first article that gives one introduces an attendee.
    pub fn post_as_stated(&self, attendance: EdgeIndex) -> Option<Sym> {
        self.evidence(attendance).into_iter().find_map(|statement| match statement.detail {
            super::Detail::Attendance { post, .. } => post,
            _ => None,
        })
    }

    /// The articles that speak of an entity, in no order.
    pub fn articles_of(&self, node: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        let reported = |says| matches!(says, EdgeKind::ReportedIn | EdgeKind::Mention(..));
        let articles: BTreeSet<NodeIndex> =
            self.edges_from(node, reported).map(|(_, article)| article).collect();
        articles.into_iter()
    }

    /// The entities of a kind that an article speaks of, in no order.
    pub fn entities_in(&self, article: NodeIndex, kind: NodeKind) -> BTreeSet<NodeIndex> {
        self.edges_to(article, |_| true)
            .map(|(_, node)| node)
            .filter(|node| self.is(*node, kind))
            .collect()
    }
}
