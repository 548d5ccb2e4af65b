//! How well a string may be a name where it stands: its shape, and the words on both sides.

use super::dotted_names::MARKS;
use super::name_right::{WEAK, follows_title, is_day};
use super::names::{ACCEPT, Finder, Left, Spot};
use super::shape::{self, NameKind, Shape};
use crate::lexicon::{Character, Class, List, TitleKind};
use crate::model::Span;
use crate::text::Hits;

/// The most characters of a name: of most, of one that renders a foreign one, of one with dots.
const CHINESE: usize = 5;
const FOREIGN: usize = 9;
const DOTTED: usize = 24;

/// A longer string is the better name only by more than this.
const NOT_BETTER: f32 = 0.01;

/// What falls short of this by both its sides and its shape is accepted nowhere, nor does it stand
/// in the way of another.
const HOPELESS: f32 = ACCEPT - 2.0 * NOT_BETTER;

/// What stands behind a name that is appointed, where the name has a good shape.
const POSTED: f32 = 0.2;

impl Finder {
    /// The best name that begins at `at` of a sentence, where names with dots may stand if it is
    /// `dotted`.
    pub(super) fn best(
        &mut self,
        sentence: &str,
        hits: &Hits,
        at: usize,
        left: Left,
        dotted: bool,
    ) -> Option<Spot> {
        let mut best: Option<Spot> = None;
        let mut letters = [Character::default(); DOTTED];
        let letters = self.letters(&sentence[at..], left, dotted, &mut letters);
        let ends = sentence[at..].char_indices().map(|(i, c)| at + i + c.len_utf8());
        let whole = self.marked_off(sentence, hits, at, letters);
        for (n, end) in (1..=letters.len()).zip(ends).skip(1) {
            // What stands behind rules most strings out, whatever their shape.
            let (text, letters) = (&sentence[at..end], &letters[..n]);
            if whole.is_some_and(|(dot, whole)| end > dot && end < whole) {
                continue;
            }
            // 努尔兰·阿|不都满金作报告
            if dotted && self.cuts_element(sentence, at, end, letters) {
                continue;
            }
            let known = self.known_right(sentence, hits, end);
            if !may_suffice(letters, left, known) || left == Left::Body && !follows_title(hits, end)
            {
                continue;
            }
            let foreign =
                left == Left::Title { foreign: true, member: false, group: false } && n <= FOREIGN;
            let shape = shape::shape(text, letters, &self.lexicon.names);
            // 穆罕默德: after a foreign title an unknown surname is none.
            let shape = shape.filter(|s| !foreign || s.score > shape::RARE).or_else(|| {
                (foreign && shape::could_render(letters) && !self.begins_with_word(text))
                    .then_some(Shape { kind: NameKind::Foreign, score: 0.3 })
            });
            let Some(shape) = shape else { continue };
            let span = Span::new(at, end);
            let Some(score) = self.score(sentence, hits, span, shape, left, known) else {
                continue;
            };
            if best.is_none_or(|b| score > b.score + NOT_BETTER) {
                best = Some(Spot { span: Span::new(at, end), score });
            }
        }
        best
    }

    /// Whether a name with nothing before it may begin at `at` for its first characters and for what
    /// stands behind it: with or without a verb to open it.
    pub(super) fn may_stand(&self, sentence: &str, hits: &Hits, at: usize, dotted: bool) -> bool {
        let mut letters = [Character::default(); DOTTED];
        let letters = self.letters(&sentence[at..], Left::Opener, dotted, &mut letters);
        let ends = sentence[at..].char_indices().map(|(i, c)| at + i + c.len_utf8());
        (1..=letters.len()).zip(ends).skip(1).any(|(n, end)| {
            may_suffice(&letters[..n], Left::Opener, self.known_right(sentence, hits, end))
        })
    }

