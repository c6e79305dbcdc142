//! Written secrets: whatever the word, the joint and the secret, none is printed and none repeated in any message.

use std::fs;
use std::io::{Cursor, Read as _};

use super::{HEADINGS, RIGHT};
use crate::cli::Sandbox;

/// Words behind which a secret stands.
const WORDS: [&str; 12] = [
    "パスワード",
    "PW",
    "暗証番号",
    "ログインID",
    "PIN",
    "秘密の番号",
    "秘密の質問",
    "暗唱番号",
    "パスワ－ド",
    "password",
    "passward",
    "pswd",
];

/// What stands between a word and its secret.
const JOINTS: [&str; 58] = [
    "：",
    ":",
    "=",
    "＝",
    " ",
    "\u{3000}",
    "",
    "「",
    "『",
    "【",
    "（",
    "(",
    "［",
    "[",
    "〈",
    "《",
    "\"",
    "“",
    "‘",
    "'",
    "、",
    "，",
    ",",
    "。",
    "・",
    "／",
    "/",
    "｜",
    "|",
    "→",
    "⇒",
    "⇨",
    "➡",
    ">",
    "＞",
    "～",
    "〜",
    "-",
    "－",
    "―",
    "…",
    "※",
    "★",
    "は",
    "が",
    "は、",
    "は「",
    "の控え",
    "は次のとおり",
    "（仮）",
    "（初期）",
    "(初期)：",
    "その1：",
    "①",
    "１：",
    "\n",
    "\n\n",
    "は以下です：",
];

const SECRETS: [&str; 5] = ["Zq7x9", "hunter", "さくら77", "1234", "Zq7!x9"];

/// The columns that take any text, and 設置場所.
const TEXTS: [usize; 4] = [8, 9, 13, 14];

/// A sheet with these texts in all columns that take any, four in a row.
fn sheet(texts: &[String]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut csv = format!("{},設置場所,備考1,備考2\n", HEADINGS.join(","));
    for (number, four) in texts.chunks(TEXTS.len()).enumerate() {
        let mut row: Vec<String> = RIGHT.iter().map(|&value| value.to_owned()).collect();
        row.push("受付".to_owned());
        row[0] = format!("K{number}");
        row[2] = "CAF5678905678".to_owned();
        row[10] = "011-555-6789".to_owned();
        for (column, text) in TEXTS.iter().zip(four) {
            row[*column].clone_from(text);
        }
        csv.push_str(&row.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(","));
        csv.push('\n');
    }
    csv
}

