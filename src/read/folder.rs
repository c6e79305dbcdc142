//! The site files in a folder. In: a path. Out: the paths of the files. Whether they hold customers is not checked
//! here.

use std::path::{Path, PathBuf};

use crate::base::{Code, Diagnostic, Origin, Refusal, Shown, Words};

/// The files that customers are read from: the site files (`.toml`) of `path` in order of their names if it is a
/// folder, otherwise `path` itself.
///
/// # Errors
/// `SP001` if the folder cannot be read or has no site file.
pub fn customer_files(path: &Path) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|error| vec![error_of(path, &Refusal::reading(&error))])?;
    let is_site = |file: &PathBuf| {
        file.is_file() && file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
    };
    let mut files: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_site).collect();
    files.sort();
    if files.is_empty() {
        let reason =
            Words::new("サイトファイル（.toml）が1つもありません", "there is no site file (.toml) in it");
        return Err(vec![error_of(path, &reason)]);
    }
    Ok(files)
}

fn error_of(path: &Path, reason: &Words) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::FileUnreadable,
        Origin::NONE,
        Words::new(
            format!("フォルダー {path} は読めません（{}）。", reason.ja),
            format!("the folder {path} cannot be read ({})", reason.en),
        ),
        Words::new("フォルダーの指定を確かめてください。", "check the path of the folder"),
    )
}
