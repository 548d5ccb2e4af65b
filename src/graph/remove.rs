//! Taking a document out.

use super::persons::Disturbed;
use super::{EdgeKind, Graph, Node, StatementId, Sym};
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashSet;

impl Graph {
    /// Takes a document out, with all that only it says. `false` where there is none of this key.
    pub fn remove(&mut self, key: &str) -> bool {
        let Some(number) = self.documents.by_key.remove(key) else { return false };
        let entry = self.documents.entries.get_mut(number as usize).and_then(Option::take);
        self.documents.free.push(number);
        let articles: FxHashSet<NodeIndex> =
            entry.map(|entry| entry.articles).unwrap_or_default().into_iter().collect();
        // Most mentions can go without a look at the others of their name.
        let mut disturbed = Disturbed::default();
        let mut officials: FxHashSet<NodeIndex> = FxHashSet::default();
        for article in &articles {
            let count = self.article(*article).map_or(0, |article| article.mentions.len());
            for number in (0..count).filter_map(|number| u16::try_from(number).ok()) {
                officials.extend(self.official_of(*article, number));
                disturbed.anew.extend(self.forget_note(*article, number));
                self.withdraw(*article, number, &articles, &mut disturbed);
            }
        }
        self.rebuild(&disturbed.anew, &articles, |graph| {
            for article in &articles {
                graph.remove_article(*article);
            }
        });
        for name in disturbed.grouped {
            self.regroup(&[name]);
        }
        for official in officials {
            self.let_go(official);
        }
        true
    }

    fn remove_article(&mut self, node: NodeIndex) {
        let Some(article) = self.article(node).cloned() else { return };
        for edge in &article.mentions {
            if let Some(EdgeKind::Mention(cluster, _)) = self.net.edge_weight(*edge).map(|e| e.kind)
                && let Some(name) = Sym::of_number(self.people.name(cluster))
            {
                let spelt = self.spelling(name);
                self.search.remove_name(spelt);
            }
        }
        for statement in article.statements {
            self.detach(statement);
            self.statements[statement.place()] = None;
            self.free_statements.push(statement);
        }
        if let Some(headline) = article.headline {
            self.search.remove_node(headline, node);
        }
        let reported: Vec<NodeIndex> =
            self.net.edges_directed(node, Incoming).map(|edge| edge.source()).collect();
        self.ids.remove(&article.id);
        for subject in &reported {
            self.forget_sighting(*subject, node);
        }
        self.net.remove_node(node);
        self.counts.articles -= 1;
        for subject in reported {
            self.let_go_if_unsaid(subject);
        }
    }

    /// Takes a statement from its edge, and the edge away with its last statement.
    pub(super) fn detach(&mut self, id: StatementId) {
        let Some(statement) = self.statement(id).copied() else { return };
        if let Some(previous) = statement.previous
            && let Some(Some(other)) = self.statements.get_mut(previous.place())
        {
            other.next = statement.next;
        }
        if let Some(next) = statement.next
            && let Some(Some(other)) = self.statements.get_mut(next.place())
        {
            other.previous = statement.previous;
        }
        let Some(edge) = self.net.edge_weight_mut(statement.edge) else { return };
        if edge.first == Some(id) {
            edge.first = statement.next;
        }
        edge.count -= 1;
        let kind = edge.kind;
        self.forget_days(statement.edge, &statement);
        let Some(edge) = self.net.edge_weight(statement.edge) else { return };
        // What an article reports stands as long as the article.
        if edge.count > 0 || matches!(kind, EdgeKind::ReportedIn | EdgeKind::Mention(..)) {
            return;
        }
        let from = self.net.edge_endpoints(statement.edge).map(|(from, _)| from);
        self.net.remove_edge(statement.edge);
        if let Some(Node::Official(official)) = from.and_then(|from| self.net.node_weight_mut(from))
        {
            official.posts.retain(|edge| *edge != statement.edge);
        }
    }

    fn forget_sighting(&mut self, subject: NodeIndex, article: NodeIndex) {
        self.unlist(subject);
        let names: Vec<Sym> = match self.net.node_weight_mut(subject) {
            Some(Node::Meeting(meeting)) => {
                meeting.take_out(article).into_iter().map(|told| told.name).collect()
            }
            Some(Node::Regulation(regulation)) => {
                let gone = regulation.titles.extract_if(.., |(node, _)| *node == article);
                gone.map(|(_, title)| title).collect()
            }
            _ => Vec::new(),
        };
        self.list(subject);
        for name in names {
            self.search.remove_node(name, subject);
        }
    }

    /// Removes a body, meeting or regulation of which no article speaks any more. A body stands as
    /// long as another is part of it.
    fn let_go_if_unsaid(&mut self, node: NodeIndex) {
        let mut at = Some(node);
        while let Some(node) = at.take() {
            let said = self
                .net
                .edges_directed(node, Outgoing)
                .any(|edge| edge.weight().kind != EdgeKind::PartOf)
                || self.net.edges_directed(node, Incoming).next().is_some();
            if said {
                return;
            }
            match self.net.node_weight(node) {
                Some(Node::Body(body)) => {
                    let (id, name, part_of) = (body.id, body.name, body.part_of);
                    at = part_of.and_then(|edge| self.net.edge_endpoints(edge)).map(|(_, up)| up);
                    self.search.remove_node(name, node);
                    self.ids.remove(&id);
                    self.counts.bodies -= 1;
                }
                Some(Node::Meeting(meeting)) => {
                    self.ids.remove(&meeting.id);
                    self.counts.meetings -= 1;
                }
                Some(Node::Regulation(regulation)) => {
                    let (id, law) = (regulation.id, regulation.based_on);
                    self.ids.remove(&id);
                    if let Some(law) = law
                        && let Some(measures) = self.measures.get_mut(&law)
                    {
                        measures.remove(&id);
                    }
                    self.counts.regulations -= 1;
                }
                _ => return,
            }
            self.net.remove_node(node);
        }
    }
}
