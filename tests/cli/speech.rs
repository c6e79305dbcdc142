//! How the program speaks: its languages, its streams, JSON, and usage faults.

use std::process::Stdio;

use super::{Ran, Sandbox};

const CLINIC: &str = "sakura-clinic.toml";

#[test]
fn the_locale_chooses_the_language_and_lang_overrides_it() {
    let sandbox = Sandbox::new();
    let said = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = sandbox.command();
        command.env_clear().envs(variables.iter().copied()).args(arguments);
        Ran::of(&command.output().unwrap()).ends(3).err
    };
    let english = ["check", "nobody.toml"];
    assert!(said(&[("LANG", "ja_JP.UTF-8")], &english).contains("エラー[SP001]"));
    assert!(said(&[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")], &english).contains("error[SP001]"));
    assert!(said(&[("LC_ALL", ""), ("LC_MESSAGES", "ja")], &english).contains("エラー[SP001]"));
    assert!(said(&[("LANG", "ja_JP.UTF-8")], &["--lang", "en", "check", "x"]).contains("error[SP001]"));
    assert!(said(&[], &["check", "x", "--lang=ja"]).contains("対処："));
}

#[test]
fn help_is_in_both_languages_and_is_success() {
    let sandbox = Sandbox::new();
    let english = sandbox.run(&["--help"]).ends(0).says(&["build", "check", "new", "Exit codes", "password"]);
    let japanese = sandbox.run(&["--help", "--lang", "ja"]).ends(0).says(&["書類を作ります", "終了コード"]);
    assert_eq!((english.err.as_str(), japanese.err.as_str()), ("", ""));
    assert!(!japanese.out.contains("Options:") && !japanese.out.contains("Print help"), "{}", japanese.out);
    sandbox.run(&["--version"]).ends(0).says(&[env!("CARGO_PKG_VERSION")]);
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    sandbox.run(&[]).ends(0).says(&["startpack new", "startpack check", "startpack build"]);
    let japanese = |argument: &str| sandbox.run(&[argument, CLINIC, "--lang=ja"]).ends(2).err;
    assert!(japanese("biuld").contains("build のことですか"), "{}", japanese("biuld"));
    assert!(japanese("zzz").contains("reconcile"), "{}", japanese("zzz"));
    sandbox.run(&["build"]).ends(2);
    sandbox.run(&["print", CLINIC]).ends(2).tells(&["print"]);
    sandbox.run(&["check", CLINIC, "--frob"]).ends(2).tells(&["--frob"]);
    sandbox.run(&["build", CLINIC, "--only", "leter"]).ends(2).tells(&["leter", "packet"]);
    sandbox.run(&["build", CLINIC, "--stock", "nonesuch"]).ends(2).tells(&["error[SP160]", "nonesuch"]);
    let mut command = sandbox.command();
    command.args(["build", CLINIC, "--date", "tomorrow", "--lang", "ja"]);
    Ran::of(&command.output().unwrap()).ends(2).tells(&["「tomorrow」は --date", "使い方は"]);
    assert_eq!(sandbox.listing(), [CLINIC]);
}

#[test]
fn json_says_the_same_as_the_words() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    sandbox.file("bad.toml", "customer = 1\n");
    let ran = sandbox
        .run(&["build", CLINIC, "bad.toml", "--only", "labels", "--format", "json", "--png", "--run", "R"])
        .ends(1);
    assert_eq!(ran.err, "");
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&said["version"], &said["command"], &said["exit_code"]),
        (&2.into(), &"build".into(), &1.into())
    );
    let good = &said["customers"][0];
    assert_eq!((&good["file"], &good["ok"]), (&CLINIC.into(), &true.into()));
    assert_eq!(good["output"]["folder"], "out/R/0110100013");
    assert_eq!((&good["output"]["state"], &said["result"]["run"]), (&"new".into(), &"out/R".into()));
    let labels = &good["output"]["documents"][0];
    assert_eq!(
        (&labels["kind"], &labels["labels"], &labels["pages"]),
        (&"labels".into(), &1.into(), &1.into())
    );
    assert_eq!(labels["pictures"][0], "out/R/0110100013/labels-01.png");
    let bad = &said["customers"][1];
    assert_eq!((&bad["ok"], &bad["output"]), (&false.into(), &serde_json::Value::Null));
    let messages = bad["messages"].as_array().unwrap();
    let error = messages.iter().find(|message| message["code"] == "SP014").unwrap();
    assert_eq!((&error["code"], &error["severity"]), (&"SP014".into(), &"error".into()));
    assert_eq!((&error["place"]["line"], &error["place"]["column"]), (&1.into(), &1.into()));
    assert!(error["text"]["ja"].is_string() && error["help"]["en"].is_string());
}

#[test]
fn nothing_is_coloured_that_is_no_terminal() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.toml", "customer = 1\n");
    let ran = sandbox.run(&["check", "bad.toml"]).ends(1);
    assert!(!ran.err.contains('\u{1b}') && ran.err.contains("1 | customer =**"), "{}", ran.err);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = sandbox.command();
    command.args(["build", CLINIC, "--only", "labels", "--date", "2026-11-24"]);
    let output = command.stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(sandbox.path.join("out/0110100013/labels.pdf").is_file());
}

#[test]
fn a_font_that_is_none() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    sandbox.file("font.ttf", "no font");
    sandbox.run(&["check", CLINIC, "--font", "font.ttf"]).ends(1).tells(&["error[SP010]", "font.ttf"]);
    sandbox.run(&["check", CLINIC, "--font", "nobody.ttf"]).ends(3).tells(&["error[SP001]", "nobody.ttf"]);
}
