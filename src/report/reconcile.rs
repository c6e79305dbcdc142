//! [`ReconcileResult`]: what `reconcile` found of a run's sheets. In: the driver's finding. Out: text, and JSON.

use std::fmt::Write as _;

use serde::Serialize;

use super::language::Language;
use super::place::harmless;
use crate::app::{CustomerFinding, Reconciled, ReplacedSheet, SheetFinding, SheetReading};

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
    /// Sheets of another printing than the one that counts.
    replaced: Vec<ReplacedFound>,
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

#[derive(Clone, Debug, Serialize)]
struct ReplacedFound {
    printing: Option<u32>,
    code: String,
    name: String,
    #[serde(flatten)]
    sheet: SheetFound,
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
            replaced: found.replaced.iter().map(ReplacedFound::of).collect(),
            foreign: found.foreign.iter().map(Reading::of).collect(),
            misread: found.misread.iter().map(Reading::of).collect(),
            others: found.others,
        }
    }

    /// Customer by customer, and the sums.
    pub(super) fn text(&self, language: Language) -> String {
        let mut text: String = self.customers.iter().map(|customer| customer.text(language)).collect();
        let foreign = language.pick("この実行のものではない用紙", "Sheets that are not of this run");
        let misread = language.pick("読み違えたコード", "Codes with a wrong character");
        text += &self.replaced_text(language);
        text += &readings_text(foreign, &self.foreign, language);
        text += &readings_text(misread, &self.misread, language);
        let Self { run, sheets, seen, missing, double, others, .. } = self;
        let (foreign, misread) = (self.foreign.len(), self.misread.len());
        let replaced = self.replaced.len();
        // Writing into a string cannot fail.
        let _ = match language {
            Language::Japanese => writeln!(
                text,
                "{}実行 {run}：用紙 {sheets}枚のうち {seen}枚を確認。不足 {missing}枚、重複 {double}枚、差し替え前 {replaced}件、ほかの実行 {foreign}件、読み違い {misread}件、用紙以外のコード {others}件。ラベルは数えていません。",
                if self.complete { "すべてそろっています。" } else { "" }
            ),
            Language::English => writeln!(
                text,
                "{}Run {run}: {seen} of {sheets} sheets seen; {missing} missing, {double} double, {replaced} replaced, {foreign} foreign, {misread} misread, {others} other codes. Labels are not counted.",
                if self.complete { "Complete. " } else { "" }
            ),
        };
        text
    }
}

impl ReconcileResult {
    /// Sheets that are to be pulled out.
    fn replaced_text(&self, language: Language) -> String {
        if self.replaced.is_empty() {
            return String::new();
        }
        let head = language.pick(
            "ほかの印刷の用紙（今は使いません。抜いて細断してください）",
            "Sheets of another printing (not in use now: pull them out and destroy them)",
        );
        let mut text = format!("{head}\n");
        for found in self.replaced.iter().take(LISTED) {
            let printing = match (found.printing, language) {
                (None, _) => String::new(),
                (Some(number), Language::Japanese) => format!("印刷{number}　"),
                (Some(number), Language::English) => format!("printing {number}, "),
            };
            // Writing into a string cannot fail.
            let _ = writeln!(
                text,
                "  {}  {}  {printing}{}",
                found.code,
                harmless(&found.name),
                found.sheet.text(language)
            );
        }
        text + &more_text(self.replaced.len(), language)
    }
}

impl ReplacedFound {
    fn of(found: &ReplacedSheet) -> Self {
        Self {
            printing: found.printing,
            code: found.code.clone(),
            name: found.name.clone(),
            sheet: SheetFound::of(&found.sheet),
        }
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
    text + &more_text(readings.len(), language)
}

/// How many are not listed.
fn more_text(count: usize, language: Language) -> String {
    match (count.saturating_sub(LISTED), language) {
        (0, _) => String::new(),
        (more, Language::Japanese) => format!("  ほか {more}件\n"),
        (more, Language::English) => format!("  and {more} more\n"),
    }
}
