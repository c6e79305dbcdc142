//! Numbers as a spreadsheet shows them: fifteen decimal digits, halves rounded up. In: a number as it is written. Out:
//! its digits. Number formats are not known here.

/// A number in decimal digits.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decimal {
    /// The number.
    pub(super) value: f64,
    /// Its digits, without zeros in front and behind.
    digits: Vec<u8>,
    /// How many of them stand before the decimal point; less than none for small fractions.
    point: i32,
}

/// A number with so many decimal places.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rounded {
    /// The digits before the point; none for zero.
    pub(super) whole: String,
    /// The digits behind it.
    pub(super) fraction: String,
    /// Nothing was lost.
    pub(super) is_exact: bool,
}

impl Decimal {
    /// The number that is written.
    pub(super) fn new(written: &str) -> Option<Self> {
        let value: f64 = written.trim().parse().ok().filter(|value: &f64| value.is_finite())?;
        let scientific = format!("{:.*e}", KEPT_DIGITS - 1, value.abs());
        let (digits, exponent) = scientific.split_once('e')?;
        let digits = digits.replace('.', "");
        let digits = digits.trim_end_matches('0').as_bytes().to_vec();
        let point = if digits.is_empty() { 0 } else { exponent.parse::<i32>().ok()?.saturating_add(1) };
        Some(Self { value, digits, point })
    }

    /// Its digits without zeros in front and behind, and without a point.
    pub(super) fn digits(&self) -> String {
        self.digits.iter().map(|&digit| char::from(digit)).collect()
    }

    pub(super) const fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    pub(super) const fn is_negative(&self) -> bool {
        self.value.is_sign_negative() && !self.is_zero()
    }

    pub(super) fn is_whole(&self) -> bool {
        usize::try_from(self.point).is_ok_and(|point| point >= self.digits.len())
    }

    /// The same number times ten, so many times.
    #[must_use]
    pub(super) fn shifted(&self, tens: i32) -> Self {
        let point = if self.is_zero() { 0 } else { self.point.saturating_add(tens) };
        Self { point, ..self.clone() }
    }

    /// The number, positive, with so many decimal places.
    pub(super) fn rounded(&self, places: usize) -> Rounded {
        let before = usize::try_from(self.point).unwrap_or(0);
        let missing = usize::try_from(self.point.saturating_neg()).unwrap_or(0).min(places + 1);
        let mut all = vec![b'0'; missing];
        all.extend(&self.digits);
        let kept = before + places;
        let is_exact = all.get(kept..).is_none_or(|rest| rest.iter().all(|&digit| digit == b'0'));
        let rounds_up = all.get(kept).is_some_and(|&digit| digit >= b'5');
        all.resize(kept, b'0');
        let mut whole = String::new();
        if rounds_up && increment(&mut all) {
            whole.push('1');
        }
        let (front, behind) = all.split_at(before);
        whole.extend(front.iter().map(|&digit| char::from(digit)));
        Rounded {
            whole: whole.trim_start_matches('0').to_owned(),
            fraction: behind.iter().map(|&digit| char::from(digit)).collect(),
            is_exact,
        }
    }

    /// The number as it is shown without a format, with its sign if wanted; `None` where that depends on the width
    /// of the column.
    pub(super) fn general(&self, is_signed: bool) -> Option<String> {
        let before = usize::try_from(self.point).unwrap_or(0);
        if before > KEPT_DIGITS || (!self.is_whole() && (before >= WIDEST || self.point < SMALLEST)) {
            return None;
        }
        let places = if self.is_whole() { 0 } else { (WIDEST - 1).saturating_sub(before.max(1)) };
        let Rounded { whole, fraction, .. } = self.rounded(places);
        let sign = if is_signed && self.is_negative() { "-" } else { "" };
        let whole = if whole.is_empty() { "0" } else { &whole };
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        Some(format!("{sign}{whole}{point}{fraction}"))
    }
}

/// Decimal digits that a spreadsheet keeps of a number.
const KEPT_DIGITS: usize = 15;

/// A number without a format has at most so many characters, the point among them.
const WIDEST: usize = 11;

/// Smaller numbers, by the digits before the point, are shown with an exponent.
const SMALLEST: i32 = -3;

/// Adds one to a number in decimal digits; whether a digit is needed in front of them.
fn increment(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return false;
        }
        *digit = b'0';
    }
    true
}
