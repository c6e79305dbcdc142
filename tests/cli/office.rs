//! What an office does every day: its settings, what its people type, and what they read after a run.

use std::fs;

use super::{Ran, Sandbox};
use crate::many::{agrees, customers, folder, name, run, site, tree};
use crate::paint::outside::judge;

const CLINIC: &str = "sakura-clinic.toml";

#[test]
fn settings_stand_in_for_options_and_the_dealer() {
    let sandbox = Sandbox::new();
    let list = sandbox.path.join("list");
    fs::create_dir(&list).unwrap();
    fs::write(list.join("c1.toml"), site(1)).unwrap();
    fs::write(
        list.join("startpack.toml"),
        "out = \"papers\"\ndocuments = \"labels\"\nlanguage = \"ja\"\nstock = \"28187\"\n\
         [dealer]\nname = \"架空通信\"\nphone = \"011-123-4567\"\n",
    )
    .unwrap();
    let file = "list/c1.toml";
    sandbox.run(&["build", file]).ends(0).says(&["端末ラベル"]);
    let made = list.join("papers").join(folder(1));
    assert_eq!(fs::read_dir(&made).unwrap().count(), 1, "only labels are asked for");
    // The command line wins, and so does the sheet.
    sandbox
        .run(&["build", file, "-o", "own", "--only", "packet", "--lang", "en"])
        .ends(0)
        .says(&["customer packet"]);
    let packet = sandbox.bytes(format!("own/{}/packet.pdf", folder(1)));
    let changed = fs::read_to_string(list.join("startpack.toml")).unwrap().replace("4567", "4568");
    fs::write(list.join("startpack.toml"), changed).unwrap();
    sandbox.run(&["build", file, "-o", "own", "--only", "packet"]).ends(0);
    assert!(
        sandbox.bytes(format!("own/{}/packet.pdf", folder(1))) != packet,
        "the dealer's phone is printed"
    );
    let own = site(2).replace("[line]", "[dealer]\nname = \"別の会社\"\n[line]");
    fs::write(list.join("c2.toml"), own).unwrap();
    sandbox.run(&["build", "list", "--dealer", "別の会社", "--only", "packet", "--dry-run"]).ends(0);
    let shown = sandbox.run(&["settings", "--lang", "en"]).ends(0);
    assert!(shown.out.contains("startpack.toml  not there"), "{}", shown.out);
}

#[test]
fn the_folder_of_the_settings_is_no_name_of_a_sheet() {
    let sandbox = Sandbox::new();
    sandbox.run(&["facts", "-o", "facts.toml"]).ends(0);
    sandbox.file("startpack.toml", "out = \"papers\"\nfacts = \"facts.toml\"\n");
    sandbox.run(&["calibrate"]).ends(0).says(&["calibrate-a4-12-86.4x42.3.pdf"]);
    sandbox.run(&["guide"]).ends(0).says(&["はじめに.pdf"]);
    assert!(!sandbox.path.join("papers").exists());
    // The office's own facts hold for the sheet too.
    sandbox.file("facts.toml", "as_of = 1\n");
    sandbox.run(&["guide"]).ends(1).tells(&["facts.toml"]);
}

#[test]
fn settings_that_are_none_are_told() {
    let sandbox = Sandbox::new();
    sandbox.file("c1.toml", site(1));
    for (text, told) in [
        ("stok = \"28187\"\n", &["SP014", "did you mean stock?"][..]),
        ("stock = [1]\n", &["SP015", "stock = \"72212\""]),
        ("stock = \n", &["SP012", "startpack.toml:1"]),
        ("password = \"hunter2secret\"\n", &["SP020"]),
        ("note = \"\"\"\n1\n2\n3\n4\n5\n\"\"\"\n", &["SP104", "5 lines"]),
        ("[dealer]\nphone = \"12\"\n", &["startpack.toml:2"]),
    ] {
        sandbox.file("startpack.toml", text);
        let ran = sandbox.run(&["check", "c1.toml"]).tells(told);
        assert!(ran.code != Some(0) && !ran.err.contains("hunter2"), "{text}: {}", ran.err);
    }
}

