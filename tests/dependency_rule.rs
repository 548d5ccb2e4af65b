//! The dependency rule: a stage imports only from stages on its left, from `model` and from
//! `lexicon`; only `source` and what stands right of `resolve` touch a disk or a clock; only the
//! rims know HTTP.

use std::path::{Path, PathBuf};

const STAGES: [&str; 8] = ["source", "page", "text", "extract", "resolve", "store", "graph", "api"];

/// What each module of the crate may import. What is not named here is a rim and may import all.
fn allowed(module: &str) -> Option<Vec<&'static str>> {
    let shared = ["model", "lexicon"];
    if let Some(place) = STAGES.iter().position(|stage| *stage == module) {
        let left = STAGES[..place].iter().copied();
        // `reading` runs the pure stages in one call, for those that stand right of them.
        let reading = (place > 4).then_some("reading");
        return Some(left.chain(shared).chain(reading).chain([STAGES[place]]).collect());
    }
    match module {
        "model" => Some(vec!["model"]),
        "lexicon" => Some(vec!["model", "lexicon"]),
        "reading" => Some([&STAGES[1..5], &shared, &["reading"]].concat()),
        _ => None,
    }
}

#[test]
fn a_stage_imports_only_from_its_left() {
    let mut wrong = Vec::new();
    for (module, file, text) in sources() {
        let Some(allowed) = allowed(&module) else { continue };
        for (line, imported) in imports(&text) {
            if !allowed.contains(&imported.as_str()) {
                wrong.push(format!("{}:{line}: {module} imports {imported}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_pure_stages_touch_no_disk_and_no_clock() {
    let pure = ["model", "page", "text", "extract", "resolve", "reading"];
    hold_absent(
        &pure,
        &["std::fs", "std::net", "SystemTime", "Utc::now", "Local::now", "std::env::"],
    );
}

#[test]
fn nothing_left_of_the_api_knows_http() {
    let left: Vec<&str> =
        STAGES[..7].iter().copied().chain(["model", "lexicon", "reading"]).collect();
    hold_absent(&left, &["actix", "async_graphql", "http::"]);
}

fn hold_absent(modules: &[&str], words: &[&str]) {
    let mut wrong = Vec::new();
    for (module, file, text) in sources() {
        if !modules.contains(&module.as_str()) {
            continue;
        }
        for (n, line) in code_lines(&text) {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                wrong.push(format!("{}:{n}: {module} uses {word}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every file under src: the module at the top that it belongs to, its path, its text.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let within = path.strip_prefix(&root).unwrap().to_owned();
                let first = within.components().next().unwrap().as_os_str().to_string_lossy();
                let module = first.trim_end_matches(".rs").to_owned();
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((module, within, text));
            }
        }
    }
    assert!(files.len() > 5, "no sources under {}", root.display());
    files
}

/// The lines that are code, up to the tests at the end of a file.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(n, line)| (n + 1, line));
    numbered
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The modules that a file names after `crate::`, also in braces.
fn imports(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let code: Vec<(usize, &str)> = code_lines(text).collect();
    for (at, (number, line)) in code.iter().enumerate() {
        for (place, word) in line.match_indices("crate::") {
            let mut after = line[place + word.len()..].to_owned();
            if after.starts_with('{') {
                let rest = code[at + 1..].iter().take_while(|_| !after.contains("};"));
                let rest: Vec<&str> = rest.map(|(_, line)| *line).take(20).collect();
                after.push_str(&rest.join(" "));
                let inner = after[1..].split(';').next().unwrap_or_default();
                let mut depth = 0;
                let parts = inner.split(|c: char| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    c == ',' && depth == 0
                });
                found.extend(parts.map(first_word).filter(|w| !w.is_empty()).map(|w| (*number, w)));
            } else {
                found.push((*number, first_word(&after)));
            }
        }
    }
    found
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn imports_are_read_in_every_form() {
    let text = "use crate::model::Span;\nuse crate::{reading, source::{a, b}};\n// crate::no\nlet x = crate::page::articles(d);\n";
    let names: Vec<String> = imports(text).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["model", "reading", "source", "page"]);
}
