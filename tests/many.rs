//! Runs of many customers: the same bytes however they are made, papers of one customer in one folder, a run
//! that goes on where it was killed, and nobody else's data on anybody's page.

mod envelope;
mod flat;
mod in_use;
mod isolation;
mod merged;
mod printings;
mod recount;
mod resume;
mod selected;
mod verify;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::cli::{Ran, Sandbox};
use startpack::base::Shown;

/// What the customer of that number is called: alike but for two characters.
pub fn name(number: usize) -> String {
    format!("架空みなと内科第{number:03}クリニック")
}

/// The 7 digits of that customer's code, the last of which fits (北海道 医科, variant A).
pub fn code(number: usize) -> String {
    let body = format!("01{number:04}");
    let digits = format!("011{body}");
    let sum: u32 = digits
        .bytes()
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// The name of that customer's folder.
pub fn folder(number: usize) -> String {
    format!("011{}", code(number))
}

/// The site file of the customer of that number.
pub fn site(number: usize) -> String {
    let mut text = format!(
        "customer_no = \"K-{number:04}\"\nwork_date = \"2027-01-20\"\n\
         [line]\ncustomer_id = \"CAF77{number:04}5501\"\nv6_option = true\n\
         [[institution]]\nprefecture = \"01\"\nfee_table = \"1\"\ncode = \"{}\"\nname = \"{}\"\n\
         contact = \"医事課 {number:02}番 資格太郎\"\nphone = \"0110{number:04}91\"\nemail = \"iji{number:04}@example.jp\"\n\
         payment = \"deduction\"\ne_prescription = \"no\"\n",
        code(number),
        name(number)
    );
    for terminal in 1..=1 + number % 3 {
        write!(text, "[[institution.terminal]]\nname = \"第{number:03}受付端末{terminal:02}号\"\n").unwrap();
    }
    text
}

/// A sandbox with the site files of customers 1 to `count`, and their names.
pub fn customers(count: usize) -> (Sandbox, Vec<String>) {
    let sandbox = Sandbox::new();
    let files: Vec<_> = (1..=count).map(|number| format!("c{number:02}.toml")).collect();
    for (number, file) in (1..).zip(&files) {
        fs::write(sandbox.path.join(file), site(number)).unwrap();
    }
    (sandbox, files)
}

/// Builds the labels of `files` as run `R` with more arguments.
pub fn run(sandbox: &Sandbox, files: &[String], more: &[&str]) -> Ran {
    let mut arguments = vec!["build"];
    arguments.extend(files.iter().map(String::as_str));
    arguments.extend(["--only", "labels", "--run", "R"]);
    arguments.extend(more);
    sandbox.run(&arguments)
}

/// Every file below `folder` but the locks and the overview, which says what has changed since the run before, by path, with its bytes.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(&within).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().shown();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with(".lock") && name != "一覧.xlsx" {
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// Starts a run and kills it as soon as `files` files are in `out`, whatever time that takes. Says whether it was still at
/// work.
pub fn killed_at(files: usize, mut command: Command, out: &Path) -> bool {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while count_files(out) < files && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    // It may have come to its end before.
    let _ = child.kill();
    !child.wait().unwrap().success()
}

/// How many files are below `folder`, which may change meanwhile.
fn count_files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { count_files(&entry.path()) } else { 1 }).sum()
}

/// Fails unless the manifest and the sums name the files that are there, all of them, with their sums.
#[track_caller]
pub fn agrees(run: &Path) {
    let tree = tree(run);
    let manifest: serde_json::Value = serde_json::from_slice(&tree["manifest.json"]).unwrap();
    let mut sums = BTreeMap::new();
    let mut named = 0;
    let none = Vec::new();
    for customer in manifest["customers"].as_array().unwrap() {
        let volumes = manifest["print"]["volumes"].as_array().unwrap_or(&none);
        let pages = manifest["check_pages"].as_array().unwrap_or(&none);
        let printings = manifest["printings"].as_array().unwrap_or(&none);
        let printed = printings.iter().flat_map(|printing| printing["volumes"].as_array().unwrap());
        let volumes = volumes.iter().chain(pages).chain(printed).chain(printings);
        let merged: Vec<_> = volumes.map(|volume| &volume["file"]).collect();
        for document in customer["documents"].as_array().unwrap() {
            for file in document["files"].as_array().unwrap().iter().chain(merged.iter().copied()) {
                let path = file["path"].as_str().unwrap();
                let sum = Sha256::digest(&tree[path]).iter().fold(String::new(), |mut text, byte| {
                    write!(text, "{byte:02x}").unwrap();
                    text
                });
                assert_eq!(file["sha256"], sum.as_str(), "{path}");
                assert_eq!(file["bytes"], tree[path].len(), "{path}");
                named += usize::from(sums.insert(path.to_owned(), format!("{sum}  {path}\n")).is_none());
            }
        }
    }
    let sums: String = sums.into_values().collect();
    assert_eq!(String::from_utf8(tree["SHA256SUMS"].clone()).unwrap(), sums);
    assert_eq!(named + 2, tree.len(), "{:?}", tree.keys());
}

