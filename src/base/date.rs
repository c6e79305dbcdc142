//! Dates as Japanese documents write them. The calendar itself is [`jiff::civil`].

pub use jiff::civil::Date;

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// Year of the common era.
    pub year: i16,
    /// 1–12.
    pub month: i8,
}
