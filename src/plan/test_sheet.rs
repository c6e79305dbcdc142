//! Sheets that no customer sees: the label stock drawn with its face numbers, and the calibration sheet by which
//! a printer's error is measured.

use super::LabelRequest;
use super::stock::{Feed, Stock};
use crate::base::{Code, Diagnostic, Edges, Length, Placement, Point, Rect, Size, Words};

/// A sheet for whoever prints.
#[derive(Clone, Debug)]
pub enum TestSheet {
    /// The stock with its face numbers.
    Stock(Box<StockSheet>),
    /// Rulers, cross-hairs and boxes to write in.
    Calibration(Box<Calibration>),
}

/// A label stock, drawn.
#[derive(Clone, Debug)]
pub struct StockSheet {
    /// The stock as people know it.
    pub stock_words: String,
    /// Paper.
    pub paper: Size,
    /// The faces with their numbers, from 1.
    pub faces: Vec<(Rect, usize)>,
    /// `86.4 × 42.3 mm`
    pub label_words: String,
    /// Whether a face has room for more than its number.
    pub is_roomy: bool,
}

/// A calibration sheet. Lengths in mm, for one drawing over the whole paper.
#[derive(Clone, Debug)]
pub struct Calibration {
    /// The stock as people know it.
    pub stock_words: String,
    /// Paper.
    pub paper: Size,
    /// Width and height of the paper in mm.
    pub extent: [f64; 2],
    /// The correction that the sheet is printed with; `None`: none.
    pub placement: Option<Placement>,
    /// That correction in words.
    pub placement_words: Option<String>,
    /// Cross-hairs at the faces' corners.
    pub crosses: Vec<Segment>,
    /// Rulers: their lines.
    pub rulers: Vec<Segment>,
    /// The lines that are measured.
    pub marks: Vec<Segment>,
    /// Words beside them: place and text.
    pub words: Vec<(f64, f64, String)>,
    /// Numbers of the faces: place and text.
    pub numbers: Vec<(f64, f64, String)>,
    /// Steps and boxes to write in.
    pub card: Rect,
}

/// A straight line, in mm from the paper's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// x of its start.
    pub x1: f64,
    /// y of its start.
    pub y1: f64,
    /// x of its end.
    pub x2: f64,
    /// y of its end.
    pub y2: f64,
}

impl StockSheet {
    /// The stock, drawn.
    pub fn new(stock: &Stock) -> Self {
        let [width, height] = stock.label;
        Self {
            stock_words: stock.words(),
            paper: stock.paper_size(),
            faces: (0..stock.faces()).map(|face| (stock.face(face), face + 1)).collect(),
            label_words: format!("{width} × {height} mm"),
            is_roomy: height >= 24.0,
        }
    }
}

/// Length of the lines to measure by.
const BAR: f64 = 100.0;
/// From each edge of the paper to the line that is measured from it: beyond what printers leave blank.
const MARK: f64 = 10.0;
/// Length of those lines.
const MARK_LENGTH: f64 = 30.0;
/// Arms of a cross-hair.
const ARM: f64 = 2.0;
/// The card with the steps.
const CARD: [f64; 2] = [132.0, 115.0];
/// From the bars' ends and the card to what stands around them.
const GAP: f64 = 4.0;
/// Width of a digit of 3.2 mm.
const DIGIT: f64 = 2.0;
/// Ticks of the rulers: each millimetre, each fifth, each tenth.
const TICKS: [f64; 3] = [1.5, 2.5, 4.0];

