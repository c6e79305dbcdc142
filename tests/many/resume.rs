//! A run that was stopped, killed or changed, and the same command again.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use super::{agrees, customers, folder, killed_at, run, site, tree};
use crate::cli::Ran;
use startpack::base::Shown;

#[test]
fn the_same_command_makes_only_what_is_missing_or_changed() {
    let (sandbox, files) = customers(4);
    let out = sandbox.path.join("out/R");
    run(&sandbox, &files, &[]).ends(0);
    let first = tree(&out);
    let manifest_before = fs::metadata(out.join("manifest.json")).unwrap().modified().unwrap();
    run(&sandbox, &files, &[]).ends(0).says(&["4 customers (4 as before)"]);
    assert!(tree(&out) == first);
    assert_eq!(fs::metadata(out.join("manifest.json")).unwrap().modified().unwrap(), manifest_before);

    // One byte of one PDF is wrong, one PDF is gone, one customer has another name.
    let (spoilt, gone) = (out.join(folder(1)).join("labels.pdf"), out.join(folder(2)).join("labels.pdf"));
    let mut bytes = fs::read(&spoilt).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&spoilt, bytes).unwrap();
    fs::remove_file(&gone).unwrap();
    run(&sandbox, &files, &[]).ends(0).says(&["4 customers (2 as before)"]);
    assert!(tree(&out) == first);
    fs::write(sandbox.path.join("c03.toml"), site(3).replace("内科", "外科")).unwrap();
    run(&sandbox, &files, &[]).ends(0).says(&["4 customers (3 as before)"]);
    agrees(&out);
    let now = tree(&out);
    let differs = |name: &str| now[name] != first[name];
    assert!(differs(&format!("{}/labels.pdf", folder(3))) && differs("manifest.json"));
    assert!(!differs(&format!("{}/labels.pdf", folder(1))));
    // A comment changes nothing that is printed.
    fs::write(sandbox.path.join("c01.toml"), format!("# noted\n\n{}", site(1))).unwrap();
    run(&sandbox, &files, &[]).ends(0).says(&["4 customers (4 as before)"]);
}

#[test]
fn a_run_goes_on_by_its_name_on_another_day() {
    let (sandbox, files) = customers(2);
    let out = sandbox.path.join("out/R");
    let build = |day: &str| {
        let mut arguments = vec!["build"];
        arguments.extend(files.iter().map(String::as_str));
        arguments.extend(["--only", "packet", "--run", "R", "--merge", "--date", day]);
        sandbox.run(&arguments).ends(0)
    };
    let papers = || {
        let mut tree = tree(&out);
        tree.retain(|name, _| name.ends_with(".pdf"));
        tree
    };
    build("2026-11-24");
    let first = papers();
    // Only 作成日 would be another: nothing is made again, and the merged file is the same too.
    build("2026-11-25").says(&["2 customers (2 as before)"]);
    assert!(papers() == first);
    agrees(&out);
    // Another customer joins; the first ones keep their day, also on the sheets that are merged anew.
    let more = [&files[..], &["c03.toml".to_owned()]].concat();
    fs::write(sandbox.path.join("c03.toml"), site(3)).unwrap();
    let mut arguments = vec!["build"];
    arguments.extend(more.iter().map(String::as_str));
    arguments.extend(["--only", "packet", "--run", "R", "--merge", "--date", "2026-11-26"]);
    sandbox.run(&arguments).ends(0).says(&["3 customers (2 as before)"]);
    let pages = ["reprint", "out/R", "--customer", &folder(1), "--only", "packet", "--pages", "1"];
    sandbox.run(&pages).ends(0);
    fs::remove_file(sandbox.path.join("c03.toml")).unwrap();
    // Days that are counted from the day of printing have moved.
    build("2027-01-08").says(&["2 customers (0 as before)"]);
}

