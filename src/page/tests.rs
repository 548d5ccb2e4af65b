use super::*;
use crate::model::Metadata;
use proptest::prelude::*;

fn read(text: &str, title: Option<&str>) -> Vec<Article> {
    let meta = Metadata { title: title.map(str::to_owned), ..Metadata::default() };
    articles(&Document { key: "test".into(), text: text.into(), meta })
}

fn headlines(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(|a| a.headline.as_deref().unwrap_or("-")).collect()
}

fn body(article: &Article) -> String {
    article.paragraphs.iter().map(|p| p.text()).collect::<Vec<_>>().join("\n")
}

fn subtitles(article: &Article) -> Vec<&str> {
    article.subtitles.iter().map(|s| s.text()).collect()
}

fn reporters(article: &Article) -> Vec<&str> {
    article.byline.iter().flat_map(|b| &b.reporters).map(String::as_str).collect()
}

#[test]
fn a_page_whose_headlines_follow_the_bodies() {
    let text = include_str!("../../fixtures/xining-2024-09-25-page-1.txt");
    let found = read(text, None);
    assert_eq!(
        headlines(&found),
        [
            "西宁开发区绿色转型释放高质量发展新活力",
            "省十四届人大常委会第十次会议举行",
            "全省安全生产和秋冬季森林草原防灭火会议召开",
            "西宁市党建引领“有诉必应马上办”机制创新工作日报",
            "市政协召开专题协商会",
        ]
    );
    assert_eq!(
        subtitles(&found[0]),
        ["全面推进产业绿色转型发展", "持续放大绿电资源能源优势", "清洁能源装备制造产业加速崛起"]
    );
    assert_eq!(subtitles(&found[1]), ["陈刚主持第一次全体会议"]);
    assert_eq!(subtitles(&found[2]), ["吴晓军出席并讲话"]);
    assert_eq!(reporters(&found[2]), ["李欣", "石成砚"]);
    assert_eq!(reporters(&found[4]), ["宁亚琴", "刘海军"]);
    assert!(body(&found[0]).contains("如何走好“坚持有所为"));
    assert!(
        body(&found[1]).starts_with("9月24日，省十四届人大常委会第十次会议在西宁举行。省委书记")
    );
    assert!(body(&found[1]).contains("审查报告，关于《黄南藏族自治州平安建设条例》"));
    assert!(body(&found[2]).ends_with("刘超主持，李宏亚、何录春出席。"));
    assert!(body(&found[3]).starts_with("9月23日，12345政务服务便民热线"));
}

#[test]
fn a_page_in_three_columns_whose_headlines_stand_before() {
    let text = "\
2024年3月6日 星期三
责任编辑：周甲 版式：吴乙

市委召开农村工作会议
高远主持并讲话

本报讯（记者 林舟）3月5日，市委农村
工作会议在云川召开。市委书记高远主持
会议并讲话，市委副书记、市长陆明，市
人大常委会主任秦川出席。

会议强调，要学习运用“千万工程”经
验，有力有效推进乡村全面振兴。（下
转第二版）

图为云川区春耕现场。本报记者 何田 摄

市政协主席会议召开

本报讯（记者 方圆 通讯员 石
磊）3月4日，市政协召开主席会
议，市政协主席白桦主持，副主

席马骏、罗兰、尤佳出席会议并
围绕重点提案办理进行协商。
会议还研究了其他事项。

“春风行动”招聘会
送岗到家门口

3月5日上午，云川区人力资源和社会保障局在文化广场
举办“春风行动”专场招聘会，六十余家企业提供岗位近两
千个，吸引了周边县区群众到场求职，现场气氛热烈有序。
（记者 何田）
";
    let found = read(text, None);
    assert_eq!(
        headlines(&found),
        ["市委召开农村工作会议", "市政协主席会议召开", "“春风行动”招聘会"]
    );
    assert_eq!(subtitles(&found[0]), ["高远主持并讲话"]);
    assert_eq!(
        body(&found[0]),
        "3月5日，市委农村工作会议在云川召开。市委书记高远主持会议并讲话，市委副书记、市长陆明，\
         市人大常委会主任秦川出席。\n会议强调，要学习运用“千万工程”经验，有力有效推进乡村全面振兴。"
    );
    assert_eq!(reporters(&found[1]), ["方圆", "石磊"]);
    assert!(body(&found[1]).contains("副主席马骏、罗兰、尤佳出席会议并围绕重点提案"));
    assert_eq!(subtitles(&found[2]), ["送岗到家门口"]);
    assert_eq!(reporters(&found[2]), ["何田"]);
    assert!(body(&found[2]).ends_with("现场气氛热烈有序。"));
}

