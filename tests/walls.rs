//! The walls between the rooms, read from the sources: which room may name which, and which room alone knows
//! a crate, the disk or the clock.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use startpack::base::Shown;

/// The walk, in order.
const ROOMS: [&str; 8] = ["read", "validate", "plan", "render", "parse", "layout", "paint", "write"];

/// The driver: the only code that names all rooms.
const DRIVER: [&str; 4] = ["app", "batch", "press", "audit"];

/// What only some places may name, and which: path prefixes within src/.
const KEPT: &[(&str, &[&str])] = &[
    ("toml", &["read", "base/facts/chosen.rs", "base/entry.rs"]),
    ("encoding_rs", &["read"]),
    ("chardetng", &["read"]),
    ("quick_xml", &["read"]),
    ("postcard", &["read/stored_site.rs"]),
    ("askama", &["render"]),
    ("base64", &["render/check_page.rs"]),
    ("printpdf", &["paint"]),
    ("lopdf", &["paint"]),
    ("subsetter", &["paint"]),
    ("flate2", &["paint", "base/fonts"]),
    ("tiny_skia", &["paint/png.rs"]),
    ("roxmltree", &["parse/document.rs", "parse/node.rs", "read/annotate"]),
    ("cssparser", &["parse"]),
    ("rust_xlsxwriter", &["read/form", "read/annotate", "batch/overview.rs"]),
    ("zip", &["read"]),
    ("qrcode", &["base/qr.rs", "base/qr/frame.rs"]),
    ("clap", &["cli"]),
    ("ctrlc", &["base/platform.rs"]),
    ("mimalloc", &["base/platform.rs"]),
    ("terminal_size", &["base/platform.rs"]),
    ("anstyle_query", &["base/platform.rs"]),
    ("nix", &["base/platform"]),
    ("Command", &["base/platform", "cli"]),
    ("std::process::id", &["base/platform.rs"]),
    ("std::thread::available_parallelism", &["base/platform.rs"]),
    ("rxing", &["audit/symbols/look.rs"]),
    ("hayro", &["audit/symbols/opened.rs"]),
    ("std::fs", &["read", "write"]),
    ("std::env", &["cli"]),
    // The platform's part is how long a child process may take.
    ("std::time", &["cli", "base/platform"]),
    ("Timestamp", &["cli"]),
    ("Zoned", &["cli"]),
];

#[test]
fn a_room_names_only_the_base_and_the_room_before_it() {
    let mut found = Vec::new();
    for source in sources() {
        let Some(place) = source.place() else { continue };
        for named in source.named_modules() {
            if !allowed(place, &named) {
                found.push(format!("{}: crate::{named}", source.path.display()));
            }
        }
    }
    assert!(found.is_empty(), "over the wall:\n{}", found.join("\n"));
}

/// The rule itself.
fn allowed(place: &str, named: &str) -> bool {
    match place {
        "cli" => ["base", "app", "report", "cli"].contains(&named),
        "report" => ["base", "app", "report"].contains(&named),
        "app" => !["cli", "report"].contains(&named),
        // Printed paper comes back when a run is over: nothing of the run depends on that.
        "audit" => !["cli", "report", "app"].contains(&named),
        "batch" | "press" => !["cli", "report", "app", "audit"].contains(&named),
        "base" => named == "base",
        room => {
            let before = ROOMS.iter().position(|name| *name == room).and_then(|at| at.checked_sub(1));
            named == "base" || named == room || before.is_some_and(|before| named == ROOMS[before])
        }
    }
}

/// The reader of symbols stands in the driver, but knows nothing of it: pictures in, texts out.
#[test]
fn the_reader_of_symbols_names_only_the_base() {
    let symbols = sources().into_iter().filter(|source| source.is_in("audit/symbols"));
    let named: Vec<_> =
        symbols.map(|source| (source.named_modules(), source.code.matches("super::super").count())).collect();
    assert!(named.len() > 1);
    assert!(named.iter().all(|(modules, above)| modules.iter().all(|name| name == "base") && *above == 0));
}

/// The report takes values: it calls no door of the driver, and has neither streams nor a terminal.
#[test]
fn the_report_names_only_nouns_of_the_driver() {
    let report: Vec<_> = sources().into_iter().filter(|source| source.place() == Some("report")).collect();
    assert!(report.len() > 10);
    for source in report {
        for (at, _) in source.code.match_indices("crate::app::") {
            let rest = &source.code[at + "crate::app::".len()..];
            let names = rest.strip_prefix('{').map_or_else(|| vec![head(rest)], group_heads);
            let are_nouns = names.iter().all(|name| name.starts_with(char::is_uppercase));
            assert!(are_nouns, "{}: {names:?}", source.path.display());
        }
        let streams = ["stdout", "stderr", "stdin", "IsTerminal", "platform", "crate::app;"];
        let found: Vec<_> = streams.iter().filter(|name| source.code.contains(**name)).collect();
        assert!(found.is_empty(), "{}: {found:?}", source.path.display());
    }
}

#[test]
fn the_rule_knows_right_from_wrong() {
    assert!(allowed("paint", "layout") && allowed("paint", "base") && allowed("cli", "app"));
    assert!(allowed("batch", "write") && allowed("audit", "press") && !allowed("cli", "batch"));
    assert!(!allowed("press", "audit") && !allowed("batch", "app") && !allowed("read", "batch"));
    assert!(!allowed("paint", "plan") && !allowed("layout", "paint") && !allowed("base", "read"));
    assert!(!allowed("cli", "write") && !allowed("read", "write"));
    assert!(allowed("cli", "report") && !allowed("report", "cli") && !allowed("report", "batch"));
    assert!(!allowed("app", "report") && !allowed("batch", "report"));
}

