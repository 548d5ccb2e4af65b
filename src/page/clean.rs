//! Lines to clean text: blanks, widths, marks and characters as the grammar expects them.

use super::chars::{is_blank, is_han};
use super::name_list;
use crate::lexicon::Lexicon;
use crate::model::{Mapped, MappedBuilder, Span};

/// Cleans lines of one document.
pub(super) struct Cleaner<'a> {
    text: &'a str,
    lexicon: &'static Lexicon,
    /// The document is written in traditional characters.
    traditional: bool,
}

/// What blanks mean between Chinese characters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Nothing, but for lists of names.
    Prose,
    /// A pause between two phrases.
    Heading,
}

impl<'a> Cleaner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let lexicon = Lexicon::standard();
        Cleaner { text, lexicon, traditional: is_traditional(text, lexicon) }
    }

    /// A cleaner for another text in the same writing.
    pub(super) fn with<'b>(&self, text: &'b str) -> Cleaner<'b> {
        Cleaner { text, lexicon: self.lexicon, traditional: self.traditional }
    }

    /// The lines of a paragraph as one clean text.
    pub(super) fn paragraph(&self, lines: &[Span]) -> Mapped {
        self.join(lines, Style::Prose)
    }

    /// The lines of a heading as one clean text; phrases that blanks part stay parted.
    pub(super) fn heading(&self, lines: &[Span]) -> Mapped {
        self.join(lines, Style::Heading)
    }

    fn join(&self, lines: &[Span], style: Style) -> Mapped {
        let mut pass = Pass::new(self, style, lines.iter().map(|line| line.len()).sum());
        for line in lines {
            pass.line(*line);
        }
        pass.built.finish()
    }
}

/// Whether the text as a whole is traditional: in running text every third character differs,
/// while simplified text has a few in names.
fn is_traditional(text: &str, lexicon: &Lexicon) -> bool {
    const SAMPLE: usize = 150;
    let (mut all, mut traditional) = (0usize, 0usize);
    for c in text.chars().filter(|c| is_han(*c)).take(SAMPLE) {
        all += 1;
        traditional += usize::from(lexicon.characters.simplified(c).is_some());
    }
    traditional * 8 > all
}

/// One pass over the lines of a paragraph.
struct Pass<'c, 'a> {
    cleaner: &'c Cleaner<'a>,
    style: Style,
    built: MappedBuilder,
    /// The last character that was put down.
    last: char,
    /// Where the line before ended.
    end: usize,
    /// Opening marks in half width that were made full.
    opened: usize,
    /// A comma in half width stood where a full one was meant.
    half_commas: bool,
    /// An opening " that waits for its closing one.
    quoting: bool,
}

impl<'c, 'a> Pass<'c, 'a> {
    fn new(cleaner: &'c Cleaner<'a>, style: Style, len: usize) -> Self {
        let built = MappedBuilder::with_capacity(len);
        Pass {
            cleaner,
            style,
            built,
            last: '\0',
            end: 0,
            opened: 0,
            half_commas: false,
            quoting: false,
        }
    }

