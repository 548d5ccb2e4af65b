//! The one address that answers GraphQL.

use super::Shared;
use super::metrics::Outcome;
use super::queries::Known;
use crate::api::Limits;
use crate::api::errors::{Code, complete, server_error};
use crate::api::json;
use crate::api::service::Reader;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, ALLOW, AUTHORIZATION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use async_graphql::parser::types::OperationType;
use async_graphql::{BatchRequest, Request, Response, ServerError, Value, Variables};
use futures_util::FutureExt;
use serde::Deserialize;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
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
    let begun = Instant::now();
    if let Some(body) = shared.answers.get(shared.service.version(), &bytes) {
        shared.metrics.again(begun.elapsed());
        return send(&request, StatusCode::OK, body);
    }
    let batch: BatchRequest = match serde_json::from_slice(&bytes) {
        Ok(batch) => batch,
        Err(wrong) => {
            let message = format!("The request cannot be read: {wrong}.");
            let hint = "Send {\"query\": \"…\", \"variables\": {…}} or a list of such.";
            return refusal(StatusCode::BAD_REQUEST, server_error(Code::BadInput, message, hint));
        }
    };
    let answer = match batch {
        BatchRequest::Single(single) => answer(&shared, &request, single, true).await,
        BatchRequest::Batch(all) if all.len() > limits.batch => {
            let message =
                format!("{} queries in one request; {} are allowed.", all.len(), limits.batch);
            let hint = "Send the rest in another request.";
            let error = server_error(Code::BatchLimit, message, hint);
            return refusal(StatusCode::BAD_REQUEST, error);
        }
        BatchRequest::Batch(all) => {
            let mut answers = Vec::with_capacity(all.len());
            for single in all {
                answers.push(answer(&shared, &request, single, true).await);
            }
            Answer::list(answers)
        }
    };
    if let Some(version) = answer.lasting {
        shared.answers.put(version, &bytes, &answer.body);
    }
    reply(&request, answer)
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
    let read = |name: &str, text: Option<String>| match text {
        Some(text) => serde_json::from_str(&text).map_err(|wrong| {
            let message = format!("{name} cannot be read: {wrong}.");
            server_error(Code::BadInput, message, "It is a JSON object, encoded for a URL.")
        }),
        None => Ok(serde_json::Value::Null),
    };
    let single = read("variables", asked.variables).and_then(|variables| {
        let extensions = read("extensions", asked.extensions)?;
        let mut single = Request::new(asked.query.unwrap_or_default());
        single.operation_name = asked.operation;
        single.variables = Variables::from_json(variables);
        single.extensions = serde_json::from_value(extensions).unwrap_or_default();
        Ok(single)
    });
    match single {
        Ok(single) => reply(&request, answer(&shared, &request, single, false).await),
        Err(error) => refusal(StatusCode::BAD_REQUEST, error),
    }
}

/// What is sent for a query, or for several in one request.
struct Answer {
    /// The response as JSON.
    body: web::Bytes,
    /// Whether it has data, errors or not.
    data: bool,
    /// Whether the server is at fault.
    faulty: bool,
    /// The version of the graph from which it follows, where it would be the same a second time.
    lasting: Option<u64>,
}

impl Answer {
    /// A response as it is sent. `lasting` is for what it would be without errors.
    fn of(mut response: Response, limits: &Limits, lasting: Option<u64>) -> (Answer, Outcome) {
        for error in &mut response.errors {
            complete(error, limits.complexity);
        }
        let faulty = response.errors.iter().any(|error| is(error, Code::Internal));
        let outcome = match (response.errors.is_empty(), faulty) {
            (true, _) => Outcome::Answered,
            (false, false) => Outcome::Refused,
            (false, true) => Outcome::Failed,
        };
        let data = response.data != Value::Null || response.errors.is_empty();
        let body = json::response(&response).into();
        let lasting = lasting.filter(|_| outcome == Outcome::Answered);
        (Answer { body, data, faulty, lasting }, outcome)
    }

    /// Several answers in their order.
    fn list(answers: Vec<Answer>) -> Answer {
        let mut body = vec![b'['];
        for (n, answer) in answers.iter().enumerate() {
            if n > 0 {
                body.push(b',');
            }
            body.extend_from_slice(&answer.body);
        }
        body.push(b']');
        let first = answers.first().and_then(|first| first.lasting);
        Answer {
            body: body.into(),
            data: answers.iter().any(|answer| answer.data),
            faulty: answers.iter().any(|answer| answer.faulty),
            lasting: first.filter(|_| answers.iter().all(|answer| answer.lasting == first)),
        }
    }
}

/// What is answered within this time is answered on the thread that read the request.
const MOMENT: Duration = Duration::from_millis(1);

