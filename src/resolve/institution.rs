//! Which university, company or zone 我校, 公司 and 开发区 mean.

use super::bodies;
use super::unit;
use crate::extract::antecedents::{self, Named};
use crate::lexicon::{Class, InstitutionKind, Lexicon, List};
use crate::model::{Article, Claims, Document, Span};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The institutions that an article names, and the one whose news it is.
#[derive(Debug, Clone, Default)]
pub struct Institutions {
    /// Those of the publication, the longest first.
    publishers: Vec<String>,
    /// Those of the article; `end` is a byte of the document.
    named: Vec<Named>,
    main: Option<String>,
    /// The first that the headline names.
    headline: Option<String>,
    /// 高新区: the one zone that the article speaks of without its name.
    zone: Option<String>,
    /// 水利厅: what 厅 alone is, by what the article is about.
    hall: Option<String>,
}

impl Institutions {
    /// What the publication and the article name. Costs nothing where no claim leaves a body open.
    pub fn of(article: &Article, document: &Document, claims: &Claims) -> Self {
        if !claims_leave_open(claims) {
            return Institutions::default();
        }
        let ends: Vec<&str> =
            kinds().iter().flat_map(|k| k.ends.iter().map(String::as_str)).collect();
        let mut found =
            Institutions { publishers: publishers(document, &ends), ..Institutions::default() };
        if claims.posts.iter().any(|post| post.body == HALL) {
            found.hall = hall(article);
        }
        found.zone = zone(article);
        let mut votes: FxHashMap<String, usize> = FxHashMap::default();
        for (n, name) in found.publishers.iter().enumerate() {
            *votes.entry(name.clone()).or_default() += if n == 0 { 6 } else { 5 };
        }
        for (place, mut named) in told(article, |text| antecedents::named(text, &ends)) {
            // 霸州法院 and 霸州市人民法院 are one.
            named.name = bodies::shorten(&named.name)
                .replace("人民法院", "法院")
                .replace("人民检察院", "检察院");
            if place.is_none() && found.headline.is_none() {
                found.headline = Some(named.name.clone());
            }
            *votes.entry(named.name.clone()).or_default() += match place {
                None => 3,
                Some(0) => 2,
                Some(_) => 1,
            };
            found.named.push(named);
        }
        let mut all: Vec<(String, usize)> = votes.into_iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        // Named once in passing, an institution is not what the article is about.
        found.main = all.into_iter().find(|(_, votes)| *votes > 2).map(|(name, _)| name);
        found
    }

    /// 厅 alone, as a department of a province whose own news does not name it.
    pub fn hall(&self, body: &str) -> Option<&str> {
        self.hall.as_deref().filter(|_| body == HALL)
    }

    /// The institution that the article is about.
    pub fn main(&self) -> Option<&str> {
        self.main.as_deref()
    }

    /// The body whose words stand before byte `at` of the document, with the institution's name in the
    /// place of 我校 and its like.
    pub fn complete(&self, body: &str, at: usize) -> Option<String> {
        let mut best: Option<(usize, String)> = None;
        for kind in kinds() {
            let words =
                kind.own.iter().map(|w| (w, true)).chain(kind.near.iter().map(|w| (w, false)));
            for (word, own) in words {
                let Some(rest) = body.strip_prefix(word.as_str()) else { continue };
                if !is_organ(rest, word) || best.as_ref().is_some_and(|(len, _)| *len >= word.len())
                {
                    continue;
                }
                let narrow = kind.ends.iter().any(|end| end == word);
                let ends = if narrow { std::slice::from_ref(word) } else { &kind.ends[..] };
                if let Some(name) = self.meant(own, at, ends) {
                    best = Some((word.len(), format!("{name}{rest}")));
                }
            }
            // 管委会副主任 of the zone that was named.
            let organ =
                |rest: &&str| kind.organs.iter().any(|organ| rest.starts_with(organ.as_str()));
            let zone = || self.zone.as_deref().filter(|_| best.is_none());
            if let Some(name) = Some(body).filter(organ).and(self.meant(false, at, &kind.ends)) {
                best = best.or(Some((0, format!("{name}{body}"))));
            } else if let Some(rest) = body.strip_prefix('区').or(Some(body)).filter(organ)
                && let Some(zone) = zone()
            {
                // 高新区举行…。区党工委书记…
                best = Some((0, format!("{zone}{rest}")));
            }
        }
        best.map(|(_, name)| name)
    }

