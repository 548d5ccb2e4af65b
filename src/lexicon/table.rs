//! Reading the tables.

/// The rows of a TSV, comments (`#`) and empty lines left out; every row has at least one field.
pub(super) fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The parts of a `|`-separated field, which may be missing.
pub(super) fn list<'a>(row: &[&'a str], field: usize) -> impl Iterator<Item = &'a str> + use<'a> {
    row.get(field).copied().unwrap_or_default().split('|').filter(|part| !part.is_empty())
}
