//! The answers that were given lately, to be given again while the graph has not changed.
//!
//! An answer follows from the bytes of the request and from the graph. So it is kept under both: under
//! the request, for one version of the graph; with the first request after a change all are forgotten.

use crate::api::kept::Kept;
use actix_web::web::Bytes;
use parking_lot::Mutex;

/// The answers of one version of the graph.
pub struct Answers(Option<Mutex<Held>>);

struct Held {
    version: u64,
    answers: Kept<Bytes, Bytes>,
    /// No longer answer is kept: one must not push out all others.
    longest: usize,
}

impl Answers {
    /// None yet, and never more than so many bytes; with 0 none are ever kept.
    pub fn new(most: usize) -> Self {
        let held = Held { version: 0, answers: Kept::new(most), longest: most / 16 };
        Answers((most > 0).then_some(Mutex::new(held)))
    }

    /// What was answered to a request of these bytes when the graph was as it is now.
    pub fn get(&self, version: u64, request: &Bytes) -> Option<Bytes> {
        let mut held = self.0.as_ref()?.lock();
        held.turn_to(version);
        if held.version == version { held.answers.get(request).cloned() } else { None }
    }

    /// Keeps what was answered from this version.
    pub fn put(&self, version: u64, request: &Bytes, answer: &Bytes) {
        let Some(held) = &self.0 else { return };
        let mut held = held.lock();
        held.turn_to(version);
        if held.version == version && answer.len() <= held.longest {
            let bytes = request.len() + answer.len();
            // The request may be a part of a larger buffer, which would be kept with it.
            held.answers.put(Bytes::copy_from_slice(request), answer.clone(), bytes);
        }
    }

    /// How many bytes are kept.
    pub fn bytes(&self) -> usize {
        self.0.as_ref().map_or(0, |held| held.lock().answers.bytes())
    }
}

impl Held {
    /// Forgets the answers of an older version.
    fn turn_to(&mut self, version: u64) {
        if version > self.version {
            self.answers.clear();
            self.version = version;
        }
    }
}
