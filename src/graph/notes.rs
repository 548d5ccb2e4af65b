//! What articles note behind a name (女, 回族), and the persons of one name whom that keeps apart.
//!
//! As long as all notes on a name can be of one person they change nothing. Once they contradict,
//! or an article has two persons of the name, the mentions with a note are placed under a name of
//! their own for each note: they join among themselves, and those without a note among themselves.

use super::{Detail, EdgeKind, Graph, Statement, Sym};
use crate::model::Gender;
use crate::resolve::identity::{Id, Note};
use petgraph::stable_graph::NodeIndex;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Stands between a name and the note by which some of its mentions are kept apart.
const NOTED: char = '\u{1}';

/// The notes on all names: the few mentions that bear one.
#[derive(Debug, Default)]
pub(super) struct Notes(FxHashMap<Sym, OnName>);

impl Notes {
    /// Every note with its name and its mention.
    pub(super) fn all(&self) -> impl Iterator<Item = (Sym, Id, Note)> {
        self.0.iter().flat_map(|(name, on)| {
            on.mentions.iter().map(|(mention, note)| (*name, *mention, note.clone()))
        })
    }
}

/// The notes on one name.
#[derive(Debug, Default)]
struct OnName {
    mentions: FxHashMap<Id, Note>,
    /// How many mentions bear each.
    different: BTreeMap<Note, u32>,
}

impl OnName {
    fn enter(&mut self, mention: Id, note: &Note) {
        self.forget(mention);
        self.mentions.insert(mention, note.clone());
        *self.different.entry(note.clone()).or_default() += 1;
    }

    fn forget(&mut self, mention: Id) {
        let Some(note) = self.mentions.remove(&mention) else { return };
        if let Some(count) = self.different.get_mut(&note) {
            *count -= 1;
            if *count == 0 {
                self.different.remove(&note);
            }
        }
    }

    /// Whether they are of several persons.
    fn clash(&self) -> bool {
        let different = || self.different.keys();
        different().any(|note| note.apart.is_some())
            || different().any(|one| different().any(|other| one.contradicts(other)))
    }
}

impl Graph {
    /// Notes what is said behind a name. Whether the name's mentions must be placed anew for it.
    pub(super) fn enter_note(&mut self, name: Sym, mention: Id, note: &Note) -> bool {
        let notes = self.notes.0.entry(name).or_default();
        let before = notes.clash();
        notes.enter(mention, note);
        before != notes.clash()
    }

    /// Forgets the note of a mention that goes, if it has one. The names that must be placed anew.
    pub(super) fn forget_note(&mut self, article: NodeIndex, number: u16) -> FxHashSet<Sym> {
        let none = FxHashSet::default();
        let edge = self.article(article).and_then(|a| a.mentions.get(usize::from(number)).copied());
        let kind = edge.and_then(|edge| self.net.edge_weight(edge)).map(|edge| edge.kind);
        let Some(EdgeKind::Mention(cluster, _)) = kind else { return none };
        let Some(name) = Sym::of_number(self.people.name(cluster)) else { return none };
        let Some(spelt) = self.words.find(spelling(self.text(name))) else { return none };
        let Some(id) = self.mention_id(article, number) else { return none };
        if !self.notes.0.get(&spelt).is_some_and(|notes| notes.mentions.contains_key(&id)) {
            return none;
        }
        let names = self.namesakes(spelt);
        let Some(notes) = self.notes.0.get_mut(&spelt) else { return none };
        let before = notes.clash();
        notes.forget(id);
        let changed = before != notes.clash();
        if notes.mentions.is_empty() {
            self.notes.0.remove(&spelt);
        }
        if changed { names } else { none }
    }

    /// The name under which a mention is placed: of a split, of its note, or as it is spelt.
    pub(super) fn placed_name(&mut self, mention: Id, spelt: Sym) -> Sym {
        if let Some(split) = self.splits.get(&mention) {
            return *split;
        }
        match self.noted_name(mention, spelt) {
            Some(name) => self.words.keep(&name),
            None => spelt,
        }
    }

    /// The name under which its note puts a mention.
    pub(super) fn noted_name(&self, mention: Id, spelt: Sym) -> Option<String> {
        let notes = self.notes.0.get(&spelt)?;
        let note = notes.mentions.get(&mention)?;
        notes.clash().then(|| format!("{}{NOTED}{}", self.text(spelt), note.mark()))
    }

    /// The names under which notes put mentions of this spelling.
    pub(super) fn noted_names(&self, spelt: Sym) -> Vec<Sym> {
        let Some(notes) = self.notes.0.get(&spelt) else { return Vec::new() };
        let name =
            |note: &Note| self.words.find(&format!("{}{NOTED}{}", self.text(spelt), note.mark()));
        notes.different.keys().filter_map(name).collect()
    }

    /// The gender and the nationality of a person, where articles note them and none says otherwise.
    pub fn noted(&self, official: NodeIndex) -> (Option<Gender>, Option<&str>) {
        let notes = || {
            self.notes_on(official).into_iter().filter_map(|said| match said.detail {
                Detail::Note { gender, ethnicity } => Some((gender, ethnicity)),
                _ => None,
            })
        };
        let gender = one(notes().filter_map(|(gender, _)| gender));
        let ethnicity = one(notes().filter_map(|(_, ethnicity)| ethnicity));
        (gender, ethnicity.map(|ethnicity| self.text(ethnicity)))
    }

    /// Where articles note something behind the person's name, by day, article and place in it.
    pub fn notes_on(&self, official: NodeIndex) -> Vec<&Statement> {
        let mentions = self.edges_from(official, |says| matches!(says, EdgeKind::Mention(..)));
        self.in_text_order(mentions.flat_map(|(edge, _)| self.statements_of(edge)).collect())
    }
}

/// The name before what puts some of its mentions apart.
pub(super) fn spelling(name: &str) -> &str {
    name.split([super::persons::APART, NOTED]).next().unwrap_or_default()
}

/// The one value, if all are the same.
fn one<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}
