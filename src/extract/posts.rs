//! Posts from the phrases that state them: which body a title belongs to.

use super::people::Phrase;
use crate::lexicon::{Class, Lexicon};
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
            let (bare, mark) =
                match ["时任", "原任", "前任", "原"].iter().find(|m| title.starts_with(**m))
                {
                    Some(mark) => (&title[mark.len()..], *mark),
                    None => (title.as_str(), ""),
                };
            let (extra, bare) = lexicon.split_title(bare);
            let own = lexicon.own_body(bare);
            let stated = phrase.body.as_deref().map(without_term).filter(|b| !b.is_empty());
            if let Some(post) = foreign(stated, carried.as_deref(), title, lexicon) {
                carried = Some(post.0.clone());
                posts.push(RawPost {
                    body: Some(post.0),
                    title: post.1,
                    span: phrase.span,
                    carried: false,
                });
                within = true;
                continue;
            }
            let (body, is_carried) = match (stated, own, extra) {
                (Some(b), _, Some(x)) if lexicon.is_whole(x) => {
                    (Some(whole_or(b, x, lexicon)), false)
                }
                (Some(b), _, Some(x)) => (Some(format!("{b}{x}")), false),
                (None, _, Some(x)) => {
                    (Some(under(carried.as_deref().filter(|_| within), x, lexicon)), false)
                }
                (Some(b), Some(own), None) => (Some(at_own(b, own, bare, lexicon)), false),
                (None, Some(own), None) => (Some(own.to_owned()), false),
                (Some(b), None, None) if within => {
                    (Some(under(carried.as_deref(), b, lexicon)), false)
                }
                (Some(b), None, None) => (Some(b.to_owned()), false),
                (None, None, None) => (carried.clone(), true),
            };
            posts.push(RawPost {
                body: body.clone(),
                title: format!("{mark}{bare}"),
                span: phrase.span,
                carried: is_carried,
            });
            if body.is_some() {
                carried = body;
            }
            within = true;
        }
    }
    posts
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

/// 第十四届全国政协 → 全国政协
fn without_term(body: &str) -> &str {
    let front = body.strip_prefix('第').unwrap_or(body);
    match front.find('届') {
        Some(at)
            if front[..at]
                .chars()
                .all(|c| "一二三四五六七八九十".contains(c) || c.is_ascii_digit()) =>
        {
            &front[at + '届'.len_utf8()..]
        }
        _ => body,
    }
}

/// A department named without its jurisdiction takes that of the body before it:
/// 市委常委、组织部部长 → 市委组织部; 副市长、公安局局长 → 市公安局.
fn under(outer: Option<&str>, inner: &str, lexicon: &Lexicon) -> String {
    let Some(outer) = outer else { return inner.to_owned() };
    // 全国政协常委、提案委员会副主任
    if inner.ends_with("委员会")
        && let Some(whole) = ["政协", "人大常委会", "人大"].iter().find(|o| outer.ends_with(**o))
        && lexicon.places.at_start(inner).is_none()
    {
        let outer =
            outer.strip_suffix("常委会").filter(|_| *whole == "人大常委会").unwrap_or(outer);
        return format!("{outer}{inner}");
    }
    let Some(place) = jurisdiction(outer) else { return inner.to_owned() };
    if !is_department(inner, lexicon) {
        return inner.to_owned();
    }
    let party = ["委", "党委"].into_iter().find(|c| outer[place.len()..].starts_with(c));
    match party {
        Some(committee) if PARTY_DEPARTMENTS.iter().any(|d| inner.starts_with(d)) => {
            format!("{place}{committee}{inner}")
        }
        _ => format!("{place}{inner}"),
    }
}

const PARTY_DEPARTMENTS: [&str; 14] = [
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "办公室",
    "社会工作部",
    "政研室",
    "办公厅",
    "机关工委",
    "党校",
    "改革办",
    "编办",
    "巡察办",
    "老干部局",
];

/// The front of a body's name that says of which division it is: 西宁市 in 西宁市委, 市 in 市政府.
pub(super) fn jurisdiction(body: &str) -> Option<&str> {
    const ORGANS: [&str; 12] = [
        "委",
        "党委",
        "人民政府",
        "政府",
        "人大",
        "政协",
        "纪委",
        "监委",
        "人民代表大会",
        "行署",
        "党组",
        "人民",
    ];
    let mut before = None;
    for (at, c) in body.char_indices() {
        if let Some(b) = before
            && JURISDICTIONS.contains(&b)
            && ORGANS.iter().any(|o| body[at..].starts_with(o))
        {
            return Some(&body[..at]);
        }
        before = Some(c);
    }
    None
}

/// Characters that end the name of a division.
pub(super) const JURISDICTIONS: [char; 9] = ['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡'];

/// Whether a name is that of a department and says nothing of where it is.
fn is_department(body: &str, lexicon: &Lexicon) -> bool {
    const ENDS: [&str; 16] = [
        "局",
        "委",
        "办",
        "部",
        "法院",
        "检察院",
        "政协",
        "人大",
        "人大常委会",
        "工会",
        "妇联",
        "工商联",
        "厅",
        "办公室",
        "委员会",
        "党校",
    ];
    body.chars().count() <= 12
        && ENDS.iter().any(|e| body.ends_with(e))
        && !body.contains(|c| JURISDICTIONS.contains(&c) || "街村社国".contains(c))
        && lexicon.places.at_start(body).is_none()
        && lexicon.class(body) != Some(Class::Body)
}

/// The body of a title that names its own: 西宁市副市长 → 西宁市政府.
fn at_own(stated: &str, own: &str, title: &str, lexicon: &Lexicon) -> String {
    let is_place = lexicon.places.at_start(stated).is_some_and(|(name, _)| name == stated);
    match own.strip_suffix("政府").or_else(|| own.strip_suffix("行署")) {
        Some(level) if is_place || stated == level || stated.ends_with(level) => {
            let kind = if own.ends_with("行署") { "行署" } else { "政府" };
            format!("{stated}{kind}")
        }
        Some(_) => stated.to_owned(),
        // 国务委员, 总书记 are titles of one body, whatever stands before; 总理 has countries too.
        None if title.ends_with("总理") => stated.to_owned(),
        None => own.to_owned(),
    }
}
