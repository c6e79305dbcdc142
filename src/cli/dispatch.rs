//! Each command, from its arguments through a door of the driver to its report.

use std::path::{Path, PathBuf};

use super::args::{Args, Mend, Reconcile, Sheet, Task};
use super::reporter::Reporter;
use super::{interrupt, picture_reader, stdin};
use crate::app::{
    self, AnnotatedCheck, BuildOrder, CheckOrder, Converted, Event, PreviewOrder, ReprintOrder, ScanEvent,
    ScanOrder, Settings,
};
use crate::base::{Diagnostic, Origins, Words, platform};
use crate::report::{
    BuildResult, CheckResult, Exit, FactsText, FilesResult, Language, Outcome, PreviewResult,
    ReconcileResult, ReprintResult, RunList, ScanResult, SettingsList, StockList, Subject, VerifiedRun,
};

/// Does what is asked for.
pub(super) fn dispatch(
    mut args: Args,
    settings: Result<Settings, Vec<Diagnostic>>,
    origins: Origins,
) -> Exit {
    let language = args.language;
    let subject = Subject { command: Some(args.task.command()), language };
    let reporter = Reporter::new(subject, args.format);
    let mut command = Dispatch { language, reporter, origins };
    let settings = match settings {
        Ok(settings) => settings,
        Err(errors) => return command.conclude(Err(errors)),
    };
    args.task.set_office(&settings.office);
    if let Some(path) = &args.facts
        && let Err(errors) = app::use_facts(path, &mut command.origins)
    {
        return command.conclude(Err(errors));
    }
    match &args.task {
        Task::Build(order) => command.build(order),
        Task::Check { order, annotate, table } => command.check(order, annotate.as_deref(), *table),
        Task::Mend(task) => command.mend(task),
        Task::Preview(order) => command.preview(order),
        Task::ShowRun(folder) => {
            let shown = app::run_contents(folder).map(|contents| RunList::of(folder, contents));
            command.conclude(shown.map(|list| Outcome::Run(Box::new(list))))
        }
        Task::Verify(folder) => command.verify(folder),
        Task::New(path) => {
            let done = app::new_file(path).map(|()| FilesResult::to_fill_in(path));
            command.conclude(done.map(Outcome::Files))
        }
        Task::Facts(Some(path)) => {
            let done = app::write_facts(path).map(|()| FilesResult::facts(path));
            command.conclude(done.map(Outcome::Files))
        }
        Task::Settings(Some(path)) => {
            let done = app::write_settings(path).map(|()| FilesResult::settings(path));
            command.conclude(done.map(Outcome::Files))
        }
        Task::Settings(None) => command.conclude(Ok(Outcome::Settings(SettingsList::of(&settings)))),
        Task::Facts(None) => command.conclude(Ok(Outcome::Facts(FactsText::embedded()))),
        Task::Convert { from, to, reading } => {
            let done = app::convert(from, to, reading, &mut command.origins);
            command.converted(done)
        }
        Task::Record(order) => {
            let done = app::record(order, &mut command.origins);
            command.converted(done)
        }
        Task::Merge(folder) => {
            let done = app::merge(folder).map(|told| {
                command.reporter.messages(&told, None, &command.origins);
                FilesResult::joined(folder)
            });
            command.conclude(done.map(Outcome::Files))
        }
        Task::ListStock(file) => {
            let all = app::all_stock(file.as_deref(), &mut command.origins);
            command.conclude(all.map(|all| Outcome::Stock(StockList::of(&all))))
        }
        Task::DrawStock(sheet) => command.sheet(sheet, app::draw_stock),
        Task::Calibrate(sheet) => command.sheet(sheet, app::calibrate),
        Task::Guide(out) => {
            let done = app::guide(out.as_deref()).map(|file| FilesResult::guide(&file));
            command.conclude(done.map(Outcome::Files))
        }
        Task::Reconcile(task) => command.reconcile(task),
        Task::Reprint(order) => command.reprint(order),
        Task::Scan(order) => command.scan(order),
    }
}

/// A door that makes a sheet to be printed.
type SheetDoor = fn(
    &app::LabelOptions,
    Option<&Path>,
    crate::base::date::Date,
    &mut Origins,
) -> Result<PathBuf, Vec<Diagnostic>>;

/// A command at work.
struct Dispatch {
    language: Language,
    reporter: Reporter,
    origins: Origins,
}

impl Dispatch {
    fn build(mut self, order: &BuildOrder) -> Exit {
        let reporter = &mut self.reporter;
        let mut on_event = |origins: &Origins, event: Event<'_>| reporter.on_event(origins, event);
        let summary = app::build(order, interrupt::flag(), &mut self.origins, &mut on_event);
        let exit = self.reporter.exit_of_run(summary.left);
        let result = BuildResult::new(order, self.reporter.totals(), &summary, exit == Exit::Interrupted);
        self.reporter.conclude_with(Outcome::Build(result), exit)
    }

