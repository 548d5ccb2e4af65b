//! The data: what words there are, and what each may be. No grammar and no I/O.
//!
//! Every table is a TSV beside this file, so that a word is added without touching code; tables of
//! the user's own, of the same form, can add to them when the program starts
//! ([`Lexicon::install`]).

mod acts;
mod add;
mod body_names;
mod characters;
mod congresses;
mod form;
mod institutions;
mod lists;
mod names;
mod page_words;
mod places;
mod reforms;
mod table;
mod traditional;

pub use acts::{ActVerb, Acts, numbered_amendment};
pub use body_names::{BodyNames, BodyRule};
pub use characters::Characters;
pub use congresses::Organisation;
pub use form::{Table, TableError};
pub use institutions::InstitutionKind;
pub use lists::{List, ListSet};
pub use names::{Character, Names, is_han};
pub use page_words::{Beginnings, PageWords};
pub use places::{Level, Place, PlaceId, Places};
pub use reforms::Reform;
pub use traditional::simplified;

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// What a word of the lexicon is in the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A title that stands at a body: 主任, 局长.
    Title(TitleKind),
    /// 主持
    Chair,
    /// 出席, 参加
    Attend,
    /// 列席
    Observe,
    /// 讲话, 致辞
    Speak,
    /// 作报告, 汇报
    Report,
    /// 指出, 强调
    Say,
    /// 召开, 举行
    Hold,
    /// 会见, 会谈
    Meet,
    /// 同时废止, 更名为: what becomes of a regulation or a body
    Change,
    /// 和, 及, 与
    Conj,
    /// 在, 由: what opens a phrase that is no subject
    Prep,
    /// 的, 了
    Particle,
    /// 同志, 等: what follows a name
    Suffix,
    /// any other word that no name and no body runs across
    Adverb,
    /// 精神, 重要讲话: what a set phrase ends in
    Reference,
    /// 会议, 座谈会: what a meeting's name ends in
    MeetingHead(crate::model::MeetingKind),
    /// 委员会, 局: what a body's name ends in
    BodySuffix,
    /// 工业和信息化: a piece of a body's name
    BodyStem,
    /// 国务院: a body's whole name
    Body,
    /// 青海省
    Place,
    /// 卢旺达
    Country,
}

impl Class {
    /// Verbs of meetings: what somebody does there, and what is done with one.
    pub fn is_deed(self) -> bool {
        use Class::*;
        matches!(self, Chair | Attend | Observe | Speak | Report | Say | Meet | Hold)
    }
}

/// What a title says of its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TitleKind {
    /// Head or deputy of the body named before it.
    Head,
    /// 省长: head of the government of its level.
    Government,
    /// 总书记: at one body only.
    Own,
    /// 总理: of the State Council, or of the country named before it.
    Premier,
    /// 委员, 代表: a member, often with the body left out.
    Member,
    /// 总统: of a country.
    State,
    /// 市领导, 专家: names a group and gives no post.
    Group,
    /// 记者: who reports; never at a meeting.
    Reporter,
}

/// All tables, and the words of them by their class.
#[derive(Debug, Default)]
pub struct Lexicon {
    classes: FxHashMap<String, Class>,
    /// The titles that take prefixes, without them.
    titles: Vec<(String, Class)>,
    own_bodies: FxHashMap<String, String>,
    title_prefixes: Vec<String>,
    title_splits: FxHashMap<String, (String, String)>,
    standard_bodies: FxHashMap<String, String>,
    countries: FxHashMap<String, String>,
    lists: lists::Lists,
    own: Option<u32>,
    nationalities: FxHashSet<String>,
    /// Surnames and the characters of given names.
    pub names: Names,
    /// Administrative divisions.
    pub places: Places,
    /// Traditional characters and radicals.
    pub characters: Characters,
    /// Words by which a page is taken apart.
    pub page: PageWords,
    /// Newspapers and sites whose names don't say, or say wrongly, which place they report from: each with
    /// the place, where it has one.
    pub publications: Vec<(String, Option<String>)>,
    /// Words by which agendas say what becomes of regulations.
    pub acts: Acts,
    /// Kinds of institutions and the words that stand for them.
    pub institutions: Vec<InstitutionKind>,
    /// Organisations whose congresses are named by whom they bring together.
    pub congresses: Vec<Organisation>,
    /// How bodies are named.
    pub body_names: BodyNames,
}

/// The most characters that a country's name may have.
const COUNTRY_LONGEST: usize = 12;

static IN_USE: OnceLock<Lexicon> = OnceLock::new();

