//! What stands between entities: attendances, tenures, acts, and the evidence for each.

use super::{Article, Body, Meeting, Node, Official, Regulation};
use crate::api::inputs::{Action, Holding, Role};
use crate::api::json::Json;
use crate::api::quick::{Look, Plain, number, object};
use crate::api::service::{reader, view};
use crate::graph::{self, Detail, Graph, NodeKind, Sym};
use crate::model::Span;
use async_graphql::parser::types::Field;
use async_graphql::{Context, Description, Object, Result};
use chrono::NaiveDate;
use petgraph::stable_graph::{EdgeIndex, NodeIndex};

/// Where an article says what an edge says.
#[derive(Debug, Clone, Description)]
pub struct Evidence {
    article: NodeIndex,
    span: Span,
    rule: Sym,
    confidence: f32,
    post: Option<Sym>,
    rank: Option<u32>,
}

#[Object(use_type_description, serial)]
impl Evidence {
    /// The words themselves, as they stand in the document.
    async fn quote(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let reader = reader(ctx)?;
        let graph = reader.graph()?;
        let document = graph.article(self.article).and_then(|a| graph.document(a.document));
        let Some(document) = document else { return Ok(None) };
        reader.words(&document.key, self.span)
    }

    /// First byte of the quote in the document's text (UTF-8).
    async fn start(&self) -> i32 {
        i32::try_from(self.span.start).unwrap_or(i32::MAX)
    }

    /// One past its last byte.
    async fn end(&self) -> i32 {
        i32::try_from(self.span.end).unwrap_or(i32::MAX)
    }

    /// The article that says it.
    async fn article(&self) -> Article {
        Article(self.article)
    }

    /// The rule of the grammar that read it.
    async fn rule(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(view(ctx)?.text(self.rule).to_owned())
    }

    /// How sure the rule is, from 0 to 1.
    async fn confidence(&self) -> f64 {
        (f64::from(self.confidence) * 1000.0).round() / 1000.0
    }

    /// The post in the words of this article, where it introduces an attendee with one.
    async fn post(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        Ok(self.post.map(|post| graph.text(post).to_owned()))
    }

    /// The attendee's place in the list of this article, from 1.
    async fn rank(&self) -> Option<u32> {
        self.rank
    }
}

impl Plain for Evidence {
    fn name(&self) -> &'static str {
        "Evidence"
    }

    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
        let graph = look.graph();
        let at = |place: usize| i32::try_from(place).unwrap_or(i32::MAX);
        match field.name.node.as_str() {
            "quote" => look.words(self.article, self.span, json)?,
            "start" => json.value(at(self.span.start)),
            "end" => json.value(at(self.span.end)),
            "article" => {
                object(&Article(self.article), look, &field.selection_set.node, json)?;
            }
            "rule" => json.value(graph.text(self.rule)),
            "confidence" => json.value((f64::from(self.confidence) * 1000.0).round() / 1000.0),
            "post" => json.value(self.post.map(|post| graph.text(post))),
            "rank" => json.value(self.rank),
            _ => return None,
        }
        Some(())
    }
}

/// The evidence of an edge, by day, article and place in it.
pub fn evidence(graph: &Graph, edge: EdgeIndex, first: Option<i32>) -> Vec<Evidence> {
    places(graph.evidence(edge), first)
}

/// Where statements stand, at most as many as are asked for.
pub fn places(statements: Vec<&graph::Statement>, first: Option<i32>) -> Vec<Evidence> {
    let most = usize::try_from(first.unwrap_or(USUAL_EVIDENCE)).unwrap_or_default();
    let statements = statements.into_iter().take(most.min(LONGEST_EVIDENCE));
    statements
        .map(|statement| {
            let (post, rank) = match statement.detail {
                Detail::Attendance { rank, post } => (post, Some(rank)),
                _ => (None, None),
            };
            Evidence {
                article: statement.article,
                span: statement.place.span(),
                rule: statement.rule,
                confidence: statement.confidence,
                post,
                rank,
            }
        })
        .collect()
}

/// How many items `evidence` gives where nothing is said.
pub const USUAL_EVIDENCE: i32 = 3;
const LONGEST_EVIDENCE: usize = 100;

