use super::scan::Hit;
use crate::lexicon::{Class, Lexicon, TitleKind};
use crate::model::Span;
use jieba_rs::Jieba;
use std::sync::OnceLock;

/// What a token is in the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word of the lexicon.
    Lex(Class),
    /// A name that the article has made known.
    Name,
    /// 、
    ListMark,
    /// ，
    Comma,
    /// 。；！？ and line ends
    Stop,
    /// ：
    Colon,
    /// “ 《 （ and their like
    Open,
    /// ” 》 ） and their like
    Close,
    /// Digits, Latin letters, numerals.
    Number,
    /// Any other word.
    Word,
}

/// A word with its place in the text that was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word.
    pub word: &'a str,
    /// Bytes of the text that was cut.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

impl Token<'_> {
    /// Its class, where it is a word of the lexicon.
    pub fn class(&self) -> Option<Class> {
        match self.kind {
            TokenKind::Lex(class) => Some(class),
            _ => None,
        }
    }
}

/// Cuts text into tokens.
pub struct Segmenter {
    jieba: Jieba,
    lexicon: &'static Lexicon,
}

/// Above what the dictionary gives its commonest compounds, so that a word of the lexicon is not
/// cut across for the sake of one.
const CLOSED_WORD: usize = 400_000;
const OPEN_WORD: usize = 20_000;

impl Segmenter {
    /// The segmenter over the standard lexicon, made once.
    pub fn standard() -> &'static Segmenter {
        static STANDARD: OnceLock<Segmenter> = OnceLock::new();
        STANDARD.get_or_init(|| Segmenter::new(Lexicon::standard()))
    }

    fn new(lexicon: &'static Lexicon) -> Self {
        let mut jieba = Jieba::new();
        let mut words: Vec<(&str, Class)> = lexicon.words().collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        for (word, class) in words {
            // A single character is what the dictionary says: raised, it would break up words.
            if word.chars().count() < 2 {
                continue;
            }
            let frequency = match class {
                Class::Place | Class::Country | Class::Body | Class::BodyStem => OPEN_WORD,
                Class::Adverb | Class::Prep | Class::BodySuffix | Class::Reference => OPEN_WORD,
                _ => CLOSED_WORD,
            };
            jieba.add_word(word, Some(frequency), None);
        }
        Self { jieba, lexicon }
    }

    /// The lexicon that it cuts by.
    pub fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    /// Whether the dictionary has the word.
    pub fn has_word(&self, word: &str) -> bool {
        self.jieba.has_word(word)
    }

    /// Whether the dictionary has `text` as a common word, which is not somebody's name.
    pub fn is_common_word(&self, text: &str) -> bool {
        self.jieba.has_word(text)
            && self.jieba.tag(text, false).first().is_some_and(|t| !t.tag.starts_with("nr"))
    }

    /// Whether the dictionary takes `word` for the name of a place.
    pub fn is_place(&self, word: &str) -> bool {
        self.tag(word) == Some("ns")
    }

    /// Whether the dictionary takes `word` for somebody's name.
    pub fn is_person(&self, word: &str) -> bool {
        self.jieba.has_word(word)
            && self.jieba.tag(word, false).first().is_some_and(|t| t.tag.starts_with("nr"))
    }

    /// Whether the dictionary takes `word` for a verb first of all.
    pub fn is_verb(&self, word: &str) -> bool {
        self.tag(word) == Some("v")
    }

    /// Whether `word` may stand within a body's name for what the dictionary knows.
    pub fn is_noun_like(&self, word: &str) -> bool {
        !matches!(self.tag(word), Some("v" | "d" | "f" | "p" | "c" | "r" | "y" | "u"))
    }

    /// The part of speech of a word that the dictionary has and leaves whole. Of others it would guess,
    /// by tables that take long to load.
    fn tag<'a>(&'a self, word: &'a str) -> Option<&'a str> {
        if !self.jieba.has_word(word) {
            return None;
        }
        self.jieba.tag(word, false).first().filter(|t| t.word == word).map(|t| t.tag)
    }

    /// The tokens of `text`, in which the scan has found `words`; what `known` finds in it is cut out as
    /// names.
    pub fn tokens<'a>(&self, text: &'a str, known: &[Span], words: &[Hit]) -> Vec<Token<'a>> {
        let mut tokens = Vec::with_capacity(text.len() / 4);
        let mut words = Ending { words };
        let mut at = 0;
        for name in known {
            self.cut(text, Span::new(at, name.start), &mut words, &mut tokens);
            tokens.push(Token { word: name.of(text), span: *name, kind: TokenKind::Name });
            at = name.end;
        }
        self.cut(text, Span::new(at, text.len()), &mut words, &mut tokens);
        tokens
    }

    fn cut<'a>(
        &self,
        text: &'a str,
        part: Span,
        words: &mut Ending<'_>,
        tokens: &mut Vec<Token<'a>>,
    ) {
        if part.is_empty() {
            return;
        }
        for token in self.jieba.cut(part.of(text), false) {
            let span = Span::new(part.start + token.byte_start, part.start + token.byte_end);
            let words = words.at(span.end);
            if let Some(word) = words.iter().find(|word| word.start == span.start) {
                tokens.push(Token { word: token.word, span, kind: TokenKind::Lex(word.class) });
                continue;
            }
            let kind = kind(token.word);
            if kind == TokenKind::Word
                && let Some((at, title_kind)) = word_within(token.word, span, words)
            {
                let (front, title) = token.word.split_at(at);
                let middle = span.start + at;
                let front_kind = self.lexicon.class(front).map_or(kind, TokenKind::Lex);
                tokens.push(Token {
                    word: front,
                    span: Span::new(span.start, middle),
                    kind: front_kind,
                });
                tokens.push(Token {
                    word: title,
                    span: Span::new(middle, span.end),
                    kind: title_kind,
                });
                continue;
            }
            tokens.push(Token { word: token.word, span, kind });
        }
    }
}