#[test]
fn a_form_of_settings_is_written_once_and_changes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    let before = sandbox.run(&["check", CLINIC]).ends(0);
    sandbox.run(&["settings", "-o", "startpack.toml"]).ends(0);
    sandbox.run(&["settings", "-o", "startpack.toml"]).ends(3).tells(&["SP003"]);
    assert_eq!(sandbox.run(&["check", CLINIC]).ends(0).out, before.out);
}

#[test]
fn the_offices_own_words_stand_on_the_cover() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    sandbox.run(&["build", CLINIC, "--only", "packet", "-o", "plain"]).ends(0);
    sandbox.file("startpack.toml", "note = \"工事の前日までに、電話の前の机を空けてください。\"\n");
    sandbox.run(&["build", CLINIC, "--only", "packet", "-o", "own"]).ends(0);
    let plain = sandbox.bytes("plain/0110100013/packet.pdf");
    let own = sandbox.bytes("own/0110100013/packet.pdf");
    assert!(plain != own);
    let read = |bytes: &[u8]| {
        crate::paint::outside::judge("pdftotext", &["-raw", "-l", "1", "PDF", "-"], "note", bytes)
    };
    let (Some((_, plain)), Some((_, own))) = (read(&plain), read(&own)) else { return };
    assert!(own.contains("当社からのお願い") && own.contains("机を空けて"), "{own}");
    assert!(!plain.contains("当社からのお願い"));
    assert!(own.contains("お問い合わせ先"), "the contact stays on the cover: {own}");
}

#[test]
fn the_offices_own_words_stand_on_the_checklist_or_are_refused() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    let build = || sandbox.run(&["build", CLINIC, "--only", "handover"]);
    sandbox.file("startpack.toml", "note = \"工事の前日までに、電話の前の机を空けてください。\"\n");
    build().ends(0);
    let bytes = sandbox.bytes("out/0110100013/handover.pdf");
    let read = crate::paint::outside::judge("pdftotext", &["-raw", "-l", "1", "PDF", "-"], "note", &bytes);
    let Some((_, text)) = read else { return };
    assert!(text.contains("当社からのお願い") && text.contains("机を空けて"), "{text}");
    let long = "note = \"\"\"\n".to_owned() + &"長いお願いの行です。\n".repeat(4) + "\"\"\"\n";
    sandbox.file("startpack.toml", &long);
    build().ends(1).tells(&["SP104", "handover checklist"]);
}

#[test]
fn what_people_type_is_understood() {
    let (sandbox, files) = customers(2);
    let (a, b) = (files[0].as_str(), files[1].as_str());
    let build = [
        "build",
        "ー-merge",
        a,
        b,
        "－－only=labels",
        "--date",
        "令和8年11月24日",
        "--run",
        "1月分",
        "--skip",
        "１、３",
    ];
    let mut command = sandbox.command();
    Ran::of(&command.args(build).output().unwrap()).ends(0).says(&["out/1月分"]);
    let manifest: serde_json::Value =
        serde_json::from_slice(&sandbox.bytes("out/1月分/manifest.json")).unwrap();
    let number = manifest["run"].as_str().unwrap();
    assert!(number.len() == 8 && number.starts_with("1-") && number.is_ascii(), "{number}");
    assert_eq!(manifest["print_date"], "2026-11-24");
    assert!(sandbox.path.join("out/1月分/print/1/labels-001.pdf").is_file());
    fs::rename(sandbox.path.join(a), sandbox.path.join("新しい お客様.toml")).unwrap();
    sandbox.run(&["check", "新しい", "お客様.toml"]).ends(3).tells(&["\"新しい お客様.toml\"", "quotes"]);
}

#[test]
fn a_dropped_file_is_checked_and_built_beside_itself() {
    let (sandbox, files) = customers(1);
    let list = sandbox.path.join("list");
    fs::create_dir(&list).unwrap();
    fs::rename(sandbox.path.join(&files[0]), list.join("c.toml")).unwrap();
    sandbox.run(&["list/c.toml"]).ends(0);
    assert!(list.join("out").join(folder(1)).join("packet.pdf").is_file());
    fs::write(list.join("c.toml"), site(1).replace("CAF77", "CAF")).unwrap();
    sandbox.run(&["list/c.toml"]).ends(1);
}

