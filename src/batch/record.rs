//! [`Record`]: what was made for one customer, as the journal and the manifest keep it. docs/run.md describes the form.
//! Where records are stored is not known here.

use serde::{Deserialize, Serialize};

use super::about::About;
use super::file_names::is_safe;
use crate::base::{Diagnostic, Severity};

/// One customer's documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// The first institution's 10-digit code: the folder's name.
    pub code: String,
    /// The customer's name.
    pub name: String,
    /// The file that the customer is in.
    pub input: String,
    /// The day of the visit, `2027-01-20`; older records do not say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub work_date: Option<String>,
    /// Whom the papers are for; older records do not say.
    #[serde(default)]
    pub about: About,
    /// SHA-256 over everything that the documents were made from.
    #[serde(rename = "stamp")]
    pub input_digest: String,
    /// The day of printing that stands on them, `2026-11-24`: before that of the run if nothing else would be new. Older
    /// records do not say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub print_date: Option<String>,
    /// The documents.
    pub documents: Vec<DocumentRecord>,
    /// Warnings that were reported.
    pub warnings: Vec<WarningRecord>,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DocumentRecord {
    /// `packet`, `handover` or `labels`.
    pub kind: String,
    /// Pages in it.
    pub pages: usize,
    /// What the labels' symbols say, for the label sheets.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub labels: Option<Vec<String>>,
    /// SHA-256 over what the document says, but for the day of printing; empty in older records.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub content: String,
    /// The PDF first, then page pictures.
    pub files: Vec<FileRecord>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileRecord {
    /// Path within the run's folder, with `/`.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// A warning that was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WarningRecord {
    /// `SP` and three digits.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

impl Record {
    /// Every file of the customer.
    pub(crate) fn files(&self) -> impl Iterator<Item = &FileRecord> {
        self.documents.iter().flat_map(|paper| &paper.files)
    }

    /// Whether the files lie in the folder of the customer's code and nowhere else: a record that somebody
    /// has edited must not lead out of the run's folder.
    pub(crate) fn is_sound(&self) -> bool {
        let is_code = self.code.len() == 10 && self.code.bytes().all(|byte| byte.is_ascii_digit());
        is_code
            && self.files().all(|file| {
                let parts = file.path.split_once('/');
                parts.is_some_and(|(folder, name)| folder == self.code && is_plain_name(name))
            })
    }

    /// Reads a line of the journal; `None` for half a line.
    pub(crate) fn read(line: &str) -> Option<Self> {
        serde_json::from_str(line).ok()
    }

    /// The record as a line of the journal.
    pub(crate) fn line(&self) -> String {
        // Texts and numbers: nothing in it that JSON cannot say.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The warnings among `messages`.
pub(crate) fn warnings_of(messages: &[Diagnostic]) -> Vec<WarningRecord> {
    messages
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Warning)
        .map(|diagnostic| WarningRecord {
            code: diagnostic.code.as_str().to_owned(),
            ja: diagnostic.message.ja.clone(),
            en: diagnostic.message.en.clone(),
        })
        .collect()
}

/// Whether `name` is a plain file name, or one that a person knows: it leads to no other folder.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let is_plain = |one: char| matches!(one, '.' | '_') || is_safe(one);
    !name.is_empty() && !name.starts_with('.') && name.chars().all(is_plain)
}
