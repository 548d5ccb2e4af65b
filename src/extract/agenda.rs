//! What a meeting did with laws and regulations.

use super::frames::{Frame, pointed};
use super::reading::{Found, Reading};
use super::regulations::{Mention, is_list_gap, mentions, token_at};
use super::sentence::{Owner, Sentence};
use crate::lexicon::{ActVerb, Lexicon};
use crate::model::{Action, Span};
use crate::text::TokenKind;

/// A regulation that the article spoke of last: what 该条例草案 means.
#[derive(Debug, Clone)]
pub struct OnTable {
    name: String,
    status: Option<String>,
    /// Its bill was put: 作了说明 means it.
    put: bool,
}

/// Reads the acts of the sentence.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    let mut agenda = Agenda {
        table: std::mem::take(&mut reading.on_table),
        intended: reading.proposed,
        ..Agenda::default()
    };
    agenda.part(s, Span::new(0, s.text.len()), None);
    reading.proposed = agenda.intended && s.text.ends_with('；');
    for act in agenda.done {
        let by = act.by.map(|n| s.people[n].name.clone());
        let found = Found { sentence: s, span: act.span, rule: "act", confidence: 0.92 };
        let meeting = match act.actor {
            Some(phrase) if act.span.start > s.meetings[phrase].span.start => {
                match reading.acting(s, phrase) {
                    Some(meeting) => Some(meeting),
                    // 三中全会审议通过的《…》: a meeting that the article does not report.
                    None => continue,
                }
            }
            _ => reading.meant(s, act.span),
        };
        // Assemblies make law; what a congress of an association resolves is none.
        let assembly = || {
            meeting.and_then(|m| reading.claims.meetings.get(m)).is_some_and(|meeting| {
                let told = |name: &str| {
                    ["人大", "人民代表大会", "主席团"].iter().any(|body| name.contains(body))
                };
                told(&meeting.name) || meeting.conveners.iter().any(|body| told(body))
            })
        };
        if act.unmarked_decision && !(assembly() || act.name.contains("人大常委会")) {
            continue;
        }
        reading.act(&act.name, act.status, act.action, by, meeting, found);
    }
    reading.on_table = agenda.table;
}

/// Whether a sentence may tell an act at all.
pub fn may_tell(text: &str) -> bool {
    const NAMED: [&str; 12] = [
        "条例",
        "草案",
        "法》",
        "法〉",
        "办法》",
        "规定》",
        "规则》",
        "细则》",
        "法规",
        "的决定",
        "决议",
        "决定》",
    ];
    const DONE: [&str; 9] =
        ["通过", "审议", "批准", "听取", "废止", "执法检查", "学习", "传达", "说明"];
    let names = || NAMED.iter().any(|word| text.contains(word));
    text.contains("执法检查")
        || text.contains("通过") && text.contains(['法', '定'])
        || DONE.iter().any(|word| text.contains(word)) && names()
}

#[derive(Debug)]
struct Act {
    name: String,
    status: Option<String>,
    action: Action,
    by: Option<usize>,
    /// The meeting that is the subject.
    actor: Option<usize>,
    /// A decision or a resolution without marks.
    unmarked_decision: bool,
    span: Span,
}

#[derive(Debug, Default)]
struct Agenda {
    done: Vec<Act>,
    table: Vec<OnTable>,
    /// The verb of the sentence: 审议, 通过.
    verb: Option<Action>,
    /// The verb within one item: 关于废止…的议案.
    item: Option<Action>,
    /// 听取: reports follow.
    heard: bool,
    /// 将, 要
    intended: bool,
    /// A comma stands behind the verb.
    past: bool,
    /// Who the sentence last named.
    person: Option<usize>,
    /// The meeting that the sentence last named.
    named: Option<usize>,
    /// The one that the verb has for its subject.
    actor: Option<usize>,
}

