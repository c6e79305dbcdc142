//! What people type, before it is understood: dashes and digits that an input method has made full-width, `--merge` before
//! the names of files, and files that were dropped on the program. Arguments in, arguments out; what they mean is the
//! business of [`super::args`].

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::command::command;
use crate::base::fold;
use crate::report::Language;

/// Options whose value is made of digits and a few signs.
const NUMBERS: [&str; 15] = [
    "--start",
    "--skip",
    "--copies",
    "--merge",
    "--supplement",
    "--printing",
    "--sheet",
    "--header-row",
    "--threads",
    "--offset-x",
    "--offset-y",
    "--scale-x",
    "--scale-y",
    "--part",
    "--pages",
];

/// What the names of files of customers end in.
pub(super) const CUSTOMER_FILES: [&str; 5] = ["xlsx", "ods", "csv", "tsv", "toml"];

/// `arguments` as they were meant.
pub(super) fn meant(arguments: Vec<OsString>) -> Vec<OsString> {
    let typed: Vec<OsString> = arguments.into_iter().map(|argument| with_dashes(&argument)).collect();
    let mut meant: Vec<OsString> = Vec::with_capacity(typed.len());
    let mut rest = typed.into_iter().peekable();
    while let Some(argument) = rest.next() {
        let takes_number = argument.to_str().is_some_and(|name| NUMBERS.contains(&name));
        let number = rest.peek().filter(|_| takes_number).and_then(|next| number(next));
        match number {
            // A number after these belongs to it; anything else is the name of a file.
            Some(number) if argument == "--merge" || argument == "--supplement" => {
                rest.next();
                meant.push(format!("{}={number}", argument.to_string_lossy()).into());
            }
            Some(number) => {
                rest.next();
                meant.extend([argument, number.into()]);
            }
            None if argument == "--only" => {
                let names = rest.next().map(|names| with_commas(&names));
                meant.extend([Some(argument), names].into_iter().flatten());
            }
            None => meant.push(argument),
        }
    }
    dropped(meant, &|name| Path::new(name).is_dir())
}

/// Names in a list as people write it in Japanese, as clap takes it.
fn with_commas(names: &OsStr) -> OsString {
    names.to_str().map_or_else(|| names.to_owned(), |text| text.replace(['、', '，'], ",").into())
}

/// An option with hyphens of any kind in front, as the program knows it: `ー-merge`, `－－start=５`, `—merge`.
fn with_dashes(argument: &OsStr) -> OsString {
    let Some(text) = argument.to_str() else { return argument.to_owned() };
    let name = text.trim_start_matches(fold::is_hyphen);
    let dashes = &text[..text.len() - name.len()];
    let begins_with_letter = fold::width(name).starts_with(|first: char| first.is_ascii_alphabetic());
    if dashes.is_empty() || !begins_with_letter {
        return argument.to_owned();
    }
    let (name, value) =
        name.split_once(['=', '＝']).map_or((name, None), |(name, value)| (name, Some(value)));
    if dashes.is_ascii() && name.is_ascii() && value.is_none() {
        return argument.to_owned();
    }
    let name: String =
        fold::width(name).chars().map(|one| if fold::is_hyphen(one) { '-' } else { one }).collect();
    let dashes = match dashes.is_ascii() {
        true => dashes,
        // One long dash stands for two short ones.
        false => {
            if name.chars().count() > 1 {
                "--"
            } else {
                "-"
            }
        }
    };
    let Some(value) = value else { return format!("{dashes}{name}").into() };
    let option = format!("{dashes}{name}");
    let folded = NUMBERS.contains(&option.as_str()).then(|| number(OsStr::new(value))).flatten();
    format!("{option}={}", folded.as_deref().unwrap_or(value)).into()
}

/// A number, several numbers or the like, in ASCII; `None` for any other text.
fn number(argument: &OsStr) -> Option<String> {
    let folded: String = fold::width(argument.to_str()?)
        .chars()
        .map(|one| {
            if fold::is_hyphen(one) {
                '-'
            } else if one == '、' {
                ','
            } else {
                one
            }
        })
        .collect();
    let is_number = folded.chars().all(|one| one.is_ascii_digit() || "-+.,/".contains(one));
    (is_number && folded.chars().any(|one| one.is_ascii_digit())).then_some(folded)
}

