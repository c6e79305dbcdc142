//! Work in crates of others that are known to panic on broken pictures: a panic there is no error of startpack, and is
//! neither reported nor passed on.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

std::thread_local! {
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// The result of `work`; `None` if it panics.
pub fn catch_panic<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = IS_CAUGHT.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_CAUGHT.set(before);
    done.ok()
}

/// Whether a panic of this thread will be caught: a panic hook has nothing to report then.
pub fn is_caught() -> bool {
    IS_CAUGHT.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_leaves_no_trace() {
        assert_eq!(catch_panic(is_caught), Some(true));
        assert_eq!(catch_panic(|| -> bool { panic!("noise") }), None);
        assert!(!is_caught());
    }
}
