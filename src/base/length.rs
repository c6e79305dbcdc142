//! [`Length`]: a distance on paper. Kept in PostScript points (1/72 inch), made from mm or pt.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Points in a millimetre (72 / 25.4).
const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// Differences below this are rounding, not layout: a thousandth of a point is 0.35 µm.
const TOLERANCE: f64 = 1e-3;

/// A distance on paper; may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Length(f64);

impl Length {
    /// No distance.
    pub const ZERO: Self = Self(0.0);

    /// A length in PostScript points.
    pub const fn pt(points: f64) -> Self {
        Self(points)
    }

    /// A length in millimetres.
    pub const fn mm(millimetres: f64) -> Self {
        Self(millimetres * POINTS_PER_MM)
    }

    /// The length in PostScript points.
    pub const fn to_pt(self) -> f64 {
        self.0
    }

    /// The length in millimetres.
    pub const fn to_mm(self) -> f64 {
        self.0 / POINTS_PER_MM
    }

    /// Whether a thing of this length fits into `space`, rounding forgiven.
    pub fn fits(self, space: Self) -> bool {
        self.0 <= space.0 + TOLERANCE
    }

    /// Whether the two lengths are the same but for rounding.
    pub fn approx_eq(self, other: Self) -> bool {
        (self.0 - other.0).abs() <= TOLERANCE
    }

    /// The longer of the two.
    pub const fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The shorter of the two.
    pub const fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The distance without its sign.
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The length on a grid (2⁻³² pt) so fine that nothing is lost, and so coarse that sums of such lengths are exact:
    /// what is added in another order comes to the same. For lengths below 2¹⁸ pt.
    pub const fn snapped(self) -> Self {
        /// Numbers from 2²⁰ to 2²¹ are 2⁻³² apart, so that adding this rounds.
        const COARSE: f64 = (1 << 20) as f64 * 1.5;
        Self(self.0 + COARSE - COARSE)
    }

    /// Whether this is an ordinary number (neither infinite nor NaN).
    pub const fn is_finite(self) -> bool {
        self.0.is_finite()
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Mul<f64> for Length {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for Length {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Div for Length {
    type Output = f64;
    fn div(self, other: Self) -> f64 {
        self.0 / other.0
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}
