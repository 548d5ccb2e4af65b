//! The graph in pieces, to be kept and put together again without a look at the documents.
//!
//! What many nodes lead to is kept; what follows from one of them in no time is not.

use super::search::Entry;
use super::{DocumentEntry, Edge, Graph, Node, OfficialNode, Statement, Sym};
use crate::model::Decision;
use crate::resolve::identity::{Id, IdKind, Note, PeoplePart};
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::{EdgeIndexable, NodeIndexable};
use serde::{Deserialize, Serialize};
use std::io;

/// Values in a piece.
const PIECE: usize = 1 << 13;
/// Lists of names in a piece.
const LISTS: usize = 1 << 8;

/// A piece of a graph. `None` stands where something was and is no more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Part(Kind);

impl Part {
    /// The piece as bytes, packed.
    pub fn encode(&self) -> io::Result<Vec<u8>> {
        // More would take the time that it saves.
        const LEVEL: i32 = 1;
        zstd::encode_all(&postcard::to_stdvec(self).map_err(io::Error::other)?[..], LEVEL)
    }

    /// The piece again. `None` where the bytes are none of this program.
    pub fn decode(bytes: &[u8]) -> Option<Part> {
        postcard::from_bytes(&zstd::decode_all(bytes).ok()?).ok()
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Kind {
    /// Nodes, edges and statements: comes first.
    Sizes(usize, usize, usize),
    Words(Vec<String>),
    Nodes(Vec<Option<Node>>),
    Edges(Vec<Option<(NodeIndex, NodeIndex, Edge)>>),
    Statements(Vec<Option<Statement>>),
    Documents(Vec<Option<DocumentEntry>>),
    People(PeoplePart),
    Names(Vec<(Sym, Entry)>),
    Pairs(Vec<((char, char), Vec<Sym>)>),
    Sounds(Vec<(String, Vec<Sym>)>),
    Decisions(Vec<Decision>),
    Splits(Vec<(Id, Sym)>),
    /// What is noted behind a name in a mention.
    Notes(Vec<(Sym, Id, Note)>),
}

impl Graph {
    /// All of the graph, piece by piece: what [`Assembly`] takes.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let net = &self.net;
        let (nodes, edges) = (net.node_bound(), net.edge_bound());
        let sizes = Kind::Sizes(nodes, edges, self.statements.len());
        let words = pieces(PIECE, self.words.iter().map(str::to_owned)).map(Kind::Words);
        let nodes = (0..nodes).map(|at| net.node_weight(NodeIndex::new(at)).cloned());
        let edges = (0..edges).map(EdgeIndex::new).map(|at| {
            let (from, to) = net.edge_endpoints(at)?;
            Some((from, to, *net.edge_weight(at)?))
        });
        let statements = self.statements.iter().copied();
        let documents = self.documents.entries.iter().cloned();
        let search = &self.search;
        let names = search.entries.iter().map(|(name, entry)| (*name, entry.clone()));
        let pairs = search.pairs.iter().map(|(pair, names)| (*pair, names.clone()));
        let sounds = search.sounds.iter().map(|(sound, names)| (sound.clone(), names.clone()));
        let splits = self.splits.iter().map(|(id, name)| (*id, *name));
        std::iter::once(sizes)
            .chain(words)
            .chain(pieces(PIECE, nodes).map(Kind::Nodes))
            .chain(pieces(PIECE, edges).map(Kind::Edges))
            .chain(pieces(PIECE, statements).map(Kind::Statements))
            .chain(pieces(PIECE, documents).map(Kind::Documents))
            .chain(self.people.parts(PIECE).map(Kind::People))
            .chain(pieces(PIECE, names).map(Kind::Names))
            .chain(pieces(LISTS, pairs).map(Kind::Pairs))
            .chain(pieces(PIECE, sounds).map(Kind::Sounds))
            .chain(pieces(PIECE, self.decisions.values().cloned()).map(Kind::Decisions))
            .chain(pieces(PIECE, splits).map(Kind::Splits))
            .chain(pieces(PIECE, self.notes.all()).map(Kind::Notes))
            .map(Part)
    }
}

fn pieces<T>(size: usize, mut items: impl Iterator<Item = T>) -> impl Iterator<Item = Vec<T>> {
    std::iter::from_fn(move || {
        let piece: Vec<T> = items.by_ref().take(size).collect();
        (!piece.is_empty()).then_some(piece)
    })
}

/// A graph that is being put together.
#[derive(Debug, Default)]
pub struct Assembly {
    graph: Graph,
    missing_nodes: Vec<NodeIndex>,
    missing_edges: Vec<EdgeIndex>,
}

impl Assembly {
    /// Takes in the next piece. `None` where it does not fit to those before it.
    pub fn take(&mut self, part: Part) -> Option<()> {
        let graph = &mut self.graph;
        match part.0 {
            Kind::Sizes(nodes, edges, statements) => {
                graph.net = StableDiGraph::with_capacity(nodes, edges);
                graph.statements.reserve_exact(statements);
            }
            Kind::Words(words) => {
                for word in words {
                    graph.words.keep(&word);
                }
            }
            Kind::Nodes(nodes) => {
                for node in nodes {
                    let missing = node.is_none();
                    let node = node.unwrap_or(Node::Official(OfficialNode::default()));
                    let at = graph.net.add_node(node);
                    self.missing_nodes.extend(missing.then_some(at));
                }
            }
            Kind::Edges(edges) => {
                for edge in edges {
                    let missing = edge.is_none();
                    let none = Edge::new(super::EdgeKind::ReportedIn);
                    let nowhere = NodeIndex::new(0);
                    let (from, to, edge) = edge.unwrap_or((nowhere, nowhere, none));
                    let at = graph.net.try_add_edge(from, to, edge).ok()?;
                    self.missing_edges.extend(missing.then_some(at));
                }
            }
            Kind::Statements(statements) => graph.statements.extend(statements),
            Kind::Documents(documents) => graph.documents.entries.extend(documents),
            Kind::People(part) => graph.people.take(part),
            Kind::Names(names) => graph.search.entries.extend(names),
            Kind::Pairs(pairs) => graph.search.pairs.extend(pairs),
            Kind::Sounds(sounds) => graph.search.sounds.extend(sounds),
            Kind::Decisions(decisions) => {
                let named = decisions.into_iter().map(|decision| (decision.id.clone(), decision));
                graph.decisions.extend(named);
            }
            Kind::Splits(splits) => graph.splits.extend(splits),
            Kind::Notes(notes) => {
                for (name, mention, note) in notes {
                    graph.enter_note(name, mention, &note);
                }
            }
        }
        Some(())
    }

