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
    let (mut at, mut pause) = (0, 0);
    loop {
        // Most characters are Chinese ones, and these are no marks.
        while at + 3 <= start + LONGEST && is_plain(paragraph, at) {
            at += 3;
        }
        let Some(c) = paragraph[at..].chars().next() else { break };
        let mut end = at + c.len_utf8();
        if end > start + LONGEST {
            let cut = if pause > start { pause } else { at };
            found.push(Span::new(start, cut));
            (start, depth) = (cut, 0);
        }
        match c {
            '《' | '（' | '(' | '〈' => depth += 1,
            '》' | '）' | ')' | '〉' => depth = depth.saturating_sub(1),
            '，' | '、' | ' ' | '\u{3000}' => pause = end,
            _ => {}
        }
        // Lost closing marks must not glue the rest of an article together.
        let inside = depth > 0 && at - start < 600;
        at = end;
        if !matches!(c, '。' | '！' | '？' | '；' | ';' | '\n' | '!' | '?') || inside {
            continue;
        }
        while let Some(mark) = paragraph[end..].chars().next() {
            if !matches!(mark, '”' | '’' | '」' | '』' | '"' | '。' | '！' | '？') {
                break;
            }
            end += mark.len_utf8();
        }
        found.push(Span::new(start, end));
        (start, depth, at) = (end, 0, end);
    }
    if start < paragraph.len() {
        found.push(Span::new(start, paragraph.len()));
    }
    found.retain(|span| !span.of(paragraph).trim().is_empty());
    found
}

/// Whether a character of three bytes begins at `at` that is certainly no mark.
fn is_plain(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at), Some(0xE4..=0xE9))
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
