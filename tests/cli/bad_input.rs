//! Bad input: a clear message, the right exit code, and nothing on disk.

use super::{Ran, Sandbox};

const CLINIC: &str = "sakura-clinic.toml";

/// Builds from `bytes` and holds that only the input is on disk afterwards.
#[track_caller]
fn refused(bytes: impl AsRef<[u8]>, code: i32, words: &[&str]) -> Ran {
    let sandbox = Sandbox::new();
    sandbox.file("site.toml", bytes);
    let ran = sandbox.run(&["build", "site.toml"]).ends(code).tells(words);
    assert_eq!(ran.out, "");
    assert_eq!(sandbox.listing(), ["site.toml"]);
    ran
}

/// The clinic's site file, changed.
#[track_caller]
fn clinic(change: impl FnOnce(String) -> String) -> String {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, change);
    String::from_utf8(sandbox.bytes(CLINIC)).unwrap()
}

/// The value of the institution's `key = "…"` replaced by `value`, itself written as TOML.
#[track_caller]
fn with(key: &str, value: &str) -> String {
    clinic(|text| {
        let (mut inside, mut done) = (false, false);
        let mut lines = Vec::new();
        for line in text.lines() {
            inside |= line.starts_with("[[institution]]");
            let is_it = inside && !done && line.split('=').next().is_some_and(|name| name.trim() == key);
            lines.push(if is_it { format!("{key} = {value}") } else { line.to_owned() });
            done |= is_it;
        }
        assert!(done, "no {key} in the example");
        lines.join("\n") + "\n"
    })
}

#[test]
fn a_missing_file() {
    let sandbox = Sandbox::new();
    sandbox.run(&["build", "nobody.toml"]).ends(3).tells(&["error[SP001] nobody.toml"]);
    assert!(sandbox.listing().is_empty());
}

#[test]
fn a_folder() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path.join("folder.toml")).unwrap();
    sandbox.run(&["build", "folder.toml"]).ends(3).tells(&["error[SP001] folder.toml", "folder"]);
    assert_eq!(sandbox.listing(), ["folder.toml"]);
}

#[test]
fn an_empty_file() {
    refused("", 1, &["error[SP010] site.toml"]);
}

#[test]
fn ten_megabytes_of_noise() {
    // Xorshift (Marsaglia 2003), so that every run sees the same noise.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    })
    .take(10 << 20)
    .collect();
    let ran = refused(noise, 1, &["error[SP01", "site.toml"]);
    assert!(ran.err.len() < 2000, "noise is echoed: {} bytes", ran.err.len());
}

#[test]
fn ten_megabytes_of_letters() {
    let ran = refused("x".repeat(10 << 20), 1, &["error[SP01", "site.toml"]);
    assert!(ran.err.len() < 2000, "the line is echoed: {} bytes", ran.err.len());
}

#[test]
fn a_text_that_is_not_utf8() {
    // 「桜」 in Shift_JIS.
    refused(b"customer_no = \"\x8d\xf7\"\n", 1, &["error[SP011] site.toml"]);
}

#[test]
fn broken_toml() {
    refused(clinic(|text| text.replace("[line]", "[line")), 1, &["error[SP012] site.toml:"]);
}

#[test]
fn a_key_given_twice() {
    refused(
        clinic(|text| text.replace("[line]\n", "[line]\nv6_option = true\nv6_option = true\n")),
        1,
        &["error[SP013] K-0001 ", " site.toml:", "v6_option"],
    );
}

#[test]
fn an_unknown_key_names_the_nearest() {
    let text = clinic(|text| text.replace("[line]\n", "[line]\nv6_opton = true\n"));
    refused(text, 1, &["error[SP014] K-0001 ", " site.toml:", "v6_opton", "v6_option"]);
}

#[test]
fn a_thousand_terminals() {
    let many: String = (2..=1000)
        .map(|number| format!("\n[[institution.terminal]]\nname = \"資格確認PC{number:04}\"\n"))
        .collect();
    let ran = refused(clinic(|text| text + &many), 1, &["error[SP143] K-0001 ", " site.toml:"]);
    assert_eq!(ran.err.matches("SP143").count(), 1, "{}", ran.err);
}

#[test]
fn a_name_of_300_characters() {
    let text = with("name", &format!("\"{}\"", "長".repeat(300)));
    refused(text, 1, &["warning[SP125] K-0001 ", " site.toml:", "error[SP104] K-0001 ", " site.toml:"]);
}

