//! Rows of tables into the lexicon.

use super::form::{self, Table, TableError};
use super::{Class, Lexicon, List, TitleKind, congresses, institutions, table};

/// The tables that come with the program. Of a word that two of them have, the later one says what
/// it is; but meetings' names before triggers.
pub(super) const STANDARD: [(&str, &str); 22] = [
    ("traditional.tsv", include_str!("traditional.tsv")),
    ("radicals.tsv", include_str!("radicals.tsv")),
    ("page_words.tsv", include_str!("page_words.tsv")),
    ("surnames.tsv", include_str!("surnames.tsv")),
    ("minority_names.tsv", include_str!("minority_names.tsv")),
    ("translit.tsv", include_str!("translit.tsv")),
    ("body_names.tsv", include_str!("body_names.tsv")),
    ("bodies.tsv", include_str!("bodies.tsv")),
    ("central.tsv", include_str!("central.tsv")),
    ("acts.tsv", include_str!("acts.tsv")),
    ("word_lists.tsv", include_str!("word_lists.tsv")),
    ("nationalities.tsv", include_str!("nationalities.tsv")),
    ("publications.tsv", include_str!("publications.tsv")),
    ("institutions.tsv", include_str!("institutions.tsv")),
    ("congresses.tsv", include_str!("congresses.tsv")),
    ("places.tsv", include_str!("places.tsv")),
    ("countries.tsv", include_str!("countries.tsv")),
    ("meeting_heads.tsv", include_str!("meeting_heads.tsv")),
    ("triggers.tsv", include_str!("triggers.tsv")),
    ("title_splits.tsv", include_str!("title_splits.tsv")),
    ("title_prefixes.tsv", include_str!("title_prefixes.tsv")),
    ("titles.tsv", include_str!("titles.tsv")),
];

