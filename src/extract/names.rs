//! Which strings of an article are personal names.
//!
//! A name is known by what stands around it (a title before, a list mark beside, a verb after), by
//! its shape, and by the rest of the article: what was sure in one place is known in all others.

use super::name_lists::title_note;
use super::part::Part;
use crate::lexicon::{Class, Lexicon, List, ListSet, TitleKind, is_han};
use crate::model::Span;
use crate::text::{Hits, Segmenter};
use rustc_hash::FxHashMap;

/// A name that stands at a place of a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub(super) span: Span,
    pub(super) score: f32,
}

/// What stands before a possible name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Left {
    /// A title.
    Title { foreign: bool, member: bool, group: bool },
    /// A list mark or a conjunction after another name.
    List,
    /// The beginning of a clause.
    Clause,
    /// 由, 会见 and their like.
    Opener,
    /// A body's name.
    Body,
    /// A comma after another name.
    Comma,
    /// 任命, 免去: a name follows, and a post may follow at once.
    Appointment,
}

impl Left {
    pub(super) fn weight(self) -> f32 {
        match self {
            Left::Title { .. } => 0.55,
            Left::List => 0.55,
            Left::Opener => 0.3,
            Left::Body => 0.35,
            Left::Comma => 0.45,
            Left::Appointment => 0.7,
            Left::Clause => 0.2,
        }
    }
}

/// The least that shape and surroundings add up to for a name.
pub(super) const ACCEPT: f32 = 1.3;
/// A name so sure that it is known in the whole article.
pub(super) const SURE: f32 = 1.42;

/// What a first look at a sentence saw.
pub struct Seen<'w> {
    hits: Hits<'w>,
    spots: Vec<Spot>,
}

/// The names of an article: found by [`Finder::learn`], placed by [`Finder::spans`].
pub struct Finder {
    pub(super) lexicon: &'static Lexicon,
    pub(super) segmenter: &'static Segmenter,
    /// The names that are sure, with their scores.
    known: FxHashMap<String, f32>,
    /// The lengths of those that begin with the character, in bytes.
    lengths: FxHashMap<char, Vec<usize>>,
    /// A bit for each of these characters, which other characters may share.
    initials: u64,
    pub(super) words: FxHashMap<String, bool>,
}

impl Finder {
    /// A finder that knows no name yet.
    pub fn new(segmenter: &'static Segmenter) -> Self {
        Self {
            lexicon: segmenter.lexicon(),
            segmenter,
            known: FxHashMap::default(),
            lengths: FxHashMap::default(),
            initials: 0,
            words: FxHashMap::default(),
        }
    }

    /// Learns the names that a sentence makes sure; what it saw there serves [`Finder::spans`].
    pub fn learn<'w>(&mut self, part: &'w Part<'_>) -> Seen<'w> {
        let (sentence, scan) = (part.text, &part.scan);
        let hits = Hits::new(sentence.len(), &scan.words);
        let spots = self.spots(sentence, &hits, scan.lists);
        for spot in &spots {
            if spot.score >= SURE {
                self.make_known(spot.span.of(sentence), spot.score);
            }
        }
        Seen { hits, spots }
    }

    fn make_known(&mut self, name: &str, score: f32) {
        if let Some(known) = self.known.get_mut(name) {
            *known = known.max(score);
            return;
        }
        self.known.insert(name.to_owned(), score);
        let Some(first) = name.chars().next() else { return };
        self.initials |= initial(first);
        let lengths = self.lengths.entry(first).or_default();
        if !lengths.contains(&name.len()) {
            lengths.push(name.len());
        }
    }

