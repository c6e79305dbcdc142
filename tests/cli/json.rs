//! `--format json` and `--format ndjson`: every command's object has the same keys, the last line of the events is that
//! object, and text and JSON name the same things.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Ran, Sandbox};
use crate::tables::{HEADINGS, RIGHT, csv};

const CLINIC: &str = "sakura-clinic.toml";

/// Two customers that can be made, and one with errors between them.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    sandbox.example("pharmacy-tokyo.toml", |text| text);
    sandbox.file("bad.toml", "customer = 1\n[[institution]]\nname = \"医院\u{3000}架空\"\n");
    sandbox
}

const BUILD: [&str; 9] = [
    "build",
    CLINIC,
    "bad.toml",
    "pharmacy-tokyo.toml",
    "--only",
    "labels,handover",
    "--run",
    "R",
    "--merge",
];

/// What the program says in a folder of its own.
fn run(arguments: &[&str], format: &str) -> Ran {
    let sandbox = sandbox();
    let ran = sandbox.run(&[arguments, &["--format", format]].concat());
    assert_eq!(ran.err.is_empty(), format != "text" || ran.code == Some(0), "{ran:?}");
    ran
}

fn object(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

fn lines(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no list {key} in {value}"))
}

#[test]
fn the_last_line_is_the_object() {
    let commands: [&[&str]; 8] = [
        &BUILD,
        &["build", CLINIC, "--only", "labels"],
        &["build", "bad.toml", "--dry-run"],
        &["check", "pharmacy-tokyo.toml", "bad.toml", CLINIC],
        &["check", CLINIC, "--font", "nobody.ttf"],
        &["new", "new.toml"],
        &["convert", "bad.toml", "sheet.csv"],
        &["stock"],
    ];
    for command in commands {
        let (json, events) = (run(command, "json"), run(command, "ndjson"));
        let object = object(&json);
        let lines = lines(&events);
        assert_eq!(lines.last(), Some(&object), "{command:?}");
        assert_eq!((json.code, events.code), (Some(exit(&object)), Some(exit(&object))), "{command:?}");
        let keys: Vec<_> = object.as_object().unwrap().keys().map(String::as_str).collect();
        let all =
            ["command", "customers", "exit_code", "language", "messages", "next_steps", "result", "version"];
        assert_eq!(BTreeSet::from_iter(keys), BTreeSet::from(all), "{command:?}");
        assert_eq!((&object["version"], &object["language"]), (&2.into(), &"en".into()));
        assert!(lines[..lines.len() - 1].iter().all(|line| line["event"].is_string()), "{command:?}");
    }
}

fn exit(object: &Value) -> i32 {
    i32::try_from(object["exit_code"].as_i64().unwrap()).unwrap()
}

#[test]
fn events_come_in_the_order_of_the_files() {
    for command in [&BUILD[..], &["check", CLINIC, "bad.toml", "pharmacy-tokyo.toml", "--threads", "3"]] {
        let mut lines = lines(&run(command, "ndjson"));
        let object = lines.pop().unwrap();
        assert_eq!((&lines[0]["event"], &lines[0]["total"]), (&"started".into(), &3.into()));
        // A customer's messages come before what became of it, and are those of its entry.
        let (mut messages, mut customers) = (Vec::new(), Vec::new());
        for line in &lines[1..] {
            match line["event"].as_str().unwrap() {
                "message" => messages.push(line["message"].clone()),
                "processed" => {
                    let mut entry = line["result"].clone();
                    entry["messages"] = Value::Array(std::mem::take(&mut messages));
                    customers.push(entry);
                }
                other => assert_eq!(other, "progress"),
            }
        }
        assert_eq!(customers, list(&object, "customers"));
        let numbers: Vec<_> =
            customers.iter().map(|one| one["customer"]["number"].as_u64().unwrap()).collect();
        assert_eq!(numbers, [1, 2, 3]);
        let last = lines.last().unwrap();
        assert_eq!((&last["event"], &last["progress"]["processed"]), (&"progress".into(), &3.into()));
        assert_eq!(last["progress"]["total"], 3);
    }
}

#[test]
fn a_message_has_all_its_keys() {
    let found = object(&run(&["check", "bad.toml", "--font", "nobody.ttf"], "json"));
    assert_eq!(list(&found, "customers").len(), 0);
    let font = &found["messages"][0];
    assert_eq!((&font["code"], &font["customer"]), (&"SP001".into(), &Value::Null));
    assert_eq!(found["result"]["with_errors"], 0);

    let found = object(&run(&["check", CLINIC, "bad.toml"], "json"));
    let entry = &found["customers"][1];
    assert_eq!(
        (&entry["file"], &entry["ok"], &entry["output"]),
        (&"bad.toml".into(), &false.into(), &Value::Null)
    );
    let is_error = |message: &&Value| message["severity"] == "error";
    let errors = list(entry, "messages").iter().filter(is_error).count();
    assert_eq!(entry["errors"].as_u64(), Some(errors as u64));
    for message in list(entry, "messages") {
        for text in ["text", "help"] {
            assert!(message[text]["ja"].is_string() && message[text]["en"].is_string(), "{message}");
        }
        assert!(["error", "note"].contains(&message["severity"].as_str().unwrap()), "{message}");
        assert_eq!(message["customer"], entry["customer"]);
        assert_eq!(message["place"]["file"], "bad.toml");
    }
    let unknown = list(entry, "messages").iter().find(|message| message["code"] == "SP014").unwrap();
    assert_eq!((&unknown["place"]["line"], &unknown["place"]["column"]), (&1.into(), &1.into()));
    assert_eq!(
        (&unknown["excerpt"]["wrong"], &unknown["excerpt"]["after"]),
        (&"customer".into(), &" =**".into())
    );
    assert_eq!(
        (&entry["customer"]["number"], &entry["customer"]["name"]),
        (&2.into(), &"医院\u{3000}架空".into())
    );
    assert_eq!(found["customers"][0]["customer"]["code"], "0110100013");
    assert_eq!(found["customers"][0]["customer"]["name"], "さくら内科クリニック");
}

#[test]
fn a_cell_is_named_as_people_do() {
    let sandbox = Sandbox::new();
    let mut row: Vec<String> = RIGHT.iter().map(|text| (*text).to_owned()).collect();
    (row[0], row[1]) = ("K-7".to_owned(), "来週".to_owned());
    sandbox.file("a.csv", csv(&[HEADINGS.map(str::to_owned).to_vec(), row]));
    let found = object(&sandbox.run(&["check", "a.csv", "--format", "json"]).ends(1));
    let message =
        list(&found["customers"][0], "messages").iter().find(|message| message["code"] == "SP110").unwrap();
    let place = &message["place"];
    assert_eq!((&place["cell"], &place["row"], &place["column"]), (&"B2".into(), &2.into(), &2.into()));
    assert_eq!((&place["sheet"], &place["line"]), (&"".into(), &Value::Null));
    assert_eq!(message["customer"]["customer_no"], "K-7");
}

#[test]
fn a_wrong_command_line_is_a_message_too() {
    let sandbox = Sandbox::new();
    for format in ["json", "ndjson"] {
        let ran = sandbox.run(&["check", "--frob", "--format", format]).ends(2);
        let last: Value = match format {
            "json" => object(&ran),
            _ => lines(&ran).pop().unwrap(),
        };
        let message = &last["messages"][0];
        assert_eq!(
            (&last["command"], &last["exit_code"], &ran.err),
            (&Value::Null, &2.into(), &String::new())
        );
        assert_eq!((&message["code"], &message["place"]), (&"SP000".into(), &Value::Null));
        assert!(message["text"]["ja"].as_str().unwrap().contains("--frob という指定はありません"));
        assert!(message["text"]["en"].as_str().unwrap().contains("'--frob'"));
    }
}

/// A name is not quoted from a file that holds a secret.
#[test]
fn a_customer_with_a_secret_has_no_name() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text.replace("[line]\n", "[line]\npassword = \"hush-hush-7\"\n"));
    let ran = sandbox.run(&["check", CLINIC, "--format", "ndjson"]).ends(1);
    assert!(!ran.out.contains("hush") && !ran.out.contains("さくら"), "{}", ran.out);
    assert!(ran.out.contains("SP020") && ran.err.is_empty());
}