    /// The institution at which a title stands that names no body: 校长, 董事长.
    pub fn of_title(&self, title: &str, at: usize) -> Option<&str> {
        let bare = Lexicon::standard().bare_title(title);
        let kind = kinds().iter().find(|kind| kind.titles.iter().any(|t| t == bare));
        match kind {
            Some(kind) => self.meant(false, at, &kind.ends),
            None => self.main(),
        }
    }

    /// Whether a title tells of what kind its institution is: 院长, and no 党委书记.
    pub fn tells_kind(title: &str) -> bool {
        let bare = Lexicon::standard().bare_title(title);
        kinds().iter().any(|kind| kind.titles.iter().any(|known| known == bare))
    }

    /// The institution whose own news the article is: that of the publication, else that of the headline.
    pub fn own(&self) -> Option<&str> {
        self.publishers.last().or(self.headline.as_ref()).map(String::as_str)
    }

    /// The publisher for 我校; for 学校 the one named last before `at`, else the publisher, else the
    /// first of the article. Of 学校 a university is meant before its colleges.
    fn meant(&self, own: bool, at: usize, ends: &[String]) -> Option<&str> {
        ends.iter().find_map(|end| {
            let fits = |name: &str| name.len() > end.len() && name.ends_with(end.as_str());
            let publisher = || self.publishers.iter().find(|name| fits(name));
            let near =
                || self.named.iter().rfind(|n| n.end <= at && fits(&n.name)).map(|n| &n.name);
            let first = || self.named.iter().find(|n| fits(&n.name)).map(|n| &n.name);
            let found = if own {
                publisher().or_else(first)
            } else {
                near().or_else(publisher).or_else(first)
            };
            found.map(String::as_str)
        })
    }
}

/// The longer names that an article has for bodies that it names in part.
pub struct Longer<'a> {
    article: &'a Article,
    publication: &'a str,
    found: RefCell<FxHashMap<String, Vec<Named>>>,
}

impl<'a> Longer<'a> {
    /// Those of an article.
    pub fn new(article: &'a Article, document: &'a Document) -> Self {
        Self { article, publication: publication(document), found: RefCell::default() }
    }

    /// The longer name that ends in the body's, where the article gives one: 保护区管理局 →
    /// 太宽河保护区管理局. The one named last before byte `at` of the document, else the first.
    pub fn of(&self, body: &str, at: usize) -> Option<String> {
        const SHORTEST: usize = 3;
        // Each costs a look at all of the article; no article has as many.
        const MOST: usize = 100;
        let mut found = self.found.borrow_mut();
        if body.chars().count() < SHORTEST || found.len() >= MOST && !found.contains_key(body) {
            return None;
        }
        let named = found.entry(body.to_owned()).or_insert_with(|| self.look_for(body));
        let near = named.iter().rfind(|n| n.end <= at).or_else(|| named.first());
        // 附属医院 in what 湖城大学附属医院 publishes
        let published = || {
            let whole = self.publication.len() > body.len() && self.publication.ends_with(body);
            let mut ends = kinds().iter().flat_map(|kind| &kind.ends);
            (whole && ends.any(|end| body.ends_with(end.as_str())))
                .then(|| self.publication.to_owned())
        };
        near.map(|n| n.name.clone()).or_else(published)
    }

    fn look_for(&self, body: &str) -> Vec<Named> {
        // What stands far before the body's words is no part of its name.
        const LONGEST_FRONT: usize = 6;
        let longest = body.chars().count() + LONGEST_FRONT;
        let named = told(self.article, |text| antecedents::longer(text, body)).map(|(_, n)| n);
        named.filter(|n| n.name.chars().count() <= longest).collect()
    }
}

/// What `find` finds in the headline and, with their number, in the paragraphs; `end` is a byte of the
/// document then.
fn told<'a>(
    article: &'a Article,
    find: impl Fn(&str) -> Vec<Named> + Copy + 'a,
) -> impl Iterator<Item = (Option<usize>, Named)> + 'a {
    let headline = article.headline.iter().flat_map(move |line| find(line));
    let paragraphs = article.paragraphs.iter().enumerate().flat_map(move |(n, paragraph)| {
        find(paragraph.text()).into_iter().map(move |named| {
            let end = paragraph.source(Span::new(0, named.end)).end;
            (Some(n), Named { end, ..named })
        })
    });
    headline.map(|named| (None, Named { end: 0, ..named })).chain(paragraphs)
}

fn kinds() -> &'static [InstitutionKind] {
    &Lexicon::standard().institutions
}

