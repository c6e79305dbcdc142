//! `--facts` and `facts`: another fee is another paper, and nothing that cannot be right is taken.

use std::fs;

use super::Sandbox;
use crate::paint::outside::judge;

const CLINIC: &str = "sakura-clinic.toml";

/// A sandbox with the clinic's file, and with the embedded facts as `facts.toml`, changed.
fn with_facts(from: &str, to: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    sandbox.run(&["facts", "-o", "facts.toml"]).ends(0).says(&["facts.toml was written"]);
    change(&sandbox, from, to);
    sandbox
}

fn change(sandbox: &Sandbox, from: &str, to: &str) {
    let text = String::from_utf8(sandbox.bytes("facts.toml")).unwrap();
    assert!(text.contains(from), "{from}");
    sandbox.file("facts.toml", text.replacen(from, to, 1));
}

/// The packet's text, without white space; `None` where nothing can read a PDF.
fn text_of(sandbox: &Sandbox, packet: &str) -> Option<String> {
    let (_, text) = judge("pdftotext", &["-raw", "PDF", "-"], "facts", &sandbox.bytes(packet))?;
    Some(text.split_whitespace().collect())
}

#[test]
fn the_embedded_facts_are_given_out() {
    let sandbox = Sandbox::new();
    let embedded = include_str!("../../src/base/facts.toml");
    assert_eq!(sandbox.run(&["facts"]).ends(0).out, embedded);
    sandbox.run(&["facts", "-o", "facts.toml"]).ends(0);
    assert_eq!(sandbox.bytes("facts.toml"), embedded.as_bytes());
    sandbox.run(&["facts", "-o", "facts.toml"]).ends(3).tells(&["error[SP003]"]);
    assert_eq!(sandbox.listing(), ["facts.toml"]);
}

#[test]
fn another_price_prints_another_fee() {
    let sandbox = with_facts("price_yen = 1500", "price_yen = 1830");
    sandbox.run(&["build", CLINIC, "-o", "before"]).ends(0);
    sandbox.run(&["build", CLINIC, "-o", "after", "--facts", "facts.toml"]).ends(0);
    let [before, after] = ["before", "after"].map(|folder| format!("{folder}/0110100013/packet.pdf"));
    assert!(sandbox.bytes(&before) != sandbox.bytes(&after));
    if let (Some(before), Some(after)) = (text_of(&sandbox, &before), text_of(&sandbox, &after)) {
        assert!(before.contains("1,500円") && !before.contains("1,830円"));
        assert!(after.contains("1,830円") && !after.contains("1,500円"));
    }
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let sandbox = with_facts("price_yen", "price_yen");
    sandbox.run(&["build", CLINIC, "-o", "before"]).ends(0);
    sandbox.run(&["build", CLINIC, "-o", "after", "--facts", "facts.toml"]).ends(0);
    for document in ["packet", "handover", "labels"] {
        let bytes = |folder: &str| sandbox.bytes(format!("{folder}/0110100013/{document}.pdf"));
        assert!(bytes("before") == bytes("after"), "{document}");
    }
}

#[test]
fn every_fault_of_a_facts_file_is_told_with_its_line() {
    let sandbox = with_facts("price_yen = 1500", "price_yen = -1\nprice_usd = 10");
    change(&sandbox, "as_of = ", "as_of_day = ");
    let ran = sandbox.run(&["build", CLINIC, "--facts", "facts.toml"]).ends(1);
    let line = |text: &str| {
        let facts = String::from_utf8(sandbox.bytes("facts.toml")).unwrap();
        facts.lines().position(|line| line.starts_with(text)).unwrap() + 1
    };
    ran.tells(&[
        "as_of is missing",
        &format!("error[SP171] facts.toml:{}:1", line("as_of_day")),
        &format!("error[SP171] facts.toml:{}:13", line("price_yen")),
        "certificate.price_yen: a whole number",
        &format!("error[SP171] facts.toml:{}:1", line("price_usd")),
        "startpack facts -o",
    ]);
    assert_eq!(sandbox.listing(), ["facts.toml", CLINIC]);
}

#[test]
fn values_that_cannot_be_right_are_told_too() {
    let sandbox = with_facts("price_yen = 1500", "price_yen = 0");
    change(&sandbox, "2027 = \"0101元日 ", "2027 = \"0101元日  ");
    sandbox.run(&["check", CLINIC, "--facts", "facts.toml"]).ends(1).tells(&[
        "certificate.price_yen: 0 is not in 1 to 1000000",
        "calendar.holidays.2027: days are wanted",
    ]);
}

#[test]
fn what_is_no_facts_file() {
    let sandbox = with_facts("as_of", "as_of");
    sandbox.run(&["check", CLINIC, "--facts", "none.toml"]).ends(3).tells(&["error[SP001] none.toml"]);
    sandbox.file("broken.toml", "as_of = \n");
    sandbox.run(&["check", CLINIC, "--facts", "broken.toml"]).ends(1).tells(&["error[SP012] broken.toml:1"]);
    // A site file by mistake: its keys are no facts, and its values are not told.
    let ran = sandbox.run(&["check", CLINIC, "--facts", CLINIC]).ends(1).tells(&["error[SP171]"]);
    assert!(!ran.err.contains("help: write 01100"), "{}", ran.err);
}

#[test]
fn a_run_that_goes_on_with_other_facts_says_so() {
    let sandbox = with_facts("price_yen = 1500", "price_yen = 1830");
    change(&sandbox, "as_of = \"2026-11-30\"", "as_of = \"2027-04-01\"");
    let again = ["build", CLINIC, "--run", "R", "--facts", "facts.toml"];
    let first = sandbox.run(&again[..4]).ends(0);
    assert!(!first.out.contains("The facts are others"), "{}", first.out);
    let manifest = || fs::read_to_string(sandbox.path.join("out/R/manifest.json")).unwrap();
    assert!(manifest().contains("\"as_of\": \"2026-11-30\""), "{}", manifest());
    let other = sandbox.run(&again).ends(0);
    other.says(&["0 as before", "(before: of 2026-11-30, now: of 2027-04-01)"]);
    assert!(manifest().contains("\"as_of\": \"2027-04-01\""), "{}", manifest());
    let same = sandbox.run(&again).ends(0).says(&["1 as before"]);
    assert!(!same.out.contains("The facts are others"), "{}", same.out);
}

#[test]
fn a_reprint_needs_the_facts_of_the_first_print() {
    let sandbox = with_facts("price_yen = 1500", "price_yen = 1830");
    change(&sandbox, "as_of = \"2026-11-30\"", "as_of = \"2027-04-01\"");
    sandbox.run(&["build", CLINIC, "--run", "R", "--facts", "facts.toml"]).ends(0);
    let reprint = ["reprint", "out/R", "--customer", "0110100013", "--document", "packet", "--pages", "1-2"];
    sandbox.run(&reprint).ends(1).tells(&["error[SP032]", "of 2027-04-01", "--facts"]);
    let with = [&reprint[..], &["--facts", "facts.toml"]].concat();
    sandbox.run(&with).ends(0);
}
