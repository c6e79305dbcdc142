//! This program as its own child process: `scan` and `reconcile` start it to read a file of pictures, which may be hostile.
//! What it reads and says is the driver's business ([`crate::app::read_pictures`]).

use std::ffi::OsString;
use std::path::PathBuf;

use crate::app;

/// This program, if the system says where it is and starts processes.
pub(super) fn program() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

/// Whether `arguments` are those of a child, which is done then. It listens to nobody: Ctrl-C ends it at once.
pub(super) fn serve(arguments: &[OsString]) -> bool {
    if arguments.get(1).is_none_or(|first| first != app::READ_PICTURES) {
        return false;
    }
    let arguments: Vec<_> = arguments.iter().skip(1).map(|one| one.to_string_lossy().into_owned()).collect();
    app::read_pictures(&arguments, &mut std::io::stdin().lock(), &mut std::io::stdout())
}
