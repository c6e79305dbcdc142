//! The papers hold what they promise: the test command of the READMEs is what CI runs, and tests, files and paths that
//! papers for developers name are there.

use std::fs;

use crate::walls::root;

const READMES: [&str; 2] = ["README.md", "README.ja.md"];

fn text(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The lines of the shell blocks of a README.
fn commands(name: &str) -> Vec<String> {
    let text = text(name);
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.flat_map(str::lines).map(|line| line.split(" #").next().unwrap().trim().to_owned()).collect()
}

#[test]
fn the_test_command_is_the_one_that_ci_runs() {
    let ci = text(".ci/run");
    for name in READMES {
        assert!(commands(name).contains(&"cargo test --locked".to_owned()), "{name}");
        let build = "cargo run --release --locked -- build examples/sakura-clinic.toml";
        assert!(commands(name).contains(&build.to_owned()), "{name}");
        assert!(ci.lines().any(|line| line.starts_with(build)), "CI builds the first example");
    }
    assert!(ci.lines().any(|line| line == "cargo test --locked"), "CI runs the README's test command");
}

#[test]
fn what_the_papers_point_to_is_there() {
    for name in ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"] {
        let text = text(name);
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap();
            let is_here =
                target.starts_with("http") || target.starts_with('#') || root().join(target).exists();
            assert!(is_here, "{name} points to {target}");
        }
    }
}

#[test]
fn architecture_names_tests_and_files_that_are_there() {
    let paper = text("ARCHITECTURE.md");
    let mut tests = String::new();
    for folder in ["src", "tests"] {
        for path in crate::walls::rust_files(&root().join(folder)) {
            tests.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let invariants = paper.split("## Invariants").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut named = 0;
    for name in invariants.split('`').skip(1).step_by(2) {
        if name.contains('/') {
            assert!(root().join(name).exists(), "{name}");
        } else if name.contains('_') {
            assert!(tests.contains(&format!("fn {name}(")), "no test {name}");
            named += 1;
        }
    }
    assert!(named >= 9, "{named} tests named");
}

/// A path is what stands in backticks and has a slash or an ending; `<name>` stands for any.
#[test]
fn contributing_names_paths_that_are_there() {
    let paper = text("CONTRIBUTING.md");
    let endings = [".rs", ".toml", ".md", ".css", ".html"];
    let mut named = 0;
    for name in paper.split('`').skip(1).step_by(2) {
        let is_path = name.contains('/') || endings.iter().any(|ending| name.ends_with(ending));
        if !is_path || name.contains([' ', '<']) {
            continue;
        }
        // A file of a folder that the same line names, or of each case.
        let is_inner = !name.contains('/') && !root().join(name).exists();
        let is_there = if is_inner {
            INNER.iter().any(|folder| root().join(folder).join(name).exists())
        } else {
            root().join(name).exists()
        };
        assert!(is_there, "CONTRIBUTING.md names {name}");
        named += 1;
    }
    assert!(named > 40, "{named} paths");
}

/// Where CONTRIBUTING.md names files without their folder.
const INNER: [&str; 4] = [
    "src/read/fields",
    "tests/cases/packet/hospital",
    "tests/cases/errors/postal-code",
    "tests/cases/gallery/lists",
];