/// All texts and numbers of a value, one after the other.
fn values(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Array(list) => list.iter().for_each(|one| values(one, found)),
        Value::Object(keys) => keys.values().for_each(|one| values(one, found)),
        Value::String(text) => found.push(text.clone()),
        other => found.push(other.to_string()),
    }
}

/// Runs of digits of a text.
fn numbers(text: &str) -> BTreeSet<&str> {
    text.split(|character: char| !character.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect()
}

#[test]
fn text_and_json_name_the_same_things() {
    let commands: [&[&str]; 6] = [
        &BUILD,
        &["build", CLINIC],
        &["build", CLINIC, "pharmacy-tokyo.toml", "--dry-run"],
        &["check", CLINIC, "bad.toml"],
        &["new", "new.xlsx"],
        &["stock", "--lang", "ja"],
    ];
    for command in commands {
        let (text, object) = (run(command, "text"), object(&run(command, "json")));
        let said = format!("{}{}", text.err, text.out);
        let mut all = Vec::new();
        values(&object, &mut all);
        let json = all.join("\n");
        // Nothing is said that is not in the object, but the numbers of steps and the A4 of the paper.
        let unnumbered: Vec<_> =
            said.lines().map(|line| line.split_once(". ").map_or(line, |(_, step)| step)).collect();
        let unnumbered = unnumbered.join("\n");
        let only_said: Vec<_> = numbers(&unnumbered).difference(&numbers(&json)).copied().collect();
        assert!(
            only_said.is_empty() || only_said == ["4"],
            "{command:?}: {only_said:?} in\n{said}\nnot in\n{json}"
        );
        for path in said.split_whitespace().filter(|word| word.contains('/')) {
            let path = path.trim_end_matches(['.', ',', ':']);
            let is_there = json.contains(path) || path.chars().all(|character| !character.is_alphabetic());
            assert!(is_there, "{command:?}: {path} is not in\n{json}");
        }
        // Each message and each step is said.
        let entries = list(&object, "customers").iter().flat_map(|entry| list(entry, "messages"));
        let messages: Vec<&Value> = entries.chain(list(&object, "messages")).collect();
        assert_eq!(said.matches("[SP").count(), messages.len(), "{command:?}");
        for message in messages {
            assert!(said.contains(message["code"].as_str().unwrap()), "{message}");
            assert!(said.contains(message["place"]["file"].as_str().unwrap()), "{message}");
        }
        for step in list(&object, "next_steps") {
            assert!(said.contains(step["en"].as_str().unwrap()), "{step} is not in\n{said}");
        }
        // Each document is named.
        for entry in list(&object, "customers").iter().filter(|entry| !entry["output"].is_null()) {
            assert!(said.contains(entry["output"]["name"].as_str().unwrap()), "{entry}");
        }
    }
}

#[test]
fn only_documents_that_were_made_are_to_be_printed() {
    let steps = |only: &str| {
        let object = object(&run(&["build", CLINIC, "--only", only], "json"));
        list(&object, "next_steps")
            .iter()
            .map(|step| step["en"].as_str().unwrap().to_owned())
            .collect::<String>()
    };
    let packet = steps("packet");
    assert!(packet.contains("Print packet.pdf:") && !packet.contains("handover.pdf"), "{packet}");
    let handover = steps("handover");
    assert!(handover.contains("Print handover.pdf:") && !handover.contains("packet"), "{handover}");
    assert!(!steps("labels").contains("handover.pdf"));
}
