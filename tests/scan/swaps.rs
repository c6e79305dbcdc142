//! What can be exchanged on the day, and what `scan` says of each: docs/tie.md has the table.

use std::fmt::Write as _;

use super::command::{json, payloads, scan_lines};
use crate::cli::Sandbox;

const HEAD: &str = r#"work_date = "2027-01-20"
[line]
customer_id = "CAF1234567890"
v6_option = true
[[institution]]
prefecture = "01"
fee_table = "1"
code = "0100013"
name = "さくら内科クリニック"
contact = "医事課 資格太郎"
phone = "011-000-0001"
email = "iji@sakura-clinic.example.jp"
"#;

/// A certificate: its serial number and the number of its 簡易書留.
type Numbers = (&'static str, &'static str);

const OF_A: Numbers = ("a1b2", "12345678903");
const OF_B: Numbers = ("c3d4", "12345678914");
const OF_NOBODY: Numbers = ("e5f6", "12345678925");

/// A site file of terminals, each with its name and its certificate, if that is known. Their PCs are known.
fn site(terminals: &[(&str, Option<Numbers>)]) -> String {
    let mut text = HEAD.to_owned();
    for ((name, certificate), number) in terminals.iter().zip(0_u8..) {
        write!(text, "[[institution.terminal]]\nname = \"{name}\"\n").unwrap();
        // The PCs of the first are DESKTOP-A and DESKTOP-B.
        if number < 26 {
            let letter = char::from(b'A' + number);
            let pc = format!("name = \"DESKTOP-{letter}\"\nmaker_serial = \"5CD000{letter}\"\n");
            write!(text, "[institution.terminal.pc]\n{pc}").unwrap();
        }
        if let Some((serial, mail_no)) = certificate {
            let issued = "2026-11-16";
            write!(text, "[institution.terminal.certificate]\nissued = \"{issued}\"\n").unwrap();
            write!(text, "serial = \"{serial}\"\nmail_no = \"{mail_no}\"\n").unwrap();
        }
    }
    text
}

const NOTHING_KNOWN: [(&str, Option<Numbers>); 2] = [("受付PC01", None), ("診察PC02", None)];
const ALL_KNOWN: [(&str, Option<Numbers>); 2] = [("受付PC01", Some(OF_A)), ("診察PC02", Some(OF_B))];

