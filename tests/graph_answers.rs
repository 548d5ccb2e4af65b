//! The questions that the graph answers.

mod common;

use chuxi::graph::{Graph, Holding, Match, MeetingFilter, NodeKind, Reach, Reason, Walk};
use chuxi::model::{ChangeKind, DocumentRecord, MeetingKind, Role};
use common::document;
use common::news::{SESSION, news};
use petgraph::stable_graph::NodeIndex;

fn graph(documents: impl IntoIterator<Item = DocumentRecord>) -> Graph {
    let mut graph = Graph::new();
    for document in documents {
        graph.add(&document);
    }
    graph
}

fn only(graph: &Graph, name: &str) -> NodeIndex {
    let found = graph.officials_named(name);
    assert_eq!(found.len(), 1, "{name}");
    found[0]
}

fn body(graph: &Graph, name: &str) -> NodeIndex {
    let all = graph.all(NodeKind::Body);
    *all.iter().find(|node| graph.name(**node) == name).unwrap_or_else(|| panic!("no {name}"))
}

fn names(graph: &Graph, nodes: impl IntoIterator<Item = NodeIndex>) -> Vec<String> {
    nodes.into_iter().map(|node| graph.name(node).to_owned()).collect()
}

#[test]
fn papers_on_one_session_are_one_meeting() {
    let graph = graph(news());
    let session: Vec<NodeIndex> = graph
        .all(NodeKind::Meeting)
        .into_iter()
        .filter(|meeting| graph.name(*meeting).contains("常"))
        .collect();
    assert_eq!(session.len(), 1);
    let mut present = names(&graph, graph.officials_at(session[0]));
    present.sort();
    assert_eq!(present, ["刘涛", "尼玛多吉", "白玉", "陈钢铁"]);
    assert_eq!(names(&graph, graph.conveners(session[0])), ["青海省人大常委会"]);
}

#[test]
fn a_numbered_session_is_convened_by_the_body_in_its_name() {
    for (name, convener) in [
        ("青海省十四届人大常委会第十次会议", &["青海省人大常委会"][..]),
        ("青海省第十四届人民代表大会第三次会议", &["青海省人大"]),
        ("西宁市十六届人大常委会第二十次会议第一次全体会议", &["西宁市人大常委会"]),
        ("政协青海省第十三届委员会第二次会议", &["青海省政协"]),
        ("青海省牧道保护第三次会议", &[]),
        ("青海省第十四届牧民会议", &[]),
    ] {
        let meeting = document("日报").meeting(name, Some("2031-09-24"), MeetingKind::Work);
        let graph = graph([meeting.done()]);
        let found = graph.all(NodeKind::Meeting)[0];
        assert_eq!(names(&graph, graph.conveners(found)), convener, "{name}");
    }
}

#[test]
fn namesakes_stay_apart_and_a_bare_name_goes_where_only_one_can_be_meant() {
    let graph = graph(news());
    assert_eq!(graph.officials_named("王伟").len(), 2);
    // In Qinghai 刘涛 is the vice governor; in Gansu the name tells nothing.
    let liu = graph.officials_named("刘涛");
    assert_eq!(liu.len(), 2);
    let governor = liu.iter().find(|node| !graph.tenures_of(**node).is_empty()).unwrap();
    assert_eq!(graph.meetings_of(*governor, &MeetingFilter::default()).len(), 2);
    let matches = graph.possible_matches(*governor);
    assert_eq!(matches.len(), 1);
    assert!(matches[0].reasons.contains(&Reason::NoPost));
    assert!(graph.possible_matches(only(&graph, "尼玛多吉")).is_empty());
}

#[test]
fn every_id_that_an_official_had_leads_to_it() {
    let documents = news();
    let mut graph = Graph::new();
    graph.add(&documents[0]);
    let first = graph.id(only(&graph, "陈钢铁")).unwrap();
    let alone = self::graph([documents[1].clone()]);
    let second = alone.id(only(&alone, "陈钢铁")).unwrap();
    graph.add(&documents[1]);
    let official = only(&graph, "陈钢铁");
    assert_eq!(graph.id(official), Some(first.min(second)));
    assert_eq!((graph.find(first), graph.find(second)), (Some(official), Some(official)));
    assert_eq!(first.to_string().parse(), Ok(first));
}

