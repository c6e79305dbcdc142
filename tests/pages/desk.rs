//! A folder with the files that the commands of a page read: lists, photos, scans, codes. Each is made when the page names
//! it, by the program itself from the examples.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use super::commands::Typed;
use crate::cli::{Ran, Sandbox};
use crate::walls::root;

/// Customers with one terminal each.
const CUSTOMERS: [(&str, &str); 2] =
    [("sakura-clinic.toml", "0110100013"), ("pharmacy-tokyo.toml", "1340941237")];

/// Lists, and the list in which one customer has changed.
const LISTS: [&str; 2] = ["customers.xlsx", "お客様.xlsx"];
const CHANGED: &str = "お客様-変更後.xlsx";

/// Folders of pictures of labels and notice sheets.
const PHOTOS: [&str; 2] = ["photos", "写真"];

/// Scanned sheets, and their codes as a handy scanner types them.
const STACKS: [(&str, &str); 2] = [("stack.pdf", "codes.txt"), ("スキャン.pdf", "コード.txt")];

/// The codes of all labels and notice sheets, in turn.
const RESULT: &str = "結果.txt";

/// The page of the checklist that has the notice of the first terminal.
const NOTICE: &str = "3";

pub struct Desk {
    sandbox: Sandbox,
    /// The page.
    text: String,
}

