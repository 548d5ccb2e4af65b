//! Traditional characters and the simplified ones that the texts are written in.

use super::Lexicon;
use std::borrow::Cow;

/// The text with every traditional character simplified, one by one.
pub fn simplified(text: &str) -> Cow<'_, str> {
    let characters = &Lexicon::standard().characters;
    if !text.chars().any(|c| characters.simplified(c).is_some()) {
        return text.into();
    }
    text.chars().map(|c| characters.simplified(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::simplified;

    #[test]
    fn traditional_names_are_simplified() {
        assert_eq!(simplified("陳剛"), "陈刚");
        assert_eq!(simplified("青海省"), "青海省");
    }
}
