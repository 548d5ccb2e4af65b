//! The same facts in chuxi and in PostgreSQL, and the five main questions asked of both.
//!
//! `CHUXI_CORPUS=FOLDER cargo bench --bench versus_postgres` reads the articles of a folder; without it
//! 15,000 invented ones are taken. It needs a PostgreSQL server (Debian: `apt-get install postgresql`),
//! which it starts for itself; without one it says so and ends. It fails where the answers differ.
//!
//! Three columns of times: the graph in the program, chuxi asked through its socket (HTTP, GraphQL, JSON;
//! no answers kept), and PostgreSQL through its socket by prepared statements. For paths PostgreSQL only
//! has to tell the length, chuxi gives the path.

mod answers;
mod cluster;
mod http;
#[path = "../../tests/common/invented.rs"]
mod invented;
mod sql;

use answers::Ask;
use chuxi::api::{Limits, MemoryArchive, Service};
use chuxi::graph::{Graph, MeetingFilter, NodeKind};
use chuxi::model::{DocumentRecord, PostClaim};
use chuxi::{reading, source};
use cluster::Cluster;
use rayon::prelude::*;
use sql::Sql;
use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

/// How many of each question are asked.
const QUESTIONS: usize = 60;
/// How often each is asked; the median counts.
const TIMES: usize = 7;
/// The longest page: longer answers would not come whole through the socket.
const PAGE: usize = 500;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(programs) = cluster::programs() else {
        println!(
            "skipped: there is no PostgreSQL server here. On Debian: apt-get install postgresql"
        );
        return Ok(());
    };
    let records = match std::env::var_os("CHUXI_CORPUS") {
        Some(folder) => read(folder.as_ref()),
        None => (0..15_000).into_par_iter().map(recurring).collect(),
    };
    let mut graph = Graph::new();
    for record in &records {
        graph.add(record);
    }
    println!("{} documents; {:?}", records.len(), graph.counts());
    drop(records);

    let cluster = Cluster::start(&programs)?;
    let mut sql = Sql::load(cluster.connect()?, &graph)?;
    let questions = questions(&graph);
    let service = Arc::new(Service::new(graph, MemoryArchive::default(), Limits::default()));
    let mut http = http::Http::start(service.clone())?;

    println!("question | rows | graph | chuxi | postgres | postgres/graph | postgres/chuxi");
    for (name, asks) in questions {
        let mut times = [0.0; 3];
        let mut rows = 0;
        for ask in &asks {
            let own = service.read(|graph| answers::ask(graph, ask)).sorted();
            let theirs = sql.ask(ask)?.sorted();
            assert!(own == theirs, "{ask:?}: chuxi says {own:#?}, PostgreSQL {theirs:#?}");
            let request = service.read(|graph| http::request(graph, ask));
            let told = http.ask(&request)?;
            assert_eq!(http::rows(ask, &told)?, own.len(), "{ask:?}: {told}");
            rows += own.len();

            times[0] += median(|| Ok(service.read(|graph| answers::ask(graph, ask)).len()))?;
            times[1] += median(|| Ok(http.ask(&request)?.len()))?;
            times[2] += median(|| Ok(sql.ask(ask)?.len()))?;
        }
        let count = asks.len() as f64;
        let [graph, chuxi, postgres] = times.map(|time| time / count * 1e6);
        println!(
            "{name} | {:.1} | {graph:.0} µs | {chuxi:.0} µs | {postgres:.0} µs | {:.1} | {:.1}",
            rows as f64 / count,
            postgres / graph,
            postgres / chuxi,
        );
    }
    Ok(())
}

