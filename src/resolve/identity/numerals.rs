//! Ordinals: 第十四届, 第10次, 二次.

/// An ordinal found in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordinal {
    /// Its number.
    pub number: u32,
    /// First byte, with 第 where it is there.
    pub start: usize,
    /// One past the counter.
    pub end: usize,
}

/// The ordinals in `text` that count by `counter` (届, 次), from left to right.
pub fn ordinals(text: &str, counter: char) -> Vec<Ordinal> {
    text.match_indices(counter)
        .filter_map(|(at, _)| {
            let before = &text[..at];
            let start = before
                .char_indices()
                .rev()
                .take_while(|(_, c)| digit(*c).is_some() || unit(*c).is_some())
                .last()
                .map(|(start, _)| start)?;
            let number = value(&before[start..])?;
            let start =
                if before[..start].ends_with('第') { start - '第'.len_utf8() } else { start };
            Some(Ordinal { number, start, end: at + counter.len_utf8() })
        })
        .collect()
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '〇' | '零' => Some(0),
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn value(numeral: &str) -> Option<u32> {
    if numeral.is_empty() {
        return None;
    }
    if numeral.chars().all(|c| unit(c).is_none()) {
        return numeral
            .chars()
            .try_fold(0u32, |value, c| value.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut pending) = (0u32, None);
    for c in numeral.chars() {
        match (digit(c), unit(c)) {
            (Some(d), _) => pending = Some(d),
            (_, Some(u)) => {
                total = total.checked_add(pending.take().unwrap_or(1).checked_mul(u)?)?;
            }
            _ => return None,
        }
    }
    total.checked_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_both_scripts() {
        let cases =
            [("十", 10), ("十四", 14), ("二十", 20), ("三十一", 31), ("10", 10), ("一百零三", 103)];
        for (text, expected) in cases {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        assert_eq!(value(""), None);
        assert_eq!(value("99999999999"), None);
    }

    #[test]
    fn an_ordinal_stands_before_its_counter() {
        let name = "青海省第十四届人大常委会第10次会议";
        let term = ordinals(name, '届')[0];
        assert_eq!((&name[term.start..term.end], term.number), ("第十四届", 14));
        assert_eq!(ordinals(name, '次')[0].number, 10);
        assert_eq!(ordinals("换届会议", '届'), []);
    }
}
