//! Subscriptions: GraphQL over WebSocket, for those who bring the token.

use super::Shared;
use super::endpoint::{bearer, refusal};
use crate::api::errors::{Code, complete, server_error};
use crate::api::service::Reader;
use actix_web::error::PayloadError;
use actix_web::guard::GuardContext;
use actix_web::http::StatusCode;
use actix_web::http::header::{SEC_WEBSOCKET_PROTOCOL, UPGRADE};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use async_graphql::http::ALL_WEBSOCKET_PROTOCOLS;
use async_graphql::parser::types::OperationType;
use async_graphql::{Data, Executor, Request, Response, ServerError};
use async_graphql_actix_web::GraphQLSubscription;
use futures_util::stream::{BoxStream, Stream, StreamExt, once};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep};

/// Whether a request asks for a WebSocket.
pub fn is_asked(request: &GuardContext<'_>) -> bool {
    let upgrade = request.head().headers().get(UPGRADE).and_then(|value| value.to_str().ok());
    upgrade.is_some_and(|upgrade| upgrade.eq_ignore_ascii_case("websocket"))
}

/// Opens the connection. The token comes in the header or, as browsers can send none, with
/// `connection_init`: `{"authorization": "Bearer TOKEN"}`.
pub async fn connect(
    shared: web::Data<Shared>,
    request: HttpRequest,
    payload: web::Payload,
) -> HttpResponse {
    let protocols = request.headers().get(SEC_WEBSOCKET_PROTOCOL).and_then(|p| p.to_str().ok());
    let known = |name: &str| ALL_WEBSOCKET_PROTOCOLS.contains(&name.trim());
    if !protocols.is_some_and(|protocols| protocols.split(',').any(known)) {
        let hint = "Connect with the protocol graphql-transport-ws.";
        let error = server_error(Code::BadInput, "The protocol of the socket is unknown.", hint);
        return refusal(StatusCode::BAD_REQUEST, error);
    }
    let Ok(permit) = shared.watchers.clone().try_acquire_owned() else {
        let most = shared.service.limits().watchers;
        let message = format!("{most} connections watch already; no more are allowed.");
        let error = server_error(Code::WatchLimit, message, "Try again later.");
        return refusal(StatusCode::SERVICE_UNAVAILABLE, error);
    };
    let trusted = Arc::new(AtomicBool::new(false));
    let by_header = bearer(&request).map(str::to_owned);
    let gate = Gate {
        shared: shared.clone(),
        trusted: trusted.clone(),
        open: Arc::new(AtomicUsize::new(0)),
    };
    let incoming = Bounded::new(payload, &shared, trusted.clone(), permit);
    let opened = GraphQLSubscription::new(gate)
        .on_connection_init(move |payload| async move {
            let token = by_header.or_else(|| token_in(&payload));
            match shared.authorised(token.as_deref()) {
                Some(true) => {
                    trusted.store(true, Ordering::Relaxed);
                    Ok(Data::default())
                }
                Some(false) => Err("Unauthorized: send {\"authorization\": \"Bearer TOKEN\"} \
                                    with connection_init."
                    .into()),
                None => Err("Unauthorized: this server has no token.".into()),
            }
        })
        .start(&request, incoming);
    opened.unwrap_or_else(|failed| {
        let error = server_error(Code::BadInput, failed.to_string(), "Connect by WebSocket.");
        refusal(StatusCode::BAD_REQUEST, error)
    })
}

fn token_in(payload: &serde_json::Value) -> Option<String> {
    let fields = payload.as_object()?;
    let field = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"))?;
    Some(field.1.as_str()?.strip_prefix("Bearer ")?.to_owned())
}

/// What a connection may run: subscriptions, within the limits of any query, and few at once.
#[derive(Clone)]
struct Gate {
    shared: web::Data<Shared>,
    trusted: Arc<AtomicBool>,
    open: Arc<AtomicUsize>,
}

impl Gate {
    fn check(&self, mut request: Request) -> Result<Request, ServerError> {
        let limits = self.shared.service.limits();
        let query = self.shared.queries.query(&request, |document| limits.check(document))?;
        let mut operations = query.document.operations.iter();
        if operations.any(|(_, operation)| operation.node.ty != OperationType::Subscription) {
            let message = "Only subscriptions come by WebSocket.";
            return Err(server_error(Code::BadInput, message, "Send it by POST."));
        }
        if self.open.load(Ordering::Relaxed) >= limits.batch {
            let message = format!("A connection may have {} subscriptions at once.", limits.batch);
            let hint = "Complete another one first.";
            return Err(server_error(Code::BatchLimit, message, hint));
        }
        request.set_parsed_query(query.document.clone());
        let authorised = self.shared.token.map(|_| self.trusted.load(Ordering::Relaxed));
        Ok(request.data(Arc::new(Reader::new(self.shared.service.clone(), authorised))))
    }
}

impl Executor for Gate {
    async fn execute(&self, request: Request) -> Response {
        let mut stream = self.execute_stream(request, None);
        stream.next().await.unwrap_or_default()
    }

    fn execute_stream(
        &self,
        request: Request,
        session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        let complexity = self.shared.service.limits().complexity;
        let request = match self.check(request) {
            Ok(request) => request,
            Err(mut error) => {
                complete(&mut error, complexity);
                return once(async { Response::from_errors(vec![error]) }).boxed();
            }
        };
        let open = Open::one_more(&self.open);
        let session = session.unwrap_or_default();
        let steps = self.shared.schema.execute_stream_with_session_data(request, session);
        steps
            .map(move |mut response| {
                let _until_the_end = &open;
                for error in &mut response.errors {
                    complete(error, complexity);
                }
                response
            })
            .boxed()
    }
}

/// Counts a subscription as long as it lasts.
struct Open(Arc<AtomicUsize>);

impl Open {
    fn one_more(count: &Arc<AtomicUsize>) -> Open {
        count.fetch_add(1, Ordering::Relaxed);
        Open(count.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What comes in on a connection, which ends when its time is over or too much has come: until
/// the token is there it has the time of a request, then that of watching.
struct Bounded {
    incoming: web::Payload,
    bytes: usize,
    begun: Instant,
    watch: std::time::Duration,
    ends: Pin<Box<Sleep>>,
    trusted: Arc<AtomicBool>,
    _permit: OwnedSemaphorePermit,
}

impl Bounded {
    fn new(
        incoming: web::Payload,
        shared: &Shared,
        trusted: Arc<AtomicBool>,
        permit: OwnedSemaphorePermit,
    ) -> Self {
        let limits = shared.service.limits();
        Bounded {
            incoming,
            bytes: limits.bytes,
            begun: Instant::now(),
            watch: limits.watch,
            ends: Box::pin(sleep(limits.time.min(limits.watch))),
            trusted,
            _permit: permit,
        }
    }
}

impl Stream for Bounded {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while self.ends.as_mut().poll(context).is_ready() {
            let end = self.begun + self.watch;
            if !self.trusted.load(Ordering::Relaxed) || end <= Instant::now() {
                return Poll::Ready(None);
            }
            self.ends.as_mut().reset(end);
        }
        let came = self.incoming.poll_next_unpin(context);
        if let Poll::Ready(Some(Ok(bytes))) = &came {
            match self.bytes.checked_sub(bytes.len()) {
                Some(left) => self.bytes = left,
                None => return Poll::Ready(Some(Err(PayloadError::Overflow))),
            }
        }
        came
    }
}
