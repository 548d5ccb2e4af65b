//! The sentence of a fact, for the list of errors.

use super::score::{Fact, Found};

/// Words by which a role shows.
const SIGNS: &[(&str, &[&str])] = &[
    ("CHAIR", &["主持"]),
    ("ATTENDEE", &["出席", "参加", "会见", "会谈"]),
    ("OBSERVER", &["列席"]),
    ("SPEAKER", &["讲话", "致辞", "发言", "指出", "强调", "要求", "表示"]),
    ("REPORTER", &["报告", "汇报", "说明", "讲解", "通报", "传达", "宣读"]),
];

/// The sentence around the evidence of a found fact.
pub fn of_found(text: &str, found: &Found) -> Option<String> {
    let evidence = found.evidence?;
    (evidence.start < evidence.end).then(|| sentence(text, evidence.start))?
}

/// A sentence that a missed fact may stand in: where its name is, and where the role shows.
pub fn of_missed(text: &str, fact: &Fact, meeting: Option<&str>) -> Option<String> {
    let name = match fact.first()?.as_deref()? {
        id if id.contains(':') => meeting?,
        name => name,
    };
    let role = fact.last().and_then(Option::as_deref);
    let signs = SIGNS.iter().find(|(of, _)| Some(*of) == role).map_or(&[][..], |(_, signs)| signs);
    let name = longest_part(text, name)?;
    let all = text.match_indices(name).filter_map(|(at, _)| sentence(text, at));
    let mut first = None;
    for sentence in all.take(50) {
        if signs.is_empty() || signs.iter().any(|sign| sentence.contains(sign)) {
            return Some(sentence);
        }
        first.get_or_insert(sentence);
    }
    first
}

/// The longest end of a name that the text has: a jurisdiction at its front may have been added.
fn longest_part<'n>(text: &str, name: &'n str) -> Option<&'n str> {
    const SHORTEST: usize = 6;
    name.char_indices()
        .map(|(at, _)| &name[at..])
        .take_while(|part| part.len() >= SHORTEST)
        .find(|part| text.contains(part))
}

/// The sentence in which byte `at` stands, line breaks taken out.
fn sentence(text: &str, at: usize) -> Option<String> {
    const LONGEST: usize = 160;
    const MARKS: [char; 4] = ['。', '！', '？', '；'];
    let before = text.get(..at)?;
    let after = text.get(at..)?;
    let start = before.rfind(MARKS).map_or(0, |mark| mark + '。'.len_utf8());
    let end = after.find(MARKS).map_or(text.len(), |mark| at + mark + '。'.len_utf8());
    let words: String = text.get(start..end)?.split_whitespace().collect();
    if words.chars().count() <= LONGEST {
        return Some(words);
    }
    let into: usize = before.get(start..)?.split_whitespace().map(|w| w.chars().count()).sum();
    let cut: String = words.chars().skip(into.saturating_sub(LONGEST / 2)).take(LONGEST).collect();
    Some(format!("…{cut}…"))
}
