//! What differs by platform, each with its fallback for `wasm32-wasip1`: the allocator, Ctrl-C, the number of the process,
//! the processors, the width of the terminal. Threads need nothing here: where the system gives none, the caller's own
//! does the work (`batch/pool.rs`). There are no child processes.
//!
//! Knows the crates `mimalloc`, `ctrlc` and `terminal_size`, which only native targets have.

#[cfg(not(target_family = "wasm"))]
mod native {
    use std::io;

    /// Of every program that is built with this library, benches included: a run takes a sixth less time than with
    /// glibc's allocator, which hands room back and asks for it again some hundred times a customer.
    #[global_allocator]
    static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

    /// Calls `handler` at each Ctrl-C from now on. Where the system does not let us, Ctrl-C ends the program at once.
    pub fn on_interrupt(handler: impl FnMut() + Send + 'static) {
        let _ = ctrlc::set_handler(handler);
    }

    /// The number of this process: no other that runs now has it.
    pub fn process_number() -> u32 {
        std::process::id()
    }

    /// Columns of the terminal behind standard error, if there is one.
    pub fn terminal_width() -> Option<usize> {
        terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0))
    }
}

#[cfg(target_family = "wasm")]
mod native {
    /// Nothing interrupts the program: whoever runs it ends it as a whole.
    pub fn on_interrupt(_handler: impl FnMut() + Send + 'static) {}

    /// The file system is this process's own.
    pub const fn process_number() -> u32 {
        1
    }

    /// There is no terminal.
    pub const fn terminal_width() -> Option<usize> {
        None
    }
}

pub use native::{on_interrupt, process_number, terminal_width};

/// How many threads can work at the same time; 1 where that is not known.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_keeps_its_number_and_has_a_processor() {
        assert_eq!(process_number(), process_number());
        assert!(processors() >= 1);
    }
}
