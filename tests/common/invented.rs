//! Invented news in any amount: for each number one article, the same on every machine. No person,
//! place or regulation in it exists.
#![allow(dead_code)]

use chrono::{Days, NaiveDate};
use chuxi::model::{
    ActClaim, Action, ArticleRecord, AttendanceClaim, BodyAttendanceClaim, Claims, Document,
    DocumentRecord, Evidence, MeetingClaim, MeetingKind, Metadata, PostClaim, Role, Span,
};

const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
const GIVEN: &str = "诺言青云行远归帆子墨若谷望舒思齐知白守拙怀瑾沐阳景行修远";
const PLACES: [&str; 12] = [
    "云州",
    "临澜",
    "望川",
    "栖霞湾",
    "北岫",
    "南浦渡",
    "沅溪",
    "青禾",
    "白鹭洲",
    "石泉坝",
    "归雁",
    "长汀湾",
];
const TOPICS: [&str; 10] = [
    "防汛抗旱",
    "乡村振兴",
    "生态环境保护",
    "安全生产",
    "招商引资",
    "教育均衡发展",
    "医疗卫生",
    "粮食生产",
    "文化旅游",
    "营商环境",
];
const POSTS: [&str; 4] = ["市委书记", "市委副书记、市长", "市委常委、副市长", "市人大常委会主任"];

/// Numbers that look random and follow from the seed alone.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % below
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    fn name(&mut self) -> String {
        let surname = SURNAMES.chars().nth(self.roll(SURNAMES.chars().count()));
        let mut given = || GIVEN.chars().nth(self.roll(GIVEN.chars().count()));
        [surname, given(), given()].into_iter().flatten().collect()
    }
}

/// The text and the record of one article.
struct Builder {
    text: String,
    claims: Claims,
}

impl Builder {
    fn say(&mut self, words: &str) -> Evidence {
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(start, self.text.len());
        Evidence { span, rule: "list".into(), confidence: 0.95 }
    }

    fn attend(&mut self, official: &str, role: Role, rank: u32, post: Option<&str>) {
        let evidence = self.say(official);
        let (official, post) = (official.to_owned(), post.map(str::to_owned));
        self.claims.attendance.push(AttendanceClaim {
            meeting: 0,
            official,
            role,
            rank,
            post,
            evidence,
        });
    }

    fn post(&mut self, official: &str, body: String, title: &str, evidence: Evidence) {
        let (official, title) = (official.to_owned(), title.to_owned());
        self.claims.posts.push(PostClaim { official, body, title, evidence });
    }
}

/// Articles of one day: archives are read in the order of time, and papers report the same meetings.
const A_DAY: u64 = 300;

/// Article `number` with all that a perfect reader takes from it.
pub fn record(number: u64) -> DocumentRecord {
    let mut dice = Dice(number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    dice.roll(1);
    let place = dice.pick(&PLACES);
    let topic = dice.pick(&TOPICS);
    let date = NaiveDate::from_ymd_opt(2031, 1, 1).unwrap() + Days::new(number / A_DAY % 3650);
    let headline = format!("{}主持召开{place}市{topic}工作会议", dice.name());
    let body = format!("{place}市政府");
    let name = format!("{place}市{topic}工作会议");
    let mut build = Builder { text: String::new(), claims: Claims::default() };
    build.say(&format!(
        "{headline}\n\n　　本报讯（记者 {}）{}月{}日，",
        dice.name(),
        chrono::Datelike::month(&date),
        chrono::Datelike::day(&date)
    ));
    let evidence = build.say(&name);
    build.claims.meetings.push(MeetingClaim {
        name,
        kind: MeetingKind::Work,
        when: None,
        until: None,
        date: Some(date),
        end_date: None,
        date_inferred: true,
        place: Some(format!("{place}市")),
        conveners: vec![body.clone()],
        referenced: false,
        evidence,
    });
    build.say("召开。");
    for (rank, post) in (1..).zip(POSTS).take(1 + dice.roll(3)) {
        let name = dice.name();
        let evidence = build.say(post);
        let role = if rank == 1 { Role::Speaker } else { Role::Chair };
        build.attend(&name, role, rank, Some(post));
        build.post(&name, body.clone(), post, evidence);
        build.say(if rank == 1 { "出席会议并讲话，" } else { "主持会议，" });
    }
    build.say("市领导");
    for rank in 4..8 + dice.roll(14) as u32 {
        let name = dice.name();
        build.attend(&name, Role::Attendee, rank, None);
        build.say("、");
    }
    build.say("等出席会议。");
    for _ in 0..dice.roll(4) {
        let body = format!("{place}市{}局", dice.pick(&TOPICS));
        let evidence = build.say(&format!("{body}负责人列席会议。"));
        build.claims.body_attendance.push(BodyAttendanceClaim {
            meeting: 0,
            body,
            role: Role::Observer,
            evidence,
        });
    }
    for _ in 0..1 + dice.roll(4) {
        build.say(&format!(
            "\n　　会议指出，要深入贯彻落实上级关于{}的部署要求，坚持问题导向，压实各方责任，健全工作机制，\
             统筹推进{}和{}，以实际成效检验工作。会议强调，{}事关全局，各县区、各部门要提高认识，加强协作，\
             确保各项任务落到实处、见到成效。",
            dice.pick(&TOPICS), dice.pick(&TOPICS), dice.pick(&TOPICS), dice.pick(&TOPICS)
        ));
    }
    let regulation = format!("{place}市{}条例", dice.pick(&TOPICS));
    let evidence = build.say(&format!("\n　　会议审议了《{regulation}（草案）》。\n"));
    build.claims.acts.push(ActClaim {
        regulation,
        status: Some("草案".to_owned()),
        meeting: Some(0),
        action: Action::Deliberate,
        by: None,
        evidence,
    });
    let Builder { text, claims } = build;
    let meta = Metadata {
        id: Some(format!("article-{number}")),
        date: Some(date),
        place: Some(place.to_owned()),
        publication: Some(format!("{place}日报")),
        url: Some(format!(
            "https://{}.example/{date}/{number}.html",
            PLACES.iter().position(|p| *p == place).unwrap()
        )),
        title: None,
    };
    let span = Span::new(0, text.len());
    let key = meta.url.clone().unwrap();
    DocumentRecord {
        document: Document { key, text, meta },
        grammar: 1,
        articles: vec![ArticleRecord { ordinal: 0, headline: Some(headline), span, claims }],
    }
}

/// Articles as JSON lines, as `chuxi ingest` takes them.
pub fn json_lines(numbers: impl IntoIterator<Item = u64>) -> String {
    numbers.into_iter().map(|number| json_line(record(number).document)).collect()
}

/// Much text that says nothing and can hardly be compressed, 16 KiB a document, and after every
/// eighth an article: it fills a store in little time.
pub fn bulky_lines(documents: u64) -> String {
    let bulky = |number: u64| {
        if number % 8 == 7 {
            return json_line(record(number).document);
        }
        let mut dice = Dice(number);
        let signs = (0..5461).map(|_| char::from_u32(0x4E00 + dice.roll(0x5000) as u32).unwrap());
        let meta = Metadata { id: Some(format!("bulk-{number}")), ..Metadata::default() };
        json_line(Document { key: String::new(), text: signs.collect(), meta })
    };
    (0..documents).map(bulky).collect()
}

fn json_line(document: Document) -> String {
    let mut line = serde_json::to_value(&document.meta).unwrap();
    line["text"] = document.text.into();
    format!("{line}\n")
}
