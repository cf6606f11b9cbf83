//! Many items in parallel, and the results out again in order ([`in_order`]); many items sorted in parallel ([`sort`]).
//!
//! One thread reads items, some threads work on them, the calling thread takes the results in the order of the items,
//! without any barrier: a slow item holds up only the taking of those behind it, and what is under way is bounded
//! in bytes. With one thread all happens on the calling thread. The results do not depend on the number of threads.

use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crossbeam_channel::{Receiver, Sender, unbounded};
use rustc_hash::FxHashMap;

use crate::error::{Error, Result};

/// Bytes of items under way: enough that no thread waits for a slow document of normal size.
const BYTES_UNDER_WAY: usize = 16 << 20;
/// The same for each further thread.
const BYTES_UNDER_WAY_PER_THREAD: usize = 4 << 20;
/// Stack of a working thread, as large as the main thread's.
const STACK_BYTES: usize = 8 << 20;

/// Works on `items` with that many threads and hands each result to `take`, in order, on this thread.
///
/// `weigh` gives the bytes that an item holds. Ends early when `take` breaks or fails.
pub fn in_order<I: Send, T: Send>(
    threads: usize,
    mut items: impl Iterator<Item = I> + Send,
    weigh: impl Fn(&I) -> usize + Sync,
    work: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<ControlFlow<()>>,
) -> Result<()> {
    if threads <= 1 {
        return items.try_for_each(|item| proceed(take(work(item)))).or_else(|end| end);
    }
    let budget = Budget::new(BYTES_UNDER_WAY + threads * BYTES_UNDER_WAY_PER_THREAD);
    let (jobs, waiting) = unbounded();
    let (done, results) = unbounded();
    std::thread::scope(|scope| {
        let started = (0..threads).try_for_each(|_| {
            let (waiting, done) = (waiting.clone(), done.clone());
            let (budget, work) = (&budget, &work);
            let builder = std::thread::Builder::new().name("dateline-work".into()).stack_size(STACK_BYTES);
            builder.spawn_scoped(scope, move || work_on(&waiting, &done, budget, work)).map(drop)
        });
        drop((waiting, done));
        started.map_err(|cause| {
            Error::new(format!("cannot start {threads} threads: {cause}; use fewer with --threads"))
        })?;
        let (budget_of_feed, weigh) = (&budget, &weigh);
        scope.spawn(move || feed(items, weigh, jobs, budget_of_feed));
        let result = collect(&results, &budget, &mut take);
        budget.stop();
        result
    })
}

/// Fewer items than that are sorted by one thread.
const SORTED_TOGETHER: usize = 1 << 12;

/// Sorts `items` with that many threads. Items of equal keys come in no certain order.
pub fn sort<T: Send, K: Ord>(threads: usize, items: &mut [T], key: impl Fn(&T) -> K + Sync + Copy) {
    if threads <= 1 || items.len() < SORTED_TOGETHER {
        return items.sort_unstable_by_key(key);
    }
    let (lower, higher) = (threads / 2, threads - threads / 2);
    let middle = items.len() * lower / threads;
    let (low, _, high) = items.select_nth_unstable_by_key(middle, key);
    std::thread::scope(|scope| {
        scope.spawn(|| sort(lower, low, key));
        sort(higher, high, key);
    });
}

fn proceed(step: Result<ControlFlow<()>>) -> std::result::Result<(), Result<()>> {
    match step {
        Ok(ControlFlow::Continue(())) => Ok(()),
        Ok(ControlFlow::Break(())) => Err(Ok(())),
        Err(error) => Err(Err(error)),
    }
}

/// An item or result with its place in the order and its weight.
struct Numbered<T> {
    number: u64,
    weight: usize,
    value: T,
}

fn feed<I>(items: impl Iterator<Item = I>, weigh: impl Fn(&I) -> usize, jobs: Sender<Numbered<I>>, budget: &Budget) {
    for (number, value) in (0..).zip(items) {
        let weight = weigh(&value);
        if !budget.reserve(weight) || jobs.send(Numbered { number, weight, value }).is_err() {
            return;
        }
    }
}

