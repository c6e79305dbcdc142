//! From what the user says of the labels to a [`Request`]: the stock, printer and key files are read and validated once,
//! before any customer. What a label shows is the business of `plan`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::base::date::Date;
use crate::base::diagnostic::in_file_order;
use crate::base::{Diagnostic, Length, Origins, Placement};
use crate::plan::stock::Stock;
use crate::plan::{DocumentKind, LabelChoice, LabelRequest, LabelWishes, Printer, Request};
use crate::read::{entries, key};

/// The label stock that is meant where none is named: A-one 72212, 2 × 6 labels of 86.4 × 42.3 mm.
pub const DEFAULT_STOCK: &str = "72212";

/// What the user says of the labels.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelOptions {
    /// The stock: its name or a product's.
    pub stock: String,
    /// Stock of the user's own.
    pub stock_file: Option<PathBuf>,
    /// Where the first label stands, from 1.
    pub start: usize,
    /// Faces of the first sheet to leave out.
    pub skip: String,
    /// How often each label is printed.
    pub copies: usize,
    /// Outlines for a test print.
    pub outline: bool,
    /// Signs what the QR symbols say.
    pub key: Option<PathBuf>,
    /// A printer of the printer file.
    pub printer: Option<String>,
    /// Printers whose error was measured.
    pub printer_file: Option<PathBuf>,
    /// To the right and down, in mm; instead of the printer's.
    pub offset: [Option<f64>; 2],
    /// Across and down; instead of the printer's.
    pub scale: [Option<f64>; 2],
    /// Only the label of this terminal, by 管理番号 or 端末名称等.
    pub terminal: Option<String>,
    /// Only labels that do not say what an earlier print said.
    pub revised: bool,
    /// Where the earlier print is known from: site files, lists, folders of runs and builds. None: the folder for the
    /// documents.
    pub former: Vec<PathBuf>,
    /// What the labels of the earlier print say, as the driver has found it.
    pub printed: BTreeSet<String>,
}

impl Default for LabelOptions {
    fn default() -> Self {
        let wishes = LabelWishes::default();
        Self {
            stock: DEFAULT_STOCK.to_owned(),
            stock_file: None,
            start: wishes.start,
            skip: wishes.skip,
            copies: wishes.copies,
            outline: wishes.outline,
            key: None,
            printer: None,
            printer_file: None,
            offset: [None; 2],
            scale: [None; 2],
            terminal: None,
            revised: false,
            former: Vec::new(),
            printed: BTreeSet::new(),
        }
    }
}

impl LabelOptions {
    /// Whether only some of the labels are wanted: then nothing else is made, in a run's folder of its own.
    pub(crate) const fn is_choice(&self) -> bool {
        self.revised || self.terminal.is_some()
    }

    fn choice(&self) -> LabelChoice {
        match &self.terminal {
            Some(terminal) => LabelChoice::Terminal(terminal.clone()),
            None if self.revised => LabelChoice::NotAmong(self.printed.clone()),
            None => LabelChoice::All,
        }
    }
}

/// What to make of each customer, on that day.
///
/// # Errors
/// Every error of the files that `options` names, and of what it asks for.
pub fn request(
    print_date: Date,
    documents: &[DocumentKind],
    options: &LabelOptions,
    origins: &mut Origins,
) -> Result<Request, Vec<Diagnostic>> {
    let labels = labels(options, origins);
    let key = options.key.as_deref().map(key).transpose().map_err(|fault| vec![fault]);
    match (labels, key) {
        (Ok(labels), Ok(key)) => {
            let (documents, enclosed) = (documents.to_vec(), documents.to_vec());
            Ok(Request { print_date, documents, enclosed, labels, key, note: Vec::new(), plain: false })
        }
        (labels, key) => {
            let faults = [labels.err(), key.err()].into_iter().flatten().flatten().collect();
            Err(in_file_order(faults, origins))
        }
    }
}

/// What labels are printed on, and how.
///
/// # Errors
/// Every error of the files that `options` names, and of what it asks for.
pub(crate) fn labels(options: &LabelOptions, origins: &mut Origins) -> Result<LabelRequest, Vec<Diagnostic>> {
    let stock = stock(&options.stock, options.stock_file.as_deref(), origins);
    let placement = placement(options, origins);
    match (stock, placement) {
        (Ok(stock), Ok(placement)) => {
            let LabelOptions { start, copies, outline, .. } = *options;
            let wishes = LabelWishes { start, skip: options.skip.clone(), copies, outline, placement };
            let choice = options.choice();
            LabelRequest::new(stock, &wishes).map(|request| LabelRequest { choice, ..request })
        }
        (stock, placement) => Err([stock.err(), placement.err()].into_iter().flatten().flatten().collect()),
    }
}

/// The stock of that name or product, first looked for in the user's own file.
fn stock(name: &str, file: Option<&Path>, origins: &mut Origins) -> Result<Stock, Vec<Diagnostic>> {
    Stock::find_among(&own_stocks(file, origins)?, name)
}

/// The stock in the user's own file.
pub(crate) fn own_stocks(file: Option<&Path>, origins: &mut Origins) -> Result<Vec<Stock>, Vec<Diagnostic>> {
    file.map_or(Ok(Vec::new()), |file| Stock::read(&entries(file, Stock::KEYS, origins)?))
}

fn placement(options: &LabelOptions, origins: &mut Origins) -> Result<Placement, Vec<Diagnostic>> {
    let mut placement = Placement::NONE;
    if let Some(file) = &options.printer_file {
        let printers = Printer::read(&entries(file, Printer::KEYS, origins)?)?;
        if let Some(name) = &options.printer {
            placement = Printer::find(&printers, name)?.placement;
        }
    }
    if let Some(x) = options.offset[0] {
        placement.offset.x = Length::mm(x);
    }
    if let Some(y) = options.offset[1] {
        placement.offset.y = Length::mm(y);
    }
    for (scale, given) in placement.scale.iter_mut().zip(options.scale) {
        *scale = given.unwrap_or(*scale);
    }
    Ok(placement)
}
