//! Which official a mention stands at, and how that changes.
//!
//! [`People`](crate::resolve::identity::People) says which clusters of mentions are one person;
//! decisions add to that; here the mentions are moved to where they belong.

use super::node::{OfficialNode, StatementId};
use super::notes::spelling;
use super::{Detail, Edge, EdgeKind, Graph, Node, Sym};
use crate::lexicon::{Level, Lexicon};
use crate::resolve::identity::{BodyLevel, ClusterId, Id, Key, Mention, Region, Ties, Turn};
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::{FxHashMap, FxHashSet};

/// Stands between a name and the split that puts some of its mentions apart.
pub(super) const APART: char = '\u{0}';

/// A mention on its way to another official.
pub(super) struct Moving {
    pub(super) article: NodeIndex,
    pub(super) number: u16,
    from: NodeIndex,
    pub(super) cluster: ClusterId,
}

/// The names of mentions that went, where others of the name may be touched by it.
#[derive(Default)]
pub(super) struct Disturbed {
    /// Those whose other mentions must be placed anew.
    pub(super) anew: FxHashSet<Sym>,
    /// Those whose clusters stand, but may be other persons now.
    pub(super) grouped: FxHashSet<Sym>,
}

impl Graph {
    /// Finds the official of each mention of a new article, whose edges to it are made here.
    pub(super) fn place_mentions(
        &mut self,
        article: NodeIndex,
        mentions: &[Mention],
    ) -> Vec<NodeIndex> {
        self.take_notes(mentions);
        let mut clusters = Vec::with_capacity(mentions.len());
        let mut changed = FxHashSet::default();
        // Looks into large tables that wait for nothing but memory go side by side.
        let spelt: Vec<Sym> =
            mentions.iter().map(|mention| self.words.keep(&mention.name)).collect();
        for (mention, spelt) in mentions.iter().zip(&spelt) {
            self.search.add_name(*spelt, &mention.name);
        }
        for (mention, spelt) in mentions.iter().zip(spelt) {
            let name = self.placed_name(mention.id, spelt);
            let (cluster, moved) = self.people.place(name.number(), mention.id, &mention.ties);
            // What a split puts apart is one group, and a new cluster belongs to it.
            if moved || name != spelt {
                changed.insert(name);
            }
            clusters.push(cluster);
        }
        for name in changed {
            self.regroup(&[name]);
        }
        for (mention, cluster) in mentions.iter().zip(&clusters) {
            let official = self.home(*cluster);
            let kind = EdgeKind::Mention(*cluster, mention.id.part);
            let edge = self.net.add_edge(official, article, Edge::new(kind));
            if let Some(Node::Article(article)) = self.net.node_weight_mut(article) {
                article.mentions.push(edge);
            }
        }
        // A merge that waited for one of these mentions takes hold now.
        for (mention, cluster) in mentions.iter().zip(&clusters) {
            if self.anchored.contains(&mention.id)
                && let Some(name) = Sym::of_number(self.people.name(*cluster))
            {
                self.regroup(&[name]);
            }
        }
        clusters.into_iter().map(|cluster| self.home(cluster)).collect()
    }

    /// Enters the notes of new mentions, and places those of their names anew where a note now tells
    /// them apart, or where a post is begun or left: what others tell of posts counts from then on.
    fn take_notes(&mut self, mentions: &[Mention]) {
        let mut anew = FxHashSet::default();
        for mention in mentions {
            let Some(note) = &mention.note else { continue };
            let spelt = self.words.keep(&mention.name);
            if self.enter_note(spelt, mention.id, note) {
                anew.extend(self.namesakes(spelt));
            }
        }
        for mention in mentions.iter().filter(|mention| mention.ties.change_posts()) {
            let spelt = self.words.keep(&mention.name);
            let name = self.placed_name(mention.id, spelt);
            if !self.people.watches(name.number()) {
                self.people.watch(name.number());
                anew.insert(name);
            }
        }
        if !anew.is_empty() {
            self.rebuild(&anew, &FxHashSet::default(), |_| {});
        }
    }

