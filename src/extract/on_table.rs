//! What an article has said of regulations so far.

use crate::model::Action;

/// A regulation that the article spoke of last: what 该条例草案 means.
#[derive(Debug, Clone)]
pub struct OnTable {
    /// Its name.
    pub name: String,
    /// 草案
    pub status: Option<String>,
    /// Its bill was put: 作了说明 means it.
    pub put: bool,
    /// Which list of the sentence it stood in.
    pub list: usize,
}

/// What a sentence that a semicolon ends hands to the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pending {
    /// It spoke of what is to be done.
    pub intended: bool,
    /// Its verb, whose objects may go on: 通过《…》；《…》.
    pub verb: Option<Action>,
}
