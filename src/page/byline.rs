//! Bylines and datelines: who reports, from where, on what day.

use super::chars::{is_blank, is_han};
use crate::lexicon::{Lexicon, PageWords};
use crate::model::Span;

/// What stands before the first word of an article: 本报讯（记者 …）, 新华社北京9月24日电.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lead {
    /// Its length in bytes.
    pub len: usize,
    pub reporters: Vec<String>,
    /// Place and day, relative to the beginning of the lead.
    pub dateline: Option<Span>,
}

/// How far into an article a lead may reach, in bytes.
const REACH: usize = 420;

fn words() -> &'static PageWords {
    &Lexicon::standard().page
}

/// Whether `text` begins with a lead.
pub(super) fn leads(text: &str) -> bool {
    marked(clip(text, REACH)).is_some()
}

/// Place and day of the lead that `text` begins with, and what follows its marker.
fn marked(text: &str) -> Option<(&str, &str)> {
    let mut rest = text.trim_start_matches(|c: char| is_blank(c) || "□■◎●◆▲【[［".contains(c));
    rest = rest.strip_prefix('据').unwrap_or(rest);
    let (head, marker) = marker(rest)?;
    let after = &rest[head.len() + marker.len()..];
    let dateline = match words().agencies.of(head) {
        Some(agency) => of_agency(&head[agency.len()..], marker, after)?,
        None => of_outlet(head, marker, after)?,
    };
    Some((dateline, after))
}

/// The lead that `text` begins with.
pub(super) fn lead(text: &str) -> Option<Lead> {
    let (dateline, after) = marked(clip(text, REACH))?;
    let mut lead = Lead::default();
    let trimmed = dateline.trim_matches(is_blank);
    if !trimmed.is_empty() {
        let start = trimmed.as_ptr() as usize - text.as_ptr() as usize;
        lead.dateline = Some(Span::new(start, start + trimmed.len()));
    }
    let mut rest = after.trim_start_matches(|c: char| is_blank(c) || "】]］".contains(c));
    if let Some((inner, outside)) = bracket(rest) {
        let names = reporters(inner);
        // （新闻联播） names a programme.
        if names_role(inner) || names.iter().all(|n| is_name(n) && has_surname(n)) {
            lead.reporters = names;
        }
        rest = outside;
    }
    if let Some((names, outside)) = bare_reporters(rest) {
        lead.reporters.extend(names);
        rest = outside;
    }
    rest = rest.trim_start_matches(|c: char| is_blank(c) || ":：—－-】]］".contains(c));
    lead.len = rest.as_ptr() as usize - text.as_ptr() as usize;
    Some(lead)
}

/// Place and day between an agency (新华社, 本报) and the marker, where this is how a lead goes on.
fn of_agency<'a>(place_and_day: &'a str, marker: &str, after: &str) -> Option<&'a str> {
    let set_apart = after.chars().next().is_none_or(|c| is_blank(c) || "（(:：】]］—-".contains(c));
    let width = place_and_day.chars().count();
    let whole = place_and_day.is_empty()
        || place_and_day.contains('日')
        || (marker == "电" && width >= 2 && set_apart)
        // 本报青山讯, 国际在线青山频道消息
        || (marker == "讯" && (2..=4).contains(&width) && place_and_day.chars().all(is_han))
        || words().agency_ends.iter().any(|end| place_and_day.ends_with(end.as_str()));
    whole.then_some(place_and_day)
}

/// Place and day before the marker where the outlet is none of the known agencies: 青山日报讯,
/// 青山新闻网3月1日讯, 青山日报北原3月1日电.
fn of_outlet<'a>(head: &'a str, marker: &str, after: &str) -> Option<&'a str> {
    const LONGEST: usize = 16;
    let ends = &words().agency_ends;
    // 青山网3月1日北原消息: the place may stand behind the day.
    let place = |tail: &str| tail.chars().count() <= 4 && tail.chars().all(is_han);
    let day = head.rsplit_once('日').filter(|(_, tail)| place(tail)).and_then(|(front, _)| {
        let numbers = |c: char| c.is_ascii_digit() || "年月〇一二三四五六七八九十".contains(c);
        let front = front.trim_end_matches(numbers);
        head[front.len()..].contains('月').then_some(front)
    });
    if let Some(outlet) = day {
        let end = ends
            .iter()
            .filter_map(|end| outlet.rfind(end.as_str()).map(|at| at + end.len()))
            .max()
            .filter(|_| outlet.chars().count() <= LONGEST)?;
        return Some(&head[end..]);
    }
    let known = ends.iter().any(|end| head.ends_with(end.as_str()));
    let signed = after.trim_start_matches(is_blank).starts_with(['（', '(']);
    let signed = signed && names_role(clip(after, 60));
    // 青山晚报讯, but not 青山中心消息, which may be about it.
    let sure = signed || (marker == "讯" && !head.ends_with(['心', '闻', '社']));
    (known && sure && head.chars().count() <= LONGEST).then_some("")
}

