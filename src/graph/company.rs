//! Who met whom, from the meetings that they share.

use super::{EdgeKind, Graph, Node, NodeKind, Sighting};
use crate::lexicon::{Lexicon, PlaceId};
use crate::model::MeetingKind;
use crate::resolve::identity::Id;
use chrono::{Datelike, NaiveDate};
use petgraph::stable_graph::NodeIndex;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Which meetings count.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MeetingFilter {
    /// Not before this day. Meetings without a day never fit a limit.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
    /// Of these kinds; of any where there is none.
    pub kinds: Vec<MeetingKind>,
    /// Of this division or one within it.
    pub place: Option<PlaceId>,
    /// Convened by this body.
    pub convener: Option<NodeIndex>,
    /// Those too that are only spoken of.
    pub referenced: bool,
}

impl MeetingFilter {
    fn fits(&self, graph: &Graph, meeting: NodeIndex, told: &Sighting) -> bool {
        let places = &Lexicon::standard().places;
        let within = |place| told.jurisdiction.is_some_and(|own| places.within(own, place));
        (self.referenced || !told.referenced)
            && self.from.is_none_or(|from| told.date.is_some_and(|day| day >= from))
            && self.to.is_none_or(|to| told.date.is_some_and(|day| day <= to))
            && (self.kinds.is_empty() || self.kinds.contains(&told.kind))
            && self.place.is_none_or(within)
            && self.convener.is_none_or(|body| graph.conveners(meeting).any(|own| own == body))
    }
}

/// Whom an official met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// The other one.
    pub official: NodeIndex,
    /// The meetings that both attended, by day.
    pub meetings: Vec<NodeIndex>,
    /// The day of the first, where any is known.
    pub first: Option<NaiveDate>,
    /// The day of the last.
    pub last: Option<NaiveDate>,
}

impl Graph {
    /// The bodies whose meeting it is.
    pub fn conveners(&self, meeting: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        self.edges_to(meeting, |says| says == EdgeKind::Convenes).map(|(_, body)| body)
    }

    /// Whether a meeting fits.
    pub fn fits(&self, meeting: NodeIndex, filter: &MeetingFilter) -> bool {
        match self.node(meeting) {
            Some(Node::Meeting(node)) => {
                node.told().is_some_and(|told| filter.fits(self, meeting, told))
            }
            _ => false,
        }
    }

    /// The day of a meeting.
    pub fn day(&self, meeting: NodeIndex) -> Option<NaiveDate> {
        match self.node(meeting)? {
            Node::Meeting(node) => node.date(),
            _ => None,
        }
    }

    /// The meetings that an official or a body attended, by day, each once.
    pub fn meetings_of(&self, who: NodeIndex, filter: &MeetingFilter) -> Vec<NodeIndex> {
        let attends = |says| matches!(says, EdgeKind::Attendance(_));
        let meetings: FxHashSet<NodeIndex> =
            self.edges_from(who, attends).map(|(_, meeting)| meeting).collect();
        let mut meetings: Vec<NodeIndex> =
            meetings.into_iter().filter(|meeting| self.fits(*meeting, filter)).collect();
        meetings.sort_by_cached_key(|meeting| (self.day(*meeting), self.id(*meeting)));
        meetings
    }

    /// The officials at a meeting, each once, in no order.
    pub fn officials_at(&self, meeting: NodeIndex) -> FxHashSet<NodeIndex> {
        self.edges_to(meeting, |says| matches!(says, EdgeKind::Attendance(_)))
            .map(|(_, who)| who)
            .filter(|who| self.kind(*who) == Some(NodeKind::Official))
            .collect()
    }

    /// Whom an official met at meetings that fit: those most often met first.
    pub fn company(&self, official: NodeIndex, filter: &MeetingFilter) -> Vec<Company> {
        let meetings = self.meetings_of(official, filter);
        let days: Vec<Option<NaiveDate>> = meetings.iter().map(|one| self.day(*one)).collect();
        // Who was at which of them, each once.
        let mut met: Vec<(NodeIndex, u32)> = Vec::new();
        for (at, meeting) in (0..).zip(&meetings) {
            let there = self.edges_to(*meeting, |says| matches!(says, EdgeKind::Attendance(_)));
            met.extend(there.filter(|(_, other)| *other != official).map(|(_, other)| (other, at)));
        }
        met.sort_unstable();
        met.dedup();
        let mut company: Vec<(Option<Id>, Company)> = met
            .chunk_by(|(one, _), (other, _)| one == other)
            .filter(|met| self.is(met[0].0, NodeKind::Official))
            .map(|met| {
                let official = met[0].0;
                let mut known = met.iter().filter_map(|(_, at)| days[*at as usize]);
                let first = known.next();
                let last = known.next_back().or(first);
                let meetings = met.iter().map(|(_, at)| meetings[*at as usize]).collect();
                (self.id(official), Company { official, first, last, meetings })
            })
            .collect();
        company.sort_unstable_by_key(|(id, met)| (std::cmp::Reverse(met.meetings.len()), *id));
        company.into_iter().map(|(_, met)| met).collect()
    }

    /// The meetings that fit, by day; those without a day first.
    pub fn meetings(&self, filter: &MeetingFilter) -> Vec<NodeIndex> {
        if let Some(body) = filter.convener {
            let convened = self.edges_from(body, |says| says == EdgeKind::Convenes);
            let mut meetings: Vec<NodeIndex> =
                convened.map(|(_, meeting)| meeting).filter(|m| self.fits(*m, filter)).collect();
            meetings.sort_by_cached_key(|meeting| (self.day(*meeting), self.id(*meeting)));
            return meetings;
        }
        let least = crate::resolve::identity::Id::LEAST;
        let days = self.calendar.range((filter.from, least)..);
        days.take_while(|(day, _)| filter.to.is_none_or(|to| day.is_none_or(|day| day <= to)))
            .filter_map(|(_, id)| self.find(*id))
            .filter(|meeting| self.fits(*meeting, filter))
            .collect()
    }

    /// The meetings of a series in order, and where this one stands among them.
    pub fn series_of(&self, meeting: NodeIndex) -> Option<(&str, Vec<NodeIndex>, usize)> {
        let Some(Node::Meeting(node)) = self.node(meeting) else { return None };
        let (series, _) = node.told()?.series?;
        let series = self.series.get(&series)?;
        let meetings: Vec<NodeIndex> =
            series.meetings.iter().filter_map(|(_, id)| self.find(*id)).collect();
        let at = meetings.iter().position(|other| *other == meeting)?;
        Some((self.text(series.name), meetings, at))
    }
}

impl Graph {
    /// How many of the meetings that fit there were each month, by kind.
    pub fn meetings_by_month(
        &self,
        filter: &MeetingFilter,
    ) -> BTreeMap<(i32, u32, MeetingKind), usize> {
        let mut counts = BTreeMap::new();
        for meeting in self.meetings(filter) {
            let Some(Node::Meeting(node)) = self.node(meeting) else { continue };
            let Some(told) = node.told() else { continue };
            if let Some(day) = told.date {
                *counts.entry((day.year(), day.month(), told.kind)).or_default() += 1;
            }
        }
        counts
    }

    /// The regulations that carry out this law.
    pub fn measures_under(&self, law: NodeIndex) -> Vec<NodeIndex> {
        let Some(law) = self.id(law) else { return Vec::new() };
        self.measures.get(&law).into_iter().flatten().filter_map(|id| self.find(*id)).collect()
    }
}
