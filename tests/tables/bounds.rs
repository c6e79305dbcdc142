//! Files that would fill the memory or never end: the built program refuses each at once, with a word, in little memory.

use std::io::Write as _;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::books::{data, ods, ods_rows, xlsx, xlsx_with};
use super::{csv, found, rows};
use crate::cli::Sandbox;
use crate::walls::root;

/// What a run came to: its exit code, what it told, its peak of memory in bytes.
struct Seen {
    code: Option<i32>,
    told: String,
    peak: u64,
}

/// Longest run: some hundred times what it takes on a machine with nothing else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// Most memory of any file.
const MEMORY: u64 = 500 * 1024 * 1024;

/// Waits for `child`, and stops it when it takes too long.
fn watched(mut child: Child) -> Seen {
    let status = format!("/proc/{}/status", child.id());
    let started = Instant::now();
    let mut peak = 0;
    let code = loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let mark = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes: Option<u64> = mark.and_then(|mark| mark.trim().trim_end_matches(" kB").parse().ok());
        peak = kilobytes.map_or(peak, |kilobytes| kilobytes * 1024);
        if let Some(ended) = child.try_wait().unwrap() {
            break ended.code();
        }
        if started.elapsed() > PATIENCE || peak > 4 * MEMORY {
            child.kill().unwrap();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let mut told = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut told).unwrap();
    Seen { code, told, peak }
}

fn checked(sandbox: &Sandbox, arguments: &[&str]) -> Seen {
    let mut command = sandbox.command();
    command.args(arguments).args(["--date", "2026-11-24", "--threads", "2"]);
    watched(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap())
}

/// Fails unless the file is refused with `word`, in time and in little memory.
#[track_caller]
fn refused(name: &str, bytes: impl AsRef<[u8]>, word: &str) {
    let sandbox = Sandbox::new();
    sandbox.file(name, bytes);
    let seen = checked(&sandbox, &["check", name]);
    assert_eq!(seen.code, Some(1), "{name}: {}", seen.told);
    assert!(seen.told.contains(word), "{name}: {}", seen.told);
    assert!(seen.peak < MEMORY, "{name}: {} bytes", seen.peak);
}

fn case(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/cases/hostile").join(name)).unwrap()
}

#[test]
fn long_texts_that_stand_many_times() {
    refused("a.xlsx", case("sst-1MB-x900.xlsx"), "has too much text");
    refused("a.ods", case("ods-100k-x900-x20000.ods"), "cell A3 has too much text");
    // Each text is as long as a cell may be.
    let texts = format!("<sst><si><t>{}</t></si></sst>", "あ".repeat(32_767));
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(900));
    let book = xlsx_with(&row.repeat(300), &[("xl/sharedStrings.xml", texts.as_bytes())]);
    refused("b.xlsx", book, "row 1 has too much text");
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(10));
    let sheet = data(&rows(&[&[]])) + &row.repeat(200);
    refused(
        "c.xlsx",
        xlsx_with(&sheet, &[("xl/sharedStrings.xml", texts.as_bytes())]),
        "the table has too much text",
    );
    let cell = format!(
        "<table:table-cell table:number-columns-repeated=\"900\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
        "x".repeat(30_000)
    );
    let open = format!("<table:table-row table:number-rows-repeated=\"20000\">{cell}</table:table-row>");
    refused("b.ods", ods(&open), "row 1 has too much text");
    // 30 characters of XML stand for 255 blanks.
    let blanks = format!("<text:p>x{}</text:p>", "<text:s text:c=\"255\"/>".repeat(300_000));
    let open = format!(
        "<table:table-row><table:table-cell office:value-type=\"string\">{blanks}</table:table-cell></table:table-row>"
    );
    refused("c.ods", ods(&open), "cell A1 has too much text");
}

