//! What becomes of regulations outside any meeting: 公布《甲条例》, 《乙办法》自2031年5月1日起施行.
//!
//! The day stays in the words of the text, which the evidence covers; `resolve` reads it there.

use super::amending::{full_title, titles};
use super::reading::{Found, Reading};
use super::regulations::{is_list_gap, is_regulation, without_status};
use super::sentence::Sentence;
use crate::lexicon::{List, ListSet};
use crate::model::{Action, Span};

/// Whether a text may tell what becomes of a regulation.
pub fn may_tell(text: &str, lists: ListSet) -> bool {
    lists.has(List::Enacting) && text.contains(['《', '〈'])
}

/// Reads what the sentence says of regulations that are issued, take effect or cease to.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    let titles = titles(s.text);
    let mut group = 0;
    while group < titles.len() {
        let mut next = group + 1;
        while next < titles.len()
            && is_list_gap(&s.text[titles[next - 1].0.end..titles[next].0.start])
        {
            next += 1;
        }
        let all = &titles[group..next];
        let until = titles.get(next).map_or(s.text.len(), |(span, _)| span.start);
        let whole = Span::new(all[0].0.start, all[all.len() - 1].0.end);
        if let Some((action, end)) = takes_effect(s.text, whole, until) {
            let span = Span::new(whole.start, end);
            say(reading, s, all, action, span);
        }
        if let Some(verb) = issued(s.text, whole) {
            let start = day_before(&s.text[..verb]).unwrap_or(verb);
            say(reading, s, all, Action::Promulgate, Span::new(start, whole.end));
        }
        group = next;
    }
}

fn say(
    reading: &mut Reading<'_>,
    s: &Sentence<'_>,
    titles: &[(Span, &str)],
    action: Action,
    span: Span,
) {
    for (_, title) in titles {
        let (name, status) = without_status(title);
        // What is only drafted is issued for comment and takes effect never.
        let draft = status.as_deref().is_some_and(|s| s.contains("草案") || s.ends_with('稿'));
        let name = if is_regulation(&name) { Some(name) } else { full_title(reading, title) };
        if let Some(name) = name.filter(|_| !draft) {
            let found = Found { sentence: s, span, rule: "enactment", confidence: 0.9 };
            reading.act(&name, status, action, None, None, found);
        }
    }
}

/// Behind 起, with 正式 or without.
const DEEDS: [(&str, Action); 4] = [
    ("施行", Action::TakeEffect),
    ("实施", Action::TakeEffect),
    ("生效", Action::TakeEffect),
    ("废止", Action::Repeal),
];

/// Right before the title.
const ISSUES: [&str; 4] = ["公布", "颁布", "发布", "印发"];

/// What is said behind the titles of the day on which they take effect or cease to, and where that
/// ends.
fn takes_effect(text: &str, titles: Span, until: usize) -> Option<(Action, usize)> {
    /// How far behind its title the day may stand, in bytes.
    const FAR: usize = 240;
    // 根据《甲条例》，…自5月1日起施行: something else does.
    const UNDER: [&str; 7] = ["根据", "按照", "依据", "依照", "落实", "按", "依"];
    if UNDER.iter().any(|word| text[..titles.start].ends_with(word)) {
        return None;
    }
    let behind = &text[titles.end..until];
    for (at, _) in behind.match_indices(['施', '实', '生', '废']).take_while(|(at, _)| *at < FAR)
    {
        let rest = &behind[at..];
        let Some((deed, action)) = DEEDS.iter().find(|(deed, _)| rest.starts_with(deed)) else {
            continue;
        };
        let front = &behind[..at];
        let (front, formal) = match front.strip_suffix("正式") {
            Some(front) => (front, true),
            None => (front, false),
        };
        let (front, from) = match front.strip_suffix('起') {
            Some(front) => (front, true),
            // 5月1日正式施行: the day itself, which 4月施行 is not.
            None if formal && front.ends_with(['日', '天', '）']) => (front, false),
            None => continue,
        };
        let after = &rest[deed.len()..];
        let gap = front.trim_end_matches(|c: char| c.is_ascii_digit() || DAY.contains(c));
        let day = &front[gap.len()..];
        if !from && !day.contains(['日', '天']) {
            continue;
        }
        if day.is_empty() || after.starts_with("以来") || after.starts_with('的') {
            return None;
        }
        return is_of_the_title(gap).then_some((*action, until - after.len()));
    }
    None
}

