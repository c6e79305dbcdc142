//! [`Labels`]: the terminal labels, each on its face of the stock.

use super::stock::Stock;
use super::{Customer, Request};
use crate::base::{Diagnostic, Rect, Size};

/// The label sheets of one customer.
#[derive(Clone, Debug)]
pub struct Labels {
    /// The site, in words.
    pub customer: Customer,
    /// The stock.
    pub stock: &'static Stock,
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

/// The labels of `customer` on the stock that `request` names, with the doubts about the stock.
///
/// # Errors
/// `SP160`, `SP161` for the stock.
pub(super) fn labels(
    customer: &Customer,
    request: &Request,
) -> Result<(Labels, Vec<Diagnostic>), Vec<Diagnostic>> {
    let stock = Stock::find(&request.stock)?;
    let terminals: Vec<(usize, usize)> = customer
        .institutions
        .iter()
        .enumerate()
        .flat_map(|(index, institution)| (0..institution.terminals.len()).map(move |t| (index, t)))
        .collect();
    let sheets = terminals
        .chunks(stock.faces())
        .map(|chunk| LabelSheet {
            faces: (0..)
                .zip(chunk)
                .map(|(face, &(institution, terminal))| LabelFace {
                    area: stock.face(face),
                    institution,
                    terminal,
                })
                .collect(),
        })
        .collect();
    let labels = Labels { customer: customer.clone(), stock, paper: stock.paper_size(), sheets };
    Ok((labels, stock.doubt().into_iter().collect()))
}
