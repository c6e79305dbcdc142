//! The front door: the command line, the clock, the locale and the terminal are known only here.
//!
//! Arguments come in; results go to standard output, progress and faults to standard error, and an exit code
//! to the caller. What is done with the files is the corridor's business ([`crate::app`]).

mod args;
mod command;
mod guard;
mod interrupt;
mod json;
mod label_args;
mod options;
mod place;
mod progress;
mod reconciled;
mod recount;
mod report;
mod scan;
mod scan_json;
mod sheets;
mod speech;
mod stock_list;
mod summary;
mod tally;
mod teller;
mod terminal;
mod usage;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::app::{self, Account, Converted, Copy, Ended, News, Notes, Order, Request, Setup};
use crate::base::date::Date;
use crate::base::diagnostic::Blame;
use crate::base::{Diagnostic, Fonts, Origins, Severity, Words};
use args::{Asked, Look, Task};
use speech::Language;
use teller::Teller;

/// Japan Standard Time is 9 hours ahead of UTC all year. The papers are for Japan, wherever they are made.
const JAPAN: Offset = Offset::constant(9);

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let language = speech::language(&arguments);
    interrupt::listen(language);
    let exit = guard::guarded(language, || match args::read(&arguments, language, today()) {
        Ok(asked) => serve(&asked),
        Err(exit) => exit,
    });
    ExitCode::from(exit as u8)
}

/// How a run ended; the worst of all files counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    #[default]
    Made = 0,
    Data = 1,
    Usage = 2,
    Access = 3,
    Program = 4,
    /// Ctrl-C (128 + SIGINT, as shells have it).
    Interrupted = 130,
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
    if let (Task::Scan(scan), Ok(fonts)) = (&asked.task, app::fonts(&asked.fonts)) {
        return scan::serve(scan, asked, &fonts, &mut origins);
    }
    let teller = RefCell::new(Teller::new(asked));
    let mut tell = |origins: &Origins, news: News<'_>| teller.borrow_mut().hear(origins, news);
    let done = match &asked.task {
        Task::Reconcile(task) => Some(recount::reconcile(asked, task, &origins, &mut tell)),
        Task::Reprint(task) => Some(recount::reprint(asked, task, &mut origins, &mut tell)),
        _ => None,
    };
    if let Some(done) = done {
        return done.unwrap_or_else(|ended| conclude(asked, &mut teller.borrow_mut(), &ended));
    }
    let ended = match app::fonts(&asked.fonts) {
        Err(faults) => refused(&asked.fonts, faults, &origins, &mut tell),
        Ok(fonts) => match &asked.task {
            Task::Build(build) => match request(&build.look, &mut origins) {
                Err(faults) => refused(&asked.fonts, faults, &origins, &mut tell),
                Ok(request) => {
                    let order = Order {
                        setup: setup(&build.look, &request),
                        out: &build.out,
                        pictures: build.pictures,
                        run: build.run.as_deref(),
                        part: build.part,
                        dry: build.dry,
                        merge: build.merge,
                        all_or_nothing: build.all_or_nothing,
                    };
                    app::build(&order, &fonts, &mut origins, &mut tell)
                }
            },
            Task::Check { look, annotate } => match request(look, &mut origins) {
                Err(faults) => refused(&asked.fonts, faults, &origins, &mut tell),
                Ok(request) => {
                    let setup = setup(look, &request);
                    match annotate {
                        None => app::check(&setup, &fonts, &mut origins, &mut tell),
                        Some(to) => copied(&setup, to, asked.language, &fonts, &mut origins, &mut tell),
                    }
                }
            },
            Task::Convert { from, to, reading } => {
                converted(from, app::convert(from, to, reading, &mut origins), &origins, &mut tell)
            }
            Task::New(path) => simple(path, app::new_file(path), &origins, &mut tell),
            Task::ListStock(file) => return stock_list::list(asked, file.as_deref()),
            Task::DrawStock(sheet) => {
                let drawn = app::draw_stock(&sheet.labels, sheet.out.as_deref(), sheet.date, &mut origins);
                drawn_sheet(drawn, &origins, &mut tell)
            }
            Task::Calibrate(sheet) => {
                let drawn = app::calibrate(&sheet.labels, sheet.out.as_deref(), sheet.date, &mut origins);
                drawn_sheet(drawn, &origins, &mut tell)
            }
            Task::Merge(path) => simple(path, app::merge(path), &origins, &mut tell),
            // Served above.
            Task::Reconcile(_) | Task::Reprint(_) | Task::Scan(_) => Ended::default(),
        },
    };
    conclude(asked, &mut teller.borrow_mut(), &ended)
}

