//! What the graph says follows from the documents that are in it, and from nothing else.

mod common;

use chuxi::graph::{Assembly, Graph, Part};
use chuxi::model::{Action, Amending, ChangeKind, DocumentRecord, Gender, MeetingKind, Role};
use common::{Writer, document};
use proptest::prelude::*;

const NAMES: [&str; 6] = ["王伟", "王伟（女）", "李静", "尼玛多吉", "张伟", "苏荷川"];
const NOTES: [(Option<Gender>, Option<&str>); 4] = [
    (Some(Gender::Female), None),
    (Some(Gender::Female), Some("回族")),
    (None, Some("满族")),
    (Some(Gender::Male), None),
];
const BODIES: [&str; 7] =
    ["青海省政府", "青海省公安厅", "西宁市委", "甘肃省政府", "兰州市委", "省委", "国务院"];
const MEETINGS: [(&str, Option<&str>); 8] = [
    ("青海省十四届人大常委会第十次会议", Some("2024-09-24")),
    ("青海省第十四届人民代表大会常务委员会第11次会议", None),
    ("青海省十四届人大常委会第十次会议第一次全体会议", Some("2024-09-25")),
    ("青海省安全生产视频会议", Some("2024-09-24")),
    ("甘肃省安全生产视频会议", Some("2024-09-24")),
    ("西宁市政府常务会议", Some("2024-03-01")),
    ("西宁市政府常务会议", Some("2024-04-01")),
    ("座谈会", None),
];
const REGULATIONS: [&str; 5] = [
    "牧道保护管理条例",
    "青海省牧道保护管理条例",
    "青海省牧道条例（草案）",
    "河道管理办法",
    "青海省人大常委会关于修改〈青海省牧道条例〉的决定",
];

#[derive(Debug, Clone)]
enum Claim {
    Meeting(usize, Option<usize>),
    Attends(usize),
    AttendsAs(usize, usize),
    Post(usize, usize, bool),
    Change(usize, usize, bool),
    BodyAttends(usize),
    Act(usize),
    Enacted(usize, bool),
    Amends(usize, usize, bool),
    Became(usize, usize),
    Noted(usize, usize),
    Article,
}

fn claim() -> impl Strategy<Value = Claim> {
    let (names, bodies) = (0..NAMES.len(), 0..BODIES.len());
    prop_oneof![
        3 => (0..MEETINGS.len(), prop::option::of(bodies.clone()))
            .prop_map(|(meeting, by)| Claim::Meeting(meeting, by)),
        4 => names.clone().prop_map(Claim::Attends),
        4 => (names.clone(), bodies.clone()).prop_map(|(n, b)| Claim::AttendsAs(n, b)),
        3 => (names.clone(), bodies.clone(), any::<bool>()).prop_map(|(n, b, f)| Claim::Post(n, b, f)),
        1 => (names, bodies.clone(), any::<bool>()).prop_map(|(n, b, gone)| Claim::Change(n, b, gone)),
        // One whose name is hardly another's, now here and now there.
        3 => (bodies.clone(), any::<bool>())
            .prop_map(|(b, gone)| Claim::Change(NAMES.len() - 1, b, gone)),
        1 => bodies.clone().prop_map(Claim::BodyAttends),
        1 => (0..REGULATIONS.len()).prop_map(Claim::Act),
        1 => (0..REGULATIONS.len(), any::<bool>()).prop_map(|(n, day)| Claim::Enacted(n, day)),
        1 => (0..REGULATIONS.len(), 0..REGULATIONS.len(), any::<bool>())
            .prop_map(|(by, regulation, repeals)| Claim::Amends(by, regulation, repeals)),
        1 => (bodies.clone(), bodies.clone()).prop_map(|(b, a)| Claim::Became(b, a)),
        2 => (0..NAMES.len(), 0..NOTES.len()).prop_map(|(n, note)| Claim::Noted(n, note)),
        1 => Just(Claim::Article),
    ]
}

fn write(key: usize, claims: &[Claim], dated: bool) -> DocumentRecord {
    let mut writer = document(&format!("文{key}"));
    if dated {
        writer = writer.date(&format!("2024-{:02}-{:02}", key % 12 + 1, key % 28 + 1));
    }
    let mut met = false;
    for claim in claims {
        writer = step(writer, claim, &mut met);
    }
    writer.done()
}