    fn check(mut self, order: &CheckOrder, annotate: Option<&Path>, table: bool) -> Exit {
        let reporter = &mut self.reporter;
        let mut on_event = |origins: &Origins, event: Event<'_>| reporter.on_event(origins, event);
        let (stop, origins) = (interrupt::flag(), &mut self.origins);
        let summary = match annotate {
            None => app::check(order, stop, origins, &mut on_event),
            Some(copy) => {
                let language: fn(&Words) -> &str = match self.language {
                    Language::Japanese => |words: &Words| &words.ja,
                    Language::English => |words: &Words| &words.en,
                };
                let check_of = AnnotatedCheck { order, copy, language };
                app::check_and_annotate(&check_of, stop, origins, &mut on_event)
            }
        };
        let exit = self.reporter.exit_of_run(summary.left);
        let result = CheckResult::new(self.reporter.totals(), &summary);
        let result = if table { result.with_tables(app::tables(order), app::field_names()) } else { result };
        self.reporter.conclude_with(Outcome::Check(result), exit)
    }

    fn mend(mut self, task: &Mend) -> Exit {
        let done = app::mend(&task.from, &task.to, &task.cells, &task.reading).map(|messages| {
            self.reporter.messages(&messages, None, &self.origins);
            Outcome::Files(FilesResult::written(std::slice::from_ref(&task.to)))
        });
        self.conclude(done)
    }

    fn preview(mut self, order: &PreviewOrder) -> Exit {
        let done = app::preview(order, interrupt::flag(), &mut self.origins);
        self.conclude(done.map(|page| Outcome::Preview(PreviewResult::of(&page, &order.out))))
    }

    fn converted(mut self, done: Result<Converted, Vec<Diagnostic>>) -> Exit {
        let done = done.map(|Converted { files, messages, .. }| {
            self.reporter.messages(&messages, None, &self.origins);
            Outcome::Files(FilesResult::written(&files))
        });
        self.conclude(done)
    }

    fn sheet(mut self, sheet: &Sheet, door: SheetDoor) -> Exit {
        let done = door(&sheet.labels, sheet.out.as_deref(), sheet.date, &mut self.origins);
        self.conclude(done.map(|file| Outcome::Files(FilesResult::to_print(&file))))
    }

    /// Compares what was read from sheets with a run.
    fn reconcile(mut self, task: &Reconcile) -> Exit {
        let (typed, files): (Vec<_>, Vec<_>) =
            task.sources.iter().cloned().partition(|source| source == Path::new(stdin::STANDARD_INPUT));
        let (threads, program) = (platform::processors(), picture_reader::program());
        let mut readings = match app::readings(&files, threads, program.as_deref(), interrupt::flag()) {
            Ok(readings) => readings,
            Err(errors) => return self.conclude(Err(errors)),
        };
        if interrupt::came() {
            return self.reporter.conclude_with(Outcome::Failed, Exit::Interrupted);
        }
        if !typed.is_empty() {
            readings.extend(stdin::readings());
        }
        match app::reconcile(&task.folder, &task.wanted, task.printing, &readings) {
            Err(errors) => self.conclude(Err(errors)),
            Ok(found) => {
                let exit = if found.is_complete() { Exit::Success } else { Exit::Data };
                self.reporter.conclude_with(Outcome::Reconcile(ReconcileResult::of(&found)), exit)
            }
        }
    }

    /// Says whether the files of a run are as they were made.
    fn verify(mut self, folder: &Path) -> Exit {
        match app::verify(folder) {
            Err(errors) => self.conclude(Err(errors)),
            Ok(found) => {
                let exit = if found.is_whole() { Exit::Success } else { Exit::Data };
                self.reporter.conclude_with(Outcome::Verified(VerifiedRun::of(folder, found)), exit)
            }
        }
    }

    /// Makes papers of a run once more.
    fn reprint(mut self, order: &ReprintOrder) -> Exit {
        let done = app::reprint(order, &mut self.origins).map_err(|report| report.diagnostics);
        self.conclude(done.map(|files| Outcome::Reprint(ReprintResult::of(&files))))
    }

    fn scan(mut self, order: &ScanOrder) -> Exit {
        let reporter = &mut self.reporter;
        let mut on_event = |origins: &Origins, event: ScanEvent<'_>| reporter.on_scan_event(origins, event);
        let (stop, origins) = (interrupt::flag(), &mut self.origins);
        let scanned = app::scan(order, stop, origins, &mut stdin::next_piece, &mut on_event);
        let exit = if interrupt::came() { Exit::Interrupted } else { self.reporter.totals().exit };
        self.reporter.conclude_with(Outcome::Scan(ScanResult::of(&scanned)), exit)
    }

    /// Reports what came of a command, or the errors that came before.
    fn conclude(mut self, done: Result<Outcome, Vec<Diagnostic>>) -> Exit {
        let outcome = done.unwrap_or_else(|errors| {
            self.reporter.messages(&errors, None, &self.origins);
            Outcome::Failed
        });
        self.reporter.conclude(outcome)
    }
}
