//! Phrases that name a meeting: 青海省十四届人大常委会第十次会议, 座谈会, 会议.

use super::meeting_head::{head_kind, is_head};
use super::sentence::Owner;
use crate::lexicon::{Class, List};
use crate::model::{MeetingKind, Span};
use crate::text::{Token, TokenKind};

/// A phrase that ends in what meetings are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingPhrase {
    /// The first and one past the last token.
    pub tokens: (usize, usize),
    /// The words, quotation marks with them.
    pub name: String,
    /// Where they stand in the sentence.
    pub span: Span,
    /// The last word: 座谈会.
    pub head: String,
    /// What kind of gathering the head names.
    pub kind: MeetingKind,
    /// Nothing but the head: 会议, 座谈会.
    pub bare: bool,
    /// Words of a set phrase (…重要讲话精神) stand within.
    pub with_reference: bool,
}

impl MeetingPhrase {
    /// A sitting of a session or a part of a conference: 第一次全体会议, 闭幕会, 开幕式.
    pub fn is_sitting(&self) -> bool {
        let sitting = [
            "全体会议",
            "闭幕会",
            "开幕会",
            "开幕式",
            "闭幕式",
            "全体大会",
            "分组会议",
            "联组会议",
            "小组会议",
            "联组会",
            "宣誓仪式",
        ];
        // 第三次大会
        if self.name.starts_with('第') && self.name.ends_with("次大会") {
            return true;
        }
        let Some(sitting) = sitting.iter().find(|s| self.name.ends_with(**s)) else { return false };
        let front = self.name.strip_suffix(sitting).unwrap_or_default();
        let front = ["本次会议", "本次大会", "会议", "大会"]
            .iter()
            .find_map(|whole| front.strip_prefix(whole))
            .unwrap_or(front);
        front.is_empty()
            || matches!(front, "宪法" | "各次" | "历次")
            || !front.contains(['届', '会'])
                && front.starts_with(['第', '一', '两', '二', '三', '四', '五'])
                && front.ends_with('次')
    }

    /// A head that may mean any meeting: 会议, 大会.
    pub fn is_generic(&self) -> bool {
        self.bare && matches!(self.head.as_str(), "会议" | "大会" | "会" | "盛会")
    }
}

