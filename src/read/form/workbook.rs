//! The workbook with form, sample, guide and lists. In: sites. Out: the bytes of an `.xlsx` file. No macro, no
//! formula and no clock is used here.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::form_sheet::{self, Purpose};
use super::rows::rows;
use super::{FORM_SHEET, GUIDE_SHEET, LISTS_SHEET, SAMPLE_SHEET, guide, samples};
use crate::base::zip_maker::made_by_unix;
use crate::read::SiteFile;

/// The creation date in the file; it is fixed, so that the same sites give the same bytes.
const MADE: (u16, u8, u8) = (2026, 11, 22);

/// A workbook with a row for each terminal of `sites`; an empty form if there are none.
pub(super) fn book(sites: &[SiteFile]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(MADE.0, MADE.1, MADE.2)?;
    book.set_properties(
        &DocProperties::new()
            .set_title("オンライン資格確認 ヒアリングシート")
            .set_author("startpack")
            .set_creation_datetime(&made),
    );
    form_sheet::fill(book.add_worksheet().set_name(FORM_SHEET)?, &rows(sites), Purpose::Form)?;
    form_sheet::fill(book.add_worksheet().set_name(SAMPLE_SHEET)?, &rows(&samples()), Purpose::Sample)?;
    guide::fill(book.add_worksheet().set_name(GUIDE_SHEET)?)?;
    guide::fill_lists(book.add_worksheet().set_name(LISTS_SHEET)?)?;
    book.save_to_buffer().map(made_by_unix)
}
