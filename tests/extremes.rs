//! Texts that nobody wrote come to an end, and what is read from them is sound. The sizes are such
//! that whatever takes time in the square of them does not end while anybody waits.

use chuxi::model::{Claims, Document, DocumentRecord, Metadata, Span};
use chuxi::{page, reading, source};
use std::io::Cursor;

const NEWS: &str = "市委书记王建明主持会议并讲话，市长李国强、副市长赵永刚出席会议。";

fn document(text: String) -> Document {
    Document { key: "extreme".to_owned(), text, meta: Metadata::default() }
}

/// Reads a text with all stages; every span must lie on characters of the text.
fn read(text: String) -> DocumentRecord {
    let document = document(text);
    for article in page::articles(&document) {
        for paragraph in &article.paragraphs {
            let text = paragraph.text();
            let ends = [0, text.len()].map(|at| paragraph.source(Span::new(at, at)).start);
            assert!(ends.iter().all(|at| document.text.is_char_boundary(*at)));
        }
    }
    let record = reading::read(document);
    let text = &record.document.text;
    for span in record.articles.iter().flat_map(|article| spans(&article.claims)) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
        // Else the words of all facts together would be the square of the text.
        assert!(span.len() < 20_000, "{span:?}");
    }
    record
}

fn spans(claims: &Claims) -> Vec<Span> {
    let meetings = claims.meetings.iter().map(|claim| claim.evidence.span);
    let attendance = claims.attendance.iter().map(|claim| claim.evidence.span);
    let bodies = claims.body_attendance.iter().map(|claim| claim.evidence.span);
    let posts = claims.posts.iter().map(|claim| claim.evidence.span);
    let acts = claims.acts.iter().map(|claim| claim.evidence.span);
    meetings.chain(attendance).chain(bodies).chain(posts).chain(acts).collect()
}

fn officials(record: &DocumentRecord) -> usize {
    let attendance = record.articles.iter().flat_map(|article| &article.claims.attendance);
    let mut names: Vec<&str> = attendance.map(|claim| claim.official.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// A different name for each number below 8,000.
fn name(n: usize) -> String {
    let surnames: Vec<char> = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗".chars().collect();
    let given: Vec<char> = "建国强明永刚志伟勇军杰涛超辉鹏华飞斌波宇".chars().collect();
    [surnames[n % 20], given[n / 20 % 20], given[n / 400 % 20]].iter().collect()
}

fn names(count: usize) -> String {
    (0..count).map(name).collect::<Vec<_>>().join("、")
}

#[test]
fn one_line_of_many_sentences() {
    let record = read(NEWS.repeat(5_000));
    assert_eq!(officials(&record), 3);
}

#[test]
fn one_sentence_without_end() {
    for unit in
        ["市长王建明主持会议，", "市政府办公室副主任李国强同志出席会议", "出席市政府常务会议、"]
    {
        read(unit.repeat(3_000));
    }
}

#[test]
fn a_list_of_thousands_of_names() {
    // As many as a sentence may hold are found with what they did.
    let some = format!("市委书记王建明主持会议，{}出席会议。", names(500));
    assert!(officials(&read(some)) > 450);
    read(format!("市委书记王建明主持会议，{}出席会议。", names(8_000)));
    read(format!("出席会议的有：{}", names(8_000).replace('、', " ")));
    let posts: String = (0..4_000).map(|n| format!("市委常委、副市长{}、", name(n))).collect();
    read(format!("{posts}出席会议。"));
}

#[test]
fn many_articles_on_one_page() {
    let news: String = (0..1_500)
        .map(|n| format!("本报讯（记者 王甲）市政府召开第{n}次会议，市长{}主持。\n\n", name(n)))
        .collect();
    let record = read(news);
    assert_eq!(record.articles.len(), 1_500);
    assert!(officials(&record) > 1_400);
}

#[test]
fn marks_that_open_and_never_close() {
    for mark in ["《", "（", "“", "〈", "【", "(", "<", "&", "{"] {
        read(format!("会议审议了{}条例》。{NEWS}", mark.repeat(50_000)));
    }
    for (open, close) in [("《", "》"), ("（", "）"), ("“《（", "）》”")] {
        read(format!("市长王建明{}女{}出席会议。", open.repeat(20_000), close.repeat(20_000)));
    }
}

#[test]
fn nothing_but_one_sign() {
    for sign in
        ["\n", " ", "\u{3000}", "\r\n", "。", "、", "，", "：", "1", "a", "中", "会\n", "\u{FEFF}"]
    {
        let record = read(format!("{}\n{NEWS}", sign.repeat(60_000)));
        assert!(record.articles.len() < 10, "{sign:?}");
    }
}

#[test]
fn one_word_again_and_again() {
    for word in [
        "副",
        "主任",
        "市长、",
        "9月24日",
        "青海省西宁市",
        "会议",
        "出席",
        "责任编辑：",
        "第一次",
        "縣長(zhǎng)",
        "本报讯",
        "记者 ",
        "关于",
        "的",
        "王",
        "阿",
        "扎西",
        "《条例》、",
        "通过",
    ] {
        read(format!("{}王建明出席会议。", word.repeat(20_000)));
    }
}

#[test]
fn many_headings_and_bylines() {
    read("市政府召开常务会议研究工作\n\n".repeat(8_000));
    read("（记者 王甲）\n\n".repeat(8_000));
    read("责任编辑：王甲\n".repeat(8_000));
    read(format!("{NEWS}\n").repeat(8_000));
}

#[test]
fn deep_and_broken_markup() {
    let deep = "<div>".repeat(50_000) + NEWS + &"</div>".repeat(50_000);
    for html in [
        deep,
        "<div".repeat(50_000) + NEWS,
        "<script>".repeat(50_000) + NEWS,
        "<!--".repeat(50_000) + NEWS,
        "<p title='".repeat(50_000) + NEWS,
        "&".repeat(50_000) + NEWS,
        "</p>".repeat(50_000) + NEWS,
        "<a b=c ".repeat(50_000) + ">" + NEWS,
    ] {
        let html = format!("<html><body>{html}</body></html>").into_bytes();
        for document in source::documents_in("page.html", Cursor::new(html)).flatten() {
            read(document.text);
        }
    }
}

#[test]
fn lines_that_are_no_json() {
    for unit in ["[", "{\"a\":", "{\"text\":\"", "\"", "\\u"] {
        let line = format!("{{\"text\":{}\n{{\"text\":\"{NEWS}\"}}\n", unit.repeat(50_000));
        let documents = source::documents_in("news.jsonl", Cursor::new(line.into_bytes()));
        assert_eq!(documents.filter(Result::is_ok).count(), 1, "{unit}");
    }
}
