//! Dates as the text has them: 2024年9月24日, 24日至26日, 昨天, 二〇二四年九月.

use crate::model::{Span, When};

/// A date, or the first and the last day of a range, at a place of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatePhrase {
    /// Where it stands.
    pub span: Span,
    /// The day, or the first one.
    pub from: When,
    /// The last day of a range.
    pub until: Option<When>,
}

/// The dates of a text, in order. A year or a month alone is none.
pub fn dates(text: &str) -> Vec<DatePhrase> {
    let mut found: Vec<DatePhrase> = Vec::new();
    let mut at = 0;
    if !text.contains(may_end) {
        return found;
    }
    while let Some(start) = text[at..].find(may_begin) {
        at += start;
        match date_at(text, at) {
            Some((_, end)) if is_of_other_year(text, at) => at = end,
            Some((from, end)) if !is_part_of_word(text, at, end) => {
                let (until, end) = match range_end(text, end, from) {
                    Some((until, end)) => (Some(until), end),
                    None => (None, end),
                };
                found.push(DatePhrase { span: Span::new(at, end), from, until });
                at = end;
            }
            _ => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// 明年3月3日, 去年3月3日: no day of the year that the article is of.
fn is_of_other_year(text: &str, start: usize) -> bool {
    ["明年", "次年", "翌年", "后年", "去年", "上年", "前年"]
        .iter()
        .any(|year| text[..start].ends_with(year))
}

/// Whether a date may begin with the character.
fn may_begin(c: char) -> bool {
    c.is_ascii_digit() || numeral(c).is_some() || matches!(c, '今' | '昨' | '前')
}

/// Whether a date may end in the character: most sentences have none of them.
fn may_end(c: char) -> bool {
    matches!(c, '日' | '号' | '天' | '昨' | '晚' | '晨')
}

/// 3日本, 24日报: the day is the beginning of another word.
fn is_part_of_word(text: &str, start: usize, end: usize) -> bool {
    let after = text[end..].chars().next();
    let before = text[..start].chars().next_back();
    let day_alone = text[start..end].ends_with('日');
    (day_alone && after.is_some_and(|c| "本报常前益程志耳元照历均".contains(c)))
        || before.is_some_and(|c| c.is_ascii_digit() || c == '第' || c == '.' || c == '每')
}

fn date_at(text: &str, at: usize) -> Option<(When, usize)> {
    let rest = &text[at..];
    if !rest.starts_with(['今', '昨', '前']) {
        return calendar(text, at);
    }
    for (word, ago) in [
        ("今天", 0),
        ("今日", 0),
        ("昨天", 1),
        ("昨日", 1),
        ("前天", 2),
        ("前日", 2),
        ("今晨", 0),
        ("昨晚", 1),
        ("今晚", 0),
    ] {
        if let Some(after) = rest.strip_prefix(word) {
            // 今天（10月2日）: the note says which day.
            if let Some(inside) = after.strip_prefix('（')
                && let Some((when, end)) = calendar(inside, 0)
                && inside[end..].starts_with('）')
            {
                return Some((when, at + word.len() + '（'.len_utf8() + end + '）'.len_utf8()));
            }
            return Some((When { days_ago: Some(ago), ..When::default() }, at + word.len()));
        }
    }
    yesterday(text, at)
}

/// 会议昨召开, 昨起举行: the word by itself, beside what is done.
fn yesterday(text: &str, at: usize) -> Option<(When, usize)> {
    let after = text[at..].strip_prefix('昨')?;
    let known = |c: char| "召举开闭结在于起隆上下".contains(c);
    let alone = after.starts_with(known) && !text[..at].ends_with(['如', '犹', '今', '似', '成']);
    alone.then(|| (When { days_ago: Some(1), ..When::default() }, at + '昨'.len_utf8()))
}

/// 2024年9月24日, 9月24日, 24日
fn calendar(text: &str, at: usize) -> Option<(When, usize)> {
    let (first, end) = number(text, at)?;
    let rest = &text[end..];
    if rest.starts_with('年') && (1949..2100).contains(&first) {
        let (month, end) = number(text, end + '年'.len_utf8())?;
        let end = unit(text, end, '月')?;
        let (day, end) = number(text, end)?;
        let end = day_mark(text, end).or_else(|| is_first_of_range(text, end).then_some(end))?;
        return valid(Some(first), Some(month), day).map(|when| (when, end));
    }
    if rest.starts_with('月') {
        let (day, end) = number(text, end + '月'.len_utf8())?;
        let end = day_mark(text, end).or_else(|| is_first_of_range(text, end).then_some(end))?;
        return valid(None, Some(first), day).map(|when| (when, end));
    }
    let end = unit(text, end, '日')?;
    valid(None, None, first).map(|when| (when, end))
}

fn valid(year: Option<i32>, month: Option<i32>, day: i32) -> Option<When> {
    let sound = month.is_none_or(|m| (1..=12).contains(&m)) && (1..=31).contains(&day);
    sound.then(|| When {
        year,
        month: month.and_then(|m| u32::try_from(m).ok()),
        day: u32::try_from(day).ok(),
        days_ago: None,
    })
}

fn unit(text: &str, at: usize, unit: char) -> Option<usize> {
    text[at..].starts_with(unit).then(|| at + unit.len_utf8())
}

/// 9月24至26日, 9月24-26日: the mark of the day stands after the last one only.
fn is_first_of_range(text: &str, at: usize) -> bool {
    range_mark(&text[at..])
        .and_then(|mark| number(text, at + mark.len()))
        .is_some_and(|(_, end)| day_mark(text, end).is_some())
}

fn day_mark(text: &str, at: usize) -> Option<usize> {
    unit(text, at, '日').or_else(|| unit(text, at, '号'))
}

/// 至26日, —9月26日, 到26日; 24日、25日 of the same range.
fn range_end(text: &str, at: usize, from: When) -> Option<(When, usize)> {
    let mark = range_mark(&text[at..])?;
    let (mut until, end) = calendar(text, at + mark.len())?;
    let inner = matches!(mark, "、" | "和");
    if is_part_of_word(text, at + mark.len(), end) || (inner && until.month.is_some()) {
        return None;
    }
    until.year = until.year.or(from.year);
    until.month = until.month.or(from.month);
    Some((until, end))
}

fn range_mark(rest: &str) -> Option<&'static str> {
    ["至", "到", "—", "－", "-", "–", "～", "~", "--", "——", "、", "和"]
        .into_iter()
        .filter(|mark| rest.starts_with(mark))
        .max_by_key(|mark| mark.len())
}

/// A number in digits or Chinese numerals, and where it ends.
fn number(text: &str, at: usize) -> Option<(i32, usize)> {
    let rest = text.get(at..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return (digits <= 4).then(|| rest[..digits].parse().ok().map(|n| (n, at + digits)))?;
    }
    let (mut values, mut count, mut end) = ([0; 4], 0, at);
    for (value, c) in values.iter_mut().zip(rest.chars()) {
        let Some(n) = numeral(c) else { break };
        (*value, count, end) = (n, count + 1, end + c.len_utf8());
    }
    let value = match &values[..count] {
        [] => return None,
        [10] => 10,
        [10, b] if *b < 10 => 10 + b,
        [a, 10] if *a < 10 => a * 10,
        [a, 10, b] if *a < 10 && *b < 10 => a * 10 + b,
        digits if digits.iter().all(|d| *d < 10) => digits.iter().fold(0, |n, d| n * 10 + d),
        _ => return None,
    };
    Some((value, end))
}

fn numeral(c: char) -> Option<i32> {
    Some(match c {
        '〇' | '○' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_writing() {
        let when = |y: i32, m: u32, d: u32| When {
            year: (y > 0).then_some(y),
            month: (m > 0).then_some(m),
            day: Some(d),
            days_ago: None,
        };
        for (text, from, until) in [
            ("9月24日，省", when(0, 9, 24), None),
            ("2024年9月24日上午", when(2024, 9, 24), None),
            ("李强3月14日主持", when(0, 3, 14), None),
            ("会议23日在京", when(0, 0, 23), None),
            ("6月2日至4日在河北", when(0, 6, 2), Some(when(0, 6, 4))),
            ("二〇二四年九月二十四日", when(2024, 9, 24), None),
            ("十二月三十日", when(0, 12, 30), None),
            ("今天（10月2日）发布", when(0, 10, 2), None),
            ("9月24至26日在西宁", when(0, 9, 24), Some(when(0, 9, 26))),
            ("2024年9月24-26日，", when(2024, 9, 24), Some(when(2024, 9, 26))),
        ] {
            let found = dates(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!((found[0].from, found[0].until), (from, until), "{text}");
        }
        for text in [
            "2024年以来",
            "3日本人",
            "12月份",
            "24日报社",
            "100日",
            "第3日",
            "明年3月3日召开",
            "觉今是而昨非",
        ] {
            assert_eq!(dates(text), [], "{text}");
        }
        for (text, ago) in
            [("昨天下午", 1), ("前日下午", 2), ("会议昨起召开", 1), ("昨隆重举行", 1)]
        {
            assert_eq!(dates(text)[0].from.days_ago, Some(ago), "{text}");
        }
    }
}
