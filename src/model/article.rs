use super::{Mapped, Span};

/// One article of a document: its body and the lines that belong to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// Its place among the articles of the document, from 0.
    pub ordinal: usize,
    /// The headline, where one was found (in the text or in the metadata).
    pub headline: Option<String>,
    /// The headline's place in the document; `None` where it comes from the metadata.
    pub headline_span: Option<Span>,
    /// Further headlines: kicker, subtitle, the line under the title.
    pub subtitles: Vec<Mapped>,
    /// Who reported it, where the article says so.
    pub byline: Option<Byline>,
    /// The place and day that a news agency reports from: 北京9月24日 of 新华社北京9月24日电.
    pub dateline: Option<Mapped>,
    /// The body, paragraph by paragraph, its lines joined and the byline taken out.
    pub paragraphs: Vec<Mapped>,
}

/// The words 本报讯（记者 …）: who reports, which is never attendance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Byline {
    /// The names as they stand, in order.
    pub reporters: Vec<String>,
    /// The whole byline in the document.
    pub span: Span,
}
