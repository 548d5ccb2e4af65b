//! Posts from the phrases that state them: which body a title belongs to.

use super::belonging::{beside, court_of, is_inner_organ, jurisdiction, of_court, placed, under};
use super::phrases::Phrase;
use crate::lexicon::{Class, Lexicon, List};
use crate::model::Span;

/// A post as the sentence states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawPost {
    /// The body as it stands; `None` where the sentence leaves it out.
    pub body: Option<String>,
    /// The title, 原 and 时任 with it.
    pub title: String,
    /// Where it stands in the sentence.
    pub span: Span,
    /// Whether the body stands in an earlier phrase.
    pub carried: bool,
}

/// The posts of the phrases in the order of the text, with bodies carried on from phrase to phrase.
pub(super) fn complete(
    phrases: &[Phrase],
    before: Option<String>,
    lexicon: &Lexicon,
) -> Vec<RawPost> {
    let mut posts: Vec<RawPost> = Vec::new();
    let mut carried = before;
    let mut within = false;
    for phrase in phrases.iter().filter(|p| !p.group) {
        for title in &phrase.titles {
            let stated = phrase.body.as_deref().map(without_term);
            // 大会秘书长, 提案审查委员会主任: of a session, and gone with it.
            let passing = stated.as_deref().is_some_and(|b| {
                matches!(b, "临时" | "中心组" | "学习中心组")
                    || b.ends_with("大会") && !b.ends_with("代表大会")
                    || b.ends_with("次会议")
                    || b.ends_with("审查委员会") && !b.contains("人大")
            });
            if passing {
                continue;
            }
            // 无党派人士代表, 亲属代表: stands for no body.
            let stands = |b: &str| {
                b.ends_with("人士") || b == "无党派" || title == "代表" && List::People.ends(b)
            };
            if stated.as_deref().is_some_and(stands) {
                continue;
            }
            // What a broken line leaves of a body is no body.
            let remains = |b: &str| matches!(b, "" | "会" | "委" | "委员会" | "局" | "部" | "团");
            let stated = stated.as_deref().filter(|b| !remains(b) || is_own(b, title));
            // 全国人大代表、检察长某某: no congress has such a head.
            if within && posts.last().is_some_and(is_seat) && heads_institution(title) {
                carried = None;
            }
            // 军分区党委副书记、司令员: the committee is not what he commands.
            let commands = !["书记", "常委", "委员"].iter().any(|end| title.ends_with(end));
            let force = carried.as_deref().and_then(force_of).filter(|_| commands);
            // 宾馆与四川省委: what is joined to a division's organ is no part of its name.
            let stated = stated.map(|b| match b.rsplit_once('与') {
                Some((_, right)) if jurisdiction(right).is_some() => right,
                _ => b,
            });
            // 县委常委组织部部长: a mark is missing.
            let whole = stated.map(|b| match b.split_once("委常委") {
                Some((place, inner)) if List::PartyDepartment.begins(inner) => {
                    format!("{place}委{inner}")
                }
                _ => b.to_owned(),
            });
            let stated = whole.as_deref();
            let outer = force.or(carried.as_deref());
            let (body, title) = match foreign(stated, outer, title, lexicon) {
                Some((body, title)) => (Some(body), title),
                None => {
                    let placed = stated.map(|stated| placed(stated, outer, lexicon));
                    domestic(placed.as_deref(), outer.filter(|_| within), outer, title, lexicon)
                }
            };
            let is_carried = stated.is_none() && body == carried;
            posts.push(RawPost {
                body: body.clone(),
                title,
                span: phrase.span,
                carried: is_carried,
            });
            // 驻国铁集团纪检监察组组长、党组成员: a member of the group it watches over.
            let seat = body.as_deref().and_then(|b| b.strip_prefix('驻')).and_then(|seat| {
                ["纪检监察组", "纪检组"].iter().find_map(|group| seat.strip_suffix(group))
            });
            carried = seat.map(str::to_owned).or(body).or(carried);
            within = true;
        }
    }
    posts
}

/// Whether a body is a bank, a school, a hospital or a company.
fn is_enterprise(body: &str) -> bool {
    ["分行", "支行", "银行", "中行", "农行", "工行", "建行", "大学", "学院", "医院", "公司", "集团"]
        .iter()
        .any(|end| body.ends_with(end))
}

/// The township of an organ of it: 镇党委, 杨树镇政府.
fn township(body: &str) -> Option<&str> {
    let organs = ["党委", "人民政府", "政府", "人大"];
    let town = organs.iter().find_map(|organ| body.strip_suffix(organ))?;
    town.ends_with(['镇', '乡']).then_some(town)
}

