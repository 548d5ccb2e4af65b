//! Which body became which: 甲局更名为乙局, 组建乙部，不再保留甲部.

use super::reading::{Found, Reading};
use super::sentence::Sentence;
use crate::lexicon::{BodyNames, Class, Lexicon};
use crate::model::Span;

/// Reads what the sentence says of bodies that became others.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    renamed(reading, s);
    formed_upon(reading, s);
    given_up(reading, s);
}

const RENAMED: [&str; 6] = ["更名为", "改名为", "改组为", "改建为", "更名组建", "重新组建为"];

/// 江州市劳动局更名为江州市人力资源和社会保障局
fn renamed(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    for verb in RENAMED {
        for (at, _) in s.text.match_indices(verb) {
            let (before, after) = (ending(s.text, at), beginning(s.text, at + verb.len()));
            if let (Some(before), Some(after)) = (before, after) {
                became(reading, s, before, after, before.cover(after));
            }
        }
    }
}

/// 在江州市劳动局的基础上组建江州市人力资源和社会保障局
fn formed_upon(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    for (at, upon) in s.text.match_indices("基础上组建") {
        let end = at - if s.text[..at].ends_with('的') { '的'.len_utf8() } else { 0 };
        let near = &s.text[end - last_chars(&s.text[..end]).len()..end];
        let Some(start) = near.rfind('在').map(|i| end - near.len() + i + '在'.len_utf8()) else {
            continue;
        };
        let before = Span::new(start, end);
        let after = beginning(s.text, at + upon.len());
        if let Some(after) = after.filter(|_| is_body(before.of(s.text))) {
            became(reading, s, before, after, before.cover(after));
        }
    }
}

/// 组建自然资源部。不再保留国土资源部、国家海洋局: within one paragraph, of the one body formed there.
fn given_up(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    const FORMED: &str = "组建";
    const GIVEN_UP: &str = "不再保留";
    let Some(at) = s.text.find(GIVEN_UP) else { return };
    let Some(paragraph) = reading.texts().nth(s.paragraph) else { return };
    let Some(said) = paragraph.get(..s.offset + at) else { return };
    let formed =
        said.match_indices(FORMED).filter_map(|(from, _)| beginning(said, from + FORMED.len()));
    let mut formed: Vec<&str> = formed.map(|span| span.of(said)).collect();
    formed.sort_unstable();
    formed.dedup();
    let ([after], 1) = (&formed[..], said.matches(FORMED).count()) else { return };
    let mut from = at + GIVEN_UP.len();
    while let Some(before) = beginning(s.text, from) {
        let found = Found {
            sentence: s,
            span: Span::new(at, before.end),
            rule: "body given up",
            confidence: 0.88,
        };
        if before.of(s.text) != *after {
            reading.succeed(before.of(s.text), after, found);
        }
        match s.text[before.end..].chars().next() {
            Some('、') => from = before.end + '、'.len_utf8(),
            _ => break,
        }
    }
}

fn became(reading: &mut Reading<'_>, s: &Sentence<'_>, before: Span, after: Span, span: Span) {
    let (before, after) = (before.of(s.text), after.of(s.text));
    if before != after {
        let found = Found { sentence: s, span, rule: "body renamed", confidence: 0.9 };
        reading.succeed(before, after, found);
    }
}

/// No body's name is longer, in characters.
const LONGEST: usize = 30;

/// The body that ends at `at`, where its clause is nothing but it.
fn ending(text: &str, at: usize) -> Option<Span> {
    const ADVERBS: [&str; 6] = ["正式", "已", "统一", "日前", "分别", "拟"];
    const FRONTS: [&str; 8] = ["决定将", "同意将", "将", "把", "由", "原", "以", "，"];
    let mut end = at;
    while let Some(rest) = ADVERBS.iter().find_map(|adverb| text[..end].strip_suffix(adverb)) {
        end = rest.len();
    }
    let near = last_chars(&text[..end]);
    let mut name = near;
    if let Some((mark, c)) = near.char_indices().rfind(|(_, c)| is_stop(*c)) {
        name = &near[mark + c.len_utf8()..];
    } else if near.len() < end {
        return None;
    }
    for front in FRONTS {
        name = name.rfind(front).map_or(name, |i| match front.chars().count() {
            // 将 may stand anywhere in front; a single 由 or 原 only at the front.
            1 if front != "将" && i > 0 => name,
            _ => &name[i + front.len()..],
        });
    }
    // 2002年由, 2002年5月原
    let dated = name.rfind(['年', '月', '日']).map(|at| name.split_at(at + '年'.len_utf8()));
    let name = match dated {
        Some((date, name)) if date.chars().all(|c| c.is_ascii_digit() || "年月日".contains(c)) => {
            name
        }
        _ => name,
    };
    let name = name.strip_prefix(['由', '原']).unwrap_or(name);
    let name = name.trim_matches(['“', '”']);
    let span = Span::new(end - name.len(), end);
    let span = if span.of(text) == name { span } else { return None };
    is_body(name).then_some(span)
}

