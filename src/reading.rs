//! A document to all that it says: the stages from `page` to `resolve` in one call.

use crate::extract;
use crate::model::{Article, ArticleRecord, Document, DocumentRecord, Mapped, Span};
use crate::resolve;

/// The version of the grammar and the lexicon: raised whenever the same text may give other claims.
pub const GRAMMAR: u32 = 1;

/// Reads a document. Without I/O: the same document gives the same record everywhere.
pub fn read(document: Document) -> DocumentRecord {
    let articles = articles(&document);
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
    articles(document).iter().map(extract::explain::explain).collect()
}

fn articles(document: &Document) -> Vec<Article> {
    let mut at = 0;
    let mut paragraphs = Vec::new();
    for line in document.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        let skip = line.len() - line.trim_start().len();
        let body = trimmed.strip_prefix("央视网消息（新闻联播）：").unwrap_or(trimmed);
        let skip = skip + trimmed.len() - body.len();
        paragraphs.push(Mapped::verbatim(body, start + skip));
    }
    vec![Article {
        ordinal: 0,
        headline: document.meta.title.clone(),
        paragraphs,
        ..Article::default()
    }]
}
