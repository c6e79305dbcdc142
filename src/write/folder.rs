//! [`Folder`]: the folder of one customer. In: new files. Out: all of them in the folder, or none and the old ones
//! back. What the files contain is not known here.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::temporary::{sweep, temporary, temporary_of};
use super::{NewFile, WriteError};

/// An existing folder.
pub(super) struct Folder {
    path: PathBuf,
    /// Folders that were created for it, outermost first; they are removed again if writing fails.
    made: Vec<PathBuf>,
}

/// A complete file under a temporary name.
struct Staged {
    temporary: PathBuf,
    last: PathBuf,
}

/// A change to the folder that can be undone.
enum FolderChange {
    /// An old file was renamed to a temporary name.
    Replaced { from: PathBuf, to: PathBuf },
    /// A new file got its name.
    Named { temporary: PathBuf, last: PathBuf },
}

impl Folder {
    /// Creates the folder and its parents if they do not exist.
    pub(super) fn open(path: &Path) -> Result<Self, WriteError> {
        WriteError::check_name(path)?;
        let mut missing: Vec<_> = path
            .ancestors()
            .take_while(|above| !above.as_os_str().is_empty() && !above.exists())
            .map(Path::to_owned)
            .collect();
        missing.reverse();
        let mut folder = Self { path: path.to_owned(), made: Vec::new() };
        for above in missing {
            if let Err(error) = fs::create_dir(&above) {
                // Another run may have created it in the meantime.
                if !above.is_dir() {
                    folder.forget();
                    return Err(match above.ancestors().find(|path| path.is_file()) {
                        Some(file) => WriteError::new(file, io::ErrorKind::NotADirectory.into()),
                        None => WriteError::new(&above, error),
                    });
                }
            } else {
                folder.made.push(above);
            }
        }
        if path.is_dir() {
            return Ok(folder);
        }
        let file = path.ancestors().find(|above| above.is_file()).unwrap_or(path);
        Err(WriteError::new(file, io::ErrorKind::NotADirectory.into()))
    }

    /// As [`Folder::open`], for a folder that only this program makes. A link in its place is refused: whoever has put it
    /// there would have files written somewhere else. Folders above it may be links: the user has named them.
    pub(super) fn open_own(path: &Path) -> Result<Self, WriteError> {
        if path.is_symlink() { Err(WriteError::link(path)) } else { Self::open(path) }
    }

    /// Puts `files` into the folder in place of those of the same names.
    pub(super) fn replace(mut self, files: &[NewFile]) -> Result<(), WriteError> {
        let mut changes = Vec::new();
        // Those of a killed process.
        sweep(&self.path, &|name| {
            temporary_of(name).is_some_and(|of| files.iter().any(|file| file.name == of))
        });
        let staged = match self.stage(files) {
            Ok(staged) => staged,
            Err(error) => {
                self.forget();
                return Err(error);
            }
        };
        if let Err(error) = self.rename(&staged, files, &mut changes) {
            undo(changes);
            staged.iter().for_each(|file| remove(&file.temporary));
            self.forget();
            return Err(error);
        }
        for change in changes {
            if let FolderChange::Replaced { to, .. } = change {
                remove(&to);
            }
        }
        Ok(())
    }

    /// Writes each complete file under a temporary name.
    fn stage(&self, files: &[NewFile]) -> Result<Vec<Staged>, WriteError> {
        let mut staged: Vec<Staged> = Vec::with_capacity(files.len());
        for file in files {
            let last = self.path.join(&file.name);
            let temporary = self.beside(&file.name, "new");
            let result = write_new(&temporary, &file.bytes);
            staged.push(Staged { temporary, last });
            if let Err(error) = result {
                staged.iter().for_each(|file| remove(&file.temporary));
                return Err(WriteError::new(&self.path, error));
            }
        }
        Ok(staged)
    }

    /// Gives each file its name; files that it replaces get a temporary name first.
    fn rename(
        &self,
        staged: &[Staged],
        files: &[NewFile],
        changes: &mut Vec<FolderChange>,
    ) -> Result<(), WriteError> {
        for stale in self.stale_pictures(files) {
            self.set_aside(&stale, changes)?;
        }
        for Staged { temporary, last } in staged {
            match fs::symlink_metadata(last) {
                Ok(there) if there.is_dir() => {
                    return Err(WriteError::new(last, io::ErrorKind::IsADirectory.into()));
                }
                Ok(_) => self.set_aside(last, changes)?,
                Err(_) => {}
            }
            fs::rename(temporary, last).map_err(|error| WriteError::new(last, error))?;
            changes.push(FolderChange::Named { temporary: temporary.clone(), last: last.clone() });
        }
        Ok(())
    }

    fn set_aside(&self, old: &Path, changes: &mut Vec<FolderChange>) -> Result<(), WriteError> {
        let name = old.file_name().unwrap_or_default().to_string_lossy();
        let to = self.beside(&name, "old");
        fs::rename(old, &to).map_err(|error| WriteError::new(old, error))?;
        changes.push(FolderChange::Replaced { from: old.to_owned(), to });
        Ok(())
    }

    /// Old page pictures of the documents in `files` that the new files do not replace.
    fn stale_pictures(&self, files: &[NewFile]) -> Vec<PathBuf> {
        if self.made.last() == Some(&self.path) {
            // Nothing was there before.
            return Vec::new();
        }
        let stems: Vec<_> = files.iter().filter_map(|file| file.name.strip_suffix(".pdf")).collect();
        let is_stale = |name: &str| {
            let Some((stem, number)) = name.strip_suffix(".png").and_then(|name| name.rsplit_once('-'))
            else {
                return false;
            };
            number.len() >= 2
                && number.bytes().all(|byte| byte.is_ascii_digit())
                && stems.contains(&stem)
                && !files.iter().any(|file| file.name == name)
        };
        let Ok(entries) = fs::read_dir(&self.path) else { return Vec::new() };
        let mut stale: Vec<_> = entries
            .flatten()
            .filter(|entry| entry.file_name().to_str().is_some_and(is_stale))
            .map(|entry| entry.path())
            .collect();
        stale.sort();
        stale
    }

    /// A hidden temporary name in the same folder that no other run uses.
    fn beside(&self, name: &str, mark: &str) -> PathBuf {
        self.path.join(temporary(name, mark))
    }

    /// Removes the folders that were created, if they are empty.
    fn forget(&mut self) {
        while let Some(made) = self.made.pop() {
            // A folder that holds other files stays.
            let _ = fs::remove_dir(made);
        }
    }
}

pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let open = || OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = open().or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            // A killed run with the same process number has left it.
            remove(path);
            open()
        }
        _ => Err(error),
    })?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Undoes the steps, the last one first. A step that cannot be undone stays as it is: the first error is the one to
/// report.
fn undo(changes: Vec<FolderChange>) {
    for change in changes.into_iter().rev() {
        let _ = match change {
            FolderChange::Replaced { from, to } => fs::rename(to, from),
            FolderChange::Named { temporary, last } => fs::rename(last, temporary),
        };
    }
}

pub(super) fn remove(path: &Path) {
    // The file may already be gone.
    let _ = fs::remove_file(path);
}