impl Lexicon {
    /// The lexicon that comes with the program.
    pub(super) fn embedded() -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (name, text) in STANDARD {
            lexicon.add_table(name, text);
        }
        lexicon
    }

    /// Adds tables of the user's own.
    pub(super) fn extend(&mut self, own: &[Table]) -> Result<(), TableError> {
        own.iter().try_for_each(Table::check)?;
        let mut hasher = blake3::Hasher::new();
        // In the order of the program's own: a title may have a prefix of its own.
        for (name, _) in STANDARD {
            for table in own.iter().filter(|table| table.name == name) {
                if name == "places.tsv" {
                    self.places.check_parents(&table.text).map_err(|(line, parent)| {
                        table.error(line, format!(
                            "the parent {parent:?} is no code of a division; take it from the \
                             program's places.tsv or give it a row, or leave it empty for a province"
                        ))
                    })?;
                }
                self.add_table(name, &table.text);
                for row in table::rows(&table.text) {
                    hasher.update(format!("{name}\t{}\n", row.join("\t")).as_bytes());
                }
            }
        }
        let [a, b, c, d, ..] = *hasher.finalize().as_bytes();
        self.own = (!own.is_empty()).then_some(u32::from_le_bytes([a, b, c, d]));
        Ok(())
    }

    fn add_table(&mut self, name: &str, text: &str) {
        match name {
            "traditional.tsv" => self.characters.add_traditional(text),
            "radicals.tsv" => self.characters.add_radicals(text),
            "page_words.tsv" => self.page.add(text),
            "surnames.tsv" => self.names.add_surnames(text),
            "minority_names.tsv" => self.names.add_minority(text),
            "translit.tsv" => self.names.add_translit(text),
            "body_names.tsv" => self.body_names.add(text),
            "bodies.tsv" => self.add_words(text, form::BODIES),
            "central.tsv" => self.add_central(text),
            "acts.tsv" => self.acts.add(text),
            "word_lists.tsv" => {
                self.lists.add(text);
                self.names.add_dots(self.lists.words(List::NameDot));
            }
            "nationalities.tsv" => {
                let names = table::rows(text).map(|row| row[0].to_owned());
                self.nationalities.extend(names);
            }
            "publications.tsv" => self.add_publications(text),
            "institutions.tsv" => self.institutions.extend(institutions::kinds(text)),
            "congresses.tsv" => self.congresses.extend(congresses::organisations(text)),
            "places.tsv" => self.add_places(text),
            "countries.tsv" => self.add_countries(text),
            "meeting_heads.tsv" => self.add_words(text, form::HEADS),
            "triggers.tsv" => self.add_triggers(text),
            "title_splits.tsv" => self.add_splits(text),
            "title_prefixes.tsv" => self.add_prefixes(text),
            _ => self.add_titles(text),
        }
    }

    fn add_word(&mut self, word: &str, class: Class) {
        self.classes.insert(word.to_owned(), class);
    }

    fn add_words(&mut self, table: &str, classes: &[(&str, Class)]) {
        for (word, class) in words(table, classes) {
            self.add_word(word, class);
        }
    }

    fn add_triggers(&mut self, triggers: &str) {
        for (word, class) in words(triggers, form::TRIGGERS) {
            if !matches!(self.class(word), Some(Class::MeetingHead(_))) {
                self.add_word(word, class);
            }
        }
    }

    fn add_central(&mut self, central: &str) {
        for row in table::rows(central) {
            self.add_word(row[0], Class::Body);
            for alias in table::list(&row, 1) {
                self.add_word(alias, Class::Body);
                self.standard_bodies.insert(alias.to_owned(), row[0].to_owned());
            }
        }
    }

    fn add_places(&mut self, places: &str) {
        let ids = self.places.add(places);
        let names: Vec<String> = self.places.unmistakable(&ids).map(str::to_owned).collect();
        for name in names {
            self.add_word(&name, Class::Place);
        }
    }

    fn add_countries(&mut self, countries: &str) {
        self.body_names.add_foreign(countries);
        for row in table::rows(countries) {
            let Some(class) = form::class(form::COUNTRIES, row[1]) else { continue };
            for name in std::iter::once(row[0]).chain(table::list(&row, 2)) {
                self.add_word(name, class);
                if class == Class::Country {
                    self.countries.insert(name.to_owned(), row[0].to_owned());
                }
            }
        }
    }

    fn add_publications(&mut self, publications: &str) {
        let rows = table::rows(publications);
        let rows =
            rows.map(|row| (row[0].to_owned(), table::list(&row, 1).next().map(str::to_owned)));
        // The first that fits is asked.
        self.publications.splice(0..0, rows);
    }

    fn add_splits(&mut self, splits: &str) {
        for row in table::rows(splits).filter(|row| row.len() == 3) {
            self.title_splits.insert(row[0].to_owned(), (row[1].to_owned(), row[2].to_owned()));
        }
    }

    fn add_prefixes(&mut self, prefixes: &str) {
        for row in table::rows(prefixes) {
            let prefix = row[0];
            for (title, class) in &self.titles {
                self.classes.entry(format!("{prefix}{title}")).or_insert(*class);
            }
            self.title_prefixes.push(prefix.to_owned());
        }
    }

    fn add_titles(&mut self, titles: &str) {
        let prefixes = self.title_prefixes.clone();
        for row in table::rows(titles) {
            let Some(class) = row.get(1).and_then(|kind| form::class(form::TITLES, kind)) else {
                continue;
            };
            let title = row[0];
            if let Some(body) = row.get(2).filter(|body| !body.is_empty()) {
                self.own_bodies.insert(title.to_owned(), (*body).to_owned());
            }
            self.add_word(title, class);
            if let Class::Title(TitleKind::Group | TitleKind::Reporter | TitleKind::Member) = class
            {
                continue;
            }
            self.titles.push((title.to_owned(), class));
            for prefix in &prefixes {
                self.add_word(&format!("{prefix}{title}"), class);
            }
        }
    }
}