/// The zone that an article calls by no more than its kind, where it speaks of one kind only.
fn zone(article: &Article) -> Option<String> {
    let kind = kinds().iter().find(|kind| !kind.organs.is_empty())?;
    let lines = article.headline.as_deref().into_iter();
    let spoken = |end: &&String| {
        let mut texts = lines.clone().chain(article.paragraphs.iter().map(|p| p.text()));
        texts.any(|text| text.contains(end.as_str()))
    };
    let named: Vec<&String> = kind.ends.iter().filter(spoken).collect();
    // 新区 in 高新区 is none of its own.
    let mut whole = named.iter().filter(|end| {
        !named.iter().any(|other| other.len() > end.len() && other.ends_with(end.as_str()))
    });
    let zone = whole.next()?;
    whole.next().is_none().then(|| (*zone).clone())
}

/// Whether a claim names its body by a word for its kind, or not at all.
fn claims_leave_open(claims: &Claims) -> bool {
    let open = |body: &str| {
        body.is_empty()
            || kinds().iter().any(|kind| {
                let mut words = kind.own.iter().chain(&kind.near).chain(&kind.organs);
                let zone = body.strip_prefix('区').unwrap_or(body);
                words.any(|word| body.starts_with(word.as_str()))
                    || kind.organs.iter().any(|organ| zone.starts_with(organ.as_str()))
            })
            || unit::may_be(body)
    };
    claims.posts.iter().any(|post| open(&post.body))
        || claims.body_attendance.iter().any(|a| open(&a.body))
        || claims.meetings.iter().any(|m| m.conveners.iter().any(|c| open(c)))
}

/// What a department calls itself.
const HALL: &str = "厅";

/// The department of a province whose field an article speaks of over and over, and as that of the whole
/// province: 水利厅 where there is 全省水利工作会议.
fn hall(article: &Article) -> Option<String> {
    const LEAST: usize = 3;
    let lines = article.headline.as_deref().into_iter();
    let text: String = lines.chain(article.paragraphs.iter().map(|p| p.text())).collect();
    let mut fields: Vec<(usize, &str)> = Lexicon::standard()
        .words()
        .filter(|(word, class)| {
            *class == Class::BodySuffix && word.ends_with(HALL) && word.chars().count() > 2
        })
        .filter_map(|(word, _)| {
            let field = word.strip_suffix(HALL)?;
            let wide = ["全省", "全区", "全系统", "省", "自治区"];
            let whole = wide.iter().any(|all| text.contains(&format!("{all}{field}")));
            whole.then(|| (text.matches(field).count(), word))
        })
        .collect();
    fields.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.len().cmp(&a.1.len())).then(a.1.cmp(b.1)));
    match fields[..] {
        [(times, _), (next, _), ..] if times < next * 2 => None,
        [(times, word), ..] => (times >= LEAST).then(|| word.to_owned()),
        [] => None,
    }
}

/// The institutions that a publication's name holds: 中山大学数学学院 is one of 中山大学 too. An
/// enterprise that publishes under its short name (陕西中烟) ends in no word for its kind.
fn publishers(document: &Document, ends: &[&str]) -> Vec<String> {
    let publication = publication(document);
    let mut cuts: Vec<usize> = ends
        .iter()
        .flat_map(|end| publication.match_indices(end).map(|(at, _)| at + end.len()))
        .collect();
    cuts.sort_unstable_by(|a, b| b.cmp(a));
    cuts.dedup();
    cuts.into_iter().map(|cut| publication[..cut].to_owned()).collect()
}

/// Who publishes; what is said to be the place may be the institution.
fn publication(document: &Document) -> &str {
    let told = document.meta.publication.as_deref().or(document.meta.place.as_deref());
    told.unwrap_or_default()
}

/// Whether what follows the word for an institution is one of its organs, or nothing.
fn is_organ(rest: &str, word: &str) -> bool {
    const UNITS: [char; 8] = ['部', '处', '室', '办', '科', '系', '会', '委'];
    let length = rest.chars().count();
    // 公司部 of a bank is no organ of a company.
    let unit = (2..=8).contains(&length) && (rest.ends_with(UNITS) || rest.ends_with("中心"));
    let group = length <= 14 && rest.ends_with("领导小组");
    rest.is_empty()
        || List::InstitutionOrgan.begins(rest)
        || word.chars().count() > 1 && (unit || group)
        || length > 2 && (rest.ends_with("中心") || rest.ends_with('处'))
}
