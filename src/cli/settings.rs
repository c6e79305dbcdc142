//! The office's settings on the command line: where they are looked for, and the options that they stand for. In: arguments
//! and the environment. Out: the settings, and the arguments with what they set. What a setting means to customers is the
//! driver's business.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{Arg, Command};

use super::command::command;
use super::typed::CUSTOMER_FILES;
use crate::app::{self, SETTINGS_FILE, Settings};
use crate::base::{Diagnostic, Origins};
use crate::report::Language;

/// Commands whose documents depend on what customers are told: the others take only the language.
const WITH_OPTIONS: [&str; 8] =
    ["build", "check", "reprint", "reconcile", "scan", "calibrate", "stock", "guide"];

/// Reads the settings beside the files that `arguments` name, and the user's.
///
/// # Errors
/// Everything that keeps a file from being one of settings.
pub(super) fn find(arguments: &[OsString], origins: &mut Origins) -> Result<Settings, Vec<Diagnostic>> {
    let mut beside: Vec<PathBuf> = arguments
        .iter()
        .skip(2)
        .map(PathBuf::from)
        .filter(|path| {
            let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
            CUSTOMER_FILES.iter().any(|known| extension.eq_ignore_ascii_case(known)) || path.is_dir()
        })
        .collect();
    // Commands without files of customers: the folder that the user is in.
    beside.push(PathBuf::from(SETTINGS_FILE));
    app::settings(&beside, users_file().as_deref(), origins)
}

/// The file in the user's configuration folder.
fn users_file() -> Option<PathBuf> {
    let folder = |name: &str| {
        let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
        Some(PathBuf::from(value)).filter(|path| path.is_absolute())
    };
    let config = match cfg!(windows) {
        true => folder("APPDATA"),
        false => folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config"))),
    };
    Some(config?.join("startpack").join(SETTINGS_FILE))
}

/// `arguments` with the options that the settings stand for, as far as the command knows them and they are not given.
pub(super) fn with_settings(arguments: &[OsString], settings: &Settings) -> Vec<OsString> {
    let mut arguments = arguments.to_vec();
    let Some(name) = arguments.get(1).and_then(|name| name.to_str()).map(str::to_owned) else {
        return arguments;
    };
    let all = command(Language::English);
    let Some(task) = all.find_subcommand(&name) else { return arguments };
    let given = Given(&arguments);
    let mut added: Vec<OsString> = Vec::new();
    for setting in &settings.values {
        let option = setting.key.option;
        let is_known = option == "--lang" || (WITH_OPTIONS.contains(&name.as_str()) && knows(task, option));
        if option.is_empty() || !is_known || given.replaces(option) {
            continue;
        }
        added.push(format!("{option}={}", setting.value.value).into());
    }
    arguments.splice(2..2, added);
    arguments
}

fn knows(task: &Command, option: &str) -> bool {
    let long = option.trim_start_matches('-');
    // What was printed stands in the run: a reprint is not made in another way.
    let is_of_run = task.get_name() == "reprint" && !["key", "facts", "stock-file"].contains(&long);
    let is_counted = task.get_name() == "reconcile" || task.get_name() == "stock";
    // The setting names a folder; what a single sheet goes into is a file.
    let is_file = |arg: &Arg| long == "out" && arg.get_id() == "file";
    let mut known = task.get_arguments().filter(|arg| arg.get_long() == Some(long) && !is_file(arg));
    known.next().is_some() && !is_of_run && !(is_counted && long != "stock-file")
}

/// What the user has given.
struct Given<'a>(&'a [OsString]);

impl Given<'_> {
    /// Whether that option is given, or one that stands in its place.
    fn replaces(&self, option: &str) -> bool {
        let others: &[&str] = match option {
            "--out" => &["-o"],
            "--printer" | "--printer-file" => &["--printer", "--printer-file"],
            _ => &[],
        };
        let is_it = |text: &str, name: &str| {
            text == name
                || text.strip_prefix(name).is_some_and(|rest| rest.starts_with('=') || name.len() == 2)
        };
        self.0
            .iter()
            .filter_map(|argument| argument.to_str())
            .any(|text| is_it(text, option) || others.iter().any(|name| is_it(text, name)))
    }
}
