//! [`ReprintResult`]: the papers of a run that were made once more. In: the driver's files. Out: text, and JSON.

use serde::Serialize;

use super::language::{Language, plural};
use crate::app::Reprinted;
use crate::base::Shown;

/// The papers that were made once more.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReprintResult {
    files: Vec<ReprintedFile>,
}

#[derive(Clone, Debug, Serialize)]
struct ReprintedFile {
    file: String,
    pages: usize,
    /// Every byte is that of the first print; else it is marked as a reprint.
    identical: bool,
}

impl ReprintResult {
    /// The result of a reprint.
    pub(crate) fn of(files: &[Reprinted]) -> Self {
        let file = |one: &Reprinted| ReprintedFile {
            file: one.file.shown(),
            pages: one.pages,
            identical: one.is_identical,
        };
        Self { files: files.iter().map(file).collect() }
    }

    /// A line for each file.
    pub(super) fn text(&self, language: Language) -> String {
        self.files.iter().map(|file| file.text(language)).collect()
    }
}

impl ReprintedFile {
    fn text(&self, language: Language) -> String {
        let Self { file, pages, identical } = self;
        let how = match identical {
            true => language.pick("最初の印刷と同じ", "as first printed, every byte"),
            false => language.pick("「再印刷」の印つき", "marked 再印刷"),
        };
        match language {
            Language::Japanese => format!("{file}  {pages}ページ  {how}\n"),
            Language::English => format!("{file}  {pages} {}  {how}\n", plural(*pages, "page")),
        }
    }
}
