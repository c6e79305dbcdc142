//! The two tasks on a run that was printed: `reconcile` and `reprint`. What they say does not fit the report of a
//! run that is made, so they have their own way through the door.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::args::{Asked, Format, Reconcile};
use super::{Exit, interrupt, reconciled, terminal};
use crate::app::{self, CustomerReport, ReprintOrder, SheetReading};
use crate::base::{Diagnostic, Origins};

/// Standard input, as an argument.
const STANDARD_INPUT: &str = "-";

/// Most bytes that are read from standard input: a hundred thousand sheets several times over.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Holds what was read against a run. Says the finding, or why there is none.
pub(super) fn reconcile(asked: &Asked, task: &Reconcile) -> Result<Exit, Box<CustomerReport>> {
    let failed = |errors: Vec<Diagnostic>| Box::new(CustomerReport::failed(task.folder.clone(), errors));
    let (typed, files): (Vec<_>, Vec<_>) =
        task.sources.iter().cloned().partition(|source| source == Path::new(STANDARD_INPUT));
    let threads = crate::base::platform::processors();
    let seen = app::readings(&files, threads, interrupt::flag());
    let mut readings = seen.map_err(failed)?;
    if interrupt::came() {
        return Ok(Exit::Interrupted);
    }
    if !typed.is_empty() {
        readings.extend(lines());
    }
    let found = app::reconcile(&task.folder, &readings).map_err(failed)?;
    let exit = if found.is_complete() { Exit::Made } else { Exit::Data };
    let text = match asked.format {
        Format::Text => reconciled::text(&found, asked.language),
        Format::Json => reconciled::json(&found, exit as u8),
    };
    Ok(if terminal::say(&text).is_ok() { exit } else { exit.max(Exit::Access) })
}

/// A code on each line, as a handy scanner types them.
fn lines() -> Vec<SheetReading> {
    let mut bytes = Vec::new();
    // What could be read before a fault is still worth counting: what is not there is told as missing.
    let _ = std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let reading = |(page, line): (usize, &str)| SheetReading {
        text: line.trim().to_owned(),
        source: STANDARD_INPUT.to_owned(),
        page,
    };
    (1..).zip(text.lines()).map(reading).collect()
}

/// Prints papers of a run again. Says which files came of it, or why none did.
pub(super) fn reprint(
    asked: &Asked,
    order: &ReprintOrder,
    origins: &mut Origins,
) -> Result<Exit, Box<CustomerReport>> {
    let files = app::reprint(order, origins)?;
    let said = match asked.format {
        Format::Text => files.iter().map(|file| words(file, asked)).collect(),
        Format::Json => json(&files),
    };
    Ok(if terminal::say(&said).is_ok() { Exit::Made } else { Exit::Access })
}

fn words(file: &app::Reprinted, asked: &Asked) -> String {
    let (path, pages) = (file.file.display(), file.pages);
    let how = match file.is_identical {
        true => asked.language.pick("最初の印刷と同じ", "as first printed, every byte"),
        false => asked.language.pick("「再印刷」の印つき", "marked 再印刷"),
    };
    let words = asked.language.pick("ページ", if pages == 1 { " page" } else { " pages" });
    format!("{path}  {pages}{words}  {how}\n")
}

fn json(files: &[app::Reprinted]) -> String {
    let file = |one: &app::Reprinted| {
        let path: &PathBuf = &one.file;
        serde_json::json!({
            "file": path.display().to_string(),
            "pages": one.pages,
            "identical": one.is_identical,
        })
    };
    let files: Vec<_> = files.iter().map(file).collect();
    let report = serde_json::json!({"version": 1, "command": "reprint", "exit_code": 0, "files": files});
    // Numbers and texts only: there is nothing in it that JSON cannot say.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}
