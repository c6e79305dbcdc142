//! The CLI: the command line, the clock, the locale and the terminal are known only here.
//!
//! Arguments come in; results go to standard output, progress and messages to standard error, and an exit code
//! to the caller. What is done with the files is the driver's business ([`crate::app`]), what is said of it that of
//! `report`.

mod args;
mod command;
mod dispatch;
mod guard;
mod guide_args;
mod interrupt;
mod label_args;
mod language;
mod options;
mod picture_reader;
mod progress;
mod reporter;
mod run_commands;
mod selection_args;
mod settings;
mod stdin;
mod table_commands;
mod terminal;
mod typed;
mod usage;
mod window;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::base::date::Date;
use crate::base::{Diagnostic, Origins};
use crate::report::{Exit, Language, Outcome, Subject};
use args::{Format, Unread};
use reporter::Reporter;
use window::Window;

/// Japan Standard Time is 9 hours ahead of UTC all year. The papers are for Japan, wherever they are made.
const JAPAN: Offset = Offset::constant(9);

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let arguments = typed::meant(typed.clone());
    if picture_reader::serve(&arguments) {
        return ExitCode::SUCCESS;
    }
    let window = Window::of(&typed, &arguments);
    let mut origins = Origins::new();
    let settings = settings::find(&arguments, &mut origins);
    let arguments = match &settings {
        Ok(found) => settings::with_settings(&arguments, found),
        Err(_) => arguments,
    };
    let language = language::language_of(&arguments);
    interrupt::listen(language);
    let exit = guard::guarded(language, || match (settings, args::read(&arguments, language, today())) {
        (_, Err(Unread::Help(text))) => {
            let clicked = (window == Some(Window::Clicked)).then(|| window::words(language));
            terminal::write_out(&clicked.unwrap_or(text)).map_or(Exit::Access, |()| Exit::Success)
        }
        (_, Err(Unread::Wrong(text, diagnostic))) => {
            refuse(&text, &diagnostic, language, Format::of(&arguments))
        }
        (settings, Ok(args)) => dispatch::dispatch(args, settings, origins),
    });
    if let Some(window) = window {
        window.wait(language);
    }
    ExitCode::from(exit as u8)
}

/// The command line with all that its help says, in Japanese or English: manual pages and completions are made from it.
pub fn command_line(is_japanese: bool) -> clap::Command {
    command::for_manual(if is_japanese { Language::Japanese } else { Language::English })
}

/// Reports a wrong command line.
fn refuse(text: &str, diagnostic: &Diagnostic, language: Language, format: Format) -> Exit {
    if format == Format::Text {
        terminal::write_err(text);
        return Exit::Usage;
    }
    let mut reporter = Reporter::new(Subject { command: None, language }, format);
    reporter.messages(std::slice::from_ref(diagnostic), None, &Origins::new());
    reporter.conclude(Outcome::Failed)
}

fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::fixed(JAPAN)).date()
}