#[test]
fn a_merge_holds_after_the_texts_are_read_again_and_a_split_undoes_too_much() {
    let mut graph = graph(news());
    let two: Vec<_> = graph.officials_named("王伟").iter().map(|n| graph.id(*n).unwrap()).collect();
    let merge = graph.merge(two[0], two[1]).unwrap();
    graph.decide(&merge);
    for document in news() {
        graph.add(&document);
    }
    let merged = only(&graph, "王伟");
    assert_eq!(graph.tenures_of(merged).len(), 2);
    assert!(two.iter().all(|id| graph.find(*id) == Some(merged)));
    let article = graph.document_of("邻省报").unwrap().articles[0];
    let article = graph.id(article).unwrap();
    // The merge stands in the way of a split of the same two.
    assert!(graph.split(two[0], &[article]).is_err());
    assert!(graph.undo(&merge.id));
    assert_eq!(graph.officials_named("王伟").len(), 2);

    let chair = graph.id(only(&graph, "陈钢铁")).unwrap();
    let evening = graph.id(graph.document_of("晚报").unwrap().articles[0]).unwrap();
    let split = graph.split(chair, &[evening]).unwrap();
    graph.decide(&split);
    assert_eq!(graph.officials_named("陈钢铁").len(), 2);
    assert!(graph.undo(&split.id));
    only(&graph, "陈钢铁");
}

/// Of one paper that somebody left a post, of another that somebody of the name began one.
fn moving(name: &str, from: &str, to: &str, begun: &str) -> [DocumentRecord; 2] {
    [
        document("晚报").date("2031-03-02").change(ChangeKind::Removal, from, "局长", name).done(),
        document("日报").date(begun).change(ChangeKind::Appointment, to, "县长", name).done(),
    ]
}

#[test]
fn a_move_told_by_two_papers_is_one_persons() {
    let told = moving("苏荷川", "西宁市教育局", "湟源县政府", "2031-04-01");
    let mut graph = graph(told.clone());
    let official = only(&graph, "苏荷川");
    let moves = graph.moves_of(official);
    let bodies = moves.iter().map(|told| (graph.name(told.left.body), graph.name(told.began.body)));
    assert_eq!(bodies.collect::<Vec<_>>(), [("西宁市教育局", "湟源县政府")]);

    // Seen in the old post half a year later: it was somebody else who left for the other.
    let still = document("早报").date("2031-09-30").post("西宁市教育局", "局长", "苏荷川").done();
    graph.add(&still);
    assert_eq!(graph.officials_named("苏荷川").len(), 2);
    assert!(graph.remove("早报"));
    assert_eq!(graph.moves_of(only(&graph, "苏荷川")).len(), 1);
    assert!(graph.remove("晚报"));
    assert_eq!(graph.moves_of(only(&graph, "苏荷川")), []);
}

#[test]
fn a_move_that_may_be_two_persons_is_offered_with_its_reasons() {
    use Reason::*;
    let cases = [
        // Very many bear the name.
        ("王建国", "湟源县政府", "2031-04-01", &[SameProvince][..], true),
        ("苏荷川", "兰州市政府", "2031-04-01", &[RareName], true),
        ("苏荷川", "湟源县政府", "2031-12-01", &[RareName, SameProvince], false),
    ];
    for (name, to, begun, reasons, moved) in cases {
        let graph = graph(moving(name, "西宁市教育局", to, begun));
        let found = graph.officials_named(name);
        assert_eq!(found.len(), 2, "{name} {to} {begun}");
        let matches = graph.possible_matches(found[0]);
        let told = &matches[0].reasons;
        assert!(reasons.iter().all(|reason| told.contains(reason)), "{name} {to} {told:?}");
        assert_eq!(told.contains(&Move), moved, "{name} {to} {told:?}");
        assert_eq!(told.contains(&RareName), name != "王建国", "{name}");
        assert!(graph.moves_of(found[0]).is_empty());
    }
}

#[test]
fn company_is_counted_over_shared_meetings() {
    let graph = graph(news());
    let governor = *graph
        .officials_named("刘涛")
        .iter()
        .find(|node| !graph.tenures_of(**node).is_empty())
        .unwrap();
    let company = graph.company(governor, &MeetingFilter::default());
    assert_eq!(company.len(), 4);
    let autumn = MeetingFilter { from: "2024-10-01".parse().ok(), ..MeetingFilter::default() };
    let company = graph.company(governor, &autumn);
    assert_eq!(names(&graph, company.iter().map(|met| met.official)), ["王伟"]);
    assert_eq!(company[0].first.unwrap().to_string(), "2024-11-29");
}