/// What a list of evidence costs.
pub fn evidence_cost(first: Option<i32>) -> usize {
    usize::try_from(first.unwrap_or(USUAL_EVIDENCE)).unwrap_or_default().min(LONGEST_EVIDENCE)
}

/// How many statements bear an edge.
pub fn evidence_count(graph: &Graph, edge: EdgeIndex) -> i32 {
    graph.net().edge_weight(edge).map_or(0, |edge| i32::try_from(edge.count).unwrap_or(i32::MAX))
}

/// That someone was at a meeting in a role. One who chaired and spoke has two.
#[derive(Debug, Clone, Copy, Description)]
pub struct Attendance {
    /// The edge.
    pub edge: EdgeIndex,
    /// Who attended.
    pub who: NodeIndex,
    /// What was attended.
    pub meeting: NodeIndex,
    /// In which role.
    pub role: crate::model::Role,
}

impl Attendance {
    /// The attendance at an edge, if it is one.
    pub fn of(graph: &Graph, edge: EdgeIndex) -> Option<Attendance> {
        let graph::EdgeKind::Attendance(role) = graph.net().edge_weight(edge)?.kind else {
            return None;
        };
        let (who, meeting) = graph.net().edge_endpoints(edge)?;
        Some(Attendance { edge, who, meeting, role })
    }
}

#[Object(use_type_description, serial)]
impl Attendance {
    /// Who attended: an official or a body.
    async fn attendee(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        Ok(Node::of(&*view(ctx)?, self.who))
    }

    /// Who attended, if it is a person.
    async fn official(&self, ctx: &Context<'_>) -> Result<Option<Official>> {
        Ok(view(ctx)?.is(self.who, NodeKind::Official).then_some(Official(self.who)))
    }

    /// Who attended, if it is a body: through its 负责人, or by its report.
    async fn body(&self, ctx: &Context<'_>) -> Result<Option<Body>> {
        Ok(view(ctx)?.is(self.who, NodeKind::Body).then_some(Body(self.who)))
    }

    /// What was attended.
    async fn meeting(&self) -> Meeting {
        Meeting(self.meeting)
    }

    /// What the attendee did there.
    async fn role(&self) -> Role {
        self.role.into()
    }

    /// The place in the list of attendees, from 1, which is the order of precedence. Of several
    /// articles the foremost place counts. Bodies have none.
    async fn rank(&self, ctx: &Context<'_>) -> Result<Option<u32>> {
        Ok(view(ctx)?.rank(self.edge))
    }

    /// The post in the words of the first article that introduces the attendee with one.
    async fn post(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        Ok(graph.post_as_stated(self.edge).map(|post| graph.text(post).to_owned()))
    }

    /// Where it says so, at most 100 places.
    #[graphql(complexity = "evidence_cost(first) * child_complexity + 1")]
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many places; 3 if nothing is said.")] first: Option<i32>,
    ) -> Result<Vec<Evidence>> {
        Ok(evidence(&*view(ctx)?, self.edge, first))
    }

    /// In how many places it says so.
    async fn evidence_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(evidence_count(&*view(ctx)?, self.edge))
    }
}

impl Plain for Attendance {
    fn name(&self) -> &'static str {
        "Attendance"
    }

    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
        let graph = look.graph();
        let fields = &field.selection_set.node;
        match field.name.node.as_str() {
            "official" if graph.is(self.who, NodeKind::Official) => {
                object(&Official(self.who), look, fields, json)?;
            }
            "body" if graph.is(self.who, NodeKind::Body) => {
                object(&Body(self.who), look, fields, json)?;
            }
            "official" | "body" => json.null(),
            "attendee" => match Node::of(graph, self.who) {
                Some(who) => object(&who, look, fields, json)?,
                None => json.null(),
            },
            "meeting" => object(&Meeting(self.meeting), look, fields, json)?,
            "role" => json.word(Role::from(self.role)),
            "rank" => json.value(graph.rank(self.edge)),
            "post" => json.value(graph.post_as_stated(self.edge).map(|post| graph.text(post))),
            "evidence" => write_evidence(self.edge, look, field, json)?,
            "evidenceCount" => json.value(evidence_count(graph, self.edge)),
            _ => return None,
        }
        Some(())
    }
}

/// Writes where it is said what an edge says.
fn write_evidence(edge: EdgeIndex, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
    let all = evidence(look.graph(), edge, number(field, "first")?);
    let fields = &field.selection_set.node;
    json.all(*b"[]", &all, |json, place| object(place, look, fields, json))
}