/// What days are written with.
const DAY: &str = "年月日今明天（）";

/// Whether what stands between a title and a day leaves the title the subject.
fn is_of_the_title(gap: &str) -> bool {
    const BEFORE_DAY: [&str; 7] = ["自", "从", "于", "将", "已", "也", "拟"];
    const BEGINS: [&str; 8] = ["现予", "予以", "已由", "已经", "经", "共", "全文", "该"];
    const ENDS: [&str; 7] = ["通过", "公布", "发布", "颁布", "印发", "批准", "条"];
    let mut gap = gap.trim_start_matches('）');
    while let Some(shorter) = BEFORE_DAY.iter().find_map(|word| gap.strip_suffix(word)) {
        gap = shorter;
    }
    gap.split('，').all(|part| {
        part.is_empty()
            || BEGINS.iter().any(|word| part.starts_with(word))
            || ENDS.iter().any(|word| part.ends_with(word))
    })
}

/// Where the verb stands that issues the titles behind it.
fn issued(text: &str, titles: Span) -> Option<usize> {
    /// Of what is not done, or not by this.
    const NOT: [&str; 9] = ["将", "拟", "未", "即将", "准备", "要", "尚未", "待", "建议"];
    const REVISED: [&str; 6] =
        ["修订后的", "新修订的", "修改后的", "修订的", "新修改的", "新制定的"];
    if text[titles.end..].starts_with("的通知") {
        return None;
    }
    let before = &text[..titles.start];
    let before = REVISED.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let before = before.strip_suffix('了').unwrap_or(before);
    let before = ISSUES.iter().find_map(|word| before.strip_suffix(word))?;
    (!NOT.iter().any(|word| before.ends_with(word))).then_some(before.len())
}

/// Where the day stands on which what the verb behind `text` tells was done: 今天（7月12日），省政府…. Between
/// both stands who did it, and at most an order by which it was done.
fn day_before(text: &str) -> Option<usize> {
    /// How far before the verb the day may stand, in characters.
    const FAR: usize = 40;
    /// Another day, or what else may have been done on this one.
    const ELSE: [&str; 14] = [
        "日前", "近日", "近期", "会议", "通过", "审议", "召开", "举行", "施行", "实施", "根据",
        "按照", "月", "年",
    ];
    let clause =
        &text[text.rfind(['。', '；', '！', '：', '》']).map_or(0, |at| at + '。'.len_utf8())..];
    let (at, mark) =
        clause.char_indices().rev().take(FAR).find(|(at, c)| {
            matches!(c, '日' | '天' | '）') && is_day(&clause[..at + c.len_utf8()])
        })?;
    let end = at + mark.len_utf8();
    let gap = clause[end..].strip_prefix('，').unwrap_or(&clause[end..]);
    // 省长云舟签署省政府令，公布: the order ends right before the verb.
    let who = gap.strip_suffix('，').filter(|order| order.ends_with('令')).unwrap_or(gap);
    let done = !who.contains('，') && !ELSE.iter().any(|word| who.contains(word));
    let front = clause[..end].trim_end_matches(|c: char| c.is_ascii_digit() || PAST.contains(c));
    done.then_some(text.len() - clause.len() + front.len())
}

/// Whether `text` ends with a day.
fn is_day(text: &str) -> bool {
    let front = text.trim_end_matches(|c: char| c.is_ascii_digit() || PAST.contains(c));
    let day = &text[front.len()..];
    ["今天", "今日", "昨天", "昨日"].iter().any(|word| day.starts_with(word)) || day.contains('月')
}

/// What days are written with on which something was done.
const PAST: &str = "年月日今昨天（）";

#[cfg(test)]
mod tests {
    use crate::extract::tests::read;
    use crate::model::Action;

    fn told(text: &str) -> Vec<String> {
        let claims = read(&[text]);
        let acts = claims.acts.iter();
        acts.map(|act| {
            assert!(text.contains(act.evidence.span.of(text)), "{text}");
            format!("{} {}", act.regulation, act.action)
        })
        .collect()
    }

