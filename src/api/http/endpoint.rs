//! The one address that answers GraphQL.

use super::Shared;
use super::metrics::Outcome;
use crate::api::errors::{Code, complete, server_error};
use crate::api::service::Reader;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, ALLOW, AUTHORIZATION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use async_graphql::parser::types::OperationType;
use async_graphql::{BatchRequest, Request, Response, ServerError, Variables};
use serde::Deserialize;
use std::time::{Duration, Instant};

/// Answers queries and mutations that come by POST.
pub async fn post(
    shared: web::Data<Shared>,
    request: HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let media = request.headers().get(CONTENT_TYPE).and_then(|media| media.to_str().ok());
    // A form of another site cannot send JSON: this keeps browsers from being made to ask.
    if !media.is_some_and(|media| media.starts_with("application/json")) {
        let error = server_error(
            Code::BadInput,
            "The request is no JSON.",
            "Send it with content-type: application/json.",
        );
        return refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, error);
    }
    let limits = shared.service.limits();
    let read = tokio::time::timeout(limits.time, body.to_bytes_limited(limits.bytes)).await;
    let bytes = match read {
        Ok(Ok(Ok(bytes))) => bytes,
        Ok(Ok(Err(_))) => return refusal(StatusCode::BAD_REQUEST, unread()),
        Ok(Err(_)) => return refusal(StatusCode::PAYLOAD_TOO_LARGE, too_long(limits.bytes)),
        Err(_) => return refusal(StatusCode::REQUEST_TIMEOUT, unread()),
    };
    let batch: BatchRequest = match serde_json::from_slice(&bytes) {
        Ok(batch) => batch,
        Err(wrong) => {
            let message = format!("The request cannot be read: {wrong}.");
            let hint = "Send {\"query\": \"…\", \"variables\": {…}} or a list of such.";
            return refusal(StatusCode::BAD_REQUEST, server_error(Code::BadInput, message, hint));
        }
    };
    match batch {
        BatchRequest::Single(single) => {
            let response = answer(&shared, &request, single, true).await;
            reply(&request, &response, std::slice::from_ref(&response))
        }
        BatchRequest::Batch(all) if all.len() > limits.batch => {
            let message =
                format!("{} queries in one request; {} are allowed.", all.len(), limits.batch);
            let hint = "Send the rest in another request.";
            refusal(StatusCode::BAD_REQUEST, server_error(Code::BatchLimit, message, hint))
        }
        BatchRequest::Batch(all) => {
            let mut responses = Vec::with_capacity(all.len());
            for single in all {
                responses.push(answer(&shared, &request, single, true).await);
            }
            reply(&request, &responses, &responses)
        }
    }
}

/// What a query by GET brings.
#[derive(Deserialize)]
pub struct Asked {
    query: Option<String>,
    variables: Option<String>,
    #[serde(rename = "operationName")]
    operation: Option<String>,
    extensions: Option<String>,
}

/// Answers queries that come by GET, and shows browsers the console.
pub async fn get(
    shared: web::Data<Shared>,
    request: HttpRequest,
    asked: web::Query<Asked>,
) -> HttpResponse {
    let asked = asked.into_inner();
    if asked.query.is_none() && asked.extensions.is_none() {
        let accepts = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
        if shared.service.limits().console && accepts.is_some_and(|a| a.contains("text/html")) {
            return super::console::page();
        }
        let error = server_error(
            Code::BadInput,
            "There is no query.",
            "Send it as ?query=… or by POST as JSON.",
        );
        return refusal(StatusCode::BAD_REQUEST, error);
    }
    if request.query_string().len() > shared.service.limits().bytes {
        return refusal(StatusCode::PAYLOAD_TOO_LARGE, too_long(shared.service.limits().bytes));
    }
    let json = |name: &str, text: Option<String>| match text {
        Some(text) => serde_json::from_str(&text).map_err(|wrong| {
            let message = format!("{name} cannot be read: {wrong}.");
            server_error(Code::BadInput, message, "It is a JSON object, encoded for a URL.")
        }),
        None => Ok(serde_json::Value::Null),
    };
    let single = json("variables", asked.variables).and_then(|variables| {
        let extensions = json("extensions", asked.extensions)?;
        let mut single = Request::new(asked.query.unwrap_or_default());
        single.operation_name = asked.operation;
        single.variables = Variables::from_json(variables);
        single.extensions = serde_json::from_value(extensions).unwrap_or_default();
        Ok(single)
    });
    match single {
        Ok(single) => {
            let response = answer(&shared, &request, single, false).await;
            reply(&request, &response, std::slice::from_ref(&response))
        }
        Err(error) => refusal(StatusCode::BAD_REQUEST, error),
    }
}

