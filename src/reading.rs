//! A document to all that it says: the stages from `page` to `resolve` in one call.

use crate::extract;
use crate::model::{ArticleRecord, Document, DocumentRecord, Span};
use crate::page;
use crate::resolve;

/// The version of the grammar and the lexicon: raised whenever the same text may give other claims.
pub const GRAMMAR: u32 = 2;

/// Reads a document. Without I/O: the same document gives the same record everywhere.
pub fn read(document: Document) -> DocumentRecord {
    let articles = page::articles(&document);
    let records = articles.iter().map(|article| {
        let mut claims = extract::claims(article);
        resolve::context::complete(&mut claims, article, &document);
        let span = match (article.paragraphs.first(), article.paragraphs.last()) {
            (Some(first), Some(last)) => first.whole().cover(last.whole()),
            _ => Span::default(),
        };
        ArticleRecord { ordinal: article.ordinal, headline: article.headline.clone(), span, claims }
    });
    let articles = records.collect();
    DocumentRecord { document, grammar: GRAMMAR, articles }
}

/// How the grammar reads each article of a document, for people.
pub fn explain(document: &Document) -> String {
    page::articles(document).iter().map(extract::explain::explain).collect()
}