/// All texts of a workbook.
fn workbook(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        archive.by_index(index).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

#[test]
fn no_secret_of_the_matrix_is_printed_or_repeated() {
    let mut texts = Vec::new();
    for word in WORDS {
        for joint in JOINTS {
            texts.extend(SECRETS.map(|secret| format!("太郎 {word}{joint}{secret}")));
        }
    }
    let sandbox = Sandbox::new();
    sandbox.file("matrix.csv", sheet(&texts));
    let told = sandbox.run(&["check", "matrix.csv", "--annotate", "seen.xlsx"]);
    let json = sandbox.run(&["check", "matrix.csv", "--format", "json"]);
    // In words those that are alike are counted.
    assert_eq!(json.out.matches("\"SP020\"").count(), texts.len());
    assert!(told.err.contains(&format!("{} more of SP020", texts.len() - 13)), "{}", told.err);
    let seen = workbook(&fs::read(sandbox.path.join("seen.xlsx")).unwrap());
    for secret in SECRETS {
        for (name, text) in [("text", &told.err), ("json", &json.out), ("json", &json.err), ("copy", &seen)] {
            // The boxes of notes have numbers too, some with these digits.
            let is_there = if name == "copy" && secret == "1234" {
                text.contains("1234<")
            } else {
                text.contains(secret)
            };
            assert!(!is_there, "{secret} in the {name}");
        }
    }
    let built = sandbox.run(&["build", "matrix.csv", "-o", "out"]);
    assert_eq!(built.code, Some(1));
    assert!(!sandbox.listing().iter().any(|path| path.ends_with(".pdf")), "nothing is printed");
}

#[test]
fn harmless_phrases_are_accepted() {
    let harmless = [
        "パスワード管理室",
        "暗証番号担当",
        "PIN係",
        "ログインIDは別紙",
        "パスワード再発行窓口",
        "マスタアカウント情報",
        "オンライン資格確認等システムユーザ設定情報",
        "パスワードは当日持参",
        "パスワード不明",
        "クリニカルパス推進室",
        "コンパス",
        "PINK薬局",
    ];
    for four in harmless.chunks(TEXTS.len()) {
        let sandbox = Sandbox::new();
        let texts: Vec<String> = four.iter().map(|&phrase| phrase.to_owned()).collect();
        sandbox.file("fine.csv", sheet(&texts));
        let told = sandbox.run(&["check", "fine.csv", "--annotate", "seen.xlsx"]);
        assert_eq!(told.code, Some(0), "{}", told.err);
        assert!(!told.err.contains("SP020"), "{}", told.err);
        let seen = workbook(&fs::read(sandbox.path.join("seen.xlsx")).unwrap());
        assert!(four.iter().all(|phrase| seen.contains(phrase)));
    }
}

/// A sheet of one row with these three cells at its end: 設置場所, 備考1, 備考2.
fn with_end(cells: [&str; 3]) -> String {
    let sheet = sheet(&["札幌市".to_owned()]);
    let last = format!(",\"{}\",{},{}\n", cells[0], cells[1], cells[2]);
    sheet.strip_suffix(",\"受付\"\n").unwrap().to_owned() + &last
}

#[test]
fn a_secret_in_the_cell_beside_its_word_is_refused() {
    let sandbox = Sandbox::new();
    for (name, cells) in [
        ("a.csv", ["受付", "パスワード", "Zq7x9"]),
        ("b.csv", ["PIN：", "0415", ""]),
        ("c.csv", ["受付", "マスタアカウントのパスワード", "さくら"]),
    ] {
        sandbox.file(name, with_end(cells));
        let told = sandbox.run(&["check", name, "--annotate", &format!("{name}.xlsx")]);
        assert!(told.code == Some(1) && told.err.contains("SP020"), "{cells:?}: {}", told.err);
        let seen = workbook(&fs::read(sandbox.path.join(format!("{name}.xlsx"))).unwrap());
        for secret in ["Zq7x9", ">0415<", "さくら<"] {
            assert!(!told.err.contains(secret) && !seen.contains(secret), "{secret}");
        }
    }
    for (name, cells) in [("d.csv", ["受付", "パスワード", "別紙"]), ("e.csv", ["受付", "パスワード", ""])]
    {
        sandbox.file(name, with_end(cells));
        let told = sandbox.run(&["check", name]);
        assert_eq!(told.code, Some(0), "{cells:?}: {}", told.err);
    }
}

#[test]
fn a_secret_above_or_below_a_heading_is_refused() {
    let sandbox = Sandbox::new();
    let title = format!("連絡,マスタパスワード：Zq7x9\n{}", sheet(&["札幌市".to_owned()]));
    sandbox.file("title.csv", title);
    let heading = sheet(&["札幌市".to_owned()]).replace("備考1", "マスタアカウント");
    let below = heading.strip_suffix('\n').unwrap().to_owned() + ",ssk00012\n";
    sandbox.file("heading.csv", below);
    for name in ["title.csv", "heading.csv"] {
        let told = sandbox.run(&["check", name, "--annotate", &format!("{name}.xlsx")]);
        assert!(told.code == Some(1) && told.err.contains("SP020"), "{name}: {}", told.err);
        let seen = workbook(&fs::read(sandbox.path.join(format!("{name}.xlsx"))).unwrap());
        for secret in ["Zq7x9", "ssk00012"] {
            assert!(!told.err.contains(secret) && !seen.contains(secret), "{name}: {secret}");
        }
    }
}

#[test]
fn a_value_of_an_unknown_key_is_never_shown() {
    let sandbox = Sandbox::new();
    let lines = [
        "memo = \"Zq7x9\"",
        "memo = [\"a\", \"Zq7x9\"]",
        "memo = { a = \"Zq7x9\" }",
        "\"memo\" = '''\nZq7x9\n'''",
        "memo = \"Zq7x9",
        "memo = Zq7x9",
        "[memo]\nname = \"Zq7x9\"",
    ];
    for line in lines {
        let name = sandbox.example("sakura-clinic.toml", |text| format!("{line}\n{text}"));
        for format in ["text", "json"] {
            let told = sandbox.run(&["check", name, "--format", format]);
            assert_eq!(told.code, Some(1), "{line}: {}", told.err);
            assert!(!told.err.contains("Zq7x9") && !told.out.contains("Zq7x9"), "{line}: {}", told.err);
        }
    }
}
