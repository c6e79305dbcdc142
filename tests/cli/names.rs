//! Names and paths that one system takes and another does not, and what is said of places where nothing can be written.

use std::fs;

use super::Sandbox;

const CLINIC: &str = "sakura-clinic.toml";

fn with_clinic() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    sandbox
}

/// Names that Windows does not take, with the reason. `:` and `\` in a path mean something else there.
const REFUSED: [(&str, &str); 5] = [
    ("con", "it is the name of a device on Windows"),
    ("COM1.xlsx", "it is the name of a device on Windows"),
    ("what?", "Windows takes no ? in names"),
    ("1月.", "Windows takes no dot and no blank at the end of a name"),
    ("1月 ", "Windows takes no dot and no blank at the end of a name"),
];

#[test]
fn names_that_windows_does_not_take_are_refused_everywhere() {
    let sandbox = with_clinic();
    for (name, why) in REFUSED {
        // In JSON a message is one line.
        let ran = sandbox.run(&["build", CLINIC, "-o", name, "--format", "json"]).ends(3);
        ran.says(&[&format!("`{name}` cannot be a name ({why}")]);
        let file = format!("{name}/../{name}.toml");
        sandbox.run(&["new", &file]).ends(3);
    }
    sandbox.run(&["new", "nul.xlsx"]).ends(3).tells(&["SP002", "`nul.xlsx` cannot be a name"]);
    sandbox.run(&["convert", CLINIC, "lpt1.csv"]).ends(3).tells(&["`lpt1.csv` cannot be a name"]);
    sandbox.run(&["facts", "-o", "aux.toml"]).ends(3).tells(&["`aux.toml` cannot be a name"]);
    sandbox.run(&["stock", "A-one 72212", "-o", "prn.pdf"]).ends(3).tells(&["`prn.pdf` cannot be a name"]);
    sandbox.run(&["build", CLINIC, "--run", "nul"]).ends(2);
    sandbox.run(&["build", CLINIC, "--run", "COM¹"]).ends(2);
    assert_eq!(sandbox.listing(), [CLINIC]);
    #[cfg(unix)]
    {
        sandbox.run(&["build", CLINIC, "-o", "a:b"]).ends(3).tells(&["Windows takes no : in names"]);
        // A folder that is there already is the user's own business.
        fs::create_dir(sandbox.path.join("a:b")).unwrap();
        sandbox.run(&["build", CLINIC, "-o", "a:b"]).ends(0);
    }
}

#[test]
fn a_place_that_is_a_file_or_is_not_there_has_its_own_cause_and_help() {
    let sandbox = with_clinic();
    sandbox.file("papers.pdf", "a file");
    for more in [&[][..], &["--run", "R"], &["--all-or-nothing"]] {
        let arguments = [&["build", CLINIC, "-o", "papers.pdf"][..], more].concat();
        let ran = sandbox.run(&arguments).ends(3);
        ran.tells(&["papers.pdf cannot be written: it is a file, not a folder", "with -o"]);
    }
    let ran = sandbox.run(&["new", "papers.pdf/new.toml"]).ends(3).tells(&["a folder in its path is a file"]);
    assert!(!ran.err.contains("-o"), "{ran:?}");
    for arguments in [&["new", "none/new.toml"][..], &["convert", CLINIC, "none/new.xlsx"]] {
        let ran = sandbox.run(arguments).ends(3);
        let ran = ran.tells(&["SP002", "its folder does not exist", "make the folder first"]);
        assert!(!ran.err.contains("-o"), "{ran:?}");
    }
}

#[test]
fn what_to_do_next_quotes_names_with_blanks() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path.join("１月 分")).unwrap();
    let ran = sandbox.run(&["new", "１月 分/新しい 表.toml"]).ends(0);
    ran.says(&["startpack check \"１月 分/新しい 表.toml\"", "startpack build \"１月 分/新しい 表.toml\""]);
    sandbox.run(&["new", "表.toml"]).ends(0).says(&["startpack check 表.toml"]);
    sandbox.run(&["facts", "-o", "a b.toml"]).ends(0).says(&["--facts \"a b.toml\""]);
}

#[test]
fn a_list_that_is_open_in_excel_is_told() {
    let sandbox = with_clinic();
    sandbox.run(&["convert", CLINIC, "list.xlsx"]).ends(0);
    sandbox.file("~$list.xlsx", [0_u8; 165]);
    let told = ["note[SP019] list.xlsx", "open in Excel: changes that are not saved are not read"];
    sandbox.run(&["check", "list.xlsx"]).ends(0).tells(&told).tells(&["1 without errors"]);
    // Where the mark itself is named or found, it tells so already.
    for named in [&["list.xlsx", "~$list.xlsx"][..], &["*.xlsx"], &["."]] {
        let ran = sandbox.run(&[&["check"], named].concat());
        assert_eq!(ran.err.matches("Excel first").count(), 1, "{named:?}: {ran:?}");
    }
}
