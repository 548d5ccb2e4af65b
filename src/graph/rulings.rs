//! What a person rules on who is who: merges and splits, made, put into force and taken back.

use super::notes::spelling;
use super::persons::APART;
use super::{EdgeKind, Graph, Node, NodeKind, Sym};
use crate::model::{Anchor, Decision, Ruling};
use crate::resolve::identity::{Id, decision};
use petgraph::stable_graph::NodeIndex;
use rustc_hash::FxHashSet;

/// Why a ruling cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// No such entity.
    #[error("nothing has the id {0}; ask by name and take the id from the answer")]
    Unknown(String),
    /// An article that does not speak of the official, or no article at all.
    #[error("{0} is no article that names {1}; ask for the official's articles")]
    NotNamed(String, String),
    /// Something that is no official.
    #[error("{0} is no official; only officials are merged and split")]
    NotAnOfficial(String),
    /// They are one already.
    #[error("{0} and {1} are one official already")]
    Same(String, String),
    /// Nothing would be left.
    #[error("a split must leave some mentions where they are and take at least one away")]
    Nothing,
    /// An earlier ruling says otherwise.
    #[error("the ruling {0} says otherwise; undo it first")]
    Conflict(String),
}

impl Graph {
    /// Makes a merge of two officials: any ids that they ever had.
    pub fn merge(&self, one: Id, other: Id) -> Result<Decision, DecisionError> {
        let (a, b) = (self.official_at(one)?, self.official_at(other)?);
        if a == b {
            return Err(DecisionError::Same(one.to_string(), other.to_string()));
        }
        let anchor = |id: Id, official: NodeIndex| -> Result<Anchor, DecisionError> {
            let id = self.mention(id).map(|_| id).or_else(|| self.id(official));
            let id = id.ok_or_else(|| DecisionError::Unknown(one.to_string()))?;
            let (edge, _) =
                self.mention(id).ok_or_else(|| DecisionError::Unknown(id.to_string()))?;
            let name = self.net.edge_weight(edge).and_then(|edge| match edge.kind {
                EdgeKind::Mention(cluster, _) => Sym::of_number(self.people.name(cluster)),
                _ => None,
            });
            let name = name.map_or("", |name| self.text(name));
            let name = spelling(name).to_owned();
            Ok(Anchor { mention: id.to_string(), name })
        };
        let (one, other) = (anchor(one, a)?, anchor(other, b)?);
        let apart = [&one, &other].map(|anchor| {
            let id: Option<Id> = anchor.mention.parse().ok();
            id.and_then(|id| self.splits.get(&id).copied())
        });
        if one.name == other.name
            && let Some(split) = apart.into_iter().flatten().next()
            && let Some((_, decision)) = self.text(split).split_once(APART)
        {
            return Err(DecisionError::Conflict(decision.to_owned()));
        }
        Ok(decision(Ruling::Merge { one, other }))
    }

    /// Makes a split: the mentions of an official in these articles become an official of their own.
    pub fn split(&self, official: Id, articles: &[Id]) -> Result<Decision, DecisionError> {
        let node = self.official_at(official)?;
        let named: FxHashSet<Id> =
            self.articles_of(node).filter_map(|article| self.id(article)).collect();
        for article in articles {
            if self.find(*article).is_none() {
                return Err(DecisionError::Unknown(article.to_string()));
            }
            if !named.contains(article) {
                return Err(DecisionError::NotNamed(article.to_string(), official.to_string()));
            }
        }
        let mut mentions = Vec::new();
        let mut left = 0;
        let mut names = FxHashSet::default();
        for moving in self.mentions_at(node) {
            let taken = self.id(moving.article).is_some_and(|article| articles.contains(&article));
            match self.mention_id(moving.article, moving.number).filter(|_| taken) {
                Some(id) => {
                    names.insert(self.people.name(moving.cluster));
                    mentions.push(id);
                }
                None => left += 1,
            }
        }
        let [name] = names.into_iter().collect::<Vec<u32>>()[..] else {
            return Err(DecisionError::Nothing);
        };
        if left == 0 {
            return Err(DecisionError::Nothing);
        }
        let joins = self.decisions.values().find(|decision| match &decision.ruling {
            Ruling::Merge { one, other } => {
                let taken = |anchor: &Anchor| {
                    anchor.mention.parse().is_ok_and(|id: Id| mentions.contains(&id))
                };
                taken(one) != taken(other)
            }
            Ruling::Split { .. } => false,
        });
        if let Some(decision) = joins {
            return Err(DecisionError::Conflict(decision.id.clone()));
        }
        let name = Sym::of_number(name).map_or("", |name| self.text(name));
        if let Some((_, earlier)) = name.split_once(APART) {
            return Err(DecisionError::Conflict(earlier.to_owned()));
        }
        let name = spelling(name);
        let mentions = mentions.iter().map(Id::to_string).collect();
        Ok(decision(Ruling::Split { name: name.to_owned(), mentions }))
    }