/// The meeting phrases of a sentence, in order, without overlap.
pub fn phrases(tokens: &[Token<'_>], owners: &[Owner], text: &str) -> Vec<MeetingPhrase> {
    let mut found = Vec::new();
    let mut end = tokens.len();
    while let Some(head) = (0..end).rev().find(|&t| is_head(tokens, owners, t)) {
        let first = first_token(tokens, owners, head);
        found.push(phrase(tokens, first, head, text));
        end = first.min(head);
    }
    found.reverse();
    found
}

/// How far to the left the name goes.
fn first_token(tokens: &[Token<'_>], owners: &[Owner], head: usize) -> usize {
    let mut first = head;
    let mut reference = false;
    while first > 0 {
        let at = first - 1;
        let token = &tokens[at];
        match owners[at] {
            Owner::Person(_) if reference => {
                first = at;
                continue;
            }
            // 纪念某某同志诞辰100周年座谈会
            Owner::Person(_) if matches!(tokens[first].word, "诞辰" | "逝世" | "牺牲" | "诞生") =>
            {
                first = at;
                continue;
            }
            Owner::None => {}
            _ => break,
        }
        let next = &tokens[first];
        if ends_left(tokens, at) {
            break;
        }
        match token.kind {
            TokenKind::Word | TokenKind::Number => {}
            // （讨论稿）和全会: what stands in brackets ends another phrase.
            TokenKind::Close if token.word == "）" && next.class() == Some(Class::Conj) => break,
            // 讯（本报记者某某）…会议
            TokenKind::Close if names_reporter(tokens, at) => break,
            TokenKind::Close => match opening(tokens, at) {
                Some(open) => {
                    first = open;
                    continue;
                }
                None => break,
            },
            TokenKind::ListMark => {
                if !list_within(tokens, owners, at) {
                    break;
                }
            }
            TokenKind::Lex(class) => match class {
                Class::Place
                | Class::Country
                | Class::Body
                | Class::BodyStem
                | Class::BodySuffix
                | Class::Suffix
                | Class::MeetingHead(_) => {}
                Class::Title(_) => {}
                Class::Reference => reference = true,
                Class::Conj => {
                    let joins = matches!(token.word, "和" | "与" | "暨" | "及") && at > 0;
                    let before = at.checked_sub(1).map(|b| &tokens[b]);
                    // 党组会议和常务会议 are two; 推进会暨现场会 is one.
                    let whole =
                        before.is_some_and(|b| head_kind(b).is_some()) && token.word != "暨";
                    let sound = !whole
                        && before.is_some_and(|b| {
                            matches!(b.kind, TokenKind::Word | TokenKind::Number | TokenKind::Close)
                                || matches!(
                                    b.class(),
                                    Some(
                                        Class::Place
                                            | Class::Country
                                            | Class::BodyStem
                                            | Class::BodySuffix
                                            | Class::MeetingHead(_)
                                            | Class::Adverb
                                    )
                                )
                        });
                    if !joins || !sound || owners[at - 1] != Owner::None {
                        break;
                    }
                }
                Class::Adverb => {
                    if !List::Within.has(token.word) {
                        break;
                    }
                }
                Class::Report | Class::Speak => {
                    if head_kind(next).is_none() {
                        break;
                    }
                }
                Class::Prep => {
                    if !(token.word == "深入" || reference && matches!(token.word, "对" | "在"))
                    {
                        break;
                    }
                }
                Class::Hold => {
                    if !matches!(token.word, "启动" | "开启" | "承办") {
                        break;
                    }
                }
                Class::Particle if reference && token.word == "的" => {}
                Class::Particle if token.word == "的" && at > 0 && tokens[at - 1].word == "党" => {
                }
                _ => break,
            },
            _ => break,
        }
        first = at;
    }
    trim_front(tokens, first, head)
}

/// A list mark within a name (保安全、护稳定工作会议) and not one between two names.
fn list_within(tokens: &[Token<'_>], owners: &[Owner], mark: usize) -> bool {
    for at in (0..mark).rev() {
        if owners[at] != Owner::None {
            return false;
        }
        let token = &tokens[at];
        match token.class() {
            Some(Class::MeetingHead(_)) => return token.word.chars().count() < 3,
            Some(Class::Attend | Class::Chair | Class::Hold | Class::Observe) => return true,
            Some(Class::Title(_)) => return false,
            Some(Class::Body) => return true,
            _ => {}
        }
        if matches!(token.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Colon) {
            return mark - at < 12;
        }
    }
    mark < 12
}

fn is_numeral(word: &str) -> bool {
    word.chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// Whether the word at `at` stands before a meeting's name and never in it.
fn ends_left(tokens: &[Token<'_>], at: usize) -> bool {
    let word = tokens[at].word;
    match word {
        // 双月座谈会, and 9月座谈会
        "月" | "日" => at.checked_sub(1).is_some_and(|before| {
            tokens[before].kind == TokenKind::Number || is_numeral(tokens[before].word)
        }),
        // 体制调整宣布会议, and 宣布大会开幕
        // 传达大会精神, and 传达学习会议
        "传达" | "传达了" => tokens.get(at + 1).is_none_or(|next| {
            head_kind(next).is_none()
                || tokens.get(at + 2).is_some_and(|t| t.class() == Some(Class::Reference))
        }),
        // 领导班子宣布大会, and 某某宣布大会开幕
        "宣布" => tokens.get(at + 1).is_none_or(|next| {
            let named = at.checked_sub(1).is_some_and(|b| List::Announced.has(tokens[b].word));
            next.word != "会议" && !(named && head_kind(next).is_some())
        }),
        _ => List::EndsLeft.has(word),
    }
}

/// Whether the brackets that close at `close` say who reports.
fn names_reporter(tokens: &[Token<'_>], close: usize) -> bool {
    opening(tokens, close).is_some_and(|open| {
        tokens[open..close]
            .iter()
            .any(|t| t.class() == Some(Class::Title(crate::lexicon::TitleKind::Reporter)))
    })
}

fn opening(tokens: &[Token<'_>], close: usize) -> Option<usize> {
    let mut depth = 0usize;
    for at in (0..=close).rev().take(40) {
        match tokens[at].kind {
            TokenKind::Close => depth += 1,
            TokenKind::Open => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// What a name does not begin with.
fn trim_front(tokens: &[Token<'_>], first: usize, head: usize) -> usize {
    let mut first = first;
    while first < head {
        let token = &tokens[first];
        // 一、会议听取了…: the number of a paragraph.
        let numbered = first + 1 < head && tokens[first + 1].kind == TokenKind::ListMark;
        if numbered && is_numeral(token.word) {
            first += 2;
            continue;
        }
        let stray = match token.kind {
            TokenKind::ListMark | TokenKind::Close => true,
            TokenKind::Lex(Class::Conj | Class::Particle | Class::Suffix) => true,
            TokenKind::Lex(Class::Title(kind)) => {
                kind != crate::lexicon::TitleKind::Group
                    && tokens.get(first + 1).is_none_or(|t| head_kind(t).is_none())
                    && !matches!(token.word, "代表" | "常委" | "委员")
            }
            TokenKind::Word => matches!(
                token.word,
                "以" | "并"
                    | "且"
                    | "就"
                    | "本次"
                    | "此次"
                    | "这次"
                    | "该"
                    | "一次"
                    | "一场"
                    | "时"
                    | "内容"
                    | "来华"
                    | "题"
                    | "举行"
                    | "了"
            ),
            _ => false,
        };
        if !stray {
            break;
        }
        first += 1;
    }
    first
}

fn phrase(tokens: &[Token<'_>], first: usize, head: usize, text: &str) -> MeetingPhrase {
    let span = Span::new(tokens[first].span.start, tokens[head].span.end);
    let with_reference = tokens[first..head].iter().any(|t| t.class() == Some(Class::Reference));
    MeetingPhrase {
        tokens: (first, head + 1),
        name: span.of(text).to_owned(),
        span,
        head: tokens[head].word.to_owned(),
        kind: kind(span.of(text), &tokens[head]),
        bare: first == head,
        with_reference,
    }
}

/// What the head says, but a numbered meeting of a term (十四届…第十次会议) is a session.
fn kind(name: &str, head: &Token<'_>) -> MeetingKind {
    let numbered = name.contains('届') && name.contains('次') && head.word == "会议";
    if numbered { MeetingKind::Session } else { head_kind(head).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use crate::extract::names::Finder;
    use crate::extract::part::Part;
    use crate::extract::sentence::Sentence;
    use crate::text::Segmenter;

    fn meetings(text: &str) -> Vec<String> {
        let segmenter = Segmenter::standard();
        let mut finder = Finder::new(segmenter);
        let part = Part::new(text, 0, 0);
        let seen = finder.learn(&part);
        let names = finder.spans(text, seen);
        let sentence = Sentence::new(&part, &names, segmenter);
        sentence.meetings.into_iter().map(|m| m.name).collect()
    }

    #[test]
    fn a_name_goes_as_far_as_it_goes() {
        for (text, expected) in [
            (
                "9月24日，省十四届人大常委会第十次会议在西宁举行。",
                vec!["省十四届人大常委会第十次会议"],
            ),
            ("市政协召开专题协商座谈会。", vec!["专题协商座谈会"]),
            (
                "李强出席中国发展高层论坛2026年年会开幕式。",
                vec!["中国发展高层论坛2026年年会开幕式"],
            ),
            ("国务院召开全国安全生产电视电话会议。", vec!["全国安全生产电视电话会议"]),
            ("副省长何强出席会议并讲话。", vec!["会议"]),
            ("县人大常委会副主任李明出席。", vec![]),
            (
                "学习贯彻习近平总书记重要讲话精神专题会议9日在京召开。",
                vec!["学习贯彻习近平总书记重要讲话精神专题会议"],
            ),
        ] {
            assert_eq!(meetings(text), expected, "{text}");
        }
    }
}