/// That someone holds or held a post: a title at a body.
#[derive(Debug, Clone, Copy, Description)]
pub struct Tenure {
    /// As the graph tells it.
    pub tenure: graph::Tenure,
    /// The day that was asked for.
    pub as_of: Option<NaiveDate>,
}

#[Object(use_type_description, serial)]
impl Tenure {
    /// Who holds it.
    async fn official(&self) -> Official {
        Official(self.tenure.official)
    }

    /// Where.
    async fn body(&self) -> Body {
        Body(self.tenure.body)
    }

    /// The title, without 原 in front.
    async fn title(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(view(ctx)?.text(self.tenure.title).to_owned())
    }

    /// The first day on which an article has the person in the post.
    async fn first_seen(&self) -> Option<NaiveDate> {
        self.tenure.first_seen
    }

    /// The last such day.
    async fn last_seen(&self) -> Option<NaiveDate> {
        self.tenure.last_seen
    }

    /// The day of appointment, where an article tells of one.
    async fn appointed(&self) -> Option<NaiveDate> {
        self.tenure.appointed
    }

    /// The day of removal, where an article tells of one.
    async fn removed(&self) -> Option<NaiveDate> {
        self.tenure.removed
    }

    /// The first day on which an article says that it was held before (原).
    async fn former_since(&self) -> Option<NaiveDate> {
        self.tenure.former_since
    }

    /// Whether it is held for the time being (代理, 代).
    async fn acting(&self) -> bool {
        self.tenure.acting
    }

    /// How sure it is that the post was held on the day asked for (`asOf`); null without a day.
    async fn holding(&self) -> Option<Holding> {
        self.as_of.and_then(|day| self.tenure.on(day)).map(Into::into)
    }

    /// Who held the post next; only for posts with one holder at a time.
    async fn successor(&self, ctx: &Context<'_>) -> Result<Option<Tenure>> {
        let next = view(ctx)?.successor(&self.tenure);
        Ok(next.map(|tenure| Tenure { tenure, as_of: self.as_of }))
    }

    /// Who held the post before; only for posts with one holder at a time.
    async fn predecessor(&self, ctx: &Context<'_>) -> Result<Option<Tenure>> {
        let before = view(ctx)?.predecessor(&self.tenure);
        Ok(before.map(|tenure| Tenure { tenure, as_of: self.as_of }))
    }

    /// Where it says so, at most 100 places.
    #[graphql(complexity = "evidence_cost(first) * child_complexity + 1")]
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many places; 3 if nothing is said.")] first: Option<i32>,
    ) -> Result<Vec<Evidence>> {
        Ok(evidence(&*view(ctx)?, self.tenure.edge, first))
    }

    /// In how many places it says so.
    async fn evidence_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(evidence_count(&*view(ctx)?, self.tenure.edge))
    }
}

impl Plain for Tenure {
    fn name(&self) -> &'static str {
        "Tenure"
    }

    fn plain(&self, look: &Look<'_>, field: &Field, json: &mut Json) -> Option<()> {
        let graph = look.graph();
        let tenure = &self.tenure;
        let fields = &field.selection_set.node;
        match field.name.node.as_str() {
            "official" => object(&Official(tenure.official), look, fields, json)?,
            "body" => object(&Body(tenure.body), look, fields, json)?,
            "title" => json.value(graph.text(tenure.title)),
            "firstSeen" => json.day(tenure.first_seen),
            "lastSeen" => json.day(tenure.last_seen),
            "appointed" => json.day(tenure.appointed),
            "removed" => json.day(tenure.removed),
            "formerSince" => json.day(tenure.former_since),
            "acting" => json.value(tenure.acting),
            "evidence" => write_evidence(tenure.edge, look, field, json)?,
            "evidenceCount" => json.value(evidence_count(graph, tenure.edge)),
            _ => return None,
        }
        Some(())
    }
}

/// What a meeting did with a regulation, or what became of it outside any.
#[derive(Debug, Clone, Copy, Description)]
pub struct Act {
    /// The edge.
    pub edge: EdgeIndex,
    /// The meeting, if it was one.
    pub meeting: Option<NodeIndex>,
    /// The regulation.
    pub regulation: NodeIndex,
    /// What was done.
    pub action: crate::model::Action,
}

