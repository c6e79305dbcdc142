//! [`Labels`]: the terminal labels, each on its face of the stock, and what stands in the sheet's margin.

use super::label_cell::{self, CellBoxes, Filling, TooSmall, length_of};
use super::label_request::{LabelRequest, bad_placement};
use super::stock::{DEFAULT_STOCK, Feed, Stock, stocks};
use super::{Customer, InstitutionWords, Request, TerminalWords};
use crate::base::qr::Symbol;
use crate::base::{Code, Diagnostic, Length, Placement, Point, Rect, Size, Words};

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
    pub stock: Stock,
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
    /// The outlines of all faces, for a test print.
    pub outlines: Vec<Outline>,
}

/// The outline of a face on a test print.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The die line.
    pub area: Rect,
    /// The face's number, from 1, if no label stands on it.
    pub number: Option<usize>,
}

/// One label.
#[derive(Clone, Debug)]
pub struct LabelFace {
    /// Where it lies on the sheet.
    pub area: Rect,
    /// Where everything stands, from the corner of `area`.
    pub boxes: CellBoxes,
    /// Index into [`Customer::institutions`].
    pub institution: usize,
    /// Index into that institution's terminals.
    pub terminal: usize,
}

/// The labels of `customer` as `request` wants them, with the doubts about the stock.
///
/// # Errors
/// `SP161` if the stock is too small, `SP163` if its correction pushes something off the paper.
pub(super) fn labels(
    customer: &Customer,
    request: &Request,
) -> Result<(Labels, Vec<Diagnostic>), Vec<Diagnostic>> {
    let request = &request.labels;
    let stock = &request.stock;
    let mut sheets: Vec<LabelSheet> = Vec::new();
    let mut faults = Vec::new();
    let terminals = customer.institutions.iter().enumerate().flat_map(|(institution, words)| {
        (0..words.terminals.len())
            .filter(|terminal| request.choice.has(&words.terminals[*terminal]))
            .flat_map(move |terminal| std::iter::repeat_n((institution, terminal), request.copies))
    });
    for (label, (institution, terminal)) in terminals.enumerate() {
        let (sheet, face) = request.place(label);
        let words = &customer.institutions[institution];
        match boxes(stock, words, &words.terminals[terminal]) {
            Ok(boxes) => {
                sheets.resize_with(sheets.len().max(sheet + 1), || LabelSheet::new(request));
                sheets[sheet].put(face, LabelFace { area: stock.face(face), boxes, institution, terminal });
            }
            // The copies of a label have the same fault.
            Err(fault) if faults.contains(&fault) => {}
            Err(fault) => faults.push(fault),
        }
    }
    let labels = Labels {
        customer: customer.clone(),
        stock: stock.clone(),
        stock_words: stock.words(),
        paper: stock.paper_size(),
        placement: Some(request.placement).filter(|placement| !placement.is_none()),
        is_test: request.outline,
        head: head(stock),
        check_bar: check_bar(stock),
        sheets,
    };
    faults.extend(labels.pushed_off());
    if faults.is_empty() { Ok((labels, request.doubts().collect())) } else { Err(faults) }
}

impl LabelSheet {
    fn new(request: &LabelRequest) -> Self {
        let outline = |face: usize| Outline { area: request.stock.face(face), number: Some(face + 1) };
        let outlines = (0..request.stock.faces()).filter(|_| request.outline).map(outline).collect();
        Self { faces: Vec::new(), outlines }
    }

    fn put(&mut self, face: usize, label: LabelFace) {
        self.faces.push(label);
        if let Some(outline) = self.outlines.get_mut(face) {
            outline.number = None;
        }
    }
}

impl Labels {
    /// The fault if the printer's correction brings something beyond the paper.
    fn pushed_off(&self) -> Option<Diagnostic> {
        let placement = self.placement?;
        let paper = Rect::new(Point::default(), self.paper);
        let room = label_cell::room(&self.stock);
        let labels =
            self.sheets.iter().flat_map(|sheet| &sheet.faces).map(|face| room.moved(face.area.origin));
        let margin = self.head.map(|head| [head.name, head.page]).into_iter().flatten().chain(self.check_bar);
        let lost = labels.chain(margin).find(|area| !paper.holds(placement.rect(*area, self.paper)))?;
        let area = placement.rect(lost, self.paper);
        let (x, y) = (area.origin.x.to_mm(), area.origin.y.to_mm());
        let (right, bottom) = (area.right().to_mm(), area.bottom().to_mm());
        let place = format!("{x:.1}–{right:.1} × {y:.1}–{bottom:.1} mm");
        Some(bad_placement(
            format!("位置の補正で、印刷するものが用紙の外に出ます（{place}）。"),
            format!("the correction pushes something off the paper ({place})"),
        ))
    }
}

