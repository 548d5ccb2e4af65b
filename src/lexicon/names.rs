//! What personal names are made of.

use super::{List, table};
use rustc_hash::{FxHashMap, FxHashSet};

/// Surnames, elements of minority names, and what single characters are in names.
#[derive(Debug)]
pub struct Names {
    /// By code point: names are looked for all over a text.
    characters: Vec<Character>,
    compound: FxHashSet<String>,
    /// By their first character, the longest first.
    minority: FxHashMap<char, Vec<String>>,
}

/// What a character can be in a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Character(u16);

impl Character {
    /// The bits that say how common it is as a surname.
    const SURNAME: u16 = 0b111;
    const AMBIGUOUS: u16 = 1 << 3;
    const BEGINS_COMPOUND: u16 = 1 << 4;
    const BEGINS_MINORITY: u16 = 1 << 5;
    const TRANSLIT: u16 = 1 << 6;
    const DOT: u16 = 1 << 7;
    const HAN: u16 = 1 << 8;
    const NEVER_LAST: u16 = 1 << 9;
    const SELDOM_LAST: u16 = 1 << 10;
    const NEVER_WITHIN: u16 = 1 << 11;

    /// What at least one of the characters is.
    pub fn any(characters: &[Character]) -> Character {
        Character(characters.iter().fold(0, |any, c| any | c.0))
    }

    /// What all of the characters are.
    pub fn all(characters: &[Character]) -> Character {
        Character(characters.iter().fold(u16::MAX, |all, c| all & c.0))
    }

    /// How common it is as a surname, from 1 to 5; 0 where it is none.
    pub fn surname(self) -> u8 {
        (self.0 & Self::SURNAME) as u8
    }

    /// Whether it is a surname that is a common word as well: 高, 向, 时.
    pub fn is_ambiguous(self) -> bool {
        self.is(Self::AMBIGUOUS)
    }

    /// Whether elements of minority names begin with it.
    pub fn begins_minority(self) -> bool {
        self.is(Self::BEGINS_MINORITY)
    }

    /// Whether foreign names are written with it.
    pub fn is_translit(self) -> bool {
        self.is(Self::TRANSLIT)
    }

    /// Whether it stands between the parts of a name.
    pub fn is_dot(self) -> bool {
        self.is(Self::DOT)
    }

    /// Whether names are written with it, or it stands between their parts.
    pub fn is_letter(self) -> bool {
        self.is(Self::HAN | Self::DOT)
    }

    /// Whether it is a surname, or a compound surname or an element of a minority name begins with it.
    pub fn begins_name(self) -> bool {
        self.is(Self::SURNAME | Self::BEGINS_COMPOUND | Self::BEGINS_MINORITY)
    }

    /// Whether names end in it so rarely that another reading is nearly always right.
    pub fn is_never_last(self) -> bool {
        self.is(Self::NEVER_LAST)
    }

    /// Whether names of three characters do end in it all the same.
    pub fn is_seldom_last(self) -> bool {
        self.is(Self::SELDOM_LAST)
    }

    /// Whether it hardly stands anywhere in a given name.
    pub fn is_never_within(self) -> bool {
        self.is(Self::NEVER_WITHIN)
    }

    fn is(self, bits: u16) -> bool {
        self.0 & bits != 0
    }
}

impl Default for Names {
    fn default() -> Self {
        let character = |code| match char::from_u32(code) {
            Some(c) if is_han(c) => Character(Character::HAN),
            _ => Character::default(),
        };
        let mut names = Names {
            characters: (0..BASIC_PLANE).map(character).collect(),
            compound: FxHashSet::default(),
            minority: FxHashMap::default(),
        };
        for (characters, bit) in [
            (NEVER_LAST, Character::NEVER_LAST),
            (SELDOM_LAST, Character::SELDOM_LAST),
            (NEVER_WITHIN, Character::NEVER_WITHIN),
        ] {
            characters.chars().for_each(|c| names.mark(c, bit));
        }
        names
    }
}

/// How many code points the characters in common use lie within.
const BASIC_PLANE: u32 = 0x1_0000;

/// Characters that names end in so rarely that another reading is nearly always right.
const NEVER_LAST: &str = "的了在是及将就对被把从等并也还又之其这那个们于或所说后第称镇乡村县市区";
/// Of these, such as do end names in three characters: 蒋定之, 江钦所.
const SELDOM_LAST: &str = "之其于所从";
/// Characters that hardly stand anywhere in a given name.
const NEVER_WITHIN: &str = "的了是及被把们者县委局厅您你我他她它";