/// Files or folders without a command were dropped on the program: their customers are checked, and if there is no error
/// their papers are made into `out`, beside the first file or in the first folder. A folder that is called like a command
/// is not meant.
fn dropped(arguments: Vec<OsString>, is_folder: &dyn Fn(&OsStr) -> bool) -> Vec<OsString> {
    let is_file = |argument: &OsString| {
        let extension = Path::new(argument).extension().and_then(OsStr::to_str);
        extension
            .is_some_and(|extension| CUSTOMER_FILES.iter().any(|known| extension.eq_ignore_ascii_case(known)))
    };
    let Some((program, rest)) = arguments.split_first() else { return arguments };
    let Some(first) = rest.first() else { return arguments };
    let has_folder = !is_file(first) && !is_command(first) && is_folder(first);
    if !is_file(first) && !has_folder {
        return arguments;
    }
    let path = Path::new(first);
    let beside = if has_folder { path } else { path.parent().unwrap_or(Path::new("")) };
    let out = beside.join("out");
    let mut command = vec![program.clone(), "build".into()];
    command.extend(rest.iter().cloned());
    let has = |names: &[&str]| rest.iter().any(|argument| names.iter().any(|name| argument == *name));
    if !has(&["-o", "--out"]) {
        command.extend(["--out".into(), out.into_os_string()]);
    }
    command.push("--all-or-nothing".into());
    command
}

/// Whether that is a command, or an option.
fn is_command(argument: &OsStr) -> bool {
    let Some(name) = argument.to_str() else { return false };
    let all = command(Language::English);
    name.starts_with('-') || name == "help" || all.get_subcommands().any(|known| known.get_name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(arguments: &[&str]) -> Vec<String> {
        let given = arguments.iter().map(OsString::from).collect();
        meant(given).into_iter().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn dashes_and_digits_of_an_input_method() {
        for merge in ["ー-merge", "－－merge", "—merge", "――ｍｅｒｇｅ", "--merge"] {
            assert_eq!(said(&["startpack", "build", "a.csv", merge, "５０"])[3..], ["--merge=50"], "{merge}");
        }
        assert_eq!(said(&["startpack", "build", "--start", "５", "a.csv"])[2..4], ["--start", "5"]);
        assert_eq!(said(&["startpack", "build", "－－skip=３、７ー９"])[2..], ["--skip=3,7-9"]);
        assert_eq!(said(&["startpack", "scan", "-", "－o", "--lang=ja"])[2..], ["-", "-o", "--lang=ja"]);
    }

    #[test]
    fn documents_are_listed_as_in_japanese() {
        assert_eq!(
            said(&["startpack", "build", "--only", "準備のご案内、labels，mail"])[3],
            "準備のご案内,labels,mail"
        );
        assert_eq!(said(&["startpack", "build", "--only"])[2..], ["--only"]);
    }

    #[test]
    fn names_are_left_alone() {
        for name in ["１月.xlsx", "ー", "--run=１月分", "--sheet", "１", "--offset-x", "-0.5"] {
            assert_eq!(said(&["startpack", "check", name])[2..], [name], "{name}");
        }
        assert_eq!(said(&["startpack", "build", "--merge", "a.csv"])[2..], ["--merge", "a.csv"]);
    }

    #[test]
    fn a_dropped_file_is_built_beside_itself() {
        let out = Path::new("list").join("out").to_string_lossy().into_owned();
        assert_eq!(
            said(&["startpack", "list/a.XLSX"]),
            ["startpack", "build", "list/a.XLSX", "--out", &out, "--all-or-nothing"]
        );
        assert_eq!(said(&["startpack", "build.toml/x"]), ["startpack", "build.toml/x"]);
    }

    #[test]
    fn a_dropped_folder_is_built_within_itself() {
        let out = Path::new("1月分").join("out").to_string_lossy().into_owned();
        let said = |name: &str| {
            let given = ["startpack", name].map(OsString::from).to_vec();
            let meant = dropped(given, &|_| true);
            meant.into_iter().map(|argument| argument.to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(said("1月分"), ["startpack", "build", "1月分", "--out", &out, "--all-or-nothing"]);
        for command in ["build", "check", "manifest", "--help", "help"] {
            assert_eq!(said(command), ["startpack", command]);
        }
    }
}
