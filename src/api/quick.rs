//! Lists whose items are read off the graph at once.
//!
//! The executor makes a future of every field and a map of every object, which takes longer than most
//! fields do. Here a list is written as JSON in one go where each field that is asked for can be; else
//! it is left to the executor, which is right in any case. What is given is the same:
//! `tests/api_quick.rs` asks both ways.

use super::json::Json;
use super::service::{Reader, View};
use crate::graph::Graph;
use crate::model::Span;
use async_graphql::parser::types::{
    ExecutableDocument, Field, InlineFragment, Selection, SelectionSet,
};
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, OutputType, Positioned, ServerResult, Value};
use petgraph::stable_graph::NodeIndex;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::sync::Arc;

/// A type some of whose fields are read off the graph without a future.
pub trait Plain {
    /// What `__typename` says.
    fn name(&self) -> &'static str;

    /// Writes the value of a field; `None` where it is left to the executor: all fields that take much
    /// time or may fail, and arguments that are not understood. What was written then is thrown away.
    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()>;
}

/// What fields are read off from.
pub struct Look<'r> {
    view: View,
    reader: &'r Reader,
    /// How many bytes of texts it was given.
    given: Cell<usize>,
    /// The text that was looked at last, with the number of its document: quotes that stand together
    /// are mostly of one.
    text: RefCell<Option<(u32, Option<Arc<str>>)>>,
}

impl Look<'_> {
    /// The graph.
    pub fn graph(&self) -> &Graph {
        &self.view
    }

    /// Writes what stands in this span of an article's document.
    pub fn words(&self, article: NodeIndex, span: Span, json: &mut Json) -> Option<()> {
        let number = self.graph().article(article).map(|article| article.document);
        let known = number.and_then(|number| Some((number, self.graph().document(number)?)));
        let Some((number, document)) = known else {
            json.null();
            return Some(());
        };
        let mut text = self.text.borrow_mut();
        if text.as_ref().is_none_or(|(last, _)| *last != number) {
            *text = Some((number, self.reader.text(&document.key).ok()?));
        }
        let text = text.as_ref().and_then(|(_, text)| text.as_deref());
        let words = text.map(|text| span.of(text));
        let bytes = words.map_or(0, str::len);
        self.reader.take(bytes).ok()?;
        self.given.set(self.given.get() + bytes);
        json.value(words);
        Some(())
    }
}

/// Writes an object with the fields that are asked for, if all of them can be read off.
pub fn object<T: Plain>(
    item: &T,
    look: &Look<'_>,
    fields: &SelectionSet,
    json: &mut Json,
) -> Option<()> {
    json.raw(b"{");
    write_fields(item, look, fields, &mut true, json)?;
    json.raw(b"}");
    Some(())
}

fn write_fields<T: Plain>(
    item: &T,
    look: &Look<'_>,
    fields: &SelectionSet,
    first: &mut bool,
    json: &mut Json,
) -> Option<()> {
    for selection in &fields.items {
        match &selection.node {
            Selection::Field(Positioned { node: field, .. }) => {
                if !std::mem::take(first) {
                    json.raw(b",");
                }
                json.key(&field.response_key().node);
                match field.name.node.as_str() {
                    "__typename" => json.value(item.name()),
                    _ => item.plain(look, field, json)?,
                }
            }
            Selection::InlineFragment(Positioned { node: fragment, .. }) => {
                if condition(fragment).is_none_or(|on| on == item.name()) {
                    write_fields(item, look, &fragment.selection_set.node, first, json)?;
                }
            }
            Selection::FragmentSpread(_) => return None,
        }
    }
    Some(())
}

/// The type of objects of which alone a fragment asks for something.
fn condition(fragment: &InlineFragment) -> Option<&str> {
    /// The one type that is not of objects; what may stand for it has all of its fields.
    const ANY: &str = "Node";
    let on = fragment.type_condition.as_ref().map(|on| on.node.on.node.as_str());
    on.filter(|on| *on != ANY)
}

/// Whether a selection is one of fields and of fragments written in place, each key of an object stands
/// once, and so it is within them. Where it is not, parts are to be merged or left out.
fn is_plain(fields: &SelectionSet) -> bool {
    keys_apart(fields, None, &mut Vec::new())
}

