//! The queries that were asked before: read once, whether they come by their text or by their hash
//! (automatic persisted queries).

use crate::api::errors::{Code, server_error};
use crate::api::kept::Kept;
use crate::api::quick::keeps_apart;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{BaseType, ExecutableDocument, OperationType};
use async_graphql::{Request, ServerError, Value, Variables};
use parking_lot::{Mutex, RwLock};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How many bytes the queries of either list may take, about.
const MOST: usize = 32 << 20;
/// What a byte of a query takes once it is read, at most: a field may have a name of one letter.
const READ: usize = 100;

/// A query that was read, and what is known of it.
pub struct Known {
    /// The query.
    pub document: ExecutableDocument,
    /// Whether its answer may have pieces of JSON in it.
    pub pieces: bool,
    /// The kinds of variables with which it was found to fit the schema.
    fitting: RwLock<Vec<Kinds>>,
    /// How often in a row it was answered within a moment.
    quick: AtomicU32,
}

/// For each variable of a query two bits, by which the schema tells whether it may have its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kinds(u64);

impl Known {
    /// A query of which nothing is known yet.
    fn new(document: ExecutableDocument) -> Known {
        Known {
            pieces: keeps_apart(&document),
            document,
            fitting: RwLock::default(),
            quick: AtomicU32::new(0),
        }
    }

    /// Whether it has an operation of this type.
    pub fn has(&self, ty: OperationType) -> bool {
        self.document.operations.iter().any(|(_, operation)| operation.node.ty == ty)
    }

    /// The kinds of these variables, where the schema need not look at the values themselves: all are
    /// texts, whole numbers or truth values, where such are declared, or are not given.
    pub fn kinds(&self, variables: &Variables) -> Option<Kinds> {
        let (mut kinds, mut left) = (0, u64::BITS / 2);
        let operations = self.document.operations.iter();
        for (_, operation) in operations {
            for variable in &operation.node.variable_definitions {
                let BaseType::Named(ty) = &variable.node.var_type.node.base else { return None };
                let kind = match (ty.as_str(), variables.get(&variable.node.name.node)) {
                    (_, None) => 0,
                    (_, Some(Value::Null)) => 1,
                    ("ID" | "String", Some(Value::String(_)))
                    | ("Boolean", Some(Value::Boolean(_))) => 2,
                    ("Int", Some(Value::Number(number)))
                        if number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) =>
                    {
                        2
                    }
                    _ => return None,
                };
                left = left.checked_sub(1)?;
                kinds = kinds << 2 | kind;
            }
        }
        Some(Kinds(kinds))
    }

    /// Whether it was found to fit the schema with variables of these kinds.
    pub fn fits(&self, kinds: Kinds) -> bool {
        self.fitting.read().contains(&kinds)
    }

    /// Notes that it fits the schema with variables of these kinds.
    pub fn note_fitting(&self, kinds: Kinds) {
        /// Nobody asks the same in more ways.
        const MOST: usize = 16;
        let mut fitting = self.fitting.write();
        if fitting.len() < MOST && !fitting.contains(&kinds) {
            fitting.push(kinds);
        }
    }

    /// Whether it is likely to be answered within a moment.
    pub fn is_quick(&self) -> bool {
        /// So often it was.
        const OFTEN: u32 = 4;
        self.quick.load(Ordering::Relaxed) >= OFTEN
    }

    /// Notes how long it took, or that it could not be answered within a moment.
    pub fn took(&self, time: Option<Duration>, moment: Duration) {
        if time.is_some_and(|time| time <= moment) {
            let _ = self
                .quick
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |often| often.checked_add(1));
        } else {
            self.quick.store(0, Ordering::Relaxed);
        }
    }
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
                let query = Arc::new(Known::new(document));
                self.by_text.lock().put(request.query.clone(), query.clone(), bytes);
                query
            }
        };
        if let Some(hash) = hash {
            self.by_hash.lock().put(hash, query.clone(), bytes);
        }
        Ok(query)
    }

    /// The query of a request, if it is known and nothing need be looked at to say so.
    pub fn known(&self, request: &Request) -> Option<Arc<Known>> {
        match request.query.is_empty() {
            false if request.extensions.is_empty() => {
                self.by_text.lock().get(&request.query).cloned()
            }
            false => None,
            true => self.by_hash.lock().get(&hash_of(request)?).cloned(),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value as Json, json};

    fn kinds(query: &str, variables: Json) -> Option<Kinds> {
        Known::new(parse_query(query).unwrap()).kinds(&Variables::from_json(variables))
    }

    #[test]
    fn kinds_tell_apart_what_the_schema_does() {
        let query = "query ($id: ID!, $n: Int, $yes: Boolean) { meeting(id: $id) { id } }";
        let given = kinds(query, json!({ "id": "a", "n": 1, "yes": true }));
        assert!(given.is_some());
        assert_eq!(given, kinds(query, json!({ "id": "b", "n": 7, "yes": false, "more": [] })));
        let others = [
            json!({ "id": "a", "n": 1 }),
            json!({ "id": "a", "n": null, "yes": true }),
            json!({ "id": "a", "n": 1, "yes": null }),
            json!({ "n": 1, "yes": true }),
        ];
        for other in others {
            assert!(kinds(query, other.clone()).is_some_and(|own| Some(own) != given), "{other}");
        }
        for open in [
            json!({ "id": 1 }),
            json!({ "id": ["a"] }),
            json!({ "id": "a", "n": 1.5 }),
            json!({ "id": "a", "n": 1_u64 << 40 }),
            json!({ "id": "a", "n": "1" }),
            json!({ "id": "a", "yes": "true" }),
        ] {
            assert_eq!(kinds(query, open.clone()), None, "{open}");
        }
        // Of these the schema looks at the value itself.
        assert_eq!(kinds("query ($d: Date) { a }", json!({ "d": "2024-09-24" })), None);
        assert_eq!(kinds("query ($d: [ID!]) { a }", json!({ "d": ["a"] })), None);
    }

    #[test]
    fn a_query_is_quick_while_it_has_been() {
        let moment = Duration::from_millis(1);
        let known = Known::new(parse_query("{ a }").unwrap());
        for _ in 0..3 {
            known.took(Some(moment), moment);
        }
        assert!(!known.is_quick());
        known.took(Some(moment), moment);
        assert!(known.is_quick());
        known.took(None, moment);
        assert!(!known.is_quick());
        for _ in 0..4 {
            known.took(Some(moment), moment);
        }
        known.took(Some(2 * moment), moment);
        assert!(!known.is_quick());
    }
}
