//! The graph and the archive behind the schema, and how a request reads and writes them.

use super::errors::{Code, error};
use super::kept::Kept;
use super::limits::Limits;
use super::subscription::IngestProgress;
use crate::graph::Graph;
use crate::model::{Decision, DocumentRecord, Span};
use async_graphql::{Context, Result};
use parking_lot::{ArcRwLockReadGuard, Mutex, RawRwLock, RwLock, RwLockWriteGuard};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::broadcast;

/// The archive could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ArchiveError(pub String);

/// What keeps documents and decisions: the store, as far as the API needs it.
pub trait Archive: Send + Sync {
    /// The text of the document with this key.
    fn text(&self, key: &str) -> Result<Option<String>, ArchiveError>;
    /// Keeps a document, in place of any of the same key. When this returns, it is kept for good.
    fn put(&self, record: &DocumentRecord) -> Result<(), ArchiveError>;
    /// Forgets a document. `false` where there is none.
    fn remove(&self, key: &str) -> Result<bool, ArchiveError>;
    /// Keeps a decision.
    fn decide(&self, decision: &Decision) -> Result<(), ArchiveError>;
    /// Forgets a decision. `false` where there is none.
    fn undo(&self, decision: &str) -> Result<bool, ArchiveError>;
}

/// An archive that lasts as long as the program.
#[derive(Debug, Default)]
pub struct MemoryArchive {
    documents: RwLock<BTreeMap<String, DocumentRecord>>,
    decisions: RwLock<BTreeMap<String, Decision>>,
}

impl Archive for MemoryArchive {
    fn text(&self, key: &str) -> Result<Option<String>, ArchiveError> {
        Ok(self.documents.read().get(key).map(|record| record.document.text.clone()))
    }

    fn put(&self, record: &DocumentRecord) -> Result<(), ArchiveError> {
        self.documents.write().insert(record.document.key.clone(), record.clone());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<bool, ArchiveError> {
        Ok(self.documents.write().remove(key).is_some())
    }

    fn decide(&self, decision: &Decision) -> Result<(), ArchiveError> {
        self.decisions.write().insert(decision.id.clone(), decision.clone());
        Ok(())
    }

    fn undo(&self, decision: &str) -> Result<bool, ArchiveError> {
        Ok(self.decisions.write().remove(decision).is_some())
    }
}

/// A step of an ingest, for those who watch.
#[derive(Debug, Clone)]
pub struct Progress(pub IngestProgress);

/// The graph with its archive: what requests are answered from.
pub struct Service {
    graph: Arc<RwLock<Graph>>,
    /// How often the graph has changed. Moves only while nobody reads the graph.
    version: AtomicU64,
    archive: Box<dyn Archive>,
    /// The texts that were read lately.
    texts: Mutex<Kept<String, Arc<str>>>,
    /// One change at a time, so that archive and graph take changes in one order.
    writing: Mutex<()>,
    progress: broadcast::Sender<Progress>,
    limits: Limits,
}

/// How many bytes of texts are kept.
const TEXTS: usize = 64 << 20;
/// How many steps are kept for those who watch and do not come to read.
const STEPS: usize = 256;

impl Service {
    /// A service over a graph that already holds what the archive keeps.
    pub fn new(graph: Graph, archive: impl Archive + 'static, limits: Limits) -> Self {
        Service {
            graph: Arc::new(RwLock::new(graph)),
            version: AtomicU64::new(0),
            archive: Box::new(archive),
            texts: Mutex::new(Kept::new(TEXTS)),
            writing: Mutex::new(()),
            progress: broadcast::Sender::new(STEPS),
            limits,
        }
    }

    /// What requests may cost.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads the graph.
    pub fn read<T>(&self, read: impl FnOnce(&Graph) -> T) -> T {
        read(&self.graph.read())
    }

    /// How often the graph has changed.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Locks the graph for a change.
    fn change(&self) -> RwLockWriteGuard<'_, Graph> {
        let graph = self.graph.write();
        self.version.fetch_add(1, Ordering::Release);
        graph
    }

