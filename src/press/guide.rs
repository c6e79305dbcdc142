//! はじめに, the sheet that lies beside the program: nothing but the program in, a PDF out. It bears the day of the facts and
//! no day of printing, so that the same program makes the same bytes on any day.

use std::path::{Path, PathBuf};

use super::test_sheet::print_markup;
use crate::base::Diagnostic;
use crate::base::date::Date;
use crate::paint::Properties;
use crate::plan::Guide;
use crate::render::render_guide;

/// Its name, unless the user gives one.
const STEM: &str = "はじめに";

/// Makes the guide. Returns the file.
///
/// # Errors
/// `SP002` if it cannot be written.
pub fn guide(out: Option<&Path>) -> Result<PathBuf, Vec<Diagnostic>> {
    let guide = Guide::of(env!("CARGO_PKG_VERSION"));
    let usual = Properties::default();
    let day = guide.facts.as_of.parse::<Date>();
    let date = day.map_or(usual.date, |day| (day.year(), day.month(), day.day()));
    print_markup(&render_guide(&guide)?, &Properties { date, duplex: true, ..usual }, out, STEM)
}
