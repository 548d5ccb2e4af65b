//! Words by which a page is taken apart: what belongs to the site, and who reports.

use super::table;
use rustc_hash::FxHashSet;

/// The words of pages and sites.
#[derive(Debug, Default)]
pub struct PageWords {
    /// 责任编辑, 来源: what a line of the site begins with, before a colon or a blank.
    pub labels: FxHashSet<String>,
    /// 主持人, 出席: what an entry of minutes begins with, before a colon.
    pub minutes: FxHashSet<String>,
    /// 打印本页, 版权所有: what a line of the site begins with.
    pub openings: Beginnings,
    /// 本报, 新华社
    pub agencies: Beginnings,
    /// 报, 融媒体: what the name of a paper or a station ends in.
    pub agency_ends: Vec<String>,
    /// 记者, 通讯员
    pub roles: Beginnings,
    /// Those of them that are no common words (文, 图) besides.
    pub plain_roles: Beginnings,
    /// 图为: what a caption begins with.
    pub captions: Beginnings,
    /// 摄, 供图: what a caption ends in.
    pub credits: Vec<String>,
    /// 下转, 责编: what a note in brackets at the end begins with.
    pub notes: Beginnings,
}

/// Words that a text may begin with.
#[derive(Debug, Default)]
pub struct Beginnings {
    /// The longest first.
    words: Vec<String>,
    initials: FxHashSet<char>,
}

impl Beginnings {
    /// The longest of the words that `text` begins with.
    pub fn of(&self, text: &str) -> Option<&str> {
        let first = text.chars().next()?;
        if !self.initials.contains(&first) {
            return None;
        }
        self.words.iter().find(|word| text.starts_with(word.as_str())).map(String::as_str)
    }

    fn add(&mut self, word: &str) {
        self.initials.extend(word.chars().next());
        let at = self.words.partition_point(|other| other.len() >= word.len());
        self.words.insert(at, word.to_owned());
    }
}

impl PageWords {
    pub(super) fn add(&mut self, tsv: &str) {
        const ONE_CHARACTER: usize = 3;
        let words = self;
        for row in table::rows(tsv) {
            let word = row[0];
            match row.get(1).copied() {
                Some("opening") => words.openings.add(word),
                Some("agency") => words.agencies.add(word),
                Some("agency_end") => words.agency_ends.push(word.to_owned()),
                Some("role") => {
                    words.roles.add(word);
                    if word.len() > ONE_CHARACTER {
                        words.plain_roles.add(word);
                    }
                }
                Some("caption") => words.captions.add(word),
                Some("credit") => words.credits.push(word.to_owned()),
                Some("minute") => {
                    words.minutes.insert(word.to_owned());
                }
                Some("note") => words.notes.add(word),
                _ => {
                    words.labels.insert(word.to_owned());
                }
            }
        }
    }
}
