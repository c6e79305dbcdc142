//! [`ScanResult`]: what came of a scan. In: the driver's result. Out: text, and JSON.

use serde::Serialize;

use super::language::{Language, plural};
use super::scan_code::{ScannedCode, TerminalName};
use crate::app::Scanned;
use crate::base::Severity;

/// What came of a scan.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ScanResult {
    /// Pictures and PDF pages that were looked at.
    pictures: usize,
    /// Errors that were found.
    errors: usize,
    /// Terminals whose label was seen and right.
    right: usize,
    /// Of these, terminals whose label holds no certificate, because nobody knows it yet.
    not_held: usize,
    /// Every code, in the order in which they were read.
    codes: Vec<ScannedCode>,
    /// The terminals whose labels are expected.
    terminals: Vec<SeenTerminal>,
}

/// A terminal whose label is expected.
#[derive(Clone, Debug, Serialize)]
struct SeenTerminal {
    #[serde(flatten)]
    name: TerminalName,
    /// How many right codes of it were read.
    seen: usize,
}

impl ScanResult {
    /// The result of a scan.
    pub(crate) fn of(scanned: &Scanned) -> Self {
        let register = &scanned.register;
        let seen_terminal = |(place, known)| SeenTerminal {
            name: TerminalName::of(known),
            seen: scanned.right(place).count(),
        };
        let terminals: Vec<_> = register.terminals().iter().enumerate().map(seen_terminal).collect();
        Self {
            pictures: scanned.pictures,
            errors: scanned.diagnostics.iter().filter(|found| found.severity == Severity::Error).count(),
            right: terminals.iter().filter(|terminal| terminal.seen > 0).count(),
            not_held: scanned.not_held.len(),
            codes: scanned.sightings.iter().map(|sighting| ScannedCode::of(register, sighting)).collect(),
            terminals,
        }
    }

    /// The sums.
    pub(super) fn text(&self, language: Language) -> String {
        let Self { pictures, errors, right, not_held, .. } = *self;
        let (terminals, codes) = (self.terminals.len(), self.codes.len());
        if terminals == 0 {
            return match language {
                Language::Japanese => format!("\nコード {codes}個（画像 {pictures}枚）。\n"),
                Language::English => format!(
                    "\n{codes} {} in {pictures} {}.\n",
                    plural(codes, "code"),
                    plural(pictures, "picture")
                ),
            };
        }
        let seen = match language {
            Language::Japanese => format!(
                "\n端末 {terminals}台のうち {right}台のラベルを確かめました（コード {codes}個、画像 {pictures}枚）。\n"
            ),
            Language::English => format!(
                "\n{right} of {terminals} {} seen and right ({codes} {}, {pictures} {}).\n",
                plural(terminals, "label"),
                plural(codes, "code"),
                plural(pictures, "picture")
            ),
        };
        let verdict = match (errors, language) {
            (0, Language::Japanese) if not_held > 0 => {
                format!("すべて揃っています。{not_held}枚は証明書とまだ照合していません。\n")
            }
            (0, Language::English) if not_held > 0 => format!(
                "None is missing. {not_held} {} not held against a certificate yet.\n",
                if not_held == 1 { "label is" } else { "labels are" }
            ),
            (0, Language::Japanese) => "すべて正しく、すべて揃っています。\n".to_owned(),
            (0, Language::English) => "All are right and none is missing.\n".to_owned(),
            (errors, Language::Japanese) => format!("誤り {errors}件（上の説明をお読みください）。\n"),
            (errors, Language::English) => format!("{errors} {} (see above).\n", plural(errors, "error")),
        };
        seen + &verdict
    }
}
