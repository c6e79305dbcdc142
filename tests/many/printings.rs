//! The second week of a printed run: a customer is changed, one comes, one goes. What was printed stays what it was, a
//! supplement has only the rest, and no old sheet is taken for a new one.

use std::fs;

use super::merged::codes;
use super::recount::reconcile;
use super::{agrees, customers, folder, killed_at, site, tree};
use crate::cli::{Ran, Sandbox};
use crate::paint::outside::judge;

fn build(sandbox: &Sandbox, files: &[String], more: &[&str]) -> Ran {
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    sandbox.run(&[&["build"], &files[..], &["--run", "R"], more].concat())
}

/// The codes on the merged checklists of a printing.
fn sheets(sandbox: &Sandbox, printing: u32) -> Option<Vec<String>> {
    let bytes = sandbox.bytes(format!("out/R/print/{printing}/handover-001.pdf"));
    let (_, text) = judge("pdftotext", &["-raw", "PDF", "-"], &format!("printing-{printing}"), &bytes)?;
    Some(codes(&text))
}

fn json(sandbox: &Sandbox, path: &str) -> serde_json::Value {
    serde_json::from_slice(&sandbox.bytes(path)).unwrap()
}

/// Three customers in a folder.
fn first_week() -> (Sandbox, Vec<String>) {
    let (sandbox, files) = customers(3);
    fs::create_dir(sandbox.path.join("list")).unwrap();
    for file in &files {
        fs::rename(sandbox.path.join(file), sandbox.path.join("list").join(file)).unwrap();
    }
    (sandbox, vec!["list".to_owned()])
}

/// A terminal more for the first customer; the second goes, the fourth comes.
fn second_week(sandbox: &Sandbox) {
    let more = site(1) + "[[institution.terminal]]\nname = \"増設端末\"\n";
    sandbox.file("list/c01.toml", more);
    sandbox.file("list/c04.toml", site(4));
    fs::remove_file(sandbox.path.join("list/c02.toml")).unwrap();
}

const MERGE: [&str; 3] = ["--merge", "--only", "handover,labels"];
const SUPPLEMENT: [&str; 3] = ["--supplement", "--only", "handover,labels"];

/// What a customer with faults has in the envelope stays there until the faults are mended: nobody is told to shred it.
#[test]
fn papers_of_a_customer_with_faults_are_not_gone() {
    let day = |from: &str, to: &str| {
        let text = site(2);
        assert!(text.contains(from), "{text}");
        text.replace(from, to)
    };
    let not_a_day = day("work_date = \"2027-01-20\"", "work_date = \"1/28\"");
    for (wrong, more) in [(not_a_day.as_str(), ""), ("no site file [", " of a file that cannot be read")] {
        let (sandbox, files) = first_week();
        build(&sandbox, &files, &MERGE).ends(0);
        second_week(&sandbox);
        sandbox.file("list/c02.toml", wrong);
        build(&sandbox, &files, &SUPPLEMENT).ends(1).says(&["1 customer changed, 1 new, 0 gone"]);
        assert!(json(&sandbox, "out/R/print/2/print.json")["gone"].is_null(), "somebody is gone{more}");
        sandbox.file("list/c02.toml", day("work_date = \"2027-01-20\"", "work_date = \"2027-01-28\""));
        build(&sandbox, &files, &SUPPLEMENT).ends(0).says(&["1 customer changed, 0 new, 0 gone"]);
        let Some(first) = sheets(&sandbox, 1) else { return };
        // All old sheets of the customer are told as replaced now.
        let third = json(&sandbox, "out/R/print/3/print.json");
        assert_eq!(third["sheets"]["customers"][0]["code"].as_str(), Some(&*folder(2)));
        reconcile(&sandbox, &first, &[]).ends(1).says(&["printing 1, sheet"]);
    }
}

