//! [`FilesResult`]: the files that a command wrote: `new`, `convert`, `manifest merge`, `stock NAME`, `calibrate`,
//! `guide`. In: their paths. Out: text, and JSON.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::language::Language;
use crate::base::{Shown, Words};

/// The files that a command wrote.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FilesResult {
    /// Their paths; none after an error.
    written: Vec<String>,
    /// What there is to say of them.
    text: Option<Words>,
    #[serde(skip)]
    pub(super) next_steps: Vec<Words>,
}

impl FilesResult {
    /// A file to fill in.
    pub(crate) fn to_fill_in(path: &Path) -> Self {
        let (file, typed) = (path.shown(), path.typed());
        let next_steps = vec![
            Words::new(
                format!("{file} を開き、お客様の情報を記入します。"),
                format!("Open {file} and fill in the customer's data."),
            ),
            Words::new(
                format!("startpack check {typed} で確かめます。"),
                format!("Check it: startpack check {typed}"),
            ),
            Words::new(
                format!("startpack build {typed} で書類を作ります。"),
                format!("Make the documents: startpack build {typed}"),
            ),
        ];
        Self { next_steps, ..Self::made(path) }
    }

    /// Settings to fill in.
    pub(crate) fn settings(path: &Path) -> Self {
        let file = path.shown();
        let next_steps = vec![
            Words::new(
                format!("{file} を開き、使う行の先頭の # を消して値を書きます。"),
                format!("Open {file}, take away the # of the lines that you use, and write the values."),
            ),
            Words::new(
                "お客様の表と同じフォルダーに startpack.toml という名前で置きます。効いている値は startpack settings で分かります。",
                "Keep it as startpack.toml beside the lists; `startpack settings` shows what is in force.",
            ),
        ];
        Self { next_steps, ..Self::made(path) }
    }

    /// Facts to be changed.
    pub(crate) fn facts(path: &Path) -> Self {
        let file = path.typed();
        let steps = [
            ("直すところを直します。".to_owned(), "Change what has changed.".to_owned()),
            (
                format!("startpack check お客様のファイル --facts {file} で確かめます。"),
                format!("Try it: startpack check FILE --facts {file}"),
            ),
        ];
        let next_steps = steps.into_iter().map(|(ja, en)| Words::new(ja, en)).collect();
        Self { next_steps, ..Self::made(path) }
    }

    /// A sheet to be printed.
    pub(crate) fn to_print(path: &Path) -> Self {
        let step = Words::new(
            "実際のサイズ（100％）、片面で印刷します。",
            "Print it at actual size (100 %), on one side.",
        );
        Self { next_steps: vec![step], ..Self::made(path) }
    }

    /// The sheet はじめに.
    pub(crate) fn guide(path: &Path) -> Self {
        let step = Words::new(
            "A4、両面（長辺とじ）、実際のサイズ（100％）で印刷し、プログラムと一緒に渡します。",
            "Print it on A4, both sides (long edge), at actual size (100 %), and give it out with the program.",
        );
        Self { next_steps: vec![step], ..Self::made(path) }
    }

    /// The manifest of a run whose parts were joined in `folder`.
    pub(crate) fn joined(folder: &Path) -> Self {
        let (folder, manifest) = (folder.shown(), folder.join("manifest.json"));
        let text = Words::new(
            format!("{folder} の組を1つにまとめました。欠けている組も、重なっているお客様もありません。"),
            format!(
                "The parts of {folder} are joined: no part is missing and no customer is in two of them."
            ),
        );
        Self { written: paths(&[manifest]), text: Some(text), ..Self::default() }
    }

    /// Other files.
    pub(crate) fn written(files: &[PathBuf]) -> Self {
        Self { written: paths(files), ..Self::default() }
    }

    fn made(path: &Path) -> Self {
        Self { written: paths(&[path.to_owned()]), ..Self::default() }
    }

    pub(super) fn text(&self, language: Language) -> String {
        let text = self.text.as_ref().map(|words| format!("{}\n", language.of(words)));
        text.unwrap_or_default() + &written_text(&self.written, language)
    }
}

pub(super) fn paths(files: &[PathBuf]) -> Vec<String> {
    files.iter().map(|file| file.shown()).collect()
}

/// The files that were written, in words; nothing if there are none.
pub(super) fn written_text(files: &[String], language: Language) -> String {
    match (files, language) {
        ([], _) => String::new(),
        ([file], Language::Japanese) => format!("{file} を作りました。\n"),
        ([file], Language::English) => format!("{file} was written.\n"),
        ([first, ..], Language::Japanese) => {
            format!("{first} など、{}個のファイルを作りました。\n", files.len())
        }
        ([first, ..], Language::English) => {
            format!("{} files were written, the first is {first}.\n", files.len())
        }
    }
}