fn work_on<I, T>(waiting: &Receiver<Numbered<I>>, done: &Sender<Numbered<T>>, budget: &Budget, work: impl Fn(I) -> T) {
    for Numbered { number, weight, value } in waiting {
        if budget.is_stopped() || done.send(Numbered { number, weight, value: work(value) }).is_err() {
            return;
        }
    }
}

fn collect<T>(
    results: &Receiver<Numbered<T>>,
    budget: &Budget,
    take: &mut impl FnMut(T) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let mut early: FxHashMap<u64, Numbered<T>> = FxHashMap::default();
    let mut next = 0;
    for result in results {
        early.insert(result.number, result);
        while let Some(result) = early.remove(&next) {
            next += 1;
            if take(result.value)?.is_break() {
                return Ok(());
            }
            budget.release(result.weight);
        }
    }
    Ok(())
}

/// How many bytes may be under way; one item always may.
struct Budget {
    limit: usize,
    state: Mutex<BudgetState>,
    released: Condvar,
}

#[derive(Default)]
struct BudgetState {
    used: usize,
    stopped: bool,
}

impl Budget {
    fn new(limit: usize) -> Self {
        Self { limit, state: Mutex::default(), released: Condvar::new() }
    }

    /// Waits until `weight` fits; false when all is to stop.
    fn reserve(&self, weight: usize) -> bool {
        let full = |state: &mut BudgetState| !state.stopped && state.used > 0 && state.used + weight > self.limit;
        let mut state = self.released.wait_while(self.state(), full).unwrap_or_else(PoisonError::into_inner);
        state.used += weight;
        !state.stopped
    }

    fn release(&self, weight: usize) {
        self.state().used -= weight;
        self.released.notify_one();
    }

    fn stop(&self) {
        self.state().stopped = true;
        self.released.notify_all();
    }

    fn is_stopped(&self) -> bool {
        self.state().stopped
    }

    fn state(&self) -> MutexGuard<'_, BudgetState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn squares(threads: usize, items: u64, stop_after: usize) -> Vec<u64> {
        let mut taken = Vec::new();
        let work = |item: u64| {
            // Later items are done sooner.
            std::thread::sleep(std::time::Duration::from_micros(200 / (item % 7 + 1)));
            item * item
        };
        in_order(
            threads,
            0..items,
            |_| 1 << 20,
            work,
            |result| {
                taken.push(result);
                Ok(if taken.len() == stop_after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        )
        .unwrap();
        taken
    }

    #[test]
    fn results_come_in_order_whatever_the_number_of_threads() {
        let expected: Vec<u64> = (0..200).map(|item| item * item).collect();
        for threads in [1, 2, 8] {
            assert_eq!(squares(threads, 200, usize::MAX), expected, "{threads}");
        }
    }

    #[test]
    fn any_number_of_threads_sorts_alike() {
        for count in [0, 1, 50_000] {
            let items: Vec<u32> = (0..count).map(|index: u32| index.wrapping_mul(2_654_435_761) % 10_007).collect();
            let mut expected = items.clone();
            expected.sort_unstable();
            for threads in [1, 2, 3, 8] {
                let mut sorted = items.clone();
                sort(threads, &mut sorted, |item| *item);
                assert_eq!(sorted, expected, "{count} with {threads}");
            }
        }
    }

    #[test]
    fn taking_can_end_the_run() {
        for threads in [1, 3] {
            assert_eq!(squares(threads, 1000, 5), [0, 1, 4, 9, 16], "{threads}");
        }
    }

    #[test]
    fn a_failure_to_take_is_the_result() {
        for threads in [1, 3] {
            let result = in_order(threads, 0..100, |_| 1, |item| item, |_| Err(Error::new("disk full")));
            assert_eq!(result.unwrap_err().to_string(), "disk full");
        }
    }

    #[test]
    fn nothing_to_do_is_done() {
        for threads in [1, 2] {
            assert_eq!(squares(threads, 0, 1), Vec::<u64>::new());
        }
    }

    #[test]
    fn an_item_heavier_than_the_budget_passes_alone() {
        let mut taken = 0;
        in_order(
            2,
            0..4,
            |_| 1 << 40,
            |item| item,
            |_| {
                taken += 1;
                Ok(ControlFlow::Continue(()))
            },
        )
        .unwrap();
        assert_eq!(taken, 4);
    }
}