impl Labels {
    /// A fault of the layout in the words of labels: which name has no room, on which stock, and on which it would have.
    pub fn in_words(&self, fault: Diagnostic) -> Diagnostic {
        if fault.code != Code::DoesNotFit {
            return fault;
        }
        let faces = self.sheets.iter().flat_map(|sheet| &sheet.faces);
        let all = faces.filter_map(|face| {
            let institution = self.customer.institutions.get(face.institution)?;
            Some((institution, institution.terminals.get(face.terminal)?))
        });
        let mut meant =
            all.filter(|(institution, terminal)| [institution.name.at, terminal.name.at].contains(&fault.at));
        match meant.next() {
            Some((institution, terminal)) => self.no_room(institution, terminal),
            None => fault,
        }
    }

    /// The longer of the two names takes the room of the other.
    fn no_room(&self, institution: &InstitutionWords, terminal: &TerminalWords) -> Diagnostic {
        let is_institution = length_of(&institution.name.value) > length_of(&terminal.name.value);
        let (name, ja, en) = if is_institution {
            (&institution.name, "医療機関(薬局)名称", "the institution's name")
        } else {
            (&terminal.name, "端末名称等", "terminal name")
        };
        let Stock { name: stock, label: [width, height], feed, .. } = &self.stock;
        let modules = Symbol::full_width_of(&terminal.payload).unwrap_or_default();
        let filling = filling(institution, terminal, modules);
        let others = stocks().iter().filter(|other| other.feed == *feed && label_cell::fits(other, filling));
        let named: Vec<String> = others.take(MOST_NAMED).map(Stock::words).collect();
        let help = if named.is_empty() {
            Words::new(
                "どの用紙にも収まりません。短くしてください。",
                "no stock has room for it: make it shorter",
            )
        } else {
            Words::new(
                format!("--stock で {} を選ぶと収まります。", named.join("、")),
                format!("choose stock that has room: --stock {}", named.join(", ")),
            )
        };
        let message = Words::new(
            format!(
                "{ja}「{}」が、ラベル用紙 {stock} の面（{width} × {height} mm）に収まりません。",
                name.value
            ),
            format!(
                "{en} `{}` has no room on the faces of label stock {stock} ({width} x {height} mm)",
                name.value
            ),
        );
        Diagnostic::error(Code::DoesNotFit, name.at, message, help)
    }
}

/// As many stocks are named that have room.
const MOST_NAMED: usize = 3;

fn boxes(
    stock: &Stock,
    institution: &InstitutionWords,
    terminal: &TerminalWords,
) -> Result<CellBoxes, Diagnostic> {
    let refused = |_: TooSmall| too_small(stock, terminal);
    let modules = Symbol::full_width_of(&terminal.payload).ok_or_else(|| refused(TooSmall))?;
    label_cell::boxes(stock, filling(institution, terminal, modules)).map_err(refused)
}

fn filling(institution: &InstitutionWords, terminal: &TerminalWords, modules: usize) -> Filling {
    Filling {
        modules,
        lines: terminal.payload_lines.len(),
        // The 点数表 stands behind the name, in brackets.
        institution: length_of(&institution.name.value) + length_of(institution.fee_table_name) + 2.0,
        name: length_of(&terminal.name.value),
        has_days: terminal.expires.is_some() || terminal.expires_shown.is_some(),
    }
}

/// Where the line stands that names customer, document and page.
pub(super) fn head(stock: &Stock) -> Option<SheetHead> {
    let fits = stock.origin[1] >= MARGIN_LINE + MARGIN_LINE_HEIGHT + MARGIN_GAP;
    let left = MARGIN_LINE + MARGIN_GAP;
    let right = stock.paper[0] - left - MARGIN_PAGE_WIDTH;
    fits.then(|| SheetHead {
        name: rect(left, MARGIN_LINE, right - left, MARGIN_LINE_HEIGHT),
        page: rect(right, MARGIN_LINE, MARGIN_PAGE_WIDTH, MARGIN_LINE_HEIGHT),
    })
}

/// Where the bar of 100 mm stands.
pub(super) fn check_bar(stock: &Stock) -> Option<Rect> {
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
            format!(
                "ラベル用紙{}の面（{} × {} mm）は小さすぎて、読み取れるQRコード（1目盛り0.33 mm以上）が入りません。",
                stock.name, stock.label[0], stock.label[1]
            ),
            format!(
                "the faces of label stock {} ({} x {} mm) are too small for a QR code that can be read (modules of 0.33 mm)",
                stock.name, stock.label[0], stock.label[1]
            ),
        ),
        match stock.feed {
            Feed::Sheet => Words::new(
                format!("幅45 mm、高さ20 mm以上の面の用紙を選んでください（{DEFAULT_STOCK} など）。"),
                format!("choose stock with faces of at least 45 by 20 mm, such as {DEFAULT_STOCK}"),
            ),
            Feed::Roll => Words::new(
                "幅18 mm以上のテープか、幅29 mm以上のロールを選んでください（TZe-251、DK-1209 など）。",
                "choose a tape of at least 18 mm or a roll of at least 29 mm, such as TZe-251 or DK-1209",
            ),
        },
    )
}
