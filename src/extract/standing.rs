//! How a sentence speaks of a meeting: as held, as where something was said, or only in passing.

use super::sentence::{Owner, Sentence};
use crate::lexicon::{Class, List};
use crate::text::TokenKind;

/// How a sentence speaks of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was held: 召开…会议, …会议在京举行.
    Held {
        /// The token of the verb.
        verb: usize,
    },
    /// 在…会议上, 会议期间: where something was said or done.
    Locus,
    /// 会议精神, 会议结束后: only spoken of.
    Referenced,
    /// None of these: the object of a verb, the subject of 强调.
    Plain,
}

/// How the sentence speaks of its meeting phrase `n`.
pub fn standing(s: &Sentence<'_>, n: usize) -> Standing {
    let phrase = &s.meetings[n];
    let (first, after) = phrase.tokens;
    let next = s.word(after);
    if matches!(
        next,
        "精神" | "以来" | "闭幕后" | "召开后" | "通过" | "审议通过" | "部署" | "要求" | "提出" | "时间"
    ) || next.starts_with("结束") && holding_after(s, after).is_none()
        || next.starts_with("精神")
        || (next == "的" && !matches!(s.word(after + 1), "有" | "还" | "还有" | "领导" | "是"))
        || (next == "关于" && !phrase.bare)
        // 审议了召开…会议决定（草案）
        || matches!(next, "决定" | "议程" | "日程" | "方案") && s.word(after + 1) == "（"
        || matches!(next, "批复" | "通知" | "文件")
        || s.class(after) == Some(Class::Reference)
    {
        return Standing::Referenced;
    }
    // 出席有关签约活动: one of several, and none has a name.
    let vague =
        ["有关", "相关", "一系列", "系列"].iter().any(|vague| phrase.name.starts_with(vague));
    if vague || ["各种", "各类"].iter().any(|vague| phrase.name.contains(vague)) {
        return Standing::Referenced;
    }
    if matches!(next, "上" | "中" | "期间" | "现场" | "时") {
        return match s.word(after + 1) {
            "的" | "强调的" | "关于" => Standing::Referenced,
            // 在研讨班结业式上作的总结讲话
            "作" | "所作" | "发表" if s.word(after + 2) == "的" => Standing::Referenced,
            _ if s.class(after + 1) == Some(Class::Reference) => Standing::Referenced,
            _ => Standing::Locus,
        };
    }
    // 《关于召开…会议的决定》: the title of a paper.
    let depth = |mark: &str| (0..first).filter(|&t| s.word(t) == mark).count();
    if depth("《") > depth("》") {
        // 《第四届…学术会议》在厦门召开: the meeting itself in marks.
        let whole = first.checked_sub(1).is_some_and(|b| s.word(b) == "《") && next == "》";
        return match holding_after(s, after + 1).filter(|_| whole) {
            Some(verb) => Standing::Held { verb },
            None => Standing::Referenced,
        };
    }
    // 定于5日举行, 将召开: it has not been held.
    let start = super::clause::clause_start(s, first);
    let future = |from: usize, to: usize| (from..to).any(|t| TO_COME.contains(&s.word(t)));
    // 要总结经验，适时召开…会议: what shall be done is not yet.
    let sentence = (0..first).rev().find(|&t| s.tokens[t].kind == TokenKind::Stop);
    let wanted = (sentence.map_or(0, |stop| stop + 1)..first).any(|t| {
        matches!(s.word(t), "要" | "必须" | "应当" | "需要")
                // 会议决定，…会议于下月召开
                || matches!(s.word(t), "决定" | "建议")
                    && (t.saturating_sub(2)..t).any(|b| matches!(s.owners[b], Owner::Meeting(_)))
    }) || (start..first)
        .any(|t| matches!(s.word(t), "适时" | "定期" | "每年" | "每月" | "每季度"));
    // 对…代表团来参加…开幕式表示欢迎
    let welcomed = (start..first).any(|t| s.word(t) == "对")
        && (after..s.tokens.len())
            .take_while(|&t| !s.is_break(t))
            .any(|t| s.word(t).starts_with("表示"));
    // 讨论通过举办…晚会有关事项: what is planned.
    let rest = s.words(after, s.tokens.len().min(after + 4));
    let planned = List::Planned.begins(rest);
    // 祝贺中方成功举办…论坛
    let hailed = (start..first).any(|t| {
        [
            "提交", "祝贺", "感谢", "支持", "欢迎", "期待", "关于", "确保", "决定", "筹备", "提请",
            "迎接", "预祝", "祝愿", "祝", "建议", "提议",
        ]
        .iter()
        .any(|w| s.word(t).ends_with(w))
    });
    if hailed
        || planned
        || wanted
        || welcomed
        || future(start, first)
        || (!phrase.bare && future(after, (after + 4).min(s.tokens.len())))
    {
        return Standing::Referenced;
    }
    if let Some(verb) = holding_before(s, first) {
        return Standing::Held { verb };
    }
    if let Some(verb) = holding_after(s, after) {
        return Standing::Held { verb };
    }
    // …会议8月5日决定: it acts, so it is held.
    let acts = (after..s.tokens.len()).find(|&t| {
        !matches!(s.owners[t], Owner::Date(_))
            && s.word(t) != "经"
            && s.word(t) != "，"
            && s.word(t) != "日前"
            && s.word(t) != "上午"
            && s.word(t) != "下午"
            && s.word(t) != "依法"
    });
    if !phrase.bare
        && let Some(verb) = acts
        && !matches!(s.word(verb + 1), "的" | "办法" | "结果" | "工作")
        && !(start..first).any(|t| matches!(s.word(t), "根据" | "按照" | "经" | "和" | "提请"))
        && matches!(
            s.word(verb),
            "决定"
                | "通过"
                | "表决"
                | "审议"
                | "听取"
                | "审议通过"
                | "表决通过"
                | "听取了"
                | "审议了"
                | "决定任命"
                | "选举"
                | "补选"
        )
    {
        return Standing::Held { verb };
    }
    Standing::Plain
}

