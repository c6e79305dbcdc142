//! [`Progress`]: how far a run is, in words and as JSON. The clock is the caller's business.

use serde::Serialize;

use super::language::Language;

/// How far a run of many customers is.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Progress {
    /// Customers that were processed.
    pub(crate) processed: usize,
    /// Customers of the run.
    pub(crate) total: usize,
    /// Seconds since its start.
    pub(crate) seconds: f64,
    /// Seconds that are left at the same rate.
    pub(crate) seconds_left: f64,
}

impl Progress {
    /// Of `total` customers `processed` took so many seconds.
    pub(crate) fn new(processed: usize, total: usize, seconds: f64) -> Self {
        let rest = number(total.saturating_sub(processed));
        let seconds_left = (rest / rate(processed, seconds).max(0.001)).ceil();
        Self { processed, total, seconds: (seconds * 1000.0).round() / 1000.0, seconds_left }
    }

    /// The progress in a line, without its end.
    pub(crate) fn text(&self, language: Language) -> String {
        let Self { processed, total, seconds, seconds_left: left } = *self;
        let rate = rate(processed, seconds);
        let time = if left < 120.0 { (left, "秒", "s") } else { ((left / 60.0).ceil(), "分", "min") };
        match language {
            Language::Japanese => {
                format!("{processed}/{total}件　毎秒{rate:.1}件　残り約{}{}", time.0, time.1)
            }
            Language::English => {
                format!("{processed}/{total} customers, {rate:.1} a second, about {} {} left", time.0, time.2)
            }
        }
    }
}

/// Customers in a second.
fn rate(processed: usize, seconds: f64) -> f64 {
    number(processed) / seconds.max(0.001)
}

#[expect(clippy::cast_precision_loss, reason = "counts of customers are far below 2^52")]
fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_time_left() {
        let text =
            |processed, seconds| Progress::new(processed, 300, f64::from(seconds)).text(Language::English);
        assert_eq!(text(100, 10), "100/300 customers, 10.0 a second, about 20 s left");
        assert_eq!(text(10, 30), "10/300 customers, 0.3 a second, about 15 min left");
        assert_eq!(
            Progress::new(100, 300, 10.0).text(Language::Japanese),
            "100/300件　毎秒10.0件　残り約20秒"
        );
    }
}
