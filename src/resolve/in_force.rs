//! The day on which a regulation takes effect or ceases to, in the words that say so.

use chrono::{Datelike, Days, NaiveDate};

/// The day before 起: 自2031年5月1日起施行, 将于明年1月1日起施行, 今天（9月1日）起施行. `published`: the day
/// of the article, without which only a day with its year is one.
pub fn day_in_force(words: &str, published: Option<NaiveDate>) -> Option<NaiveDate> {
    /// A day without a year is of the time from so many days before the article …
    const BEHIND: u64 = 31;
    /// … to so many days after it.
    const AHEAD: u64 = 300;
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let front = words.match_indices('起').map(|(at, _)| &words[..at]);
    let mut front = front.filter(|front| front.ends_with(['日', '）', '今', '明', '天']));
    let front = front.next()?;
    match () {
        () if front.ends_with("今天") || front.ends_with('今') => return published,
        () if front.ends_with("明天") || front.ends_with('明') => return published?.succ_opt(),
        () => {}
    }
    let front = front.trim_end_matches('）').strip_suffix('日')?;
    let (front, day) = ending_number(front)?;
    let (front, month) = ending_number(front.strip_suffix('月')?)?;
    let of = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    if front.ends_with("明年") {
        return of(published?.year() + 1);
    }
    if front.ends_with("今年") {
        return of(published?.year());
    }
    if let Some(front) = front.strip_suffix('年') {
        let (_, year) = ending_number(front)?;
        return of(i32::try_from(year).ok().filter(|year| (1949..2100).contains(year))?);
    }
    let published = published?;
    let window = published.checked_sub_days(Days::new(BEHIND))?
        ..=published.checked_add_days(Days::new(AHEAD))?;
    (-1..=1).filter_map(|off| of(published.year() + off)).find(|day| window.contains(day))
}

fn ending_number(text: &str) -> Option<(&str, u32)> {
    let front = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text[front.len()..].parse().ok().map(|number| (front, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_told_with_its_year_or_by_that_of_the_article() {
        for (words, day) in [
            ("《甲条例》自2031年5月1日起施行", "2031-05-01"),
            ("《甲条例》将于明年1月1日起正式施行", "2032-01-01"),
            ("《甲条例》自今年3月1日起施行", "2031-03-01"),
            ("《甲条例》将于12月1日起施行", "2031-12-01"),
            ("《甲条例》1月1日起施行", "2032-01-01"),
            ("《甲条例》9月1日起施行", "2031-09-01"),
            ("《甲条例》今天（9月20日）起施行", "2031-09-20"),
            ("《甲条例》明起施行", "2031-09-21"),
            ("《甲条例》自2031年\n5月1日起施行", "2031-05-01"),
            ("《甲条例》今起施行", "2031-09-20"),
        ] {
            let published = NaiveDate::from_ymd_opt(2031, 9, 20);
            assert_eq!(day_in_force(words, published), day.parse().ok(), "{words}");
        }
        for words in
            ["《甲条例》8月1日起施行", "《甲条例》自公布之日起施行", "起施行", "2月30日起施行"]
        {
            assert_eq!(day_in_force(words, NaiveDate::from_ymd_opt(2031, 9, 20)), None, "{words}");
        }
        assert_eq!(day_in_force("《甲条例》自5月1日起施行", None), None);
    }
}