/// Words before a meeting that has not been held.
const TO_COME: [&str; 11] =
    ["定于", "将", "将于", "即将", "拟", "拟于", "筹备", "明年", "下月", "明天", "明日"];

/// 召开…会议: the nearest verb to the left holds it.
pub(super) fn holding_before(s: &Sentence<'_>, first: usize) -> Option<usize> {
    for at in (0..first).rev() {
        match s.class(at) {
            Some(Class::Hold) => {
                let relative = matches!(s.word(at + 1), "的" | "后" | "时" | "前" | "以来" | "期间")
                        // 进行大会总结
                        || at + 1 == first && s.word(at) == "进行" && s.word(first) == "大会";
                if relative && s.word(at) == "进行" {
                    return None;
                }
                return (!relative || at + 1 == first).then_some(at);
            }
            Some(Class::Attend | Class::Observe | Class::Chair | Class::Meet | Class::Say) => {
                return None;
            }
            Some(Class::Reference) => return None,
            _ => {}
        }
        if s.is_break(at) || matches!(s.owners[at], Owner::Person(_)) {
            return None;
        }
    }
    None
}

/// …会议9月24日在西宁举行
fn holding_after(s: &Sentence<'_>, after: usize) -> Option<usize> {
    for at in after..s.tokens.len() {
        match s.class(at) {
            // …会议昨天下午在会议厅结束
            _ if s.word(at) == "结束"
                && s.tokens
                    .get(at + 1)
                    .is_none_or(|t| matches!(t.kind, TokenKind::Comma | TokenKind::Stop)) =>
            {
                return Some(at);
            }
            Some(Class::Hold) => {
                let relative = matches!(
                    s.word(at + 1),
                    "的" | "后" | "时" | "前" | "以来" | "期间" | "之际" | "之前" | "以后"
                );
                // 会议进行了讨论 holds nothing.
                let vague = matches!(s.word(at), "进行" | "启动" | "开启" | "承办");
                // …会议举行第二次全体会议 is held with its sitting.
                let object = matches!(s.owners.get(at + 1), Some(Owner::Meeting(m))
                    if !s.meetings[*m].is_sitting() || s.meetings[*m].name.ends_with("宣誓仪式"));
                return (!relative && !vague && !object).then_some(at);
            }
            Some(
                Class::Attend
                | Class::Observe
                | Class::Chair
                | Class::Meet
                | Class::Say
                | Class::Report
                | Class::Speak,
            ) => return None,
            _ => {}
        }
        // …会议圆满完成各项议程，于10日闭幕
        let pause = s.tokens[at].kind == TokenKind::Comma
            && (at == after
                || matches!(s.word(at + 1), "于" | "在")
                || matches!(s.owners.get(at + 1), Some(Owner::Date(_))));
        if (s.is_break(at) && !pause) || matches!(s.owners[at], Owner::Person(_)) {
            return None;
        }
    }
    None
}