    #[test]
    fn a_regulation_is_issued_and_takes_effect_outside_any_meeting() {
        for (text, expected) in [
            (
                "国务院总理云舟日前签署国务院令，公布《养蜂管理条例》（以下简称《条例》），自2031年5月1日起施行。",
                &["养蜂管理条例 PROMULGATE", "养蜂管理条例 TAKE_EFFECT"][..],
            ),
            (
                "《中华人民共和国养蜂法》已由云川省人大常委会于2031年3月8日通过，现予公布，自2031年5月1日起施行。",
                &["中华人民共和国养蜂法 TAKE_EFFECT"],
            ),
            (
                "修订后的《云川省养蜂条例》《云川省养蚕条例》将于明年1月1日起正式实施。",
                &["云川省养蜂条例 TAKE_EFFECT", "云川省养蚕条例 TAKE_EFFECT"],
            ),
            (
                "省政府公布《云川省养蜂办法》。《办法》共6章63条，自今年8月15日起施行。",
                &["云川省养蜂办法 PROMULGATE", "云川省养蜂办法 TAKE_EFFECT"],
            ),
            (
                "《云川省养蜂条例》自2031年5月1日起施行，《云川省养蜂办法》同时废止。",
                &["云川省养蜂办法 REPEAL", "云川省养蜂条例 TAKE_EFFECT"],
            ),
            ("《云川省养蜂条例》今天（5月1日）正式施行。", &["云川省养蜂条例 TAKE_EFFECT"]),
            ("《云川省养蜂条例》将于2031年5月1日正式实施。", &["云川省养蜂条例 TAKE_EFFECT"]),
            // On which day is not said.
            ("《云川省养蜂条例》已于4月正式施行。", &[]),
            ("《云川省养蜂条例》正式施行。", &[]),
            // Something else takes effect, or nothing yet.
            ("《云川省养蜂条例》提出，新的标准5月1日正式施行。", &[]),
            ("根据《云川省养蜂条例》，新的标准自2031年5月1日起施行。", &[]),
            ("按照《云川省养蜂条例》自2031年5月1日起施行的要求，各地展开检查。", &[]),
            ("《云川省养蜂条例》规定，收费标准自2031年5月1日起施行。", &[]),
            ("《云川省养蜂条例》自2031年5月1日起施行以来，成效明显。", &[]),
            ("省政府将公布《云川省养蜂办法》。", &[]),
            ("省政府公布《云川省养蜂办法（征求意见稿）》。", &[]),
            ("省政府印发《云川省养蜂规划》，自2031年5月1日起施行。", &[]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn the_words_of_the_evidence_tell_the_day() {
        let text = "省政府公布《云川省养蜂办法》，自2031年8月15日起施行。";
        let claims = read(&[text]);
        let act = claims.acts.iter().find(|act| act.action == Action::TakeEffect).unwrap();
        assert_eq!(act.evidence.span.of(text), "《云川省养蜂办法》，自2031年8月15日起施行");
    }

    #[test]
    fn a_promulgation_has_the_day_on_which_it_was_done_in_its_words() {
        for (text, words) in [
            (
                "今天（7月12日），省政府公布《云川省养蜂办法》。",
                "今天（7月12日），省政府公布《云川省养蜂办法》",
            ),
            (
                "2031年7月12日，省长云舟签署省政府令，公布《云川省养蜂办法》。",
                "2031年7月12日，省长云舟签署省政府令，公布《云川省养蜂办法》",
            ),
            (
                "省农业厅昨天（7月11日）联合公布了《云川省养蜂办法》。",
                "昨天（7月11日）联合公布了《云川省养蜂办法》",
            ),
            // Of another deed, or of none that is told.
            ("7月12日，省政府召开会议后公布《云川省养蜂办法》。", "公布《云川省养蜂办法》"),
            ("7月12日，记者获悉，省政府公布《云川省养蜂办法》。", "公布《云川省养蜂办法》"),
            ("7月12日获悉，省政府日前公布《云川省养蜂办法》。", "公布《云川省养蜂办法》"),
            ("截至7月，省政府公布《云川省养蜂办法》。", "公布《云川省养蜂办法》"),
        ] {
            let claims = read(&[text]);
            let act = claims.acts.iter().find(|act| act.action == Action::Promulgate).unwrap();
            assert_eq!(act.evidence.span.of(text), words, "{text}");
        }
    }
}