/// The body that begins at `at` and ends where its clause does, or 并 or 挂牌 goes on.
fn beginning(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?;
    let quoted = rest.starts_with('“');
    let start = at + if quoted { '“'.len_utf8() } else { 0 };
    let rest = &text[start..];
    let end = rest
        .char_indices()
        .take(LONGEST + 1)
        .find(|(i, c)| is_stop(*c) || ["并", "后", "的"].iter().any(|w| rest[*i..].starts_with(w)))
        .map(|(i, _)| i)
        .or_else(|| (rest.chars().count() <= LONGEST).then_some(rest.len()))?;
    is_body(&rest[..end]).then(|| Span::new(start, start + end))
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '、'
            | '：'
            | '！'
            | '（'
            | '）'
            | '“'
            | '”'
            | '《'
            | '》'
            | '\n'
            | ' '
    )
}

fn last_chars(text: &str) -> &str {
    let start = text.char_indices().rev().take(LONGEST + 8).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// Whether the words are the name of an organ: it ends as one, and no verb stands in it.
fn is_body(name: &str) -> bool {
    const VERBS: [&str; 8] = ["设立", "撤销", "成立", "组织", "负责", "通过", "以及", "整合"];
    let length = name.chars().count();
    if !(3..=LONGEST).contains(&length) || VERBS.iter().any(|verb| name.starts_with(verb)) {
        return false;
    }
    let named = Lexicon::standard().class(name) == Some(Class::Body);
    named || BodyNames::standard().ending(&BodyNames::standard().shorten(name)).is_some()
}

#[cfg(test)]
mod tests {
    use crate::extract::tests::read;

    fn told(text: &str) -> Vec<String> {
        let claims = read(&[text]);
        let told = claims.successions.iter();
        told.map(|claim| {
            let words = claim.evidence.span.of(text);
            assert!(words.contains(&claim.before), "{words}");
            format!("{} → {}", claim.before, claim.after)
        })
        .collect()
    }

    #[test]
    fn a_body_becomes_another() {
        let renamed = ["江州市劳动局 → 江州市人力资源和社会保障局"];
        for text in [
            "3月5日，江州市劳动局更名为江州市人力资源和社会保障局。",
            "原江州市劳动局正式更名为江州市人力资源和社会保障局并举行揭牌仪式。",
            "会议决定，将江州市劳动局改组为“江州市人力资源和社会保障局”。",
            "2010年5月由江州市劳动局更名为江州市人力资源和社会保障局。",
            "省政府同意将江州市劳动局更名为江州市人力资源和社会保障局（正处级）。",
            "江州市在江州市劳动局的基础上组建江州市人力资源和社会保障局。",
        ] {
            assert_eq!(told(text), renamed, "{text}");
        }
        assert_eq!(
            told(
                "将市国土局的职责整合，组建江州市自然资源局，作为市政府工作部门。不再保留江州市国土资源局、江州市林业局。"
            ),
            ["江州市国土资源局 → 江州市自然资源局", "江州市林业局 → 江州市自然资源局"],
        );
    }

    #[test]
    fn what_is_no_body_or_not_said_to_become_one_is_left_out() {
        for text in [
            "公告将新型感冒更名为季节性感冒。",
            "江州站更名为江州北站。",
            "队伍加快转型升级，组建专业救援队。",
            "江州市劳动局、江州市人事局负责人出席，会议更名为江州市人才会议。",
            // Of which of the two nothing is said.
            "组建江州市自然资源局。组建江州市文化和旅游局。不再保留江州市旅游局。",
        ] {
            assert!(told(text).is_empty(), "{text} {:?}", told(text));
        }
    }
}
