//! [`CustomerEntry`]: what became of one customer. In: the driver's report on it. Out: text, and JSON.

use std::fmt::Write as _;

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::language::{Language, plural};
use super::message::{About, Message, count};
use super::next_steps::kind_word;
use super::place::{Spot, harmless};
use crate::app::{CustomerReport, DocumentKind, Output, OutputDocument, ReportedCustomer, State};
use crate::base::{Origins, Severity, Shown};

/// Columns in which file names stand.
const NAME_WIDTH: usize = 14;

/// Columns in which the documents' Japanese names stand.
const WORD_WIDTH: usize = 22;

/// What became of a customer, or of a file that no customer could be read from, with its messages.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CustomerEntry {
    /// What became of it.
    #[serde(flatten)]
    pub(crate) result: CustomerResult,
    /// Errors, warnings and notes, in the order in which they were found.
    pub(crate) messages: Vec<Message>,
}

/// What became of a customer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CustomerResult {
    /// Who it is.
    customer: ReportedCustomer,
    /// The file as the user named it.
    file: String,
    /// Where the customer begins in it.
    place: Option<Spot>,
    /// Whether there is no error.
    pub(super) ok: bool,
    /// How many errors there are.
    errors: usize,
    /// How many warnings there are.
    pub(super) warnings: usize,
    /// The documents; none after an error, and where nothing was to be made.
    pub(super) output: Option<OutputEntry>,
}

/// A customer's documents.
#[derive(Clone, Debug, Serialize)]
pub(super) struct OutputEntry {
    /// How they came to be there.
    #[serde(serialize_with = "state_key")]
    pub(super) state: State,
    /// The customer's name as it is printed.
    name: String,
    /// The customer's folder.
    folder: String,
    /// Pages of all documents but labels.
    pages: usize,
    labels: usize,
    pub(super) documents: Vec<DocumentEntry>,
    /// The page to check labels and notice sheets with, if there is one.
    check_page: Option<String>,
}

/// One document.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DocumentEntry {
    #[serde(serialize_with = "kind_key")]
    pub(super) kind: DocumentKind,
    file: String,
    pub(super) pages: usize,
    /// Labels on it, if it is the label sheet.
    pub(super) labels: Option<usize>,
    /// Its page pictures.
    pictures: Vec<String>,
}

impl CustomerEntry {
    /// The entry for `report`; none if that is about the run as a whole.
    pub(crate) fn of(report: &CustomerReport, origins: &Origins) -> Option<Self> {
        let customer = report.customer.as_ref()?;
        let messages = Message::list(
            &report.diagnostics,
            About { customer: Some(customer), file: Some(&report.file) },
            origins,
        );
        let errors = count(&messages, Severity::Error);
        let result = CustomerResult {
            customer: customer.clone(),
            file: report.file.shown(),
            place: Spot::of(report.at, origins),
            ok: errors == 0,
            errors,
            warnings: count(&messages, Severity::Warning),
            output: report.output.as_ref().map(OutputEntry::of),
        };
        Some(Self { result, messages })
    }

    /// The documents in words: whose they are, where they are, and of how many pages. Nothing where none was made.
    pub(crate) fn text(&self, language: Language) -> String {
        let Some(output) = &self.result.output else { return String::new() };
        let mut text = format!("{}\n  {}\n", harmless(&output.name), output.folder);
        for document in &output.documents {
            let name = document.file.rsplit(['/', '\\']).next().unwrap_or_default();
            let gap = " ".repeat(NAME_WIDTH.saturating_sub(name.width()));
            // Writing into a string cannot fail.
            let _ = writeln!(text, "    {name}{gap}{}", document.text(language));
        }
        if output.check_page.is_some() {
            let word = language.pick(
                "ラベルと通知書のページを携帯電話で確かめるページ",
                "to check labels and notice sheets with a phone",
            );
            let _ = writeln!(text, "    check.html    {word}");
        }
        let _ = match (self.result.warnings, language) {
            (0, _) => Ok(()),
            (warnings, Language::Japanese) => {
                writeln!(text, "  注意 {warnings}件（上の説明をお読みください）")
            }
            (warnings, Language::English) => {
                writeln!(text, "  {warnings} {} (see above)", plural(warnings, "warning"))
            }
        };
        text
    }

    /// The same in one line, for a customer of many.
    pub(crate) fn line(&self, language: Language) -> String {
        let Some(output) = &self.result.output else { return String::new() };
        let code = self.result.customer.code.as_deref().unwrap_or_default();
        let mut text = format!(
            "{code}  {}  {}",
            harmless(&output.name),
            papers_text(output.pages, output.labels, language)
        );
        if output.state == State::Kept {
            text.push_str(language.pick("（前回のまま）", " (as before)"));
        }
        // Writing into a string cannot fail.
        let _ = match (self.result.warnings, language) {
            (0, _) => Ok(()),
            (warnings, Language::Japanese) => write!(text, "　注意 {warnings}件"),
            (warnings, Language::English) => write!(text, ", {warnings} {}", plural(warnings, "warning")),
        };
        text + "\n"
    }
}

impl OutputEntry {
    fn of(output: &Output) -> Self {
        let papers = output.documents.iter().filter(|document| !document.kind.is_on_label_stock());
        Self {
            state: output.state,
            name: output.name.clone(),
            folder: output.folder.shown(),
            pages: papers.map(|document| document.pages).sum(),
            labels: output.documents.iter().filter_map(|document| document.labels).sum(),
            documents: output.documents.iter().map(DocumentEntry::of).collect(),
            check_page: output.check_page.as_ref().map(|page| page.shown()),
        }
    }
}

/// Pages and labels in words.
pub(super) fn papers_text(pages: usize, labels: usize, language: Language) -> String {
    match language {
        Language::Japanese => format!("{pages}ページ、ラベル {labels}枚"),
        Language::English => {
            format!("{pages} {}, {labels} {}", plural(pages, "page"), plural(labels, "label"))
        }
    }
}

impl DocumentEntry {
    fn of(document: &OutputDocument) -> Self {
        Self {
            kind: document.kind,
            file: document.file.shown(),
            pages: document.pages,
            labels: document.labels,
            pictures: document.pictures.iter().map(|path| path.shown()).collect(),
        }
    }

    fn text(&self, language: Language) -> String {
        let (word, pages, pictures) = (kind_word(self.kind, language), self.pages, self.pictures.len());
        let mut text = match language {
            Language::Japanese => {
                format!("{word}{}{pages}ページ", " ".repeat(WORD_WIDTH.saturating_sub(word.width())))
            }
            Language::English => format!("{word}: {pages} {}", plural(pages, "page")),
        };
        // Writing into a string cannot fail.
        let _ = match (self.labels, language) {
            (None, _) => Ok(()),
            (Some(labels), Language::Japanese) => write!(text, "（ラベル {labels}枚）"),
            (Some(labels), Language::English) => write!(text, ", {labels} {}", plural(labels, "label")),
        };
        let _ = match (pictures, language) {
            (0, _) => Ok(()),
            (pictures, Language::Japanese) => write!(text, "、画像 {pictures}枚"),
            (pictures, Language::English) => write!(text, ", {pictures} {}", plural(pictures, "picture")),
        };
        text
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn state_key<S: serde::Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match state {
        State::New => "new",
        State::Kept => "kept",
        State::Dry => "dry",
    })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub(super) fn kind_key<S: serde::Serializer>(kind: &DocumentKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.stem())
}
