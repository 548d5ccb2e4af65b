use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is known of a document besides its text. Every field may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The name that the input gives the document (the `id` of its JSON line).
    pub id: Option<String>,
    /// Headline of the one article that the document holds.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<NaiveDate>,
    /// The newspaper, programme or site.
    pub publication: Option<String>,
    /// Where the publication is at home: what 省 and 市 mean when the text does not say.
    pub place: Option<String>,
    /// Where the text was found.
    pub url: Option<String>,
}

/// A text with what is known about it, as `source` hands it on and `store` keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What names the document for good: its url, its input id, or its path. The same key with
    /// another text replaces the document.
    pub key: String,
    /// The text in UTF-8, markup removed. Every span of a claim is an offset into it.
    pub text: String,
    /// What else is known.
    pub meta: Metadata,
}
