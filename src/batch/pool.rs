//! The worker pool: a number of pieces of work in, their results out, in order. What the work is, and what becomes of a
//! result, is the caller's business.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, Scope};

/// Stack of a worker: what the main thread has on Linux. Layout goes as deep as boxes lie within boxes.
const STACK: usize = 8 * 1024 * 1024;

/// Workers, and how they are held back.
#[derive(Clone, Copy)]
pub(crate) struct Pool<'a> {
    /// How many threads produce; as many others store.
    pub(crate) threads: usize,
    /// No number is begun before the result of the one this far before it is taken: at most so many results wait.
    pub(crate) window: usize,
    /// Once it is true nothing more is begun; what is in hand is finished.
    pub(crate) stopped: &'a (dyn Fn() -> bool + Sync),
}

/// A piece of work in two steps.
pub(crate) struct Steps<'a, M, T> {
    /// Produces something; needs a processor.
    pub(crate) produce: &'a (dyn Fn(usize) -> M + Sync),
    /// Stores what was produced; waits for the disk.
    pub(crate) store: &'a (dyn Fn(usize, M) -> T + Sync),
}

/// Takes the result of a number, and says whether to go on.
pub(crate) type Take<'a, T> = dyn FnMut(usize, T) -> bool + 'a;

impl Pool<'_> {
    /// Produces a result for every number below `count`. `take` gets the results on this thread, in order.
    pub(crate) fn produce<T: Send>(
        &self,
        count: usize,
        produce: &(dyn Fn(usize) -> T + Sync),
        take: &mut Take<'_, T>,
    ) {
        self.run(count, 0, Steps { produce, store: &|_, result| result }, take);
    }

    /// As [`Pool::produce`], with a second step on threads of its own: they wait for the disk and need hardly a
    /// processor, which meanwhile produces the next results.
    pub(crate) fn produce_and_store<M: Send, T: Send>(
        &self,
        count: usize,
        steps: Steps<'_, M, T>,
        take: &mut Take<'_, T>,
    ) {
        self.run(count, self.threads, steps, take);
    }

    fn run<M: Send, T: Send>(
        &self,
        count: usize,
        storers: usize,
        steps: Steps<'_, M, T>,
        take: &mut Take<'_, T>,
    ) {
        let window = Window { taken: Mutex::new(0), moved: Condvar::new() };
        let enough = AtomicBool::new(false);
        let stopped = || enough.load(Ordering::SeqCst) || (self.stopped)();
        let produce = |index| {
            window.wait(index, self.window.max(1));
            (steps.produce)(index)
        };
        let steps = Steps { produce: &produce, store: steps.store };
        let work = Workers { count, next: AtomicUsize::new(0), stopped: &stopped, steps };
        let (mut early, mut next) = (BTreeMap::new(), 0);
        let most = count.max(1);
        work.run(self.threads.clamp(1, most), storers.min(most), &mut |index, result| {
            // Nobody may wait for a thread that has panicked.
            let _release = Release(&window);
            early.insert(index, result);
            while let Some(result) = early.remove(&next) {
                if !enough.load(Ordering::SeqCst) && !take(next, result) {
                    enough.store(true, Ordering::SeqCst);
                }
                next += 1;
                window.move_to(next);
            }
        });
    }
}

/// How far ahead of the taken results workers may be; who is beyond it waits. The first number whose result is not
/// taken never waits.
struct Window {
    taken: Mutex<usize>,
    moved: Condvar,
}

impl Window {
    fn wait(&self, index: usize, ahead: usize) {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let too_far = |taken: &mut usize| index >= taken.saturating_add(ahead);
        drop(self.moved.wait_while(taken, too_far).unwrap_or_else(PoisonError::into_inner));
    }

    fn move_to(&self, taken: usize) {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = taken;
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

/// The numbers of a run, and what is done with each.
struct Workers<'a, M, T> {
    count: usize,
    next: AtomicUsize,
    stopped: &'a (dyn Fn() -> bool + Sync),
    steps: Steps<'a, M, T>,
}

impl<M: Send, T: Send> Workers<'_, M, T> {
    /// The next number that is to be begun.
    fn take(&self) -> Option<usize> {
        let index = if (self.stopped)() { self.count } else { self.next.fetch_add(1, Ordering::Relaxed) };
        (index < self.count).then_some(index)
    }

    /// Does first steps while there are any; second steps too, where the storers are behind.
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

    /// Starts so many producers and storers, and passes on their results as they come.
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

    const fn pool<'a>(threads: usize, window: usize, stopped: &'a (dyn Fn() -> bool + Sync)) -> Pool<'a> {
        Pool { threads, window, stopped }
    }

    #[test]
    fn everything_is_done_once_and_in_order_with_any_number_of_threads() {
        for threads in [0, 1, 2, 8, 100] {
            let mut results = Vec::new();
            let square = |index: usize| {
                thread::sleep(Duration::from_millis((index % 3) as u64));
                index * index
            };
            pool(threads, usize::MAX, &|| false).produce(20, &square, &mut |index, square| {
                results.push((index, square));
                true
            });
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
            let steps = Steps { produce: &produce, store: &store };
            pool(threads, usize::MAX, &|| false).produce_and_store(30, steps, &mut |index, result| {
                results.push((index, result));
                true
            });
            let all = (0..30).map(|index| (index, (index, index.to_string())));
            assert_eq!(results, all.collect::<Vec<_>>());
            // With no threads wanted there is one producer, and it stores what it produces.
            assert_eq!(both.load(Ordering::SeqCst) > 0, threads > 0);
        }
    }

    #[test]
    fn no_worker_runs_far_ahead() {
        for threads in [0, 1, 4] {
            let (taken, farthest) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let produce = |index: usize| {
                // A worker that has begun when it is enough still ends its work.
                let ahead = if index < 30 { index - taken.load(Ordering::SeqCst).min(index) } else { 0 };
                farthest.fetch_max(ahead, Ordering::SeqCst);
                thread::sleep(Duration::from_millis(if index == 10 { 20 } else { 0 }));
                index
            };
            let mut results = Vec::new();
            pool(threads, 5, &|| false).produce(40, &produce, &mut |index, result| {
                results.push((index, result));
                taken.store(index + 1, Ordering::SeqCst);
                index < 29
            });
            assert_eq!(results, (0..30).map(|index| (index, index)).collect::<Vec<_>>());
            assert!(farthest.load(Ordering::SeqCst) < 5, "{farthest:?}");
        }
    }

    #[test]
    #[should_panic(expected = "broken down")]
    fn who_waits_goes_on_when_the_receiver_panics() {
        pool(4, 1, &|| false).produce(100, &|index| index, &mut |_, _| panic!("broken down"));
    }

    #[test]
    fn nothing_is_begun_once_it_is_stopped() {
        let begun = AtomicUsize::new(0);
        let produce = |_| begun.fetch_add(1, Ordering::SeqCst);
        pool(2, usize::MAX, &|| begun.load(Ordering::SeqCst) >= 3).produce(1000, &produce, &mut |_, _| true);
        assert!((3..=5).contains(&begun.load(Ordering::SeqCst)));
        pool(2, usize::MAX, &|| false).produce(0, &produce, &mut |_, _| panic!("there is nothing to do"));
    }
}
