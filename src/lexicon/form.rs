//! The form of each table: its columns and what may stand in them, so that a mistake in a table of
//! the user's own is told by its line.

use super::lists::LISTS;
use super::{Class, TitleKind};
use crate::model::MeetingKind;
use std::fmt;

/// A table of the user's own.
#[derive(Debug, Clone)]
pub struct Table {
    /// What errors call it: the path of its file.
    pub path: String,
    /// The name of the table that it adds to: `titles.tsv`.
    pub name: String,
    /// The rows.
    pub text: String,
}

/// What is wrong with a table, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct TableError {
    path: String,
    /// From 1; 0 where the whole file is meant.
    line: usize,
    problem: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TableError { path, line, problem } = self;
        match line {
            0 => write!(out, "{path}: {problem}"),
            _ => write!(out, "{path}:{line}: {problem}"),
        }
    }
}

impl Table {
    /// An error at a line of the table, counted from 1; 0 for the table as a whole.
    pub(super) fn error(&self, line: usize, problem: String) -> TableError {
        TableError { path: self.path.clone(), line, problem }
    }

    /// Whether every row has the form of the table.
    pub(super) fn check(&self) -> Result<(), TableError> {
        let Some(form) = FORMS.iter().find(|form| form.file == self.name) else {
            let names: Vec<&str> = FORMS.iter().map(|form| form.file).collect();
            let problem =
                format!("no table has this name; call the file one of {}", names.join(", "));
            return Err(self.error(0, problem));
        };
        for (line, row) in super::table::numbered(&self.text) {
            form.check(&row).map_err(|problem| self.error(line, problem))?;
        }
        Ok(())
    }
}

/// The columns of a table.
struct Form {
    file: &'static str,
    columns: &'static [(&'static str, Field)],
    /// How many of them a row must have.
    required: usize,
}

/// What may stand in a column.
#[derive(Clone, Copy)]
enum Field {
    /// A word of at most so many characters.
    Word(usize),
    /// A single character.
    Character,
    /// The name of a class.
    Class(&'static [(&'static str, Class)]),
    OneOf(&'static [&'static str]),
    /// The name of a list.
    List,
    /// 1 to 5
    Frequency,
    /// Anything, also nothing; parts are parted by `|`.
    Free,
}

impl Form {
    /// What is wrong with a row, and what it should be.
    fn check(&self, row: &[&str]) -> Result<(), String> {
        let columns = || {
            let names = self.columns.iter().enumerate().map(|(n, (name, _))| {
                if n < self.required { (*name).to_owned() } else { format!("[{name}]") }
            });
            names.collect::<Vec<_>>().join(" ")
        };
        if row.len() < self.required || row.len() > self.columns.len() {
            return Err(format!(
                "the row has {} field{}, and {} takes, parted by tabs: {}",
                row.len(),
                if row.len() == 1 { "" } else { "s" },
                self.file,
                columns()
            ));
        }
        for (n, ((name, field), text)) in self.columns.iter().zip(row).enumerate() {
            if n >= self.required && text.is_empty() {
                continue;
            }
            field.check(text, row).map_err(|wrong| format!("the {name} {text:?} {wrong}"))?;
        }
        Ok(())
    }
}

impl Field {
    fn check(self, text: &str, row: &[&str]) -> Result<(), String> {
        let one_of = |names: &[&str]| match names.contains(&text) {
            true => Ok(()),
            false => Err(format!("is not known; it may be {}", names.join(", "))),
        };
        match self {
            Field::Word(_) if text.trim().is_empty() => {
                Err("is empty; write a word, or take the row out".to_owned())
            }
            Field::Word(_) if text.trim() != text => {
                Err("has a blank at its end; take it out".to_owned())
            }
            Field::Word(longest) if text.chars().count() > longest => {
                Err(format!("is too long; it may have {longest} characters"))
            }
            Field::Character if text.chars().count() != 1 => {
                Err("must be one character".to_owned())
            }
            Field::Frequency if !matches!(text, "1" | "2" | "3" | "4" | "5") => {
                Err("must be a number from 1 (rare) to 5 (common)".to_owned())
            }
            Field::Class(classes) => {
                one_of(&classes.iter().map(|(name, _)| *name).collect::<Vec<_>>())
            }
            // The usual form of a name, not a kind of body.
            Field::OneOf(BODY_KINDS) if row[0] == "short" => Field::Word(LONGEST).check(text, row),
            Field::OneOf(names) => one_of(names),
            Field::List => one_of(&LISTS.iter().map(|(name, _)| *name).collect::<Vec<_>>()),
            Field::Word(_) | Field::Character | Field::Frequency | Field::Free => Ok(()),
        }
    }
}

