//! The facts as tables, and the questions in SQL.
//!
//! The tables are what a good engineer would make of them for these questions: numbers for keys, an
//! index for each way in, and `presence`, which has beforehand who was where on which day.

use super::answers::{Ask, Attended, Attendee, Met, Rows};
use chuxi::graph::{Detail, EdgeKind, Graph, MeetingFilter, NodeKind};
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::{EdgeRef, IntoEdgeReferences};
use postgres::{Client, Error, Statement};
use std::fmt::Display;
use std::io::Write;

const TABLES: &str = "
    CREATE TABLE entity (node int PRIMARY KEY, id text NOT NULL, name text NOT NULL);
    CREATE TABLE meeting (node int PRIMARY KEY, day date);
    CREATE TABLE attends (who int NOT NULL, meeting int NOT NULL, role text NOT NULL, rank int);
    CREATE TABLE presence (who int NOT NULL, meeting int NOT NULL, day date);
    CREATE TABLE tenure (official int NOT NULL, body int NOT NULL, title text NOT NULL,
        first_seen date, last_seen date, appointed date, removed date);";

const INDEXES: &str = "
    CREATE UNIQUE INDEX ON entity (id) INCLUDE (node);
    CREATE INDEX ON attends (meeting) INCLUDE (who, role, rank);
    CREATE INDEX ON attends (who) INCLUDE (meeting, role);
    ALTER TABLE presence ADD PRIMARY KEY (who, meeting) INCLUDE (day);
    CREATE UNIQUE INDEX ON presence (meeting, who);
    CREATE INDEX ON tenure (body, title);
    VACUUM ANALYZE;";

const ATTENDEES: &str = "
    SELECT who.id, who.name, a.role, a.rank
    FROM attends a JOIN entity who ON who.node = a.who WHERE a.meeting = $1";

const ATTENDED: &str = "
    SELECT what.id, what.name, m.day, a.role
    FROM attends a JOIN meeting m ON m.node = a.meeting JOIN entity what ON what.node = a.meeting
    WHERE a.who = $1";

const COMPANY: &str = "
    SELECT other.id, other.name, met.times, met.first, met.last
    FROM (
        SELECT theirs.who, count(*)::int AS times, min(own.day) AS first, max(own.day) AS last
        FROM presence own JOIN presence theirs ON theirs.meeting = own.meeting
        WHERE own.who = $1 AND theirs.who <> $1 GROUP BY theirs.who
    ) met JOIN entity other ON other.node = met.who
    ORDER BY met.times DESC, other.id";

/// Whether a way of so many meetings joins two: half of it from one end, half from the other, so that
/// neither side has to go all the way.
const JOINED: &str = "
    WITH RECURSIVE
    out (who, far) AS (
        SELECT $1::int, 0 UNION
        SELECT b.who, o.far + 1 FROM out o
        JOIN attends a ON a.who = o.who JOIN attends b ON b.meeting = a.meeting
        WHERE o.far < $3::int
    ),
    back (who, far) AS (
        SELECT $2::int, 0 UNION
        SELECT b.who, k.far + 1 FROM back k
        JOIN attends a ON a.who = k.who JOIN attends b ON b.meeting = a.meeting
        WHERE k.far < $4::int
    )
    SELECT EXISTS (SELECT FROM out JOIN back USING (who) WHERE out.far = $3 AND back.far = $4)";

const HOLDERS: &str = "
    SELECT who.id, who.name, t.first_seen, t.last_seen, t.appointed, t.removed
    FROM tenure t JOIN entity who ON who.node = t.official WHERE t.body = $1 AND t.title = $2";

/// The tables, asked by prepared statements.
pub struct Sql {
    client: Client,
    attendees: Statement,
    attended: Statement,
    company: Statement,
    joined: Statement,
    holders: Statement,
}