#[test]
fn paths_go_through_shared_meetings_and_bodies() {
    let graph = graph(news());
    let mayor = *graph
        .officials_named("王伟")
        .iter()
        .find(|node| graph.tenures_of(**node).iter().any(|t| graph.name(t.body) == "西宁市政府"))
        .unwrap();
    let chair = only(&graph, "陈钢铁");
    let reach = Reach { longest: 6, slack: 0, limit: 10, budget: 1000 };
    let paths = graph.paths(mayor, chair, &Walk::default(), reach).unwrap();
    assert_eq!(
        names(&graph, paths[0].nodes.clone()),
        ["王伟", "青海省安全生产视频会议", "刘涛", SESSION, "陈钢铁"]
    );
    let late = Walk { from: "2024-10-01".parse().ok(), ..Walk::default() };
    assert_eq!(graph.paths(mayor, chair, &late, reach).unwrap(), []);
    assert!(graph.paths(mayor, chair, &Walk::default(), Reach { budget: 2, ..reach }).is_err());

    let around = graph.neighbourhood(chair, &Walk::default(), 1, 100);
    assert!(!around.cut);
    let mut near = names(&graph, around.nodes.iter().map(|(node, _)| *node));
    near.sort();
    assert_eq!(near, ["陈钢铁", "青海省人大常委会", SESSION]);
    assert!(graph.neighbourhood(chair, &Walk::default(), 2, 3).cut);
}

#[test]
fn posts_are_told_as_of_a_day_with_those_before_and_after() {
    let at = "青海省公安厅";
    let graph = graph([
        document("1").date("2020-01-10").post(at, "厅长", "马云龙").done(),
        document("2").date("2021-05-10").post(at, "厅长", "马云龙").done(),
        document("3")
            .date("2022-03-02")
            .meeting("青海省十三届人大常委会第三十次会议", Some("2022-03-01"), MeetingKind::Session)
            .change(ChangeKind::Removal, at, "厅长", "马云龙")
            .change(ChangeKind::Appointment, at, "厅长", "才让")
            .done(),
        document("4")
            .date("2023-01-10")
            .post(at, "原厅长", "马云龙")
            .post(at, "厅长", "才让")
            .done(),
    ]);
    let old = graph.tenures_of(only(&graph, "马云龙"))[0];
    let new = graph.tenures_of(only(&graph, "才让"))[0];
    let day = |day: &str| day.parse().unwrap();
    let cases = [
        (old, "2019-01-01", None),
        (old, "2020-06-01", Some(Holding::Seen)),
        (old, "2021-12-01", Some(Holding::Seen)),
        (old, "2022-03-01", None),
        (new, "2022-02-01", None),
        (new, "2022-03-01", Some(Holding::Seen)),
        (new, "2024-01-01", Some(Holding::Presumed)),
    ];
    for (tenure, on, expected) in cases {
        assert_eq!(tenure.on(day(on)), expected, "{} on {on}", graph.name(tenure.official));
    }
    assert_eq!(graph.successor(&old).map(|next| next.official), Some(new.official));
    assert_eq!(graph.predecessor(&new).map(|next| next.official), Some(old.official));
    assert_eq!(graph.successor(&new), None);
}

#[test]
fn who_was_removed_when_another_was_appointed_came_before() {
    let at = "西宁市教育局";
    let graph = graph([document("日报")
        .date("2031-03-13")
        .meeting("西宁市人大常委会会议", Some("2031-03-12"), MeetingKind::Work)
        .change(ChangeKind::Appointment, at, "局长", "才让")
        .change(ChangeKind::Removal, at, "局长", "马云龙")
        .done()]);
    let old = graph.tenures_of(only(&graph, "马云龙"))[0];
    let new = graph.tenures_of(only(&graph, "才让"))[0];
    assert_eq!(graph.predecessor(&new), Some(old));
    assert_eq!(graph.successor(&old), Some(new));
    assert_eq!((graph.predecessor(&old), graph.successor(&new)), (None, None));
}

