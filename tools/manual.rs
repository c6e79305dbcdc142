//! Writes the manual pages of all commands, in English and Japanese, and completions for shells, all from the command line
//! as the program defines it: `cargo run --release --locked --example manual -- FOLDER`. Not part of the product.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use clap_complete::Shell;

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::other("a folder to write into: manual FOLDER"))?;
    write(&folder)
}

/// Writes `man1/startpack….1`, `ja/man1/startpack….1` and `completions/…` into `folder`.
pub(crate) fn write(folder: &Path) -> io::Result<()> {
    for (language, is_japanese) in [("", false), ("ja", true)] {
        let pages = folder.join("man").join(language).join("man1");
        fs::create_dir_all(&pages)?;
        clap_mangen::generate_to(startpack::cli::command_line(is_japanese), &pages)?;
    }
    let completions = folder.join("completions");
    fs::create_dir_all(&completions)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        let mut command = startpack::cli::command_line(false);
        clap_complete::generate_to(shell, &mut command, "startpack", &completions)?;
    }
    Ok(())
}