impl Agenda {
    /// Reads a part of the sentence; `outer`: what is done with the decision that it stands in.
    fn part(&mut self, s: &Sentence<'_>, range: Span, outer: Option<&[Action]>) {
        let mentions = mentions(s, range);
        let mut from = range.start;
        let mut at = 0;
        while at < mentions.len() {
            let first = &mentions[at];
            let mut last = at;
            while last + 1 < mentions.len()
                && is_list_gap(&s.text[mentions[last].span.end..mentions[last + 1].span.start])
            {
                last += 1;
            }
            let group = &mentions[at..=last];
            self.words(s, Span::new(from, first.span.start));
            let end = group[group.len() - 1].span.end;
            let until = mentions.get(last + 1).map_or(range.end, |next| next.span.start);
            self.group(s, Span::new(from, until), group, outer);
            from = end;
            at = last + 1;
        }
        if mentions.is_empty() && outer.is_none() {
            self.words(s, range);
            self.pointers(s, range);
        }
    }

    /// The words between two lists: what they do, and who is named in them.
    fn words(&mut self, s: &Sentence<'_>, range: Span) {
        let acts = &Lexicon::standard().acts;
        let mut t = token_at(s, range.start);
        while let Some(token) = s.tokens.get(t).filter(|token| token.span.start < range.end) {
            let word = token.word;
            t += 1;
            let rest = &s.text[token.span.end..range.end.max(token.span.end)];
            if let Owner::Person(n) = s.owners[t - 1] {
                self.person = Some(n);
                t = s.people[n].tokens.1.max(t);
                continue;
            }
            if let Owner::Meeting(n) = s.owners[t - 1] {
                self.named = Some(n).filter(|n| !s.meetings[*n].bare);
            }
            match token.kind {
                TokenKind::Stop => {
                    *self = Self {
                        done: std::mem::take(&mut self.done),
                        table: std::mem::take(&mut self.table),
                        intended: self.intended && word == "；",
                        ..Self::default()
                    };
                    continue;
                }
                TokenKind::Comma => {
                    self.item = None;
                    self.past = true;
                    continue;
                }
                _ => {}
            }
            if word == "关于" {
                self.item = None;
            }
            if acts.elsewhere.contains(word)
                || acts.modals.contains(word)
                    && !(word == "建议" && !rest.starts_with(['，', '的']))
            {
                self.intended = true;
            }
            let told = word.ends_with('了') || rest.starts_with('了');
            // 专题学习了: the verb ends a longer word.
            let within =
                || word.char_indices().rev().nth(1).filter(|_| told).map(|(at, _)| &word[at..]);
            let Some(verb) = acts.verb(word).or_else(|| acts.verb(within()?)) else { continue };
            let put = t >= 2 && s.word(t - 2) == "提请";
            if !told && acts.is_nominal(rest) || self.intended || put {
                continue;
            }
            self.past = false;
            self.actor = self.named;
            match verb {
                ActVerb::Hear => {
                    self.heard = true;
                    self.verb = None;
                    self.item = None;
                }
                // 通过…渠道: by means of.
                ActVerb::Does(Action::Pass) if word == "通过" && !told && !governs(s, t, range) =>
                    {}
                ActVerb::Does(
                    action @ (Action::Approve | Action::Repeal | Action::Amend | Action::Inspect),
                ) => self.item = Some(action),
                ActVerb::Does(action) => {
                    self.verb = Some(action);
                    self.item = None;
                }
            }
        }
    }

