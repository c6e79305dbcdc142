//! The command as its user meets it: the built program, its exit codes, its words, and what it leaves on disk.

mod bad_input;
mod disk;
mod facts;
mod json;
mod names;
mod office;
mod page;
mod sources;
mod speech;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::walls::root;
use startpack::base::Shown;

/// A folder of its own for one test, gone afterwards.
pub struct Sandbox {
    pub path: PathBuf,
}

impl Sandbox {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("sandbox-{}-{number}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self { path }
    }

    /// Writes a file into it and returns its name.
    pub fn file<'a>(&self, name: &'a str, bytes: impl AsRef<[u8]>) -> &'a str {
        fs::write(self.path.join(name), bytes).unwrap();
        name
    }

    /// A copy of the example of that name, changed by `change`.
    pub fn example<'a>(&self, name: &'a str, change: impl FnOnce(String) -> String) -> &'a str {
        let text = fs::read_to_string(root().join("examples").join(name)).unwrap();
        self.file(name, change(text))
    }

    /// Runs the program in it, in English unless `arguments` say otherwise, on a day before all examples'.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = self.command();
        command.args(arguments);
        let wants_day = arguments.first().is_some_and(|task| ["build", "check"].contains(task));
        if wants_day && !arguments.contains(&"--date") {
            command.args(["--date", "2026-11-24"]);
        }
        Ran::of(&command.output().unwrap())
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_startpack"));
        command.current_dir(&self.path).env_clear().env("LANG", "en_US.UTF-8");
        command
    }

    /// Every file and folder below, in order, as paths from here.
    pub fn listing(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.path.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                found.push(path.strip_prefix(&self.path).unwrap().shown());
            }
        }
        found.sort();
        found
    }

    pub fn bytes(&self, name: impl AsRef<OsStr>) -> Vec<u8> {
        fs::read(self.path.join(name.as_ref())).unwrap()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// What a run of the program said.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Fails unless the run ended with `code`.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "out:\n{}\nerr:\n{}", self.out, self.err);
        self
    }

    /// Fails unless standard error has all of `words`.
    #[track_caller]
    pub fn tells(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in:\n{}", self.err);
        }
        self
    }

    /// Fails unless standard output has all of `words`.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.out.contains(word), "{word:?} is not in:\n{}", self.out);
        }
        self
    }
}
