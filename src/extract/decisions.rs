//! Decisions and resolutions without marks: 关于召开…会议的决定.

use super::regulations::{Mention, acts, is_item_end};
use super::sentence::Sentence;
use super::unmarked::name_start;
use crate::model::Span;

/// 关于召开…会议的决定, 省人大常委会关于加强…的决议（草案）: without marks around it.
pub fn decisions(s: &Sentence<'_>, range: Span, titles: &[Span]) -> Vec<Mention> {
    let acts = acts();
    let text = range.of(s.text);
    if !text.contains("关于") {
        return Vec::new();
    }
    let mut title = titles.iter().peekable();
    let mut found: Vec<Mention> = Vec::new();
    // What has been said of the clause: a head that wants a 关于, or a 关于.
    let mut about: Vec<(usize, bool)> = Vec::new();
    for (at, c) in text.char_indices().map(|(at, c)| (range.start + at, c)) {
        while title.peek().is_some_and(|title| title.end <= at) {
            title.next();
        }
        if title.peek().is_some_and(|title| title.start <= at) {
            continue;
        }
        let rest = &s.text[at..range.end];
        match c {
            '，' | '；' | '。' | '：' => about.clear(),
            '关' if rest.starts_with("关于") => about.push((at, true)),
            '的' => {
                let word = &rest['的'.len_utf8()..];
                let decision = acts.decisions.iter().find(|d| word.starts_with(d.as_str()));
                let head = HEADS.iter().any(|h| word.starts_with(h));
                if let Some(decision) = decision
                    && let Some(start) = matching(&about)
                {
                    let end = at + '的'.len_utf8() + decision.len();
                    let status = acts.status_at(&s.text[end..]);
                    if is_item_end(&s.text[end + status..range.end]) {
                        let about_from = start + "关于".len();
                        let start = enacted_by(s, range, start);
                        while about.pop_if(|(at, _)| *at >= start).is_some() {}
                        while found.pop_if(|other| other.span.end > start).is_some() {}
                        found.push(Mention {
                            span: Span::new(start, end + status),
                            name: s.text[start..end].to_owned(),
                            status: (status > 0).then(|| s.text[end..end + status].to_owned()),
                            is_regulation: true,
                            inside: Some(Span::new(about_from, at)),
                        });
                        continue;
                    }
                }
                if decision.is_some() || head {
                    about.push((at, false));
                }
            }
            _ => {}
        }
    }
    // The Political Consultative Conference makes no law; 关于批准这个报告的决定 has no name.
    const NAMELESS: [&str; 4] = ["关于批准的", "关于批准条约", "关于批准这", "关于批准该"];
    found.retain(|decision| {
        !decision.name.contains("政协")
            && !NAMELESS.iter().any(|front| decision.name.contains(front))
    });
    found
}

/// Papers, which are about something.
const HEADS: [&str; 7] = ["报告", "议案", "说明", "汇报", "条约", "协定", "公约"];

/// The 关于 that a head is about: each head before it has one of its own.
fn matching(about: &[(usize, bool)]) -> Option<usize> {
    const FARTHEST: usize = 32;
    let mut heads = 1usize;
    let mut last = None;
    for (at, is_about) in about.iter().rev().take(FARTHEST) {
        if *is_about {
            heads -= 1;
            last = Some(*at);
            if heads == 0 {
                break;
            }
        } else {
            heads += 1;
        }
    }
    last
}

/// Where the name begins of a decision that is about what follows `about`: with the assembly that
/// takes it, if it is named.
fn enacted_by(s: &Sentence<'_>, range: Span, about: usize) -> usize {
    const ASSEMBLIES: [&str; 5] = ["人大常委会", "常务委员会", "人民代表大会", "国务院", "会议"];
    let before = &s.text[range.start..about];
    if !ASSEMBLIES.iter().any(|body| before.ends_with(body)) || before == "会议" {
        return about;
    }
    let from = s.token_at(about);
    name_start(s, from, range.start, false).map_or(about, |(start, _)| start)
}
