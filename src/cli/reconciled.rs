//! What `reconcile` found, in words and as JSON (docs/run.md).

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::place::harmless;
use super::speech::Language;
use crate::app::{CustomerFinding, Reconciled, SheetFinding, SheetReading};

/// Readings of one kind that are listed; of more it is said how many there are.
const LISTED: usize = 20;

/// The finding in words.
pub(super) fn text(found: &Reconciled, language: Language) -> String {
    let mut text = String::new();
    for customer in &found.customers {
        text.push_str(&customer_text(customer, language));
    }
    let foreign = language.pick(
        "この実行のものではない用紙（ほかの実行か、番号を付け直す前の印刷）",
        "Sheets that are not of this run (another run, or a printing before the numbers changed)",
    );
    let misread = language.pick("読み違えたコード", "Codes with a wrong character");
    for (head, readings) in [(foreign, &found.foreign), (misread, &found.misread)] {
        if !readings.is_empty() {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{head}");
            for reading in readings.iter().take(LISTED) {
                let _ = writeln!(text, "  {}  {}", harmless(&reading.text), place(reading));
            }
            if let Some(more) = readings.len().checked_sub(LISTED).filter(|more| *more > 0) {
                let _ = match language {
                    Language::Japanese => writeln!(text, "  ほか {more}件"),
                    Language::English => writeln!(text, "  and {more} more"),
                };
            }
        }
    }
    let count = |of: fn(&CustomerFinding) -> usize| found.customers.iter().map(of).sum::<usize>();
    let (missing, double) = (count(|one| one.missing.len()), count(|one| one.double.len()));
    let Reconciled { run, total, found: seen, .. } = found;
    let (foreign, misread, others) = (found.foreign.len(), found.misread.len(), found.others);
    let _ = match language {
        Language::Japanese => writeln!(
            text,
            "{}実行 {run}：用紙 {total}枚のうち {seen}枚を確認。不足 {missing}枚、重複 {double}枚、ほかの実行 {foreign}件、読み違い {misread}件、用紙以外のコード {others}件。",
            if found.is_complete() { "すべてそろっています。" } else { "" }
        ),
        Language::English => writeln!(
            text,
            "{}Run {run}: {seen} of {total} sheets seen; {missing} missing, {double} double, {foreign} foreign, {misread} misread, {others} other codes.",
            if found.is_complete() { "Complete. " } else { "" }
        ),
    };
    text
}

fn customer_text(customer: &CustomerFinding, language: Language) -> String {
    let mut text = format!("{}  {}\n", customer.code, harmless(&customer.name));
    let lists = [
        (language.pick("不足", "missing"), &customer.missing),
        (language.pick("重複", "double"), &customer.double),
    ];
    for (word, sheets) in lists {
        for sheet in sheets {
            let readings: Vec<_> = sheet.readings.iter().map(place).collect();
            let readings = readings.join(", ");
            // Writing into a string cannot fail.
            let _ = writeln!(text, "  {word}  {}", sheet_text(sheet, language) + &readings);
        }
    }
    text
}

fn sheet_text(sheet: &SheetFinding, language: Language) -> String {
    let pages: Vec<_> = sheet.pages.iter().map(usize::to_string).collect();
    let (number, document, pages) = (sheet.sheet, &sheet.document, pages.join("–"));
    let gap = if sheet.readings.is_empty() { "" } else { "  " };
    match (language, pages.as_str()) {
        (Language::Japanese, "") => format!("用紙 {number}（{document} の表紙）{gap}"),
        (Language::Japanese, pages) => format!("用紙 {number}（{document} {pages}ページ）{gap}"),
        (Language::English, "") => format!("sheet {number} ({document}, cover sheet){gap}"),
        (Language::English, pages) => format!("sheet {number} ({document}, page {pages}){gap}"),
    }
}

fn place(reading: &SheetReading) -> String {
    format!("{}:{}", harmless(&reading.source), reading.page)
}

/// The finding as one JSON object, with a line end.
pub(super) fn json(found: &Reconciled, exit_code: u8) -> String {
    let reading = |one: &SheetReading| json!({"text": one.text, "source": one.source, "page": one.page});
    let readings = |all: &[SheetReading]| all.iter().map(reading).collect::<Vec<Value>>();
    let sheet = |one: &SheetFinding| {
        json!({
            "sheet": one.sheet,
            "document": one.document,
            "pages": one.pages,
            "readings": readings(&one.readings),
        })
    };
    let sheets = |all: &[SheetFinding]| all.iter().map(sheet).collect::<Vec<Value>>();
    let customer = |one: &CustomerFinding| {
        json!({
            "code": one.code,
            "name": one.name,
            "missing": sheets(&one.missing),
            "double": sheets(&one.double),
        })
    };
    let report = json!({
        "version": 1,
        "command": "reconcile",
        "exit_code": exit_code,
        "run": found.run,
        "complete": found.is_complete(),
        "sheets": found.total,
        "seen": found.found,
        "customers": found.customers.iter().map(customer).collect::<Vec<Value>>(),
        "foreign": readings(&found.foreign),
        "misread": readings(&found.misread),
        "others": found.others,
    });
    // Numbers and texts only: there is nothing in it that JSON cannot say.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}
