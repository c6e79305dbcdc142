//! [`Logo`]: the dealer's logo at the size in which the cover shows it.

use crate::base::picture::Picture;
use crate::base::{Length, Located, Origin, Size};

/// Largest place for a logo on the cover: width and height in mm.
const LOGO_PLACE: (f64, f64) = (45.0, 12.0);

/// A logo and its size on paper.
#[derive(Clone, Debug)]
pub struct Logo {
    /// The bitmap.
    pub picture: Picture,
    /// Place of its path in the user's file.
    pub at: Origin,
    /// Its size on paper.
    pub size: Size,
}

impl Logo {
    /// A logo as large as its place allows.
    pub(super) fn new(logo: &Located<Picture>) -> Self {
        let proportion = logo.value.proportion();
        let width = (LOGO_PLACE.1 * proportion).min(LOGO_PLACE.0);
        let size = Size::new(Length::mm(width), Length::mm(width / proportion));
        Self { picture: logo.value.clone(), at: logo.at, size }
    }

    /// The name by which the markup calls it.
    pub const NAME: &'static str = "dealer";

    /// The style that gives it its size.
    pub fn style(&self) -> String {
        format!("width: {:.3}mm; height: {:.3}mm", self.size.width.to_mm(), self.size.height.to_mm())
    }
}
