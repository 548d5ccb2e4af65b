//! What became of organs in the reforms of the institutions.

use super::table;
use std::sync::OnceLock;

/// That an organ's functions went to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reform {
    /// The year of the reform; in the provinces and below it took until a year or two later.
    pub year: u16,
    /// Whether organs of the nation are meant, by their whole names, or those of any place, by what
    /// stands behind the place.
    pub national: bool,
    /// The organ that was: 环境保护局.
    pub before: String,
    /// The organ that came after it: 生态环境局.
    pub after: String,
}

impl Reform {
    /// All rows of `reforms.tsv`, read once.
    pub fn all() -> &'static [Reform] {
        static ALL: OnceLock<Vec<Reform>> = OnceLock::new();
        ALL.get_or_init(|| {
            let rows = table::rows(include_str!("reforms.tsv")).filter(|row| row.len() == 4);
            rows.filter_map(|row| {
                let year = row[0].parse().ok()?;
                let (before, after) = (row[2].to_owned(), row[3].to_owned());
                Some(Reform { year, national: row[1] == "nation", before, after })
            })
            .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_time_goes_on() {
        let rows = include_str!("reforms.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(Reform::all().len(), rows.count());
        for reform in Reform::all() {
            assert_ne!(reform.before, reform.after);
            for next in Reform::all() {
                let follows = next.before == reform.after && next.national == reform.national;
                assert!(!follows || next.year > reform.year, "{reform:?} {next:?}");
            }
        }
    }
}
