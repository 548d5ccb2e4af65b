//! Which province, city and county an article is about: what 省, 市 and 县 mean in it.

use super::surroundings::Surroundings;
use super::votes::Votes;
use crate::lexicon::{Level, Lexicon, List, PlaceId};
use crate::model::Article;
use crate::text::{Scanner, Segmenter, TokenKind};
use rustc_hash::FxHashMap;
use std::cell::LazyCell;

/// The divisions of an article, found where a body's name first leaves one out: most articles name
/// all theirs in full.
pub type Here<'a> = LazyCell<Jurisdiction, Box<dyn FnOnce() -> Jurisdiction + 'a>>;

/// The divisions that an article speaks of without naming them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Jurisdiction {
    province: Option<PlaceId>,
    /// One of the other kind (省, 自治区), where the article speaks of two.
    other_province: Option<PlaceId>,
    prefecture: Option<PlaceId>,
    county: Option<PlaceId>,
    /// 宁河县 in news of 东丽区: the county of another kind that is named most.
    other_county: Option<PlaceId>,
    /// Whether it names another county of the same kind about as often.
    rivals: bool,
    /// What the article calls them where that is not the name in full: 黔东南州.
    spoken: Vec<(PlaceId, String)>,
    /// 孟村镇: no table has them; the article names its own.
    township: Option<String>,
}

impl Jurisdiction {
    /// What the article, its document and the document's metadata tell; where it speaks of a `county`,
    /// short names of counties are looked for too.
    pub fn of(article: &Article, surroundings: &Surroundings<'_>, county: bool) -> Self {
        let places = &Lexicon::standard().places;
        let meta = &surroundings.document.meta;
        let mut found = Jurisdiction::default();
        found.fill(meta.place.as_deref().and_then(place_in));
        found.fill(meta.publication.as_deref().and_then(place_of_publication));
        let mut votes = Votes::default();
        if let Some(headline) = &article.headline {
            votes.add(headline, 3.0);
        }
        for (n, paragraph) in article.paragraphs.iter().enumerate() {
            votes.add(paragraph.text(), if n == 0 { 2.0 } else { 1.0 });
        }
        if !found.decide(&votes) {
            // A page of one paper is about one place: its other articles tell.
            votes.join(surroundings.votes());
            found.decide(&votes);
        }
        if county && found.county.is_none() {
            found.county = county_by_short_name(article, &found);
        }
        found.county = found.county.map(|county| as_it_was(article, county));
        found.township = township_in(article);
        if let Some(deepest) = found.county.or(found.prefecture) {
            found.prefecture = found.prefecture.or(places.at_level(deepest, Level::Prefecture));
            found.province = found.province.or(places.at_level(deepest, Level::Province));
        }
        found.spoken = [found.prefecture, found.county]
            .into_iter()
            .flatten()
            .filter_map(|id| Some((id, spoken(article, meta.place.as_deref(), id)?)))
            .collect();
        found
    }

