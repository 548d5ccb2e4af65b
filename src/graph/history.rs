//! Who held which post when: tenures, who came before and after, and who was absent.

use super::tenure_days::TenureDays;
use super::{EdgeKind, Graph, Node, Sym};
use crate::lexicon::{Class, Lexicon, TitleKind};
use crate::resolve::identity::Id;
use chrono::NaiveDate;
use petgraph::Direction::Incoming;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::{FxHashMap, FxHashSet};

/// A post that someone held, as far as the articles tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tenure {
    /// The edge.
    pub edge: EdgeIndex,
    /// Who held it.
    pub official: NodeIndex,
    /// Where.
    pub body: NodeIndex,
    /// The title, without 原.
    pub title: Sym,
    /// The first day on which an article has the person in the post.
    pub first_seen: Option<NaiveDate>,
    /// The last such day.
    pub last_seen: Option<NaiveDate>,
    /// The first day on which an article says that it was held before.
    pub former_since: Option<NaiveDate>,
    /// The day of appointment, where an article tells of one.
    pub appointed: Option<NaiveDate>,
    /// The day of removal, where an article tells of one.
    pub removed: Option<NaiveDate>,
    /// Held for the time being: 代理, 代.
    pub acting: bool,
}

/// Whether a post was held on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// An article of that day, or articles before and after it, say so.
    Seen,
    /// It began before and nothing says that it had ended.
    Presumed,
}

impl Tenure {
    /// The first known day.
    pub fn start(&self) -> Option<NaiveDate> {
        [self.appointed, self.first_seen].into_iter().flatten().min()
    }

    /// The day by which it had ended, where that is known and the post was not taken up again.
    pub fn end(&self) -> Option<NaiveDate> {
        let ended = self.removed.or(self.former_since)?;
        let later = |day: Option<NaiveDate>| day.is_some_and(|day| day > ended);
        (!later(self.last_seen) && !later(self.appointed)).then_some(ended)
    }

    /// Whether this one began after another; of one of whom only the removal is known, on that day
    /// or later.
    fn follows(&self, other: &Tenure) -> bool {
        let Some(start) = self.start() else { return false };
        match (other.start(), other.end()) {
            (Some(earlier), _) => start > earlier,
            (None, Some(end)) => start >= end,
            (None, None) => false,
        }
    }

    /// Whether the post was held on this day.
    pub fn on(&self, day: NaiveDate) -> Option<Holding> {
        if self.start()? > day || self.end().is_some_and(|end| end <= day) {
            return None;
        }
        match self.last_seen {
            Some(last) if day <= last => Some(Holding::Seen),
            _ if self.end().is_some() => Some(Holding::Seen),
            _ => Some(Holding::Presumed),
        }
    }
}

/// How often a member of a body was at its meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceRecord {
    /// The member.
    pub official: NodeIndex,
    /// Meetings attended.
    pub attended: Vec<NodeIndex>,
    /// Meetings of the time of membership whose articles do not name the member.
    pub absent: Vec<NodeIndex>,
    /// The member's place among the members at the meetings attended, from 1, by day: the order of
    /// precedence as it changes.
    pub places: Vec<(NodeIndex, u32)>,
}

impl Graph {
    /// The tenure at an edge, if it is one.
    pub fn tenure(&self, edge: EdgeIndex) -> Option<Tenure> {
        let EdgeKind::Tenure(title) = self.net.edge_weight(edge)?.kind else { return None };
        let (official, body) = self.net.edge_endpoints(edge)?;
        let TenureDays { first_seen, last_seen, former_since, appointed, removed } =
            self.tenures.get(&edge).copied().unwrap_or_else(|| self.tenure_days(edge));
        let acting = self.text(title).starts_with('代');
        Some(Tenure {
            edge,
            official,
            body,
            title,
            first_seen,
            last_seen,
            former_since,
            appointed,
            removed,
            acting,
        })
    }

    /// The posts of an official, by their start, body and title.
    pub fn tenures_of(&self, official: NodeIndex) -> Vec<Tenure> {
        let Some(Node::Official(node)) = self.node(official) else { return Vec::new() };
        self.in_order(node.posts.iter().filter_map(|edge| self.tenure(*edge)).collect())
    }

    /// Who held posts at a body.
    pub fn tenures_at(&self, body: NodeIndex) -> Vec<Tenure> {
        let edges = self.edges_to(body, |says| matches!(says, EdgeKind::Tenure(_)));
        self.in_order(edges.filter_map(|(edge, _)| self.tenure(edge)).collect())
    }

    /// Who held the posts of this title at a body.
    pub fn tenures_titled(&self, body: NodeIndex, title: &str) -> Vec<Tenure> {
        let Some(title) = self.words.find(title) else { return Vec::new() };
        let edges = self.edges_to(body, |says| says == EdgeKind::Tenure(title));
        self.in_order(edges.filter_map(|(edge, _)| self.tenure(edge)).collect())
    }

    fn in_order(&self, mut tenures: Vec<Tenure>) -> Vec<Tenure> {
        tenures.sort_by_cached_key(|tenure| {
            let (body, official) = (self.id(tenure.body), self.id(tenure.official));
            (tenure.start(), body, self.text(tenure.title), official)
        });
        tenures
    }

