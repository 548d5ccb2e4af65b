//! A meeting with ordinals is its series and numbers, any other its date, jurisdiction and name.

use super::body::{Body, Scope, is_relative, usual_front};
use super::id::{Id, IdKind};
use super::numerals::{Ordinal, ordinals};
use super::placing::full_name;
use crate::lexicon::{Class, Lexicon, PlaceId};
use crate::model::{MeetingClaim, MeetingKind};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Term and number of a session: 十四届…第十次会议.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MeetingNumber {
    /// 届; `None` where the meetings are numbered without one.
    pub term: Option<u32>,
    /// 次
    pub session: u32,
}

/// A meeting as one article tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// From what tells it apart.
    pub id: Id,
    /// The name of the session, in the words of the article.
    pub name: String,
    /// What kind of gathering.
    pub kind: MeetingKind,
    /// The division whose meeting it is.
    pub jurisdiction: Option<PlaceId>,
    /// Its numbers, where it has any.
    pub number: Option<MeetingNumber>,
    /// 第一次全体会议, 闭幕会: the parts of the session that the article reports.
    pub sittings: Vec<String>,
    /// The run of meetings that it belongs to: its id and its name.
    pub series: Option<(Id, String)>,
    /// The day it was held or began.
    pub date: Option<NaiveDate>,
    /// Its last day.
    pub end_date: Option<NaiveDate>,
    /// Whether the year of `date` stands elsewhere than with the day.
    pub date_inferred: bool,
    /// Where it was held, in the words of the article.
    pub venue: Option<String>,
    /// Only spoken of.
    pub referenced: bool,
}

/// From so many characters on a name says by itself which meeting of its day it is.
const TELLING: usize = 10;

impl Meeting {
    /// The meeting of this claim; `host` is the person whom the article names first there.
    pub fn of(
        claim: &MeetingClaim,
        conveners: &[Body],
        host: Option<&str>,
        scope: Scope,
    ) -> Meeting {
        let name: String =
            claim.name.chars().filter(|c| !c.is_whitespace() && !"“”‘’\"".contains(*c)).collect();
        let parts = Parts::of(&name);
        let (place, stem) = usual_front(&parts.stem, scope);
        let stem = stem.replace("全会", "全体会议").replace("（扩大）", "").replace("(扩大)", "");
        let jurisdiction = place.or_else(|| {
            let national = stem.starts_with("全国") || stem.starts_with("中共中央");
            conveners.iter().find_map(|body| body.place).filter(|_| !national)
        });
        let mut meeting = Meeting {
            id: scope.article,
            name: name[..parts.session_end].to_owned(),
            kind: claim.kind,
            jurisdiction,
            number: parts.number,
            sittings: parts.sitting.into_iter().collect(),
            series: None,
            date: claim.date,
            end_date: claim.end_date,
            date_inferred: claim.date_inferred,
            venue: claim.place.clone(),
            referenced: claim.referenced,
        };
        let placeless = jurisdiction.is_none() && is_relative(&stem);
        meeting.series = (!placeless).then(|| meeting.series_of(&stem)).flatten();
        meeting.id = match meeting.told_apart(&stem, conveners, host, scope).filter(|_| !placeless)
        {
            Some(parts) => {
                let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                Id::of(IdKind::Meeting, &parts)
            }
            None => Id::of(IdKind::Meeting, &["?", &scope.article.to_string(), &name]),
        };
        meeting
    }

    fn series_of(&self, stem: &str) -> Option<(Id, String)> {
        let regular = matches!(self.kind, MeetingKind::Session | MeetingKind::Executive);
        let termed = self.number.is_some_and(|number| number.term.is_some());
        let numbered = if termed { "termed" } else { "dated" };
        (self.number.is_some() || regular && !is_generic(stem))
            .then(|| (Id::of(IdKind::Series, &[numbered, stem]), stem.to_owned()))
    }

