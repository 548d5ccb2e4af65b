//! The last words of meetings' names: which tokens are one.

use super::sentence::Owner;
use crate::lexicon::{Class, List};
use crate::model::MeetingKind;
use crate::text::{Token, TokenKind};

pub(super) fn head_kind(token: &Token<'_>) -> Option<MeetingKind> {
    match token.class() {
        Some(Class::MeetingHead(kind)) => Some(kind),
        _ => None,
    }
}

pub(super) fn is_head(tokens: &[Token<'_>], owners: &[Owner], at: usize) -> bool {
    let token = &tokens[at];
    if !matches!(owners[at], Owner::None) {
        return false;
    }
    // 参加了盛会, and 文化盛会, which may be a fair.
    if token.word == "盛会" {
        let before = at.checked_sub(1).and_then(|b| tokens[b].class());
        return matches!(before, Some(Class::Attend | Class::Particle));
    }
    if head_kind(token).is_none() {
        return is_uncommon_head(tokens, owners, at);
    }
    // 常委（扩大）会
    if token.word == "会" && at > 1 && tokens[at - 1].word == "）" && tokens[at - 2].word == "扩大"
    {
        return true;
    }
    let next = tokens.get(at + 1);
    // 以视频会议形式召开
    if next.is_some_and(|n| {
        matches!(
            n.word,
            "礼堂" | "大厅" | "形式" | "方式" | "系统" | "纪律" | "议程" | "室" | "精神文明"
        )
    }) || token.word == "大讨论"
        && next.is_some_and(|n| matches!(n.word, "活动" | "等" | "工作"))
    {
        return false;
    }
    // 论坛主席, 大会秘书处, 常委会副主任: a body or a title goes on.
    let goes_on = next.is_some_and(|n| {
        matches!(n.class(), Some(Class::BodySuffix | Class::Title(_)))
            && !matches!(n.word, "代表" | "委员" | "常委")
    });
    // 干部宣布会, 检视剖析会: what is held is a meeting, whatever is done there.
    let deed = || {
        token.word == "会"
            && at > 1
            && tokens[at - 1].word.chars().count() > 1
            && matches!(
                tokens[at - 1].kind,
                TokenKind::Word | TokenKind::Lex(Class::Report | Class::Speak | Class::Adverb)
            )
            && next.is_none_or(is_pause)
            && holds_before(tokens, owners, at)
    };
    if deed() {
        return true;
    }
    // …五次执委会12日在北京召开: with its number.
    let numbered = || {
        at.checked_sub(1).is_some_and(|b| tokens[b].word.ends_with('次'))
            && (at + 1..tokens.len())
                .take(8)
                .take_while(|&t| !is_pause(&tokens[t]))
                .any(|t| tokens[t].class() == Some(Class::Hold))
    };
    // 十四届人大常委会: the standing committee itself, unless it is what is being held.
    let committee =
        matches!(token.word, "常委会" | "理事会" | "董事会" | "执委会" | "讨论" | "党委会");
    token.word != "会" && !goes_on && (!committee || numbered() || is_held(tokens, owners, at))
}

/// 过堂会, 人民代表大会: what is held is a meeting, though the lexicon has no such head.
fn is_uncommon_head(tokens: &[Token<'_>], owners: &[Owner], at: usize) -> bool {
    let word = tokens[at].word;
    // 召开审判委员会: the committee's meeting.
    let bench = matches!(word, "审委会" | "检委会" | "审判委员会" | "检察委员会")
        || word == "委员会"
            && at.checked_sub(1).is_some_and(|b| matches!(tokens[b].word, "审判" | "检察"));
    let congress = matches!(word, "人民代表大会" | "代表大会") || bench;
    let common = tokens[at].kind == TokenKind::Word
        && word.ends_with('会')
        && word.chars().count() > 1
        && !List::Gathering.ends(word);
    let ends = tokens.get(at + 1).is_none_or(is_pause);
    (congress || common) && ends && holds_before(tokens, owners, at)
}

/// 召开…会: a verb of holding stands before it in its clause.
fn holds_before(tokens: &[Token<'_>], owners: &[Owner], at: usize) -> bool {
    (0..at).rev().take(10).take_while(|&t| owners[t] == Owner::None && !is_pause(&tokens[t])).any(
        |t| {
            tokens[t].class() == Some(Class::Hold)
                && !matches!(tokens[t].word, "进行" | "启动" | "开启" | "承办")
        },
    )
}

/// 召开常委会, 常委会召开: a verb of holding stands right beside.
fn is_held(tokens: &[Token<'_>], owners: &[Owner], at: usize) -> bool {
    // 代表常委会报告工作: it is spoken for.
    if at.checked_sub(1).is_some_and(|b| tokens[b].word == "代表") {
        return false;
    }
    let holds =
        |t: &Token<'_>| matches!(t.class(), Some(Class::Hold | Class::Chair | Class::Attend));
    let before =
        (0..at).rev().take(6).take_while(|&t| owners[t] == Owner::None && !is_pause(&tokens[t]));
    before.into_iter().any(|t| holds(&tokens[t]))
        || tokens.get(at + 1).is_some_and(|t| t.class() == Some(Class::Hold))
}

pub(super) fn is_pause(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Colon)
}
