//! Found facts against gold facts: what is right, missed and made up. Pure: no I/O, no printing.

use super::normal::{alike, body, plain, regulation};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The kinds of facts that are counted, each by itself.
pub const KINDS: [&str; 8] = [
    "meetings",
    "dates",
    "attendance",
    "roles",
    "body_attendance",
    "posts",
    "regulations",
    "actions",
];

/// The facts of one article, or of a document's gold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Facts {
    meetings: Option<Vec<Meeting>>,
    attendance: Option<Vec<Attendance>>,
    body_attendance: Option<Vec<BodyAttendance>>,
    posts: Option<Vec<Post>>,
    regulations: Option<Vec<Regulation>>,
}

/// What every fact may bear: whether it counts, and how sure the program is of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Note {
    optional: bool,
    evidence: Option<Evidence>,
}

/// Where a found fact stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// First byte in the document's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// From 0 to 1.
    pub confidence: f32,
}

#[derive(Debug, Clone, Deserialize)]
struct Meeting {
    id: String,
    name: String,
    date: Option<String>,
    #[serde(default)]
    referenced: bool,
    #[serde(flatten)]
    note: Note,
}

#[derive(Debug, Clone, Deserialize)]
struct Attendance {
    meeting: Option<String>,
    official: String,
    role: String,
    #[serde(flatten)]
    note: Note,
}

#[derive(Debug, Clone, Deserialize)]
struct BodyAttendance {
    meeting: Option<String>,
    body: String,
    #[serde(flatten)]
    note: Note,
}

#[derive(Debug, Clone, Deserialize)]
struct Post {
    official: String,
    body: String,
    title: String,
    #[serde(flatten)]
    note: Note,
}

#[derive(Debug, Clone, Deserialize)]
struct Regulation {
    name: String,
    meeting: Option<String>,
    action: String,
    #[serde(flatten)]
    note: Note,
}

/// A fact in the form in which it is compared: its fields, meetings by the gold's names for them.
pub type Fact = Vec<Option<String>>;

/// A fact that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The fact.
    pub fact: Fact,
    /// Whether the gold has it.
    pub right: bool,
    /// Where it stands, where the prediction says so.
    pub evidence: Option<Evidence>,
}

/// How one kind of facts of one document came out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// How many of the gold's facts were found.
    pub hits: usize,
    /// Those that were not.
    pub misses: Vec<Fact>,
    /// Those that were found, but for those that count neither way.
    pub found: Vec<Found>,
}

impl Outcome {
    /// Found, but not in the gold.
    pub fn alarms(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|found| !found.right)
    }
}

/// How the facts of one document came out, by [`KINDS`]; `lines` are its articles.
pub fn document(gold: &Facts, lines: &[Facts]) -> [Outcome; 8] {
    let gold = Whole::new(std::slice::from_ref(gold));
    let found = Whole::new(lines);
    let names = gold.align(&found);
    let own = gold.meetings.iter().map(|m| (m.id.clone(), m.id.clone())).collect();
    let all = gold.facts(&own);
    let required = gold.required().facts(&own);
    let predicted = found.facts(&names);
    std::array::from_fn(|kind| {
        let (all, required) = (&all[kind], &required[kind]);
        let free: BTreeSet<&Fact> = all.keys().filter(|f| !required.contains_key(*f)).collect();
        let predicted = predicted[kind].iter().filter(|(fact, _)| !free.contains(fact));
        outcome(KINDS[kind] == "posts", required, predicted)
    })
}

type Keyed = BTreeMap<Fact, Option<Evidence>>;

fn outcome<'f>(
    posts: bool,
    gold: &Keyed,
    predicted: impl Iterator<Item = (&'f Fact, &'f Option<Evidence>)>,
) -> Outcome {
    let mut found: Vec<Found> = predicted
        .map(|(fact, evidence)| Found {
            fact: fact.clone(),
            right: gold.contains_key(fact),
            evidence: *evidence,
        })
        .collect();
    let known: HashSet<Fact> = found.iter().filter(|f| f.right).map(|f| f.fact.clone()).collect();
    let mut misses: Vec<Fact> = gold.keys().filter(|f| !known.contains(*f)).cloned().collect();
    if posts {
        // A gold post whose body has no jurisdiction (省委) is met by one that has (青海省委).
        misses.retain(|miss| {
            let met = found.iter_mut().find(|f| {
                let same = f.fact[0] == miss[0] && f.fact[2] == miss[2];
                !f.right && same && same_body(&miss[1], &f.fact[1])
            });
            met.map(|found| found.right = true).is_none()
        });
    }
    Outcome { hits: gold.len() - misses.len(), misses, found }
}

