//! Claims to entities: what 省 means, which day 24日 was, who is who, which meeting is the same.

mod bodies;
pub mod context;
pub mod identity;
mod in_force;
mod institution;
mod jurisdiction;
mod nearest;
mod past;
pub mod surroundings;
mod unit;
mod votes;
mod year;