#[test]
fn members_of_a_body_were_there_or_not() {
    let at = "西宁市政府";
    let session = |key: &str, date: &str, present: &[&str]| {
        let mut writer = document(key).date(date).meeting_of(
            "西宁市政府常务会议",
            Some(date),
            MeetingKind::Executive,
            &[at],
        );
        for name in present {
            writer = writer.attends_as(at, "副市长", name, Role::Attendee);
        }
        writer.done()
    };
    let graph = graph([
        session("1", "2024-01-10", &["甲措", "林乙"]),
        session("2", "2024-02-10", &["甲措"]),
        session("3", "2024-03-10", &["甲措", "林乙"]),
        session("4", "2024-04-10", &["甲措"]),
    ]);
    let records = graph.attendance_record(body(&graph, at), None, None);
    let counts: Vec<_> = records
        .iter()
        .map(|r| (graph.name(r.official), r.attended.len(), r.absent.len()))
        .collect();
    // After the last sighting nobody knows whether 林乙 was still a member.
    assert_eq!(counts, [("甲措", 4, 0), ("林乙", 2, 1)]);
    let meeting = records[0].attended[1];
    let (series, meetings, at) = graph.series_of(meeting).unwrap();
    assert_eq!((series, meetings.len(), at), ("西宁市政府常务会议", 4, 1));
}

#[test]
fn a_body_stands_under_another_as_long_as_it_is_spoken_of() {
    let mut graph =
        graph([document("1").date("2024-01-01").post("西宁市政协办公厅", "主任", "甲措").done()]);
    let office = body(&graph, "西宁市政协办公厅");
    let above = graph.edges_from(office, |says| says == chuxi::graph::EdgeKind::PartOf);
    assert_eq!(names(&graph, above.map(|(_, up)| up)), ["西宁市政协"]);
    assert!(graph.remove("1"));
    assert_eq!(graph.counts(), Graph::new().counts());
    assert!(graph.export().is_empty());
}

#[test]
fn names_are_found_as_people_type_them() {
    let graph = graph(news());
    let first = |query: &str| {
        let found = graph.search(query, &[]);
        found.first().map(|(node, hit)| (graph.name(*node).to_owned(), hit.matched))
    };
    let official = |name: &str, matched| Some((name.to_owned(), matched));
    let cases = [
        ("陈钢铁", official("陈钢铁", Match::Exact)),
        ("陳鋼鐵", official("陈钢铁", Match::Exact)),
        ("钢铁", official("陈钢铁", Match::Substring)),
        ("陈", official("陈钢铁", Match::Prefix)),
        ("chengangtie", official("陈钢铁", Match::Pinyin)),
        ("Chen Gang", official("陈钢铁", Match::PinyinPrefix)),
        ("cgt", official("陈钢铁", Match::Initials)),
        ("chengantie", official("陈钢铁", Match::Similar)),
        ("陈刚铁", official("陈钢铁", Match::Homophone)),
        ("牧道条例", official("青海省牧道条例", Match::Substring)),
        ("牧道条列", official("青海省牧道条例", Match::Similar)),
        ("gibberish", None),
        ("  ", None),
    ];
    for (query, expected) in cases {
        assert_eq!(first(query), expected, "{query}");
    }
    let bodies = graph.search("青海", &[NodeKind::Body]);
    assert!(!bodies.is_empty());
    assert!(bodies.iter().all(|(node, _)| graph.is(*node, NodeKind::Body)));
}

#[test]
fn the_network_of_people_follows_the_filter() {
    let graph = graph(news());
    let all = graph.network(&MeetingFilter::default(), 1000).unwrap();
    assert_eq!((all.people.node_count(), all.people.edge_count()), (7, 8));
    let one = MeetingFilter { to: "2024-09-30".parse().ok(), ..MeetingFilter::default() };
    assert_eq!(graph.network(&one, 1000).unwrap().people.edge_count(), 6);
    assert!(graph.network(&MeetingFilter::default(), 3).is_err());
}