/// What stands before 讯, 电 or 消息 at the beginning, and which of them it is.
fn marker(text: &str) -> Option<(&str, &'static str)> {
    const FAR: usize = 40;
    for (n, (at, c)) in text.char_indices().enumerate() {
        if n > FAR {
            return None;
        }
        let marker = match c {
            '，' | '。' | '；' | '、' | '：' | '！' | '？' | '（' | '(' | ')' | '“' | '”'
            | '《' | '》' | ',' => return None,
            '讯' => "讯",
            '电' => "电",
            '消' if text[at..].starts_with("消息") => "消息",
            _ => continue,
        };
        let head = &text[..at];
        let after = text[at + marker.len()..].chars().next();
        // 通讯, 电视, 电力 are words.
        let word = head.ends_with('通')
            || (marker == "电"
                && !head.ends_with('日')
                && after.is_some_and(|c| !is_blank(c) && !"（(:：】]题".contains(c)));
        return (!head.is_empty() && !word).then_some((head, marker));
    }
    None
}

/// A text in brackets at the beginning, and what follows it.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(['（', '('])?;
    let end = inner.find(['）', ')'])?;
    let close = inner[end..].chars().next().map_or(0, char::len_utf8);
    Some((&inner[..end], &inner[end + close..]))
}

/// 记者张三 通讯员李四报道 without brackets: up to 报道 or the last name that is set apart.
fn bare_reporters(text: &str) -> Option<(Vec<String>, &str)> {
    const FAR: usize = 150;
    let text = text.trim_start_matches(is_blank);
    words().plain_roles.of(text)?;
    let window = clip(text, FAR);
    let sentence = window.find(['，', '。', ',', '；']).unwrap_or(window.len());
    if let Some(at) = window[..sentence].find("报道") {
        let names = reporters(&window[..at]);
        return names.iter().all(|n| is_name(n)).then(|| (names, &text[at + "报道".len()..]));
    }
    let mut end = 0;
    // A line that ends within a word must not make it a name.
    for token in window[..sentence].split(|c: char| is_blank(c) && c != '\n' && c != '\r') {
        let names = reporters(token);
        let place = token.as_ptr() as usize - text.as_ptr() as usize + token.len();
        let reads_on = names.is_empty() || names.iter().all(|n| is_name(n));
        if !reads_on || place == sentence {
            break;
        }
        end = place;
    }
    (end > 0).then(|| (reporters(&text[..end]), &text[end..]))
}

fn names_role(text: &str) -> bool {
    text.contains("记者") || text.contains("通讯员") || text.contains("实习生")
}

/// The names in a byline, the words for who they are left out.
pub(super) fn reporters(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut single = String::new();
    let separated = |c: char| is_blank(c) || "、，,;；/｜|:：□■◎●".contains(c);
    for token in text.split(separated).filter(|t| !t.is_empty()) {
        for name in split_roles(token) {
            // 王 勇 is set apart to fill the place of three characters.
            if name.chars().count() == 1 {
                single.push_str(name);
                if single.chars().count() == 2 {
                    found.push(std::mem::take(&mut single));
                }
            } else {
                found.push(name.to_owned());
            }
        }
    }
    found
}

fn split_roles(token: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = token;
    while !rest.is_empty() {
        if let Some(role) = words().roles.of(rest) {
            rest = &rest[role.len()..];
            continue;
        }
        let next = ["特约", "通讯员", "记者", "报道", "摄影", "实习生"]
            .iter()
            .filter_map(|role| rest.find(role))
            .min()
            .unwrap_or(rest.len());
        let name = rest[..next].trim_end_matches(['摄', '文', '图']);
        // 青山日报记者: whose reporter it is.
        let outlet =
            next < rest.len() && words().agency_ends.iter().any(|end| name.ends_with(end.as_str()));
        if !name.is_empty() && !outlet {
            names.push(name);
        }
        rest = rest[next..].strip_prefix("特约").unwrap_or(&rest[next..]);
    }
    names
}