    /// Where a cluster's mentions stand; a new official where they stand nowhere yet.
    fn home(&mut self, cluster: ClusterId) -> NodeIndex {
        if let Some(home) = self.homes.get(cluster) {
            return home;
        }
        let home = self.new_official();
        self.settle(cluster, home);
        home
    }

    fn new_official(&mut self) -> NodeIndex {
        self.counts.officials += 1;
        self.net.add_node(Node::Official(OfficialNode::default()))
    }

    fn settle(&mut self, cluster: ClusterId, home: NodeIndex) {
        self.homes.insert(cluster, home);
        if let Some(Node::Official(official)) = self.net.node_weight_mut(home) {
            official.clusters.push(cluster);
        }
    }

    fn unsettle(&mut self, cluster: ClusterId) {
        let Some(home) = self.homes.remove(cluster) else { return };
        if let Some(Node::Official(official)) = self.net.node_weight_mut(home) {
            official.clusters.retain(|own| *own != cluster);
        }
    }

    /// Moves the mentions of names, and of those that decisions bind to them, to where their
    /// clusters' groups say. Names that may stand at one official are given together.
    pub(super) fn regroup(&mut self, names: &[Sym]) {
        let names = self.bound_names(names);
        let mut groups = self.bound_groups(&names);
        groups.sort_by_key(|group| {
            let size: u32 = group.iter().map(|cluster| self.people.extent(*cluster).1).sum();
            (std::cmp::Reverse(size), group.first().copied())
        });
        let mut members: FxHashMap<ClusterId, Vec<ClusterId>> = FxHashMap::default();
        for name in &names {
            for cluster in self.people.all(name.number()) {
                members.entry(self.people.find(cluster)).or_default().push(cluster);
            }
        }
        let mut taken = FxHashSet::default();
        for group in groups {
            let mut clusters: Vec<ClusterId> =
                group.iter().flat_map(|root| members.remove(root).unwrap_or_default()).collect();
            clusters.sort_by_key(|cluster| {
                std::cmp::Reverse(self.people.extent(self.people.find(*cluster)).1)
            });
            let home = clusters
                .iter()
                .filter_map(|cluster| self.homes.get(*cluster))
                .find(|home| !taken.contains(home));
            let home = home.unwrap_or_else(|| self.new_official());
            taken.insert(home);
            for cluster in clusters {
                match self.homes.get(cluster) {
                    Some(known) if known == home => {}
                    Some(_) => self.move_cluster(cluster, home),
                    None => self.settle(cluster, home),
                }
            }
        }
    }

    fn move_cluster(&mut self, cluster: ClusterId, to: NodeIndex) {
        let Some(from) = self.homes.get(cluster) else { return };
        let moving: Vec<Moving> =
            self.mentions_at(from).filter(|moving| moving.cluster == cluster).collect();
        self.unsettle(cluster);
        self.settle(cluster, to);
        for mention in moving {
            self.move_mention(&mention, to);
        }
        self.let_go(from);
    }

    /// Every mention that stands at an official.
    pub(super) fn mentions_at(&self, official: NodeIndex) -> impl Iterator<Item = Moving> {
        let edges = self.net.edges_directed(official, Outgoing);
        edges.filter_map(move |edge| match edge.weight().kind {
            EdgeKind::Mention(cluster, _) => {
                let article = self.article(edge.target())?;
                let number = article.mentions.iter().position(|own| *own == edge.id())?;
                let number = u16::try_from(number).ok()?;
                Some(Moving { article: edge.target(), number, from: official, cluster })
            }
            _ => None,
        })
    }

