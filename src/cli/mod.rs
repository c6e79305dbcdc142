//! The CLI: the command line, the clock, the locale and the terminal are known only here.
//!
//! Arguments come in; results go to standard output, progress and faults to standard error, and an exit code
//! to the caller. What is done with the files is the driver's business ([`crate::app`]).

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

use crate::app::{self, AnnotatedCheck, Converted, CustomerReport, Event, RunSummary};
use crate::base::date::Date;
use crate::base::diagnostic::Blame;
use crate::base::facts::EMBEDDED;
use crate::base::{Diagnostic, Origins, Severity, Words};
use args::{Asked, Task};
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
    if let Some(path) = &asked.facts
        && let Err(faults) = app::use_facts(path, &mut origins)
    {
        let teller = RefCell::new(Teller::new(asked));
        let mut on_event = |origins: &Origins, event: Event<'_>| teller.borrow_mut().on_event(origins, event);
        let run_summary = simple(path, Err(faults), &origins, &mut on_event);
        return conclude(asked, &mut teller.borrow_mut(), &run_summary);
    }
    if let Task::Scan(order) = &asked.task {
        return scan::serve(order, asked, &mut origins);
    }
    let teller = RefCell::new(Teller::new(asked));
    let mut on_event = |origins: &Origins, event: Event<'_>| teller.borrow_mut().on_event(origins, event);
    let run_summary = match &asked.task {
        Task::Build(order) => app::build(order, interrupt::flag(), &mut origins, &mut on_event),
        Task::Check { order, annotate: None } => {
            app::check(order, interrupt::flag(), &mut origins, &mut on_event)
        }
        Task::Check { order, annotate: Some(copy) } => {
            let language: fn(&Words) -> &str = match asked.language {
                Language::Japanese => |words: &Words| &words.ja,
                Language::English => |words: &Words| &words.en,
            };
            let check_of = AnnotatedCheck { order, copy, language };
            app::check_and_annotate(&check_of, interrupt::flag(), &mut origins, &mut on_event)
        }
        Task::Convert { from, to, reading } => {
            converted(from, app::convert(from, to, reading, &mut origins), &origins, &mut on_event)
        }
        Task::New(path) => simple(path, app::new_file(path), &origins, &mut on_event),
        Task::Facts(Some(path)) => simple(path, app::write_facts(path), &origins, &mut on_event),
        Task::Facts(None) => return terminal::say(EMBEDDED).map_or(Exit::Access, |()| Exit::Made),
        Task::ListStock(file) => return stock_list::list(asked, file.as_deref()),
        Task::DrawStock(sheet) => {
            let drawn = app::draw_stock(&sheet.labels, sheet.out.as_deref(), sheet.date, &mut origins);
            drawn_sheet(drawn, &origins, &mut on_event)
        }
        Task::Calibrate(sheet) => {
            let drawn = app::calibrate(&sheet.labels, sheet.out.as_deref(), sheet.date, &mut origins);
            drawn_sheet(drawn, &origins, &mut on_event)
        }
        Task::Merge(path) => simple(path, app::merge(path), &origins, &mut on_event),
        Task::Reconcile(task) => match recount::reconcile(asked, task) {
            Ok(exit) => return exit,
            Err(report) => reported(&report, &origins, &mut on_event),
        },
        Task::Reprint(order) => match recount::reprint(asked, order, &mut origins) {
            Ok(exit) => return exit,
            Err(report) => reported(&report, &origins, &mut on_event),
        },
        // Served above.
        Task::Scan(_) => RunSummary::default(),
    };
    conclude(asked, &mut teller.borrow_mut(), &run_summary)
}

fn converted(
    from: &Path,
    done: Result<Converted, Vec<Diagnostic>>,
    origins: &Origins,
    on_event: &mut app::EventSink<'_>,
) -> RunSummary {
    let (written, diagnostics) = match done {
        Ok(done) => (done.files, done.messages),
        Err(faults) => (Vec::new(), faults),
    };
    let run_summary = reported(&CustomerReport::failed(from.to_owned(), diagnostics), origins, on_event);
    RunSummary { written, ..run_summary }
}

/// A task that is about one path and either succeeds or says why not.
fn simple(
    path: &Path,
    done: Result<(), Vec<Diagnostic>>,
    origins: &Origins,
    on_event: &mut app::EventSink<'_>,
) -> RunSummary {
    reported(&CustomerReport::failed(path.to_owned(), done.err().unwrap_or_default()), origins, on_event)
}

/// The report of a sheet that was drawn, or of why it was not.
fn drawn_sheet(
    drawn: Result<PathBuf, Vec<Diagnostic>>,
    origins: &Origins,
    on_event: &mut app::EventSink<'_>,
) -> RunSummary {
    let (file, diagnostics) = match drawn {
        Ok(file) => (file, Vec::new()),
        Err(faults) => (PathBuf::new(), faults),
    };
    reported(&CustomerReport { file, output: None, diagnostics }, origins, on_event)
}

fn reported(report: &CustomerReport, origins: &Origins, on_event: &mut app::EventSink<'_>) -> RunSummary {
    on_event(origins, Event::Processed(report));
    RunSummary::default()
}

/// Says how it all ended.
fn conclude(asked: &Asked, teller: &mut Teller, run_summary: &RunSummary) -> Exit {
    let (tally, pieces) = teller.end();
    let exit = if interrupt::came() && run_summary.left > 0 { Exit::Interrupted } else { tally.exit };
    let said = match pieces {
        Some(pieces) => terminal::say(&pieces.end(run_summary, exit)),
        None => {
            terminal::tell(&summary::counts(&asked.task, tally, asked.language));
            terminal::tell(&tally::left(run_summary, exit == Exit::Interrupted, asked.language));
            terminal::say(&tally::text(&asked.task, run_summary, tally, asked.language))
                .and_then(|()| terminal::say(&summary::written(&run_summary.written, asked.language)))
                .and_then(|()| terminal::say(&summary::next_steps(&asked.task, tally, asked.language)))
        }
    };
    match said {
        Ok(()) => exit,
        Err(_) => exit.max(Exit::Access),
    }
}
