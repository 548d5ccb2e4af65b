//! What a person has ruled on who is who.

use super::id::{Id, IdKind, hash};
use serde::{Deserialize, Serialize};

/// A person's ruling on who is who.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Ruling {
    /// The two mentions are of one person.
    Merge {
        /// One of them, with its name.
        one: Anchor,
        /// The other.
        other: Anchor,
    },
    /// These mentions are of one person and of nobody else who bears the name.
    Split {
        /// The name that they share.
        name: String,
        /// The mentions, as written ids.
        mentions: Vec<String>,
    },
}

/// A mention that a ruling holds on to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The mention, as a written id.
    pub mention: String,
    /// The name in it.
    pub name: String,
}

/// A ruling with its id, which follows from what it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decision {
    /// The written id.
    pub id: String,
    /// What was decided.
    pub ruling: Ruling,
}

impl Decision {
    /// The decision that rules so.
    pub fn new(ruling: Ruling) -> Decision {
        let ruling = match ruling {
            Ruling::Merge { one, other } if other < one => Ruling::Merge { one: other, other: one },
            Ruling::Split { name, mut mentions } => {
                mentions.sort();
                mentions.dedup();
                Ruling::Split { name, mentions }
            }
            ruling => ruling,
        };
        let content = match &ruling {
            Ruling::Merge { one, other } => {
                hash(&["merge", &one.mention, &one.name, &other.mention, &other.name])
            }
            Ruling::Split { name, mentions } => {
                let mut parts = vec!["split", name.as_str()];
                parts.extend(mentions.iter().map(String::as_str));
                hash(&parts)
            }
        };
        let id = Id { kind: IdKind::Decision, hash: content, part: 0 };
        Decision { id: id.to_string(), ruling }
    }
}
