//! Which regulation amends or repeals which: 关于修改〈甲法〉的决定, 《乙办法》同时废止.

use super::reading::{Found, Reading};
use super::regulations::{is_regulation, without_status};
use super::sentence::Sentence;
use crate::lexicon::numbered_amendment;
use crate::model::{Action, Amending, Span};
use rustc_hash::FxHashMap;

/// Reads what the sentence says of regulations that change others.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    decisions(reading, s);
    amendments(reading, s);
    repealed_with(reading, s);
}

/// Every decision that has what it changes in its title.
fn decisions(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    for (start, _) in s.text.match_indices(ABOUT) {
        let Some(decision) = decision(&s.text[start..]) else { continue };
        let span = Span::new(start, start + decision.len());
        let by = format!("{}{decision}", issuer(&s.text[..start]));
        for (kind, regulation) in changed(decision) {
            let found = Found { sentence: s, span, rule: "amending decision", confidence: 0.95 };
            reading.amend(&by, kind, &without_status(regulation).0, found);
        }
    }
}

/// 《甲条例》自…起施行，《乙办法》同时废止
fn repealed_with(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    for (at, _) in s.text.match_indices("同时废止") {
        let near = at - last_chars(&s.text[..at], NEAR).len();
        let stop = s.text[near..at].rfind(['。', '；', '！']);
        let start = stop.map_or(near, |stop| near + stop + '。'.len_utf8());
        let titles = titles(&s.text[start..at]);
        let titles: Vec<(Span, &str)> = titles
            .into_iter()
            .map(|(span, title)| (Span::new(span.start + start, span.end + start), title))
            .collect();
        let Some(last) = titles.last().filter(|(span, _)| span.end == at) else { continue };
        // The titles of the last clause go; the one before them comes into force.
        let clause = s.text[..last.0.start].rfind('，').unwrap_or(start);
        let (gone, before): (Vec<_>, Vec<_>) =
            titles.iter().copied().partition(|(span, _)| span.start >= clause);
        let [(new, title)] = before[..] else { continue };
        let between = &s.text[new.end..clause];
        if !["施行", "实施", "生效"].iter().any(|word| between.contains(word)) {
            continue;
        }
        let by = match full_title(reading, title) {
            Some(by) => by,
            None => continue,
        };
        let span = Span::new(new.start, at + "同时废止".len());
        for (_, regulation) in gone.into_iter().filter(|(_, title)| is_regulation(title)) {
            let found = Found { sentence: s, span, rule: "repealed with", confidence: 0.95 };
            let (name, status) = without_status(regulation);
            reading.amend(&by, Amending::Repeals, &name, found);
            reading.act(&name, status, Action::Repeal, None, None, found);
        }
    }
}

/// 《甲法修正案（十二）》: an amendment with a number is a law of its own.
fn amendments(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    for (span, title) in titles(s.text) {
        let (name, _) = without_status(title);
        let Some(at) = name.rfind("修正案（") else { continue };
        let regulation = &name[..at];
        if numbered_amendment(&name[at..]) == name.len() - at && is_regulation(regulation) {
            let found = Found { sentence: s, span, rule: "amendment", confidence: 0.97 };
            reading.amend(&name, Amending::Amends, regulation, found);
        }
    }
}

/// The title itself, or for 《条例》 the one title in the article that it is short for.
pub fn full_title(reading: &mut Reading<'_>, title: &str) -> Option<String> {
    let (name, _) = without_status(title);
    if is_regulation(&name) {
        return Some(name);
    }
    let texts = reading.texts();
    let known = reading.titles.get_or_insert_with(|| by_ending(texts));
    known.get(name.as_str()).cloned().flatten()
}

/// For each ending of the article's titles the one title that ends so; `None` where several do.
pub fn by_ending<'t>(
    texts: impl Iterator<Item = &'t str>,
) -> FxHashMap<&'static str, Option<String>> {
    const ENDINGS: [&str; 7] = ["条例", "办法", "规定", "决定", "细则", "规则", "法"];
    let mut found: FxHashMap<&'static str, Option<String>> = FxHashMap::default();
    for (_, title) in texts.flat_map(titles) {
        let (name, _) = without_status(title);
        let Some(ending) = ENDINGS.iter().find(|end| name.ends_with(**end)) else { continue };
        if is_regulation(&name) {
            let known = found.entry(ending).or_insert_with(|| Some(name.clone()));
            if known.as_ref() != Some(&name) {
                *known = None;
            }
        }
    }
    found
}

/// How far before a word what it speaks of may stand, in characters.
const NEAR: usize = 200;

fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

const ABOUT: &str = "关于";
const DECISION: &str = "的决定";
const VERBS: [(&str, Amending); 4] = [
    ("修改", Amending::Amends),
    ("修正", Amending::Amends),
    ("修订", Amending::Amends),
    ("废止", Amending::Repeals),
];

