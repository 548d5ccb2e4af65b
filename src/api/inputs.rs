//! Orders and the enums of the schema.

use crate::graph::Walk;
use async_graphql::Enum;
use chrono::NaiveDate;

/// A person's gender.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::model::Gender")]
pub enum Gender {
    /// 女
    Female,
    /// 男
    Male,
}

/// What an attendee did at a meeting.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::model::Role")]
pub enum Role {
    /// 主持: chaired it.
    Chair,
    /// 出席, 参加: attended it.
    Attendee,
    /// 列席: attended without a vote.
    Observer,
    /// 讲话, 致辞, 发言: spoke.
    Speaker,
    /// 作报告, 作说明, 汇报, 传达: reported.
    Reporter,
}

/// What a meeting did with a regulation, or what became of it outside any.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::model::Action")]
pub enum Action {
    /// 审议结果的报告, 审查报告: heard the report on its review.
    HearReview,
    /// 说明: heard it explained.
    Explain,
    /// 审议: deliberated on it.
    Deliberate,
    /// 表决通过, 审议通过: passed it.
    Pass,
    /// 批准: approved it.
    Approve,
    /// 废止: repealed it.
    Repeal,
    /// 修改, 修正: amended it.
    Amend,
    /// 执法检查: inspected how it is carried out.
    Inspect,
    /// 传达学习: studied it.
    Study,
    /// Anything else.
    Other,
    /// 公布, 颁布, 印发: it was issued, outside any meeting.
    Promulgate,
    /// 起施行: it takes effect, outside any meeting.
    TakeEffect,
}

/// What kind of gathering a meeting is.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::model::MeetingKind")]
pub enum MeetingKind {
    /// 十四届…第十次会议, 全会: a numbered session of a congress, a committee or a plenum.
    Session,
    /// 常务会议, 常委会会议, 党组会议: a regular meeting of a leading group.
    Executive,
    /// 座谈会, 研讨会, 论坛: a discussion.
    Discussion,
    /// 会见, 会谈: an audience.
    Audience,
    /// 开幕式, 签约仪式: a ceremony.
    Ceremony,
    /// 集体学习, 培训班: for study.
    Study,
    /// 工作会议, 推进会, 电视电话会议: any other.
    Work,
}

/// What one regulation does to another.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::model::Amending")]
pub enum Amending {
    /// 修改, 修正: it amends it.
    Amends,
    /// 废止: it repeals it.
    Repeals,
}

/// What sort of institution a body is.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::resolve::identity::BodyKind")]
pub enum BodyKind {
    /// 党委: a committee of the Communist Party.
    PartyCommittee,
    /// 人大, 人大常委会: a people's congress or its standing committee.
    Congress,
    /// 政府, 国务院: a government.
    Government,
    /// 政协: a committee of the CPPCC.
    Cppcc,
    /// 纪委: a commission for discipline inspection.
    Discipline,
    /// 监委: a supervisory commission.
    Supervision,
    /// 法院: a court.
    Court,
    /// 检察院: a procuratorate.
    Procuratorate,
    /// 部, 厅, 局, 办: an organ of the Party or of a government.
    Department,
    /// 领导小组, 指挥部: a leading group.
    LeadingGroup,
    /// 军区, 部队: of the armed forces.
    Military,
    /// 工会, 妇联, 协会: a mass organisation or an association.
    MassOrganisation,
    /// 民盟, 九三学社: one of the other parties.
    DemocraticParty,
    /// 公司, 银行: an enterprise.
    Enterprise,
    /// 大学, 医院, 研究院: an institution.
    Institution,
    /// 报社, 电视台: of the media.
    Media,
    /// A country, and what belongs to one.
    State,
    /// 联合国: an international organisation.
    International,
    /// What the name does not tell.
    Other,
}

/// How high in the order of administration a body stands.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::resolve::identity::BodyLevel")]
pub enum BodyLevel {
    /// 全国, 中央
    National,
    /// 省, 自治区, 直辖市
    Province,
    /// 市, 州, 盟
    Prefecture,
    /// 县, 区, 旗
    County,
    /// 乡, 镇, 街道
    Township,
    /// Of another country.
    Foreign,
    /// What the name does not tell.
    Unknown,
}

