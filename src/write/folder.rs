//! [`Folder`]: one customer's folder, whose files are replaced all together or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{NewFile, WriteError};

/// A folder that is there and can be written into.
pub(super) struct Folder {
    path: PathBuf,
    /// Folders that were made on the way, outermost first: removed again if nothing comes of it.
    made: Vec<PathBuf>,
}

/// A file that stands beside its place, waiting for its name.
struct Staged {
    temporary: PathBuf,
    last: PathBuf,
}

/// Something that has happened to the folder and can be taken back.
enum Step {
    /// An old file was put aside.
    Aside { from: PathBuf, to: PathBuf },
    /// A new file got its name.
    Named { temporary: PathBuf, last: PathBuf },
}

impl Folder {
    /// Makes the folder, with those above it, if it is not there.
    pub(super) fn open(path: &Path) -> Result<Self, WriteError> {
        let mut missing: Vec<_> = path
            .ancestors()
            .take_while(|above| !above.as_os_str().is_empty() && !above.exists())
            .map(Path::to_owned)
            .collect();
        missing.reverse();
        let mut folder = Self { path: path.to_owned(), made: Vec::new() };
        for above in missing {
            if let Err(error) = fs::create_dir(&above) {
                // Another run may have made it in the meantime.
                if !above.is_dir() {
                    folder.forget();
                    let file = above.ancestors().find(|path| path.is_file()).unwrap_or(&above);
                    return Err(WriteError::new(file, error));
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

    /// Puts `files` into the folder in place of those of the same names.
    pub(super) fn replace(mut self, files: &[NewFile]) -> Result<(), WriteError> {
        let mut done = Vec::new();
        let staged = match self.stage(files) {
            Ok(staged) => staged,
            Err(not_written) => {
                self.forget();
                return Err(not_written);
            }
        };
        if let Err(not_written) = self.rename(&staged, files, &mut done) {
            undo(done);
            staged.iter().for_each(|file| remove(&file.temporary));
            self.forget();
            return Err(not_written);
        }
        for step in done {
            if let Step::Aside { to, .. } = step {
                remove(&to);
            }
        }
        Ok(())
    }

    /// Writes every file whole under a name of its own.
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

    /// Gives every file its name, and puts aside what has to make room.
    fn rename(&self, staged: &[Staged], files: &[NewFile], done: &mut Vec<Step>) -> Result<(), WriteError> {
        for stale in self.stale_pictures(files) {
            self.put_aside(&stale, done)?;
        }
        for Staged { temporary, last } in staged {
            match fs::metadata(last) {
                Ok(there) if there.is_dir() => {
                    return Err(WriteError::new(last, io::ErrorKind::IsADirectory.into()));
                }
                Ok(_) => self.put_aside(last, done)?,
                Err(_) => {}
            }
            fs::rename(temporary, last).map_err(|error| WriteError::new(last, error))?;
            done.push(Step::Named { temporary: temporary.clone(), last: last.clone() });
        }
        Ok(())
    }

    fn put_aside(&self, old: &Path, done: &mut Vec<Step>) -> Result<(), WriteError> {
        let name = old.file_name().unwrap_or_default().to_string_lossy();
        let to = self.beside(&name, "old");
        fs::rename(old, &to).map_err(|error| WriteError::new(old, error))?;
        done.push(Step::Aside { from: old.to_owned(), to });
        Ok(())
    }

    /// Page pictures of the documents among `files` that the new files do not replace.
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

    /// A hidden name beside `name` that no other run uses.
    fn beside(&self, name: &str, mark: &str) -> PathBuf {
        self.path.join(format!(".{name}.{}.{mark}", std::process::id()))
    }

    /// Removes the folders that were made, as far as they are empty.
    fn forget(&mut self) {
        while let Some(made) = self.made.pop() {
            // Somebody else's file in it is a reason to leave it.
            let _ = fs::remove_dir(made);
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let open = || OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = open().or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            // Left by a run of the same process number that was killed.
            remove(path);
            open()
        }
        _ => Err(error),
    })?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Takes back what was done, the last step first. What cannot be taken back stays where it is: the error
/// that led here is the one to tell.
fn undo(done: Vec<Step>) {
    for step in done.into_iter().rev() {
        let _ = match step {
            Step::Aside { from, to } => fs::rename(to, from),
            Step::Named { temporary, last } => fs::rename(last, temporary),
        };
    }
}

fn remove(path: &Path) {
    // It may not be there, which is what is wanted.
    let _ = fs::remove_file(path);
}
