//! What the words of one article mean: jurisdictions and dates.

use super::bodies;
use super::institution::Institutions;
use super::jurisdiction::Jurisdiction;
use super::past;
use crate::extract::date;
use crate::model::{Article, Claims, Confidence, Document, When};
use chrono::{Datelike, NaiveDate};

/// Completes bodies, names and dates from the article and what is known of the document.
pub fn complete(claims: &mut Claims, article: &Article, document: &Document) {
    if claims.is_empty() {
        return;
    }
    let county = claims.posts.iter().any(|post| post.body.starts_with('县'));
    let here = Jurisdiction::of(article, document, county);
    let own = Institutions::of(article, document, claims);
    let full = |body: &str| own.complete(body).unwrap_or_else(|| bodies::complete(body, &here));
    for meeting in &mut claims.meetings {
        meeting.name = bodies::complete_meeting(&meeting.name, &here);
        for convener in &mut meeting.conveners {
            *convener = full(convener);
        }
    }
    for attendance in &mut claims.body_attendance {
        attendance.body = full(&attendance.body);
    }
    for succession in &mut claims.successions {
        succession.before = full(&succession.before);
        succession.after = full(&succession.after);
    }
    for post in &mut claims.posts {
        post.body = match post.body.as_str() {
            "" => own.main().unwrap_or_default().to_owned(),
            body => {
                let whole = full(body);
                if !bodies::is_named(&whole) {
                    post.evidence.confidence = post.evidence.confidence.min(UNNAMED);
                }
                // The jurisdiction stands elsewhere in the article, or nowhere.
                if whole != *body || bodies::is_open(&whole) {
                    post.evidence.confidence = post.evidence.confidence.min(INFERRED);
                }
                whole
            }
        };
    }
    drop_bodyless(claims);
    past::set_past(claims, document);
    dates(claims, article, document);
}

/// How sure a post is whose body the article does not name in full where it states it.
const INFERRED: Confidence = 0.89;

/// How sure a post is whose body has no name of its own: 公司, 管委会.
const UNNAMED: Confidence = 0.7;

/// Posts whose body nothing tells are no facts.
fn drop_bodyless(claims: &mut Claims) {
    let kept: Vec<bool> = claims.posts.iter().map(|post| !post.body.is_empty()).collect();
    let moved = |post: usize| kept[..post].iter().filter(|kept| **kept).count();
    claims.changes.retain(|change| kept.get(change.post).copied().unwrap_or_default());
    for change in &mut claims.changes {
        change.post = moved(change.post);
    }
    let mut index = 0;
    claims.posts.retain(|_| {
        index += 1;
        kept[index - 1]
    });
}

fn dates(claims: &mut Claims, article: &Article, document: &Document) {
    let published = document.meta.date;
    // 今天 is the day of the dateline, where the paper came out the day after.
    let line = article.dateline.as_ref().and_then(|line| date::dates(line.text()).last().copied());
    let published = line.and_then(|line| day(Some(line.from), published, None).0).or(published);
    let year = published.is_none().then(|| year_of_text(&document.text)).flatten();
    for meeting in &mut claims.meetings {
        let when = meeting.when;
        (meeting.date, meeting.date_inferred) = day(when, published, year);
        (meeting.end_date, _) = day(meeting.until, published, year);
    }
}

/// The day of a date as the text has it, and whether a part of it was filled in.
fn day(
    when: Option<When>,
    published: Option<NaiveDate>,
    year: Option<i32>,
) -> (Option<NaiveDate>, bool) {
    let Some(when) = when else { return (None, false) };
    if let Some(ago) = when.days_ago {
        let date = published.and_then(|p| p.checked_sub_days(chrono::Days::new(u64::from(ago))));
        return (date, true);
    }
    let Some(day) = when.day else { return (None, false) };
    if let (Some(year), Some(month)) = (when.year, when.month) {
        return (NaiveDate::from_ymd_opt(year, month, day), false);
    }
    let Some(published) = published else {
        let date = when.month.zip(year).and_then(|(m, y)| NaiveDate::from_ymd_opt(y, m, day));
        return (date, true);
    };
    let month = when.month.unwrap_or_else(|| {
        // The 30th in a paper of the 2nd was last month.
        if day > published.day() + 3 {
            (published.month() + 10) % 12 + 1
        } else {
            published.month()
        }
    });
    // December in a paper of January was last year, in whatever way the month was found.
    let ahead = month > published.month() + 3;
    let year = when.year.unwrap_or(published.year() - i32::from(ahead));
    (NaiveDate::from_ymd_opt(year, month, day), true)
}

/// The year that a text without metadata speaks of most as its own: the commonest of 2024年, none
/// where two are as common.
fn year_of_text(text: &str) -> Option<i32> {
    let mut counts: Vec<(i32, usize)> = Vec::new();
    for (at, _) in text.match_indices('年') {
        let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let Some(year) = text.get(at.saturating_sub(digits)..at).filter(|_| digits == 4) else {
            continue;
        };
        let Ok(year) = year.parse::<i32>() else { continue };
        if !(1949..2100).contains(&year) {
            continue;
        }
        match counts.iter_mut().find(|(y, _)| *y == year) {
            Some((_, n)) => *n += 1,
            None => counts.push((year, 1)),
        }
    }
    // The latest year is the text's own unless it is a plan's (2035年). A single article that names it
    // once may speak of last year; a page of several would not.
    let several = text.matches("本报讯").count() > 1;
    let (year, times) = counts.into_iter().filter(|(y, _)| *y <= 2030).max()?;
    (several || times > 1).then_some(year)
}