#[test]
fn a_supplement_has_what_changed_and_every_old_sheet_is_told() {
    let (sandbox, files) = first_week();
    build(&sandbox, &files, &SUPPLEMENT).ends(3).tells(&["SP030", "--merge"]);
    assert!(!sandbox.path.join("out/R/manifest.json").exists(), "nothing was made");
    build(&sandbox, &files, &MERGE).ends(0).says(&["This is printing 1."]);
    let first = tree(&sandbox.path.join("out/R"));
    let Some(old) = sheets(&sandbox, 1) else { return };
    second_week(&sandbox);
    build(&sandbox, &files, &SUPPLEMENT).ends(0).says(&[
        "1 customer changed, 1 new, 1 gone",
        "print/2/replaced-001.pdf",
        "pull out",
    ]);
    agrees(&sandbox.path.join("out/R"));
    let now = tree(&sandbox.path.join("out/R"));
    for (path, bytes) in first.iter().filter(|(path, _)| path.starts_with("print/")) {
        assert!(now[path] == *bytes, "{path}");
    }
    // Only the first and the fourth, numbered on.
    let printing = json(&sandbox, "out/R/print/2/print.json");
    let before = json(&sandbox, "out/R/print/1/print.json");
    let of = |printing: &serde_json::Value| -> Vec<String> {
        let customers = printing["sheets"]["customers"].as_array().unwrap();
        customers.iter().map(|customer| customer["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of(&printing), [folder(1), folder(4)]);
    assert_eq!((printing["gone"][0].as_str(), printing["since"].as_u64()), (Some(&*folder(2)), Some(1)));
    let cover = &printing["sheets"]["customers"][0]["stacks"][0]["cover"];
    assert_eq!(cover.as_u64().unwrap(), before["sheets"]["total"].as_u64().unwrap() + 1);
    // The stack as it is to be: the third customer's old sheets and the new ones.
    let Some(new) = sheets(&sandbox, 2) else { return };
    let third = &before["sheets"]["customers"][2]["stacks"][0];
    let first_of_third = third["cover"].as_u64().unwrap() as usize;
    let stays = old[2 * (first_of_third - 1)..].to_vec();
    let stack = [stays.clone(), new.clone()].concat();
    reconcile(&sandbox, &stack, &[]).ends(0).says(&["Complete."]);
    // Every old sheet of the others is known, and known to be old.
    let replaced = old.len() - stays.len();
    let told = reconcile(&sandbox, &[stack, old.clone()].concat(), &[]).ends(1);
    told.says(&[&format!("{} replaced, 0 foreign", replaced / 2), "pull them out", "printing 1, sheet 1"]);
    // Each printing can be counted by itself, for ever.
    reconcile(&sandbox, &old, &["--printing", "1"]).ends(0).says(&["Complete."]);
    reconcile(&sandbox, &new, &["--printing", "2"]).ends(0).says(&["Complete."]);
    reconcile(&sandbox, &old, &["--printing", "3"]).ends(2).tells(&["SP031"]);
    // Nothing more to print.
    build(&sandbox, &files, &SUPPLEMENT).ends(0).says(&["Nobody has changed since printing 2"]);
    assert!(!sandbox.path.join("out/R/print/3").exists());
    let (_, list) =
        judge("pdftotext", &["-raw", "PDF", "-"], "replaced", &now["print/2/replaced-001.pdf"]).unwrap();
    let list: String = list.split_whitespace().collect();
    for words in ["印刷2（印刷1への追加）", "（印刷1）", "なし（新しい）"] {
        assert!(list.contains(words), "{words}: {list}");
    }
}

#[test]
fn a_whole_printing_after_a_change_says_how_to_print_only_that() {
    let (sandbox, files) = first_week();
    build(&sandbox, &files, &MERGE).ends(0);
    let Some(old) = sheets(&sandbox, 1) else { return };
    second_week(&sandbox);
    build(&sandbox, &files, &MERGE).ends(0).says(&["printing 2", "--supplement 1"]);
    let Some(whole) = sheets(&sandbox, 2) else { return };
    reconcile(&sandbox, &whole, &[]).ends(0);
    reconcile(&sandbox, &old, &[]).ends(1).says(&[&format!("{} replaced", old.len() / 2), "0 foreign"]);
    // It was not printed after all: what is added to the first takes its place.
    build(&sandbox, &files, &["--supplement", "1", "--only", "handover,labels"])
        .ends(0)
        .says(&["printing 3"]);
    let Some(added) = sheets(&sandbox, 3) else { return };
    let third = &json(&sandbox, "out/R/print/1/print.json")["sheets"]["customers"][2]["stacks"][0];
    let stays = &old[2 * (third["cover"].as_u64().unwrap() as usize - 1)..];
    reconcile(&sandbox, &[stays, &added].concat(), &[]).ends(0).says(&["Complete."]);
    build(&sandbox, &files, &["--supplement", "9"]).ends(2).tells(&["SP031"]);
}

#[test]
fn some_customers_are_printed_without_a_word_about_the_others() {
    let (sandbox, files) = customers(3);
    let some = |customer: &str| build(&sandbox, &files, &[&["--customer", customer], &MERGE[..]].concat());
    some("K-0001").ends(0).says(&["printing 1"]);
    let Some(first) = sheets(&sandbox, 1) else { return };
    some("K-0003").ends(0).says(&["printing 2", "1 new, 0 gone"]);
    let Some(third) = sheets(&sandbox, 2) else { return };
    reconcile(&sandbox, &[first, third].concat(), &[]).ends(0).says(&["Complete."]);
    some("K-0003").ends(0).says(&["Nobody has changed"]);
}

#[test]
fn papers_of_another_kind_or_of_others_stay_in_force() {
    let (sandbox, files) = first_week();
    build(&sandbox, &files, &MERGE).ends(0);
    let Some(first) = sheets(&sandbox, 1) else { return };
    let own = format!("out/R/{}/handover.pdf", folder(2));
    // Other papers of the same run: nobody loses any.
    build(&sandbox, &files, &["--only", "packet", "--merge"]).ends(0).says(&["printing 2"]);
    assert!(sandbox.path.join(&own).is_file());
    assert!(!sandbox.path.join("out/R/print/2/handover-001.pdf").exists());
    build(&sandbox, &files, &["--only", "labels", "--customer", "K-0001"]).ends(0);
    assert!(sandbox.path.join(format!("out/R/{}/packet.pdf", folder(1))).is_file());
    reconcile(&sandbox, &first, &["--only", "handover"]).ends(0).says(&["Complete."]);
    // Another list under the same name, with one of the customers: the others stay in force.
    sandbox.file("c09.toml", site(9));
    fs::copy(sandbox.path.join("list/c01.toml"), sandbox.path.join("c01.toml")).unwrap();
    let other = ["c09.toml".to_owned(), "c01.toml".to_owned()];
    build(&sandbox, &other, &MERGE).ends(0).says(&["2 other customers"]);
    let told = reconcile(&sandbox, &first, &["--only", "handover"]).ends(1);
    assert!(!told.out.contains(&folder(2)), "{}", told.out);
    // Full-width digits of a name are the same name; a wrong one is told with those that are there.
    sandbox.run(&["build", "list", "--run", "Ｒ", "--only", "handover"]).ends(0).says(&["out/R"]);
    let named = ["build", "list", "--run", "NEW", "--supplement"];
    sandbox.run(&named).ends(3).tells(&["SP030", "(R)"]);
    assert!(!sandbox.path.join("out/NEW").exists());
}

#[test]
fn papers_that_changed_since_they_were_printed_are_not_called_the_first_print() {
    let (sandbox, files) = customers(2);
    build(&sandbox, &files, &["--merge", "--only", "handover"]).ends(0);
    fs::write(sandbox.path.join("c01.toml"), site(1).replace("内科", "外科")).unwrap();
    build(&sandbox, &files, &["--only", "handover"]).ends(0);
    let again = |more: &[&str]| sandbox.run(&[&["reprint", "out/R"], more].concat());
    for wanted in [
        &["--customer", &*folder(1)][..],
        &["--customer", &folder(1), "--only", "handover", "--pages", "1"],
        &["--sheet", "2"],
    ] {
        again(wanted).ends(1).tells(&["SP032", "printing 1", "--supplement"]);
    }
    again(&["--customer", &folder(2)]).ends(0);
    build(&sandbox, &files, &["--supplement", "--only", "handover"]).ends(0);
    again(&["--customer", &folder(1), "--only", "handover", "--pages", "1"]).ends(0);
}

#[test]
fn a_supplement_that_is_killed_goes_on_to_the_same_bytes() {
    let week = || {
        let (sandbox, files) = first_week();
        build(&sandbox, &files, &[&MERGE[..], &["--date", "2026-11-24"]].concat()).ends(0);
        second_week(&sandbox);
        (sandbox, files)
    };
    let supplement = [&SUPPLEMENT[..], &["--date", "2026-11-24"]].concat();
    let (undisturbed, files) = week();
    build(&undisturbed, &files, &supplement).ends(0);
    let whole = tree(&undisturbed.path.join("out/R"));
    let (sandbox, files) = week();
    let out = sandbox.path.join("out/R");
    let before = tree(&out).len();
    for round in 0..6 {
        let mut command = sandbox.command();
        command.arg("build").args(&files).args(["--run", "R"]).args(&supplement);
        killed_at(before + round, command, &out);
        for (name, bytes) in tree(&out).iter().filter(|(name, _)| name.starts_with("print/")) {
            let is_temporary = name.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
            assert!(is_temporary || whole[name] == *bytes, "half a file: {name}");
        }
    }
    build(&sandbox, &files, &supplement).ends(0);
    assert!(tree(&out) == whole);
}

#[test]
fn a_run_of_an_earlier_version_is_counted_and_not_built_over() {
    let (sandbox, files) = customers(2);
    build(&sandbox, &files, &["--merge", "--only", "handover"]).ends(0);
    // As earlier versions kept it: numbers in the manifest, merged files beside each other.
    let printing = json(&sandbox, "out/R/print/1/print.json");
    let mut manifest = json(&sandbox, "out/R/manifest.json");
    let mut volumes = printing["volumes"].clone();
    for volume in volumes.as_array_mut().unwrap() {
        volume["file"]["path"] =
            volume["file"]["path"].as_str().unwrap().replace("print/1/", "print/").into();
    }
    manifest["sheets"] = printing["sheets"].clone();
    manifest["print"] = serde_json::json!({"marks": true, "volumes": volumes});
    manifest.as_object_mut().unwrap().remove("printings");
    fs::write(sandbox.path.join("out/R/manifest.json"), manifest.to_string()).unwrap();
    fs::remove_dir_all(sandbox.path.join("out/R/print/1")).unwrap();
    reconcile(&sandbox, &[], &[]).ends(1).says(&["missing  sheet 1 (handover, cover sheet)"]);
    sandbox.run(&["reprint", "out/R", "--sheet", "1"]).ends(0);
    let code =
        judge("pdftotext", &["-raw", "PDF", "-"], "earlier", &sandbox.bytes("out/R/reprint/sheet-1.pdf"));
    if let Some((_, text)) = code {
        let found: Vec<String> =
            text.split_whitespace().filter(|word| word.starts_with("SPS1-R-1")).map(str::to_owned).collect();
        assert_eq!(found.len(), 2, "{text}");
        assert!(!reconcile(&sandbox, &found, &[]).ends(1).out.contains("sheet 1 "));
    }
    build(&sandbox, &files, &[]).ends(3).tells(&["SP005", "earlier version"]);
}

#[test]
fn stacks_follow_each_other_as_they_are_wanted_and_covers_say_where_the_labels_are() {
    let (sandbox, files) = customers(3);
    fs::write(sandbox.path.join("c01.toml"), site(1).replace("K-0001", "K-0009")).unwrap();
    build(
        &sandbox,
        &files,
        &["--merge", "--only", "handover,labels", "--sort", "customer-no", "--start", "4"],
    )
    .ends(0);
    let cover = |at: usize| {
        json(&sandbox, "out/R/print/1/print.json")["sheets"]["customers"][at]["stacks"][0]["cover"].as_u64()
    };
    assert!(cover(1) == Some(1) && cover(2) < cover(0), "by customer number");
    let text = |name: &str| {
        judge(
            "pdftotext",
            &["-raw", "PDF", "-"],
            name,
            &sandbox.bytes(format!("out/R/print/1/{name}-001.pdf")),
        )
    };
    let (Some((_, covers)), Some((_, picks))) = (text("handover"), text("picklist")) else { return };
    // 3 labels of the second customer, 1 of the third, 2 of the first, from face 4 on.
    for faces in ["4–6", "7", "8–9"] {
        let said = |text: &str| text.split([' ', '\n', '　']).any(|word| word == faces);
        assert!(said(&covers) && said(&picks), "{faces}: {picks}");
    }
}
