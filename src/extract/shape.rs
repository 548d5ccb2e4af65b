//! How much a string looks like a personal name, whatever stands around it.

use crate::lexicon::{Character, Names};

/// What kind of name a string may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// 王黎明, 欧阳明: a surname and one or two characters.
    Chinese,
    /// 尼玛卓玛, 艾力更·依明巴海
    Minority,
    /// 别尔德穆哈梅多夫, 迪亚斯-卡内尔
    Foreign,
}

/// A shape and how good it is, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// What it looks like.
    pub kind: NameKind,
    /// How much it looks so.
    pub score: f32,
}

/// The highest score of a name with dots.
const DOTTED: f32 = 0.9;
/// The score of a string that may be a name though no table knows its surname.
pub const RARE: f32 = 0.32;

/// The shape of `text`, or `None` where it can be no name.
pub fn shape_of(text: &str, names: &Names) -> Option<Shape> {
    let letters: Vec<Character> = text.chars().map(|c| names.character(c)).collect();
    shape(text, &letters, names)
}

/// The shape of `text`, whose characters are `letters`, or `None` where it can be no name.
pub fn shape(text: &str, letters: &[Character], names: &Names) -> Option<Shape> {
    let (first, last) = (*letters.first()?, *letters.last()?);
    let count = letters.len();
    if count < 2 || !letters.iter().all(|c| c.is_letter()) {
        return None;
    }
    if Character::any(letters).is_dot() {
        return dotted(text, letters);
    }
    // 巴根那: elements of names may be what else no name ends in.
    if count > 2 && last.is_never_last() && first.begins_minority() && names.is_minority(text) {
        return Some(Shape { kind: NameKind::Minority, score: 0.85 });
    }
    let seldom = last.is_seldom_last() && count == 3 && first.surname() > 1;
    if last.is_never_last() && !seldom || Character::any(&letters[1..]).is_never_within() {
        return None;
    }
    let frequency = first.surname();
    let compound = names.begins_with_compound(text);
    let chinese = match count {
        2 if frequency > 0 => Some(0.35 + 0.08 * f32::from(frequency)),
        3 if frequency > 0 => Some(0.45 + 0.08 * f32::from(frequency)),
        3 | 4 if compound => Some(0.85),
        // 丰田章一郎
        5 if compound && text.ends_with('郎') => Some(0.75),
        // 范徐丽泰, 李王小明: the husband's surname before one's own.
        4 if frequency > 1 && letters[1].surname() > 2 => Some(0.26),
        _ => None,
    };
    let chinese = chinese.map(|s| if seldom { s - 0.25 } else { s });
    let chinese = chinese.map(|s| if first.is_ambiguous() && count == 2 { s - 0.08 } else { s });
    let minority = first.begins_minority() && names.is_minority(text);
    if minority && count > 2 && !(count == 3 && frequency > 2) {
        return Some(Shape { kind: NameKind::Minority, score: 0.85 });
    }
    if let Some(score) = chinese
        && score > 0.45
    {
        return Some(Shape { kind: NameKind::Chinese, score });
    }
    if minority {
        return Some(Shape { kind: NameKind::Minority, score: 0.6 });
    }
    if Character::all(letters).is_translit() && count <= 9 {
        let score: f32 = if count > 3 { 0.75 } else { 0.5 };
        return Some(Shape { kind: NameKind::Foreign, score: score.max(chinese.unwrap_or(0.0)) });
    }
    // A surname that no table has is still one where a list of names bears it out.
    let unknown = frequency == 0 && (2..=3).contains(&count) || (4..=5).contains(&count);
    let rare = unknown.then_some(RARE);
    chinese.or(rare).map(|score| Shape { kind: NameKind::Chinese, score })
}

/// 艾力更·依明巴海: each part is a few characters long, most of them such as render foreign sounds.
fn dotted(text: &str, letters: &[Character]) -> Option<Shape> {
    let mut parts = letters.split(|c| c.is_dot());
    let sound = parts.all(|part| (1..=8).contains(&part.len()));
    let written = letters.iter().filter(|c| !c.is_dot()).count();
    let rendered = letters.iter().filter(|c| c.is_translit()).count();
    // 司马义·铁力瓦尔地 is a name, 艾力更·依明巴海的 none.
    let last = letters.last().is_some_and(|c| !c.is_never_last()) || text.ends_with('地');
    let fits = (3..=16).contains(&written) && rendered * 10 >= written * 3;
    let score = if rendered * 10 >= written * 7 { DOTTED } else { 0.7 };
    (sound && last && fits).then_some(Shape { kind: NameKind::Minority, score })
}

/// A score that `letters` have at best.
pub fn at_best(letters: &[Character]) -> f32 {
    match letters.len() {
        _ if Character::any(letters).is_dot() => DOTTED,
        ..=2 => 0.76,
        _ => 0.86,
    }
}

/// Whether some name begins with these characters for what the tables know.
pub fn may_begin(letters: &[Character]) -> bool {
    let [first, second, ..] = letters else { return false };
    first.begins_name()
        || first.is_translit() && second.is_translit()
        || Character::any(letters).is_dot()
}

/// Whether a foreign name may be written so, whatever its characters usually render.
pub fn could_render(letters: &[Character]) -> bool {
    let any = Character::any(letters);
    let rendered = letters.iter().filter(|c| c.is_translit()).count();
    !letters.last().is_some_and(|c| c.is_never_last())
        && !any.is_dot()
        && !any.is_never_within()
        && rendered * 3 >= letters.len() * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn names_have_the_shape_of_names() {
        let names = &Lexicon::standard().names;
        for (text, kind) in [
            ("王黎明", NameKind::Chinese),
            ("吕刚", NameKind::Chinese),
            ("欧阳建国", NameKind::Chinese),
            ("尼玛卓玛", NameKind::Minority),
            ("艾力更·依明巴海", NameKind::Minority),
            ("别尔德穆哈梅多夫", NameKind::Foreign),
        ] {
            assert_eq!(shape_of(text, names).map(|s| s.kind), Some(kind), "{text}");
        }
        for text in ["王", "陈的", "abc", "王黎明出席会议并讲话", ""] {
            assert_eq!(shape_of(text, names), None, "{text}");
        }
    }
}
