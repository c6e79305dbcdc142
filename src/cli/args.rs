//! The command line: arguments in, [`Args`] out. Knows clap; does nothing itself.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;

use clap::ArgMatches;

use super::guide_args::guide_task;
use super::label_args::labels;
use super::language::value_of;
use super::{command, picture_reader, selection_args, usage, words};
use crate::app::{
    AssignedColumn, BuildOrder, CheckOrder, DocumentKind, HiddenRows, LabelOptions, Merge, NewCell, Office,
    PreviewOrder, RecordOrder, RecordTask, ReprintOrder, ReprintSelection, RunPart, ScanOrder, ScanSource,
    Supplement, TableOptions, Wanted,
};
use crate::base::date::Date;
use crate::base::fold;
use crate::base::{Diagnostic, Words};
use crate::report::Language;

/// What the user asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Args {
    pub(super) language: Language,
    pub(super) format: Format,
    /// Facts in place of the embedded ones.
    pub(super) facts: Option<PathBuf>,
    pub(super) task: Task,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Task {
    Build(BuildOrder),
    Check {
        order: CheckOrder,
        /// Also write a copy of the sheet with what was found.
        annotate: Option<PathBuf>,
        /// Also say how the tables were understood.
        table: bool,
    },
    New(PathBuf),
    /// Give out the embedded facts: into that file, or at once.
    Facts(Option<PathBuf>),
    /// Show the settings, or write a file of them to fill in.
    Settings(Option<PathBuf>),
    /// List label stock: the product's, and that of a file.
    ListStock(Option<PathBuf>),
    /// Draw a stock with its face numbers.
    DrawStock(Sheet),
    /// Make the calibration sheet.
    Calibrate(Sheet),
    /// Make はじめに.
    Guide(Option<PathBuf>),
    /// Write the same customers as another kind of file.
    Convert {
        from: PathBuf,
        to: PathBuf,
        reading: TableOptions,
    },
    /// Take what came back from the day of the work into a new list, or make the sheet for it.
    Record(RecordOrder),
    /// Join the parts of the run in that folder.
    Merge(PathBuf),
    /// Say what the run in that folder holds.
    ShowRun(PathBuf),
    /// Say whether the files of the run in that folder are as they were made.
    Verify(PathBuf),
    /// Copy a table with other texts in some cells.
    Mend(Mend),
    /// Draw one page.
    Preview(PreviewOrder),
    Reconcile(Reconcile),
    Reprint(ReprintOrder),
    Scan(ScanOrder),
}

impl Task {
    /// The command as the user types it.
    pub(super) const fn command(&self) -> &'static str {
        match self {
            Self::Build(_) => "build",
            Self::Check { .. } => "check",
            Self::New(_) => "new",
            Self::Facts(_) => "facts",
            Self::Settings(_) => "settings",
            Self::Convert { .. } => "convert",
            Self::Record(_) => "record",
            Self::Merge(_) => "manifest merge",
            Self::ShowRun(_) => "manifest show",
            Self::Verify(_) => "verify",
            Self::Mend(_) => "mend",
            Self::Preview(_) => "preview",
            Self::Reconcile(_) => "reconcile",
            Self::Reprint(_) => "reprint",
            Self::Scan(_) => "scan",
            Self::ListStock(_) | Self::DrawStock(_) => "stock",
            Self::Calibrate(_) => "calibrate",
            Self::Guide(_) => "guide",
        }
    }
}

impl Task {
    /// Says what the office says of itself where documents are made.
    pub(super) fn set_office(&mut self, office: &Office) {
        match self {
            Self::Build(order) => order.customers.office = office.clone(),
            Self::Check { order, .. } => order.office = office.clone(),
            Self::Reprint(order) => order.office = office.clone(),
            Self::Preview(order) => order.customers.office = office.clone(),
            _ => {}
        }
    }
}

/// What is mended.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mend {
    pub(super) from: PathBuf,
    pub(super) to: PathBuf,
    /// None: what was typed is no cell with a text.
    pub(super) cells: Vec<Option<NewCell>>,
    pub(super) reading: TableOptions,
}

/// What is compared with which run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reconcile {
    pub(super) folder: PathBuf,
    /// Of which customers and documents.
    pub(super) wanted: Wanted,
    /// Of which printing; `None`: of all that count.
    pub(super) printing: Option<u32>,
    /// Pictures and PDF files; `-` is standard input.
    pub(super) sources: Vec<PathBuf>,
}

/// A sheet for whoever prints.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sheet {
    pub(super) labels: LabelOptions,
    pub(super) out: Option<PathBuf>,
    pub(super) date: Date,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs, as one object: docs/json.md.
    Json,
    /// For programs, a line for each event; the last is the object.
    NdJson,
}

