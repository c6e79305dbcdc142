//! Label stock: sheets, rolls and tapes, found by their own name or by a product's. What a [`Stock`] is and
//! where its faces lie; `entry` reads it from a file, `arithmetic` checks its numbers.

mod arithmetic;
mod entry;

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use crate::base::entry::{Entry, entries};
use crate::base::{Code, Diagnostic, Length, Origin, Point, Rect, Size, Words};

/// The stock that is used if none is named.
pub const DEFAULT_STOCK: &str = "a4-12-86.4x42.3";

/// How sure the numbers of a stock are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verified {
    /// From the maker's own drawing.
    MakerDrawing,
    /// Measured on a real sheet.
    Measured,
    /// From tables that others publish.
    SecondHand,
}

impl Verified {
    /// All, with the word that files and lists have for them.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::MakerDrawing, "maker-drawing"),
        (Self::Measured, "measured"),
        (Self::SecondHand, "second-hand"),
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}

/// How labels come into the printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feed {
    /// Many on a sheet.
    Sheet,
    /// One behind the other on a roll or tape: the label is the page.
    Roll,
}

/// A sheet of labels, or a label of a roll. All lengths in mm; the grid runs from left to right, then down.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock {
    /// Where the user described it; nowhere for the product's own.
    pub at: Origin,
    /// Its name, such as `a4-12-86.4x42.3`.
    pub name: String,
    /// How it comes into the printer.
    pub feed: Feed,
    /// Width and height of the paper; for a roll those of the label.
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
    /// What the printer leaves blank at the left and right, and at the top and bottom edge of the paper.
    pub clear: [f64; 2],
    /// Dots of the printer, where the stock goes into one kind of printer only.
    pub dots_per_inch: Option<f64>,
    /// Products that have this grid, `A-one 72212`.
    pub products: Vec<String>,
    /// Where the numbers come from.
    pub source: String,
    /// How sure they are.
    pub verified: Verified,
}

/// By the bits of its numbers. Where it was described, and by whom, makes no difference to what is printed.
impl Hash for Stock {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.name, self.feed, self.columns, self.rows, self.products.first()).hash(state);
        let lengths = [self.paper, self.label, self.pitch, self.origin, self.clear].concat();
        lengths.into_iter().chain(self.dots_per_inch).for_each(|number| number.to_bits().hash(state));
    }
}

static STOCK: LazyLock<Result<Vec<Stock>, String>> = LazyLock::new(|| {
    let found =
        entries(include_str!("stock.toml"), &mut |_| Origin::NONE).map_err(|breaks| format!("{breaks:?}"))?;
    Stock::read(&found).map_err(|faults| format!("{faults:?}"))
});

/// The stock that comes with the product.
///
/// # Panics
/// Never in a built product: a test reads the file.
pub fn stocks() -> &'static [Stock] {
    match &*STOCK {
        Ok(stocks) => stocks,
        Err(error) => panic!("stock.toml: {error}"),
    }
}

impl Stock {
    /// The tables and keys of a stock file.
    pub const KEYS: &'static [&'static str] = &[
        "grid",
        "roll",
        "name",
        "paper",
        "columns",
        "rows",
        "label",
        "pitch",
        "origin",
        "rest",
        "clear",
        "dots_per_inch",
        "products",
        "source",
        "verified",
    ];

    /// The stock that the tables of a stock file describe.
    ///
    /// # Errors
    /// `SP161` for every number that is missing, cannot be one, or does not add up with the others.
    pub fn read(file: &[Entry]) -> Result<Vec<Self>, Vec<Diagnostic>> {
        entry::read(file)
    }

    /// The stock of that name or product: `a4-12-86.4x42.3`, `A-one 72212`, `72212`, in any case and width;
    /// first among `own`, then among the product's.
    ///
    /// # Errors
    /// `SP160` if there is none.
    pub fn find_among(own: &[Self], name: &str) -> Result<Self, Vec<Diagnostic>> {
        let wanted = fold(name);
        let all = || own.iter().chain(stocks());
        all().find(|stock| stock.answers_to(&wanted)).cloned().ok_or_else(|| vec![unknown(name, all())])
    }

    /// The product's stock of that name or product.
    ///
    /// # Errors
    /// `SP160` if there is none.
    pub fn find(name: &str) -> Result<Self, Vec<Diagnostic>> {
        Self::find_among(&[], name)
    }

    fn answers_to(&self, folded: &str) -> bool {
        let number = |product: &str| product.rsplit(' ').next().map(fold);
        fold(&self.name) == folded
            || self
                .products
                .iter()
                .any(|product| fold(product) == folded || number(product).as_deref() == Some(folded))
    }

    /// Labels on a sheet; 1 for a roll.
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
    pub fn rest(&self) -> [f64; 2] {
        let counts = [self.columns, self.rows];
        [0, 1].map(|axis| {
            let steps = counts[axis].saturating_sub(1) as f64;
            self.paper[axis] - self.origin[axis] - steps * self.pitch[axis] - self.label[axis]
        })
    }

    /// The stock as people know it: its first product and its name.
    pub fn words(&self) -> String {
        self.products
            .first()
            .map_or_else(|| self.name.clone(), |product| format!("{product}（{}）", self.name))
    }
}

fn unknown<'a>(name: &str, all: impl Iterator<Item = &'a Stock>) -> Diagnostic {
    let list: Vec<&str> = all.map(|stock| stock.name.as_str()).collect();
    let list = list.join(", ");
    Diagnostic::error(
        Code::UnknownStock,
        Origin::NONE,
        Words::new(
            format!("ラベル用紙「{name}」は登録されていません。"),
            format!("label stock {name:?} is not known"),
        ),
        Words::new(
            format!(
                "用紙の名前か品番（例：A-one 72212）で指定してください。startpack stock で一覧が出ます。使える用紙は {list} です。"
            ),
            format!(
                "name a stock or a product (such as \"A-one 72212\"); `startpack stock` lists them: {list}"
            ),
        ),
    )
}

/// A name without the differences that typing makes: case, width, spaces, hyphens.
pub(super) fn fold(name: &str) -> String {
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
    fn the_products_stock_is_in_order() {
        assert_eq!(stocks().iter().filter(|stock| stock.feed == Feed::Sheet).count(), 16);
        assert!(stocks().iter().filter(|stock| stock.feed == Feed::Roll).count() >= 7);
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
    fn no_two_stocks_answer_to_the_same_name() {
        for stock in stocks() {
            for name in stock.products.iter().chain([&stock.name]) {
                assert_eq!(Stock::find(name).unwrap().name, stock.name, "{name}");
            }
        }
    }

    #[test]
    fn faces_run_across_then_down() {
        let stock = Stock::find(DEFAULT_STOCK).unwrap();
        let third = stock.face(2);
        assert!(third.origin.x.approx_eq(Length::mm(18.6)));
        assert!(third.origin.y.approx_eq(Length::mm(21.2 + 42.3)));
    }
}