/// Whether a body is one of those that lead a division and that have a commission for discipline beside
/// them: 市委, 镇党委, 市政府.
fn leads_division(body: &str) -> bool {
    let Some(place) = jurisdiction(body) else { return is_inner_organ(body) };
    List::DivisionOrgan.has(&body[place.len()..])
        || body.ends_with("党委") && !body.ends_with("局党委")
        || body.ends_with("工委")
}

/// The force whose committee a body is: 军分区党委.
fn force_of(body: &str) -> Option<&str> {
    let force = body.strip_suffix("党委")?;
    ["军区", "军分区", "警备区", "兵团"].iter().any(|end| force.ends_with(end)).then_some(force)
}

/// 部党组成员, 部总工程师: what a ministry calls itself.
fn is_own(body: &str, title: &str) -> bool {
    body == "部" && ["党组", "总工程师", "总经济师"].iter().any(|own| title.starts_with(own))
}

/// A seat in a congress or a conference, which says nothing of where its holder works.
fn is_seat(post: &RawPost) -> bool {
    let assembly = |body: &str| {
        ["人大", "政协"].iter().any(|end| body.ends_with(end)) || body.ends_with("党代会")
    };
    matches!(post.title.as_str(), "代表" | "委员") && post.body.as_deref().is_some_and(assembly)
}

/// 检察长, 党委书记, 董事长: no assembly has one.
fn heads_institution(title: &str) -> bool {
    let bare = Lexicon::standard().bare_title(title);
    bare == "检察长" || is_institutional(bare) && !bare.starts_with("党组")
}

