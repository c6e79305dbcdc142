//! Programs that share no code with us judge the files: qpdf, poppler, mupdf.
//!
//! Where one is missing its test says so and passes, unless `CI=true`.

use std::path::PathBuf;
use std::process::Command;

use super::sample::{packet, painted};
use startpack::base::Fonts;

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
