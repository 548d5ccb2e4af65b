//! The graph as lines of text that depend on what it says and on nothing else: the same documents
//! and decisions give the same lines, whatever happened on the way.

use super::{Detail, EdgeKind, Graph, Node};
use crate::resolve::identity::full_name;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, IntoEdgeReferences};
use std::fmt::Write;

impl Graph {
    /// All nodes and edges with all that bears them, in order.
    pub fn export(&self) -> Vec<String> {
        let nodes = self.net.node_indices().map(|node| self.export_node(node));
        let edges = self.net.edge_references().map(|edge| {
            let name = |node| self.id(node).map(|id| id.to_string()).unwrap_or_default();
            let mut line = format!("{} → {}: ", name(edge.source()), name(edge.target()));
            line.push_str(&match edge.weight().kind {
                EdgeKind::Tenure(title) => format!("Tenure({})", self.text(title)),
                // Which cluster it is depends on the way; whom it leads to does not.
                EdgeKind::Mention(_, part) => format!("Mention({part})"),
                kind => format!("{kind:?}"),
            });
            for said in self.export_statements(edge.id()) {
                line.push_str("\n  ");
                line.push_str(&said);
            }
            line
        });
        let series = self.series.values().map(|series| {
            let meetings: Vec<String> =
                series.meetings.iter().map(|(_, id)| id.to_string()).collect();
            format!("series {}: {}", self.text(series.name), meetings.join(" "))
        });
        let calendar = self.calendar.iter().map(|(date, id)| format!("{date:?} {id}"));
        let mut lines: Vec<String> = nodes.chain(edges).chain(series).chain(calendar).collect();
        lines.sort();
        lines
    }

    fn export_node(&self, index: NodeIndex) -> String {
        let id = self.id(index).map(|id| id.to_string()).unwrap_or_default();
        let mut line = id;
        // Writing to a String cannot fail.
        let _ = match self.node(index) {
            Some(Node::Official(official)) => {
                write!(line, " {:?} posts {}", self.official_names(official), official.posts.len())
            }
            Some(Node::Body(body)) => {
                let place = body.place.map(full_name);
                write!(line, " {} {:?} {:?} {place:?}", self.text(body.name), body.kind, body.level)
            }
            Some(Node::Meeting(meeting)) => {
                let told = meeting.told().map(|told| {
                    let venue = told.venue.map(|venue| self.text(venue));
                    let series = told.series.map(|(id, _)| id);
                    format!(
                        "{} {:?} {:?} {:?} {:?} {venue:?} {series:?}",
                        self.text(told.name),
                        told.kind,
                        told.date,
                        told.end_date,
                        told.referenced
                    )
                });
                write!(line, " {told:?} {:?} sightings {}", meeting.number, meeting.sightings.len())
            }
            Some(Node::Regulation(regulation)) => {
                let mut titles: Vec<&str> =
                    regulation.titles.iter().map(|(_, title)| self.text(*title)).collect();
                titles.sort_unstable();
                write!(line, " {titles:?} {:?}", regulation.based_on)
            }
            Some(Node::Article(article)) => {
                let key = self.document(article.document).map(|document| &document.key);
                let (headline, date) =
                    (article.headline.map(|words| self.text(words)), article.date);
                write!(line, " {key:?} {} {headline:?} {date:?}", article.ordinal)
            }
            None => Ok(()),
        };
        line
    }

    fn export_statements(&self, edge: EdgeIndex) -> Vec<String> {
        let mut lines: Vec<String> = self
            .statements_of(edge)
            .map(|statement| {
                let article = self.id(statement.article).map(|id| id.to_string());
                let word = |sym: Option<super::Sym>| sym.map(|sym| self.text(sym).to_owned());
                let detail = match statement.detail {
                    Detail::Attendance { rank, post } => format!("rank {rank} {:?}", word(post)),
                    Detail::Act { status, by } => format!("{:?} {:?}", word(status), word(by)),
                    Detail::Note { gender, ethnicity } => {
                        format!("{gender:?} {:?}", word(ethnicity))
                    }
                    detail => format!("{detail:?}"),
                };
                let rule = self.text(statement.rule);
                let (span, sure) = (statement.place.span(), statement.confidence);
                format!("{article:?} {span:?} {rule} {sure} {:?} {detail}", statement.mention)
            })
            .collect();
        lines.sort();
        lines
    }
}
