//! Invented documents, put together by hand: every claim's words stand in the text.
#![allow(dead_code)] // each test program uses its own part of this

pub mod news;
pub mod server;

use chuxi::model::{
    ActClaim, Action, Amending, AmendingClaim, ArticleRecord, AttendanceClaim, BodyAttendanceClaim,
    ChangeClaim, ChangeKind, Claims, Document, DocumentRecord, Evidence, Gender, MeetingClaim,
    MeetingKind, Metadata, NoteClaim, PostClaim, Role, Span, SuccessionClaim,
};

/// A document in the making.
pub struct Writer {
    key: String,
    meta: Metadata,
    text: String,
    articles: Vec<ArticleRecord>,
}

/// A document with one article to begin with.
pub fn document(key: &str) -> Writer {
    let mut writer = Writer {
        key: key.into(),
        meta: Metadata { publication: Some("云川日报".into()), ..Metadata::default() },
        text: String::new(),
        articles: Vec::new(),
    };
    writer.next_article("要闻");
    writer
}

impl Writer {
    pub fn date(mut self, date: &str) -> Self {
        self.meta.date = date.parse().ok();
        self
    }

    pub fn place(mut self, place: &str) -> Self {
        self.meta.place = Some(place.into());
        self
    }

    pub fn headline(mut self, headline: &str) -> Self {
        self.article().headline = Some(headline.into());
        self
    }

    /// Begins another article.
    pub fn article_on(mut self, headline: &str) -> Self {
        self.next_article(headline);
        self
    }

    /// A meeting; the claims that follow are of it.
    pub fn meeting(self, name: &str, date: Option<&str>, kind: MeetingKind) -> Self {
        self.meeting_of(name, date, kind, &[])
    }

    pub fn meeting_of(
        mut self,
        name: &str,
        date: Option<&str>,
        kind: MeetingKind,
        conveners: &[&str],
    ) -> Self {
        let evidence = self.say(&format!("{name}召开。"), "meeting");
        self.claims().meetings.push(MeetingClaim {
            name: name.into(),
            kind,
            when: None,
            until: None,
            date: date.and_then(|date| date.parse().ok()),
            end_date: None,
            date_inferred: false,
            place: None,
            conveners: conveners.iter().map(|body| (*body).into()).collect(),
            referenced: false,
            evidence,
        });
        self
    }

    /// Someone attends the meeting named last.
    pub fn attends(mut self, official: &str, role: Role) -> Self {
        let evidence = self.say(&format!("{official}与会。"), "attendance");
        let claims = self.claims();
        let rank = claims.attendance.len() as u32 + 1;
        claims.attendance.push(AttendanceClaim {
            meeting: claims.meetings.len() - 1,
            official: official.into(),
            role,
            rank,
            post: None,
            evidence,
        });
        self
    }

    /// Someone with a post attends the meeting named last.
    pub fn attends_as(mut self, body: &str, title: &str, official: &str, role: Role) -> Self {
        self = self.post(body, title, official).attends(official, role);
        if let Some(last) = self.claims().attendance.last_mut() {
            last.post = Some(format!("{body}{title}"));
        }
        self
    }

    pub fn body_attends(mut self, body: &str, role: Role) -> Self {
        let evidence = self.say(&format!("{body}负责人列席。"), "body attendance");
        let claims = self.claims();
        let meeting = claims.meetings.len() - 1;
        claims.body_attendance.push(BodyAttendanceClaim {
            meeting,
            body: body.into(),
            role,
            evidence,
        });
        self
    }

    pub fn post(mut self, body: &str, title: &str, official: &str) -> Self {
        let evidence = self.say(&format!("{body}{title}{official}。"), "post");
        self.claims().posts.push(PostClaim {
            official: official.into(),
            body: body.into(),
            title: title.into(),
            evidence,
        });
        self
    }

    /// The meeting named last appoints or removes.
    pub fn change(mut self, kind: ChangeKind, body: &str, title: &str, official: &str) -> Self {
        self = self.post(body, title, official);
        let claims = self.claims();
        let post = claims.posts.len() - 1;
        let evidence = claims.posts[post].evidence.clone();
        let meeting = claims.meetings.len().checked_sub(1);
        claims.changes.push(ChangeClaim { post, kind, meeting, evidence });
        self
    }

    /// The meeting named last does something with a regulation.
    pub fn act(mut self, action: Action, regulation: &str, status: Option<&str>) -> Self {
        let evidence = self.say(&format!("会议处理了《{regulation}》。"), "act");
        let claims = self.claims();
        claims.acts.push(ActClaim {
            regulation: regulation.into(),
            status: status.map(Into::into),
            meeting: claims.meetings.len().checked_sub(1),
            action,
            by: None,
            evidence,
        });
        self
    }

    /// What becomes of a regulation outside any meeting, in words that may tell the day.
    pub fn enacted(mut self, action: Action, regulation: &str, words: &str) -> Self {
        self = self.act(action, regulation, None);
        let evidence = self.say(&format!("《{regulation}》{words}。"), "enactment");
        if let Some(act) = self.claims().acts.last_mut() {
            (act.meeting, act.evidence) = (None, evidence);
        }
        self
    }

    /// A regulation amends or repeals another.
    pub fn amending(mut self, by: &str, kind: Amending, regulation: &str) -> Self {
        let evidence = self.say(&format!("《{by}》改变《{regulation}》。"), "amending");
        let (by, regulation) = (by.into(), regulation.into());
        self.claims().amending.push(AmendingClaim { by, kind, regulation, evidence });
        self
    }

    /// A body became another.
    pub fn succession(mut self, before: &str, after: &str) -> Self {
        let evidence = self.say(&format!("{before}更名为{after}。"), "renamed");
        let (before, after) = (before.into(), after.into());
        self.claims().successions.push(SuccessionClaim { before, after, evidence });
        self
    }

    /// Brackets behind a name say something of the person.
    pub fn note(mut self, official: &str, gender: Option<Gender>, ethnicity: Option<&str>) -> Self {
        let evidence = self.say(&format!("{official}（注）。"), "note");
        let (official, ethnicity) = (official.into(), ethnicity.map(Into::into));
        self.claims().notes.push(NoteClaim { official, gender, ethnicity, evidence });
        self
    }

    pub fn done(self) -> DocumentRecord {
        DocumentRecord {
            document: Document { key: self.key, text: self.text, meta: self.meta },
            grammar: 1,
            articles: self.articles,
        }
    }

    fn next_article(&mut self, headline: &str) {
        let at = self.text.len();
        self.articles.push(ArticleRecord {
            ordinal: self.articles.len(),
            headline: Some(headline.into()),
            span: Span::new(at, at),
            claims: Claims::default(),
        });
    }

    fn article(&mut self) -> &mut ArticleRecord {
        self.articles.last_mut().expect("there is always one")
    }

    fn claims(&mut self) -> &mut Claims {
        &mut self.article().claims
    }

    fn say(&mut self, words: &str, rule: &str) -> Evidence {
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(start, self.text.len());
        let article = self.article();
        article.span = article.span.cover(span);
        Evidence { span, rule: rule.to_owned().into(), confidence: 0.9 }
    }
}
