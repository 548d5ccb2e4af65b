//! Bodies and meetings in full: 省人大常委会 → 青海省人大常委会.

use super::jurisdiction::Here;
use crate::lexicon::{Class, Level, Lexicon, List};

/// The body's name with its jurisdiction, where the article tells it.
pub fn complete(body: &str, here: &Here<'_>) -> String {
    if let Some(whole) = of_party(body, here) {
        return whole;
    }
    let own = body.strip_prefix("中共").filter(|own| front(own).is_some()).unwrap_or(body);
    // 中院 in the court's own news
    if ["中院", "中级人民法院"].iter().any(|court| body.starts_with(court)) {
        let city = here.named("市").or_else(|| here.named("州")).or_else(|| here.named("盟"));
        return city.map_or_else(|| body.to_owned(), |city| format!("{city}{body}"));
    }
    // 高院, 消防总队: of the province, as there is one in each.
    if matches!(body, "高院" | "高级人民法院" | "消防总队" | "武警总队" | "公安消防总队")
    {
        let province = here.named("省").or_else(|| here.named("自治区")).or_else(|| {
            let municipal =
                |city: &&str| ["北京", "上海", "天津", "重庆"].iter().any(|m| city.starts_with(m));
            here.named("市").filter(municipal)
        });
        return province.map_or_else(|| body.to_owned(), |province| format!("{province}{body}"));
    }
    let (generic, rest) = match front(own) {
        // 镇委: what the committee of a township is called in short.
        Some((generic @ ("镇" | "乡"), "委")) => (generic, "党委"),
        Some(found) => found,
        // 人大主席, 办事处主任: of the township.
        None if is_township_organ(body) && here.township().is_some() => {
            return format!("{}{body}", here.township().unwrap_or_default());
        }
        None if is_bare_organ(body) => {
            return here
                .deepest()
                .map_or_else(|| body.to_owned(), |place| format!("{place}{body}"));
        }
        None => return shorten(body),
    };
    match here.named(generic) {
        Some(place) => shorten(&format!("{place}{rest}")),
        None => shorten(body),
    }
}

/// 民革省委, 民建市委会: a democratic party's committee has its place behind the party's name.
fn of_party(body: &str, here: &Here<'_>) -> Option<String> {
    let party = List::DemocraticParty.at_start(body)?;
    let committee = &body[party.len()..];
    let (generic, rest) = front(committee)?;
    let place = rest.starts_with('委').then(|| here.named(generic)).flatten()?;
    Some(format!("{party}{place}{rest}"))
}

/// Whether it is still open of which division a body is: 市委, 组织部.
pub fn is_open(body: &str) -> bool {
    front(body).is_some() || is_bare_organ(body)
}

/// Whether a body has a name of its own, and not only that of its kind: 公司, 管委会.
pub fn is_named(body: &str) -> bool {
    let lexicon = Lexicon::standard();
    if List::DemocraticParty.at_start(body).is_some_and(|party| body.len() > party.len() + 6) {
        return true;
    }
    lexicon.class(body) == Some(Class::Body)
        || lexicon.places.at_start(body).is_some()
        || lexicon.country_at_start(body).is_some()
        || front(body).is_some()
        || ["全国", "国家", "中国", "中央", "国务院", "世界", "联合国"]
            .iter()
            .any(|w| body.starts_with(w))
        || body.chars().count() > 5
            && ["大学", "银行", "股份有限公司"].iter().any(|w| body.contains(w))
}

/// A meeting's name with its jurisdiction: 省十四届…, 全市…, 市政府常务会议.
pub fn complete_meeting(name: &str, here: &Here<'_>) -> String {
    let Some((generic, rest)) = front(name) else { return name.to_owned() };
    match here.named(generic) {
        Some(place) => format!("{place}{rest}"),
        None => name.to_owned(),
    }
}

/// The generic word that a name begins with, and what follows it.
fn front(name: &str) -> Option<(&str, &str)> {
    let bare = List::Pointing.at_start(name).map_or(name, |word| &name[word.len()..]);
    let generic = List::Generic.at_start(bare)?;
    let rest = &bare[generic.len()..];
    // 市北区委 is no 北区委 of a city.
    let lexicon = Lexicon::standard();
    if lexicon
        .places
        .at_start(bare)
        .is_some_and(|(name, _)| name.len() > generic.len() && name.ends_with(['区', '县']))
    {
        return None;
    }
    // 区域, 市场, 省级, 县域: other words.
    let other = ["域", "场", "级", "直", "区", "长", "内", "外", "市", "县", "民"]
        .iter()
        .any(|w| rest.starts_with(w));
    let other = other && !rest.starts_with("区委") && !is_civil(rest) || rest.is_empty();
    (!other).then_some((generic, rest))
}

/// 民宗局 of a city, and no 市民.
fn is_civil(rest: &str) -> bool {
    ["民政", "民宗", "民族", "民委", "民革", "民建", "民盟", "民进", "民兵", "民营", "民航", "民主"]
        .iter()
        .any(|civil| rest.starts_with(civil))
}

/// Organs that townships have, named without it.
fn is_township_organ(body: &str) -> bool {
    matches!(
        body,
        "人大" | "党委" | "党工委" | "办事处" | "人大工委" | "武装部" | "人大主席团" | "纪委"
    )
}

