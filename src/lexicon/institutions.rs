use super::table;

/// A kind of institution: what names of it end in, and the words that stand for one of them.
#[derive(Debug, Clone)]
pub struct InstitutionKind {
    /// 大学, 学院
    pub ends: Vec<String>,
    /// 我校: the institution whose news it is.
    pub own: Vec<String>,
    /// 学校: the one that was named last.
    pub near: Vec<String>,
    /// 校长: titles that only such an institution has.
    pub titles: Vec<String>,
    /// 管委会: organs of it that are named without it.
    pub organs: Vec<String>,
}

/// The kinds of a table.
pub(super) fn kinds(table: &str) -> Vec<InstitutionKind> {
    table::rows(table)
        .map(|row| {
            let list = |field: usize| table::list(&row, field).map(str::to_owned).collect();
            InstitutionKind {
                ends: list(0),
                own: list(1),
                near: list(2),
                titles: list(3),
                organs: list(4),
            }
        })
        .collect()
}
