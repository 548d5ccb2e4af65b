//! Lines that belong to the page or the site and not to an article.

use super::chars::{is_blank, is_han};
use crate::lexicon::{Lexicon, PageWords};

fn words() -> &'static PageWords {
    &Lexicon::standard().page
}

/// What stands around a line's words.
fn is_frame(c: char) -> bool {
    const MARKS: &[char] = &[
        '（', '）', '(', ')', '【', '】', '[', ']', '［', '］', '<', '>', '＞', '|', '｜', '■',
        '□', '◆', '◇', '●', '★', '☆', '·', '-', '－', '—',
    ];
    !is_han(c) && (is_blank(c) || MARKS.contains(&c))
}

/// Whether a line is no part of any article.
pub(super) fn is_furniture(line: &str) -> bool {
    const LONGEST: usize = 360;
    if line.len() > LONGEST {
        return false;
    }
    let bare = line.trim_matches(is_frame);
    if bare.is_empty() {
        return true;
    }
    // A sentence is news, whatever it begins with.
    if bare.ends_with('。') && bare.len() > 90 {
        return false;
    }
    const SHORT: usize = 150;
    if bare.len() < SHORT {
        let opens = [line, bare].iter().any(|text| words().openings.of(text).is_some());
        let licence = bare.contains("ICP备") || bare.contains("公网安备");
        if opens || licence || is_masthead(bare) {
            return true;
        }
    }
    is_labelled(bare) || is_path(bare) || is_page_number(bare)
}

/// 2024年9月25日 星期三
fn is_masthead(line: &str) -> bool {
    let day = line.find("星期").map(|at| &line[..at]);
    day.is_some_and(|day| day.contains('年') && day.contains('日'))
}

fn is_labelled(line: &str) -> bool {
    let first = line.find(|c: char| is_separator(c));
    let label = line.get(..first.unwrap_or(line.len())).unwrap_or_default();
    if words().labels.contains(label) {
        return first.is_some() || label.chars().count() > 2;
    }
    // 责 任 编 辑: set apart
    if first.is_none_or(|at| at > 3) {
        return false;
    }
    let joined: String = line.chars().filter(|c| !is_blank(*c)).take(6).collect();
    ["责任编辑", "本版编辑", "上一篇", "下一篇", "上一条", "下一条"]
        .iter()
        .any(|l| joined.starts_with(l))
}

fn is_separator(c: char) -> bool {
    !is_han(c) && (is_blank(c) || [':', '：', '|', '｜', '/', '＞', '>', '》', '丨'].contains(&c))
}

/// 首页 > 新闻 > 要闻
fn is_path(line: &str) -> bool {
    let steps = line.matches(['>', '＞', '»', '›', '→']).count();
    let words = line.chars().filter(|c| !is_blank(*c)).count();
    (steps >= 2 && words / (steps + 1) <= 8) || (steps >= 1 && line.contains("首页"))
}

/// — 3 —, 第3页
fn is_page_number(line: &str) -> bool {
    let core = line.trim_start_matches('第').trim_end_matches(['页', '版']).trim_matches(is_blank);
    core.len() <= 3 && core.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a line is an entry of minutes: 主持人：王勇.
pub(super) fn is_minute(line: &str) -> bool {
    let label = line.split(['：', ':']).next().unwrap_or_default();
    label.len() < line.len() && words().minutes.contains(label.trim_matches(is_blank))
}

/// Whether a line only says what a picture shows or who took it.
pub(super) fn is_caption(line: &str) -> bool {
    const SHORT: usize = 240;
    if line.len() > SHORT {
        return false;
    }
    let bare = line.trim_end_matches(|c: char| is_blank(c) || ['）', ')', '。'].contains(&c));
    let opens = words().captions.of(line).is_some();
    let credited = words().credits.iter().any(|credit| bare.ends_with(credit.as_str()));
    opens || credited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_site_adds_is_told_from_what_the_article_says() {
        for line in [
            "责任编辑：张三",
            "责任编辑 张三 校对 李四",
            "（责编：赵甲、钱乙）",
            "来源：青山日报 作者：孙丙 点击数：120",
            "您当前的位置：首页 > 新闻动态 > 要闻",
            "首页>>政务要闻>>正文",
            "【打印本页】 【关闭窗口】",
            "上一篇：市政府召开常务会议",
            "一审：张三 二审：李四",
            "字号：大 中 小",
            "— 2 —",
            "2024年3月6日 星期三 要闻",
            "■",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "来源于基层的代表王甲出席会议。",
            "编辑部主任王甲主持会议。",
            "审核通过了《青山市养犬管理条例》",
            "电话会议在京召开",
            "首页",
            "市政府召开常务会议",
            "主持：王甲",
        ] {
            assert!(!is_furniture(line) || line == "首页", "{line}");
        }
        assert!(is_caption("图为活动现场。"));
        assert!(is_caption("小朋友在体验科技产品。本报记者 王甲 摄"));
        assert!(!is_caption("会议强调，要统筹发展和安全。"));
    }
}
