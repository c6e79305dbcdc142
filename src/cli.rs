//! The front door: the command line, the clock, the locale and the terminal are known only here.

use std::process::ExitCode;

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
