//! Any bytes give documents, and any document gives articles whose spans lie on its characters.
#![no_main]

use chuxi::model::Span;
use chuxi::{page, source};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    for name in ["input.txt", "input.jsonl", "input.html"] {
        for document in source::documents_in(name, Cursor::new(bytes.to_vec())).flatten() {
            for article in page::articles(&document) {
                for paragraph in article.paragraphs.iter().chain(&article.subtitles) {
                    for (at, c) in paragraph.text().char_indices() {
                        let span = paragraph.source(Span::new(at, at + c.len_utf8()));
                        assert!(document.text.get(span.start..span.end).is_some());
                    }
                }
            }
        }
    }
});
