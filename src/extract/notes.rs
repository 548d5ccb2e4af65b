//! What brackets behind a name say of the person: 李娜（女，回族）, 王伟（甘肃）.

use crate::lexicon::{Level, Lexicon};
use crate::model::{Gender, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// What stands in brackets behind a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The brackets and what is within.
    pub span: Span,
    /// 女
    pub gender: Option<Gender>,
    /// 回族
    pub ethnicity: Option<String>,
    /// 甘肃
    place: Option<String>,
}

impl Note {
    /// The note that begins at `at`, if there is one: gender, nationality or place, and nothing else.
    pub fn at(text: &str, at: usize) -> Option<Note> {
        /// In bytes: 女，柯尔克孜族，新疆
        const LONGEST: usize = 48;
        let inside = text.get(at..)?.strip_prefix('（')?;
        let end = inside.char_indices().take(LONGEST).find(|(_, c)| *c == '）')?.0;
        let span = Span::new(at, at + '（'.len_utf8() + end + '）'.len_utf8());
        let mut note = Note { span, gender: None, ethnicity: None, place: None };
        let lexicon = Lexicon::standard();
        for part in inside[..end].split(['，', '、', ',', ' ', '\u{3000}']) {
            match part {
                "女" => note.gender = Some(Gender::Female),
                "男" => note.gender = Some(Gender::Male),
                _ if lexicon.is_nationality(part) => note.ethnicity = Some(part.to_owned()),
                _ if is_place(part) => note.place = Some(part.to_owned()),
                _ => return None,
            }
        }
        Some(note)
    }

    /// Whether two notes cannot be of one person.
    fn contradicts(&self, other: &Note) -> bool {
        fn differ<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
            one.is_some() && other.is_some() && one != other
        }
        differ(&self.gender, &other.gender)
            || differ(&self.ethnicity, &other.ethnicity)
            || differ(&self.place, &other.place)
    }
}

fn is_place(word: &str) -> bool {
    let places = &Lexicon::standard().places;
    let provincial = |id: &_| matches!(places.get(*id).level, Level::Province | Level::Prefecture);
    places.named(word).iter().any(provincial)
}

/// The names of which the article speaks as two persons': by notes that contradict, or since a list
/// has the name with a note and without one.
pub fn twins<'t>(sentences: impl Iterator<Item = (&'t str, &'t [Span])>) -> FxHashSet<&'t str> {
    let mut notes: FxHashMap<&str, Vec<Note>> = FxHashMap::default();
    let mut found = FxHashSet::default();
    for (text, names) in sentences {
        if !text.contains('（') {
            continue;
        }
        // The names of the list at hand, and whether each bears a note.
        let mut list: FxHashMap<&str, bool> = FxHashMap::default();
        let mut last = 0;
        for span in names {
            let name = span.of(text);
            if text[last..span.start].trim() != "、" {
                list.clear();
            }
            let note = Note::at(text, span.end);
            last = note.as_ref().map_or(span.end, |note| note.span.end);
            if list.insert(name, note.is_some()).is_some_and(|before| before != note.is_some()) {
                found.insert(name);
            }
            let Some(note) = note else { continue };
            let known = notes.entry(name).or_default();
            if known.iter().any(|other| other.contradicts(&note)) {
                found.insert(name);
            }
            // All that matters of many is told by a few that differ.
            if !known.iter().any(|other| Note { span: note.span, ..other.clone() } == note) {
                known.push(note);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::read;
    use crate::model::Gender;

    fn attendees(text: &str) -> Vec<String> {
        read(&[text]).attendance.into_iter().map(|claim| claim.official).collect()
    }

    #[test]
    fn a_note_belongs_to_its_name() {
        let text = "苏明远主持会议，李娜（女，回族）、何景行、周敏（女）、唐若谷出席会议。";
        let names = ["苏明远", "李娜", "何景行", "周敏", "唐若谷"];
        assert_eq!(attendees(text), names);
        let claims = read(&[text]);
        let notes: Vec<_> = claims
            .notes
            .iter()
            .map(|n| {
                (n.official.as_str(), n.gender, n.ethnicity.as_deref(), n.evidence.span.of(text))
            })
            .collect();
        let female = Some(Gender::Female);
        assert_eq!(
            notes,
            [
                ("李娜", female, Some("回族"), "李娜（女，回族）"),
                ("周敏", female, None, "周敏（女）"),
            ]
        );
        let other = "省水利厅厅长何景行（主持工作）、副厅长周敏（兼）出席会议。";
        assert!(read(&[other]).notes.is_empty());
    }

    #[test]
    fn two_of_one_name_are_told_apart() {
        for (text, expected) in [
            ("王伟、李娜、王伟（女）出席会议。", &["王伟", "李娜", "王伟（女）"][..]),
            (
                "李娜（女，回族）、何景行、李娜（女，满族）出席会议。",
                &["李娜（女，回族）", "何景行", "李娜（女，满族）"],
            ),
            ("王伟（青海）、王伟（甘肃）出席会议。", &["王伟（青海）", "王伟（甘肃）"]),
            // One person, named twice.
            ("会上，周敏（女）主持，何景行、周敏出席会议。", &["何景行", "周敏"]),
        ] {
            assert_eq!(attendees(text), expected, "{text}");
        }
    }
}
