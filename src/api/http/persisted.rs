//! Queries that clients send once and then name by their hash (automatic persisted queries).

use crate::api::errors::{Code, server_error};
use async_graphql::parser::parse_query;
use async_graphql::parser::types::ExecutableDocument;
use async_graphql::{Request, ServerError, Value};
use lru::LruCache;
use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use std::num::NonZeroUsize;

/// How many queries are kept.
const KEPT: NonZeroUsize = NonZeroUsize::new(1000).unwrap();

/// The queries that are known by their hash.
pub struct Persisted(Mutex<LruCache<String, ExecutableDocument>>);

impl Persisted {
    /// None yet.
    pub fn new() -> Self {
        Persisted(Mutex::new(LruCache::new(KEPT)))
    }

    /// The query of a request, by its text or by its hash; one that comes with both is kept.
    pub fn query(&self, request: &Request) -> Result<ExecutableDocument, ServerError> {
        let Some(hash) = hash_of(request) else { return parse(&request.query) };
        if request.query.is_empty() {
            return self.0.lock().get(&hash).cloned().ok_or_else(|| {
                server_error(
                    Code::PersistedQueryNotFound,
                    "PersistedQueryNotFound",
                    "Send the query's text along with its hash once.",
                )
            });
        }
        let found: String =
            Sha256::digest(&request.query).iter().map(|byte| format!("{byte:02x}")).collect();
        if found != hash {
            return Err(server_error(
                Code::BadInput,
                "The hash of the persisted query is not that of its text.",
                "sha256Hash is the SHA-256 of the query in lower-case hexadecimal digits.",
            ));
        }
        let document = parse(&request.query)?;
        self.0.lock().put(hash, document.clone());
        Ok(document)
    }
}

fn hash_of(request: &Request) -> Option<String> {
    let Value::Object(persisted) = request.extensions.get("persistedQuery")? else { return None };
    match persisted.get("sha256Hash")? {
        Value::String(hash) => Some(hash.to_lowercase()),
        _ => None,
    }
}

fn parse(query: &str) -> Result<ExecutableDocument, ServerError> {
    parse_query(query).map_err(|wrong| {
        let mut error = server_error(
            Code::InvalidQuery,
            wrong.to_string(),
            "The place in the query stands under locations.",
        );
        error.locations = wrong.positions().collect();
        error
    })
}
