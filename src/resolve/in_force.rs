//! The day on which a regulation is issued, takes effect or ceases to, in the words that say so.

use super::year::ending_number;
use chrono::{Datelike, Days, NaiveDate};

/// The day before 起: 自2031年5月1日起施行, 将于明年1月1日起施行, 今天（9月1日）起施行; without it before 正式. `published`:
/// the day of the article, without which only a day with its year is one.
pub fn day_in_force(words: &str, published: Option<NaiveDate>) -> Option<NaiveDate> {
    /// A day without a year is of the time from so many days before the article …
    const BEHIND: u64 = 31;
    /// … to so many days after it.
    const AHEAD: u64 = 300;
    let words = without_spaces(words);
    let fronts = |word: &'static str| words.match_indices(word).map(|(at, _)| &words[..at]);
    let mut fronts = fronts("起").chain(fronts("正式"));
    let front = fronts.find(|front| front.ends_with(['日', '）', '今', '明', '天']))?;
    day_ending(front, published, BEHIND, AHEAD)
}

/// The day that the words begin with: 2031年7月12日，省政府公布《…》, 昨天（7月11日）公布《…》.
pub fn day_issued(words: &str, published: Option<NaiveDate>) -> Option<NaiveDate> {
    /// A day without a year is of the time from so many days before the article.
    const BEHIND: u64 = 300;
    let words = without_spaces(words);
    let rest =
        words.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日今昨天（）".contains(c));
    let day = day_ending(&words[..words.len() - rest.len()], published, BEHIND, 0)?;
    // What is told has been done.
    published.is_none_or(|published| day <= published).then_some(day)
}

fn without_spaces(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The day that `front` ends with; without its year of so many days around that of the article.
fn day_ending(
    front: &str,
    published: Option<NaiveDate>,
    behind: u64,
    ahead: u64,
) -> Option<NaiveDate> {
    let ends = |words: &[&str]| words.iter().any(|word| front.ends_with(word));
    match () {
        () if ends(&["今天", "今日", "今"]) => return published,
        () if ends(&["明天", "明日", "明"]) => return published?.succ_opt(),
        () if ends(&["昨天", "昨日"]) => return published?.pred_opt(),
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
    let window = published.checked_sub_days(Days::new(behind))?
        ..=published.checked_add_days(Days::new(ahead))?;
    (-1..=1).filter_map(|off| of(published.year() + off)).find(|day| window.contains(day))
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
            ("《甲条例》从今日起施行", "2031-09-20"),
            ("《甲条例》今天（9月20日）正式施行", "2031-09-20"),
            ("《甲条例》将于2032年1月1日正式施行", "2032-01-01"),
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

    #[test]
    fn what_is_issued_was_issued_on_a_day_that_has_been() {
        let published = NaiveDate::from_ymd_opt(2031, 1, 20);
        for (words, day) in [
            ("今天（1月20日），省政府公布《甲条例》", Some("2031-01-20")),
            ("昨天联合公布了《甲条例》", Some("2031-01-19")),
            ("12月30日，省政府公布《甲条例》", Some("2030-12-30")),
            ("2029年12月30日公布《甲条例》", Some("2029-12-30")),
            ("公布《甲条例》", None),
            ("2031年2月1日公布《甲条例》", None),
            ("2月30日公布《甲条例》", None),
        ] {
            let day = day.map(|day| day.parse().unwrap());
            assert_eq!(day_issued(words, published), day, "{words}");
        }
        assert_eq!(day_issued("1月20日公布《甲条例》", None), None);
    }
}
