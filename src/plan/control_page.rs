//! [`ControlPage`]: the papers of a run that are nobody's document: the cover sheet between two customers, the blank back
//! of an odd last page, the frame of a common label sheet, the pick list that goes with it and the list of replaced sheets.

use super::labels::SheetHead;
use super::{AddressLabel, Day, DocumentKind, Labels};
use crate::base::{Rect, Size};

/// A paper of the run itself.
#[derive(Clone, Debug)]
pub enum ControlPage {
    /// The cover sheet of one customer's stack.
    Cover(Box<Cover>),
    /// A page that says that it is blank.
    Blank(Blank),
    /// What stands in the margins of a common label sheet.
    LabelSheet(Box<LabelFrame>),
    /// A page of the pick list.
    PickList(PickList),
    /// A page of the list of replaced sheets.
    Replacements(ReplacementList),
}

/// Whose stack it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// 顧客番号.
    pub number: Option<String>,
    /// The customer's name.
    pub name: String,
    /// The 10-digit code in groups, `01-1-0100013`.
    pub code: String,
}

/// The cover sheet of one customer's stack: it separates the stacks, and says what is to be in the envelope.
#[derive(Clone, Debug)]
pub struct Cover {
    /// Whose stack.
    pub owner: Owner,
    /// 工事日.
    pub work_date: Day,
    /// The run's number.
    pub run: String,
    /// Which printing of it.
    pub printing: Option<u32>,
    /// The sheets of an earlier printing that this stack replaces: `12–19（印刷1）`.
    pub pull_out: Option<String>,
    /// Name of the document that follows: `準備のご案内`.
    pub document: &'static str,
    /// The sheets of this stack, with the cover: `217–224`.
    pub sheets: String,
    /// What is to be enclosed.
    pub pieces: Vec<Piece>,
}

/// One kind of paper to be enclosed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its name.
    pub name: &'static str,
    /// How much there is of it: `14ページ`.
    pub pages: String,
    /// How many pieces of paper these are: `7枚`.
    pub count: String,
    /// Which sheets of the run: `218–224`; empty for labels.
    pub sheets: String,
    /// It follows this cover.
    pub is_here: bool,
}

/// A page that says that it is blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Whose stack.
    pub owner: Owner,
    /// The document, for the foot.
    pub document: &'static str,
}

/// What stands in the margins of a common label sheet.
#[derive(Clone, Debug)]
pub struct LabelFrame {
    /// What is on the labels: `端末ラベル`.
    pub title: &'static str,
    /// The run's number.
    pub run: String,
    /// The sheet, from 1, and how many there are.
    pub sheet: (usize, usize),
    /// The stock as people know it.
    pub stock_words: String,
    /// Paper.
    pub paper: Size,
    /// The line that names run and sheet, if the stock has a top margin for it.
    pub head: Option<SheetHead>,
    /// The bar of 100 mm, if the stock has a bottom margin for it.
    pub check_bar: Option<Rect>,
}

impl LabelFrame {
    /// The frame of the sheet `sheet` of the run, on the stock of `labels`.
    pub fn new(labels: &Labels, run: &str, sheet: (usize, usize)) -> Self {
        Self {
            title: DocumentKind::Labels.title(),
            run: run.to_owned(),
            sheet,
            stock_words: labels.stock_words.clone(),
            paper: labels.paper,
            head: labels.head,
            check_bar: labels.check_bar,
        }
    }

    /// The same for a sheet of address labels.
    pub fn of_address(label: &AddressLabel, run: &str, sheet: (usize, usize)) -> Self {
        Self {
            title: DocumentKind::Address.title(),
            run: run.to_owned(),
            sheet,
            stock_words: label.stock_words.clone(),
            paper: label.paper,
            head: label.head,
            check_bar: label.check_bar,
        }
    }
}

/// A page of the pick list: whose labels lie where on the common sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickList {
    /// The run's number.
    pub run: String,
    /// The page, from 1, and how many there are.
    pub page: (usize, usize),
    /// The stock as people know it.
    pub stock_words: String,
    /// One for each customer and sheet, in the order of the sheets.
    pub picks: Vec<Pick>,
}

impl PickList {
    /// Rows that a page has room for: 252 mm less the head, 9 mm each.
    pub const ROWS: usize = 24;
}

/// One customer's faces on one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The sheet, from 1.
    pub sheet: usize,
    /// The faces, from 1, row by row: `3–5`.
    pub faces: String,
    /// Whose they are.
    pub owner: Owner,
    /// How many.
    pub count: usize,
    /// How many the customer has on all sheets together.
    pub total: usize,
}

/// A page of the list of replaced sheets: what a supplement replaces, adds and takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacementList {
    /// The run's number.
    pub run: String,
    /// Which printing of it, and the one that it adds to.
    pub printings: (u32, u32),
    /// The page, from 1, and how many there are.
    pub page: (usize, usize),
    /// One for each customer and kind of paper.
    pub changes: Vec<Replacement>,
}

impl ReplacementList {
    /// Rows that a page has room for: 252 mm less the head and the words, 9 mm each.
    pub const ROWS: usize = 22;
}

/// What becomes of one customer's papers of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Whose.
    pub owner: Owner,
    /// `準備のご案内`.
    pub document: &'static str,
    /// What is pulled out and destroyed: `12–19（印刷1）`; empty if there was none.
    pub pull_out: String,
    /// What takes its place: `101–108`; empty if nothing does.
    pub put_in: String,
}

/// `3–5`, or `3` where both are the same.
pub fn span(first: usize, last: usize) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}
