//! What stands behind a possible name: whether a name may end there.

use super::names::Finder;
use crate::lexicon::{Class, TitleKind, is_han};
use crate::text::Hits;

impl Finder {
    /// How well a name may end where `at` begins, from -0.6 to 0.6.
    pub(super) fn right(&self, sentence: &str, hits: &Hits, at: usize) -> f32 {
        let known = self.known_right(sentence, hits, at);
        known.unwrap_or_else(|| self.weak_right(&sentence[at..]))
    }

    /// The same, `None` where neither a mark nor a word of the lexicon tells.
    pub(super) fn known_right(&self, sentence: &str, hits: &Hits, at: usize) -> Option<f32> {
        let rest = &sentence[at..];
        let Some(c) = rest.chars().next() else { return Some(0.45) };
        match c {
            '、' => return Some(0.5),
            '，' | '。' | '；' | '：' | '！' | '？' | '\n' | '”' | '）' => {
                return Some(0.45);
            }
            '（' | '(' => return Some(0.45),
            ' ' | '　' => return Some(0.4),
            '第' => return Some(0.2),
            c if c.is_ascii_digit() => return Some(0.4),
            // The name goes on behind its dot.
            c if self.lexicon.names.character(c).is_dot() => return Some(-0.5),
            c if !is_han(c) => return Some(0.2),
            _ => {}
        }
        // 以罗杰为团长的代表团, 推选马飞为副团长
        let titled = |at: usize| {
            hits.starting(at).is_some_and(|h| matches!(h.class, Class::Title(TitleKind::Head)))
        };
        if c == '为' && (titled(at + c.len_utf8()) || rest.starts_with("为首")) {
            return Some(0.55);
        }
        if titled(at) && sentence[..at].ends_with('为') {
            return Some(-0.4);
        }
        // 李智作关于《…》的报告, and no 文艺工作的
        let word = |c: char| {
            let last = sentence[..at].chars().next_back();
            last.is_some_and(|last| self.segmenter.has_word(&[last, c].iter().collect::<String>()))
        };
        if c == '作'
            && !word(c)
            && (rest[c.len_utf8()..].starts_with(['关', '了', '题', '的', '《'])
                || ["主题", "专题", "大会", "交流", "典型", "表态", "动员", "总结", "工作报告"]
                    .iter()
                    .any(|what| rest[c.len_utf8()..].starts_with(what)))
            || matches!(c, '所' | '受' | '提' | '作')
                && ["所作", "所做", "受托", "提请", "提名", "作为"]
                    .iter()
                    .any(|word| rest.starts_with(word))
        {
            return Some(0.55);
        }
        // 蒋定之、: a small word never stands before a mark; it is the name's last character.
        let small = matches!(c, '之' | '其' | '于' | '所' | '从');
        if small && rest[c.len_utf8()..].starts_with(['、', '，', '。', '；']) {
            return Some(-0.3);
        }
        if c == '和' && rest.starts_with("和等") {
            return Some(-0.3);
        }
        // 王宁受省长委托: who did something for somebody else.
        if c == '受'
            && hits.starting(at + c.len_utf8()).is_some_and(|h| {
                matches!(h.class, Class::Title(_) | Class::Body | Class::BodySuffix | Class::Place)
            })
        {
            return Some(0.6);
        }
        // 除连任的陈芸外，; 李川新当选为副省长
        if c == '外' && rest[c.len_utf8()..].starts_with('，') && sentence[..at].contains('除')
            || ["新当选", "新任"].iter().any(|word| rest.starts_with(word))
        {
            return Some(0.6);
        }
        // 刘淇二十六日上午: the day as newspapers overseas write it.
        if is_day(rest) {
            return Some(0.5);
        }
        // 包叙定说，
        if c == '说' && rest[c.len_utf8()..].starts_with(['，', '：', ',', ':']) {
            return Some(0.55);
        }
        let hit = hits.starting(at)?;
        let long = hit.end - hit.start > 3;
        Some(match hit.class {
            Class::Chair | Class::Attend | Class::Observe | Class::Hold | Class::Meet => 0.6,
            Class::Speak | Class::Report | Class::Say if long => 0.55,
            Class::Suffix => 0.55,
            // 汪洋重要讲话
            Class::Reference if long => 0.45,
            Class::Title(TitleKind::Group) => 0.3,
            // 高校团|工委书记: a name has its title behind it, and no body.
            Class::Title(_)
                if self.lexicon.split_title(&sentence[hit.start..hit.end]).0.is_some() =>
            {
                0.0
            }
            Class::Title(_) if long => 0.5,
            Class::Conj => 0.4,
            Class::Prep => 0.4,
            Class::Adverb if long => 0.45,
            Class::Adverb => 0.25,
            Class::Particle => 0.15,
            _ if long => 0.15,
            _ => return None,
        })
    }

    /// Where no word of the lexicon begins, a word of the dictionary may.
    pub(super) fn weak_right(&self, rest: &str) -> f32 {
        let two = rest.char_indices().nth(2).map_or(rest.len(), |(i, _)| i);
        if self.segmenter.has_word(&rest[..two]) && two > 3 { WEAK } else { -0.4 }
    }
}

/// What a word of the dictionary says of the name before it, at best.
pub(super) const WEAK: f32 = 0.1;

/// Whether a day of the month begins, in Chinese numerals: 二十六日.
pub(super) fn is_day(rest: &str) -> bool {
    let numeral =
        |c| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    if !rest.starts_with(numeral) {
        return false;
    }
    let numerals = rest.find(|c| !numeral(c));
    numerals.is_some_and(|end| (3..=9).contains(&end) && rest[end..].starts_with(['日', '月']))
}

pub(super) fn follows_title(hits: &Hits, at: usize) -> bool {
    hits.starting(at).is_some_and(|h| {
        matches!(h.class, Class::Title(kind) if !matches!(kind, TitleKind::Group | TitleKind::Reporter))
    })
}