#[test]
fn a_run_says_whose_it_is_and_counts_what_is_alike() {
    let (sandbox, mut files) = customers(16);
    for number in 1..=14 {
        let wrong = site(number).replace("CAF77", "CAF");
        fs::write(sandbox.path.join(format!("c{number:02}.toml")), wrong).unwrap();
    }
    files.push("nobody.toml".to_owned());
    let mut arguments = vec!["build"];
    arguments.extend(files.iter().map(String::as_str));
    arguments.extend(["--only", "labels", "--run", "R"]);
    let ran = sandbox.run(&arguments).ends(3);
    assert!(ran.err.contains(&format!("K-0001 {}", name(1))), "{}", ran.err);
    assert!(ran.err.contains("Not made, with the first error:"), "{}", ran.err);
    assert!(ran.err.contains("more of SP"), "{}", ran.err);
    // The overview lists those of whom nothing was made first.
    let overview = sandbox.bytes("out/R/一覧.xlsx");
    assert!(overview.starts_with(b"PK"));
}

#[test]
fn readable_names_come_and_go_with_the_option() {
    let (sandbox, files) = customers(2);
    let out = sandbox.path.join("out/R");
    let readable = out.join(folder(1)).join(format!("K-0001_{}_端末ラベル.pdf", name(1)));
    run(&sandbox, &files, &["--names", "readable"]).ends(0).says(&["print/labels-001.pdf"]);
    assert!(readable.is_file());
    agrees(&out);
    run(&sandbox, &files, &["--names", "readable"]).ends(0).says(&["2 as before"]);
    run(&sandbox, &files, &[]).ends(0);
    assert!(!readable.exists() && out.join(folder(1)).join("labels.pdf").is_file());
    agrees(&out);
}

#[test]
fn a_partly_used_sheet_is_the_runs_not_everybodys() {
    let (sandbox, files) = customers(3);
    let out = sandbox.path.join("out/R");
    run(&sandbox, &files, &[]).ends(0);
    let own = tree(&out)[&format!("{}/labels.pdf", folder(2))].clone();
    run(&sandbox, &files, &["--start", "8"]).ends(0).says(&["3 as before", "print/labels-001.pdf"]);
    agrees(&out);
    assert!(tree(&out)[&format!("{}/labels.pdf", folder(2))] == own);
    assert!(!out.join("print/packet-001.pdf").exists());
}

#[test]
fn plain_files_have_no_tags_and_claim_nothing() {
    let (sandbox, files) = customers(1);
    let file = format!("out/{}/labels.pdf", folder(1));
    let build = |more: &[&str]| {
        sandbox.run(&[&["build", &files[0], "--only", "labels"], more].concat()).ends(0);
        sandbox.bytes(&file)
    };
    let marked = |bytes: &[u8]| {
        judge("pdfinfo", &["PDF"], "plain", bytes).map(|(_, said)| said.contains("Tagged:          yes"))
    };
    let (usual, plain) = (build(&[]), build(&["--plain"]));
    assert!(plain.len() < usual.len());
    assert_ne!(marked(&usual), Some(false));
    assert_ne!(marked(&plain), Some(true));
    // In a run it is noted, so that the papers can be made again.
    sandbox.run(&["build", &files[0], "--only", "labels", "--run", "R", "--plain"]).ends(0);
    let own = format!("out/R/{}/labels.pdf", folder(1));
    std::fs::remove_file(sandbox.path.join(&own)).unwrap();
    sandbox
        .run(&["reprint", "out/R", "--customer", &folder(1), "-o", "again"])
        .ends(0)
        .says(&["as first printed"]);
}

#[test]
fn a_note_about_a_row_names_the_customer_of_that_row() {
    let (sandbox, files) = customers(2);
    sandbox.run(&["convert", &files[0], "a.csv"]).ends(0);
    sandbox.run(&["convert", &files[1], "b.csv"]).ends(0);
    let read = |name: &str| String::from_utf8(sandbox.bytes(name)).unwrap();
    let rows = read("b.csv").replace("CAF77", "ＣＡＦ77");
    let list = read("a.csv") + rows.split_once('\n').unwrap().1;
    sandbox.file("list.csv", list);
    let told = sandbox.run(&["check", "list.csv"]).err;
    let note = told.lines().find(|line| line.contains("[SP019]")).unwrap_or_default();
    assert!(note.contains("K-0002") && !note.contains("K-0001"), "{told}");
}
