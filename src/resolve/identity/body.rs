//! A body is its place and its standard name.

use super::id::{Id, IdKind};
use super::numerals::ordinals;
use super::placing::{Placing, full_name, place_at_start, usual_name};
use crate::lexicon::{BodyNames, BodyRule, Class, Level, Lexicon, List, PlaceId};
use serde::{Deserialize, Serialize};

/// What sort of institution a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BodyKind {
    /// 党委: a committee of the Communist Party and what is part of it at the top.
    PartyCommittee,
    /// 人大, 人大常委会
    Congress,
    /// 政府, 国务院
    Government,
    /// 政协
    Cppcc,
    /// 纪委
    Discipline,
    /// 监委
    Supervision,
    /// 法院
    Court,
    /// 检察院
    Procuratorate,
    /// 部, 厅, 局, 办: an organ of the Party or the government
    Department,
    /// 领导小组, 指挥部
    LeadingGroup,
    /// 军区, 部队
    Military,
    /// 工会, 妇联, 协会
    MassOrganisation,
    /// 民盟, 九三学社
    DemocraticParty,
    /// 公司, 银行
    Enterprise,
    /// 大学, 医院, 研究院
    Institution,
    /// 报社, 电视台
    Media,
    /// A country, and what belongs to one.
    State,
    /// 联合国
    International,
    /// What the name does not tell.
    Other,
}

/// How high in the order of administration a body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BodyLevel {
    /// 全国, 中央
    National,
    /// 省, 自治区, 直辖市
    Province,
    /// 市, 州, 盟
    Prefecture,
    /// 县, 区, 旗
    County,
    /// 乡, 镇, 街道
    Township,
    /// Not of this country.
    Foreign,
    /// What the name does not tell.
    Unknown,
}

/// Where a name stands: what decides between places of one name.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// Where the article is at home.
    pub home: Option<PlaceId>,
    /// Keeps what no place tells apart (省委 of an unknown province) to its article.
    pub article: Id,
}

/// A body as its name tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// From place and standard name.
    pub id: Id,
    /// 青海省人大常委会
    pub name: String,
    /// What sort of institution.
    pub kind: BodyKind,
    /// How high it stands.
    pub level: BodyLevel,
    /// The division that it belongs to.
    pub place: Option<PlaceId>,
    /// The body that it is part of.
    pub parent: Option<Box<Body>>,
}

impl Body {
    /// The body that `stated` names.
    pub fn of(stated: &str, scope: Scope) -> Body {
        let name: String = stated.chars().filter(|c| !c.is_whitespace()).collect();
        let name = without_terms(&name);
        let lexicon = Lexicon::standard();
        let central = lexicon.standard_body(&name);
        if central != name {
            return national(central);
        }
        if let Some(body) = consultative(&name, scope) {
            return body;
        }
        let (prefix, rest) = party_prefix(&name);
        match place_at_start(rest, scope.home, &lexicon.places) {
            Placing::At(place, local) => placed(place, prefix, local),
            Placing::Unclear => apart(&name, scope),
            Placing::Nowhere => unplaced(&name, scope),
        }
    }
}

/// Without 第十四届: a term is no other body, but for what lives one session long (…次会议主席团).
fn without_terms(name: &str) -> String {
    if name.contains('次') {
        return name.to_owned();
    }
    let mut bare = name.to_owned();
    for term in ordinals(name, '届').into_iter().rev() {
        bare.replace_range(term.start..term.end, "");
    }
    bare
}

/// 政协青海省委员会, 中国人民政治协商会议西宁市委员会常务委员会: the place stands inside.
fn consultative(name: &str, scope: Scope) -> Option<Body> {
    let rest = name
        .strip_prefix("中国人民政治协商会议")
        .or_else(|| name.strip_prefix("人民政协"))
        .or_else(|| name.strip_prefix("政协"))?;
    let places = &Lexicon::standard().places;
    let (place, local) = match rest.strip_prefix("全国") {
        Some(local) => (None, local),
        None => match place_at_start(rest, scope.home, places) {
            Placing::At(place, local) => (Some(place), local),
            _ => return None,
        },
    };
    let local = local.strip_prefix("委员会")?;
    let local =
        format!("政协{}", BodyNames::standard().shorten(local).replace("常务委员会", "常委会"));
    Some(match place {
        Some(place) => placed(place, "", &local),
        None => national(&format!("全国{local}")),
    })
}

