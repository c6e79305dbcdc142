//! Work in crates of others that are known to panic on broken pictures: a panic there is no fault of startpack, and
//! is neither told nor passed on.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

std::thread_local! {
    static IS_CALM: Cell<bool> = const { Cell::new(false) };
}

/// What `work` comes to; `None` if it panics.
pub fn calmly<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = IS_CALM.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_CALM.set(before);
    done.ok()
}

/// Whether this thread is at such work: a panic hook has nothing to tell then.
pub fn is_calm() -> bool {
    IS_CALM.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_leaves_no_trace() {
        assert_eq!(calmly(is_calm), Some(true));
        assert_eq!(calmly(|| -> bool { panic!("noise") }), None);
        assert!(!is_calm());
    }
}
