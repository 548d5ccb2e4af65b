//! Kinds of characters.

/// Blanks and characters that are not seen.
pub(super) fn is_blank(c: char) -> bool {
    match c {
        ' ' | '\u{3000}' => true,
        '\u{4E00}'..='\u{9FFF}' => false,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {
            true
        }
        '\u{E000}'..='\u{F8FF}' => true,
        _ => c.is_whitespace() || c.is_control(),
    }
}

/// Chinese characters.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇')
}
