//! Filters of the schema, and what they leave.

use super::errors::{Code, error};
use super::inputs::*;
use super::lookup::required;
use crate::graph::{Graph, MeetingFilter as Meetings, NodeKind};
use crate::lexicon::PlaceId;
use crate::resolve::identity;
use async_graphql::{ID, InputObject, Result};
use chrono::NaiveDate;
use petgraph::stable_graph::NodeIndex;

/// Which officials.
#[derive(Debug, Clone, Default, InputObject)]
pub struct OfficialFilter {
    /// Exactly this name.
    pub name: Option<String>,
    /// A name that matches this: Chinese in either script, pinyin, initials.
    pub text: Option<String>,
    /// With a post in this division or within it, by any of its names: 青海省, 西宁.
    pub place: Option<String>,
    /// With a post at a body of this level.
    pub level: Option<BodyLevel>,
    /// With a post at a body of this kind.
    pub body_kind: Option<BodyKind>,
    /// With a post at this body, by id.
    pub body: Option<ID>,
    /// With this title (书记) at any of the bodies that fit.
    pub title: Option<String>,
    /// Holding the post on this day.
    pub as_of: Option<NaiveDate>,
}

/// Which bodies.
#[derive(Debug, Clone, Default, InputObject)]
pub struct BodyFilter {
    /// Exactly this standard name: 青海省人大常委会.
    pub name: Option<String>,
    /// A name that matches this: Chinese in either script, pinyin, initials.
    pub text: Option<String>,
    /// Of this division or within it, by any of its names.
    pub place: Option<String>,
    /// Of this level.
    pub level: Option<BodyLevel>,
    /// Of this kind.
    pub kind: Option<BodyKind>,
}

/// Which meetings.
#[derive(Debug, Clone, Default, InputObject)]
pub struct MeetingFilter {
    /// Exactly this name.
    pub name: Option<String>,
    /// A name that has this in it or nearly so.
    pub text: Option<String>,
    /// Of this division or within it, by any of its names.
    pub place: Option<String>,
    /// Of any of these kinds.
    pub kinds: Option<Vec<MeetingKind>>,
    /// Convened by this body, by id.
    pub convener: Option<ID>,
    /// On this day or later. Meetings without a day do not fit.
    pub from: Option<NaiveDate>,
    /// On this day or earlier. Meetings without a day do not fit.
    pub to: Option<NaiveDate>,
    /// Those too that articles only speak of and do not report.
    #[graphql(default)]
    pub referenced: bool,
}

/// Which regulations.
#[derive(Debug, Clone, Default, InputObject)]
pub struct RegulationFilter {
    /// Exactly this title, with or without marks and status.
    pub name: Option<String>,
    /// A title that has this in it or nearly so.
    pub text: Option<String>,
    /// Of which a meeting did this.
    pub action: Option<Action>,
    /// With such an act on this day or later.
    pub from: Option<NaiveDate>,
    /// With such an act on this day or earlier.
    pub to: Option<NaiveDate>,
}

/// Which articles.
#[derive(Debug, Clone, Default, InputObject)]
pub struct ArticleFilter {
    /// A headline that has this in it or nearly so.
    pub text: Option<String>,
    /// Of this newspaper, programme or site.
    pub publication: Option<String>,
    /// Of this day or later.
    pub from: Option<NaiveDate>,
    /// Of this day or earlier.
    pub to: Option<NaiveDate>,
}

impl MeetingFilter {
    /// As the graph has it; name and text are for [`MeetingFilter::named`].
    pub fn of(filter: Option<&Self>, graph: &Graph) -> Result<Meetings> {
        let Some(filter) = filter else { return Ok(Meetings::default()) };
        Ok(Meetings {
            from: filter.from,
            to: filter.to,
            kinds: filter.kinds.iter().flatten().map(|kind| (*kind).into()).collect(),
            place: filter.place.as_deref().map(place).transpose()?,
            convener: match &filter.convener {
                Some(id) => Some(required(graph, id, NodeKind::Body)?),
                None => None,
            },
            referenced: filter.referenced,
        })
    }

    /// Whether names are asked for, and then whether a meeting bears one.
    pub fn named(filter: Option<&Self>, graph: &Graph) -> Option<Vec<NodeIndex>> {
        let filter = filter?;
        named(graph, filter.name.as_deref(), filter.text.as_deref(), NodeKind::Meeting)
    }
}

/// The entities of a kind that bear a name exactly or match a text; `None` where neither is asked.
pub fn named(
    graph: &Graph,
    name: Option<&str>,
    text: Option<&str>,
    kind: NodeKind,
) -> Option<Vec<NodeIndex>> {
    let matching = |text| graph.search(text, &[kind]).into_iter().map(|(node, _)| node);
    Some(match (name, text) {
        (None, None) => return None,
        (None, Some(text)) => matching(text).collect(),
        (Some(name), None) => graph.named(name, kind),
        (Some(name), Some(text)) => {
            let exact = graph.named(name, kind);
            matching(text).filter(|node| exact.contains(node)).collect()
        }
    })
}

/// The division of a name.
pub fn place(name: &str) -> Result<PlaceId> {
    identity::place_named(name).ok_or_else(|| {
        error(
            Code::BadInput,
            format!("{name:?} is no division, or several are called so."),
            "Name it with the division above it: 西宁市城中区.",
        )
    })
}
