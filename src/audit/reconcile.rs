//! `reconcile`: what was read from the sheets of a printed run in, what is missing, double or foreign out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::papers::{Papers, PrintedStack};
use super::wanted::Wanted;
use crate::base::{Diagnostic, fold};
use crate::batch::errors::no_sheets;
use crate::batch::manifest::Manifest;
use crate::batch::session::MANIFEST;
use crate::plan::{SheetCode, Side};
use crate::press::sheets::{SheetStack, SideContent};
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
    /// Sheets of this run that count no more, or not now: another printing has taken their place.
    pub replaced: Vec<ReplacedSheet>,
    /// Sheets of another run, in order of reading.
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

/// A sheet of another printing than the one that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacedSheet {
    /// Which printing it is of; `None` in runs from before printings had numbers.
    pub printing: Option<u32>,
    /// 10-digit code.
    pub code: String,
    /// The customer's name.
    pub name: String,
    /// The sheet, and where it was read.
    pub sheet: SheetFinding,
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
        let are_others = self.replaced.is_empty() && self.foreign.is_empty();
        self.customers.is_empty() && are_others && self.misread.is_empty()
    }
}

/// Holds `readings` against the sheets of the run in `folder`: those that count, or those of one printing.
///
/// # Errors
/// `SP030` if there is no run, or none that was merged for the copier; `SP031` if it has no such printing.
pub fn reconcile(
    folder: &Path,
    wanted: &Wanted,
    printing: Option<u32>,
    readings: &[SheetReading],
) -> Result<Reconciled, Vec<Diagnostic>> {
    let manifest = manifest(folder)?;
    let papers = Papers::read(folder, &manifest, printing)?;
    let mut printed = papers.counted();
    let codes = wanted.codes(&manifest, &printed)?;
    let place = |stack: &&PrintedStack| codes.iter().position(|code| *code == stack.code);
    printed.retain(|stack| wanted.has(&stack.stack.document) && place(stack).is_some());
    printed.sort_by_key(place);
    let mut result = Reconciled { run: manifest.run.clone(), ..Reconciled::default() };
    let mut seen = Seen::new();
    for reading in readings {
        // A handy scanner types in full width where an input method is on.
        let text = fold::width(reading.text.trim()).to_ascii_uppercase();
        let text = text.as_str();
        match SheetCode::read(text).map(|code| (papers.with_code(&code), code)) {
            Some((Some(stack), code)) if stack.counts => {
                seen.entry((code.sheet, code.side)).or_default().insert(reading);
            }
            Some((Some(stack), code)) => {
                let of = (stack.printing, code.sheet);
                match result.replaced.iter_mut().find(|known| (known.printing, known.sheet.sheet) == of) {
                    Some(known) => known.sheet.readings.push(reading.clone()),
                    None => result.replaced.push(replaced(stack, &code, reading)),
                }
            }
            Some((None, _)) => result.foreign.push(reading.clone()),
            None if SheetCode::is_one(text) => result.misread.push(reading.clone()),
            None => result.others += usize::from(!text.is_empty()),
        }
    }
    let counted: BTreeSet<u32> =
        printed.iter().flat_map(|one| one.stack.first()..=one.stack.last()).collect();
    let found: BTreeSet<_> =
        seen.keys().map(|(sheet, _)| sheet).filter(|sheet| counted.contains(sheet)).collect();
    (result.total, result.found) = (counted.len() as u32, found.len() as u32);
    for stacks in printed.chunk_by(|a, b| a.code == b.code) {
        result.customers.extend(customer_finding(stacks, &seen));
    }
    Ok(result)
}

/// What was read of each side of each sheet that counts.
type Seen<'a> = BTreeMap<(u32, Side), BTreeSet<&'a SheetReading>>;

/// What is wrong with one customer's stacks, if anything is.
fn customer_finding(stacks: &[&PrintedStack], seen: &Seen<'_>) -> Option<CustomerFinding> {
    let first = stacks.first()?;
    let (mut missing, mut double) = (Vec::new(), Vec::new());
    for PrintedStack { stack, .. } in stacks {
        for sheet in stack.first()..=stack.last() {
            let sides = [Side::Front, Side::Back].map(|side| seen.get(&(sheet, side)));
            let most = sides.iter().flatten().map(|readings| readings.len()).max();
            match most {
                None => missing.push(found(stack, sheet, Vec::new())),
                Some(1) => {}
                Some(_) => {
                    let twice = sides.into_iter().flatten().filter(|readings| readings.len() > 1);
                    let readings = twice.flatten().map(|one| (*one).clone());
                    double.push(found(stack, sheet, readings.collect()));
                }
            }
        }
    }
    let is_wrong = !missing.is_empty() || !double.is_empty();
    is_wrong.then(|| CustomerFinding { code: first.code.clone(), name: first.name.clone(), missing, double })
}

fn replaced(stack: &PrintedStack, code: &SheetCode, reading: &SheetReading) -> ReplacedSheet {
    ReplacedSheet {
        printing: stack.printing,
        code: stack.code.clone(),
        name: stack.name.clone(),
        sheet: found(&stack.stack, code.sheet, vec![reading.clone()]),
    }
}

/// The manifest of the run in `folder`.
///
/// # Errors
/// `SP030` if there is none.
pub(super) fn manifest(folder: &Path) -> Result<Manifest, Vec<Diagnostic>> {
    let found = text(&folder.join(MANIFEST)).and_then(|text| Manifest::read(&text));
    found.ok_or_else(|| vec![no_sheets(folder)])
}

fn found(stack: &SheetStack, sheet: u32, readings: Vec<SheetReading>) -> SheetFinding {
    let page = |side| match stack.content(sheet, side) {
        SideContent::Page(page) => Some(page),
        SideContent::Cover | SideContent::Blank => None,
    };
    let pages = [Side::Front, Side::Back].into_iter().filter_map(page).collect();
    SheetFinding { sheet, document: stack.document.clone(), pages, readings }
}
