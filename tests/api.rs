//! The server answers the questions that the product exists for, with evidence.

mod common;

use chuxi::model::{Action, ChangeKind, MeetingKind, Role};
use common::document;
use common::news::{SESSION, news};
use common::server::{code, first_error, serve};
use serde_json::{Value, json};

const MEETING: &str = r#"query ($name: String!) {
  meetings(filter: { name: $name }) {
    totalCount
    nodes {
      id name names date kind term session sittings series venue
      place { name level parent { name } }
      conveners { nodes { name level kind } }
      attendances(first: 50) {
        totalCount
        nodes {
          role rank post
          official { name } body { name }
          attendee { __typename id }
          evidence { quote start end rule confidence article { headline document } }
          evidenceCount
        }
      }
      acts { nodes { action date status by regulation { name } evidence { quote } } }
      articles { nodes { headline publication date } }
    }
  }
}"#;

fn texts<'v>(list: &'v Value, field: &str) -> Vec<&'v str> {
    list.as_array().unwrap().iter().map(|item| item[field].as_str().unwrap_or("-")).collect()
}

#[test]
fn who_attended_a_meeting_and_in_what_role() {
    let server = serve(news());
    let data = server.ask_with(MEETING, json!({ "name": SESSION }));
    assert_eq!(data["meetings"]["totalCount"], 1);
    let meeting = &data["meetings"]["nodes"][0];
    assert_eq!(meeting["date"], "2024-09-24");
    assert_eq!((&meeting["term"], &meeting["session"]), (&json!(14), &json!(10)));
    assert_eq!(meeting["sittings"], json!(["第一次全体会议"]));
    assert_eq!(meeting["place"]["name"], "青海省");
    assert_eq!(texts(&meeting["conveners"]["nodes"], "name"), ["青海省人大常委会"]);
    let attendances = &meeting["attendances"];
    assert_eq!(attendances["totalCount"], 5);
    let first = &attendances["nodes"][0];
    assert_eq!(first["official"]["name"], "陈钢铁");
    assert_eq!((&first["role"], &first["rank"]), (&json!("CHAIR"), &json!(1)));
    assert_eq!(first["post"], "青海省人大常委会主任");
    // Both papers bear it out.
    assert_eq!(first["evidenceCount"], 2);
    assert_eq!(first["evidence"][0]["quote"], "陈钢铁与会。");
    assert_eq!(first["evidence"][0]["article"]["headline"], "常委会会议在西宁举行");
    let court = attendances["nodes"].as_array().unwrap().last().unwrap();
    assert_eq!(court["body"]["name"], "青海省高级人民法院");
    assert_eq!((&court["role"], &court["rank"]), (&json!("OBSERVER"), &Value::Null));
    let act = &meeting["acts"]["nodes"][0];
    assert_eq!((&act["action"], &act["status"]), (&json!("EXPLAIN"), &json!("草案")));
    assert_eq!(act["regulation"]["name"], "青海省牧道条例");
    assert_eq!(texts(&meeting["articles"]["nodes"], "headline"), ["要闻", "常委会会议在西宁举行"]);
}

