//! What bodies became.

use super::edges::{evidence, evidence_cost, evidence_count};
use super::{Body, Evidence};
use crate::api::service::view;
use crate::{graph, lexicon};
use async_graphql::{Context, Description, Object, Result, SimpleObject};

/// That a body was renamed or reorganised into another of the same jurisdiction. The two stay two.
#[derive(Debug, Clone, Description)]
pub struct Succession(pub graph::Succession);

/// A reform of the institutions by which one kind of organ took over the functions of another.
#[derive(Debug, Clone, SimpleObject)]
pub struct Reform {
    /// The year in which it was decided for the nation; the places followed within a year or two.
    pub year: i32,
    /// The organ that was: 环境保护局.
    pub before: String,
    /// The organ that came after it: 生态环境局.
    pub after: String,
}

#[Object(use_type_description)]
impl Succession {
    /// The body that was.
    async fn before(&self) -> Body {
        Body(self.0.before)
    }

    /// The body that came after it.
    async fn after(&self) -> Body {
        Body(self.0.after)
    }

    /// The reforms of the institutions that lead from the one to the other: several where no
    /// article speaks of the bodies between, none where only articles tell of the succession.
    async fn reforms(&self) -> Vec<Reform> {
        let reform = |reform: &&lexicon::Reform| Reform {
            year: reform.year.into(),
            before: reform.before.clone(),
            after: reform.after.clone(),
        };
        self.0.reforms.iter().map(reform).collect()
    }

    /// Where articles say so, at most 100 places.
    #[graphql(complexity = "evidence_cost(first) * child_complexity + 1")]
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many places; 3 if nothing is said.")] first: Option<i32>,
    ) -> Result<Vec<Evidence>> {
        let graph = view(ctx)?;
        Ok(self.0.edge.map(|edge| evidence(&graph, edge, first)).unwrap_or_default())
    }

    /// In how many places articles say so.
    async fn evidence_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let graph = view(ctx)?;
        Ok(self.0.edge.map_or(0, |edge| evidence_count(&graph, edge)))
    }
}
