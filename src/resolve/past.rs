//! What was long ago when the article was written: a life told year by year.

use crate::model::{Claims, Document};

/// Appointments of other years are no news: their posts were held before, and no day is known.
pub fn set_past(claims: &mut Claims, document: &Document) {
    let Some(published) = document.meta.date else { return };
    let published = chrono::Datelike::year(&published);
    let posts = &mut claims.posts;
    claims.changes.retain(|change| {
        let past = change.meeting.is_none()
            && last_year(&document.text, change.evidence.span.start)
                .is_some_and(|year| year < published - 1);
        if past && let Some(post) = posts.get_mut(change.post) {
            post.title = match post.title.starts_with('原') {
                true => std::mem::take(&mut post.title),
                false => format!("原{}", post.title),
            };
        }
        !past
    });
}

/// The year that the paragraph names last before this place: 1985年, 一九八五年.
fn last_year(text: &str, before: usize) -> Option<i32> {
    /// In bytes.
    const NEAR: usize = 600;
    let mut from = before.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text.get(from..before)?;
    let near = near.rsplit("\n\n").next().unwrap_or(near);
    let mut years = near.match_indices('年').filter_map(|(at, _)| year_at(&near[..at]));
    years.next_back()
}

/// The year in four digits, Arabic or Chinese, at the end of a text.
fn year_at(text: &str) -> Option<i32> {
    const CHINESE: [&str; 2] = ["〇一二三四五六七八九", "零一二三四五六七八九"];
    let digit = |c: char| {
        let arabic = c.to_digit(10).and_then(|digit| i32::try_from(digit).ok());
        let chinese = || CHINESE.iter().find_map(|all| all.chars().position(|d| d == c));
        arabic.or_else(|| i32::try_from(chinese()?).ok())
    };
    let digits: Vec<i32> = text.chars().rev().take(5).map_while(digit).collect();
    let year = digits.iter().rev().fold(0, |year, digit| year * 10 + digit);
    (digits.len() == 4 && (1900..2100).contains(&year)).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_year_before_a_place_is_read_in_any_digits() {
        for (text, year) in [
            ("一九八五年六月，苏明远同志", Some(1985)),
            ("他1971年参加工作，2003年", Some(2003)),
            ("十四五时期的第三年，苏明远", None),
            ("1985年。\n\n苏明远同志", None),
        ] {
            assert_eq!(last_year(text, text.len()), year, "{text}");
        }
    }

    #[test]
    fn an_appointment_of_long_ago_is_a_post_held_before() {
        let text = "苏明远同志逝世\n\n苏明远同志生平。一九八五年，苏明远同志任云川省副省长。\n\n\
                    3月28日，周敏同志任云川省水利厅厅长。";
        let meta = crate::model::Metadata {
            date: chrono::NaiveDate::from_ymd_opt(2031, 3, 29),
            ..Default::default()
        };
        let document = Document { key: "a".into(), text: text.into(), meta };
        let record = crate::page::articles(&document);
        let claims: Vec<Claims> = record
            .iter()
            .map(|article| {
                let mut claims = crate::extract::claims(article);
                crate::resolve::context::complete(
                    &mut claims,
                    article,
                    &crate::resolve::surroundings::Surroundings::new(&document),
                );
                claims
            })
            .collect();
        let mut posts: Vec<(String, bool)> = Vec::new();
        for claims in &claims {
            posts.extend(claims.posts.iter().enumerate().map(|(n, post)| {
                let changed = claims.changes.iter().any(|change| change.post == n);
                (format!("{} {}", post.official, post.title), changed)
            }));
        }
        let expected = [("苏明远 原副省长".to_owned(), false), ("周敏 厅长".to_owned(), true)];
        assert_eq!(posts, expected);
    }
}
