//! The year of what an article reports, where nothing says when it was published.

use chrono::{Datelike, NaiveDate, Weekday};

/// The years that an article may be of.
const YEARS: std::ops::Range<i32> = 1949..2100;

/// The year that the text speaks of as its own, or the address that it was found at names.
pub(super) fn of_text(text: &str, url: &str) -> Option<i32> {
    of_weekdays(text).or_else(|| of_page(text)).or_else(|| of_url(url))
}

/// 2007年全国高级法院院长座谈会, 审判委员会2019年第四次会议: the year that a meeting's name gives it.
/// What looks back on a year may be held in the next.
pub(super) fn of_name(name: &str) -> Option<i32> {
    let looks_back = ["年度", "总结", "表彰", "考核", "述职", "民主生活会", "年终"];
    let year = years(name).next()?;
    (!looks_back.iter().any(|word| name.contains(word))).then_some(year)
}

/// The day in an address: /2013-10/15/, /20170301/, t20200731_1234.html.
pub(super) fn day_of_url(url: &str) -> Option<NaiveDate> {
    let numbers = numbers(url);
    (0..numbers.len()).find_map(|n| {
        let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
        let digits = number(n).len();
        let (year, month, day) = match digits {
            8 => (&number(n)[..4], &number(n)[4..6], &number(n)[6..]),
            6 if number(n + 1).len() == 2 => (&number(n)[..4], &number(n)[4..], number(n + 1)),
            4 if number(n + 1).len() == 4 => (number(n), &number(n + 1)[..2], &number(n + 1)[2..]),
            4 => (number(n), number(n + 1), number(n + 2)),
            _ => return None,
        };
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        year.parse()
            .ok()
            .filter(|year| (1995..2100).contains(year))
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
    })
}

/// 大事记（2011年6月）: the month that a title gives, where it gives no day.
pub(super) fn month_of_title(title: &str) -> Option<(i32, u32)> {
    title.match_indices('月').find_map(|(at, mark)| {
        let (front, month) = ending_number(&title[..at])?;
        let (_, year) = ending_number(front.strip_suffix('年')?)?;
        let day = title[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit());
        let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        (!day && (1..=12).contains(&month)).then_some((year, month))
    })
}

/// /201403/: the year and the month in an address that names no day.
pub(super) fn month_of_url(url: &str) -> Option<(i32, u32)> {
    numbers(url).into_iter().filter(|number| number.len() == 6).find_map(|number| {
        let (year, month) = (number[..4].parse().ok()?, number[4..].parse().ok()?);
        ((1995..2100).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
    })
}

/// /201403/, /art/2026/: the year in an address that names no day.
fn of_url(url: &str) -> Option<i32> {
    numbers(url).into_iter().find_map(|number| {
        let year = match number.len() {
            4 => number.parse().ok()?,
            6 if (1..=12).contains(&number[4..].parse::<u32>().ok()?) => {
                number[..4].parse().ok()?
            }
            _ => return None,
        };
        (1995..2100).contains(&year).then_some(year)
    })
}

fn numbers(url: &str) -> Vec<&str> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    path.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect()
}

/// The year of a meeting of the first months that takes stock of a year (总结2021年, 2021年…执行情况)
/// and plans the next (部署2022年, 2022年…计划).
pub(super) fn of_plan(text: &str, month: Option<u32>) -> Option<i32> {
    const LAST_MONTH: u32 = 4;
    let early = month.is_some_and(|month| month <= LAST_MONTH);
    let stock = ["总结", "执行情况"].iter().any(|word| text.contains(word));
    let year = years(text).filter(|_| early && stock).max()?;
    years(text).any(|other| other + 1 == year).then_some(year)
}

/// 2023年上半年: the half of a year that a meeting of its summer takes stock of; 2026年2月, where the
/// meeting was in February, and no later year is spoken of.
pub(super) fn of_months(text: &str, month: Option<u32>) -> Option<i32> {
    let month = month?;
    let latest = years(text).filter(|year| *year <= 2030).max();
    let half = (7..=10).contains(&month).then_some("年上半年");
    let own = format!("年{month}月");
    half.into_iter().chain([own.as_str()]).find_map(|mark| {
        let found = text.match_indices(mark).filter_map(|(at, _)| {
            let (_, year) = ending_number(text[..at].trim_end())?;
            i32::try_from(year).ok().filter(|year| YEARS.contains(year))
        });
        found.max().filter(|year| Some(*year) == latest)
    })
}

