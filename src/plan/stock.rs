//! Label stock: the grids of stock.toml, found by their own name or by a product's, with their arithmetic checked.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::base::{Code, Diagnostic, Length, Origin, Point, Rect, Size, Words};

/// The stock that is used if none is named.
pub const DEFAULT_STOCK: &str = "a4-12-86.4x42.3";

/// Left and right margin may differ by so much before it is doubted: makers centre their grids.
const CENTRING_MM: f64 = 0.5;

/// Rounding in published numbers, which have one or two decimals.
const ROUNDING_MM: f64 = 0.051;

/// How sure the numbers of a grid are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verified {
    /// From the maker's own drawing.
    MakerDrawing,
    /// Measured on a real sheet.
    Measured,
    /// From tables that others publish.
    SecondHand,
}

/// A sheet of labels. All lengths in mm; the grid runs from left to right, then down.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// Its name, such as `a4-12-86.4x42.3`.
    pub name: String,
    /// Width and height of the paper.
    pub paper: [f64; 2],
    /// Labels beside each other.
    pub columns: usize,
    /// Labels below each other.
    pub rows: usize,
    /// Width and height of a label.
    pub label: [f64; 2],
    /// From one label's left (top) edge to the next one's.
    pub pitch: [f64; 2],
    /// From the paper's left and top edge to the first label.
    pub origin: [f64; 2],
    /// Products that have this grid, `A-one 72212`.
    pub products: Vec<String>,
    /// Where the numbers come from.
    pub source: String,
    /// How sure they are.
    pub verified: Verified,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StockFile {
    grid: Vec<Stock>,
}

static STOCK: LazyLock<Result<Vec<Stock>, String>> = LazyLock::new(|| {
    toml::from_str(include_str!("stock.toml"))
        .map(|file: StockFile| file.grid)
        .map_err(|error| error.to_string())
});

/// The grids that come with the product.
///
/// # Panics
/// Never in a built product: a test reads the file.
pub fn stocks() -> &'static [Stock] {
    match &*STOCK {
        Ok(grids) => grids,
        Err(error) => panic!("stock.toml: {error}"),
    }
}

impl Stock {
    /// The stock of that name or product: `a4-12-86.4x42.3`, `A-one 72212`, `72212`, in any case and width.
    ///
    /// # Errors
    /// `SP160` if there is none; `SP161` if its numbers do not add up.
    pub fn find(name: &str) -> Result<&'static Self, Vec<Diagnostic>> {
        let wanted = fold(name);
        let stock =
            stocks().iter().find(|stock| stock.answers_to(&wanted)).ok_or_else(|| vec![unknown(name)])?;
        stock.check().map_err(|fault| vec![fault])?;
        Ok(stock)
    }

    fn answers_to(&self, folded: &str) -> bool {
        let number = |product: &str| product.rsplit(' ').next().map(fold);
        fold(&self.name) == folded
            || self
                .products
                .iter()
                .any(|product| fold(product) == folded || number(product).as_deref() == Some(folded))
    }

    /// Labels on a sheet.
    pub const fn faces(&self) -> usize {
        self.columns * self.rows
    }

    /// The paper.
    pub const fn paper_size(&self) -> Size {
        Size { width: Length::mm(self.paper[0]), height: Length::mm(self.paper[1]) }
    }

    /// Where face `index` (from 0, left to right, then down) lies on the paper.
    pub fn face(&self, index: usize) -> Rect {
        let (column, row) = (index % self.columns, index / self.columns);
        let at = |axis: usize, step: usize| Length::mm(self.origin[axis] + self.pitch[axis] * step as f64);
        Rect {
            origin: Point { x: at(0, column), y: at(1, row) },
            size: Size { width: Length::mm(self.label[0]), height: Length::mm(self.label[1]) },
        }
    }

    /// What is left on the paper to the right of and below the grid, in mm.
    pub(super) fn rest(&self) -> [f64; 2] {
        let counts = [self.columns, self.rows];
        [0, 1].map(|axis| {
            let steps = counts[axis].saturating_sub(1) as f64;
            self.paper[axis] - self.origin[axis] - steps * self.pitch[axis] - self.label[axis]
        })
    }

    /// Checks the arithmetic: a grid of at least one label, no label over its neighbour, none beyond the paper.
    ///
    /// # Errors
    /// `SP161`, saying which number cannot be right.
    pub fn check(&self) -> Result<(), Diagnostic> {
        let rest = self.rest();
        let all = [self.paper, self.label, self.pitch, self.origin].concat();
        let fault = if self.faces() == 0 {
            Some(("面がありません", "there are no faces"))
        } else if all.iter().any(|number| !number.is_finite() || *number < 0.0) {
            Some(("負の寸法があります", "a measure is negative"))
        } else if (0..2).any(|axis| self.pitch[axis] + ROUNDING_MM < self.label[axis]) {
            Some(("面が隣と重なります", "the faces overlap"))
        } else if rest.iter().any(|rest| *rest < -ROUNDING_MM) {
            Some(("面が用紙からはみ出します", "the grid is larger than the paper"))
        } else {
            None
        };
        fault.map_or(Ok(()), |(ja, en)| Err(self.bad(ja, en)))
    }

    /// A doubt about a grid that is not centred on its paper, as makers' grids are.
    pub fn doubt(&self) -> Option<Diagnostic> {
        let (left, right) = (self.origin[0], self.rest()[0]);
        ((left - right).abs() > CENTRING_MM).then(|| {
            Diagnostic::warning(
                Code::BadStock,
                Origin::NONE,
                Words::new(
                    format!(
                        "ラベル用紙{}の左右の余白が違います（左{left:.1} mm、右{right:.1} mm）。",
                        self.name
                    ),
                    format!(
                        "label stock {} is not centred: {left:.1} mm left, {right:.1} mm right",
                        self.name
                    ),
                ),
                Words::new(
                    "普通紙に試し刷りをして、用紙と重ねて確かめてください。",
                    "print on plain paper first and hold it against a sheet",
                ),
            )
        })
    }

    fn bad(&self, ja: &str, en: &str) -> Diagnostic {
        Diagnostic::error(
            Code::BadStock,
            Origin::NONE,
            Words::new(
                format!("ラベル用紙{}の寸法が合いません：{ja}。", self.name),
                format!("the numbers of label stock {} do not add up: {en}", self.name),
            ),
            Words::new(
                "用紙、面の大きさ、間隔、余白、面数を確かめてください。",
                "check paper, label, pitch, origin, columns and rows",
            ),
        )
    }
}