    fn official_at(&self, id: Id) -> Result<NodeIndex, DecisionError> {
        let node = self.find(id).ok_or_else(|| DecisionError::Unknown(id.to_string()))?;
        match self.net.node_weight(node).map(Node::kind) {
            Some(NodeKind::Official) => Ok(node),
            _ => Err(DecisionError::NotAnOfficial(id.to_string())),
        }
    }

    /// Puts a decision into force. One whose mentions are not there waits for them.
    pub fn decide(&mut self, decision: &Decision) {
        if self.decisions.insert(decision.id.clone(), decision.clone()).is_none() {
            self.apply(&decision.ruling);
        }
    }

    /// Takes a decision back. `false` where there is none of this id.
    pub fn undo(&mut self, decision: &str) -> bool {
        match self.decisions.remove(decision) {
            Some(decision) => {
                self.apply(&decision.ruling);
                true
            }
            None => false,
        }
    }

    /// Brings the names that a ruling speaks of to where the decisions in force have them.
    fn apply(&mut self, ruling: &Ruling) {
        self.anchored = self.anchors();
        match ruling {
            Ruling::Merge { one, other } => {
                let names = [self.name_of(one), self.name_of(other)];
                self.regroup(&names.into_iter().flatten().collect::<Vec<Sym>>());
            }
            Ruling::Split { name, .. } => {
                let spelt = self.words.keep(name);
                let names = self.namesakes(spelt);
                let none = FxHashSet::default();
                self.rebuild(&names, &none, |graph| graph.read_splits(spelt));
            }
        }
    }

    /// The mentions that the merges in force hold on to.
    pub(super) fn anchors(&self) -> FxHashSet<Id> {
        self.decisions
            .values()
            .filter_map(|decision| match &decision.ruling {
                Ruling::Merge { one, other } => Some([one, other]),
                Ruling::Split { .. } => None,
            })
            .flatten()
            .filter_map(|anchor| anchor.mention.parse().ok())
            .collect()
    }

    /// The names under which splits put mentions of this spelling apart, and the name itself.
    pub(super) fn namesakes(&self, spelt: Sym) -> FxHashSet<Sym> {
        let mut names = FxHashSet::from_iter([spelt]);
        names.extend(self.noted_names(spelt));
        names.extend(self.splits.values().filter(|split| self.is_split_of(**split, spelt)));
        names
    }

    fn is_split_of(&self, split: Sym, spelt: Sym) -> bool {
        self.text(split).split_once(APART).is_some_and(|(name, _)| name == self.text(spelt))
    }

    /// Notes anew which mentions of a name the decisions in force put apart.
    fn read_splits(&mut self, spelt: Sym) {
        let apart: Vec<Sym> = self.namesakes(spelt).into_iter().filter(|n| *n != spelt).collect();
        self.splits.retain(|_, split| !apart.contains(split));
        let splits: Vec<(String, Vec<Id>)> = self
            .decisions
            .values()
            .filter_map(|decision| match &decision.ruling {
                Ruling::Split { name, mentions } if name == self.text(spelt) => {
                    let mentions = mentions.iter().filter_map(|id| id.parse().ok()).collect();
                    Some((format!("{name}{APART}{}", decision.id), mentions))
                }
                _ => None,
            })
            .collect();
        for (name, mentions) in splits {
            let name = self.words.keep(&name);
            for id in mentions {
                self.splits.entry(id).or_insert(name);
            }
        }
    }
}
