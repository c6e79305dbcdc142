//! The command `guide` in the user's language, for clap. In: the language. Out: the command, and what was asked for. What
//! stands on the sheet is not known here.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::args::Task;
use super::label_args::out;
use super::options::{facts, format};
use crate::report::Language;

/// `startpack guide`.
pub(super) fn guide_command(language: Language) -> Command {
    Command::new("guide")
        .about(language.pick(
            "はじめての方に渡す紙「はじめに」（A4 1枚）を作ります",
            "Make はじめに, the sheet for who begins to use this program",
        ))
        .arg(out(language))
        .arg(facts(language))
        .arg(format(language))
}

/// What is asked for.
pub(super) fn guide_task(matches: &ArgMatches) -> Task {
    Task::Guide(matches.get_one::<PathBuf>("file").cloned())
}
