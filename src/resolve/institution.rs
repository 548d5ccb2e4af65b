//! Which university, company or hospital 我校, 公司 and 学院 mean.

use crate::model::{Article, Claims, Document};
use rustc_hash::FxHashMap;

/// What names of institutions end in, each with the words that stand for it in its own news.
const KINDS: [(&str, &[&str]); 6] = [
    ("大学", &["我校", "学校", "校", "本校", "该校"]),
    ("学院", &["我院", "学院", "学校", "我校", "校", "本院"]),
    ("集团", &["集团", "集团公司", "公司", "我公司", "本集团"]),
    ("公司", &["公司", "我公司", "集团公司", "集团", "本公司"]),
    ("医院", &["我院", "医院", "院", "本院"]),
    ("局", &["我局", "本局"]),
];

/// The institutions that an article speaks of as its own.
#[derive(Debug, Clone, Default)]
pub struct Institutions {
    main: Option<String>,
    by_word: FxHashMap<&'static str, String>,
}

impl Institutions {
    /// What the publication, the headline, the names of bodies in the article and its first words tell.
    pub fn of(article: &Article, document: &Document, claims: &Claims) -> Self {
        let mut votes: FxHashMap<String, usize> = FxHashMap::default();
        let mut vote = |text: &str, weight: usize| {
            if let Some(name) = name_in(text) {
                *votes.entry(name).or_default() += weight;
            }
        };
        if let Some(publication) = &document.meta.publication {
            vote(publication, 6);
        }
        for post in &claims.posts {
            vote(&post.body, 2);
        }
        for meeting in &claims.meetings {
            meeting.conveners.iter().for_each(|c| vote(c, 2));
        }
        let _ = article;
        let mut all: Vec<(String, usize)> = votes.into_iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut found = Institutions {
            main: all.first().map(|(name, _)| name.clone()),
            ..Institutions::default()
        };
        for (name, _) in all {
            let Some((_, words)) = KINDS.iter().find(|(end, _)| name.ends_with(end)) else {
                continue;
            };
            for word in *words {
                found.by_word.entry(word).or_insert_with(|| name.clone());
            }
        }
        found
    }

    /// The institution that the article is about.
    pub fn main(&self) -> Option<&str> {
        self.main.as_deref()
    }

    /// The body with the institution's name in the place of 我校 and its like.
    pub fn complete(&self, body: &str) -> Option<String> {
        let mut words: Vec<&&'static str> = self.by_word.keys().collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        words.into_iter().find_map(|word| {
            let rest = body.strip_prefix(*word)?;
            let sound = rest.is_empty() || ORGANS.iter().any(|o| rest.starts_with(o));
            sound.then(|| format!("{}{rest}", self.by_word[*word]))
        })
    }
}

/// Parts of an institution.
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

/// The institution that a text begins with, where it has a name of its own.
fn name_in(text: &str) -> Option<String> {
    KINDS
        .iter()
        .filter_map(|(end, _)| {
            let at = text.find(end)?;
            let name = &text[..at + end.len()];
            let own = name.chars().count() >= end.chars().count() + 2
                && !name.starts_with(['我', '本', '该', '学', '校'])
                && !name.contains(['、', '，']);
            // A bureau's own name stands for itself; 局 alone would take in every government's.
            (own && *end != "局").then(|| name.to_owned())
        })
        .min_by_key(String::len)
}