fn same_body(gold: &Option<String>, found: &Option<String>) -> bool {
    let (Some(gold), Some(found)) = (gold, found) else { return gold == found };
    let shortest = gold.chars().count().min(found.chars().count());
    gold == found
        || (shortest >= 2
            && gold.starts_with(['省', '市', '县', '区', '州', '盟', '旗'])
            && found.ends_with(gold.as_str()))
}

/// The facts of all articles of a document, meetings named apart.
#[derive(Debug, Clone)]
struct Whole {
    meetings: Vec<Meeting>,
    attendance: Vec<Attendance>,
    body_attendance: Vec<BodyAttendance>,
    posts: Vec<Post>,
    regulations: Vec<Regulation>,
}

impl Whole {
    fn new(lines: &[Facts]) -> Self {
        let mut whole = Whole {
            meetings: Vec::new(),
            attendance: Vec::new(),
            body_attendance: Vec::new(),
            posts: Vec::new(),
            regulations: Vec::new(),
        };
        for (n, line) in lines.iter().cloned().enumerate() {
            let named = |meeting: Option<String>| meeting.map(|name| format!("{n}:{name}"));
            let of = |mut fact: Meeting| {
                fact.id = format!("{n}:{}", fact.id);
                fact
            };
            whole.meetings.extend(line.meetings.into_iter().flatten().map(of));
            for mut fact in line.attendance.into_iter().flatten() {
                fact.meeting = named(fact.meeting);
                whole.attendance.push(fact);
            }
            for mut fact in line.body_attendance.into_iter().flatten() {
                fact.meeting = named(fact.meeting);
                whole.body_attendance.push(fact);
            }
            whole.posts.extend(line.posts.into_iter().flatten());
            for mut fact in line.regulations.into_iter().flatten() {
                fact.meeting = named(fact.meeting);
                whole.regulations.push(fact);
            }
        }
        whole
    }

    /// Without the facts that a reader may take or leave.
    fn required(&self) -> Self {
        let mut whole = self.clone();
        whole.meetings.retain(|fact| !fact.note.optional);
        whole.attendance.retain(|fact| !fact.note.optional);
        whole.body_attendance.retain(|fact| !fact.note.optional);
        whole.posts.retain(|fact| !fact.note.optional);
        whole.regulations.retain(|fact| !fact.note.optional);
        whole
    }

    fn attendees(&self) -> HashMap<&str, HashSet<String>> {
        let mut attendees: HashMap<&str, HashSet<String>> = HashMap::new();
        for fact in &self.attendance {
            if let Some(meeting) = &fact.meeting {
                attendees.entry(meeting).or_default().insert(plain(&fact.official));
            }
        }
        attendees
    }

