//! Rulings on who is who.

use super::Official;
use crate::api::service::view;
use crate::graph::NodeKind;
use crate::model::{self, Ruling};
use async_graphql::{Context, Description, Enum, ID, Object, Result};

/// What a decision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DecisionKind {
    /// Two officials are one.
    Merge,
    /// Some mentions of an official are another's.
    Split,
}

/// A person's ruling on who is who. It holds when the texts are read again, and can be taken back.
#[derive(Debug, Clone, Description)]
pub struct Decision(pub model::Decision);

#[Object(use_type_description, serial)]
impl Decision {
    /// What `undoDecision` takes.
    async fn id(&self) -> ID {
        ID(self.0.id.clone())
    }

    /// What it does.
    async fn kind(&self) -> DecisionKind {
        match self.0.ruling {
            Ruling::Merge { .. } => DecisionKind::Merge,
            Ruling::Split { .. } => DecisionKind::Split,
        }
    }

    /// The officials that it is about, as they are now.
    async fn officials(&self, ctx: &Context<'_>) -> Result<Vec<Official>> {
        let graph = view(ctx)?;
        let mentions: Vec<&str> = match &self.0.ruling {
            Ruling::Merge { one, other } => vec![&one.mention, &other.mention],
            Ruling::Split { mentions, .. } => mentions.iter().map(String::as_str).collect(),
        };
        let mut officials: Vec<_> = mentions
            .into_iter()
            .filter_map(|mention| graph.find(mention.parse().ok()?))
            .filter(|node| graph.is(*node, NodeKind::Official))
            .collect();
        officials.sort_by_key(|node| graph.id(*node));
        officials.dedup();
        Ok(officials.into_iter().map(Official).collect())
    }
}
