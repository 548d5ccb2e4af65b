//! Asking and deciding at the command line.

#[path = "common/process.rs"]
mod process;

use process::{bare, chuxi, run};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

const NEWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/invented.jsonl");

fn store() -> TempDir {
    let store = tempfile::tempdir().expect("a temporary folder");
    let (code, _, errors) = run(chuxi("ingest", store.path()).arg(NEWS));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    store
}

fn ask(store: &Path, query: &str) -> Value {
    let (code, out, errors) = run(chuxi("query", store).arg(query));
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{out}");
    serde_json::from_str::<Value>(&out).expect("JSON")["data"].take()
}

fn ids(store: &Path, name: &str) -> Vec<String> {
    let query = format!("{{ officials(filter: {{ name: {name:?} }}) {{ nodes {{ id }} }} }}");
    let answer = ask(store, &query);
    let nodes = answer["officials"]["nodes"].as_array().expect("a list");
    nodes.iter().map(|node| node["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn a_query_takes_variables_and_names_its_operation() {
    let store = store();
    let query = "query Who($n: String!) { officials(filter: { name: $n }) { totalCount } }
                 query All { statistics { documents } }";
    let ask = |arguments: &[&str]| run(chuxi("query", store.path()).arg(query).args(arguments));

    let (code, out, errors) = ask(&["--operation", "Who", "--variables", "{\"n\": \"秦守拙\"}"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{out}");
    assert_eq!(out, "{ \"data\": { \"officials\": { \"totalCount\": 1 } } }\n");
    let (_, out, _) = ask(&["--operation", "All"]);
    assert_eq!(out, "{ \"data\": { \"statistics\": { \"documents\": 5 } } }\n");

    // Which of the two is meant, nobody knows.
    let (code, out, errors) = ask(&[]);
    assert_eq!(code, Some(1));
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    assert!(answer["errors"][0]["extensions"]["hint"].is_string(), "{out}");
    assert!(errors.starts_with("error: "), "{errors}");
    for wrong in ["[]", "{"] {
        assert_eq!(ask(&["--variables", wrong]).0, Some(2), "{wrong}");
    }
}

#[test]
fn a_wrong_query_is_answered_with_its_place_and_a_hint() {
    let store = store();
    for query in ["{ nonsense }", "{", "{ official(id: \"x\") { name } }"] {
        let (code, out, _) = run(chuxi("query", store.path()).arg(query));
        let answer: Value = serde_json::from_str(&out).expect("JSON");
        let error = &answer["errors"][0];
        assert_eq!(code, Some(1), "{out}");
        assert!(error["locations"][0]["line"].is_u64(), "{out}");
        assert!(error["extensions"]["code"].is_string(), "{out}");
    }
}

#[test]
fn the_schema_is_the_kept_one() {
    let kept = include_str!("../schema.graphql");
    assert_eq!(run(bare().arg("schema")), (Some(0), kept.to_owned(), String::new()));
}

#[test]
fn a_merge_is_made_told_listed_and_taken_back() {
    let store = store();
    let decide = |arguments: &[&str]| run(chuxi("decide", store.path()).args(arguments));
    let two = ids(store.path(), "许远帆");
    assert_eq!(two.len(), 2);

    let (code, said, errors) = decide(&["merge", &two[0], &two[1]]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(said.contains("许远帆 (海东市人大常委会副主任)"), "{said}");
    assert!(said.contains("许远帆 (玉树州政府副州长)"), "{said}");
    let one = ids(store.path(), "许远帆");
    assert_eq!(one.len(), 1);
    let old = format!("{{ nodes(ids: [{:?}, {:?}]) {{ id }} }}", two[0], two[1]);
    assert_eq!(ask(store.path(), &old)["nodes"], json!([{ "id": one[0] }, { "id": one[0] }]));

    // It holds when the texts are read again.
    assert_eq!(run(chuxi("reextract", store.path()).arg("--all")).0, Some(0));
    assert_eq!(ids(store.path(), "许远帆"), one);
    let (_, list, _) = decide(&["list"]);
    assert!(list.lines().count() == 1 && list.contains("are one person"), "{list}");

    let decision = said.split_whitespace().next().expect("an id");
    let (code, said, _) = decide(&["undo", decision]);
    assert!(code == Some(0) && said.contains("taken back") && said.contains("许远帆"), "{said}");
    assert_eq!(ids(store.path(), "许远帆"), two);
    let (code, _, errors) = decide(&["undo", decision]);
    assert!(code == Some(1) && errors.contains(decision), "{errors}");
}

#[test]
fn a_split_takes_the_articles_that_it_is_given() {
    let store = store();
    let decide = |arguments: &[&str]| run(chuxi("decide", store.path()).args(arguments));
    let query = "{ officials(filter: { name: \"秦守拙\" }) { nodes {
                   id articles { nodes { id headline } } } }
                   articles(filter: { text: \"常务会议\" }) { nodes { id } } }";
    let answer = ask(store.path(), query);
    let official = answer["officials"]["nodes"][0]["id"].as_str().expect("an id");
    let articles = answer["officials"]["nodes"][0]["articles"]["nodes"].as_array().expect("a list");
    assert_eq!(articles.len(), 3);
    let first = articles[0]["id"].as_str().expect("an id");
    let foreign = answer["articles"]["nodes"][0]["id"].as_str().expect("an id");

    for (ids, told) in [
        (&[official, foreign][..], foreign),
        (&[official, first, "article:0000000000000"], "article:0000000000000"),
        (&["official:00000000000000000000", first], "official:00000000000000000000"),
        (&[first, first], first),
    ] {
        let (code, _, errors) = decide(&[&["split"], ids].concat());
        assert!(code == Some(1) && errors.contains(told), "{ids:?}: {errors}");
    }
    assert_eq!(decide(&["split", "秦守拙", first]).0, Some(2));

    let (code, said, errors) = decide(&["split", official, first]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(said.contains("one article speaks of another 秦守拙"), "{said}");
    assert_eq!(ids(store.path(), "秦守拙").len(), 2);
}

#[test]
fn what_cannot_be_served_is_told_before_anything_is_read() {
    for wrong in [
        &["--origin", "tools.example"][..],
        &["--origin", "https://tools.example/"],
        &["--token", ""],
        &["--workers", "0"],
        &["--addr", "localhost"],
    ] {
        assert_eq!(run(bare().arg("serve").args(wrong)).0, Some(2), "{wrong:?}");
    }
}

/// A folder with tables of the user's own.
fn tables(tables: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in tables {
        std::fs::write(folder.path().join(name), text).expect("a table");
    }
    folder
}

const OWN_NEWS: &str = "9月24日，云梯县召开督导工作会议，督导长王清和主持会议。\n";

#[test]
fn words_of_the_users_own_are_read_like_the_programs() {
    let folder = tables(&[
        ("news.txt", OWN_NEWS),
        ("titles.tsv", "#title\tkind\tbody\r\n督导长\thead\t督导署\r\n"),
        ("notes.md", "tables of our own"),
    ]);
    let news = folder.path().join("news.txt");
    let posts = |lexicon: bool| -> Value {
        let mut command = bare();
        command.arg("extract").arg(&news);
        if lexicon {
            command.arg("--lexicon").arg(folder.path());
        }
        let (code, out, errors) = run(&mut command);
        assert_eq!((code, errors.as_str()), (Some(0), ""));
        let posts = serde_json::from_str::<Value>(&out).expect("JSON")["posts"].take();
        let posts = posts.as_array().expect("a list").iter();
        posts.map(|post| json!([post["official"], post["body"], post["title"]])).collect()
    };
    assert_eq!(posts(false), json!([]));
    assert_eq!(posts(true), json!([["王清和", "督导署", "督导长"]]));
}

#[test]
fn what_another_lexicon_has_read_is_read_anew() {
    let folder = tables(&[("news.txt", OWN_NEWS)]);
    let words = tables(&[("titles.tsv", "督导长\thead\t督导署\n")]);
    let store = tempfile::tempdir().expect("a temporary folder");
    let news = folder.path().join("news.txt");
    let said = |name: &str, rest: &[&std::ffi::OsStr]| {
        let (code, out, errors) = run(chuxi(name, store.path()).args(rest));
        assert_eq!((code, errors.as_str()), (Some(0), ""));
        out
    };
    let own = [std::ffi::OsStr::new("--lexicon"), words.path().as_os_str()];
    said("ingest", &[news.as_os_str()]);
    assert_eq!(said("reextract", &[]), "documents  0 read anew, 0 unchanged, 0 failed\n");
    assert_eq!(said("reextract", &own), "documents  1 read anew, 0 unchanged, 0 failed\n");
    assert_eq!(said("reextract", &own), "documents  0 read anew, 0 unchanged, 0 failed\n");
    let ingested = said("ingest", &[own[0], own[1], news.as_os_str()]);
    assert!(ingested.contains("1 unchanged"), "{ingested}");
    // Without the words it is the program's own lexicon that has not read it.
    assert_eq!(said("reextract", &[]), "documents  1 read anew, 0 unchanged, 0 failed\n");
}

#[test]
fn a_mistake_in_a_table_is_told_by_its_line() {
    for (name, text, told) in [
        (
            "titles.tsv",
            "督导长\thead\n巡视长\tboss\n",
            "titles.tsv:2: the kind \"boss\" is not known",
        ),
        ("titles.tsv", "督导长 head\n", "titles.tsv:1: the row has 1 field"),
        ("title.tsv", "督导长\thead\n", "title.tsv: no table has this name"),
        ("places.tsv", "1\t云梯县\tcounty\t2\t云梯\t\t0\n", "places.tsv:1: the parent \"2\""),
        ("titles.md", "", "there is no table in"),
    ] {
        let words = tables(&[(name, text)]);
        let (code, out, errors) =
            run(bare().arg("extract").arg(NEWS).arg("--lexicon").arg(words.path()));
        assert_eq!((code, out.as_str()), (Some(1), ""), "{errors}");
        assert!(errors.starts_with("error: ") && errors.contains(told), "{errors}");
    }
    let words = tables(&[]);
    std::fs::write(words.path().join("titles.tsv"), b"\xB6\xBD\xB5\xBC\thead\n").expect("GBK");
    let (_, _, errors) = run(bare().arg("extract").arg(NEWS).arg("--lexicon").arg(words.path()));
    assert!(
        errors.contains("titles.tsv:1: this is not UTF-8; save the table as UTF-8"),
        "{errors}"
    );
    let (_, _, errors) = run(bare().args(["extract", NEWS, "--lexicon", "no/such/folder"]));
    assert!(errors.contains("no/such/folder: --lexicon takes a folder of tables"), "{errors}");
}

#[test]
fn an_input_that_is_not_there_is_told_with_advice() {
    for command in ["extract", "explain"] {
        let (code, out, errors) = run(bare().args([command, "no/such/page.txt"]));
        assert_eq!((code, out.as_str()), (Some(1), ""));
        assert!(
            errors.contains("no/such/page.txt: there is no such file or folder: check the path"),
            "{errors}"
        );
    }
}