/// Why there is nothing to do.
pub(super) enum Unread {
    /// Help was asked for: this is it.
    Help(String),
    /// The command line is wrong: the message, as text for people and for the report.
    Wrong(String, Box<Diagnostic>),
}

/// Understands `arguments`. `today` stands in for a `--date` that is not given.
///
/// # Errors
/// Where help was asked for or the command line is wrong.
pub(super) fn read(arguments: &[OsString], language: Language, today: Date) -> Result<Args, Unread> {
    if arguments.len() < 2 {
        return Err(Unread::Help(words::first_steps(language).to_owned()));
    }
    let is_all = arguments.iter().any(|argument| argument == "--help");
    let command = if is_all { command::in_full(language) } else { command::command(language) };
    let matches = command.try_get_matches_from(arguments);
    let matches = matches.map_err(|error| match error.use_stderr() {
        false => Unread::Help(words::translated(&error.render().to_string(), language)),
        true => Unread::Wrong(usage::text(&error, language), Box::new(usage::diagnostic(&error))),
    })?;
    understood(&matches, language, today).ok_or_else(|| {
        let words = Words::new("コマンドが分かりません。", "the command is not understood");
        let text = format!("{}\n", language.of(&words));
        Unread::Wrong(text, Box::new(usage::wrong_usage(words)))
    })
}

impl Format {
    /// The format of that name.
    fn named(name: &str) -> Self {
        match name {
            "json" => Self::Json,
            "ndjson" => Self::NdJson,
            _ => Self::Text,
        }
    }

    /// The format for `arguments` that may be wrong.
    pub(super) fn of(arguments: &[OsString]) -> Self {
        value_of("--format", arguments).map_or(Self::Text, Self::named)
    }
}

fn understood(matches: &ArgMatches, language: Language, today: Date) -> Option<Args> {
    let (mut name, mut matches) = matches.subcommand()?;
    if let Some((within, deeper)) = matches.subcommand() {
        (name, matches) = (within, deeper);
    }
    let paths = |id| matches.try_get_many::<PathBuf>(id).ok().flatten().into_iter().flatten().cloned();
    let format = matches.try_get_one::<String>("format").ok().flatten();
    let format = format.map_or(Format::Text, |name| Format::named(name));
    let customers = || CheckOrder {
        files: paths("files").collect(),
        office: Office::default(),
        selection: selection_args::selected(matches),
        reading: reading(matches),
        fonts: paths("font").collect(),
        print_date: date(matches, today),
        documents: selection_args::documents(matches),
        labels: labels(matches),
        threads: threads(matches),
    };
    let task = match name {
        "build" => Task::Build(BuildOrder {
            customers: customers(),
            out: paths("out").next()?,
            pictures: matches.get_flag("png"),
            plain: matches.get_flag("plain"),
            readable_names: matches.get_one::<String>("names").is_some_and(|names| names == "readable"),
            run: matches.get_one::<String>("run").map(|name| fold::width(name)),
            part: matches.get_one::<RunPart>("part").copied(),
            dry: matches.get_flag("dry-run"),
            merge: merge(matches),
            all_or_nothing: matches.get_flag("all-or-nothing"),
            check_page: matches.get_flag("check-page"),
        }),
        "facts" => Task::Facts(paths("out").next()),
        "settings" => Task::Settings(paths("out").next()),
        "stock" if !matches.contains_id("name") => Task::ListStock(paths("stock-file").next()),
        "stock" => Task::DrawStock(sheet(matches, "name", today)),
        "calibrate" => Task::Calibrate(sheet(matches, "stock", today)),
        "guide" => guide_task(matches),
        "check" => Task::Check {
            order: customers(),
            annotate: paths("annotate").next(),
            table: matches.get_flag("table"),
        },
        "mend" => Task::Mend(Mend {
            from: paths("from").next()?,
            to: paths("to").next()?,
            cells: matches.get_many::<Option<NewCell>>("set")?.cloned().collect(),
            reading: reading(matches),
        }),
        "preview" => Task::Preview(preview(matches, customers())?),
        "show" => Task::ShowRun(paths("folder").next()?),
        "verify" => Task::Verify(paths("folder").next()?),
        "convert" => {
            Task::Convert { from: paths("from").next()?, to: paths("to").next()?, reading: reading(matches) }
        }
        "record" => Task::Record(RecordOrder {
            list: paths("list").next()?,
            task: match paths("form").next() {
                Some(form) => RecordTask::Form(form),
                None => RecordTask::Merge { returned: paths("returned").next()?, out: paths("out").next()? },
            },
            reading: reading(matches),
        }),
        "merge" => Task::Merge(paths("folder").next()?),
        "reconcile" => Task::Reconcile(Reconcile {
            folder: paths("folder").next()?,
            wanted: selection_args::wanted(matches),
            printing: matches.get_one::<u32>("printing").copied(),
            sources: paths("sources").collect(),
        }),
        "reprint" => Task::Reprint(ReprintOrder {
            folder: paths("folder").next()?,
            wanted: reprint_selection(matches),
            printing: matches.get_one::<u32>("printing").copied(),
            out: paths("out").next(),
            office: Office::default(),
            fonts: paths("font").collect(),
            print_date: date(matches, today),
            labels: labels(matches),
        }),
        "scan" => Task::Scan(ScanOrder {
            sources: sources(paths("sources").collect()),
            against: paths("against").collect(),
            former: paths("former").collect(),
            key: paths("key").next(),
            pairs: matches.get_flag("pairs"),
            print_date: date(matches, today),
            program: picture_reader::program(),
        }),
        _ => Task::New(paths("file").next()?),
    };
    Some(Args { language, format, facts: paths("facts").next(), task })
}