    /// The province named most of the kind that `known` is not of.
    fn other_than(votes: &Votes, known: Option<PlaceId>) -> Option<PlaceId> {
        let places = &Lexicon::standard().places;
        let region = places.get(known?).name.ends_with("自治区");
        let others = votes.of.iter().filter(|(id, vote)| {
            let place = places.get(**id);
            place.level == Level::Province
                && place.name.ends_with(if region { "省" } else { "自治区" })
                && **vote >= 2.0
        });
        others.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))).map(|(id, _)| *id)
    }

    /// Fills in what is open from the places named most; false where nothing was named.
    fn decide(&mut self, votes: &Votes) -> bool {
        let places = &Lexicon::standard().places;
        let inside = |id: PlaceId| {
            [self.county, self.prefecture, self.province]
                .into_iter()
                .flatten()
                .next()
                .is_none_or(|outer| places.within(id, outer) || places.within(outer, id))
        };
        // The province that is spoken of most, with all that lies in it; not that of a guest's city.
        let mut provinces: FxHashMap<PlaceId, f32> = FxHashMap::default();
        for (id, vote) in votes.of.iter().filter(|(id, _)| inside(**id)) {
            if let Some(province) = places.at_level(*id, Level::Province) {
                *provinces.entry(province).or_default() += vote;
            }
        }
        let most = |votes: &mut dyn Iterator<Item = (PlaceId, f32)>| {
            votes.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
        };
        let province = most(&mut provinces.into_iter());
        let best = |level: Level| {
            let fits = |id: PlaceId| {
                places.get(id).level == level
                    && inside(id)
                    && province.is_none_or(|(outer, _)| places.within(id, outer))
            };
            most(&mut votes.of.iter().filter(|(id, _)| fits(**id)).map(|(id, vote)| (*id, *vote)))
        };
        let prefecture = best(Level::Prefecture);
        let county = best(Level::County);
        self.province = self.province.or(province.map(|p| p.0));
        self.other_province = Self::other_than(votes, self.province);
        // Of the kind that the first is not: 区, and 县 or 旗.
        if let Some(known) = self.county.or(county.map(|(id, _)| id)) {
            let kind = places.get(known).name.chars().next_back();
            let province = places.at_level(known, Level::Province).map(|id| (id, 0.0)).or(province);
            let others = votes.of.iter().filter(|(id, vote)| {
                let place = places.get(**id);
                place.level == Level::County
                    && **vote >= 2.0
                    && place.name.chars().next_back() != kind
                    && province.is_none_or(|(outer, _)| places.within(**id, outer))
            });
            let mut alike: Vec<f32> = (votes.of.iter())
                .filter(|(id, _)| {
                    let place = places.get(**id);
                    place.level == Level::County && place.name.chars().next_back() == kind
                })
                .map(|(_, vote)| *vote)
                .collect();
            alike.sort_by(|a, b| b.total_cmp(a));
            self.rivals = matches!(alike[..], [first, next, ..] if next >= first * ALIKE);
            self.other_county = most(&mut others.map(|(id, vote)| (*id, *vote))).map(|c| c.0);
        }
        if let Some((id, vote)) = prefecture
            && self.prefecture.is_none()
            && vote >= 1.0
        {
            self.prefecture = Some(id);
        }
        if let Some((id, vote)) = county
            && self.county.is_none()
            && vote >= 1.0
            && vote >= prefecture.map_or(0.0, |p| p.1)
        {
            self.county = Some(id);
            self.prefecture = places.at_level(id, Level::Prefecture).or(self.prefecture);
        }
        if let Some(deepest) = self.county.or(self.prefecture) {
            self.province = places.at_level(deepest, Level::Province).or(self.province);
        }
        self.province.or(self.prefecture).or(self.county).is_some()
    }

    /// The division's name as the article has it.
    fn name(&self, id: PlaceId) -> &str {
        let spoken = self.spoken.iter().find(|(known, _)| *known == id);
        spoken.map_or_else(|| Lexicon::standard().places.get(id).name.as_str(), |(_, name)| name)
    }

    fn fill(&mut self, place: Option<PlaceId>) {
        let places = &Lexicon::standard().places;
        let Some(place) = place else { return };
        let known = self.county.or(self.prefecture).or(self.province);
        if known.is_some_and(|k| !places.within(place, k) && !places.within(k, place)) {
            return;
        }
        self.province = self.province.or(places.at_level(place, Level::Province));
        self.prefecture = self.prefecture.or(places.at_level(place, Level::Prefecture));
        self.county = self.county.or(places.at_level(place, Level::County));
    }

    /// The division that a generic word means: 省 → 青海省.
    pub fn named(&self, generic: &str) -> Option<&str> {
        if matches!(generic, "镇" | "乡" | "街道") {
            return self.township.as_deref().filter(|name| name.ends_with(generic));
        }
        let places = &Lexicon::standard().places;
        let ends = |id: Option<PlaceId>| {
            id.map(|id| self.name(id)).filter(|name| {
                name.ends_with(generic) || (generic == "省" && !name.ends_with('市'))
            })
        };
        match generic {
            "省" | "自治区" => [self.province, self.other_province]
                .into_iter()
                .flatten()
                .map(|id| places.get(id).name.as_str())
                .find(|name| name.ends_with(generic)),
            // A county-level city calls itself 市 too; its prefecture only where it is the deepest.
            _ => {
                let others = || ends(self.other_county).filter(|_| generic != "市");
                ends(self.county)
                    .or_else(|| ends(self.prefecture))
                    .or_else(|| ends(self.province))
                    .or_else(others)
            }
        }
    }

    /// Whether several counties are named about as often: what 区委 alone means, the paragraph tells.
    pub fn is_of_several(&self) -> bool {
        self.rivals
    }

    /// The township that the article is about, where its first words name one.
    pub fn township(&self) -> Option<&str> {
        self.township.as_deref()
    }

    /// The deepest division known.
    pub fn deepest(&self) -> Option<&str> {
        self.county.or(self.prefecture).or(self.province).map(|id| self.name(id))
    }
}

