//! Many inputs through a slow step on all cores, in order, with little in memory.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Inputs in a batch at most, and their weight in bytes.
const BATCH: usize = 32;
const BATCH_WEIGHT: usize = 1 << 20;
/// Batches that may exist at a time, for each core.
const AHEAD: usize = 8;

/// The number of a batch and what came of it.
type Done<R> = (usize, thread::Result<Vec<R>>);

/// Feeds all `items` through `work`, on all cores, and what comes out into `sink`, on one thread and
/// in the order of the items. Few batches exist at a time. Ends at the first error of `sink`.
///
/// The cores are used by threads of its own and not by rayon's, because `work` may ask the store and
/// wait there for a flush, which in its turn waits for rayon's threads.
pub fn run<T: Send, R: Send, E: Send>(
    items: impl Iterator<Item = T>,
    weight: impl Fn(&T) -> usize,
    work: impl Fn(T) -> R + Sync,
    sink: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let window = threads * AHEAD;
    // A batch takes a permit, which the sink gives back: so sending one never waits.
    let (permits, given_back) = sync_channel::<()>(window);
    let (sender, batches) = sync_channel::<(usize, Vec<T>)>(window);
    let (done, results) = sync_channel::<Done<R>>(window);
    let batches = Mutex::new(batches);
    let next = || batches.lock().unwrap_or_else(PoisonError::into_inner).recv();
    let work_off = |done: SyncSender<Done<R>>| {
        while let Ok((number, batch)) = next() {
            let work = || batch.into_iter().map(&work).collect::<Vec<R>>();
            let result = catch_unwind(AssertUnwindSafe(work));
            // The sink has ended with an error, which it gives back below.
            if done.send((number, result)).is_err() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            let done = done.clone();
            scope.spawn(|| work_off(done));
        }
        drop(done);
        let sinking = scope.spawn(move || put_in_order(results, given_back, sink));
        let mut items = items.peekable();
        for number in 0.. {
            if items.peek().is_none() || permits.send(()).is_err() {
                break;
            }
            let mut bytes = 0;
            let batch: Vec<T> = items
                .by_ref()
                .take(BATCH)
                .take_while_inclusive(|item| {
                    bytes += weight(item);
                    bytes < BATCH_WEIGHT
                })
                .collect();
            if sender.send((number, batch)).is_err() {
                break;
            }
        }
        drop(sender);
        sinking.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// Hands results to `sink` in the order of their numbers, and gives back a permit for each.
fn put_in_order<R, E>(
    results: Receiver<Done<R>>,
    permits: Receiver<()>,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (number, result) in results {
        early.insert(number, result.unwrap_or_else(|panic| resume_unwind(panic)));
        while let Some(results) = early.remove(&next) {
            results.into_iter().try_for_each(&mut sink)?;
            next += 1;
            let _ = permits.recv();
        }
    }
    Ok(())
}

trait TakeWhileInclusive: Iterator + Sized {
    /// Like `take_while`, and the first item that does not fit is not lost.
    fn take_while_inclusive<'a>(
        mut self,
        mut more: impl FnMut(&Self::Item) -> bool + 'a,
    ) -> impl Iterator<Item = Self::Item> + 'a
    where
        Self: 'a,
    {
        let mut done = false;
        std::iter::from_fn(move || {
            let item = if done { None } else { self.next() }?;
            done = !more(&item);
            Some(item)
        })
    }
}

impl<I: Iterator> TakeWhileInclusive for I {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_items_come_out_in_order() {
        let mut out = Vec::new();
        let sink = |number: usize| {
            out.push(number);
            Ok::<_, ()>(())
        };
        run(0..2000, |number| number * 4000, |number| number * 2, sink).expect("done");
        assert_eq!(out, (0..2000).map(|number| number * 2).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_done_early_waits_for_what_came_before_it() {
        let mut out = Vec::new();
        let work = |number: u64| {
            if number.is_multiple_of(100) {
                thread::sleep(std::time::Duration::from_millis(2));
            }
            number
        };
        let sink = |number: u64| {
            out.push(number);
            Ok::<_, ()>(())
        };
        run(0..3000, |_| 1, work, sink).expect("done");
        assert!(out.into_iter().eq(0..3000));
    }

    #[test]
    #[should_panic(expected = "of the work")]
    fn a_panic_of_the_work_ends_an_endless_input() {
        let work = |number: u64| if number < 1000 { number } else { panic!("of the work") };
        let _ = run(0u64.., |_| 1, work, |_| Ok::<_, ()>(()));
    }

    #[test]
    fn an_error_of_the_sink_ends_an_endless_input() {
        let sink = |number: u64| if number < 1000 { Ok(()) } else { Err(number) };
        assert_eq!(run(0u64.., |_| 1, |number| number, sink), Err(1000));
    }
}