fn is_name(text: &str) -> bool {
    let n = text.chars().filter(|c| *c != '·').count();
    (2..=4).contains(&n) && text.chars().all(|c| c == '·' || is_han(c))
}

fn has_surname(text: &str) -> bool {
    let names = &Lexicon::standard().names;
    text.chars().next().is_some_and(|c| names.surname(c) > 0) || names.begins_with_compound(text)
}

/// The names of a line that is nothing but a byline: 本报记者 张三 通讯员 李四.
pub(super) fn byline_line(line: &str) -> Option<Vec<String>> {
    const LONGEST: usize = 240;
    if line.len() > LONGEST {
        return None;
    }
    let bare = line.trim_matches(|c: char| is_blank(c) || "□■◎●◆▲（）()【】—-".contains(c));
    let opens = words().plain_roles.of(bare).is_some();
    if !opens {
        return None;
    }
    let names = reporters(bare);
    (!names.is_empty() && names.iter().all(|n| is_name(n) && has_surname(n))).then_some(names)
}

/// The names of a line that is nothing but names in brackets: （张三 李四）.
pub(super) fn signature(line: &str) -> Option<Vec<String>> {
    const LONGEST: usize = 60;
    let inner = line.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    let names = if line.len() <= LONGEST { reporters(inner) } else { Vec::new() };
    (!names.is_empty() && names.iter().all(|n| is_name(n) && has_surname(n))).then_some(names)
}

/// What stands after the last word of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// Where the paragraph's own words end, in bytes.
    pub end: usize,
    /// Who signed; empty for 下转第2版 or 责任编辑.
    pub reporters: Vec<String>,
}

/// The names, notes and credits that `paragraph` ends in. Bare names in brackets （张三 李四） count
/// only where the article ends (`last`).
pub(super) fn tail(paragraph: &str, last: bool) -> Option<Tail> {
    let text = paragraph.trim_end_matches(is_blank);
    let window_start = text.len() - clip_end(text, 300).len();
    let window = &text[window_start..];
    if let Some(inner) = window.strip_suffix(['）', ')']) {
        let open = inner.rfind(['（', '('])?;
        let width = inner[open..].chars().next().map_or(0, char::len_utf8);
        let content = inner[open + width..].trim_matches(is_blank);
        let end = window_start + open;
        let joined: String = content.chars().filter(|c| !is_blank(*c)).collect();
        let note = joined == "完" || words().notes.of(&joined).is_some();
        if note {
            return Some(Tail { end, reporters: Vec::new() });
        }
        let names = reporters(content);
        let signed = names_role(content) || (last && names.iter().all(|n| has_surname(n)));
        let ends =
            text[..end].trim_end_matches(is_blank).ends_with(['。', '！', '？', '”', '.', '；']);
        let plain = !names.is_empty() && names.iter().all(|n| is_name(n));
        return (plain && signed && ends).then_some(Tail { end, reporters: names });
    }
    let stop = window.rfind(['。', '！', '？'])?;
    let width = window[stop..].chars().next().map_or(0, char::len_utf8);
    let after = window[stop + width..].trim_start_matches('”').trim_matches(is_blank);
    if after.is_empty() {
        return None;
    }
    let end = window_start + stop + width;
    if super::furniture::is_furniture(after) {
        return Some(Tail { end, reporters: Vec::new() });
    }
    byline_line(after).map(|reporters| Tail { end, reporters })
}

/// The length of 上接第1版 at the beginning of a paragraph.
pub(super) fn carried_over(paragraph: &str) -> usize {
    const FAR: usize = 60;
    let window = clip(paragraph, FAR);
    let bare = window.trim_start_matches(|c: char| is_blank(c) || "（(".contains(c));
    if !(bare.starts_with("上接") || bare.starts_with("紧接")) {
        return 0;
    }
    let Some(page) = bare.find('版') else { return 0 };
    let rest = bare[page + '版'.len_utf8()..]
        .trim_start_matches(|c: char| is_blank(c) || "）)".contains(c));
    rest.as_ptr() as usize - paragraph.as_ptr() as usize
}