#[test]
fn papers_of_those_who_are_no_more_in_the_list_go_away() {
    let (sandbox, _) = customers(3);
    let list = sandbox.path.join("list");
    fs::create_dir(&list).unwrap();
    for number in 1..=3 {
        fs::rename(sandbox.path.join(format!("c{number:02}.toml")), list.join(format!("c{number:02}.toml")))
            .unwrap();
    }
    let files: Vec<String> = (1..=3).map(|number| format!("list/c{number:02}.toml")).collect();
    let whole = ["list".to_owned()];
    let out = sandbox.path.join("out/R");
    run(&sandbox, &whole, &[]).ends(0);
    fs::write(out.join(folder(2)).join("note.txt"), "the user's own").unwrap();
    // Who is not among the files that are named is not gone.
    let first = tree(&out);
    run(&sandbox, &files[..1], &[]).ends(0).says(&["1 customer (1 as before)", "2 other customers stay"]);
    let mut kept = tree(&out);
    let manifest = kept.remove("manifest.json").unwrap();
    assert!(first.iter().filter(|(name, _)| *name != "manifest.json").eq(kept.iter()));
    assert!(String::from_utf8(manifest).unwrap().contains(&folder(3)));
    for number in [2, 3] {
        fs::rename(list.join(format!("c{number:02}.toml")), sandbox.path.join(format!("c{number:02}.toml")))
            .unwrap();
    }
    run(&sandbox, &whole, &[]).ends(0).says(&[
        "1 customer (1 as before)",
        "Removed the papers",
        &folder(2),
        &folder(3),
    ]);
    let left: Vec<_> = tree(&out).into_keys().collect();
    let expected = [
        format!("{}/labels.pdf", folder(1)),
        format!("{}/note.txt", folder(2)),
        "SHA256SUMS".into(),
        "check-2027-01-20.html".into(),
        "manifest.json".into(),
    ];
    assert_eq!(left, expected);
    // Nobody of the run is in the list: that is another run.
    let before = tree(&out);
    let files = ["list/c01.toml".to_owned(), "c02.toml".to_owned(), "c03.toml".to_owned()];
    run(&sandbox, &files[1..], &[]).ends(3).tells(&["SP005", "--run"]);
    assert!(tree(&out) == before);
    // A manifest that is none of ours, and one that leads out of the folder.
    fs::write(out.join("manifest.json"), "{}").unwrap();
    run(&sandbox, &files[..1], &[]).ends(3).tells(&["SP005"]);
    let hostile = String::from_utf8(before["manifest.json"].clone()).unwrap();
    let hostile = hostile.replace(&format!("{}/labels.pdf", folder(1)), "../../c02.toml");
    fs::write(out.join("manifest.json"), hostile.replace(&folder(1), &folder(9))).unwrap();
    run(&sandbox, &files[..1], &[]).ends(0);
    assert!(sandbox.path.join("c02.toml").is_file());
}

#[test]
fn what_labels_say_comes_from_the_plan_not_from_the_manifest() {
    let (sandbox, files) = customers(2);
    let out = sandbox.path.join("out/R");
    run(&sandbox, &files, &[]).ends(0);
    let first = tree(&out);
    let manifest = String::from_utf8(first["manifest.json"].clone()).unwrap();
    let at = manifest.find("SP1-").unwrap();
    let edited = format!("{}SP1-9999999999{}", &manifest[..at], &manifest[at + 14..]);
    fs::write(out.join("manifest.json"), edited).unwrap();
    run(&sandbox, &files, &[]).ends(0).says(&["2 customers (2 as before)"]);
    assert!(tree(&out) == first);
}

