//! A single file of its own, such as a new hearing sheet. In: its path and bytes. Out: the file on disk, complete or not
//! at all. What it contains is not known here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder::{remove, write_new};
use super::temporary::temporary;

/// Writes the file under a temporary name, then gives it its name, if that is free.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link that leads nowhere takes the name too.
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let temporary = staged(path, bytes)?;
    // A second name fails if the name has been taken in the meantime; renaming would replace that file.
    let named = match fs::hard_link(&temporary, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => rename(&temporary, path),
        named => named,
    };
    remove(&temporary);
    named
}

/// Writes the file under a temporary name, then gives it its name in place of what has it.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = staged(path, bytes)?;
    let named = fs::rename(&temporary, path);
    if named.is_err() {
        remove(&temporary);
    }
    named
}

/// For disks where a file has one name only.
fn rename(temporary: &Path, path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(temporary, path)
}

fn staged(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let temporary = path.with_file_name(temporary(&name, "new"));
    if let Err(error) = write_new(&temporary, bytes) {
        remove(&temporary);
        return Err(error);
    }
    Ok(temporary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::platform::process_number;

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = std::env::temp_dir().join(format!("startpack-single-{}", process_number()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.txt");
        create(&path, b"one").unwrap();
        assert_eq!(create(&path, b"two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        replace(&path, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert!(create(&folder.join("none").join("a.txt"), b"").is_err());
        let names: Vec<_> = fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(names, ["a.txt"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