/// The tier of an administrative division.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::lexicon::Level")]
pub enum PlaceLevel {
    /// 省, 自治区, 直辖市
    Province,
    /// 市, 州, 盟, 地区
    Prefecture,
    /// 县, 区, 旗
    County,
}

/// What sort of entity a node is.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::graph::NodeKind")]
pub enum EntityKind {
    /// A person.
    Official,
    /// A body.
    Body,
    /// A meeting.
    Meeting,
    /// A regulation.
    Regulation,
    /// An article.
    Article,
}

/// A family of edges.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::graph::Link")]
pub enum EdgeKind {
    /// Who was at a meeting.
    Attendance,
    /// Who holds or held a post at a body.
    Tenure,
    /// Whose meeting it is.
    Convenes,
    /// What a meeting did with a regulation.
    Act,
    /// Which regulation amends or repeals which.
    Amending,
    /// What is part of what.
    PartOf,
    /// Which body became which, as articles say.
    Succession,
    /// Which article speaks of it.
    ReportedIn,
}

/// How a name matched a search, the closest first.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::graph::Match")]
pub enum SearchMatch {
    /// The whole name.
    Exact,
    /// The name begins so.
    Prefix,
    /// The name has it in it.
    Substring,
    /// The pinyin of the whole name.
    Pinyin,
    /// The name's pinyin begins so.
    PinyinPrefix,
    /// The initials of the whole name.
    Initials,
    /// Other characters of the same sound.
    Homophone,
    /// Most of the characters or letters.
    Similar,
}

/// What speaks for two officials being one person, or against.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::graph::Reason")]
pub enum MatchReason {
    /// They bear one name.
    SameName,
    /// So few bear the name that it tells who it is.
    RareName,
    /// They hold posts in one place.
    SamePlace,
    /// They hold posts in one province.
    SameProvince,
    /// They met the same people.
    SameCompany,
    /// The posts of one end about when those of the other begin.
    SuccessivePosts,
    /// One was removed from a post about when the other was appointed to one: within 90 days.
    Move,
    /// The texts name one without any post, and either may be meant.
    NoPost,
    /// Against it: they held posts in two provinces at one time.
    TwoProvincesAtOnce,
    /// Against it: texts give them another gender or nationality.
    OtherNote,
}

/// Whether a post was held on a day.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::graph::Holding")]
pub enum Holding {
    /// An article of that day, or articles before and after it, say so.
    Seen,
    /// It began before and nothing says that it had ended.
    Presumed,
}

/// The order of officials in a list.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq, Default)]
pub enum OfficialOrder {
    /// By id: the same always and everywhere.
    #[default]
    Id,
    /// By name, in the order of Unicode.
    Name,
    /// Those who attended most meetings first.
    Meetings,
}

/// The order of bodies in a list.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq, Default)]
pub enum BodyOrder {
    /// By id: the same always and everywhere.
    #[default]
    Id,
    /// By name, in the order of Unicode.
    Name,
    /// From the nation down to townships, then by name.
    Level,
}

/// The order of meetings and of what happened at them.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// The latest first; those without a day last.
    #[default]
    Latest,
    /// The earliest first; those without a day last.
    Earliest,
}

/// The order of attendances in a list.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq, Default)]
pub enum AttendanceOrder {
    /// By rank: the order in which the article names them, which is the order of precedence.
    #[default]
    Rank,
    /// By day, the latest first.
    Latest,
    /// By day, the earliest first.
    Earliest,
}

/// The measure by which a network's people are put in order, the highest first.
#[derive(Debug, Enum, Clone, Copy, PartialEq, Eq, Default)]
pub enum CentralityMeasure {
    /// The share of all others whom one met.
    #[default]
    Degree,
    /// Over all others, the meetings shared with them.
    Strength,
    /// On how many shortest ways between others one stands.
    Betweenness,
    /// How near one is to all others.
    Closeness,
    /// How central those are whom one met.
    Eigenvector,
}

/// Where to walk.
pub fn walk(kinds: Option<Vec<EdgeKind>>, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Walk {
    let usual = Walk::default().links;
    let links = kinds.map_or(usual, |kinds| kinds.into_iter().map(Into::into).collect());
    Walk { links, from, to }
}