/// What is merged for the copier; a number of nothing is none.
fn merge(matches: &ArgMatches) -> Option<Merge> {
    let number = |id: &str| matches.get_one::<u32>(id).copied();
    let supplement =
        number("supplement").map(|since| Supplement { since: NonZero::new(since).map(NonZero::get) });
    (supplement.is_some() || number("merge").is_some()).then(|| Merge {
        per_file: number("merge").and_then(NonZero::new),
        marks: !matches.get_flag("no-marks"),
        supplement,
    })
}

/// The page that is to be shown.
fn preview(matches: &ArgMatches, customers: CheckOrder) -> Option<PreviewOrder> {
    let document = *matches.get_one::<DocumentKind>("document")?;
    Some(PreviewOrder {
        customers: CheckOrder { documents: vec![document], ..customers },
        page: usize::from(*matches.get_one::<u16>("page")?),
        dots_per_inch: *matches.get_one::<u16>("dpi")?,
        out: matches.get_one::<PathBuf>("out")?.clone(),
    })
}

fn reprint_selection(matches: &ArgMatches) -> ReprintSelection {
    if let Some(sheet) = matches.get_one::<u32>("sheet") {
        return ReprintSelection::Sheet(*sheet);
    }
    let pages = matches.get_one::<(usize, usize)>("pages").copied();
    ReprintSelection::Customers { wanted: selection_args::wanted(matches), pages }
}

/// `-` is standard input; so is nothing at all.
fn sources(paths: Vec<PathBuf>) -> Vec<ScanSource> {
    let source = |path: PathBuf| match path.as_os_str() == "-" {
        true => ScanSource::Lines,
        false => ScanSource::Path(path),
    };
    if paths.is_empty() { vec![ScanSource::Lines] } else { paths.into_iter().map(source).collect() }
}

/// How tables are to be understood.
fn reading(matches: &ArgMatches) -> TableOptions {
    let word = |id| matches.get_one::<String>(id).cloned();
    TableOptions {
        sheet: word("sheet"),
        header_row: matches.get_one::<u32>("header-row").copied(),
        encoding: word("encoding"),
        hidden_rows: match word("hidden-rows").as_deref() {
            Some("use") => HiddenRows::Use,
            Some("skip") => HiddenRows::Skip,
            _ => HiddenRows::Stop,
        },
        empty_formulas: word("formulas").is_some(),
        columns: matches.get_many::<AssignedColumn>("column").into_iter().flatten().cloned().collect(),
    }
}

/// As many as the machine has processors, unless the user says how many.
fn threads(matches: &ArgMatches) -> usize {
    let here = crate::base::platform::processors;
    matches.get_one::<u16>("threads").map_or_else(here, |given| usize::from(*given))
}

/// What is said of a sheet; `stock` is the argument that names the stock.
fn sheet(matches: &ArgMatches, stock: &str, today: Date) -> Sheet {
    let named = matches.get_one::<String>(stock).cloned();
    let usual = labels(matches);
    Sheet {
        labels: LabelOptions { stock: named.unwrap_or_else(|| usual.stock.clone()), ..usual },
        out: matches.get_one::<PathBuf>("file").cloned(),
        date: today,
    }
}

fn date(matches: &ArgMatches, today: Date) -> Date {
    matches.try_get_one::<Date>("date").ok().flatten().copied().unwrap_or(today)
}
