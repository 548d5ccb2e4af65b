//! What can be asked.

use super::errors::{Code, error};
use super::filters::*;
use super::inputs::*;
use super::lookup::*;
use super::page::{Connection, Paging, ascending, descending, page_cost};
use super::service::{reader, view};
use super::types::*;
use crate::graph::{self, Graph, NodeKind, Reach};
use async_graphql::{Context, Description, ID, Object, Result};
use chrono::NaiveDate;
use petgraph::stable_graph::NodeIndex;

/// What can be asked.
#[derive(Description)]
pub struct Query;

#[Object(use_type_description, serial)]
impl Query {
    /// Anything by its id. An official's old ids lead on to it; null where an id leads nowhere.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id, from an earlier answer.")] id: ID,
    ) -> Result<Option<Node>> {
        let graph = view(ctx)?;
        Ok(find_any(&graph, &id)?.and_then(|node| Node::of(&graph, node)))
    }

    /// Several by their ids, in the order asked; null where an id leads nowhere.
    #[graphql(complexity = "ids.len() * child_complexity + 1")]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ids, at most 500.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>> {
        if ids.len() > super::page::LONGEST_PAGE {
            let message = format!("{} ids; at most 500 are answered at once.", ids.len());
            return Err(error(Code::PageLimit, message, "Ask for the rest in another request."));
        }
        let graph = view(ctx)?;
        ids.iter()
            .map(|id| Ok(find_any(&graph, id)?.and_then(|node| Node::of(&graph, node))))
            .collect()
    }

    /// An official by id; null where the id leads to none.
    async fn official(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Any id that the official ever had.")] id: ID,
    ) -> Result<Option<Official>> {
        Ok(find(&*view(ctx)?, &id, NodeKind::Official)?.map(Official))
    }

    /// Officials.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn officials(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these.")] filter: Option<OfficialFilter>,
        #[graphql(default, desc = "Order.")] order: OfficialOrder,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Official>> {
        reader(ctx)?.at_length()?;
        let graph = view(ctx)?;
        let filter = filter.unwrap_or_default();
        let posts = posts(&graph, &filter)?;
        let named =
            named(&graph, filter.name.as_deref(), filter.text.as_deref(), NodeKind::Official);
        let officials =
            named.unwrap_or_else(|| match posts.as_ref().and_then(|posts| posts.body) {
                Some(body) => graph.holders(body),
                None => graph.all(NodeKind::Official),
            });
        let items = officials
            .into_iter()
            .filter(|node| posts.as_ref().is_none_or(|posts| graph.has_post(*node, posts)))
            .map(|node| {
                let id = id_text(&graph, node);
                let key = match order {
                    OfficialOrder::Id => id,
                    OfficialOrder::Name => format!("{} {id}", graph.name(node)),
                    OfficialOrder::Meetings => {
                        let meetings = graph.meetings_of(node, &graph::MeetingFilter::default());
                        format!("{} {id}", descending(meetings.len()))
                    }
                };
                (key, Official(node))
            })
            .collect();
        Paging::new(first, after, last, before).take(items)
    }

    /// A body by id; null where the id leads to none.
    async fn body(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id, from an earlier answer.")] id: ID,
    ) -> Result<Option<Body>> {
        Ok(find(&*view(ctx)?, &id, NodeKind::Body)?.map(Body))
    }

    /// Bodies.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn bodies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these.")] filter: Option<BodyFilter>,
        #[graphql(default, desc = "Order.")] order: BodyOrder,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Body>> {
        reader(ctx)?.at_length()?;
        let graph = view(ctx)?;
        let filter = filter.unwrap_or_default();
        let wanted = graph::BodyFilter {
            place: filter.place.as_deref().map(place).transpose()?,
            level: filter.level.map(Into::into),
            kind: filter.kind.map(Into::into),
        };
        let named = named(&graph, filter.name.as_deref(), filter.text.as_deref(), NodeKind::Body);
        let items = named
            .unwrap_or_else(|| graph.all(NodeKind::Body))
            .into_iter()
            .filter_map(|node| match graph.node(node) {
                Some(graph::Node::Body(body)) if wanted.fits(body) => Some((node, body)),
                _ => None,
            })
            .map(|(node, body)| {
                let (id, name) = (id_text(&graph, node), graph.text(body.name));
                let key = match order {
                    BodyOrder::Id => id,
                    BodyOrder::Name => format!("{name} {id}"),
                    BodyOrder::Level => format!("{} {name} {id}", ascending(body.level as usize)),
                };
                (key, Body(node))
            })
            .collect();
        Paging::new(first, after, last, before).take(items)
    }

    /// A meeting by id; null where the id leads to none.
    async fn meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id, from an earlier answer.")] id: ID,
    ) -> Result<Option<Meeting>> {
        Ok(find(&*view(ctx)?, &id, NodeKind::Meeting)?.map(Meeting))
    }

    /// Meetings, by day.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these.")] filter: Option<MeetingFilter>,
        #[graphql(default, desc = "Order by day.")] order: DateOrder,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Meeting>> {
        reader(ctx)?.at_length()?;
        let graph = view(ctx)?;
        let fits = MeetingFilter::of(filter.as_ref(), &graph)?;
        let meetings = match MeetingFilter::named(filter.as_ref(), &graph) {
            Some(named) => named.into_iter().filter(|m| graph.fits(*m, &fits)).collect(),
            None => graph.meetings(&fits),
        };
        let items = Meeting::by_day(&graph, meetings, order == DateOrder::Latest);
        Paging::new(first, after, last, before).take(items)
    }

    /// A regulation by id; null where the id leads to none.
    async fn regulation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id, from an earlier answer.")] id: ID,
    ) -> Result<Option<Regulation>> {
        Ok(find(&*view(ctx)?, &id, NodeKind::Regulation)?.map(Regulation))
    }

    /// Regulations, by id.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn regulations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these.")] filter: Option<RegulationFilter>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Regulation>> {
        reader(ctx)?.at_length()?;
        let graph = view(ctx)?;
        let filter = filter.unwrap_or_default();
        let regulations = match &filter.name {
            Some(title) => graph.regulation_titled(title).into_iter().collect(),
            None => named(&graph, None, filter.text.as_deref(), NodeKind::Regulation)
                .unwrap_or_else(|| graph.all(NodeKind::Regulation)),
        };
        let text = filter.text.as_deref().filter(|_| filter.name.is_some());
        let matching = text.and_then(|text| named(&graph, None, Some(text), NodeKind::Regulation));
        let acts = graph::ActFilter {
            action: filter.action.map(Into::into),
            from: filter.from,
            to: filter.to,
        };
        let fits = |node: &NodeIndex| {
            matching.as_ref().is_none_or(|found| found.contains(node))
                && graph.had_act(*node, &acts)
        };
        let regulations = regulations.into_iter().filter(fits);
        Paging::new(first, after, last, before).take(by_id(&graph, regulations, Regulation))
    }

    /// An article by id; null where the id leads to none.
    async fn article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id, from an earlier answer.")] id: ID,
    ) -> Result<Option<Article>> {
        Ok(find(&*view(ctx)?, &id, NodeKind::Article)?.map(Article))
    }

    /// Articles, by day.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn articles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these.")] filter: Option<ArticleFilter>,
        #[graphql(default, desc = "Order by day.")] order: DateOrder,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Article>> {
        reader(ctx)?.at_length()?;
        let graph = view(ctx)?;
        let filter = filter.unwrap_or_default();
        let articles = named(&graph, None, filter.text.as_deref(), NodeKind::Article)
            .unwrap_or_else(|| graph.all(NodeKind::Article));
        let fits = |node: &NodeIndex| {
            let Some(article) = graph.article(*node) else { return false };
            let document = graph.document(article.document);
            let publication = document.and_then(|document| document.meta.publication.as_ref());
            filter.publication.as_ref().is_none_or(|wanted| publication == Some(wanted))
                && filter.from.is_none_or(|from| article.date.is_some_and(|day| day >= from))
                && filter.to.is_none_or(|to| article.date.is_some_and(|day| day <= to))
        };
        let articles = articles.into_iter().filter(fits);
        let items = Article::by_day(&graph, articles, order == DateOrder::Latest);
        Paging::new(first, after, last, before).take(items)
    }

    /// Entities by name as people type it: Chinese in either script, pinyin in full (chen gang) or
    /// by initials (cg), with a slip of the pen. The closest first.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is looked for.")] text: String,
        #[graphql(desc = "Only entities of these kinds.")] kinds: Option<Vec<EntityKind>>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<SearchHit>> {
        reader(ctx)?.at_length()?;
        let graph = view(ctx)?;
        let kinds: Vec<NodeKind> = kinds.into_iter().flatten().map(Into::into).collect();
        let found = graph.search(&text, &kinds).into_iter().enumerate();
        let items = found
            .filter_map(|(at, (node, hit))| {
                let key = format!("{} {}", ascending(at), id_text(&graph, node));
                let name = graph.text(hit.name).to_owned();
                let node = Node::of(&graph, node)?;
                let hit =
                    SearchHit { node, name, matched: hit.matched, highlights: hit.highlights };
                Some((key, hit))
            })
            .collect();
        Paging::new(first, after, last, before).take(items)
    }

    /// How two entities hang together: the paths between them, the shortest first.
    #[graphql(complexity = "limit.clamp(0, 100) as usize * child_complexity + 10")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn paths(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where they begin, by id.")] from: ID,
        #[graphql(desc = "Where they end, by id.")] to: ID,
        #[graphql(desc = "Along these edges; all but REPORTED_IN if nothing is said.")]
        kinds: Option<Vec<EdgeKind>>,
        #[graphql(desc = "Only through meetings and posts of this day or later.")] since: Option<
            NaiveDate,
        >,
        #[graphql(desc = "Only through meetings and posts of this day or earlier.")] until: Option<
            NaiveDate,
        >,
        #[graphql(default = 6, desc = "No longer than so many edges: 1 to 10.")] max_length: i32,
        #[graphql(
            default = 0,
            desc = "How many edges longer than the shortest a path may be; 0 gives the shortest only."
        )]
        slack: i32,
        #[graphql(default = 10, desc = "At most so many paths: 1 to 100.")] limit: i32,
    ) -> Result<Vec<Path>> {
        let budget = reader(ctx)?.service.limits().work;
        let graph = view(ctx)?;
        let (one, other) = (required_any(&graph, &from)?, required_any(&graph, &to)?);
        let reach = Reach {
            longest: bounded("maxLength", max_length, 1, 10)?,
            slack: bounded("slack", slack, 0, 4)?,
            limit: bounded("limit", limit, 1, 100)?,
            budget,
        };
        let paths = graph.paths(one, other, &walk(kinds, since, until), reach);
        let paths = paths.map_err(|far| {
            error(Code::WorkLimit, far.to_string(), "Narrow the dates or the kinds of edges.")
        })?;
        Ok(paths.into_iter().map(Path).collect())
    }

    /// What stands around an entity.
    #[graphql(complexity = "limit.clamp(0, 500) as usize * child_complexity + 10")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn neighbourhood(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The entity, by id.")] id: ID,
        #[graphql(default = 1, desc = "How many edges away: 1 to 4.")] depth: i32,
        #[graphql(desc = "Along these edges; all but REPORTED_IN if nothing is said.")]
        kinds: Option<Vec<EdgeKind>>,
        #[graphql(desc = "Only through meetings and posts of this day or later.")] since: Option<
            NaiveDate,
        >,
        #[graphql(desc = "Only through meetings and posts of this day or earlier.")] until: Option<
            NaiveDate,
        >,
        #[graphql(default = 100, desc = "At most so many entities: 1 to 500.")] limit: i32,
    ) -> Result<Neighbourhood> {
        reader(ctx)?.at_length()?;
        let graph = view(ctx)?;
        let centre = required_any(&graph, &id)?;
        let depth = bounded("depth", depth, 1, 4)? as u32;
        let limit = bounded("limit", limit, 1, 500)?;
        let walk = walk(kinds, since, until);
        Ok(Neighbourhood(graph.neighbourhood(centre, &walk, depth, limit)))
    }

    /// The network of people who met at the meetings that fit: centrality and communities.
    #[graphql(complexity = "child_complexity + 100")]
    async fn network(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only at these meetings; without one, at all.")] filter: Option<
            MeetingFilter,
        >,
    ) -> Result<Network> {
        reader(ctx)?.at_length()?;
        let most = reader(ctx)?.service.limits().work / 10;
        let graph = view(ctx)?;
        let fits = MeetingFilter::of(filter.as_ref(), &graph)?;
        let network = graph.network(&fits, most).map_err(|large| {
            error(Code::WorkLimit, large.to_string(), "Narrow the filter: from, to, place, kinds.")
        })?;
        Ok(Network::new(network))
    }

    /// How much there is, and how much of it when.
    async fn statistics(&self, ctx: &Context<'_>) -> Result<Statistics> {
        Ok(Statistics(view(ctx)?.counts()))
    }

    /// The rulings on who is who that are in force.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn decisions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<Decision>> {
        let graph = view(ctx)?;
        let items = graph.decisions().map(|d| (d.id.clone(), Decision(d.clone()))).collect();
        Paging::new(first, after, last, before).take(items)
    }
}

fn bounded(name: &str, value: i32, least: i32, most: i32) -> Result<usize> {
    if (least..=most).contains(&value) {
        return Ok(value as usize);
    }
    let message = format!("{name} is {value}.");
    Err(error(Code::BadInput, message, format!("{name} is {least} to {most}.")))
}

/// The posts that a filter asks for, if it asks for any.
fn posts(graph: &Graph, filter: &OfficialFilter) -> Result<Option<graph::PostFilter>> {
    let body = match &filter.body {
        Some(id) => Some(required(graph, id, NodeKind::Body)?),
        None => None,
    };
    let posts = graph::PostFilter {
        at: graph::BodyFilter {
            place: filter.place.as_deref().map(place).transpose()?,
            level: filter.level.map(Into::into),
            kind: filter.body_kind.map(Into::into),
        },
        body,
        title: filter.title.clone(),
        on: filter.as_of,
    };
    Ok((posts != graph::PostFilter::default()).then_some(posts))
}
