//! How far a run of many customers is: [`Pace`] says when to report it, [`ProgressLine`] puts it on standard
//! error: one line that is drawn again on a terminal, now and then a line of its own elsewhere. Knows the clock.

use std::time::{Duration, Instant};

use super::terminal;
use crate::report::{Language, Progress};

/// Between two drawings on a terminal, and between two events: often enough for the eye.
const DRAW_EVERY: Duration = Duration::from_millis(100);

/// Between two lines where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// When to report progress.
pub(super) struct Pace {
    total: usize,
    processed: usize,
    begun: Instant,
    last: Instant,
    every: Duration,
}

impl Pace {
    /// Of `total` customers none is processed.
    pub(super) fn of_events(total: usize) -> Self {
        Self::new(total, DRAW_EVERY)
    }

    fn new(total: usize, every: Duration) -> Self {
        let now = Instant::now();
        Self { total, processed: 0, begun: now, last: now, every }
    }

    /// One more is processed. The progress, if it is time to report it; after the last customer it always is.
    pub(super) fn step(&mut self) -> Option<Progress> {
        self.processed += 1;
        let is_due = self.last.elapsed() >= self.every || self.is_done();
        is_due.then(|| {
            self.last = Instant::now();
            Progress::new(self.processed, self.total, self.begun.elapsed().as_secs_f64())
        })
    }

    const fn is_done(&self) -> bool {
        self.processed == self.total
    }
}

/// The progress as a line on standard error.
pub(super) struct ProgressLine {
    pace: Pace,
    on_terminal: bool,
    language: Language,
    drawn: bool,
}

impl ProgressLine {
    /// Of `total` customers none is processed.
    pub(super) fn new(total: usize, on_terminal: bool, language: Language) -> Self {
        let pace = Pace::new(total, if on_terminal { DRAW_EVERY } else { LINE_EVERY });
        Self { pace, on_terminal, language, drawn: false }
    }

    /// One more is processed.
    pub(super) fn step(&mut self) {
        // After the last one the sums are written.
        let Some(progress) = self.pace.step().filter(|_| !self.pace.is_done()) else { return };
        let line = progress.text(self.language);
        if self.on_terminal {
            // Back to the line's start, and erase what stood there (ECMA-48, EL).
            terminal::draw(&format!("\r\u{1b}[K{line}"));
            self.drawn = true;
        } else {
            terminal::write_err(&format!("{line}\n"));
        }
    }

    /// Takes the line away, so that something else can be written.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            terminal::draw("\r\u{1b}[K");
        }
    }
}