    /// Whether the article has made the name sure.
    pub fn is_known(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// Where names stand in `sentence`, in order, without overlap.
    pub fn spans(&self, sentence: &str, seen: Seen<'_>) -> Vec<Span> {
        let Seen { hits, mut spots } = seen;
        self.recall(sentence, &hits, &mut spots);
        spots.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.span.cmp(&b.span)));
        let mut taken: Vec<Span> = Vec::with_capacity(spots.len());
        for spot in spots {
            // 朱光, 努尔兰·阿 where the article has 朱光应, 努尔兰·阿不都满金.
            if self.longer_known(&sentence[spot.span.start..], spot.span.of(sentence)) {
                continue;
            }
            let at = taken.partition_point(|t| t.start < spot.span.start);
            let clear = taken.get(at).is_none_or(|next| spot.span.end <= next.start)
                && at.checked_sub(1).is_none_or(|b| taken[b].end <= spot.span.start);
            if clear {
                taken.insert(at, spot.span);
            }
        }
        taken
    }

    /// Known names wherever else they stand, if nothing speaks against it.
    fn recall(&self, sentence: &str, hits: &Hits, spots: &mut Vec<Spot>) {
        if self.known.is_empty() {
            return;
        }
        let begins = |(_, first): &(usize, char)| self.initials & initial(*first) != 0;
        for (start, first) in sentence.char_indices().filter(begins) {
            for len in self.lengths.get(&first).into_iter().flatten() {
                let Some(name) = sentence.get(start..start + len) else { continue };
                let Some(&score) = self.known.get(name) else { continue };
                let span = Span::new(start, start + name.len());
                if spots.iter().any(|s| s.span == span) {
                    continue;
                }
                let right = self.right(sentence, hits, span.end);
                let short = name.chars().count() < 3;
                let inside = self.is_inside_word(sentence, hits, span);
                if inside || (short && right < 0.1) {
                    continue;
                }
                spots.push(Spot { span, score: score.min(1.4) + right * 0.1 });
            }
        }
    }

    /// Whether `text` begins with a known name that is longer than `name`, with which it begins too.
    fn longer_known(&self, text: &str, name: &str) -> bool {
        let first = name.chars().next();
        let lengths = first.and_then(|first| self.lengths.get(&first)).into_iter().flatten();
        lengths
            .filter(|len| **len > name.len())
            .any(|&len| text.get(..len).is_some_and(|longer| self.known.contains_key(longer)))
    }

    /// Whether a word of the lexicon runs across the border of `span`.
    fn is_inside_word(&self, sentence: &str, hits: &Hits, span: Span) -> bool {
        let before = sentence[..span.start].char_indices().rev().take(5);
        before.into_iter().any(|(at, _)| {
            hits.starting(at).is_some_and(|h| {
                h.end > span.start && h.end - h.start > 3 && !matches!(h.class, Class::Place)
            })
        })
    }

    fn spots(&mut self, sentence: &str, hits: &Hits, lists: ListSet) -> Vec<Spot> {
        let mut spots: Vec<Spot> = Vec::new();
        let mut clause = true;
        let mut list = false;
        let mut at = 0;
        let mut comma: Option<usize> = None;
        // Where the list began that we are in, and past its last name.
        let (mut begun, mut listed) = (0, 0);
        let mut last_title: Option<(usize, Left)> = None;
        let elects = lists.has(List::Election) && sentence.contains("当选");
        let dotted = lists.has(List::NameDot);
        let appoints = lists.has(List::PostLink);
        let appointing = lists.has(List::Appointing).then(|| List::Appointing.first_end(sentence));
        let appointing = appointing.flatten().unwrap_or(sentence.len());
        while at < sentence.len() {
            let Some(c) = sentence[at..].chars().next() else { break };
            // 《甘肃省长城保护条例》: nobody is named in the title of a paper, unless it is about a post.
            if c == '《'
                && let Some(close) = sentence[at..].find('》')
                && !sentence[at..at + close].contains(['任', '免', '辞', '选'])
                && !sentence[at..at + close].contains("同志")
            {
                at += close + '》'.len_utf8();
                (clause, list) = (false, false);
                continue;
            }
            let titled = last_title.filter(|(end, _)| *end == at).map(|(_, left)| left);
            let left = match titled {
                Some(left) => Some(left),
                None if appoints
                    && (clause || at == 0 || sentence[..at].ends_with('、'))
                    && self.is_appointed(sentence, hits, at, appointing) =>
                {
                    Some(Left::Appointment)
                }
                None if list => Some(Left::List),
                None => opens(sentence, hits, at)
                    .or_else(|| heads_unit(sentence, at).then_some(Left::Body))
                    .or((comma == Some(at)).then_some(Left::Comma))
                    .or(clause.then_some(Left::Clause)),
            };
            let may = left != Some(Left::Clause) || self.may_stand(sentence, hits, at, dotted);
            if let Some(left) = left.filter(|_| may)
                && let Some(spot) = self.best(sentence, hits, at, left, dotted)
                && spot.score >= ACCEPT
            {
                spots.push(spot);
                if left != Left::List {
                    begun = at;
                }
                at = spot.span.end;
                clause = false;
                (at, list) = self.list_mark(sentence, hits, at);
                listed = at;
                comma = sentence[at..].starts_with('，').then(|| at + '，'.len_utf8());
                continue;
            }
            // 程望舒、刘淇、令计平、苏明远: one of a long list is none by itself.
            if left == Some(Left::List)
                && let Some(found) = self.long_list(sentence, begun, dotted)
                && found.last().is_some_and(|last| last.span.end > at)
            {
                at = found.last().map_or(at, |s| s.span.end);
                spots.extend(found.into_iter().filter(|item| item.span.start >= listed));
                (clause, list) = (false, false);
                continue;
            }
            if left == Some(Left::Clause)
                && let Some(found) = may
                    .then(|| self.bare_list(sentence, hits, at, dotted))
                    .flatten()
                    .or_else(|| self.long_list(sentence, at, dotted))
            {
                at = found.last().map_or(at, |s| s.span.end);
                spots.extend(found);
                (clause, list) = (false, false);
                continue;
            }
            list = false;
            match hits.starting(at) {
                Some(hit) if matches!(hit.class, Class::Title(_)) => {
                    let foreign = self.is_foreign_title(sentence, hits, hit.start, hit.class);
                    // 常委 is a post like any other.
                    let member = hit.class == Class::Title(TitleKind::Member)
                        && &sentence[hit.start..hit.end] != "常委";
                    let group = hit.class == Class::Title(TitleKind::Group);
                    at = hit.end;
                    // 党工委书记（兼）周琪
                    at += title_note(&sentence[at..]);
                    // 市委副书记：甲、乙
                    let colon = !group && sentence[at..].starts_with('：');
                    at += usize::from(colon) * '：'.len_utf8();
                    last_title = Some((at, Left::Title { foreign, member, group }));
                    // 甲当选为会长、乙、丙当选为副会长
                    if elects && sentence[at..].starts_with('、') {
                        at += '、'.len_utf8();
                        clause = true;
                        continue;
                    }
                    // 汪劲松主任、任火良书记: the list goes on behind the title.
                    if spots.last().is_some_and(|s| s.span.end == hit.start) {
                        (at, list) = self.list_mark(sentence, hits, at);
                    }
                    clause = false;
                    // 副主任（兼）, 主任、: what follows the mark is a title or a name.
                    continue;
                }
                // 组织|部长: the title begins within the body's name.
                Some(hit) if let Some(title) = title_within(sentence, hits, hit.start, hit.end) => {
                    at = title;
                    clause = false;
                }
                Some(hit) if hit.end - hit.start > 3 => {
                    clause = matches!(hit.class, Class::Adverb) && clause;
                    at = hit.end;
                }
                _ => {
                    clause = matches!(
                        c,
                        '，' | '。' | '；' | '：' | '“' | '！' | '？' | '（' | '\n' | ' ' | '—'
                    );
                    at += c.len_utf8();
                    // Amid running text no name begins.
                    if !clause && c != '、' {
                        at = hits.skip(sentence, at);
                    }
                }
            }
        }
        spots
    }

    /// 王某为副市长、李某任民政局局长，赵某的…职务: who is given a post, or relieved of one. A verb of
    /// appointing stands before (the first ends at `appointing`), or the sentence is a line of a list and
    /// says no more.
    fn is_appointed(&self, sentence: &str, hits: &Hits, at: usize, appointing: usize) -> bool {
        const LONGEST_POST: usize = 120;
        if appointing > at && at > 0 {
            return false;
        }
        let rest = &sentence[at..];
        let link = rest.char_indices().skip(2).take(4).find_map(|(i, _)| {
            ["同志为", "同志任", "为", "任", "的"]
                .iter()
                .find(|link| rest[i..].starts_with(**link))
                .map(|link| (at + i, at + i + link.len()))
        });
        let Some((name_end, post)) = link else { return false };
        if !sentence[at..name_end].chars().all(is_han) {
            return false;
        }
        let end =
            sentence[post..].find(['，', '、', '。', '；']).map_or(sentence.len(), |i| post + i);
        let stated = &sentence[post..end];
        let titled = stated.len() < LONGEST_POST
            && stated.char_indices().any(|(i, _)| {
                hits.starting(post + i).is_some_and(|h| {
                    matches!(h.class, Class::Title(kind) if kind != TitleKind::Group)
                        && (h.end == end || sentence[h.end..end].starts_with("职务"))
                })
            });
        titled
            && (appointing <= at
                || at == 0
                    && rest[name_end - at..].starts_with('的')
                    && sentence[..end].ends_with("职务")
                || at == 0
                    && sentence[end..].chars().count() < 2
                    && !rest[name_end - at..].starts_with('的'))
    }

    /// 卢旺达总统: names after it are written to sound foreign.
    fn is_foreign_title(&self, sentence: &str, hits: &Hits, start: usize, class: Class) -> bool {
        if matches!(class, Class::Title(TitleKind::State)) {
            return true;
        }
        let from = sentence[..start].char_indices().rev().take(14).last().map_or(start, |(i, _)| i);
        let before = &sentence[from..start];
        let cut = before.rfind(['，', '、', '。', '和']).map_or(from, |i| from + i);
        sentence[cut..start]
            .char_indices()
            .any(|(i, _)| hits.starting(cut + i).is_some_and(|h| h.class == Class::Country))
    }
}