/// The place at the front of a meeting's name and the whole name in its usual form, as bodies are
/// named: 政协第十四届全国委员会会议 (its ordinals taken out) → 全国政协会议.
pub(super) fn usual_front(name: &str, scope: Scope) -> (Option<PlaceId>, String) {
    let names = BodyNames::standard();
    let places = &Lexicon::standard().places;
    let turned = name
        .strip_prefix("中国人民政治协商会议")
        .or_else(|| name.strip_prefix("政协"))
        .and_then(|rest| rest.split_once("委员会"))
        .filter(|(place, _)| *place == "全国" || places.named(place).len() == 1)
        .map(|(place, local)| format!("{place}政协{}", local.replace("常务委员会", "常委会")));
    let name = turned.as_deref().unwrap_or(name);
    let (prefix, rest) = party_prefix(name);
    if let Placing::At(place, local) = place_at_start(rest, scope.home, places) {
        return (Some(place), placed(place, prefix, local).name);
    }
    (None, names.shorten(name))
}

/// Whose committee it is, where that stands before the place: 中共, 共青团, 民盟.
fn party_prefix(name: &str) -> (&str, &str) {
    List::Party.at_start(name).map_or(("", name), |party| name.split_at(party.len()))
}

/// The body of a place whose name goes on so behind it.
pub(super) fn placed(place: PlaceId, prefix: &str, local: &str) -> Body {
    let places = &Lexicon::standard().places;
    let names = BodyNames::standard();
    let communist = prefix.starts_with("中共") || prefix == "中国共产党";
    let mut local = names.shorten(local);
    if let Some(behind) = local.strip_prefix("委员会")
        && (behind.is_empty() || communist)
    {
        local = format!("委{behind}");
    }
    if places.get(place).name.ends_with("自治区")
        && local.starts_with('委')
        && !local.starts_with("委员会")
    {
        local = format!("党{local}");
    }
    // 共青团青海省委 is no 青海省委.
    let prefix = if communist { "" } else { prefix };
    build(place, prefix, &local)
}

fn build(place: PlaceId, prefix: &str, local: &str) -> Body {
    let places = &Lexicon::standard().places;
    let (kind, parent, township) = match prefix {
        "" => local_rules(local),
        "共青团" | "共产主义青年团" | "中国共产主义青年团" => {
            (BodyKind::MassOrganisation, None, false)
        }
        _ => (BodyKind::DemocraticParty, None, false),
    };
    let prefix = if prefix.ends_with("青年团") { "共青团" } else { prefix };
    let level = match places.get(place).level {
        _ if township => BodyLevel::Township,
        Level::Province => BodyLevel::Province,
        Level::Prefecture => BodyLevel::Prefecture,
        Level::County => BodyLevel::County,
    };
    Body {
        id: Id::of(IdKind::Body, &[&full_name(place), prefix, local]),
        name: format!("{prefix}{}{local}", usual_name(place, places)),
        kind,
        level,
        place: Some(place),
        parent: parent.map(|parent| Box::new(build(place, "", &parent))),
    }
}

/// Kind and parent by the name behind the place, and whether it is of a township.
fn local_rules(local: &str) -> (BodyKind, Option<String>, bool) {
    let names = BodyNames::standard();
    if let Some(behind) = behind_township(local) {
        let (kind, _, _) = if behind.is_empty() {
            (BodyKind::Government, None, false)
        } else {
            local_rules(behind)
        };
        return (kind, None, true);
    }
    let ending = names.ending(local);
    match names.root(local) {
        Some((root, rule)) if root == local => (kind_of(rule), rule.parent.clone(), false),
        Some((root, rule)) if !(root == "委" && local.starts_with("委员会")) => {
            let kind = ending.map_or(kind_of(rule), kind_of);
            (kind, Some(root.to_owned()), false)
        }
        _ => match ending {
            Some(rule) => (kind_of(rule), rule.parent.clone(), false),
            None => (BodyKind::Other, None, false),
        },
    }
}

/// What follows 多巴镇 in 多巴镇政府.
fn behind_township(local: &str) -> Option<&str> {
    const LONGEST: usize = 6;
    let (at, c) = local
        .char_indices()
        .take(LONGEST)
        .skip(1)
        .find(|(_, c)| matches!(c, '镇' | '乡'))
        .or_else(|| local.find("街道").map(|at| (at, '街')))?;
    let end = if c == '街' { at + "街道".len() } else { at + c.len_utf8() };
    let behind = local[end..].strip_prefix("办事处").unwrap_or(&local[end..]);
    let names = BodyNames::standard();
    (behind.is_empty() || names.root(behind).is_some()).then_some(behind)
}