/// Terminals by name, with the numbers of their certificates.
type Terminals<'a> = &'a [(&'a str, Option<Numbers>)];

/// A sandbox with site files, and what the labels say that were made from the first of them.
fn labels(files: &[(&'static str, Terminals<'_>)]) -> (Sandbox, Vec<String>) {
    let sandbox = Sandbox::new();
    files.iter().for_each(|(name, terminals)| {
        sandbox.file(name, site(terminals));
    });
    let said = said(&sandbox, files[0].0);
    (sandbox, said)
}

/// What the labels say that are made from that file.
fn said(sandbox: &Sandbox, file: &str) -> Vec<String> {
    sandbox.run(&["build", file, "--only", "labels", "-o", "made"]).ends(0);
    payloads(sandbox, "made/0110100013/labels.pdf")
}

#[test]
fn label_b_with_sheet_a() {
    for terminals in [NOTHING_KNOWN, ALL_KNOWN] {
        let (sandbox, said) = labels(&[("now.toml", &terminals)]);
        let lines = format!("{}\n{}\n", said[1], said[0]);
        let ran = scan_lines(&sandbox, &lines, &["--against", "now.toml", "--pairs"]).ends(1);
        ran.tells(&[
            "SP188",
            "line 2: not the same as the code before it (0110100013 T02 and 0110100013 T01)",
        ]);
    }
}

#[test]
fn a_label_on_the_wrong_pc() {
    let (sandbox, said) = labels(&[("now.toml", &ALL_KNOWN)]);
    let scan = |pcs: [&str; 2]| {
        let pair = |place: usize| format!("{0}\n{0}\n{1}\n", said[place], pcs[place]);
        scan_lines(&sandbox, &(pair(0) + &pair(1)), &["--against", "now.toml", "--pairs"])
    };
    scan(["5CD000A", "desktop-b"]).ends(0).says(&["ok (own)", "maker's serial number", "PC name"]);
    let wrong = scan(["5CD000B", "5CD000A"]).ends(1);
    wrong.tells(&["line 3: the PC (maker's serial number) is another terminal's (0110100013 T02", "line 6"]);
}

#[test]
fn notices_that_were_exchanged() {
    let (sandbox, said) = labels(&[("now.toml", &ALL_KNOWN)]);
    let lines = |numbers: [&str; 2]| {
        let pair = |place: usize| format!("{0}\n{0}\n{1}\n", said[place], numbers[place]);
        pair(0) + &pair(1)
    };
    let scan = |text: &str| scan_lines(&sandbox, text, &["--against", "now.toml", "--pairs"]);
    // The bar code of 簡易書留 has a letter at both ends, which some scanners send.
    scan(&lines(["A12345678903A", "123-45-67891-4"])).ends(0).says(&["mail number"]);
    let wrong = scan(&lines(["A12345678914A", "a1b2"])).ends(1);
    wrong.tells(&[
        "line 3: the notice (mail number) is another",
        "line 6: the certificate (serial number) is",
    ]);
    // Where the numbers are not known, a number is nobody's, and that is told.
    let (sandbox, said) = labels(&[("now.toml", &NOTHING_KNOWN)]);
    let text = format!("{0}\n{0}\n12345678914\n", said[0]);
    let unknown = scan_lines(&sandbox, &text, &["--against", "now.toml", "--pairs"]).ends(1);
    unknown.tells(&["SP180", "line 3"]);
}

#[test]
fn labels_from_before_the_certificates_hold_none() {
    let exchanged = [("受付PC01", Some(OF_B)), ("診察PC02", Some(OF_A))];
    let reissued = [("受付PC01", Some(OF_NOBODY)), ("診察PC02", Some(OF_B))];
    let files: [(&str, &[_]); 3] =
        [("before.toml", &NOTHING_KNOWN), ("exchanged.toml", &exchanged), ("reissued.toml", &reissued)];
    let (sandbox, said) = labels(&files);
    let text = said.join("\n");
    let not_yet = scan_lines(&sandbox, &text, &["--against", "before.toml"]).ends(0);
    not_yet
        .tells(&["note[SP191]"])
        .says(&["None is missing. 2 labels are not held against a certificate yet."]);
    for now in ["exchanged.toml", "reissued.toml"] {
        let ran = scan_lines(&sandbox, &text, &["--against", now]).ends(1).says(&["BEHIND"]);
        ran.tells(&["error[SP190]", &format!("startpack build {now}"), "--only", "--revised"]);
    }
    let found = scan_lines(&sandbox, &text, &["--against", "exchanged.toml", "--format", "json"]).ends(1);
    let found = json(&found);
    assert_eq!(found["result"]["codes"][0]["status"], "behind");
    assert_eq!(found["result"]["codes"][0]["held"], false);
    let japanese = ["--against", "before.toml", "--lang", "ja"];
    scan_lines(&sandbox, &text, &japanese).ends(0).says(&["2枚は証明書とまだ照合していません"]);
}

#[test]
fn labels_of_certificates_that_changed_since() {
    let exchanged = [("受付PC01", Some(OF_B)), ("診察PC02", Some(OF_A))];
    let reissued = [("受付PC01", Some(OF_NOBODY)), ("診察PC02", Some(OF_B))];
    let files: [(&str, &[_]); 3] =
        [("before.toml", &ALL_KNOWN), ("exchanged.toml", &exchanged), ("reissued.toml", &reissued)];
    let (sandbox, said) = labels(&files);
    let text = said.join("\n");
    scan_lines(&sandbox, &text, &["--against", "before.toml"]).ends(0).says(&["All are right"]);
    let ran = scan_lines(&sandbox, &text, &["--against", "exchanged.toml"]).ends(1);
    ran.tells(&["SP182", "now that of terminal 02", "now that of terminal 01", "--revised"]);
    scan_lines(&sandbox, &text, &["--against", "reissued.toml"]).ends(1).tells(&["SP183"]);
    let former = ["--against", "reissued.toml", "--former", "before.toml"];
    scan_lines(&sandbox, &text, &former).ends(1).tells(&["SP182", "serial number has changed"]);
}

#[test]
fn a_terminal_that_was_renamed() {
    for certificates in [[None, None], [Some(OF_A), Some(OF_B)]] {
        let before = [("受付PC01", certificates[0]), ("診察PC02", certificates[1])];
        let renamed = [("受付PC01", certificates[0]), ("処置室PC02", certificates[1])];
        let (sandbox, said) = labels(&[("before.toml", &before), ("renamed.toml", &renamed)]);
        let text = said.join("\n");
        scan_lines(&sandbox, &text, &["--against", "renamed.toml"]).ends(1).tells(&["SP183"]);
        let former = ["--against", "renamed.toml", "--former", "before.toml"];
        scan_lines(&sandbox, &text, &former).ends(1).tells(&["SP182", "`診察PC02` and is `処置室PC02` now"]);
    }
}

#[test]
fn a_serial_number_that_two_terminals_have() {
    let (sandbox, said) = labels(&[("before.toml", &NOTHING_KNOWN)]);
    sandbox.file("double.toml", site(&[("受付PC01", Some(OF_A)), ("診察PC02", Some(OF_A))]));
    let ran = scan_lines(&sandbox, &said.join("\n"), &["--against", "double.toml"]).ends(1);
    ran.tells(&["SP151", "`a1b2` is given twice"]);
}

#[test]
fn a_sheet_from_before_the_certificate_and_a_newer_label_are_one_terminals() {
    let (sandbox, before) = labels(&[("before.toml", &NOTHING_KNOWN), ("now.toml", &ALL_KNOWN)]);
    let after = said(&sandbox, "now.toml");
    let text: String =
        after.iter().zip(&before).map(|(label, sheet)| format!("{label}\n{sheet}\n")).collect();
    let ran = scan_lines(&sandbox, &text, &["--against", "now.toml", "--pairs"]).ends(0);
    ran.tells(&["note[SP192]", "one made later"]).says(&["All are right"]);
    // Another terminal's sheet is no older one of this terminal.
    let wrong = format!("{}\n{}\n", after[0], before[1]);
    scan_lines(&sandbox, &wrong, &["--against", "now.toml", "--pairs"]).ends(1).tells(&["SP188", "line 2"]);
}

#[test]
fn slot_numbers_name_terminals_and_hold_no_certificate() {
    let (sandbox, said) = labels(&[("before.toml", &NOTHING_KNOWN), ("now.toml", &ALL_KNOWN)]);
    let found = json(&scan_lines(&sandbox, &said[0], &["--against", "before.toml", "--format", "json"]));
    let slots: Vec<_> =
        found["result"]["terminals"].as_array().unwrap().iter().map(|one| &one["slot"]).collect();
    let slots = [slots[0].as_str().unwrap(), slots[1].as_str().unwrap()];
    let typed = format!("{}\n{}\n", slots[0].to_lowercase(), slots[1].replace('-', " "));
    scan_lines(&sandbox, &typed, &["--against", "before.toml"]).ends(0).says(&["ok (slot)", "2 of 2 labels"]);
    let ran = scan_lines(&sandbox, &typed, &["--against", "now.toml"]).ends(1);
    ran.tells(&["SP190", "by its 管理番号 only"]);
    // With the label's code beside it, the terminal's certificate is held.
    let pairs = format!("{}\n{}\n{}\n{}\n", said[0], slots[0], said[1], slots[1]);
    scan_lines(&sandbox, &pairs, &["--against", "before.toml", "--pairs"]).ends(0);
    let wrong = slots[0].replace("T01", "T02");
    scan_lines(&sandbox, &wrong, &["--against", "before.toml"]).ends(1).tells(&["SP180", "does not fit"]);
}

#[test]
fn one_unreadable_line_is_told_once() {
    let names: Vec<String> = (1..=40).map(|number| format!("端末PC{number:02}")).collect();
    let terminals: Vec<_> = names.iter().map(|name| (name.as_str(), None)).collect();
    let (sandbox, said) = labels(&[("now.toml", &terminals)]);
    let pairs = |broken: usize, again: bool| {
        let mut lines: Vec<String> = said.iter().flat_map(|code| [code.clone(), code.clone()]).collect();
        let whole = std::mem::replace(&mut lines[broken], "SP1-0110100013-0".to_owned());
        if again {
            lines.insert(broken + 1, whole);
        }
        lines.join("\n")
    };
    for broken in [0, 1, 20, 79] {
        let once = scan_lines(&sandbox, &pairs(broken, true), &["--against", "now.toml", "--pairs"]).ends(1);
        assert_eq!(once.err.matches("error[").count(), 1, "{}", once.err);
        let lost = scan_lines(&sandbox, &pairs(broken, false), &["--against", "now.toml", "--pairs"]).ends(1);
        assert_eq!(lost.err.matches("error[").count(), 2, "{}", lost.err);
        lost.tells(&["SP180", "seen once"]);
    }
    // Nothing that was read is right: told once, and not of each terminal.
    let nothing = scan_lines(&sandbox, "SP1-0110100013-0\n", &["--against", "now.toml"]).ends(1);
    assert_eq!(nothing.err.matches("error[").count(), 2, "{}", nothing.err);
    nothing.tells(&["of 40 terminals, no right label was seen"]);
}

#[test]
fn only_labels_that_have_changed_are_printed_again() {
    let half = [("受付PC01", Some(OF_A)), ("診察PC02", None)];
    let (sandbox, before) = labels(&[("list.toml", &NOTHING_KNOWN), ("half.toml", &half)]);
    let former = ["build", "half.toml", "--only", "labels", "--revised", "--start", "5"];
    // Against what was built into the folder, or the earlier data.
    for (out, more) in [("made", &[][..]), ("other", &["--former", "list.toml"][..])] {
        let all = [&former[..], &["-o", out], more].concat();
        let ran = sandbox.run(&all).ends(0);
        let run = ran.out.lines().find_map(|line| line.strip_prefix("Folder: ")).unwrap().to_owned();
        let again = payloads(&sandbox, &format!("{run}/0110100013/labels.pdf"));
        assert_eq!(again.len(), 1, "{ran:?}");
        assert!(again[0].starts_with("SP1-0110100013-01-R7-"), "{again:?}");
        // Now it has been printed.
        if more.is_empty() {
            sandbox.run(&all).ends(0).tells(&["note[SP034]", "no label is out of date"]);
        }
        // The label sheet of before is still there.
        assert_eq!(payloads(&sandbox, "made/0110100013/labels.pdf"), before);
        let reprint = ["reprint", &run, "--customer", "0110100013", "--start", "9", "-o", out];
        sandbox.run(&reprint).ends(0);
        assert_eq!(payloads(&sandbox, &format!("{out}/0110100013-labels.pdf")), again);
    }
    sandbox.run(&["build", "half.toml", "--revised", "-o", "empty"]).ends(3).tells(&["SP030", "--former"]);
}

#[test]
fn one_terminals_label_is_printed_again_on_a_face_of_ones_choice() {
    let (sandbox, before) = labels(&[("now.toml", &NOTHING_KNOWN)]);
    for (named, place) in [("0110100013-T02", 1), ("01-1-0100013 T02", 1), ("受付ＰＣ01", 0)] {
        let ran =
            sandbox.run(&["build", "now.toml", "--terminal", named, "--start", "7", "-o", "one"]).ends(0);
        let run = ran.out.lines().find_map(|line| line.strip_prefix("Folder: ")).unwrap().to_owned();
        assert_eq!(payloads(&sandbox, &format!("{run}/0110100013/labels.pdf")), [before[place].as_str()]);
    }
    let none = sandbox.run(&["build", "now.toml", "--terminal", "0110100013-T03", "-o", "one"]).ends(2);
    none.tells(&["SP033", "no such terminal"]);
}
