//! What a law or a regulation is called, and what may follow its name.

use crate::lexicon::{Acts, Lexicon, numbered_amendment};
use crate::model::Span;

/// A title in marks, or a regulation that is named without them.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its bytes in the sentence, marks and status included.
    pub span: Span,
    /// The name, without marks around it and without status.
    pub name: String,
    /// 草案, 修订草案
    pub status: Option<String>,
    /// Whether it is a law or a regulation, and not a plan or a report.
    pub is_regulation: bool,
    /// The words within it in which other regulations may stand.
    pub inside: Option<Span>,
}

/// Whether the words can be the name of one regulation.
pub fn is_name(name: &str) -> bool {
    let acts = acts();
    let long = name.chars().count();
    (SHORTEST.contains(&name)
        || (3..=40).contains(&long) && acts.ends.iter().all(|end| name != end))
        && !acts.generic.iter().any(|word| name.starts_with(word.as_str()))
        && !name.contains(['《', '“', '》', '，'])
}

/// A name without （草案） and its like, and the status if there was one.
pub fn without_status(title: &str) -> (String, Option<String>) {
    let acts = acts();
    let mut name = title.trim();
    let mut status: Option<String> = None;
    loop {
        if let Some(open) = name.rfind('（').filter(|_| name.ends_with('）')) {
            let inside = &name[open + '（'.len_utf8()..name.len() - '）'.len_utf8()];
            if acts.is_status(inside) {
                status = Some(inside.to_owned());
                name = name[..open].trim_end();
                continue;
            }
        }
        let bare = acts.statuses.iter().find(|mark| {
            name.strip_suffix(mark.as_str()).is_some_and(|name| {
                ends_as_regulation(name) || name.ends_with('〉') || name.ends_with('》')
            })
        });
        if let Some(mark) = bare {
            status = status.or(Some(mark.clone()));
            name = &name[..name.len() - mark.len()];
            continue;
        }
        break;
    }
    (name.to_owned(), status)
}

/// Whether a title names a law or a regulation, and not a plan, a report or a notice.
pub fn is_regulation(name: &str) -> bool {
    let long = name.chars().count();
    let law = name.ends_with('法') && !name.ends_with("办法");
    // 《议事规则》, 《决定》 by themselves are short for what was named before.
    let enough = match () {
        () if law => 3,
        () if name.ends_with("条例") => 4,
        () => 6,
    };
    (long >= enough || SHORTEST.contains(&name)) && ends_as_regulation(name)
}

/// Laws with the shortest names.
const SHORTEST: [&str; 4] = ["宪法", "刑法", "水法", "民法典"];

fn ends_as_regulation(name: &str) -> bool {
    let acts = acts();
    if let Some(at) = name.rfind("修正案（")
        && numbered_amendment(&name[at..]) == name.len() - at
    {
        return true;
    }
    acts.ends.iter().chain(&acts.decisions).any(|end| name.ends_with(end.as_str()))
}

/// Whether what stands between two titles makes them members of one list.
pub fn is_list_gap(between: &str) -> bool {
    let mut rest = between;
    while let Some(shorter) = [
        "、",
        "和",
        "以及",
        "及",
        "与",
        "，新",
        "新修订的",
        "新修改的",
        "新制定的",
        "修订的",
        "修订后的",
        "修改后的",
        "关于",
        "（上接",
        "（下转",
    ]
    .iter()
    .find_map(|word| rest.strip_prefix(word).map(|r| (word, r)))
    {
        let (word, after) = shorter;
        rest = match *word {
            "（上接" | "（下转" => after.split_once('）').map_or("", |(_, r)| r),
            "，新" => {
                let Some(r) = ["修订的", "修改的"].iter().find_map(|w| after.strip_prefix(w))
                else {
                    return false;
                };
                r
            }
            _ => after,
        };
    }
    rest.is_empty()
}

/// What follows a regulation that a report, an explanation or an inspection is about.
pub fn is_framed(rest: &str) -> bool {
    const FRAMES: [&str; 12] = [
        "的说明",
        "的起草",
        "执法检查",
        "实施情况",
        "贯彻",
        "执行情况",
        "有关规定",
        "进行",
        "的议案",
        "的报告",
        "落实情况",
        "的汇报",
    ];
    FRAMES.iter().any(|frame| rest.starts_with(frame))
        || acts().reviews.iter().any(|word| {
            rest.starts_with(word.as_str())
                || rest.strip_prefix('的').is_some_and(|rest| rest.starts_with(word.as_str()))
        })
}

/// Whether an item of an agenda ends here.
pub fn is_item_end(rest: &str) -> bool {
    const AFTER: [&str; 14] = [
        "、",
        "，",
        "；",
        "。",
        "和",
        "及",
        "以及",
        "与",
        "等",
        "》",
        "的说明",
        "的报告",
        "的议案",
        "的决定",
    ];
    rest.is_empty() || AFTER.iter().any(|after| rest.starts_with(after)) || is_framed(rest)
}

/// The words of agendas.
pub fn acts() -> &'static Acts {
    &Lexicon::standard().acts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_its_status() {
        for (title, name) in [
            ("甲省枸杞条例（草案）", "甲省枸杞条例"),
            ("甲法（修订草案）（二次审议稿）", "甲法"),
            ("会计法修正草案", "会计法"),
            ("云川省渔业条例修正案（草案）", "云川省渔业条例"),
            ("刑法修正案（十五）（草案）", "刑法修正案（十五）"),
            ("甲省实施〈乙法〉办法", "甲省实施〈乙法〉办法"),
        ] {
            assert_eq!(without_status(title).0, name, "{title}");
        }
    }

    #[test]
    fn plans_reports_and_short_references_are_no_regulations() {
        for name in ["甲省枸杞产业促进条例", "湿地法", "宪法", "云川市人大常委会议事规则"]
        {
            assert!(is_regulation(name), "{name}");
        }
        for name in ["关于加快绿色算力发展的通知", "云川省发展规划", "条例", "议事规则", "决议"]
        {
            assert!(!is_regulation(name), "{name}");
        }
    }
}
