use super::*;
use std::io::{Cursor, Write};

fn read(name: &str, bytes: &[u8]) -> Vec<Result<Document, String>> {
    documents_in(name, Cursor::new(bytes.to_vec()))
        .map(|found| found.map_err(|error| error.to_string()))
        .collect()
}

#[test]
fn json_lines_are_read_past_a_bad_one() {
    let lines = "\u{FEFF}{\"text\":\"甲\",\"id\":7,\"date\":\"2024-09-25\",\"more\":[1]}\n\n{\"text\":\n\
        {\"text\":\"<p>乙</p>\",\"url\":\"http://example.org/1\",\"id\":\"x\",\"title\":null}\n\
        {\"title\":\"丙\"}\n{\"text\":\"丁\",\"date\":\"soon\"}\n{\"text\":\"戊\"}";
    let found = read("news.jsonl", lines.as_bytes());
    let keys: Vec<&str> = found.iter().flatten().map(|d| d.key.as_str()).collect();
    assert_eq!(keys, ["7", "http://example.org/1", "news.jsonl:7"]);
    let errors: Vec<&str> =
        found.iter().filter_map(|f| f.as_ref().err()).map(|e| &e[..13]).collect();
    assert_eq!(errors, ["news.jsonl:3:", "news.jsonl:5:", "news.jsonl:6:"]);
    let first = found[0].as_ref().unwrap();
    assert_eq!(first.meta.id.as_deref(), Some("7"));
    assert_eq!(first.meta.date, chrono::NaiveDate::from_ymd_opt(2024, 9, 25));
    assert_eq!(found[2].as_ref().unwrap().text, "乙");
}

#[test]
fn days_are_read_as_they_are_written() {
    for words in
        ["2024-09-25", "2024年9月25日", "2024/9/25 08:30", "20240925", "2024-09-25T08:30:00Z"]
    {
        assert_eq!(records::date(words), chrono::NaiveDate::from_ymd_opt(2024, 9, 25), "{words}");
    }
    assert_eq!(records::date("9月25日"), None);
    assert_eq!(records::date("2024-13-45"), None);
}

#[test]
fn what_is_no_text_is_named() {
    assert!(read("a.pdf", b"%PDF-1.7 ...")[0].as_ref().unwrap_err().contains("pdftotext"));
    assert!(read("a.bin", b"\x7fELF\0\0")[0].is_err());
    assert!(documents(["no/such/file.txt"]).all(|found| found.is_err()));
    assert_eq!(read("a.txt", b"")[0].as_ref().unwrap().text, "");
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("c")).unwrap();
    std::fs::write(at("b.txt"), "乙").unwrap();
    std::fs::write(at("c/d.html"), "<html><p>丁</p></html>").unwrap();
    std::fs::write(at("c/ignored.png"), [0, 1, 2]).unwrap();
    std::fs::write(at(".hidden.txt"), "无").unwrap();
    let packed = std::fs::File::create(at("a.jsonl.gz")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(packed, flate2::Compression::fast());
    packed.write_all("{\"text\":\"甲\",\"id\":\"a\"}\n".as_bytes()).unwrap();
    packed.finish().unwrap();
    let found: Vec<Document> = documents([folder.path()]).map(Result::unwrap).collect();
    let texts: Vec<&str> = found.iter().map(|d| d.text.as_str()).collect();
    assert_eq!(texts, ["甲", "乙", "丁"]);
    assert!(found[1].key.ends_with("b.txt"));
}

#[test]
fn the_form_shows_in_the_first_bytes_where_the_name_tells_nothing() {
    assert_eq!(read("-", "{\"text\":\"甲\",\"id\":\"1\"}\n".as_bytes()).len(), 1);
    assert_eq!(
        read("-", "{\"text\":\"甲\",\"id\":\"1\"}\n".as_bytes())[0].as_ref().unwrap().text,
        "甲"
    );
    assert_eq!(read("-", "<!DOCTYPE html><p>甲</p>".as_bytes())[0].as_ref().unwrap().text, "甲");
    let key = read("-", "甲乙".as_bytes())[0].as_ref().unwrap().key.clone();
    assert!(key.starts_with("text:"));
    assert_eq!(read("-", "甲乙".as_bytes())[0].as_ref().unwrap().key, key);
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        for name in ["a.txt", "a.jsonl", "a.html", "-"] {
            read(name, &bytes);
        }
    }

    #[test]
    fn any_markup_is_read_to_its_end(html in "(<|</|p|br|script|>|\"|'|=| |&nbsp;|&#x4e00;|甲|<!--|-->|\n){0,40}") {
        markup::plain(&html);
        markup::page(&html);
    }
}
