//! How the claims of one article become facts.

use super::*;

pub(super) struct Reader<'r> {
    article: &'r ArticleRecord,
    scope: Scope,
    facts: ArticleFacts,
    body_of: FxHashMap<&'r str, usize>,
    body_by_id: FxHashMap<Id, usize>,
    mention_of: FxHashMap<&'r str, usize>,
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
            scope,
            facts,
            body_of: FxHashMap::default(),
            body_by_id: FxHashMap::default(),
            mention_of: FxHashMap::default(),
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
            let fact = Fact::Act {
                meeting: claim.meeting.and_then(|m| self.meeting_of.get(m).copied()),
                regulation: self.regulation(&claim.regulation),
                action: claim.action,
                status: claim.status.clone(),
                by: claim.by.clone(),
            };
            self.say(fact, &claim.evidence);
        }
    }

    fn amending(&mut self) {
        for claim in &self.article.claims.amending {
            let (by, regulation) = (self.regulation(&claim.by), self.regulation(&claim.regulation));
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

    fn regulation(&mut self, title: &str) -> usize {
        let regulation = Regulation::of(title);
        let known = self.facts.regulations.iter().position(|known| known.id == regulation.id);
        known.unwrap_or_else(|| {
            self.facts.regulations.push(regulation);
            self.facts.regulations.len() - 1
        })
    }

    /// Gives every mention the keys that tie it to others of its name.
    fn tie(&mut self) {
        let places = &Lexicon::standard().places;
        let ArticleFacts { bodies, meetings, mentions, statements, .. } = &mut self.facts;
        let province = |body: &Body| body.place.and_then(|p| places.at_level(p, Level::Province));
        // Whether those whose posts go without saying are those of the nation.
        let mut national = false;
        for statement in statements.iter() {
            if let Fact::Post { mention, body, .. } = &statement.fact {
                let (mention, body) = (&mut mentions[*mention], &bodies[*body]);
                mention.posted = true;
                mention.keys.push(Key::Post(body.id.hash));
                mention.keys.extend(body.place.map(Key::Place));
                if body.level == BodyLevel::National {
                    mention.keys.push(Key::Nation);
                    national = true;
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
            mentions.iter().map(|mention| provinces(&mention.keys)).collect();
        for statement in statements.iter() {
            let Fact::Attendance { mention, meeting, .. } = &statement.fact else { continue };
            let (n, meeting) = (*meeting, &meetings[*meeting]);
            let sides = &sides[*mention];
            let mention = &mut mentions[*mention];
            let id = meeting.id.hash;
            mention.keys.push(Key::Meeting(id));
            mention.keys.extend(sides.iter().map(|side| Key::Side(id, *side)));
            mention
                .keys
                .extend(meeting.series.as_ref().map(|(series, _)| Key::Series(series.hash)));
            if !mention.posted {
                let nation = national.then_some(Key::Nation);
                mention.keys.extend(meeting.jurisdiction.map(Key::Place).or(nation));
            }
            let conveners = statements.iter().filter_map(|statement| match statement.fact {
                Fact::Convenes { body, meeting } if meeting == n => Some(body),
                _ => None,
            });
            mention.keys.extend(conveners.map(|body| Key::Convener(bodies[body].id.hash)));
        }
        for mention in mentions {
            mention.keys.sort_unstable();
            mention.keys.dedup();
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
            let mention = Mention { id, name: bare, note, posted: false, keys: Vec::new() };
            mentions.push(mention);
            mentions.len() - 1
        });
        self.mention_of.insert(name, index);
        index
    }
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