/// The bit of a character.
fn initial(c: char) -> u64 {
    1 << (c as u32 % u64::BITS)
}

/// Where a title begins within a word and goes on past its end.
fn title_within(sentence: &str, hits: &Hits, start: usize, end: usize) -> Option<usize> {
    // 省军区|领导同志 is not 省军|区领导.
    if hits.starting(end).is_some_and(|h| matches!(h.class, Class::Title(_))) {
        return None;
    }
    sentence[start..end].char_indices().skip(1).map(|(i, _)| start + i).find(|&at| {
        hits.starting(at).is_some_and(|h| matches!(h.class, Class::Title(_)) && h.end > end)
    })
}

/// 科教司廖西元副司长: between a unit and the title of its head.
fn heads_unit(sentence: &str, at: usize) -> bool {
    let unit = sentence[..at].chars().next_back();
    let Some(unit) = unit.filter(|unit| "局司所处院署".contains(*unit)) else { return false };
    let rest = &sentence[at..];
    rest.char_indices().skip(2).take(2).any(|(end, _)| {
        let title = rest[end..].strip_prefix('副').unwrap_or(&rest[end..]);
        title.strip_prefix(unit).is_some_and(|title| title.starts_with('长'))
    })
}

fn opens(sentence: &str, hits: &Hits, at: usize) -> Option<Left> {
    let hit = hits.ending(at)?;
    let word = &sentence[hit.start..hit.end];
    if hit.lists.has(List::Appointing) {
        return Some(Left::Appointment);
    }
    if matches!(hit.class, Class::Body | Class::BodySuffix) && hit.end - hit.start > 3 {
        return Some(Left::Body);
    }
    // 出席会议的副主委有黄某、赵某; and 有关部门
    let apart = || {
        word != "有"
            || hits.ending(hit.start).is_some_and(|h| matches!(h.class, Class::Title(_)))
            || sentence[..hit.start].ends_with('的') && !sentence[at..].starts_with('关')
    };
    (hit.lists.has(List::Opening) && apart()).then_some(Left::Opener)
}