#[test]
fn a_page_of_plain_lines_with_mixed_headlines() {
    let text = "\
（上接第一版）会议指出，要持续优化营商环境，切实帮助企业解决生产经营中遇到的困难和问题，推动全年目标任务落实落地。
市十届人大常委会举行第三十次主任会议
本报北原5月8日讯（记者 江涛）市十届人大常委会第三十次主任会议昨日举行，常委会主任杜若主持，副主任叶青、范舟出席。
会议听取了有关情况的汇报。
本报讯 记者 梁栋 5月8日，副市长秦岭到北原县调研防汛工作，实地察看水库运行情况，要求压实责任、确保安全度汛。
全市防汛工作要抓早抓实
秦岭在北原县调研时强调
责任编辑 丁山 校对 夏雨
";
    let found = read(text, None);
    assert_eq!(
        headlines(&found),
        ["-", "市十届人大常委会举行第三十次主任会议", "全市防汛工作要抓早抓实"]
    );
    assert!(body(&found[0]).starts_with("会议指出"));
    assert_eq!(found[1].dateline.as_ref().map(|d| d.text()), Some("北原5月8日"));
    assert_eq!(body(&found[1]).lines().count(), 2);
    assert_eq!(reporters(&found[2]), ["梁栋"]);
    assert_eq!(subtitles(&found[2]), ["秦岭在北原县调研时强调"]);
}

#[test]
fn a_title_makes_one_article() {
    let text = "青河县召开安全生产会议\n发布时间：2023-04-02 来源：青河县政府办公室\n本报讯（记者 乔木）4月1日，青河县召开安全生产会议。\n参加会议的有：\n县长 马 骏\n副县长 罗 兰\n会议由常务副县长田野主持。\n会议由常务副县长田野主持。\n上一篇：县政府常务会议\n";
    let found = read(text, Some("青河县召开安全生产会议"));
    assert_eq!(headlines(&found), ["青河县召开安全生产会议"]);
    assert_eq!(found[0].headline_span, None);
    assert!(found[0].subtitles.is_empty());
    assert_eq!(
        body(&found[0]),
        "4月1日，青河县召开安全生产会议。\n参加会议的有：\n县长马骏\n副县长罗兰\n会议由常务副县长田野主持。"
    );
}

#[test]
fn menus_above_the_title_are_left_out() {
    let text = "首页\n政务公开\n新闻中心\n领导之窗\n云川市召开安全生产会议\n4月1日，云川市召开安全生产会议，市长陆明主持。\n云川市人民政府办公室\n";
    let found = read(text, Some("云川市召开安全生产会议"));
    assert!(found[0].subtitles.is_empty());
    assert!(body(&found[0]).starts_with("4月1日，云川市召开安全生产会议，市长陆明主持。"));
}

#[test]
fn minutes_keep_their_lines() {
    let text = "云川市人民政府常务会议纪要\n〔2023〕12号\n\n时间：2023年4月2日下午\n地点：市政府一号会议室\n主持：高远\n出席：陆明 秦川 马骏\n列席：白 桦 罗 兰 石小磊\n\n会议研究了以下事项：\n一、审议《云川市养犬管理办法（草案）》\n会议原则同意。\n二、关于安全生产工作\n会议强调，要压实责任。";
    let found = read(text, None);
    assert_eq!(headlines(&found), ["云川市人民政府常务会议纪要"]);
    let body = body(&found[0]);
    let lines: Vec<&str> = body.lines().collect();
    assert_eq!(lines.len(), 10);
    assert_eq!(lines[3], "出席：陆明、秦川、马骏");
    assert_eq!(lines[4], "列席：白桦、罗兰、石小磊");
}

#[test]
fn a_short_text_of_broken_lines_is_joined() {
    let text = "云川大学召开干部教师大会\n\n　　4月2日下午，云川大学召开干部教师大会，宣布省委关\n于学校主要领导调整的决定。省委组织部副部长高远出席会\n议并讲话。会议由校长陆明主持。\n　　会上，高远宣布了省委决定：秦川同志任中共云川大学委\n员会书记。省委教育工委副书记马骏、罗兰，在校校领导，中\n层干部代表参加会议。\n（何田）\n";
    let found = read(text, None);
    assert_eq!(headlines(&found), ["云川大学召开干部教师大会"]);
    assert_eq!(body(&found[0]).lines().count(), 2);
    assert!(body(&found[0]).contains("高远出席会议并讲话"));
    assert_eq!(reporters(&found[0]), ["何田"]);
}