    fn move_mention(&mut self, moving: &Moving, to: NodeIndex) {
        let Some(article) = self.article(moving.article) else { return };
        let Some(&old) = article.mentions.get(usize::from(moving.number)) else { return };
        let Some(mut kind) = self.net.edge_weight(old).map(|edge| edge.kind) else { return };
        let about: Vec<StatementId> = article
            .statements
            .iter()
            .copied()
            .filter(|id| self.statement(*id).is_some_and(|s| s.mention == Some(moving.number)))
            .collect();
        if let EdgeKind::Mention(cluster, _) = &mut kind {
            *cluster = moving.cluster;
        }
        if moving.from == to {
            if let Some(edge) = self.net.edge_weight_mut(old) {
                edge.kind = kind;
            }
            return;
        }
        let (notes, about): (Vec<StatementId>, Vec<StatementId>) = about
            .into_iter()
            .partition(|id| self.statement(*id).is_some_and(|statement| statement.edge == old));
        for id in &notes {
            self.detach(*id);
        }
        for id in about {
            let Some(edge) = self.statement(id).map(|statement| statement.edge) else { continue };
            let Some((_, target)) = self.net.edge_endpoints(edge) else { continue };
            let Some(says) = self.net.edge_weight(edge).map(|edge| edge.kind) else { continue };
            self.detach(id);
            let edge = self.edge(to, target, says);
            self.attach(id, edge);
        }
        self.net.remove_edge(old);
        let new = self.net.add_edge(to, moving.article, Edge::new(kind));
        for id in notes {
            self.attach(id, new);
        }
        if let Some(Node::Article(article)) = self.net.node_weight_mut(moving.article) {
            article.mentions[usize::from(moving.number)] = new;
        }
    }

    /// Removes an official at whom no mention stands any more.
    pub(super) fn let_go(&mut self, official: NodeIndex) {
        let empty = self.net.edges_directed(official, Outgoing).next().is_none();
        let Some(Node::Official(node)) = self.net.node_weight(official) else { return };
        if empty && node.clusters.is_empty() {
            self.net.remove_node(official);
            self.counts.officials -= 1;
        }
    }

    /// The edge and the official of a mention.
    pub(super) fn mention(&self, id: Id) -> Option<(EdgeIndex, NodeIndex)> {
        let article =
            self.find(Id { kind: crate::resolve::identity::IdKind::Article, part: 0, ..id })?;
        self.article(article)?.mentions.iter().find_map(|edge| {
            match self.net.edge_weight(*edge)?.kind {
                EdgeKind::Mention(_, part) if part == id.part => {
                    Some((*edge, self.net.edge_endpoints(*edge)?.0))
                }
                _ => None,
            }
        })
    }

    /// Takes a mention of a document that goes from its cluster, and notes its name where that may
    /// change something for other mentions.
    pub(super) fn withdraw(
        &mut self,
        article: NodeIndex,
        number: u16,
        going: &FxHashSet<NodeIndex>,
        disturbed: &mut Disturbed,
    ) -> Option<()> {
        /// So many mentions are asked whether they hold together what this one does.
        const WITNESSES: usize = 64;
        let edge = *self.article(article)?.mentions.get(usize::from(number))?;
        let EdgeKind::Mention(cluster, _) = self.net.edge_weight(edge)?.kind else { return None };
        let name = self.people.name(cluster);
        let id = self.mention_id(article, number)?;
        let own = self.ties(article, number);
        let official = self.official_of(article, number)?;
        let covered = |ties: &[Key]| {
            let others = self.mentions_at(official).filter(|other| {
                !going.contains(&other.article) && self.people.name(other.cluster) == name
            });
            others.take(WITNESSES).any(|other| {
                let theirs = self.ties(other.article, other.number);
                ties.iter().all(|tie| theirs.keys.contains(tie))
            })
        };
        let ties = self.people.leaving(name, cluster, id, &own);
        let simple = ties.is_some_and(|ties| ties.len() < 2 || covered(&ties));
        if !simple || self.anchored.contains(&id) {
            disturbed.anew.extend(Sym::of_number(name));
            return None;
        }
        if self.people.may_move(name) {
            disturbed.grouped.extend(Sym::of_number(name));
        }
        if self.people.withdraw(name, cluster, &own) {
            self.unsettle(self.people.find(cluster));
        }
        if self.people.may_move(name) {
            disturbed.grouped.extend(Sym::of_number(name));
        }
        Some(())
    }

    /// The official at whom a mention stands.
    pub(super) fn official_of(&self, article: NodeIndex, number: u16) -> Option<NodeIndex> {
        let edge = *self.article(article)?.mentions.get(usize::from(number))?;
        self.net.edge_endpoints(edge).map(|(official, _)| official)
    }