#[test]
fn what_a_meeting_did_comes_in_the_order_of_the_text() {
    let titles = ["丁条例", "甲条例", "丙条例", "乙条例", "戊条例", "己条例"]
        .map(|t| format!("青海省牧道{t}"));
    let mut paper = document("日报").date("2031-09-25").meeting(
        SESSION,
        Some("2031-09-24"),
        MeetingKind::Session,
    );
    for title in &titles {
        paper = paper.act(Action::Deliberate, title, None);
    }
    let later = document("晚报").date("2031-09-26").meeting(SESSION, None, MeetingKind::Session);
    let later = later.act(Action::Pass, &titles[3], None).act(Action::Pass, &titles[0], None);
    let server = serve(vec![later.done(), paper.done()]);
    let query = "{ meetings { nodes { acts(first: 3) { pageInfo { endCursor }
        nodes { action regulation { name } } } } } }";
    let first = server.ask(query)["meetings"]["nodes"][0]["acts"].clone();
    let after = first["pageInfo"]["endCursor"].as_str().unwrap();
    let query = format!(
        "{{ meetings {{ nodes {{ acts(after: {after:?}) {{
            nodes {{ action regulation {{ name }} }} }} }} }} }}"
    );
    let rest = server.ask(&query)["meetings"]["nodes"][0]["acts"].clone();
    let told: Vec<&str> = [&first, &rest]
        .iter()
        .flat_map(|page| page["nodes"].as_array().unwrap())
        .map(|act| act["regulation"]["name"].as_str().unwrap())
        .collect();
    let expected: Vec<&str> =
        titles.iter().chain([&titles[3], &titles[0]]).map(String::as_str).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_regulations_history_goes_over_papers_titles_and_meetings() {
    let congress = "青海省十四届人大常委会第十次会议";
    let documents = [
        // The paper of the congress leaves its place out, and has a draft first.
        document("晨报")
            .date("2031-03-30")
            .meeting(congress, Some("2031-03-28"), MeetingKind::Session)
            .act(Action::Explain, "蜜源保护条例（草案）", Some("草案"))
            .act(Action::Pass, "蜜源保护条例", None),
        document("日报")
            .date("2031-04-02")
            .enacted(Action::Promulgate, "青海省蜜源保护条例", "公布")
            .enacted(Action::TakeEffect, "蜜源保护条例", "自5月1日起施行"),
        document("晚报").date("2031-05-01").enacted(
            Action::TakeEffect,
            "新修订的《青海省蜜源保护条例》",
            "今天起施行",
        ),
        // Of another province; and one that only a title without any place speaks of.
        document("邻省报").date("2031-05-02").enacted(
            Action::Repeal,
            "甘肃省蜜源保护条例",
            "自2031年6月1日起废止",
        ),
        document("文摘").date("2031-05-03").enacted(Action::Promulgate, "蜜源保护条例", "公布"),
    ];
    let server = serve(documents.map(common::Writer::done).to_vec());
    let asked = "{ regulations(filter: { text: \"蜜源保护条例\" }) { nodes { name titles history {
        nodes { action date meeting { name } evidenceCount } } } } }";
    let data = server.ask(asked);
    let found = data["regulations"]["nodes"].as_array().unwrap();
    assert_eq!(found.len(), 3);
    let of = |name: &str| found.iter().find(|found| found["name"] == name).unwrap();
    let own = of("青海省蜜源保护条例");
    assert_eq!(own["titles"], json!(["蜜源保护条例", "青海省蜜源保护条例"]));
    let history: Vec<(&str, Option<&str>, Option<&str>, i64)> = own["history"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|act| {
            let (action, date) = (act["action"].as_str().unwrap(), act["date"].as_str());
            (action, date, act["meeting"]["name"].as_str(), act["evidenceCount"].as_i64().unwrap())
        })
        .collect();
    let day = Some("2031-03-28");
    assert_eq!(
        history,
        [
            ("EXPLAIN", day, Some(congress), 1),
            ("PASS", day, Some(congress), 1),
            ("PROMULGATE", None, None, 1),
            ("TAKE_EFFECT", Some("2031-05-01"), None, 2),
        ]
    );
    let gone = &of("甘肃省蜜源保护条例")["history"]["nodes"][0];
    assert_eq!((&gone["action"], &gone["date"]), (&json!("REPEAL"), &json!("2031-06-01")));
    let filtered = "{ regulations(filter: { action: TAKE_EFFECT, from: \"2031-04-30\" })
        { nodes { name } } }";
    let names = server.ask(filtered);
    assert_eq!(texts(&names["regulations"]["nodes"], "name"), ["青海省蜜源保护条例"]);
}

#[test]
fn a_regulation_says_what_it_amends_and_repeals_and_what_does_so_to_it() {
    let decision = "云川省人民代表大会常务委员会关于修改〈云川省养蜂条例〉的决定";
    let text = format!(
        "本报讯 3月28日，云川省十四届人大常委会第十次会议在云城举行。会议表决通过了《{decision}》。\n\n\
         《云川省养蜂条例》自2031年5月1日起施行，《云川省养蜂管理办法》同时废止。\n"
    );
    let server = serve(Vec::new());
    let ingest = "mutation ($text: String!) { ingest(documents: [{ text: $text, date: \"2031-03-29\" }]) { key } }";
    server.change(ingest, json!({ "text": text }));
    let asked = "totalCount nodes { kind by { name } regulation { name } evidenceCount
        evidence { quote article { date } } }";
    let query = format!(
        "query ($name: String!) {{ regulations(filter: {{ name: $name }}) {{ nodes {{
            amends {{ {asked} }} amendedBy {{ {asked} }} repeals {{ {asked} }} repealedBy {{ {asked} }}
            history {{ nodes {{ action date }} }} }} }} }}"
    );
    let of = |name: &str| {
        server.ask_with(&query, json!({ "name": name }))["regulations"]["nodes"][0].clone()
    };
    let law = of("云川省养蜂条例");
    assert_eq!(law["amendedBy"]["totalCount"], 1);
    let change = &law["amendedBy"]["nodes"][0];
    assert_eq!((&change["kind"], &change["by"]["name"]), (&json!("AMENDS"), &json!(decision)));
    assert_eq!(change["evidence"][0]["quote"], "关于修改〈云川省养蜂条例〉的决定");
    assert_eq!(
        (&law["amends"]["totalCount"], &law["repealedBy"]["totalCount"]),
        (&json!(0), &json!(0))
    );
    let repealed = &law["repeals"]["nodes"][0];
    assert_eq!(repealed["regulation"]["name"], "云川省养蜂管理办法");
    let quote = repealed["evidence"][0]["quote"].as_str().unwrap();
    assert!(quote.starts_with("《云川省养蜂条例》") && quote.ends_with("同时废止"), "{quote}");
    let old = of("云川省养蜂管理办法");
    assert_eq!(old["repealedBy"]["nodes"][0]["by"]["name"], "云川省养蜂条例");
    // Under its short title the decision is the same, and has the day on which it was passed.
    let decision = of("关于修改《云川省养蜂条例》的决定");
    assert_eq!(decision["amends"]["nodes"][0]["regulation"]["name"], "云川省养蜂条例");
    assert_eq!(decision["history"]["nodes"][0], json!({ "action": "PASS", "date": "2031-03-28" }));
}

