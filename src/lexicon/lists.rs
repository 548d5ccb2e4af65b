//! Closed lists of words that a construction asks for, where no class of words tells.

use super::{Lexicon, table};
use rustc_hash::FxHashMap;

/// A list of `word_lists.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Verbs of attending that take no object.
    Intransitive,
    /// Words that report only where something is made of them: 作报告, 作了介绍.
    ReportingNoun,
    /// What may stand between the last body of a list and 负责人.
    Between,
    /// What follows a meeting's name that is planned: 有关事项.
    Planned,
    /// Who 与会 speaks of, nobody named before: 人员.
    Present,
    /// What a meeting announces that is named 宣布大会: 任职.
    Announced,
    /// What follows a place in the names of firms: 电气, 投资.
    Firm,
    /// Who comes from a place to visit another: 党政代表团.
    Guests,
    /// What is held for somebody who has died: 遗体告别仪式.
    Mourning,
    /// Words before the work that somebody is in charge of: 分管, 主管.
    Charge,
    /// What persons do elsewhere than at a meeting: whoever is named next begins anew.
    Doing,
    /// What is done at a ceremony by who is there.
    Celebrating,
    /// Words that say that somebody was not there.
    Absent,
    /// Words that are no part of a body's name where a list of bodies begins.
    Stray,
    /// Bodies without a name of their own.
    Nameless,
    /// Verbs whose object a person is, who does nothing at the meeting then.
    Governing,
    /// Verbs that a speech or a paper is the object of.
    Studying,
    /// Words of the dictionary that stand before a meeting's name and never in it.
    EndsLeft,
    /// Verbs and adverbs that may stand within a meeting's name: 安全生产部署会议, 视频会议.
    Within,
    /// Words of the dictionary that end a phrase and never begin or continue a body's name.
    NoBody,
    /// Verbs that may stand right before a post.
    BeforePost,
    /// What departments of a party committee begin with.
    PartyDepartment,
    /// What stands behind a division's name in the name of its organ.
    DivisionOrgan,
    /// What departments' names end in.
    DepartmentEnd,
    /// What says in brackets that a regulation is a draft or a revision.
    Status,
    /// What a sentence begins with that only tells what was said.
    Speech,
    /// What stands before 大学 or 公司 without naming one.
    NoInstitution,
    /// Parties and leagues whose name stands before the place of their committee.
    Party,
    /// What stands for a division in the name of a body of it.
    Level,
    /// What says before a title that the post is held no more.
    Former,
    /// Organs of a university or a company.
    InstitutionOrgan,
    /// What stands behind a township's name in its own news.
    TownshipOrgan,
    /// Words that stand for a division in an article about it: 省委, 街道党工委.
    Generic,
    /// Words before them: 我省, 全市.
    Pointing,
    /// Democratic parties, whose committees have their place behind the party's name.
    DemocraticParty,
    /// Organs that every division has, named without it.
    NamelessOrgan,
    /// Words after which a name may stand without a title.
    Opening,
    /// Words after which a name may stand whose post follows: 任命, 免去.
    Appointing,
    /// Mass organisations, which have departments of their own.
    MassOrganisation,
    /// Words that are never a name, whatever stands around them.
    NoName,
    /// Committees of an assembly or a political consultative conference, as their names begin.
    AssemblyCommittee,
    /// What ends in 会 and is no meeting.
    Gathering,
    /// Which holder of a post it is, which says nothing of the body.
    Holder,
    /// What says behind a title that the post is not yet held.
    Candidate,
    /// Ranks that stand before a title and are the person's: 正厅级顾问.
    Rank,
    /// People who are no body, whoever stands for them.
    People,
    /// Zones without a name: that of the division.
    Zone,
    /// Verbs of which one stands wherever an act is told.
    ActVerb,
    /// Words for regulations of which one mostly stands beside such a verb.
    ActObject,
    /// Words without which no regulation changes another.
    Amending,
    /// Words without which no regulation is issued and none takes effect.
    Enacting,
    /// Words without which no body becomes another.
    Renaming,
    /// Words of elections, whose body the next sentence may leave out.
    Election,
    /// Words for somebody who was named before, or who stands for a body.
    Antecedent,
    /// Characters that dates end in.
    DateEnd,
    /// Marks between the parts of a name.
    NameDot,
    /// What stands between a name and the post that is given or taken.
    PostLink,
    /// Characters of which one stands in every sentence about regulations.
    ActMark,
    /// Characters of which one stands in every sentence that gives or takes a post.
    PostMark,
    /// Given names that very many people bear.
    CommonGiven,
}

