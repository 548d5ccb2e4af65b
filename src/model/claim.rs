use super::Span;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// How sure a rule is of its fact, from 0 to 1: of the facts at `c`, about `c` are right.
pub type Confidence = f32;

/// Where a claim stands and what found it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The words that say it, in the document's text.
    pub span: Span,
    /// The rule of the grammar that read them.
    pub rule: Cow<'static, str>,
    /// How sure the rule is.
    pub confidence: Confidence,
}

/// What an attendee did at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// 主持
    Chair,
    /// 出席, 参加
    Attendee,
    /// 列席
    Observer,
    /// 讲话, 致辞, 发言
    Speaker,
    /// 作报告, 作说明, 汇报, 传达
    Reporter,
}

/// What a meeting did with a regulation, or what became of it outside any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Action {
    /// 审议结果的报告, 审查报告, 审议意见
    HearReview,
    /// 说明
    Explain,
    /// 审议
    Deliberate,
    /// 表决通过, 审议通过
    Pass,
    /// 批准
    Approve,
    /// 废止
    Repeal,
    /// 修改, 修正
    Amend,
    /// 执法检查
    Inspect,
    /// 传达学习
    Study,
    /// anything else
    Other,
    /// 公布, 颁布, 印发: outside any meeting
    Promulgate,
    /// 起施行: outside any meeting
    TakeEffect,
}

/// All enums are written as the API and the JSON lines have them: `HEAR_REVIEW`.
macro_rules! display_as_serialised {
    ($($kind:ty),*) => {$(
        impl fmt::Display for $kind {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.serialize(out)
            }
        }
    )*};
}
display_as_serialised!(Role, Action, MeetingKind, ChangeKind, Amending, Gender);

/// What kind of gathering a meeting is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MeetingKind {
    /// A numbered session of a congress, a committee or a plenum (十四届…第十次会议, 全会).
    Session,
    /// A regular meeting of a leading group: 常务会议, 常委会会议, 党组会议, 主任会议.
    Executive,
    /// 座谈会, 研讨会, 论坛, 协商会
    Discussion,
    /// 会见, 会谈
    Audience,
    /// 开幕式, 揭牌仪式, 签约仪式
    Ceremony,
    /// 集体学习, 专题学习, 培训班
    Study,
    /// Any other: 工作会议, 推进会, 电视电话会议
    #[default]
    Work,
}

/// A date as the text has it: what is missing is left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct When {
    /// 2024年; `None` where the text leaves it out.
    pub year: Option<i32>,
    /// 9月
    pub month: Option<u32>,
    /// 24日
    pub day: Option<u32>,
    /// Days before the day of publication, for 今天 (0), 昨天 (1).
    pub days_ago: Option<u32>,
}

/// A meeting that an article speaks of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingClaim {
    /// Its name, the jurisdiction at the front where `resolve` found it.
    pub name: String,
    /// What kind of gathering it is.
    pub kind: MeetingKind,
    /// When it was held, in the words of the text.
    pub when: Option<When>,
    /// When it ended, where it ran for days.
    pub until: Option<When>,
    /// The day it was held or began; filled in by `resolve`.
    pub date: Option<NaiveDate>,
    /// Its last day; filled in by `resolve`.
    pub end_date: Option<NaiveDate>,
    /// Whether the year (or month) of `date` stands elsewhere than with the day.
    pub date_inferred: bool,
    /// Where it was held, in the words of the text.
    pub place: Option<String>,
    /// The bodies whose meeting it is.
    pub conveners: Vec<String>,
    /// Only spoken of, not reported as held.
    pub referenced: bool,
    /// Where the article says so.
    pub evidence: Evidence,
}

/// A person at a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttendanceClaim {
    /// Index into [`Claims::meetings`].
    pub meeting: usize,
    /// The name, without spaces. Where the article speaks of two persons of one name, what it puts
    /// behind the name to tell them apart stands behind it here too: 李娜（回族）.
    pub official: String,
    /// What the person did there.
    pub role: Role,
    /// The place among those whom the article names at this meeting, from 1: the order of precedence.
    pub rank: u32,
    /// The post in the words of the text, where the name is introduced with one.
    pub post: Option<String>,
    /// Where the article says so.
    pub evidence: Evidence,
}

