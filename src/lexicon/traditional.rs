//! Traditional characters and the simplified ones that the texts are written in.

use super::table;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The text with every traditional character simplified, one by one.
pub fn simplified(text: &str) -> Cow<'_, str> {
    static TABLE: OnceLock<FxHashMap<char, char>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        table::rows(include_str!("traditional.tsv"))
            .filter_map(|row| Some((row[0].chars().next()?, row.get(1)?.chars().next()?)))
            .collect()
    });
    if !text.chars().any(|c| table.contains_key(&c)) {
        return text.into();
    }
    text.chars().map(|c| table.get(&c).copied().unwrap_or(c)).collect()
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
