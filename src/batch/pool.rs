//! The worker pool: a number of pieces of work in, their results out. What the work is, and what becomes of a result, is
//! the caller's business.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, Scope};

/// Stack of a worker: what the main thread has on Linux. Layout goes as deep as boxes lie within boxes.
const STACK: usize = 8 * 1024 * 1024;

/// Does `work` for every number below `count` on so many threads, and hands each result to `done` on this
/// thread as soon as it is there, in whatever order that is. Once `stopped` says so no more are begun; those
/// in hand are finished. No more than a few results are held at a time.
pub(crate) fn produce_each<T: Send>(
    count: usize,
    threads: usize,
    stopped: &(dyn Fn() -> bool + Sync),
    work: &(dyn Fn(usize) -> T + Sync),
    done: &mut dyn FnMut(usize, T),
) {
    run_pool(count, (threads, 0), stopped, Steps { produce: work, store: &|_, result| result }, done);
}

/// As [`produce_each`], with the second step of `steps` on as many threads of its own: they wait for the disk and need
/// hardly a processor, which goes on with the next one's first step meanwhile.
pub(crate) fn produce_and_store<M: Send, T: Send>(
    count: usize,
    threads: usize,
    stopped: &(dyn Fn() -> bool + Sync),
    steps: Steps<'_, M, T>,
    done: &mut dyn FnMut(usize, T),
) {
    run_pool(count, (threads, threads), stopped, steps, done);
}

/// As [`produce_each`], but `done` gets the results in order, and says whether to go on. No number is begun before the result
/// of the one `ahead` before it is handed on: so many results are held at most. A worker stays the same to the end.
pub(crate) fn produce_in_order<T: Send>(
    count: usize,
    (threads, ahead): (usize, usize),
    stopped: &(dyn Fn() -> bool + Sync),
    work: &(dyn Fn(usize) -> T + Sync),
    done: &mut dyn FnMut(usize, T) -> bool,
) {
    let window = Window { handed_on: Mutex::new(0), moved: Condvar::new() };
    let enough = AtomicBool::new(false);
    let stopped = || enough.load(Ordering::SeqCst) || stopped();
    let work = |index| {
        window.wait(index, ahead.max(1));
        work(index)
    };
    let (mut early, mut next) = (BTreeMap::new(), 0);
    produce_each(count, threads, &stopped, &work, &mut |index, result| {
        // Nobody may wait for a thread that has panicked.
        let _release = Release(&window);
        early.insert(index, result);
        while let Some(result) = early.remove(&next) {
            if !enough.load(Ordering::SeqCst) && !done(next, result) {
                enough.store(true, Ordering::SeqCst);
            }
            next += 1;
            window.move_to(next);
        }
    });
}

/// How far ahead of the handed-on results workers may be; who is beyond it waits. The first number that is not handed
/// on never waits.
struct Window {
    handed_on: Mutex<usize>,
    moved: Condvar,
}

impl Window {
    fn wait(&self, index: usize, ahead: usize) {
        let handed_on = self.handed_on.lock().unwrap_or_else(PoisonError::into_inner);
        let too_far = |handed_on: &mut usize| index >= handed_on.saturating_add(ahead);
        drop(self.moved.wait_while(handed_on, too_far).unwrap_or_else(PoisonError::into_inner));
    }

    fn move_to(&self, handed_on: usize) {
        *self.handed_on.lock().unwrap_or_else(PoisonError::into_inner) = handed_on;
        self.moved.notify_all();
    }
}

/// Lets all workers go on if its thread panics.
struct Release<'a>(&'a Window);

impl Drop for Release<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.move_to(usize::MAX);
        }
    }
}

/// A piece of work in two steps.
pub(crate) struct Steps<'a, M, T> {
    /// Produces something; needs a processor.
    pub(crate) produce: &'a (dyn Fn(usize) -> M + Sync),
    /// Stores what was produced; waits for the disk.
    pub(crate) store: &'a (dyn Fn(usize, M) -> T + Sync),
}

fn run_pool<M: Send, T: Send>(
    count: usize,
    (producers, storers): (usize, usize),
    stopped: &(dyn Fn() -> bool + Sync),
    steps: Steps<'_, M, T>,
    done: &mut dyn FnMut(usize, T),
) {
    let pool = Pool { count, next: AtomicUsize::new(0), stopped, steps };
    let most = count.max(1);
    pool.run(producers.clamp(1, most), storers.min(most), done);
}

/// Work in hand.
struct Pool<'a, M, T> {
    count: usize,
    next: AtomicUsize,
    stopped: &'a (dyn Fn() -> bool + Sync),
    steps: Steps<'a, M, T>,
}

