//! Lists, congresses, ceremonies and neighbours in local news: on invented articles with invented names.

use chuxi::model::{ArticleRecord, Document, Metadata};
use chuxi::reading;

fn read(text: &str) -> Vec<ArticleRecord> {
    let document =
        Document { key: "1".to_owned(), text: text.to_owned(), meta: Metadata::default() };
    reading::read(document).articles
}

/// Role and who, of all meetings.
fn attendance(text: &str) -> Vec<String> {
    let mut told = Vec::new();
    for article in read(text) {
        let claims = &article.claims;
        told.extend(claims.attendance.iter().map(|a| format!("{} {}", a.role, a.official)));
        told.extend(claims.body_attendance.iter().map(|a| format!("{} {}", a.role, a.body)));
    }
    told
}

fn meetings(text: &str) -> Vec<String> {
    let articles = read(text);
    let meetings = articles.iter().flat_map(|article| &article.claims.meetings);
    meetings.filter(|m| !m.referenced).map(|m| m.name.clone()).collect()
}

fn posts(text: &str) -> Vec<String> {
    let articles = read(text);
    let posts = articles.iter().flat_map(|article| &article.claims.posts);
    posts.map(|p| format!("{} {} {}", p.official, p.body, p.title)).collect()
}

fn days(text: &str) -> Vec<String> {
    let articles = read(text);
    let meetings = articles.iter().flat_map(|article| &article.claims.meetings);
    meetings.filter_map(|m| Some(m.date?.to_string())).collect()
}

#[test]
fn a_name_with_dots_goes_to_the_mark_that_ends_it() {
    let told = attendance(
        "1月26日，自治区政协十三届四次会议开幕。自治区政协主席阿里木·阿不都沙塔尔，副主席吐尔逊·衣明江、\
         孔望舒、阿不都热合曼·吐木尔、苏明远、何景行在主席台前排就座。",
    );
    for name in ["阿里木·阿不都沙塔尔", "吐尔逊·衣明江", "阿不都热合曼·吐木尔", "何景行"]
    {
        assert!(told.contains(&format!("ATTENDEE {name}")), "{name}: {told:?}");
    }
}

#[test]
fn a_note_of_the_organ_behind_a_name_does_not_end_the_list() {
    let told = attendance(
        "青山县第十六届人民代表大会第一次会议1月10日上午开幕。大会执行主席苏明远、何景行、马建文（人大）、郑之涵、\
         林望舒在主席台前排就座。",
    );
    assert!(told.contains(&"ATTENDEE 林望舒".to_owned()), "{told:?}");
    assert_eq!(told.len(), 5, "{told:?}");
}

#[test]
fn a_list_of_who_attended_goes_on_behind_semicolons() {
    let told = attendance(
        "2月3日，全省春节团拜会在云州举行。省委书记苏明远主持团拜会。出席团拜会的有省党政军领导何景行、郑之涵、林望舒；\
         省高级人民法院院长马建文，省人民检察院检察长周归帆；老同志孔守拙、钱思齐。",
    );
    for name in ["何景行", "马建文", "周归帆", "孔守拙", "钱思齐"] {
        assert!(told.contains(&format!("ATTENDEE {name}")), "{name}: {told:?}");
    }
}

#[test]
fn what_was_demanded_ends_before_the_next_that_attend() {
    let told = attendance(
        "1月5日，市委召开项目建设工作会议。市委书记苏明远主持会议并讲话，市长何景行对下步工作提出具体要求，市领导郑之涵、\
         林望舒、马建文出席会议。",
    );
    assert!(told.contains(&"ATTENDEE 郑之涵".to_owned()), "{told:?}");
    assert!(told.contains(&"ATTENDEE 马建文".to_owned()), "{told:?}");
}

#[test]
fn who_is_merely_spoken_of_attends_nothing() {
    // Of whom the others take leave.
    let told = attendance(
        "3月1日，省政协原主席苏明远同志遗体告别仪式在云州举行。省委书记何景行前往送别。",
    );
    assert!(!told.iter().any(|t| t.ends_with("苏明远")), "{told:?}");
    // 与会人员 are nobody named before.
    let told = attendance(
        "6月25日，市政协十三届常委会第九次会议召开。苏明远、何景行、郑之涵3名委员作大会发言，与会人员深入协商讨论。",
    );
    assert_eq!(told, ["SPEAKER 苏明远", "SPEAKER 何景行", "SPEAKER 郑之涵"]);
    // A duty is no name, nor how colleagues call somebody.
    let told = attendance(
        "3月2日，云州集团召开工作会议。集团党委书记要亲自抓落实。余总主持会议。班子成员参加会议。",
    );
    assert!(
        !told.iter().any(|t| t.contains("要亲") || t.contains("班子") || t.contains("余总")),
        "{told:?}"
    );
}

#[test]
fn a_name_ends_before_the_day_and_before_what_it_is_excepted_from() {
    assert!(posts("青山市委书记苏明二十六日会见客人。").iter().all(|p| p.starts_with("苏明 ")),);
    let told = posts("除连任的副省长苏明远、何景外，郑之涵、林望新当选为副省长。");
    assert!(told.iter().any(|p| p.starts_with("何景 ")), "{told:?}");
    assert!(told.iter().any(|p| p.starts_with("林望 ")), "{told:?}");
}

