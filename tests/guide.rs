//! はじめに, the sheet beside the program: one sheet of paper, in the page's own words, the same bytes on any day.

use std::collections::BTreeMap;

use startpack::base::Fonts;
use startpack::layout::{Pages, dump, layout, page_text};
use startpack::paint::{Pictures, Properties, paint};
use startpack::parse::parse;
use startpack::plan::{DocumentKind, Guide};
use startpack::render::render_guide;

use crate::cli::Sandbox;
use crate::golden::{Golden, cases};
use crate::heard::heard;
use crate::{examples, raster};

/// As coarse as the pictures of other documents.
const DOTS_PER_INCH: f32 = 50.0;

/// The markup of the guide to a version that is no real one.
fn markup() -> String {
    render_guide(&Guide::of("1.2.3")).unwrap().text
}

/// The guide to `version`, laid out.
pub fn pages(version: &str) -> Pages {
    let tree = parse(&render_guide(&Guide::of(version)).unwrap()).unwrap();
    layout(&tree, &Fonts::new()).unwrap()
}

/// The guide as a file.
pub fn pdf() -> Vec<u8> {
    let properties = Properties { date: (2026, 11, 22), duplex: true, ..Properties::default() };
    paint(&pages("1.2.3"), &properties, &Pictures::new(), &Fonts::new()).unwrap().bytes
}

#[test]
fn the_guide_comes_out_as_expected() {
    let (pages, pdf) = (pages("1.2.3"), pdf());
    let mut golden = Golden::open(&cases().join("guide"));
    golden.text("layout.txt", &dump(&pages));
    golden.text("text.txt", &pages.pages.iter().map(page_text).collect::<Vec<_>>().join("\u{c}\n"));
    golden.text("heard.txt", &heard(&pdf));
    for (index, picture) in raster::pages(&pdf, DOTS_PER_INCH).iter().enumerate() {
        golden.picture(&format!("page-{}.png", index + 1), picture);
    }
    let faults = golden.close();
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn it_is_one_sheet_of_paper() {
    for version in [env!("CARGO_PKG_VERSION"), "0.1.0", "10.20.30"] {
        assert_eq!(pages(version).pages.len(), 2, "{version}");
    }
}

/// The Japanese words of the page in the browser, by their names.
fn words() -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for entry in std::fs::read_dir(examples::root().join("web/page/src/words")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let japanese = text.split("export const ja = {").nth(1).unwrap().split("};").next().unwrap();
        let rows = japanese.lines().filter_map(|line| line.trim().split_once(": \""));
        words.extend(rows.map(|(name, words)| {
            (name.trim_matches('"').to_owned(), words.trim_end_matches(',').trim_end_matches('"').to_owned())
        }));
    }
    words
}

#[test]
fn it_calls_things_as_the_page_does() {
    let (words, markup) = (words(), markup());
    let buttons: Vec<&str> =
        markup.split("<kbd").skip(1).map(|rest| rest.split(['>', '<']).nth(1).unwrap()).collect();
    assert!(buttons.len() > 4);
    for button in buttons {
        assert!(words.values().any(|word| word == button), "the page has no button {button}");
    }
    for (number, step) in (1..).zip(["table", "faults", "paper", "print", "stick", "settings"]) {
        let step = format!(">{number} {}<", words[&format!("step_{step}")]);
        assert!(markup.contains(&step), "{step}");
    }
    let drawn = markup.replace("<br/>", "");
    for name in ["table_drop", "table_private"] {
        assert!(drawn.contains(&words[name]), "{}", words[name]);
    }
    for kind in DocumentKind::USUAL {
        assert!(markup.contains(&format!(">{}<", kind.title())), "{}", kind.title());
    }
    // What people are asked for at the printer is said in the same words as after a build.
    for words in ["実際のサイズ（100％）", "両面（長辺とじ）", "次にすること"] {
        assert!(markup.contains(words), "{words}");
    }
}

#[test]
fn the_command_makes_it() {
    let sandbox = Sandbox::new();
    sandbox.run(&["guide", "--lang", "ja"]).ends(0).says(&["はじめに.pdf", "両面（長辺とじ）"]);
    let made = sandbox.run(&["guide", "-o", "other.pdf", "--format", "json"]).ends(0);
    let made: serde_json::Value = serde_json::from_str(&made.out).unwrap();
    assert_eq!(made["command"], "guide");
    assert_eq!(made["result"]["written"], serde_json::json!(["other.pdf"]));
    let bytes = |name: &str| std::fs::read(sandbox.path.join(name)).unwrap();
    assert_eq!(bytes("out/はじめに.pdf"), bytes("other.pdf"));
    // Other facts, another sheet.
    sandbox.run(&["facts", "-o", "facts.toml"]).ends(0);
    let facts = String::from_utf8(bytes("facts.toml")).unwrap();
    sandbox.file("facts.toml", facts.replace("\"2026年11月時点\"", "\"2027年4月時点\""));
    sandbox.run(&["guide", "-o", "later.pdf", "--facts", "facts.toml"]).ends(0);
    assert_ne!(bytes("later.pdf"), bytes("other.pdf"));
}
