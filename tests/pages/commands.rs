//! The commands of each page: found, taken apart as a shell would, and run. Files that they need lie on the
//! [`Desk`](super::desk::Desk).

use std::path::Path;

use super::desk::Desk;
use super::{is_japanese, pages, text};

/// Lines of shell blocks that are not run here: they build the program, or need what a test has not.
const NOT_RUN: [&str; 9] = [
    "cargo test",
    "cargo install",
    "cargo bench",
    "cargo run --release --locked --example",
    "rustup ",
    "web/",
    "benches/",
    "PEERS=",
    "UNTAGGED=",
];

/// Its commands have Windows's own paths; `tests/wine/run` tries them.
const OF_WINDOWS: &str = "docs/ja/windows.md";

/// What the digest of a label begins with; no command.
const LABEL_DOMAIN: &str = "startpack label tie SP1";

/// A command as it is typed.
#[derive(Debug, PartialEq)]
pub struct Typed {
    pub arguments: Vec<String>,
    /// The file that is its standard input.
    pub input: Option<String>,
}

/// Blocks of a page: the language after the fence, and the lines.
fn blocks(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut open: Option<(String, Vec<String>)> = None;
    for line in text.lines() {
        match (line.trim().strip_prefix("```"), open.take()) {
            (Some(language), None) => open = Some((language.to_owned(), Vec::new())),
            (Some(_), Some(block)) => found.push(block),
            (None, Some((language, mut lines))) => {
                lines.push(line.to_owned());
                open = Some((language, lines));
            }
            (None, None) => {}
        }
    }
    found
}

/// Words of a line, with quotes; a comment ends it.
fn words(line: &str) -> Vec<String> {
    let (mut found, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    for letter in line.chars() {
        match letter {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '#' if !quoted && word.is_none() => break,
            ' ' if !quoted => found.extend(word.take()),
            letter => word.get_or_insert_default().push(letter),
        }
    }
    found.extend(word);
    found
}

/// What a line asks for: one command, or several with GNU parallel; `None` if it is not run here.
fn typed(line: &str) -> Option<Vec<Typed>> {
    let line = line.trim();
    let rest = |line: &str| {
        let own = line.strip_prefix("cargo run --release --locked -- ");
        own.or_else(|| line.strip_prefix("startpack ")).map(words)
    };
    if let Some(line) = line.strip_prefix("parallel ") {
        let (command, values) = line.split_once(" ::: ").unwrap();
        let commands = words(values).into_iter().map(|value| rest(&command.replace("{}", &value)).unwrap());
        return Some(commands.map(|arguments| Typed { arguments, input: None }).collect());
    }
    let mut arguments = rest(line)?;
    let from = arguments.iter().position(|word| word == "<");
    let input = from.map(|at| arguments.split_off(at).pop().unwrap());
    Some(vec![Typed { arguments, input }])
}

#[test]
fn every_command_of_the_japanese_pages_runs() {
    assert!(run(is_japanese) > 40);
}

#[test]
fn every_command_of_the_english_pages_runs() {
    assert!(run(|page| !is_japanese(page)) > 25);
}

/// Runs the commands of those pages; how many there are.
fn run(is_wanted: impl Fn(&Path) -> bool) -> usize {
    let (mut ran, mut failed) = (0, Vec::new());
    for page in pages().into_iter().filter(|page| is_wanted(page) && *page != Path::new(OF_WINDOWS)) {
        let text = text(&page);
        let desk = Desk::new(&text);
        for (language, lines) in blocks(&text) {
            for line in lines {
                let commands = typed(&line);
                if language != "sh" {
                    assert!(commands.is_none(), "{}: put it into a block of sh: {line}", page.display());
                    continue;
                }
                let is_known = line.is_empty() || NOT_RUN.iter().any(|start| line.starts_with(start));
                assert!(commands.is_some() || is_known, "{}: {line}", page.display());
                for command in commands.unwrap_or_default() {
                    let said = desk.run(&command);
                    failed.extend(said.map(|said| format!("{}: {line}\n{said}", page.display())));
                    ran += 1;
                }
            }
        }
        let is_indented = |line: &&str| line.starts_with("    startpack ");
        let indented = text.lines().find(is_indented);
        assert!(indented.is_none(), "{}: {indented:?}", page.display());
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    ran
}

/// Commands and options that stand in a sentence.
#[test]
fn what_a_sentence_names_is_there() {
    let all = startpack::cli::command_line(false);
    let mut options: Vec<String> = vec!["--document".to_owned()];
    for command in all.get_subcommands() {
        let deeper = command.get_subcommands().flat_map(clap::Command::get_arguments);
        let longs = command.get_arguments().chain(deeper).filter_map(clap::Arg::get_long);
        options.extend(longs.map(|name| format!("--{name}")));
    }
    options.extend(["--lang", "--help", "--version"].map(str::to_owned));
    let mut seen = 0;
    for page in pages() {
        for code in text(&page).split('`').skip(1).step_by(2).filter(|code| !code.contains('\n')) {
            let words: Vec<&str> = code.split(' ').collect();
            let is_command = words[0] == "startpack" && words.len() > 1 && code != LABEL_DOMAIN;
            if is_command && !words[1].starts_with('-') {
                let is_there = all.get_subcommands().any(|command| command.get_name() == words[1]);
                assert!(is_there, "{}: `{code}`", page.display());
            }
            if ["cargo", "/usr/bin/cargo", "sha256sum", "parallel"].contains(&words[0]) {
                continue;
            }
            for option in words.iter().filter(|word| word.starts_with("--")) {
                let name = option.split(['=', '…', '[']).next().unwrap().trim_end_matches(',');
                assert!(options.iter().any(|there| there == name), "{}: `{code}`", page.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen} options");
}

#[test]
fn lines_are_taken_apart_as_a_shell_does() {
    let line = typed("startpack scan - --key \"my key\" < codes.txt   # a comment").unwrap();
    let arguments = ["scan", "-", "--key", "my key"].map(str::to_owned).to_vec();
    assert_eq!(line, [Typed { arguments, input: Some("codes.txt".to_owned()) }]);
    assert_eq!(typed("parallel startpack build a --part {}/2 ::: 1 2").unwrap().len(), 2);
    assert_eq!(typed("cargo test --locked"), None);
}