/// Half of the times are no longer than this, in seconds.
fn median(mut work: impl FnMut() -> Result<usize, Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        std::hint::black_box(work()?);
        times.push(begun.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    Ok(times[TIMES / 2])
}

fn read(folder: &std::path::Path) -> Vec<DocumentRecord> {
    let documents = source::documents([folder]).filter_map(|document| match document {
        Ok(document) => Some(document),
        Err(error) => {
            eprintln!("{error}");
            None
        }
    });
    let documents: Vec<_> = documents.collect();
    documents.into_par_iter().map(reading::read).collect()
}

/// An invented article whose attendees are met again: two hundred a place, one in ten from the next.
fn recurring(number: u64) -> DocumentRecord {
    const CAST: u64 = 200;
    let mut record = invented::record(number);
    let claims = &mut record.articles[0].claims;
    let home = claims.meetings[0].conveners[0].clone();
    let places: Vec<String> = (0..40)
        .map(|n| invented::record(n).articles[0].claims.meetings[0].conveners[0].clone())
        .collect();
    claims.posts.clear();
    let mut seen = std::collections::BTreeSet::new();
    for (at, attendance) in (0..).zip(&mut claims.attendance) {
        let mix = (number * 31 + at).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        let body = if mix.is_multiple_of(10) { &places[(mix / 10 % 40) as usize] } else { &home };
        // The names of a place are those of some article of its own number.
        let place = body.chars().map(u64::from).sum::<u64>();
        let member = invented::record(place * CAST + mix / 400 % CAST);
        let name = member.articles[0].claims.attendance[0].official.clone();
        if !seen.insert(name.clone()) {
            continue;
        }
        attendance.official.clone_from(&name);
        claims.posts.push(PostClaim {
            official: name,
            body: body.clone(),
            title: if mix.is_multiple_of(7) { "副市长" } else { "秘书长" }.to_owned(),
            evidence: attendance.evidence.clone(),
        });
    }
    record
}

/// So many of each question, spread over all that could be asked, whose answers fit on a page.
fn questions(graph: &Graph) -> Vec<(&'static str, Vec<Ask>)> {
    let any = MeetingFilter::default();
    let fits = |ask: &Ask, least: usize| (least..=PAGE).contains(&answers::ask(graph, ask).len());
    let meetings = graph.all(NodeKind::Meeting).into_iter().map(Ask::Attendees);
    let meetings: Vec<Ask> = meetings.filter(|ask| fits(ask, 5)).collect();
    let mut officials = graph.all(NodeKind::Official);
    officials.retain(|official| (5..=PAGE).contains(&graph.meetings_of(*official, &any).len()));
    // One who chaired and spoke has two rows.
    let attended = officials.iter().map(|who| Ask::Attended(*who));
    let attended: Vec<Ask> = attended.filter(|ask| fits(ask, 5)).collect();
    let company: Vec<Ask> = spread(officials.iter().map(|who| Ask::Company(*who)).collect(), 400);
    let company = company.into_iter().filter(|ask| fits(ask, 10)).collect();
    let ends = spread(officials, 2 * QUESTIONS);
    let paths = ends.iter().zip(ends.iter().skip(QUESTIONS)).map(|(a, b)| Ask::Path(*a, *b));
    let mut posts = Vec::new();
    for body in graph.all(NodeKind::Body) {
        let titles: std::collections::BTreeSet<&str> =
            graph.tenures_at(body).iter().map(|tenure| graph.text(tenure.title)).collect();
        posts.extend(titles.into_iter().map(|title| Ask::Holders(body, title.to_owned())));
    }
    posts.retain(|ask| fits(ask, 2));
    vec![
        ("who attended X", spread(meetings, QUESTIONS)),
        ("what did X attend", spread(attended, QUESTIONS)),
        ("co-attendance of X", spread(company, QUESTIONS)),
        ("shortest path", paths.collect()),
        ("who held post P when", spread(posts, QUESTIONS)),
    ]
}

/// At most so many, from all parts of the list.
fn spread<T: Clone>(all: Vec<T>, most: usize) -> Vec<T> {
    let step = all.len().div_ceil(most).max(1);
    all.into_iter().step_by(step).collect()
}
