//! The congress, the conference or the party that an article is about: whose a title or a committee is that
//! the text states without it.

use super::reading::Reading;
use crate::lexicon::{Lexicon, List};

/// The congress, the conference or the organisation that the article is about, for the titles that are
/// theirs.
pub fn main_body(reading: &Reading<'_>, title: &str) -> Option<String> {
    assembly(reading, title)
        .or_else(|| organisation(reading, title))
        .or_else(|| party_of(reading, title))
}

/// 云川市妇女第六次代表大会 elects the 主席 of 云川市妇联.
fn organisation(reading: &Reading<'_>, title: &str) -> Option<String> {
    let known = &Lexicon::standard().congresses;
    let of: Vec<_> = known.iter().filter(|of| of.titles.iter().any(|t| t == title)).collect();
    if of.is_empty() {
        return None;
    }
    reading.claims.meetings[reading.recent()].iter().find_map(|meeting| {
        let name = &meeting.name;
        if !["代表大会", "代会", "委员会", "执委会", "全委会"].iter().any(|w| name.contains(w))
        {
            return None;
        }
        of.iter().find_map(|of| {
            let at = of.words.iter().find_map(|word| name.find(word.as_str()))?;
            let front = without_ordinal(&name[..at]);
            (!front.is_empty()).then(|| format!("{front}{}", of.organ))
        })
    })
}

/// The people's congress or the conference.
fn assembly(reading: &Reading<'_>, title: &str) -> Option<String> {
    let organs: &[&str] = match title {
        "主任" => &["人大常委会", "人民代表大会常务委员会"],
        "主席" => &["政协"],
        "委员" | "常委" | "秘书长" => &["人大常委会", "政协"],
        _ => return None,
    };
    reading.claims.meetings[reading.recent()].iter().find_map(|meeting| {
        organs.iter().find_map(|organ| {
            let at = meeting.name.find(organ)?;
            // 政协第十届西藏自治区委员会第22次主席会议
            if let Some(rest) = meeting.name[at..].strip_prefix("政协第")
                && let Some((place, _)) =
                    rest.split_once('届').and_then(|(_, rest)| rest.split_once("委员会"))
                && !place.is_empty()
            {
                return Some(format!("{place}政协"));
            }
            let national = meeting.name.contains("全国");
            let front =
                if national { "全国".to_owned() } else { without_ordinal(&meeting.name[..at]) };
            let short = if organ.starts_with("人") { "人大常委会" } else { "政协" };
            Some(format!("{front}{short}"))
        })
    })
}

/// 省十四届 → 省
fn without_ordinal(front: &str) -> String {
    let cut = front.find(|c: char| "第一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    front[..cut.unwrap_or(front.len())].to_owned()
}

/// A committee with the body that it is one of, where the article is about that: 提案委 → 滨江区政协提案委,
/// 社会服务委员会 → 民革云川省委会社会服务委员会.
pub fn committee(reading: &Reading<'_>, body: &str) -> String {
    const LONGEST: usize = 14;
    let is_one = List::AssemblyCommittee.begins(body)
        && (body.ends_with('委') || body.ends_with("委员会"))
        && body.chars().count() <= LONGEST
        && Lexicon::standard().places.at_start(body).is_none();
    if !is_one {
        return body.to_owned();
    }
    let of = party(reading).or_else(|| main_body(reading, "主席")).or_else(|| {
        let assembly = main_body(reading, "主任")?;
        // 法制工作委员会 is of the standing committee, 法制委员会 of the congress.
        let working = body.ends_with("工作委员会") || body.ends_with("工委");
        Some(match assembly.strip_suffix("常委会") {
            Some(congress) if !working => congress.to_owned(),
            _ => assembly,
        })
    });
    format!("{}{body}", of.unwrap_or_default())
}

/// 民盟云川市第七次代表大会 elects the 主委 of 民盟云川市委会.
fn party_of(reading: &Reading<'_>, title: &str) -> Option<String> {
    if !matches!(title, "主委" | "主任委员" | "秘书长") {
        return None;
    }
    party(reading).or_else(|| {
        reading.claims.meetings[reading.recent()].iter().take(1).find_map(|meeting| {
            let party = List::DemocraticParty.at_start(&meeting.name)?;
            let (place, _) = meeting.name[party.len()..].split_once('第')?;
            let named = meeting.name.contains("代表大会") && !place.is_empty();
            named.then(|| format!("{party}{place}委会"))
        })
    })
}

/// The committee of a democratic party whose meeting the article reports first: 民革云川省委会.
fn party(reading: &Reading<'_>) -> Option<String> {
    reading.claims.meetings[reading.recent()].iter().take(1).find_map(|meeting| {
        let name = &meeting.name;
        List::DemocraticParty.at_start(name)?;
        let end = ["委会", "委员会"].iter().find_map(|end| Some(name.find(end)? + end.len()))?;
        Some(name[..end].to_owned())
    })
}
