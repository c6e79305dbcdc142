//! Which files customers are read from. In: paths as the user names them: files, folders, and names with `*` or `?`,
//! which no Windows shell expands. Out: the files, and what was passed over, each told once. What a file holds is only
//! looked at where the user has not named it.

use std::path::{Path, PathBuf};

use super::file::{open, open_table};
use super::settings::SETTINGS_FILE;
use super::source_kind::SourceKind;
use super::{TableOptions, source_kind, source_messages as messages, table};
use crate::base::diagnostic::any_error;
use crate::base::{Diagnostic, Origin, Origins, Place, Shown};

/// The files that customers are read from.
#[derive(Debug, Default)]
pub struct Sources {
    /// The files, in the order in which they are named, those of a folder by name.
    pub files: Vec<PathBuf>,
    /// What was passed over, and what is not there.
    pub messages: Vec<Diagnostic>,
}

/// The files of `named`: of a folder those that lie in it and not deeper.
pub fn sources(named: &[PathBuf], options: &TableOptions, origins: &mut Origins) -> Sources {
    let mut sources = Sources::default();
    let apart = torn_names(named);
    for torn in &apart {
        sources.tell(&torn.whole, origins, |at| messages::torn_name(&torn.whole, at));
    }
    for (_, path) in
        named.iter().enumerate().filter(|(at, _)| !apart.iter().any(|torn| torn.parts.contains(at)))
    {
        if path.file_name().is_some_and(|name| name.eq_ignore_ascii_case(SETTINGS_FILE)) {
            // A shell that expands `*.toml` names it.
            sources.tell(path, origins, |at| messages::passed_over(SourceKind::Settings, at));
        } else if path.is_dir() {
            sources.folder(path, options, origins);
        } else if is_pattern(path) {
            sources.pattern(path, options, origins);
        } else if let Some(owner) = Companion::of(path) {
            sources.tell(path, origins, |at| messages::companion(&owner, at));
        } else {
            if let Some(program) =
                open_in(path).filter(|(mark, _)| !named.contains(mark)).map(|(_, name)| name)
            {
                sources.tell(path, origins, |at| messages::open_elsewhere(program, at));
            }
            sources.add(path.clone());
        }
    }
    if let (true, false, Some(last)) =
        (sources.files.is_empty(), any_error(&sources.messages), sources.messages.last())
    {
        sources.messages.push(messages::nothing(last.at));
    }
    sources
}

/// The name of a file with spaces, which the shell has taken for several.
struct TornName {
    whole: PathBuf,
    /// Its parts among the paths that are named.
    parts: std::ops::Range<usize>,
}

/// More parts than a name has.
const MOST_PARTS: usize = 8;

/// Paths next to each other none of which exists, but a file that they are the name of.
fn torn_names(named: &[PathBuf]) -> Vec<TornName> {
    let mut found = Vec::new();
    let mut first = 0;
    while first < named.len() {
        let torn = (first + 2..=named.len().min(first + MOST_PARTS)).find_map(|end| {
            let parts = &named[first..end];
            let joined: Vec<String> = parts.iter().map(|part| part.shown()).collect();
            let is_lost = parts.iter().all(|part| !part.exists());
            [" ", "\u{3000}"]
                .iter()
                .map(|space| PathBuf::from(joined.join(space)))
                .find(|whole| is_lost && whole.is_file())
                .map(|whole| TornName { whole, parts: first..end })
        });
        first = torn.as_ref().map_or(first + 1, |torn| torn.parts.end);
        found.extend(torn);
    }
    found
}

impl Sources {
    fn folder(&mut self, folder: &Path, options: &TableOptions, origins: &mut Origins) {
        let before = self.files.len();
        match entries(folder) {
            Err(error) => self.tell(folder, origins, |at| messages::unreadable_folder(&error, at)),
            Ok(entries) => {
                let deeper = entries.iter().filter(|path| path.is_dir() && !is_hidden(path)).count();
                for path in entries {
                    self.candidate(path, options, origins);
                }
                if deeper > 0 {
                    self.tell(folder, origins, |at| messages::deeper(deeper, at));
                }
                let read = self.files.get(before..).unwrap_or_default().to_vec();
                match read.is_empty() {
                    true => self.tell(folder, origins, messages::empty_folder),
                    false => self.tell(folder, origins, |at| messages::read_from_folder(&read, at)),
                }
            }
        }
    }

