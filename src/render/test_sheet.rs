//! The templates of the sheets for whoever prints: label stock drawn, and the calibration sheet.

use askama::Template;

use super::filters;
use crate::plan::{Calibration, StockSheet};

/// What templates/stock.html sees.
#[derive(Template)]
#[template(path = "stock.html")]
pub(super) struct StockPage<'a> {
    /// The drawing's data.
    pub(super) sheet: &'a StockSheet,
}

/// What templates/calibration.html sees.
#[derive(Template)]
#[template(path = "calibration.html")]
pub(super) struct CalibrationPage<'a> {
    /// The sheet's data.
    pub(super) sheet: &'a Calibration,
}
