//! What can be watched: how far a running `ingest` is.

use super::mutation::Token;
use super::service::{Progress, reader};
use async_graphql::{Context, Description, Enum, ID, Result, SimpleObject, Subscription};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::broadcast::error::RecvError;

/// What became of a document.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
pub enum IngestOutcome {
    /// There was none of its key before.
    Added,
    /// It stands in the place of the one of its key.
    Replaced,
    /// It could not be kept; those behind it were not tried.
    Failed,
}

/// How far an ingest is, after each of its documents.
#[derive(Debug, Clone, SimpleObject)]
pub struct IngestProgress {
    /// Which ingest: the name that the mutation gave as `progress`, else one that the server made.
    pub ingest: ID,
    /// How many of its documents are done with.
    pub done: usize,
    /// How many documents it has.
    pub total: usize,
    /// The key of the document that was done last; null before the first.
    pub key: Option<String>,
    /// What became of that document.
    pub outcome: Option<IngestOutcome>,
    /// How many articles were found in it.
    pub articles: usize,
    /// Why it failed, if it did.
    pub error: Option<String>,
    /// Whether this is the last word on this ingest.
    pub finished: bool,
}

/// What can be watched over WebSocket, with the server's token.
#[derive(Description)]
pub struct Watch;

#[Subscription(name = "Subscription", use_type_description)]
impl Watch {
    /// Tells how far running ingests are. Of one ingest until it is finished, of all as long as
    /// the connection stands. Who reads more slowly than documents come in misses steps between.
    #[graphql(guard = "Token")]
    async fn ingest_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only of the ingest that was given this name; of all without one.")]
        ingest: Option<ID>,
    ) -> Result<impl Stream<Item = IngestProgress> + use<>> {
        let told = reader(ctx)?.service.progress();
        Ok(unfold(Some(told), move |told| {
            let wanted = ingest.clone();
            async move {
                let mut told = told?;
                loop {
                    match told.recv().await {
                        Ok(Progress(step)) if wanted.as_ref().is_none_or(|w| *w == step.ingest) => {
                            let last = wanted.is_some() && step.finished;
                            return Some((step, (!last).then_some(told)));
                        }
                        Ok(_) | Err(RecvError::Lagged(_)) => {}
                        Err(RecvError::Closed) => return None,
                    }
                }
            }
        }))
    }
}
