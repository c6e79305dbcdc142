//! Every code that a file can cause, in full text: `tests/cases/errors/<case>/site.toml` or `sheet.csv` is read, judged and
//! planned, and what is told is held against `expected.txt`. The list in docs/errors.md is made from the same.
//!
//! `UPDATE_EXPECT=1` accepts what is told now.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use startpack::app::{LabelOptions, request};
use startpack::base::date::Date;
use startpack::base::diagnostic::Blame;
use startpack::base::{Code, Diagnostic, Fonts, Origins, Place, Severity, Shown};
use startpack::plan::{DocumentKind, Request, plan};
use startpack::read::{AssignedColumn, CustomerFile, SiteFile, TableOptions, read_all};
use startpack::validate::validate;

use crate::walls::root;

/// Codes that no text file can cause by itself: they come from workbooks, paths, several files, the
/// space on paper or the program. Each has its test elsewhere.
const ELSEWHERE: &[Code] = &[
    Code::Returned,
    Code::WrongUsage,
    Code::FileUnreadable,
    Code::NotWritable,
    Code::DiskRefuses,
    Code::FileExists,
    Code::RunLocked,
    Code::ForeignRun,
    Code::PartsDisagree,
    Code::UnknownKind,
    Code::NoTable,
    Code::NoRun,
    Code::NotInRun,
    Code::NotTheSame,
    Code::NoSuchTerminal,
    Code::NothingOutdated,
    Code::NobodySelected,
    Code::NotMended,
    Code::NoSuchPage,
    Code::NothingMade,
    Code::NotSeen,
    Code::UnsafeWorkbook,
    Code::PassedOver,
    Code::DoesNotFit,
    Code::SameFolder,
    Code::BadFacts,
    Code::LabelMisread,
    Code::LabelForeign,
    Code::LabelOutdated,
    Code::LabelWrong,
    Code::LabelUnsigned,
    Code::LabelUnchecked,
    Code::LabelMissing,
    Code::LabelSeveral,
    Code::PairDisagrees,
    Code::NothingRead,
    Code::LabelBehind,
    Code::LabelNotHeld,
    Code::LabelNewer,
    Code::LayoutBound,
    Code::Template,
    Code::Internal,
];

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(root().join("tests/cases/errors")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// What `options.txt` in a case's folder says of the labels, a line for each option; files are in the folder.
fn options(case: &Path) -> LabelOptions {
    let mut options = LabelOptions::default();
    let text = fs::read_to_string(case.join("options.txt")).unwrap_or_default();
    for (name, value) in text.lines().map(|line| line.split_once(' ').unwrap_or((line, ""))) {
        let number = || Some(value.parse::<f64>().unwrap());
        let file = || Some(case.join(value));
        match name {
            // Which documents: see `documents`.
            "--only" => {}
            "--stock" => options.stock = value.to_owned(),
            "--stock-file" => options.stock_file = file(),
            "--start" => options.start = value.parse().unwrap(),
            "--skip" => options.skip = value.to_owned(),
            "--copies" => options.copies = value.parse().unwrap(),
            "--printer" => options.printer = Some(value.to_owned()),
            "--printer-file" => options.printer_file = file(),
            "--offset-x" => options.offset[0] = number(),
            "--offset-y" => options.offset[1] = number(),
            "--scale-x" => options.scale[0] = number(),
            "--column" => {}
            _ => panic!("{name} in {}", case.display()),
        }
    }
    options
}

/// The columns that the same file assigns.
fn reading(case: &Path) -> TableOptions {
    let text = fs::read_to_string(case.join("options.txt")).unwrap_or_default();
    let assigned = text.lines().filter_map(|line| line.strip_prefix("--column ")?.split_once('='));
    let columns = assigned.map(|(from, to)| AssignedColumn { from: from.to_owned(), to: to.to_owned() });
    TableOptions { columns: columns.collect(), ..TableOptions::default() }
}

/// The documents that `options.txt` names, or the usual ones.
fn documents(case: &Path) -> Vec<DocumentKind> {
    let text = fs::read_to_string(case.join("options.txt")).unwrap_or_default();
    let named = text.lines().find_map(|line| line.strip_prefix("--only "));
    named.map_or_else(
        || DocumentKind::USUAL.to_vec(),
        |named| named.split(',').map(|stem| DocumentKind::from_stem(stem).unwrap()).collect(),
    )
}

/// Everything that is told of one case, printed on the day for which the cases were written.
fn told(case: &Path) -> (Vec<Diagnostic>, Origins) {
    let mut origins = Origins::new();
    let file =
        [case.join("site.toml"), case.join("sheet.csv")].into_iter().find(|file| file.exists()).unwrap();
    match read_all(&file, &reading(case), &mut origins) {
        Err(faults) => (faults, origins),
        Ok(CustomerFile { sites, messages: told }) => {
            let request = request(today(), &documents(case), &options(case), &mut origins);
            let judged = sites.iter().flat_map(|site| judged(&site.restore().unwrap(), &request, &origins));
            (told.iter().cloned().chain(judged).collect(), origins)
        }
    }
}

/// The day for which the cases were written.
fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

fn judged(file: &SiteFile, request: &Result<Request, Vec<Diagnostic>>, origins: &Origins) -> Vec<Diagnostic> {
    match validate(file, &Fonts::new(), today(), origins) {
        Err(faults) => faults,
        Ok(validated) => {
            let mut found = validated.warnings;
            let planned = request.as_ref().map_err(Clone::clone);
            found.extend(match planned.and_then(|request| plan(&validated.site, request)) {
                Ok(plan) => plan.warnings,
                Err(faults) => faults,
            });
            found
        }
    }
}

/// A line is shown so far, in characters.
const WIDEST: usize = 60;

/// Diagnostics as plain text: where, how bad and which; both languages; the line as a display would show it.
fn rendered(diagnostics: &[Diagnostic], origins: &Origins) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = origins.line_column(diagnostic.at).map(|(line, column)| format!("{line}:{column} "));
        let place = match origins.place(diagnostic.at) {
            Some(Place::Cell { row, column, .. }) => Some(format!("row {row}, column {column} ")),
            _ => place,
        };
        let _ = writeln!(text, "{}{severity} {}", place.unwrap_or_default(), diagnostic.code.as_str());
        if let Some(Place::Span { source, bytes }) = origins.place(diagnostic.at) {
            let source = &origins.sources[source].text;
            let line = source[..bytes.start].matches('\n').count();
            let line: Vec<char> = source.lines().nth(line).unwrap_or("").trim_end().chars().collect();
            let cut = if line.len() > WIDEST { "…" } else { "" };
            let _ = writeln!(text, "  | {}{cut}", line.iter().take(WIDEST).collect::<String>());
            assert!(source.get(bytes.clone()).is_some(), "{diagnostic:?} points between characters");
        }
        let _ = writeln!(text, "  {}\n  → {}", diagnostic.message.ja, diagnostic.help.ja);
        let _ = writeln!(text, "  {}\n  → {}\n", diagnostic.message.en, diagnostic.help.en);
    }
    text
}

