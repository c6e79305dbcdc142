//! A file of one customer that cannot be replaced, as a PDF that is open in a viewer on Windows: that customer's fault alone.

use std::fs;

use super::{customers, folder, run, site, tree};

#[test]
fn a_file_that_cannot_be_replaced_is_one_customers_fault() {
    let (sandbox, files) = customers(4);
    let out = sandbox.path.join("out/R");
    run(&sandbox, &files, &[]).ends(0);
    let first = tree(&out);
    // Nothing can replace a folder that holds something, on any system and whoever runs the program.
    let held = out.join(folder(2)).join("labels.pdf");
    fs::remove_file(&held).unwrap();
    fs::create_dir(&held).unwrap();
    fs::write(held.join("mine.txt"), "mine").unwrap();
    fs::write(sandbox.path.join("c03.toml"), site(3).replace("内科", "外科")).unwrap();
    let told = ["error[SP002]", "labels.pdf cannot be written: it is a folder", "3 made, 1 not made"];
    run(&sandbox, &files, &[]).ends(3).tells(&told);
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(manifest.contains("SP002") && !manifest.contains(&format!("{}/labels.pdf", folder(2))));
    assert!(tree(&out)[&format!("{}/labels.pdf", folder(3))] != first[&format!("{}/labels.pdf", folder(3))]);
    assert_eq!(fs::read(held.join("mine.txt")).unwrap(), b"mine");
    // The same command again once it is free.
    fs::remove_dir_all(&held).unwrap();
    fs::write(sandbox.path.join("c03.toml"), site(3)).unwrap();
    run(&sandbox, &files, &[]).ends(0);
    assert!(tree(&out) == first);
}

#[test]
fn the_others_are_merged_too() {
    let (sandbox, files) = customers(3);
    let held = sandbox.path.join("out/R").join(folder(1)).join("labels.pdf");
    fs::create_dir_all(&held).unwrap();
    fs::write(held.join("mine.txt"), "mine").unwrap();
    run(&sandbox, &files, &["--merge"]).ends(3).tells(&["2 made, 1 not made"]);
    let tree = tree(&sandbox.path.join("out/R"));
    assert!(tree.keys().any(|name| name.starts_with("print/")), "{:?}", tree.keys());
    assert!(tree.contains_key("manifest.json"));
}

#[test]
fn where_the_runs_own_files_cannot_be_written_the_run_stops() {
    let (sandbox, files) = customers(30);
    let out = sandbox.path.join("out/R");
    // The journal's place is taken.
    fs::create_dir_all(out.join(".journal/mine")).unwrap();
    let ran = run(&sandbox, &files, &["--threads", "1"]).ends(3);
    let told = ran.err.matches("error[SP002]").count();
    assert!((1..10).contains(&told), "{ran:?}");
    assert!(!out.join("manifest.json").exists());
}
