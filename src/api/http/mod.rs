//! Serving the schema over HTTP.

mod answers;
mod console;
mod endpoint;
mod metrics;
mod queries;
mod socket;

use super::{ApiSchema, Service, build};
use actix_cors::Cors;
use actix_web::body::MessageBody;
use actix_web::dev::{ServerHandle, ServiceRequest, ServiceResponse};
use actix_web::guard::fn_guard;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{Compress, Condition, Next, from_fn};
use actix_web::{App, HttpResponse, HttpServer, web};
use async_graphql::ValidationMode;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::Semaphore;
use tracing::Instrument;

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen: 127.0.0.1:8080. Port 0 takes any free one.
    pub address: SocketAddr,
    /// What a request must bring to change anything; without one nothing is changed.
    pub token: Option<String>,
    /// The sites whose scripts may ask (CORS): none unless named here.
    pub origins: Vec<String>,
    /// How many threads take requests; as many as the machine has cores if nothing is said.
    pub workers: Option<usize>,
    /// How many seconds requests in flight have to finish after the signal to stop.
    pub grace: u64,
    /// How many bytes of answers are kept, to be given again while the graph has not changed.
    pub keep_answers: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            address: SocketAddr::from(([127, 0, 0, 1], 8080)),
            token: None,
            origins: Vec::new(),
            workers: None,
            grace: 30,
            keep_answers: 64 << 20,
        }
    }
}

/// What all requests share.
struct Shared {
    service: Arc<Service>,
    schema: ApiSchema,
    /// The same for queries that are known to fit it.
    unchecked: ApiSchema,
    /// The hash of the token: comparing hashes takes the same time whatever is guessed.
    token: Option<blake3::Hash>,
    metrics: metrics::Metrics,
    queries: queries::Queries,
    answers: answers::Answers,
    /// One permit for each connection that may watch.
    watchers: Arc<Semaphore>,
}

impl Shared {
    /// Whether a token is the right one; `None` where there is none.
    fn authorised(&self, token: Option<&str>) -> Option<bool> {
        let right = self.token?;
        Some(token.is_some_and(|token| blake3::hash(token.as_bytes()) == right))
    }
}

/// A server that is bound to its address and does not run yet.
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
    options: Options,
}

impl Server {
    /// Binds the address.
    ///
    /// # Errors
    /// The address is taken, or not this machine's.
    pub fn bind(service: Arc<Service>, options: Options) -> std::io::Result<Server> {
        let listener = TcpListener::bind(options.address)?;
        let shared = Arc::new(Shared {
            schema: build(service.limits(), ValidationMode::Strict),
            unchecked: build(service.limits(), ValidationMode::Fast),
            token: options.token.as_ref().map(|token| blake3::hash(token.as_bytes())),
            watchers: Arc::new(Semaphore::new(service.limits().watchers)),
            service,
            metrics: metrics::Metrics::new(),
            queries: queries::Queries::new(),
            answers: answers::Answers::new(options.keep_answers),
        });
        Ok(Server { listener, shared, options })
    }

    /// The address that was bound.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until SIGTERM or SIGINT; requests in flight are finished. `started` gets a handle that
    /// stops the server as well.
    ///
    /// # Errors
    /// The system has no more threads or sockets.
    pub fn run(self, started: impl FnOnce(ServerHandle)) -> std::io::Result<()> {
        let Server { listener, shared, options } = self;
        actix_web::rt::System::new().block_on(async move {
            let origins = options.origins.clone();
            let mut server = HttpServer::new(move || {
                let cors = origins
                    .iter()
                    .fold(Cors::default(), |cors, origin| cors.allowed_origin(origin));
                let cors = cors.allowed_methods(["GET", "POST"]).allowed_headers([
                    "content-type",
                    "authorization",
                    "x-request-id",
                ]);
                App::new()
                    .app_data(web::Data::from(shared.clone()))
                    .wrap(Condition::new(!origins.is_empty(), cors))
                    .wrap(Compress::default())
                    .wrap(from_fn(logged))
                    .configure(|routes| routes_of(routes, shared.service.limits().console))
            });
            if let Some(workers) = options.workers {
                server = server.workers(workers);
            }
            // Queries are work for the processor: more threads than a few a core only wait.
            const THREADS_A_WORKER: usize = 16;
            let server = server.worker_max_blocking_threads(THREADS_A_WORKER);
            let server = server.shutdown_timeout(options.grace).listen(listener)?.run();
            started(server.handle());
            server.await
        })
    }
}

