//! What the grammar promises, on invented articles with invented names.

use super::claims;
use crate::model::{Article, ChangeKind, Claims, Mapped};
use proptest::prelude::*;

/// An article of these paragraphs.
pub(super) fn read(paragraphs: &[&str]) -> Claims {
    let paragraphs = paragraphs.iter().map(|p| Mapped::verbatim(p, 0)).collect();
    claims(&Article { paragraphs, ..Article::default() })
}

/// Meeting: role name, …
fn attendance(paragraphs: &[&str]) -> Vec<String> {
    let claims = read(paragraphs);
    let mut told: Vec<String> = claims
        .attendance
        .iter()
        .map(|a| format!("{} {} {}", claims.meetings[a.meeting].name, a.role, a.official))
        .collect();
    let bodies = claims.body_attendance.iter();
    told.extend(
        bodies.map(|a| format!("{} {} {}", claims.meetings[a.meeting].name, a.role, a.body)),
    );
    told
}

fn posts(text: &str) -> Vec<String> {
    read(&[text]).posts.iter().map(|p| format!("{} {} {}", p.official, p.body, p.title)).collect()
}

fn acts(text: &str) -> Vec<String> {
    read(&[text]).acts.iter().map(|a| format!("{} {}", a.action, a.regulation)).collect()
}

#[test]
fn verbs_give_the_roles() {
    let lead = "5月6日，全省水利工作会议在江州召开。";
    for (text, expected) in [
        ("省长程望舒出席会议并讲话。", &["ATTENDEE 程望舒", "SPEAKER 程望舒"][..]),
        ("会议由副省长苏明远主持。", &["CHAIR 苏明远"]),
        ("副省长苏明远、秘书长郑之涵列席会议。", &["OBSERVER 苏明远", "OBSERVER 郑之涵"]),
        ("省水利厅厅长何景行作工作报告。", &["REPORTER 何景行"]),
        ("程望舒指出，要抓好落实。", &["SPEAKER 程望舒"]),
        (
            "刘可风主持，李思齐、周知白出席。",
            &["CHAIR 刘可风", "ATTENDEE 李思齐", "ATTENDEE 周知白"],
        ),
        ("参加会议的还有：刘可风、李思齐。", &["ATTENDEE 刘可风", "ATTENDEE 李思齐"]),
        (
            "市领导刘可风、李思齐，以及有关部门负责人参加会议。",
            &["ATTENDEE 刘可风", "ATTENDEE 李思齐"],
        ),
        ("副省长苏明远与省政协副主席唐若谷共同主持会议。", &["CHAIR 苏明远", "CHAIR 唐若谷"]),
        (
            "省高级人民法院、省人民检察院负责人列席会议。",
            &["OBSERVER 省高级人民法院", "OBSERVER 省人民检察院"],
        ),
        // Who is not there.
        ("受省长程望舒委托，副省长苏明远出席会议。", &["ATTENDEE 苏明远"]),
        ("省长程望舒因事请假，副省长苏明远出席会议。", &["ATTENDEE 苏明远"]),
        ("有关部门负责人参加会议。", &[]),
        ("会议传达了省长程望舒重要讲话精神。", &[]),
        ("会议指出，程望舒主持的改革要继续推进。", &[]),
        ("（记者 何景行）会议要求抓好落实。", &[]),
    ] {
        let told = attendance(&[lead, text]);
        let expected: Vec<String> =
            expected.iter().map(|e| format!("全省水利工作会议 {e}")).collect();
        assert_eq!(told, expected, "{text}");
    }
}

