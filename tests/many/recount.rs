//! A run that was printed: its sheets counted by their codes, and printed again.

use std::io::Write as _;
use std::process::Stdio;

use super::merged::codes;
use super::{customers, folder};
use crate::cli::{Ran, Sandbox};
use crate::paint::outside::judge;

/// A merged run of handovers and packets of three customers.
fn printed(more: &[&str]) -> (Sandbox, Vec<String>) {
    let (sandbox, files) = customers(3);
    let mut arguments = vec!["build"];
    arguments.extend(files.iter().map(String::as_str));
    arguments.extend(["--run", "R", "--merge", "--only", "handover"]);
    arguments.extend(more);
    sandbox.run(&arguments).ends(0);
    (sandbox, files)
}

/// Every code of the run, in the order of printing.
fn all_codes(sandbox: &Sandbox, stem: &str) -> Option<Vec<String>> {
    let bytes = sandbox.bytes("out/R/print/1/handover-001.pdf");
    let (_, text) = judge("pdftotext", &["-raw", "PDF", "-"], stem, &bytes)?;
    Some(codes(&text))
}

pub fn reconcile(sandbox: &Sandbox, lines: &[String], more: &[&str]) -> Ran {
    let mut command = sandbox.command();
    command.args(["reconcile", "out/R", "-"]).args(more);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all((lines.join("\n") + "\n").as_bytes()).unwrap();
    Ran::of(&child.wait_with_output().unwrap())
}

#[test]
fn what_is_missing_double_foreign_or_misread_is_told_by_customer() {
    let (sandbox, _) = printed(&[]);
    let Some(mut codes) = all_codes(&sandbox, "recount") else { return };
    let total = codes.len() / 2;
    reconcile(&sandbox, &codes, &[]).ends(0).says(&["Complete.", &format!("{total} of {total} sheets seen")]);

    // In any order; one side of a sheet is enough, and what is no sheet's code is only counted.
    codes.reverse();
    let missing = codes.iter().position(|code| code.contains("-4A-")).unwrap();
    codes.remove(missing);
    codes.push("SP1-0110100013-01-R0-WN45WXY9".to_owned());
    reconcile(&sandbox, &codes, &[]).ends(0).says(&["0 missing", "1 other codes"]);

    let other = codes.iter().position(|code| code.contains("-4B-")).unwrap();
    let gone = codes.remove(other);
    let double = codes.iter().find(|code| code.contains("-2A-")).unwrap().clone();
    let misread = gone.replace("SPS2-R", "SPS2-P");
    codes.extend([double, misread, "SPS1-OLD-7A-0000".to_owned()]);
    let said = reconcile(&sandbox, &codes, &[]).ends(1);
    let said = said.says(&["missing  sheet 4 (handover, page", "double  sheet 2 (handover, page 1–2)"]);
    assert!(said.out.contains(&folder(1)) && said.out.contains("2 misread"), "{}", said.out);
    let json = reconcile(&sandbox, &codes, &["--format", "json"]).ends(1);
    let found: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(found["result"]["customers"][0]["missing"][0]["sheet"], 4);
    assert_eq!(found["result"]["customers"][0]["double"][0]["readings"].as_array().unwrap().len(), 2);
    assert_eq!((&found["result"]["complete"], &found["exit_code"]), (&false.into(), &1.into()));
}

#[test]
fn whole_documents_are_printed_again_byte_for_byte() {
    let (sandbox, files) = printed(&[]);
    let own = format!("out/R/{}/handover.pdf", folder(2));
    let first = sandbox.bytes(&own);
    let again =
        |more: &[&str]| sandbox.run(&[&["reprint", "out/R", "--customer", &folder(2)], more].concat());
    again(&[]).ends(0).says(&["as first printed"]);
    let copy = format!("out/R/reprint/{}-handover.pdf", folder(2));
    assert!(sandbox.bytes(&copy) == first);
    // The file is spoilt: it is made again from the data, and proved.
    std::fs::write(sandbox.path.join(&own), "torn").unwrap();
    again(&["--document", "handover", "-o", "again"]).ends(0);
    assert!(sandbox.bytes(format!("again/{}-handover.pdf", folder(2))) == first);
    again(&["--document", "packet"]).ends(2).tells(&["SP031"]);
    // The data have changed: nothing that only looks like the first print.
    let changed = String::from_utf8(sandbox.bytes(&files[1])).unwrap().replace("内科", "外科");
    std::fs::write(sandbox.path.join(&files[1]), changed).unwrap();
    again(&["-o", "never"]).ends(1).tells(&["SP032"]);
    again(&["--document", "handover", "--pages", "1", "-o", "never"]).ends(1).tells(&["SP032"]);
    assert!(!sandbox.path.join("never").exists());
}

