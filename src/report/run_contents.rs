//! [`RunList`]: what a run holds, for `manifest show`. In: the driver's word. Out: text, and JSON.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::language::Language;
use super::next_steps::kind_word;
use super::place::harmless;
use crate::app::{
    DocumentKind, MergedPaper, RunContents, RunCustomer, RunDocument, RunPrinting, RunVolume, Scope,
};
use crate::base::Shown;

/// What a run holds. Files have their paths within its folder.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RunList {
    folder: String,
    run: String,
    program: String,
    print_date: String,
    facts: Option<String>,
    documents: Vec<String>,
    stock: String,
    inputs: Vec<String>,
    customers: Vec<CustomerLine>,
    not_made: Vec<NotMadeLine>,
    printings: Vec<PrintingLine>,
    merged: Vec<MergedLine>,
    check_pages: Vec<CheckLine>,
}

#[derive(Clone, Debug, Serialize)]
struct CustomerLine {
    code: String,
    name: String,
    customer_no: Option<String>,
    work_date: Option<String>,
    dealer: Option<String>,
    input: String,
    terminals: usize,
    warnings: usize,
    documents: Vec<DocumentLine>,
}

#[derive(Clone, Debug, Serialize)]
struct DocumentLine {
    kind: String,
    file: Option<String>,
    pages: usize,
    labels: Option<usize>,
    pictures: Vec<String>,
}

/// A customer or a file of which nothing was made.
#[derive(Clone, Debug, Serialize)]
struct NotMadeLine {
    file: String,
    code: Option<String>,
    errors: Vec<String>,
}

/// A merged file.
#[derive(Clone, Debug, Serialize)]
struct MergedLine {
    kind: String,
    file: String,
    /// `a4` or `labels`.
    paper: &'static str,
    sides: usize,
    pages: usize,
    sheets: usize,
    customers: usize,
    first: String,
    last: String,
}

#[derive(Clone, Debug, Serialize)]
struct PrintingLine {
    printing: u32,
    scope: Scope,
    since: Option<u32>,
    print_date: String,
}

impl PrintingLine {
    fn of(printing: RunPrinting) -> Self {
        let RunPrinting { printing, scope, since, print_date } = printing;
        Self { printing, scope, since, print_date }
    }
}

#[derive(Clone, Debug, Serialize)]
struct CheckLine {
    file: String,
    customers: usize,
}

impl RunList {
    /// What the run in `folder` holds.
    pub(crate) fn of(folder: &Path, contents: RunContents) -> Self {
        let not_made = contents.not_made.into_iter();
        let check_pages = contents.check_pages.into_iter();
        Self {
            folder: folder.shown(),
            run: contents.run,
            program: contents.program,
            print_date: contents.print_date,
            facts: contents.facts,
            documents: contents.documents,
            stock: contents.stock,
            inputs: contents.inputs,
            customers: contents.customers.into_iter().map(CustomerLine::of).collect(),
            not_made: not_made.map(|(file, code, errors)| NotMadeLine { file, code, errors }).collect(),
            printings: contents.printings.into_iter().map(PrintingLine::of).collect(),
            merged: contents.merged.into_iter().map(MergedLine::of).collect(),
            check_pages: check_pages
                .map(|page| CheckLine { file: page.file, customers: page.customers })
                .collect(),
        }
    }

    pub(super) fn text(&self, language: Language) -> String {
        let Self { run, print_date, stock, .. } = self;
        let mut text = match language {
            Language::Japanese => format!("実行 {run}（印刷日 {print_date}、ラベル用紙 {stock}）\n"),
            Language::English => format!("Run {run} (day of printing {print_date}, label stock {stock})\n"),
        };
        // Writing into a string cannot fail.
        for customer in &self.customers {
            let name = harmless(&customer.name);
            let papers: Vec<String> = customer.documents.iter().map(|one| one.text(language)).collect();
            let _ = writeln!(text, "  {} {name}  {}", customer.code, papers.join(language.pick("、", ", ")));
        }
        for NotMadeLine { file, code, errors } in &self.not_made {
            let word = language.pick("作っていません", "not made");
            let whose = code.as_deref().unwrap_or_default();
            let _ = writeln!(text, "  {} {whose} {word}（{}）", harmless(file), errors.join(" "));
        }
        for file in &self.merged {
            let _ = writeln!(text, "  {}", file.text(language));
        }
        for page in &self.check_pages {
            let _ = writeln!(text, "  {}", page.file);
        }
        text
    }
}

impl CustomerLine {
    fn of(customer: RunCustomer) -> Self {
        let documents = customer.documents.into_iter().map(DocumentLine::of).collect();
        Self {
            code: customer.code,
            name: customer.name,
            customer_no: customer.customer_no,
            work_date: customer.work_date,
            dealer: customer.dealer,
            input: customer.input,
            terminals: customer.terminals,
            warnings: customer.warnings,
            documents,
        }
    }
}

impl DocumentLine {
    fn of(document: RunDocument) -> Self {
        let mut files = document.files.into_iter();
        Self {
            kind: document.kind,
            file: files.next(),
            pages: document.pages,
            labels: document.labels,
            pictures: files.collect(),
        }
    }

    fn text(&self, language: Language) -> String {
        let kind = DocumentKind::from_stem(&self.kind);
        let word = kind.map_or(self.kind.as_str(), |kind| kind_word(kind, language));
        match (self.labels, language) {
            (Some(labels), Language::Japanese) => format!("{word} {labels}枚"),
            (None, Language::Japanese) => format!("{word} {}ページ", self.pages),
            (Some(labels), Language::English) => format!("{word}: {labels}"),
            (None, Language::English) => format!("{word}: {} pages", self.pages),
        }
    }
}

impl MergedLine {
    fn of(volume: RunVolume) -> Self {
        let sides = if volume.paper == MergedPaper::BothSides { 2 } else { 1 };
        let [first, last] = volume.codes;
        Self {
            kind: volume.kind,
            file: volume.file,
            paper: if volume.paper == MergedPaper::LabelStock { "labels" } else { "a4" },
            sides,
            pages: volume.pages,
            sheets: volume.pages.div_ceil(sides),
            customers: volume.customers,
            first,
            last,
        }
    }

    fn text(&self, language: Language) -> String {
        let Self { file, sheets, .. } = self;
        let paper = match self.paper {
            "labels" => language.pick("ラベル用紙", "label stock"),
            _ => "A4",
        };
        let sides = match self.sides {
            2 => language.pick("両面", "both sides"),
            _ => language.pick("片面", "one side"),
        };
        match language {
            Language::Japanese => format!("{file}（{paper}・{sides}・{sheets}枚）"),
            Language::English => format!("{file} ({paper}, {sides}, {sheets} sheets)"),
        }
    }
}
