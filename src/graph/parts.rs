//! The graph in pieces, to be kept and put together again without a look at the documents.
//!
//! What many nodes lead to is kept; what follows from one of them in no time is not.

use super::homes::Homes;
use super::search::Entry;
use super::tenure_days::TenureDays;
use super::{Counts, DocumentEntry, Documents, Edge, Graph, Node, OfficialNode, Series};
use super::{Statement, StatementId, Sym};
use crate::model::Decision;
use crate::resolve::identity::{Id, Note, PeoplePart};
use chrono::NaiveDate;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::{EdgeIndexable, IntoNodeReferences, NodeIndexable};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;

/// Values in a piece.
const PIECE: usize = 1 << 13;
/// Lists of names in a piece.
const LISTS: usize = 1 << 8;

/// A piece of a graph. `None` stands where something was and is no more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Part(Kind);

impl Part {
    /// The piece as bytes, packed behind their number.
    pub fn encode(&self) -> io::Result<Vec<u8>> {
        // More would take the time that it saves.
        const LEVEL: i32 = 1;
        let bytes = postcard::to_stdvec(self).map_err(io::Error::other)?;
        let len = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let mut packed = len.to_le_bytes().to_vec();
        packed.append(&mut zstd::bulk::compress(&bytes, LEVEL)?);
        Ok(packed)
    }

    /// The piece again. `None` where the bytes are none of this program.
    pub fn decode(packed: &[u8]) -> Option<Part> {
        let (len, packed) = packed.split_first_chunk()?;
        let bytes = zstd::bulk::decompress(packed, u32::from_le_bytes(*len) as usize).ok()?;
        postcard::from_bytes(&bytes).ok()
    }

