//! The command `scan` as its user meets it.

use std::io::Write as _;
use std::process::Stdio;

use image::imageops::{FilterType, resize};
use serde_json::Value;

use crate::cli::{Ran, Sandbox};

/// A sandbox with a site file of four terminals in two institutions and its labels, built.
pub fn built(more: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.example("ika-shika.toml", |text| text);
    sandbox.run(&[&["build", "ika-shika.toml"], more].concat()).ends(0);
    sandbox
}

/// Scans lines of standard input.
pub(super) fn scan_lines(sandbox: &Sandbox, lines: &str, more: &[&str]) -> Ran {
    let mut child = sandbox
        .command()
        .args([&["scan", "-"], more].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    Ran::of(&child.wait_with_output().unwrap())
}

pub(super) fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

/// What the labels in that file say.
pub(super) fn payloads(sandbox: &Sandbox, file: &str) -> Vec<String> {
    let ran = sandbox.run(&["scan", file, "--format", "json"]).ends(1);
    let codes = json(&ran)["result"]["codes"].as_array().unwrap().clone();
    codes.iter().map(|code| code["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn page_pictures_of_a_build_and_a_spoilt_copy_are_all_right() {
    let sandbox = built(&["--only", "labels", "--png"]);
    let page = "out/0410112346/labels-01.png";
    let ran = sandbox.run(&["scan", page, "--against", "ika-shika.toml"]).ends(0);
    ran.says(&["4 of 4 labels seen and right (4 codes, 1 picture)", "医科端末03", "歯科端末01"]);
    // As a bad copier has it: coarse, grey on grey, out of focus, and as JPEG.
    let picture = image::open(sandbox.path.join(page)).unwrap().to_luma8();
    let coarse = resize(&picture, picture.width() * 3 / 4, picture.height() * 3 / 4, FilterType::Triangle);
    let mut spoilt = image::imageops::blur(&coarse, 0.7);
    spoilt.iter_mut().for_each(|dot| *dot = 90 + *dot / 3);
    spoilt.save(sandbox.path.join("copy.jpg")).unwrap();
    let ran = sandbox.run(&["scan", "copy.jpg", "--against", "ika-shika.toml", "--format", "json"]).ends(0);
    let found = json(&ran);
    assert_eq!(found["result"]["pictures"], 1);
    assert_eq!(found["result"]["codes"].as_array().unwrap().len(), 4);
    assert!(
        found["result"]["codes"].as_array().unwrap().iter().all(|code| code["status"] == "right"),
        "{found}"
    );
    let messages = found["messages"].as_array().unwrap();
    assert!(messages.iter().all(|told| told["code"] == "SP191"), "{messages:?}");
}

#[test]
fn labels_and_checklists_of_a_build_are_pairs() {
    let sandbox = built(&["--only", "labels,handover"]);
    let papers = ["scan", "out/0410112346/labels.pdf", "out/0410112346/handover.pdf"];
    let both = [&papers[..], &["--against", "ika-shika.toml", "--pairs"]].concat();
    sandbox.run(&both).ends(0).says(&["4 of 4 labels seen and right (8 codes"]);
    // Only the labels: none has its pair.
    let alone = sandbox.run(&["scan", papers[1], "--against", "ika-shika.toml", "--pairs"]).ends(1);
    alone.tells(&["SP188", "seen once"]);
    // Without --pairs a label that is met twice is a doubt only; the folder stands for all its files.
    let twice = sandbox.run(&["scan", "out", "--against", "ika-shika.toml"]).ends(0);
    twice.tells(&["warning[SP187]", "seen 2 times"]);
    // What was built can itself be held against.
    sandbox.run(&["scan", papers[2], "--against", "out/0410112346"]).ends(0);
}

#[test]
fn a_scanner_types_pairs() {
    let sandbox = built(&["--only", "labels"]);
    let said = payloads(&sandbox, "out/0410112346/labels.pdf");
    let against = ["--against", "ika-shika.toml", "--pairs"];
    let each: String = said.iter().map(|code| format!("{code}\n{}\n", code.to_lowercase())).collect();
    scan_lines(&sandbox, &each, &against).ends(0).says(&["4 of 4 labels seen and right (8 codes"]);
    // The second and third terminal's sheets are swapped: told at once, with the line.
    let swapped = [0, 0, 1, 2, 2, 1, 3, 3].map(|index: usize| said[index].as_str()).join("\n");
    let ran = scan_lines(&sandbox, &swapped, &against).ends(1);
    ran.tells(&["SP188", "line 4: not the same as the code before it", "line 6"]);
}

#[test]
fn codes_are_read_whatever_a_scanner_types_between_them() {
    let sandbox = Sandbox::new();
    let code = "SP1-0110100013-01-R0-WN45WXY9";
    for (text, count) in [
        (include_str!("cr.txt"), 2),
        (include_str!("tabterm.txt"), 2),
        (include_str!("csvtime.txt"), 1),
        (&format!("{code}{code}\r\n\r\n{code}\t2026/11/24\tQR\n"), 3),
    ] {
        let found = json(&scan_lines(&sandbox, text, &["--format", "json"]).ends(1));
        let codes: Vec<_> =
            found["result"]["codes"].as_array().unwrap().iter().map(|code| &code["text"]).collect();
        assert_eq!(codes, vec![code; count], "{text:?}");
    }
    // A tab ends a code too: it is told before the next one comes.
    let pairs = format!("{code}\t{code}\t");
    scan_lines(&sandbox, &pairs, &["--pairs"]).ends(1).says(&["-:1"]);
}

#[test]
fn a_line_without_end_takes_no_memory() {
    let sandbox = Sandbox::new();
    let long = "x".repeat(64 << 20);
    let ran =
        scan_lines(&sandbox, &format!("{long}\nSP1-0110100013-01-R0-WN45WXY9\n"), &["--format", "json"]);
    assert_eq!(json(&ran.ends(1))["result"]["codes"].as_array().unwrap().len(), 2);
}

#[test]
fn what_was_not_seen_is_told_with_its_place() {
    let sandbox = built(&["--only", "labels"]);
    let said = payloads(&sandbox, "out/0410112346/labels.pdf");
    let ran = scan_lines(&sandbox, &said[..3].join("\n"), &["--against", "ika-shika.toml"]).ends(1);
    ran.tells(&["SP186", "ika-shika.toml:67:8", "歯科端末01"]).says(&["3 of 4 labels seen and right"]);
}

#[test]
fn no_flipped_character_passes_the_command() {
    let sandbox = built(&["--only", "labels"]);
    let said = payloads(&sandbox, "out/0410112346/labels.pdf").remove(0);
    let flipped: Vec<_> = said
        .char_indices()
        .flat_map(|(place, old)| {
            ['0', '7', 'A', 'R', 'Z'].into_iter().filter(move |new| *new != old).map(move |new| (place, new))
        })
        .map(|(place, new)| format!("{}{new}{}", &said[..place], &said[place + 1..]))
        .collect();
    let ran = scan_lines(&sandbox, &flipped.join("\n"), &["--against", "ika-shika.toml", "--format", "json"]);
    let found = json(&ran.ends(1));
    let codes = found["result"]["codes"].as_array().unwrap();
    assert_eq!(codes.len(), flipped.len());
    assert!(codes.iter().all(|code| code["status"] != "right"), "{found}");
}

#[test]
fn a_renamed_terminal_makes_its_label_outdated() {
    let sandbox = built(&["--only", "labels"]);
    let old = String::from_utf8(sandbox.bytes("ika-shika.toml")).unwrap();
    sandbox.file("new.toml", old.replace("医科端末02", "医科会計の端末"));
    let labels = "out/0410112346/labels.pdf";
    let ran = sandbox.run(&["scan", labels, "--against", "new.toml"]).ends(1);
    ran.tells(&["SP183", "does not fit", "--former", "SP186"]).says(&["WRONG"]);
    let former = ["scan", labels, "--against", "new.toml", "--former", "ika-shika.toml", "--format", "json"];
    let found = json(&sandbox.run(&former).ends(1));
    let changed = &found["result"]["codes"][1]["changed"][0];
    assert_eq!(found["result"]["codes"][1]["status"], "outdated");
    assert_eq!((&changed["fact"], &changed["was"]), (&"name".into(), &"医科端末02".into()));
    assert_eq!(changed["is"], "医科会計の端末");
    assert_eq!(found["messages"][0]["code"], "SP182");
}

#[test]
fn a_runs_folder_is_enough_to_check_against() {
    let sandbox = Sandbox::new();
    sandbox.example("ika-shika.toml", |text| text);
    sandbox.example("sakura-clinic.toml", |text| text);
    let files = ["build", "ika-shika.toml", "sakura-clinic.toml", "--only", "labels", "--run", "SPRING"];
    sandbox.run(&files).ends(0);
    let run = "out/SPRING";
    let all = sandbox.run(&["scan", run, "--against", run]).ends(0);
    all.says(&["5 of 5 labels seen and right (10 codes, 4 pictures)", "さくら内科クリニック"]);
    let one = sandbox.run(&["scan", "out/SPRING/0110100013/labels.pdf", "--against", "ika-shika.toml"]);
    one.ends(1).tells(&["SP181", "not among the customers given"]).says(&["FOREIGN"]);
}

#[test]
fn without_data_it_says_what_the_codes_tell_and_that_they_are_unchecked() {
    let sandbox = built(&["--only", "labels"]);
    let ran = sandbox.run(&["scan", "out/0410112346/labels.pdf"]).ends(1);
    ran.says(&["unchecked", "SP1-0410112346-01-R0-"]).tells(&["SP185", "0410112346, terminal 01"]);
}

#[test]
fn what_cannot_be_looked_at_is_told() {
    let sandbox = built(&["--only", "labels"]);
    sandbox.file("photo.heic", b"\0\0\0\x18ftypheic");
    sandbox.file("half.png", b"\x89PNG\r\n\x1a\n\0\0");
    sandbox.file("half.pdf", b"%PDF-1.7\n");
    let against = ["--against", "ika-shika.toml"];
    let scan = |files: &[&str]| sandbox.run(&[&["scan"], files, &against].concat());
    scan(&["none.png"]).ends(3).tells(&["SP001", "none.png"]);
    scan(&["photo.heic"]).ends(1).tells(&["SP010", "photo.heic", "neither PNG nor JPEG nor PDF"]);
    scan(&["half.png", "half.pdf"]).ends(1).tells(&["half.png is broken", "half.pdf is broken"]);
    std::fs::create_dir(sandbox.path.join("empty")).unwrap();
    scan(&["empty"]).ends(1).tells(&["SP189", "neither pictures"]);
    let white = image::GrayImage::from_pixel(300, 200, image::Luma([255]));
    white.save(sandbox.path.join("white.png")).unwrap();
    scan(&["white.png"]).ends(1).tells(&["warning[SP189]", "no QR code"]);
    sandbox
        .run(&["scan", "white.png", "--against", "empty"])
        .ends(1)
        .tells(&["SP010", "no data to check against"]);
    sandbox
        .run(&["scan", "white.png", "--against", "ika-shika.toml", "ika-shika.toml"])
        .ends(1)
        .tells(&["SP124"]);
    sandbox
        .run(&["scan", "white.png", "--against", "ika-shika.toml", "--key", "none"])
        .ends(3)
        .tells(&["SP001"]);
    for length in [0, 1, 15] {
        sandbox.file("short.key", "k".repeat(length));
        for task in [&["scan", "white.png", "--against", "ika-shika.toml"][..], &["build", "ika-shika.toml"]]
        {
            let ran = sandbox.run(&[task, &["--key", "short.key"]].concat()).ends(1);
            ran.tells(&["SP010", &format!("only {length} bytes (at least 16")]);
        }
    }
}