#[test]
fn the_same_bytes_with_any_number_of_threads_and_in_any_order() {
    let (first, files) = customers(9);
    let said = run(&first, &files, &["--threads", "1"]).ends(0).says(&["9 customers (0 as before)"]);
    agrees(&first.path.join("out/R"));
    let one = tree(&first.path.join("out/R"));
    assert_eq!(one.len(), 9 + 5, "labels, common sheets, pick list, the check page, manifest and sums");
    for threads in ["2", "8"] {
        let (sandbox, mut files) = customers(9);
        files.reverse();
        files.rotate_left(4);
        let again = run(&sandbox, &files, &["--threads", threads]).ends(0);
        assert!(tree(&sandbox.path.join("out/R")) == one, "other bytes with {threads} threads");
        let lines = |ran: &Ran| ran.out.lines().filter(|line| line.starts_with("011")).count();
        assert_eq!(lines(&again), lines(&said));
    }
}

#[test]
fn the_same_command_has_the_same_run_number_and_another_command_another() {
    let (sandbox, files) = customers(3);
    let build = |names: &[&str], more: &[&str]| {
        let arguments: Vec<_> = ["build"].iter().chain(names).chain(more).copied().collect();
        let said = sandbox.run(&arguments).ends(0).out;
        said.lines().find_map(|line| line.strip_prefix("Folder: ").map(str::to_owned)).unwrap()
    };
    let (a, b, c) = (files[0].as_str(), files[1].as_str(), files[2].as_str());
    let first = build(&[a, b], &["--only", "labels"]);
    assert!(first.starts_with("out/20261124-") && first.len() == "out/20261124-XXXX".len(), "{first}");
    assert_eq!(build(&[b, a], &["--only", "labels", "--threads", "3"]), first);
    assert_ne!(build(&[a, c], &["--only", "labels"]), first);
    assert_ne!(build(&[a, b], &["--only", "labels", "--stock", "28187"]), first);
}

#[test]
fn a_run_number_cannot_lead_out_of_the_folder() {
    let (sandbox, files) = customers(1);
    for number in ["..", "../R", "a/b", "0110100013", "", "R S"] {
        sandbox.run(&["build", &files[0], "--run", number]).ends(2);
    }
    assert_eq!(sandbox.listing(), files);
}

#[test]
fn a_dry_run_counts_and_makes_nothing() {
    let (sandbox, files) = customers(3);
    let ran = run(&sandbox, &files, &["--dry-run"]).ends(0);
    // 2, 3 and 1 terminals.
    let ran = ran.says(&["Would make 3 customers", "6 labels", "3 label sheets of stock 72212"]);
    assert!(!ran.out.contains("What to do next"), "{}", ran.out);
    assert_eq!(sandbox.listing(), files);
}

#[test]
fn a_bad_customer_is_listed_and_the_others_are_made() {
    let (sandbox, mut files) = customers(3);
    fs::write(sandbox.path.join("c02.toml"), site(2).replace("2027-01-20", "soon")).unwrap();
    files.push("nobody.toml".to_owned());
    run(&sandbox, &files, &[]).ends(3).tells(&["SP110", "SP001", "2 made, 2 not made"]);
    agrees(&sandbox.path.join("out/R"));
    let manifest: serde_json::Value = serde_json::from_slice(&sandbox.bytes("out/R/manifest.json")).unwrap();
    assert_eq!(manifest["not_made"][0], serde_json::json!({"input": "c02.toml", "faults": ["SP110"]}));
    assert_eq!(manifest["roster"]["faulty"], 2);
    assert_eq!(manifest["customers"][0]["name"], name(1));
    let payloads = manifest["customers"][0]["documents"][0]["labels"].as_array().unwrap();
    assert!(payloads.len() == 2 && payloads[0].as_str().unwrap().contains(&folder(1)), "{payloads:?}");
}