/// At most the first `len` bytes, on a character.
fn clip(text: &str, len: usize) -> &str {
    let mut end = len.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// At most the last `len` bytes, on a character.
fn clip_end(text: &str, len: usize) -> &str {
    let mut start = text.len().saturating_sub(len);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_are_taken_apart() {
        let cases: &[(&str, &str, &[&str], &str)] = &[
            ("本报讯（记者 王甲）9月24日，市政府", "9月24日，市政府", &["王甲"], ""),
            ("本报讯（特约记者 李欣 石成砚）9月", "9月", &["李欣", "石成砚"], ""),
            ("本报讯 （记者王甲 通讯员李乙）昨日", "昨日", &["王甲", "李乙"], ""),
            ("本报讯 记者王甲报道：昨日", "昨日", &["王甲"], ""),
            ("本报讯 记者 王甲 李乙 9月24日，市委", "9月24日，市委", &["王甲", "李乙"], ""),
            ("本报讯（记者 王甲）记者从商务\n部获悉，", "记者从商务\n部获悉，", &["王甲"], ""),
            ("本报讯9月24日，市政府", "9月24日，市政府", &[], ""),
            (
                "新华社北京9月24日电（记者王甲、李乙）国务院",
                "国务院",
                &["王甲", "李乙"],
                "北京9月24日",
            ),
            ("新华社北京9月24日电 国务院", "国务院", &[], "北京9月24日"),
            ("中新网青山9月24日电 (王 甲)市长", "市长", &["王甲"], "青山9月24日"),
            ("本报北京9月24日讯 记者王甲报道：国务院", "国务院", &["王甲"], "北京9月24日"),
            ("央视网消息（新闻联播）：国务院总理", "国务院总理", &[], ""),
            ("央视网消息：国务院", "国务院", &[], ""),
            ("青山日报讯（记者 王甲）市长", "市长", &["王甲"], ""),
            ("【本报讯】市长", "市长", &[], ""),
            ("据新华社北京9月24日电 国务院", "国务院", &[], "北京9月24日"),
            ("青山新闻网3月1日讯（青山日报记者 王甲）市", "市", &["王甲"], "3月1日"),
            ("青山日报北原3月1日电（记者王甲）今天", "今天", &["王甲"], "北原3月1日"),
            ("青山在线讯3月1日，市长", "3月1日，市长", &[], ""),
            ("晨报讯 市长", "市长", &[], ""),
            ("青山网3月1日北原消息 昨天", "昨天", &[], "3月1日北原"),
            ("本报青山讯为庆祝", "为庆祝", &[], "青山"),
            ("国际在线青山频道消息（记者 王甲）：市长", "市长", &["王甲"], "青山频道"),
        ];
        for (text, rest, names, place_and_day) in cases {
            let lead = lead(text).unwrap_or_else(|| panic!("no lead: {text}"));
            assert_eq!(&text[lead.len..], *rest, "{text}");
            assert_eq!(lead.reporters, *names, "{text}");
            assert_eq!(lead.dateline.unwrap_or_default().of(text), *place_and_day, "{text}");
        }
        for text in [
            "本报通讯员在现场看到，会议",
            "新华社社长王甲出席会议",
            "国家电网公司召开会议",
            "市政府电视电话会议召开",
            "9月24日，市政府召开会议",
            "人民网总裁王甲说，电视",
            "市政府3月1日讯问情况",
            "新华社记者从公安机关的审讯中",
        ] {
            assert_eq!(lead(text), None, "{text}");
        }
    }

    #[test]
    fn what_follows_the_last_sentence_is_no_part_of_it() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("会议结束。（记者 王甲）", "会议结束。", &["王甲"]),
            ("会议结束。（王甲 李乙）", "会议结束。", &["王甲", "李乙"]),
            ("会议结束。（完）", "会议结束。", &[]),
            ("会议结束。（下转第二版）", "会议结束。", &[]),
            ("会议结束。 责任编辑：王甲", "会议结束。", &[]),
            ("会议结束。本报记者 王甲", "会议结束。", &["王甲"]),
        ];
        for (text, rest, names) in cases {
            let tail = tail(text, true).unwrap_or_else(|| panic!("no tail: {text}"));
            assert_eq!(&text[..tail.end], *rest, "{text}");
            assert_eq!(tail.reporters, *names, "{text}");
        }
        assert_eq!(tail("会议通过条例（草案）", true), None);
        assert_eq!(tail("他说。（王甲）", false), None);
        assert_eq!(carried_over("（上接第一版）会议"), "（上接第一版）".len());
    }

    #[test]
    fn a_line_of_names_after_their_part_is_a_byline() {
        assert_eq!(byline_line("本报记者 王甲 李乙").map(|n| n.len()), Some(2));
        assert_eq!(
            byline_line("□本报记者 王 勇 通讯员 赵丙"),
            Some(vec!["王勇".into(), "赵丙".into()])
        );
        assert_eq!(byline_line("记者从市政府获悉"), None);
        assert_eq!(byline_line("作者代表王甲发言"), None);
    }
}