fn request(look: &Look, origins: &mut Origins) -> Result<Request, Vec<Diagnostic>> {
    app::request(look.date, &look.documents, &look.labels, origins)
}

fn setup<'a>(look: &'a Look, request: &'a Request) -> Setup<'a> {
    Setup {
        files: &look.files,
        reading: &look.reading,
        request,
        threads: look.threads,
        stop: interrupt::flag(),
    }
}

/// The account of a font, or of what is said of the labels, that cannot be used: nothing else is done then.
fn refused(
    fonts: &[PathBuf],
    diagnostics: Vec<Diagnostic>,
    origins: &Origins,
    tell: &mut app::Tell<'_>,
) -> Ended {
    let file = fonts.first().cloned().unwrap_or_default();
    told(Account { file, made: None, diagnostics }, origins, tell)
}

/// Checks, and makes the copy of the one sheet that shows what was found.
fn copied(
    setup: &Setup<'_>,
    to: &Path,
    language: Language,
    fonts: &Fonts,
    origins: &mut Origins,
    tell: &mut app::Tell<'_>,
) -> Ended {
    let mut notes = Notes::new(match language {
        Language::Japanese => |words: &Words| &words.ja,
        Language::English => |words: &Words| &words.en,
    });
    let mut ended = app::check(setup, fonts, origins, &mut |origins, news| {
        if let News::Dealt(account) = news {
            notes.hear(origins, account);
        }
        tell(origins, news);
    });
    match app::annotate(&Copy { from: setup.files, reading: setup.reading, to }, &notes) {
        Ok(()) => ended.written.push(to.to_owned()),
        Err(diagnostics) => {
            tell(origins, News::Dealt(&Account { file: to.to_owned(), made: None, diagnostics }));
        }
    }
    ended
}

fn converted(
    from: &Path,
    done: Result<Converted, Vec<Diagnostic>>,
    origins: &Origins,
    tell: &mut app::Tell<'_>,
) -> Ended {
    let (written, diagnostics) = match done {
        Ok(done) => (done.files, done.told),
        Err(faults) => (Vec::new(), faults),
    };
    let ended = told(Account { file: from.to_owned(), made: None, diagnostics }, origins, tell);
    Ended { written, ..ended }
}

/// A task that is about one path and either succeeds or says why not.
fn simple(
    path: &Path,
    done: Result<(), Vec<Diagnostic>>,
    origins: &Origins,
    tell: &mut app::Tell<'_>,
) -> Ended {
    told(
        Account { file: path.to_owned(), made: None, diagnostics: done.err().unwrap_or_default() },
        origins,
        tell,
    )
}

/// The account of a sheet that was drawn, or of why it was not.
fn drawn_sheet(
    drawn: Result<PathBuf, Vec<Diagnostic>>,
    origins: &Origins,
    tell: &mut app::Tell<'_>,
) -> Ended {
    let (file, diagnostics) = match drawn {
        Ok(file) => (file, Vec::new()),
        Err(faults) => (PathBuf::new(), faults),
    };
    told(Account { file, made: None, diagnostics }, origins, tell)
}

fn told(account: Account, origins: &Origins, tell: &mut app::Tell<'_>) -> Ended {
    tell(origins, News::Dealt(&account));
    Ended::default()
}

/// Says how it all ended.
fn conclude(asked: &Asked, teller: &mut Teller, ended: &Ended) -> Exit {
    let (tally, pieces) = teller.end();
    let exit = if interrupt::came() && ended.left > 0 { Exit::Interrupted } else { tally.exit };
    let said = match pieces {
        Some(pieces) => terminal::say(&pieces.end(ended, exit)),
        None => {
            terminal::tell(&summary::counts(&asked.task, tally, asked.language));
            terminal::tell(&tally::left(ended, exit == Exit::Interrupted, asked.language));
            terminal::say(&tally::text(&asked.task, ended, tally, asked.language))
                .and_then(|()| terminal::say(&summary::written(&ended.written, asked.language)))
                .and_then(|()| terminal::say(&summary::next_steps(&asked.task, tally, asked.language)))
        }
    };
    match said {
        Ok(()) => exit,
        Err(_) => exit.max(Exit::Access),
    }
}