impl Sql {
    /// Loads all that the questions need.
    pub fn load(mut client: Client, graph: &Graph) -> Result<Sql, Box<dyn std::error::Error>> {
        client.batch_execute(TABLES)?;
        copy(
            &mut client,
            "entity",
            graph.net().node_indices().map(|node| {
                let id = graph.id(node).map(|id| id.to_string()).unwrap_or_default();
                row(&[&node.index(), &id, &escaped(graph.name(node))])
            }),
        )?;
        copy(
            &mut client,
            "meeting",
            graph
                .all(NodeKind::Meeting)
                .into_iter()
                .map(|node| row(&[&node.index(), &or_null(graph.day(node))])),
        )?;
        copy(
            &mut client,
            "attends",
            graph.net().edge_references().filter_map(|edge| {
                let EdgeKind::Attendance(role) = edge.weight().kind else { return None };
                let ranks = graph.statements_of(edge.id()).filter_map(|said| match said.detail {
                    Detail::Attendance { rank, .. } => Some(rank),
                    _ => None,
                });
                let ends = (edge.source().index(), edge.target().index());
                Some(row(&[&ends.0, &ends.1, &role, &or_null(ranks.min())]))
            }),
        )?;
        let officials = graph.all(NodeKind::Official);
        copy(
            &mut client,
            "presence",
            officials.iter().flat_map(|who| {
                let meetings = graph.meetings_of(*who, &MeetingFilter::default()).into_iter();
                meetings.map(|meeting| {
                    row(&[&who.index(), &meeting.index(), &or_null(graph.day(meeting))])
                })
            }),
        )?;
        copy(
            &mut client,
            "tenure",
            officials.iter().flat_map(|who| {
                graph.tenures_of(*who).into_iter().map(|tenure| {
                    row(&[
                        &tenure.official.index(),
                        &tenure.body.index(),
                        &escaped(graph.text(tenure.title)),
                        &or_null(tenure.first_seen),
                        &or_null(tenure.last_seen),
                        &or_null(tenure.appointed),
                        &or_null(tenure.removed),
                    ])
                })
            }),
        )?;
        for index in INDEXES.split(';').filter(|index| !index.trim().is_empty()) {
            client.batch_execute(index)?;
        }
        Ok(Sql {
            attendees: client.prepare(ATTENDEES)?,
            attended: client.prepare(ATTENDED)?,
            company: client.prepare(COMPANY)?,
            joined: client.prepare(JOINED)?,
            holders: client.prepare(HOLDERS)?,
            client,
        })
    }

    /// Answers a question.
    pub fn ask(&mut self, ask: &Ask) -> Result<Rows, Error> {
        let client = &mut self.client;
        Ok(match ask {
            Ask::Attendees(meeting) => {
                let rows = client.query(&self.attendees, &[&key(*meeting)])?;
                Rows::Attendees(
                    rows.iter()
                        .map(|row| Attendee {
                            id: row.get(0),
                            name: row.get(1),
                            role: row.get(2),
                            rank: row.get(3),
                        })
                        .collect(),
                )
            }
            Ask::Attended(who) => {
                let rows = client.query(&self.attended, &[&key(*who)])?;
                Rows::Attended(
                    rows.iter()
                        .map(|row| Attended {
                            id: row.get(0),
                            name: row.get(1),
                            day: row.get(2),
                            role: row.get(3),
                        })
                        .collect(),
                )
            }
            Ask::Company(who) => {
                let rows = client.query(&self.company, &[&key(*who)])?;
                Rows::Company(
                    rows.iter()
                        .map(|row| Met {
                            id: row.get(0),
                            name: row.get(1),
                            times: row.get(2),
                            first: row.get(3),
                            last: row.get(4),
                        })
                        .collect(),
                )
            }
            Ask::Path(one, other) => {
                for meetings in 1..=super::answers::MOST_MEETINGS as i32 {
                    let half = meetings / 2;
                    let ends = [&key(*one), &key(*other)];
                    let row = client
                        .query_one(&self.joined, &[ends[0], ends[1], &(meetings - half), &half])?;
                    if row.get(0) {
                        return Ok(Rows::Path(Some(meetings as usize)));
                    }
                }
                Rows::Path(None)
            }
            Ask::Holders(body, title) => {
                let rows = client.query(&self.holders, &[&key(*body), title])?;
                Rows::Holders(
                    rows.iter()
                        .map(|row| {
                            (
                                row.get(0),
                                row.get(1),
                                [row.get(2), row.get(3), row.get(4), row.get(5)],
                            )
                        })
                        .collect(),
                )
            }
        })
    }
}

fn key(node: NodeIndex) -> i32 {
    node.index() as i32
}

fn copy(
    client: &mut Client,
    table: &str,
    rows: impl Iterator<Item = String>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut writer = client.copy_in(&format!("COPY {table} FROM STDIN"))?;
    for row in rows {
        writer.write_all(row.as_bytes())?;
    }
    writer.finish()?;
    Ok(())
}

fn row(fields: &[&dyn Display]) -> String {
    let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
    fields.join("\t") + "\n"
}

fn or_null(value: Option<impl Display>) -> String {
    value.map_or_else(|| "\\N".to_owned(), |value| value.to_string())
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}