#[test]
fn meetings_are_told_apart() {
    for (text, expected) in [
        (
            "5月6日，县委书记苏明远主持召开县委常委会会议和全县经济工作会议。",
            &["县委常委会会议 CHAIR 苏明远", "全县经济工作会议 CHAIR 苏明远"][..],
        ),
        (
            "5月6日，国务院总理程望舒在北京会见来华出席第三届云川论坛的多哥总统阿凯松。",
            &["会见多哥总统阿凯松 ATTENDEE 程望舒", "会见多哥总统阿凯松 ATTENDEE 阿凯松"],
        ),
        ("省委书记苏明远将出席明天召开的全省教育大会。", &[]),
        ("全省水利工作会议结束后，市长何景行到乡镇调研。", &[]),
        ("要深入学习贯彻全省教育大会精神。", &[]),
    ] {
        assert_eq!(attendance(&[text]), expected, "{text}");
    }
}

#[test]
fn audiences_have_two_sides_and_those_who_joined() {
    let guests = "会见北原集团董事长苏明远";
    for (text, expected) in [
        (
            &["5月6日，省长程望舒会见了北原集团董事长苏明远。", "副省长何景行会见时在座。"][..],
            &[(guests, "程望舒"), (guests, "苏明远"), (guests, "何景行")][..],
        ),
        (
            &["5月6日，省长程望舒会见了北原集团董事长苏明远。", "副省长何景行、唐若谷一同会见。"],
            &[(guests, "程望舒"), (guests, "苏明远"), (guests, "何景行"), (guests, "唐若谷")],
        ),
        // Two audiences, and who took part in both.
        (
            &[
                "省长程望舒分别会见北原集团董事长苏明远、云川大学校长郑之涵。",
                "副省长何景行参加会见。",
            ],
            &[
                (guests, "程望舒"),
                (guests, "苏明远"),
                ("会见云川大学校长郑之涵", "程望舒"),
                ("会见云川大学校长郑之涵", "郑之涵"),
                (guests, "何景行"),
                ("会见云川大学校长郑之涵", "何景行"),
            ],
        ),
        // The leader of a delegation is one of its members.
        (
            &["省长程望舒会见了以江州市市长何景行为团长的江州市党政代表团一行。"],
            &[("会见江州市党政代表团一行", "程望舒"), ("会见江州市党政代表团一行", "何景行")],
        ),
        (
            &["省长程望舒会见何景行等出席云川论坛的嘉宾。"],
            &[("会见出席云川论坛的嘉宾", "程望舒"), ("会见出席云川论坛的嘉宾", "何景行")],
        ),
        (
            &["省长程望舒会见北原集团董事长苏明远，总经理何景行，双方深入交流。"],
            &[(guests, "程望舒"), (guests, "苏明远"), (guests, "何景行")],
        ),
        (
            &["省长程望舒与北原集团董事长苏明远一行举行工作会谈。", "副省长何景行参加。"],
            &[
                ("同北原集团董事长苏明远一行会谈", "程望舒"),
                ("同北原集团董事长苏明远一行会谈", "苏明远"),
                ("同北原集团董事长苏明远一行会谈", "何景行"),
            ],
        ),
        // No audience.
        (&["市长程望舒看望慰问困难群众。", "副市长何景行陪同慰问。"], &[]),
    ] {
        let claims = read(text);
        let told: Vec<(&str, &str)> = claims
            .attendance
            .iter()
            .map(|a| (claims.meetings[a.meeting].name.as_str(), a.official.as_str()))
            .collect();
        assert_eq!(told, expected, "{text:?}");
    }
}

#[test]
fn ceremonies_are_attended_by_what_is_done_there() {
    for (text, expected) in [
        (
            &[
                "程望舒同志遗体送别仪式5月6日在江州举行。",
                "何景行、唐若谷等领导肃立默哀，作最后送别。",
            ][..],
            &["何景行", "唐若谷"][..],
        ),
        (&["5月6日，江州市医疗队出征仪式举行。", "副市长何景行为医疗队授旗。"], &["何景行"]),
        // The ceremony is named last.
        (
            &["市委书记程望舒和北原集团董事长苏明远出席并分别致辞，市长何景行主持签约仪式。"],
            &["何景行", "程望舒", "苏明远", "程望舒", "苏明远"],
        ),
        // A session by its long and its short name.
        (
            &[
                "5月6日，中国人民政治协商会议第九届江州市委员会第四次会议召开。",
                "江州市政协九届四次会议由程望舒主持。",
            ],
            &["程望舒"],
        ),
        (&["5月6日，全市水利工作会议召开。", "会后，副市长何景行到车站送别新兵。"], &[]),
        (
            &["市长程望舒出席座谈会和签约仪式。", "副市长何景行主持签约仪式。"],
            &["程望舒", "程望舒", "何景行"],
        ),
    ] {
        let claims = read(text);
        let told: Vec<&str> = claims.attendance.iter().map(|a| a.official.as_str()).collect();
        assert_eq!(told, expected, "{text:?}");
    }
}