    /// Whether the graph can be read within a moment.
    pub fn is_free(&self) -> bool {
        const MOMENT: std::time::Duration = std::time::Duration::from_millis(500);
        self.graph.try_read_for(MOMENT).is_some()
    }

    /// The steps of all ingests from now on.
    pub fn progress(&self) -> broadcast::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Tells those who watch, if any do.
    pub fn tell(&self, step: IngestProgress) {
        let _ = self.progress.send(Progress(step));
    }

    /// Keeps a document and takes it into the graph.
    pub fn ingest(&self, record: &DocumentRecord) -> Result<(), ArchiveError> {
        let facts = crate::resolve::identity::facts(record);
        let key = &record.document.key;
        let _one = self.writing.lock();
        let known = self.graph.read().document_of(key).is_some();
        // Nobody may see a new text with the spans of the old one. A document that nobody knows yet
        // can be written without keeping those who read.
        let waiting = known.then(|| self.change());
        self.archive.put(record)?;
        let mut graph = waiting.unwrap_or_else(|| self.change());
        graph.add_facts(record, facts);
        self.texts.lock().remove(key);
        Ok(())
    }

    /// Forgets a document. `false` where there is none of this key.
    pub fn remove(&self, key: &str) -> Result<bool, ArchiveError> {
        let _one = self.writing.lock();
        let mut graph = self.change();
        let known = self.archive.remove(key)?;
        self.texts.lock().remove(key);
        Ok(graph.remove(key) || known)
    }

    /// Makes a decision from the graph as it stands and puts it into force.
    pub fn decide<E>(
        &self,
        make: impl FnOnce(&Graph) -> Result<Decision, E>,
    ) -> Result<Result<Decision, E>, ArchiveError> {
        let _one = self.writing.lock();
        let decision = match make(&self.graph.read()) {
            Ok(decision) => decision,
            Err(refused) => return Ok(Err(refused)),
        };
        self.archive.decide(&decision)?;
        self.change().decide(&decision);
        Ok(Ok(decision))
    }

    /// Takes a decision back. `false` where there is none of this id.
    pub fn undo(&self, decision: &str) -> Result<bool, ArchiveError> {
        let _one = self.writing.lock();
        let known = self.archive.undo(decision)?;
        Ok(self.change().undo(decision) || known)
    }
}

/// The graph as one request sees it: unchanged from its first look to its last.
pub type View = Arc<ArcRwLockReadGuard<RawRwLock, Graph>>;

/// What a request carries to the resolvers.
pub struct Reader {
    /// The service.
    pub service: Arc<Service>,
    deadline: Instant,
    view: Mutex<Option<(View, u64)>>,
    /// How many bytes of texts it may still be given.
    left: AtomicUsize,
    /// Whether the request brought the token that changes need; `None` where there is no token.
    pub authorised: Option<bool>,
    /// Whether parts of the answer may be given as JSON ([`json`](super::json)).
    pub pieces: bool,
    /// Whether it is to be answered at once or not at all.
    brief: bool,
    gave_up: AtomicBool,
}

impl Reader {
    /// A reader for a request that begins now.
    pub fn new(service: Arc<Service>, authorised: Option<bool>) -> Self {
        Reader {
            deadline: Instant::now() + service.limits.time,
            view: Mutex::new(None),
            left: AtomicUsize::new(service.limits.texts),
            authorised,
            pieces: false,
            brief: false,
            gave_up: AtomicBool::new(false),
            service,
        }
    }

    /// A reader for a request that must not keep its thread: it gives up where the answer would take
    /// longer than a moment, or would have to wait for the graph or the archive.
    pub fn brief(service: Arc<Service>, authorised: Option<bool>, moment: Duration) -> Self {
        let usual = Reader::new(service, authorised);
        let deadline = usual.deadline.min(Instant::now() + moment);
        Reader { brief: true, deadline, ..usual }
    }