#[test]
fn a_site_in_half_width_marks_reads_like_any_other() {
    let text = "首页 > 新闻中心 > 政务要闻\n市委常委会召开会议 传达学习省委全会精神\n高 远主持\n发布日期：2023-04-03 来源：云川日报 浏览次数：1234 字号：[大 中 小]\n    本报讯（全媒体记者 何田）4月2日,市委书记高远主持召开市委常委会(扩大)会议.市长陆明出席.\n（责任编辑：丁山）\n上一篇：全市招商引资大会召开\n【打印】【关闭】";
    let found = read(text, None);
    assert_eq!(headlines(&found), ["市委常委会召开会议 传达学习省委全会精神"]);
    assert_eq!(subtitles(&found[0]), ["高远主持"]);
    assert_eq!(
        body(&found[0]),
        "4月2日，市委书记高远主持召开市委常委会（扩大）会议。市长陆明出席。"
    );
}

#[test]
fn a_news_item_of_an_agency_keeps_its_dateline() {
    let text =
        "新华社北京9月24日电（记者 韩松、于洋）全国会议24日在京召开。\n　　会议提出要求。（完）";
    let found = read(text, Some("全国会议召开"));
    assert_eq!(found[0].dateline.as_ref().map(|d| d.text()), Some("北京9月24日"));
    assert_eq!(reporters(&found[0]), ["韩松", "于洋"]);
    assert_eq!(body(&found[0]), "全国会议24日在京召开。\n会议提出要求。");
    assert_eq!(found[0].paragraphs[0].whole().of(text), "全国会议24日在京召开。");
}

#[test]
fn a_text_without_a_headline_is_one_article() {
    let found = read("市长马骏出席会议", None);
    assert_eq!(found.len(), 1);
    assert_eq!(body(&found[0]), "市长马骏出席会议");
    assert!(read(" \n\u{3000}\n", None).is_empty());
    assert_eq!(read("。", None).len(), 1);
}

/// Pieces of pages, to make texts that come near to real ones.
fn page_like() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => prop::sample::select(vec![
            "本报讯", "（记者 ", "）", "(", "\n", "\n\n", "\r\n", " ", "　", "。", "，", "《", "》", "“", "”", "\"",
            "新华社北京9月24日电", "责任编辑：", "图为", "摄", "首页 > ", "一、", "1.", "上接第1版", "長(zhǎng)",
            "&amp;", "２０", "王 勇", "市长", "出席会议", "绿色发展绿色发展", "\u{FEFF}", "é", "😀", "⼈",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_gives_articles_whose_quotes_stand_in_it(
        text in page_like(),
        title in prop::option::of("\\PC{0,10}"),
    ) {
        for article in read(&text, title.as_deref()) {
            if let Some(span) = article.headline_span {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
            if let Some(byline) = &article.byline {
                prop_assert!(text.get(byline.span.start..byline.span.end).is_some());
            }
            let all = article.paragraphs.iter().chain(&article.subtitles).chain(&article.dateline);
            for mapped in all {
                let mut last = mapped.whole().start;
                for (at, c) in mapped.text().char_indices() {
                    let span = mapped.source(Span::new(at, at + c.len_utf8()));
                    prop_assert!(text.get(span.start..span.end).is_some(), "{span:?}");
                    prop_assert!(span.start >= last, "order is kept");
                    last = span.start;
                    let part = mapped.slice(Span::new(at, mapped.text().len()));
                    prop_assert_eq!(part.text(), &mapped.text()[at..]);
                    prop_assert_eq!(part.whole().start, span.start);
                }
            }
        }
    }
}

/// Run by hand: `cargo test --release page -- --ignored`. Twice the text must not take four times
/// as long; here it only has to come to an end.
#[test]
#[ignore = "50 MB each"]
fn long_texts_come_to_an_end() {
    const LEN: usize = 50_000_000;
    for part in [
        "市长王勇出席会议。",
        "《",
        "王勇 ",
        "\n",
        "（",
        "\"",
        "图为现场。\n",
        "市政府召开会议\n",
        "本报讯（记者 王甲）会议。\n",
        "甲\n\n",
    ] {
        let text = part.repeat(LEN / part.len());
        let started = std::time::Instant::now();
        let found = read(&text, None);
        println!("{part:?}: {} articles, {:?}", found.len(), started.elapsed());
    }
}
