//! Label stock as a list or drawn, and the calibration sheet: label options in, a list or a PDF out. No customer is known
//! here.

use std::path::{Path, PathBuf};

use crate::base::date::Date;
use crate::base::{Code, Diagnostic, Fonts, Origin, Origins, Shown, Words};
use crate::batch::request::{LabelOptions, labels, own_stocks};
use crate::layout::layout;
use crate::paint::{Pictures, Properties, paint};
use crate::parse::parse;
use crate::plan::stock::{Stock, stocks};
use crate::plan::{Calibration, StockSheet, TestSheet};
use crate::render::{Markup, render_test_sheet};
use crate::write::{NewFile, write};

/// The folder of what is drawn, unless the user names a file.
const FOLDER: &str = "out";

/// All label stock: the user's own first, then the product's.
///
/// # Errors
/// Every fault of the stock file.
pub fn all_stock(file: Option<&Path>, origins: &mut Origins) -> Result<Vec<Stock>, Vec<Diagnostic>> {
    let own = own_stocks(file, origins)?;
    Ok(own.into_iter().chain(stocks().iter().cloned()).collect())
}

/// Draws the stock that `options` names with its face numbers. Returns the file.
///
/// # Errors
/// `SP160` for stock that is not known, every fault of a stock file, `SP002` if it cannot be written.
pub fn draw_stock(
    options: &LabelOptions,
    out: Option<&Path>,
    today: Date,
    origins: &mut Origins,
) -> Result<PathBuf, Vec<Diagnostic>> {
    let request = labels(options, origins)?;
    let sheet = TestSheet::Stock(Box::new(StockSheet::new(&request.stock)));
    print(&sheet, out, &format!("stock-{}", request.stock.name), today)
}

/// Makes the calibration sheet for the stock, and with the correction, that `options` names. Returns the file.
///
/// # Errors
/// As [`draw_stock`], and `SP161` for stock that has none.
pub fn calibrate(
    options: &LabelOptions,
    out: Option<&Path>,
    today: Date,
    origins: &mut Origins,
) -> Result<PathBuf, Vec<Diagnostic>> {
    let request = labels(options, origins)?;
    let sheet = TestSheet::Calibration(Box::new(Calibration::new(&request)?));
    print(&sheet, out, &format!("calibrate-{}", request.stock.name), today)
}

fn print(sheet: &TestSheet, out: Option<&Path>, stem: &str, today: Date) -> Result<PathBuf, Vec<Diagnostic>> {
    let date = (today.year(), today.month(), today.day());
    let properties =
        Properties { author: String::new(), date, duplex: false, tray_by_size: true, plain: false };
    print_markup(&render_test_sheet(sheet)?, &properties, out, stem)
}

/// Makes a PDF of `markup`. Returns the file: `out`, or one of the name `stem` in the usual folder.
pub(super) fn print_markup(
    markup: &Markup,
    properties: &Properties,
    out: Option<&Path>,
    stem: &str,
) -> Result<PathBuf, Vec<Diagnostic>> {
    let fonts = Fonts::new();
    let pages = layout(&parse(markup)?, &fonts)?;
    let pdf = paint(&pages, properties, &Pictures::new(), &fonts)?;
    let path = out.map_or_else(|| Path::new(FOLDER).join(format!("{}.pdf", plain(stem))), Path::to_path_buf);
    let name = path.file_name().and_then(|name| name.to_str());
    let Some(name) = name.map(str::to_owned) else { return Err(vec![no_name(&path)]) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write(folder, &[NewFile { name, bytes: pdf.bytes }])?;
    Ok(path)
}

/// A stock's name as part of a file's name: a user's stock may have any characters.
fn plain(name: &str) -> String {
    let harmless = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '.' | '_') { c } else { '_' };
    name.chars().map(harmless).collect()
}

fn no_name(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::NotWritable,
        Origin::NONE,
        Words::new(format!("{path} にファイルの名前がありません。"), format!("{path} has no file name")),
        Words::new("-o stock.pdf のように指定してください。", "give a file, such as -o stock.pdf"),
    )
}