#[test]
fn an_amendment_stands_in_the_history_of_what_it_amends_and_a_promulgation_on_its_day() {
    let server = serve(Vec::new());
    let text = "本报讯 3月28日，云川省十四届人大常委会第十次会议在云城举行。会议表决通过了《云川省养蜂条例修正案》。\n\n\
                今天（3月29日），云川省政府公布《云川省蜂蜜管理办法》。\n";
    let ingest = "mutation ($text: String!) { ingest(documents: [{ text: $text, date: \"2031-03-29\" }]) { key } }";
    server.change(ingest, json!({ "text": text }));
    let of = |name: &str| {
        let query = "query ($name: String!) { regulations(filter: { name: $name }) { nodes {
            name amendedBy { nodes { by { name } } } history { nodes { action date } } } } }";
        let found = server.ask_with(query, json!({ "name": name }));
        let nodes = found["regulations"]["nodes"].as_array().unwrap().clone();
        nodes.into_iter().find(|node| node["name"] == name).unwrap()
    };
    let law = of("云川省养蜂条例");
    assert_eq!(law["amendedBy"]["nodes"][0]["by"]["name"], "云川省养蜂条例修正案");
    let amended = json!({ "action": "AMEND", "date": "2031-03-28" });
    assert!(law["history"]["nodes"].as_array().unwrap().contains(&amended), "{law}");
    let issued = json!([{ "action": "PROMULGATE", "date": "2031-03-29" }]);
    assert_eq!(of("云川省蜂蜜管理办法")["history"]["nodes"], issued);
}

#[test]
fn a_bodys_members_their_order_and_its_meetings_are_told_over_time() {
    let (at, series) = ("西宁市政府", "西宁市政府常务会议");
    let session = |key: &str, date: &str, present: &[(&str, &str)]| {
        let mut writer =
            document(key).date(date).meeting_of(series, Some(date), MeetingKind::Executive, &[at]);
        for (title, name) in present {
            writer = writer.attends_as(at, title, name, Role::Attendee);
        }
        // Who is no member is in nobody's way.
        writer.attends("来客", Role::Observer).done()
    };
    let server = serve(vec![
        session("1", "2031-01-10", &[("市长", "甲措"), ("副市长", "林乙"), ("副市长", "白玉")]),
        session("2", "2031-02-10", &[("市长", "甲措"), ("副市长", "白玉")]),
        session("3", "2031-03-10", &[("副市长", "白玉"), ("副市长", "林乙")]),
        document("4")
            .date("2031-03-20")
            .change(ChangeKind::Removal, at, "市长", "甲措")
            .change(ChangeKind::Appointment, at, "市长", "白玉")
            .done(),
    ]);
    let data = server.ask(
        r#"{ bodies(filter: { name: "西宁市政府" }, first: 1) { nodes {
             attendanceRecord(first: 5) { nodes { official { name } attendedCount absentCount
               absent(first: 5) { nodes { date } } places(first: 5) { nodes { place meeting { date } } } } }
             tenures(title: "市长", asOf: "2031-02-01", first: 5) { nodes {
               official { name } holding removed successor { official { name } appointed } } }
             later: tenures(title: "市长", asOf: "2031-04-01", first: 5) { nodes {
               official { name } holding predecessor { official { name } } } } } } }"#,
    );
    let body = &data["bodies"]["nodes"][0];
    let record = |name: &str| {
        let all = body["attendanceRecord"]["nodes"].as_array().unwrap();
        all.iter().find(|record| record["official"]["name"] == name).unwrap().clone()
    };
    let places = |name: &str| -> Vec<(i64, String)> {
        let places = record(name)["places"]["nodes"].clone();
        let told = |p: &Value| {
            (p["place"].as_i64().unwrap(), p["meeting"]["date"].as_str().unwrap().to_owned())
        };
        places.as_array().unwrap().iter().map(told).collect()
    };
    let on = |place: i64, day: &str| (place, day.to_owned());
    assert_eq!(places("白玉"), [on(3, "2031-01-10"), on(2, "2031-02-10"), on(1, "2031-03-10")]);
    assert_eq!(places("林乙"), [on(2, "2031-01-10"), on(2, "2031-03-10")]);
    assert_eq!(record("林乙")["absent"]["nodes"], json!([{ "date": "2031-02-10" }]));
    assert_eq!(record("甲措")["absentCount"], 1);
    let mayor = &body["tenures"]["nodes"];
    assert_eq!(texts(&json!([mayor[0]["official"]]), "name"), ["甲措"]);
    assert_eq!((&mayor[0]["holding"], mayor.as_array().unwrap().len()), (&json!("SEEN"), 1));
    assert_eq!(mayor[0]["successor"]["official"]["name"], "白玉");
    assert_eq!(mayor[0]["successor"]["appointed"], "2031-03-20");
    let later = &body["later"]["nodes"];
    assert_eq!(later[0]["official"]["name"], "白玉");
    assert_eq!(later[0]["predecessor"]["official"]["name"], "甲措");
    assert_eq!(later.as_array().unwrap().len(), 1);

    let data = server
        .ask("{ meetings(order: EARLIEST) { nodes { date previous { date } next { date } } } }");
    let beside = |nth: usize| {
        let meeting = &data["meetings"]["nodes"][nth];
        [&meeting["previous"]["date"], &meeting["next"]["date"]].map(|day| day.as_str())
    };
    assert_eq!(beside(0), [None, Some("2031-02-10")]);
    assert_eq!(beside(1), [Some("2031-01-10"), Some("2031-03-10")]);
    assert_eq!(beside(2), [Some("2031-02-10"), None]);
}

