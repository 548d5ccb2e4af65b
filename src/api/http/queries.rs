//! The queries that were asked before: read once, whether they come by their text or by their hash
//! (automatic persisted queries).

use crate::api::errors::{Code, server_error};
use crate::api::kept::Kept;
use crate::api::quick::keeps_apart;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::ExecutableDocument;
use async_graphql::{Request, ServerError, Value};
use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// How many bytes the queries of either list may take, about.
const MOST: usize = 32 << 20;
/// What a byte of a query takes once it is read, at most: a field may have a name of one letter.
const READ: usize = 100;

/// A query that was read.
pub struct Known {
    /// The query.
    pub document: ExecutableDocument,
    /// Whether its answer may have pieces of JSON in it.
    pub pieces: bool,
}

/// The queries that are known by their text, and those known by their hash.
pub struct Queries {
    by_text: Mutex<Kept<String, Arc<Known>>>,
    by_hash: Mutex<Kept<String, Arc<Known>>>,
}

impl Queries {
    /// None yet.
    pub fn new() -> Self {
        let none = || Mutex::new(Kept::new(MOST));
        Queries { by_text: none(), by_hash: none() }
    }

    /// The query of a request, by its text or by its hash. One that passes `check` is kept; of those
    /// that come with a hash, under it too.
    pub fn query(
        &self,
        request: &Request,
        check: impl FnOnce(&ExecutableDocument) -> Result<(), ServerError>,
    ) -> Result<Arc<Known>, ServerError> {
        let hash = hash_of(request);
        if let Some(hash) = hash.as_deref().filter(|_| request.query.is_empty()) {
            return self.by_hash.lock().get(hash).cloned().ok_or_else(|| {
                server_error(
                    Code::PersistedQueryNotFound,
                    "PersistedQueryNotFound",
                    "Send the query's text along with its hash once.",
                )
            });
        }
        if hash.as_deref().is_some_and(|hash| hash != sha256(&request.query)) {
            return Err(server_error(
                Code::BadInput,
                "The hash of the persisted query is not that of its text.",
                "sha256Hash is the SHA-256 of the query in lower-case hexadecimal digits.",
            ));
        }
        let known = self.by_text.lock().get(&request.query).cloned();
        let bytes = request.query.len().saturating_mul(READ);
        let query = match known {
            Some(query) => query,
            None => {
                let document = parse(&request.query)?;
                check(&document)?;
                let query = Arc::new(Known { pieces: keeps_apart(&document), document });
                self.by_text.lock().put(request.query.clone(), query.clone(), bytes);
                query
            }
        };
        if let Some(hash) = hash {
            self.by_hash.lock().put(hash, query.clone(), bytes);
        }
        Ok(query)
    }
}

fn hash_of(request: &Request) -> Option<String> {
    let Value::Object(persisted) = request.extensions.get("persistedQuery")? else { return None };
    match persisted.get("sha256Hash")? {
        Value::String(hash) => Some(hash.to_lowercase()),
        _ => None,
    }
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
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
