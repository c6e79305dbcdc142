//! Where a picture is worth a closer look: corner squares that belong to no symbol that was read in, the [`Window`]s around
//! them out.

use image::{GrayImage, imageops};

use super::Dot;

/// A square like those in a symbol's corners, in pixels of the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Square {
    /// Its middle.
    pub(super) middle: Dot,
    /// About the length of a side.
    pub(super) size: f64,
}

/// A part of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) left: u32,
    pub(super) top: u32,
    right: u32,
    bottom: u32,
}

/// How far a symbol reaches from the middle of a corner square, in sides of the square, which are 7 modules: 61 modules and
/// the quiet zone, askew.
const REACH: f64 = 13.0;

/// A larger picture shows no more of a symbol whose squares have this size: 6 pixels a module.
const LARGE: f64 = 42.0;

/// Least reach, in pixels: small squares are measured badly.
const LEAST_REACH: f64 = 100.0;

/// Windows that cover more of the picture than this gain nothing.
const MOST_OF_ALL: f64 = 0.6;

impl Window {
    /// A whole picture of that size.
    pub(super) const fn all((right, bottom): (u32, u32)) -> Self {
        Self { left: 0, top: 0, right, bottom }
    }

    /// What is around a square, within a picture of that size.
    fn of_square(square: Square, (width, height): (u32, u32)) -> Self {
        let reach = (square.size * REACH).max(LEAST_REACH);
        // Within the picture, so within its numbers.
        let place = |at: f64, end: u32| at.clamp(0.0, f64::from(end)) as u32;
        Self {
            left: place(square.middle.x - reach, width),
            top: place(square.middle.y - reach, height),
            right: place(square.middle.x + reach, width),
            bottom: place(square.middle.y + reach, height),
        }
    }

    const fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn joined(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn area(self) -> f64 {
        f64::from(self.right - self.left) * f64::from(self.bottom - self.top)
    }

    /// That part of the picture.
    pub(super) fn of(self, picture: &GrayImage) -> GrayImage {
        let (width, height) = (self.right - self.left, self.bottom - self.top);
        imageops::crop_imm(picture, self.left, self.top, width, height).to_image()
    }
}

/// Windows around `squares`, none of which overlap; the whole picture where they cover most of it.
pub(super) fn around(squares: &[Square], size: (u32, u32)) -> Vec<Window> {
    let squares: Vec<Square> = squares.iter().copied().filter(|square| square.size < LARGE).collect();
    let mut windows: Vec<Window> = Vec::new();
    for square in &squares {
        let mut window = Window::of_square(*square, size);
        while let Some(other) = windows.iter().position(|other| other.overlaps(window)) {
            window = window.joined(windows.swap_remove(other));
        }
        windows.push(window);
    }
    let covered: f64 = windows.iter().map(|window| window.area()).sum();
    let all = Window::all(size);
    if covered > all.area() * MOST_OF_ALL { vec![all] } else { windows }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64) -> Square {
        Square { middle: Dot { x, y }, size: 10.0 }
    }

    #[test]
    fn squares_near_each_other_share_a_window_within_the_picture() {
        let windows = around(&[square(50.0, 50.0), square(900.0, 900.0), square(200.0, 50.0)], (2000, 2000));
        let near = Window { left: 0, top: 0, right: 330, bottom: 180 };
        let far = Window { left: 770, top: 770, right: 1030, bottom: 1030 };
        assert_eq!(windows, [far, near]);
    }

    #[test]
    fn without_squares_there_is_no_window_and_with_squares_everywhere_one() {
        assert_eq!(around(&[], (2000, 2000)), []);
        assert_eq!(around(&[square(100.0, 100.0)], (250, 250)), [Window::all((250, 250))]);
    }

    #[test]
    fn a_window_is_a_part_of_the_picture() {
        let picture = GrayImage::from_fn(400, 400, |x, y| image::Luma([u8::from(x == 310 && y == 305)]));
        let window = Window::of_square(square(300.0, 300.0), (400, 400));
        let part = window.of(&picture);
        assert_eq!((part.dimensions(), part.get_pixel(140, 135).0), ((230, 230), [1]));
    }
}