    /// The graph, when all pieces have been taken.
    pub fn finish(self) -> Graph {
        let Assembly { mut graph, missing_nodes, missing_edges } = self;
        for edge in missing_edges {
            graph.net.remove_edge(edge);
        }
        for node in missing_nodes {
            graph.net.remove_node(node);
        }
        let vacant = |at: (u32, bool)| at.1.then_some(at.0);
        let statements = (0..).zip(graph.statements.iter().map(Option::is_none));
        graph.free_statements = statements.filter_map(vacant).collect();
        let documents = (0..).zip(graph.documents.entries.iter().map(Option::is_none));
        graph.documents.free = documents.filter_map(vacant).collect();
        let keys = (0..).zip(&graph.documents.entries);
        let keys = keys.filter_map(|(at, entry)| Some((entry.as_ref()?.key.clone(), at)));
        graph.documents.by_key = keys.collect();
        graph.people.complete();
        graph.anchored = graph.anchors();
        let nodes: Vec<NodeIndex> = graph.net.node_indices().collect();
        for node in nodes {
            graph.enter(node);
        }
        graph
    }
}

impl Graph {
    /// Makes a node found by its id, its place in order and its number among those of its kind.
    fn enter(&mut self, node: NodeIndex) {
        let Some(weight) = self.net.node_weight(node) else { return };
        let (id, count) = match weight {
            Node::Official(official) => {
                let homes = official.clusters.iter().map(|cluster| (*cluster, node));
                self.homes.extend(homes);
                self.counts.officials += 1;
                return;
            }
            Node::Body(body) => (body.id, &mut self.counts.bodies),
            Node::Meeting(meeting) => (meeting.id, &mut self.counts.meetings),
            Node::Regulation(regulation) => {
                if let Some(law) = regulation.based_on {
                    self.measures.entry(law).or_default().insert(regulation.id);
                }
                (regulation.id, &mut self.counts.regulations)
            }
            Node::Article(article) => (article.id, &mut self.counts.articles),
        };
        *count += 1;
        self.ids.insert(id, node);
        if id.kind == IdKind::Meeting {
            self.list(node);
        }
    }
}
