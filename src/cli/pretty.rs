//! Facts for people to read on a terminal.

use super::facts::{ArticleFacts, Attendance};
use crate::model::{Action, Amending, Role};
use std::fmt::{self, Write};

/// What one article says, a few lines for each meeting.
pub fn article(article: &ArticleFacts<'_>) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_article(&mut out, article);
    out
}

fn write_article(out: &mut String, article: &ArticleFacts<'_>) -> fmt::Result {
    let date = article.date.map(|date| format!(", {date}")).unwrap_or_default();
    writeln!(out, "{} ({}{date})", article.title.unwrap_or("(no headline)"), article.id)?;
    for meeting in &article.meetings {
        let known = [
            meeting.date.map(|date| match meeting.end_date {
                Some(end) => format!("{date} – {end}"),
                None => date.to_string(),
            }),
            meeting.place.map(str::to_owned),
            meeting.referenced.then(|| "only mentioned".to_owned()),
        ];
        let known: Vec<String> = known.into_iter().flatten().collect();
        writeln!(out, "  {} {}", meeting.name, in_brackets(&known))?;
        for role in ROLES {
            let people: Vec<String> = (article.attendance.iter())
                .filter(|fact| fact.meeting == meeting.id && fact.role == role)
                .map(person)
                .collect();
            let bodies = (article.body_attendance.iter())
                .filter(|fact| fact.meeting == meeting.id && fact.role == role)
                .map(|fact| fact.body.to_owned());
            let all: Vec<String> = people.into_iter().chain(bodies).collect();
            if !all.is_empty() {
                writeln!(out, "    {}  {}", role_name(role), all.join("、"))?;
            }
        }
        for act in &article.regulations {
            if act.meeting.as_deref() == Some(meeting.id.as_str()) {
                writeln!(out, "    {}  《{}》", action_name(act.action), act.name)?;
            }
        }
    }
    for act in article.regulations.iter().filter(|act| act.meeting.is_none()) {
        writeln!(out, "  {}  《{}》", action_name(act.action), act.name)?;
    }
    for fact in &article.enactments {
        writeln!(out, "  {}  《{}》", action_name(fact.action), fact.regulation)?;
    }
    for fact in &article.amending {
        let does = if fact.kind == Amending::Amends { "修改" } else { "废止" };
        writeln!(out, "  《{}》 {does} 《{}》", fact.by, fact.regulation)?;
    }
    for fact in &article.successions {
        writeln!(out, "  {} → {}", fact.before, fact.after)?;
    }
    for post in &article.posts {
        writeln!(out, "  {}: {}{}", post.official, post.body, post.title)?;
    }
    Ok(())
}

fn in_brackets(parts: &[String]) -> String {
    if parts.is_empty() { String::new() } else { format!("({})", parts.join(", ")) }
}

fn person(fact: &Attendance<'_>) -> String {
    match fact.post {
        Some(post) => format!("{} ({post})", fact.official),
        None => fact.official.to_owned(),
    }
}

const ROLES: [Role; 5] =
    [Role::Chair, Role::Attendee, Role::Observer, Role::Speaker, Role::Reporter];

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Chair => "主持",
        Role::Attendee => "出席",
        Role::Observer => "列席",
        Role::Speaker => "讲话",
        Role::Reporter => "报告",
    }
}

fn action_name(action: Action) -> &'static str {
    match action {
        Action::HearReview => "审议结果",
        Action::Explain => "说明",
        Action::Deliberate => "审议",
        Action::Pass => "通过",
        Action::Approve => "批准",
        Action::Repeal => "废止",
        Action::Amend => "修改",
        Action::Inspect => "执法检查",
        Action::Study => "学习",
        Action::Other => "其他",
        Action::Promulgate => "公布",
        Action::TakeEffect => "施行",
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::facts;

    #[test]
    fn an_article_reads_as_a_list() {
        let record = facts::tests::record();
        let read = facts::pretty(&record);
        let expected = "\
省政府常务会议召开 (news/1.txt, 2024-03-02)
  云川省政府常务会议 (2024-03-01, 云川)
    主持  马骏 (省长)
    列席  云川省高级人民法院
    通过  《云川省养蜂条例》
  马骏: 云川省政府省长
  罗兰: 云川省政府副省长
";
        assert_eq!(read, expected);
    }
}
