//! The days of the tenures of which much is told, kept so that nobody has to read it all again.

use super::{Detail, EdgeKind, Graph, Statement, StatementId};
use crate::model::ChangeKind;
use chrono::NaiveDate;
use petgraph::stable_graph::EdgeIndex;
use serde::{Deserialize, Serialize};

/// What all statements of a tenure's edge tell of its days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenureDays {
    pub(super) first_seen: Option<NaiveDate>,
    pub(super) last_seen: Option<NaiveDate>,
    pub(super) former_since: Option<NaiveDate>,
    pub(super) appointed: Option<NaiveDate>,
    pub(super) removed: Option<NaiveDate>,
}

/// From so many statements on their days are kept.
const MANY: u32 = 8;

impl TenureDays {
    /// Takes in what one statement tells; `day`: of its article.
    fn take(&mut self, detail: Detail, day: Option<NaiveDate>) {
        let least = |known: &mut Option<NaiveDate>, day: NaiveDate| {
            *known = Some(known.map_or(day, |known| known.min(day)));
        };
        let Detail::Post { former, change } = detail else { return };
        match (change, day) {
            (Some((ChangeKind::Appointment, Some(day))), _) => least(&mut self.appointed, day),
            (Some((ChangeKind::Removal, Some(day))), _) => {
                self.removed = self.removed.max(Some(day));
            }
            (None, Some(day)) if former => least(&mut self.former_since, day),
            (None, Some(day)) => {
                least(&mut self.first_seen, day);
                self.last_seen = self.last_seen.max(Some(day));
            }
            _ => {}
        }
    }

    /// Whether these days may hang on a statement that tells those.
    fn hang_on(&self, told: &TenureDays) -> bool {
        let same = |own: Option<NaiveDate>, told: Option<NaiveDate>| told.is_some() && own == told;
        same(self.first_seen, told.first_seen)
            || same(self.last_seen, told.last_seen)
            || same(self.former_since, told.former_since)
            || same(self.appointed, told.appointed)
            || same(self.removed, told.removed)
    }
}

impl Graph {
    /// The days of a tenure, from all of its statements.
    pub(super) fn tenure_days(&self, edge: EdgeIndex) -> TenureDays {
        let mut days = TenureDays::default();
        for statement in self.statements_of(edge) {
            self.tell_days(&mut days, statement);
        }
        days
    }

    fn tell_days(&self, days: &mut TenureDays, statement: &Statement) {
        let day = self.article(statement.article).and_then(|article| article.date);
        days.take(statement.detail, day);
    }

    /// Keeps the days of a tenure in step with a statement that it has now.
    pub(super) fn note_days(&mut self, edge: EdgeIndex, statement: StatementId) {
        let Some(weight) = self.net.edge_weight(edge) else { return };
        if !matches!(weight.kind, EdgeKind::Tenure(_)) || weight.count < MANY {
            return;
        }
        let days = match (self.tenures.get(&edge), self.statement(statement)) {
            (Some(known), Some(statement)) => {
                let mut days = *known;
                self.tell_days(&mut days, statement);
                days
            }
            _ => self.tenure_days(edge),
        };
        self.tenures.insert(edge, days);
    }

    /// Forgets the days of a tenure that hang on a statement which it had, or of which too little is
    /// told now to be worth it.
    pub(super) fn forget_days(&mut self, edge: EdgeIndex, statement: &Statement) {
        let Some(days) = self.tenures.get(&edge) else { return };
        let mut told = TenureDays::default();
        self.tell_days(&mut told, statement);
        let few = self.net.edge_weight(edge).is_none_or(|weight| weight.count < MANY);
        if few || days.hang_on(&told) {
            self.tenures.remove(&edge);
        }
    }
}