/// Holds `actual` against the file, or writes it there.
fn expect(file: &Path, actual: &str) -> Result<(), String> {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(file, actual).unwrap();
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    let shown = file.strip_prefix(root()).unwrap().shown();
    Err(format!("{shown} is\n{actual}\nand was to be\n{expected}\n"))
}

#[test]
fn every_case_tells_what_it_should() {
    let wrong: Vec<String> = cases()
        .iter()
        .filter_map(|case| {
            let (diagnostics, origins) = told(case);
            expect(&case.join("expected.txt"), &rendered(&diagnostics, &origins)).err()
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let told: Vec<Code> =
        cases().iter().flat_map(|case| told(case).0).map(|diagnostic| diagnostic.code).collect();
    let without: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !told.contains(code) && !ELSEWHERE.contains(code))
        .map(|code| code.as_str())
        .collect();
    assert_eq!(without, [""; 0], "codes without a case");
    let in_vain: Vec<&str> =
        ELSEWHERE.iter().filter(|code| told.contains(code)).map(|code| code.as_str()).collect();
    assert_eq!(in_vain, [""; 0], "codes that a site file can cause after all");
}

#[test]
fn what_is_told_is_whole_and_in_order() {
    let mut bare: Vec<String> = Vec::new();
    for case in cases() {
        let (diagnostics, origins) = told(&case);
        for diagnostic in &diagnostics {
            let words = [&diagnostic.message, &diagnostic.help];
            for text in words.iter().flat_map(|words| [&words.ja, &words.en]) {
                assert!(!text.trim().is_empty(), "{case:?} {diagnostic:?}");
                assert!(!text.chars().any(char::is_control), "{case:?} {diagnostic:?}");
            }
            let english = [&diagnostic.message.en, &diagnostic.help.en];
            let japanese = [&diagnostic.message.ja, &diagnostic.help.ja];
            bare.extend(japanese.into_iter().filter(|text| !text.ends_with('。')).cloned());
            assert!(english.iter().all(|text| !text.ends_with(['。', '.'])), "{case:?} {diagnostic:?}");
        }
        let order: Vec<_> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.at.is_some())
            .map(|diagnostic| origins.order(diagnostic.at))
            .collect();
        let judged = order.iter().filter(|place| place.1 > 0).collect::<Vec<_>>();
        let stops = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        assert!(!stops || judged.is_sorted(), "{case:?}: not in the order of the file");
    }
    assert_eq!(bare, [""; 0], "Japanese sentences without their 。");
}

