//! [`Progress`]: how far a run of many customers is, on standard error: one line that is drawn again on a
//! terminal, now and then a line of its own elsewhere. Knows the clock.

use std::time::{Duration, Instant};

use super::speech::Language;
use super::terminal;

/// Between two drawings on a terminal: often enough for the eye.
const DRAW_EVERY: Duration = Duration::from_millis(100);

/// Between two lines where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// How far a run is.
pub(super) struct Progress {
    language: Language,
    on_terminal: bool,
    all: usize,
    processed: usize,
    begun: Instant,
    shown: Instant,
    drawn: bool,
}

impl Progress {
    /// Of `all` customers none is processed.
    pub(super) fn new(all: usize, on_terminal: bool, language: Language) -> Self {
        let now = Instant::now();
        Self { language, on_terminal, all, processed: 0, begun: now, shown: now, drawn: false }
    }

    /// One more is processed.
    pub(super) fn step(&mut self) {
        self.processed += 1;
        let every = if self.on_terminal { DRAW_EVERY } else { LINE_EVERY };
        if self.shown.elapsed() < every || self.processed == self.all {
            return;
        }
        self.shown = Instant::now();
        let line = line(self.processed, self.all, self.begun.elapsed(), self.language);
        if self.on_terminal {
            // Back to the line's start, and away with what stood there (ECMA-48, EL).
            terminal::tell(&format!("\r\u{1b}[K{line}"));
            self.drawn = true;
        } else {
            terminal::tell(&format!("{line}\n"));
        }
    }

    /// Takes the line away, so that something else can be said.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            terminal::tell("\r\u{1b}[K");
        }
    }
}

fn line(processed: usize, all: usize, taken: Duration, language: Language) -> String {
    // Counts of customers are far below 2^52: nothing is lost.
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let (rate, rest) = (processed as f64 / taken.as_secs_f64().max(0.001), (all - processed) as f64);
    let left = (rest / rate.max(0.001)).ceil();
    let time = if left < 120.0 { (left, "秒", "s") } else { ((left / 60.0).ceil(), "分", "min") };
    match language {
        Language::Japanese => format!("{processed}/{all}件　毎秒{rate:.1}件　残り約{}{}", time.0, time.1),
        Language::English => {
            format!("{processed}/{all} customers, {rate:.1} a second, about {} {} left", time.0, time.2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_time_left() {
        let told = |processed, seconds| line(processed, 300, Duration::from_secs(seconds), Language::English);
        assert_eq!(told(100, 10), "100/300 customers, 10.0 a second, about 20 s left");
        assert_eq!(told(10, 30), "10/300 customers, 0.3 a second, about 15 min left");
        assert_eq!(
            line(100, 300, Duration::from_secs(10), Language::Japanese),
            "100/300件　毎秒10.0件　残り約20秒"
        );
    }
}