/// Answers one query, within its time.
async fn answer(
    shared: &web::Data<Shared>,
    request: &HttpRequest,
    single: Request,
    may_change: bool,
) -> Answer {
    let begun = Instant::now();
    let _running = shared.metrics.begin();
    let authorised = shared.authorised(bearer(request));
    if let Some((answer, outcome)) = at_once(shared, &single, authorised).await {
        shared.metrics.end(outcome, begun.elapsed());
        return answer;
    }
    let reader = Reader::new(shared.service.clone(), authorised);
    let limits = shared.service.limits();
    let runtime = tokio::runtime::Handle::current();
    let span = tracing::Span::current();
    let all = shared.clone();
    // Work is done on a thread of its own: this one has other requests to read meanwhile.
    let work = web::block(move || {
        let _in = span.enter();
        match prepare(&all, &single, may_change) {
            Ok(query) => {
                let begun = Instant::now();
                let reader = Arc::new(reader.in_pieces(query.pieces));
                let answer = runtime.block_on(run(&all, &query, single, reader));
                query.took(Some(begun.elapsed()), MOMENT);
                answer
            }
            Err(error) => {
                Answer::of(Response::from_errors(vec![error]), all.service.limits(), None)
            }
        }
    });
    // Resolvers look at the clock themselves; this is for one that does not come to look.
    const GRACE: Duration = Duration::from_secs(1);
    let failed = match tokio::time::timeout(limits.time + GRACE, work).await {
        Ok(Ok((answer, outcome))) => {
            shared.metrics.end(outcome, begun.elapsed());
            return answer;
        }
        Ok(Err(_)) => {
            tracing::error!("a resolver panicked");
            server_error(
                Code::Internal,
                "The server failed on this request.",
                "Others are not affected. Please report it with the request's id.",
            )
        }
        Err(_) => server_error(
            Code::TimeLimit,
            "The request took too long.",
            "Ask for less at once: smaller pages, a shorter time, fewer fields.",
        ),
    };
    let (answer, outcome) = Answer::of(Response::from_errors(vec![failed]), limits, None);
    shared.metrics.end(outcome, begun.elapsed());
    answer
}

/// Answers a query on this thread, if it is one that has been quick and is so again: to hand it over
/// and wait for it would take longer. `None` where it is to be begun anew on a thread of its own.
async fn at_once(
    shared: &Shared,
    single: &Request,
    authorised: Option<bool>,
) -> Option<(Answer, Outcome)> {
    let query = shared.queries.known(single).filter(|query| query.is_quick())?;
    if query.has(OperationType::Mutation) || query.has(OperationType::Subscription) {
        return None;
    }
    let begun = Instant::now();
    let brief = Reader::brief(shared.service.clone(), authorised, MOMENT);
    let reader = Arc::new(brief.in_pieces(query.pieces));
    let mut again = Request::new(String::new()).variables(single.variables.clone());
    again.operation_name.clone_from(&single.operation_name);
    let answer = AssertUnwindSafe(run(shared, &query, again, reader.clone())).catch_unwind().await;
    let answer = answer.ok().filter(|_| !reader.gave_up());
    query.took(answer.is_some().then(|| begun.elapsed()), MOMENT);
    answer
}

/// Runs a query.
async fn run(
    shared: &Shared,
    query: &Known,
    mut single: Request,
    reader: Arc<Reader>,
) -> (Answer, Outcome) {
    let kinds = query.kinds(&single.variables);
    let fits = kinds.is_some_and(|kinds| query.fits(kinds));
    let schema = if fits { &shared.unchecked } else { &shared.schema };
    // Where a query does not look at the graph, any version is the right one.
    let before = shared.service.version();
    single.set_parsed_query(query.document.clone());
    let response = schema.execute(single.data(reader.clone())).await;
    if let Some(kinds) = kinds.filter(|_| !fits && response.errors.is_empty()) {
        query.note_fitting(kinds);
    }
    let version = reader.version().unwrap_or(before);
    let lasts = !query.has(OperationType::Mutation);
    Answer::of(response, shared.service.limits(), lasts.then_some(version))
}

/// Looks at a query before it is run.
fn prepare(shared: &Shared, single: &Request, may_change: bool) -> Result<Arc<Known>, ServerError> {
    let limits = shared.service.limits();
    let query = shared.queries.query(single, |document| limits.check(document))?;
    if query.has(OperationType::Subscription) {
        let hint = "Connect to this address by WebSocket, with the protocol graphql-transport-ws.";
        return Err(server_error(Code::BadInput, "Subscriptions come by WebSocket.", hint));
    }
    if query.has(OperationType::Mutation) && !may_change {
        let hint = "Send it by POST.";
        return Err(server_error(Code::BadInput, "Nothing is changed by GET.", hint));
    }
    Ok(query)
}

/// The token that a request brought in its header.
pub fn bearer(request: &HttpRequest) -> Option<&str> {
    request.headers().get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

const RESPONSE_MEDIA: &str = "application/graphql-response+json";

fn is_modern(request: &HttpRequest) -> bool {
    let accepts = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    accepts.is_some_and(|accepts| accepts.contains(RESPONSE_MEDIA))
}

fn reply(request: &HttpRequest, answer: Answer) -> HttpResponse {
    // By the older custom everything that could be read is answered with 200.
    let status = match (answer.data, answer.faulty, is_modern(request)) {
        (false, true, _) => StatusCode::INTERNAL_SERVER_ERROR,
        (false, false, true) => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    send(request, status, answer.body)
}

fn send(request: &HttpRequest, status: StatusCode, body: web::Bytes) -> HttpResponse {
    let media = if is_modern(request) { RESPONSE_MEDIA } else { "application/json" };
    HttpResponse::build(status).content_type(media).body(body)
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
