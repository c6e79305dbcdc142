//! `reconcile`: what was read from the sheets of a printed run in, what is missing, double or foreign out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::wanted::Wanted;
use crate::base::Diagnostic;
use crate::batch::errors::no_sheets;
use crate::batch::manifest::Manifest;
use crate::batch::record::Record;
use crate::batch::session::MANIFEST;
use crate::plan::{SheetCode, Side};
use crate::press::sheets::{SheetNumbers, SheetStack, SideContent};
use crate::write::text;

/// A text that was read from paper, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetReading {
    /// What a symbol said, or what was typed.
    pub text: String,
    /// The file, or `-`.
    pub source: String,
    /// Page or line in it, from 1.
    pub page: usize,
}

/// What a run's sheets are found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// The run's number.
    pub run: String,
    /// Sheets that the run has.
    pub total: u32,
    /// Of these, sheets that were read, of whatever side.
    pub found: u32,
    /// Customers of whom a sheet is missing or double, in order of code.
    pub customers: Vec<CustomerFinding>,
    /// Sheets of another run, or of another printing of this one, in order of reading.
    pub foreign: Vec<SheetReading>,
    /// Codes with a wrong character.
    pub misread: Vec<SheetReading>,
    /// Other symbols and lines (labels have their own).
    pub others: usize,
}

/// What is wrong with one customer's stacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerFinding {
    /// 10-digit code.
    pub code: String,
    /// The customer's name.
    pub name: String,
    /// Sheets of which no side was read.
    pub missing: Vec<SheetFinding>,
    /// Sheets of which a side was read more than once.
    pub double: Vec<SheetFinding>,
}

/// A sheet that is missing or double.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFinding {
    /// Its number in the run.
    pub sheet: u32,
    /// `packet` or `handover`.
    pub document: String,
    /// The document's pages on it; none for a cover sheet.
    pub pages: Vec<usize>,
    /// Where it was read, if it is double.
    pub readings: Vec<SheetReading>,
}

impl Reconciled {
    /// Whether every sheet was read once and nothing else.
    pub fn is_complete(&self) -> bool {
        self.customers.is_empty() && self.foreign.is_empty() && self.misread.is_empty()
    }
}

/// Holds `readings` against the sheets of the run in `folder`.
///
/// # Errors
/// `SP030` if there is no run, or none with numbered sheets.
pub fn reconcile(
    folder: &Path,
    wanted: &Wanted,
    readings: &[SheetReading],
) -> Result<Reconciled, Vec<Diagnostic>> {
    let manifest = manifest(folder)?;
    let Some(sheets) = &manifest.sheets else { return Err(vec![no_sheets(folder)]) };
    let stacks = wanted.stacks(&manifest, sheets)?;
    let counted: BTreeSet<u32> =
        stacks.iter().flat_map(|(_, stacks)| stacks).flat_map(|stack| stack.cover..=stack.last()).collect();
    let total = counted.len() as u32;
    let mut result = Reconciled { run: manifest.run.clone(), total, ..Reconciled::default() };
    let mut seen = BTreeMap::<(u32, Side), BTreeSet<&SheetReading>>::new();
    for reading in readings {
        let text = reading.text.trim();
        match SheetCode::read(text) {
            Some(code) if belongs(&code, &manifest.run, sheets) => {
                seen.entry((code.sheet, code.side)).or_default().insert(reading);
            }
            Some(_) => result.foreign.push(reading.clone()),
            None if SheetCode::is_one(text) => result.misread.push(reading.clone()),
            None => result.others += usize::from(!text.is_empty()),
        }
    }
    result.found = seen
        .keys()
        .map(|(sheet, _)| sheet)
        .filter(|sheet| counted.contains(sheet))
        .collect::<BTreeSet<_>>()
        .len() as u32;
    let names: BTreeMap<_, _> =
        manifest.customers.iter().map(|record: &Record| (record.code.as_str(), &record.name)).collect();
    for (customer, stacks) in stacks {
        let mut finding = CustomerFinding {
            code: customer.code.clone(),
            name: names.get(customer.code.as_str()).map(|name| (*name).clone()).unwrap_or_default(),
            missing: Vec::new(),
            double: Vec::new(),
        };
        for stack in stacks {
            for sheet in stack.cover..=stack.last() {
                let sides = [Side::Front, Side::Back].map(|side| seen.get(&(sheet, side)));
                let most = sides.iter().flatten().map(|readings| readings.len()).max();
                match most {
                    None => finding.missing.push(found(stack, sheet, Vec::new())),
                    Some(1) => {}
                    Some(_) => {
                        let twice = sides.into_iter().flatten().filter(|readings| readings.len() > 1);
                        let readings = twice.flatten().map(|one| (*one).clone());
                        finding.double.push(found(stack, sheet, readings.collect()));
                    }
                }
            }
        }
        if !finding.missing.is_empty() || !finding.double.is_empty() {
            result.customers.push(finding);
        }
    }
    Ok(result)
}

/// The manifest of the run in `folder`.
///
/// # Errors
/// `SP030` if there is none.
pub(super) fn manifest(folder: &Path) -> Result<Manifest, Vec<Diagnostic>> {
    let found = text(&folder.join(MANIFEST)).and_then(|text| Manifest::read(&text));
    found.ok_or_else(|| vec![no_sheets(folder)])
}

/// Whether the code is of this run and of the sheet that has its number now.
fn belongs(code: &SheetCode, run: &str, sheets: &SheetNumbers) -> bool {
    code.run == run
        && sheets
            .find(code.sheet)
            .is_some_and(|(customer, stack)| stack.code(run, &customer.code, code.sheet, code.side) == *code)
}

fn found(stack: &SheetStack, sheet: u32, readings: Vec<SheetReading>) -> SheetFinding {
    let page = |side| match stack.content(sheet, side) {
        SideContent::Page(page) => Some(page),
        SideContent::Cover | SideContent::Blank => None,
    };
    let pages = [Side::Front, Side::Back].into_iter().filter_map(page).collect();
    SheetFinding { sheet, document: stack.document.clone(), pages, readings }
}
