//! Merged files: one mark on every side of every sheet, numbers that depend on nothing but the list, the same
//! bytes however they are made, and nothing half under a final name.

use std::collections::BTreeMap;
use std::fs;

use super::{agrees, customers, folder, killed_at, run, site, tree};
use crate::cli::Sandbox;
use crate::paint::outside::judge;

/// Builds packets, checklists and labels of `files` as run `R`, merged.
fn merged(sandbox: &Sandbox, files: &[String], more: &[&str]) -> crate::cli::Ran {
    let mut arguments = vec!["build"];
    arguments.extend(files.iter().map(String::as_str));
    arguments.extend(["--run", "R", "--merge"]);
    arguments.extend(more);
    sandbox.run(&arguments)
}

/// The text of each page of a PDF.
fn pages(stem: &str, bytes: &[u8]) -> Option<Vec<String>> {
    let (_, text) = judge("pdftotext", &["-raw", "PDF", "-"], stem, bytes)?;
    let mut pages: Vec<_> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    Some(pages)
}

/// The codes in letters that stand in a text.
pub fn codes(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|word| word.starts_with("SPS2-")).map(str::to_owned).collect()
}

#[test]
fn every_side_bears_its_mark_and_numbers_go_by_code() {
    let (sandbox, files) = customers(3);
    merged(&sandbox, &files, &["2", "--threads", "2"]).ends(0).says(&["print/1/packet-002.pdf"]);
    let out = sandbox.path.join("out/R");
    agrees(&out);
    let printing: serde_json::Value =
        serde_json::from_slice(&sandbox.bytes("out/R/print/1/print.json")).unwrap();
    let mut all = Vec::new();
    for name in ["packet-001", "packet-002", "handover-001", "handover-002"] {
        let bytes = sandbox.bytes(format!("out/R/print/1/{name}.pdf"));
        let Some(texts) = pages(&format!("merged-{name}"), &bytes) else { return };
        assert!(texts.len().is_multiple_of(2), "{name} ends on a front side");
        for (index, text) in texts.iter().enumerate() {
            let found = codes(text);
            assert_eq!(found.len(), 1, "{name} page {}: {text}", index + 1);
            let side = if index % 2 == 0 { "A-" } else { "B-" };
            assert!(found[0].contains(side), "{name} page {} says {}", index + 1, found[0]);
            for what in ["実行 R 印刷1", "用紙", "お客様 01-1-"] {
                assert!(text.contains(what), "{name} page {} lacks {what}: {text}", index + 1);
            }
            all.push(found[0].clone());
        }
    }
    let total = printing["sheets"]["total"].as_u64().unwrap();
    all.sort();
    all.dedup();
    assert_eq!(all.len() as u64, 2 * total, "each side of each sheet has a code of its own");
    // In order of code, which is that of the numbers here.
    let order: Vec<_> = printing["sheets"]["customers"].as_array().unwrap().iter().collect();
    let firsts: Vec<_> = order.iter().map(|one| one["stacks"][0]["cover"].as_u64().unwrap()).collect();
    assert!(firsts.is_sorted() && firsts[0] == 1, "{firsts:?}");
    assert_eq!(order[0]["code"], folder(1).as_str());

    // Other groups, other threads, another order: every sheet keeps its number.
    let (other, mut files) = customers(3);
    files.reverse();
    merged(&other, &files, &["--threads", "1"]).ends(0);
    let again: serde_json::Value = serde_json::from_slice(&other.bytes("out/R/print/1/print.json")).unwrap();
    assert_eq!(again["sheets"], printing["sheets"]);
    let bytes = other.bytes("out/R/print/1/packet-001.pdf");
    let Some(texts) = pages("merged-whole", &bytes) else { return };
    assert!(texts.iter().flat_map(|text| codes(text)).all(|code| all.contains(&code)));
}

#[test]
fn without_marks_there_are_none() {
    let (sandbox, files) = customers(1);
    merged(&sandbox, &files, &["--no-marks", "--only", "handover"]).ends(0);
    let Some(texts) = pages("no-marks", &sandbox.bytes("out/R/print/1/handover-001.pdf")) else { return };
    assert!(texts.iter().all(|text| codes(text).is_empty() && !text.contains("実行 R 印刷")));
    assert!(texts[0].contains("封入の確認"));
}

#[test]
fn one_more_packet_shares_fonts_and_what_all_customers_have() {
    /// Bytes that one more packet may take without marks: alone it has some 200,000.
    const MORE: usize = 20 * 1024;
    let (few, many) = (2, 6);
    let size = |count| {
        let (sandbox, files) = customers(count);
        merged(&sandbox, &files, &["--only", "packet", "--no-marks"]).ends(0);
        sandbox.bytes("out/R/print/1/packet-001.pdf").len()
    };
    let each = (size(many) - size(few)) / (many - few);
    assert!(each <= MORE, "{each} bytes for one more packet, not more than {MORE}");
}