/// The body and the title of one post. `outer` is the body of the phrase before, of the same person;
/// `listed` that of the person before in the list.
fn domestic(
    stated: Option<&str>,
    outer: Option<&str>,
    listed: Option<&str>,
    title: &str,
    lexicon: &Lexicon,
) -> (Option<String>, String) {
    // 副市长提名人选: where a 副市长 is.
    if let Some((held, candidate)) = List::Candidate
        .at_end(title)
        .map(|candidate| title.split_at(title.len() - candidate.len()))
        .filter(|(held, _)| !held.is_empty())
    {
        let (body, held) = domestic(stated, outer, listed, held, lexicon);
        return (body, format!("{held}{candidate}"));
    }
    let honorary = || ["名誉", "挂职"].into_iter().find(|m| title.starts_with(m));
    let mark = List::Former.at_start(title).filter(|m| *m != "前").or_else(honorary);
    let mark = mark.unwrap_or_default();
    let (inner, bare) = lexicon.split_title(&title[mark.len()..]);
    let own = lexicon.own_body(bare);
    let titled = |bare: &str| format!("{mark}{bare}");
    if let Some(body) = stated {
        // 平原县名誉副县长; 市政府正厅级顾问: a rank is that of the person.
        let rank = List::Rank.at_end(body);
        for own in ["名誉", "挂职", "兼职", "专职"].into_iter().chain(rank) {
            if let Some(body) = body.strip_suffix(own) {
                let body = Some(body).filter(|body| !body.is_empty());
                let outer = outer.or(listed.filter(|_| body.is_none()));
                let (body, bare) = domestic(body, outer, listed, bare, lexicon);
                return (body, format!("{own}{bare}"));
            }
        }
        // 学会第五届理事会理事长: of whom the council is, the article tells.
        if body == "理事会" && bare.ends_with("理事长") {
            return domestic(None, None, None, bare, lexicon);
        }
        if let Some((body, bare)) = of_division(body, bare, lexicon) {
            return (Some(body), titled(bare));
        }
    }
    let body = match (stated, inner, own) {
        (Some(body), Some(inner), _) if lexicon.is_whole(inner) => whole_or(body, inner, lexicon),
        (Some(body), Some(inner), _) if body.ends_with(inner) => body.to_owned(),
        // 省委常委、教育工委书记
        (Some(body), Some(inner), _) if List::PartyDepartment.begins(&format!("{body}{inner}")) => {
            under(outer, &format!("{body}{inner}"), lexicon)
        }
        // 市中行纪委书记
        (Some(body), Some("纪委"), _) if is_enterprise(body) => {
            return (Some(body.to_owned()), titled(&title[mark.len()..]));
        }
        (Some(body), Some(inner), _) => format!("{body}{inner}"),
        // 集团党委副书记、工会主席: an institution's.
        (None, Some("工会"), _) if outer.is_none_or(|outer| jurisdiction(outer).is_none()) => {
            let body = outer.or(listed).filter(|body| !is_inner_organ(body));
            return (body.map(str::to_owned), titled(&title[mark.len()..]));
        }
        // 大学党委副书记、纪委书记; 市公安局党委委员、纪委书记: of the same institution.
        (None, Some("纪委"), _) if outer.is_some_and(|outer| !leads_division(outer)) => {
            return (outer.map(str::to_owned), titled(&title[mark.len()..]));
        }
        (None, Some(inner), _) => under(outer, inner, lexicon),
        // 县委副书记、政府县长
        (Some("政府" | "人民政府"), None, Some(own)) => own_under(own, outer),
        (Some(body), None, Some(own)) => at_own(body, own, bare, lexicon),
        (None, None, Some(own)) => own_under(own, outer),
        // 海关总署署长甲、政治部主任乙
        (Some(body @ ("政治部" | "办公厅")), None, None)
            if outer.is_none() && listed.is_some_and(|l| jurisdiction(l).is_none()) =>
        {
            format!("{}{body}", listed.unwrap_or_default())
        }
        // 济南军区党委常委、政治部主任
        (Some("政治部"), None, None)
            if outer.is_some_and(|o| {
                o.trim_end_matches("党委").ends_with('区') && o.contains('军')
            }) =>
        {
            format!("{}政治部", outer.map_or("", |o| o.trim_end_matches("党委")))
        }
        (Some(body), None, None) => match listed.and_then(|listed| beside(listed, body)) {
            Some(whole) if outer.is_none() => whole,
            _ => under(outer, body, lexicon),
        },
        // 自治区党委副书记、主席
        (None, None, None)
            if bare.ends_with("主席") && outer.is_some_and(|o| o.ends_with("自治区党委")) =>
        {
            outer.map(|o| o.replace("党委", "政府")).unwrap_or_default()
        }
        // 党办主任某某，院长助理某某: of the institution, and not of its office.
        (None, None, None)
            if listed.is_some_and(is_inner_organ) && is_institutional(lexicon.bare_title(bare)) =>
        {
            return (None, titled(bare));
        }
        // 镇长甲，党委副书记乙: of the township's committee.
        (None, None, None)
            if bare.len() > "党委".len()
                && bare.starts_with("党委")
                && listed.and_then(township).is_some() =>
        {
            let town = listed.and_then(township).unwrap_or_default();
            return (Some(format!("{town}党委")), titled(&bare["党委".len()..]));
        }
        // 市中院执行局局长、党组成员: of the court's party group.
        (None, None, None) if bare.starts_with("党组") || bare.ends_with("院长") => {
            let court = listed.map(|listed| {
                court_of(listed)
                    .filter(|court| of_court(court, &listed[court.len()..]))
                    .unwrap_or(listed)
            });
            return (court.map(str::to_owned), titled(bare));
        }
        // 市政协机关党组成员、副秘书长
        (None, None, None) if bare.ends_with("秘书长") => {
            let organ = listed.map(|listed| listed.strip_suffix("机关").unwrap_or(listed));
            return (organ.map(str::to_owned), titled(bare));
        }
        (None, None, None) => return (listed.map(str::to_owned), titled(bare)),
    };
    (Some(body), titled(bare))
}

/// Titles that a division's organs give under the division's own name: 自治区主席 heads the
/// government, 自治州党委书记 the party committee.
fn of_division<'t>(body: &str, title: &'t str, lexicon: &Lexicon) -> Option<(String, &'t str)> {
    let is_place = lexicon.places.at_start(body).is_some_and(|(name, _)| name == body)
        || matches!(body, "自治区" | "自治州" | "州" | "地区");
    let ends_like_one = body.ends_with(['镇', '乡']) || body.ends_with("街道");
    // 区党委常委 of an autonomous region.
    if body == "区"
        && let Some(committee) = title.strip_prefix("党委")
    {
        return Some(("自治区党委".to_owned(), committee));
    }
    // 茂名军分区党委委员
    if ["军区", "军分区", "警备区"].iter().any(|force| body.ends_with(force))
        && let Some(committee) = title.strip_prefix("党委")
    {
        return Some((format!("{body}党委"), committee));
    }
    if body.ends_with("自治区")
        && title.trim_start_matches(['副', '代', '理']).trim_start_matches("常务副") == "主席"
    {
        return Some((format!("{body}政府"), title));
    }
    let committee = title.strip_prefix("党委")?;
    ((is_place || ends_like_one) && !committee.is_empty())
        .then(|| (format!("{body}党委"), committee))
}

