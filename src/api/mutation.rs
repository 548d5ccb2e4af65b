//! What can be changed. Every change needs the server's token.

use super::errors::{Code, error};
use super::service::{Reader, reader, unreadable, view};
use super::subscription::{IngestOutcome, IngestProgress};
use super::types::{Article, Decision, Official};
use crate::graph::DecisionError;
use crate::model::{self, Document, Metadata, Ruling};
use crate::resolve::identity::{self, IdKind};
use async_graphql::{Context, Description, Guard, ID, InputObject, Object, Result, SimpleObject};
use chrono::NaiveDate;
use std::sync::atomic::{AtomicU64, Ordering};

/// Lets a request through that brought the token.
pub struct Token;

impl Guard for Token {
    async fn check(&self, ctx: &Context<'_>) -> Result<()> {
        match reader(ctx)?.authorised {
            Some(true) => Ok(()),
            Some(false) => Err(error(
                Code::Unauthorized,
                "Changes and what can be watched need the server's token.",
                "Send the header Authorization: Bearer TOKEN.",
            )),
            None => Err(error(
                Code::Unauthorized,
                "This server takes no changes.",
                "Start it with --token or CHUXI_TOKEN, and send the token with the request.",
            )),
        }
    }
}

/// A document to take in.
#[derive(Debug, InputObject)]
pub struct DocumentInput {
    /// The text: one article or a whole page.
    pub text: String,
    /// What names it for good. The same id with another text replaces the document.
    pub id: Option<String>,
    /// Where it was found; names the document before `id`.
    pub url: Option<String>,
    /// The headline of the one article that it holds.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<NaiveDate>,
    /// The newspaper, programme or site.
    pub publication: Option<String>,
    /// Where the publication is at home: what 省 and 市 mean in it.
    pub place: Option<String>,
}

impl DocumentInput {
    fn document(self) -> Document {
        let named = self.url.clone().or_else(|| self.id.clone());
        let key = named.unwrap_or_else(|| format!("text:{:016x}", identity::hash(&[&self.text])));
        let meta = Metadata {
            id: self.id,
            title: self.title,
            date: self.date,
            publication: self.publication,
            place: self.place,
            url: self.url,
        };
        Document { key, text: self.text, meta }
    }
}

/// What became of a document.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(serial)]
pub struct Ingested {
    /// What names the document now: for `removeDocument`.
    pub key: String,
    /// The articles that were found in it.
    pub articles: Vec<Article>,
}

/// What was made of two officials, or of one.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(serial)]
pub struct Decided {
    /// The ruling, which can be taken back.
    pub decision: Decision,
    /// The officials whom it is about, as they are now.
    pub officials: Vec<Official>,
}

/// What can be changed.
#[derive(Description)]
pub struct Mutation;