    fn line(&mut self, line: Span) {
        let text = self.cleaner.text;
        let words = line.of(text);
        if self.last.is_ascii_alphabetic() && words.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // A word ended where the line did.
            self.built.replace(" ", Span::new(self.end.min(line.start), line.start));
        }
        self.end = line.end;
        let mut list: Option<std::vec::IntoIter<usize>> = None;
        let (mut at, mut kept) = (0, 0);
        // Bytes from `kept` on stay as they are and are not yet put down.
        loop {
            let settled = settled(&words.as_bytes()[at..], self.cleaner.traditional);
            if settled > 0 {
                at += settled;
                self.last = words[..at].chars().next_back().unwrap_or(self.last);
            }
            let Some(c) = words[at..].chars().next() else { break };
            let mut end = at + c.len_utf8();
            let change = if is_blank(c) {
                end = words.len() - words[end..].trim_start_matches(is_blank).len();
                let marks = list.get_or_insert_with(|| {
                    name_list::marks(words, self.cleaner.lexicon).into_iter()
                });
                let in_list = marks.as_slice().first().is_some_and(|mark| *mark <= at);
                if in_list {
                    marks.next();
                }
                self.blank(in_list, &words[..at], &words[end..])
            } else if let Some(gloss) = self.gloss(&words[at..]) {
                end = at + gloss;
                Change::Drop
            } else if is_han(c) {
                let form = self.cleaner.lexicon.characters.simplified(c);
                form.filter(|_| self.cleaner.traditional).map_or(Change::Keep, Change::To)
            } else {
                self.mark(c, words[end..].chars().next())
            };
            match change {
                Change::Keep => self.last = c,
                Change::Drop => {
                    self.put(words, line.start, kept, at);
                    kept = end;
                }
                Change::To(form) => {
                    self.put(words, line.start, kept, at);
                    self.replace(form, line.start + at, end - at);
                    kept = end;
                }
            }
            at = end;
        }
        self.put(words, line.start, kept, words.len());
    }

    fn put(&mut self, words: &str, start: usize, from: usize, to: usize) {
        self.built.copy(&words[from..to], start + from);
    }

    fn replace(&mut self, form: char, at: usize, len: usize) {
        self.built.replace(form.encode_utf8(&mut [0; 4]), Span::new(at, at + len));
        self.last = form;
    }

    /// A run of blanks between two texts.
    fn blank(&self, in_list: bool, before: &str, after: &str) -> Change {
        let Some(next) = after.chars().next() else { return Change::Drop };
        if in_list {
            return Change::To('、');
        }
        let latin = |c: char| c.is_ascii_alphanumeric();
        // After a single character the blank stands within a name.
        let phrase = before.chars().rev().take(2).filter(|c| !is_blank(*c)).count() == 2;
        let apart = self.style == Style::Heading && phrase || latin(self.last) && latin(next);
        if apart { Change::To(' ') } else { Change::Drop }
    }

    /// The length of a reading in brackets, which a converter has put after a character: (zhǎng).
    fn gloss(&self, text: &str) -> Option<usize> {
        const LONGEST: usize = 6;
        if !is_han(self.last) {
            return None;
        }
        let inner = text.strip_prefix(['(', '（'])?;
        let opening = text.len() - inner.len();
        let mut toned = false;
        for (n, (at, c)) in inner.char_indices().enumerate() {
            match c {
                ')' | '）' if n > 0 && (toned || self.cleaner.traditional) => {
                    return Some(opening + at + c.len_utf8());
                }
                'a'..='z' | 'ü' => {}
                'ā' | 'á' | 'ǎ' | 'à' | 'ē' | 'é' | 'ě' | 'è' | 'ī' | 'í' | 'ǐ' | 'ì' | 'ō'
                | 'ó' | 'ǒ' | 'ò' | 'ū' | 'ú' | 'ǔ' | 'ù' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ń' | 'ň'
                | 'ǹ' => {
                    toned = true;
                }
                _ => return None,
            }
            if n > LONGEST {
                return None;
            }
        }
        None
    }

    /// Any other character.
    fn mark(&mut self, c: char, next: Option<char>) -> Change {
        let chinese = |c: char| is_han(c) || is_chinese_mark(c);
        let before = chinese(self.last);
        let after = next.is_some_and(chinese);
        let to = match c {
            '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => half(c),
            '％' | '＋' | '－' | '＝' | '／' | '＆' | '＃' | '＠' | '＊' | '＿' => {
                half(c)
            }
            '．' if self.last.is_ascii_digit() => '.',
            '•' | '‧' | '・' | '･' | '●' | '▪' | '．' | '∙' | '⋅' if before && after => {
                '·'
            }
            '.' if is_han(self.last) && next.is_none() => '。',
            '.' if is_han(self.last) && next.is_some_and(is_han) && !is_numeral(self.last) => {
                // Where commas are half, the dot ends a sentence; elsewhere it parts a name.
                if self.half_commas { '。' } else { '·' }
            }
            '＜' => '〈',
            '＞' => '〉',
            '「' => '“',
            '」' => '”',
            '『' => '‘',
            '』' => '’',
            '﹑' | '､' => '、',
            '﹐' => '，',
            '﹔' => '；',
            '﹕' | '︰' => '：',
            '﹙' => '（',
            '﹚' => '）',
            '｡' => '。',
            '"' | '＂' if before || after || self.quoting => {
                self.quoting = !self.quoting;
                if self.quoting { '“' } else { '”' }
            }
            ',' if before || (after && !self.last.is_ascii_digit()) => {
                self.half_commas = true;
                '，'
            }
            ';' if before || after => '；',
            ':' if before && next != Some('/') => '：',
            '!' if before => '！',
            '?' if before => '？',
            '(' if before || after => {
                self.opened += 1;
                '（'
            }
            ')' if self.opened > 0 || before => {
                self.opened = self.opened.saturating_sub(1);
                '）'
            }
            _ => match self.cleaner.lexicon.characters.of_radical(c) {
                Some(character) => character,
                None => return Change::Keep,
            },
        };
        Change::To(to)
    }
}

enum Change {
    Keep,
    Drop,
    To(char),
}

