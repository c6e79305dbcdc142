//! The check page as a file: what it holds and what it must not, one for each work day, noted in the manifest. What it does
//! in a browser is tested by `tests/browser/run`.

use std::fs;

use serde_json::Value;

use crate::cli::Sandbox;
use crate::many::{agrees, customers, folder, name, run};

/// Bytes that a page may have.
const MOST: u64 = 2_000_000;

/// The data of a page.
fn data(page: &str) -> (Value, Value) {
    let block = |start: &str| {
        let rest = page.split_once(start).unwrap().1;
        serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
    };
    (
        block("<script type=\"application/json\" id=\"head\">"),
        block("<script type=\"application/json\" id=\"customers\">"),
    )
}

fn page(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.bytes(path)).unwrap()
}

#[test]
fn one_customers_page_stands_beside_the_documents_when_it_is_asked_for() {
    let sandbox = Sandbox::new();
    let file = sandbox.example("certificates-issued.toml", |text| text);
    sandbox.run(&["build", file, "--only", "labels"]).ends(0);
    assert!(!sandbox.path.join("out/2310505058/check.html").exists());
    sandbox.run(&["build", file, "--only", "labels", "--check-page"]).ends(0).says(&["check.html"]);
    let text = page(&sandbox, "out/2310505058/check.html");
    assert!((text.len() as u64) < MOST, "{}", text.len());
    let (head, customers) = data(&text);
    assert_eq!(head["run"], Value::Null);
    assert_eq!(head["work_date"], "2027-01-13");
    let [customer] = customers.as_array().unwrap().as_slice() else { panic!("{customers}") };
    let terminals = customer["institutions"][0]["terminals"].as_array().unwrap();
    assert_eq!(customer["name"], "もみじ通り整形外科");
    assert_eq!(terminals.len(), 2);
    assert_eq!(terminals[0]["name"], "受付PC01");
    assert_eq!(terminals[0]["number"], 1);
    assert_eq!(terminals[0]["to_set_up"], true);
    assert_eq!(terminals[0]["slot"].as_str().unwrap().split_at(15).0, "2310505058-T01-");
    // A label of before the certificate came, and one of now.
    let tags: Vec<_> =
        terminals[0]["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect();
    assert_eq!(tags.iter().map(|tag| &tag[..3]).collect::<Vec<_>>(), ["R0-", "R7-"], "{tags:?}");
}

#[test]
fn a_page_holds_no_number_of_line_certificate_or_letter() {
    let sandbox = Sandbox::new();
    let file = sandbox.example("certificates-issued.toml", |text| text);
    sandbox.file("key", b"a secret of twenty-four bytes and more");
    sandbox.run(&["build", file, "--check-page", "--key", "key"]).ends(0);
    let text = page(&sandbox, "out/2310505058/check.html");
    let start = text.split_once("id=\"head\"").unwrap().1;
    let (head, rest) = start.split_once("</script>").unwrap();
    let customers = rest.split_once("id=\"customers\">").unwrap().1.split_once("</script>").unwrap().0;
    let told = format!("{head}{customers}").to_uppercase();
    for hidden in [
        "CAF",
        "3456789012",
        "1A2B3C4D5E6F7001",
        "12345678903",
        "123-45-67890",
        "2026-11-16",
        "K-0005",
        "事務太郎",
        "@",
        "052-000",
        "販売五郎",
        "A SECRET",
    ] {
        assert!(!told.contains(hidden), "{hidden}");
    }
    let (head, customers) = data(&text);
    assert_eq!(head["signed"], true);
    let tag = customers[0]["institutions"][0]["terminals"][0]["tags"][1].as_str().unwrap();
    assert_eq!(tag.len(), "R7-".len() + 16, "{tag}");
}

#[test]
fn a_page_asks_for_nothing_from_elsewhere() {
    let sandbox = Sandbox::new();
    let file = sandbox.example("sakura-clinic.toml", |text| text);
    sandbox.run(&["build", file, "--only", "labels", "--check-page"]).ends(0);
    let text = page(&sandbox, "out/0110100013/check.html");
    let policy =
        text.split_once("Content-Security-Policy\" content=\"").unwrap().1.split_once('"').unwrap().0;
    for rule in ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "script-src 'sha256-"] {
        assert!(policy.contains(rule), "{rule}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    for link in [" src=", " href=", "@import", "url("] {
        assert!(!text.contains(link), "{link}");
    }
    assert!(!text.contains("{{"), "a place in the frame was not filled in");
}

#[test]
fn a_name_cannot_become_markup() {
    let sandbox = Sandbox::new();
    let wicked = "窓口</script><script>alert(1)</script><!--";
    let file = sandbox.example("sakura-clinic.toml", |text| {
        text.replace("さくら内科クリニック", &wicked.replace("alert(1)", ""))
    });
    let told = sandbox.run(&["build", file, "--only", "labels", "--check-page", "--stock", "a4-8-97x69"]);
    told.ends(0);
    let text = page(&sandbox, "out/0110100013/check.html");
    let (_, customers) = data(&text);
    assert_eq!(customers[0]["name"], wicked.replace("alert(1)", ""));
    assert_eq!(text.matches("<script").count(), 5, "head, reader's bytes, customers and two scripts");
}

#[test]
fn a_run_has_a_page_for_each_work_day_noted_in_its_manifest() {
    let (sandbox, files) = customers(4);
    let text = fs::read_to_string(sandbox.path.join(&files[2])).unwrap();
    sandbox.file(&files[2], text.replace("2027-01-20", "2027-02-03"));
    run(&sandbox, &files, &[]).ends(0).says(&["check-2027-01-20.html", "check-2027-02-03.html"]);
    let out = sandbox.path.join("out/R");
    agrees(&out);
    let manifest: Value = serde_json::from_slice(&sandbox.bytes("out/R/manifest.json")).unwrap();
    let pages = manifest["check_pages"].as_array().unwrap();
    let paths: Vec<_> = pages.iter().map(|page| page["file"]["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["check-2027-01-20.html", "check-2027-02-03.html"]);
    let counts: Vec<_> = pages.iter().map(|page| page["customers"].as_u64().unwrap()).collect();
    assert_eq!(counts, [3, 1]);
    assert_eq!(manifest["customers"][2]["work_date"], "2027-02-03");
    let (head, customers) = data(&page(&sandbox, "out/R/check-2027-01-20.html"));
    assert_eq!(head["run"], "R");
    let names: Vec<_> = customers.as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, [name(1), name(2), name(4)]);
    assert!(!out.join(folder(1)).join("check.html").exists(), "a run's pages stand in the run's folder");
}

#[test]
fn pages_are_kept_and_go_with_their_day() {
    let (sandbox, files) = customers(3);
    run(&sandbox, &files, &[]).ends(0);
    let path = "out/R/check-2027-01-20.html";
    let written = |name: &str| fs::metadata(sandbox.path.join(name)).unwrap().modified().unwrap();
    let before = (sandbox.bytes(path), written(path));
    run(&sandbox, &files, &["--threads", "1"]).ends(0);
    assert!(before == (sandbox.bytes(path), written(path)), "the same page is left as it is");
    for file in &files {
        let text = fs::read_to_string(sandbox.path.join(file)).unwrap();
        sandbox.file(file, text.replace("2027-01-20", "2027-01-21"));
    }
    run(&sandbox, &files, &[]).ends(0);
    assert!(!sandbox.path.join(path).exists(), "nobody is visited on that day any more");
    agrees(&sandbox.path.join("out/R"));
}

#[test]
fn parts_have_no_page_and_the_whole_run_has() {
    let (sandbox, files) = customers(4);
    for part in ["1/2", "2/2"] {
        run(&sandbox, &files, &["--part", part]).ends(0);
    }
    let path = sandbox.path.join("out/R/check-2027-01-20.html");
    assert!(!path.exists());
    sandbox.run(&["manifest", "merge", "out/R"]).ends(0);
    run(&sandbox, &files, &[]).ends(0);
    assert!(path.exists());
    agrees(&sandbox.path.join("out/R"));
}

#[test]
fn a_dry_run_makes_no_page() {
    let sandbox = Sandbox::new();
    let file = sandbox.example("sakura-clinic.toml", |text| text);
    sandbox.run(&["build", file, "--check-page", "--dry-run"]).ends(0);
    assert_eq!(sandbox.listing(), ["sakura-clinic.toml"]);
}