impl Lexicon {
    /// The lexicon that comes with the program, and the user's own tables where they were
    /// installed; read once.
    pub fn standard() -> &'static Lexicon {
        IN_USE.get_or_init(Lexicon::embedded)
    }

    /// Adds tables of the user's own to [`Lexicon::standard`], a later row overruling an earlier
    /// one.
    ///
    /// This is for the start of a program: it ends in an error where a table has not its form, or
    /// where the lexicon has been asked before.
    pub fn install(tables: &[Table]) -> Result<(), TableError> {
        let mut lexicon = Lexicon::embedded();
        lexicon.extend(tables)?;
        let late = IN_USE.set(lexicon).is_err();
        match tables.first().filter(|_| late) {
            Some(table) => Err(table.error(0, "the lexicon is in use already".to_owned())),
            None => Ok(()),
        }
    }

    /// A digest of the user's own tables, with which the same text may give other claims.
    pub fn own(&self) -> Option<u32> {
        self.own
    }

    /// What `word` is, if the lexicon has it.
    pub fn class(&self, word: &str) -> Option<Class> {
        self.classes.get(word).copied()
    }

    /// Every word with its class, for the segmenter.
    pub fn words(&self) -> impl Iterator<Item = (&str, Class)> {
        self.classes.iter().map(|(word, class)| (word.as_str(), *class))
    }

    /// Every word that a text is scanned for, with its class and its lists: those that have a class, and
    /// those of the lists by which a construction knows that it need not look.
    pub fn scanned(&self) -> impl Iterator<Item = (&str, Option<Class>, ListSet)> {
        let classed = self.words().map(|(word, class)| (word, Some(class), self.lists.of(word)));
        let cues = self.lists.cues().filter(|(word, _)| !self.classes.contains_key(*word));
        classed.chain(cues.map(|(word, lists)| (word, None, lists)))
    }

    /// The body that a title of its own belongs to: 委员长 → 全国人大常委会; for 省长 the body's
    /// generic name, 省政府.
    pub fn own_body(&self, title: &str) -> Option<&str> {
        let bare = self.bare_title(title);
        self.own_bodies.get(title).or_else(|| self.own_bodies.get(bare)).map(String::as_str)
    }

    /// The body that a title carries within itself, and the title proper: 纪委书记 → 纪委, 书记;
    /// deputies likewise.
    pub fn split_title<'a>(&'a self, title: &'a str) -> (Option<&'a str>, &'a str) {
        if let Some((body, rest)) = self.title_splits.get(title) {
            return (Some(body), rest);
        }
        // 党工委副书记 as 党工委书记.
        if let Some(at) = title.find('副')
            && at > 0
            && let Some((body, rest)) = self.title_splits.get(&format!(
                "{}{}",
                &title[..at],
                &title[at + '副'.len_utf8()..]
            ))
            && let Some(deputy) = title.get(body.len()..).filter(|d| d.ends_with(rest.as_str()))
        {
            return (Some(body), deputy);
        }
        (None, title)
    }

    /// The foreign country whose name `text` begins with: the name as it stands and the full one.
    pub fn country_at_start<'a, 's>(&'s self, text: &'a str) -> Option<(&'a str, &'s str)> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(COUNTRY_LONGEST);
        let found = ends.filter_map(|end| {
            self.countries.get(&text[..end]).map(|full| (&text[..end], full.as_str()))
        });
        found.last().filter(|(_, full)| *full != "中国")
    }

    /// Whether a body's name says on its own which body it is: 国务院.
    pub fn is_whole(&self, body: &str) -> bool {
        self.class(body) == Some(Class::Body) || body == "中华人民共和国"
    }

    /// Whether the word is one of the country's nationalities: 回族.
    pub fn is_nationality(&self, word: &str) -> bool {
        self.nationalities.contains(word)
    }

    /// A title without 副, 代 and the like at its front.
    pub fn bare_title<'a>(&self, title: &'a str) -> &'a str {
        let mut bare = title;
        while let Some(rest) =
            self.title_prefixes.iter().find_map(|p| bare.strip_prefix(p.as_str()))
        {
            if rest.is_empty() || !self.classes.contains_key(rest) {
                break;
            }
            bare = rest;
        }
        bare
    }

    /// The standard name of a central body: 中组部 → 中央组织部.
    pub fn standard_body<'a>(&'a self, name: &'a str) -> &'a str {
        self.standard_bodies.get(name).map_or(name, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deputies_share_the_kind_and_the_body_of_their_head() {
        let lexicon = Lexicon::standard();
        assert_eq!(lexicon.class("常务副省长"), Some(Class::Title(TitleKind::Government)));
        assert_eq!(lexicon.own_body("副省长"), Some("省政府"));
        assert_eq!(lexicon.own_body("副委员长"), Some("全国人大常委会"));
        assert_eq!(lexicon.own_body("副主任"), None);
        assert_eq!(lexicon.standard_body("中组部"), "中央组织部");
    }
}
