//! `verify`: whether the files of a run are as they were made. A run's folder in; what is missing, changed or not of the
//! run, by customer, out. It needs no other tool: the sums are those of `SHA256SUMS`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::{Code, Diagnostic, Origin, Shown, Words};
use crate::batch::errors::no_sheets;
use crate::batch::manifest::Manifest;
use crate::batch::overview::OVERVIEW;
use crate::batch::recorded::is_part_manifest;
use crate::batch::session::{MANIFEST, SUMS};
use crate::write::{FileState, file_state, files_below, text};

/// Folders in a run's that are the user's: what `reprint` makes.
const OTHERS: [&str; 1] = ["reprint/"];

/// What became of a run's files.
#[derive(Clone, Debug)]
pub struct Verified {
    /// How many files are as they were made.
    pub whole: usize,
    /// The others, in order of path.
    pub faults: Vec<FileFault>,
}

/// A file that is not as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// Its path in the run's folder.
    pub file: String,
    /// The code and the name of its customer, if it lies in the folder of one.
    pub customer: Option<(String, String)>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not there.
    Missing,
    /// It has other bytes.
    Changed,
    /// It cannot be read, and why.
    Unread(Words),
    /// It is no file of the run.
    Extra,
}

impl Verified {
    /// Whether all files of the run are as they were made, whatever else lies beside them.
    pub fn is_whole(&self) -> bool {
        self.faults.iter().all(|one| one.fault == Fault::Extra)
    }
}

/// Holds the files of the run in `folder` against their sums.
///
/// # Errors
/// `SP030` if there is no finished run, `SP010` if the sums are not those of one.
pub fn verify(folder: &Path) -> Result<Verified, Vec<Diagnostic>> {
    let listed = text(&folder.join(SUMS)).ok_or_else(|| vec![no_sheets(folder)])?;
    let sums = sums(&listed).ok_or_else(|| vec![no_sums(folder)])?;
    let names = customer_names(folder);
    let fault = |file: &str, fault: Fault| {
        let code = file.split_once('/').map_or("", |(code, _)| code);
        let customer = names.get(code).map(|name| (code.to_owned(), name.clone()));
        FileFault { file: file.to_owned(), customer, fault }
    };
    let mut found = Verified { whole: 0, faults: Vec::new() };
    for (file, sum) in &sums {
        found.faults.push(match file_state(&folder.join(file), sum) {
            FileState::Whole => {
                found.whole += 1;
                continue;
            }
            FileState::Changed => fault(file, Fault::Changed),
            FileState::Missing => fault(file, Fault::Missing),
            FileState::Unread(why) => fault(file, Fault::Unread(why)),
        });
    }
    let is_ours = |file: &str| {
        sums.contains_key(file)
            || [SUMS, MANIFEST, OVERVIEW].contains(&file)
            || is_part_manifest(file)
            || OTHERS.iter().any(|folder| file.starts_with(folder))
    };
    let below = files_below(folder);
    found.faults.extend(below.iter().filter(|file| !is_ours(file)).map(|file| fault(file, Fault::Extra)));
    found.faults.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(found)
}

/// The sum of each file, by path; `None` if a line is none of ours.
fn sums(listed: &str) -> Option<BTreeMap<String, String>> {
    let line = |line: &str| {
        let (sum, file) = line.split_once("  ")?;
        let is_sum = sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
        // Nobody's list leads out of the run's folder.
        let is_within =
            !file.is_empty() && file.split(['/', '\\']).all(|part| !["", ".", ".."].contains(&part));
        (is_sum && is_within && !file.contains(':')).then(|| (file.to_owned(), sum.to_ascii_lowercase()))
    };
    listed.lines().map(line).collect()
}

/// Whom the folders of the run are for, as far as its manifest can be read.
fn customer_names(folder: &Path) -> BTreeMap<String, String> {
    let manifest = text(&folder.join(MANIFEST)).and_then(|text| Manifest::read(&text));
    let customers = manifest.map(|manifest| manifest.customers).unwrap_or_default();
    customers.into_iter().map(|record| (record.code, record.name)).collect()
}

fn no_sums(folder: &Path) -> Diagnostic {
    let path = folder.join(SUMS).shown();
    Diagnostic::error(
        Code::ContentUnreadable,
        Origin::NONE,
        Words::new(
            format!("{path} は、startpack が書いたままの検査表ではありません。"),
            format!("{path} is not the list of sums as startpack writes it"),
        ),
        Words::new(
            "同じ build をもう一度実行すると、作り直します。",
            "run the same build again: it writes the list anew",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_list_of_sums_within_the_folder_is_one() {
        let sum = "a".repeat(64);
        let read = sums(&format!("{sum}  0110100013/packet.pdf\r\n{sum}  check.html\n")).unwrap();
        assert_eq!(read.keys().collect::<Vec<_>>(), ["0110100013/packet.pdf", "check.html"]);
        for bad in ["x", "aa  b", &format!("{sum}  ../b"), &format!("{sum}  /b"), &format!("{sum}  C:b")] {
            assert_eq!(sums(bad), None, "{bad}");
        }
    }
}
