//! A child process: another process of this program that reads what may be hostile. In: its arguments and its standard
//! input. Out: the lines that it says, one at a time, and how it ended. What it does is not known here.

use std::io::{self, BufRead as _, BufReader, Read as _};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use super::{ChildEnd, ChildTask};

/// How often is looked whether the child is to be stopped.
const TICK: Duration = Duration::from_millis(20);

/// Starts the child, hands each of its lines to `on_line`, and ends it when it is late or no longer wanted.
///
/// # Errors
/// If the system starts no process.
pub fn run_child(
    task: &ChildTask<'_>,
    input: impl Into<Stdio>,
    on_line: &mut dyn FnMut(&[u8]),
) -> io::Result<ChildEnd> {
    let mut command = Command::new(task.program);
    // What the system says of a child that breaks down is nothing for the user.
    command.args(task.arguments).stdin(input).stdout(Stdio::piped()).stderr(Stdio::null());
    // The allocator takes room of a gigabyte at its start, which would count as memory that is used; and a panic that is
    // caught is worth no search for its place.
    command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0").env("RUST_BACKTRACE", "0");
    let mut child = command.spawn()?;
    let (said, lines) = mpsc::sync_channel(4);
    let (output, longest) = (child.stdout.take(), task.longest_line);
    let listener = thread::Builder::new().spawn(move || listen(output, longest, &said));
    let ended = listener.map(|_| hear(task, &lines, on_line));
    // Whatever it does; it may have ended already.
    let _ = child.kill();
    let _ = child.wait();
    ended
}

/// Hears the child's lines until its end, or until it is late.
fn hear(task: &ChildTask<'_>, lines: &Receiver<Vec<u8>>, on_line: &mut dyn FnMut(&[u8])) -> ChildEnd {
    let patience = Duration::from_millis(task.patience);
    let mut heard = Instant::now();
    loop {
        match lines.recv_timeout(TICK) {
            Ok(line) => {
                on_line(&line);
                heard = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => return ChildEnd::Ended,
            Err(RecvTimeoutError::Timeout) if heard.elapsed() > patience => return ChildEnd::Late,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if (task.stopped)() {
            return ChildEnd::Stopped;
        }
    }
}

/// Passes on lines, without their ends, until there are none, one is too long, or nobody hears them.
fn listen(output: Option<ChildStdout>, longest: usize, said: &SyncSender<Vec<u8>>) {
    let Some(mut output) = output.map(BufReader::new) else { return };
    loop {
        let mut line = Vec::new();
        let read = output.by_ref().take(longest as u64).read_until(b'\n', &mut line);
        // Without its end it is half a line, or too long.
        if read.is_err() || line.pop_if(|last| *last == b'\n').is_none() || said.send(line).is_err() {
            return;
        }
    }
}

/// Ends this process when `progress` has not changed for as long as `patience` (in milliseconds) or twice as long: one whose parent was
/// killed must not go on for ever.
pub fn end_when_idle(progress: &'static AtomicUsize, patience: u64) {
    // Without a thread the parent alone watches the time.
    let _ = thread::Builder::new().spawn(move || {
        let mut seen = progress.load(Ordering::SeqCst);
        loop {
            thread::sleep(Duration::from_millis(patience));
            let now = progress.load(Ordering::SeqCst);
            if now == seen {
                std::process::exit(1);
            }
            seen = now;
        }
    });
}

/// From now on the system gives this process no more than so many bytes for its data, where it can: on Unix, and enforced
/// by Linux. A core file, which would hold a customer's data, is not written.
pub fn limit_memory(bytes: u64) {
    #[cfg(unix)]
    {
        use nix::sys::resource::{Resource, setrlimit};
        // Where the system refuses, there is a limit already, or none can be set.
        let _ = setrlimit(Resource::RLIMIT_DATA, bytes, bytes);
        let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
    }
    #[cfg(not(unix))]
    let _ = bytes;
}