fn keys_apart<'s>(
    fields: &'s SelectionSet,
    of: Option<&'s str>,
    keys: &mut Vec<(&'s str, Option<&'s str>)>,
) -> bool {
    fields.items.iter().all(|selection| match &selection.node {
        Selection::Field(Positioned { node: field, .. }) => {
            let key = field.response_key().node.as_str();
            let again = keys.iter().any(|(own, on)| {
                *own == key && !matches!((on, of), (Some(on), Some(of)) if *on != of)
            });
            keys.push((key, of));
            !again && field.directives.is_empty() && is_plain(&field.selection_set.node)
        }
        Selection::InlineFragment(Positioned { node: fragment, .. }) => {
            let of = condition(fragment).or(of);
            fragment.directives.is_empty() && keys_apart(&fragment.selection_set.node, of, keys)
        }
        Selection::FragmentSpread(_) => false,
    })
}

/// Whether no two parts of an answer may have to be merged: no object or list that is asked for has a
/// key that stands twice, fragments written out. Pieces of JSON cannot be merged.
pub fn keeps_apart(document: &ExecutableDocument) -> bool {
    /// Larger queries are not looked through; fragments within themselves are larger than any.
    const MOST: usize = 1000;
    let mut left = MOST;
    let mut operations = document.operations.iter();
    operations.all(|(_, one)| apart(document, &one.node.selection_set.node, &mut left))
}

fn apart(document: &ExecutableDocument, set: &SelectionSet, left: &mut usize) -> bool {
    let mut keys = HashSet::new();
    let mut open = vec![set];
    while let Some(set) = open.pop() {
        for selection in &set.items {
            let Some(fewer) = left.checked_sub(1) else { return false };
            *left = fewer;
            match &selection.node {
                Selection::Field(field) => {
                    let inner = &field.node.selection_set.node;
                    let fresh = inner.items.is_empty()
                        || keys.insert(&field.node.response_key().node)
                            && apart(document, inner, left);
                    if !fresh {
                        return false;
                    }
                }
                Selection::InlineFragment(fragment) => open.push(&fragment.node.selection_set.node),
                Selection::FragmentSpread(fragment) => {
                    let fragment = document.fragments.get(&fragment.node.fragment_name.node);
                    open.extend(fragment.map(|fragment| &fragment.node.selection_set.node));
                }
            }
        }
    }
    true
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
        /// What an item takes, about.
        const ITEM: usize = 128;
        /// After so many items the clock is looked at.
        const STEP: usize = 32;
        let reader = ctx.data_opt::<Arc<Reader>>()?;
        if !reader.pieces || !is_plain(&ctx.item.node) {
            return None;
        }
        let view = reader.graph().ok()?;
        let look = Look { view, reader, given: Cell::new(0), text: RefCell::new(None) };
        let mut json = Json::with_capacity(self.0.len() * ITEM);
        let all = json.all(*b"[]", self.0.iter().enumerate(), |json, (at, item)| {
            // The executor says what is wrong when the time is over.
            let in_time = !at.is_multiple_of(STEP) || reader.in_time();
            in_time.then(|| object(item, &look, &ctx.item.node, json))?
        });
        if all.is_none() {
            reader.give_back(look.given.get());
        }
        all.map(|()| json.piece())
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
            fn name(&self) -> &'static str {
                stringify!($kind)
            }

            fn plain(&self, _: &Look<'_>, _: &Field, _: &mut Json) -> Option<()> {
                None
            }
        }
    )*};
}

use super::types::*;

left_to_the_executor![
    Act,
    Decision,
    MemberPlace,
    MemberRecord,
    NetworkPerson,
    NetworkTie,
    PossibleMatch,
    RegulationChange,
    SearchHit,
];

impl Plain for Node {
    fn name(&self) -> &'static str {
        match self {
            Node::Official(one) => one.name(),
            Node::Body(one) => one.name(),
            Node::Meeting(one) => one.name(),
            Node::Regulation(one) => one.name(),
            Node::Article(one) => one.name(),
        }
    }

    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
        match self {
            Node::Official(one) => one.plain(look, field, json),
            Node::Body(one) => one.plain(look, field, json),
            Node::Meeting(one) => one.plain(look, field, json),
            Node::Regulation(one) => one.plain(look, field, json),
            Node::Article(one) => one.plain(look, field, json),
        }
    }
}
