//! Many customers at once: a number of pieces of work in, their results out as they are finished.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Stack of a worker: what the main thread has on Linux. Layout goes as deep as boxes lie within boxes.
const STACK: usize = 8 * 1024 * 1024;

/// Does `work` for every number below `count` on so many threads, and hands each result to `done` on this
/// thread as soon as it is there, in whatever order that is. Once `stopped` says so no more are begun; those
/// in hand are finished. No more than a few results are held at a time.
pub(super) fn each<T: Send>(
    count: usize,
    threads: usize,
    stopped: &(dyn Fn() -> bool + Sync),
    work: &(dyn Fn(usize) -> T + Sync),
    done: &mut dyn FnMut(usize, T),
) {
    let next = AtomicUsize::new(0);
    let take = || {
        let index = if stopped() { count } else { next.fetch_add(1, Ordering::Relaxed) };
        (index < count).then_some(index)
    };
    let threads = threads.clamp(1, count.max(1));
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(threads);
        let mut begun = 0;
        for _ in 0..threads {
            let (sender, take) = (sender.clone(), &take);
            let worker = move || {
                while let Some(index) = take() {
                    if sender.send((index, work(index))).is_err() {
                        break;
                    }
                }
            };
            begun +=
                usize::from(thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).is_ok());
        }
        drop(sender);
        if begun == 0 {
            // The system gives us no thread: this one does it all.
            while let Some(index) = take() {
                done(index, work(index));
            }
        }
        for (index, result) in receiver {
            done(index, result);
        }
    });
}

#[cfg(test)]
mod tests {
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
    fn nothing_is_begun_once_it_is_stopped() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        each(1000, 2, &|| begun.load(Ordering::SeqCst) >= 3, &work, &mut |_, _| ());
        assert!((3..=5).contains(&begun.load(Ordering::SeqCst)));
        each(0, 2, &|| false, &work, &mut |_, _| panic!("there is nothing to do"));
    }
}
