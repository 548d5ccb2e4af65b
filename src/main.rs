use std::io::Read;
fn main() {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    let debug = std::env::args().nth(1);
    for line in input.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = v["text"].as_str().unwrap().to_owned();
        let meta = chuxi::model::Metadata {
            id: v["id"].as_str().map(str::to_owned),
            title: v["title"].as_str().map(str::to_owned),
            date: v["date"].as_str().and_then(|d| d.parse().ok()),
            publication: v["publication"].as_str().map(str::to_owned),
            place: v["place"].as_str().map(str::to_owned),
            url: None,
        };
        if let Some(d) = &debug {
            if v["id"].as_str() == Some(d) {
                let doc = chuxi::model::Document { key: d.clone(), text, meta };
                print!("{}", chuxi::reading::explain(&doc));
            }
            continue;
        }
        let record =
            chuxi::reading::read(chuxi::model::Document { key: v["id"].to_string(), text, meta });
        for a in &record.articles {
            let c = &a.claims;
            let m = |i: usize| format!("m{}", i + 1);
            let out = serde_json::json!({
                "id": v["id"],
                "meetings": c.meetings.iter().enumerate().map(|(i, x)| serde_json::json!({"id": m(i), "name": x.name, "date": x.date, "end_date": x.end_date, "place": x.place, "conveners": x.conveners, "referenced": x.referenced})).collect::<Vec<_>>(),
                "attendance": c.attendance.iter().map(|x| serde_json::json!({"meeting": m(x.meeting), "official": x.official, "role": x.role})).collect::<Vec<_>>(),
                "body_attendance": c.body_attendance.iter().map(|x| serde_json::json!({"meeting": m(x.meeting), "body": x.body, "role": x.role})).collect::<Vec<_>>(),
                "posts": c.posts.iter().map(|x| serde_json::json!({"official": x.official, "body": x.body, "title": x.title})).collect::<Vec<_>>(),
                "regulations": c.acts.iter().map(|x| serde_json::json!({"name": x.regulation, "meeting": x.meeting.map(m), "action": x.action})).collect::<Vec<_>>(),
            });
            println!("{out}");
        }
    }
}