#[test]
fn a_congress_elects_to_the_organisation_whose_it_is() {
    assert_eq!(
        posts(
            "12月17日，云川市妇女第六次代表大会召开。苏明远当选为主席，何景行、郑之涵当选为兼职副主席。"
        ),
        ["苏明远 云川市妇联 主席", "何景行 云川市妇联 兼职副主席", "郑之涵 云川市妇联 兼职副主席"]
    );
    let told =
        posts("6月23日，民盟云川市第七次代表大会召开。大会选举苏明远为主委。苏明远当选为主委。");
    assert!(told.contains(&"苏明远 民盟云川市委会 主委".to_owned()), "{told:?}");
}

#[test]
fn bodies_report_in_lists_with_unnamed_ones_among_them() {
    let told = attendance(
        "2月28日，县长苏明远主持召开县政府专题会议。会上，县发展和改革局、县统计局围绕相关工作作汇报发言，县住房和城乡\
         建设局、县农业农村局作书面汇报。",
    );
    for body in ["县发展和改革局", "县统计局", "县住房和城乡建设局", "县农业农村局"]
    {
        assert!(told.contains(&format!("REPORTER {body}")), "{body}: {told:?}");
    }
    let told = attendance(
        "3月1日，县长苏明远主持召开常务会议。县委宣传部、县委编办等14家县直单位、各乡镇分管负责人参加会议。",
    );
    assert!(told.contains(&"ATTENDEE 县委编办".to_owned()), "{told:?}");
    // Whose departments attend is not said to attend.
    let told =
        attendance("3月1日，县长苏明远主持召开常务会议。县委、县政府有关部门负责人参加会议。");
    assert!(!told.iter().any(|t| t.ends_with("县政府") || t.ends_with("县委")), "{told:?}");
}

#[test]
fn what_is_planned_has_not_been_held() {
    assert_eq!(
        meetings(
            "4月9日，青山区政协召开八届十次常委会议。会议协商决定，区政协八届四次会议于4月15日至17日召开。会议还讨论通过\
             举办庆祝文艺晚会有关事项。"
        )
        .len(),
        1
    );
}

#[test]
fn what_is_held_on_another_day_by_another_name_is_another_meeting() {
    let told = meetings(
        "3月19日，青山区卫生工作会议在云州召开。区委常委苏明远出席会议。\n3月24日，宁陵县召开了全县卫生工作会议。县委副书记\
         何景行出席会议。",
    );
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_half_year_tells_the_year_of_a_meeting_of_its_summer() {
    let text = "7月18日，青山区法院召开2022年上半年工作总结会。院长苏明远出席会议。";
    assert_eq!(days(text), ["2022-07-18"]);
    let text = "3月18日，青山区法院召开工作会，总结2022年上半年以来的工作。院长苏明远出席会议。";
    assert_eq!(days(text), Vec::<String>::new());
}

#[test]
fn a_paragraph_that_has_named_a_district_means_it() {
    let told = posts(
        "朝阳区、海淀区、丰台区相继召开卫生工作会议。\n海淀区卫生工作会议在文化馆召开。区委常委苏明远出席会议。\n丰台区卫生工作会议\
         在礼堂召开。区委常委何景行出席会议。",
    );
    assert!(told.contains(&"苏明远 海淀区委 常委".to_owned()), "{told:?}");
    assert!(told.contains(&"何景行 丰台区委 常委".to_owned()), "{told:?}");
}

#[test]
fn the_city_of_an_organ_is_that_of_the_one_just_named() {
    let told = posts(
        "大庆市党政考察团6月28日抵达我市。伊春市委书记苏明远，市委副书记何景行，市人大常委会主任郑之涵在宾馆迎接考察团。大庆市\
         党政考察团将在我市考察。",
    );
    assert!(told.contains(&"何景行 伊春市委 副书记".to_owned()), "{told:?}");
    assert!(told.contains(&"郑之涵 伊春市人大常委会 主任".to_owned()), "{told:?}");
    // Where a firm's name comes from is not where it is met.
    let told = posts(
        "8月20日，市委书记苏明远会见上海电气集团副总裁何景行。苏明远说，上海电气集团是白城的伙伴，为白城发展注入了动能。",
    );
    assert!(told.contains(&"苏明远 白城市委 书记".to_owned()), "{told:?}");
}

#[test]
fn a_zone_without_a_name_has_its_organs_all_the_same() {
    let told = posts(
        "8月12日，高新区举行集中开工仪式。区党工委书记、管委会主任苏明远出席仪式并讲话，党工委委员何景行主持仪式。",
    );
    assert_eq!(
        told,
        ["苏明远 高新区党工委 书记", "苏明远 高新区管委会 主任", "何景行 高新区党工委 委员"]
    );
}

#[test]
fn a_preposition_behind_a_short_name_is_no_part_of_it() {
    let told = posts("3月7日，县检察院召开座谈会。县检察院检察长苏明向人大代表汇报了工作。");
    assert!(told.iter().all(|p| p.starts_with("苏明 ")) && !told.is_empty(), "{told:?}");
}
