//! What the words around a list of regulations say was done with it: 关于…审议结果的报告, …的说明,
//! 对…进行了审议.

use super::regulations::acts;
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
    /// 关于修改…的决定, 决定废止: it is decided, and not only told of.
    pub decided: bool,
}

impl Frame<'_> {
    /// What was done with the list; nothing where the words do not say.
    pub fn action(&self) -> Option<Action> {
        let clause = without_count(self.tail);
        let clause = &clause[..clause.find('，').unwrap_or(clause.len())];
        self.first(parts(clause).next().unwrap_or_default())
    }

    /// What the rest of the words does with regulations that it does not name.
    pub fn rest(&self) -> impl Iterator<Item = Pointed> {
        let mut clauses = without_count(self.tail).split('，');
        let near = parts(clauses.next().unwrap_or_default()).skip(1);
        let near = near.filter_map(|part| pointed(part, false));
        near.chain(clauses.flat_map(parts).filter_map(|part| pointed(part, true)))
    }

    fn first(&self, tail: &str) -> Option<Action> {
        if self.intended {
            return None;
        }
        let of_force = IN_FORCE.iter().any(|word| tail.starts_with(word))
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
        let applied = IN_FORCE.iter().any(|word| {
            self.head.ends_with(word)
                || tail.starts_with('的') && reports && self.head.contains(word)
        });
        if applied || of_force {
            // 关于贯彻实施《…法》情况的汇报
            let told = self.heard || self.verb == Some(Action::Deliberate);
            let whole = reports || tail.is_empty() || self.heard && of_force;
            return (told && whole).then_some(Action::Other);
        }
        match self.item {
            Some(Action::Inspect) => return None,
            Some(Action::Amend | Action::Repeal) if !self.decided => {}
            Some(item) => return Some(item),
            None => {}
        }
        if self.head.contains("提请") && tail.starts_with("的议案") {
            return self.verb.filter(|verb| *verb == Action::Deliberate);
        }
        match self.verb {
            Some(Action::Study) if self.draft => None,
            Some(Action::Study) => Some(Action::Study),
            Some(verb) if ends_list(tail) || ends_list(self.tail) && !tail.contains('的') => {
                Some(verb)
            }
            None if self.heard && self.draft && reports && tail.contains("情况") => {
                Some(Action::Deliberate)
            }
            _ => None,
        }
    }
}

/// What a law that has been passed is.
pub const IN_FORCE: [&str; 4] = ["实施", "贯彻", "执行", "落实"];

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

/// What is done with regulations that were named before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointed {
    /// What is done.
    pub action: Action,
    /// With how many, where the words tell: 这两个法规.
    pub many: Option<usize>,
}

/// What a phrase does that names no regulation and means those just named: 关于该条例草案审查的报告,
/// 表决通过了这两个法规. `alone`: it is a clause of its own.
pub fn pointed(part: &str, alone: bool) -> Option<Pointed> {
    const OF_THEM: [&str; 3] = ["相关", "其说明", "所作"];
    const THEIR_REVIEW: [&str; 4] = ["相关审议", "相关审查", "相关的审议", "相关的审查"];
    let strong = points(part);
    let weak = OF_THEM.iter().any(|word| part.contains(word)) && !alone
        || THEIR_REVIEW.iter().any(|word| part.contains(word))
        || reviews_at_start(part) && !alone
        || part.starts_with("说明") && !alone;
    // 提交关于提请审议《…》的议案并作说明
    let explains = !alone && (part == "作说明" || part == "作了说明");
    if !strong && !weak && !explains {
        return None;
    }
    let many = [("两", 2), ("三", 3), ("四", 4)]
        .iter()
        .find(|(digit, _)| {
            ["个", "件", "部", "项"]
                .iter()
                .any(|unit| part.find(unit).is_some_and(|at| part[..at].ends_with(digit)))
        })
        .map(|(_, many)| *many);
    let told = |words: &[&str]| words.iter().any(|word| part.contains(word));
    match report(part) {
        Some(Action::HearReview) if alone && !told(&["报告", "汇报", "听取"]) => {}
        Some(action) => return Some(Pointed { action, many }),
        None => {}
    }
    if !strong || told(&["将", "提请", "拟"]) {
        return None;
    }
    let action = if told(&["通过了", "通过该", "通过这", "通过上述"]) {
        Action::Pass
    } else if told(&["审议了", "审议该", "审议这", "审议上述"])
        || told(&["进行"]) && told(&["审议"])
    {
        Action::Deliberate
    } else {
        return None;
    };
    Some(Pointed { action, many })
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
    let mut chars = rest.char_indices().enumerate();
    let near = chars.find(|(n, (_, c))| *n == 16 || matches!(c, '，' | '、' | '的'));
    let near = near.map_or(rest.len(), |(_, (at, _))| at);
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
