use serde::{Deserialize, Serialize};

/// What a person has decided about identities, against what the documents add up to.
///
/// Decisions survive re-extraction, because they name entities and articles by their stable ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum Decision {
    /// Two officials are one person.
    MergeOfficials {
        /// The id that is given up; it leads to `into` from now on.
        from: String,
        /// The id that stays.
        into: String,
    },
    /// The mentions of one official in these articles are another person.
    SplitOfficial {
        /// The official from which they are taken.
        official: String,
        /// The ids of the articles that speak of the other person.
        articles: Vec<String>,
    },
}

impl Decision {
    /// The decision in its normal form: articles sorted, each once. Only this form is stored, so
    /// that one decision has one id.
    pub fn normalised(mut self) -> Self {
        if let Decision::SplitOfficial { articles, .. } = &mut self {
            articles.sort();
            articles.dedup();
        }
        self
    }

    /// What names the decision for good: 32 hex digits that follow from its content alone.
    pub fn id(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut field = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        match self {
            Decision::MergeOfficials { from, into } => {
                field("merge");
                field(from);
                field(into);
            }
            Decision::SplitOfficial { official, articles } => {
                field("split");
                field(official);
                articles.iter().for_each(|article| field(article));
            }
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}
