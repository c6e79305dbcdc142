//! [`Picture`]: a bitmap of the user's, decoded, no larger than it is printed.

use std::sync::Arc;

/// A decoded bitmap. Cheap to copy; equal (and of the same hash) if every dot is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Picture(pub Arc<image::RgbaImage>);

impl Picture {
    /// Width as a multiple of the height.
    pub fn proportion(&self) -> f64 {
        f64::from(self.0.width()) / f64::from(self.0.height().max(1))
    }
}
