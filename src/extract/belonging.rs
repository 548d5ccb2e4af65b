//! What a body that a text names in part belongs to: the department to its committee, the office to its
//! division.

use crate::lexicon::{Class, Lexicon, List};

/// 省委统战部巡视员某某、党派处处长某某; 市政协经济委副主任某某、人资环建委副主任某某: a division of the body
/// that the person before in the list is of.
pub(super) fn beside(listed: &str, inner: &str) -> Option<String> {
    let short = inner.chars().count() <= 8;
    let placed =
        Lexicon::standard().places.at_start(inner).is_some() || inner.starts_with(JURISDICTIONS);
    if !short || placed {
        return None;
    }
    // The committee's own name begins behind that of the conference.
    if List::AssemblyCommittee.begins(inner) && inner.ends_with('委') {
        let organ =
            ["政协", "人大"].iter().find_map(|organ| Some(listed.find(organ)? + organ.len()))?;
        return (organ < listed.len()).then(|| format!("{}{inner}", &listed[..organ]));
    }
    // 农业部科教司司长某某、种子局副局长某某
    let lexicon = Lexicon::standard();
    if let Some(ministry) = ministry_of(listed, lexicon)
        && (inner.ends_with(['司', '局']) || inner.ends_with("中心"))
        && inner.chars().count() > 1
        && !lexicon.is_whole(inner)
    {
        return Some(format!("{ministry}{inner}"));
    }
    let of_unit = inner.ends_with(['处', '科']) && inner.chars().count() > 2;
    (of_unit && listed.ends_with(['部', '厅', '局', '委', '办']))
        .then(|| format!("{listed}{inner}"))
}

/// The ministry or the central body of a department of it: 农业部 of 农业部科教司.
fn ministry_of<'b>(body: &'b str, lexicon: &Lexicon) -> Option<&'b str> {
    if !body.ends_with(['司', '局']) && !body.ends_with("中心") {
        return None;
    }
    let fronts = body.char_indices().rev().map(|(at, _)| &body[..at]);
    fronts.filter(|front| front.chars().count() > 2).find(|front| lexicon.is_whole(front))
}

/// What names of courts and procuratorates end in.
const COURTS: [&str; 4] = ["法院", "中院", "高院", "检察院"];

/// The court or procuratorate that a body's name begins with.
pub(super) fn court_of(body: &str) -> Option<&str> {
    let end = COURTS.iter().find_map(|court| Some(body.find(court)? + court.len()))?;
    Some(&body[..end])
}

/// Departments of courts and procuratorates: 政治部, 执行局.
pub(super) fn of_court(court: &str, inner: &str) -> bool {
    COURTS.iter().any(|end| court.ends_with(end))
        && inner.chars().count() <= 8
        && (["政治部", "政治处", "执行局", "法警支队", "法警大队"].contains(&inner)
            || inner.ends_with(['庭', '室', '处']))
}

/// A department named without its jurisdiction takes that of the body before it:
/// 市委常委、组织部部长 → 市委组织部; 副市长、公安局局长 → 市公安局.
pub(super) fn under(outer: Option<&str>, inner: &str, lexicon: &Lexicon) -> String {
    let Some(outer) = outer else { return inner.to_owned() };
    // 兵团党委常委、教育局局长
    let corps = outer.strip_suffix("党委").unwrap_or(outer);
    if corps.ends_with("兵团") && is_department(inner, lexicon) {
        return format!("{corps}{inner}");
    }
    // 省文联党组书记、书记处第一书记
    if inner == "书记处" && List::MassOrganisation.ends(outer) {
        return format!("{outer}{inner}");
    }
    // 市中院党组成员、政治部主任
    if of_court(outer, inner) {
        return format!("{outer}{inner}");
    }
    // 新区党工委书记、管委会主任
    if inner == "管委会"
        && let Some(zone) = outer.strip_suffix("党工委").or_else(|| outer.strip_suffix("工委"))
        && zone.chars().count() > 1
    {
        return format!("{zone}{inner}");
    }
    // 全国政协常委、提案委员会副主任; 市政协经济委副主任某某、人资环建委副主任某某
    let organ = ["政协", "人大常委会", "人大"].iter().find_map(|organ| {
        let at = outer.find(organ)? + organ.len();
        let ends = at == outer.len()
            && (inner.ends_with("委员会") || List::AssemblyCommittee.begins(inner));
        let beside = outer[at..].ends_with('委') || outer[at..].ends_with("委员会");
        (ends || beside && List::AssemblyCommittee.begins(inner)).then_some((&outer[..at], *organ))
    });
    if let Some((whole, organ)) = organ
        && lexicon.places.at_start(inner).is_none()
        && inner.ends_with(['委', '会'])
        && !inner.contains("人大")
    {
        let whole = whole.strip_suffix("常委会").filter(|_| organ == "人大常委会").unwrap_or(whole);
        return format!("{whole}{inner}");
    }
    // 省科协巡视员、组织部部长: organisations have such departments too.
    if List::MassOrganisation.ends(outer) && List::PartyDepartment.begins(inner) {
        return format!("{outer}{inner}");
    }
    let Some(place) = jurisdiction(outer) else { return inner.to_owned() };
    if !is_department(inner, lexicon) && !List::PartyDepartment.begins(inner) {
        return inner.to_owned();
    }
    let party = ["委", "党委"].into_iter().find(|c| outer[place.len()..].starts_with(c));
    match party {
        Some(committee) if List::PartyDepartment.begins(inner) => {
            format!("{place}{committee}{inner}")
        }
        _ => format!("{place}{inner}"),
    }
}

