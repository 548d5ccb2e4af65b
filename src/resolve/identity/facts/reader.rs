//! How the claims of one article become facts.

use super::*;
use crate::resolve::in_force::{day_in_force, day_issued};

pub(super) struct Reader<'r> {
    article: &'r ArticleRecord,
    /// Of the document.
    text: &'r str,
    scope: Scope,
    facts: ArticleFacts,
    body_of: FxHashMap<&'r str, usize>,
    body_by_id: FxHashMap<Id, usize>,
    mention_of: FxHashMap<&'r str, usize>,
    /// The article's titles that begin with a place, by what follows it; `None` where several do.
    full_titles: Option<FxHashMap<String, Option<&'r str>>>,
    /// By claim: a session and its sittings are claims of one meeting.
    meeting_of: Vec<usize>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(record: &'r DocumentRecord, article: &'r ArticleRecord) -> Self {
        let id = Id::article(&record.document.key, article.ordinal);
        let meta = &record.document.meta;
        let claims = &article.claims;
        let held = claims.meetings.iter().filter(|meeting| !meeting.referenced);
        let facts = ArticleFacts {
            id,
            ordinal: article.ordinal,
            headline: article.headline.clone(),
            span: article.span,
            date: meta.date.or_else(|| held.filter_map(|meeting| meeting.date).min()),
            bodies: Vec::new(),
            meetings: Vec::new(),
            regulations: Vec::new(),
            mentions: Vec::with_capacity(claims.attendance.len()),
            statements: Vec::with_capacity(
                2 * claims.meetings.len()
                    + claims.attendance.len()
                    + claims.body_attendance.len()
                    + claims.posts.len()
                    + claims.acts.len(),
            ),
        };
        let scope = Scope { home: home(record, article), article: id };
        Reader {
            article,
            text: &record.document.text,
            scope,
            facts,
            body_of: FxHashMap::default(),
            body_by_id: FxHashMap::default(),
            mention_of: FxHashMap::default(),
            full_titles: None,
            meeting_of: Vec::new(),
        }
    }

    pub(super) fn read(mut self) -> ArticleFacts {
        self.meetings();
        self.attendance();
        self.posts();
        self.acts();
        self.amending();
        self.successions();
        self.notes();
        self.tie();
        self.facts
    }

    fn meetings(&mut self) {
        let claims = &self.article.claims;
        for (n, claim) in claims.meetings.iter().enumerate() {
            let bodies: Vec<usize> = claim.conveners.iter().map(|name| self.body(name)).collect();
            let conveners: Vec<Body> =
                bodies.iter().map(|body| self.facts.bodies[*body].clone()).collect();
            let host = claims
                .attendance
                .iter()
                .filter(|attendance| attendance.meeting == n)
                .min_by_key(|attendance| attendance.rank)
                .map(|attendance| attendance.official.as_str());
            let told = Meeting::of(claim, &conveners, host, self.scope);
            let own = told.own_body().filter(|_| bodies.is_empty());
            let own = own.map(|name| Body::of(name, self.scope));
            let own = own.filter(|body| body.kind != BodyKind::Other).map(|own| self.place(own));
            let meetings = &mut self.facts.meetings;
            let meeting = match meetings.iter().position(|known| known.id == told.id) {
                Some(known) => {
                    meetings[known].take_in(told);
                    known
                }
                None => {
                    meetings.push(told);
                    meetings.len() - 1
                }
            };
            self.meeting_of.push(meeting);
            self.say(Fact::Meeting(meeting), &claim.evidence);
            for body in own.into_iter().chain(bodies) {
                self.say(Fact::Convenes { body, meeting }, &claim.evidence);
            }
        }
    }

    fn attendance(&mut self) {
        let claims = &self.article.claims;
        for claim in &claims.attendance {
            let Some(&meeting) = self.meeting_of.get(claim.meeting) else { continue };
            let fact = Fact::Attendance {
                mention: self.mention(&claim.official),
                meeting,
                role: claim.role,
                rank: claim.rank,
                post: claim.post.clone(),
            };
            self.say(fact, &claim.evidence);
        }
        for claim in &claims.body_attendance {
            let Some(&meeting) = self.meeting_of.get(claim.meeting) else { continue };
            let body = self.body(&claim.body);
            let fact = Fact::BodyAttendance { body, meeting, role: claim.role };
            self.say(fact, &claim.evidence);
        }
    }

    fn posts(&mut self) {
        let claims = &self.article.claims;
        for (n, claim) in claims.posts.iter().enumerate() {
            let change = claims.changes.iter().find(|change| change.post == n);
            let decided = change.map(|change| {
                let meeting = change.meeting.and_then(|m| self.meeting_of.get(m));
                let meeting = meeting.map(|m| &self.facts.meetings[*m]);
                (change.kind, meeting.and_then(|meeting| meeting.date).or(self.facts.date))
            });
            let (title, former) = without_former(&claim.title);
            let fact = Fact::Post {
                mention: self.mention(&claim.official),
                body: self.body(&claim.body),
                title: title.to_owned(),
                former,
                change: decided,
            };
            self.say(fact, change.map_or(&claim.evidence, |change| &change.evidence));
        }
    }

    fn acts(&mut self) {
        for claim in &self.article.claims.acts {
            let meeting = claim.meeting.and_then(|m| self.meeting_of.get(m).copied());
            let maker = meeting.filter(|_| is_of_the_maker(claim.action));
            let maker = maker.and_then(|meeting| self.lawmaker(meeting));
            let words = self.text.get(claim.evidence.span.start..claim.evidence.span.end);
            let day = words.filter(|_| meeting.is_none()).and_then(|words| match claim.action {
                Action::TakeEffect | Action::Repeal => day_in_force(words, self.facts.date),
                Action::Promulgate => day_issued(words, self.facts.date),
                _ => None,
            });
            let fact = Fact::Act {
                meeting,
                day,
                regulation: self.regulation(&claim.regulation, maker.as_deref()),
                action: claim.action,
                status: claim.status.clone(),
                by: claim.by.clone(),
            };
            self.say(fact, &claim.evidence);
        }
    }

    fn amending(&mut self) {
        for claim in &self.article.claims.amending {
            let [by, regulation] =
                [&claim.by, &claim.regulation].map(|title| self.regulation(title, None));
            if by != regulation {
                self.say(Fact::Amending { by, kind: claim.kind, regulation }, &claim.evidence);
            }
        }
    }

    fn notes(&mut self) {
        for claim in &self.article.claims.notes {
            let NoteClaim { official, gender, ethnicity, evidence } = claim;
            let mention = self.mention(official);
            let none = || Note { gender: None, ethnicity: None, apart: None };
            let note = self.facts.mentions[mention].note.get_or_insert_with(none);
            note.gender = note.gender.or(*gender);
            note.ethnicity = note.ethnicity.take().or_else(|| ethnicity.clone());
            let (gender, ethnicity) = (*gender, ethnicity.clone());
            self.say(Fact::Note { mention, gender, ethnicity }, evidence);
        }
    }

    /// Only within one jurisdiction, and of what is known to be a body.
    fn successions(&mut self) {
        for claim in &self.article.claims.successions {
            let [before, after] =
                [&claim.before, &claim.after].map(|name| Body::of(name, self.scope));
            let known = |body: &Body| body.kind != BodyKind::Other;
            if known(&before)
                && known(&after)
                && before.id != after.id
                && before.place == after.place
            {
                let (before, after) = (self.place(before), self.place(after));
                self.say(Fact::Succession { before, after }, &claim.evidence);
            }
        }
    }

    /// The regulation of a title. One without its place is that of the one place with which the
    /// article has it elsewhere, else of the division whose congress makes it.
    fn regulation(&mut self, title: &str, maker: Option<&str>) -> usize {
        let regulation = match is_placeless(title) {
            true => match self.in_full(title) {
                Some(full) => {
                    Regulation { name: Regulation::of(title).name, ..Regulation::of(full) }
                }
                None => maker.map_or_else(
                    || Regulation::of(title),
                    |place| Regulation::of_place(title, place),
                ),
            },
            false => Regulation::of(title),
        };
        let known = self.facts.regulations.iter().position(|known| known.id == regulation.id);
        known.unwrap_or_else(|| {
            self.facts.regulations.push(regulation);
            self.facts.regulations.len() - 1
        })
    }

    /// The one title of the article that is this one with a place in front.
    fn in_full(&mut self, title: &str) -> Option<&'r str> {
        let claims = &self.article.claims;
        let full = self.full_titles.get_or_insert_with(|| {
            let changed = claims.amending.iter().flat_map(|claim| [&claim.by, &claim.regulation]);
            let titles = claims.acts.iter().map(|claim| &claim.regulation).chain(changed);
            let mut full: FxHashMap<String, Option<&str>> = FxHashMap::default();
            for title in titles {
                let Some(rest) = without_place(title) else { continue };
                let known = full.entry(rest).or_insert(Some(title));
                if known.is_some_and(|known| Regulation::of(known).id != Regulation::of(title).id) {
                    *known = None;
                }
            }
            full
        });
        full.get(&Regulation::of(title).name).copied().flatten()
    }

    /// The division of a meeting of a people's congress or its standing committee: a province or a
    /// prefecture, which make regulations.
    fn lawmaker(&self, meeting: usize) -> Option<String> {
        let places = &Lexicon::standard().places;
        let told = &self.facts.meetings[meeting];
        let place = places.get(told.jurisdiction?);
        let makes = matches!(place.level, Level::Province | Level::Prefecture);
        let congress = ["人大", "人民代表大会"].iter().any(|body| told.name.contains(body));
        (makes && congress).then(|| place.name.clone())
    }

    /// Gives every mention the keys that tie it to others of its name.
    fn tie(&mut self) {
        let Lexicon { places, names, .. } = Lexicon::standard();
        let ArticleFacts { bodies, meetings, mentions, statements, date, .. } = &mut self.facts;
        let province = |body: &Body| body.place.and_then(|p| places.at_level(p, Level::Province));
        // Whether those whose posts go without saying are those of the nation.
        let mut national = false;
        for statement in statements.iter() {
            if let Fact::Post { mention, body, former, change, .. } = &statement.fact {
                let (mention, body) = (&mut mentions[*mention], &bodies[*body]);
                let ties = &mut mention.ties;
                ties.posted = true;
                ties.keys.push(Key::Post(body.id.hash));
                ties.keys.extend(body.place.map(Key::Place));
                if body.level == BodyLevel::National {
                    ties.keys.push(Key::Nation);
                    national = true;
                }
                if names.is_telling(&mention.name) {
                    let at = (body.id.hash, Region::of(body.level, body.place));
                    ties.turns.extend(Turn::of(at, *former, *change, *date));
                }
            }
        }
        national &= bodies.iter().all(|body| body.place.is_none());
        let provinces = |keys: &[Key]| -> Vec<Option<PlaceId>> {
            let posts = keys.iter().filter_map(|key| match key {
                Key::Post(body) => bodies.iter().find(|b| b.id.hash == *body),
                _ => None,
            });
            posts.map(province).collect()
        };
        let sides: Vec<Vec<Option<PlaceId>>> =
            mentions.iter().map(|mention| provinces(&mention.ties.keys)).collect();
        for statement in statements.iter() {
            let Fact::Attendance { mention, meeting, .. } = &statement.fact else { continue };
            let (n, meeting) = (*meeting, &meetings[*meeting]);
            let sides = &sides[*mention];
            let ties = &mut mentions[*mention].ties;
            let id = meeting.id.hash;
            ties.keys.push(Key::Meeting(id));
            ties.keys.extend(sides.iter().map(|side| Key::Side(id, *side)));
            ties.keys.extend(meeting.series.as_ref().map(|(series, _)| Key::Series(series.hash)));
            if !ties.posted {
                let nation = national.then_some(Key::Nation);
                ties.keys.extend(meeting.jurisdiction.map(Key::Place).or(nation));
            }
            let conveners = statements.iter().filter_map(|statement| match statement.fact {
                Fact::Convenes { body, meeting } if meeting == n => Some(body),
                _ => None,
            });
            ties.keys.extend(conveners.map(|body| Key::Convener(bodies[body].id.hash)));
        }
        for Mention { ties, .. } in mentions {
            ties.keys.sort_unstable();
            ties.keys.dedup();
        }
    }

    fn say(&mut self, fact: Fact, evidence: &Evidence) {
        self.facts.statements.push(Statement { fact, evidence: evidence.clone() });
    }

    fn body(&mut self, name: &'r str) -> usize {
        if let Some(&known) = self.body_of.get(name) {
            return known;
        }
        let index = self.place(Body::of(name, self.scope));
        self.body_of.insert(name, index);
        index
    }

    fn place(&mut self, body: Body) -> usize {
        let bodies = &mut self.facts.bodies;
        *self.body_by_id.entry(body.id).or_insert_with(|| {
            bodies.push(body);
            bodies.len() - 1
        })
    }

    fn mention(&mut self, name: &'r str) -> usize {
        if let Some(&known) = self.mention_of.get(name) {
            return known;
        }
        let clean: Cow<str> = match name.contains(char::is_whitespace) {
            true => name.chars().filter(|c| !c.is_whitespace()).collect::<String>().into(),
            false => name.into(),
        };
        let id = Id::mention(self.facts.id, &clean);
        let (bare, apart) = match clean.split_once('（') {
            Some((name, note)) => (name, Some(note.trim_end_matches('）').to_owned())),
            None => (&*clean, None),
        };
        let bare = bare.to_owned();
        let note = apart.map(|words| Note { gender: None, ethnicity: None, apart: Some(words) });
        let mentions = &mut self.facts.mentions;
        let index = mentions.iter().position(|mention| mention.id == id).unwrap_or_else(|| {
            let mention = Mention { id, name: bare, note, ties: Ties::default() };
            mentions.push(mention);
            mentions.len() - 1
        });
        self.mention_of.insert(name, index);
        index
    }
}

