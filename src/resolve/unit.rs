//! Which institution a unit is a part of that the article names without it: 外国语学院, 宝山支行, 公司部.

use crate::lexicon::{Lexicon, List};
use crate::model::{Document, Span};
use rustc_hash::FxHashMap;

/// What names of units end in, each with what those end in that have such units.
const UNITS: [(&str, &[&str]); 13] = [
    ("学院", &["大学", "学院"]),
    ("系", &["大学", "学院", "学校"]),
    ("处", INSTITUTIONS),
    ("室", INSTITUTIONS),
    ("科", &["医院", "保健院", "学院", "学校", "公司"]),
    ("部", &["公司", "集团", "银行", "分行", "支行", "协会", "学会", "商会", "医院", "大学"]),
    ("中心", INSTITUTIONS),
    ("支行", BANKS),
    ("分行", BANKS),
    ("分公司", &["公司", "集团"]),
    ("分院", &["科学院", "中科院", "社科院", "农科院"]),
    ("局", &["科学院", "中科院", "社科院"]),
    ("研究所", &["科学院", "中科院", "社科院", "农科院"]),
];

const BANKS: &[&str] = &["银行", "分行", "支行"];

/// What names of institutions end in that have offices of their own.
const INSTITUTIONS: &[&str] = &[
    "大学",
    "学院",
    "学校",
    "党校",
    "医院",
    "保健院",
    "公司",
    "集团",
    "银行",
    "分行",
    "支行",
    "科学院",
    "中科院",
    "分院",
    "研究院",
    "研究所",
    "设计院",
    "协会",
    "学会",
    "农场",
];

/// The institutions that posts were stated at, in the order of the text, and what their units are in full.
#[derive(Default)]
pub struct Units {
    stated: Vec<(Span, String)>,
    known: FxHashMap<String, String>,
}

/// Whether a body may be a unit that is named without its institution.
pub fn may_be(body: &str) -> bool {
    matches!(body, "纪委" | "党委" | "工会") || ends_of(body).is_some()
}

impl Units {
    /// Takes note of a post's body, as it stands or in full.
    pub fn state(&mut self, span: Span, body: &str) {
        // 会计学院…、建筑学院…: the one is no part of the other.
        let college = body.ends_with("学院") && self.known.values().any(|whole| whole == body);
        let institution = INSTITUTIONS.iter().any(|end| body.ends_with(end));
        if institution && !college && ends_of(body).is_none() {
            let at = self.stated.partition_point(|(before, _)| before.end <= span.end);
            self.stated.insert(at, (span, body.to_owned()));
        }
    }

    /// The unit with its institution: the one at which a post is stated before it in the sentence, else
    /// `own`, whose news it is.
    pub fn complete(
        &mut self,
        body: &str,
        span: Span,
        own: Option<&str>,
        document: &Document,
    ) -> Option<String> {
        // 北京分院人事处, after 北京分院
        let known = self.known.iter().filter(|(unit, _)| body.starts_with(unit.as_str()));
        if let Some((unit, whole)) = known.max_by_key(|(unit, _)| unit.len()) {
            return Some(format!("{whole}{}", &body[unit.len()..]));
        }
        let ends = ends_of(body)?;
        let fits = |name: &&str| ends.iter().any(|end| name.ends_with(end));
        let beside = self.beside(span, document);
        // An institution of another kind stands between.
        let parent = match beside {
            Some(beside) => Some(beside).filter(fits),
            None => own.filter(fits),
        }?;
        if parent.ends_with(body) {
            return Some(parent.to_owned());
        }
        // 西宁工商学院 has colleges, 数学学院 is one.
        let placed = Lexicon::standard().places.at_start(parent).is_some();
        if parent.ends_with("学院") && body.ends_with("学院") && !placed && !parent.contains("大学")
        {
            return None;
        }
        // 上海银行市北分行…、宝山支行…: of the same bank.
        let bank = parent.find("银行").map(|at| &parent[..at + "银行".len()]);
        let parent = bank.filter(|_| body.ends_with("行")).unwrap_or(parent);
        // 湖城大学数学学院…、科技处…: of the university.
        let university = parent.find("大学").map(|at| &parent[..at + "大学".len()]);
        let parent = university.filter(|_| body.ends_with(['处', '院'])).unwrap_or(parent);
        let whole = format!("{parent}{body}");
        self.known.insert(body.to_owned(), whole.clone());
        Some(whole)
    }

    /// The institution of the post that stands before in the same sentence.
    pub fn beside(&self, span: Span, document: &Document) -> Option<&str> {
        // So far back a sentence still speaks of the same list.
        const FARTHEST: usize = 400;
        let (before, whole) = self.stated.iter().rfind(|(before, _)| before.end <= span.end)?;
        if before.end >= span.start {
            return Some(whole);
        }
        let between = &document.text[before.end..span.start];
        let apart = between.len() > FARTHEST || between.contains(['。', '；', '！', '？', '\n']);
        (!apart).then_some(whole)
    }
}

/// What the institution's name ends in that has such a unit; none where the body may stand by itself.
fn ends_of(body: &str) -> Option<&'static [&'static str]> {
    const LONGEST: usize = 12;
    // 滴水出行生态发展部: what is longer has a name of its own in it.
    const LONGEST_DEPARTMENT: usize = 6;
    // Units of divisions, and of bodies that are no institutions.
    const ELSEWHERE: [&str; 7] = ["办事处", "书记处", "社区", "街道", "工委", "总部", "中共"];
    // 湖城职业技术学院, 师范学院: no part of another.
    const WHOLE: [&str; 6] = ["职业", "师范", "大学", "高等", "技术学院", "中国"];
    let lexicon = Lexicon::standard();
    let length = body.chars().count();
    let (end, of) =
        UNITS.iter().filter(|(end, _)| body.ends_with(end)).max_by_key(|(end, _)| end.len())?;
    let branch = matches!(*end, "支行" | "分行" | "分公司" | "分院");
    let placed =
        lexicon.places.at_start(body).is_some() || lexicon.country_at_start(body).is_some();
    let whole = || {
        let fronts = body.char_indices().skip(3).map(|(at, _)| &body[..at]);
        fronts.chain([body]).any(|front| lexicon.is_whole(front))
    };
    // 云州市水利局: of a division, known or not.
    let divided = *end == "局" && body.contains(['省', '市', '县', '区', '州', '旗']);
    let named = divided
        || ELSEWHERE.iter().any(|word| body.contains(word))
        || *end == "部" && length > LONGEST_DEPARTMENT
        || WHOLE.iter().any(|word| body.contains(word))
        || List::NamelessOrgan.has(body)
        || List::Generic.at_start(body).is_some()
        || body.starts_with(['驻', '我', '本', '该', '校', '院'])
        || INSTITUTIONS
            .iter()
            .any(|whole| body.contains(whole) && whole != end && body != "公司部")
        || whole();
    (length > 2 && length <= LONGEST && (branch || !placed) && !named).then_some(*of)
}
