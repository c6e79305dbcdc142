//! [`Labels`]: the terminal labels, each on its face of the stock.

use super::Customer;
use crate::base::{Rect, Size};

/// The label sheets of one customer.
#[derive(Clone, Debug)]
pub struct Labels {
    /// The site, in words.
    pub customer: Customer,
    /// Name of the stock.
    pub stock: String,
    /// Paper.
    pub paper: Size,
    /// The sheets.
    pub sheets: Vec<LabelSheet>,
}

/// One sheet.
#[derive(Clone, Debug)]
pub struct LabelSheet {
    /// The faces in use.
    pub faces: Vec<LabelFace>,
}

/// One label.
#[derive(Clone, Debug)]
pub struct LabelFace {
    /// Where it lies on the sheet.
    pub area: Rect,
    /// Index into [`Customer::institutions`].
    pub institution: usize,
    /// Index into that institution's terminals.
    pub terminal: usize,
}