/// Whether a congress does this with its own regulations only: those of others it approves, studies
/// or inspects.
fn is_of_the_maker(action: Action) -> bool {
    use Action::*;
    matches!(action, HearReview | Explain | Deliberate | Pass | Repeal | Amend)
}

/// Where the article is at home: where its publication is, else the one province whose bodies it
/// names.
fn home(record: &DocumentRecord, article: &ArticleRecord) -> Option<PlaceId> {
    let places = &Lexicon::standard().places;
    if let Some(place) = record.document.meta.place.as_deref()
        && let Some((_, [one])) = places.at_start(place)
    {
        return Some(*one);
    }
    let claims = &article.claims;
    let names = claims
        .posts
        .iter()
        .map(|post| &post.body)
        .chain(claims.meetings.iter().flat_map(|m| m.conveners.iter().chain([&m.name])));
    let mut provinces: Vec<PlaceId> = names
        .filter_map(|name| match places.at_start(name) {
            Some((_, [one])) => places.at_level(*one, Level::Province),
            _ => None,
        })
        .collect();
    provinces.sort_unstable();
    provinces.dedup();
    match provinces[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// The title without what says that the post is held no more, and whether that was said.
fn without_former(title: &str) -> (&str, bool) {
    let stripped = List::Former.at_start(title).map(|former| &title[former.len()..]);
    match stripped.filter(|rest| rest.chars().count() >= 2) {
        Some(rest) => (rest, true),
        None => (title, false),
    }
}