/// 天水市委副书记、市长: the government of the same city.
fn own_under(own: &str, outer: Option<&str>) -> String {
    let place = outer.and_then(jurisdiction);
    match (place, own.strip_suffix("政府").or_else(|| own.strip_suffix("行署"))) {
        (Some(place), Some(level)) if !level.is_empty() && place.ends_with(level) => {
            format!("{place}{}", &own[level.len()..])
        }
        _ => own.to_owned(),
    }
}

/// 蒙古国第一副总理兼经济发展部长: posts of another country's officials are held at the country;
/// 中国驻印尼大使 at the embassy. Gives the body and the title.
fn foreign(
    stated: Option<&str>,
    carried: Option<&str>,
    title: &str,
    lexicon: &Lexicon,
) -> Option<(String, String)> {
    match (stated, carried.and_then(|c| lexicon.country_at_start(c))) {
        (Some(body), _) if body.contains('驻') && matches!(title, "大使" | "总领事" | "公使") =>
        {
            let seat = if title == "总领事" { "总领事馆" } else { "大使馆" };
            Some((format!("{body}{seat}"), title.to_owned()))
        }
        (Some(body), carried) => match (lexicon.country_at_start(body), carried) {
            (Some((name, country)), _) => {
                let rest = &body[name.len()..];
                let closed = rest.ends_with([
                    '部', '会', '院', '局', '署', '党', '团', '军', '行', '府', '盟', '司',
                ]);
                (!closed).then(|| (country.to_owned(), format!("{rest}{title}")))
            }
            // 国际潮青联合会 belongs to no country.
            (None, Some(_)) if ["国际", "世界", "全球"].iter().any(|w| body.starts_with(w)) => {
                None
            }
            // 经济发展部 + 部长 was 经济发展部长.
            (None, Some((_, country))) => {
                let body = body.strip_suffix('部').filter(|_| title == "部长").unwrap_or(body);
                let body = if title == "部长" && !body.ends_with('部') { body } else { stated? };
                Some((country.to_owned(), format!("{body}{title}")))
            }
            _ => None,
        },
        (None, Some((_, country))) => Some((country.to_owned(), title.to_owned())),
        _ => None,
    }
}

/// 中国国家主席 → 中华人民共和国; 古巴国家主席 → 古巴.
fn whole_or(body: &str, whole: &str, lexicon: &Lexicon) -> String {
    match lexicon.class(body) {
        Some(Class::Country) if body != "中国" => body.to_owned(),
        _ => whole.to_owned(),
    }
}

/// 第十四届全国政协 → 全国政协, 市六届人大常委会 → 市人大常委会
fn without_term(body: &str) -> String {
    // 东至县首任监委
    let holder =
        body.char_indices().find_map(|(at, _)| Some((at, List::Holder.at_start(&body[at..])?)));
    if let Some((at, holder)) = holder {
        return format!("{}{}", &body[..at], &body[at + holder.len()..]);
    }
    let Some(at) = body.find('届') else { return body.to_owned() };
    let numerals = body[..at]
        .char_indices()
        .rev()
        .take_while(|(_, c)| "一二三四五六七八九十第".contains(*c) || c.is_ascii_digit())
        .last();
    match numerals {
        Some((start, _)) => format!("{}{}", &body[..start], &body[at + '届'.len_utf8()..]),
        None => body.to_owned(),
    }
}

/// Titles that an institution's own news gives without its name.
pub(super) fn is_institutional(title: &str) -> bool {
    ["党委", "党组", "纪委", "党总支", "党支部", "工会"]
        .iter()
        .any(|party| title.starts_with(party))
        || Lexicon::standard()
            .institutions
            .iter()
            .any(|kind| kind.titles.iter().any(|known| known == title))
}

/// The body of a title that names its own: 西宁市副市长 → 西宁市政府.
fn at_own(stated: &str, own: &str, title: &str, lexicon: &Lexicon) -> String {
    let is_place = lexicon.places.at_start(stated).is_some_and(|(name, _)| name == stated);
    match own.strip_suffix("政府").or_else(|| own.strip_suffix("行署")) {
        _ if stated.ends_with("政府") || stated.ends_with("行署") => stated.to_owned(),
        Some(level) if is_place || stated == level || stated.ends_with(level) => {
            let kind = if own.ends_with("行署") { "行署" } else { "政府" };
            format!("{stated}{kind}")
        }
        Some(_) => stated.to_owned(),
        // 国务委员, 总书记 are titles of one body, whatever stands before; 总理 has countries too.
        None if title.ends_with("总理") => stated.to_owned(),
        // 日本国会参议院对策委员会委员长
        None if lexicon.country_at_start(stated).is_some() => stated.to_owned(),
        None => own.to_owned(),
    }
}
