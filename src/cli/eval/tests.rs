use super::*;

fn scored() -> Vec<Scored> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval");
    let gold = read_gold(&folder.join("gold.jsonl")).unwrap();
    let mut predicted = read_predicted(&folder.join("found.jsonl")).unwrap();
    let score = |line: GoldLine| {
        let lines = predicted.remove(&line.id).unwrap_or_default();
        Scored {
            outcomes: score::document(&line.gold, &lines),
            meetings: score::meeting_names(&line.gold, &lines),
            id: line.id,
            text: line.document.text,
        }
    };
    gold.into_iter().map(score).collect()
}

#[test]
fn the_figures_are_those_of_the_reference_scorer() {
    let expected = [
        ("meetings", 0.6667, 1.0, 0.8, 2, 3),
        ("dates", 0.6667, 1.0, 0.8, 2, 3),
        ("attendance", 0.8, 1.0, 0.8889, 4, 5),
        ("roles", 0.6, 0.6, 0.6, 5, 5),
        ("body_attendance", 1.0, 0.5, 0.6667, 2, 1),
        ("posts", 0.6667, 0.6667, 0.6667, 3, 3),
        ("regulations", 0.5, 0.5, 0.5, 2, 2),
        ("actions", 0.0, 0.0, 0.0, 2, 2),
    ];
    for ((kind, precision, recall, f1, gold, predicted), found) in
        expected.into_iter().zip(figures(&scored()))
    {
        assert_eq!(found, Figures { precision, recall, f1, gold, predicted }, "{kind}");
    }
}

#[test]
fn each_error_is_shown_with_its_sentence() {
    let table = print::table(&scored(), 20);
    assert!(table.starts_with("3 documents\n"));
    assert!(table.contains("meetings             0.667     1.000     0.800       2          3\n"));
    assert!(table.contains(
        "  - missed a 高远 | 云川省十四届人大常委会第三次会议 | SPEAKER\n      云川省委书记高远主持会议。"
    ));
    assert!(table.contains("  + false alarm a 何田 | ?座谈会 | CHAIR\n"));
    assert!(table.contains("  + false alarm a 水法 | - | STUDY\n"));
}

#[test]
fn confidence_is_held_against_what_is_right() {
    let scored = scored();
    let bins = score::calibration(scored.iter().map(|s| &s.outcomes));
    let of = |from: f32| bins.iter().find(|bin| bin.from == from).map(|bin| (bin.facts, bin.right));
    // Right are a role at 0.99, one at 0.98, a meeting at 0.99 and a post at 1.0.
    assert_eq!(of(0.98), Some((4, 4)));
    // A role and a post are right; nothing here is wrong.
    assert_eq!(of(0.95), Some((2, 2)));
    // One meeting is right; one act is not. What is optional counts neither way.
    assert_eq!(of(0.9), Some((2, 1)));
    assert_eq!(of(0.0), Some((1, 0)));
}

#[test]
fn a_bad_line_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "{\"id\":1,\"text\":\"甲\",\"gold\":{}}\n{\"id\":2}\n").unwrap();
    let error = read_gold(file.path()).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(error.ends_with(":2"), "{error}");
}
