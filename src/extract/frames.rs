//! What the words around a list of regulations say was done with it: 关于…审议结果的报告, …的说明,
//! 对…进行了审议.

use crate::lexicon::{Acts, Lexicon};
use crate::model::Action;

/// The words around a list of regulations.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// From the beginning of the clause to the list.
    pub head: &'a str,
    /// From the list to the end of the clause.
    pub tail: &'a str,
    /// Whether one of the list is a draft.
    pub draft: bool,
    /// What the sentence does with what it names: 审议, 通过.
    pub verb: Option<Action>,
    /// What the item does with it: 关于废止…的议案.
    pub item: Option<Action>,
    /// 听取
    pub heard: bool,
    /// 将, 要: it has not been done.
    pub intended: bool,
}

impl Frame<'_> {
    /// What was done; nothing where the words do not say.
    pub fn actions(&self) -> Vec<Action> {
        let mut clauses = without_count(self.tail).split('，');
        let mut near = parts(clauses.next().unwrap_or_default());
        let mut done: Vec<Action> =
            self.first(near.next().unwrap_or_default()).into_iter().collect();
        let more = near.filter_map(|part| pointed(part, false));
        let far = clauses.flat_map(parts).filter_map(|part| pointed(part, true));
        for action in more.chain(far) {
            if !done.contains(&action) {
                done.push(action);
            }
        }
        done
    }

    fn first(&self, tail: &str) -> Option<Action> {
        if self.intended {
            return None;
        }
        let in_force = ["实施", "贯彻", "执行", "落实"];
        let of_force = in_force.iter().any(|word| tail.starts_with(word))
            || tail.contains("实施情况")
            || tail.contains("执行情况");
        if tail.contains("执法检查")
            || of_force && (tail.contains("检查") || self.item == Some(Action::Inspect))
            || self.item == Some(Action::Inspect)
                && (tail.contains("情况")
                    || self.head.contains("贯彻")
                    || self.head.contains("实施"))
        {
            return Some(Action::Inspect);
        }
        if let Some(action) = report(tail) {
            return Some(action);
        }
        if tail.contains("进行") && ["审议", "讨论", "审查"].iter().any(|w| tail.contains(w))
        {
            return Some(Action::Deliberate);
        }
        if tail.starts_with("有关规定") || tail.starts_with('第') {
            return self.verb.or(self.item).map(|_| Action::Other);
        }
        let reports = tail.contains("报告") || tail.contains("汇报");
        let applied = in_force.iter().any(|word| self.head.ends_with(word));
        if applied || of_force {
            // 关于贯彻实施《…法》情况的汇报
            let told = self.heard || self.verb == Some(Action::Deliberate);
            return (told && (reports || tail.is_empty())).then_some(Action::Other);
        }
        match self.item {
            Some(Action::Inspect) => return None,
            Some(item) => return Some(item),
            None => {}
        }
        if self.head.contains("提请") && tail.starts_with("的议案") {
            return self.verb.filter(|verb| *verb == Action::Deliberate);
        }
        match self.verb {
            Some(Action::Study) if self.draft => None,
            Some(Action::Study) => Some(Action::Study),
            Some(verb) if ends_list(tail) => Some(verb),
            None if self.heard && self.draft && reports && tail.contains("情况") => {
                Some(Action::Deliberate)
            }
            _ => None,
        }
    }
}

/// What a report that is about a regulation does: explains it, or reviews it.
fn report(tail: &str) -> Option<Action> {
    if tail.contains("说明") && !tail.contains("情况说明") && !tail.contains("说明书") {
        return Some(Action::Explain);
    }
    reviews(tail).then_some(Action::HearReview)
}

fn reviews(text: &str) -> bool {
    acts().reviews.iter().any(|word| text.contains(word.as_str()))
}

/// What a phrase does that names no regulation and means those just named: 关于该条例草案审查的报告,
/// 表决通过了这两个法规. `alone`: it is a clause of its own.
pub fn pointed(part: &str, alone: bool) -> Option<Action> {
    const OF_THEM: [&str; 3] = ["相关", "其说明", "所作"];
    const THEIR_REVIEW: [&str; 4] = ["相关审议", "相关审查", "相关的审议", "相关的审查"];
    let strong = points(part);
    let weak = OF_THEM.iter().any(|word| part.contains(word)) && !alone
        || THEIR_REVIEW.iter().any(|word| part.contains(word))
        || reviews_at_start(part) && !alone
        || part.starts_with("说明") && !alone;
    if !strong && !weak {
        return None;
    }
    if let Some(action) = report(part) {
        return Some(action);
    }
    if !strong || ["将", "提请", "拟"].iter().any(|word| part.contains(word)) {
        return None;
    }
    if part.contains("通过") {
        return Some(Action::Pass);
    }
    (part.contains("审议") && !part.contains("审议的") && !part.contains("经审议"))
        .then_some(Action::Deliberate)
}

fn reviews_at_start(part: &str) -> bool {
    acts().reviews.iter().any(|word| part.starts_with(word.as_str()))
}

/// 该条例草案, 这两个法规, 对条例草案进行: names no regulation and means one.
fn points(part: &str) -> bool {
    const POINTERS: [&str; 10] =
        ["该", "这", "这两个", "这两件", "这三个", "这两部", "这三部", "上述", "两个", "对"];
    const NOUNS: [&str; 12] = [
        "条例",
        "法规",
        "草案",
        "办法",
        "规定",
        "决定草案",
        "修订草案",
        "修正草案",
        "修正案",
        "法律",
        "项法规",
        "件法规",
    ];
    NOUNS.iter().any(|noun| {
        part.match_indices(noun).any(|(at, _)| POINTERS.iter().any(|p| part[..at].ends_with(p)))
    })
}

/// 等5部地方性法规草案: how many there are, after the list.
fn without_count(tail: &str) -> &str {
    let Some(rest) = tail.strip_prefix('等') else { return tail };
    let ends =
        ["法规草案", "法规和决定", "法规", "法律", "条例草案", "条例", "草案", "规章", "决定"];
    let near: usize = rest.char_indices().take(16).last().map_or(0, |(at, c)| at + c.len_utf8());
    let cut = ends.iter().filter_map(|end| rest[..near].find(end).map(|at| at + end.len())).max();
    cut.map_or(rest, |cut| &rest[cut..])
}

/// Whether the object of a verb ends with the list: nothing follows that it would belong to.
fn ends_list(tail: &str) -> bool {
    tail.is_empty() || ["等", "及", "和", "，", "（"].iter().any(|word| tail.starts_with(word))
}

/// The parts that 和, 以及, 并 join.
fn parts(tail: &str) -> impl Iterator<Item = &str> {
    tail.split(['和', '及', '并', '、'])
        .map(|part| part.trim_start_matches('以').trim_end_matches('以'))
}

fn acts() -> &'static Acts {
    &Lexicon::standard().acts
}