/// Words that say what somebody did at a meeting.
pub(super) fn is_role(class: Class) -> bool {
    matches!(
        class,
        Class::Chair
            | Class::Attend
            | Class::Observe
            | Class::Speak
            | Class::Report
            | Class::Say
            | Class::Meet
            | Class::Suffix
            | Class::Title(_)
            | Class::Adverb
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sentence: &str) -> Vec<String> {
        let mut finder = Finder::new(Segmenter::standard());
        let part = Part::new(sentence, 0, 0);
        let seen = finder.learn(&part);
        finder.spans(sentence, seen).into_iter().map(|s| s.of(sentence).to_owned()).collect()
    }

    #[test]
    fn names_are_told_from_their_surroundings() {
        for (sentence, expected) in [
            ("省委书记、省人大常委会主任陈刚出席会议。", vec!["陈刚"]),
            (
                "副主任王黎明、杨逢春、尼玛卓玛，秘书长陈东昌及委员出席。",
                vec!["王黎明", "杨逢春", "尼玛卓玛", "陈东昌"],
            ),
            ("刘超主持，李宏亚、何录春出席。", vec!["刘超", "李宏亚", "何录春"]),
            ("吴晓军指出，要高度重视。", vec!["吴晓军"]),
            ("座谈会由县委书记高峰主持。", vec!["高峰"]),
            ("县委书记高度重视这项工作。", vec![]),
            ("卢旺达总统卡加梅出席会议。", vec!["卡加梅"]),
            ("全国政协副主席帕巴拉·格列朗杰、何厚铧出席会议。", vec!["帕巴拉·格列朗杰", "何厚铧"]),
        ] {
            assert_eq!(names(sentence), expected, "{sentence}");
        }
    }
}
