//! Other forms of characters: traditional ones, and radicals that stand for characters.

use super::table;

/// What each character of the ideograph blocks is in simplified writing.
#[derive(Debug, Default)]
pub struct Characters {
    /// By code point from [`FIRST`]; 0 where the character stays.
    simplified: Vec<u16>,
    /// By code point from [`FIRST_RADICAL`]; 0 where the character stays.
    radicals: Vec<u16>,
}

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;
const FIRST_RADICAL: u32 = 0x2E80;
const LAST_RADICAL: u32 = 0x2FDF;

impl Characters {
    pub(super) fn add_traditional(&mut self, table: &str) {
        add(&mut self.simplified, table, FIRST, LAST);
    }

    pub(super) fn add_radicals(&mut self, table: &str) {
        add(&mut self.radicals, table, FIRST_RADICAL, LAST_RADICAL);
    }

    /// The simplified form of a traditional character.
    ///
    /// Some of these stand in simplified text too (於 and 乾 in names): convert a text only where it
    /// is traditional as a whole.
    pub fn simplified(&self, traditional: char) -> Option<char> {
        form(&self.simplified, traditional, FIRST)
    }

    /// The character that a radical (⼈, ⻓) stands for.
    pub fn of_radical(&self, radical: char) -> Option<char> {
        form(&self.radicals, radical, FIRST_RADICAL)
    }
}

fn form(forms: &[u16], c: char, first: u32) -> Option<char> {
    let at = (c as u32).checked_sub(first)? as usize;
    match forms.get(at) {
        None | Some(0) => None,
        Some(&form) => char::from_u32(u32::from(form)),
    }
}

fn add(forms: &mut Vec<u16>, table: &str, first: u32, last: u32) {
    forms.resize((last - first + 1) as usize, 0);
    for row in table::rows(table) {
        let pair = (row[0].chars().next(), row.get(1).and_then(|form| form.chars().next()));
        if let (Some(from), Some(to)) = pair
            && let Some(at) = (from as u32).checked_sub(first)
            && let (Some(slot), Ok(to)) = (forms.get_mut(at as usize), u16::try_from(to as u32))
        {
            *slot = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn other_forms_are_known() {
        let characters = &Lexicon::standard().characters;
        assert_eq!(characters.simplified('縣'), Some('县'));
        assert_eq!(characters.simplified('县'), None);
        assert_eq!(characters.simplified('a'), None);
        assert_eq!(characters.of_radical('⼈'), Some('人'));
        assert_eq!(characters.of_radical('⻓'), Some('长'));
    }
}
