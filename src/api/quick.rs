//! Lists whose items are read off the graph at once.
//!
//! The executor makes a future of every field, which takes longer than most fields do. Here a list is
//! made in one go where each field that is asked for can be; else it is left to the executor, which
//! is right in any case. What is given is the same: `tests/api_quick.rs` asks both ways.

use super::service::{Reader, View};
use crate::graph::Graph;
use crate::model::Span;
use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection, SelectionSet};
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, Name, OutputType, Positioned, ServerResult, Value};
use chrono::NaiveDate;
use petgraph::stable_graph::NodeIndex;
use std::borrow::Cow;
use std::cell::Cell;
use std::sync::Arc;

/// A type some of whose fields are read off the graph without a future.
pub trait Plain {
    /// What `__typename` says.
    const NAME: &'static str;

    /// The value of a field; `None` where it is left to the executor: all fields that take much time
    /// or may fail, and arguments that are not understood.
    fn plain(&self, look: &Look<'_>, field: &Field) -> Option<Value>;
}

/// What fields are read off from.
pub struct Look<'r> {
    view: View,
    reader: &'r Reader,
    /// How many bytes of texts it was given.
    given: Cell<usize>,
}

impl Look<'_> {
    /// The graph.
    pub fn graph(&self) -> &Graph {
        &self.view
    }

    /// What stands in this span of an article's document.
    pub fn words(&self, article: NodeIndex, span: Span) -> Option<Value> {
        let document = self.graph().article(article).map(|article| article.document);
        let Some(document) = document.and_then(|number| self.graph().document(number)) else {
            return Some(Value::Null);
        };
        let words = self.reader.words(&document.key, span).ok()?;
        self.given.set(self.given.get() + words.as_ref().map_or(0, String::len));
        Some(words.map_or(Value::Null, Value::String))
    }
}

/// An object with the fields that are asked for, if all of them can be read off.
pub fn object<T: Plain>(item: &T, look: &Look<'_>, fields: &SelectionSet) -> Option<Value> {
    let mut values = IndexMap::with_capacity(fields.items.len());
    for selection in &fields.items {
        let Selection::Field(Positioned { node: field, .. }) = &selection.node else { return None };
        if !field.directives.is_empty() {
            return None;
        }
        let value = match field.name.node.as_str() {
            "__typename" => Value::String(T::NAME.to_owned()),
            _ => item.plain(look, field)?,
        };
        // Fields that are asked for twice are to be merged.
        let key: Name = field.response_key().node.clone();
        if values.insert(key, value).is_some() {
            return None;
        }
    }
    Some(Value::Object(values))
}

/// A day as the schema has it.
pub fn day(day: Option<NaiveDate>) -> Value {
    day.map_or(Value::Null, |day| Value::String(day.to_string()))
}

/// The one argument of this name as a number: `Some(None)` where it is not given.
pub fn number(field: &Field, name: &str) -> Option<Option<i32>> {
    match &field.arguments[..] {
        [] => Some(None),
        [(own, value)] if own.node == name => match value.node.clone().into_const()? {
            Value::Number(number) => Some(Some(i32::try_from(number.as_i64()?).ok()?)),
            _ => None,
        },
        _ => None,
    }
}

/// The items of a list.
#[derive(Debug, Clone)]
pub struct Quick<T>(pub Vec<T>);

impl<T: Plain> Quick<T> {
    fn at_once(&self, ctx: &ContextSelectionSet<'_>) -> Option<Value> {
        let reader = ctx.data_opt::<Arc<Reader>>()?;
        let look = Look { view: reader.graph().ok()?, reader, given: Cell::new(0) };
        let each = self.0.iter().map(|item| {
            // The executor says what is wrong when the time is over.
            look.reader.in_time().then(|| object(item, &look, &ctx.item.node))?
        });
        let items = each.collect::<Option<Vec<Value>>>();
        if items.is_none() {
            look.reader.give_back(look.given.get());
        }
        items.map(Value::List)
    }
}

impl<T: OutputType + Plain> OutputType for Quick<T> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        match self.at_once(ctx) {
            Some(items) => Ok(items),
            None => self.0.resolve(ctx, field).await,
        }
    }
}

/// Types that are left to the executor.
macro_rules! left_to_the_executor {
    ($($kind:ident),* $(,)?) => {$(
        impl Plain for $kind {
            const NAME: &'static str = stringify!($kind);

            fn plain(&self, _: &Look<'_>, _: &Field) -> Option<Value> {
                None
            }
        }
    )*};
}

use super::types::*;

left_to_the_executor![
    Act,
    CoAttendee,
    Decision,
    MemberPlace,
    MemberRecord,
    NetworkPerson,
    NetworkTie,
    PossibleMatch,
    Regulation,
    RegulationChange,
    SearchHit,
    Tenure,
];

impl Plain for Node {
    const NAME: &'static str = "Node";

    /// An interface: which fields are meant depends on the item.
    fn plain(&self, _: &Look<'_>, _: &Field) -> Option<Value> {
        None
    }
}