    /// Who held the same post next. Only where a post has one holder at a time.
    pub fn successor(&self, tenure: &Tenure) -> Option<Tenure> {
        self.others_in_post(tenure)
            .filter(|other| other.follows(tenure))
            .min_by_key(|other| (other.start(), self.id(other.official)))
    }

    /// Who held the same post before. Only where a post has one holder at a time.
    pub fn predecessor(&self, tenure: &Tenure) -> Option<Tenure> {
        self.others_in_post(tenure).filter(|other| tenure.follows(other)).max_by_key(|other| {
            let last = other.start().max(other.end());
            (last, std::cmp::Reverse(self.id(other.official)))
        })
    }

    fn others_in_post(&self, tenure: &Tenure) -> impl Iterator<Item = Tenure> {
        let single = has_one_holder(self.text(tenure.title));
        let (title, official) = (EdgeKind::Tenure(tenure.title), tenure.official);
        self.net
            .edges_directed(tenure.body, Incoming)
            .filter(move |edge| single && edge.weight().kind == title && edge.source() != official)
            .filter_map(|edge| self.tenure(edge.id()))
    }

    /// For each member of a body: which of the meetings that it convened in these days the member
    /// attended, and which not.
    pub fn attendance_record(
        &self,
        body: NodeIndex,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Vec<AttendanceRecord> {
        let mut meetings: Vec<(NaiveDate, NodeIndex)> = self
            .edges_from(body, |says| says == EdgeKind::Convenes)
            .filter_map(|(_, meeting)| match self.node(meeting)? {
                Node::Meeting(node) => {
                    let told = node.told().filter(|told| !told.referenced)?;
                    Some((told.date?, meeting))
                }
                _ => None,
            })
            .filter(|(day, _)| {
                from.is_none_or(|from| *day >= from) && to.is_none_or(|to| *day <= to)
            })
            .collect();
        meetings.sort_by_key(|(day, meeting)| (*day, self.id(*meeting)));
        let present: Vec<FxHashSet<NodeIndex>> = meetings
            .iter()
            .map(|(_, meeting)| {
                let attends = |says| matches!(says, EdgeKind::Attendance(_));
                self.edges_to(*meeting, attends).map(|(_, who)| who).collect()
            })
            .collect();
        let mut records: Vec<AttendanceRecord> = Vec::new();
        for tenure in self.tenures_at(body) {
            let at = records.iter().position(|record| record.official == tenure.official);
            let at = at.unwrap_or_else(|| {
                let official = tenure.official;
                let (attended, absent, places) = (vec![], vec![], vec![]);
                records.push(AttendanceRecord { official, attended, absent, places });
                records.len() - 1
            });
            for ((day, meeting), present) in meetings.iter().zip(&present) {
                let record = &mut records[at];
                if record.attended.contains(meeting) || record.absent.contains(meeting) {
                    continue;
                }
                // Nobody named at all says nothing of who was absent.
                if present.contains(&tenure.official) {
                    record.attended.push(*meeting);
                } else if !present.is_empty() && tenure.on(*day) == Some(Holding::Seen) {
                    record.absent.push(*meeting);
                }
            }
        }
        self.note_places(&mut records, meetings.into_iter().map(|(_, meeting)| meeting));
        records.sort_by_key(|record| {
            (std::cmp::Reverse(record.attended.len()), self.id(record.official))
        });
        records
    }

    /// Notes in which order the articles name the members at each meeting.
    fn note_places(
        &self,
        records: &mut [AttendanceRecord],
        meetings: impl Iterator<Item = NodeIndex>,
    ) {
        let member: FxHashMap<NodeIndex, usize> =
            records.iter().enumerate().map(|(at, record)| (record.official, at)).collect();
        for meeting in meetings {
            let mut ranks: FxHashMap<NodeIndex, u32> = FxHashMap::default();
            let attends = |says| matches!(says, EdgeKind::Attendance(_));
            for (edge, who) in self.edges_to(meeting, attends) {
                if let Some(rank) = self.rank(edge).filter(|_| member.contains_key(&who)) {
                    ranks.entry(who).and_modify(|known| *known = rank.min(*known)).or_insert(rank);
                }
            }
            let mut present: Vec<(u32, Option<Id>, NodeIndex)> =
                ranks.into_iter().map(|(who, rank)| (rank, self.id(who), who)).collect();
            present.sort_unstable();
            for (place, (_, _, who)) in (1..).zip(present) {
                records[member[&who]].places.push((meeting, place));
            }
        }
    }
}

/// Whether one person at a time holds a post of this title: 书记, but not 副书记 or 常委.
fn has_one_holder(title: &str) -> bool {
    let kind = match Lexicon::standard().class(title) {
        Some(Class::Title(kind)) => kind,
        _ => return false,
    };
    !title.contains('副')
        && matches!(
            kind,
            TitleKind::Head
                | TitleKind::Government
                | TitleKind::Own
                | TitleKind::Premier
                | TitleKind::State
        )
        && !["常委", "委员", "成员", "代表"].contains(&title)
}
