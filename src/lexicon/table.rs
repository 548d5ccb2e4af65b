//! Reading the tables.

/// The rows of a TSV, comments (`#`) and empty lines left out; every row has at least one field.
pub(super) fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    numbered(table).map(|(_, row)| row)
}

/// The same rows, each with its line, counted from 1.
pub(super) fn numbered(table: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    table
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(n, line)| (n + 1, line.split('\t').collect()))
}

/// The parts of a `|`-separated field, which may be missing.
pub(super) fn list<'a>(row: &[&'a str], field: usize) -> impl Iterator<Item = &'a str> + use<'a> {
    row.get(field).copied().unwrap_or_default().split('|').filter(|part| !part.is_empty())
}