    /// What tells the meeting apart from all others; `None` where only its article does.
    fn told_apart(
        &self,
        stem: &str,
        conveners: &[Body],
        host: Option<&str>,
        scope: Scope,
    ) -> Option<Vec<String>> {
        match self.number {
            Some(MeetingNumber { term: Some(term), session }) => {
                return Some(vec![
                    "session".into(),
                    stem.into(),
                    term.to_string(),
                    session.to_string(),
                ]);
            }
            // Numbers without a term begin anew with every term: the year tells which.
            Some(MeetingNumber { term: None, session }) => {
                let year = self.date?.year().to_string();
                return Some(vec!["number".into(), stem.into(), year, session.to_string()]);
            }
            None => {}
        }
        let date = self.date?.to_string();
        let generic = is_generic(stem);
        let mut apart = Vec::new();
        match (self.kind, host) {
            (MeetingKind::Audience, Some(host)) => apart.push(host.to_owned()),
            (MeetingKind::Audience, None) => return None,
            _ if generic && conveners.is_empty() => return None,
            _ if generic => apart.extend(conveners.iter().map(|body| body.id.to_string())),
            _ => {}
        }
        apart.sort();
        let telling = stem.chars().count() >= TELLING || stem.starts_with("全国");
        let place = self.jurisdiction.or(scope.home.filter(|_| !telling && !generic));
        let place = place.map(full_name);
        let mut parts = vec!["day".into(), date, place.unwrap_or_default(), stem.into()];
        parts.extend(apart);
        Some(parts)
    }

    /// The body that a numbered session has in its name and that convenes it: 青海省人大常委会 of
    /// 青海省十四届人大常委会第十次会议.
    pub(super) fn own_body(&self) -> Option<&str> {
        self.number.filter(|number| number.term.is_some())?;
        let (_, stem) = self.series.as_ref()?;
        let heads = ["全体会议", "会议"];
        heads.iter().find_map(|head| stem.strip_suffix(head)).filter(|body| !body.is_empty())
    }

    /// Takes in what another claim of the same article says of the same meeting.
    pub(super) fn take_in(&mut self, other: Meeting) {
        for sitting in other.sittings {
            if !self.sittings.contains(&sitting) {
                self.sittings.push(sitting);
            }
        }
        self.referenced &= other.referenced;
        if self.date.is_none() {
            (self.date, self.date_inferred) = (other.date, other.date_inferred);
        }
        self.end_date = self.end_date.or(other.end_date);
        self.venue = self.venue.take().or(other.venue);
        self.jurisdiction = self.jurisdiction.or(other.jurisdiction);
        self.series = self.series.take().or(other.series);
    }
}

/// Term, number and date: what puts the meetings of a series in order.
pub type Order = (u32, u32, Option<NaiveDate>);

/// Where a meeting stands within its series: by term and number, else by date.
pub fn order(number: Option<MeetingNumber>, date: Option<NaiveDate>) -> Order {
    match number {
        Some(MeetingNumber { term: Some(term), session }) => (term, session, None),
        _ => (0, 0, date),
    }
}

/// 座谈会: a kind and no name.
fn is_generic(stem: &str) -> bool {
    stem.chars().count() <= 3
        || matches!(Lexicon::standard().class(stem), Some(Class::MeetingHead(_)))
}

/// A name taken apart: 青海省 | 十四届 | 人大常委会 | 第十次 | 会议 | 第一次全体会议.
struct Parts {
    stem: String,
    number: Option<MeetingNumber>,
    sitting: Option<String>,
    /// One past the name of the session, in bytes of the name.
    session_end: usize,
}

impl Parts {
    fn of(name: &str) -> Parts {
        let terms = ordinals(name, '届');
        let sessions = ordinals(name, '次');
        let term = terms.first().copied();
        let Some(session) = sessions.first().copied() else {
            return Parts {
                stem: name.to_owned(),
                number: None,
                sitting: None,
                session_end: name.len(),
            };
        };
        let session_end = session_end(name, session);
        let mut stem = name[..session_end].to_owned();
        let mut cuts: Vec<Ordinal> = term.into_iter().chain([session]).collect();
        cuts.sort_by_key(|cut| std::cmp::Reverse(cut.start));
        for cut in cuts {
            stem.replace_range(cut.start..cut.end, "");
        }
        let sitting = name[session_end..].trim_start_matches(['的', '·', '—', '－']);
        Parts {
            stem,
            number: Some(MeetingNumber {
                term: term.filter(|term| term.start < session.start).map(|term| term.number),
                session: session.number,
            }),
            sitting: (!sitting.is_empty()).then(|| sitting.to_owned()),
            session_end,
        }
    }
}

