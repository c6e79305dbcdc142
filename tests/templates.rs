//! The templates and the stylesheet: every class they use exists and every class that exists is used, and
//! what they make of every example is sound markup.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use startpack::parse::{Stylesheet, is_tag, parse};
use startpack::render::{Markup, render};

use crate::examples;

#[test]
fn every_example_is_sound_markup() {
    for file in examples::site_files() {
        for document in &examples::planned(&file).documents {
            let markup = render(document).unwrap();
            if let Err(faults) = parse(&markup) {
                let words: Vec<_> = faults.into_iter().map(|fault| fault.message.en).collect();
                panic!("{}:\n{}", file.display(), words.join("\n"));
            }
        }
    }
}

#[test]
fn markup_that_is_not_well_formed_is_told() {
    let sound = "<html lang=\"ja-JP\"><head><title>題</title></head><body></body></html>";
    assert!(parse(&Markup { text: sound.to_owned() }).is_ok());
    let faulty = [
        String::new(),
        "題".to_owned(),
        sound.repeat(2),
        format!("{sound}題"),
        format!("題{sound}"),
        sound.replace("</html>", ""),
        sound.replace("</title></head>", "</head></title>"),
        sound.replace("<body></body>", "<body></b>"),
        sound.replace("<body>", "<body><section class=\"page\"><p>A & B</p></section>"),
    ];
    for text in faulty {
        assert!(parse(&Markup { text: text.clone() }).is_err(), "{text}");
    }
}

#[test]
fn every_class_is_used() {
    let mut text = String::new();
    gather(&examples::root().join("templates"), &mut text);
    gather(&examples::root().join("src/render"), &mut text);
    gather(&examples::root().join("src/plan"), &mut text);
    let words: BTreeSet<_> = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).collect();
    // `edge-{{ … }}`: the rest of the name is put in.
    let starts: Vec<_> = words.iter().filter(|word| word.len() > 2 && word.ends_with('-')).collect();
    let is_used =
        |class: &&str| words.contains(class) || starts.iter().any(|start| class.starts_with(**start));
    let unused: Vec<_> = Stylesheet::embedded().classes().filter(|class| !is_used(class)).collect();
    assert!(unused.is_empty(), "classes that nothing uses: {unused:?}");
}

#[test]
fn every_tag_and_class_of_the_templates_is_known() {
    let known: BTreeSet<_> = Stylesheet::embedded().classes().collect();
    let mut faults = Vec::new();
    for file in templates(&examples::root().join("templates")) {
        let text = without_statements(&std::fs::read_to_string(&file).unwrap());
        let text = format!("<all>{text}</all>");
        let document = roxmltree::Document::parse(&text)
            .unwrap_or_else(|error| panic!("{} without its statements is no XML: {error}", file.display()));
        for node in document.root_element().descendants().skip(1).filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            if !is_tag(name) {
                faults.push(format!("{}: {name}", file.display()));
            }
            // A class that is put together by a statement is seen by the examples alone.
            let classes = node.attribute("class").unwrap_or_default().split_whitespace();
            let unknown = classes.filter(|class| !class.contains('\u{FFFC}') && !known.contains(class));
            faults.extend(unknown.map(|class| format!("{}: .{class}", file.display())));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The templates under `folder`.
fn templates(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(templates(&path));
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A template with a space for each statement and comment, and U+FFFC for each expression.
fn without_statements(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).chain(rest.find("{#")).min() {
        text.push_str(&rest[..start]);
        let (end, instead) = match &rest[start..start + 2] {
            "{{" => ("}}", '\u{FFFC}'),
            "{%" => ("%}", ' '),
            _ => ("#}", ' '),
        };
        // Between attributes an expression writes attributes.
        let tag = text.rfind('<').filter(|open| text.rfind('>').is_none_or(|close| close < *open));
        let is_value = tag.is_none_or(|open| text[open..].matches('"').count() % 2 == 1);
        text.push(if is_value { instead } else { ' ' });
        let length =
            rest[start..].find(end).unwrap_or_else(|| panic!("a statement without end: {}", &rest[start..]));
        rest = &rest[start + length + 2..];
    }
    text + rest
}

/// Adds the text of all templates and sources under `folder`.
fn gather(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "html" || extension == "rs") {
            text.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}
