//! Lists of names that only blanks part.

use super::chars::{is_blank, is_han};
use crate::lexicon::{Class, Lexicon};

/// The blanks in a line that part the names of a list, by their first byte: names of two to four
/// characters that only blanks part, three or more of them, or two after a title.
pub(super) fn marks(line: &str, lexicon: &Lexicon) -> Vec<usize> {
    let mut list = List::default();
    if !line.contains(is_blank) {
        return list.marks;
    }
    for token in line.split(is_blank).filter(|token| !token.is_empty()) {
        let end = token.as_ptr() as usize - line.as_ptr() as usize + token.len();
        // 出席：王勇 begins a list, 王勇，ends one: what stands before the first mark goes to the list
        // so far, what stands after the last one to the next.
        let is_mark = |c: char| !(is_han(c) || c == '·');
        let Some(first) = token.find(is_mark) else {
            list.add(token, end, lexicon);
            continue;
        };
        let noted = token[first..].starts_with(['（', '(']) && token.ends_with(['）', ')']);
        if first > 0 {
            list.add(&token[..first], end, lexicon);
        }
        // 喻红（女）: the list goes on after a note.
        if first > 0 && noted {
            continue;
        }
        list.settle();
        let after = token.trim_end_matches(|c| !is_mark(c)).len();
        list.announced = token[..after].ends_with(['：', ':']);
        if after < token.len() {
            list.add(&token[after..], end, lexicon);
        }
    }
    list.settle();
    list.marks
}

/// The list of names at hand.
#[derive(Default)]
struct List {
    marks: Vec<usize>,
    /// Where each name ends.
    ends: Vec<usize>,
    /// A surname that stands alone: 王 of 王 勇.
    single: bool,
    /// A title or a colon stands before it.
    announced: bool,
}

impl List {
    fn add(&mut self, token: &str, end: usize, lexicon: &Lexicon) {
        let n = token.chars().take(6).count();
        let class = if n > 1 { lexicon.class(token) } else { None };
        let first = token.chars().next().unwrap_or_default();
        let surname = lexicon.names.surname(first) > 0 || lexicon.names.begins_with_compound(token);
        let name = class.is_none() && token.chars().all(|c| is_han(c) || c == '·');
        match n {
            // 王 勇: two tokens are one name
            1 if name && self.single => self.ends.push(end),
            1 if name && surname => {
                self.single = true;
                return;
            }
            2..=4 if name && surname => self.ends.push(end),
            _ => {
                self.settle();
                self.announced = matches!(class, Some(Class::Title(_)));
            }
        }
        self.single = false;
    }

    fn settle(&mut self) {
        let least = if self.announced { 2 } else { 3 };
        if self.ends.len() >= least {
            self.marks.extend_from_slice(&self.ends[..self.ends.len() - 1]);
        }
        self.ends.clear();
        self.single = false;
        self.announced = false;
    }
}
