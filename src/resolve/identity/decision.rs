//! What a person has ruled on who is who, and the id that follows from it.

use super::id::{Id, IdKind, hash};
use crate::model::{Decision, Ruling};

/// The decision that rules so: one ruling has one id, however it is put.
pub fn decision(ruling: Ruling) -> Decision {
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
