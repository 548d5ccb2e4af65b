//! A document to all that it says: the stages from `page` to `resolve` in one call.

use crate::extract;
use crate::lexicon::Lexicon;
use crate::model::{ArticleRecord, Document, DocumentRecord, Span};
use crate::page;
use crate::resolve::context;
use crate::resolve::surroundings::Surroundings;

/// The version of the grammar and of the lexicon that comes with it: raised whenever the same text
/// may give other claims.
const GRAMMAR: u32 = 5;

/// What reads documents: the version of the grammar, or where the user has tables of his own, a
/// digest of these and of the version. A document that another one has read may have other claims.
pub fn grammar() -> u32 {
    // No version will ever be as high as the least digest.
    const OWN: u32 = 1 << 31;
    match Lexicon::standard().own() {
        None => GRAMMAR,
        Some(digest) => OWN | digest.rotate_left(GRAMMAR),
    }
}

/// Reads a document. Without I/O: the same document gives the same record everywhere.
pub fn read(document: Document) -> DocumentRecord {
    let articles = page::articles(&document);
    let surroundings = Surroundings::new(&document);
    let records = articles.iter().map(|article| {
        let mut claims = extract::claims(article);
        context::complete(&mut claims, article, &surroundings);
        let span = match (article.paragraphs.first(), article.paragraphs.last()) {
            (Some(first), Some(last)) => first.whole().cover(last.whole()),
            _ => Span::default(),
        };
        ArticleRecord { ordinal: article.ordinal, headline: article.headline.clone(), span, claims }
    });
    let articles = records.collect();
    DocumentRecord { document, grammar: grammar(), articles }
}

/// How the grammar reads each article of a document, for people.
pub fn explain(document: &Document) -> String {
    page::articles(document).iter().map(extract::explain::explain).collect()
}
