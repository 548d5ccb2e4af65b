//! Whether two names mean one meeting.

use crate::lexicon::Lexicon;
use rustc_hash::FxHashSet;

/// Whether two names mean one meeting: the same numbers, and most of the shorter within the longer.
pub fn same_name(known: &str, other: &str) -> bool {
    if known == other {
        return true;
    }
    // 河北省十届人大常委会第二十四次会议, 江西省十届人大常委会第二十四次会议
    let place = |name| Lexicon::standard().places.at_start(name);
    if let (Some((a, one)), Some((b, two))) = (place(known), place(other))
        // 乐东黎族自治县 and 乐东县 are one.
        && !one.iter().any(|id| two.contains(id))
        && !a.starts_with(b)
        && !b.starts_with(a)
        && !known.contains(b)
        && !other.contains(a)
    {
        return false;
    }
    if session(known).is_some_and(|known| Some(known) == session(other)) {
        return true;
    }
    let (a, b) = (numbers_before(known, '次'), numbers_before(other, '次'));
    if !a.is_empty() && !b.is_empty() && !a.iter().any(|n| b.contains(n)) {
        return false;
    }
    let (a, b) = (bigrams(known), bigrams(other));
    let common = a.intersection(&b).count();
    let least = a.len().min(b.len());
    // A short name must stand in the longer as a whole.
    least > 0 && common * 10 >= least * if least < 4 { 10 } else { 7 }
}

/// Whether a name without numbers is the longer one in short: 审委会会议 for …审判委员会2019年第四次会议,
/// 供电公司职工代表大会 for …供电公司六届九次职代会.
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    const WHOLE: [(&str, &str); 3] =
        [("职代会", "职工代表大会"), ("教代会", "教职工代表大会"), ("党代会", "党员代表大会")];
    let whole = |name: &str| {
        WHOLE.iter().fold(name.to_owned(), |name, (short, whole)| name.replace(short, whole))
    };
    let (short, long) = (whole(short), whole(long));
    // 市委…会议 is none of 市人大常委会's.
    let committee = ["省委", "市委", "县委", "区委", "州委", "旗委", "盟委"]
        .iter()
        .any(|body| short.starts_with(body) && !long.contains(body));
    let mut left = long.chars();
    let numbered =
        short.contains(['届', '次', '第']) || short.contains(|c: char| c.is_ascii_digit());
    !numbered && !committee && short.chars().all(|c| left.any(|l| l == c))
}

/// The numbers that stand before a mark: 第十次会议, 二次会议 → 十, 二.
fn numbers_before(name: &str, mark: char) -> Vec<String> {
    let number = |c: &char| "一二三四五六七八九十百〇零".contains(*c) || c.is_ascii_digit();
    name.match_indices(mark)
        .map(|(at, _)| name[..at].chars().rev().take_while(number).collect::<String>())
        .filter(|number| !number.is_empty())
        .map(|number| number.chars().rev().collect())
        .collect()
}

/// 市九届人大五次会议, 第九届人民代表大会第五次会议: the organ whose session it is, its term and number.
pub(super) fn session(name: &str) -> Option<(&'static str, String, String)> {
    let others = ["常务委员会", "常委会", "主席会议", "主任会议", "主席团", "党组"];
    if others.iter().any(|other| name.contains(other)) {
        return None;
    }
    let (organ, _) = [("政协", "政治协商"), ("人大", "人民代表大会")]
        .into_iter()
        .find(|(short, long)| name.contains(short) || name.contains(long))?;
    let first = |mark| numbers_before(name, mark).into_iter().next();
    Some((organ, first('届')?, first('次')?))
}

fn bigrams(name: &str) -> FxHashSet<(char, char)> {
    let chars: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    chars.windows(2).map(|w| (w[0], w[1])).collect()
}