    /// Pairs found meetings with gold ones, the best pairs first: from the found name to the gold's.
    /// A pair needs a like name or like attendees.
    fn align(&self, found: &Whole) -> HashMap<String, String> {
        let (ours, theirs) = (self.attendees(), found.attendees());
        let nobody = HashSet::new();
        let mut pairs: Vec<(f64, &str, &str)> = Vec::new();
        for gold in &self.meetings {
            for other in found.meetings.iter().filter(|meeting| !meeting.referenced) {
                let at_gold = ours.get(gold.id.as_str()).unwrap_or(&nobody);
                let at_other = theirs.get(other.id.as_str()).unwrap_or(&nobody);
                let all = at_gold.union(at_other).count();
                let both = at_gold.intersection(at_other).count();
                let overlap = if all > 0 { both as f64 / all as f64 } else { 0.0 };
                let name = alike(&body(&gold.name), &body(&other.name));
                if name >= 0.5 || (overlap >= 0.5 && name >= 0.2) {
                    pairs.push((name + overlap, &gold.id, &other.id));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
        let mut names: HashMap<String, String> = HashMap::new();
        let mut used: HashSet<&str> = HashSet::new();
        for (_, gold, other) in pairs {
            if !names.contains_key(other) && used.insert(gold) {
                names.insert(other.to_owned(), gold.to_owned());
            }
        }
        names
    }

    /// The facts by [`KINDS`], each with the surest of its evidence.
    fn facts(&self, names: &HashMap<String, String>) -> [Keyed; 8] {
        let referenced: HashSet<&str> =
            self.meetings.iter().filter(|m| m.referenced).map(|m| m.id.as_str()).collect();
        let seen = |id: &Option<String>| !id.as_deref().is_some_and(|id| referenced.contains(id));
        let named = |id: &Option<String>| -> Option<String> {
            let id = id.as_ref()?;
            Some(names.get(id).cloned().unwrap_or_else(|| format!("?{id}")))
        };
        let mut facts: [Keyed; 8] = Default::default();
        let mut add = |kind: usize, fact: Fact, note: &Note| {
            let best = facts[kind].entry(fact).or_insert(note.evidence);
            let surer =
                note.evidence.filter(|new| best.is_none_or(|b| new.confidence > b.confidence));
            *best = surer.or(*best);
        };
        for fact in self.meetings.iter().filter(|m| !referenced.contains(m.id.as_str())) {
            let meeting = named(&Some(fact.id.clone()));
            if let Some(date) = fact.date.as_ref().filter(|date| !date.is_empty()) {
                add(1, vec![meeting.clone(), Some(date.clone())], &fact.note);
            }
            add(0, vec![meeting], &fact.note);
        }
        for fact in self.attendance.iter().filter(|fact| seen(&fact.meeting)) {
            let (person, meeting) = (Some(plain(&fact.official)), named(&fact.meeting));
            add(2, vec![person.clone(), meeting.clone()], &fact.note);
            add(3, vec![person, meeting, Some(fact.role.clone())], &fact.note);
        }
        for fact in self.body_attendance.iter().filter(|fact| seen(&fact.meeting)) {
            add(4, vec![Some(body(&fact.body)), named(&fact.meeting)], &fact.note);
        }
        for fact in &self.posts {
            let of = [plain(&fact.official), body(&fact.body), plain(&fact.title)];
            add(5, of.map(Some).to_vec(), &fact.note);
        }
        for fact in &self.regulations {
            let meeting = named(&fact.meeting).filter(|_| seen(&fact.meeting));
            let name = Some(regulation(&fact.name));
            add(6, vec![name.clone(), meeting.clone()], &fact.note);
            add(7, vec![name, meeting, Some(fact.action.clone())], &fact.note);
        }
        facts
    }
}

/// Precision, recall and F1 of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Figures {
    /// The share of what was found that is right.
    pub precision: f64,
    /// The share of the gold that was found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many facts the gold has.
    pub gold: usize,
    /// How many were found.
    pub predicted: usize,
}

impl Figures {
    /// Of the outcomes of one kind in all documents, rounded to four places.
    pub fn of<'o>(outcomes: impl Iterator<Item = &'o Outcome>) -> Self {
        let (mut hits, mut misses, mut alarms) = (0, 0, 0);
        for outcome in outcomes {
            hits += outcome.hits;
            misses += outcome.misses.len();
            alarms += outcome.alarms().count();
        }
        let (gold, predicted) = (hits + misses, hits + alarms);
        let share = |of: usize| if of > 0 { hits as f64 / of as f64 } else { 0.0 };
        let (precision, recall) = (share(predicted), share(gold));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Figures {
            precision: rounded(precision),
            recall: rounded(recall),
            f1: rounded(f1),
            gold,
            predicted,
        }
    }
}

/// To four places as they are printed: the nearest decimal number.
fn rounded(figure: f64) -> f64 {
    format!("{figure:.4}").parse().unwrap_or(figure)
}

/// A range of confidence and how many of the facts in it are right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// The least confidence in it.
    pub from: f32,
    /// How many facts.
    pub facts: usize,
    /// How many of them are right.
    pub right: usize,
}

/// Facts by confidence: each fact once, in its fullest kind.
pub fn calibration<'o>(documents: impl Iterator<Item = &'o [Outcome; 8]>) -> Vec<Bin> {
    const FROM: [f32; 8] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98];
    // A date belongs to its meeting, an attendance to its role, a regulation to its action.
    const FULLEST: [&str; 5] = ["meetings", "roles", "body_attendance", "posts", "actions"];
    let mut bins = FROM.map(|from| Bin { from, facts: 0, right: 0 });
    for outcomes in documents {
        let fullest = KINDS.iter().zip(outcomes).filter(|(kind, _)| FULLEST.contains(*kind));
        for found in fullest.flat_map(|(_, outcome)| &outcome.found) {
            let Some(evidence) = found.evidence else { continue };
            let bin = bins.iter_mut().rev().find(|bin| evidence.confidence >= bin.from);
            if let Some(bin) = bin {
                bin.facts += 1;
                bin.right += usize::from(found.right);
            }
        }
    }
    bins.to_vec()
}

/// What the meetings of a document are called, by the names that facts bear for them.
pub fn meeting_names(gold: &Facts, lines: &[Facts]) -> HashMap<String, String> {
    let gold = Whole::new(std::slice::from_ref(gold)).meetings;
    let found = Whole::new(lines).meetings;
    let gold = gold.into_iter().map(|meeting| (meeting.id, meeting.name));
    gold.chain(found.into_iter().map(|m| (format!("?{}", m.id), m.name))).collect()
}