fn step(writer: Writer, claim: &Claim, met: &mut bool) -> Writer {
    match claim {
        Claim::Meeting(n, by) => {
            *met = true;
            let (name, date) = MEETINGS[*n];
            let by: Vec<&str> = by.iter().map(|b| BODIES[*b]).collect();
            writer.meeting_of(name, date, MeetingKind::Work, &by)
        }
        Claim::Attends(n) if *met => writer.attends(NAMES[*n], Role::Attendee),
        Claim::AttendsAs(n, b) if *met => {
            writer.attends_as(BODIES[*b], "主任", NAMES[*n], Role::Chair)
        }
        Claim::Post(n, b, former) => {
            writer.post(BODIES[*b], if *former { "原副主任" } else { "副主任" }, NAMES[*n])
        }
        Claim::Change(n, b, gone) => {
            let kind = if *gone { ChangeKind::Removal } else { ChangeKind::Appointment };
            writer.change(kind, BODIES[*b], "主任", NAMES[*n])
        }
        Claim::BodyAttends(b) if *met => writer.body_attends(BODIES[*b], Role::Observer),
        Claim::Act(n) => writer.act(Action::Deliberate, REGULATIONS[*n], Some("草案")),
        Claim::Enacted(n, day) => {
            let words =
                if *day { "自2031年5月1日起施行" } else { "自公布之日起施行" };
            writer.enacted(Action::TakeEffect, REGULATIONS[*n], words)
        }
        Claim::Amends(by, regulation, repeals) => {
            let kind = if *repeals { Amending::Repeals } else { Amending::Amends };
            writer.amending(REGULATIONS[*by], kind, REGULATIONS[*regulation])
        }
        Claim::Became(before, after) => writer.succession(BODIES[*before], BODIES[*after]),
        Claim::Noted(n, note) => {
            let (gender, ethnicity) = NOTES[*note];
            writer.note(NAMES[*n], gender, ethnicity)
        }
        Claim::Article => {
            *met = false;
            writer.article_on("又讯")
        }
        _ => writer,
    }
}

fn documents() -> impl Strategy<Value = Vec<DocumentRecord>> {
    let one = (prop::collection::vec(claim(), 0..12), any::<bool>());
    prop::collection::vec(one, 0..9).prop_map(|all| {
        all.iter().enumerate().map(|(n, (claims, dated))| write(n, claims, *dated)).collect()
    })
}

fn graph<'d>(documents: impl IntoIterator<Item = &'d DocumentRecord>) -> Graph {
    let mut graph = Graph::new();
    for document in documents {
        graph.add(document);
    }
    graph
}

/// The graph made anew from its pieces.
fn put_together(graph: &Graph) -> Graph {
    let mut assembly = Assembly::default();
    for part in graph.parts() {
        let bytes = part.encode().expect("bytes");
        let part = Part::decode(&bytes).expect("a piece");
        assembly.take(part).expect("one that fits");
    }
    assembly.finish()
}

