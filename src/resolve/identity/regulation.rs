//! A regulation is its normalised title.

use super::id::{Id, IdKind};
use crate::lexicon::{Lexicon, List};

/// A regulation as its title tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regulation {
    /// From the normalised title.
    pub id: Id,
    /// The title without marks and status, as it stands otherwise.
    pub name: String,
    /// The law that it carries out: 青海省实施〈中华人民共和国安全生产法〉办法.
    pub based_on: Option<Box<Regulation>>,
}

impl Regulation {
    /// The regulation of a place that its title leaves out: 湿地保护条例 of 青海省.
    pub fn of_place(title: &str, place: &str) -> Regulation {
        let name = bare(title);
        Regulation { id: Regulation::of(&format!("{place}{name}")).id, ..Regulation::of(&name) }
    }

    /// The regulation of this title.
    pub fn of(title: &str) -> Regulation {
        let name = bare(title);
        let short = name.replace("中华人民共和国", "");
        let key = if short.chars().count() < 2 { name.as_str() } else { short.as_str() };
        let key: String = without_issuer(key).chars().filter(|c| !is_mark(*c)).collect();
        let based_on = name.split_once("实施").and_then(|(_, rest)| {
            let law = rest.trim_start_matches(is_mark);
            let end = law.find(is_mark).or_else(|| law.rfind("法").map(|at| at + "法".len()))?;
            let law = &law[..end];
            (law.ends_with('法') || law.ends_with("条例")).then(|| Box::new(Regulation::of(law)))
        });
        Regulation { id: Id::of(IdKind::Regulation, &[&key]), name, based_on }
    }
}

/// A decision that names what it changes is the same with or without the body that takes it.
fn without_issuer(title: &str) -> &str {
    let verbs = ["关于修改", "关于修正", "关于修订", "关于废止"];
    let at = verbs.iter().filter_map(|verb| title.find(verb)).min();
    match at.filter(|at| !title[..*at].contains(is_mark) && title.ends_with("的决定")) {
        Some(at) if names_one(&title[at..]) => &title[at..],
        _ => title,
    }
}

/// Whether the title of a decision says which law it is about: not 关于修改部分法律的决定.
fn names_one(decision: &str) -> bool {
    decision.contains(is_mark)
        || !["部分", "若干", "一批", "有关"].iter().any(|w| decision.contains(w))
}

fn is_mark(c: char) -> bool {
    matches!(c, '《' | '》' | '〈' | '〉' | '“' | '”' | '<' | '>')
}

/// The title without outer marks and without its status, in front or behind, bracketed or bare.
fn bare(title: &str) -> String {
    let mut name: String = title
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' | '〔' => '（',
            ')' | '〕' => '）',
            c => c,
        })
        .collect();
    loop {
        let before = name.len();
        if name.starts_with('《') && name.ends_with('》') && name.matches('《').count() == 1 {
            name = name.trim_matches(is_mark).to_owned();
        }
        for front in ["新修订的", "新修正的", "修订后的"] {
            if let Some(rest) = name.strip_prefix(front) {
                name = rest.to_owned();
            }
        }
        if let Some(open) = name.rfind('（')
            && name.ends_with('）')
        {
            let inside = &name[open + '（'.len_utf8()..name.len() - '）'.len_utf8()];
            let is_status = List::Status.within(inside) || is_version(inside);
            if is_status {
                name.truncate(open);
            }
        }
        for status in ["修订草案", "修正草案", "修正案草案", "草案"] {
            if name.len() > status.len() && name.ends_with(status) {
                name.truncate(name.len() - status.len());
            }
        }
        if name.len() == before {
            return name;
        }
    }
}

/// 2024年, 二次审议稿
fn is_version(inside: &str) -> bool {
    inside.ends_with("审议稿")
        || inside.strip_suffix('年').is_some_and(|year| year.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a title without its place may be that of a division's regulation: 湿地保护条例, 实施〈甲法〉办法.
pub fn is_placeless(title: &str) -> bool {
    const NATIONAL: [&str; 7] =
        ["中华人民共和国", "中国", "中共", "全国", "国家", "国务院", "关于"];
    let name = bare(title);
    let ends = ["条例", "办法", "规定", "细则", "规则"].iter().any(|end| name.ends_with(end));
    // 条例, 议事规则: what is short for another title, or one that each body has.
    const LEAST: usize = 6;
    ends && name.chars().count() >= LEAST
        && !NATIONAL.iter().any(|front| name.starts_with(front))
        && Lexicon::standard().places.at_start(&name).is_none()
}

/// The title without its status and without the place in front, if that is the one part of it.
pub fn without_place(title: &str) -> Option<String> {
    let name = bare(title);
    let (place, _) = Lexicon::standard().places.at_start(&name)?;
    let rest = &name[place.len()..];
    is_placeless(rest).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_and_revisions_are_one_regulation() {
        let titles = [
            "青海省枸杞产业促进条例",
            "《青海省枸杞产业促进条例》",
            "《青海省枸杞产业促进条例（草案）》",
            "青海省枸杞产业促进条例(修订草案)",
            "新修订的《青海省枸杞产业促进条例》",
            "青海省枸杞产业促进条例草案",
            "青海省枸杞产业促进条例（草案二次审议稿）",
        ];
        for title in titles {
            assert_eq!(Regulation::of(title).id, Regulation::of(titles[0]).id, "{title}");
        }
        let measure = Regulation::of("青海省实施〈中华人民共和国安全生产法〉办法");
        assert_eq!(Regulation::of("青海省实施安全生产法办法").id, measure.id);
        assert_eq!(Regulation::of("监察法").id, Regulation::of("中华人民共和国监察法").id);
        assert_ne!(Regulation::of("甘肃省枸杞产业促进条例").id, Regulation::of(titles[0]).id);
    }

    #[test]
    fn a_decision_on_a_law_is_one_under_all_its_titles() {
        let titles = [
            "云川省人民代表大会常务委员会关于修改〈云川省养蜂条例〉的决定",
            "关于修改《云川省养蜂条例》的决定",
            "关于修改云川省养蜂条例的决定（草案）",
        ];
        for title in titles {
            assert_eq!(Regulation::of(title).id, Regulation::of(titles[0]).id, "{title}");
        }
        let several = "关于修改部分地方性法规的决定";
        let issued = format!("云川省人大常委会{several}");
        assert_ne!(Regulation::of(several).id, Regulation::of(&issued).id);
    }

    #[test]
    fn a_measure_is_based_on_its_law() {
        let law = Regulation::of("中华人民共和国安全生产法");
        for title in ["青海省实施《中华人民共和国安全生产法》办法", "青海省实施〈安全生产法〉办法"]
        {
            assert_eq!(Regulation::of(title).based_on.map(|law| law.id), Some(law.id), "{title}");
        }
    }
}