/// 奉化市 for 奉化区, where the article is of the time when the division was that.
fn as_it_was(article: &Article, county: PlaceId) -> PlaceId {
    let places = &Lexicon::standard().places;
    let now = places.get(county);
    let texts = || {
        article.headline.as_deref().into_iter().chain(article.paragraphs.iter().map(|p| p.text()))
    };
    if now.past || texts().any(|text| text.contains(&now.name)) {
        return county;
    }
    let before = places.named(&now.short).iter().copied().find(|&id| {
        let place = places.get(id);
        place.past
            && place.level == Level::County
            && places.at_level(id, Level::Province) == places.at_level(county, Level::Province)
            && texts().any(|text| text.contains(&place.name))
    });
    before.unwrap_or(county)
}

/// From which part of the votes of the county that is named most another is named about as often.
const ALIKE: f32 = 0.6;

/// The township that an article is about: one whose organs it names with its name (孟村镇党委), else
/// the one named in its headline or its first words (灌涨镇召开…).
fn township_in(article: &Article) -> Option<String> {
    const BEGINNING: usize = 180;
    const LINE: usize = 60;
    let first = article.paragraphs.iter().find(|p| p.text().len() > LINE).map(|p| {
        let text = p.text();
        let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= BEGINNING);
        &text[..end.unwrap_or(text.len())]
    });
    let all =
        article.headline.as_deref().into_iter().chain(article.paragraphs.iter().map(|p| p.text()));
    let beginning = article.headline.as_deref().into_iter().chain(first);
    all.into_iter()
        .find_map(|text| township(text, |after| List::TownshipOrgan.begins(after)))
        .or_else(|| beginning.into_iter().find_map(|text| township(text, |_| true)))
}

/// The first township of a text that what stands behind its name fits.
fn township(text: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    /// No name of a township has these.
    const OUTSIDE: &str = "县市区旗日，由到在和于我各乡镇全本该的、与了是从向对为：“（";
    for kind in ["镇", "乡", "街道"] {
        for (at, _) in text.match_indices(kind) {
            if !fits(&text[at + kind.len()..]) || text[at + kind.len()..].starts_with(['长', '村'])
            {
                continue;
            }
            let front: Vec<char> = text[..at]
                .chars()
                .rev()
                .take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c) && !OUTSIDE.contains(*c))
                .take(10)
                .collect();
            // 平村彝族傣族乡
            let longest = if front.first() == Some(&'族') { 9 } else { 4 };
            if (2..=longest).contains(&front.len()) {
                let name: String = front.into_iter().rev().collect();
                // 会上街道党工委副书记…
                if ["会上", "会议", "会后"].iter().any(|w| name.starts_with(w)) {
                    continue;
                }
                return Some(format!("{name}{kind}"));
            }
        }
    }
    None
}

