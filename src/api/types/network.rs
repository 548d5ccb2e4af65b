//! The network of people who met.

use super::{Official, id_text};
use crate::api::inputs::CentralityMeasure;
use crate::api::page::{Connection, Paging, descending, page_cost};
use crate::api::service::view;
use crate::graph::{self, Centrality};
use async_graphql::{Context, Description, Object, Result};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::sync::{Arc, OnceLock};

/// People and how often each two of them met, over the meetings asked for.
#[derive(Debug, Clone, Description)]
pub struct Network(Arc<Figures>);

#[derive(Debug)]
struct Figures {
    network: graph::Network,
    /// Reckoned when first asked for.
    centrality: OnceLock<Vec<Centrality>>,
    communities: OnceLock<(Vec<usize>, f64)>,
}

impl Figures {
    fn centrality(&self) -> &[Centrality] {
        self.centrality.get_or_init(|| self.network.centrality())
    }

    fn communities(&self) -> &(Vec<usize>, f64) {
        self.communities.get_or_init(|| self.network.communities())
    }
}

impl Network {
    /// The view on a network.
    pub fn new(network: graph::Network) -> Self {
        let (centrality, communities) = (OnceLock::new(), OnceLock::new());
        Network(Arc::new(Figures { network, centrality, communities }))
    }
}

#[Object(use_type_description, serial)]
impl Network {
    /// The people, the most central first.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn people(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "The measure that puts them in order.")] by: CentralityMeasure,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<NetworkPerson>> {
        let graph = view(ctx)?;
        let figures = self.0.centrality();
        let people = &self.0.network.people;
        let items = people
            .node_indices()
            .zip(figures)
            .map(|(at, figures)| {
                let value = match by {
                    CentralityMeasure::Degree => figures.degree,
                    CentralityMeasure::Strength => figures.strength / 1000.0,
                    CentralityMeasure::Betweenness => figures.betweenness,
                    CentralityMeasure::Closeness => figures.closeness,
                    CentralityMeasure::Eigenvector => figures.eigenvector,
                };
                const STEPS: f64 = 1_000_000.0;
                let key = descending((value.max(0.0) * STEPS) as usize);
                let key = format!("{key} {}", id_text(&graph, people[at]));
                (key, NetworkPerson { at, network: self.0.clone() })
            })
            .collect();
        Paging::new(first, after, last, before).take(items)
    }

    /// Each two people who met, those who met most often first.
    #[graphql(complexity = "page_cost(first, last) * child_complexity + 1")]
    async fn ties(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Length of the page: 0 to 500.")] first: Option<i32>,
        #[graphql(desc = "Cursor that the page follows.")] after: Option<String>,
        #[graphql(desc = "Length of a page from the end: 0 to 500.")] last: Option<i32>,
        #[graphql(desc = "Cursor that the page ends before.")] before: Option<String>,
    ) -> Result<Connection<NetworkTie>> {
        let graph = view(ctx)?;
        let people = &self.0.network.people;
        let items = people
            .edge_references()
            .map(|edge| {
                let (one, other) = (people[edge.source()], people[edge.target()]);
                let meetings = *edge.weight() as usize;
                let ends = format!("{} {}", id_text(&graph, one), id_text(&graph, other));
                let tie = NetworkTie { one: Official(one), other: Official(other), meetings };
                (format!("{} {ends}", descending(meetings)), tie)
            })
            .collect();
        Paging::new(first, after, last, before).take(items)
    }

    /// How many communities there are (Louvain, by shared meetings).
    async fn community_count(&self) -> usize {
        self.0.communities().0.iter().max().map_or(0, |most| most + 1)
    }

    /// How much denser the communities are within than between (Newman's modularity).
    async fn modularity(&self) -> f64 {
        self.0.communities().1
    }
}

/// Someone in a network, with the measures of the field.
#[derive(Debug, Clone, Description)]
pub struct NetworkPerson {
    at: NodeIndex,
    network: Arc<Figures>,
}

impl NetworkPerson {
    fn figures(&self) -> Centrality {
        self.network.centrality().get(self.at.index()).copied().unwrap_or_default()
    }
}

#[Object(use_type_description, serial)]
impl NetworkPerson {
    /// Who it is.
    async fn official(&self) -> Official {
        Official(self.network.network.people[self.at])
    }

    /// How many others one met.
    async fn neighbours(&self) -> usize {
        self.figures().neighbours
    }

    /// Over all others, the meetings shared with them.
    async fn strength(&self) -> f64 {
        self.figures().strength
    }

    /// The share of all others whom one met.
    async fn degree(&self) -> f64 {
        self.figures().degree
    }

    /// On how many shortest ways between others one stands, normalised (Brandes).
    async fn betweenness(&self) -> f64 {
        self.figures().betweenness
    }

    /// How near one is to all others (Wasserman and Faust).
    async fn closeness(&self) -> f64 {
        self.figures().closeness
    }

    /// How central those are whom one met, by shared meetings.
    async fn eigenvector(&self) -> f64 {
        self.figures().eigenvector
    }

    /// The number of the community, from 0; the largest is 0.
    async fn community(&self) -> usize {
        self.network.communities().0.get(self.at.index()).copied().unwrap_or_default()
    }
}

/// Two people who met.
#[derive(Debug, Clone, Copy, Description)]
pub struct NetworkTie {
    one: Official,
    other: Official,
    meetings: usize,
}

#[Object(use_type_description, serial)]
impl NetworkTie {
    /// One of the two.
    async fn one(&self) -> Official {
        self.one
    }

    /// The other.
    async fn other(&self) -> Official {
        self.other
    }

    /// At how many meetings both were: the weight of the tie.
    async fn meetings(&self) -> usize {
        self.meetings
    }
}
