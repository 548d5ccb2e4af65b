//! How much a string looks like a personal name, whatever stands around it.

use crate::lexicon::Names;

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

/// The score of a string that may be a name though no table knows its surname.
pub const RARE: f32 = 0.32;

/// Marks between the parts of a name.
pub const DOTS: &str = "·•‧・-—";

/// Characters that names end in so rarely that another reading is nearly always right.
const NEVER_LAST: &str =
    "的了在是及将就对被把从等并也还又之其这那个们于或所说后并等第称镇乡村县市区";
/// Of these, such as do end names in three characters: 蒋定之, 江钦所.
const SELDOM_LAST: &str = "之其于所从";
/// Characters that hardly stand anywhere in a given name.
const NEVER_WITHIN: &str = "的了是及被把们者县委局厅您你我他她它";

/// The shape of `text`, or `None` where it can be no name.
pub fn shape(text: &str, names: &Names) -> Option<Shape> {
    let chars: Vec<char> = text.chars().collect();
    let (first, last) = (*chars.first()?, *chars.last()?);
    if chars.len() < 2 || !chars.iter().all(|&c| is_han(c) || DOTS.contains(c)) {
        return None;
    }
    if chars.iter().any(|&c| DOTS.contains(c)) {
        return dotted(&chars, names);
    }
    // 巴根那: elements of names may be what else no name ends in.
    if chars.len() > 2 && NEVER_LAST.contains(last) && names.is_minority(text) {
        return Some(Shape { kind: NameKind::Minority, score: 0.85 });
    }
    let seldom = SELDOM_LAST.contains(last) && chars.len() == 3 && names.surname(first) > 1;
    if NEVER_LAST.contains(last) && !seldom || chars[1..].iter().any(|&c| NEVER_WITHIN.contains(c))
    {
        return None;
    }
    let frequency = names.surname(first);
    let compound = names.begins_with_compound(text);
    let chinese = match chars.len() {
        2 if frequency > 0 => Some(0.35 + 0.08 * f32::from(frequency)),
        3 if frequency > 0 => Some(0.45 + 0.08 * f32::from(frequency)),
        3 | 4 if compound => Some(0.85),
        // 丰田章一郎
        5 if compound && last == '郎' => Some(0.75),
        // 范徐丽泰, 李王小明: the husband's surname before one's own.
        4 if frequency > 1 && names.surname(chars[1]) > 2 => Some(0.26),
        _ => None,
    };
    let chinese = chinese.map(|s| if seldom { s - 0.25 } else { s });
    let chinese =
        chinese.map(|s| if names.is_ambiguous(first) && chars.len() == 2 { s - 0.08 } else { s });
    if chars.len() > 2 && !(chars.len() == 3 && frequency > 2) && names.is_minority(text) {
        return Some(Shape { kind: NameKind::Minority, score: 0.85 });
    }
    if let Some(score) = chinese
        && score > 0.45
    {
        return Some(Shape { kind: NameKind::Chinese, score });
    }
    if names.is_minority(text) {
        return Some(Shape { kind: NameKind::Minority, score: 0.6 });
    }
    let rendered = chars.iter().filter(|&&c| names.is_translit(c)).count();
    if rendered == chars.len() && chars.len() <= 9 {
        let score: f32 = if chars.len() > 3 { 0.75 } else { 0.5 };
        return Some(Shape { kind: NameKind::Foreign, score: score.max(chinese.unwrap_or(0.0)) });
    }
    // A surname that no table has is still one where a list of names bears it out.
    let unknown =
        frequency == 0 && (2..=3).contains(&chars.len()) || (4..=5).contains(&chars.len());
    let rare = unknown.then_some(RARE);
    chinese.or(rare).map(|score| Shape { kind: NameKind::Chinese, score })
}

/// 艾力更·依明巴海: each part is a few characters long, most of them such as render foreign sounds.
fn dotted(chars: &[char], names: &Names) -> Option<Shape> {
    let parts: Vec<&[char]> = chars.split(|c| DOTS.contains(*c)).collect();
    let sound = parts.len() >= 2 && parts.iter().all(|part| (1..=8).contains(&part.len()));
    let written: Vec<char> = chars.iter().copied().filter(|c| !DOTS.contains(*c)).collect();
    let rendered = written.iter().filter(|&&c| names.is_translit(c)).count();
    let last = written.last().is_some_and(|&c| !NEVER_LAST.contains(c));
    let fits = (3..=16).contains(&written.len()) && rendered * 10 >= written.len() * 3;
    let score = if rendered * 10 >= written.len() * 7 { 0.9 } else { 0.7 };
    (sound && last && fits).then_some(Shape { kind: NameKind::Minority, score })
}

/// Whether a foreign name may be written so, whatever its characters usually render.
pub fn could_render(text: &str, names: &Names) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let rendered = chars.iter().filter(|&&c| names.is_translit(c)).count();
    !text.ends_with(|c| NEVER_LAST.contains(c))
        && chars.iter().all(|&c| is_han(c) && !NEVER_WITHIN.contains(c))
        && rendered * 3 >= chars.len() * 2
}

/// Whether names can be written with this character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ebef}' | '\u{e000}'..='\u{f8ff}')
        && !matches!(c, '一' | '〇')
        || c == '一'
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
            assert_eq!(shape(text, names).map(|s| s.kind), Some(kind), "{text}");
        }
        for text in ["王", "陈的", "abc", "王黎明出席会议并讲话", ""] {
            assert_eq!(shape(text, names), None, "{text}");
        }
    }
}