/// The class that a table calls `kind`.
pub(super) fn class(classes: &[(&str, Class)], kind: &str) -> Option<Class> {
    classes.iter().find(|(name, _)| *name == kind).map(|(_, class)| *class)
}

pub(super) const BODIES: &[(&str, Class)] =
    &[("suffix", Class::BodySuffix), ("stem", Class::BodyStem)];

pub(super) const COUNTRIES: &[(&str, Class)] =
    &[("country", Class::Country), ("organisation", Class::Body)];

pub(super) const HEADS: &[(&str, Class)] = &[
    ("SESSION", Class::MeetingHead(MeetingKind::Session)),
    ("EXECUTIVE", Class::MeetingHead(MeetingKind::Executive)),
    ("DISCUSSION", Class::MeetingHead(MeetingKind::Discussion)),
    ("AUDIENCE", Class::MeetingHead(MeetingKind::Audience)),
    ("CEREMONY", Class::MeetingHead(MeetingKind::Ceremony)),
    ("STUDY", Class::MeetingHead(MeetingKind::Study)),
    ("WORK", Class::MeetingHead(MeetingKind::Work)),
];

pub(super) const TRIGGERS: &[(&str, Class)] = &[
    ("chair", Class::Chair),
    ("attend", Class::Attend),
    ("observe", Class::Observe),
    ("speak", Class::Speak),
    ("report", Class::Report),
    ("say", Class::Say),
    ("hold", Class::Hold),
    ("meet", Class::Meet),
    ("change", Class::Change),
    ("conj", Class::Conj),
    ("prep", Class::Prep),
    ("de", Class::Particle),
    ("suffix", Class::Suffix),
    ("ref", Class::Reference),
    ("adverb", Class::Adverb),
];

pub(super) const TITLES: &[(&str, Class)] = &[
    ("head", Class::Title(TitleKind::Head)),
    ("gov", Class::Title(TitleKind::Government)),
    ("own", Class::Title(TitleKind::Own)),
    ("premier", Class::Title(TitleKind::Premier)),
    ("member", Class::Title(TitleKind::Member)),
    ("state", Class::Title(TitleKind::State)),
    ("group", Class::Title(TitleKind::Group)),
    ("byline", Class::Title(TitleKind::Reporter)),
];

const BODY_KINDS: &[&str] = &[
    "PARTY_COMMITTEE",
    "GOVERNMENT",
    "CONGRESS",
    "CPPCC",
    "DISCIPLINE",
    "SUPERVISION",
    "COURT",
    "PROCURATORATE",
    "DEPARTMENT",
    "LEADING_GROUP",
    "MASS_ORGANISATION",
    "DEMOCRATIC_PARTY",
    "MILITARY",
    "ENTERPRISE",
    "INSTITUTION",
    "MEDIA",
    "OTHER",
];

const PAGE_WORDS: &[&str] =
    &["label", "minute", "opening", "agency", "agency_end", "role", "caption", "credit", "note"];

const ACTS: &[&str] = &[
    "hear",
    "pass",
    "deliberate",
    "approve",
    "repeal",
    "amend",
    "inspect",
    "study",
    "modal",
    "elsewhere",
    "edge",
    "nominal",
    "status",
    "review",
    "end",
    "decision",
    "closed",
    "no_law",
    "generic",
];

/// Longer than any name that official news has for anything.
const LONGEST: usize = 40;