#[test]
fn parts_are_the_whole_run_once() {
    let (whole, files) = customers(7);
    run(&whole, &files, &[]).ends(0);
    let (parts, files) = customers(7);
    for part in ["1/3", "2/3", "3/3"] {
        run(&parts, &files, &["--part", part]).ends(0);
    }
    let (whole, parts) = (tree(&whole.path.join("out/R")), tree(&parts.path.join("out/R")));
    let papers = |tree: &BTreeMap<String, Vec<u8>>| {
        tree.iter()
            // A part does not know the labels of the others.
            .filter(|(name, _)| name.ends_with(".pdf") && !name.starts_with("print/"))
            .map(|(n, b)| (n.clone(), b.clone()))
            .collect::<Vec<_>>()
    };
    assert!(papers(&whole) == papers(&parts));
    let mut customers = 0;
    for part in 1..=3 {
        let manifest: serde_json::Value =
            serde_json::from_slice(&parts[&format!("manifest.{part}-of-3.json")]).unwrap();
        assert_eq!(manifest["roster"]["customers"], 7);
        customers += manifest["customers"].as_array().unwrap().len();
    }
    assert_eq!(customers, 7);
}

#[test]
fn parts_that_were_made_in_different_ways_are_told() {
    let (sandbox, files) = customers(4);
    for (first, second, is_alike) in [
        (&[][..], &["--stock", "a4-21-70x42.3"][..], false),
        (&[], &["--hidden-rows", "use"], false),
        (&["--hidden-rows", "use"], &["--hidden-rows", "use"], true),
    ] {
        run(&sandbox, &files, &[&["--part", "1/2"], first].concat()).ends(0);
        run(&sandbox, &files, &[&["--part", "2/2"], second].concat()).ends(0);
        let merged = sandbox.run(&["manifest", "merge", "out/R"]);
        if is_alike {
            merged.ends(0);
        } else {
            merged.ends(1).tells(&["part 2/2 was made from another list"]);
        }
    }
}

/// The texts of an overview.
fn overview(bytes: &[u8]) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn parts_are_joined_if_none_is_missing_and_none_double() {
    let (sandbox, mut files) = customers(6);
    fs::write(sandbox.path.join("bad.toml"), "customer = 1\n").unwrap();
    files.push("bad.toml".to_owned());
    let out = sandbox.path.join("out/R");
    let merge = || sandbox.run(&["manifest", "merge", "out/R"]);
    merge().ends(1).tells(&["SP006", "there is no manifest"]);
    for part in ["1/3", "3/3"] {
        let code = run(&sandbox, &files, &["--part", part]).code;
        assert!(code == Some(0) || code == Some(1));
    }
    merge().ends(1).tells(&["part 2/3 is not made yet", "not the 7 of the list"]);
    assert!(!out.join("manifest.json").exists());
    run(&sandbox, &files, &["--part", "2/3"]);
    merge().ends(0).says(&["no part is missing"]);
    // The overview lists customers and the file that could not be read.
    let overview = overview(&sandbox.bytes("out/R/一覧.xlsx"));
    for words in ["K-0001", name(6).as_str(), "bad.toml", "SP014", "開く"] {
        assert!(overview.contains(words), "{words}: {overview}");
    }
    let whole = tree(&out);
    let sums = String::from_utf8(whole["SHA256SUMS"].clone()).unwrap();
    assert_eq!(sums.lines().count(), 6);

    // The whole run at once says the same, and keeps the papers that the parts made.
    let ran = run(&sandbox, &files, &[]).ends(1).says(&["6 customers (6 as before)"]);
    assert!(ran.err.contains("SP014"), "{}", ran.err);
    agrees(&out);
    // But for the check pages and the common label sheets, which no part makes.
    let without_pages = |manifest: &[u8]| {
        let mut manifest: serde_json::Value = serde_json::from_slice(manifest).unwrap();
        manifest.as_object_mut().unwrap().retain(|key, _| !["check_pages", "print"].contains(&key.as_str()));
        manifest
    };
    assert!(without_pages(&tree(&out)["manifest.json"]) == without_pages(&whole["manifest.json"]));
    let whole = tree(&out);
    run(&sandbox, &files, &["--part", "2/3"]);
    assert!(tree(&out)["manifest.json"] == whole["manifest.json"], "the part has changed nothing");

    // A customer in two parts, and a paper that is not as it was noted.
    for part in ["1/3", "3/3"] {
        run(&sandbox, &files, &["--part", part]);
    }
    let first: serde_json::Value = serde_json::from_slice(&tree(&out)["manifest.1-of-3.json"]).unwrap();
    let double = tree(&out)["manifest.2-of-3.json"].clone();
    let mut double: serde_json::Value = serde_json::from_slice(&double).unwrap();
    let stray = first["customers"][0].clone();
    double["customers"].as_array_mut().unwrap().push(stray.clone());
    fs::write(out.join("manifest.2-of-3.json"), double.to_string()).unwrap();
    let code = stray["code"].as_str().unwrap();
    fs::write(out.join(code).join("labels.pdf"), "torn").unwrap();
    merge()
        .ends(1)
        .tells(&[&format!("{code} is in more than one part"), &format!("{code}/labels.pdf is not there")]);
}
