//! The codes on scanned sheets: pictures and PDFs in, a [`SheetReading`] for each symbol out, in the order of the files
//! and their pages.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use image::GrayImage;
use image::imageops::crop_imm;

use super::reconcile::SheetReading;
use super::scan::unreadable;
use crate::audit::symbols::{decode, each_picture};
use crate::base::{Diagnostic, Origin};
use crate::batch::errors::catch_panic;
use crate::batch::pool::Pool;
use crate::plan::SheetCode;
use crate::read::{files_in, scan};

/// Endings of the files that a folder is searched for.
const PICTURES: [&str; 4] = ["png", "jpg", "jpeg", "pdf"];

/// What stands on the sheets that `sources` show: pictures, PDFs, or folders of them.
///
/// # Errors
/// `SP001` and `SP010` for every file that cannot be read: a count that leaves sheets out is none.
pub fn readings(
    sources: &[PathBuf],
    threads: usize,
    stop: &AtomicBool,
) -> Result<Vec<SheetReading>, Vec<Diagnostic>> {
    let mut files = Vec::new();
    for source in sources {
        match source.is_dir() {
            true => files.extend(files_in(source, &PICTURES).map_err(|fault| vec![fault])?),
            false => files.push(source.clone()),
        }
    }
    let (mut readings, mut faults) = (Vec::new(), Vec::new());
    let read = |index: usize| catch_panic(|| of_file(&files[index], stop));
    let pool = Pool { threads, window: usize::MAX, stopped: &|| stop.load(Ordering::SeqCst) };
    pool.produce(files.len(), &read, &mut |_, result| {
        match result {
            Ok(found) => readings.extend(found),
            Err(found) => faults.extend(found),
        }
        true
    });
    if faults.is_empty() { Ok(readings) } else { Err(faults) }
}

fn of_file(file: &Path, stop: &AtomicBool) -> Result<Vec<SheetReading>, Vec<Diagnostic>> {
    let bytes = scan(file, Origin::NONE).map_err(|fault| vec![fault])?;
    let source = file.display().to_string();
    let mut readings = Vec::new();
    let shown = each_picture(bytes, &mut |page, picture| {
        if !stop.load(Ordering::SeqCst) {
            let reading = |text| SheetReading { text, source: source.clone(), page: page.unwrap_or(1) };
            readings.extend(codes(picture).into_iter().map(reading));
        }
    });
    match shown {
        Ok(_) => Ok(readings),
        Err(why) => Err(vec![unreadable(file, Origin::NONE, why)]),
    }
}

/// What the symbols of a page say. The corner where a sheet's mark stands is looked at first: if the picture is
/// one upright or upturned A4 page, that is all there is to count, and it takes a tenth of the time.
fn codes(picture: &GrayImage) -> Vec<String> {
    let corner = mark_in_corner(picture);
    corner.map_or_else(|| decode(picture).into_iter().map(|found| found.text).collect(), |text| vec![text])
}

fn mark_in_corner(picture: &GrayImage) -> Option<String> {
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
        (marks.next().is_none() && SHARE.contains(&(mark.side() / f64::from(width)))).then_some(mark.text)
    })
}