const FORMS: &[Form] = &[
    Form {
        file: "titles.tsv",
        columns: &[
            ("title", Field::Word(LONGEST)),
            ("kind", Field::Class(TITLES)),
            ("body", Field::Free),
        ],
        required: 2,
    },
    Form { file: "title_prefixes.tsv", columns: &[("prefix", Field::Word(LONGEST))], required: 1 },
    Form {
        file: "title_splits.tsv",
        columns: &[
            ("title", Field::Word(LONGEST)),
            ("body", Field::Word(LONGEST)),
            ("rest", Field::Word(LONGEST)),
        ],
        required: 3,
    },
    Form {
        file: "bodies.tsv",
        columns: &[("word", Field::Word(LONGEST)), ("kind", Field::Class(BODIES))],
        required: 2,
    },
    Form {
        file: "body_names.tsv",
        columns: &[
            ("op", Field::OneOf(&["short", "central", "root", "kind", "under"])),
            ("name", Field::Word(LONGEST)),
            ("value", Field::OneOf(BODY_KINDS)),
            ("parent", Field::Free),
        ],
        required: 3,
    },
    Form {
        file: "central.tsv",
        columns: &[("name", Field::Word(LONGEST)), ("aliases", Field::Free)],
        required: 1,
    },
    Form {
        file: "countries.tsv",
        columns: &[
            ("name", Field::Word(super::COUNTRY_LONGEST)),
            ("kind", Field::Class(COUNTRIES)),
            ("aliases", Field::Free),
        ],
        required: 2,
    },
    Form {
        file: "acts.tsv",
        columns: &[("word", Field::Word(LONGEST)), ("kind", Field::OneOf(ACTS))],
        required: 2,
    },
    Form {
        file: "word_lists.tsv",
        columns: &[("word", Field::Word(LONGEST)), ("list", Field::List)],
        required: 2,
    },
    Form { file: "nationalities.tsv", columns: &[("name", Field::Word(LONGEST))], required: 1 },
    Form {
        file: "publications.tsv",
        columns: &[("name", Field::Word(LONGEST)), ("place", Field::Free)],
        required: 1,
    },
    Form {
        file: "institutions.tsv",
        columns: &[
            ("ends", Field::Word(usize::MAX)),
            ("own", Field::Free),
            ("near", Field::Free),
            ("titles", Field::Free),
            ("organs", Field::Free),
        ],
        required: 4,
    },
    Form {
        file: "congresses.tsv",
        columns: &[
            ("words", Field::Word(usize::MAX)),
            ("organ", Field::Word(LONGEST)),
            ("titles", Field::Free),
        ],
        required: 3,
    },
    Form {
        file: "places.tsv",
        columns: &[
            ("code", Field::Word(LONGEST)),
            ("name", Field::Word(super::places::LONGEST)),
            ("level", Field::OneOf(&["province", "prefecture", "county"])),
            ("parent", Field::Free),
            ("short", Field::Word(super::places::LONGEST)),
            ("aliases", Field::Free),
            ("past", Field::OneOf(&["0", "1"])),
        ],
        required: 7,
    },
    Form {
        file: "meeting_heads.tsv",
        columns: &[("head", Field::Word(LONGEST)), ("kind", Field::Class(HEADS))],
        required: 2,
    },
    Form {
        file: "triggers.tsv",
        columns: &[("word", Field::Word(LONGEST)), ("kind", Field::Class(TRIGGERS))],
        required: 2,
    },
    Form {
        file: "surnames.tsv",
        columns: &[
            ("surname", Field::Word(2)),
            ("frequency", Field::Frequency),
            ("ambiguous", Field::OneOf(&["0", "1"])),
        ],
        required: 2,
    },
    Form { file: "minority_names.tsv", columns: &[("element", Field::Word(LONGEST))], required: 1 },
    Form { file: "translit.tsv", columns: &[("characters", Field::Word(usize::MAX))], required: 1 },
    Form {
        file: "traditional.tsv",
        columns: &[("traditional", Field::Character), ("simplified", Field::Character)],
        required: 2,
    },
    Form {
        file: "radicals.tsv",
        columns: &[("radical", Field::Character), ("character", Field::Character)],
        required: 2,
    },
    Form {
        file: "page_words.tsv",
        columns: &[("word", Field::Word(LONGEST)), ("kind", Field::OneOf(PAGE_WORDS))],
        required: 2,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::add::STANDARD;

    fn table(name: &str, text: &str) -> Table {
        Table { path: format!("own/{name}"), name: name.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn the_tables_of_the_program_have_their_form() {
        for (name, text) in STANDARD {
            assert_eq!(table(name, text).check(), Ok(()));
        }
        assert_eq!(FORMS.len(), STANDARD.len());
    }

    #[test]
    fn a_mistake_is_told_with_its_line_and_what_may_stand_there() {
        for (name, text, told) in [
            ("titles.tsv", "#title\n督导长 head\n", "own/titles.tsv:2: the row has 1 field,"),
            ("titles.tsv", "督导长\tchief\n", "own/titles.tsv:1: the kind \"chief\" is not known"),
            ("titles.tsv", "\thead\n", "own/titles.tsv:1: the title \"\" is empty"),
            ("titles.tsv", "督导长 \thead\n", "the title \"督导长 \" has a blank at its end"),
            ("title.tsv", "督导长\thead\n", "own/title.tsv: no table has this name; call the file"),
            ("surnames.tsv", "辛\t9\n", "must be a number from 1 (rare) to 5 (common)"),
            ("surnames.tsv", "欧阳子\t1\n", "is too long; it may have 2 characters"),
            ("radicals.tsv", "⼈⼈\t人\n", "must be one character"),
            ("body_names.tsv", "kind\t督导局\tSECRET\n", "is not known; it may be PARTY_COMMITTEE"),
        ] {
            let error = table(name, text).check().expect_err(text).to_string();
            assert!(error.contains(told), "{error}");
        }
        assert_eq!(table("body_names.tsv", "short\t督查督导局\t督导局\n").check(), Ok(()));
    }
}