    /// Whether it gave up: what was answered then is to be thrown away.
    pub fn gave_up(&self) -> bool {
        self.gave_up.load(Ordering::Relaxed)
    }

    /// To be asked before what may take long by itself: an error where there is no time for it.
    pub fn at_length(&self) -> Result<()> {
        if !self.brief {
            return Ok(());
        }
        self.gave_up.store(true, Ordering::Relaxed);
        Err(error(Code::TimeLimit, "This takes longer than a moment.", "Ask again."))
    }

    /// The reader of a request whose answer may have pieces of JSON in it, or may not.
    pub fn in_pieces(self, pieces: bool) -> Self {
        Reader { pieces, ..self }
    }

    /// The graph. An error when the request's time is over.
    pub fn graph(&self) -> Result<View> {
        if !self.in_time() {
            self.at_length()?;
            let seconds = self.service.limits.time.as_secs_f32();
            return Err(error(
                Code::TimeLimit,
                format!("The request took longer than {seconds} s."),
                "Ask for less at once: smaller pages, a shorter time, fewer fields.",
            ));
        }
        let mut view = self.view.lock();
        if let Some((view, _)) = &*view {
            return Ok(view.clone());
        }
        let graph = match self.service.graph.try_read_arc() {
            Some(graph) => graph,
            None => {
                self.at_length()?;
                self.service.graph.read_arc()
            }
        };
        let (view, _) = view.insert((Arc::new(graph), self.service.version()));
        Ok(view.clone())
    }

    /// Whether the request's time is not over yet.
    pub fn in_time(&self) -> bool {
        Instant::now() <= self.deadline
    }

    /// Gives so many bytes of texts back that are not used: they may be asked for again.
    pub fn give_back(&self, bytes: usize) {
        self.left.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The version of the graph that the request has looked at, if it has.
    pub fn version(&self) -> Option<u64> {
        self.view.lock().as_ref().map(|(_, version)| *version)
    }

    /// Lets go of the graph, so that a change can be made; the next look sees it as it is then.
    pub fn release(&self) {
        self.view.lock().take();
    }

    /// What stands in this span of a document; `None` where its text is not kept.
    pub fn words(&self, key: &str, span: Span) -> Result<Option<String>> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        let words = span.of(&text);
        self.take(words.len())?;
        Ok(Some(words.to_owned()))
    }

    /// Takes so many bytes of texts from those that the request may be given.
    pub fn take(&self, bytes: usize) -> Result<()> {
        let take = |left: usize| left.checked_sub(bytes);
        if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_err() {
            return Err(error(
                Code::SizeLimit,
                format!(
                    "The texts of the answer add up to more than {} bytes.",
                    self.service.limits.texts
                ),
                "Ask for fewer articles at once, or for quotes in place of whole texts.",
            ));
        }
        Ok(())
    }

    /// The text of a document; `None` where it is not kept.
    pub fn text(&self, key: &str) -> Result<Option<Arc<str>>> {
        if let Some(known) = self.service.texts.lock().get(key) {
            return Ok(Some(known.clone()));
        }
        self.at_length()?;
        let Some(text) = self.service.archive.text(key).map_err(unreadable)? else {
            return Ok(None);
        };
        let text: Arc<str> = text.into();
        self.service.texts.lock().put(key.to_owned(), text.clone(), key.len() + text.len());
        Ok(Some(text))
    }
}

/// The error of an archive as one of the API.
pub fn unreadable(failed: ArchiveError) -> async_graphql::Error {
    tracing::error!("archive: {failed}");
    error(Code::Internal, failed.to_string(), "Run `chuxi doctor` on the server's data.")
}

/// The request's reader.
pub fn reader<'c>(ctx: &Context<'c>) -> Result<&'c Reader> {
    Ok(ctx.data::<Arc<Reader>>()?)
}

/// The graph that the request sees.
pub fn view(ctx: &Context<'_>) -> Result<View> {
    reader(ctx)?.graph()
}