/// The county whose short name (新化, 海安) stands in an article that says 县委 or 我县. Short names
/// are words besides: one counts that the dictionary takes for a place, that begins a text, or that
/// stands where only a place does (新化籍).
fn county_by_short_name(article: &Article, found: &Jurisdiction) -> Option<PlaceId> {
    let places = &Lexicon::standard().places;
    let segmenter = Segmenter::standard();
    let texts =
        article.headline.as_deref().into_iter().chain(article.paragraphs.iter().map(|p| p.text()));
    let mut counts: FxHashMap<PlaceId, usize> = FxHashMap::default();
    for text in texts {
        let scan = Scanner::standard().scan(text);
        let tokens = segmenter.tokens(text, &[], &scan.words);
        for (at, token) in tokens.iter().enumerate() {
            if token.word.chars().count() < 2 || token.kind != TokenKind::Word {
                continue;
            }
            let mut counties = places.named(token.word).iter().copied().filter(|&id| {
                let place = places.get(id);
                place.level == Level::County
                    && place.name.ends_with('县')
                    && found.prefecture.or(found.province).is_none_or(|o| places.within(id, o))
            });
            let (Some(only), None) = (counties.next(), counties.next()) else { continue };
            let after = &text[token.span.end..];
            let as_place = [
                "籍",
                "讯",
                "电",
                "人民",
                "经济开发区",
                "教育",
                "县",
                "分会场",
                "要闻",
                "新闻",
                "网",
            ]
            .iter()
            .any(|word| after.starts_with(word));
            if segmenter.is_place(token.word)
                || at == 0 && segmenter.is_noun_like(token.word)
                || as_place
            {
                *counts.entry(only).or_default() += 1;
            }
        }
    }
    let mut all: Vec<(PlaceId, usize)> = counts.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    all.first().map(|(id, _)| *id)
}

/// 黔东南州, where the article and the place it is from do not say 黔东南苗族侗族自治州 as often.
fn spoken(article: &Article, from: Option<&str>, id: PlaceId) -> Option<String> {
    let place = Lexicon::standard().places.get(id);
    let aliases: Vec<&String> =
        place.aliases.iter().filter(|alias| alias.ends_with(['州', '县', '旗'])).collect();
    if aliases.is_empty() {
        return None;
    }
    let times = |name: &str| {
        let lines = article.headline.as_deref().into_iter();
        let texts = lines.chain(article.paragraphs.iter().map(|p| p.text())).chain(from);
        texts.map(|text| text.matches(name).count()).sum::<usize>()
    };
    let full = times(&place.name);
    let alias = aliases.into_iter().max_by_key(|alias| times(alias))?;
    // 凉山州 is what everybody calls it.
    (alias.ends_with('州') || times(alias) > full).then(|| alias.clone())
}

/// The place that a newspaper or a site reports from.
fn place_of_publication(publication: &str) -> Option<PlaceId> {
    let known = &Lexicon::standard().publications;
    match known.iter().find(|(name, _)| publication.contains(name.as_str())) {
        Some((_, place)) => place.as_deref().and_then(place_in),
        None => place_in(publication),
    }
}

/// The deepest place that a short text names: 河南省舞钢市, 西宁晚报.
fn place_in(text: &str) -> Option<PlaceId> {
    let places = &Lexicon::standard().places;
    let mut found: Option<PlaceId> = None;
    let mut rest = text;
    while !rest.is_empty() {
        match places.at_start(rest) {
            Some((name, ids)) => {
                let mut ids = ids.to_vec();
                ids.sort_by_key(|&id| (places.get(id).past, places.get(id).level));
                let fits = ids.into_iter().find(|&id| found.is_none_or(|f| places.within(id, f)));
                found = fits.or(found);
                rest = &rest[name.len()..];
            }
            None => rest = rest.chars().next().map_or("", |c| &rest[c.len_utf8()..]),
        }
    }
    found
}
