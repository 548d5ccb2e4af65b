//! The forms of local and institutional news: on invented articles with invented names.

use chuxi::model::{ArticleRecord, Document, Metadata};
use chuxi::reading;

/// What is read of a document with this place and address.
fn read(place: Option<&str>, url: Option<&str>, text: &str) -> Vec<ArticleRecord> {
    let meta = Metadata {
        place: place.map(str::to_owned),
        url: url.map(str::to_owned),
        ..Metadata::default()
    };
    let document = Document { key: "1".to_owned(), text: text.to_owned(), meta };
    reading::read(document).articles
}

/// Role, who and which meeting: persons and bodies.
fn attendance(text: &str) -> Vec<String> {
    let mut told = Vec::new();
    for article in read(None, None, text) {
        let claims = &article.claims;
        let name = |meeting: usize| claims.meetings[meeting].name.as_str();
        let people = claims.attendance.iter();
        told.extend(people.map(|a| format!("{} {} {}", a.role, a.official, name(a.meeting))));
        let bodies = claims.body_attendance.iter();
        told.extend(bodies.map(|a| format!("{} {} {}", a.role, a.body, name(a.meeting))));
    }
    told
}

/// Name, body and title.
fn posts(place: Option<&str>, text: &str) -> Vec<String> {
    let articles = read(place, None, text);
    let posts = articles.iter().flat_map(|article| &article.claims.posts);
    posts.map(|p| format!("{} {} {}", p.official, p.body, p.title)).collect()
}

#[test]
fn a_meeting_is_known_by_what_the_article_calls_it_in_short() {
    let full = "青山县人民法院审判委员会2019年第四次会议";
    assert_eq!(
        attendance(
            "4月11日，青山县人民法院审判委员会2019年第四次会议召开。审委会会议由院长苏明远主持。\
             检察长何景行列席审委会会议。"
        ),
        [format!("CHAIR 苏明远 {full}"), format!("OBSERVER 何景行 {full}")]
    );
    // Two provinces' assemblies with the same numbers are two.
    let told = attendance(
        "10月31日，河北省第十届人民代表大会常务委员会第二十四次会议召开，苏明远主持会议。同日，江西省第十届\
         人民代表大会常务委员会第二十四次会议召开，何景行主持会议。",
    );
    assert_eq!(
        told,
        [
            "CHAIR 苏明远 河北省第十届人民代表大会常务委员会第二十四次会议",
            "CHAIR 何景行 江西省第十届人民代表大会常务委员会第二十四次会议"
        ]
    );
    // A presidium's first meeting is the session's.
    assert_eq!(
        attendance("12月18日，市八届人大二次会议主席团举行第一次会议。苏明远主持会议。"),
        ["CHAIR 苏明远 市八届人大二次会议主席团第一次会议"]
    );
    // Two sittings are no meeting of their own; nor is a ceremony at the meeting.
    assert_eq!(
        attendance(
            "12月25日，市三届人大常委会第二十七次会议召开。苏明远、何景行分别主持了两次全体会议。会上，举行了\
             颁奖仪式；副主任郑之涵讲话。"
        )
        .iter()
        .filter(|told| !told.ends_with("市三届人大常委会第二十七次会议"))
        .count(),
        0
    );
}

#[test]
fn what_a_discussion_is_asked_to_is_no_other_meeting() {
    assert_eq!(
        attendance(
            "1月11日，中共云川省委召开民主协商会，邀请各民主党派负责人座谈。省委书记苏明远主持会议并讲话。"
        ),
        ["CHAIR 苏明远 中共云川省委民主协商会", "SPEAKER 苏明远 中共云川省委民主协商会"]
    );
    // A delegation's sitting during a session.
    let sitting = "江苏代表团审议";
    assert_eq!(
        attendance("3月6日，国务委员苏明远参加江苏代表团审议。何景行代表说，要抓好落实。"),
        [format!("ATTENDEE 苏明远 {sitting}"), format!("SPEAKER 何景行 {sitting}")]
    );
    assert_eq!(attendance("要学习苏明远同志参加江苏代表团审议时的重要讲话精神。"), [""; 0]);
    // Thanks for an audience tell of none.
    let told = attendance(
        "5月6日，副省长苏明远会见了北原集团董事长何景行。何景行对苏明远的会见表示感谢。",
    );
    assert_eq!(told.iter().filter(|told| !told.contains("会见北原集团")).count(), 0, "{told:?}");
}