#[Object(guard = "Token", use_type_description)]
impl Mutation {
    /// Takes documents in. Each is in whole or not at all; the same again changes nothing.
    #[graphql(complexity = "documents.len() * child_complexity + 1")]
    async fn ingest(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The documents.")] documents: Vec<DocumentInput>,
        #[graphql(
            desc = "A name, at most 100 bytes, under which the subscription ingestProgress \
                          tells how far it is."
        )]
        progress: Option<ID>,
    ) -> Result<Vec<Ingested>> {
        let service = &changing(ctx)?.service;
        let mut step = first_step(progress, documents.len())?;
        service.tell(step.clone());
        let mut keys = Vec::new();
        for input in documents {
            let record = crate::reading::read(input.document());
            let key = record.document.key.clone();
            let known = service.read(|graph| graph.document_of(&key).is_some());
            let kept = service.ingest(&record);
            step.done += 1;
            step.key = Some(key.clone());
            step.articles = record.articles.len();
            step.outcome = Some(match (&kept, known) {
                (Err(_), _) => IngestOutcome::Failed,
                (Ok(()), true) => IngestOutcome::Replaced,
                (Ok(()), false) => IngestOutcome::Added,
            });
            step.error = kept.as_ref().err().map(ToString::to_string);
            step.finished = kept.is_err() || step.done == step.total;
            service.tell(step.clone());
            kept.map_err(unreadable)?;
            keys.push(key);
        }
        let graph = view(ctx)?;
        let articles = |key: &str| graph.document_of(key).map(|document| document.articles.clone());
        Ok(keys
            .into_iter()
            .map(|key| {
                let articles =
                    articles(&key).unwrap_or_default().into_iter().map(Article).collect();
                Ingested { key, articles }
            })
            .collect())
    }

    /// Takes a document out, with all that only it says. False where there is none of this key.
    async fn remove_document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The document's key: `document` of its articles.")] key: String,
    ) -> Result<bool> {
        changing(ctx)?.service.remove(&key).map_err(unreadable)
    }

    /// Rules that two officials are one person.
    async fn merge_officials(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "One of them, by any id.")] one: ID,
        #[graphql(desc = "The other.")] other: ID,
    ) -> Result<Decided> {
        let (a, b) = (parse(&one)?, parse(&other)?);
        let made = changing(ctx)?.service.decide(|graph| graph.merge(a, b));
        decided(ctx, made.map_err(unreadable)?.map_err(refused)?, &[a, b])
    }

    /// Rules that what some articles say of an official is said of another person.
    async fn split_official(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The official.")] official: ID,
        #[graphql(desc = "The articles that speak of another person, by id.")] articles: Vec<ID>,
    ) -> Result<Decided> {
        let of = parse(&official)?;
        let articles: Vec<identity::Id> = articles.iter().map(parse).collect::<Result<_>>()?;
        let made = changing(ctx)?.service.decide(|graph| graph.split(of, &articles));
        decided(ctx, made.map_err(unreadable)?.map_err(refused)?, &[of])
    }

    /// Takes a ruling back. False where there is none of this id.
    async fn undo_decision(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ruling, by id.")] id: ID,
    ) -> Result<bool> {
        changing(ctx)?.service.undo(&id).map_err(unreadable)
    }
}

/// Before the first document.
fn first_step(name: Option<ID>, total: usize) -> Result<IngestProgress> {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    const LONGEST: usize = 100;
    if name.as_ref().is_some_and(|name| name.len() > LONGEST) {
        return Err(error(
            Code::BadInput,
            format!("The name of an ingest has at most {LONGEST} bytes."),
            "A number or a UUID does.",
        ));
    }
    let made = || ID(format!("ingest-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
    Ok(IngestProgress {
        ingest: name.unwrap_or_else(made),
        done: 0,
        total,
        key: None,
        outcome: None,
        articles: 0,
        error: None,
        finished: total == 0,
    })
}

/// The reader, with the graph let go so that it can change.
fn changing<'c>(ctx: &Context<'c>) -> Result<&'c Reader> {
    let reader = reader(ctx)?;
    reader.release();
    Ok(reader)
}

fn parse(id: &ID) -> Result<identity::Id> {
    id.parse().map_err(|wrong: identity::IdError| {
        error(Code::BadInput, wrong.to_string(), "Ids come from earlier answers.")
    })
}

fn refused(why: DecisionError) -> async_graphql::Error {
    let code = match why {
        DecisionError::Unknown(_) => Code::NotFound,
        DecisionError::Conflict(_) | DecisionError::Same(..) => Code::Conflict,
        DecisionError::NotAnOfficial(_) | DecisionError::NotNamed(..) | DecisionError::Nothing => {
            Code::BadInput
        }
    };
    error(
        code,
        why.to_string(),
        "decisions lists the rulings in force; undoDecision takes one back.",
    )
}

fn decided(
    ctx: &Context<'_>,
    decision: model::Decision,
    about: &[identity::Id],
) -> Result<Decided> {
    let graph = view(ctx)?;
    let mentions: Vec<identity::Id> = match &decision.ruling {
        Ruling::Merge { .. } => Vec::new(),
        Ruling::Split { mentions, .. } => {
            mentions.iter().filter_map(|mention| mention.parse().ok()).collect()
        }
    };
    let mut officials: Vec<_> = about
        .iter()
        .chain(&mentions)
        .filter(|id| id.kind == IdKind::Official)
        .filter_map(|id| graph.find(*id))
        .collect();
    officials.sort_by_key(|node| graph.id(*node));
    officials.dedup();
    let officials = officials.into_iter().map(Official).collect();
    Ok(Decided { decision: Decision(decision), officials })
}