impl Names {
    pub(super) fn add_surnames(&mut self, table: &str) {
        for row in table::rows(table) {
            let mut chars = row[0].chars();
            match (chars.next(), chars.next()) {
                (Some(one), None) => {
                    let frequency = row.get(1).and_then(|f| f.parse().ok()).unwrap_or(1);
                    self.clear(one, Character::SURNAME | Character::AMBIGUOUS);
                    self.mark(one, frequency & Character::SURNAME);
                    if row.get(2) == Some(&"1") {
                        self.mark(one, Character::AMBIGUOUS);
                    }
                }
                (Some(first), _) => {
                    self.mark(first, Character::BEGINS_COMPOUND);
                    self.compound.insert(row[0].to_owned());
                }
                (None, _) => {}
            }
        }
    }

    pub(super) fn add_minority(&mut self, table: &str) {
        for row in table::rows(table) {
            if let Some(first) = row[0].chars().next() {
                self.mark(first, Character::BEGINS_MINORITY);
                self.minority.entry(first).or_default().push(row[0].to_owned());
            }
        }
        for elements in self.minority.values_mut() {
            elements.sort_by_key(|e| std::cmp::Reverse(e.len()));
        }
    }

    pub(super) fn add_translit(&mut self, table: &str) {
        for c in table::rows(table).flat_map(|row| row[0].chars()) {
            self.mark(c, Character::TRANSLIT);
        }
    }

    pub(super) fn add_dots<'w>(&mut self, dots: impl Iterator<Item = &'w str>) {
        for c in dots.flat_map(str::chars) {
            self.mark(c, Character::DOT);
        }
    }

    fn clear(&mut self, c: char, bits: u16) {
        if let Some(character) = self.characters.get_mut(c as usize) {
            character.0 &= !bits;
        }
    }

    fn mark(&mut self, c: char, bits: u16) {
        if let Some(character) = self.characters.get_mut(c as usize) {
            character.0 |= bits;
        }
    }

    /// What the character can be in a name.
    pub fn character(&self, c: char) -> Character {
        let known = self.characters.get(c as usize).copied();
        known.unwrap_or_else(|| Character(if is_han(c) { Character::HAN } else { 0 }))
    }

    /// How common a surname is, from 1 to 5; 0 where the character is none.
    pub fn surname(&self, first: char) -> u8 {
        self.character(first).surname()
    }

    /// Whether the text begins with a surname of two characters.
    pub fn begins_with_compound(&self, text: &str) -> bool {
        if !text.chars().next().is_some_and(|c| self.character(c).is(Character::BEGINS_COMPOUND)) {
            return false;
        }
        text.char_indices()
            .nth(2)
            .map_or(Some(text), |(at, _)| text.get(..at))
            .is_some_and(|two| self.compound.contains(two))
    }

    /// Whether the whole text is put together from elements of minority names.
    pub fn is_minority(&self, text: &str) -> bool {
        if !text.chars().next().is_some_and(|c| self.character(c).begins_minority()) {
            return false;
        }
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let elements = self.minority.get(&first).map_or(&[][..], Vec::as_slice);
            match elements.iter().find_map(|e| rest.strip_prefix(e.as_str())) {
                Some(shorter) => rest = shorter,
                None => return false,
            }
        }
        true
    }

    /// The length in bytes of the longest element of minority names that `text` begins with.
    pub fn minority_element(&self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        let elements = self.minority.get(&first)?;
        elements.iter().filter(|e| text.starts_with(e.as_str())).map(String::len).max()
    }

    /// Whether so few people bear the name that one who left a post and one who began one about that
    /// time, in one province, are hardly ever two: 欧阳云舟, but not 张伟, 王建国 or 扎西多杰.
    pub fn is_telling(&self, name: &str) -> bool {
        let letters = name.chars().filter(|c| !self.character(*c).is_dot()).count();
        if letters < name.chars().count() {
            return letters > 4;
        }
        if self.begins_with_compound(name) {
            return letters > 2;
        }
        let surname = name.chars().next().map_or(0, |first| self.surname(first));
        let given = name.char_indices().nth(1).map_or("", |(at, _)| &name[at..]);
        let (one, two) = (given.chars().next(), given.chars().nth(1));
        letters == 3 && surname > 0 && one != two && !List::CommonGiven.has(given)
            // A surname in front does not make it a Han name: 马 and 尼 begin Tibetan names too.
            && !self.is_minority(name)
    }

    /// Whether foreign names are written with this character.
    pub fn is_translit(&self, c: char) -> bool {
        self.character(c).is_translit()
    }
}

/// Whether names can be written with this character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ebef}' | '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn a_name_that_many_bear_tells_nothing_of_who_it_is() {
        let names = &Lexicon::standard().names;
        for telling in ["苏荷川", "欧阳荷", "段云鹤", "艾尼瓦尔·吐逊江"] {
            assert!(names.is_telling(telling), "{telling}");
        }
        for common in
            ["张伟", "王建国", "李志强", "扎西多杰", "尼玛多吉", "王佳佳", "段鹤", "买买提", ""]
        {
            assert!(!names.is_telling(common), "{common}");
        }
    }
}