#[test]
fn a_body_knows_what_it_was_and_what_became_of_it() {
    let text = "本报讯 3月28日，西宁市机构改革会议召开。会议宣布，西宁市环境保护局更名为西宁市生态环境局。\n";
    let server = serve(Vec::new());
    let ingest = "mutation ($text: String!) { ingest(documents: [{ text: $text, date: \"2031-03-29\" }]) { key } }";
    server.change(ingest, json!({ "text": text }));
    let asked = "before { name } after { name } reforms { year before after } evidenceCount
        evidence { quote rule }";
    let data = server.ask(&format!(
        "{{ bodies(order: NAME) {{ nodes {{ name precededBy {{ {asked} }} succeededBy {{ {asked} }} }} }} }}"
    ));
    let bodies = data["bodies"]["nodes"].as_array().unwrap();
    let of = |name: &str| bodies.iter().find(|body| body["name"] == name).unwrap();
    let (old, new) = (of("西宁市环境保护局"), of("西宁市生态环境局"));
    assert_eq!(old["succeededBy"], new["precededBy"]);
    assert_eq!((&old["precededBy"], &new["succeededBy"]), (&json!([]), &json!([])));
    let succession = &new["precededBy"][0];
    let reform = json!([{ "year": 2018, "before": "环境保护局", "after": "生态环境局" }]);
    assert_eq!((&succession["reforms"], &succession["evidenceCount"]), (&reform, &json!(1)));
    let quote = "西宁市环境保护局更名为西宁市生态环境局";
    assert_eq!(succession["evidence"][0]["quote"], quote);
}

#[test]
fn what_texts_note_behind_a_name_is_known_of_the_person() {
    let text = "本报讯 3月28日，云川省水利会议召开。李娜（女，回族）、何景行、王伟、王伟（女）出席会议。\n";
    let server = serve(Vec::new());
    let ingest = "mutation ($text: String!) { ingest(documents: [{ text: $text, date: \"2031-03-29\" }]) { key } }";
    server.change(ingest, json!({ "text": text }));
    let asked = "name gender ethnicity notes { quote article { date } } attendances { totalCount }";
    let data = server.ask(&format!("{{ officials(order: NAME) {{ nodes {{ {asked} }} }} }}"));
    let all = data["officials"]["nodes"].as_array().unwrap();
    let told: Vec<(&str, &Value, &Value)> =
        all.iter().map(|o| (o["name"].as_str().unwrap(), &o["gender"], &o["ethnicity"])).collect();
    let (female, null) = (json!("FEMALE"), Value::Null);
    let expected = [
        ("何景行", &null, &null),
        ("李娜", &female, &json!("回族")),
        ("王伟", &female, &null),
        ("王伟", &null, &null),
    ];
    assert!(expected.iter().all(|one| told.contains(one)) && told.len() == 4, "{told:?}");
    let noted = all.iter().find(|official| official["name"] == "李娜").unwrap();
    assert_eq!(noted["notes"][0]["quote"], "李娜（女，回族）");
    assert!(all.iter().all(|official| official["attendances"]["totalCount"] == 1));
}

#[test]
fn what_someone_attended_and_whom_someone_met() {
    let server = serve(news());
    let data = server.ask(
        r#"{ officials(filter: { name: "刘涛", place: "青海" }) { totalCount nodes {
            name
            tenures { nodes { title body { name partOf { name } } firstSeen lastSeen acting } }
            attendances { nodes { role meeting { name date } } }
            coAttendees { totalCount nodes {
                official { name } count firstMet lastMet
                meetings { nodes { name } } attendances { totalCount } } }
            possibleMatches { nodes { score reasons official { attendances { totalCount } } } }
            articles { totalCount }
        } } }"#,
    );
    assert_eq!(data["officials"]["totalCount"], 1);
    let official = &data["officials"]["nodes"][0];
    assert_eq!(official["tenures"]["nodes"][0]["body"]["name"], "青海省政府");
    let attended = official["attendances"]["nodes"].as_array().unwrap();
    let roles: Vec<&Value> = attended.iter().map(|a| &a["role"]).collect();
    assert_eq!(roles, ["SPEAKER", "OBSERVER"], "the latest first");
    assert_eq!(official["coAttendees"]["totalCount"], 4);
    let met = &official["coAttendees"]["nodes"][0];
    assert_eq!((&met["count"], met["attendances"]["totalCount"].as_i64()), (&json!(1), Some(2)));
    let matches = &official["possibleMatches"]["nodes"];
    assert_eq!(matches.as_array().map(Vec::len), Some(1));
    assert!(matches[0]["reasons"].as_array().unwrap().contains(&json!("NO_POST")));
}

