//! From the ids that a request names to nodes.

use super::errors::{Code, error};
use crate::graph::{Graph, NodeKind};
use crate::resolve::identity;
use async_graphql::{ID, Result};
use petgraph::stable_graph::NodeIndex;

/// The node of an id, if it is of this kind. An error where the text is no id at all.
pub fn find(graph: &Graph, id: &ID, kind: NodeKind) -> Result<Option<NodeIndex>> {
    Ok(find_any(graph, id)?.filter(|node| graph.is(*node, kind)))
}

/// The node of an id of any kind.
pub fn find_any(graph: &Graph, id: &ID) -> Result<Option<NodeIndex>> {
    let id: identity::Id = id.parse().map_err(|wrong: identity::IdError| {
        error(Code::BadInput, wrong.to_string(), "Ids come from earlier answers.")
    })?;
    Ok(graph.find(id))
}

/// The node of an id that must lead somewhere.
pub fn required(graph: &Graph, id: &ID, kind: NodeKind) -> Result<NodeIndex> {
    find(graph, id, kind)?.ok_or_else(|| missing(id))
}

/// The node of an id of any kind that must lead somewhere.
pub fn required_any(graph: &Graph, id: &ID) -> Result<NodeIndex> {
    find_any(graph, id)?.ok_or_else(|| missing(id))
}

fn missing(id: &ID) -> async_graphql::Error {
    error(
        Code::NotFound,
        format!("Nothing of the kind asked for has the id {}.", id.as_str()),
        "Look for it by name with search.",
    )
}
