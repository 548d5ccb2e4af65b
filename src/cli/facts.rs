//! What a document says as plain facts, one object an article: the form of `extract --format jsonl`
//! and of the facts that `eval` compares with.

use crate::model::{
    Action, Amending, ArticleRecord, ChangeKind, Claims, Document, DocumentRecord, Evidence,
    Gender, MeetingKind, Role, Span,
};
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt;

/// All that one article says.
#[derive(Debug, Serialize)]
pub struct ArticleFacts<'a> {
    /// The `id` of the input line, else the document's key.
    pub id: &'a str,
    /// The headline.
    pub title: Option<&'a str>,
    /// The day of publication.
    pub date: Option<NaiveDate>,
    /// The meetings, named `m1`, `m2`, … within the article.
    pub meetings: Vec<Meeting<'a>>,
    /// Who attended them.
    pub attendance: Vec<Attendance<'a>>,
    /// Which bodies attended them.
    pub body_attendance: Vec<BodyAttendance<'a>>,
    /// Who holds which post.
    pub posts: Vec<Post<'a>>,
    /// What became of regulations.
    pub regulations: Vec<Regulation<'a>>,
    /// Which regulations were issued and take effect.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enactments: Vec<Enactment<'a>>,
    /// Appointments and removals.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change<'a>>,
    /// Which regulation amends or repeals which.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amending: Vec<AmendingFact<'a>>,
    /// Which body became which.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successions: Vec<Succession<'a>>,
    /// What brackets behind names say of persons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note<'a>>,
}

/// A meeting.
#[derive(Debug, Serialize)]
pub struct Meeting<'a> {
    /// Its name within the article.
    pub id: String,
    /// Its name in full.
    pub name: &'a str,
    /// What kind of gathering it is.
    pub kind: MeetingKind,
    /// The day it was held or began.
    pub date: Option<NaiveDate>,
    /// Its last day, where it ran for days.
    pub end_date: Option<NaiveDate>,
    /// The year or the month stands elsewhere than with the day.
    #[serde(skip_serializing_if = "is_false")]
    pub date_inferred: bool,
    /// City or venue.
    pub place: Option<&'a str>,
    /// Whose meeting it is.
    pub conveners: &'a [String],
    /// Only spoken of, not reported as held.
    #[serde(skip_serializing_if = "is_false")]
    pub referenced: bool,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// A person at a meeting.
#[derive(Debug, Serialize)]
pub struct Attendance<'a> {
    /// Which meeting.
    pub meeting: String,
    /// The name.
    pub official: &'a str,
    /// What the person did there.
    pub role: Role,
    /// The place in the order of precedence, from 1.
    pub rank: u32,
    /// The post as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<&'a str>,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// A body at a meeting.
#[derive(Debug, Serialize)]
pub struct BodyAttendance<'a> {
    /// Which meeting.
    pub meeting: String,
    /// The body.
    pub body: &'a str,
    /// What it did there.
    pub role: Role,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// A title at a body.
#[derive(Debug, Serialize)]
pub struct Post<'a> {
    /// The name.
    pub official: &'a str,
    /// The body.
    pub body: &'a str,
    /// The title.
    pub title: &'a str,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// What a meeting did with a regulation.
#[derive(Debug, Serialize)]
pub struct Regulation<'a> {
    /// The name without its status.
    pub name: &'a str,
    /// 草案, 修订
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'a str>,
    /// Which meeting; none where the article only speaks of the regulation.
    pub meeting: Option<String>,
    /// What was done.
    pub action: Action,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'a str>,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// An appointment or a removal.
#[derive(Debug, Serialize)]
pub struct Change<'a> {
    /// Which of the two.
    pub kind: ChangeKind,
    /// The name.
    pub official: &'a str,
    /// The body.
    pub body: &'a str,
    /// The title.
    pub title: &'a str,
    /// The meeting that decided it.
    pub meeting: Option<String>,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// That a regulation was issued, or that it takes effect.
#[derive(Debug, Serialize)]
pub struct Enactment<'a> {
    /// Its name.
    pub regulation: &'a str,
    /// Which of the two.
    pub action: Action,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// That a regulation amends or repeals another.
#[derive(Debug, Serialize)]
pub struct AmendingFact<'a> {
    /// The one that does it.
    pub by: &'a str,
    /// What it does.
    pub kind: Amending,
    /// The one to which it is done.
    pub regulation: &'a str,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// That a body became another.
#[derive(Debug, Serialize)]
pub struct Succession<'a> {
    /// The body that was.
    pub before: &'a str,
    /// The body that came after it.
    pub after: &'a str,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// A person's gender or nationality.
