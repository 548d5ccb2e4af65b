//! Claims to entities: what 省 means, which day 24日 was, who is who.

pub mod context;
