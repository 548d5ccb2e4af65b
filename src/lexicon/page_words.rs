//! Words by which a page is taken apart: what belongs to the site, and who reports.

use super::table;
use rustc_hash::FxHashSet;

/// The words of pages and sites, each list with its longest words first.
#[derive(Debug, Default)]
pub struct PageWords {
    /// 责任编辑, 来源: what a line of the site begins with, before a colon or a blank.
    pub labels: FxHashSet<String>,
    /// 打印本页, 版权所有: what a line of the site begins with.
    pub openings: Vec<String>,
    /// 本报, 新华社
    pub agencies: Vec<String>,
    /// 报, 融媒体: what the name of a paper or a station ends in.
    pub agency_ends: Vec<String>,
    /// 记者, 通讯员
    pub roles: Vec<String>,
    /// 图为: what a caption begins with.
    pub captions: Vec<String>,
    /// 摄, 供图: what a caption ends in.
    pub credits: Vec<String>,
    /// 下转, 责编: what a note in brackets at the end begins with.
    pub notes: Vec<String>,
}

impl PageWords {
    pub(super) fn new(tsv: &str) -> Self {
        let mut words = PageWords::default();
        for row in table::rows(tsv) {
            let word = row[0].to_owned();
            match row.get(1).copied() {
                Some("opening") => words.openings.push(word),
                Some("agency") => words.agencies.push(word),
                Some("agency_end") => words.agency_ends.push(word),
                Some("role") => words.roles.push(word),
                Some("caption") => words.captions.push(word),
                Some("credit") => words.credits.push(word),
                Some("note") => words.notes.push(word),
                _ => {
                    words.labels.insert(word);
                }
            }
        }
        for list in [&mut words.agencies, &mut words.roles] {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        words
    }
}
