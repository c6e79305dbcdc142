//! [`VerifiedRun`]: whether the files of a run are as they were made, for `verify`. In: the driver's word. Out: text, and
//! JSON.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::language::Language;
use super::place::harmless;
use crate::app::{Fault, FileFault, Verified};
use crate::base::{Shown, Words};

/// What became of a run's files. They have their paths within its folder.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct VerifiedRun {
    folder: String,
    /// How many files are as they were made.
    whole: usize,
    faults: Vec<FaultLine>,
}

#[derive(Clone, Debug, Serialize)]
struct FaultLine {
    file: String,
    code: Option<String>,
    name: Option<String>,
    /// `missing`, `changed`, `unread` or `extra`.
    fault: &'static str,
    reason: Option<Words>,
}

impl VerifiedRun {
    /// What became of the run in `folder`.
    pub(crate) fn of(folder: &Path, found: Verified) -> Self {
        let faults = found.faults.into_iter().map(FaultLine::of).collect();
        Self { folder: folder.shown(), whole: found.whole, faults }
    }

    /// What to do where a file of the run is not as it was made.
    pub(super) fn next_steps(&self) -> Vec<Words> {
        let is_spoilt = self.faults.iter().any(|one| ["missing", "changed"].contains(&one.fault));
        let again = Words::new(
            "同じ build をもう一度実行すると、なくなったファイルと変わったファイルを作り直します。",
            "Run the same build again: it makes what is missing or changed anew.",
        );
        if is_spoilt { vec![again] } else { Vec::new() }
    }

    /// The sums, and a line for each fault under its customer.
    pub(super) fn text(&self, language: Language) -> String {
        let Self { folder, whole, faults } = self;
        let extra = faults.iter().filter(|one| one.fault == "extra").count();
        let wrong = faults.len() - extra;
        let mut text = match language {
            Language::Japanese => {
                format!("{folder}：作ったときのままのファイル {whole}個、違うもの {wrong}個")
            }
            Language::English => format!("{folder}: {whole} files are as they were made, {wrong} are not"),
        };
        // Writing into a string cannot fail.
        let _ = match (extra, language) {
            (0, _) => writeln!(text),
            (_, Language::Japanese) => writeln!(text, "、この実行のものではないファイル {extra}個"),
            (_, Language::English) => writeln!(text, ", {extra} not of this run"),
        };
        let mut customer = None;
        for one in faults {
            if one.code != customer {
                customer.clone_from(&one.code);
                if let (Some(code), Some(name)) = (&one.code, &one.name) {
                    let _ = writeln!(text, "  {code} {}", harmless(name));
                }
            }
            let _ = writeln!(text, "    {}", one.text(language));
        }
        text
    }
}

impl FaultLine {
    fn of(found: FileFault) -> Self {
        let (code, name) = found.customer.unzip();
        let (fault, reason) = match found.fault {
            Fault::Missing => ("missing", None),
            Fault::Changed => ("changed", None),
            Fault::Unread(why) => ("unread", Some(why)),
            Fault::Extra => ("extra", None),
        };
        Self { file: found.file, code, name, fault, reason }
    }

    fn text(&self, language: Language) -> String {
        let file = harmless(&self.file);
        let what = match (self.fault, &self.reason) {
            ("missing", _) => language.pick("ありません", "is missing").to_owned(),
            ("changed", _) => language.pick("変わっています", "has changed").to_owned(),
            (_, Some(why)) => match language {
                Language::Japanese => format!("読めません（{}）", why.ja),
                Language::English => format!("cannot be read ({})", why.en),
            },
            _ => language.pick("この実行のものではありません", "is not of this run").to_owned(),
        };
        match language {
            Language::Japanese => format!("{file}：{what}"),
            Language::English => format!("{file} {what}"),
        }
    }
}