impl Calibration {
    /// The calibration sheet for what `request` prints on.
    ///
    /// # Errors
    /// `SP161` for a roll, and for paper that has no room for rulers of 100 mm and the steps.
    pub fn new(request: &LabelRequest) -> Result<Self, Vec<Diagnostic>> {
        let stock = &request.stock;
        let [width, height] = stock.paper;
        let around = 2.0 * (MARK + TICKS[2] + 3.0 * GAP);
        if stock.feed == Feed::Roll {
            return Err(vec![no_sheet(
                stock,
                "ロールのラベルはプリンターが目印で送るので、位置合わせシートはありません",
                "labels of a roll are fed by their own marks: there is no calibration sheet",
            )]);
        }
        if width < CARD[0] + around || height < CARD[1] + BAR / 4.0 + around {
            return Err(vec![no_sheet(
                stock,
                "用紙が小さくて、100 mmの線と手順が入りません",
                "the paper has no room for rulers of 100 mm and the steps",
            )]);
        }
        let mut sheet = Self {
            stock_words: stock.words(),
            paper: stock.paper_size(),
            extent: stock.paper,
            placement: Some(request.placement).filter(|placement| !placement.is_none()),
            placement_words: (!request.placement.is_none()).then(|| words(&request.placement)),
            crosses: crosses(stock),
            rulers: Vec::new(),
            marks: Vec::new(),
            words: Vec::new(),
            numbers: (0..stock.faces())
                .map(|face| number(stock, face))
                .filter(|(x, y, _)| !is_taken(stock, *x, *y))
                .collect(),
            card: card(stock),
        };
        sheet.edges();
        sheet.bars();
        Ok(sheet)
    }

    /// The lines 10 mm from the four edges.
    fn edges(&mut self) {
        let [width, height] = self.extent;
        let (x, y, half) = (width / 2.0, height / 2.0, MARK_LENGTH / 2.0);
        for at in [MARK, width - MARK] {
            self.marks.push(Segment { x1: at, y1: y - half, x2: at, y2: y + half });
        }
        for at in [MARK, height - MARK] {
            self.marks.push(Segment { x1: x - half, y1: at, x2: x + half, y2: at });
        }
        // Between the lines and what printers leave blank, where no face has its number.
        self.words.push((MARK - 4.2, y + 1.2, "左".to_owned()));
        self.words.push((width - MARK + 1.0, y + 1.2, "右".to_owned()));
        self.words.push((x - 1.6, MARK - 1.2, "上".to_owned()));
        self.words.push((x - 1.6, height - MARK + 4.0, "下".to_owned()));
    }

    /// The bars of 100 mm, with a tick for each millimetre.
    fn bars(&mut self) {
        let card = self.card;
        let (left, top) = (card.origin.x.to_mm(), card.origin.y.to_mm());
        let (x, y) = (left + (CARD[0] - BAR) / 2.0, top - GAP);
        self.marks.push(Segment { x1: x, y1: y, x2: x + BAR, y2: y });
        let (bar_x, bar_y) = (left - GAP, top + (CARD[1] - BAR) / 2.0);
        self.marks.push(Segment { x1: bar_x, y1: bar_y, x2: bar_x, y2: bar_y + BAR });
        self.words.push((x - 7.0, y, "横".to_owned()));
        self.words.push((bar_x - 3.2, bar_y - 2.5, "縦".to_owned()));
        for tick in 0..=100_u8 {
            let length = match tick {
                tick if tick.is_multiple_of(10) => TICKS[2],
                tick if tick.is_multiple_of(5) => TICKS[1],
                _ => TICKS[0],
            };
            let at = f64::from(tick);
            self.rulers.push(Segment { x1: x + at, y1: y, x2: x + at, y2: y - length });
            self.rulers.push(Segment { x1: bar_x, y1: bar_y + at, x2: bar_x - length, y2: bar_y + at });
            if tick.is_multiple_of(20) {
                let shown = tick.to_string();
                let wide = DIGIT * shown.len() as f64;
                self.words.push((x + at - wide / 2.0, y - TICKS[2] - 0.8, shown.clone()));
                self.words.push((bar_x - TICKS[2] - 0.8 - wide, bar_y + at + 1.0, shown));
            }
        }
    }
}

/// Cross-hairs at every corner of every face, each once, but for the middle of the sheet; those that lie beyond
/// the paper are cut.
fn crosses(stock: &Stock) -> Vec<Segment> {
    let mut crosses: Vec<Segment> = Vec::new();
    let mut push = |segment: Segment| {
        if !crosses.contains(&segment) {
            crosses.push(segment);
        }
    };
    let [width, height] = stock.paper;
    for face in (0..stock.faces()).map(|face| stock.face(face)) {
        for x in [face.origin.x, face.right()].map(rounded) {
            for y in [face.origin.y, face.bottom()].map(rounded) {
                if is_taken(stock, x, y) {
                    continue;
                }
                let (x1, x2) = ((x - ARM).max(0.0), (x + ARM).min(width));
                let (y1, y2) = ((y - ARM).max(0.0), (y + ARM).min(height));
                push(Segment { x1, y1: y, x2, y2: y });
                push(Segment { x1: x, y1, x2: x, y2 });
            }
        }
    }
    crosses
}

