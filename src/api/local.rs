//! Answering without a server.

use super::build;
use super::errors::{Code, complete, server_error};
use super::service::{Reader, Service};
use async_graphql::{Request, Response, ValidationMode, Variables};
use serde_json::Value;
use std::sync::Arc;

/// Answers one query, or the named one of several, for whoever owns the data: changes need no token.
pub fn answer(
    service: &Arc<Service>,
    query: &str,
    variables: Value,
    operation: Option<String>,
) -> Response {
    let schema = build(service.limits(), ValidationMode::Strict);
    let mut request = Request::new(query)
        .variables(Variables::from_json(variables))
        .data(Arc::new(Reader::new(service.clone(), Some(true))));
    request.operation_name = operation;
    let mut response = match tokio::runtime::Builder::new_current_thread().enable_time().build() {
        Ok(runtime) => runtime.block_on(schema.execute(request)),
        Err(error) => Response::from_errors(vec![server_error(
            Code::Internal,
            format!("The query cannot be run: {error}."),
            "Try again when the machine has more to spare.",
        )]),
    };
    for error in &mut response.errors {
        complete(error, service.limits().complexity);
    }
    response
}
