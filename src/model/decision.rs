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