/// To a hundredth of a millimetre, so that the corners of neighbours are the same.
fn rounded(length: Length) -> f64 {
    (length.to_mm() * 100.0).round() / 100.0
}

/// The number of a face stands in its top left corner.
fn number(stock: &Stock, face: usize) -> (f64, f64, String) {
    let corner = stock.face(face).origin;
    let inside = |at: Length| at.to_mm().max(5.0) + 2.5;
    (inside(corner.x), inside(corner.y) + 2.0, (face + 1).to_string())
}

/// In the middle of the paper.
fn card(stock: &Stock) -> Rect {
    let [width, height] = stock.paper;
    let corner = Point::new(Length::mm((width - CARD[0]) / 2.0), Length::mm((height - CARD[1]) / 2.0));
    Rect::new(corner, Size::new(Length::mm(CARD[0]), Length::mm(CARD[1])))
}

/// Whether something at that place would come near the card, the bars or their numbers.
fn is_taken(stock: &Stock, x: f64, y: f64) -> bool {
    let before = Length::mm(GAP + TICKS[2] + 2.0 * GAP);
    let behind = Length::mm(GAP);
    let taken = card(stock).inset(Edges { top: -before, right: -behind, bottom: -behind, left: -before });
    taken.holds(Rect::new(Point::new(Length::mm(x), Length::mm(y)), Size::default()))
}

fn words(placement: &Placement) -> String {
    let (x, y) = (placement.offset.x.to_mm(), placement.offset.y.to_mm());
    let [across, down] = placement.scale;
    format!("--offset-x {x:.2} --offset-y {y:.2} --scale-x {across:.4} --scale-y {down:.4}")
}

fn no_sheet(stock: &Stock, ja: &str, en: &str) -> Diagnostic {
    let name = &stock.name;
    Diagnostic::error(
        Code::BadStock,
        stock.at,
        Words::new(format!("{name}：{ja}。"), format!("{name}: {en}")),
        Words::new(
            "ずれはプリンターとトレイのものです。同じトレイに入るA4の用紙の名前を --stock で指定してください。",
            "the error is the printer's and the tray's: name stock of A4 that goes into the same tray",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::stock::stocks;

    #[test]
    fn every_sheet_can_be_calibrated_and_no_roll() {
        for stock in stocks() {
            let sheet = Calibration::new(&LabelRequest::on(&stock.name).unwrap());
            assert_eq!(sheet.is_ok(), stock.feed == Feed::Sheet, "{}", stock.name);
        }
    }

    #[test]
    fn everything_lies_on_the_paper() {
        for stock in stocks().iter().filter(|stock| stock.feed == Feed::Sheet) {
            let sheet = Calibration::new(&LabelRequest::on(&stock.name).unwrap()).unwrap();
            let [width, height] = sheet.extent;
            let all = sheet.crosses.iter().chain(&sheet.rulers).chain(&sheet.marks);
            for Segment { x1, y1, x2, y2 } in all {
                assert!([x1, x2].into_iter().all(|x| (0.0..=width).contains(x)), "{}", stock.name);
                assert!([y1, y2].into_iter().all(|y| (0.0..=height).contains(y)), "{}", stock.name);
            }
            assert!(!sheet.numbers.is_empty() && sheet.numbers[0].2 == "1", "{}", stock.name);
        }
    }

    #[test]
    fn the_bars_are_100_mm_and_the_marks_10_from_the_edges() {
        let sheet = Calibration::new(&LabelRequest::on("72212").unwrap()).unwrap();
        let lengths: Vec<f64> =
            sheet.marks.iter().map(|line| (line.x2 - line.x1).hypot(line.y2 - line.y1)).collect();
        assert!(lengths.ends_with(&[BAR, BAR]));
        let [left, right, top, bottom, ..] = sheet.marks[..] else { panic!("marks are missing") };
        assert_eq!((left.x1, right.x1, top.y1, bottom.y1), (10.0, 200.0, 10.0, 287.0));
    }
}