/// 市人大、政协、农业局: bodies without a place are of that of the body before.
pub(super) fn of_one_place(bodies: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let lexicon = Lexicon::standard();
    let place_of = |body: &str| {
        jurisdiction(body).map(str::to_owned).or_else(|| {
            let first = body.chars().next()?;
            JURISDICTIONS.contains(&first).then(|| first.to_string())
        })
    };
    let mut place: Option<String> = None;
    bodies
        .into_iter()
        .map(|(body, first)| {
            if let Some(own) = place_of(&body) {
                place = Some(own);
                return (body, first);
            }
            match &place {
                Some(place) if is_department(&body, lexicon) => (format!("{place}{body}"), first),
                _ => (body, first),
            }
        })
        .collect()
}

/// The front of a body's name that says of which division it is: 西宁市 in 西宁市委, 市 in 市政府.
pub(super) fn jurisdiction(body: &str) -> Option<&str> {
    let mut before = None;
    for (at, c) in body.char_indices() {
        if let Some(b) = before
            && JURISDICTIONS.contains(&b)
            && List::DivisionOrgan.begins(&body[at..])
        {
            return Some(&body[..at]);
        }
        before = Some(c);
    }
    // 市安委办, 溧阳市安委办: whatever the organ, a division stands at the front.
    let place = Lexicon::standard().places.at_start(body).map(|(name, _)| name);
    place.filter(|name| name.ends_with(JURISDICTIONS) && name.len() < body.len()).or_else(|| {
        let first = body.chars().next().filter(|c| "省市县".contains(*c))?;
        let rest = &body[first.len_utf8()..];
        let organ = rest.ends_with(['委', '办', '局', '厅', '会', '部', '院', '室', '组']);
        (organ && !rest.starts_with(['场', '级', '直', '域', '内']))
            .then(|| &body[..first.len_utf8()])
    })
}

/// Characters that end the name of a division.
pub(super) const JURISDICTIONS: [char; 9] = ['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡'];

/// Whether a name is that of a department and says nothing of where it is.
fn is_department(body: &str, lexicon: &Lexicon) -> bool {
    body.chars().count() <= 12
        && List::DepartmentEnd.ends(body)
        && !body.contains(|c| JURISDICTIONS.contains(&c) || "街村社国".contains(c))
        // 公安 is a county's short name, and a word.
        && !lexicon.places.at_start(body).is_some_and(|(name, _)| {
            name.ends_with(JURISDICTIONS) || lexicon.class(name) == Some(Class::Place)
        })
        && lexicon.class(body) != Some(Class::Body)
}

/// 天津市政协副主席、市委统战部部长: 市 is the city of the body before; likewise 民建市委会.
pub(super) fn placed(stated: &str, outer: Option<&str>, lexicon: &Lexicon) -> String {
    // 致公党中央副主席、四川省委会主委: of the party of the post before.
    if let Some(party) = outer.and_then(|outer| List::DemocraticParty.at_start(outer))
        && (stated.ends_with("委会") || stated.ends_with("委员会"))
        && lexicon.places.at_start(stated).is_some()
    {
        return format!("{party}{stated}");
    }
    let party = List::DemocraticParty.at_start(stated).unwrap_or_default();
    let rest = &stated[party.len()..];
    let level =
        ["自治区", "自治州", "省", "市", "县", "旗"].into_iter().find(|l| rest.starts_with(l));
    let place = outer.and_then(|outer| {
        let party = List::DemocraticParty.at_start(outer).unwrap_or_default();
        let outer = &outer[party.len()..];
        lexicon.places.at_start(outer)
    });
    let organ = |rest: &str| {
        ["委", "政府", "人民政府", "人大", "政协", "纪委", "监委", "工商联"]
            .iter()
            .any(|o| rest.starts_with(o))
            || List::MassOrganisation.has(rest)
            || rest.ends_with(['局', '厅', '办', '委', '院'])
    };
    match (level, place) {
        (Some(level), Some((place, _)))
            if place.ends_with(level) && place != level && organ(&rest[level.len()..]) =>
        {
            format!("{party}{place}{}", &rest[level.len()..])
        }
        _ => stated.to_owned(),
    }
}

/// Offices within an institution: 党办, 工会.
pub(super) fn is_inner_organ(body: &str) -> bool {
    matches!(body, "工会" | "团委" | "纪委")
        || (2..5).contains(&body.chars().count())
            && body.ends_with(['办', '部', '处', '室', '科'])
            && !Lexicon::standard().is_whole(body)
}