#[test]
fn common_label_sheets_and_their_pick_list_say_the_same() {
    let (sandbox, files) = customers(8);
    run(&sandbox, &files, &["--merge"]).ends(0);
    let Some(list) = pages("picks", &sandbox.bytes("out/R/print/1/picklist-001.pdf")) else { return };
    // 2, 3, 1, 2, 3, 1, 2, 3 labels on sheets of 12.
    for words in ["K-0001", "架空みなと内科第001クリニック", "1–2", "3–5", "7–8", "3枚"] {
        let text: String = list[0].split([' ', '\n']).collect();
        assert!(text.contains(words), "{words}: {text}");
    }
    let labels = sandbox.bytes("out/R/print/1/labels-001.pdf");
    let Some(texts) = pages("common", &labels) else { return };
    assert_eq!(texts.len(), 2);
    // The sixth customer's only label is the twelfth, so the seventh begins the second sheet.
    assert!(texts[0].contains("第006受付端末01号") && !texts[0].contains("第007受付端末"), "{}", texts[0]);
    assert!(texts[1].contains("第007受付端末01号") && texts[1].contains("第008受付端末03号"));
    let own = sandbox.bytes(format!("out/R/{}/labels.pdf", folder(8)));
    let payloads = |bytes: &[u8], stem: &str| {
        judge("pdftotext", &["-raw", "PDF", "-"], stem, bytes).map(|(_, text)| {
            let text: String = text.split_whitespace().collect();
            text.matches("SP1-").count()
        })
    };
    assert_eq!(payloads(&own, "own-labels"), Some(3));
    assert_eq!(payloads(&labels, "all-labels"), Some(17));
}

#[test]
fn a_printing_is_never_changed_and_made_again_only_where_it_is_spoilt() {
    let (sandbox, files) = customers(4);
    let out = sandbox.path.join("out/R");
    let only = ["2", "--only", "handover"];
    merged(&sandbox, &files, &only).ends(0).says(&["printing 1"]);
    let first = tree(&out);
    let made = |name: &str| fs::metadata(out.join("print").join(name)).unwrap().modified().unwrap();
    let (one, two) = (made("1/handover-001.pdf"), made("1/handover-002.pdf"));
    merged(&sandbox, &files, &only).ends(0).says(&["Nobody has changed since printing 1"]);
    assert_eq!((made("1/handover-001.pdf"), made("1/handover-002.pdf")), (one, two));
    fs::write(out.join("print/1/handover-002.pdf"), "torn").unwrap();
    merged(&sandbox, &files, &only).ends(0);
    assert!(tree(&out) == first);
    // Another number of customers in a file is another printing, in which nothing has changed.
    merged(&sandbox, &files, &["--only", "handover"]).ends(0).says(&["printing 2", "0 customers changed"]);
    agrees(&out);
    assert!(!out.join("print/2/handover-002.pdf").exists());
    fs::write(sandbox.path.join("c03.toml"), site(3).replace("内科", "外科")).unwrap();
    merged(&sandbox, &files, &only).ends(0).says(&["printing 3", "1 customer changed"]);
    agrees(&out);
    let now = tree(&out);
    for (path, bytes) in first.iter().filter(|(path, _)| path.starts_with("print/1/")) {
        assert!(now[path] == *bytes, "{path}");
    }
}

#[test]
fn a_merging_run_that_is_killed_leaves_whole_files_and_goes_on_to_the_same_bytes() {
    let (undisturbed, files) = customers(6);
    run(&undisturbed, &files, &["--merge", "2"]).ends(0);
    let whole = tree(&undisturbed.path.join("out/R"));
    let (sandbox, files) = customers(6);
    let out = sandbox.path.join("out/R");
    let mut torn = 0;
    for round in 0..6 {
        let mut command = sandbox.command();
        command.arg("build").args(&files).args(["--only", "labels", "--run", "R", "--merge", "2"]);
        command.args(["--date", "2026-11-24"]);
        torn += usize::from(killed_at(1 + 2 * round, command, &out));
        let here: BTreeMap<_, _> = if out.is_dir() { tree(&out) } else { BTreeMap::new() };
        for (name, bytes) in here.iter().filter(|(name, _)| !name.contains("/.") && !name.starts_with('.')) {
            assert!(whole[name] == *bytes, "half a file: {name}");
        }
    }
    assert!(torn > 0, "no run was killed while at work");
    run(&sandbox, &files, &["--merge", "2"]).ends(0);
    assert!(tree(&out) == whole);
}

#[test]
fn hostile_numbers_and_names_cannot_leave_the_folder() {
    let (sandbox, files) = customers(4);
    let hostile = ["../../evil", "/etc/evil", "..\\\\evil", "a\\u0000b"];
    for (file, number) in files.iter().zip(hostile) {
        let text = String::from_utf8(sandbox.bytes(file)).unwrap();
        let text = text.replacen("K-00", &format!("{number}-"), 1).replacen("架空", "../..／．．/架空", 1);
        fs::write(sandbox.path.join(file), text).unwrap();
    }
    // A code that is no number is refused before any folder is thought of.
    let bad = sandbox.file("bad.toml", site(5).replace(&super::code(5), "../../x"));
    let arguments: Vec<_> = files.iter().map(String::as_str).chain([bad]).collect();
    let arguments = [&["build"], &arguments[..], &["--run", "R", "--merge", "--only", "labels,handover"]];
    sandbox.run(&arguments.concat()).ends(1).tells(&["SP122"]);
    let known = |path: &String| {
        files.contains(path) || path == "bad.toml" || path == "out" || path.starts_with("out/R")
    };
    let strange: Vec<_> = sandbox.listing().into_iter().filter(|path| !known(path)).collect();
    assert!(strange.is_empty(), "{strange:?}");
    let folders = fs::read_dir(sandbox.path.join("out/R")).unwrap().flatten().map(|entry| entry.file_name());
    let odd: Vec<_> = folders
        .map(|name| name.into_string().unwrap())
        .filter(|name| {
            !["print", "一覧.xlsx", "manifest.json", "SHA256SUMS", ".lock"].contains(&name.as_str())
        })
        .filter(|name| name != "check-2027-01-20.html")
        .filter(|name| !(name.len() == 10 && name.bytes().all(|byte| byte.is_ascii_digit())))
        .collect();
    assert!(odd.is_empty(), "{odd:?}");
}
