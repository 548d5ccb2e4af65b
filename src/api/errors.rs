//! Errors that a program can act on: each bears a `code` and a `hint`.

use async_graphql::{Error, ErrorExtensions, ServerError, Value};

/// What went wrong, by the code that clients test for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// An argument has a value that nothing can be done with.
    BadInput,
    /// An id leads to nothing of the kind that is asked for.
    NotFound,
    /// The query does not fit the schema.
    InvalidQuery,
    /// The query nests deeper than is allowed.
    DepthLimit,
    /// The lists that the query asks for add up to too much.
    ComplexityLimit,
    /// Too many aliases.
    AliasLimit,
    /// Too many directives.
    DirectiveLimit,
    /// Too many fields.
    FieldLimit,
    /// Too many queries in one request.
    BatchLimit,
    /// `first` or `last` is too large.
    PageLimit,
    /// The request has too many bytes.
    SizeLimit,
    /// It took too long.
    TimeLimit,
    /// The answer would need more of the graph than is looked at for one question.
    WorkLimit,
    /// A mutation without the right token.
    Unauthorized,
    /// Too many watch at once.
    WatchLimit,
    /// A decision that contradicts another.
    Conflict,
    /// The hash of a persisted query is not known here.
    PersistedQueryNotFound,
    /// A fault of the server.
    Internal,
}

impl Code {
    /// As it stands in `extensions.code`.
    pub fn text(self) -> &'static str {
        match self {
            Code::BadInput => "BAD_INPUT",
            Code::NotFound => "NOT_FOUND",
            Code::InvalidQuery => "INVALID_QUERY",
            Code::DepthLimit => "DEPTH_LIMIT",
            Code::ComplexityLimit => "COMPLEXITY_LIMIT",
            Code::AliasLimit => "ALIAS_LIMIT",
            Code::DirectiveLimit => "DIRECTIVE_LIMIT",
            Code::FieldLimit => "FIELD_LIMIT",
            Code::BatchLimit => "BATCH_LIMIT",
            Code::PageLimit => "PAGE_LIMIT",
            Code::SizeLimit => "SIZE_LIMIT",
            Code::TimeLimit => "TIME_LIMIT",
            Code::WorkLimit => "WORK_LIMIT",
            Code::Unauthorized => "UNAUTHORIZED",
            Code::WatchLimit => "WATCH_LIMIT",
            Code::Conflict => "CONFLICT",
            Code::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Code::Internal => "INTERNAL",
        }
    }
}

/// An error for one field.
pub fn error(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::new(message).extend_with(|_, extensions| {
        extensions.set("code", code.text());
        extensions.set("hint", hint.into());
    })
}

/// An error for a whole request.
pub fn server_error(
    code: Code,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> ServerError {
    error(code, message, hint).into_server_error(Default::default())
}

/// Gives errors that the library made a code, a hint and their path.
pub fn complete(error: &mut ServerError, complexity: usize) {
    let path = error
        .path
        .iter()
        .map(|segment| match segment {
            async_graphql::PathSegment::Field(name) => Value::from(name.as_str()),
            async_graphql::PathSegment::Index(index) => Value::from(*index as u64),
        })
        .collect::<Vec<_>>();
    let extensions = error.extensions.get_or_insert_default();
    if extensions.get("code").is_none() {
        let (code, hint) = match error.message.as_str() {
            "Query is too complex." => (
                Code::ComplexityLimit,
                format!(
                    "The fields of a query, each counted as often as its lists may be long, may add \
                     up to {complexity}: ask for smaller pages (first) or fewer fields."
                ),
            ),
            "Query is nested too deep." => {
                (Code::DepthLimit, "Ask in several queries, going on from ids.".to_owned())
            }
            _ => (
                Code::InvalidQuery,
                "The schema says what can be asked: introspect it, or run `chuxi schema`."
                    .to_owned(),
            ),
        };
        extensions.set("code", code.text());
        extensions.set("hint", hint);
    }
    if extensions.get("path").is_none() {
        extensions.set("path", Value::List(path));
    }
}
