//! Organisations that hold congresses: 妇女代表大会 is one of the 妇联.

use super::table;

/// An organisation, as the names of its congresses tell it.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// 妇女, 妇联: what the name of its congress has.
    pub words: Vec<String>,
    /// 妇联
    pub organ: String,
    /// 主席: whom it elects.
    pub titles: Vec<String>,
}

/// The organisations of a table.
pub(super) fn organisations(table: &str) -> Vec<Organisation> {
    table::rows(table)
        .map(|row| {
            let list = |field: usize| table::list(&row, field).map(str::to_owned).collect();
            Organisation { words: list(0), organ: row[1].to_owned(), titles: list(2) }
        })
        .collect()
}
