//! The pages for people hold what they promise: every command in them runs, in the order of the page and on real files;
//! buttons are called as they are in the page `startpack.html`; nothing in Japanese sends a reader to English unawares.

mod commands;
mod desk;

use std::fs;
use std::path::{Path, PathBuf};

use crate::walls::root;

/// The READMEs and every page of `docs/`, as paths from the root.
fn pages() -> Vec<PathBuf> {
    let mut found = vec![PathBuf::from("README.md"), PathBuf::from("README.ja.md")];
    for folder in ["docs", "docs/ja"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = PathBuf::from(entry.unwrap().file_name());
            if name.extension().is_some_and(|kind| kind == "md") {
                found.push(Path::new(folder).join(name));
            }
        }
    }
    found.sort();
    found
}

fn text(page: &Path) -> String {
    fs::read_to_string(root().join(page)).unwrap()
}

fn is_kana_or_kanji(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ヿ' | '一'..='鿿')
}

/// A page speaks the language of its title; the two READMEs have the same title, and say it in their names.
fn is_japanese(page: &Path) -> bool {
    match page.to_str().unwrap() {
        "README.ja.md" => true,
        "README.md" => false,
        _ => text(page).lines().next().unwrap().contains(is_kana_or_kanji),
    }
}

/// Every link to a file: where it leads from the root, without its anchor, and what follows it.
fn links(page: &Path) -> Vec<(PathBuf, String)> {
    let text = text(page);
    let found = text.match_indices("](").filter_map(|(at, _)| {
        let (target, rest) = text[at + 2..].split_once(')')?;
        let path = target.split('#').next().unwrap();
        let is_file = !target.starts_with("http") && !path.is_empty();
        is_file.then(|| (from_root(page, path), rest.chars().take(8).collect()))
    });
    found.collect()
}

fn from_root(page: &Path, target: &str) -> PathBuf {
    let mut path = page.parent().unwrap().to_owned();
    for part in Path::new(target).components() {
        match part {
            std::path::Component::ParentDir => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path
}

#[test]
fn what_the_pages_point_to_is_there() {
    for page in pages() {
        for (target, _) in links(&page) {
            assert!(root().join(&target).exists(), "{} points to {}", page.display(), target.display());
        }
    }
}

#[test]
fn no_japanese_page_leads_to_english_without_saying_so() {
    let mut told = 0;
    for page in pages().into_iter().filter(|page| is_japanese(page)) {
        for (target, after) in links(&page) {
            let is_text = target.extension().is_some_and(|kind| kind == "md");
            let is_english = target.ends_with("LICENSE") || (is_text && !is_japanese(&target));
            if is_english {
                let says = after.starts_with("（英語");
                assert!(says, "{} points to {}: add （英語）", page.display(), target.display());
                told += 1;
            }
        }
    }
    assert!(told > 5, "{told} links to English pages");
}

#[test]
fn each_folder_has_an_index_that_names_each_page() {
    for page in pages().into_iter().filter(|page| page.starts_with("docs")) {
        let index = page.parent().unwrap().join("README.md");
        let is_named = page == index || links(&index).iter().any(|(target, _)| *target == page);
        assert!(is_named, "{} does not name {}", index.display(), page.display());
    }
}

/// The sentences of the page and of the check page, in Japanese, as they stand in their sources.
fn words() -> Vec<String> {
    let mut folders = vec![root().join("web/page/src/words"), root().join("web/check")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension().and_then(|kind| kind.to_str()) {
                Some("js") => found.extend(
                    fs::read_to_string(&path).unwrap().split('"').skip(1).step_by(2).map(str::to_owned),
                ),
                Some("html") => {
                    let text = fs::read_to_string(&path).unwrap();
                    found.extend(text.split(['<', '>']).map(str::to_owned));
                }
                _ if path.is_dir() => folders.push(path),
                _ => {}
            }
        }
    }
    found.retain(|sentence| sentence.contains(is_kana_or_kanji));
    found
}

/// Whether `label` is such a sentence, or a name within one; what is in braces there is anything.
fn is_said(label: &str, sentences: &[String]) -> bool {
    sentences.iter().any(|sentence| sentence.contains(label) || fits(label, sentence))
}

/// Whether `sentence` says `label` with something in each of its places.
fn fits(label: &str, sentence: &str) -> bool {
    let mut parts = sentence.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    let Some(mut rest) = label.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut last = "";
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = part;
    }
    sentence.contains('{') && (rest.is_empty() || last.is_empty())
}

/// What stands in 「」 in the steps of a page, brackets within brackets included.
fn labels(steps: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut depth, mut label) = (0, String::new());
    for letter in steps.chars() {
        if letter == '」' {
            depth -= 1;
            if depth == 0 {
                found.push(std::mem::take(&mut label));
            }
        }
        if depth > 0 {
            label.push(letter);
        }
        if letter == '「' {
            depth += 1;
        }
    }
    found
}

/// Steps stand under headings that say 画面 or check.html, and in the rest of a Japanese page before its commands.
#[test]
fn buttons_are_called_as_they_are_in_the_page() {
    let sentences = words();
    let mut seen = 0;
    for name in ["print.md", "labels.md", "scan.md", "runs.md"] {
        let text = text(&Path::new("docs/ja").join(name));
        let steps = text.split("## コマンドで").next().unwrap();
        for label in labels(steps) {
            let is_of_others = OF_OTHERS.contains(&label.as_str());
            assert!(is_of_others || is_said(&label, &sentences), "docs/ja/{name}: 「{label}」");
            seen += 1;
        }
    }
    let readme = text(Path::new("README.ja.md"));
    let steps = readme.split("## コマンドで").next().unwrap();
    for label in labels(steps) {
        assert!(
            OF_OTHERS.contains(&label.as_str()) || is_said(&label, &sentences),
            "README.ja.md: 「{label}」"
        );
        seen += 1;
    }
    // The guide within the workbook that `new` writes.
    let book = startpack::read::hearing_sheet().unwrap();
    let strings = crate::sheet::part(&book, "xl/sharedStrings.xml");
    for step in strings.split(['<', '>']).filter(|text| text.contains("を押します")) {
        for label in labels(step) {
            assert!(is_said(&label, &sentences), "the workbook's guide: 「{label}」");
            seen += 1;
        }
    }
    assert!(seen > 90, "{seen} labels");
}

/// What is in 「」 and is no word of the page: words on paper, of Windows and of printers.
const OF_OTHERS: [&str; 6] =
    ["この面は白紙です", "入れた", "再印刷", "縮小して印刷", "記入例", "全員分をまとめる"];

#[test]
fn sentences_with_places_are_found() {
    assert!(fits("「1月分」を使う", "「{name}」を使う") && fits("○ A", "○ {code}"));
    assert!(!fits("使う", "{name}を使わない") && !fits("使う", "使う"));
    assert_eq!(labels("「「1月分」を使う」か「開く」"), ["「1月分」を使う", "開く"]);
}