impl Act {
    /// The act at an edge, if it is one.
    pub fn of(graph: &Graph, edge: EdgeIndex) -> Option<Act> {
        let (from, regulation) = graph.net().edge_endpoints(edge)?;
        let (action, meeting) = match graph.net().edge_weight(edge)?.kind {
            graph::EdgeKind::Act(action) => (action, Some(from)),
            graph::EdgeKind::Enactment(action, _) => (action, None),
            _ => return None,
        };
        Some(Act { edge, meeting, regulation, action })
    }

    /// Acts under keys that put them in the order of their days.
    pub fn by_day(
        graph: &Graph,
        edges: impl Iterator<Item = EdgeIndex>,
        latest_first: bool,
    ) -> Vec<(String, Act)> {
        edges
            .filter_map(|edge| Act::of(graph, edge))
            .map(|act| {
                let evidence = || graph.evidence(act.edge);
                let told = || graph.article(evidence().first()?.article)?.date;
                // What has no day of its own is put where the first article tells of it.
                let day = graph.day_of_act(act.edge).or_else(told);
                let day = crate::api::page::by_day(day, latest_first);
                let meeting = act.meeting.map(|meeting| super::id_text(graph, meeting));
                let meeting = meeting.unwrap_or_default();
                let regulation = super::id_text(graph, act.regulation);
                (format!("{day} {meeting} {regulation} {}", act.action), act)
            })
            .collect()
    }

    /// Acts under keys that put them in the order in which the articles tell them: by the day of the
    /// first that does, the article, and the place in its document.
    pub fn as_told(graph: &Graph, edges: impl Iterator<Item = EdgeIndex>) -> Vec<(String, Act)> {
        edges
            .filter_map(|edge| Act::of(graph, edge))
            .map(|act| {
                let said =
                    graph.evidence(act.edge).first().map(|said| (said.article, said.place.span()));
                let article = said.and_then(|(article, _)| graph.article(article));
                let day = crate::api::page::by_day(article.and_then(|a| a.date), false);
                let document = article.and_then(|article| graph.document(article.document));
                let key = document.map_or("", |document| document.key.as_str());
                let at = crate::api::page::ascending(said.map_or(0, |(_, span)| span.start));
                let regulation = super::id_text(graph, act.regulation);
                (format!("{day} {key}\0{at} {regulation} {}", act.action), act)
            })
            .collect()
    }

    fn word(&self, graph: &Graph, pick: impl Fn(Detail) -> Option<graph::Sym>) -> Option<String> {
        let mut evidence = graph.evidence(self.edge).into_iter();
        evidence.find_map(|said| pick(said.detail)).map(|word| graph.text(word).to_owned())
    }
}

#[Object(use_type_description, serial)]
impl Act {
    /// The meeting that did it; null for what became of it outside any.
    async fn meeting(&self) -> Option<Meeting> {
        self.meeting.map(Meeting)
    }

    /// What it was done with.
    async fn regulation(&self) -> Regulation {
        Regulation(self.regulation)
    }

    /// What was done.
    async fn action(&self) -> Action {
        self.action.into()
    }

    /// The day of the meeting; outside any, that on which it takes effect or ceases to.
    async fn date(&self, ctx: &Context<'_>) -> Result<Option<NaiveDate>> {
        Ok(view(ctx)?.day_of_act(self.edge))
    }

    /// Draft or revision, in the words of the first article that says so: 草案.
    async fn status(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        Ok(self.word(&graph, |detail| match detail {
            Detail::Act { status, .. } => status,
            _ => None,
        }))
    }

    /// Who did it, in the words of the first article that says so.
    async fn by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let graph = view(ctx)?;
        Ok(self.word(&graph, |detail| match detail {
            Detail::Act { by, .. } => by,
            _ => None,
        }))
    }

    /// Where it says so, at most 100 places.
    #[graphql(complexity = "evidence_cost(first) * child_complexity + 1")]
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many places; 3 if nothing is said.")] first: Option<i32>,
    ) -> Result<Vec<Evidence>> {
        Ok(evidence(&*view(ctx)?, self.edge, first))
    }

    /// In how many places it says so.
    async fn evidence_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(evidence_count(&*view(ctx)?, self.edge))
    }
}