/// Rulings on whoever is there: a merge of two officials or a split of one, as `pick` says.
fn rule(graph: &Graph, pick: (usize, usize, bool)) -> Option<chuxi::model::Decision> {
    use chuxi::graph::NodeKind;
    let officials = graph.all(NodeKind::Official);
    let one = *officials.get(pick.0 % officials.len().max(1))?;
    let id = graph.id(one)?;
    if pick.2 {
        let other = *officials.get(pick.1 % officials.len().max(1))?;
        return graph.merge(id, graph.id(other)?).ok();
    }
    let articles: Vec<_> =
        graph.edges_from(one, |_| true).filter(|(_, to)| graph.article(*to).is_some()).collect();
    let (_, article) = articles.get(pick.1 % articles.len().max(1))?;
    graph.split(id, &[graph.id(*article)?]).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn order_repetition_and_what_was_taken_out_leave_no_trace(
        (given, shuffled, kept) in documents().prop_flat_map(|all| {
            let count = all.len();
            (Just(all.clone()), Just(all).prop_shuffle(), prop::collection::vec(any::<bool>(), count))
        })
    ) {
        let first = graph(&given);
        let mut second = graph(&shuffled);
        prop_assert_eq!(first.export(), second.export());

        for document in &shuffled {
            second.add(document);
        }
        prop_assert_eq!(first.export(), second.export());
        prop_assert_eq!(first.counts(), second.counts());

        let stay: Vec<_> = given.iter().zip(&kept).filter(|(_, k)| **k).map(|(d, _)| d).collect();
        for (document, _) in given.iter().zip(&kept).filter(|(_, kept)| !**kept) {
            prop_assert!(second.remove(&document.document.key));
        }
        let fresh = graph(stay);
        prop_assert_eq!(fresh.export(), second.export());
        prop_assert_eq!(fresh.counts(), second.counts());
    }

    #[test]
    fn taken_apart_and_put_together_it_is_the_same_and_goes_on(
        given in documents(),
        more in documents(),
        kept in prop::collection::vec(any::<bool>(), 9),
        pick in (any::<usize>(), any::<usize>(), any::<bool>()),
    ) {
        let mut first = graph(&given);
        // With what was taken out before, and with a ruling.
        for (document, _) in given.iter().zip(&kept).filter(|(_, kept)| !**kept) {
            first.remove(&document.document.key);
        }
        let decision = rule(&first, pick);
        if let Some(decision) = &decision {
            first.decide(decision);
        }
        let mut second = put_together(&first);
        prop_assert_eq!(first.export(), second.export());
        prop_assert_eq!(first.counts(), second.counts());
        for graph in [&mut first, &mut second] {
            for document in more.iter().chain(&given) {
                graph.add(document);
            }
        }
        prop_assert_eq!(first.export(), second.export());
        let names = |graph: &Graph| {
            ["王", "wangwei", "青海", "会议", "lj"].map(|query| graph.search(query, &[]).len())
        };
        prop_assert_eq!(names(&first), names(&second));
        if let Some(decision) = &decision {
            second.undo(&decision.id);
        }
        for document in &given {
            second.remove(&document.document.key);
            first.remove(&document.document.key);
        }
        if let Some(decision) = &decision {
            first.undo(&decision.id);
        }
        prop_assert_eq!(first.export(), second.export());
        prop_assert_eq!(first.counts(), second.counts());
    }

    #[test]
    fn the_days_of_a_tenure_are_those_of_what_is_told_of_it(
        told in prop::collection::vec((0u64..60, 0usize..4), 0..40),
        gone in prop::collection::vec(any::<bool>(), 40),
        again in prop::collection::vec(any::<bool>(), 40),
    ) {
        let write = |n: usize, (day, what): (u64, usize)| {
            let date = chrono::NaiveDate::from_ymd_opt(2031, 1, 1).unwrap() + chrono::Days::new(day);
            let writer = document(&format!("文{n}")).date(&date.to_string());
            let (body, name) = ("西宁市政府", "苏荷川");
            match what {
                0 => writer.change(ChangeKind::Appointment, body, "市长", name),
                1 => writer.change(ChangeKind::Removal, body, "市长", name),
                2 => writer.post(body, "原市长", name),
                _ => writer.post(body, "市长", name),
            }
            .done()
        };
        let documents: Vec<_> = told.iter().enumerate().map(|(n, told)| write(n, *told)).collect();
        let mut second = graph(&documents);
        for (document, _) in documents.iter().zip(&gone).filter(|(_, gone)| **gone) {
            second.remove(&document.document.key);
        }
        for (document, _) in documents.iter().zip(&again).filter(|(_, again)| **again) {
            second.add(document);
        }
        let left = documents.iter().zip(gone.iter().zip(&again));
        let first = graph(left.filter(|(_, (gone, again))| !**gone || **again).map(|(d, _)| d));
        let days = |graph: &Graph| -> Vec<_> {
            let who = graph.officials_named("苏荷川");
            let tenures = who.into_iter().flat_map(|who| graph.tenures_of(who));
            tenures.map(|t| [t.first_seen, t.last_seen, t.former_since, t.appointed, t.removed]).collect()
        };
        prop_assert_eq!(days(&first), days(&second));
        prop_assert_eq!(days(&first), days(&put_together(&second)));
    }

    #[test]
    fn decisions_hold_whenever_they_are_made_and_can_be_taken_back(
        given in documents(),
        picks in prop::collection::vec((any::<usize>(), any::<usize>(), any::<bool>()), 1..4),
    ) {
        let plain = graph(&given);
        let mut ruled = graph(&given);
        let mut decisions = Vec::new();
        for pick in picks {
            if let Some(decision) = rule(&ruled, pick) {
                ruled.decide(&decision);
                decisions.push(decision);
            }
        }
        // The decisions first, the documents after: as at a start from the store.
        let mut early = Graph::new();
        for decision in decisions.iter().rev() {
            early.decide(decision);
        }
        for document in given.iter().rev() {
            early.add(document);
        }
        prop_assert_eq!(ruled.export(), early.export());
        // Read again.
        for document in &given {
            ruled.add(document);
        }
        prop_assert_eq!(ruled.export(), early.export());
        for decision in &decisions {
            prop_assert!(ruled.undo(&decision.id));
        }
        prop_assert_eq!(ruled.export(), plain.export());
        prop_assert_eq!(ruled.counts(), plain.counts());
    }
}