/// A body at a meeting, through its 负责人 or by its report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BodyAttendanceClaim {
    /// Index into [`Claims::meetings`].
    pub meeting: usize,
    /// The body, in full where `resolve` could complete it.
    pub body: String,
    /// What it did there.
    pub role: Role,
    /// Where the article says so.
    pub evidence: Evidence,
}

/// A post that a person holds or held: a title at a body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PostClaim {
    /// The name, as in [`AttendanceClaim::official`].
    pub official: String,
    /// The body, in full where `resolve` could complete it.
    pub body: String,
    /// The title, with 原 or 代理 as the text has it.
    pub title: String,
    /// Where the article says so.
    pub evidence: Evidence,
}

/// What happens to a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChangeKind {
    /// 任命, 当选
    Appointment,
    /// 免去, 辞去
    Removal,
}

/// An appointment to a post or a removal from it. Its post stands among the posts too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeClaim {
    /// Index into [`Claims::posts`].
    pub post: usize,
    /// Which of the two.
    pub kind: ChangeKind,
    /// The meeting that decided it, an index into [`Claims::meetings`].
    pub meeting: Option<usize>,
    /// Where the article says so.
    pub evidence: Evidence,
}

/// What a meeting did with a regulation, or that an article speaks of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActClaim {
    /// The regulation's name, without its status.
    pub regulation: String,
    /// Its status in the words of the text: 草案, 修订.
    pub status: Option<String>,
    /// Index into [`Claims::meetings`]; `None` outside any meeting.
    pub meeting: Option<usize>,
    /// What was done.
    pub action: Action,
    /// Who did it, where the text names a person or a body.
    pub by: Option<String>,
    /// Where the article says so.
    pub evidence: Evidence,
}

/// What one regulation does to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Amending {
    /// 修改, 修正
    Amends,
    /// 废止
    Repeals,
}

/// That one regulation amends or repeals another: 《甲条例》自…起施行，《乙办法》同时废止.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AmendingClaim {
    /// The regulation that does it, by its title.
    pub by: String,
    /// What it does.
    pub kind: Amending,
    /// The regulation to which it is done, by its title.
    pub regulation: String,
    /// Where the article says so.
    pub evidence: Evidence,
}

/// That a body was renamed or reorganised into another: 甲局更名为乙局.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SuccessionClaim {
    /// The body that was, in full where `resolve` could complete it.
    pub before: String,
    /// The body that came after it, likewise.
    pub after: String,
    /// Where the article says so.
    pub evidence: Evidence,
}

/// 男, 女
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Gender {
    /// 女
    Female,
    /// 男
    Male,
}

/// What brackets behind a name say of the person: 李娜（女，回族）.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteClaim {
    /// The name as the other claims have it.
    pub official: String,
    /// 女
    pub gender: Option<Gender>,
    /// 回族
    pub ethnicity: Option<String>,
    /// Where the article says so.
    pub evidence: Evidence,
}

/// All that one article says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    /// The meetings, in the order of the text.
    pub meetings: Vec<MeetingClaim>,
    /// Who attended them.
    pub attendance: Vec<AttendanceClaim>,
    /// Which bodies attended them.
    pub body_attendance: Vec<BodyAttendanceClaim>,
    /// Who holds which post.
    pub posts: Vec<PostClaim>,
    /// Appointments and removals.
    pub changes: Vec<ChangeClaim>,
    /// What became of regulations.
    pub acts: Vec<ActClaim>,
    /// Which regulation amends or repeals which.
    #[serde(default)]
    pub amending: Vec<AmendingClaim>,
    /// Which body became which.
    #[serde(default)]
    pub successions: Vec<SuccessionClaim>,
    /// What is said of the persons themselves.
    #[serde(default)]
    pub notes: Vec<NoteClaim>,
}

impl Claims {
    /// Whether the article says nothing that the graph would hold.
    pub fn is_empty(&self) -> bool {
        self.meetings.is_empty()
            && self.attendance.is_empty()
            && self.body_attendance.is_empty()
            && self.posts.is_empty()
            && self.changes.is_empty()
            && self.acts.is_empty()
            && self.amending.is_empty()
            && self.successions.is_empty()
            && self.notes.is_empty()
    }
}
