//! News of an autumn.

use super::document;
use chuxi::model::{Action, DocumentRecord, MeetingKind, Role};

/// The usual name of the session.
pub const SESSION: &str = "青海省十四届人大常委会第十次会议";

/// Two papers on one session, one on a city meeting, one from another province.
pub fn news() -> Vec<DocumentRecord> {
    let standing = "青海省人大常委会";
    vec![
        document("日报")
            .date("2024-09-25")
            .place("青海省")
            .headline("常委会会议在西宁举行")
            .meeting_of(SESSION, Some("2024-09-24"), MeetingKind::Session, &[standing])
            .attends_as(standing, "主任", "陈钢铁", Role::Chair)
            .attends_as(standing, "副主任", "尼玛多吉", Role::Attendee)
            .attends_as("青海省政府", "副省长", "刘涛", Role::Observer)
            .body_attends("青海省高级人民法院", Role::Observer)
            .act(Action::Explain, "青海省牧道条例", Some("草案"))
            .done(),
        document("晚报")
            .date("2024-09-26")
            .meeting_of(
                "青海省第十四届人民代表大会常务委员会第10次会议第一次全体会议",
                Some("2024-09-24"),
                MeetingKind::Session,
                &["青海省人民代表大会常务委员会"],
            )
            .attends("陈钢铁", Role::Chair)
            .attends("白玉", Role::Attendee)
            .done(),
        document("早报")
            .date("2024-11-30")
            .place("青海省")
            .meeting("青海省安全生产视频会议", Some("2024-11-29"), MeetingKind::Work)
            .attends("刘涛", Role::Speaker)
            .attends_as("西宁市政府", "市长", "王伟", Role::Attendee)
            .done(),
        document("邻省报")
            .date("2024-11-30")
            .meeting("甘肃省安全生产视频会议", Some("2024-11-29"), MeetingKind::Work)
            .attends_as("甘肃省公安厅", "厅长", "王伟", Role::Speaker)
            .attends("刘涛", Role::Attendee)
            .done(),
    ]
}
