//! [`Labels`]: the terminal labels, each on its face of the stock, and what stands in the sheet's margin.

use super::face::{self, FaceBoxes, Filling, TooSmall};
use super::stock::{DEFAULT_STOCK, Stock};
use super::{Customer, InstitutionWords, Request, TerminalWords};
use crate::base::qr::Symbol;
use crate::base::{Code, Diagnostic, Length, Point, Rect, Size, Words};

/// From the paper's edge to what stands in the sheet's margin: beyond what printers leave blank.
const MARGIN_LINE: f64 = 5.2;
/// Height of the line that names customer, document and page: two lines of 6.5 pt for the longest names.
const MARGIN_LINE_HEIGHT: f64 = 5.2;
/// Width of document, page and stock in that line.
const MARGIN_PAGE_WIDTH: f64 = 84.0;
/// Height of the bar that tells whether the print is to scale, with its words.
const CHECK_BAR_HEIGHT: f64 = 7.0;
/// Between the margin's text and the first die line.
const MARGIN_GAP: f64 = 1.0;

/// The label sheets of one customer.
#[derive(Clone, Debug)]
pub struct Labels {
    /// The site, in words.
    pub customer: Customer,
    /// The stock.
    pub stock: &'static Stock,
    /// The stock as people know it: its first product and the grid's name.
    pub stock_words: String,
    /// Paper.
    pub paper: Size,
    /// The line that names customer, document and page, if the stock has a top margin for it.
    pub head: Option<SheetHead>,
    /// The bar of 100 mm that tells whether the print is to scale, if the stock has a bottom margin for it.
    pub check_bar: Option<Rect>,
    /// The sheets.
    pub sheets: Vec<LabelSheet>,
}

/// The line that names customer, document and page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SheetHead {
    /// Customer, on the left.
    pub name: Rect,
    /// Document, page and stock, on the right.
    pub page: Rect,
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
    /// Where everything stands, from the corner of `area`.
    pub boxes: FaceBoxes,
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
    let place = |(face, &(institution, terminal)): (usize, &(usize, usize))| -> Result<_, Vec<Diagnostic>> {
        let words = &customer.institutions[institution];
        let boxes = boxes(stock, words, &words.terminals[terminal])?;
        Ok(LabelFace { area: stock.face(face), boxes, institution, terminal })
    };
    let sheets: Result<Vec<LabelSheet>, Vec<Diagnostic>> = terminals
        .chunks(stock.faces())
        .map(|chunk| Ok(LabelSheet { faces: (0..).zip(chunk).map(place).collect::<Result<_, _>>()? }))
        .collect();
    let labels = Labels {
        customer: customer.clone(),
        stock,
        stock_words: stock_words(stock),
        paper: stock.paper_size(),
        head: head(stock),
        check_bar: check_bar(stock),
        sheets: sheets?,
    };
    Ok((labels, stock.doubt().into_iter().collect()))
}

fn boxes(
    stock: &Stock,
    institution: &InstitutionWords,
    terminal: &TerminalWords,
) -> Result<FaceBoxes, Vec<Diagnostic>> {
    let refused = |_: TooSmall| vec![too_small(stock, terminal)];
    let modules = Symbol::full_width_of(&terminal.payload).ok_or_else(|| refused(TooSmall))?;
    // The 点数表 stands behind the name, in brackets.
    let kind = institution.fee_table_name.chars().count() + 2;
    let filling = Filling {
        modules,
        lines: terminal.payload_lines.len(),
        institution: institution.name.value.chars().count() + kind,
    };
    face::boxes(stock, filling).map_err(refused)
}

fn stock_words(stock: &Stock) -> String {
    stock
        .products
        .first()
        .map_or_else(|| stock.name.clone(), |product| format!("{product}（{}）", stock.name))
}

fn head(stock: &Stock) -> Option<SheetHead> {
    let fits = stock.origin[1] >= MARGIN_LINE + MARGIN_LINE_HEIGHT + MARGIN_GAP;
    let left = MARGIN_LINE + MARGIN_GAP;
    let right = stock.paper[0] - left - MARGIN_PAGE_WIDTH;
    fits.then(|| SheetHead {
        name: rect(left, MARGIN_LINE, right - left, MARGIN_LINE_HEIGHT),
        page: rect(right, MARGIN_LINE, MARGIN_PAGE_WIDTH, MARGIN_LINE_HEIGHT),
    })
}

fn check_bar(stock: &Stock) -> Option<Rect> {
    let fits = stock.rest()[1] >= MARGIN_LINE + CHECK_BAR_HEIGHT + MARGIN_GAP;
    let top = stock.paper[1] - MARGIN_LINE - CHECK_BAR_HEIGHT;
    let width = stock.paper[0] - 2.0 * MARGIN_LINE;
    fits.then(|| rect(MARGIN_LINE, top, width, CHECK_BAR_HEIGHT))
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(Point::new(Length::mm(x), Length::mm(y)), Size::new(Length::mm(width), Length::mm(height)))
}

fn too_small(stock: &Stock, words: &TerminalWords) -> Diagnostic {
    Diagnostic::error(
        Code::BadStock,
        words.name.at,
        Words::new(
            format!("ラベル用紙{}の面は小さすぎて、読み取れるQRコードが入りません。", stock.name),
            format!("the faces of label stock {} are too small for a QR code that can be read", stock.name),
        ),
        Words::new(
            format!("幅45 mm、高さ20 mm以上の面の用紙を選んでください（例：{DEFAULT_STOCK}）。"),
            format!("choose stock with faces of at least 45 by 20 mm, such as {DEFAULT_STOCK}"),
        ),
    )
}