#[test]
fn a_headline_names_what_the_body_calls_a_meeting() {
    let article = Article {
        headline: Some("云川县召开森林防火工作会议".into()),
        paragraphs: vec![Mapped::verbatim("昨日，县长何景行出席会议并讲话。", 0)],
        ..Article::default()
    };
    let claims = claims(&article);
    assert_eq!(claims.meetings.len(), 1);
    assert!(claims.meetings[0].name.contains("森林防火工作会议"), "{:?}", claims.meetings[0].name);
    assert_eq!(claims.attendance.len(), 2);
}

#[test]
fn posts_go_to_their_bodies() {
    for (text, expected) in [
        (
            "县委常委、组织部长何景行，副县长、公安局局长苏明远参加会议。",
            &[
                "何景行 县委 常委",
                "何景行 县委组织部 部长",
                "苏明远 县政府 副县长",
                "苏明远 县公安局 局长",
            ][..],
        ),
        ("江州市委副书记、市长何景行出席。", &["何景行 江州市委 副书记", "何景行 江州市政府 市长"]),
        ("县委副书记、政府县长何景行出席。", &["何景行 县委 副书记", "何景行 县政府 县长"]),
        ("县政协原副主席何景行参加。", &["何景行 县政协 原副主席"]),
        ("任命何景行为江州市公安局局长。", &["何景行 江州市公安局 局长"]),
        ("苏明远、何景行当选为副县长。", &["苏明远 县政府 副县长", "何景行 县政府 副县长"]),
        ("江州市六届人大常委会主任何景行主持会议。", &["何景行 江州市人大常委会 主任"]),
    ] {
        assert_eq!(posts(text), expected, "{text}");
    }
}