/// Answers one query: looked at first, then run on a thread of its own, within its time.
async fn answer(
    shared: &web::Data<Shared>,
    request: &HttpRequest,
    single: Request,
    may_change: bool,
) -> Response {
    let begun = Instant::now();
    let _running = shared.metrics.begin();
    let mut response = match prepare(shared, single, may_change) {
        Ok(single) => run(shared, request, single).await,
        Err(error) => Response::from_errors(vec![error]),
    };
    for error in &mut response.errors {
        complete(error, shared.service.limits().complexity);
    }
    let faulty = response.errors.iter().any(|error| is(error, Code::Internal));
    let outcome = match (response.errors.is_empty(), faulty) {
        (true, _) => Outcome::Answered,
        (false, false) => Outcome::Refused,
        (false, true) => Outcome::Failed,
    };
    shared.metrics.end(outcome, begun.elapsed());
    response
}

fn prepare(shared: &Shared, mut single: Request, may_change: bool) -> Result<Request, ServerError> {
    let document = shared.persisted.query(&single)?;
    shared.service.limits().check(&document)?;
    let has = |ty| document.operations.iter().any(|(_, operation)| operation.node.ty == ty);
    if has(OperationType::Subscription) {
        let hint = "Connect to this address by WebSocket, with the protocol graphql-transport-ws.";
        return Err(server_error(Code::BadInput, "Subscriptions come by WebSocket.", hint));
    }
    if has(OperationType::Mutation) && !may_change {
        let hint = "Send it by POST.";
        return Err(server_error(Code::BadInput, "Nothing is changed by GET.", hint));
    }
    single.set_parsed_query(document);
    Ok(single)
}

async fn run(shared: &web::Data<Shared>, request: &HttpRequest, single: Request) -> Response {
    let reader = Reader::new(shared.service.clone(), shared.authorised(bearer(request)));
    let schema = shared.schema.clone();
    let runtime = tokio::runtime::Handle::current();
    let span = tracing::Span::current();
    let work =
        web::block(move || span.in_scope(|| runtime.block_on(schema.execute(single.data(reader)))));
    // Resolvers look at the clock themselves; this is for one that does not come to look.
    const GRACE: Duration = Duration::from_secs(1);
    match tokio::time::timeout(shared.service.limits().time + GRACE, work).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            tracing::error!("a resolver panicked");
            Response::from_errors(vec![server_error(
                Code::Internal,
                "The server failed on this request.",
                "Others are not affected. Please report it with the request's id.",
            )])
        }
        Err(_) => Response::from_errors(vec![server_error(
            Code::TimeLimit,
            "The request took too long.",
            "Ask for less at once: smaller pages, a shorter time, fewer fields.",
        )]),
    }
}

/// The token that a request brought in its header.
pub fn bearer(request: &HttpRequest) -> Option<&str> {
    request.headers().get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

const RESPONSE_MEDIA: &str = "application/graphql-response+json";

fn reply(
    request: &HttpRequest,
    body: &impl serde::Serialize,
    responses: &[Response],
) -> HttpResponse {
    let accepts = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    let modern = accepts.is_some_and(|accepts| accepts.contains(RESPONSE_MEDIA));
    let faulty = responses.iter().flat_map(|r| &r.errors).any(|error| is(error, Code::Internal));
    // By the older custom everything that could be read is answered with 200.
    let unanswered = responses.iter().all(|r| !r.errors.is_empty() && r.data == Default::default());
    let status = match (faulty && unanswered, modern && unanswered) {
        (true, _) => StatusCode::INTERNAL_SERVER_ERROR,
        (_, true) => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    let media = if modern { RESPONSE_MEDIA } else { "application/json" };
    match serde_json::to_vec(body) {
        Ok(bytes) => HttpResponse::build(status).content_type(media).body(bytes),
        Err(wrong) => refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            server_error(Code::Internal, wrong.to_string(), "Please report it."),
        ),
    }
}

/// An answer to what is no GraphQL request at all, or too much of one.
pub fn refusal(status: StatusCode, mut error: ServerError) -> HttpResponse {
    complete(&mut error, 0);
    let mut response = HttpResponse::build(status);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.insert_header((ALLOW, "GET, POST"));
    }
    response.json(serde_json::json!({ "data": null, "errors": [error] }))
}

/// Answers other methods.
pub async fn other() -> HttpResponse {
    let error = server_error(Code::BadInput, "GraphQL comes by GET or POST.", "Send it by POST.");
    refusal(StatusCode::METHOD_NOT_ALLOWED, error)
}

fn is(error: &ServerError, code: Code) -> bool {
    let found = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
    found == Some(&async_graphql::Value::from(code.text()))
}

fn unread() -> ServerError {
    server_error(Code::BadInput, "The request did not arrive.", "Send it again.")
}

fn too_long(most: usize) -> ServerError {
    server_error(
        Code::SizeLimit,
        format!("The request is longer than {most} bytes."),
        "Send variables apart from the query, and documents one by one.",
    )
}
