//! Some customers of a list: who is meant, in which order, and that nobody else's papers are touched.

use std::fs;

use super::{agrees, customers, folder, name, run, site, tree};

#[test]
fn a_selection_makes_those_and_leaves_the_others_alone() {
    let (sandbox, files) = customers(4);
    let out = sandbox.path.join("out/R");
    run(&sandbox, &files, &["--merge"]).ends(0);
    let first = tree(&out);
    for number in [2, 3] {
        let changed = site(number).replace("内科", "外科");
        fs::write(sandbox.path.join(format!("c{number:02}.toml")), changed).unwrap();
    }
    run(&sandbox, &files, &["--customer", "Ｋ－０００２"])
        .ends(0)
        .says(&["1 customer (0 as before)", "3 other customers"]);
    agrees(&out);
    let now = tree(&out);
    let papers = |number| format!("{}/labels.pdf", folder(number));
    assert!(now[&papers(2)] != first[&papers(2)]);
    for left in [papers(1), papers(3), papers(4), "print/1/labels-001.pdf".to_owned()] {
        assert!(now[&left] == first[&left], "{left}");
    }
    // Nobody's papers go because somebody else's file has errors.
    fs::write(sandbox.path.join("c02.toml"), site(2).replace("CAF77", "CAF")).unwrap();
    run(&sandbox, &files, &["--customer", "K-0002,K-0001"]).ends(1);
    assert_eq!(tree(&out).keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>());
}

#[test]
fn a_selection_without_a_name_is_a_run_of_its_own() {
    let (sandbox, mut files) = customers(3);
    let build = |files: &[String], more: &[&str]| {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        sandbox.run(&[&["build"], &files[..], &["--only", "labels"], more].concat())
    };
    let run_of = |said: &str| said.lines().find_map(|line| line.strip_prefix("Folder: ").map(str::to_owned));
    let whole = run_of(&build(&files, &[]).ends(0).out).unwrap();
    let first = tree(&sandbox.path.join(&whole));
    let some = build(&files, &["--customer", &format!("{},{}", folder(3), name(1))]).ends(0);
    assert_ne!(run_of(&some.out).unwrap(), whole);
    assert!(tree(&sandbox.path.join(&whole)) == first);
    // One customer has a folder in `out`, as if it were alone in the list.
    build(&files, &["--customer", "K-0002"]).ends(0);
    assert!(sandbox.path.join("out").join(folder(2)).join("labels.pdf").is_file());
    // A file that cannot be read is told whoever is selected.
    files.push("nobody.toml".to_owned());
    build(&files, &["--customer", "K-0002"]).ends(3).tells(&["SP001"]);
}

#[test]
fn days_dealers_and_order() {
    let (sandbox, files) = customers(4);
    let day = |number: usize, day: &str| {
        let dealer = if number == 4 { "[dealer]\nname = \"架空通信\"\n" } else { "" };
        let text = site(number).replace("2027-01-20", day).replace("[line]", &format!("{dealer}[line]"));
        fs::write(sandbox.path.join(format!("c{number:02}.toml")), text).unwrap();
    };
    day(1, "2027-01-22");
    day(2, "2027-01-12");
    day(4, "2027-02-01");
    let codes = |more: &[&str]| {
        let ran = run(&sandbox, &files, more).ends(0);
        let codes = ran.out.lines().filter(|line| line.starts_with("011"));
        codes.map(|line| line[..10].to_owned()).collect::<Vec<_>>()
    };
    let (one, two, three, four) = (folder(1), folder(2), folder(3), folder(4));
    let order = ["--work-date", "2027/1/12..令和9年1月22日", "--sort", "work-date"];
    assert_eq!(codes(&order), [two.clone(), three, one]);
    for (more, code) in [(["--work-date", "R9.1.12"], two), (["--dealer", "架空通信"], four)] {
        run(&sandbox, &files, &more).ends(0).says(&[&format!("out/R/{code}"), "1 customer ("]);
    }
    for (wrong, told) in [
        (["--customer", "K-9999"], "there is no customer `K-9999`"),
        (["--customer", "架空みなと"], "near: K-0001 "),
        (["--dealer", "別"], "架空通信"),
        (["--work-date", "2028-01-01"], "from 2027-01-12 to 2027-02-01"),
    ] {
        run(&sandbox, &files, &wrong).ends(2).tells(&["SP035", told]);
    }
}

#[test]
fn papers_of_a_run_are_counted_and_printed_again_by_selection() {
    let (sandbox, files) = customers(3);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    sandbox
        .run(&[&["build"], &files[..], &["--only", "handover,labels", "--run", "R", "--merge"]].concat())
        .ends(0);
    let again = ["reprint", "out/R", "--customer", "K-0003,K-0001", "--only", "handover", "-o", "again"];
    sandbox.run(&again).ends(0);
    assert_eq!(tree(&sandbox.path.join("again")).len(), 2);
    let json = |more: &[&str]| -> serde_json::Value {
        fs::write(sandbox.path.join("none.txt"), "").unwrap();
        let ran = sandbox.run(&[&["reconcile", "out/R", "--format", "json"], more].concat());
        serde_json::from_str(&ran.out).unwrap()
    };
    let found = json(&["--customer", "K-0002"]);
    assert_eq!(found["result"]["customers"].as_array().unwrap().len(), 1);
    assert_eq!(found["result"]["customers"][0]["code"], folder(2).as_str());
    assert_eq!(found["result"]["sheets"], found["result"]["missing"]);
    assert_eq!(json(&["--only", "packet"])["result"]["sheets"], 0);
}
