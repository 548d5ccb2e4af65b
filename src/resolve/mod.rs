//! Claims to entities: what 省 means, which day 24日 was, who is who.

mod bodies;
pub mod context;
mod institution;
mod jurisdiction;