#[test]
fn who_makes_points_or_congratulates_speaks() {
    for sentence in [
        "县委书记苏明远讲了五点要求。",
        "县委书记苏明远对大会的召开表示祝贺。",
        "县委书记苏明远在会议上要求，抓好落实。",
        "县委书记苏明远对各位代表提出了殷切希望。",
    ] {
        let told = attendance(&format!("5月6日，青山县农业工作会议召开。{sentence}"));
        assert_eq!(told, ["SPEAKER 苏明远 青山县农业工作会议"], "{sentence}");
    }
    // A letter is not said there.
    let letter = "5月6日，青山县农业工作会议召开。省长苏明远发来贺信，对会议召开表示祝贺。";
    assert_eq!(attendance(letter), [""; 0]);
    // What was said at another meeting is not said here.
    let before = "5月6日，青山县委会议召开。苏明远同志在研讨班结业式上作的讲话内容深刻。";
    assert_eq!(attendance(before), [""; 0]);
}

#[test]
fn bodies_attend_and_speak_through_those_who_are_there() {
    let lead = "5月6日，防汛会商会在西宁召开。";
    for (sentence, expected) in [
        ("县水务局、气象局等单位参加会议。", &["ATTENDEE 县水务局", "ATTENDEE 县气象局"][..]),
        ("县水务局、青山街道分别作了表态发言。", &["SPEAKER 县水务局", "SPEAKER 青山街道"]),
        ("县检察院、县人大常委会工作部门负责人列席会议。", &["OBSERVER 县检察院"]),
        // Of whichever there are, and nobody who speaks for a body.
        ("各市、州人大常委会负责人列席会议。", &[]),
        ("县（市、区）政府负责人参加会议。", &[]),
        ("县委、县政府领导班子成员参加会议。", &[]),
        ("会议听取县水务局、县气象局工作汇报。", &["REPORTER 县水务局", "REPORTER 县气象局"]),
    ] {
        let expected: Vec<String> =
            expected.iter().map(|told| format!("{told} 防汛会商会")).collect();
        let told: Vec<String> = read(None, None, &format!("{lead}{sentence}"))
            .iter()
            .flat_map(|article| {
                let bodies = article.claims.body_attendance.iter();
                bodies.map(|a| format!("{} {} 防汛会商会", a.role, a.body)).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(told, expected, "{sentence}");
    }
}

#[test]
fn posts_go_to_the_department_the_committee_and_the_court() {
    for (text, expected) in [
        // Departments of courts, and the court's own party group behind them.
        (
            "西宁市中院党组成员、政治部主任苏明远和党组成员、执行局局长何景行调研。",
            &[
                "苏明远 西宁市中院 党组成员",
                "苏明远 西宁市中院政治部 主任",
                "何景行 西宁市中院 党组成员",
                "何景行 西宁市中院执行局 局长",
            ][..],
        ),
        // A zone's committee and its administration.
        (
            "青山新区党工委书记、管委会主任苏明远讲话。",
            &["苏明远 青山新区党工委 书记", "苏明远 青山新区管委会 主任"],
        ),
        // Divisions beside one another.
        (
            "省委统战部副部长苏明远、党派处处长何景行到会。",
            &["苏明远 省委统战部 副部长", "何景行 省委统战部党派处 处长"],
        ),
        (
            "省科协巡视员、组织部部长苏明远出席。",
            &["苏明远 省科协 巡视员", "苏明远 省科协组织部 部长"],
        ),
        ("省委常委、教育工委书记苏明远主持。", &["苏明远 省委 常委", "苏明远 省委教育工委 书记"]),
        (
            "市委常委，西宁警备区政委苏明远主持会议。",
            &["苏明远 西宁市委 常委", "苏明远 西宁警备区 政委"],
        ),
        // One office under two names, words in marks, a second office.
        ("省烟草专卖局（公司）局长苏明远出席。", &["苏明远 省烟草专卖局 局长"]),
        ("市“两新”党工委书记（兼）苏明远出席。", &["苏明远 市“两新”党工委 书记"]),
        // Of an earlier term, of the first, and not yet.
        ("西宁市政协历届副主席苏明远出席。", &["苏明远 西宁市政协 历届副主席"]),
        ("西宁市首任监察委员会主任苏明远讲话。", &["苏明远 西宁市监察委员会 主任"]),
        ("西宁市副市长提名人选苏明远列席。", &["苏明远 西宁市政府 副市长提名人选"]),
        // The union of an institution.
        (
            "青山集团党委副书记、工会主席苏明远出席。",
            &["苏明远 青山集团 党委副书记", "苏明远 青山集团 工会主席"],
        ),
        // Posts before a colon.
        ("西宁市委常委：苏明远、何景行。", &["苏明远 西宁市委 常委", "何景行 西宁市委 常委"]),
        // A party's committee behind its central one.
        ("致公党中央副主席、云川省委会主委苏明远出席。", &["苏明远 致公党中央 副主席"]),
    ] {
        let told = posts(None, text);
        for post in expected {
            assert!(told.iter().any(|t| t == post), "{text}: {post} not in {told:?}");
        }
    }
}

#[test]
fn removals_go_on_behind_a_semicolon() {
    let told = posts(
        None,
        "会议免去苏明远的县财政局局长职务；何景行的县教育局局长职务；任命郑之涵为县财政局局长。",
    );
    assert_eq!(told, ["苏明远 县财政局 局长", "何景行 县教育局 局长", "郑之涵 县财政局 局长"]);
}

#[test]
fn a_committee_is_that_of_the_body_whose_meeting_it_is() {
    assert_eq!(
        posts(
            Some("浙江省杭州市滨江区"),
            "5月6日，滨江区政协召开第30次主席会议。会议听取提案委主任苏明远的汇报。"
        ),
        ["苏明远 滨江区政协提案委 主任"]
    );
    assert_eq!(
        posts(Some("吉林省"), "民革吉林省委会工作会议召开，决定增补苏明远为社会服务委员会副主任。"),
        ["苏明远 民革吉林省委会社会服务委员会 副主任"]
    );
    // A department of a province in its own news.
    assert_eq!(
        posts(
            Some("河南省"),
            "2月3日，全省水利工作会议召开。厅党组书记、厅长苏明远作报告。会议要求推进水利改革，加快水利建设。"
        ),
        ["苏明远 河南省水利厅 党组书记", "苏明远 河南省水利厅 厅长"]
    );
}

#[test]
fn a_long_list_of_names_is_believed_and_common_words_are_not() {
    let told = attendance(
        "11月11日，青山市残联代表大会开幕。出席开幕式的领导同志还有：程望舒、刘淇、令计平、苏明远、\
         何景行、郑之涵和唐若谷等。",
    );
    assert_eq!(told.len(), 7, "{told:?}");
    // What ends before the word that is no name goes no further.
    let told = attendance(
        "5月6日，青山市农业工作会议召开。杨关平、李巍、李慧琼、向巧、周佑平、丛斌委员和列席会议的刘忻等同志发言。",
    );
    assert!(told.len() > 4, "{told:?}");
    for text in [
        "会议强调，要抓好安全、文化、方向、高度、经济、能源和水平。",
        "各级领导干部、专家、学者、嘉宾、骨干、群众参加会议。",
        "参事和馆员们踊跃发言，各级领导干部出席。",
        "听取了《云川省长城保护条例》的说明。",
    ] {
        let told = attendance(&format!("5月6日，青山市农业工作会议召开。{text}"));
        assert_eq!(told, [""; 0], "{text}");
    }
}

#[test]
fn an_address_tells_the_day_only_near_what_happened() {
    let date = |url: &str| {
        let articles = read(None, Some(url), "1月8日，青山县人大常委会第七次会议召开。");
        articles[0].claims.meetings[0].date.map(|date| date.to_string())
    };
    assert_eq!(date("https://news.example.cn/2019-01/10/c1.html").as_deref(), Some("2019-01-08"));
    // The site moved its pages in May.
    assert_eq!(date("https://news.example.cn/201905/t20190522_70514.html"), None);
    assert_eq!(date("https://news.example.cn/n/201901/88883.html").as_deref(), Some("2019-01-08"));
}
