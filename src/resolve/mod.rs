//! Claims to entities: which province 省 is, who is who, which meeting is the same meeting.

pub mod identity;
