//! Which body a post is at, where the article says it elsewhere or not at all: on invented articles
//! with invented names.

use chuxi::model::{Document, Metadata};
use chuxi::reading;

/// What is known of a document beside its text.
#[derive(Default)]
struct Known<'a> {
    publication: Option<&'a str>,
    place: Option<&'a str>,
}

/// The posts of a document: name, body, title.
fn posts(known: &Known<'_>, text: &str) -> Vec<String> {
    let meta = Metadata {
        publication: known.publication.map(str::to_owned),
        place: known.place.map(str::to_owned),
        ..Metadata::default()
    };
    let document = Document { key: "1".to_owned(), text: text.to_owned(), meta };
    let record = reading::read(document);
    let posts = record.articles.iter().flat_map(|article| &article.claims.posts);
    posts.map(|p| format!("{} {} {}", p.official, p.body, p.title)).collect()
}

#[test]
fn an_institution_is_the_one_that_was_named() {
    for (publication, text, expected) in [
        // The company whose board it is.
        (
            None,
            "5月6日，青山现代物流投资有限公司第四届董事会第三次会议召开。会议由公司董事长苏明远主持。",
            &["苏明远 青山现代物流投资有限公司 董事长"][..],
        ),
        // The university before its college, and the college by 我院.
        (
            Some("云川大学数学学院"),
            "5月6日，校党委组织部部长何景行到我院调研。我院党委书记郑之涵主持座谈会。",
            &["何景行 云川大学党委组织部 部长", "郑之涵 云川大学数学学院 党委书记"],
        ),
        // A bureau's deputies behind its name.
        (
            None,
            "5月6日，联席会议在国家宗教局召开。苏明远局长到会讲话，副局长何景行出席会议。",
            &["苏明远 国家宗教局 局长", "何景行 国家宗教局 副局长"],
        ),
        // A zone's organs.
        (
            None,
            "5月6日，青山经济开发区召开干部大会，会议由开发区党工委书记苏明远主持，开发区党工委副书记、\
             管委会主任何景行讲话。",
            &[
                "苏明远 青山经济开发区党工委 书记",
                "何景行 青山经济开发区党工委 副书记",
                "何景行 青山经济开发区管委会 主任",
            ],
        ),
        // The longer name stands in the sentence before.
        (
            None,
            "5月6日，白石岭保护区管理局召开会议。保护区管理局局长苏明远主持会议。",
            &["苏明远 白石岭保护区管理局 局长"],
        ),
    ] {
        let known = Known { publication, ..Known::default() };
        assert_eq!(posts(&known, text), expected, "{text}");
    }
}

#[test]
fn a_unit_is_that_of_the_institution_whose_news_it_is_or_that_was_named_before() {
    for (publication, text, expected) in [
        (
            Some("湖城大学"),
            "5月6日，我校召开座谈会。党委书记苏明远、外国语学院院长何景行、科技处处长唐若谷出席会议。",
            &[
                "苏明远 湖城大学 党委书记",
                "何景行 湖城大学外国语学院 院长",
                "唐若谷 湖城大学科技处 处长",
            ][..],
        ),
        (
            Some("西宁工商学院"),
            "5月6日，我校召开座谈会。副院长苏明远、会计学院院长何景行、建筑工程学院院长唐若谷出席会议。",
            &[
                "苏明远 西宁工商学院 副院长",
                "何景行 西宁工商学院会计学院 院长",
                "唐若谷 西宁工商学院建筑工程学院 院长",
            ],
        ),
        // No university has two.
        (
            None,
            "5月6日，内河大学党委书记苏明远到校调研，校党委书记何景行主持座谈会。",
            &["苏明远 内河大学 党委书记"],
        ),
        // Nothing tells whose the college is.
        (None, "5月6日，座谈会召开，外国语学院院长何景行出席会议。", &["何景行 外国语学院 院长"]),
        (
            None,
            "5月6日，青山镇与江海银行湖城分行举行签约仪式。江海银行湖城分行副行长苏明远，公司部总经理何景行，\
             宝山支行行长唐若谷出席仪式。",
            &[
                "苏明远 江海银行湖城分行 副行长",
                "何景行 江海银行湖城分行公司部 总经理",
                "唐若谷 江海银行宝山支行 行长",
            ],
        ),
        // Of the hospital, and not of the city.
        (
            Some("湖城市第四医院"),
            "5月6日，医院召开会议。院长苏明远、纪委书记何景行、副院长唐若谷出席会议。",
            &[
                "苏明远 湖城市第四医院 院长",
                "何景行 湖城市第四医院 纪委书记",
                "唐若谷 湖城市第四医院 副院长",
            ],
        ),
        (
            Some("湖城大学附属江海医院"),
            "5月6日，大会召开。附属江海医院院长苏明远主持会议。",
            &["苏明远 湖城大学附属江海医院 院长"],
        ),
        (
            None,
            "7月27日，水利部部长、党组书记苏明远主持召开部党组会议。部党组成员何景行、唐若谷出席会议，\
             部总工程师郑之涵列席会议。",
            &[
                "苏明远 水利部 部长",
                "苏明远 水利部 党组书记",
                "何景行 水利部 党组成员",
                "唐若谷 水利部 党组成员",
                "郑之涵 水利部 总工程师",
            ],
        ),
        (
            None,
            "5月6日，青山农场召开工作会议。场党委书记、场长苏明远主持会议，场财务中心主任何景行出席会议。",
            &["苏明远 青山农场 党委书记", "苏明远 青山农场 场长", "何景行 青山农场财务中心 主任"],
        ),
        (
            None,
            "5月6日，中国科学院云川分院召开会议。中国科学院党组成员苏明远，云川分院院长何景行，\
             云川分院人事处处长唐若谷出席会议。",
            &[
                "苏明远 中国科学院 党组成员",
                "何景行 中国科学院云川分院 院长",
                "唐若谷 中国科学院云川分院人事处 处长",
            ],
        ),
        (
            None,
            "5月6日，新疆生产建设兵团代表团来访。兵团党委常委、秘书长苏明远，兵团教育局局长何景行参加座谈会。",
            &[
                "苏明远 新疆生产建设兵团党委 常委",
                "苏明远 新疆生产建设兵团 秘书长",
                "何景行 新疆生产建设兵团教育局 局长",
            ],
        ),
    ] {
        let known = Known { publication, ..Known::default() };
        assert_eq!(posts(&known, text), expected, "{text}");
    }
}

