//! What has been read of an article so far: its meetings, who was there, and which one is meant now.

use super::date::DatePhrase;
use super::notes::Note;
use super::on_table::{OnTable, Pending};
use super::sentence::Sentence;
use crate::model::{
    ActClaim, Action, Amending, AmendingClaim, AttendanceClaim, BodyAttendanceClaim, ChangeClaim,
    ChangeKind, Claims, Confidence, Evidence, Mapped, MeetingClaim, MeetingKind, NoteClaim,
    PostClaim, Role, Span, SuccessionClaim, When,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The state of the discourse.
pub struct Reading<'a> {
    paragraphs: &'a [Mapped],
    /// How many of them may tell the day of what the article reports.
    pub opening: usize,
    /// All that has been found.
    pub claims: Claims,
    /// The meeting that 会议 and 会上 mean.
    pub current: Option<usize>,
    /// The headline and the lines under it.
    pub headlines: Vec<&'a str>,
    /// The audiences that 参加会见 means.
    pub audiences: Vec<usize>,
    /// Who 他 is.
    pub topic: Option<String>,
    /// The day that the article spoke of last, and the end of its range.
    pub last_date: Option<(When, Option<When>)>,
    /// A meeting that the article names without saying that it was held, with its head.
    pub mentioned: Option<(MeetingClaim, String)>,
    /// The body that a title was last stated with: what a bare 副主任 belongs to.
    pub bodies: FxHashMap<String, String>,
    /// The body of the post that somebody was elected to last: 甲当选为市总工会主席，乙当选为副主席.
    pub elected_at: Option<String>,
    /// What becomes of the posts that a list goes on with behind a semicolon.
    pub appointing: Option<ChangeKind>,
    /// 出席会议的有甲、乙；院长丙: what those did whom a list goes on with behind a semicolon.
    pub listing: Option<(Role, usize)>,
    /// What the sentence before, which a semicolon ended, hands to this one.
    pub pending: Pending,
    /// The regulations that were spoken of last.
    pub on_table: Vec<OnTable>,
    /// For each meeting its head and whether its name was found without a front.
    pub heads: Vec<(String, bool)>,
    /// The regulation that 《条例》 is short for, by the short title, once it was asked for.
    pub titles: Option<FxHashMap<&'static str, Option<String>>>,
    index: Index,
}

/// Where among the claims each fact stands: an article may name thousands of people.
#[derive(Default)]
struct Index {
    /// By meeting and person, for each role.
    attendance: FxHashMap<usize, FxHashMap<String, Vec<usize>>>,
    body_attendance: FxHashMap<(usize, Role), FxHashSet<String>>,
    /// By person and body, for each title.
    posts: FxHashMap<String, FxHashMap<String, Vec<usize>>>,
    changes: FxHashSet<(usize, ChangeKind)>,
    acts: FxHashMap<(Option<usize>, Action), FxHashSet<String>>,
}

/// Words that say a fact.
#[derive(Debug, Clone, Copy)]
pub struct Found<'s, 'a> {
    /// The sentence.
    pub sentence: &'s Sentence<'a>,
    /// The words in it.
    pub span: Span,
    /// The rule that read them.
    pub rule: &'static str,
    /// How sure the rule is.
    pub confidence: Confidence,
}

impl<'a> Reading<'a> {
    /// Nothing has been read yet of an article with these paragraphs, the first `opening` of which tell the
    /// day.
    pub fn new(paragraphs: &'a [Mapped], opening: usize) -> Self {
        Self {
            paragraphs,
            opening,
            claims: Claims::default(),
            current: None,
            headlines: Vec::new(),
            audiences: Vec::new(),
            topic: None,
            mentioned: None,
            bodies: FxHashMap::default(),
            last_date: None,
            elected_at: None,
            appointing: None,
            listing: None,
            pending: Pending::default(),
            on_table: Vec::new(),
            heads: Vec::new(),
            titles: None,
            index: Index::default(),
        }
    }

    /// The place of the words in the document.
    pub fn evidence(&self, found: Found<'_, '_>) -> Evidence {
        let at = found.sentence.offset;
        let span = Span::new(found.span.start + at, found.span.end + at);
        let source = self
            .paragraphs
            .get(found.sentence.paragraph)
            .map_or(span, |paragraph| paragraph.source(span));
        Evidence { span: source, rule: found.rule.into(), confidence: found.confidence }
    }

    /// A person did something at a meeting; what is known already is kept.
    pub fn attend(
        &mut self,
        meeting: usize,
        official: &str,
        role: Role,
        post: Option<String>,
        found: Found<'_, '_>,
    ) {
        let claims = &mut self.claims.attendance;
        let by_name = self.index.attendance.entry(meeting).or_default();
        let known = by_name.entry(official.to_owned()).or_default();
        if let Some(known) = known.iter().find(|n| claims[**n].role == role) {
            let claim = &mut claims[*known];
            claim.post = claim.post.take().or(post);
            return;
        }
        known.push(claims.len());
        let evidence = self.evidence(found);
        let official = official.to_owned();
        self.claims.attendance.push(AttendanceClaim {
            meeting,
            official,
            role,
            rank: 0,
            post,
            evidence,
        });
    }

    /// A body did something at a meeting.
    pub fn attend_body(&mut self, meeting: usize, body: &str, role: Role, found: Found<'_, '_>) {
        let known = self.index.body_attendance.entry((meeting, role)).or_default();
        if known.insert(body.to_owned()) {
            let evidence = self.evidence(found);
            let body = body.to_owned();
            self.claims.body_attendance.push(BodyAttendanceClaim { meeting, body, role, evidence });
        }
    }