#[test]
fn what_became_of_a_regulation() {
    for (text, expected) in [
        ("会议审议通过《云川省湿地保护条例（草案）》。", &["PASS 云川省湿地保护条例"][..]),
        ("会议听取了关于《云川省湿地保护条例（草案）》的说明。", &["EXPLAIN 云川省湿地保护条例"]),
        (
            "会议听取关于《云川省湿地保护条例（草案）》审议结果的报告。",
            &["HEAR_REVIEW 云川省湿地保护条例"],
        ),
        (
            "会议印发了关于废止《云川省甲条例》和《云川省乙条例》的议案。",
            &["REPEAL 云川省甲条例", "REPEAL 云川省乙条例"],
        ),
        ("会议审议了《云川省发展规划纲要》。", &[]),
        // One report on several.
        (
            "会议听取了省政府关于《云川省茶叶条例（草案）》《云川省湿地条例（修订草案）》的说明，书面印发了\
             省人大财经委关于《云川省茶叶条例（草案）》审议情况的报告。",
            &["EXPLAIN 云川省茶叶条例", "EXPLAIN 云川省湿地条例", "HEAR_REVIEW 云川省茶叶条例"],
        ),
        (
            "会议听取了关于《江州市茶叶条例（草案）》和《江州市湿地条例（草案）》等两件法规草案修改情况的汇报。",
            &["HEAR_REVIEW 江州市茶叶条例", "HEAR_REVIEW 江州市湿地条例"],
        ),
        (
            "会议审议了市人大法制委员会主任委员何景行宣读的《江州市茶叶条例（草案修改稿）》及所作修改情况的汇报。",
            &["DELIBERATE 江州市茶叶条例", "HEAR_REVIEW 江州市茶叶条例"],
        ),
        // What 该条例草案 means.
        (
            "会议听取了关于《江州市茶叶条例（草案）》的说明和市人大农委关于该条例草案的审查报告，审议了该条例草案。",
            &["EXPLAIN 江州市茶叶条例", "HEAR_REVIEW 江州市茶叶条例", "DELIBERATE 江州市茶叶条例"],
        ),
        (
            "会议对《江州市茶叶条例（草案）》和《江州市湿地条例（草案）》进行了分组审议。",
            &["DELIBERATE 江州市茶叶条例", "DELIBERATE 江州市湿地条例"],
        ),
        // Without marks.
        (
            "会议听取了自治区湿地条例草案、自治区茶叶条例草案审议结果的报告。",
            &["HEAR_REVIEW 自治区湿地条例", "HEAR_REVIEW 自治区茶叶条例"],
        ),
        (
            "会议听取了自治区实施《中华人民共和国湿地法》办法修订草案、自治区及其盟旗议事条例修正草案的说明。",
            &["EXPLAIN 自治区实施《中华人民共和国湿地法》办法", "EXPLAIN 自治区及其盟旗议事条例"],
        ),
        (
            "会议经表决，通过了湿地保护法、新修订的茶叶产业法、关于修改水运法的决定。",
            &["PASS 湿地保护法", "PASS 茶叶产业法", "AMEND 水运法"],
        ),
        ("县人大常委会启动湿地保护法执法检查。", &["INSPECT 湿地保护法"]),
        ("会议听取了执法检查组关于检查湿地保护法实施情况的报告。", &["INSPECT 湿地保护法"]),
        // Decisions.
        (
            "江州市九届人大常委会第六次会议表决通过关于批准《云岭县茶叶条例》的决定。",
            &["APPROVE 云岭县茶叶条例"],
        ),
        (
            "江州市九届人大常委会第六次会议表决通过了关于召开江州市九届人大二次会议的决定。",
            &["PASS 关于召开江州市九届人大二次会议的决定"],
        ),
        // Studied, applied, inspected.
        ("会议全文传达了《云川省机关工作条例（试行）》。", &["STUDY 云川省机关工作条例"]),
        ("会议学习了新修改的《云川省机关工作条例》。", &["STUDY 云川省机关工作条例"]),
        ("会议听取了市政府关于贯彻实施《湿地法》情况的汇报。", &["OTHER 湿地法"]),
        ("会议通过了关于开展《江州市茶叶条例》执法检查工作方案。", &["INSPECT 江州市茶叶条例"]),
        // What has not been done here.
        ("会议将审议《江州市茶叶条例（草案）》。", &[]),
        ("会议要求认真学习《江州市茶叶条例》。", &[]),
        ("主任会议建议，常委会第七次会议审议湿地保护法草案；审议茶叶产业法草案。", &[]),
        ("举行《江州市茶叶抽查办法》启动仪式，群众通过各种渠道反映问题。", &[]),
        ("省人大代表资格审查委员会通过百人诵读宪法等方式宣传严格执法。", &[]),
    ] {
        assert_eq!(acts(text), expected, "{text}");
    }
}

#[test]
fn a_later_sentence_means_the_regulations_named_before() {
    let told = |paragraphs: &[&str]| -> Vec<String> {
        read(paragraphs).acts.iter().map(|a| format!("{} {}", a.action, a.regulation)).collect()
    };
    let lead = "江州市九届人大常委会第六次会议5月6日举行。";
    assert_eq!(
        told(&[
            lead,
            "会议听取了关于《江州市茶叶条例（草案）》和《江州市湿地条例（草案）》审议结果的报告。会议表决通过了这两个法规。",
        ]),
        [
            "HEAR_REVIEW 江州市茶叶条例",
            "HEAR_REVIEW 江州市湿地条例",
            "PASS 江州市茶叶条例",
            "PASS 江州市湿地条例",
        ]
    );
    assert_eq!(
        told(&[lead, "市政府提出了关于提请审议茶叶条例草案的议案。市农业局局长何景行作了说明。"]),
        ["EXPLAIN 茶叶条例"]
    );
    assert_eq!(told(&[lead, "会议指出，该条例草案经过多次审议。"]), Vec::<String>::new());
}