#[derive(Debug, Serialize)]
pub struct Note<'a> {
    /// The name.
    pub official: &'a str,
    /// 女
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// 回族
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<&'a str>,
    /// Where the article says so.
    pub evidence: Quote<'a>,
}

/// The words that say a fact, where they stand, and how sure the rule is that read them.
#[derive(Debug, Serialize)]
pub struct Quote<'a> {
    /// The words as they stand in the document, line breaks with them.
    pub quote: &'a str,
    /// First byte in the document's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The rule of the grammar.
    pub rule: &'a str,
    /// From 0 to 1.
    pub confidence: f32,
}

/// The facts of every article of a document. Claims that point nowhere are left out.
pub fn articles(record: &DocumentRecord) -> Vec<ArticleFacts<'_>> {
    record.articles.iter().map(|article| of_article(&record.document, article)).collect()
}

/// The same for people: some lines an article.
pub fn pretty(record: &DocumentRecord) -> String {
    articles(record).iter().map(super::pretty::article).collect()
}

/// One line of JSON.
impl fmt::Display for ArticleFacts<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

fn of_article<'a>(document: &'a Document, article: &'a ArticleRecord) -> ArticleFacts<'a> {
    let claims = &article.claims;
    let quote = |evidence: &'a Evidence| quote(document, evidence);
    let held = |meeting: usize| meeting < claims.meetings.len();
    ArticleFacts {
        id: document.meta.id.as_deref().unwrap_or(&document.key),
        title: article.headline.as_deref(),
        date: document.meta.date,
        meetings: meetings(document, claims),
        attendance: (claims.attendance.iter().filter(|claim| held(claim.meeting)))
            .map(|claim| Attendance {
                meeting: id(claim.meeting),
                official: &claim.official,
                role: claim.role,
                rank: claim.rank,
                post: claim.post.as_deref(),
                evidence: quote(&claim.evidence),
            })
            .collect(),
        body_attendance: (claims.body_attendance.iter().filter(|claim| held(claim.meeting)))
            .map(|claim| BodyAttendance {
                meeting: id(claim.meeting),
                body: &claim.body,
                role: claim.role,
                evidence: quote(&claim.evidence),
            })
            .collect(),
        posts: (claims.posts.iter())
            .map(|claim| Post {
                official: &claim.official,
                body: &claim.body,
                title: &claim.title,
                evidence: quote(&claim.evidence),
            })
            .collect(),
        regulations: (claims.acts.iter())
            .filter(|claim| !is_enactment(claim.action))
            .map(|claim| Regulation {
                name: &claim.regulation,
                status: claim.status.as_deref(),
                meeting: claim.meeting.map(id),
                action: claim.action,
                by: claim.by.as_deref(),
                evidence: quote(&claim.evidence),
            })
            .collect(),
        enactments: (claims.acts.iter())
            .filter(|claim| is_enactment(claim.action))
            .map(|claim| Enactment {
                regulation: &claim.regulation,
                action: claim.action,
                evidence: quote(&claim.evidence),
            })
            .collect(),
        changes: (claims.changes.iter())
            .filter_map(|claim| {
                let post = claims.posts.get(claim.post)?;
                Some(Change {
                    kind: claim.kind,
                    official: &post.official,
                    body: &post.body,
                    title: &post.title,
                    meeting: claim.meeting.map(id),
                    evidence: quote(&claim.evidence),
                })
            })
            .collect(),
        amending: (claims.amending.iter())
            .map(|claim| AmendingFact {
                by: &claim.by,
                kind: claim.kind,
                regulation: &claim.regulation,
                evidence: quote(&claim.evidence),
            })
            .collect(),
        successions: (claims.successions.iter())
            .map(|claim| Succession {
                before: &claim.before,
                after: &claim.after,
                evidence: quote(&claim.evidence),
            })
            .collect(),
        notes: (claims.notes.iter())
            .map(|claim| Note {
                official: &claim.official,
                gender: claim.gender,
                ethnicity: claim.ethnicity.as_deref(),
                evidence: quote(&claim.evidence),
            })
            .collect(),
    }
}

/// What becomes of regulations outside any meeting.
fn is_enactment(action: Action) -> bool {
    matches!(action, Action::Promulgate | Action::TakeEffect)
}

fn meetings<'a>(document: &'a Document, claims: &'a Claims) -> Vec<Meeting<'a>> {
    let numbered = claims.meetings.iter().enumerate();
    numbered
        .map(|(n, claim)| Meeting {
            id: id(n),
            name: &claim.name,
            kind: claim.kind,
            date: claim.date,
            end_date: claim.end_date,
            date_inferred: claim.date_inferred,
            place: claim.place.as_deref(),
            conveners: &claim.conveners,
            referenced: claim.referenced,
            evidence: quote(document, &claim.evidence),
        })
        .collect()
}