#[test]
fn every_module_is_a_room_the_base_the_driver_the_report_or_the_cli() {
    let known: BTreeSet<_> = ROOMS.into_iter().chain(DRIVER).chain(["base", "report", "cli"]).collect();
    let places: BTreeSet<_> =
        sources().iter().filter_map(|source| source.place().map(str::to_owned)).collect();
    assert_eq!(places, known.into_iter().map(str::to_owned).collect());
}

#[test]
fn the_maps_of_driver_report_and_cli_name_every_file() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let is_mapped = |place: &str| DRIVER.contains(&place) || ["report", "cli"].contains(&place);
    let driver = sources().into_iter().filter(|source| source.place().is_some_and(is_mapped));
    let mut count = 0;
    for source in driver.filter(|source| !source.path.ends_with("mod.rs")) {
        let path = source.path.to_string_lossy().replace('\\', "/");
        let name = source.path.file_name().unwrap().to_string_lossy();
        // Files deep in a folder are named beside it.
        let is_named = match path.matches('/').count() {
            0 | 1 => map.contains(&format!("`{path}`")),
            _ => map.contains(&format!("`{name}`")),
        };
        assert!(is_named, "{path} is missing in the map of ARCHITECTURE.md");
        count += 1;
    }
    assert!(count > 30);
}

#[test]
fn crates_the_disk_and_the_clock_are_known_only_in_their_rooms() {
    let mut found = Vec::new();
    for source in sources() {
        for (name, homes) in KEPT {
            if source.names(name) && !homes.iter().any(|home| source.is_in(home)) {
                found.push(format!("{}: {name}", source.path.display()));
            }
        }
    }
    assert!(found.is_empty(), "known where it must not be:\n{}", found.join("\n"));
}

/// Nothing of one document is kept for the next: a thread keeps the guard of panics and its compressor.
#[test]
fn a_thread_keeps_two_things() {
    let keeps = sources().into_iter().filter(|source| source.code.contains("thread_local!"));
    let mut files: Vec<_> = keeps.map(|source| source.path.to_string_lossy().into_owned()).collect();
    files.sort();
    assert_eq!(files, ["base/catch_panic.rs", "paint/encoded.rs"]);
}

#[test]
fn every_dependency_of_the_product_is_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    // The product's own tables: those of all targets, and of native ones.
    let tables = manifest.split("\n[").filter(|table| {
        let head = table.split(']').find(|part| part.contains("dependencies")).unwrap_or_default();
        head.ends_with("dependencies") && !head.ends_with("dev-dependencies")
    });
    let lines: Vec<&str> =
        tables.flat_map(|table| table.lines().skip(1)).filter(|line| line.contains(" = ")).collect();
    for name in ["clap", "mimalloc"] {
        assert!(lines.iter().any(|line| line.starts_with(name)), "no table has {name}");
    }
    let sources = sources();
    for line in lines {
        let name = line.split([' ', '=', '.']).next().unwrap().replace('-', "_");
        assert!(
            sources.iter().any(|source| source.names(&name)) || FOR_FEATURES.contains(&name.as_str()),
            "{name} is a dependency that nothing uses"
        );
    }
}

/// Named in Cargo.toml to set their features for the crates that use them.
const FOR_FEATURES: &[&str] = &[];

/// A file of src/, without its tests and comments.
struct Source {
    path: PathBuf,
    code: String,
}

impl Source {
    /// Its room, `base`, `report`, `cli` or a folder of the driver; none for lib.rs and main.rs.
    fn place(&self) -> Option<&str> {
        let first = self.path.components().next()?.as_os_str().to_str()?;
        let name = first.strip_suffix(".rs").unwrap_or(first);
        (!["lib", "main"].contains(&name)).then_some(name)
    }

    fn is_in(&self, home: &str) -> bool {
        self.path.starts_with(home)
    }

    /// Whether the code names `name` as a word of its own or as the start of a path.
    fn names(&self, name: &str) -> bool {
        self.code.match_indices(name).any(|(at, _)| {
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + name.len()..].chars().next();
            let word = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
            // A path, an attribute or a type; not a field, a variable or a word in a text.
            let is_path = self.code[at + name.len()..].starts_with("::")
                || name.contains("::")
                || name.starts_with(char::is_uppercase);
            // Behind `::` it is a module of another crate.
            !word(before) && !matches!(before, Some('.' | ':')) && !word(after) && is_path
        })
    }

    /// Every `x` of `crate::x`, also of `crate::{x::…, y}`.
    fn named_modules(&self) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        for (at, _) in self.code.match_indices("crate::") {
            let rest = &self.code[at + "crate::".len()..];
            if let Some(group) = rest.strip_prefix('{') {
                named.extend(group_heads(group));
            } else {
                named.insert(head(rest));
            }
        }
        named
    }
}

fn head(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first names of the entries of a `{…}` group, whose opening brace is already gone.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                heads.push(head(group[start..at].trim_start()));
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

#[test]
fn groups_are_taken_apart() {
    let source = Source {
        path: PathBuf::from("paint/mod.rs"),
        code: "use crate::{base::{Code, Words}, layout::Pages};\nuse crate::plan;".to_owned(),
    };
    assert_eq!(source.named_modules().into_iter().collect::<Vec<_>>(), ["base", "layout", "plan"]);
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `folder`, in order.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    rust_files(&folder)
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            // Tests stand last in a file; they may read and name what they need.
            let product = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let code: Vec<_> = product.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            Source { path: path.strip_prefix(&folder).unwrap().shown().into(), code: code.join("\n") }
        })
        .collect()
}
