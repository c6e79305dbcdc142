//! Many customers at once: a number of pieces of work in, their results out as they are finished.

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
pub(crate) fn each<T: Send>(
    count: usize,
    threads: usize,
    stopped: &(dyn Fn() -> bool + Sync),
    work: &(dyn Fn(usize) -> T + Sync),
    done: &mut dyn FnMut(usize, T),
) {
    crew(count, (threads, 0), stopped, Steps { make: work, put: &|_, result| result }, done);
}

/// As [`each`], with the second step of `steps` on as many threads of its own: they wait for the disk and need
/// hardly a processor, which goes on with the next one's first step meanwhile.
pub(crate) fn each_to_disk<M: Send, T: Send>(
    count: usize,
    threads: usize,
    stopped: &(dyn Fn() -> bool + Sync),
    steps: Steps<'_, M, T>,
    done: &mut dyn FnMut(usize, T),
) {
    crew(count, (threads, threads), stopped, steps, done);
}

/// As [`each`], but `done` gets the results in order, and says whether to go on. No number is begun before the result
/// of the one `ahead` before it is handed on: so many results are held at most. A worker stays the same to the end.
pub(crate) fn each_in_order<T: Send>(
    count: usize,
    (threads, ahead): (usize, usize),
    stopped: &(dyn Fn() -> bool + Sync),
    work: &(dyn Fn(usize) -> T + Sync),
    done: &mut dyn FnMut(usize, T) -> bool,
) {
    let gate = Gate { handed_on: Mutex::new(0), moved: Condvar::new() };
    let enough = AtomicBool::new(false);
    let stopped = || enough.load(Ordering::SeqCst) || stopped();
    let work = |index| {
        gate.wait(index, ahead.max(1));
        work(index)
    };
    let (mut early, mut next) = (BTreeMap::new(), 0);
    each(count, threads, &stopped, &work, &mut |index, result| {
        // Nobody may wait at the gate for a thread that has broken down.
        let _release = Release(&gate);
        early.insert(index, result);
        while let Some(result) = early.remove(&next) {
            if !enough.load(Ordering::SeqCst) && !done(next, result) {
                enough.store(true, Ordering::SeqCst);
            }
            next += 1;
            gate.open(next);
        }
    });
}

/// Where workers wait that are too far ahead. The first number that is not handed on never waits.
struct Gate {
    handed_on: Mutex<usize>,
    moved: Condvar,
}

impl Gate {
    fn wait(&self, index: usize, ahead: usize) {
        let handed_on = self.handed_on.lock().unwrap_or_else(PoisonError::into_inner);
        let too_far = |handed_on: &mut usize| index >= handed_on.saturating_add(ahead);
        drop(self.moved.wait_while(handed_on, too_far).unwrap_or_else(PoisonError::into_inner));
    }

    fn open(&self, handed_on: usize) {
        *self.handed_on.lock().unwrap_or_else(PoisonError::into_inner) = handed_on;
        self.moved.notify_all();
    }
}

/// Opens the gate for all if its thread panics.
struct Release<'a>(&'a Gate);

impl Drop for Release<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.open(usize::MAX);
        }
    }
}

/// A piece of work in two steps.
pub(crate) struct Steps<'a, M, T> {
    /// Makes something; needs a processor.
    pub(crate) make: &'a (dyn Fn(usize) -> M + Sync),
    /// Puts away what was made; waits for the disk.
    pub(crate) put: &'a (dyn Fn(usize, M) -> T + Sync),
}

fn crew<M: Send, T: Send>(
    count: usize,
    (makers, putters): (usize, usize),
    stopped: &(dyn Fn() -> bool + Sync),
    steps: Steps<'_, M, T>,
    done: &mut dyn FnMut(usize, T),
) {
    let crew = Crew { count, next: AtomicUsize::new(0), stopped, steps };
    let most = count.max(1);
    crew.run(makers.clamp(1, most), putters.min(most), done);
}

/// Work in hand.
struct Crew<'a, M, T> {
    count: usize,
    next: AtomicUsize,
    stopped: &'a (dyn Fn() -> bool + Sync),
    steps: Steps<'a, M, T>,
}