    fn pattern(&mut self, pattern: &Path, options: &TableOptions, origins: &mut Origins) {
        let mut fits_any = false;
        let folder = pattern.parent().filter(|folder| !folder.as_os_str().is_empty());
        let name: Vec<char> = lower(pattern).chars().collect();
        let entries = entries(folder.unwrap_or(Path::new("."))).unwrap_or_default();
        for path in entries {
            let found: Vec<char> = lower(&path).chars().collect();
            if matches(&name, &found) {
                fits_any = true;
                // As the user would write it: without `./` in front.
                let path =
                    folder.map_or_else(|| path.file_name().unwrap_or_default().into(), |_| path.clone());
                self.candidate(path, options, origins);
            }
        }
        if !fits_any {
            self.tell(pattern, origins, messages::no_match);
        }
    }

    /// A file that the user has not named itself: it is read if it looks like a list of customers.
    fn candidate(&mut self, path: PathBuf, options: &TableOptions, origins: &mut Origins) {
        if path.is_dir() {
            return;
        }
        if let Some(owner) = Companion::of(&path) {
            return self.tell(&path, origins, |at| messages::companion(&owner, at));
        }
        let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        let is_text = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
        let is_table = table::is_table(&path) || (is_text && table::holds_table(&path, options));
        if is_hidden(&path) || !(is_toml || is_table) {
            return;
        }
        // What cannot be read is told when it is read.
        let mut apart = Origins::new();
        let kind = if is_toml {
            open(&path, &mut apart).ok().and_then(|file| source_kind::of_toml(&path, &file.text))
        } else {
            open_table(&path, &mut apart).ok().and_then(|file| table::other_kind(&path, file.bytes, options))
        };
        match kind {
            None => self.add(path),
            Some(kind) => self.tell(&path, origins, |at| messages::passed_over(kind, at)),
        }
    }

    fn add(&mut self, path: PathBuf) {
        if !self.files.contains(&path) {
            self.files.push(path);
        }
    }

    fn tell(&mut self, path: &Path, origins: &mut Origins, message: impl FnOnce(Origin) -> Diagnostic) {
        let source = origins.add_source(path.shown(), "");
        self.messages.push(message(origins.add(Place::File { source })));
    }
}

/// A file that another program puts beside a user's file.
pub(super) enum Companion {
    /// Excel has this file open.
    Excel(String),
    /// LibreOffice has this file open.
    LibreOffice(String),
    /// What macOS keeps of a file on a foreign disk.
    Macos,
}

impl Companion {
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        if let Some(owner) = name.strip_prefix("~$") {
            return Some(Self::Excel(owner.to_owned()));
        }
        if let Some(owner) = name.strip_prefix(".~lock.") {
            return Some(Self::LibreOffice(owner.trim_end_matches('#').to_owned()));
        }
        name.starts_with("._").then_some(Self::Macos)
    }
}

/// The mark beside a file that a program has open, and the program.
fn open_in(path: &Path) -> Option<(PathBuf, &'static str)> {
    let name = path.file_name()?.to_str()?;
    let marks = [(format!("~${name}"), "Excel"), (format!(".~lock.{name}#"), "LibreOffice")];
    let mut beside = marks.into_iter().map(|(mark, program)| (path.with_file_name(mark), program));
    beside.find(|(mark, _)| mark.is_file())
}

/// Most files of a folder that are looked at.
const MOST_ENTRIES: usize = 100_000;

fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let found = std::fs::read_dir(folder)?.take(MOST_ENTRIES);
    let mut entries: Vec<PathBuf> = found.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    Ok(entries)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn lower(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Whether a name that is no file's has `*` or `?` in it.
fn is_pattern(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains(['*', '?'])) && !path.exists()
}

/// Whether `pattern` fits the whole of `name`: `*` stands for any characters, `?` for one.
fn matches(pattern: &[char], name: &[char]) -> bool {
    let (mut at, mut seen) = (0, 0);
    // Where the last `*` stands, and up to where it reaches.
    let mut star: Option<(usize, usize)> = None;
    while seen < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, seen));
                at += 1;
            }
            Some(&character) if character == '?' || character == name[seen] => {
                at += 1;
                seen += 1;
            }
            _ => {
                let Some((place, reach)) = star else { return false };
                star = Some((place, reach + 1));
                at = place + 1;
                seen = reach + 1;
            }
        }
    }
    pattern[at..].iter().all(|&character| character == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let fits = |pattern: &str, name: &str| {
            matches(&pattern.chars().collect::<Vec<_>>(), &name.chars().collect::<Vec<_>>())
        };
        for (pattern, name) in
            [("*.toml", "a.toml"), ("*", "a"), ("a?c*", "abc"), ("*名簿*.xlsx", "4月名簿2.xlsx")]
        {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.toml", "a.toml2"), ("?", ""), ("a*b", "acbd"), ("", "a")] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
        assert!(!fits(&"*a".repeat(40), &"a".repeat(39)));
    }
}
