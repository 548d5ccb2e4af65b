//! Phrases that state a post: 省人大常委会法制工作委员会副主任, and how far each goes to the left.

use super::belonging::JURISDICTIONS;
use crate::lexicon::{Class, Lexicon, List, TitleKind};
use crate::model::Span;
use crate::text::{Token, TokenKind};

/// A title with its body, as they stand.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) body: Option<String>,
    pub(super) titles: Vec<String>,
    pub(super) first: usize,
    pub(super) span: Span,
    pub(super) group: bool,
}

/// The post phrases that end right before the name at `at`, the nearest first, and the first token
/// of the farthest.
pub(super) fn phrases_before(
    tokens: &[Token<'_>],
    at: usize,
    floor: usize,
    text: &str,
) -> (Vec<Phrase>, usize) {
    let mut phrases = Vec::new();
    let mut first = at;
    let mut end = at;
    // 市委副书记：甲、乙
    let titled = |t: usize| {
        title_kind(&tokens[t]).is_some_and(|k| !matches!(k, TitleKind::Group | TitleKind::Reporter))
    };
    if at >= floor + 2 && tokens[at - 1].kind == TokenKind::Colon && titled(at - 2) {
        end = at - 1;
    }
    while let Some(phrase) = phrase_ending(tokens, end, floor, text) {
        first = phrase.first;
        phrases.push(phrase);
        // 省委书记、省人大常委会主任: a list mark leads on to the phrase before.
        let Some(mark) = first.checked_sub(1).filter(|&m| m >= floor) else { break };
        let titled = mark > floor
            && title_kind(&tokens[mark - 1])
                .is_some_and(|k| k != TitleKind::Group && k != TitleKind::Member)
            // 市委常委，警备区政委
            || mark > floor + 1 && tokens[mark - 1].word == "常委" && is_committee(&tokens[mark - 2]);
        // 中央农办主任，农业农村部部长: a comma after a title that no name follows.
        let links = tokens[mark].kind == TokenKind::ListMark
            || tokens[mark].word == "兼"
            || tokens[mark].kind == TokenKind::Comma && titled && mark >= floor + 2;
        if !links || mark == floor {
            break;
        }
        end = mark;
    }
    (phrases, first)
}

/// The post phrases of the tokens from `start` to before `end`, in the order of the text; none where
/// the last token is no title.
pub(super) fn post_phrases(
    tokens: &[Token<'_>],
    start: usize,
    end: usize,
    text: &str,
) -> Vec<Phrase> {
    let (mut phrases, _) = phrases_before(tokens, end, start, text);
    phrases.reverse();
    phrases
}

/// The post phrase whose title is the last token before `end`.
fn phrase_ending(tokens: &[Token<'_>], end: usize, floor: usize, text: &str) -> Option<Phrase> {
    let mut at = end.checked_sub(1).filter(|&t| t >= floor)?;
    if tokens[at].word == "）" {
        at = opening(tokens, at, floor)?.checked_sub(1).filter(|&t| t >= floor)?;
    }
    let kind = title_kind(&tokens[at])?;
    if kind == TitleKind::Reporter {
        return None;
    }
    // 副市长提名人选: not yet what he is to be.
    let candidate = (kind == TitleKind::Group && List::Candidate.has(tokens[at].word))
        .then_some(tokens[at].word)
        .filter(|_| at > floor && title_kind(&tokens[at - 1]).is_some());
    at -= usize::from(candidate.is_some());
    let kind = title_kind(&tokens[at])?;
    let mut titles = vec![format!("{}{}", tokens[at].word, candidate.unwrap_or_default())];
    // 副主席兼秘书长: both titles at one body.
    while at >= floor + 2
        && (tokens[at - 1].word == "兼" || tokens[at - 1].word == "和")
        && title_kind(&tokens[at - 2]).is_some()
    {
        at -= 2;
        titles.insert(0, tokens[at].word.to_owned());
    }
    let mut first = at;
    // 少将司令员: a rank between the body and the title is part of neither.
    const RANKS: [&str; 8] = ["上将", "中将", "少将", "大校", "上校", "中校", "少校", "将军"];
    if at > floor && RANKS.contains(&tokens[at - 1].word) {
        first -= 1;
    }
    let body_end = first;
    let has_body = kind != TitleKind::Group;
    while has_body && first > floor && is_body_part(tokens, first - 1, at) {
        first -= 1;
        if matches!(tokens[first].word, "）" | "”") {
            match opening(tokens, first, floor) {
                Some(open) => first = open,
                None => {
                    first += 1;
                    break;
                }
            }
        }
    }
    first = trim_front(tokens, first, at);
    let span = Span::new(tokens[first].span.start, tokens[end - 1].span.end);
    let body_span = Span::new(span.start, tokens[body_end].span.start.max(span.start));
    let body = body_span.of(text);
    let (body, former) = split_former(body);
    if let Some(former) = former {
        titles.iter_mut().for_each(|t| *t = format!("{former}{t}"));
    }
    // △副省长, ■市长: a mark before a line.
    let body = body.trim_start_matches(|c: char| !c.is_alphanumeric() && !"“（《".contains(c));
    let body = body.strip_prefix("上一届").unwrap_or(body);
    let body = (!body.is_empty()).then(|| match without_company(body) {
        Some(front) => front.to_owned(),
        None => whole_body(body, &tokens[first..body_end], &titles[0]),
    });
    Some(Phrase { body, titles, first, span, group: kind == TitleKind::Group })
}

/// 市委, 县委: a party committee, whose members have the posts that stand behind a comma too.
fn is_committee(token: &Token<'_>) -> bool {
    let level = token.word.strip_suffix('委').and_then(|place| place.chars().next_back());
    level.is_some_and(|level| JURISDICTIONS.contains(&level))
}

/// A title right behind the name: 赵乐际委员长. Gives the phrase and one past its last token.
pub(super) fn phrase_after(tokens: &[Token<'_>], at: usize) -> Option<(Phrase, usize)> {
    let title = tokens.get(at + 1)?;
    let kind = title_kind(title)?;
    // 王某 市领导 …: a title that a name follows belongs to that name.
    // 董方平代表两地: 代表 is a verb there.
    let stands_for = title.word == "代表"
        && tokens.get(at + 2).is_some_and(|t| {
            !matches!(t.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::ListMark)
                && !matches!(
                    t.class(),
                    Some(Class::Say | Class::Speak | Class::Report | Class::Suffix)
                )
        });
    let follows = stands_for || tokens.get(at + 2).is_some_and(|t| t.kind == TokenKind::Name);
    if follows || matches!(kind, TitleKind::Group | TitleKind::Reporter) {
        return None;
    }
    let phrase = Phrase {
        body: None,
        titles: vec![title.word.to_owned()],
        first: at + 1,
        span: title.span,
        group: false,
    };
    Some((phrase, at + 2))
}

/// The first token of the body that ends right before the name at `at`; `at` where there is none.
pub(super) fn body_before(tokens: &[Token<'_>], at: usize, floor: usize, title: &str) -> usize {
    let last = at.checked_sub(1).filter(|last| *last >= floor).map(|last| &tokens[last]);
    let ends = last.is_some_and(|last| match last.class() {
        Some(Class::Body | Class::BodySuffix) if last.word.chars().count() > 1 => true,
        // 所 is a word by itself too.
        Some(Class::BodySuffix | Class::Particle) | None => {
            at >= floor + 2 && heads_what_ends_so(title, last.word)
        }
        _ => false,
    });
    // 所, 局: the last character of the name.
    let mut first = at - usize::from(ends && last.is_some_and(|l| l.word.chars().count() == 1));
    while ends && first > floor && is_body_part(tokens, first - 1, at) {
        first -= 1;
    }
    first
}

/// 科教司廖西元司长, 卫生监督所丁杰明所长: the last character of the body's name is the first of the title.
fn heads_what_ends_so(title: &str, body: &str) -> bool {
    let bare = Lexicon::standard().bare_title(title);
    let unit = bare.strip_suffix('长').filter(|unit| unit.chars().count() == 1);
    match bare {
        "校长" => body.ends_with('学'),
        "关长" => body.ends_with("海关"),
        "检察长" => body.ends_with("检察院"),
        _ => unit.is_some_and(|unit| body.ends_with(unit)),
    }
}

/// The first token of the body whose name ends before token `end`, its last token given.
pub(super) fn name_start(tokens: &[Token<'_>], end: usize) -> usize {
    let mut first = end.saturating_sub(1);
    while first > 0 && is_body_part(tokens, first - 1, end) {
        first -= 1;
        if matches!(tokens[first].word, "）" | "”") {
            match opening(tokens, first, 0) {
                Some(open) => first = open,
                None => return first + 1,
            }
        }
    }
    trim_front(tokens, first, end)
}

/// 省烟草专卖局（公司）: one body under two names, of which the first is the one that the titles are of.
fn without_company(body: &str) -> Option<&str> {
    let front = ["（公司）", "(公司)"].iter().find_map(|company| body.strip_suffix(company));
    front.filter(|front| front.ends_with('局'))
}

/// 公安局长, 组织部长: the title swallowed the last character of the body.
fn whole_body(body: &str, tokens: &[Token<'_>], title: &str) -> String {
    let bare =
        title.trim_start_matches(['副', '原']).trim_start_matches("常务").trim_start_matches('副');
    let closed = tokens.last().is_none_or(|t| {
        matches!(
            t.class(),
            Some(
                Class::BodySuffix
                    | Class::Body
                    | Class::Place
                    | Class::Country
                    | Class::MeetingHead(_)
            )
        )
    });
    const SWALLOWED: [(&str, &str); 9] = [
        ("局长", "局"),
        ("部长", "部"),
        ("厅长", "厅"),
        ("处长", "处"),
        ("科长", "科"),
        ("所长", "所"),
        ("站长", "站"),
        ("署长", "署"),
        ("庭长", "庭"),
    ];
    match SWALLOWED.iter().find(|(whole, _)| *whole == bare) {
        // 协会综合部副处长: of the department itself.
        Some(("处长" | "科长", _)) if body.ends_with(['部', '司', '局', '厅', '处', '室']) => {
            body.to_owned()
        }
        Some((_, lost)) if !closed && !body.ends_with(lost) => format!("{body}{lost}"),
        Some(_)
            if bare == "部长"
                && ["组织", "宣传", "统战", "武装"].iter().any(|b| body.ends_with(b)) =>
        {
            format!("{body}部")
        }
        _ => body.to_owned(),
    }
}

/// 市政府原副市长, 时任县委书记: the mark of a former post goes with the title.
fn split_former(body: &str) -> (&str, Option<&str>) {
    // 前进区 is a place.
    let place = Lexicon::standard().places.at_start(body).is_some();
    if let Some(mark) = List::Former.at_start(body).filter(|mark| *mark != "前" || !place) {
        return (&body[mark.len()..], Some(mark));
    }
    match List::Former.at_end(body).filter(|mark| *mark != "前") {
        Some(mark) => (&body[..body.len() - mark.len()], Some(mark)),
        None => (body, None),
    }
}

/// The opening mark that the closing one at `close` belongs to: a bracket, or a quotation mark around a
/// word within a name (市“两新”党工委).
fn opening(tokens: &[Token<'_>], close: usize, floor: usize) -> Option<usize> {
    let (mark, longest) = if tokens[close].word == "”" { ("“", 6) } else { ("（", 12) };
    (floor..close).rev().take(longest).find(|&i| tokens[i].word == mark)
}

fn title_kind(token: &Token<'_>) -> Option<TitleKind> {
    match token.class() {
        Some(Class::Title(kind)) => Some(kind),
        _ => None,
    }
}

/// Whether the token may be part of the name of a body that ends before `title`.
fn is_body_part(tokens: &[Token<'_>], at: usize, title: usize) -> bool {
    let token = &tokens[at];
    let next = &tokens[at + 1];
    let last = at + 1 == title;
    match token.kind {
        TokenKind::Word => !List::NoBody.has(token.word),
        TokenKind::Number => !matches!(next.word, "月" | "日" | "时"),
        TokenKind::Close => {
            token.word == "）"
                || token.word == "”"
                    && opening(tokens, at, 0).is_some_and(|open| {
                        open.checked_sub(1).is_some_and(|before| {
                            matches!(tokens[before].class(), Some(Class::Place | Class::BodySuffix))
                                || matches!(tokens[before].word, "、" | "为" | "任")
                                || tokens[before].word.ends_with(JURISDICTIONS)
                        })
                    })
        }
        TokenKind::Lex(class) => match class {
            Class::Body
            | Class::BodyStem
            | Class::BodySuffix
            | Class::Place
            | Class::Country
            | Class::Reference => true,
            // 世界经济论坛主席
            Class::MeetingHead(_) => {
                last || !token.word.ends_with("会议") && token.word.chars().count() > 1
                    || next.class() == Some(Class::BodySuffix)
            }
            // 代表资格审查委员会, 考察团: a word that only here begins a name.
            Class::Title(TitleKind::Member) => !last,
            // 中烟, 中铁: no word before it whose end it could be.
            _ if token.word == "中" => {
                next.kind == TokenKind::Word
                    && at.checked_sub(1).is_none_or(|before| {
                        matches!(
                            tokens[before].kind,
                            TokenKind::Comma | TokenKind::ListMark | TokenKind::Stop
                        )
                    })
            }
            // 可持续发展研究局
            Class::Adverb if token.word == "可" => next.word.starts_with("持续"),
            Class::Adverb | Class::Report | Class::Speak | Class::Hold => {
                token.word.chars().count() > 1
                    && next.class() == Some(Class::BodySuffix)
                    && !next.word.starts_with(JURISDICTIONS)
            }
            Class::Conj => {
                !last
                    && at > 0
                    && matches!(token.word, "和" | "与" | "及")
                    && matches!(
                        tokens[at - 1].kind,
                        TokenKind::Word | TokenKind::Lex(Class::BodyStem)
                    )
                    && next.kind == TokenKind::Word
                    && !next.word.starts_with(JURISDICTIONS)
                    && !["中国", "全国", "国家"].iter().any(|nation| next.word.starts_with(nation))
                    // 在迎宾馆与…会谈
                    && at.checked_sub(2).is_none_or(|b| {
                        tokens[b].class() != Some(Class::Prep) || tokens[b].word == "为"
                    })
            }
            _ => false,
        },
        _ => false,
    }
}

/// Verbs that jieba left at the front of the phrase are no part of the body.
pub(super) fn trim_front(tokens: &[Token<'_>], first: usize, title: usize) -> usize {
    let marker = (first..title).find(|&i| {
        let t = &tokens[i];
        matches!(t.class(), Some(Class::Place | Class::Body | Class::Country))
            || (t.class() == Some(Class::BodySuffix) && t.word.starts_with(JURISDICTIONS))
            || (t.kind == TokenKind::Word
                && t.word.chars().count() == 1
                && t.word.starts_with(JURISDICTIONS))
            || matches!(t.word, "全国" | "国家" | "中国")
    });
    match marker {
        Some(marker) if marker > first => {
            let odd = tokens[first..marker].iter().any(|t| List::BeforePost.has(t.word));
            if odd { marker } else { first }
        }
        _ => {
            let verbs = tokens[first..title].iter().take_while(|t| List::BeforePost.has(t.word));
            first + verbs.count()
        }
    }
}