impl Desk {
    /// With what `text` names.
    pub fn new(text: &str) -> Self {
        let desk = Self { sandbox: Sandbox::new(), text: text.to_owned() };
        desk.copy("examples", |_| true);
        desk.copy("customers", |name| {
            name.ends_with(".png") || CUSTOMERS.iter().any(|(customer, _)| *customer == name)
        });
        let is_named = |name: &str| text.contains(name);
        // The list is made by `new` on a page that says so, and filled in then.
        for list in LISTS.into_iter().filter(|list| is_named(list) && !is_written(text, list)) {
            desk.list(list);
        }
        if is_named(CHANGED) {
            desk.changed();
        }
        for folder in PHOTOS.into_iter().filter(|folder| is_named(&format!("scan {folder} "))) {
            desk.photos(folder);
        }
        if is_named(RESULT) {
            desk.sandbox.file(RESULT, desk.codes());
        }
        if is_named("key.bin") {
            desk.sandbox.file("key.bin", [7; 16]);
        }
        for block in text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()) {
            let names: &[&str] = match block {
                _ if block.contains("[[printer]]") => &["printers.toml"],
                _ if block.contains("[[grid]]") => &["stock.toml", "用紙.toml"],
                _ => &[],
            };
            for name in names {
                desk.sandbox.file(name, block);
            }
        }
        desk
    }

    /// Runs a command of a page; what it says if it does not succeed.
    pub fn run(&self, typed: &Typed) -> Option<String> {
        let arguments: Vec<&str> = typed.arguments.iter().map(String::as_str).collect();
        if arguments[0] == "reconcile" {
            self.stack(arguments[1]);
        }
        let mut command = self.sandbox.command();
        command.args(&arguments);
        if ["build", "check"].contains(&arguments[0]) && !arguments.contains(&"--date") {
            command.args(["--date", "2026-11-24"]);
        }
        let input = match &typed.input {
            Some(name) => Some(self.sandbox.path.join(name)),
            // What would be read with a handy scanner.
            None if arguments.contains(&"-") => {
                Some(self.sandbox.path.join(self.sandbox.file(RESULT, self.codes())))
            }
            None => None,
        };
        command.stdin(input.map_or_else(Stdio::null, |path| fs::File::open(path).unwrap().into()));
        let ran = Ran::of(&command.output().unwrap());
        if ran.code != Some(0) {
            return Some(format!("ends with {:?}\nout:\n{}\nerr:\n{}", ran.code, ran.out, ran.err));
        }
        if arguments[0] == "new" {
            self.fill_in(arguments[1]);
        }
        None
    }

    /// Examples whose name `is_wanted`, in that folder.
    fn copy(&self, folder: &str, is_wanted: impl Fn(&str) -> bool) {
        fs::create_dir_all(self.sandbox.path.join(folder)).unwrap();
        for entry in fs::read_dir(root().join("examples")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap();
            if is_wanted(name.to_str().unwrap()) {
                fs::copy(&path, self.sandbox.path.join(folder).join(name)).unwrap();
            }
        }
    }

    fn own(&self, arguments: &[&str]) -> Ran {
        self.sandbox.run(arguments).ends(0)
    }

    fn list(&self, name: &str) {
        self.own(&["convert", "customers", name]);
    }

    /// A list in which the pharmacy has another name.
    fn changed(&self) {
        let folder = self.sandbox.path.join("changed");
        fs::create_dir(&folder).unwrap();
        for (name, _) in CUSTOMERS {
            let text = fs::read_to_string(self.sandbox.path.join("customers").join(name)).unwrap();
            fs::write(folder.join(name), text.replace("すみれ薬局", "すみれ調剤薬局")).unwrap();
        }
        self.own(&["convert", "changed", CHANGED]);
        fs::remove_dir_all(folder).unwrap();
    }

    fn photos(&self, folder: &str) {
        fs::create_dir(self.sandbox.path.join(folder)).unwrap();
        for (name, code) in CUSTOMERS {
            for (document, page) in [("labels", "1"), ("handover", NOTICE)] {
                let (file, out) = (format!("customers/{name}"), format!("{folder}/{code}-{document}.png"));
                self.own(&[
                    "preview",
                    &file,
                    "--document",
                    document,
                    "--page",
                    page,
                    "--dpi",
                    "150",
                    "-o",
                    &out,
                ]);
            }
        }
    }

    /// The code of each customer's terminal twice: as its label and its notice sheet say it.
    fn codes(&self) -> String {
        let kept = self.sandbox.path.join("codes-of-labels");
        if let Ok(text) = fs::read_to_string(&kept) {
            return text;
        }
        self.own(&["build", "customers", "--run", "codes", "--only", "labels", "-o", "kept"]);
        let manifest: serde_json::Value =
            serde_json::from_slice(&self.sandbox.bytes("kept/codes/manifest.json")).unwrap();
        let mut lines = String::new();
        for customer in manifest["customers"].as_array().unwrap() {
            for label in customer["documents"][0]["labels"].as_array().unwrap() {
                let code = label.as_str().unwrap();
                lines += &format!("{code}\n{code}\n");
            }
        }
        fs::write(kept, &lines).unwrap();
        lines
    }

    /// The checklists of the first printing of that run, as if they were scanned, and what a handy scanner makes of them.
    fn stack(&self, run: &str) {
        for (stack, codes) in STACKS.into_iter().filter(|(stack, _)| self.text.contains(stack)) {
            if self.sandbox.path.join(stack).exists() {
                continue;
            }
            let printed = self.sandbox.path.join(run).join("print/1/handover-001.pdf");
            fs::copy(printed, self.sandbox.path.join(stack)).unwrap();
            let said = self.sandbox.run(&["scan", stack, "--format", "json"]).out;
            let said: serde_json::Value = serde_json::from_str(&said).unwrap();
            let all = said["result"]["codes"].as_array().unwrap().iter();
            let marks = all.map(|code| code["text"].as_str().unwrap()).filter(|text| text.starts_with("SPS"));
            self.sandbox.file(codes, marks.collect::<Vec<_>>().join("\n"));
        }
    }

    /// What `new` has written, filled in as the page asks.
    fn fill_in(&self, name: &str) {
        fs::remove_file(self.sandbox.path.join(name)).unwrap();
        match Path::new(name).extension().is_some_and(|kind| kind == "toml") {
            true => {
                let filled = root().join("examples/sakura-clinic.toml");
                fs::copy(filled, self.sandbox.path.join(name)).unwrap();
            }
            false => self.list(name),
        }
    }
}

/// Whether a command of the page itself writes that file.
fn is_written(text: &str, name: &str) -> bool {
    text.contains(&format!("new {name}")) || text.contains(&format!("convert examples {name}"))
}