    /// A person holds a post; gives its index among the posts.
    pub fn post(&mut self, official: &str, body: &str, title: &str, found: Found<'_, '_>) -> usize {
        let by_body = self.index.posts.entry(official.to_owned()).or_default();
        let known = by_body.entry(body.to_owned()).or_default();
        if let Some(known) = known.iter().find(|n| self.claims.posts[**n].title == title) {
            return *known;
        }
        let index = self.claims.posts.len();
        known.push(index);
        let evidence = self.evidence(found);
        self.claims.posts.push(PostClaim {
            official: official.to_owned(),
            body: body.to_owned(),
            title: title.to_owned(),
            evidence,
        });
        index
    }

    /// Whether the article has stated a post of this title for the person.
    pub fn has_title(&self, official: &str, title: &str) -> bool {
        let held = self.index.posts.get(official).into_iter().flat_map(|of| of.values());
        held.flatten().any(|n| self.claims.posts[*n].title == title)
    }

    /// A post was given or taken.
    pub fn change(&mut self, post: usize, kind: ChangeKind, found: Found<'_, '_>) {
        if self.index.changes.insert((post, kind)) {
            let evidence = self.evidence(found);
            self.claims.changes.push(ChangeClaim { post, kind, meeting: self.current, evidence });
        }
    }

    /// Something was done with a regulation.
    pub fn act(
        &mut self,
        regulation: &str,
        status: Option<String>,
        action: Action,
        by: Option<String>,
        meeting: Option<usize>,
        found: Found<'_, '_>,
    ) {
        let known = self.index.acts.entry((meeting, action)).or_default();
        if known.insert(regulation.to_owned()) {
            let evidence = self.evidence(found);
            let regulation = regulation.to_owned();
            self.claims.acts.push(ActClaim { regulation, status, meeting, action, by, evidence });
        }
    }

    /// One regulation amends or repeals another.
    pub fn amend(&mut self, by: &str, kind: Amending, regulation: &str, found: Found<'_, '_>) {
        let claims = &self.claims.amending;
        if !claims.iter().any(|c| c.by == by && c.kind == kind && c.regulation == regulation) {
            let evidence = self.evidence(found);
            let (by, regulation) = (by.to_owned(), regulation.to_owned());
            self.claims.amending.push(AmendingClaim { by, kind, regulation, evidence });
        }
    }

    /// A body became another.
    pub fn succeed(&mut self, before: &str, after: &str, found: Found<'_, '_>) {
        if !self.claims.successions.iter().any(|c| c.before == before && c.after == after) {
            let evidence = self.evidence(found);
            let (before, after) = (before.to_owned(), after.to_owned());
            self.claims.successions.push(SuccessionClaim { before, after, evidence });
        }
    }

    /// Something is said of a person.
    pub fn note(&mut self, official: &str, note: &Note, found: Found<'_, '_>) {
        let Note { gender, ethnicity, .. } = note;
        let says = gender.is_some() || ethnicity.is_some();
        let known = |c: &NoteClaim| {
            c.official == official && c.gender == *gender && c.ethnicity == *ethnicity
        };
        if says && !self.claims.notes.iter().any(known) {
            let evidence = self.evidence(found);
            let (gender, ethnicity) = (*gender, ethnicity.clone());
            let official = official.to_owned();
            self.claims.notes.push(NoteClaim { official, gender, ethnicity, evidence });
        }
    }

    /// The paragraphs of the article.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.paragraphs.iter().map(Mapped::text)
    }

    /// The day that the sentences behind are of.
    pub fn tell_day(&mut self, date: &DatePhrase) {
        // A range of days is that of a visit, not of each meeting during it.
        self.last_date = date.until.is_none().then_some((date.from, None));
    }

    /// A meeting that the article reports; it is the one meant from here on.
    pub fn open(&mut self, claim: MeetingClaim, head: &str, nameless: bool) -> usize {
        self.claims.meetings.push(claim);
        self.heads.push((head.to_owned(), nameless));
        let index = self.claims.meetings.len() - 1;
        self.current = Some(index);
        index
    }

    /// Whether a person has been found to have done anything at a meeting.
    pub fn was_at(&self, meeting: usize, official: &str) -> bool {
        self.index.attendance.get(&meeting).is_some_and(|known| known.contains_key(official))
    }

    /// The meetings that a sentence may mean, the earliest first: all of them, but for a text that
    /// has more than any article.
    pub fn recent(&self) -> std::ops::Range<usize> {
        const MOST: usize = 100;
        let all = self.claims.meetings.len();
        all.saturating_sub(MOST)..all
    }

    /// Whether it is this sentence that the meeting was found in.
    pub fn is_told_in(&self, meeting: usize, s: &Sentence<'_>) -> bool {
        let start = Found { sentence: s, span: Span::new(0, 0), rule: "", confidence: 0.0 };
        let start = self.evidence(start).span.start;
        self.claims.meetings.get(meeting).is_some_and(|m| m.evidence.span.start >= start)
    }

    /// The kind of a meeting.
    pub fn kind(&self, meeting: usize) -> MeetingKind {
        self.claims.meetings.get(meeting).map_or(MeetingKind::default(), |m| m.kind)
    }

    /// All claims, the order of precedence filled in.
    pub fn finish(mut self) -> Claims {
        let mut ranks: Vec<FxHashMap<&str, u32>> =
            vec![FxHashMap::default(); self.claims.meetings.len()];
        for attendance in &mut self.claims.attendance {
            let AttendanceClaim { meeting, official, rank, .. } = attendance;
            let Some(ranks) = ranks.get_mut(*meeting) else { continue };
            let next = u32::try_from(ranks.len() + 1).unwrap_or(u32::MAX);
            *rank = *ranks.entry(official.as_str()).or_insert(next);
        }
        self.claims
    }
}