#[test]
fn control_characters() {
    let ran =
        refused(with("name", r#""さくら\u001b[31mクリニック""#), 1, &["error[SP102] K-0001 ", " site.toml:"]);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
}

/// Paths and arguments are the user's, or of somebody who has made the user copy them.
#[test]
#[cfg(unix)]
fn nothing_steers_the_terminal() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    let odd = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}b";
    let (file, folder) = (format!("{odd}.toml"), format!("{odd}-out"));
    std::fs::copy(sandbox.path.join(CLINIC), sandbox.path.join(&file)).unwrap();
    let option = format!("--{odd}");
    for arguments in [
        vec!["build", &file, "-o", &folder],
        vec!["build", &file, "--run", "R", "-o", &folder],
        vec!["check", &folder],
        vec!["check", odd],
        vec!["scan", odd],
        vec!["reconcile", odd, odd],
        vec!["reprint", odd, "--customer", odd],
        vec![odd],
        vec!["build", &option],
        vec!["build", CLINIC, "--date", odd],
        vec!["build", CLINIC, "--only", odd],
        vec!["build", CLINIC, "--stock", odd],
        vec!["build", CLINIC, "--font", odd],
    ] {
        for more in [&[][..], &["--lang", "ja"], &["--format", "json"]] {
            let ran = sandbox.run(&[&arguments[..], more].concat());
            let said = ran.out.clone() + &ran.err;
            let steers = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            assert!(!said.contains(steers), "{arguments:?} {more:?}: {said:?}");
            assert!(!said.is_empty());
        }
    }
}

#[test]
fn a_broken_font_is_the_users_fault() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    let fonts = std::fs::read_dir(crate::walls::root().join("fonts")).unwrap();
    let font = fonts
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "ttf"));
    let whole = std::fs::read(font.unwrap()).unwrap();
    let table = |tag: &[u8]| {
        let entry = whole[12..].chunks(16).find(|entry| entry.starts_with(tag)).unwrap();
        let number = |at: usize| u32::from_be_bytes(entry[at..at + 4].try_into().unwrap()) as usize;
        number(8)..number(8) + number(12)
    };
    let filled = |tag: &[u8], byte: u8| {
        let mut bytes = whole.clone();
        bytes[table(tag)].fill(byte);
        bytes
    };
    sandbox.file("whole.ttf", &whole);
    sandbox.run(&["build", CLINIC, "--font", "whole.ttf"]).ends(0);
    let broken = [
        whole[..whole.len() / 2].to_vec(),
        whole[..200].to_vec(),
        filled(b"loca", 0xff),
        filled(b"glyf", 0xff),
        filled(b"head", 0),
        filled(b"maxp", 0),
        filled(b"hhea", 0),
        filled(b"cmap", 0),
    ];
    for (number, bytes) in broken.iter().enumerate() {
        sandbox.file("broken.ttf", bytes);
        let ran = sandbox.run(&["build", CLINIC, "--font", "broken.ttf"]).ends(1);
        assert!(ran.err.contains("SP010") && ran.err.contains("broken.ttf"), "{number}: {}", ran.err);
    }
}

#[test]
fn a_character_that_no_font_has() {
    refused(
        with("name", "\"さくら\u{1f338}クリニック\""),
        1,
        &["error[SP103] K-0001 ", " site.toml:", "1F338"],
    );
}

#[test]
fn a_secret_is_refused_and_never_repeated() {
    let text = clinic(|text| text.replace("[line]\n", "[line]\npassword = \"hush-hush-7\"\n"));
    let sandbox = Sandbox::new();
    sandbox.file("site.toml", &text);
    for arguments in [vec!["build", "site.toml"], vec!["check", "site.toml", "--format", "json"]] {
        let ran = sandbox.run(&arguments).ends(1);
        let said = ran.out + &ran.err;
        assert!(said.contains("SP020"), "{said}");
        assert!(!said.contains("hush"), "{said}");
    }
}

#[test]
fn a_secret_beside_another_fault_on_its_line_is_not_repeated_either() {
    let text = clinic(|text| {
        let at = text.find("[line]").unwrap();
        format!("dealer = {{ phon = \"1\", password = \"hush-hush-7\" }}\n{}", &text[at..])
    });
    let sandbox = Sandbox::new();
    sandbox.file("site.toml", &text);
    let ran = sandbox.run(&["check", "site.toml"]).ends(1);
    assert!(!ran.err.contains("hush"), "{}", ran.err);
}

#[test]
fn all_faults_are_told_in_one_run() {
    let text = with("code", "\"12\"").replace("work_date = \"", "work_date = \"someday ");
    refused(text, 1, &["error[SP110]", "error[SP122]"]);
}
