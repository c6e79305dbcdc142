//! The side room: pictures in ([`each_picture`] of a file's bytes), the QR symbols in them out, as [`Found`]s.
//! Knows rxing, the reader of symbols, and hayro, which draws the pages of a PDF; knows nothing of what the
//! symbols say, and nothing of the disk.
//!
//! It stands beside the walk: paper that has been printed comes back here as photos and scans.

mod look;
mod opened;

pub use opened::{Unreadable, each_picture};

use image::GrayImage;

/// A QR symbol that was read in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it says.
    pub text: String,
    /// The symbol's corners in the picture: those that are top left, top right, bottom right and bottom left
    /// when it stands upright.
    pub corners: [Dot; 4],
}

/// A place in a picture, in pixels from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dot {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Dot {
    fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

impl Found {
    /// The middle of the symbol.
    pub fn centre(&self) -> Dot {
        let sum = |of: fn(&Dot) -> f64| self.corners.iter().map(of).sum::<f64>() / 4.0;
        Dot { x: sum(|dot| dot.x), y: sum(|dot| dot.y) }
    }

    /// The mean length of its sides, in pixels.
    pub fn side(&self) -> f64 {
        let next = self.corners.iter().cycle().skip(1);
        self.corners.iter().zip(next).map(|(one, other)| one.distance(*other)).sum::<f64>() / 4.0
    }
}

/// Every QR symbol of `picture` that can be read, row by row from the top left. The same text twice means two
/// symbols that say the same.
///
/// The picture may be a page of 100 to 600 dots per inch, or a photo: turned, in perspective, unevenly lit.
/// Symbols need about 2.5 pixels a module when sharp, more when blurred.
pub fn decode(picture: &GrayImage) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for seen in look::LOOKS.iter().flat_map(|look| look.see(picture)) {
        // Two symbols cannot lie on top of each other: this one has been read before.
        if !found.iter().any(|known| known.centre().distance(seen.centre()) < known.side() / 2.0) {
            found.push(seen);
        }
    }
    in_rows(found)
}

/// Row by row, each from left to right. Symbols whose centres are less than half a symbol apart in height
/// stand in one row.
fn in_rows(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|one, other| one.centre().y.total_cmp(&other.centre().y));
    let mut rows: Vec<Vec<Found>> = Vec::new();
    for symbol in found {
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|last| is_beside(last, &symbol)) => row.push(symbol),
            _ => rows.push(vec![symbol]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.centre().x.total_cmp(&other.centre().x));
    }
    rows.into_iter().flatten().collect()
}

fn is_beside(one: &Found, other: &Found) -> bool {
    (one.centre().y - other.centre().y).abs() < one.side() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A symbol of 20 pixels with its top left corner at `x`, `y`.
    fn at(x: f64, y: f64, text: &str) -> Found {
        let corner = |right: f64, down: f64| Dot { x: x + right, y: y + down };
        let corners = [corner(0.0, 0.0), corner(20.0, 0.0), corner(20.0, 20.0), corner(0.0, 20.0)];
        Found { text: text.to_owned(), corners }
    }

    #[test]
    fn middle_and_side() {
        assert_eq!(at(10.0, 30.0, "").centre(), Dot { x: 20.0, y: 40.0 });
        assert!((at(10.0, 30.0, "").side() - 20.0).abs() < 1e-9);
    }

    #[test]
    fn symbols_come_in_rows_even_when_the_page_lies_askew() {
        let found = vec![at(100.0, 48.0, "4"), at(100.0, 3.0, "2"), at(0.0, 50.0, "3"), at(0.0, 0.0, "1")];
        let texts: Vec<_> = in_rows(found).into_iter().map(|found| found.text).collect();
        assert_eq!(texts, ["1", "2", "3", "4"]);
    }

    #[test]
    fn nothing_is_read_where_nothing_is() {
        for (width, height) in [(0, 0), (1, 1), (5, 400), (200, 150)] {
            assert_eq!(decode(&GrayImage::from_pixel(width, height, image::Luma([200]))), []);
        }
    }
}
