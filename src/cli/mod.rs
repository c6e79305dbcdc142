//! The front door: the command line, the clock, the locale and the terminal are known only here.
//!
//! Arguments come in; results go to standard output, progress and faults to standard error, and an exit code
//! to the caller. What is done with the files is the corridor's business ([`crate::run`]).

mod args;
mod command;
mod guard;
mod json;
mod place;
mod report;
mod speech;
mod summary;
mod terminal;
mod usage;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::base::date::Date;
use crate::base::diagnostic::Blame;
use crate::base::{Diagnostic, Origins, Severity};
use crate::run::{self, Account, Order};
use args::{Asked, Format, Task};
use terminal::Terminal;

/// Japan Standard Time is 9 hours ahead of UTC all year. The papers are for Japan, wherever they are made.
const JAPAN: Offset = Offset::constant(9);

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let language = speech::language(&arguments);
    let exit = guard::guarded(language, || match args::read(&arguments, language, today()) {
        Ok(asked) => serve(&asked),
        Err(exit) => exit,
    });
    ExitCode::from(exit as u8)
}

/// How a run ended; the worst of all files counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    Made = 0,
    Data = 1,
    Usage = 2,
    Access = 3,
    Program = 4,
}

impl Exit {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let faults = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let blames = faults.map(|fault| match fault.code.blame() {
            Blame::Data => Self::Data,
            Blame::Usage => Self::Usage,
            Blame::Access => Self::Access,
            Blame::Program => Self::Program,
        });
        blames.max().unwrap_or(Self::Made)
    }
}

fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::fixed(JAPAN)).date()
}

fn serve(asked: &Asked) -> Exit {
    let mut origins = Origins::new();
    let terminal = Terminal::of_this_process();
    let mut tell = |origins: &Origins, account: &Account| {
        if asked.format == Format::Text {
            terminal::tell(&report::text(&account.diagnostics, origins, asked.language, &terminal));
            if let Some(made) = &account.made {
                // What cannot be said now cannot be said at the end either: it is told there.
                let _ = terminal::say(&summary::made(made, account, asked.language));
            }
        }
    };
    let accounts = match run::fonts(&asked.fonts) {
        Err(faults) => vec![refused(&asked.fonts, faults, &origins, &mut tell)],
        Ok(fonts) => match &asked.task {
            Task::Build { files, request, out, pictures } => {
                let order = Order { files, out, request, pictures: *pictures };
                run::build(&order, &fonts, &mut origins, &mut tell)
            }
            Task::Check { files, request } => run::check(files, request, &fonts, &mut origins, &mut tell),
            Task::New(path) => vec![new_site_file(path, &origins, &mut tell)],
        },
    };
    conclude(asked, &origins, &accounts)
}

/// The account of a font that cannot be used: nothing else is done then.
fn refused(
    fonts: &[PathBuf],
    diagnostics: Vec<Diagnostic>,
    origins: &Origins,
    tell: &mut run::Tell<'_>,
) -> Account {
    let account = Account { file: fonts.first().cloned().unwrap_or_default(), made: None, diagnostics };
    tell(origins, &account);
    account
}

fn new_site_file(path: &Path, origins: &Origins, tell: &mut run::Tell<'_>) -> Account {
    let diagnostics = run::new_site_file(path).err().unwrap_or_default();
    let account = Account { file: path.to_owned(), made: None, diagnostics };
    tell(origins, &account);
    account
}

/// Says how it all ended.
fn conclude(asked: &Asked, origins: &Origins, accounts: &[Account]) -> Exit {
    let exit = accounts.iter().map(|account| Exit::of(&account.diagnostics)).max().unwrap_or(Exit::Made);
    let said = match asked.format {
        Format::Json => terminal::say(&json::text(&asked.task, accounts, origins, exit)),
        Format::Text => {
            terminal::tell(&summary::counts(&asked.task, accounts, asked.language));
            terminal::say(&summary::next_steps(&asked.task, accounts, asked.language))
        }
    };
    match said {
        Ok(()) => exit,
        Err(_) => exit.max(Exit::Access),
    }
}
