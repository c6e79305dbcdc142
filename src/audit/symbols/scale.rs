//! Pictures half and twice as large, and with their greys spread. Written for whole pages: a general resize
//! takes ten times as long.

use image::GrayImage;

/// Pixels darker or lighter than all but this share are not counted when greys are spread: dust and glints.
const OUTLIERS: usize = 200;

/// Greys that are spread at least this far (of 255) are left as they are.
const WIDE: u8 = 140;

/// Each pixel the mean of four.
pub(super) fn halved(picture: &GrayImage) -> GrayImage {
    let (width, height) = (picture.width() / 2, picture.height() / 2);
    let row = picture.width().max(1) as usize;
    let mut dots = Vec::with_capacity(width as usize * height as usize);
    for pair in picture.as_raw().chunks_exact(2 * row) {
        let (upper, lower) = pair.split_at(row);
        dots.extend(upper.chunks_exact(2).zip(lower.chunks_exact(2)).map(|(a, b)| {
            let sum = u16::from(a[0]) + u16::from(a[1]) + u16::from(b[0]) + u16::from(b[1]);
            // A mean of bytes is one.
            ((sum + 2) / 4) as u8
        }));
    }
    GrayImage::from_raw(width, height, dots).unwrap_or_default()
}

/// Each pixel four, weighted 9 : 3 : 3 : 1 with its neighbours (linear interpolation).
pub(super) fn doubled(picture: &GrayImage) -> GrayImage {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let dots = picture.as_raw();
    let mut large = Vec::with_capacity(4 * width * height);
    for y in 0..height {
        let middle = &dots[y * width..][..width];
        for other in [y.saturating_sub(1), (y + 1).min(height - 1)] {
            let other = &dots[other * width..][..width];
            let mut columns = middle.iter().zip(other).map(|(a, b)| 3 * u16::from(*a) + u16::from(*b));
            let Some(mut here) = columns.next() else { continue };
            let mut left = here;
            // A mean of bytes is one.
            let mean = |near: u16, far: u16| ((3 * near + far + 8) / 16) as u8;
            for right in columns.chain(std::iter::once(u16::MAX)) {
                let right = if right == u16::MAX { here } else { right };
                large.extend([mean(here, left), mean(here, right)]);
                (left, here) = (here, right);
            }
        }
    }
    GrayImage::from_raw(2 * picture.width(), 2 * picture.height(), large).unwrap_or_default()
}

/// A faint picture with its greys spread from black to white; `None` if they are far apart already.
pub(super) fn spread(picture: &GrayImage) -> Option<GrayImage> {
    let mut counts = [0_usize; 256];
    picture.as_raw().iter().for_each(|dot| counts[usize::from(*dot)] += 1);
    let few = picture.as_raw().len() / OUTLIERS;
    let (dark, light) = (end(&counts, few, 0..=255)?, end(&counts, few, (0..=255).rev())?);
    if light <= dark || light - dark >= WIDE {
        return None;
    }
    let range = u32::from(light - dark);
    let table: Vec<u8> =
        (0..=255_u32).map(|grey| (grey.saturating_sub(dark.into()) * 255 / range).min(255) as u8).collect();
    let mut wide = picture.clone();
    wide.iter_mut().for_each(|dot| *dot = table[usize::from(*dot)]);
    Some(wide)
}

/// The first of `greys` after which more than `few` pixels have been passed.
fn end(counts: &[usize; 256], few: usize, mut greys: impl Iterator<Item = u8>) -> Option<u8> {
    let mut passed = 0;
    greys.find(|grey| {
        passed += counts[usize::from(*grey)];
        passed > few
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, dots: &[u8]) -> GrayImage {
        let height = u32::try_from(dots.len()).unwrap() / width;
        GrayImage::from_raw(width, height, dots.to_vec()).unwrap()
    }

    #[test]
    fn halves() {
        // The odd column and row are left out.
        let half = halved(&picture(3, &[10, 20, 99, 30, 41, 99, 99, 99, 99]));
        assert_eq!((half.dimensions(), half.as_raw().as_slice()), ((1, 1), &[25][..]));
        assert_eq!(halved(&picture(1, &[7])).dimensions(), (0, 0));
    }

    #[test]
    fn doubles() {
        let double = doubled(&picture(2, &[0, 160]));
        assert_eq!(double.dimensions(), (4, 2));
        assert_eq!(double.as_raw()[..4], [0, 40, 120, 160]);
        assert_eq!(double.as_raw()[4..], double.as_raw()[..4]);
        assert_eq!(doubled(&picture(1, &[7, 7])).into_raw(), [7; 8]);
    }

    #[test]
    fn spreads_only_what_is_narrow() {
        let faint = picture(4, &[150, 150, 175, 200]);
        assert_eq!(spread(&faint).unwrap().as_raw(), &[0, 0, 127, 255]);
        for as_it_is in [picture(2, &[0, 255]), picture(2, &[80, 80])] {
            assert_eq!(spread(&as_it_is), None);
        }
    }
}