fn id(meeting: usize) -> String {
    format!("m{}", meeting + 1)
}

fn quote<'a>(document: &'a Document, evidence: &'a Evidence) -> Quote<'a> {
    let Span { start, end } = evidence.span;
    Quote {
        quote: evidence.span.of(&document.text),
        start,
        end,
        rule: &evidence.rule,
        confidence: evidence.confidence,
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{
        ActClaim, AttendanceClaim, BodyAttendanceClaim, ChangeClaim, MeetingClaim, Metadata,
        PostClaim,
    };

    /// A document of one article with a claim of each kind.
    pub(crate) fn record() -> DocumentRecord {
        let text =
            "省长马骏主持会议，通过《云川省养蜂条例（草案）》，任命罗兰为副省长。省高院列席。";
        let of = |words: &str, confidence: f32| {
            let start = text.find(words).unwrap_or_default();
            let span = Span::new(start, start + words.len());
            Evidence { span, rule: "test".into(), confidence }
        };
        let post = |official: &str, title: &str| PostClaim {
            official: official.to_owned(),
            body: "云川省政府".to_owned(),
            title: title.to_owned(),
            evidence: of(official, 0.9),
        };
        let claims = Claims {
            meetings: vec![MeetingClaim {
                name: "云川省政府常务会议".to_owned(),
                kind: MeetingKind::Executive,
                when: None,
                until: None,
                date: NaiveDate::from_ymd_opt(2024, 3, 1),
                end_date: None,
                date_inferred: false,
                place: Some("云川".to_owned()),
                conveners: vec!["云川省政府".to_owned()],
                referenced: false,
                evidence: of("会议", 0.95),
            }],
            attendance: vec![AttendanceClaim {
                meeting: 0,
                official: "马骏".to_owned(),
                role: Role::Chair,
                rank: 1,
                post: Some("省长".to_owned()),
                evidence: of("省长马骏主持", 0.99),
            }],
            body_attendance: vec![BodyAttendanceClaim {
                meeting: 0,
                body: "云川省高级人民法院".to_owned(),
                role: Role::Observer,
                evidence: of("省高院列席", 0.8),
            }],
            posts: vec![post("马骏", "省长"), post("罗兰", "副省长")],
            changes: vec![ChangeClaim {
                post: 1,
                kind: ChangeKind::Appointment,
                meeting: Some(0),
                evidence: of("任命罗兰为副省长", 0.9),
            }],
            acts: vec![ActClaim {
                regulation: "云川省养蜂条例".to_owned(),
                status: Some("草案".to_owned()),
                meeting: Some(0),
                action: Action::Pass,
                by: None,
                evidence: of("通过《云川省养蜂条例（草案）》", 0.97),
            }],
            ..Claims::default()
        };
        let headline = Some("省政府常务会议召开".to_owned());
        let span = Span::new(0, text.len());
        DocumentRecord {
            document: Document {
                key: "news/1.txt".to_owned(),
                text: text.to_owned(),
                meta: Metadata { date: NaiveDate::from_ymd_opt(2024, 3, 2), ..Metadata::default() },
            },
            grammar: 1,
            articles: vec![ArticleRecord { ordinal: 0, headline, span, claims }],
        }
    }

    #[test]
    fn facts_have_the_form_of_the_gold_set() {
        let record = record();
        let lines: Vec<String> = articles(&record).iter().map(ToString::to_string).collect();
        assert_eq!(lines.len(), 1);
        let article: serde_json::Value = serde_json::from_str(&lines[0]).unwrap_or_default();
        assert_eq!(article["id"], "news/1.txt");
        assert_eq!(article["title"], "省政府常务会议召开");
        assert_eq!(article["date"], "2024-03-02");
        assert_eq!(article["meetings"][0]["id"], "m1");
        assert_eq!(article["meetings"][0]["date"], "2024-03-01");
        assert!(article["meetings"][0].get("referenced").is_none());
        assert_eq!(article["attendance"][0]["meeting"], "m1");
        assert_eq!(article["attendance"][0]["role"], "CHAIR");
        assert_eq!(article["attendance"][0]["evidence"]["quote"], "省长马骏主持");
        assert_eq!(article["body_attendance"][0]["role"], "OBSERVER");
        assert_eq!(article["posts"][1]["title"], "副省长");
        assert_eq!(article["regulations"][0]["action"], "PASS");
        assert_eq!(article["changes"][0]["kind"], "APPOINTMENT");
    }
}