impl<M: Send, T: Send> Pool<'_, M, T> {
    /// The next number that is to be begun.
    fn take(&self) -> Option<usize> {
        let index = if (self.stopped)() { self.count } else { self.next.fetch_add(1, Ordering::Relaxed) };
        (index < self.count).then_some(index)
    }

    /// Does first steps while there are any; second steps too, where those who should do them are behind.
    fn produce(&self, to_store: Option<&SyncSender<(usize, M)>>, results: &SyncSender<(usize, T)>) {
        while let Some(index) = self.take() {
            let made = (self.steps.produce)(index);
            let left = match to_store {
                Some(to_store) => to_store.try_send((index, made)).err(),
                None => Some(TrySendError::Full((index, made))),
            };
            // Nobody waits for a place: a processor is worth more.
            if let Some(TrySendError::Full((index, made)) | TrySendError::Disconnected((index, made))) = left
                && results.send((index, (self.steps.store)(index, made))).is_err()
            {
                break;
            }
        }
    }

    /// Does second steps as long as there are producers.
    fn store(&self, made: &Mutex<Receiver<(usize, M)>>, results: &SyncSender<(usize, T)>) {
        // A bound value, so that the lock is not held while something is stored.
        let next = || made.lock().unwrap_or_else(PoisonError::into_inner).recv();
        while let Ok((index, made)) = next() {
            if results.send((index, (self.steps.store)(index, made))).is_err() {
                break;
            }
        }
    }

    /// Starts so many producers and storers, and hands on their results.
    fn run(&self, producers: usize, storers: usize, done: &mut dyn FnMut(usize, T)) {
        thread::scope(|scope| {
            let (results, ended) = mpsc::sync_channel(producers + storers);
            let (to_store, made) = mpsc::sync_channel(storers);
            // Dropped with the last storer: producers must not wait for nobody.
            let made = Arc::new(Mutex::new(made));
            let mut begun = 0;
            for _ in 0..storers {
                let (made, results) = (Arc::clone(&made), results.clone());
                begun += usize::from(begin(scope, move || self.store(&made, &results)));
            }
            drop(made);
            let to_store = (begun > 0).then_some(to_store);
            let mut begun = 0;
            for _ in 0..producers {
                let (to_store, results) = (to_store.clone(), results.clone());
                begun += usize::from(begin(scope, move || self.produce(to_store.as_ref(), &results)));
            }
            drop((to_store, results));
            if begun == 0 {
                // The system gives no thread: this one does all of it.
                while let Some(index) = self.take() {
                    done(index, (self.steps.store)(index, (self.steps.produce)(index)));
                }
            }
            for (index, result) in ended {
                done(index, result);
            }
        });
    }
}

/// Begins a thread; whether the system gave one.
fn begin<'scope>(scope: &'scope Scope<'scope, '_>, work: impl FnOnce() + Send + 'scope) -> bool {
    thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).is_ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn everything_is_done_once_with_any_number_of_threads() {
        for threads in [0, 1, 2, 8, 100] {
            let mut results = Vec::new();
            produce_each(20, threads, &|| false, &|index| index * index, &mut |index, square| {
                results.push((index, square));
            });
            results.sort_unstable();
            assert_eq!(results, (0..20).map(|index| (index, index * index)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_product_is_stored_once_while_the_next_is_produced() {
        for threads in [0, 1, 3] {
            let (producing, storing, both) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
            let within = |here: &AtomicUsize, other: &AtomicUsize| {
                here.fetch_add(1, Ordering::SeqCst);
                both.fetch_max(other.load(Ordering::SeqCst), Ordering::SeqCst);
                thread::sleep(Duration::from_millis(2));
                here.fetch_sub(1, Ordering::SeqCst) - 1
            };
            let produce = |index: usize| (within(&producing, &storing), index.to_string()).1;
            let store = |index: usize, made: String| (within(&storing, &producing), (index, made)).1;
            let mut results = Vec::new();
            produce_and_store(
                30,
                threads,
                &|| false,
                Steps { produce: &produce, store: &store },
                &mut |index, result| {
                    results.push((index, result));
                },
            );
            results.sort();
            let all = (0..30).map(|index| (index, (index, index.to_string())));
            assert_eq!(results, all.collect::<Vec<_>>());
            // With no threads wanted there is one producer, and it stores what it produces.
            assert_eq!(both.load(Ordering::SeqCst) > 0, threads > 0);
        }
    }

    #[test]
    fn results_come_in_order_and_no_worker_runs_far_ahead() {
        for threads in [0, 1, 4] {
            let (handed_on, farthest) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let work = |index: usize| {
                // Who has taken a number when it is enough still does it.
                let ahead = if index < 30 { index - handed_on.load(Ordering::SeqCst).min(index) } else { 0 };
                farthest.fetch_max(ahead, Ordering::SeqCst);
                thread::sleep(Duration::from_millis(if index == 10 { 20 } else { 0 }));
                index
            };
            let mut results = Vec::new();
            produce_in_order(40, (threads, 5), &|| false, &work, &mut |index, result| {
                results.push((index, result));
                handed_on.store(index + 1, Ordering::SeqCst);
                index < 29
            });
            assert_eq!(results, (0..30).map(|index| (index, index)).collect::<Vec<_>>());
            assert!(farthest.load(Ordering::SeqCst) < 5, "{farthest:?}");
        }
    }

    #[test]
    #[should_panic(expected = "broken down")]
    fn who_waits_at_the_gate_goes_on_when_the_receiver_breaks_down() {
        produce_in_order(100, (4, 1), &|| false, &|index| index, &mut |_, _| panic!("broken down"));
    }

    #[test]
    fn nothing_is_begun_once_it_is_stopped() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        produce_each(1000, 2, &|| begun.load(Ordering::SeqCst) >= 3, &work, &mut |_, _| ());
        assert!((3..=5).contains(&begun.load(Ordering::SeqCst)));
        produce_each(0, 2, &|| false, &work, &mut |_, _| panic!("there is nothing to do"));
    }
}