    /// Places the mentions of some names anew, those of the articles in `without` left out; `change`
    /// takes place in between, while none of them is placed.
    pub(super) fn rebuild(
        &mut self,
        names: &FxHashSet<Sym>,
        without: &FxHashSet<NodeIndex>,
        change: impl FnOnce(&mut Graph),
    ) {
        let mut mentions: Vec<(Moving, Sym, Ties)> = Vec::new();
        for name in names {
            let clusters = self.people.all(name.number());
            let homes: FxHashSet<NodeIndex> =
                clusters.iter().filter_map(|cluster| self.homes.get(*cluster)).collect();
            let first = mentions.len();
            for moving in homes.into_iter().flat_map(|home| self.mentions_at(home)) {
                if self.people.name(moving.cluster) == name.number() {
                    let ties = self.ties(moving.article, moving.number);
                    mentions.push((moving, *name, ties));
                }
            }
            self.people.forget(name.number(), mentions[first..].iter().map(|(.., ties)| ties));
            for cluster in clusters {
                self.unsettle(cluster);
            }
        }
        change(self);
        let mut touched: FxHashSet<Sym> = FxHashSet::default();
        let mut officials: FxHashSet<NodeIndex> = FxHashSet::default();
        officials.extend(mentions.iter().map(|(moving, ..)| moving.from));
        mentions.retain(|(moving, ..)| !without.contains(&moving.article));
        for (moving, name, ties) in &mut mentions {
            let Some(id) = self.mention_id(moving.article, moving.number) else { continue };
            let spelt = self.spelling(*name);
            *name = self.placed_name(id, spelt);
            touched.insert(*name);
            if ties.change_posts() {
                self.people.watch(name.number());
            }
        }
        for (moving, name, ties) in &mut mentions {
            let Some(id) = self.mention_id(moving.article, moving.number) else { continue };
            moving.cluster = self.people.place(name.number(), id, ties).0;
        }
        self.resettle(&touched, mentions.iter().map(|(moving, ..)| moving));
        for official in officials {
            self.let_go(official);
        }
    }

