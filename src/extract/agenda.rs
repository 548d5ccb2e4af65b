//! What a meeting did with laws and regulations.

use super::amending::enacted;
use super::frames::{Frame, Pointed, pointed};
use super::mentions::mentions;
use super::on_table::{OnTable, Pending};
use super::reading::{Found, Reading};
use super::regulations::{Mention, is_list_gap};
use super::sentence::{Owner, Sentence};
use super::unmarked::passes;
use crate::lexicon::{ActVerb, Class, Lexicon, List, ListSet};
use crate::model::{Action, Amending, Span};
use crate::text::TokenKind;

/// Reads the acts of the sentence.
pub fn read(reading: &mut Reading<'_>, s: &Sentence<'_>) {
    let mut agenda = Agenda {
        table: std::mem::take(&mut reading.on_table),
        intended: reading.pending.intended || is_proposed(s.text),
        verb: reading.pending.verb.filter(|_| s.text.starts_with('《')),
        ..Agenda::default()
    };
    agenda.part(s, Span::new(0, s.text.len()), None);
    reading.pending = agenda.pending;
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
                let told =
                    |name: &str| ["人大", "人民代表大会"].iter().any(|body| name.contains(body));
                told(&meeting.name) || meeting.conveners.iter().any(|body| told(body))
            })
        };
        // 关于政府工作报告、…计划的决议: on papers of the day.
        if act.unmarked_decision && act.name.contains("工作报告") {
            continue;
        }
        if act.unmarked_decision && !(assembly() || act.name.contains("人大常委会")) {
            continue;
        }
        // 表决通过《甲条例修正案》: an assembly that passes it amends 甲条例. What others pass goes to one.
        if act.action == Action::Pass && assembly() {
            let amendment = format!("{}{AMENDMENT}", act.name);
            if act.span.of(s.text).contains(&amendment) {
                reading.amend(&amendment, Amending::Amends, &act.name, found);
                reading.act(&act.name, None, Action::Amend, None, meeting, found);
            }
        }
        reading.act(&act.name, act.status, act.action, by, meeting, found);
    }
    reading.on_table = agenda.table;
}

/// 建议议程是：…: what another meeting, still to come, is to do.
pub(super) fn is_proposed(text: &str) -> bool {
    let Some(at) = text.find("建议议程") else { return false };
    ["建议议程是", "建议议程为", "建议议程："].iter().any(|word| text[at..].contains(word))
}

/// What a regulation's changes are called as a text of their own.
const AMENDMENT: &str = "修正案";

/// Whether a sentence that has words of these lists may tell an act at all.
pub fn may_tell(text: &str, lists: ListSet) -> bool {
    lists.has(List::ActVerb)
        && (lists.has(List::ActObject)
            || text.contains("执法检查")
            || text.contains("通过") && text.contains(['法', '定']))
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
    /// The sentence has laid something on the table.
    laid: bool,
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
    /// A mark of a list stands behind the verb.
    listed: bool,
    /// What the part before the last semicolon was about.
    pending: Pending,
    /// 关于《…》、…关于: regulations whose report is named later.
    open: Vec<Mention>,
    /// We are in what a report is about.
    about: bool,
    /// Who the sentence last named.
    person: Option<usize>,
    /// The meeting that the sentence last named.
    named: Option<usize>,
    /// The one that the verb has for its subject.
    actor: Option<usize>,
    /// How many titles we are within.
    depth: usize,
}

