//! What a document tells all of its articles.

use super::votes::Votes;
use super::year;
use crate::model::Document;
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};

/// What a document tells all of its articles. Each is looked for once, where an article leaves it
/// open.
pub struct Surroundings<'d> {
    pub(super) document: &'d Document,
    votes: OnceCell<Votes>,
    year: OnceCell<Option<i32>>,
    /// The year of plans, by the month.
    plans: RefCell<FxHashMap<Option<u32>, Option<i32>>>,
}

impl<'d> Surroundings<'d> {
    /// Those of a document.
    pub fn new(document: &'d Document) -> Self {
        let (votes, year, plans) = (OnceCell::new(), OnceCell::new(), RefCell::default());
        Self { document, votes, year, plans }
    }

    /// The places that its text names.
    pub(super) fn votes(&self) -> &Votes {
        self.votes.get_or_init(|| Votes::of(&self.document.text))
    }

    pub(super) fn url(&self) -> &'d str {
        self.document.meta.url.as_deref().unwrap_or_default()
    }

    pub(super) fn year(&self) -> Option<i32> {
        *self.year.get_or_init(|| year::of_text(&self.document.text, self.url()))
    }

    pub(super) fn year_of_plan(&self, month: Option<u32>) -> Option<i32> {
        let mut plans = self.plans.borrow_mut();
        *plans.entry(month).or_insert_with(|| year::of_plan(&self.document.text, month))
    }
}