#[test]
fn a_division_is_the_one_that_the_article_is_about() {
    for (known, text, expected) in [
        // A county by its short name.
        (
            Known::default(),
            "5月6日，新化籍客商座谈会召开，县委书记苏明远讲话。",
            &["苏明远 新化县委 书记"][..],
        ),
        // A paper whose name holds that of another place.
        (
            Known { publication: Some("新华日报"), place: None },
            "5月6日，省委书记苏明远会见北原集团董事长何景行。",
            &["苏明远 江苏省委 书记", "何景行 北原集团 董事长"],
        ),
        // Two provinces of two kinds.
        (
            Known::default(),
            "湖南·新疆维吾尔自治区座谈会5月6日举行。新疆维吾尔自治区党委书记苏明远，湖南省委副书记、省长何景行出席。\
             省领导唐若谷出席。省委秘书长郑之涵主持。",
            &[
                "苏明远 新疆维吾尔自治区党委 书记",
                "何景行 湖南省委 副书记",
                "何景行 湖南省政府 省长",
                "郑之涵 湖南省委 秘书长",
            ],
        ),
        // The city of the body before, and that of a democratic party.
        (
            Known { publication: None, place: Some("贵州省") },
            "考察团5月6日抵达。天津市政协副主席、市委统战部部长苏明远，天津市人大常委会副主任、民建市委会主委何景行出席座谈会。",
            &[
                "苏明远 天津市政协 副主席",
                "苏明远 天津市委统战部 部长",
                "何景行 天津市人大常委会 副主任",
                "何景行 民建天津市委会 主委",
            ],
        ),
        (
            Known { publication: None, place: Some("黑龙江省") },
            "5月6日，省委召开座谈会。民革省委主委苏明远发言。",
            &["苏明远 民革黑龙江省委 主委"],
        ),
        // A prefecture as the article calls it; the deeper of two divisions.
        (
            Known::default(),
            "5月6日，黔东南州召开会议，州委书记苏明远讲话。",
            &["苏明远 黔东南州委 书记"],
        ),
        (
            Known::default(),
            "5月6日会议召开，江苏省南京市委书记苏明远、湖北省省委副书记何景行出席。",
            &["苏明远 南京市委 书记", "何景行 湖北省委 副书记"],
        ),
        // A township's organs.
        (
            Known::default(),
            "白石镇召开环境整治推进会\n5月6日，白石镇召开环境整治推进会。镇长苏明远主持会议，人大主席何景行出席。",
            &["苏明远 白石镇政府 镇长", "何景行 白石镇人大 主席"],
        ),
        // A zone without a name is that of the city.
        (
            Known { publication: None, place: Some("河北省武安市") },
            "5月6日，我市召开调度会，市政府党组成员、工业园区管委会主任苏明远出席会议。",
            &["苏明远 武安市政府 党组成员", "苏明远 武安市工业园区管委会 主任"],
        ),
    ] {
        assert_eq!(posts(&known, text), expected, "{text}");
    }
}

#[test]
fn ranks_sessions_and_marks_are_no_part_of_a_body() {
    let known = Known { publication: None, place: Some("湖北省随州市") };
    for (text, expected) in [
        ("省军区少将司令员苏明远出席会议。", &["苏明远 湖北省军区 司令员"][..]),
        ("随州军分区党委委员苏明远出席会议。", &["苏明远 随州军分区党委 委员"]),
        ("▲市长苏明远出席会议。", &["苏明远 随州市政府 市长"]),
        ("市总工会主席苏明远、大会秘书长何景行出席会议。", &["苏明远 随州市总工会 主席"]),
    ] {
        let text = format!("5月6日，全市国防教育会议召开。{text}");
        assert_eq!(posts(&known, &text), expected, "{text}");
    }
}
