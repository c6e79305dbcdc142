//! What differs by platform, each with its fallback for `wasm32-wasip1`: the allocator, Ctrl-C, the number of the process,
//! the processors, the width of the terminal, child processes (`platform/child.rs`) and the bound of their memory. Threads
//! need nothing here: where the system gives none, the caller's own does the work (`batch/pool.rs`).
//!
//! Knows the crates `mimalloc`, `ctrlc` and `terminal_size`, which only native targets have, `nix`, which Unix has, and
//! `anstyle_query`, which Windows has.

#[cfg(not(target_family = "wasm"))]
mod child;

use std::path::Path;

#[cfg(not(target_family = "wasm"))]
mod native {
    use std::io;

    pub use super::child::{end_when_idle, limit_memory, run_child};

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

    /// Whether a terminal obeys what colours and moves the cursor. A console of Windows must be told to, and an old one
    /// cannot.
    pub fn obeys_escapes() -> bool {
        #[cfg(windows)]
        let is_on = anstyle_query::windows::enable_ansi_colors().unwrap_or(false);
        #[cfg(not(windows))]
        let is_on = true;
        is_on
    }

    /// Columns of the terminal behind standard error, if there is one.
    pub fn terminal_width() -> Option<usize> {
        terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0))
    }
}

#[cfg(target_family = "wasm")]
mod native {
    use std::io;
    use std::process::Stdio;
    use std::sync::atomic::AtomicUsize;

    use super::{ChildEnd, ChildTask};

    /// There are no child processes.
    pub fn run_child(
        _task: &ChildTask<'_>,
        _input: impl Into<Stdio>,
        _on_line: &mut dyn FnMut(&[u8]),
    ) -> io::Result<ChildEnd> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// No process is a child.
    pub const fn end_when_idle(_progress: &'static AtomicUsize, _patience: u64) {}

    /// Whoever runs the program bounds its memory.
    pub const fn limit_memory(_bytes: u64) {}

    /// Nothing interrupts the program: whoever runs it ends it as a whole.
    pub fn on_interrupt(_handler: impl FnMut() + Send + 'static) {}

    /// The file system is this process's own.
    pub const fn process_number() -> u32 {
        1
    }

    /// There is no terminal that would not.
    pub const fn obeys_escapes() -> bool {
        true
    }

    /// There is no terminal.
    pub const fn terminal_width() -> Option<usize> {
        None
    }
}

pub use native::{
    end_when_idle, limit_memory, obeys_escapes, on_interrupt, process_number, run_child, terminal_width,
};

/// What a child process is to do, and its bounds.
#[derive(Clone, Copy)]
pub struct ChildTask<'a> {
    /// The program.
    pub program: &'a Path,
    /// Its arguments.
    pub arguments: &'a [&'a str],
    /// How long it may say nothing, in milliseconds.
    pub patience: u64,
    /// Most bytes of a line.
    pub longest_line: usize,
    /// Whether it is no longer wanted.
    pub stopped: &'a dyn Fn() -> bool,
}

/// How a child process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildEnd {
    /// By itself, or broken down; or it said too long a line.
    Ended,
    /// It said nothing for too long.
    Late,
    /// It was no longer wanted.
    Stopped,
}

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
