//! The reader of symbols: pictures in ([`each_picture`] of a file's bytes), the QR symbols in them out, as
//! [`FoundSymbol`]s. Knows rxing, which decodes symbols, and hayro, which draws the pages of a PDF; knows nothing of what
//! the symbols say, and nothing of the disk.

mod look;
mod opened;
mod scale;
mod windows;

pub use opened::{Unreadable, each_picture};

use std::borrow::Cow;

use image::GrayImage;
use look::{View, ViewResult};
use serde::{Deserialize, Serialize};
use windows::{Square, Window, around};

/// A QR symbol that was read in a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundSymbol {
    /// What it says.
    pub text: String,
    /// The symbol's corners in the picture: those that are top left, top right, bottom right and bottom left
    /// when it stands upright.
    pub corners: [Dot; 4],
}

/// A place in a picture, in pixels from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
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

impl FoundSymbol {
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
pub fn decode(picture: &GrayImage) -> Vec<FoundSymbol> {
    let (mut found, lonely, more) = at_a_glance(picture);
    // A picture that is sharp and fully read needs no closer look.
    if more || !lonely.is_empty() || found.is_empty() {
        look_closer(picture, lonely, &mut found);
    }
    in_rows(found)
}

/// Every QR symbol of a page of a document, drawn at 300 dpi: as [`decode`], but quicker with pages of text. A
/// closer look is taken only where there are corner squares enough for a symbol that was not read.
pub fn decode_page(page: &GrayImage) -> Vec<FoundSymbol> {
    /// Corner squares of a symbol.
    const CORNERS: usize = 3;
    let (mut found, lonely, more) = at_a_glance(page);
    if more || lonely.len() >= CORNERS {
        look_closer(page, lonely, &mut found);
    }
    in_rows(found)
}

/// What quick looks show; the corner squares that belong to none of it; and whether a later look showed something
/// more than the first, so that another may too.
fn at_a_glance(picture: &GrayImage) -> (Vec<FoundSymbol>, Vec<Square>, bool) {
    let plain = View::Plain.see(picture);
    let mut squares = plain.squares.clone();
    let mut found = Vec::new();
    add(&mut found, plain);
    let mut more = add(&mut found, View::Smaller.see(picture));
    // Spread greys show a faint picture's symbols, and its noise too: looked at besides, not instead.
    if let Some(spread) = scale::spread(picture) {
        let plain = View::Plain.see(&spread);
        squares.extend(&plain.squares);
        more |= add(&mut found, plain);
        more |= add(&mut found, View::Smaller.see(&spread));
    }
    squares.retain(|square| is_lonely(square.middle, &found));
    (found, squares, more)
}

/// Adds what slow looks show around the squares `lonely`: they take ten times as long as quick ones. Where there are
/// none, the whole picture is looked at once.
fn look_closer(picture: &GrayImage, mut lonely: Vec<Square>, found: &mut Vec<FoundSymbol>) {
    let size = picture.dimensions();
    let windows = if lonely.is_empty() { vec![Window::all(size)] } else { around(&lonely, size) };
    lonely.extend(look_slowly(View::Larger, picture, &windows, found));
    lonely.retain(|square| is_lonely(square.middle, found));
    look_slowly(View::Softer, picture, &around(&lonely, size), found);
}

/// Adds what that look shows in the windows. Returns the corner squares that it shows.
fn look_slowly(
    view: View,
    picture: &GrayImage,
    windows: &[Window],
    found: &mut Vec<FoundSymbol>,
) -> Vec<Square> {
    let mut squares = Vec::new();
    for window in windows {
        let part = window.of(picture);
        for part in std::iter::once(Cow::Borrowed(&part)).chain(scale::spread(&part).map(Cow::Owned)) {
            let seen = view.see(&part).moved(*window);
            squares.extend(&seen.squares);
            add(found, seen);
        }
    }
    squares
}

/// Adds what was not known yet. Returns whether there was any.
fn add(found: &mut Vec<FoundSymbol>, seen: ViewResult) -> bool {
    let before = found.len();
    for symbol in seen.found {
        // Two symbols cannot lie on top of each other: this one has been read before.
        if !found.iter().any(|known| known.centre().distance(symbol.centre()) < known.side() / 2.0) {
            found.push(symbol);
        }
    }
    found.len() > before
}

/// Whether a corner square belongs to none of the symbols: those have theirs within 0.6 sides of the middle, upright;
/// a little further in perspective.
fn is_lonely(square: Dot, found: &[FoundSymbol]) -> bool {
    !found.iter().any(|known| known.centre().distance(square) < known.side() * 0.75)
}

/// Row by row, each from left to right. Symbols whose centres are less than half a symbol apart in height
/// stand in one row.
fn in_rows(mut found: Vec<FoundSymbol>) -> Vec<FoundSymbol> {
    found.sort_by(|one, other| one.centre().y.total_cmp(&other.centre().y));
    let mut rows: Vec<Vec<FoundSymbol>> = Vec::new();
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

fn is_beside(one: &FoundSymbol, other: &FoundSymbol) -> bool {
    (one.centre().y - other.centre().y).abs() < one.side() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A symbol of 20 pixels with its top left corner at `x`, `y`.
    fn at(x: f64, y: f64, text: &str) -> FoundSymbol {
        let corner = |right: f64, down: f64| Dot { x: x + right, y: y + down };
        let corners = [corner(0.0, 0.0), corner(20.0, 0.0), corner(20.0, 20.0), corner(0.0, 20.0)];
        FoundSymbol { text: text.to_owned(), corners }
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
