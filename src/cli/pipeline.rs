//! Many inputs through a slow step on all cores, in order, with little in memory.

use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Inputs in a batch at most, and their weight in bytes.
const BATCH: usize = 256;
const BATCH_WEIGHT: usize = 4 << 20;

/// Feeds all `items` through `work`, on all cores, and what comes out into `sink`, on one thread and
/// in the order of the items. At most three batches exist at a time. Ends at the first error of
/// `sink`.
pub fn run<T: Send, R: Send, E: Send>(
    items: impl Iterator<Item = T>,
    weight: impl Fn(&T) -> usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<(), E> {
    let (sender, receiver) = sync_channel::<Vec<R>>(1);
    thread::scope(|scope| {
        let sinking = scope.spawn(move || receiver.into_iter().flatten().try_for_each(&mut sink));
        let mut items = items.peekable();
        while items.peek().is_some() {
            let mut bytes = 0;
            let batch: Vec<T> = items
                .by_ref()
                .take(BATCH)
                .take_while_inclusive(|item| {
                    bytes += weight(item);
                    bytes < BATCH_WEIGHT
                })
                .collect();
            let done = work_through(batch, &work);
            // The sink has ended: with an error, which it gives back below.
            if sender.send(done).is_err() {
                break;
            }
        }
        drop(sender);
        sinking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// `work` on every item of a batch, on all cores.
///
/// These are threads of its own and not rayon's, because `work` may ask the store and wait there for
/// a flush, which in its turn waits for rayon's threads.
fn work_through<T: Send, R: Send>(batch: Vec<T>, work: &(impl Fn(T) -> R + Sync)) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(batch.len());
    let items = Mutex::new(batch.into_iter().enumerate());
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work_off = || -> Vec<(usize, R)> {
        std::iter::from_fn(next).map(|(place, item)| (place, work(item))).collect()
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work_off)).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect()
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
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
    fn an_error_of_the_sink_ends_an_endless_input() {
        let sink = |number: u64| if number < 1000 { Ok(()) } else { Err(number) };
        assert_eq!(run(0u64.., |_| 1, |number| number, sink), Err(1000));
    }
}