/// 关于修改…的决定 at the start of `text`: what stands within marks is passed over.
fn decision(text: &str) -> Option<&str> {
    let after = &text[ABOUT.len()..];
    VERBS.iter().find(|(verb, _)| after.starts_with(verb))?;
    let mut depth = 0usize;
    for (at, c) in text.char_indices().take(NEAR) {
        match c {
            '《' | '〈' => depth += 1,
            // The end of the title around it.
            '》' | '〉' if depth == 0 => return None,
            '》' | '〉' => depth -= 1,
            '，' | '。' | '；' if depth == 0 => return None,
            _ if depth == 0 && text[at..].starts_with(DECISION) => {
                return Some(&text[..at + DECISION.len()]);
            }
            _ => {}
        }
    }
    None
}

/// Whose decision it is, where that stands in front of it within the same marks.
fn issuer(before: &str) -> &str {
    let before = last_chars(before, NEAR);
    let Some(open) = before.rfind(['《', '〈']) else { return "" };
    let issuer = &before[open + '《'.len_utf8()..];
    if issuer.contains(['》', '〉', '，', '。']) { "" } else { issuer }
}

/// What a decision changes, by its title. Nothing where the title leaves open what happens to what.
fn changed(decision: &str) -> Vec<(Amending, &str)> {
    let mut rest = &decision[ABOUT.len()..decision.len() - DECISION.len()];
    let mut found = Vec::new();
    let mut verb: Option<Amending> = None;
    // Two verbs in a row leave open which is meant: 关于修改和废止〈…〉的决定.
    let mut open = false;
    while !rest.is_empty() {
        if let Some((word, kind)) = VERBS.iter().find(|(word, _)| rest.starts_with(word)) {
            open = verb.is_some() && found.is_empty();
            verb = Some(*kind);
            rest = &rest[word.len()..];
        } else if let Some((title, end)) = marked(rest) {
            let Some(kind) = verb.filter(|_| !open) else { break };
            found.push((kind, title));
            rest = &rest[end..];
        } else if let Some(joint) =
            ["、", "和", "及", "以及", "与", "，"].iter().find(|j| rest.starts_with(**j))
        {
            rest = &rest[joint.len()..];
        } else {
            break;
        }
    }
    if found.is_empty()
        && let Some(kind) = verb.filter(|_| !open)
        && is_one_law(rest)
    {
        found.push((kind, rest));
    }
    found
}

