//! The codes on scanned sheets: pictures and PDFs in, a [`SheetReading`] for each symbol out, in the order of the files
//! and their pages.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::apart::{PictureReader, Wanted};
use super::reconcile::SheetReading;
use super::scan::unreadable;
use crate::audit::symbols::FoundSymbol;
use crate::base::{Diagnostic, Origin, Shown};
use crate::batch::errors::catch_panic;
use crate::batch::pool::Pool;
use crate::read::{files_in, scan};

/// Endings of the files that a folder is searched for.
const PICTURES: [&str; 4] = ["png", "jpg", "jpeg", "pdf"];

/// What stands on the sheets that `sources` show: pictures, PDFs, or folders of them. Child processes of `program` read
/// them, if there is one, as many at a time as there are `threads`.
///
/// # Errors
/// `SP001` and `SP010` for every file that cannot be read: a count that leaves sheets out is none.
pub fn readings(
    sources: &[PathBuf],
    threads: usize,
    program: Option<&Path>,
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
    let reader = PictureReader { program, wanted: Wanted::Sheets, stop };
    let read = |index: usize| catch_panic(|| of_file(&files[index], &reader));
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

fn of_file(file: &Path, reader: &PictureReader<'_>) -> Result<Vec<SheetReading>, Vec<Diagnostic>> {
    let opened = scan(file, Origin::NONE).map_err(|fault| vec![fault])?;
    let source = file.shown();
    let mut readings = Vec::new();
    let read = reader.read(&opened, &mut |page, found| {
        let page = page.unwrap_or(1);
        let reading = |found: FoundSymbol| SheetReading { text: found.text, source: source.clone(), page };
        readings.extend(found.into_iter().map(reading));
    });
    match read {
        Ok(()) => Ok(readings),
        Err(why) => Err(vec![unreadable(file, Origin::NONE, why)]),
    }
}
