//! `verify`: the files of a run held against their sums.

use std::fs;

use serde_json::Value;

use super::{customers, folder, name, run};

#[test]
fn what_is_missing_changed_or_not_of_the_run_is_told_by_customer() {
    let (sandbox, files) = customers(3);
    let out = sandbox.path.join("out/R");
    run(&sandbox, &files, &["--merge"]).ends(0);
    let ran = sandbox.run(&["verify", "out/R"]).ends(0);
    assert!(
        ran.out.starts_with("out/R: ") && ran.out.contains(" files are as they were made, 0 are not\n"),
        "{ran:?}"
    );

    fs::remove_file(out.join(folder(1)).join("labels.pdf")).unwrap();
    let spoilt = out.join(folder(2)).join("labels.pdf");
    let mut bytes = fs::read(&spoilt).unwrap();
    bytes[100] ^= 1;
    fs::write(&spoilt, bytes).unwrap();
    fs::write(out.join(folder(3)).join("labels (1).pdf"), "copy").unwrap();
    let ran = sandbox.run(&["verify", "out/R"]).ends(1).says(&[
        "2 are not, 1 not of this run",
        "labels.pdf is missing",
        "labels.pdf has changed",
        "labels (1).pdf is not of this run",
        "Run the same build again",
    ]);
    for number in 1..=3 {
        assert!(ran.out.contains(&format!("{} {}", folder(number), name(number))), "{ran:?}");
    }
    let ran = sandbox.run(&["verify", "out/R", "--format", "json", "--lang", "ja"]).ends(1);
    let said: Value = serde_json::from_str(&ran.out).unwrap();
    let faults: Vec<_> = said["result"]["faults"].as_array().unwrap().iter().collect();
    let kinds: Vec<_> = faults.iter().map(|one| one["fault"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["missing", "changed", "extra"]);
    assert_eq!(faults[0]["code"], folder(1));
    assert_eq!(faults[0]["name"], name(1));

    // The build mends the first two; what is not its own stays, and is no fault of the run.
    run(&sandbox, &files, &["--merge"]).ends(0);
    sandbox.run(&["verify", "out/R"]).ends(0).says(&["0 are not, 1 not of this run"]);
}

#[test]
fn a_folder_that_is_no_run_has_nothing_to_verify() {
    let (sandbox, files) = customers(2);
    sandbox.run(&["verify", "out/R"]).ends(3).tells(&["SP030"]);
    run(&sandbox, &files, &[]).ends(0);
    fs::write(sandbox.path.join("out/R/SHA256SUMS"), "nonsense\n").unwrap();
    sandbox.run(&["verify", "out/R"]).ends(1).tells(&["SP010", "is not the list of sums"]);
}