impl Agenda {
    /// Reads a part of the sentence; `outer`: what is done with the decision that it stands in.
    fn part(&mut self, s: &Sentence<'_>, range: Span, outer: Option<&[Action]>) {
        let mentions = mentions(s, range);
        if mentions.is_empty() {
            if outer.is_none() {
                self.pointers(s, range);
            }
            // What the words do matters to what they are done with, there or behind a semicolon.
            if range.of(s.text).contains('；') {
                self.words(s, range);
            }
            return;
        }
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
            let end = mentions[last].span.end;
            let until = mentions.get(last + 1).map_or(range.end, |next| next.span.start);
            self.group(s, Span::new(from, until), group, outer);
            from = end;
            at = last + 1;
        }
        self.words(s, Span::new(from, range.end));
    }

    /// The words between two lists: what they do, and who is named in them.
    fn words(&mut self, s: &Sentence<'_>, range: Span) {
        let acts = &Lexicon::standard().acts;
        let mut t = s.token_at(range.start);
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
                let after = s.meetings[n].tokens.1;
                // 学习了…全会精神，听取了…: what was learned does not go on to act.
                let learned =
                    s.word(after).starts_with("精神") || s.class(after) == Some(Class::Reference);
                self.named = Some(n).filter(|n| !s.meetings[*n].bare && !self.about && !learned);
            }
            match token.kind {
                TokenKind::Stop => {
                    let pending = Pending { intended: self.intended, verb: self.verb };
                    let pending = if word == "；" { pending } else { Pending::default() };
                    *self = Self {
                        done: std::mem::take(&mut self.done),
                        table: std::mem::take(&mut self.table),
                        laid: self.laid,
                        depth: self.depth,
                        intended: pending.intended,
                        verb: pending.verb.filter(|_| rest.starts_with('《') || rest.is_empty()),
                        pending,
                        ..Self::default()
                    };
                    continue;
                }
                TokenKind::ListMark => self.listed = true,
                TokenKind::Comma => {
                    self.item = None;
                    self.past = true;
                    self.about = false;
                    self.open.clear();
                    continue;
                }
                _ => {}
            }
            if word == "关于" {
                self.item = None;
                self.about = true;
            }
            if acts.elsewhere.contains(word)
                || acts.modals.contains(word) && (word != "建议" || rest.starts_with(['，', '的']))
            {
                self.intended = true;
            }
            let told = word.ends_with('了') || rest.starts_with('了');
            // 专题学习了, 集体学习《…》: the verb ends a longer word.
            let ends = told || rest.is_empty();
            let within =
                || word.char_indices().rev().nth(1).filter(|_| ends).map(|(at, _)| &word[at..]);
            let Some(verb) = acts.verb(word).or_else(|| acts.verb(within()?)) else { continue };
            let put = t >= 2 && s.word(t - 2) == "提请";
            if !told && acts.is_nominal(rest) || self.intended || put {
                continue;
            }
            // 审议通过了审议…委员会的报告: within the object.
            let within = self.verb == Some(Action::Pass) && !self.past && !self.listed;
            if within && verb == ActVerb::Does(Action::Deliberate) {
                continue;
            }
            self.past = false;
            self.listed = false;
            self.about = false;
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
            decided: self.verb == Some(Action::Pass)
                || ["关于", "决定"].iter().any(|word| head.contains(word))
                || outer.is_some_and(|outer| outer.contains(&Action::Pass)),
        };
        let mut actions: Vec<Action> = frame.action().into_iter().collect();
        // 表决通过关于修改…的决定: it is amended; while that is a draft, what is done with the draft.
        if let Some(outer) = outer
            && !outer.contains(&Action::Pass)
        {
            actions = outer.to_vec();
        }
        for mention in group {
            self.mention(s, mention, &actions);
        }
        if let [Action::HearReview | Action::Explain] = actions[..] {
            for mention in std::mem::take(&mut self.open) {
                self.mention(s, &mention, &actions);
            }
        }
        if actions.is_empty() && self.heard && self.about && after.starts_with('、') {
            self.open.extend_from_slice(group);
        }
        if outer.is_some() || !group.iter().any(|mention| mention.is_regulation) {
            return;
        }
        let put = actions.is_empty()
            && (head.contains("提请审议") && after.starts_with("的议案") || after.contains("提请"));
        self.lay(group, put);
        let span = Span::new(last.span.end, last.span.end + after.len());
        for pointed in frame.rest() {
            self.act_on_table(pointed, span);
        }
    }

    /// What the article goes on to speak of.
    fn lay(&mut self, group: &[Mention], put: bool) {
        // Those of a sentence stay together, for 两个条例草案 means the two last named; the oldest go.
        const MOST: usize = 32;
        if !self.laid || self.table.len() > MOST {
            self.table.clear();
        }
        self.laid = true;
        let list = self.table.last().map_or(0, |law| law.list + 1);
        self.table.extend(group.iter().filter(|mention| mention.is_regulation).map(|mention| {
            OnTable { name: mention.name.clone(), status: mention.status.clone(), put, list }
        }));
    }

    /// Something is done with regulations on the table that the words at `span` do not name.
    fn act_on_table(&mut self, pointed: Pointed, span: Span) {
        let Some(list) = self.table.last().map(|law| law.list) else { return };
        let from = match pointed.many {
            Some(many) => self.table.len().saturating_sub(many),
            None => self.table.partition_point(|law| law.list < list),
        };
        self.done.extend(self.table[from..].iter().map(|law| Act {
            name: law.name.clone(),
            status: law.status.clone(),
            action: pointed.action,
            by: self.person,
            actor: None,
            unmarked_decision: false,
            span,
        }));
    }

    fn mention(&mut self, s: &Sentence<'_>, mention: &Mention, actions: &[Action]) {
        // A title within a title is as deep as titles go.
        const DEEPEST: usize = 3;
        if let Some(inside) = mention.inside.filter(|_| self.depth < DEEPEST) {
            let text = inside.of(s.text);
            let transparent = ["批准", "修改", "废止", "修正"].iter().any(|w| text.starts_with(w));
            let mut within = Agenda {
                person: self.person,
                actor: self.actor,
                depth: self.depth + 1,
                ..Agenda::default()
            };
            // A decision acts on what it names; any other title only reports on it.
            within.part(s, inside, (mention.is_regulation).then_some(actions));
            if !mention.is_regulation
                || transparent
                    && (!within.done.is_empty() || ELSE.iter().any(|word| text.contains(word)))
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
        if actions.contains(&Action::Pass)
            && let Some((action, law)) = enacted(&mention.name)
        {
            self.done.push(Act {
                name: law.to_owned(),
                status: None,
                action,
                by: self.person,
                actor: self.actor,
                unmarked_decision: false,
                span: mention.span,
            });
        }
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
        if self.table.is_empty() {
            return;
        }
        const EXPLAINED: [&str; 4] = ["作了说明", "作说明", "听取了相关说明", "听取了有关说明"];
        let text = range.of(s.text);
        for part in text.split(['，', '。', '；']) {
            let explained = self.table.iter().all(|law| law.put)
                && !part.contains("关于")
                && EXPLAINED.iter().any(|end| part.ends_with(end));
            let pointed = if explained {
                Some(Pointed { action: Action::Explain, many: None })
            } else {
                pointed(part, true)
            };
            if let Some(pointed) = pointed {
                let start = range.start + (part.as_ptr() as usize - text.as_ptr() as usize);
                self.act_on_table(pointed, Span::new(start, start + part.len()));
            }
        }
    }
}

/// What a decision approves that is no law of the country: a treaty, or a paper in marks.
const ELSE: [&str; 5] = ["条约", "协定", "公约", "议定书", "《"];

/// Whether what follows 通过 is its object, and not a means: 通过《…》, 会议通过甲法.
fn governs(s: &Sentence<'_>, t: usize, range: Span) -> bool {
    let start = s.tokens.get(t).map_or(range.end, |token| token.span.start);
    let rest = &s.text[start..];
    ["《", "〈", "关于", "新修订", "新修改", "新制定"].iter().any(|word| rest.starts_with(word))
        || start >= range.end && passes(s, t - 1)
}