/// What the table calls each.
pub(super) const LISTS: &[(&str, List)] = &[
    ("intransitive", List::Intransitive),
    ("reporting_noun", List::ReportingNoun),
    ("between", List::Between),
    ("planned", List::Planned),
    ("present", List::Present),
    ("announced", List::Announced),
    ("firm", List::Firm),
    ("guests", List::Guests),
    ("mourning", List::Mourning),
    ("charge", List::Charge),
    ("doing", List::Doing),
    ("celebrating", List::Celebrating),
    ("absent", List::Absent),
    ("stray", List::Stray),
    ("nameless", List::Nameless),
    ("governing", List::Governing),
    ("studying", List::Studying),
    ("ends_left", List::EndsLeft),
    ("within", List::Within),
    ("no_body", List::NoBody),
    ("before_post", List::BeforePost),
    ("party_department", List::PartyDepartment),
    ("division_organ", List::DivisionOrgan),
    ("department_end", List::DepartmentEnd),
    ("status", List::Status),
    ("speech", List::Speech),
    ("no_institution", List::NoInstitution),
    ("party", List::Party),
    ("level", List::Level),
    ("former", List::Former),
    ("institution_organ", List::InstitutionOrgan),
    ("township_organ", List::TownshipOrgan),
    ("generic", List::Generic),
    ("pointing", List::Pointing),
    ("democratic_party", List::DemocraticParty),
    ("nameless_organ", List::NamelessOrgan),
    ("opening", List::Opening),
    ("appointing", List::Appointing),
    ("gathering", List::Gathering),
    ("holder", List::Holder),
    ("candidate", List::Candidate),
    ("rank", List::Rank),
    ("people", List::People),
    ("zone", List::Zone),
    ("mass_organisation", List::MassOrganisation),
    ("no_name", List::NoName),
    ("assembly_committee", List::AssemblyCommittee),
    ("act_verb", List::ActVerb),
    ("act_object", List::ActObject),
    ("amending", List::Amending),
    ("enacting", List::Enacting),
    ("renaming", List::Renaming),
    ("election", List::Election),
    ("antecedent", List::Antecedent),
    ("date_end", List::DateEnd),
    ("name_dot", List::NameDot),
    ("post_link", List::PostLink),
    ("act_mark", List::ActMark),
    ("post_mark", List::PostMark),
    ("common_given", List::CommonGiven),
];

/// The lists that tell whether a construction need look at a sentence at all: the one scan of a text
/// finds their words too.
const CUES: &[List] = &[
    List::Appointing,
    List::ActVerb,
    List::ActObject,
    List::Amending,
    List::Enacting,
    List::Renaming,
    List::Election,
    List::Antecedent,
    List::DateEnd,
    List::NameDot,
    List::PostLink,
    List::ActMark,
    List::PostMark,
];

/// Some of the lists: those that a word is in, or of which a text has words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListSet(u64);

impl ListSet {
    /// Whether the list is one of them.
    pub fn has(self, list: List) -> bool {
        self.0 >> list as u32 & 1 == 1
    }

    /// These and the others.
    pub fn and(self, others: ListSet) -> ListSet {
        ListSet(self.0 | others.0)
    }
}

impl List {
    /// Whether the word is in the list.
    pub fn has(self, word: &str) -> bool {
        Lexicon::standard().lists.has(self, word)
    }

    /// The longest word of the list that the text begins with.
    pub fn at_start(self, text: &str) -> Option<&str> {
        let lists = &Lexicon::standard().lists;
        let first = text.chars().next()?;
        if !lists.initials.get(&first).is_some_and(|initials| initials.has(self)) {
            return None;
        }
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(lists.longest);
        ends.map(|end| &text[..end]).filter(|word| lists.has(self, word)).last()
    }

