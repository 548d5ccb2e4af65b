//! What the words of one article mean: jurisdictions and dates.

use crate::model::{Article, Claims, Document, When};
use chrono::{Datelike, NaiveDate};

/// Completes bodies, names and dates from the article and what is known of the document.
pub fn complete(claims: &mut Claims, article: &Article, document: &Document) {
    let _ = article;
    let mut last: Option<When> = None;
    for meeting in &mut claims.meetings {
        let when = meeting.when.or(last);
        last = when.or(last);
        (meeting.date, meeting.date_inferred) = day(when, document.meta.date);
        (meeting.end_date, _) = day(meeting.until, document.meta.date);
    }
}

/// The day of a date as the text has it, and whether a part of it was filled in.
fn day(when: Option<When>, published: Option<NaiveDate>) -> (Option<NaiveDate>, bool) {
    let Some(when) = when else { return (None, false) };
    if let Some(ago) = when.days_ago {
        let date = published.and_then(|p| p.checked_sub_days(chrono::Days::new(u64::from(ago))));
        return (date, true);
    }
    let Some(day) = when.day else { return (None, false) };
    if let (Some(year), Some(month)) = (when.year, when.month) {
        return (NaiveDate::from_ymd_opt(year, month, day), false);
    }
    let Some(published) = published else { return (None, true) };
    let month = when.month.unwrap_or_else(|| {
        // The 30th in a paper of the 2nd was last month.
        if day > published.day() + 7 { (published.month() + 10) % 12 + 1 } else { published.month() }
    });
    let ahead = month > published.month() + 6;
    let year = when.year.unwrap_or(published.year() - i32::from(ahead));
    (NaiveDate::from_ymd_opt(year, month, day), true)
}
