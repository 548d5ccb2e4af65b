use crate::model::Span;

/// Where the sentences of a paragraph stand, their closing marks with them.
///
/// A mark of the end that stands inside 《》 or （） closes nothing; a quotation may close after it.
pub fn sentences(paragraph: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0usize, 0usize);
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '《' | '（' | '(' | '〈' => depth += 1,
            '》' | '）' | ')' | '〉' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // Lost closing marks must not glue the rest of an article together.
        let inside = depth > 0 && at - start < 600;
        if !matches!(c, '。' | '！' | '？' | '；' | ';' | '\n' | '!' | '?') || inside {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next, mark)) = chars.peek() {
            if !matches!(mark, '”' | '’' | '」' | '』' | '"' | '。' | '！' | '？') {
                break;
            }
            end = next + mark.len_utf8();
            chars.next();
        }
        found.push(Span::new(start, end));
        (start, depth) = (end, 0);
    }
    if start < paragraph.len() {
        found.push(Span::new(start, paragraph.len()));
    }
    found.retain(|span| !span.of(paragraph).trim().is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_outside_of_titles_and_after_the_quote() {
        let text = "他说：“好。”会议通过《关于甲？乙的决定》。丙";
        let cut: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(cut, ["他说：“好。”", "会议通过《关于甲？乙的决定》。", "丙"]);
    }
}