/// The end of the session's own name: what follows 第十次会议 is a sitting of it.
fn session_end(name: &str, session: Ordinal) -> usize {
    let rest = &name[session.end..];
    let own = ["会议", "全体会议", "全会"].into_iter().find(|head| rest.starts_with(head));
    own.map_or(name.len(), |head| session.end + head.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Evidence;

    fn claim(name: &str, date: Option<&str>, kind: MeetingKind) -> MeetingClaim {
        MeetingClaim {
            name: name.into(),
            kind,
            when: None,
            until: None,
            date: date.and_then(|date| date.parse().ok()),
            end_date: None,
            date_inferred: false,
            place: None,
            conveners: Vec::new(),
            referenced: false,
            evidence: Evidence { span: Default::default(), rule: "t".into(), confidence: 1.0 },
        }
    }

    fn scope(article: &str) -> Scope {
        Scope { home: None, article: Id::article(article, 0) }
    }

    fn meeting(name: &str, date: Option<&str>, article: &str) -> Meeting {
        Meeting::of(&claim(name, date, MeetingKind::Work), &[], None, scope(article))
    }

    #[test]
    fn a_numbered_session_is_one_meeting_under_every_name() {
        let same: [&[&str]; 4] = [
            &[
                "青海省十四届人大常委会第十次会议",
                "青海省第十四届人民代表大会常务委员会第10次会议",
                "青海省十四届人大常委会第十次会议第一次全体会议",
                "青海省十四届人大常委会第十次会议闭幕会",
            ],
            &["政协第十四届全国委员会常务委员会第七次会议", "全国政协十四届常委会第七次会议"],
            &[
                "全国政协十四届二次会议",
                "政协第十四届全国委员会第二次会议",
                "全国政协十四届二次会议第二次全体会议",
            ],
            &[
                "青海省委十四届六次全会",
                "中共青海省委十四届六次全体会议",
                "中国共产党青海省第十四届委员会第六次全体会议",
            ],
        ];
        for names in same {
            let first = meeting(names[0], None, "a");
            for name in names {
                assert_eq!(meeting(name, Some("2024-09-24"), "b").id, first.id, "{name}");
            }
        }
        let sitting = meeting(same[0][2], None, "a");
        assert_eq!(sitting.sittings, ["第一次全体会议"]);
        assert_eq!(sitting.name, same[0][0]);
    }

    #[test]
    fn meetings_of_a_series_know_their_order() {
        let ninth = meeting("青海省十四届人大常委会第九次会议", None, "a");
        let tenth = meeting("青海省十四届人大常委会第十次会议", None, "b");
        assert_ne!(ninth.id, tenth.id);
        assert_eq!(ninth.series, tenth.series);
        assert!(order(ninth.number, None) < order(tenth.number, None));
    }

    #[test]
    fn numbers_without_a_term_need_their_year() {
        let name = "国务院第六次专题学习";
        let (a, b) =
            (meeting(name, Some("2024-02-26"), "a"), meeting(name, Some("2024-02-27"), "b"));
        assert_eq!(a.id, b.id);
        assert_ne!(a.id, meeting(name, Some("2019-02-26"), "c").id);
        assert_ne!(meeting(name, None, "a").id, meeting(name, None, "b").id);
    }

    #[test]
    fn other_meetings_are_their_day_and_name() {
        let name = "青海省安全生产和秋冬季森林草原防灭火视频会议";
        let day = Some("2024-09-24");
        assert_eq!(meeting(name, day, "a").id, meeting(name, day, "b").id);
        assert_ne!(meeting(name, day, "a").id, meeting(name, Some("2025-09-24"), "a").id);
        assert_ne!(meeting(name, None, "a").id, meeting(name, None, "b").id);
        assert_ne!(meeting("座谈会", day, "a").id, meeting("座谈会", day, "b").id);
        assert_ne!(
            meeting("省十四届人大常委会第十次会议", day, "a").id,
            meeting("省十四届人大常委会第十次会议", day, "b").id
        );
    }

    #[test]
    fn an_audience_is_told_apart_by_its_host() {
        let at = |host: &str, article: &str| {
            let claim = claim("会见乍得总统", Some("2024-09-03"), MeetingKind::Audience);
            Meeting::of(&claim, &[], Some(host), scope(article)).id
        };
        assert_eq!(at("甲某", "a"), at("甲某", "b"));
        assert_ne!(at("甲某", "a"), at("乙某", "b"));
    }
}