/// The words of a scan that end where one token after another does.
struct Ending<'w> {
    words: &'w [Hit],
}

impl<'w> Ending<'w> {
    /// The words that end at `end`, the longest first; `end` never goes back.
    fn at(&mut self, end: usize) -> &'w [Hit] {
        let before = self.words.iter().take_while(|word| word.end < end).count();
        self.words = &self.words[before..];
        let here = self.words.iter().take_while(|word| word.end == end).count();
        &self.words[..here]
    }
}

/// Where a word of the lexicon begins at the end of a longer one of the dictionary, and what it is:
/// 公安|局长, 在京|召开. `ending`: the words that end where it does.
fn word_within(word: &str, span: Span, ending: &[Hit]) -> Option<(usize, TokenKind)> {
    let class = |at: usize| {
        let hit = ending.iter().find(|hit| hit.start == span.start + at);
        hit.map_or_else(|| kind(&word[at..]), |hit| TokenKind::Lex(hit.class))
    };
    // 部长职务
    if let Some(title) = word.strip_suffix("职务").filter(|title| !title.is_empty()) {
        return Some((title.len(), class(title.len())));
    }
    // The dictionary's county is nearly always a conjunction or a verb, and 县.
    if matches!(word, "和州" | "和县" | "开县" | "任县" | "成县") {
        return Some((3, class(3)));
    }
    let within = ending.iter().filter(|hit| hit.start > span.start && hit.end - hit.start >= 6);
    let split = |class: Class| match class {
        Class::Title(kind) => kind != TitleKind::Reporter,
        Class::Hold | Class::Chair | Class::Attend | Class::MeetingHead(_) => true,
        _ => false,
    };
    let hit = within.into_iter().find(|hit| split(hit.class))?;
    Some((hit.start - span.start, TokenKind::Lex(hit.class)))
}

/// What a word is that the lexicon does not have.
fn kind(word: &str) -> TokenKind {
    let Some(first) = word.chars().next() else { return TokenKind::Word };
    match first {
        '、' => TokenKind::ListMark,
        '，' | ',' => TokenKind::Comma,
        '。' | '；' | ';' | '！' | '？' | '!' | '?' | '\n' => TokenKind::Stop,
        '：' | ':' => TokenKind::Colon,
        '“' | '《' | '（' | '〈' | '(' | '【' | '[' | '〔' | '‘' | '「' | '『' => {
            TokenKind::Open
        }
        '”' | '》' | '）' | '〉' | ')' | '】' | ']' | '〕' | '’' | '」' | '』' => {
            TokenKind::Close
        }
        '〇' | '○' | '零' => TokenKind::Number,
        c if c.is_ascii_alphanumeric() => TokenKind::Number,
        _ => TokenKind::Word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Scanner;

    #[test]
    fn words_of_the_lexicon_are_not_run_together_with_names() {
        let words = |text| -> Vec<String> {
            let scan = Scanner::standard().scan(text);
            let tokens = Segmenter::standard().tokens(text, &[], &scan.words);
            tokens.iter().map(|t| t.word.to_owned()).collect()
        };
        assert!(words("市长任何平主持召开会议").contains(&"市长".to_owned()));
        assert!(words("尹力主持会议").iter().any(|w| w.starts_with("主持")));
    }

    #[test]
    fn a_known_name_is_one_token() {
        let text = "会议由高明确主持";
        let scan = Scanner::standard().scan(text);
        let tokens = Segmenter::standard().tokens(text, &[Span::new(9, 18)], &scan.words);
        assert!(tokens.iter().any(|t| t.word == "高明确" && t.kind == TokenKind::Name));
    }
}