    /// The characters at the beginning of `text` that a name may have: most have no more than five. None
    /// where no name begins so.
    fn letters<'l>(
        &self,
        text: &str,
        left: Left,
        dotted: bool,
        letters: &'l mut [Character; DOTTED],
    ) -> &'l [Character] {
        let names = &self.lexicon.names;
        let bare = matches!(left, Left::Clause | Left::Opener | Left::Body | Left::Appointment);
        let first = text.chars().next().map(|c| names.character(c)).unwrap_or_default();
        if bare && !dotted && !first.begins_name() && !first.is_translit() {
            return &[];
        }
        let far = dotted || matches!(left, Left::Title { foreign: true, .. });
        let (mut count, mut rendered, mut dotted) = (0, 0, false);
        for c in text.chars() {
            let letter = names.character(c);
            let longest = match () {
                () if dotted => DOTTED,
                () if far || rendered == count => FOREIGN,
                () => CHINESE,
            };
            if count >= longest || !letter.is_letter() {
                break;
            }
            letters[count] = letter;
            dotted |= letter.is_dot();
            rendered += usize::from(rendered == count && letter.is_translit());
            count += 1;
        }
        if !(dotted || matches!(left, Left::Title { foreign: true, .. })) {
            count = count.min(rendered.max(CHINESE));
        }
        let letters = &letters[..count];
        if bare && !shape::may_begin(letters) { &[] } else { letters }
    }

    /// How well the string may be a name, `None` where it cannot be one that is accepted; `known`: what
    /// [`Finder::known_right`] says of what stands behind it.
    fn score(
        &mut self,
        sentence: &str,
        hits: &Hits,
        span: Span,
        shape: Shape,
        left: Left,
        known: Option<f32>,
    ) -> Option<f32> {
        let text = span.of(sentence);
        // A surname that no table has needs names on both sides.
        let titled = matches!(left, Left::Title { member: false, group: false, .. });
        let rare = shape.kind == NameKind::Chinese && shape.score <= shape::RARE;
        if rare && !(titled || matches!(left, Left::List | Left::Comma)) {
            return None;
        }
        // 管理局韦慧局长: behind a body only where a title follows.
        let unit = || text.ends_with(|c| "科处股室组队所站办部院局厅中心".contains(c));
        if left == Left::Body && unit() {
            return None;
        }
        // Most strings fall short: no need to look further at them, nor into the dictionary.
        // 免去张松岭省政府秘书长职务: the post follows at once.
        let posted = left == Left::Appointment && shape.score > 0.6;
        let least = if posted { POSTED } else { f32::MIN };
        let sum =
            |right: f32| shape.score + left.weight() + right + gained(left, shape.kind, right);
        if sum(known.unwrap_or(WEAK).max(least)) < HOPELESS {
            return None;
        }
        let chars = text.chars().count();
        // 干部处处长某某
        if unit() && chars > 2 && self.begins_with_word(text) {
            return None;
        }
        let right = known.unwrap_or_else(|| self.weak_right(&sentence[span.end..])).max(least);
        if rare && right < 0.4 {
            return None;
        }
        // 同迪亚斯-卡内尔: the preposition is no part of a foreign name.
        let opening = hits.starting(span.start).filter(|h| h.end - h.start <= 3).map(|h| h.class);
        if shape.kind != NameKind::Chinese
            && matches!(opening, Some(Class::Conj | Class::Prep | Class::Adverb))
        {
            return None;
        }
        // 总书记都报以微笑
        if matches!(left, Left::Title { .. })
            && right < 0.3
            && chars == 3
            && self.is_rare_surname(text)
            && text.starts_with(['都', '答', '便', '则', '亦'])
        {
            return None;
        }
        // 成员国之一
        if matches!(left, Left::Title { member: true, .. })
            && right < 0.4
            && self.is_rare_surname(text)
        {
            return None;
        }
        // 习近平结束访问: a name that is known, and a verb.
        if rare && chars > 3 && self.begins_with_name(text) {
            return None;
        }
        // 在全国两会期间: what begins with a word of its own is no rare name.
        if rare && hits.starting(span.start).is_some() {
            return None;
        }
        if rare && self.has_words(text) {
            return None;
        }
        // 领导和各村: a conjunction after a group.
        if matches!(left, Left::Title { group: true, .. })
            && hits.starting(span.start).is_some_and(|h| h.class == Class::Conj)
        {
            return None;
        }
        // 组织和广大委员, 对于促进…: a small word, and a word of the dictionary.
        let given = &text[text.chars().next().map_or(0, char::len_utf8)..];
        if matches!(opening, Some(Class::Conj | Class::Prep))
            && !matches!(left, Left::List | Left::Comma)
            && !(matches!(left, Left::Title { .. }) && opening == Some(Class::Prep))
            && chars > 2
            && self.segmenter.is_common_word(given)
        {
            return None;
        }
        if self.runs_into_words(sentence, span, left, rare) {
            return None;
        }
        // 刘淇二|十六日, 陈芸外|，
        let last = text.char_indices().next_back().map_or(0, |(i, _)| span.start + i);
        let except = text.ends_with('外')
            && sentence[span.end..].starts_with('，')
            && sentence[..span.start].contains('除');
        if chars > 2 && (except || is_day(&sentence[last..])) {
            return None;
        }
        // 惠永作|为项目方代表, 区安办|通报
        if text.ends_with('作') && sentence[span.end..].starts_with('为')
            || matches!(left, Left::Clause) && text.ends_with(['办', '局', '委', '科', '处'])
        {
            return None;
        }
        // 余总, 梁检: how colleagues call somebody; 航太部|经理, 干部任|免职: what a title or a deed follows.
        let listed = matches!(left, Left::List | Left::Comma);
        let called = chars == 2 && !listed && text.ends_with(['总', '检', '局', '院', '董', '老'])
            || text.ends_with("先生")
            || text.ends_with("女士");
        let part = text.ends_with(['部', '处', '室', '科', '局', '厅'])
            && follows_title(hits, span.end)
            && !matches!(left, Left::Title { .. })
            || text.ends_with('任') && sentence[span.end..].starts_with(['免', '职', '命', '期']);
        if (called || part) && !self.is_known(text) {
            return None;
        }
        // 市委书记要亲自抓: what has to be done.
        if matches!(left, Left::Title { .. }) && right < 0.4 && text.starts_with('要') {
            return None;
        }
        // 副主委有黄某、赵某; 馆员们踊跃发言; 各级领导干部
        if rare && text.starts_with(['有', '们', '各', '等']) || List::NoName.has(text) {
            return None;
        }
        // 会见了来渝参加…
        if left == Left::Opener && text.starts_with('来') {
            return None;
        }
        // 宁强副县长, 山东·香港周: the name of a place.
        let places = &self.lexicon.places;
        let place = !places.named(text).is_empty() && follows_title(hits, span.end)
            || text.contains('·') && places.at_start(text).is_some();
        if place && !matches!(left, Left::Title { .. } | Left::List) {
            return None;
        }
        // 孙菁菁，黄旺，回彬，: only between marks.
        if left == Left::Comma && !sentence[span.end..].starts_with(['，', '、', '。']) {
            return self.score(sentence, hits, span, shape, Left::Clause, known);
        }
        let mut score = sum(right);
        if shape.kind == NameKind::Foreign
            && left != (Left::Title { foreign: true, member: false, group: false })
        {
            score -= if self.is_known(text) { 0.0 } else { 0.25 };
        }
        // 毛致用、经叔平、张克辉
        let between_names = left == Left::List && chars == 3 && right >= 0.45;
        // 努尔兰·阿不都满金，: between a dot and a mark stands one name.
        let dot = text.find(|c| self.lexicon.names.character(c).is_dot());
        let marked = sentence[span.end..].starts_with(MARKS) && !self.ends_in_word(text);
        for (i, _) in text.char_indices() {
            let Some(hit) = hits.starting(span.start + i) else { continue };
            let long = hit.end - hit.start > 3;
            let whole = hit.start == span.start && hit.end == span.end;
            // 金涛作动员讲话: a verb begins within it and goes on.
            let verb = hit.class.is_deed();
            if verb && long && i > 0 && hit.end > span.end {
                score -= 0.5;
            }
            match hit.class {
                // 秘书处, 委员会: a title or a body that goes on is no name.
                // 王国会 is a name all the same.
                Class::BodySuffix
                    if i > 0
                        && chars == 3
                        && hit.end == span.end
                        && shape.score > 0.65
                        && right >= 0.45 =>
                {
                    score -= 0.1;
                }
                Class::Title(_) | Class::BodySuffix | Class::MeetingHead(_) if long => return None,
                Class::Place | Class::Country if whole => match left {
                    Left::Title { .. } => score -= 0.5,
                    _ => return None,
                },
                Class::Place | Class::Country => score -= 0.1,
                _ if long && (hit.end <= span.end || i == 0) => score -= 0.4,
                // 把实践, 要加: a function word that is hardly ever a surname.
                Class::Conj | Class::Prep | Class::Particle | Class::Adverb
                    if i == 0
                        && !long
                        && !matches!(left, Left::Title { .. } | Left::Appointment)
                        && !between_names
                        && self.is_rare_surname(text) =>
                {
                    return None;
                }
                // 向马晓晖表示: a preposition, and the name behind it.
                Class::Prep | Class::Conj if i == 0 && !long && chars > 2 => {
                    let rest = &text[text.chars().next().map_or(0, char::len_utf8)..];
                    let inner = shape::shape_of(rest, &self.lexicon.names);
                    if inner.is_some_and(|s| s.score > 0.55) {
                        score -= 0.25;
                    }
                }
                // 李和, 王与: one character that is a word besides.
                // 韩军和委员: but a conjunction never stands before a mark.
                Class::Conj | Class::Adverb if i > 0 && !long && hit.end == span.end => {
                    let marked = sentence[span.end..]
                        .chars()
                        .next()
                        .is_none_or(|c| "、，。；（".contains(c))
                        || hits.starting(span.end).is_some_and(|h| {
                            // 晏永和等: a conjunction has a name behind it.
                            matches!(
                                h.class,
                                Class::Attend | Class::Chair | Class::Observe | Class::Suffix
                            ) || hit.class == Class::Adverb
                                && h.class == Class::Title(TitleKind::Head)
                        });
                    // 赵永来在主席台就座
                    let prep = hits.starting(span.end).is_some_and(|h| h.class == Class::Prep);
                    let free = marked || prep && hit.class == Class::Adverb;
                    score -= if free { 0.0 } else { 0.35 };
                }
                // 莱希对我国进行国事访问
                Class::Prep | Class::Particle | Class::Adverb
                    if !long
                        && shape.kind != NameKind::Chinese
                        && !(marked && dot.is_some())
                        && !(right >= 0.45
                            && hit.end == span.end
                            && i > dot.unwrap_or(text.len()))
                        && !text
                            .split(|c| self.lexicon.names.character(c).is_dot())
                            .all(|part| self.lexicon.names.is_minority(part))
                        && !text[i..].starts_with(|c| self.lexicon.names.is_translit(c)) =>
                {
                    score -= 0.5;
                }
                // 吴波|向人大代表汇报: what the preposition governs stands behind it.
                Class::Prep
                    if i > 0
                        && chars > 2
                        && hit.end == span.end
                        && hits.starting(span.end).is_some_and(|h| {
                            matches!(
                                h.class,
                                Class::Title(_) | Class::Body | Class::BodySuffix | Class::Place
                            )
                        }) =>
                {
                    score -= 0.4;
                }
                Class::Conj | Class::Prep if i > 0 && chars > 2 => score -= 0.15,
                _ => {}
            }
        }
        if self.is_word(text) {
            score -= match left {
                Left::Title { member: false, group: false, .. } if right >= 0.45 => 0.1,
                Left::List => 0.25,
                _ => 0.5,
            };
        }
        Some(score)
    }

    /// Whether words of the dictionary account for the string better than a name does.
    fn runs_into_words(&mut self, sentence: &str, span: Span, left: Left, rare: bool) -> bool {
        let text = span.of(sentence);
        let cut = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
        let uncommon = text.chars().next().is_some_and(|c| self.lexicon.names.surname(c) < 3);
        // 全年共举办: a word, where the surname is an uncommon one.
        if uncommon
            && left == Left::Clause
            && text.chars().count() == 3
            && self.begins_with_word(text)
            && !self.is_known(text)
        {
            return true;
        }
        // 骆旭东紧急: a name, and a word behind it.
        if rare && text.chars().count() > 4 {
            let (name, rest) = text.split_at(cut(3));
            let named = shape::shape_of(name, &self.lexicon.names).is_some_and(|s| s.score > 0.55);
            if named && self.is_word(rest) {
                return true;
            }
        }
        // 金边和平大厦: the conjunction is the first half of a word, and a word follows.
        let before = sentence[..span.start].chars().next_back();
        if let Some(conj) = before.filter(|c| "和与同及".contains(*c))
            && text.chars().count() == 3
        {
            let joined: String = [conj].into_iter().chain(text.chars().take(1)).collect();
            if self.segmenter.has_word(&joined) && self.is_word(&text[cut(1)..]) {
                return true;
            }
        }
        // 、金融稳定理事会: a word, and another that the string cuts in two.
        let next = sentence[span.end..].chars().next();
        if let (Some(last), Some(next)) = (text.chars().next_back(), next)
            && text.chars().count() == 3
            && left == Left::List
            && self.begins_with_word(text)
        {
            let joined: String = [last, next].into_iter().collect();
            return self.segmenter.has_word(&joined);
        }
        false
    }

    /// 有关部门: two words of the dictionary, and no name of four characters.
    pub(super) fn has_words(&mut self, text: &str) -> bool {
        let middle = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
        let (front, back) = text.split_at(middle);
        self.is_word(front) || back.chars().count() > 1 && self.is_word(back)
    }

    pub(super) fn begins_with_word(&mut self, text: &str) -> bool {
        let two = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
        self.is_word(&text[..two])
    }

    pub(super) fn begins_with_name(&self, text: &str) -> bool {
        [2, 3].iter().any(|&n| {
            text.char_indices().nth(n).is_some_and(|(end, _)| {
                self.is_known(&text[..end]) || self.segmenter.is_person(&text[..end])
            })
        })
    }

    pub(super) fn is_rare_surname(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.lexicon.names.surname(c) < 2)
    }

    /// Whether the dictionary has the string as a common word (and not as somebody's name).
    pub(super) fn is_word(&mut self, text: &str) -> bool {
        if let Some(&word) = self.words.get(text) {
            return word;
        }
        let word = self.segmenter.is_common_word(text);
        self.words.insert(text.to_owned(), word);
        word
    }
}

/// Whether a name of the best shape would be accepted between these two.
fn may_suffice(letters: &[Character], left: Left, known: Option<f32>) -> bool {
    let right = known.unwrap_or(WEAK);
    let right = if left == Left::Appointment { right.max(POSTED) } else { right };
    shape::at_best(letters) + left.weight() + right + gained(left, NameKind::Foreign, right)
        >= HOPELESS
}

/// What a name gains where both sides bear it out.
fn gained(left: Left, kind: NameKind, right: f32) -> f32 {
    match left {
        // 铁凝参加会谈: the clause begins with it and the verb follows.
        Left::Clause if right >= 0.5 => 0.25,
        Left::Title { foreign: true, member: false, group: false } if kind != NameKind::Chinese => {
            0.2
        }
        _ => 0.0,
    }
}