#[test]
fn a_run_whose_folder_is_taken_away_does_not_end_well() {
    let (sandbox, files) = customers(40);
    let mut command = sandbox.command();
    command.arg("build").args(&files).args(["--only", "labels", "--run", "R", "--date", "2026-11-24"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let out = sandbox.path.join("out/R");
    while !tree_or_none(&out).iter().any(|name| name.ends_with("/labels.pdf")) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before");
        std::thread::sleep(Duration::from_millis(1));
    }
    fs::rename(&out, sandbox.path.join("elsewhere")).unwrap();
    let ran = Ran::of(&child.wait_with_output().unwrap()).ends(3).tells(&["SP025"]);
    assert!(!out.join("manifest.json").exists(), "{ran:?}");
}

#[test]
fn leftovers_of_a_killed_run_go_and_the_users_own_files_stay() {
    let (sandbox, files) = customers(2);
    let out = sandbox.path.join("out/R");
    run(&sandbox, &files, &[]).ends(0);
    let first = tree(&out);
    let own = [".notes.new".to_owned(), ".notes.old".to_owned(), format!("{}/.labels.pdf.old", folder(1))];
    let left = [".manifest.json.77.new".to_owned(), format!("{}/.labels.pdf.77.old", folder(1))];
    own.iter().chain(&left).for_each(|name| fs::write(out.join(name), "x").unwrap());
    run(&sandbox, &files, &[]).ends(0);
    let mut expected = first;
    expected.extend(own.map(|name| (name, b"x".to_vec())));
    assert!(tree(&out) == expected, "{:?}", tree(&out).keys());
}

#[test]
#[cfg(unix)]
fn a_link_in_place_of_a_runs_folder_is_not_followed() {
    use std::os::unix::fs::symlink;
    let (sandbox, files) = customers(2);
    let elsewhere = sandbox.path.join("elsewhere");
    for planted in ["out/R".to_owned(), format!("out/R/{}", folder(1)), "out/R/.lock".to_owned()] {
        let place = sandbox.path.join(&planted);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::create_dir_all(&elsewhere).unwrap();
        symlink(&elsewhere, &place).unwrap();
        run(&sandbox, &files, &[]).ends(3).tells(&["SP002", "it is a link to another place"]);
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0, "{planted}");
        fs::remove_dir_all(sandbox.path.join("out")).unwrap();
    }
}

#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    let (undisturbed, files) = customers(24);
    run(&undisturbed, &files, &[]).ends(0);
    let whole = tree(&undisturbed.path.join("out/R"));
    let (sandbox, files) = customers(24);
    let out = sandbox.path.join("out/R");
    let mut torn = 0;
    // Each round gets a little further than the one before.
    for round in 0..6 {
        let mut command = sandbox.command();
        command.arg("build").args(&files).args(["--only", "labels", "--run", "R", "--date", "2026-11-24"]);
        torn += usize::from(killed_at(1 + 3 * round, command, &out));
        if !out.is_dir() {
            continue;
        }
        for (name, bytes) in
            tree(&out).into_iter().filter(|(name, _)| !name.contains("/.") && !name.starts_with('.'))
        {
            assert!(whole[&name] == bytes, "half a file: {name}");
        }
    }
    assert!(torn > 0, "no run was killed while at work");
    run(&sandbox, &files, &[]).ends(0);
    assert!(tree(&out) == whole);
    agrees(&out);
}

#[test]
fn two_runs_at_once_are_refused_and_a_lock_left_behind_is_not() {
    let (sandbox, files) = customers(2);
    let out = sandbox.path.join("out/R");
    fs::create_dir_all(&out).unwrap();
    let held = fs::File::create(out.join(".lock")).unwrap();
    held.lock().unwrap();
    run(&sandbox, &files, &[]).ends(3).tells(&["SP004", "another startpack is at work"]);
    assert_eq!(tree(&out).len(), 0);
    drop(held);
    assert!(out.join(".lock").is_file());
    run(&sandbox, &files, &[]).ends(0);
    agrees(&out);
}

#[test]
#[cfg(unix)]
fn ctrl_c_finishes_the_customers_in_hand() {
    let (sandbox, files) = customers(30);
    let mut command = sandbox.command();
    command.arg("build").args(&files).args([
        "--only",
        "labels",
        "--run",
        "R",
        "--date",
        "2026-11-24",
        "--threads",
        "1",
    ]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let out = sandbox.path.join("out/R");
    // Once the first customer's paper is there, the run is at work.
    while !tree_or_none(&out).iter().any(|name| name.ends_with("/labels.pdf")) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before");
        std::thread::sleep(Duration::from_millis(2));
    }
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let ran =
        Ran::of(&child.wait_with_output().unwrap()).ends(130).tells(&["Interrupted", "to go on from here"]);
    let made = ran.out.lines().filter(|line| line.starts_with("011")).count();
    assert!((1..30).contains(&made), "{made}");
    let here = tree(&out);
    assert_eq!(here.keys().filter(|name| name.ends_with("/labels.pdf")).count(), made);
    assert!(!here.contains_key("manifest.json"));
    run(&sandbox, &files, &[]).ends(0).says(&[&format!("30 customers ({made} as before)")]);
    agrees(&out);
}

fn tree_or_none(folder: &std::path::Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let folders = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
    files.map(|file| file.path().shown()).collect()
}
