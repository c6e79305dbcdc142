//! The marks in the corners of a run's sheets: the picture of a page in, its symbols out. What they say of the run is not
//! known here.

use image::GrayImage;
use image::imageops::crop_imm;

use super::symbols::{FoundSymbol, decode};
use crate::plan::SheetCode;

/// The symbols of a page. The corner where a sheet's mark stands is looked at first: if the picture is one upright or
/// upturned A4 page, that is all there is to count, and it takes a tenth of the time.
pub(super) fn sheet_codes(picture: &GrayImage) -> Vec<FoundSymbol> {
    mark_in_corner(picture).map_or_else(|| decode(picture), |mark| vec![mark])
}

fn mark_in_corner(picture: &GrayImage) -> Option<FoundSymbol> {
    /// The part of the page's width and height that the corner takes: 42 × 36 mm of A4.
    const CORNER: (u32, u32) = (5, 8);
    /// Side of the mark's dark part as a share of the page's width: 9.25 or 9.57 mm of 210. On a larger sheet, which
    /// may show two pages, it is less than 32 thousandths.
    const SHARE: std::ops::Range<f64> = 0.038..0.052;
    let (width, height) = picture.dimensions();
    let (wide, high) = (width / CORNER.0, height / CORNER.1);
    if width >= height || wide == 0 || high == 0 {
        return None;
    }
    [(0, height - high), (width - wide, 0)].into_iter().find_map(|(x, y)| {
        let corner = crop_imm(picture, x, y, wide, high).to_image();
        let mut marks = decode(&corner).into_iter().filter(|found| SheetCode::read(&found.text).is_some());
        let mark = marks.next()?;
        (marks.next().is_none() && SHARE.contains(&(mark.side() / f64::from(width)))).then_some(mark)
    })
}