/// How many bytes at the beginning stay as they are beyond doubt: the many characters that need no
/// closer look.
fn settled(bytes: &[u8], traditional: bool) -> usize {
    let mut at = 0;
    loop {
        if !traditional {
            // Chinese characters
            while let Some(0xE4..=0xE9) = bytes.get(at) {
                at += 3;
            }
        }
        let Some(&first) = bytes.get(at) else { break };
        let second = bytes.get(at + 1).copied().unwrap_or(0);
        let third = bytes.get(at + 2).copied().unwrap_or(0);
        at += match (first, second, third) {
            (b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z', _, _) => 1,
            // 、。〈〉《》
            (0xE3, 0x80, 0x81 | 0x82 | 0x88..=0x8B) => 3,
            // ！ ） ， ： ； ？
            (0xEF, 0xBC, 0x81 | 0x89 | 0x8C | 0x9A | 0x9B | 0x9F) => 3,
            // — ‘ ’ “ ” …
            (0xE2, 0x80, 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6) => 3,
            // ·
            (0xC2, 0xB7, _) => 2,
            _ => break,
        };
    }
    at
}

/// Marks between which half-width ones were meant to be full.
fn is_chinese_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '（'
            | '）'
            | '！'
            | '？'
            | '·'
            | '…'
            | '—'
    )
}

fn half(c: char) -> char {
    char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        Cleaner::new(text).paragraph(&[Span::new(0, text.len())]).text().to_owned()
    }

    #[test]
    fn a_text_reads_as_the_grammar_expects_it() {
        for (text, expected) in [
            ("副市长王 勇、李　明出席", "副市长王勇、李明出席"),
            ("王 勇  李 明  赵乐天 出席会议", "王勇、李明、赵乐天出席会议"),
            ("常委 王大勇 李明 出席", "常委王大勇、李明出席"),
            ("青山 王大勇 李明 出席", "青山王大勇李明出席"),
            ("出席：陆明 秦川", "出席：陆明、秦川"),
            ("列席：白 桦 罗 兰 石小磊，请假：何田", "列席：白桦、罗兰、石小磊，请假：何田"),
            ("副书记　刘金　张升民　喻红（女）　孙奎", "副书记刘金、张升民、喻红（女）、孙奎"),
            ("研究,讨论.会议指出,要落实.", "研究，讨论。会议指出，要落实。"),
            ("项目 140 余项，２０２４年９月，４．５ＧＷ", "项目140余项，2024年9月，4.5GW"),
            ("听取王勇,李明(女)的汇报;通过", "听取王勇，李明（女）的汇报；通过"),
            ("共1,000人, 8:30开始", "共1,000人，8:30开始"),
            ("他说:\"好\"。", "他说：“好”。"),
            ("艾力更•依明和艾力更.依明", "艾力更·依明和艾力更·依明"),
            ("1.加强 一.加强", "1.加强一.加强"),
            ("⼈⼤常委会", "人大常委会"),
            ("high quality 发展", "high quality发展"),
            (
                "縣長(zhǎng)王勇主持會議,參(cān)加會(huì)議的有副縣長",
                "县长王勇主持会议，参加会议的有副县长",
            ),
            (
                "李昇出席会议，会议通过了于昇同志的报告和决定",
                "李昇出席会议，会议通过了于昇同志的报告和决定",
            ),
            ("行长(zhǎng)王勇、行长（zhǎng）李明（女）", "行长王勇、行长李明（女）"),
        ] {
            assert_eq!(clean(text), expected);
        }
    }

    #[test]
    fn a_heading_keeps_its_phrases_apart() {
        let text = "全市安全生产会议召开　王 勇主持并讲话";
        let heading = Cleaner::new(text).heading(&[Span::new(0, text.len())]);
        assert_eq!(heading.text(), "全市安全生产会议召开 王勇主持并讲话");
    }

    #[test]
    fn what_was_cleaned_stands_where_the_text_has_it() {
        let text = "省長(zhǎng)王 勇\n和２人";
        let lines = [Span::new(0, 21), Span::new(22, text.len())];
        let cleaner = Cleaner { text, lexicon: Lexicon::standard(), traditional: true };
        let clean = cleaner.paragraph(&lines);
        assert_eq!(clean.text(), "省长王勇和2人");
        let at = |words: &str| {
            let start = clean.text().find(words).unwrap_or_default();
            clean.source(Span::new(start, start + words.len())).of(text)
        };
        assert_eq!(at("王勇"), "王 勇");
        assert_eq!(at("2"), "２");
        assert_eq!(at("省长王勇"), "省長(zhǎng)王 勇");
    }
}