#[test]
fn one_of_several_papers_is_printed_again_byte_for_byte() {
    let (sandbox, files) = printed(&[]);
    sandbox.run(&["build", &files[0], &files[1], "--run", "ALL"]).ends(0);
    let again = |more: &[&str]| {
        sandbox.run(&[&["reprint", "out/ALL", "--customer", &folder(2), "-o", "again"], more].concat())
    };
    for document in ["packet", "handover", "labels"] {
        let own = format!("out/ALL/{}/{document}.pdf", folder(2));
        let first = sandbox.bytes(&own);
        std::fs::remove_file(sandbox.path.join(&own)).unwrap();
        again(&["--document", document]).ends(0).says(&["as first printed"]);
        assert!(sandbox.bytes(format!("again/{}-{document}.pdf", folder(2))) == first, "{document}");
    }
    again(&["--document", "packet", "--pages", "3-4"]).ends(0).says(&["2 pages"]);
}

#[test]
fn single_pages_and_sheets_say_that_they_are_printed_again() {
    let (sandbox, _) = printed(&[]);
    let Some(all) = all_codes(&sandbox, "extract") else { return };
    let text = |name: &str| {
        judge("pdftotext", &["-raw", "PDF", "-"], name, &sandbox.bytes(format!("out/R/reprint/{name}.pdf")))
            .map(|(_, text)| text)
            .unwrap_or_default()
    };
    let pages = ["reprint", "out/R", "--customer", &folder(1), "--document", "handover", "--pages", "3-4"];
    sandbox.run(&pages).ends(0).says(&["2 pages", "marked 再印刷"]);
    let found = text(&format!("{}-handover-p3-4", folder(1)));
    assert_eq!(found.matches("再印刷").count(), 2, "{found}");
    assert_eq!(codes(&found), all[4..6], "the same sheet, the same code");
    sandbox.run(&["reprint", "out/R", "--sheet", "1"]).ends(0);
    let found = text("sheet-1");
    assert!(found.contains("封入の確認") && codes(&found) == all[..2], "{found}");
    for (bad, told) in [
        (&["--sheet", "999"][..], "SP031"),
        (&["--customer", "9999999999"], "SP035"),
        (&["--customer", "x/../.."], "SP035"),
    ] {
        sandbox.run(&[&["reprint", "out/R"], bad].concat()).ends(2).tells(&[told]);
    }
    sandbox.run(&["reprint", "out/R"]).ends(2);
    sandbox.run(&["reprint", "out/R", "--customer", &folder(1), "--pages", "9-3"]).ends(2);
}

/// The done-when of the run's issue, small: rasterised pages, some taken out, some doubled, one foreign.
#[test]
fn scanned_pages_are_counted() {
    let (sandbox, _) = printed(&[]);
    let folder = sandbox.path.join("scans");
    std::fs::create_dir(&folder).unwrap();
    let raster = |pdf: &str, stem: &str| {
        let mut command = std::process::Command::new("pdftoppm");
        command.args(["-r", "150", "-gray", "-png", pdf, &format!("scans/{stem}")]);
        command.current_dir(&sandbox.path).status().is_ok_and(|status| status.success())
    };
    if !raster("out/R/print/1/handover-001.pdf", "p") {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "pdftoppm is not installed");
        return;
    }
    let scans = || {
        let mut names: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.sort();
        names
    };
    let pages = scans();
    // Sheet 3 is taken out, sheet 5 lies in the stack twice, and a sheet of another run has got into it.
    for page in &pages[4..6] {
        std::fs::remove_file(page).unwrap();
    }
    for (page, name) in pages[8..10].iter().zip(["q-1.png", "q-2.png"]) {
        std::fs::copy(page, folder.join(name)).unwrap();
    }
    let (other, files) = customers(1);
    other.run(&["build", &files[0], "--run", "S", "--merge", "--only", "handover"]).ends(0);
    std::fs::write(sandbox.path.join("s.pdf"), other.bytes("out/S/print/1/handover-001.pdf")).unwrap();
    let mut command = std::process::Command::new("pdftoppm");
    command.args(["-r", "200", "-gray", "-png", "-f", "3", "-l", "3", "s.pdf", "scans/s"]);
    assert!(command.current_dir(&sandbox.path).status().unwrap().success());
    let said = sandbox.run(&["reconcile", "out/R", "scans"]).ends(1);
    let said =
        said.says(&["missing  sheet 3 (", "double  sheet 5 (", "1 missing, 1 double, 0 replaced, 1 foreign"]);
    assert!(said.out.contains("SPS2-S-1-2A-"), "{}", said.out);
    // A PDF of the scanned stack is as good.
    sandbox.run(&["reconcile", "out/R", "out/R/print/1/handover-001.pdf"]).ends(0).says(&["Complete."]);
    sandbox.run(&["reconcile", "out/R", "c01.toml"]).ends(1).tells(&["SP010"]);
}