#[test]
fn the_list_of_codes_is_up_to_date() {
    let mut list = String::from(HEAD);
    let found: Vec<(Diagnostic, String)> = cases()
        .iter()
        .flat_map(|case| {
            let (diagnostics, origins) = told(case);
            diagnostics
                .into_iter()
                .map(|one| (rendered(std::slice::from_ref(&one), &origins), one))
                .collect::<Vec<_>>()
        })
        .map(|(text, one)| (one, text))
        .collect();
    for &code in Code::ALL {
        let blame = match code.blame() {
            Blame::Data => "1, the data",
            Blame::Usage => "2, the command line",
            Blame::Access => "3, a file or folder",
            Blame::Program => "4, startpack itself",
        };
        let _ = writeln!(list, "\n## {}\n\n{}\n", code.as_str(), code.meaning().trim());
        let examples: Vec<&(Diagnostic, String)> = found.iter().filter(|(one, _)| one.code == code).collect();
        let mut severities: Vec<Severity> = examples.iter().map(|(one, _)| one.severity).collect();
        severities.sort();
        severities.dedup();
        let names: Vec<&str> = severities.iter().rev().map(|severity| told_as(*severity)).collect();
        let exit = if severities.is_empty() || severities.contains(&Severity::Error) {
            format!("Exit code {blame}.")
        } else {
            "Does not stop the documents.".to_owned()
        };
        let told = if names.is_empty() { String::new() } else { format!("Told as {}. ", names.join(" or ")) };
        let _ = writeln!(list, "{told}{exit}");
        if let Some((_, text)) = examples.first() {
            let _ = writeln!(list, "\n```text\n{}\n```", text.trim_end());
        }
    }
    expect(&root().join("docs/errors.md"), &list).unwrap();
}

fn told_as(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
        Severity::Note => "a note",
    }
}

const HEAD: &str = "# What startpack tells\n\n\
    Each thing that startpack tells has a code, a place (file, line and column; sheet and cell), a message and what to do, in\n\
    Japanese and English (`--lang`). An error stops the documents of that customer; a warning or a note does not.\n\
    All of a file's faults are told in one run. This list is made from the program; the examples are its own tests\n\
    (`tests/cases/errors/`), with the line as it is shown: what looks like a secret is hidden.\n";
