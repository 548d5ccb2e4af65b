//! What an article says in the form of the fact lines.

use crate::model::DocumentRecord;
use serde_json::{Value, json};

/// One value an article.
pub fn articles(record: &DocumentRecord) -> Vec<Value> {
    let id = &record.document.meta.id;
    let line =
        |article: &crate::model::ArticleRecord| json!({ "id": id, "title": article.headline });
    record.articles.iter().map(line).collect()
}

/// The same for the eye.
pub fn pretty(record: &DocumentRecord) -> String {
    format!("{}: {} articles\n", record.document.key, record.articles.len())
}
