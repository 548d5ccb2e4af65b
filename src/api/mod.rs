//! GraphQL over the graph.
//!
//! The schema says what can be asked; every resolver hands the question on to [`graph`](crate::graph)
//! and has no rule of its own. [`Service`] joins the graph with the archive that keeps documents and
//! decisions; [`http`] serves it.

pub mod http;

mod errors;
mod filters;
mod inputs;
mod json;
mod kept;
mod limits;
mod local;
mod lookup;
mod mutation;
mod page;
mod query;
mod quick;
mod service;
mod subscription;
mod types;

pub use limits::Limits;
pub use local::answer;
pub use service::{Archive, ArchiveError, MemoryArchive, Service};

use async_graphql::{Schema, ValidationMode};

/// The schema, with nothing behind it yet: each request brings its own [`Service`].
pub type ApiSchema = Schema<query::Query, mutation::Mutation, subscription::Watch>;

/// The schema under these limits. `Fast` is for queries that are known to fit it.
fn build(limits: &Limits, mode: ValidationMode) -> ApiSchema {
    let schema = Schema::build(query::Query, mutation::Mutation, subscription::Watch)
        .register_output_type::<types::Node>()
        .validation_mode(mode)
        .limit_complexity(limits.complexity)
        .disable_suggestions();
    if limits.introspection { schema.finish() } else { schema.disable_introspection().finish() }
}

/// The schema in the schema definition language, as `schema.graphql` has it.
pub fn schema() -> String {
    build(&Limits::default(), ValidationMode::Strict).sdl()
}