fn kind_of(rule: &BodyRule) -> BodyKind {
    use BodyKind::*;
    match rule.kind.as_str() {
        "PARTY_COMMITTEE" => PartyCommittee,
        "CONGRESS" => Congress,
        "GOVERNMENT" => Government,
        "CPPCC" => Cppcc,
        "DISCIPLINE" => Discipline,
        "SUPERVISION" => Supervision,
        "COURT" => Court,
        "PROCURATORATE" => Procuratorate,
        "DEPARTMENT" => Department,
        "LEADING_GROUP" => LeadingGroup,
        "MILITARY" => Military,
        "MASS_ORGANISATION" => MassOrganisation,
        "DEMOCRATIC_PARTY" => DemocraticParty,
        "ENTERPRISE" => Enterprise,
        "INSTITUTION" => Institution,
        "MEDIA" => Media,
        _ => Other,
    }
}

/// A body of the whole country, whose name stands alone.
fn national(name: &str) -> Body {
    let names = BodyNames::standard();
    let ending = names.ending(name);
    let (kind, parent) = match (names.national(name), names.central(name)) {
        (Some(rule), _) => (kind_of(rule), rule.parent.clone()),
        (None, Some((root, rule))) if root == name => (kind_of(rule), rule.parent.clone()),
        (None, Some((root, rule))) => {
            (ending.map_or(kind_of(rule), kind_of), Some(root.to_owned()))
        }
        (None, None) => (ending.map_or(BodyKind::Other, kind_of), None),
    };
    Body {
        kind,
        level: BodyLevel::National,
        parent: parent.map(|parent| Box::new(national(&parent))),
        ..bare(name)
    }
}

/// A body of which nothing is known but its name, which stands for it everywhere.
fn bare(name: &str) -> Body {
    Body {
        id: Id::of(IdKind::Body, &["", "", name]),
        name: name.to_owned(),
        kind: BodyKind::Other,
        level: BodyLevel::Unknown,
        place: None,
        parent: None,
    }
}

fn unplaced(name: &str, scope: Scope) -> Body {
    if is_relative(name) {
        return apart(name, scope);
    }
    let names = BodyNames::standard();
    if let Some((part, first)) = names.foreign(name) {
        return foreign(first, &name[part.len()..]);
    }
    let short = names.shorten(name);
    if names.central(&short).is_some() {
        return national(&short);
    }
    let countrywide =
        ["全国", "国家", "中央", "中国", "中华"].iter().any(|front| name.starts_with(front));
    // Ministries keep their full names: 工业和信息化部, never 工信部.
    if countrywide || Lexicon::standard().class(name) == Some(Class::Body) {
        return national(name);
    }
    let kind = names.ending(name).map_or(BodyKind::Other, kind_of);
    Body { kind, ..bare(name) }
}

/// A country or an international organisation, or an organ of one.
fn foreign(whole: &str, organ: &str) -> Body {
    let country = Lexicon::standard().class(whole) == Some(Class::Country);
    let kind = if country { BodyKind::State } else { BodyKind::International };
    let body = |name: &str| Body { kind, level: BodyLevel::Foreign, ..bare(name) };
    match organ {
        "" => body(whole),
        _ => Body { parent: Some(Box::new(body(whole))), ..body(&format!("{whole}{organ}")) },
    }
}

/// 省委, 市公安局: a body of some place that the text does not tell.
pub(super) fn is_relative(name: &str) -> bool {
    let names = BodyNames::standard();
    let name = name.strip_prefix(['全', '本', '我']).unwrap_or(name);
    let is_body = |local: &str| {
        let local = names.shorten(local);
        names.root(&local).is_some() || names.ending(&local).is_some()
    };
    names.root(&names.shorten(name)).is_some()
        || List::Level.at_start(name).is_some_and(|level| is_body(&name[level.len()..]))
}

/// A body that is told apart by nothing but where it is spoken of.
fn apart(name: &str, scope: Scope) -> Body {
    let names = BodyNames::standard();
    let short = names.shorten(name);
    let level = match short.chars().next() {
        Some('省') => BodyLevel::Province,
        Some('市' | '州' | '盟') => BodyLevel::Prefecture,
        Some('县' | '区' | '旗') => BodyLevel::County,
        Some('镇' | '乡') => BodyLevel::Township,
        _ if short.starts_with("自治区") => BodyLevel::Province,
        _ => BodyLevel::Unknown,
    };
    let local = short.trim_start_matches(['省', '市', '州', '盟', '县', '区', '旗', '镇', '乡']);
    let (kind, _, _) = local_rules(local);
    Body {
        id: Id::of(IdKind::Body, &["?", &scope.article.to_string(), &short]),
        name: short,
        kind,
        level,
        place: None,
        parent: None,
    }
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
