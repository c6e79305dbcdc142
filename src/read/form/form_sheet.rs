//! The sheet of the form. In: rows. Out: a sheet with headers and their notes, formats that keep what is typed,
//! drop-down lists and the rows. The sample has the same layout. The guide is not here.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula, Note,
    Worksheet, XlsxError,
};

use super::rows::SheetValue;
use super::{LISTS_SHEET, formats};
use crate::base::date::Date;
use crate::read::fields::{FIELDS, FieldKind, FieldSpec};

/// What the sheet is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be filled in, or filled.
    Form,
    /// Only to look at.
    Sample,
}

/// ISO/IEC 29500 (ECMA-376), 18.3.1.63: A4.
const A4: u8 = 9;

/// Rows with lines on an empty form: as many as fill one landscape page.
const EMPTY_ROWS: usize = 16;

/// Number of empty rows that have drop-down lists.
const LISTED_ROWS: usize = 500;

/// The columns at which a page begins: contact of the institution, terminal, and certificate.
const NEW_PAGES: [&str; 3] =
    ["institution.contact", "institution.terminal.name", "institution.terminal.certificate.issued"];

/// Scale of the printed sheet, in per cent: the widest of the four pages fits.
const SCALE: u16 = 75;

/// Height of the headers, in points: three lines.
const HEADER_HEIGHT: f64 = 48.0;

/// Height of a row, in points: two lines.
const ROW_HEIGHT: f64 = 30.0;

/// The range of the prefectures on the sheet of lists.
pub(super) const PREFECTURES: std::ops::RangeInclusive<u32> = 2..=48;

/// Writes headers and `rows` into `sheet`.
pub(super) fn fill(
    sheet: &mut Worksheet,
    rows: &[Vec<SheetValue>],
    purpose: Purpose,
) -> Result<(), XlsxError> {
    let formats: Vec<Format> = FIELDS.iter().map(|column| formats::cell(column.kind)).collect();
    for ((column, format), at) in FIELDS.iter().zip(&formats).zip(0..) {
        sheet.set_column_width(at, column.width)?.set_column_format(at, format)?;
        sheet.write_string_with_format(0, at, column.heading, &formats::header(column))?;
        sheet.insert_note(0, at, &note(column))?;
        if purpose == Purpose::Form
            && let Some(rule) = rule(column, at)?
        {
            sheet.add_data_validation(1, at, last_row(rows.len())?, at, &rule)?;
        }
    }
    sheet.set_row_height(0, HEADER_HEIGHT)?;
    for (row, line) in rows.iter().zip(1..) {
        sheet.set_row_height(line, ROW_HEIGHT)?;
        for ((value, format), at) in row.iter().zip(&formats).zip(0..) {
            write(sheet, line, at, value, format)?;
        }
    }
    if rows.is_empty() {
        for line in 1..=u32::try_from(EMPTY_ROWS).unwrap_or(0) {
            sheet.set_row_height(line, ROW_HEIGHT)?;
            for (format, at) in formats.iter().zip(0..) {
                sheet.write_blank(line, at, format)?;
            }
        }
    }
    page(sheet, purpose)
}

fn last_row(filled: usize) -> Result<u32, XlsxError> {
    u32::try_from(filled.max(LISTED_ROWS)).map_err(|_| XlsxError::RowColumnLimitError)
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    value: &SheetValue,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        SheetValue::Empty => sheet.write_blank(row, at, format)?,
        SheetValue::Text(text) => sheet.write_string_with_format(row, at, text, format)?,
        SheetValue::Day(day) => sheet.write_datetime_with_format(row, at, date(*day)?, format)?,
        SheetValue::Month(month) => match month.first_day() {
            Some(day) => sheet.write_datetime_with_format(row, at, date(day)?, format)?,
            None => sheet.write_blank(row, at, format)?,
        },
    };
    Ok(())
}

fn date(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

/// Width and height of a note, in pixels: four lines of twenty characters.
const NOTE: (u32, u32) = (300, 96);

fn note(column: &FieldSpec) -> Note {
    let duty = if column.is_required { "【必須】" } else { "【分かるときだけ】" };
    Note::new(format!("{duty}\n{}", column.note))
        .set_author("startpack")
        .add_author_prefix(false)
        .set_width(NOTE.0)
        .set_height(NOTE.1)
}

/// The data validation of `column`: its list, or a question for unusual values. It never forbids a value that the
/// program can read.
fn rule(column: &FieldSpec, at: u16) -> Result<Option<DataValidation>, XlsxError> {
    let rule = DataValidation::new();
    let (rule, message) = match column.kind {
        FieldKind::Choice(words) => {
            let words: Vec<&str> = words.iter().map(|word| word.sheet).collect();
            (rule.allow_list_strings(&words)?, format!("一覧から選んでください（{}）。", words.join("、")))
        }
        FieldKind::Prefecture => {
            let list = format!("'{LISTS_SHEET}'!$A${}:$A${}", PREFECTURES.start(), PREFECTURES.end());
            (rule.allow_list_formula(Formula::new(list)), "都道府県名を一覧から選んでください。".to_owned())
        }
        FieldKind::Code { digits: Some(digits) } => {
            let length = DataValidationRule::EqualTo(u32::try_from(digits).unwrap_or_default());
            (rule.allow_text_length(length), format!("ふつうは数字{digits}桁です。先頭の0も入れてください。"))
        }
        FieldKind::Email => {
            let cell = rust_xlsxwriter::utility::row_col_to_cell(1, at);
            let has_sign = Formula::new(format!("ISNUMBER(FIND(\"@\",{cell}))"));
            (rule.allow_custom(has_sign), "「@」のあるアドレスを半角で入れてください。".to_owned())
        }
        FieldKind::Text
        | FieldKind::Code { digits: None }
        | FieldKind::Phone
        | FieldKind::Date
        | FieldKind::Done
        | FieldKind::Month => return Ok(None),
    };
    let rule = rule
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(column.heading)?
        .set_error_message(message)?;
    Ok(Some(rule))
}

/// A4 landscape, in three pages side by side (on one the columns would be too small to read): customer and
/// institution, how it is reached and what it plans, terminal and dealer. The headers stand on each page, and
/// the customer's number with them.
fn page(sheet: &mut Worksheet, purpose: Purpose) -> Result<(), XlsxError> {
    let begins_page = |column: &FieldSpec| NEW_PAGES.contains(&column.path);
    let breaks: Vec<u32> =
        FIELDS.iter().zip(0..).filter(|(column, _)| begins_page(column)).map(|(_, at)| at).collect();
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_scale(SCALE)
        .set_page_order(true)
        .set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3)
        .set_repeat_rows(0, 0)?
        .set_repeat_columns(0, 0)?
        .set_freeze_panes(1, 1)?
        .set_vertical_page_breaks(&breaks)?;
    let title = match purpose {
        Purpose::Form => "オンライン資格確認 ヒアリングシート",
        Purpose::Sample => "記入例（架空のお客様です。書類は作られません）",
    };
    sheet.set_header(format!("&L&\"游ゴシック,Bold\"&12{title}&R&9濃い見出しは必須"));
    sheet.set_footer("&L&8&F　&A&R&8&P / &N");
    if purpose == Purpose::Sample {
        sheet.set_tab_color(formats::quiet_tab());
    }
    Ok(())
}