#[test]
fn acts_of_other_meetings_are_not_this_one_s() {
    let claims = read(&[
        "5月6日，江州市教育工作会议召开。",
        "省委第九次全会审议通过了《省委关于教育改革的决定》，意义重大。",
    ]);
    assert_eq!(claims.acts.len(), 0, "{:?}", claims.acts);
}

#[test]
fn marks_without_end_and_titles_in_titles_are_read() {
    for text in [
        "会议审议《<》。条例》",
        &"会议审议《".repeat(3000),
        &format!("会议审议{}甲条例{}", "《".repeat(9000), "》".repeat(9000)),
    ] {
        read(&[text]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Any text is read; every quote lies on characters of it.
    #[test]
    fn any_text_is_read(text in "[\\PC省委书记王明、，。出席会议《》〈〉<>（）主持关于通过审议条例草案法的决定和修改、9月24日第届次]{0,120}") {
        let claims = read(&[&text]);
        for meeting in &claims.meetings {
            let span = meeting.evidence.span;
            prop_assert!(text.get(span.start..span.end).is_some());
        }
        for attendance in &claims.attendance {
            let span = attendance.evidence.span;
            prop_assert!(text.get(span.start..span.end).is_some());
        }
    }
}

/// What posts were given (+) and taken (-).
fn changes(text: &str) -> Vec<String> {
    let claims = read(&[text]);
    let told = claims.changes.iter().map(|change| {
        let post = &claims.posts[change.post];
        let sign = if change.kind == ChangeKind::Appointment { '+' } else { '-' };
        format!("{sign}{} {} {}", post.official, post.body, post.title)
    });
    told.collect()
}

#[test]
fn posts_are_given_and_taken() {
    for (text, expected) in [
        (
            "会议决定任命苏明远为省财政厅厅长，何景行为省人大常委会法制工作委员会副主任。",
            &["+苏明远 省财政厅 厅长", "+何景行 省人大常委会法制工作委员会 副主任"][..],
        ),
        (
            "会议决定任命苏明远任市民政局局长、何景行任市体育局局长，免去唐若谷的市民政局局长职务、郑之涵的市体育局局长职务。",
            &[
                "+苏明远 市民政局 局长",
                "+何景行 市体育局 局长",
                "-唐若谷 市民政局 局长",
                "-郑之涵 市体育局 局长",
            ],
        ),
        ("免去苏明远省政府秘书长职务。", &["-苏明远 省政府 秘书长"]),
        (
            "苏明远提出辞去省人大常委会委员职务，何景行、唐若谷分别提出辞去省人大常委会委员职务。",
            &[
                "-苏明远 省人大常委会 委员",
                "-何景行 省人大常委会 委员",
                "-唐若谷 省人大常委会 委员",
            ],
        ),
        ("苏明远同志不再担任江州市委书记职务。", &["-苏明远 江州市委 书记"]),
        (
            "苏明远以190票的高票当选为县人大常委会主任，何景行、唐若谷当选为副主任。",
            &[
                "+苏明远 县人大常委会 主任",
                "+何景行 县人大常委会 副主任",
                "+唐若谷 县人大常委会 副主任",
            ],
        ),
        (
            "会议选举苏明远（回族）、何景行、唐若谷（女，藏族）为省人大常委会副主任。",
            &[
                "+苏明远 省人大常委会 副主任",
                "+何景行 省人大常委会 副主任",
                "+唐若谷 省人大常委会 副主任",
            ],
        ),
        // A line of a list.
        ("苏明远为政协江州市委员会副秘书长", &["+苏明远 政协江州市委员会 副秘书长"]),
        ("会议主题为加强作风建设，市长苏明远主持。", &[]),
    ] {
        assert_eq!(changes(text), expected, "{text}");
    }
}

#[test]
fn what_was_not_held_is_no_meeting() {
    for (text, expected) in [
        ("5月6日，市委召开全会，要求总结经验，适时召开全市群团工作会议。", &["市委全会"][..]),
        (
            "5月6日，省委常委会会议召开。会议强调，要认真筹备，开好全省科技大会。",
            &["省委常委会会议"],
        ),
        ("市长苏明远对各代表团来江州参加第八届云川博览会开幕式表示欢迎。", &[]),
        ("5月6日，县政协召开主席会议，决定县政协十届五次会议于5月20日召开。", &["县政协主席会议"]),
        (
            "5月6日，省人大常委会第三次会议闭幕。会议通过了省十届人大二次会议选举办法。",
            &["省人大常委会第三次会议"],
        ),
        ("会上遴选产生了22名出席省第七次党代会代表人选。", &[]),
        // Sittings and oaths are the session's own.
        (
            "市人大常委会第八次会议5月6日举行第一次全体会议。随后召开分组会议。会议举行了宪法宣誓仪式。",
            &["市人大常委会第八次会议"],
        ),
        ("5月6日，市人大常委会第八次会议在江州结束。", &["市人大常委会第八次会议"]),
    ] {
        let claims = read(&[text]);
        let names: Vec<&str> = claims.meetings.iter().map(|m| m.name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }
}

#[test]
fn those_present_are_found_however_they_are_listed() {
    let lead = "5月6日，市政协十届五次会议在江州开幕。";
    for (text, expected) in [
        // A list that semicolons divide.
        (
            "常务副市长苏明远，副市长何景行；市法院院长唐若谷；市直有关单位负责人列席会议。",
            &["苏明远", "何景行", "唐若谷"][..],
        ),
        ("省军区领导同志苏明远、何景行在主席台前排就座。", &["苏明远", "何景行"]),
        ("出席此次会议的市领导有苏明远、何景行。", &["苏明远", "何景行"]),
        ("市长苏明远宣布大会开幕。", &["苏明远"]),
        ("镇长苏明远进行大会总结。", &["苏明远"]),
        ("市委书记苏明远、市长何景行围绕会议议题畅谈体会。", &["苏明远", "何景行"]),
        ("会议听取了市政协秘书长苏明远作关于提案工作的报告。", &["苏明远"]),
        // Names that end in small words, and such as have no Chinese surname.
        ("副市长蒋定之、黄关从，秘书长江钦所出席会议。", &["蒋定之", "黄关从", "江钦所"]),
        (
            "市长土登才旺，副市长巴根那、木拉提·艾则孜亚力出席会议。",
            &["土登才旺", "巴根那", "木拉提·艾则孜亚力"],
        ),
        // No names.
        ("市政协组织和广大委员要履职尽责，多次出席会议。", &[]),
        ("有关部门、有关单位负责人出席会议。", &[]),
    ] {
        let claims = read(&[lead, text]);
        let mut names: Vec<&str> = Vec::new();
        for official in claims.attendance.iter().map(|a| a.official.as_str()) {
            if !names.contains(&official) {
                names.push(official);
            }
        }
        assert_eq!(names, expected, "{text}");
    }
}

#[test]
fn a_move_is_a_post_left_and_a_post_taken_up() {
    assert_eq!(
        changes("免去周敏的云川省水利厅厅长职务，任命周敏为云川省农业农村厅厅长。"),
        ["-周敏 云川省水利厅 厅长", "+周敏 云川省农业农村厅 厅长"]
    );
    assert!(changes("他表示，不再担任领导职务。").is_empty());
}
