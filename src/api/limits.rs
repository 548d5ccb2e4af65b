//! What one request may cost, and the look at a query before it is run.

use super::errors::{Code, server_error};
use async_graphql::ServerError;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, Positioned};
use std::collections::HashMap;
use std::time::Duration;

/// What a request may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How deep fields may nest.
    pub depth: usize,
    /// What the fields may add up to, each counted as often as its lists may be long.
    pub complexity: usize,
    /// How many fields a query may have, fragments written out.
    pub fields: usize,
    /// How many aliases a query may have, fragments written out.
    pub aliases: usize,
    /// How many directives a query may have, fragments written out.
    pub directives: usize,
    /// How many queries one request may bring.
    pub batch: usize,
    /// How many bytes a request may have.
    pub bytes: usize,
    /// How many bytes the quotes and the texts of articles in an answer may have.
    pub texts: usize,
    /// How long a request may take.
    pub time: Duration,
    /// How many nodes a question for paths, and pairs of people a question for a network may touch.
    pub work: usize,
    /// How many connections may watch (WebSocket) at once.
    pub watchers: usize,
    /// How long a connection may watch.
    pub watch: Duration,
    /// Whether the schema may be asked for.
    pub introspection: bool,
    /// Whether browsers are shown the console.
    pub console: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            depth: 15,
            complexity: 50_000,
            fields: 1_000,
            aliases: 30,
            directives: 30,
            batch: 10,
            bytes: 1 << 20,
            texts: 16 << 20,
            time: Duration::from_secs(10),
            work: 200_000,
            watchers: 32,
            watch: Duration::from_secs(3600),
            introspection: true,
            console: true,
        }
    }
}

/// What a selection adds up to, fragments written out.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    depth: usize,
    fields: usize,
    aliases: usize,
    directives: usize,
}

impl Limits {
    /// Looks at a query before it is validated. Each fragment is looked at once, so that fragments
    /// within fragments cost nothing to refuse.
    pub fn check(&self, document: &ExecutableDocument) -> Result<(), ServerError> {
        let mut known = HashMap::new();
        let mut whole = Size::default();
        for (_, operation) in document.operations.iter() {
            let mut size = measure(document, &operation.node.selection_set, &mut known);
            size.directives += operation.node.directives.len();
            whole = Size { depth: whole.depth.max(size.depth), ..add(whole, size) };
        }
        let over = |name: &str, code: Code, found: usize, most: usize, hint: &str| {
            let message = format!("The query has {found} {name}; {most} are allowed.");
            if found > most { Err(server_error(code, message, hint)) } else { Ok(()) }
        };
        over(
            "levels of fields",
            Code::DepthLimit,
            whole.depth,
            self.depth,
            "Ask in several queries, going on from ids.",
        )?;
        over(
            "aliases",
            Code::AliasLimit,
            whole.aliases,
            self.aliases,
            "Ask for many ids by nodes(ids: …), or in several requests.",
        )?;
        over(
            "directives",
            Code::DirectiveLimit,
            whole.directives,
            self.directives,
            "Leave out the fields that are not wanted.",
        )?;
        over(
            "fields",
            Code::FieldLimit,
            whole.fields,
            self.fields,
            "Ask in several requests, and look where fragments repeat fields.",
        )
    }
}

fn add(a: Size, b: Size) -> Size {
    Size {
        depth: a.depth.max(b.depth),
        fields: a.fields.saturating_add(b.fields),
        aliases: a.aliases.saturating_add(b.aliases),
        directives: a.directives.saturating_add(b.directives),
    }
}

fn measure(
    document: &ExecutableDocument,
    set: &Positioned<SelectionSet>,
    known: &mut HashMap<Name, Size>,
) -> Size {
    let mut size = Size::default();
    for selection in &set.node.items {
        let found = match &selection.node {
            Selection::Field(field) => {
                let field = &field.node;
                // Introspection nests deep by its nature and is bounded by the schema.
                let schema = field.name.node.starts_with("__");
                let inner = match schema {
                    true => Size::default(),
                    false => measure(document, &field.selection_set, known),
                };
                Size {
                    depth: inner.depth + 1,
                    fields: inner.fields.saturating_add(1),
                    aliases: inner.aliases.saturating_add(field.alias.is_some().into()),
                    directives: inner.directives.saturating_add(field.directives.len()),
                }
            }
            Selection::InlineFragment(fragment) => {
                let mut inner = measure(document, &fragment.node.selection_set, known);
                inner.directives = inner.directives.saturating_add(fragment.node.directives.len());
                inner
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                let inner = match (known.get(name), document.fragments.get(name)) {
                    (Some(inner), _) => *inner,
                    (None, Some(fragment)) => {
                        // Stands for itself while it is looked at: validation refuses circles.
                        known.insert(name.clone(), Size::default());
                        let inner = measure(document, &fragment.node.selection_set, known);
                        known.insert(name.clone(), inner);
                        inner
                    }
                    (None, None) => Size::default(),
                };
                Size {
                    directives: inner.directives.saturating_add(spread.node.directives.len()),
                    ..inner
                }
            }
        };
        size = add(size, found);
    }
    size
}