#[test]
fn everything_has_an_id_that_leads_to_it() {
    let server = serve(news());
    let data = server.ask(
        "{ officials { nodes { id } } bodies { nodes { id } } meetings { nodes { id } }
           regulations { nodes { id } } articles { nodes { id } } }",
    );
    for (kind, list) in data.as_object().unwrap() {
        let ids = texts(&list["nodes"], "id");
        assert!(!ids.is_empty(), "{kind}");
        let found = server.ask_with(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }",
            json!({ "ids": ids }),
        );
        assert_eq!(texts(&found["nodes"], "id"), ids, "{kind}");
    }
    let nowhere = server.ask(r#"{ node(id: "body:0000000000000") { id } }"#);
    assert_eq!(nowhere["node"], Value::Null);
    assert_eq!(code(&server.error(r#"{ node(id: "nonsense") { id } }"#)), "BAD_INPUT");
    // A body's id is no meeting's.
    let body = texts(&data["bodies"]["nodes"], "id")[0];
    let query = format!("{{ meeting(id: {body:?}) {{ id }} }}");
    assert_eq!(server.ask(&query)["meeting"], Value::Null);
}

#[test]
fn pages_join_up_and_cursors_hold_while_the_list_changes() {
    let meetings = (1..=9).map(|n| {
        let date = format!("2024-01-0{n}");
        document(&format!("{n}"))
            .date(&date)
            .meeting(&format!("青海省第{n}届工作推进会议"), Some(&date), MeetingKind::Work)
            .attends("甲措", Role::Chair)
            .done()
    });
    let server = serve(meetings.collect());
    let page = |arguments: &str| {
        let query = format!(
            "{{ meetings(order: EARLIEST {arguments}) {{ totalCount nodes {{ date }} edges {{ cursor node {{ date }} }}
               pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
        );
        server.ask(&query)["meetings"].clone()
    };
    let mut seen = Vec::new();
    let mut after = String::new();
    loop {
        let page = page(&format!(", first: 4 {after}"));
        assert_eq!(page["totalCount"], 9);
        seen.extend(texts(&page["nodes"], "date").iter().map(|date| date.to_string()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        // The item that the cursor names goes away: the next page is the same.
        if seen.len() == 4 {
            server.service.remove("4").unwrap();
            server
                .service
                .ingest(
                    &document("4")
                        .date("2024-01-04")
                        .meeting("青海省第4届工作推进会议", Some("2024-01-04"), MeetingKind::Work)
                        .done(),
                )
                .unwrap();
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    let all: Vec<String> = (1..=9).map(|n| format!("2024-01-0{n}")).collect();
    assert_eq!(seen, all);
    let end = page(", last: 2");
    assert_eq!(texts(&end["nodes"], "date"), ["2024-01-08", "2024-01-09"]);
    let before = page(&format!(", last: 2, before: {}", end["pageInfo"]["startCursor"]));
    assert_eq!(texts(&before["nodes"], "date"), ["2024-01-06", "2024-01-07"]);
    assert_eq!(page(", first: 0")["nodes"], json!([]));
    assert_eq!(code(&server.error("{ meetings(first: 501) { totalCount } }")), "PAGE_LIMIT");
    assert_eq!(code(&server.error("{ meetings(first: -1) { totalCount } }")), "BAD_INPUT");
    assert_eq!(code(&server.error(r#"{ meetings(after: "?") { totalCount } }"#)), "BAD_INPUT");
}

#[test]
fn filters_narrow_and_orders_order() {
    let server = serve(news());
    let count = |query: &str| {
        let data = server.ask(&format!("{{ {query} {{ totalCount }} }}"));
        data.as_object().unwrap().values().next().unwrap()["totalCount"].as_i64().unwrap()
    };
    let cases = [
        ("meetings", 3),
        (r#"meetings(filter: { from: "2024-10-01" })"#, 2),
        (r#"meetings(filter: { to: "2024-10-01" })"#, 1),
        ("meetings(filter: { kinds: [SESSION] })", 1),
        (r#"meetings(filter: { place: "青海省" })"#, 2),
        (r#"meetings(filter: { text: "安全生产" })"#, 2),
        (r#"meetings(filter: { text: "安全生产", place: "甘肃" })"#, 1),
        ("officials", 7),
        (r#"officials(filter: { text: "wangwei" })"#, 2),
        (r#"officials(filter: { title: "厅长" })"#, 1),
        (r#"officials(filter: { level: PROVINCE })"#, 4),
        (r#"officials(filter: { bodyKind: GOVERNMENT, asOf: "2024-09-25" })"#, 1),
        (r#"bodies(filter: { place: "西宁" })"#, 1),
        ("bodies(filter: { kind: COURT })", 1),
        (r#"bodies(filter: { name: "青海省人大常委会" })"#, 1),
        (r#"regulations(filter: { name: "《青海省牧道条例（草案）》" })"#, 1),
        ("regulations(filter: { action: PASS })", 0),
        (r#"articles(filter: { publication: "云川日报", from: "2024-09-26" })"#, 3),
        (r#"articles(filter: { text: "西宁举行" })"#, 1),
        (r#"search(text: "青海", kinds: [BODY])"#, 4),
    ];
    for (query, expected) in cases {
        assert_eq!(count(query), expected, "{query}");
    }
    assert_eq!(
        code(&server.error(r#"{ bodies(filter: { place: "乌有乡" }) { totalCount } }"#)),
        "BAD_INPUT"
    );
}

#[test]
fn search_says_how_and_where_a_name_matched() {
    let server = serve(news());
    let hits = |text: &str| {
        server.ask_with(
            "query ($text: String!) { search(text: $text) { nodes {
               name matched highlights { start end } node { __typename id } } } }",
            json!({ "text": text }),
        )["search"]["nodes"]
            .clone()
    };
    let found = hits("鋼鐵");
    assert_eq!(found[0]["name"], "陈钢铁");
    assert_eq!(found[0]["highlights"], json!([{ "start": 3, "end": 9 }]));
    assert_eq!(hits("cgt")[0]["matched"], "INITIALS");
    assert_eq!(hits("nima duoji")[0]["name"], "尼玛多吉");
    assert_eq!(hits("zzz"), json!([]));
}

#[test]
fn walks_networks_and_counts() {
    let server = serve(news());
    let people = server.ask("{ officials(order: NAME, first: 50) { nodes { id name } } }");
    let id = |name: &str, nth: usize| {
        let nodes = people["officials"]["nodes"].as_array().unwrap();
        let mut own = nodes.iter().filter(|node| node["name"] == name);
        own.nth(nth).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let data = server.ask_with(
        "query ($from: ID!, $to: ID!) {
           paths(from: $from, to: $to, slack: 2) { length
             nodes { ... on Official { name } ... on Meeting { name } ... on Body { name } }
             edges { kind label source { id } target { id } evidence { quote } } }
           neighbourhood(id: $from, depth: 2) { truncated
             nodes { distance node { id } } edges { kind } }
         }",
        json!({ "from": id("陈钢铁", 0), "to": id("尼玛多吉", 0) }),
    );
    let paths = data["paths"].as_array().unwrap();
    assert_eq!(paths[0]["length"], 2);
    assert_eq!(texts(&paths[0]["edges"], "kind").len(), 2);
    assert_eq!(data["neighbourhood"]["truncated"], false);
    let network = server.ask(
        "{ network { modularity communityCount
             people(by: BETWEENNESS) { totalCount nodes {
               official { name } neighbours strength degree betweenness closeness eigenvector community } }
             ties { totalCount nodes { one { name } other { name } meetings } } }
           statistics { officials meetings statements edges documents
             meetingsByMonth { month kind count } } }",
    );
    assert_eq!(network["network"]["people"]["totalCount"], 7);
    assert_eq!(network["network"]["ties"]["totalCount"], 8);
    let between = &network["network"]["people"]["nodes"][0];
    assert_eq!(between["official"]["name"], "刘涛", "who alone stands between two meetings");
    assert_eq!(network["statistics"]["documents"], 4);
    assert_eq!(
        network["statistics"]["meetingsByMonth"],
        json!([
            { "month": "2024-09", "kind": "SESSION", "count": 1 },
            { "month": "2024-11", "kind": "WORK", "count": 2 },
        ])
    );
}

#[test]
fn paths_keep_to_the_edges_and_the_days_that_are_asked_for() {
    let server = serve(news());
    let id = |name: &str, post: &str| {
        let people = server.ask_with(
            "query ($name: String!) {
               officials(filter: { name: $name }) { nodes { id tenures { nodes { body { name } title } } } }
             }",
            json!({ "name": name }),
        );
        let people = people["officials"]["nodes"].as_array().unwrap().clone();
        let holds = |one: &&Value| {
            let posts = one["tenures"]["nodes"].as_array().unwrap();
            posts.iter().any(|own| own["body"]["name"] == post)
        };
        people.iter().find(holds).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let ask = |from: &str, to: &str, kinds: Value, since: Value, until: Value| {
        let data = server.ask_with(
            "query ($from: ID!, $to: ID!, $kinds: [EdgeKind!], $since: NaiveDate, $until: NaiveDate) {
               paths(from: $from, to: $to, kinds: $kinds, since: $since, until: $until) {
                 length edges { kind }
                 nodes { ... on Official { name } ... on Meeting { name } ... on Body { name } }
               }
             }",
            json!({ "from": from, "to": to, "kinds": kinds, "since": since, "until": until }),
        );
        data["paths"].clone()
    };
    let standing = "青海省人大常委会";
    let (chair, vice) = (id("陈钢铁", standing), id("尼玛多吉", standing));
    let mayor = id("王伟", "西宁市政府");
    let none = || Value::Null;

    // Two who sat in one session and hold posts at one body: each kind of edge tells its own way.
    for (kind, over) in [("ATTENDANCE", SESSION), ("TENURE", standing)] {
        let paths = ask(&chair, &vice, json!([kind]), none(), none());
        assert_eq!(paths.as_array().unwrap().len(), 1, "{kind}: {paths}");
        assert_eq!(texts(&paths[0]["nodes"], "name"), ["陈钢铁", over, "尼玛多吉"]);
        assert_eq!(texts(&paths[0]["edges"], "kind"), [kind; 2]);
        assert_eq!(paths[0]["length"], 2);
    }
    let both = ask(&chair, &vice, json!(["ATTENDANCE", "TENURE"]), none(), none());
    assert_eq!(both.as_array().unwrap().len(), 2);
    for kinds in [json!(["ACT"]), json!(["CONVENES"]), json!([])] {
        assert_eq!(ask(&chair, &vice, kinds.clone(), none(), none()), json!([]), "{kinds}");
    }

    // From the mayor to the chair over a meeting of November and one of September.
    let attendance = || json!(["ATTENDANCE"]);
    let paths = ask(&mayor, &chair, attendance(), json!("2024-09-24"), json!("2024-11-29"));
    assert_eq!(
        texts(&paths[0]["nodes"], "name"),
        ["王伟", "青海省安全生产视频会议", "刘涛", SESSION, "陈钢铁"]
    );
    for (since, until) in [
        (json!("2024-09-25"), none()),
        (none(), json!("2024-11-28")),
        (json!("2024-11-30"), json!("2024-09-01")),
    ] {
        let paths = ask(&mayor, &chair, attendance(), since.clone(), until.clone());
        assert_eq!(paths, json!([]), "{since} {until}");
    }
    assert_eq!(ask(&mayor, &chair, json!(["TENURE"]), none(), none()), json!([]));
}

#[test]
fn rulings_are_made_seen_and_taken_back() {
    let server = serve(news());
    let ids = server.ask(r#"{ officials(filter: { name: "王伟" }) { nodes { id } } }"#);
    let ids = texts(&ids["officials"]["nodes"], "id");
    let merged = server.change(
        "mutation ($one: ID!, $other: ID!) { mergeOfficials(one: $one, other: $other) {
           decision { id kind officials { id } } officials { id tenures { totalCount } } } }",
        json!({ "one": ids[0], "other": ids[1] }),
    );
    let decided = &merged["mergeOfficials"];
    assert_eq!(decided["officials"].as_array().map(Vec::len), Some(1));
    assert_eq!(decided["officials"][0]["tenures"]["totalCount"], 2);
    // Both ids lead to the one.
    for id in &ids {
        let query = format!("{{ official(id: {id:?}) {{ id }} }}");
        assert_eq!(server.ask(&query)["official"]["id"], decided["officials"][0]["id"]);
    }
    assert_eq!(server.ask("{ decisions { totalCount } }")["decisions"]["totalCount"], 1);
    let again = json!({
        "query": format!("mutation {{ mergeOfficials(one: {:?}, other: {:?}) {{ decision {{ id }} }} }}", ids[0], ids[1])
    });
    let (_, refused) = server.send(&again.to_string(), &[("authorization", "Bearer let me in")]);
    assert_eq!(code(&first_error(&refused)), "CONFLICT");
    let undone = server.change(
        "mutation ($id: ID!) { undoDecision(id: $id) }",
        json!({ "id": decided["decision"]["id"] }),
    );
    assert_eq!(undone["undoDecision"], true);
    let two = server.ask(r#"{ officials(filter: { name: "王伟" }) { totalCount } }"#);
    assert_eq!(two["officials"]["totalCount"], 2);

    let chair = server.ask(r#"{ officials(filter: { name: "陈钢铁" }) { nodes { id articles { nodes { id document } } } } }"#);
    let chair = &chair["officials"]["nodes"][0];
    let articles = chair["articles"]["nodes"].as_array().unwrap();
    let evening = articles.iter().find(|article| article["document"] == "晚报").unwrap();
    let split = server.change(
        "mutation ($official: ID!, $articles: [ID!]!) {
           splitOfficial(official: $official, articles: $articles) { decision { kind } officials { id } } }",
        json!({ "official": chair["id"], "articles": [evening["id"]] }),
    );
    assert_eq!(split["splitOfficial"]["officials"].as_array().map(Vec::len), Some(2));
}

#[test]
fn documents_come_and_go_through_the_api() {
    let server = serve(vec![]);
    let taken = server.change(
        "mutation ($documents: [DocumentInput!]!) { ingest(documents: $documents) { key articles { id } } }",
        json!({ "documents": [
            { "text": "云川县召开会议。", "url": "https://example.org/1", "date": "2024-05-01" },
            { "text": "无名。" },
        ] }),
    );
    assert_eq!(taken["ingest"][0]["key"], "https://example.org/1");
    assert_eq!(server.ask("{ statistics { documents } }")["statistics"]["documents"], 2);
    let removed = "mutation ($key: String!) { removeDocument(key: $key) }";
    let key = json!({ "key": "https://example.org/1" });
    assert_eq!(server.change(removed, key.clone())["removeDocument"], true);
    assert_eq!(server.change(removed, key)["removeDocument"], false);
    assert_eq!(server.ask("{ statistics { documents } }")["statistics"]["documents"], 1);
}

#[test]
fn queries_come_by_get_too_and_persisted() {
    use sha2::{Digest, Sha256};
    let server = serve(news());
    let (status, _, body) = server.get("/graphql?query=%7Bstatistics%7Bdocuments%7D%7D", "*/*");
    assert_eq!((status, body.as_str()), (200, r#"{"data":{"statistics":{"documents":4}}}"#));
    let (_, _, body) = server.get("/graphql?query=mutation%7BundoDecision(id:%22x%22)%7D", "*/*");
    assert!(body.contains("Nothing is changed by GET"), "{body}");

    let query = "{ statistics { articles } }";
    let hash: String = Sha256::digest(query).iter().map(|byte| format!("{byte:02x}")).collect();
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } });
    let by_hash = json!({ "extensions": extensions });
    let (_, unknown) = server.post(&by_hash);
    assert_eq!(code(&first_error(&unknown)), "PERSISTED_QUERY_NOT_FOUND");
    assert_eq!(unknown["errors"][0]["message"], "PersistedQueryNotFound");
    let (_, kept) = server.post(&json!({ "query": query, "extensions": extensions }));
    let (_, known) = server.post(&by_hash);
    assert_eq!(kept, known);
    assert_eq!(known["data"]["statistics"]["articles"], 4);
    let forged = json!({ "query": "{ __typename }", "extensions": extensions });
    assert_eq!(code(&first_error(&server.post(&forged).1)), "BAD_INPUT");
}

#[test]
fn browsers_get_a_console_that_needs_no_other_host() {
    let server = serve(vec![]);
    let (status, headers, page) = server.get("/graphql", "text/html,*/*");
    assert_eq!(status, 200);
    assert!(headers["content-security-policy"].to_str().unwrap().contains("default-src 'self'"));
    assert!(!page.contains("//"), "nothing from another host: {page}");
    let files = page.split('"').filter(|part| part.starts_with("/graphql/console/"));
    let mut count = 0;
    for file in files {
        let (status, headers, text) = server.get(file, "*/*");
        assert_eq!(status, 200, "{file}");
        assert!(headers.contains_key("content-type") && !text.is_empty(), "{file}");
        count += 1;
    }
    assert_eq!(count, 6);
    assert_eq!(server.get("/graphql/console/secret", "*/*").0, 404);
}

#[test]
fn health_readiness_and_figures() {
    let server = serve(news());
    assert_eq!(server.get("/health", "*/*").0, 200);
    assert_eq!(server.get("/ready", "*/*").0, 200);
    server.ask("{ __typename }");
    server.error("{ nothing }");
    let (status, headers, text) = server.get("/metrics", "*/*");
    assert_eq!(status, 200);
    assert!(headers.contains_key("x-request-id"));
    for line in [
        "chuxi_requests_total{outcome=\"Answered\"} 1",
        "chuxi_requests_total{outcome=\"Refused\"} 1",
        "chuxi_graph_size{kind=\"documents\"} 4",
        "chuxi_request_seconds_count 2",
        "chuxi_requests_running 0",
    ] {
        assert!(text.contains(line), "no {line} in\n{text}");
    }
}

#[test]
fn an_error_leaves_no_hole_in_what_is_never_null() {
    let server = serve(news());
    let ask = |query: &str| server.post(&json!({ "query": query })).1;
    // meetingsByMonth and statistics are never null: nothing is left.
    let body =
        ask("{ statistics { documents meetingsByMonth(filter: { place: \"无\" }) { month } } }");
    assert_eq!((&body["data"], code(&first_error(&body))), (&Value::Null, "BAD_INPUT"));
    // A meeting may be null, and what was asked beside it stays.
    let ids = server.ask("{ meetings { nodes { id } } }");
    let query = format!(
        "{{ meeting(id: {}) {{ name attendances(first: 501) {{ totalCount }} }} articles {{ totalCount }} }}",
        ids["meetings"]["nodes"][0]["id"]
    );
    let body = ask(&query);
    assert_eq!(body["data"], json!({ "meeting": null, "articles": { "totalCount": 4 } }));
    assert_eq!(code(&first_error(&body)), "PAGE_LIMIT");
}

#[test]
fn one_of_several_operations_has_variables_of_its_own() {
    let server = serve(news());
    let query =
        "query One($id: ID!) { node(id: $id) { id } } query Two { statistics { documents } }";
    let (_, body) = server.post(&json!({ "query": query, "operationName": "Two" }));
    assert_eq!(body["data"]["statistics"]["documents"], 4, "{body:#}");
}