/// Organs that every division has, named without it.
fn is_bare_organ(body: &str) -> bool {
    // 工业园区管委会: a zone without a name is that of the division.
    let of_zone =
        |zone: &str| matches!(&body[zone.len()..], "管委会" | "党工委" | "工委" | "纪工委");
    List::NamelessOrgan.has(body) || List::Zone.at_start(body).is_some_and(of_zone)
}

/// 霸州法院, 宜昌中院 in full: the court of the one place that has that short name.
fn of_court(body: &str) -> Option<String> {
    let places = &Lexicon::standard().places;
    let (name, ids) = places.at_start(body)?;
    let court = &body[name.len()..];
    // 湖北省法院 is the high court.
    if court == "法院"
        && ids.iter().any(|id| places.get(*id).level == Level::Province)
        && !name.ends_with('市')
    {
        return Some(format!("{name}高级人民法院"));
    }
    let level = if matches!(court, "中院" | "中级人民法院" | "中级法院") {
        Level::Prefecture
    } else if ["法院", "人民法院", "检察院", "人民检察院"].contains(&court) {
        Level::County
    } else {
        return None;
    };
    let mut fits =
        ids.iter().map(|id| places.get(*id)).filter(|place| !place.past && place.level == level);
    let place = fits.next().filter(|_| fits.next().is_none())?;
    (name != place.name && place.name.starts_with(name)).then(|| format!("{}{court}", place.name))
}

/// 西宁市人民政府 → 西宁市政府, and the like; party committees lose 中共.
pub fn shorten(body: &str) -> String {
    // 政协第十四届全国委员会, 政协绍兴市委员会
    if let Some(place) = body
        .strip_prefix("中国人民政治协商会议")
        .or_else(|| body.strip_prefix("政协"))
        .and_then(|rest| rest.strip_suffix("委员会"))
        .filter(|place| !place.is_empty())
    {
        return format!("{place}政协");
    }
    let mut short = body.replace("人民代表大会常务委员会", "人大常委会");
    for (alias, whole) in [("最高检", "最高人民检察院"), ("最高法", "最高人民法院")]
    {
        if let Some(rest) = short.strip_prefix(alias).filter(|rest| !rest.starts_with(['察', '院']))
        {
            short = format!("{whole}{rest}");
        }
    }
    short = short.replace("中级法院", "中级人民法院").replace("高级法院", "高级人民法院");
    // 湖北省省委
    if let Some((name, _)) = Lexicon::standard().places.at_start(&short)
        && let Some(level) = name.chars().next_back().filter(|c| "省市县区州旗盟".contains(*c))
        && let Some(organ) = short[name.len()..].strip_prefix(level)
        && ["委", "政府", "人大", "政协", "纪委", "监委"].iter().any(|o| organ.starts_with(o))
    {
        short = format!("{name}{organ}");
    }
    // 福清市统战部 of the party committee
    if let Some((name, _)) = Lexicon::standard().places.at_start(&short)
        && name.ends_with(['省', '市', '县', '区', '州', '旗', '盟'])
        && matches!(
            &short[name.len()..],
            "组织部" | "宣传部" | "统战部" | "政法委" | "政研室" | "社会工作部"
        )
    {
        short.insert(name.len(), '委');
    }
    if short.ends_with("监委会") {
        short.truncate(short.len() - "会".len());
    }
    if short.ends_with("监察委") {
        short.truncate(short.len() - "察委".len());
        short.push('委');
    }
    if short.ends_with("中级院") {
        short.truncate(short.len() - "院".len());
        short.push_str("人民法院");
    }
    if let Some(place) = of_court(&short) {
        short = place;
    }
    // 市总工会第八届委员会
    for organ in ["工会", "妇联", "残联", "文联", "科协", "侨联", "工商联"] {
        for committee in ["委员会", "执委会", "执行委员会"] {
            if short.strip_suffix(committee).is_some_and(|rest| rest.ends_with(organ)) {
                short.truncate(short.len() - committee.len());
            }
        }
    }
    if short.ends_with("人民政府") {
        short.truncate(short.len() - "人民政府".len());
        short.push_str("政府");
    }
    if let Some(rest) = short.strip_prefix("中共") {
        let central = ["中央", "全国"].iter().any(|c| rest.starts_with(c));
        let lexicon = Lexicon::standard();
        let place = lexicon.places.at_start(rest).is_some()
            || List::Generic.begins(rest)
            || rest.contains(['省', '市', '县', '区', '州', '旗', '盟']);
        if !central && place && lexicon.class(&short) != Some(Class::Body) {
            short = rest.to_owned();
        }
    }
    for (long, organ) in [
        ("市委员会", "市委"),
        ("省委员会", "省委"),
        ("县委员会", "县委"),
        ("区委员会", "区委"),
        ("州委员会", "州委"),
    ] {
        if short.ends_with(long) && !short.contains("政协") && !short.contains("政治协商") {
            short = format!("{}{organ}", &short[..short.len() - long.len()]);
        }
    }
    // 北京市西城区委员会, 青海省海北州委: the deeper division says which.
    let places = &Lexicon::standard().places;
    while let Some((outer, _)) = places.at_start(&short)
        && let Some((inner, ids)) = places.at_start(&short[outer.len()..])
        && inner.ends_with(['市', '县', '区', '州', '旗', '盟'])
        && ids.len() == 1
        && short.len() > outer.len() + inner.len()
    {
        short = short[outer.len()..].to_owned();
    }
    short
}