/// 12月1日（星期二）: the one year that the text speaks of in which all its days are these weekdays.
fn of_weekdays(text: &str) -> Option<i32> {
    let days: Vec<(u32, u32, Weekday)> = text
        .match_indices("星期")
        .filter_map(|(at, mark)| {
            let weekday = match text[at + mark.len()..].chars().next()? {
                '一' => Weekday::Mon,
                '二' => Weekday::Tue,
                '三' => Weekday::Wed,
                '四' => Weekday::Thu,
                '五' => Weekday::Fri,
                '六' => Weekday::Sat,
                '日' | '天' => Weekday::Sun,
                _ => return None,
            };
            let front = text[..at].trim_end_matches(['（', '(', ' ', '，']).strip_suffix('日')?;
            let (front, day) = ending_number(front)?;
            let (_, month) = ending_number(front.strip_suffix('月')?)?;
            Some((month, day, weekday))
        })
        .collect();
    if days.is_empty() {
        return None;
    }
    let fits = |year: &i32| {
        days.iter().all(|&(month, day, weekday)| {
            NaiveDate::from_ymd_opt(*year, month, day).is_some_and(|date| date.weekday() == weekday)
        })
    };
    let mut fitting: Vec<i32> = years(text).filter(fits).collect();
    fitting.sort_unstable();
    fitting.dedup();
    match fitting.as_slice() {
        [year] => Some(*year),
        _ => None,
    }
}

/// The number that a text ends in, and what stands before it.
pub(super) fn ending_number(text: &str) -> Option<(&str, u32)> {
    let front = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text[front.len()..].parse().ok().map(|number| (front, number))
}

/// The latest year that a page of several articles names; 2035年 is a plan's. A single article may
/// speak of last year, or of the next.
fn of_page(text: &str) -> Option<i32> {
    let several = text.matches("本报讯").count() > 1;
    years(text).filter(|year| several && *year <= 2030).max()
}

/// The years that a text names, as 2024年.
fn years(text: &str) -> impl Iterator<Item = i32> + '_ {
    text.match_indices('年').filter_map(|(at, _)| {
        let front = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &text[front.len()..at];
        digits.parse().ok().filter(|year| digits.len() == 4 && YEARS.contains(year))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_a_day_or_a_year() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        for (url, expected) in [
            ("https://news.example.cn/2013-10/15/content_4447309.shtml", day(2013, 10, 15)),
            ("https://news.example.cn/dsxw/20170301/58b601ff.shtml", day(2017, 3, 1)),
            ("https://news.example.cn/a/202007/t20200731_6750578.shtml", day(2020, 7, 31)),
            ("https://news.example.cn/n1/2016/0331/c14576-28240394.html", day(2016, 3, 31)),
            ("https://news.example.cn/art/2025/5/30/art_1255449_59.html", day(2025, 5, 30)),
            ("https://news.example.cn/system/2006/02/21/006483195.shtml", day(2006, 2, 21)),
            ("https://news.example.cn/n/201403/88883.html", None),
            ("https://2024.example.cn/info/1040/5480.htm", None),
        ] {
            assert_eq!(day_of_url(url), expected, "{url}");
        }
        assert_eq!(of_url("https://news.example.cn/n/201403/88883.html"), Some(2014));
        assert_eq!(
            of_url("https://news.example.cn/col/col1229413191/art/2026/art_9c2.html"),
            Some(2026)
        );
        assert_eq!(of_url("https://news.example.cn/info/1002/22545.htm"), None);
    }

    #[test]
    fn a_chronicle_gives_its_month_in_the_title() {
        assert_eq!(month_of_title("青山市人民政府大事记（2011年6月）"), Some((2011, 6)));
        assert_eq!(month_of_title("2011年6月3日青山市召开会议"), None);
        assert_eq!(month_of_title("6月3日青山市召开会议"), None);
    }

    #[test]
    fn a_meeting_may_be_named_after_its_year() {
        assert_eq!(of_name("青山市2015年第二次例会"), Some(2015));
        assert_eq!(of_name("青山市2015年度工作总结会"), None);
        assert_eq!(of_name("青山市工作例会"), None);
    }

    #[test]
    fn a_meeting_of_spring_is_of_the_year_that_it_plans() {
        let text = "会议总结2021年工作，部署2022年工作。";
        assert_eq!(of_plan(text, Some(3)), Some(2022));
        assert_eq!(of_plan(text, Some(12)), None);
        assert_eq!(of_plan("会议审查2021年预算执行情况。", Some(3)), None);
    }

    #[test]
    fn a_text_without_a_date_is_of_the_year_that_its_weekdays_fit() {
        let text = "12月1日（星期二）召开会议，部署2021年工作，总结2020年工作。12月6日(星期日)";
        assert_eq!(of_text(text, ""), Some(2020));
        assert_eq!(
            of_text("9月24日召开会议，听取2019年上半年工作报告，审查2019年预算。", ""),
            None
        );
    }
}
