//! One document's claims as facts about entities: what the graph takes in.

mod reader;

use super::body::{Body, BodyKind, BodyLevel, Scope};
use super::id::Id;
use super::meeting::Meeting;
use super::people::{Key, Region, Ties, Turn};
use super::regulation::{Regulation, is_placeless, without_place};
use crate::lexicon::{Level, Lexicon, List, PlaceId};
use crate::model::{
    Action, Amending, ArticleRecord, ChangeKind, DocumentRecord, Evidence, Gender, NoteClaim, Role,
    Span,
};
use chrono::NaiveDate;
use reader::Reader;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// All that one article says, about entities with ids. Statements name entities by their index.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleFacts {
    /// The article's id.
    pub id: Id,
    /// Its place in the document.
    pub ordinal: usize,
    /// Its headline.
    pub headline: Option<String>,
    /// From its first to its last byte in the document.
    pub span: Span,
    /// The day of which it speaks: of publication, else of its first meeting.
    pub date: Option<NaiveDate>,
    /// The bodies that it names, each once.
    pub bodies: Vec<Body>,
    /// The meetings.
    pub meetings: Vec<Meeting>,
    /// The regulations.
    pub regulations: Vec<Regulation>,
    /// The people, by name.
    pub mentions: Vec<Mention>,
    /// What it says of them.
    pub statements: Vec<Statement>,
}

/// A name in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// [`Id::mention`].
    pub id: Id,
    /// The name, without spaces.
    pub name: String,
    /// What the article says of the person, and by which it tells two of one name apart.
    pub note: Option<Note>,
    /// What ties it to other mentions of the name.
    pub ties: Ties,
}

/// What brackets behind a name say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Note {
    /// 女
    pub gender: Option<Gender>,
    /// 回族
    pub ethnicity: Option<String>,
    /// The words, where the article has two persons of this name and puts them behind this one.
    pub apart: Option<String>,
}

impl Note {
    /// Whether two notes on one name cannot be of one person.
    pub fn contradicts(&self, other: &Note) -> bool {
        fn differ<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
            one.is_some() && other.is_some() && one != other
        }
        differ(&self.gender, &other.gender) || differ(&self.ethnicity, &other.ethnicity)
    }

    /// What tells the person apart from others of the name.
    pub fn mark(&self) -> String {
        let Note { gender, ethnicity, apart } = self;
        if gender.is_none() && ethnicity.is_none() {
            return apart.clone().unwrap_or_default();
        }
        let gender = gender.map_or(String::new(), |gender| gender.to_string());
        format!("{gender} {}", ethnicity.as_deref().unwrap_or_default())
    }
}

/// A fact with where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What is said.
    pub fact: Fact,
    /// Where.
    pub evidence: Evidence,
}

/// One fact; every `usize` is an index into the lists of its [`ArticleFacts`].
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// A meeting is reported or spoken of.
    Meeting(usize),
    /// A person was at a meeting.
    Attendance {
        /// Into `mentions`.
        mention: usize,
        /// Into `meetings`.
        meeting: usize,
        /// What the person did there.
        role: Role,
        /// The place in the list of attendees, from 1.
        rank: u32,
        /// The post in the words of the text.
        post: Option<String>,
    },
    /// A body was at a meeting.
    BodyAttendance {
        /// Into `bodies`.
        body: usize,
        /// Into `meetings`.
        meeting: usize,
        /// What it did there.
        role: Role,
    },
    /// A person holds a post.
    Post {
        /// Into `mentions`.
        mention: usize,
        /// Into `bodies`.
        body: usize,
        /// The title without 原.
        title: String,
        /// The text says that the post is held no more.
        former: bool,
        /// What the article says happened to the post, and the day of it.
        change: Option<(ChangeKind, Option<NaiveDate>)>,
    },
    /// A meeting is this body's.
    Convenes {
        /// Into `bodies`.
        body: usize,
        /// Into `meetings`.
        meeting: usize,
    },
    /// A meeting did something with a regulation, or something became of it outside any.
    Act {
        /// Into `meetings`; `None` outside any.
        meeting: Option<usize>,
        /// Outside any meeting, the day on which it takes effect or ceases to, where that is told.
        day: Option<NaiveDate>,
        /// Into `regulations`.
        regulation: usize,
        /// What was done.
        action: Action,
        /// Draft or revision, in the words of the text.
        status: Option<String>,
        /// Who did it, in the words of the text.
        by: Option<String>,
    },
    /// A regulation amends or repeals another.
    Amending {
        /// Into `regulations`: the one that does it.
        by: usize,
        /// What it does.
        kind: Amending,
        /// Into `regulations`: the one to which it is done.
        regulation: usize,
    },
    /// An article says something of the person.
    Note {
        /// Into `mentions`.
        mention: usize,
        /// 女
        gender: Option<Gender>,
        /// 回族
        ethnicity: Option<String>,
    },
    /// A body became another.
    Succession {
        /// Into `bodies`.
        before: usize,
        /// Into `bodies`.
        after: usize,
    },
}

/// The facts of a document, article by article: a function of the record alone.
pub fn facts(record: &DocumentRecord) -> Vec<ArticleFacts> {
    record.articles.iter().map(|article| Reader::new(record, article).read()).collect()
}
