//! What the words of one article mean: jurisdictions and dates.

use super::bodies;
use super::institution::{Institutions, Longer};
use super::jurisdiction::{Here, Jurisdiction};
use super::nearest;
use super::past;
use super::surroundings::Surroundings;
use super::unit::Units;
use super::year;
use crate::extract::date;
use crate::model::{Article, Claims, Confidence, Evidence, PostClaim, When};
use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

/// Completes bodies, names and dates from the article and what is known of the document.
pub fn complete(claims: &mut Claims, article: &Article, surroundings: &Surroundings<'_>) {
    if claims.is_empty() {
        return;
    }
    let document = surroundings.document;
    let longer = Longer::new(article, document);
    let county = claims.posts.iter().any(|post| post.body.starts_with('县'));
    let here = Here::new(Box::new(|| Jurisdiction::of(article, surroundings, county)));
    let own = Institutions::of(article, document, claims);
    let in_full = |body: &str, at: &Evidence| {
        if let Some(hall) = own.hall(body)
            && let Some(province) = here.named("省").or_else(|| here.named("自治区"))
        {
            return format!("{province}{hall}");
        }
        // 兵团教育局: there is one.
        if body.starts_with("兵团") && document.text.contains("新疆生产建设兵团") {
            return format!("新疆生产建设{body}");
        }
        if let Some(whole) = own.complete(body, at.span.start) {
            return bodies::complete(&whole, &here);
        }
        let whole = bodies::complete(body, &here);
        if bodies::is_named(&whole) || bodies::is_open(&whole) {
            return whole;
        }
        longer.of(body, at.span.start).unwrap_or(whole)
    };
    let full = |body: &str, at: &Evidence| {
        if let Some(near) = nearest::neighbour(article, body, at.span.start) {
            return near;
        }
        let whole = in_full(body, at);
        // 王益区…召开。区委书记…: of several districts the one that the paragraph has just named.
        let several = whole != *body && here.is_of_several();
        let open = if several { Some(body) } else { bodies::is_open(&whole).then_some(&*whole) };
        open.and_then(|open| nearest::division(article, open, at.span.start)).unwrap_or(whole)
    };
    for meeting in &mut claims.meetings {
        meeting.name = bodies::complete_meeting(&meeting.name, &here);
        for convener in &mut meeting.conveners {
            *convener = full(convener, &meeting.evidence);
        }
    }
    for attendance in &mut claims.body_attendance {
        attendance.body = full(&attendance.body, &attendance.evidence);
    }
    for succession in &mut claims.successions {
        succession.before = full(&succession.before, &succession.evidence);
        succession.after = full(&succession.after, &succession.evidence);
    }
    // 办公室, 社区: which one, the article doesn't tell.
    claims.body_attendance.retain(|attendance| {
        let body = attendance.body.as_str();
        bodies::is_named(body) || bodies::is_open(body) || body.chars().count() > 5
    });
    let mut units = Units::default();
    for post in &claims.posts {
        units.state(post.evidence.span, &post.body);
    }
    let paired = paired_titles(&claims.posts);
    let as_stated: Vec<String> = claims.posts.iter().map(|post| post.body.clone()).collect();
    for (n, post) in claims.posts.iter_mut().enumerate() {
        let span = post.evidence.span;
        // 院长甲、纪委书记乙: of the hospital, and not of the city.
        let within = ["纪委", "党委", "工会"].contains(&post.body.as_str());
        let institution = || units.beside(span, document).or(own.own());
        if within && let Some(institution) = institution().map(str::to_owned) {
            if !post.title.starts_with(&post.body) {
                post.title.insert_str(0, &post.body);
            }
            post.body = institution;
            post.evidence.confidence = post.evidence.confidence.min(INFERRED);
        } else if own.complete(&post.body, span.start).is_none()
            && let Some(whole) = units.complete(&post.body, span, own.own(), document)
        {
            post.body = whole;
            post.evidence.confidence = post.evidence.confidence.min(INFERRED);
        }
        post.body = match post.body.as_str() {
            "" => {
                let title = paired.get(&n).unwrap_or(&post.title);
                let own = own.of_title(title, post.evidence.span.start);
                own.map(|own| bodies::complete(own, &here)).unwrap_or_default()
            }
            body => {
                let whole = full(body, &post.evidence);
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
        units.state(span, &post.body);
    }
    drop_heads_of_others(claims, &as_stated);
    drop_bodyless(claims);
    past::set_past(claims, document);
    dates(claims, article, surroundings);
}

/// 内河大学党委书记甲到校调研，校党委书记乙: no institution has two; the one whose body was only inferred is
/// not of the one that was named.
fn drop_heads_of_others(claims: &mut Claims, as_stated: &[String]) {
    let one = |title: &str| ["党委书记", "校长", "院长", "董事长", "行长"].contains(&title);
    let stated: Vec<(String, String, String)> = claims
        .posts
        .iter()
        .zip(as_stated)
        .filter(|(post, stated)| post.body == **stated && one(&post.title))
        .map(|(post, _)| (post.official.clone(), post.body.clone(), post.title.clone()))
        .collect();
    let changed: Vec<usize> = claims.changes.iter().map(|change| change.post).collect();
    for (n, post) in claims.posts.iter_mut().enumerate() {
        let others = |(official, body, title): &(String, String, String)| {
            *official != post.official && *body == post.body && *title == post.title
        };
        let inferred = post.body != as_stated[n] && !changed.contains(&n);
        if inferred && stated.iter().any(others) {
            post.body.clear();
        }
    }
}

/// 党委副书记、院长某某: the title that tells of which kind the institution is, by the number of the post
/// that does not.
fn paired_titles(posts: &[PostClaim]) -> FxHashMap<usize, String> {
    let open = |post: &&PostClaim| post.body.is_empty();
    let mut paired = FxHashMap::default();
    let mut of: FxHashMap<&str, &str> = FxHashMap::default();
    for post in posts.iter().filter(open).filter(|p| Institutions::tells_kind(&p.title)) {
        of.insert(&post.official, &post.title);
    }
    for (n, post) in posts.iter().enumerate().filter(|(_, post)| open(post)) {
        if let Some(title) = of.get(post.official.as_str()) {
            paired.insert(n, (*title).to_owned());
        }
    }
    paired
}

/// How sure a post is whose body the article does not name in full where it states it.
const INFERRED: Confidence = 0.89;

/// How sure a post is whose body has no name of its own: 公司, 管委会.
const UNNAMED: Confidence = 0.7;

/// Posts whose body nothing tells are no facts.
fn drop_bodyless(claims: &mut Claims) {
    let mut next = 0;
    let moved = claims.posts.iter().map(|post| {
        let kept = !post.body.is_empty();
        next += usize::from(kept);
        kept.then(|| next - 1)
    });
    let moved: Vec<Option<usize>> = moved.collect();
    claims.changes.retain_mut(|change| match moved.get(change.post).copied().flatten() {
        Some(post) => {
            change.post = post;
            true
        }
        None => false,
    });
    claims.posts.retain(|post| !post.body.is_empty());
}

fn dates(claims: &mut Claims, article: &Article, surroundings: &Surroundings<'_>) {
    let published = surroundings.document.meta.date;
    let address = published.is_none().then(|| year::day_of_url(surroundings.url())).flatten();
    let published = published.or(address);
    // 今天 is the day of the dateline, where the paper came out the day after.
    let line = article.dateline.as_ref().and_then(|line| date::dates(line.text()).last().copied());
    let published = line.and_then(|line| day(Some(line.from), published, None).0).or(published);
    let year = published.is_none().then(|| surroundings.year()).flatten();
    let address_month =
        published.is_none().then(|| year::month_of_url(surroundings.url())).flatten();
    let titles = [article.headline.as_deref(), surroundings.document.meta.title.as_deref()];
    let chronicle = titles.into_iter().flatten().find_map(year::month_of_title);
    for meeting in &mut claims.meetings {
        // A chronicle (大事记) of one month: its entries give no more than the day.
        if let Some((year, month)) = chronicle {
            for when in [&mut meeting.when, &mut meeting.until].into_iter().flatten() {
                if when.month.is_none() && when.days_ago.is_none() {
                    (when.year, when.month) = (Some(year), Some(month));
                }
            }
        }
        let month = meeting.when.and_then(|when| when.month);
        let own = || {
            year::of_name(&meeting.name)
                .or_else(|| surroundings.year_of_plan(month))
                .or_else(|| year::of_months(&surroundings.document.text, month))
        };
        let year = year.or_else(|| published.is_none().then(&own).flatten());
        (meeting.date, meeting.date_inferred) = day(meeting.when, published, year);
        (meeting.end_date, _) = day(meeting.until, published, year);
        // A site that has moved names the day of the move: what happened long before tells nothing then.
        let far = address.zip(meeting.date).is_some_and(|(address, date)| {
            let longest = if month.is_some() { REPORTED } else { REPORTED_BY_DAY };
            !(0..=longest).contains(&(address - date).num_days())
        });
        // A year in an address is that of what happened before.
        let ahead = address_month
            .zip(meeting.date)
            .is_some_and(|((year, month), date)| date.year() == year && date.month() > month);
        let dated = meeting.when.is_some_and(|when| when.year.is_some());
        if !dated && (far || ahead) {
            let year = own();
            (meeting.date, meeting.date_inferred) = day(meeting.when, None, year);
            (meeting.end_date, _) = day(meeting.until, None, year);
        }
    }
}

/// How many days after a meeting a site reports it at the latest.
const REPORTED: i64 = 20;

/// The same where the text gives no more than the day of the month.
const REPORTED_BY_DAY: i64 = 3;

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
    let ahead = |year| {
        let date = NaiveDate::from_ymd_opt(year, month, day);
        date.is_some_and(|date| (date - published).num_days() > AHEAD)
    };
    let year = when.year.unwrap_or_else(|| published.year() - i32::from(ahead(published.year())));
    (NaiveDate::from_ymd_opt(year, month, day), true)
}

/// How many days a paper may be dated before what it reports; further ahead was a year ago.
const AHEAD: i64 = 31;
