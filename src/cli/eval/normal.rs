//! The forms in which names are compared.

use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A name without blanks, dots and differences of width.
pub fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !is_space(*c) && !matches!(c, '·' | '•' | '‧' | '・' | '.')).collect()
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

/// A body's name in its short form.
pub fn body(name: &str) -> String {
    static FORMS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
        const FORMS: &[(&str, &str)] = &[
            ("中国共产党(.*?)委员会", "${1}委"),
            ("^中共(.+?)委员会$", "${1}委"),
            ("^中共", ""),
            ("人民代表大会常务委员会", "人大常委会"),
            ("人民代表大会", "人大"),
            ("人民政府", "政府"),
            ("中国人民政治协商会议(.*?)委员会", "${1}政协"),
            ("政治协商会议(.*?)委员会", "${1}政协"),
            ("监察委员会", "监委"),
            ("纪律检查委员会", "纪委"),
            ("中级人民法院", "中院"),
            ("高级人民法院", "高院"),
            ("人民法院", "法院"),
            ("人民检察院", "检察院"),
            ("委员会$", "委"),
            ("发展和改革委", "发改委"),
        ];
        let compiled = FORMS.iter().map(|(form, short)| Some((Regex::new(form).ok()?, *short)));
        compiled.flatten().collect()
    });
    let mut name = plain(name);
    for (form, short) in FORMS.iter() {
        name = form.replace_all(&name, *short).into_owned();
    }
    name
}

/// A regulation's name without its status and its marks.
pub fn regulation(name: &str) -> String {
    static STATUS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let inner = r"[^（）()〔〕\[\]]*";
        let status =
            "草案|修订|修正|试行|审议稿|修改稿|表决稿|征求意见稿|送审稿|暂行|讨论稿|建议稿";
        Regex::new(&format!(r"[（(〔\[]{inner}(?:{status}){inner}[）)〕\]]$")).ok()
    });
    let whole = plain(name);
    let mut name = whole.trim_matches(['《', '》', '〈', '〉', '<', '>']);
    while let Some(found) = STATUS.as_ref().and_then(|status| status.find(name)) {
        name = &name[..found.start()];
    }
    name.replace("人民代表大会常务委员会", "人大常委会")
        .replace("人民代表大会", "人大")
        .replace(['《', '》', '〈', '〉', '<', '>'], "")
}

/// How alike two names are: Dice's coefficient of their pairs of characters.
pub fn alike(one: &str, other: &str) -> f64 {
    let (one, other) = (pairs(one), pairs(other));
    2.0 * one.intersection(&other).count() as f64 / (one.len() + other.len()) as f64
}

fn pairs(text: &str) -> BTreeSet<Vec<char>> {
    let chars: Vec<char> = plain(text).chars().collect();
    let mut pairs: BTreeSet<Vec<char>> = chars.windows(2).map(<[char]>::to_vec).collect();
    if pairs.is_empty() {
        pairs.insert(chars);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_in_one_form() {
        assert_eq!(plain("艾力 更·依明１"), "艾力更依明1");
        for (name, short) in [
            ("中国共产党云川省委员会", "云川省委"),
            ("中共云川市委员会", "云川市委"),
            ("中共中央", "中央"),
            ("云川省人民代表大会常务委员会", "云川省人大常委会"),
            ("中国人民政治协商会议云川省委员会", "云川省政协"),
            ("云川省发展和改革委员会", "云川省发改委"),
            ("云川市中级人民法院", "云川市中院"),
            ("云川省监察委员会", "云川省监委"),
        ] {
            assert_eq!(body(name), short);
        }
        assert_eq!(
            regulation("《云川省人民代表大会议事规则（修订草案）（表决稿）》"),
            "云川省人大议事规则"
        );
        assert_eq!(regulation("云川省养蜂条例（2024年）"), "云川省养蜂条例(2024年)");
        assert_eq!(alike("", ""), 1.0);
        assert_eq!(alike("甲乙丙", "甲乙丁"), 0.5);
    }
}