fn unknown(name: &str) -> Diagnostic {
    let names: Vec<&str> = stocks().iter().map(|stock| stock.name.as_str()).collect();
    let list = names.join(", ");
    Diagnostic::error(
        Code::UnknownStock,
        Origin::NONE,
        Words::new(
            format!("ラベル用紙「{name}」は登録されていません。"),
            format!("label stock {name:?} is not known"),
        ),
        Words::new(
            format!("用紙の名前か品番（例：A-one 72212）で指定してください。使える用紙：{list}"),
            format!("name a grid or a product (such as \"A-one 72212\"); known grids: {list}"),
        ),
    )
}

/// A name without the differences that typing makes: case, width, spaces, hyphens.
fn fold(name: &str) -> String {
    /// From a full-width form (U+FF01–FF5E) to its ASCII character.
    const FULL_WIDTH: u32 = 0xFEE0;
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - FULL_WIDTH).unwrap_or(c),
        _ => c,
    };
    let dropped = |c: &char| c.is_whitespace() || matches!(c, '-' | '‐' | '−' | 'ー' | '_');
    name.chars().map(narrow).filter(|c| !dropped(c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grid_adds_up() {
        assert_eq!(stocks().len(), 16);
        for stock in stocks() {
            assert_eq!(stock.check(), Ok(()), "{}", stock.name);
        }
        let odd: Vec<&str> =
            stocks().iter().filter(|stock| stock.doubt().is_some()).map(|s| s.name.as_str()).collect();
        assert_eq!(odd, ["a4-30-53.3x25.4"]);
    }

    #[test]
    fn stock_answers_to_grid_and_product() {
        for name in ["a4-12-86.4x42.3", "A-one 72212", "72212", "72212 ", "Ａ－ｏｎｅ　７２２１２", "ELM008"]
        {
            assert_eq!(Stock::find(name).unwrap().name, DEFAULT_STOCK, "{name}");
        }
        let faults = Stock::find("99999").unwrap_err();
        assert_eq!(faults[0].code, Code::UnknownStock);
    }

    #[test]
    fn impossible_numbers_are_refused() {
        let good = Stock::find(DEFAULT_STOCK).unwrap();
        let bad = [
            Stock { columns: 0, ..good.clone() },
            Stock { columns: 3, ..good.clone() },
            Stock { pitch: [80.0, 42.3], ..good.clone() },
            Stock { origin: [-1.0, 21.2], ..good.clone() },
            Stock { label: [f64::NAN, 42.3], ..good.clone() },
        ];
        assert!(bad.iter().all(|stock| stock.check().is_err()));
    }

    #[test]
    fn faces_run_across_then_down() {
        let stock = Stock::find(DEFAULT_STOCK).unwrap();
        let third = stock.face(2);
        assert!(third.origin.x.approx_eq(Length::mm(18.6)));
        assert!(third.origin.y.approx_eq(Length::mm(21.2 + 42.3)));
    }
}
