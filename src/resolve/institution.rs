//! Which university, company or zone 我校, 公司 and 开发区 mean.

use crate::extract::antecedents::{self, Named};
use crate::lexicon::{InstitutionKind, Lexicon};
use crate::model::{Article, Claims, Document, Span};
use rustc_hash::FxHashMap;

/// The institutions that an article names, and the one whose news it is.
#[derive(Debug, Clone, Default)]
pub struct Institutions {
    /// Those of the publication, the longest first.
    publishers: Vec<String>,
    /// Those of the article; `end` is a byte of the document.
    named: Vec<Named>,
    main: Option<String>,
}

impl Institutions {
    /// What the publication and the article name. Costs nothing where no claim leaves a body open.
    pub fn of(article: &Article, document: &Document, claims: &Claims) -> Self {
        if !claims_leave_open(claims) {
            return Institutions::default();
        }
        let ends: Vec<&str> =
            kinds().iter().flat_map(|k| k.ends.iter().map(String::as_str)).collect();
        let mut found = Institutions {
            publishers: publishers(document.meta.publication.as_deref().unwrap_or_default(), &ends),
            ..Institutions::default()
        };
        let mut votes: FxHashMap<String, usize> = FxHashMap::default();
        for (n, name) in found.publishers.iter().enumerate() {
            *votes.entry(name.clone()).or_default() += if n == 0 { 6 } else { 5 };
        }
        if let Some(headline) = &article.headline {
            for named in antecedents::named(headline, &ends) {
                *votes.entry(named.name.clone()).or_default() += 3;
                found.named.push(Named { end: 0, ..named });
            }
        }
        for (n, paragraph) in article.paragraphs.iter().enumerate() {
            for named in antecedents::named(paragraph.text(), &ends) {
                *votes.entry(named.name.clone()).or_default() += if n == 0 { 2 } else { 1 };
                let end = paragraph.source(Span::new(0, named.end)).end;
                found.named.push(Named { end, ..named });
            }
        }
        let mut all: Vec<(String, usize)> = votes.into_iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        // Named once in passing, an institution is not what the article is about.
        found.main = all.into_iter().find(|(_, votes)| *votes > 2).map(|(name, _)| name);
        found
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
            if kind.organs.iter().any(|organ| body.starts_with(organ.as_str()))
                && let Some(name) = self.meant(false, at, &kind.ends)
            {
                best = best.or(Some((0, format!("{name}{body}"))));
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

/// The longer name that ends in the body's, where the article gives one: 保护区管理局 → 太宽河保护区管理局.
/// The one named last before byte `at` of the document, else the first.
pub fn longer(article: &Article, body: &str, at: usize) -> Option<String> {
    const SHORTEST: usize = 3;
    if body.chars().count() < SHORTEST {
        return None;
    }
    let headline = article.headline.iter().flat_map(|line| {
        antecedents::longer(line, body).into_iter().map(|named| Named { end: 0, ..named })
    });
    let paragraphs = article.paragraphs.iter().flat_map(|paragraph| {
        antecedents::longer(paragraph.text(), body).into_iter().map(|named| {
            let end = paragraph.source(Span::new(0, named.end)).end;
            Named { end, ..named }
        })
    });
    let named: Vec<Named> = headline.chain(paragraphs).collect();
    // What stands far before the body's words is no part of its name.
    const LONGEST_FRONT: usize = 6;
    let named: Vec<Named> = named
        .into_iter()
        .filter(|n| n.name.chars().count() <= body.chars().count() + LONGEST_FRONT)
        .collect();
    let near = named.iter().rfind(|n| n.end <= at).or_else(|| named.first());
    near.map(|n| n.name.clone())
}

fn kinds() -> &'static [InstitutionKind] {
    &Lexicon::standard().institutions
}

/// Whether a claim names its body by a word for its kind, or not at all.
fn claims_leave_open(claims: &Claims) -> bool {
    let open = |body: &str| {
        body.is_empty()
            || kinds().iter().any(|kind| {
                let mut words = kind.own.iter().chain(&kind.near).chain(&kind.organs);
                words.any(|word| body.starts_with(word.as_str()))
            })
    };
    claims.posts.iter().any(|post| open(&post.body))
        || claims.body_attendance.iter().any(|a| open(&a.body))
        || claims.meetings.iter().any(|m| m.conveners.iter().any(|c| open(c)))
}

/// The institutions that a publication's name holds: 中山大学数学学院 is one of 中山大学 too. An
/// enterprise that publishes under its short name (陕西中烟) ends in no word for its kind.
fn publishers(publication: &str, ends: &[&str]) -> Vec<String> {
    let mut cuts: Vec<usize> = ends
        .iter()
        .flat_map(|end| publication.match_indices(end).map(|(at, _)| at + end.len()))
        .collect();
    cuts.sort_unstable_by(|a, b| b.cmp(a));
    cuts.dedup();
    cuts.into_iter().map(|cut| publication[..cut].to_owned()).collect()
}

/// Whether what follows the word for an institution is one of its organs, or nothing.
fn is_organ(rest: &str, word: &str) -> bool {
    const ORGANS: [&str; 14] = [
        "党委",
        "纪委",
        "工会",
        "团委",
        "党组",
        "董事会",
        "监事会",
        "办公室",
        "校长",
        "统战部",
        "组织部",
        "宣传部",
        "党政",
        "学生",
    ];
    const UNITS: [char; 8] = ['部', '处', '室', '办', '科', '系', '会', '委'];
    rest.is_empty()
        || ORGANS.iter().any(|organ| rest.starts_with(organ))
        || word.chars().count() > 1 && rest.chars().count() <= 8 && rest.ends_with(UNITS)
}
