//! [`AddressLabel`]: the label for a customer's envelope, on a face of any label stock that is large enough. In: the site in
//! words and the stock. Out: the lines with their places.

use super::addressee::{Addressee, AddresseeBoxes};
use super::label_cell;
use super::labels::{Outline, SheetHead, check_bar, head};
use super::stock::{Feed, Stock};
use super::{Customer, Request};
use crate::base::{Code, Diagnostic, Placement, Rect, Severity, Size, Words};

/// Width and height (mm) that an address needs in letters that the post can read.
const LEAST: [f64; 2] = [45.0, 18.0];

/// The address label of one customer, on its sheet.
#[derive(Clone, Debug)]
pub struct AddressLabel {
    /// The site, in words.
    pub customer: Customer,
    /// To whom.
    pub addressee: Addressee,
    /// The stock as people know it: its first product and the grid's name.
    pub stock_words: String,
    /// Paper.
    pub paper: Size,
    /// What the printer's error is made good by; `None`: nothing.
    pub placement: Option<Placement>,
    /// A test print on plain paper, with the faces' outlines.
    pub is_test: bool,
    /// The line that names customer, document and page, if the stock has a top margin for it.
    pub head: Option<SheetHead>,
    /// The bar of 100 mm that tells whether the print is to scale, if the stock has a bottom margin for it.
    pub check_bar: Option<Rect>,
    /// The outlines of all faces, for a test print.
    pub outlines: Vec<Outline>,
    /// The face.
    pub area: Rect,
    /// Where everything stands, from the corner of `area`.
    pub boxes: AddresseeBoxes,
}

/// The address label of `customer` as `request` has labels.
///
/// # Errors
/// `SP137` without an address, `SP161` if the faces of the stock are too small.
pub(super) fn address(customer: &Customer, request: &Request) -> Result<AddressLabel, Vec<Diagnostic>> {
    let request = &request.labels;
    let stock = &request.stock;
    let Some(addressee) = Addressee::of(customer) else { return Err(Vec::new()) };
    let room = label_cell::room(stock);
    let mut faults: Vec<Diagnostic> = addressee.missing(Severity::Error).into_iter().collect();
    faults.retain(|fault| fault.severity == Severity::Error);
    if !is_large_enough(room) {
        faults.push(too_small(stock));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let face = request.place(0).1;
    let outline =
        |index: usize| Outline { area: stock.face(index), number: (index != face).then_some(index + 1) };
    Ok(AddressLabel {
        customer: customer.clone(),
        addressee,
        stock_words: stock.words(),
        paper: stock.paper_size(),
        placement: Some(request.placement).filter(|placement| !placement.is_none()),
        is_test: request.outline,
        head: head(stock),
        check_bar: check_bar(stock),
        outlines: (0..stock.faces()).filter(|_| request.outline).map(outline).collect(),
        area: stock.face(face),
        boxes: AddresseeBoxes::within(room),
    })
}

fn is_large_enough(room: Rect) -> bool {
    room.size.width.to_mm() >= LEAST[0] && room.size.height.to_mm() >= LEAST[1]
}

fn too_small(stock: &Stock) -> Diagnostic {
    let [width, height] = stock.label;
    let name = &stock.name;
    let better = match stock.feed {
        Feed::Sheet => "A-one 72212",
        Feed::Roll => "DK-1201",
    };
    Diagnostic::error(
        Code::BadStock,
        stock.at,
        Words::new(
            format!("ラベル用紙{name}の面（{width} × {height} mm）は小さすぎて、宛名が入りません。"),
            format!("the faces of label stock {name} ({width} x {height} mm) are too small for an address"),
        ),
        Words::new(
            format!("宛名ラベルには、{better} などの大きな面の用紙を選んでください（--stock）。"),
            format!("choose stock with larger faces for address labels, such as --stock \"{better}\""),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::stock::stocks;

    #[test]
    fn most_stock_takes_addresses() {
        let small: Vec<&str> = stocks()
            .iter()
            .filter(|stock| !is_large_enough(label_cell::room(stock)))
            .map(|stock| stock.name.as_str())
            .collect();
        assert_eq!(small, ["a4-44-48.3x25.4", "a4-24-83.8x21.2", "a4-36-60x20", "tze-18", "tze-12"]);
        assert!(
            ["A-one 72212", "DK-1201"]
                .iter()
                .all(|name| { is_large_enough(label_cell::room(&Stock::find(name).unwrap())) })
        );
    }
}