#[test]
fn one_text_that_never_ends() {
    let noise: String = (0..12_000_000_u32)
        .map(|at| char::from(b'a' + (at.wrapping_mul(2_654_435_761) >> 27) as u8 % 26))
        .collect();
    let cell = format!("<row><c t=\"inlineStr\"><is><t>{noise}</t></is></c></row>");
    refused("text.xlsx", xlsx(&cell), "beyond all bounds");
    refused("attribute.xlsx", xlsx(&format!("<row x=\"{noise}\"/>")), "beyond all bounds");
    refused("comment.ods", ods(&format!("<!--{noise}-->")), "beyond all bounds");
}

#[test]
fn empty_rows_and_cells_without_number() {
    refused("rows.xlsx", xlsx(&"<row/>".repeat(1_200_000)), "too many rows");
    refused("rows.ods", ods(&"<table:table-row/>".repeat(400_000)), "headings");
    let many = "<table:table-row table:number-rows-repeated=\"1000000\"/>".repeat(100_000);
    refused("repeats.ods", ods(&many), "headings");
    refused("rows.csv", "\n".repeat(20_000_000) + "x", "too many rows");
    refused("cells.csv", ",".repeat(10_100_000) + "x", "too many cells");
}

/// What stands in a spreadsheet's own limits goes on: coloured empty rows to the end, a remark of 32,767 characters.
#[test]
fn the_limits_of_a_spreadsheet_are_no_error() {
    let remark = "あ".repeat(32_767);
    let mut cells = rows(&[&[]]);
    cells[0].push("備考".to_owned());
    cells[1].push(remark.clone());
    for (name, bytes) in [
        ("remark.xlsx", xlsx(&data(&cells))),
        ("remark.ods", ods(&ods_rows(&cells))),
        ("remark.csv", csv(&cells).into_bytes()),
    ] {
        assert_eq!(found(name, &bytes).errors(), [""; 0], "{name}");
    }
    cells[1].pop();
    cells[1].push(remark + "い");
    assert!(found("longer.xlsx", &xlsx(&data(&cells))).only_error().contains("cell O2 has too much text"));
    assert!(found("longer.ods", &ods(&ods_rows(&cells))).only_error().contains("cell O2 has too much text"));
    let empty = "<row><c s=\"1\"/></row>".repeat(100_000);
    assert_eq!(found("empty.xlsx", &xlsx(&(data(&rows(&[&[]])) + &empty))).errors(), [""; 0]);
}

#[test]
#[cfg(unix)]
fn devices_and_pipes_are_no_files() {
    let sandbox = Sandbox::new();
    sandbox.example("sakura-clinic.toml", |text| text);
    let pipe = std::process::Command::new("mkfifo").arg(sandbox.path.join("pipe.xlsx")).status().unwrap();
    assert!(pipe.success());
    std::os::unix::fs::symlink("pipe.xlsx", sandbox.path.join("pipe.toml")).unwrap();
    for (arguments, word) in [
        (["check", "pipe.xlsx"].as_slice(), "no regular file"),
        (&["check", "pipe.toml"], "no regular file"),
        (&["check", "/dev/zero"], "no regular file"),
        (&["check", "sakura-clinic.toml", "--font", "/dev/zero"], "no regular file"),
        (&["check", "sakura-clinic.toml", "--font", "pipe.xlsx"], "no regular file"),
        (&["check", "sakura-clinic.toml", "--key", "/dev/zero"], "no regular file"),
        (&["check", "sakura-clinic.toml", "--stock-file", "pipe.toml"], "no regular file"),
    ] {
        let seen = checked(&sandbox, arguments);
        assert_eq!(seen.code, Some(3), "{arguments:?}: {}", seen.told);
        assert!(seen.told.contains(word), "{arguments:?}: {}", seen.told);
    }
}

/// A scanner that types without end: the line is passed over, and what follows is read.
#[test]
fn a_line_of_a_gigabyte() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command();
    command.arg("scan").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut typed = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let block = vec![b'x'; 1 << 20];
        for _ in 0..1024 {
            typed.write_all(&block)?;
        }
        typed.write_all(b"\n")
    });
    let seen = watched(child);
    writer.join().unwrap().unwrap();
    assert!(seen.code.is_some() && seen.peak < MEMORY / 4, "{:?} {} bytes", seen.code, seen.peak);
}
