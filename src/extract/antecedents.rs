//! What 公司 and 学校 may mean: the institutions that a text names in full.

use super::phrases::name_start;
use crate::lexicon::List;
use crate::text::{Scanner, Segmenter, Token, TokenKind};
use memchr::memmem;

/// An institution's name where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Byte of the text at which it ends.
    pub end: usize,
    /// The name.
    pub name: String,
}

/// The names in `text` that end in one of `ends`, in the order of the text.
pub fn named(text: &str, ends: &[&str]) -> Vec<Named> {
    if !ends.iter().any(|end| text.contains(end)) {
        return Vec::new();
    }
    let scan = Scanner::standard().scan(text);
    let tokens = Segmenter::standard().tokens(text, &[], &scan.words);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(end) = ends.iter().find(|end| token.word.ends_with(**end)) else { continue };
        let word = matches!(token.kind, TokenKind::Word | TokenKind::Lex(_));
        if let Some(name) = word.then(|| name_of(text, &tokens, at, end, text)).flatten() {
            found.push(Named { end: token.span.end, name });
        }
    }
    found
}

/// The longer names in `text` that end in the whole of `body`, in the order of the text: 太宽河保护区管理局
/// for 保护区管理局.
pub fn longer(text: &str, body: &str) -> Vec<Named> {
    const MARKS: [char; 7] = ['，', '。', '；', '：', '！', '？', '\n'];
    let mut found = Vec::new();
    for start in memmem::find_iter(text.as_bytes(), body) {
        let end = start + body.len();
        // No name goes beyond its clause.
        let from = text[..start].char_indices().rev().find(|(_, c)| MARKS.contains(c));
        let from = from.map_or(0, |(at, mark)| at + mark.len_utf8());
        let to = text[end..].find(MARKS).map_or(text.len(), |at| end + at);
        let clause = &text[from..to];
        let scan = Scanner::standard().scan(clause);
        let tokens = Segmenter::standard().tokens(clause, &[], &scan.words);
        let Ok(at) = tokens.binary_search_by_key(&(end - from), |t| t.span.end) else { continue };
        // 有关处室和市政总院: two bodies.
        let joined = |name: &str| name[..name.len() - body.len()].contains(['和', '与', '及']);
        if let Some(name) = name_of(clause, &tokens, at, body, text)
            && name.len() > body.len()
            && !joined(&name)
        {
            found.push(Named { end, name });
        }
    }
    found
}

/// The name whose last token is `at`, of the tokens of a `text`; none where it says no more than its kind:
/// 一家公司. `all` is what the text is a part of.
fn name_of(text: &str, tokens: &[Token<'_>], at: usize, end: &str, all: &str) -> Option<String> {
    let first = name_start(tokens, at + 1).min(at);
    // 某某代表河南大学, 审议了医院…, 助力郑州大学: words before it that are never a part.
    let apart = |t: usize| {
        let word = tokens[t].word;
        word == "代表"
            || word.chars().count() > 2 && word.ends_with('了')
            || t == first && List::NoInstitution.has(word)
    };
    let first = (first..at).rev().find(|&t| apart(t)).map_or(first, |t| t + 1);
    let from = |first: usize| &text[tokens[first].span.start..tokens[at].span.end];
    let whole = from(first);
    // A verb at the front may be a part of the name (联合…集团) or not (助推…集团): the latter where
    // nothing is left without it, or where the text has what is left by itself too.
    let segmenter = Segmenter::standard();
    let odd = (first..at)
        .rev()
        .find(|&t| tokens[t].kind == TokenKind::Word && !segmenter.is_noun_like(tokens[t].word));
    let name = match odd.map(|odd| from(odd + 1)) {
        Some(rest) if !is_name(rest, end) => return None,
        Some(rest) if all.matches(rest).count() > all.matches(whole).count() => rest,
        _ => whole,
    };
    // 中国共产党湖城医科大学委员会, 中共水利部党组
    let name =
        ["中国共产党", "中共"].iter().find_map(|party| name.strip_prefix(party)).unwrap_or(name);
    is_name(name, end).then(|| name.to_owned())
}

/// Whether a run that ends in a kind's word names one of it.
fn is_name(run: &str, end: &str) -> bool {
    run.strip_suffix(end).is_some_and(|own| {
        // 部, 局, 厅 alone end too much: only names that say whose they are.
        let vague = end.chars().count() == 1;
        // Of courts each has the name of its place.
        let court = matches!(end, "法院" | "检察院");
        let whole = || {
            let lexicon = crate::lexicon::Lexicon::standard();
            lexicon.is_whole(run) && !run.starts_with("中央")
                || lexicon.places.at_start(run).is_some() && end != "部"
                || run.starts_with("国家") && end == "局"
        };
        let long = own.chars().count() > 14 && !placed(run) && !run.starts_with(['中', '国']);
        let rambling = long
            || own.contains("甲等")
            || own.contains("工作") && own.chars().count() > 12
            || own.contains("情况");
        (!vague || whole())
            && (!court || placed(run))
            && !rambling
            && own.chars().count() >= 2
            // 2009年度公司
            && !own.starts_with(|c: char| c.is_ascii_digit())
            && !List::NoInstitution.begins(own)
            && own.chars().all(|c| c.is_alphanumeric() || "（）()·".contains(c))
    })
}

/// Whether a court's name says where it is.
fn placed(court: &str) -> bool {
    ["最高", "军事", "铁路", "海事", "知识产权", "金融", "互联网"]
        .iter()
        .any(|kind| court.contains(kind))
        || crate::lexicon::Lexicon::standard().places.at_start(court).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_institution_is_found_with_its_whole_name() {
        let cases = [
            ("7月3日，湖城师范大学党委召开会议", "湖城师范大学"),
            ("上海江海物流投资有限公司第四届董事会会议举行", "上海江海物流投资有限公司"),
            ("我公司与青山经济开发区签约", "青山经济开发区"),
        ];
        for (text, name) in cases {
            let names = named(text, &["大学", "公司", "开发区"]);
            let names: Vec<&str> = names.iter().map(|n| n.name.as_str()).collect();
            assert_eq!(names, [name], "{text}");
        }
    }
}