    /// A list of regulations, with the words around it.
    fn group(
        &mut self,
        s: &Sentence<'_>,
        around: Span,
        group: &[Mention],
        outer: Option<&[Action]>,
    ) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { return };
        let before = &s.text[around.start..first.span.start];
        let head = before.rfind(['，', '；', '。', '：']).map_or(before, |at| &before[at..]);
        let after = &s.text[last.span.end..around.end];
        let after = after.find(['；', '。', '：']).map_or(after, |at| &after[..at]);
        let goes_on = !self.past || {
            let head = head.trim_start_matches('，');
            ["关于", "新", "以及", "和", "及", "并"].iter().any(|w| head.starts_with(w))
                || ["", "宣读的", "提出的", "提交的", "作的", "汇报的"]
                    .iter()
                    .any(|w| head == *w || !w.is_empty() && head.ends_with(w))
        };
        let frame = Frame {
            head,
            tail: after,
            draft: group.iter().any(|mention| {
                mention.status.as_ref().is_some_and(|status| status.contains(['案', '稿']))
            }),
            verb: self.verb.filter(|_| goes_on),
            item: self.item,
            heard: self.heard,
            intended: self.intended,
        };
        let mut actions = frame.actions();
        // 表决通过关于修改…的决定: it is amended; while that is a draft, what is done with the draft.
        if let Some(outer) = outer
            && !outer.contains(&Action::Pass)
        {
            actions = outer.to_vec();
        }
        let put = actions.is_empty() && head.contains("提请审议") && after.starts_with("的议案");
        let mut table = Vec::new();
        for mention in group {
            self.mention(s, mention, &actions);
            if mention.is_regulation {
                let (name, status) = (mention.name.clone(), mention.status.clone());
                table.push(OnTable { name, status, put });
            }
        }
        if !table.is_empty() && outer.is_none() {
            self.table = table;
        }
    }

    fn mention(&mut self, s: &Sentence<'_>, mention: &Mention, actions: &[Action]) {
        if let Some(inside) = mention.inside {
            let text = inside.of(s.text);
            let transparent = ["批准", "修改", "废止", "修正"].iter().any(|w| text.starts_with(w));
            let mut within = Agenda { person: self.person, actor: self.actor, ..Agenda::default() };
            // A decision acts on what it names; any other title only reports on it.
            within.part(s, inside, (mention.is_regulation).then_some(actions));
            if !mention.is_regulation
                || transparent
                    && (!within.done.is_empty() || TREATIES.iter().any(|word| text.contains(word)))
            {
                self.done.append(&mut within.done);
                return;
            }
        }
        if !mention.is_regulation {
            return;
        }
        // 全国人大常委会通过了全国人大常委会关于…的决定: whose it is goes without saying.
        let name = match mention.name.find("关于") {
            Some(about)
                if mention.inside.is_some()
                    && actions.contains(&Action::Pass)
                    && mention.name[..about].ends_with("委员会")
                        | mention.name[..about].ends_with("常委会") =>
            {
                &mention.name[about..]
            }
            _ => mention.name.as_str(),
        };
        for action in actions {
            self.done.push(Act {
                name: name.to_owned(),
                status: mention.status.clone(),
                action: *action,
                by: self.person,
                actor: self.actor,
                unmarked_decision: mention.inside.is_some(),
                span: mention.span,
            });
        }
    }

    /// A sentence that names no regulation may mean those on the table.
    fn pointers(&mut self, s: &Sentence<'_>, range: Span) {
        let text = range.of(s.text);
        for part in text.split(['，', '。', '；']) {
            let explains = self.table.iter().all(|law| law.put)
                && !part.contains("关于")
                && (part.ends_with("作了说明") || part.ends_with("作说明"));
            let action = if explains { Some(Action::Explain) } else { pointed(part, true) };
            let Some(action) = action else { continue };
            let start = range.start + (part.as_ptr() as usize - text.as_ptr() as usize);
            let span = Span::new(start, start + part.len());
            self.done.extend(self.table.iter().map(|law| Act {
                name: law.name.clone(),
                status: law.status.clone(),
                action,
                by: self.person,
                actor: None,
                unmarked_decision: false,
                span,
            }));
        }
    }
}

/// Decisions on these approve what is no law of the country.
const TREATIES: [&str; 5] = ["条约", "协定", "公约", "议定书", "《"];

/// Whether what follows 通过 is its object.
fn governs(s: &Sentence<'_>, t: usize, range: Span) -> bool {
    let start = s.tokens.get(t).map_or(range.end, |token| token.span.start);
    start >= range.end
        || ["《", "〈", "关于", "新修订", "新修改", "新制定"]
            .iter()
            .any(|word| s.text[start..].starts_with(word))
}