impl<M: Send, T: Send> Crew<'_, M, T> {
    /// The next number that is to be begun.
    fn take(&self) -> Option<usize> {
        let index = if (self.stopped)() { self.count } else { self.next.fetch_add(1, Ordering::Relaxed) };
        (index < self.count).then_some(index)
    }

    /// Does first steps while there are any; second steps too, where those who should do them are behind.
    fn make(&self, to_put: Option<&SyncSender<(usize, M)>>, results: &SyncSender<(usize, T)>) {
        while let Some(index) = self.take() {
            let made = (self.steps.make)(index);
            let left = match to_put {
                Some(to_put) => to_put.try_send((index, made)).err(),
                None => Some(TrySendError::Full((index, made))),
            };
            // Nobody waits for a place: a processor is worth more.
            if let Some(TrySendError::Full((index, made)) | TrySendError::Disconnected((index, made))) = left
                && results.send((index, (self.steps.put)(index, made))).is_err()
            {
                break;
            }
        }
    }

    /// Does second steps as long as there are makers.
    fn put(&self, made: &Mutex<Receiver<(usize, M)>>, results: &SyncSender<(usize, T)>) {
        // A bound value, so that the lock is not held while something is put away.
        let next = || made.lock().unwrap_or_else(PoisonError::into_inner).recv();
        while let Ok((index, made)) = next() {
            if results.send((index, (self.steps.put)(index, made))).is_err() {
                break;
            }
        }
    }

    /// Sets so many makers and putters to work and hands on what comes of it.
    fn run(&self, makers: usize, putters: usize, done: &mut dyn FnMut(usize, T)) {
        thread::scope(|scope| {
            let (results, ended) = mpsc::sync_channel(makers + putters);
            let (to_put, made) = mpsc::sync_channel(putters);
            // Ends with the last putter: makers must not wait for nobody.
            let made = Arc::new(Mutex::new(made));
            let mut begun = 0;
            for _ in 0..putters {
                let (made, results) = (Arc::clone(&made), results.clone());
                begun += usize::from(begin(scope, move || self.put(&made, &results)));
            }
            drop(made);
            let to_put = (begun > 0).then_some(to_put);
            let mut begun = 0;
            for _ in 0..makers {
                let (to_put, results) = (to_put.clone(), results.clone());
                begun += usize::from(begin(scope, move || self.make(to_put.as_ref(), &results)));
            }
            drop((to_put, results));
            if begun == 0 {
                // The system gives us no thread: this one does it all.
                while let Some(index) = self.take() {
                    done(index, (self.steps.put)(index, (self.steps.make)(index)));
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
            each(20, threads, &|| false, &|index| index * index, &mut |index, square| {
                results.push((index, square));
            });
            results.sort_unstable();
            assert_eq!(results, (0..20).map(|index| (index, index * index)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_was_made_is_put_away_once_while_the_next_is_made() {
        for threads in [0, 1, 3] {
            let (making, putting, both) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
            let within = |here: &AtomicUsize, other: &AtomicUsize| {
                here.fetch_add(1, Ordering::SeqCst);
                both.fetch_max(other.load(Ordering::SeqCst), Ordering::SeqCst);
                thread::sleep(Duration::from_millis(2));
                here.fetch_sub(1, Ordering::SeqCst) - 1
            };
            let make = |index: usize| (within(&making, &putting), index.to_string()).1;
            let put = |index: usize, made: String| (within(&putting, &making), (index, made)).1;
            let mut results = Vec::new();
            each_to_disk(30, threads, &|| false, Steps { make: &make, put: &put }, &mut |index, result| {
                results.push((index, result));
            });
            results.sort();
            let all = (0..30).map(|index| (index, (index, index.to_string())));
            assert_eq!(results, all.collect::<Vec<_>>());
            // With no threads wanted there is one maker, and it puts away what it makes.
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
            each_in_order(40, (threads, 5), &|| false, &work, &mut |index, result| {
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
        each_in_order(100, (4, 1), &|| false, &|index| index, &mut |_, _| panic!("broken down"));
    }

    #[test]
    fn nothing_is_begun_once_it_is_stopped() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        each(1000, 2, &|| begun.load(Ordering::SeqCst) >= 3, &work, &mut |_, _| ());
        assert!((3..=5).contains(&begun.load(Ordering::SeqCst)));
        each(0, 2, &|| false, &work, &mut |_, _| panic!("there is nothing to do"));
    }
}