/// The words of a table whose second column is their class.
fn words<'t>(
    table: &'t str,
    classes: &'t [(&str, Class)],
) -> impl Iterator<Item = (&'t str, Class)> {
    table::rows(table).filter_map(|row| Some((row[0], form::class(classes, row.get(1)?)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Level, Names};

    fn own(tables: &[(&str, &str)]) -> Result<Lexicon, TableError> {
        let mut lexicon = Lexicon::embedded();
        let tables: Vec<Table> = tables
            .iter()
            .map(|(name, text)| Table {
                path: format!("own/{name}"),
                name: (*name).to_owned(),
                text: (*text).to_owned(),
            })
            .collect();
        lexicon.extend(&tables).map(|()| lexicon)
    }

    #[test]
    fn a_row_of_the_users_own_adds_a_word_or_overrules_one() {
        let lexicon = own(&[
            ("titles.tsv", "督导长\thead\n常委\tgroup\n"),
            ("title_prefixes.tsv", "见习\n"),
            ("bodies.tsv", "督导署\tsuffix\n"),
            ("body_names.tsv", "short\t人民政府\t政厅\nkind\t督导署\tDEPARTMENT\t政府\n"),
            ("surnames.tsv", "芈\t3\n王\t1\t1\n"),
            ("translit.tsv", "芈\n"),
            ("countries.tsv", "海之国\tcountry\t海国\n"),
            ("page_words.tsv", "督导办供稿\topening\n"),
            ("traditional.tsv", "县\t縣\n"),
        ])
        .expect("sound tables");
        let head = Some(Class::Title(TitleKind::Head));
        for title in ["督导长", "副督导长", "见习督导长", "见习局长"] {
            assert_eq!(lexicon.class(title), head, "{title}");
        }
        assert_eq!(lexicon.class("常委"), Some(Class::Title(TitleKind::Group)));
        assert_eq!(lexicon.class("督导署"), Some(Class::BodySuffix));
        assert_eq!(lexicon.class("海国"), Some(Class::Country));
        assert_eq!(lexicon.body_names.shorten("人民政府"), "政厅");
        let kind = lexicon.body_names.ending("市督导署").map(|rule| rule.kind.as_str());
        assert_eq!(kind, Some("DEPARTMENT"));
        let names: &Names = &lexicon.names;
        assert_eq!((names.surname('芈'), names.surname('王'), names.surname('李')), (3, 1, 5));
        assert!(
            names.character('王').is_ambiguous()
                && names.is_translit('芈')
                && names.is_translit('阿')
        );
        assert_eq!(lexicon.page.openings.of("督导办供稿：甲"), Some("督导办供稿"));
        assert_eq!(lexicon.characters.simplified('县'), Some('縣'));
        assert_eq!(lexicon.characters.simplified('陳'), Some('陈'));
    }

    #[test]
    fn places_of_the_users_own_lie_in_those_that_are_known() {
        let rows =
            "x1\t云梯县\tcounty\t630100\t云梯\t\t0\n630102\t城东新区\tcounty\t630100\t城东\t\t0\n";
        let lexicon = own(&[("places.tsv", rows)]).expect("sound tables");
        let places = &lexicon.places;
        let province = |name: &str| {
            let id = places.at_level(places.named(name)[0], Level::Province);
            id.map(|id| places.get(id).name.as_str())
        };
        assert_eq!(province("云梯县"), Some("青海省"));
        assert_eq!(lexicon.class("云梯县"), Some(Class::Place));
        // The code was known: the division has another name now, and keeps the one it had.
        assert_eq!(places.named("城东新区"), &places.named("城东区")[..1]);

        let error = own(&[("places.tsv", "x1\t云梯县\tcounty\t六三\t云梯\t\t0\n")]);
        let error = error.expect_err("no such parent").to_string();
        assert!(error.starts_with("own/places.tsv:1: the parent \"六三\" is no code"), "{error}");
    }

    #[test]
    fn what_tables_say_and_nothing_else_makes_their_digest() {
        let digest = |text: &str| own(&[("surnames.tsv", text)]).expect("a sound table").own();
        assert_eq!(own(&[]).expect("no table").own(), None);
        assert!(digest("芈\t3\n").is_some());
        assert_eq!(digest("芈\t3\n"), digest("# rare\n\n芈\t3\r\n"));
        assert_ne!(digest("芈\t3\n"), digest("芈\t2\n"));
    }
}