    /// The longest word of the list that the text ends in.
    pub fn at_end(self, text: &str) -> Option<&str> {
        let lists = &Lexicon::standard().lists;
        let last = text.chars().next_back()?;
        if !lists.finals.get(&last).is_some_and(|finals| finals.has(self)) {
            return None;
        }
        let starts = text.char_indices().rev().map(|(at, _)| at).take(lists.longest);
        starts.map(|start| &text[start..]).filter(|word| lists.has(self, word)).last()
    }

    /// Whether the text begins with a word of the list.
    pub fn begins(self, text: &str) -> bool {
        self.at_start(text).is_some()
    }

    /// Whether the text ends in a word of the list.
    pub fn ends(self, text: &str) -> bool {
        self.at_end(text).is_some()
    }

    /// Where the first word of the list ends in the text.
    pub fn first_end(self, text: &str) -> Option<usize> {
        let lists = &Lexicon::standard().lists;
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.into_iter().find(|end| {
            let starts = text[..*end].char_indices().rev().map(|(at, _)| at).take(lists.longest);
            starts.into_iter().any(|start| lists.has(self, &text[start..*end]))
        })
    }

    /// Whether a word of the list stands anywhere in the text.
    pub fn within(self, text: &str) -> bool {
        text.char_indices().any(|(at, _)| self.begins(&text[at..]))
    }
}

/// The lists that each word is in.
#[derive(Debug, Default)]
pub(super) struct Lists {
    of: FxHashMap<String, ListSet>,
    /// The lists that have a word with this first character.
    initials: FxHashMap<char, ListSet>,
    /// The lists that have a word with this last character.
    finals: FxHashMap<char, ListSet>,
    /// Characters of the longest word.
    longest: usize,
}

impl Lists {
    pub(super) fn add(&mut self, table: &str) {
        for row in table::rows(table) {
            let list = LISTS.iter().find(|(name, _)| row.get(1) == Some(name));
            let Some((_, list)) = list else { continue };
            let list = ListSet(1 << *list as u32);
            let (first, last) = (row[0].chars().next(), row[0].chars().next_back());
            let initials = first.map(|first| self.initials.entry(first).or_default());
            let finals = last.map(|last| self.finals.entry(last).or_default());
            let of = self.of.entry(row[0].to_owned()).or_default();
            for known in [Some(of), initials, finals].into_iter().flatten() {
                *known = known.and(list);
            }
            self.longest = self.longest.max(row[0].chars().count());
        }
    }

    /// The lists that a word is in.
    pub(super) fn of(&self, word: &str) -> ListSet {
        self.of.get(word).copied().unwrap_or_default()
    }

    /// The words of a list.
    pub(super) fn words(&self, list: List) -> impl Iterator<Item = &str> {
        let words = self.of.iter().filter(move |(_, lists)| lists.has(list));
        words.map(|(word, _)| word.as_str())
    }

    /// The words of [`CUES`].
    pub(super) fn cues(&self) -> impl Iterator<Item = (&str, ListSet)> {
        let words = self.of.iter().map(|(word, lists)| (word.as_str(), *lists));
        words.filter(|(_, lists)| CUES.iter().any(|cue| lists.has(*cue)))
    }

    fn has(&self, list: List, word: &str) -> bool {
        self.of(word).has(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words_and_its_own_bit() {
        let mut seen = 0u64;
        for (name, list) in LISTS {
            let bit = 1 << *list as u32;
            assert_eq!(seen & bit, 0, "{name}");
            seen |= bit;
            let words = Lexicon::standard().lists.of.values().filter(|lists| lists.0 & bit != 0);
            assert!(words.count() > 0, "{name}");
        }
    }

    #[test]
    fn a_text_begins_with_ends_in_or_has_words_of_a_list() {
        assert!(List::Governing.has("看望") && !List::Governing.has("看"));
        assert_eq!(List::Former.at_start("原任局长"), Some("原任"));
        assert_eq!(List::Former.at_start("局长"), None);
        assert_eq!(List::Former.at_end("市政协上届"), Some("上届"));
        assert!(List::DepartmentEnd.ends("云川省公安厅") && !List::DepartmentEnd.ends("通知"));
        assert!(List::Status.within("（修订草案）") && !List::Status.within("（二）"));
    }
}