fn routes_of(routes: &mut web::ServiceConfig, console: bool) {
    let bad_query = |_: actix_web::error::QueryPayloadError, _: &_| {
        let error = super::errors::server_error(
            super::errors::Code::BadInput,
            "The address cannot be read.",
            "Encode query and variables for a URL.",
        );
        let refused = endpoint::refusal(actix_web::http::StatusCode::BAD_REQUEST, error);
        actix_web::error::InternalError::from_response("bad query string", refused).into()
    };
    routes.service(
        web::resource("/graphql")
            .app_data(web::QueryConfig::default().error_handler(bad_query))
            .route(web::post().to(endpoint::post))
            .route(web::get().guard(fn_guard(socket::is_asked)).to(socket::connect))
            .route(web::get().to(endpoint::get))
            .default_service(web::to(endpoint::other)),
    );
    routes
        .route("/health", web::get().to(async || HttpResponse::Ok().body("ok\n")))
        .route("/ready", web::get().to(ready))
        .route("/metrics", web::get().to(figures));
    if console {
        routes
            .route("/graphql/console/{file}", web::get().to(console::file))
            .route("/", web::get().to(async || web::Redirect::to("/graphql")));
    }
}

/// Whether queries can be answered now.
async fn ready(shared: web::Data<Shared>) -> HttpResponse {
    match shared.service.is_free() {
        true => HttpResponse::Ok().body("ready\n"),
        false => HttpResponse::ServiceUnavailable().body("taking in documents\n"),
    }
}

async fn figures(shared: web::Data<Shared>) -> HttpResponse {
    let counts = shared.service.read(crate::graph::Graph::counts);
    match shared.metrics.text(counts, shared.answers.bytes()) {
        Ok(text) => HttpResponse::Ok()
            .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
            .body(text),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives every request an id, its own or a fresh one, which stands in every line that it logs.
async fn logged(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let begun = Instant::now();
    let own = request.headers().get(&REQUEST_ID).and_then(|id| id.to_str().ok());
    let id = own.filter(|id| is_plain(id)).map_or_else(fresh_id, str::to_owned);
    let (method, path) = (request.method().clone(), request.path().to_owned());
    let span = tracing::info_span!("request", id = %id);
    let result = next.call(request).instrument(span.clone()).await;
    let _in = span.enter();
    let took = format!("{:.1}", begun.elapsed().as_secs_f64() * 1000.0);
    match result {
        Ok(mut response) => {
            tracing::info!(%method, path, status = response.status().as_u16(), ms = %took, "answered");
            if let Ok(id) = HeaderValue::from_str(&id) {
                response.headers_mut().insert(REQUEST_ID, id);
            }
            Ok(response)
        }
        Err(failed) => {
            tracing::info!(%method, path, error = %failed, ms = %took, "refused");
            Err(failed)
        }
    }
}

/// Short and without what could break a line of the log.
fn is_plain(id: &str) -> bool {
    const LONGEST: usize = 64;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !id.is_empty() && id.len() <= LONGEST && id.bytes().all(plain)
}

/// The time of the first request and a count: unique among the runs of one machine.
fn fresh_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    static START: std::sync::OnceLock<u128> = std::sync::OnceLock::new();
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros());
    let start = START.get_or_init(now);
    format!("{start:x}-{:x}", COUNT.fetch_add(1, Ordering::Relaxed))
}
