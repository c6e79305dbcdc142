//! The help fits a screen and leaves nothing out; manual pages and completions are made from the same command line.

use std::fs;

use clap::Command;
use unicode_width::UnicodeWidthStr;

use crate::cli::{Ran, Sandbox};

#[allow(dead_code, reason = "`main` is for the program itself")]
#[path = "../tools/manual.rs"]
mod manual;

/// Lines of a screen, and those of a tall one.
const SCREEN: usize = 25;
const TALL_SCREEN: usize = 55;

/// Every command with the words by which it is called.
fn commands(within: &Command, words: &[String]) -> Vec<(Vec<String>, Command)> {
    let mut all = vec![(words.to_vec(), within.clone())];
    for command in within.get_subcommands() {
        let words = [words, &[command.get_name().to_owned()]].concat();
        all.extend(commands(command, &words));
    }
    all
}

fn help(sandbox: &Sandbox, words: &[String], flag: &str, columns: usize, language: &str) -> String {
    let mut command = sandbox.command();
    command.args(words).args([flag, "--lang", language]).env("COLUMNS", columns.to_string());
    Ran::of(&command.output().unwrap()).ends(0).out
}

#[test]
fn the_help_of_each_command_fits_a_screen() {
    let sandbox = Sandbox::new();
    for (words, _) in commands(&startpack::cli::command_line(false), &[]) {
        for language in ["ja", "en"] {
            for (flag, columns, most) in [("-h", 80, SCREEN), ("--help", 100, TALL_SCREEN)] {
                let help = help(&sandbox, &words, flag, columns, language);
                let lines = help.lines().count();
                assert!(lines <= most, "{words:?} {flag} has {lines} lines in {language}:\n{help}");
                let wide = help.lines().find(|line| line.width() > columns);
                assert!(wide.is_none(), "{words:?} {flag}: {wide:?}");
            }
        }
    }
}

#[test]
fn the_whole_help_names_every_option() {
    let sandbox = Sandbox::new();
    for (words, command) in commands(&startpack::cli::command_line(false), &[]) {
        for language in ["ja", "en"] {
            let help = help(&sandbox, &words, "--help", 100, language);
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                let Some(name) = arg.get_long() else { continue };
                assert!(help.contains(&format!("--{name}")), "{words:?} --help lacks --{name}:\n{help}");
            }
        }
    }
}

#[test]
fn each_command_has_a_page_of_the_manual() {
    let sandbox = Sandbox::new();
    manual::write(&sandbox.path).unwrap();
    let all = commands(&startpack::cli::command_line(false), &["startpack".to_owned()]);
    assert!(all.len() > 15, "{} commands", all.len());
    for (words, command) in &all {
        for language in ["", "ja/"] {
            let page = sandbox.path.join(format!("man/{language}man1/{}.1", words.join("-")));
            let text = fs::read_to_string(&page).unwrap_or_else(|_| panic!("no {}", page.display()));
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                let Some(name) = arg.get_long() else { continue };
                let shown = format!(r"\-\-{}", name.replace('-', r"\-"));
                assert!(text.contains(&shown), "{words:?} lacks --{name}");
                let said = arg.get_help().is_some_and(|help| !help.to_string().is_empty());
                assert!(said, "--{name} of {words:?} says nothing");
            }
        }
    }
    for name in ["startpack.bash", "_startpack", "startpack.fish", "_startpack.ps1"] {
        let text = fs::read_to_string(sandbox.path.join("completions").join(name)).unwrap();
        for (words, _) in &all {
            assert!(text.contains(words.last().unwrap()), "{name} lacks {words:?}");
        }
    }
}
