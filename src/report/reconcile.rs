//! [`ReconcileResult`]: what `reconcile` found of a run's sheets. In: the driver's finding. Out: text, and JSON.

use std::fmt::Write as _;

use serde::Serialize;

use super::language::Language;
use super::place::harmless;
use crate::app::{CustomerFinding, Reconciled, SheetFinding, SheetReading};

/// Readings of one kind that are listed in words; of more it is said how many there are.
const LISTED: usize = 20;

/// What was found of a run's sheets.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReconcileResult {
    run: String,
    /// No sheet is missing, double, foreign or misread.
    complete: bool,
    /// Sheets of the run.
    sheets: u32,
    /// Of these, sheets that were seen.
    seen: u32,
    missing: usize,
    double: usize,
    /// Customers of whom a sheet is missing or double.
    customers: Vec<CustomerSheetsFound>,
    /// Sheets that are not of this run.
    foreign: Vec<Reading>,
    /// Codes with a wrong character.
    misread: Vec<Reading>,
    /// Codes of other things.
    others: usize,
}

#[derive(Clone, Debug, Serialize)]
struct CustomerSheetsFound {
    code: String,
    name: String,
    missing: Vec<SheetFound>,
    double: Vec<SheetFound>,
}

#[derive(Clone, Debug, Serialize)]
struct SheetFound {
    sheet: u32,
    document: String,
    /// Pages on it; none on a cover sheet.
    pages: Vec<usize>,
    readings: Vec<Reading>,
}

/// What was read, and where.
#[derive(Clone, Debug, Serialize)]
struct Reading {
    text: String,
    /// The file; `-` is standard input.
    source: String,
    page: usize,
}

impl ReconcileResult {
    /// The result of a count.
    pub(crate) fn of(found: &Reconciled) -> Self {
        let count = |of: fn(&CustomerFinding) -> usize| found.customers.iter().map(of).sum::<usize>();
        Self {
            run: found.run.clone(),
            complete: found.is_complete(),
            sheets: found.total,
            seen: found.found,
            missing: count(|one| one.missing.len()),
            double: count(|one| one.double.len()),
            customers: found.customers.iter().map(CustomerSheetsFound::of).collect(),
            foreign: found.foreign.iter().map(Reading::of).collect(),
            misread: found.misread.iter().map(Reading::of).collect(),
            others: found.others,
        }
    }

    /// Customer by customer, and the sums.
    pub(super) fn text(&self, language: Language) -> String {
        let mut text: String = self.customers.iter().map(|customer| customer.text(language)).collect();
        let foreign = language.pick(
            "この実行のものではない用紙（ほかの実行か、番号を付け直す前の印刷）",
            "Sheets that are not of this run (another run, or a printing before the numbers changed)",
        );
        let misread = language.pick("読み違えたコード", "Codes with a wrong character");
        text += &readings_text(foreign, &self.foreign, language);
        text += &readings_text(misread, &self.misread, language);
        let Self { run, sheets, seen, missing, double, others, .. } = self;
        let (foreign, misread) = (self.foreign.len(), self.misread.len());
        // Writing into a string cannot fail.
        let _ = match language {
            Language::Japanese => writeln!(
                text,
                "{}実行 {run}：用紙 {sheets}枚のうち {seen}枚を確認。不足 {missing}枚、重複 {double}枚、ほかの実行 {foreign}件、読み違い {misread}件、用紙以外のコード {others}件。",
                if self.complete { "すべてそろっています。" } else { "" }
            ),
            Language::English => writeln!(
                text,
                "{}Run {run}: {seen} of {sheets} sheets seen; {missing} missing, {double} double, {foreign} foreign, {misread} misread, {others} other codes.",
                if self.complete { "Complete. " } else { "" }
            ),
        };
        text
    }
}

impl CustomerSheetsFound {
    fn of(found: &CustomerFinding) -> Self {
        Self {
            code: found.code.clone(),
            name: found.name.clone(),
            missing: found.missing.iter().map(SheetFound::of).collect(),
            double: found.double.iter().map(SheetFound::of).collect(),
        }
    }

    fn text(&self, language: Language) -> String {
        let mut text = format!("{}  {}\n", self.code, harmless(&self.name));
        let lists = [
            (language.pick("不足", "missing"), &self.missing),
            (language.pick("重複", "double"), &self.double),
        ];
        for (word, sheets) in lists {
            for sheet in sheets {
                // Writing into a string cannot fail.
                let _ = writeln!(text, "  {word}  {}", sheet.text(language));
            }
        }
        text
    }
}

impl SheetFound {
    fn of(found: &SheetFinding) -> Self {
        Self {
            sheet: found.sheet,
            document: found.document.clone(),
            pages: found.pages.clone(),
            readings: found.readings.iter().map(Reading::of).collect(),
        }
    }

    fn text(&self, language: Language) -> String {
        let pages: Vec<_> = self.pages.iter().map(usize::to_string).collect();
        let (number, document, pages) = (self.sheet, &self.document, pages.join("–"));
        let readings: Vec<_> = self.readings.iter().map(Reading::place).collect();
        let gap = if readings.is_empty() { "" } else { "  " };
        let sheet = match (language, pages.as_str()) {
            (Language::Japanese, "") => format!("用紙 {number}（{document} の表紙）{gap}"),
            (Language::Japanese, pages) => format!("用紙 {number}（{document} {pages}ページ）{gap}"),
            (Language::English, "") => format!("sheet {number} ({document}, cover sheet){gap}"),
            (Language::English, pages) => format!("sheet {number} ({document}, page {pages}){gap}"),
        };
        sheet + &readings.join(", ")
    }
}

impl Reading {
    fn of(reading: &SheetReading) -> Self {
        Self { text: reading.text.clone(), source: reading.source.clone(), page: reading.page }
    }

    fn place(&self) -> String {
        format!("{}:{}", harmless(&self.source), self.page)
    }
}

fn readings_text(head: &str, readings: &[Reading], language: Language) -> String {
    if readings.is_empty() {
        return String::new();
    }
    let mut text = format!("{head}\n");
    for reading in readings.iter().take(LISTED) {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {}  {}", harmless(&reading.text), reading.place());
    }
    if let Some(more) = readings.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let _ = match language {
            Language::Japanese => writeln!(text, "  ほか {more}件"),
            Language::English => writeln!(text, "  and {more} more"),
        };
    }
    text
}
