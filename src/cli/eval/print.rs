//! The figures for people and for programs.

use super::score::{self, Bin, Fact, Figures, KINDS};
use super::{Scored, figures, quote};
use serde::Serialize;
use std::fmt::{self, Write};

/// The figures as one JSON object, and the facts by confidence.
#[derive(Serialize)]
pub struct Json {
    documents: usize,
    meetings: Figures,
    dates: Figures,
    attendance: Figures,
    roles: Figures,
    body_attendance: Figures,
    posts: Figures,
    regulations: Figures,
    actions: Figures,
    calibration: Vec<Bin>,
}

pub(super) fn json(scored: &[Scored]) -> Json {
    let [meetings, dates, attendance, roles, body_attendance, posts, regulations, actions] =
        figures(scored);
    Json {
        documents: scored.len(),
        meetings,
        dates,
        attendance,
        roles,
        body_attendance,
        posts,
        regulations,
        actions,
        calibration: score::calibration(scored.iter().map(|s| &s.outcomes)),
    }
}

/// The figures as a table, under each kind its first errors, and the facts by confidence.
pub(super) fn table(scored: &[Scored], errors: usize) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_table(&mut out, scored, errors);
    out
}

fn write_table(out: &mut String, scored: &[Scored], errors: usize) -> fmt::Result {
    writeln!(out, "{} documents", scored.len())?;
    writeln!(
        out,
        "{:16}{:>10}{:>10}{:>10}{:>8}{:>11}",
        "", "precision", "recall", "F1", "gold", "predicted"
    )?;
    for (kind, f) in figures(scored).iter().enumerate() {
        writeln!(
            out,
            "{:16}{:>10.3}{:>10.3}{:>10.3}{:>8}{:>11}",
            KINDS[kind], f.precision, f.recall, f.f1, f.gold, f.predicted
        )?;
        for row in scored.iter().flat_map(|one| rows(one, kind)).take(errors) {
            writeln!(out, "{row}")?;
        }
    }
    let bins = score::calibration(scored.iter().map(|s| &s.outcomes));
    if bins.iter().all(|bin| bin.facts == 0) {
        return Ok(());
    }
    writeln!(out, "\n{:16}{:>10}{:>10}{:>10}", "confidence", "facts", "right", "share")?;
    let upper = bins.iter().skip(1).map(|bin| bin.from).chain([1.0]);
    for (bin, to) in bins.iter().zip(upper).filter(|(bin, _)| bin.facts > 0) {
        let range = format!("{:.2} – {to:.2}", bin.from);
        let share = bin.right as f64 / bin.facts as f64;
        writeln!(out, "{range:16}{:>10}{:>10}{share:>10.3}", bin.facts, bin.right)?;
    }
    Ok(())
}

/// The misses and the false alarms of one kind in one document.
fn rows(scored: &Scored, kind: usize) -> Vec<String> {
    let outcome = &scored.outcomes[kind];
    let row = |mark: &str, fact: &Fact, sentence: Option<String>| {
        let sentence = sentence.map(|words| format!("\n      {words}")).unwrap_or_default();
        format!("  {mark} {} {}{sentence}", scored.id, shown(scored, fact))
    };
    let missed = outcome.misses.iter().map(|fact| {
        let meeting = fact.first().and_then(|id| scored.meetings.get(id.as_deref()?));
        row("- missed", fact, quote::of_missed(&scored.text, fact, meeting.map(String::as_str)))
    });
    let alarms = outcome
        .alarms()
        .map(|found| row("+ false alarm", &found.fact, quote::of_found(&scored.text, found)));
    missed.chain(alarms).collect()
}

/// A fact with its meetings by their names; `?` marks one that the gold does not have.
fn shown(scored: &Scored, fact: &Fact) -> String {
    let fields = fact.iter().map(|field| {
        let Some(field) = field else { return "-".to_owned() };
        match scored.meetings.get(field) {
            Some(name) if field.starts_with('?') => format!("?{name}"),
            Some(name) => name.clone(),
            None => field.clone(),
        }
    });
    fields.collect::<Vec<_>>().join(" | ")
}