mod paths_by_hand {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Every path of at most `longest` edges, found by trying them all.
    fn all(
        graph: &Graph,
        path: &mut Vec<NodeIndex>,
        goal: NodeIndex,
        longest: usize,
        found: &mut BTreeSet<Vec<NodeIndex>>,
    ) {
        let at = *path.last().unwrap();
        if at == goal {
            found.insert(path.clone());
            return;
        }
        if path.len() > longest {
            return;
        }
        let near: BTreeSet<NodeIndex> = graph
            .edges_from(at, |_| true)
            .chain(graph.edges_to(at, |_| true))
            .map(|(_, node)| node)
            .filter(|node| !graph.is(*node, NodeKind::Article) && !path.contains(node))
            .collect();
        for next in near {
            path.push(next);
            all(graph, path, goal, longest, found);
            path.pop();
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

        #[test]
        fn paths_are_those_that_trying_all_finds(
            meetings in prop::collection::vec(prop::collection::btree_set(0usize..6, 1..4), 1..7),
            slack in 0usize..3,
        ) {
            const NAMES: [&str; 6] = ["甲措", "乙措", "丙措", "丁措", "戊措", "己措"];
            let graph = graph(meetings.iter().enumerate().map(|(n, present)| {
                let mut writer = document(&n.to_string()).meeting(
                    &format!("青海省生态保护第{n}期工作推进会议"), Some("2024-01-01"), MeetingKind::Work);
                for who in present {
                    // One body for each name makes it one person everywhere.
                    writer = writer.attends_as(&format!("{}集团公司", NAMES[*who]), "董事长", NAMES[*who], Role::Attendee);
                }
                writer.done()
            }));
            let officials = graph.all(NodeKind::Official);
            for other in &officials[1..] {
                let mut tried = BTreeSet::new();
                all(&graph, &mut vec![officials[0]], *other, 8, &mut tried);
                let shortest = tried.iter().map(Vec::len).min().unwrap_or_default();
                tried.retain(|path| path.len() <= shortest + slack);
                let reach = Reach { longest: 8, slack, limit: 10_000, budget: 100_000 };
                let found = graph.paths(officials[0], *other, &Walk::default(), reach).unwrap();
                let lengths: Vec<usize> = found.iter().map(|path| path.edges.len()).collect();
                prop_assert!(lengths.is_sorted());
                let found: BTreeSet<Vec<NodeIndex>> = found.into_iter().map(|path| path.nodes).collect();
                prop_assert_eq!(&found, &tried);
            }
        }
    }
}

#[test]
fn bodies_are_succeeded_by_what_texts_and_reforms_made_of_them() {
    let paper = |key: &str, bodies: &[&str]| {
        let paper = document(key).date("2031-05-01");
        bodies.iter().fold(paper, |paper, body| paper.post(body, "局长", "安诺言")).done()
    };
    let told = |graph: &Graph, name: &str| -> Vec<(String, String, Vec<u16>, bool)> {
        let node = body(graph, name);
        let all = graph.preceded_by(node).into_iter().chain(graph.succeeded_by(node));
        all.map(|s| {
            let years = s.reforms.iter().map(|reform| reform.year).collect();
            let (before, after) = (graph.name(s.before).into(), graph.name(s.after).into());
            (before, after, years, s.edge.is_some())
        })
        .collect()
    };
    let labour = "西宁市劳动局";
    let mut graph = graph([
        paper(
            "一",
            &[labour, "西宁市人力资源和社会保障局", "兰州市环境保护局", "青海省生态环境厅"],
        ),
        document("二").succession("西宁市城管局", "西宁市城市管理局").done(),
    ]);
    let known =
        |years: &[u16]| vec![(labour.to_owned(), "西宁市人社局".to_owned(), years.to_vec(), false)];
    // No article speaks of the one between.
    assert_eq!(told(&graph, labour), known(&[1998, 2008]));
    assert_eq!(told(&graph, "西宁市人社局"), known(&[1998, 2008]));
    // Another place's, another level's: no successor is spoken of.
    assert!(told(&graph, "兰州市环境保护局").is_empty());
    let text = vec![("西宁市城管局".to_owned(), "西宁市城市管理局".to_owned(), vec![], true)];
    assert_eq!(told(&graph, "西宁市城管局"), text);
    assert_eq!(told(&graph, "西宁市城市管理局"), text);

    graph.add(&paper("三", &["西宁市劳动和社会保障局"]));
    let between = "西宁市劳动和社会保障局".to_owned();
    assert_eq!(told(&graph, labour), [(labour.to_owned(), between.clone(), vec![1998], false)]);
    assert_eq!(
        told(&graph, "西宁市人社局"),
        [(between, "西宁市人社局".to_owned(), vec![2008], false)]
    );
    graph.remove("二");
    assert!(graph.all(NodeKind::Body).iter().all(|node| !graph.name(*node).contains("城管")));
}

#[test]
fn notes_that_contradict_keep_two_of_one_name_apart() {
    use chuxi::model::Gender::{Female, Male};
    let body = "青海省公安厅";
    let paper = |key: &str| document(key).post(body, "处长", "李娜");
    let plain = paper("一").done();
    let hui = paper("二").note("李娜", Some(Female), Some("回族")).done();
    let graph_of =
        |more: Vec<DocumentRecord>| graph([plain.clone(), hui.clone()].into_iter().chain(more));

    // One note tells of the person, and nothing speaks against it.
    let one = graph_of(vec![]);
    let official = only(&one, "李娜");
    assert_eq!(one.noted(official), (Some(Female), Some("回族")));
    assert_eq!(one.notes_on(official).len(), 1);
    let agrees = graph_of(vec![paper("三").note("李娜", Some(Female), None).done()]);
    assert_eq!(agrees.noted(only(&agrees, "李娜")), (Some(Female), Some("回族")));

    // Another nationality: nobody knows which of the two the plain name means.
    let other = paper("三").note("李娜", None, Some("满族")).done();
    let mut two = graph_of(vec![other]);
    let mut noted: Vec<_> = two
        .officials_named("李娜")
        .iter()
        .map(|node| two.noted(*node).1.unwrap_or("-").to_owned())
        .collect();
    noted.sort();
    assert_eq!(noted, ["-", "回族", "满族"]);
    let hui =
        *two.officials_named("李娜").iter().find(|n| two.noted(**n).1 == Some("回族")).unwrap();
    let matches = two.possible_matches(hui);
    assert!(matches.iter().any(|m| m.reasons.contains(&Reason::OtherNote)));
    assert_eq!(two.name(hui), "李娜");
    // And when that text goes they are one again.
    two.remove("三");
    assert_eq!(two.export(), one.export());

    // Two in one list.
    let list = document("一")
        .meeting("青海省牧道会议", Some("2031-05-01"), MeetingKind::Work)
        .attends("王伟", Role::Attendee)
        .attends("王伟（女）", Role::Attendee)
        .note("王伟（女）", Some(Female), None);
    let graph = graph([list.done()]);
    let both = graph.officials_named("王伟");
    assert_eq!(both.len(), 2);
    let women = both.iter().filter(|node| graph.noted(**node).0 == Some(Female)).count();
    assert_eq!((women, both.iter().filter(|n| graph.noted(**n).0 == Some(Male)).count()), (1, 0));
    let everyone = MeetingFilter::default();
    assert!(both.iter().all(|node| graph.meetings_of(*node, &everyone).len() == 1));
}

#[test]
fn who_is_named_without_a_post_among_those_of_the_nation_is_the_one_of_that_name() {
    let premier = |key: &str| document(key).post("国务院", "副总理", "唐若谷");
    let talks = |key: &str| {
        let paper = document(key).post("国务院", "总理", "程望舒");
        paper.meeting("会谈", None, MeetingKind::Audience).attends("唐若谷", Role::Attendee)
    };
    let local = || document("省报").post("青海省政府", "省长", "唐若谷").done();
    let two = graph([premier("一").done(), talks("二").done(), local()]);
    let officials = two.officials_named("唐若谷");
    assert_eq!(officials.len(), 2);
    let met = officials.iter().find(|o| two.meetings_of(**o, &MeetingFilter::default()).len() == 1);
    assert_eq!(two.name(two.tenures_of(*met.unwrap())[0].body), "国务院");
    // Where bodies of a place are spoken of, someone of that place may be meant.
    let visit = talks("二").post("青海省委", "书记", "苏明远").done();
    let three = graph([premier("一").done(), visit, local()]);
    assert_eq!(three.officials_named("唐若谷").len(), 3);
    // Two of the nation bear the name.
    let other = document("三").post("最高人民法院", "院长", "唐若谷").done();
    let undecided = graph([premier("一").done(), talks("二").done(), other]);
    assert_eq!(undecided.officials_named("唐若谷").len(), 3);
}

#[test]
fn a_move_that_a_text_bears_out_joins_what_stands_on_both_its_sides() {
    let (water, farms) = ("云川省水利厅", "云川省农业农村厅");
    let before = document("一").date("2030-05-01").post(water, "厅长", "周敏").done();
    let after = document("三").date("2032-05-01").post(farms, "厅长", "周敏").done();
    let moved = document("二")
        .date("2031-05-01")
        .change(ChangeKind::Removal, water, "厅长", "周敏")
        .change(ChangeKind::Appointment, farms, "厅长", "周敏")
        .done();
    // Nothing but the name joins them.
    let mut graph = graph([after, before]);
    assert_eq!(graph.officials_named("周敏").len(), 2);
    graph.add(&moved);
    let official = only(&graph, "周敏");
    let days: Vec<_> =
        graph.tenures_of(official).iter().map(|t| (t.appointed, t.removed)).collect();
    let day = "2031-05-01".parse().ok();
    assert_eq!(days, [(None, day), (day, None)]);
    graph.remove("二");
    assert_eq!(graph.officials_named("周敏").len(), 2);
}
