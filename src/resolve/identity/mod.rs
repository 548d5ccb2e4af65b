//! Who is who across documents: what an entity is told apart by, and the id that follows from it.
//!
//! All but [`People`] are pure functions of what one document says. `People` keeps, name by name,
//! which mentions are of one person; the order in which mentions come and go never matters to it.

mod body;
mod decision;
mod facts;
mod id;
mod meeting;
mod numerals;
mod people;
mod placing;
mod reform;
mod regulation;

pub use body::{Body, BodyKind, BodyLevel, Scope};
pub use decision::decision;
pub use facts::{ArticleFacts, Fact, Mention, Note, Statement, facts};
pub use id::{Id, IdError, IdKind, IdText, hash};
pub use meeting::{Meeting, MeetingNumber, Order, order};
pub use people::{
    ClusterId, Key, MOVE_DAYS, MentionId, Move, People, PeoplePart, Region, Ties, Turn, TurnKind,
};
pub use placing::{full_name, place_named};
pub use reform::{Reformed, reformed};
pub use regulation::Regulation;