/// What a decision that was passed does, and with which law: 关于修改〈甲条例〉的决定.
pub(super) fn enacted(decision: &str) -> Option<(Action, &str)> {
    const VERBS: [(&str, Action); 5] = [
        ("关于修改", Action::Amend),
        ("关于修订", Action::Amend),
        ("关于修正", Action::Amend),
        ("关于废止", Action::Repeal),
        ("关于批准", Action::Approve),
    ];
    let (at, (verb, action)) = VERBS
        .iter()
        .filter_map(|known| Some((decision.find(known.0)?, *known)))
        .min_by_key(|(at, _)| *at)?;
    let rest = &decision[at + verb.len()..];
    let Some(inner) = rest.strip_prefix(['〈', '《', '<']) else {
        // 关于修改自治区…办法等七件地方性法规的决定
        let law = rest.strip_suffix("的决定")?;
        let law = law
            .split_once('等')
            .filter(|(_, many)| many.ends_with("法规"))
            .map_or(law, |(law, _)| law);
        let one = !law.contains("法规") && is_regulation(law);
        return one.then_some((action, law));
    };
    let mut depth = 1;
    let end = inner.char_indices().find_map(|(at, c)| {
        match c {
            '〈' | '《' | '<' => depth += 1,
            '〉' | '》' | '>' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let law = &inner[..end];
    is_regulation(law).then_some((action, law))
}

/// The title in marks that `text` begins with, and where it ends.
fn marked(text: &str) -> Option<(&str, usize)> {
    let (span, title) = titles(text).into_iter().next()?;
    (span.start == 0).then_some((title, span.end))
}

/// 慈善法, without marks: one law, and not 部分法规.
fn is_one_law(name: &str) -> bool {
    let several = ["部分", "等", "若干", "一批", "有关"].iter().any(|word| name.contains(word));
    let ends = ["法", "条例"].iter().any(|end| name.ends_with(end));
    let length = name.chars().count();
    // A law may have 和 in its name; one that is written without marks is rather two.
    let joined = name.contains(['、', '和', '《', '〈', '，']);
    ends && !several && !joined && (3..=20).contains(&length)
}

/// The outermost titles in marks: with their marks, and without.
pub fn titles(text: &str) -> Vec<(Span, &str)> {
    let mut found = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        match c {
            '《' | '〈' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            '》' | '〉' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    let title = &text[start + '《'.len_utf8()..at];
                    found.push((Span::new(start, at + c.len_utf8()), title));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::read;
    use crate::model::Action;

    fn told(text: &str) -> Vec<String> {
        let claims = read(&[text]);
        let told = claims.amending.iter();
        told.map(|c| {
            let words = c.evidence.span.of(text);
            assert!(text.contains(words) && !words.is_empty());
            format!("{} {} {}", c.by, c.kind, c.regulation)
        })
        .collect()
    }

    #[test]
    fn a_decision_says_in_its_title_what_it_changes() {
        for (text, expected) in [
            (
                "会议表决通过了《云川省人民代表大会常务委员会关于修改〈云川省养蜂条例〉的决定》。",
                &[
                    "云川省人民代表大会常务委员会关于修改〈云川省养蜂条例〉的决定 AMENDS 云川省养蜂条例",
                ][..],
            ),
            (
                "会议审议了关于废止《云川省养蜂条例》的决定草案。",
                &["关于废止《云川省养蜂条例》的决定 REPEALS 云川省养蜂条例"],
            ),
            ("会议听取了关于修改养蜂法的决定草案的说明。", &["关于修改养蜂法的决定 AMENDS 养蜂法"]),
            (
                "会议通过《关于修改〈甲地养蜂条例〉、〈甲地养蚕条例〉和废止〈甲地养鸭条例〉等五件法规的决定》。",
                &[
                    "关于修改〈甲地养蜂条例〉、〈甲地养蚕条例〉和废止〈甲地养鸭条例〉等五件法规的决定 AMENDS 甲地养蜂条例",
                    "关于修改〈甲地养蜂条例〉、〈甲地养蚕条例〉和废止〈甲地养鸭条例〉等五件法规的决定 AMENDS 甲地养蚕条例",
                    "关于修改〈甲地养蜂条例〉、〈甲地养蚕条例〉和废止〈甲地养鸭条例〉等五件法规的决定 REPEALS 甲地养鸭条例",
                ],
            ),
            (
                "会议通过《云川省人大常委会关于批准〈甲市人大常委会关于修改《甲市养蜂条例》的决定〉的决定》。",
                &["甲市人大常委会关于修改《甲市养蜂条例》的决定 AMENDS 甲市养蜂条例"],
            ),
            (
                "会议通过了《云川省养蜂法修正案（三）》，审议了《云川省养蜂条例修正案（草案）》。",
                &["云川省养蜂法修正案（三） AMENDS 云川省养蜂法"],
            ),
            // What is left open, and what is no decision.
            ("会议通过《关于修改和废止〈甲地养蜂条例〉〈甲地养蚕条例〉的决定》。", &[]),
            ("会议通过《关于修改和废止部分地方性法规的决定》。", &[]),
            ("会议审议了关于修改部分法律的决定草案、关于修改养蜂法和养蚕法的决定草案。", &[]),
            ("会议审议了关于修改《甲地养蜂条例》的议案，通过了关于人事的决定。", &[]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_comes_into_force_repeals_what_it_takes_the_place_of() {
        for (text, expected) in [
            (
                "《云川省养蜂条例》自2031年5月1日起施行，2019年发布的《云川省养蜂办法》、《云川省蜂蜜规定》同时废止。",
                &["云川省养蜂条例 REPEALS 云川省养蜂办法", "云川省养蜂条例 REPEALS 云川省蜂蜜规定"]
                    [..],
            ),
            (
                "会议通过《云川省养蜂条例（草案）》。《条例》自5月1日起施行，原《云川省养蜂办法》同时废止。",
                &["云川省养蜂条例 REPEALS 云川省养蜂办法"],
            ),
            // Which one repeals it is not said, or may be either.
            ("《云川省养蜂办法》同时废止。", &[]),
            (
                "《云川省养蜂条例》《云川省养蚕条例》自5月1日起施行，《云川省养蜂办法》同时废止。",
                &[],
            ),
            (
                "会议通过《甲地养蜂条例》《乙地养蚕条例》。《条例》自5月1日起施行，《甲地养蜂办法》同时废止。",
                &[],
            ),
            ("《云川省养蜂条例》提出，《云川省养蜂办法》同时废止。", &[]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn an_amendment_without_a_number_amends_when_an_assembly_passes_it() {
        let amended = |text: &str| {
            let acts = read(&[text]).acts;
            acts.iter().any(|act| act.action == Action::Amend && act.regulation == "云川省养蜂条例")
        };
        let at = "云川省十四届人大常委会第十次会议3月28日在云城举行。";
        for words in ["《云川省养蜂条例修正案》", "《云川省养蜂条例修正案（草案）》"]
        {
            let text = format!("{at}会议表决通过了{words}。");
            assert_eq!(told(&text), ["云川省养蜂条例修正案 AMENDS 云川省养蜂条例"], "{text}");
            assert!(amended(&text), "{text}");
        }
        for text in [
            format!("{at}会议审议了《云川省养蜂条例修正案（草案）》。"),
            format!("{at}会议表决通过了《云川省养蜂条例（修订草案）》。"),
            "云川省政府常务会议3月28日召开。会议讨论并原则通过《云川省养蜂条例修正案（草案）》。"
                .into(),
        ] {
            assert_eq!(told(&text), [""; 0], "{text}");
            assert!(!amended(&text), "{text}");
        }
    }
}
