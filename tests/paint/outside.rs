//! Programs that share no code with us judge the files: qpdf, poppler, mupdf.
//!
//! Where one is missing its test says so and passes, unless `CI=true`.

use std::path::PathBuf;
use std::process::Command;

use super::sample::{one_page, packet, painted, run};
use startpack::base::{FaceId, Fonts};
use startpack::layout::ItemKind;

/// What `program` says of `pdf` (both streams) and whether it is content; `None` if it is not installed.
pub(crate) fn judge(program: &str, arguments: &[&str], name: &str, pdf: &[u8]) -> Option<(bool, String)> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, pdf).expect("the target folder can be written");
    let arguments = arguments.iter().map(|argument| match *argument {
        "PDF" => path.as_os_str().to_owned(),
        other => other.into(),
    });
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            let text = [output.stdout, output.stderr].concat();
            Some((output.status.success(), String::from_utf8_lossy(&text).into_owned()))
        }
        Err(error) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "{program}: {error}");
            eprintln!("skipped: {program} is not installed");
            None
        }
    }
}

#[test]
fn qpdf_finds_no_fault() {
    let pdf = painted(&packet(&Fonts::new(), 16));
    if let Some((content, words)) = judge("qpdf", &["--check", "PDF"], "paint-qpdf", &pdf.bytes) {
        assert!(content, "{words}");
    }
}

#[test]
fn all_fonts_are_embedded_subset_and_readable() {
    let pdf = painted(&packet(&Fonts::new(), 4));
    if let Some((content, words)) = judge("pdffonts", &["PDF"], "paint-fonts", &pdf.bytes) {
        assert!(content, "{words}");
        let fonts: Vec<&str> = words.lines().skip(2).collect();
        assert_eq!(fonts.len(), 3, "{words}");
        assert!(fonts.iter().all(|font| font.contains("Identity-H       yes yes yes")), "{words}");
    }
}

#[test]
fn every_character_of_a_large_font_comes_back() {
    let fonts = Fonts::new();
    // More than a row of codes has, around its ends too, and one beyond the basic plane.
    let mut characters: Vec<char> = ('\u{4E00}'..'\u{5200}')
        .filter(|character| fonts.face(FaceId::Fallback).glyph(*character).is_some())
        .take(600)
        .collect();
    assert_eq!(characters.len(), 600);
    characters.push('𠮷');
    let lines: Vec<String> = characters.chunks(40).map(|line| line.iter().collect()).collect();
    let kinds = lines.iter().zip(1..).map(|(line, row)| {
        ItemKind::Text(run(&fonts, FaceId::Fallback, 10.5, 50.0, 30.0 * f64::from(row), line))
    });
    let pdf = painted(&one_page(kinds.collect()));
    for (program, arguments) in [
        ("pdftotext", &["-raw", "PDF", "-"][..]),
        ("mutool", &["draw", "-q", "-F", "txt", "-o", "-", "PDF"][..]),
    ] {
        let Some((content, words)) = judge(program, arguments, "paint-large-font", &pdf.bytes) else {
            continue;
        };
        assert!(content, "{words}");
        // Behind the text, mutool may tell of how it was built.
        let told: Vec<&str> = words.split_whitespace().take(lines.len()).collect();
        assert_eq!(told, lines, "{program}");
    }
}
