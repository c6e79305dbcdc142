//! The command line: arguments in, [`Asked`] out. Knows clap; does nothing itself.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;

use super::speech::Language;
use super::{Exit, command, terminal, usage};
use crate::base::date::Date;
use crate::run::{DEFAULT_STOCK, DocumentKind, Request};

/// What the user asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) language: Language,
    pub(super) format: Format,
    pub(super) fonts: Vec<PathBuf>,
    pub(super) task: Task,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Task {
    Build { files: Vec<PathBuf>, request: Request, out: PathBuf, pictures: bool },
    Check { files: Vec<PathBuf>, request: Request },
    New(PathBuf),
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs: docs/json.md.
    Json,
}

/// Understands `arguments`. `today` stands in for a `--date` that is not given.
///
/// # Errors
/// The exit code, where help was asked for or the command line is wrong; both are already told.
pub(super) fn read(arguments: &[OsString], language: Language, today: Date) -> Result<Asked, Exit> {
    command::command(language).try_get_matches_from(arguments).map_or_else(
        |error| {
            if !error.use_stderr() {
                let help = error.render().to_string();
                return Err(terminal::say(&help).map_or(Exit::Access, |()| Exit::Made));
            }
            terminal::tell(&usage::told(&error, language));
            Err(Exit::Usage)
        },
        |matches| asked(&matches, language, today).ok_or(Exit::Usage),
    )
}

fn asked(matches: &ArgMatches, language: Language, today: Date) -> Option<Asked> {
    let (name, matches) = matches.subcommand()?;
    let paths = |id| matches.try_get_many::<PathBuf>(id).ok().flatten().into_iter().flatten().cloned();
    let format = match matches.try_get_one::<String>("format") {
        Ok(Some(format)) if format == "json" => Format::Json,
        _ => Format::Text,
    };
    let files = paths("files").collect();
    let task = match name {
        "build" => Task::Build {
            files,
            request: request(matches, today),
            out: paths("out").next()?,
            pictures: matches.get_flag("png"),
        },
        "check" => Task::Check { files, request: request(matches, today) },
        _ => Task::New(paths("file").next()?),
    };
    Some(Asked { language, format, fonts: paths("font").collect(), task })
}

fn request(matches: &ArgMatches, today: Date) -> Request {
    let only: Vec<_> = matches
        .try_get_many::<String>("only")
        .ok()
        .flatten()
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let wanted = |kind: &DocumentKind| only.is_empty() || only.contains(&kind.stem());
    Request {
        print_date: matches.get_one::<Date>("date").copied().unwrap_or(today),
        documents: DocumentKind::ALL.into_iter().filter(wanted).collect(),
        stock: matches.get_one::<String>("stock").cloned().unwrap_or_else(|| DEFAULT_STOCK.to_owned()),
        key: None,
    }
}
