use crate::model::Span;

/// Bytes of the longest sentence: a list of the members of a central committee has some 6,000.
const LONGEST: usize = 8000;

/// Where the sentences of a paragraph stand, their closing marks with them.
///
/// A mark of the end that stands inside 《》 or （） closes nothing; a quotation may close after it.
/// What is longer than anybody's sentence is cut where it pauses, so that what a sentence takes to
/// read stays bounded.
pub fn sentences(paragraph: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0usize, 0usize);
    let mut pause = 0;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if at + c.len_utf8() > start + LONGEST {
            let end = if pause > start { pause } else { at };
            found.push(Span::new(start, end));
            (start, depth) = (end, 0);
        }
        match c {
            '《' | '（' | '(' | '〈' => depth += 1,
            '》' | '）' | ')' | '〉' => depth = depth.saturating_sub(1),
            '，' | '、' | ' ' | '\u{3000}' => pause = at + c.len_utf8(),
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

    #[test]
    fn a_sentence_without_end_is_cut_where_it_pauses() {
        for unit in ["王建明、", "王建明出席会议，", "会", "《"] {
            let text = unit.repeat(20_000);
            let cut = sentences(&text);
            assert!(cut.iter().all(|span| span.len() <= LONGEST), "{unit}");
            assert_eq!(cut.iter().map(|span| span.of(&text)).collect::<String>(), text);
            let whole = unit.ends_with(['、', '，']);
            assert!(!whole || cut.iter().all(|span| span.of(&text).ends_with(unit)), "{unit}");
        }
    }
}