    /// Sends mentions that were just placed to the official at whom most of their group stand.
    fn resettle<'m>(&mut self, names: &FxHashSet<Sym>, mentions: impl Iterator<Item = &'m Moving>) {
        let mut by_root: FxHashMap<ClusterId, Vec<&Moving>> = FxHashMap::default();
        for moving in mentions {
            by_root.entry(self.people.find(moving.cluster)).or_default().push(moving);
        }
        let mut roots: Vec<ClusterId> = by_root.keys().copied().collect();
        roots.sort_by_key(|root| std::cmp::Reverse(self.people.extent(*root).1));
        for root in roots {
            let mentions = &by_root[&root];
            let mut votes: FxHashMap<NodeIndex, usize> = FxHashMap::default();
            for moving in mentions {
                *votes.entry(moving.from).or_default() += 1;
            }
            let most = votes.into_iter().max_by_key(|(home, n)| (*n, std::cmp::Reverse(*home)));
            let Some((home, _)) = most else { continue };
            let clusters: FxHashSet<ClusterId> =
                mentions.iter().map(|moving| moving.cluster).chain([root]).collect();
            for cluster in clusters {
                self.settle(cluster, home);
            }
            for moving in mentions {
                self.move_mention(moving, home);
            }
        }
        self.regroup(&names.iter().copied().collect::<Vec<Sym>>());
    }

    /// The name without the split that puts it apart.
    pub(super) fn spelling(&mut self, name: Sym) -> Sym {
        let spelt = spelling(self.text(name)).to_owned();
        self.words.keep(&spelt)
    }

    pub(super) fn mention_id(&self, article: NodeIndex, number: u16) -> Option<Id> {
        let article = self.article(article)?;
        let edge = article.mentions.get(usize::from(number))?;
        match self.net.edge_weight(*edge)?.kind {
            EdgeKind::Mention(_, part) => {
                Some(Id { kind: crate::resolve::identity::IdKind::Official, part, ..article.id })
            }
            _ => None,
        }
    }

    /// Whether an article gives posts at bodies of the nation and speaks of no place's.
    fn is_national(&self, node: NodeIndex) -> bool {
        let body = |node: NodeIndex| match self.net.node_weight(node) {
            Some(Node::Body(body)) => Some((body.level, body.place)),
            _ => None,
        };
        let named = self.net.edges_directed(node, Incoming).filter_map(|edge| body(edge.source()));
        let mut placeless = named.map(|(_, place)| place.is_none());
        let Some(article) = self.article(node) else { return false };
        let posts = article.statements.iter().filter_map(|id| {
            let edge = self.net.edge_weight(self.statement(*id)?.edge)?;
            let (_, to) = self.net.edge_endpoints(self.statement(*id)?.edge)?;
            matches!(edge.kind, EdgeKind::Tenure(_)).then(|| body(to)).flatten()
        });
        let mut levels = posts.map(|(level, _)| level);
        levels.any(|level| level == BodyLevel::National) && placeless.all(|placeless| placeless)
    }

    /// What ties a mention to others, as its article tells: the same as in its facts.
    fn ties(&self, node: NodeIndex, number: u16) -> Ties {
        let Some(article) = self.article(node) else { return Ties::default() };
        let Lexicon { places, names, .. } = Lexicon::standard();
        let is_telling = || {
            let name = article.mentions.get(usize::from(number)).and_then(|edge| {
                match self.net.edge_weight(*edge)?.kind {
                    EdgeKind::Mention(cluster, _) => Sym::of_number(self.people.name(cluster)),
                    _ => None,
                }
            });
            name.is_some_and(|name| names.is_telling(spelling(self.text(name))))
        };
        let mut turns = Vec::new();
        let statements = || article.statements.iter().filter_map(|id| self.statement(*id));
        let mut keys = Vec::new();
        let mut sides = Vec::new();
        let mut meetings = Vec::new();
        for statement in statements().filter(|statement| statement.mention == Some(number)) {
            let Some((_, to)) = self.net.edge_endpoints(statement.edge) else { continue };
            match self.net.node_weight(to) {
                Some(Node::Body(body)) => {
                    if let Detail::Post { former, change } = statement.detail
                        && is_telling()
                    {
                        let at = (body.id.hash, Region::of(body.level, body.place));
                        turns.extend(Turn::of(at, former, change, article.date));
                    }
                    keys.push(Key::Post(body.id.hash));
                    keys.extend(body.place.map(Key::Place));
                    keys.extend((body.level == BodyLevel::National).then_some(Key::Nation));
                    sides.push(body.place.and_then(|p| places.at_level(p, Level::Province)));
                }
                Some(Node::Meeting(_)) => meetings.push(to),
                _ => {}
            }
        }
        let posted = !keys.is_empty();
        for to in meetings {
            let Some(Node::Meeting(meeting)) = self.net.node_weight(to) else { continue };
            let id = meeting.id.hash;
            keys.push(Key::Meeting(id));
            keys.extend(sides.iter().map(|side| Key::Side(id, *side)));
            let here = meeting.sightings.iter().find(|sighting| sighting.article == node);
            keys.extend(here.and_then(|here| here.series).map(|(id, _)| Key::Series(id.hash)));
            if !posted {
                let place = here.and_then(|here| here.jurisdiction).map(Key::Place);
                let nation = || self.is_national(node).then_some(Key::Nation);
                keys.extend(place.or_else(nation));
            }
            for statement in statements() {
                let Some((from, target)) = self.net.edge_endpoints(statement.edge) else {
                    continue;
                };
                let convenes = self
                    .net
                    .edge_weight(statement.edge)
                    .is_some_and(|e| e.kind == EdgeKind::Convenes);
                if target == to && convenes {
                    keys.extend(self.id(from).map(|id| Key::Convener(id.hash)));
                }
            }
        }
        keys.sort_unstable();
        keys.dedup();
        Ties { posted, keys, turns }
    }
}