    /// Whether it goes to the [`NetHalf`].
    pub fn is_of_net(&self) -> bool {
        matches!(self.0, Kind::Sizes(..) | Kind::Nodes(_) | Kind::Edges(_))
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Kind {
    /// Nodes and edges: comes before them.
    Sizes(usize, usize),
    Nodes(Vec<Option<Node>>),
    Edges(Vec<Option<(NodeIndex, NodeIndex, Edge)>>),
    Words(Vec<String>),
    /// How many there are, and the next of them.
    Statements(usize, Vec<Option<Statement>>),
    Documents(Vec<Option<DocumentEntry>>),
    People(PeoplePart),
    Names(Vec<Entry>),
    Pairs(Vec<((char, char), Vec<Sym>)>),
    Sounds(Vec<(String, Vec<Sym>)>),
    Tenures(Vec<(EdgeIndex, TenureDays)>),
    Decisions(Vec<Decision>),
    Splits(Vec<(Id, Sym)>),
    /// What is noted behind a name in a mention.
    Notes(Vec<(Sym, Id, Note)>),
}

impl Graph {
    /// All of the graph, piece by piece: what [`Assembly`] takes. Pieces of both its halves alternate,
    /// so that both are busy from the first to the last.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let net = &self.net;
        let (nodes, edges) = (net.node_bound(), net.edge_bound());
        let sizes = Kind::Sizes(nodes, edges);
        let nodes = (0..nodes).map(|at| net.node_weight(NodeIndex::new(at)).cloned());
        let edges = (0..edges).map(EdgeIndex::new).map(|at| {
            let (from, to) = net.edge_endpoints(at)?;
            Some((from, to, *net.edge_weight(at)?))
        });
        let net = std::iter::once(sizes)
            .chain(pieces(PIECE, nodes).map(Kind::Nodes))
            .chain(pieces(PIECE, edges).map(Kind::Edges));

        let words = pieces(PIECE, self.words.iter().map(str::to_owned)).map(Kind::Words);
        let statements = self.statements.iter().copied();
        let all = self.statements.len();
        let documents = self.documents.entries.iter().cloned();
        let search = &self.search;
        let names = search.entries.iter().cloned();
        let pairs = search.pairs.iter().map(|(pair, names)| (*pair, names.clone()));
        let sounds = search.sounds.iter().map(|(sound, names)| (sound.clone(), names.clone()));
        let tenures = self.tenures.iter().map(|(edge, days)| (*edge, *days));
        let splits = self.splits.iter().map(|(id, name)| (*id, *name));
        let rest = words
            .chain(pieces(PIECE, statements).map(move |piece| Kind::Statements(all, piece)))
            .chain(pieces(PIECE, documents).map(Kind::Documents))
            .chain(self.people.parts(PIECE).map(Kind::People))
            .chain(pieces(PIECE, names).map(Kind::Names))
            .chain(pieces(LISTS, pairs).map(Kind::Pairs))
            .chain(pieces(PIECE, sounds).map(Kind::Sounds))
            .chain(pieces(PIECE, tenures).map(Kind::Tenures))
            .chain(pieces(PIECE, self.decisions.values().cloned()).map(Kind::Decisions))
            .chain(pieces(PIECE, splits).map(Kind::Splits))
            .chain(pieces(PIECE, self.notes.all()).map(Kind::Notes));
        alternate(net, rest).map(Part)
    }
}

fn pieces<T>(size: usize, mut items: impl Iterator<Item = T>) -> impl Iterator<Item = Vec<T>> {
    std::iter::from_fn(move || {
        let piece: Vec<T> = items.by_ref().take(size).collect();
        (!piece.is_empty()).then_some(piece)
    })
}

fn alternate<T>(
    one: impl Iterator<Item = T>,
    other: impl Iterator<Item = T>,
) -> impl Iterator<Item = T> {
    let (mut one, mut other) = (one.fuse(), other.fuse());
    let mut first = false;
    std::iter::from_fn(move || {
        first = !first;
        if first {
            one.next().or_else(|| other.next())
        } else {
            other.next().or_else(|| one.next())
        }
    })
}

/// A graph that is being put together, of two halves that two threads may fill at once.
#[derive(Debug, Default)]
pub struct Assembly {
    net: NetHalf,
    rest: RestHalf,
}

/// Nodes and edges.
#[derive(Debug, Default)]
pub struct NetHalf {
    net: StableDiGraph<Node, Edge>,
    missing_nodes: Vec<NodeIndex>,
    missing_edges: Vec<EdgeIndex>,
}

impl NetHalf {
    /// Takes in the next piece. `None` where it does not fit to those before it.
    pub fn take(&mut self, part: Part) -> Option<()> {
        match part.0 {
            Kind::Sizes(nodes, edges) => self.net = StableDiGraph::with_capacity(nodes, edges),
            Kind::Nodes(nodes) => {
                for node in nodes {
                    let missing = node.is_none();
                    let node = node.unwrap_or(Node::Official(OfficialNode::default()));
                    let at = self.net.add_node(node);
                    self.missing_nodes.extend(missing.then_some(at));
                }
            }
            Kind::Edges(edges) => {
                for edge in edges {
                    let missing = edge.is_none();
                    let none = Edge::new(super::EdgeKind::ReportedIn);
                    let nowhere = NodeIndex::new(0);
                    let (from, to, edge) = edge.unwrap_or((nowhere, nowhere, none));
                    let at = self.net.try_add_edge(from, to, edge).ok()?;
                    self.missing_edges.extend(missing.then_some(at));
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn finish(self) -> StableDiGraph<Node, Edge> {
        let NetHalf { mut net, missing_nodes, missing_edges } = self;
        for edge in missing_edges {
            net.remove_edge(edge);
        }
        for node in missing_nodes {
            net.remove_node(node);
        }
        net
    }
}

/// All but nodes and edges.
#[derive(Debug, Default)]
pub struct RestHalf(Graph);

impl RestHalf {
    /// Takes in the next piece. `None` where it does not fit to those before it.
    pub fn take(&mut self, part: Part) -> Option<()> {
        let graph = &mut self.0;
        match part.0 {
            Kind::Sizes(..) | Kind::Nodes(_) | Kind::Edges(_) => return None,
            Kind::Words(words) => {
                for word in words {
                    graph.words.keep(&word);
                }
            }
            Kind::Statements(all, statements) => {
                graph.statements.reserve_exact(all.saturating_sub(graph.statements.len()));
                graph.statements.extend(statements);
            }
            Kind::Documents(documents) => graph.documents.entries.extend(documents),
            Kind::People(part) => graph.people.take(part),
            Kind::Names(names) => graph.search.entries.extend(names),
            Kind::Pairs(pairs) => graph.search.pairs.extend(pairs),
            Kind::Sounds(sounds) => graph.search.sounds.extend(sounds),
            Kind::Tenures(tenures) => graph.tenures.extend(tenures),
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

    /// Makes what follows from the pieces alone.
    fn complete(&mut self) {
        let graph = &mut self.0;
        let statements = graph.statements.iter().enumerate();
        let vacant = statements.filter(|(_, statement)| statement.is_none());
        graph.free_statements = vacant.map(|(place, _)| StatementId::at(place)).collect();
        let Documents { by_key, entries, free } = &mut graph.documents;
        by_key.reserve(entries.len());
        for (number, entry) in (0..).zip(entries) {
            match entry {
                Some(entry) => drop(by_key.insert(entry.key.clone(), number)),
                None => free.push(number),
            }
        }
        graph.people.complete();
        graph.anchored = graph.anchors();
    }
}

impl Assembly {
    /// Takes in the next piece. `None` where it does not fit to those before it.
    pub fn take(&mut self, part: Part) -> Option<()> {
        if part.is_of_net() { self.net.take(part) } else { self.rest.take(part) }
    }

    /// The halves, to be filled at once.
    pub fn halves(&mut self) -> (&mut NetHalf, &mut RestHalf) {
        (&mut self.net, &mut self.rest)
    }

    /// The graph, when all pieces have been taken.
    pub fn finish(self) -> Graph {
        let Assembly { net, mut rest } = self;
        let ((net, found), ()) = rayon::join(
            || {
                let net = net.finish();
                let found = Found::of(&net);
                (net, found)
            },
            || rest.complete(),
        );
        let RestHalf(graph) = rest;
        let Found { ids, homes, measures, series, calendar, counts } = found;
        Graph { net, ids, homes, measures, series, calendar, counts, ..graph }
    }
}

/// By what nodes are found, their places in order and their numbers.
#[derive(Default)]
struct Found {
    ids: FxHashMap<Id, NodeIndex>,
    homes: Homes,
    measures: FxHashMap<Id, BTreeSet<Id>>,
    series: FxHashMap<Id, Series>,
    calendar: BTreeSet<(Option<NaiveDate>, Id)>,
    counts: Counts,
}

impl Found {
    fn of(net: &StableDiGraph<Node, Edge>) -> Found {
        let mut found = Found::default();
        let named = net.node_weights().filter(|node| !matches!(node, Node::Official(_)));
        found.ids.reserve(named.count());
        let mut calendar = Vec::new();
        for (at, node) in net.node_references() {
            let counts = &mut found.counts;
            let (id, count) = match node {
                Node::Official(official) => {
                    for cluster in &official.clusters {
                        found.homes.insert(*cluster, at);
                    }
                    counts.officials += 1;
                    continue;
                }
                Node::Body(body) => (body.id, &mut counts.bodies),
                Node::Meeting(meeting) => {
                    if let Some(listing) = meeting.listing() {
                        calendar.push((listing.date, listing.id));
                        listing.enter(&mut found.series);
                    }
                    (meeting.id, &mut counts.meetings)
                }
                Node::Regulation(regulation) => {
                    if let Some(law) = regulation.based_on {
                        found.measures.entry(law).or_default().insert(regulation.id);
                    }
                    (regulation.id, &mut counts.regulations)
                }
                Node::Article(article) => (article.id, &mut counts.articles),
            };
            *count += 1;
            found.ids.insert(id, at);
        }
        found.calendar = calendar.into_iter().collect();
        found
    }
}
