//! What came of a scan as JSON, for programs. The form is described in docs/json.md.

use serde::Serialize;

use super::Exit;
use super::json::{Told, VERSION, told};
use crate::app::{Change, ExpectedTerminal, Fact, Scanned, Sighting, Verdict};
use crate::base::Origins;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    command: &'static str,
    exit_code: u8,
    pictures: usize,
    codes: Vec<Code<'a>>,
    terminals: Vec<Terminal<'a>>,
    diagnostics: Vec<Told>,
}

#[derive(Serialize)]
struct Code<'a> {
    status: &'static str,
    text: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    institution_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    terminal: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed: Vec<Changed<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    known_since: Vec<&'static str>,
}

#[derive(Serialize)]
struct Changed<'a> {
    fact: &'static str,
    was: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now_at: Option<usize>,
}

#[derive(Serialize)]
struct Terminal<'a> {
    institution_code: &'a str,
    institution: &'a str,
    number: usize,
    slot: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    seen: usize,
}

/// The whole scan as one JSON object, with a line end.
pub(super) fn text(scanned: &Scanned, origins: &Origins, exit: Exit) -> String {
    let terminals = scanned.register.terminals().iter().enumerate();
    let report = Report {
        version: VERSION,
        command: "scan",
        exit_code: exit as u8,
        pictures: scanned.pictures,
        codes: scanned.sightings.iter().map(code).collect(),
        terminals: terminals.map(|(place, known)| terminal(known, scanned.right(place).count())).collect(),
        diagnostics: scanned.diagnostics.iter().map(|diagnostic| told(diagnostic, origins)).collect(),
    };
    // Numbers and texts only: there is nothing in it that JSON cannot say.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn code(sighting: &Sighting) -> Code<'_> {
    let (at, judged) = (&sighting.at, &sighting.judged);
    let label_code = judged.label_code.as_ref();
    // A tenth of a pixel is more than any symbol's place is sure to.
    let round = |value: f64| (value * 10.0).round() / 10.0;
    let (changed, known_since): (&[Change], &[Fact]) = match &judged.verdict {
        Verdict::Outdated(changes) => (changes, &[]),
        Verdict::Right { since } => (&[], since),
        _ => (&[], &[]),
    };
    Code {
        status: status(&judged.verdict),
        text: &judged.text,
        file: &at.file,
        page: at.page,
        line: at.line,
        x: at.spot.map(|(dot, _)| round(dot.x)),
        y: at.spot.map(|(dot, _)| round(dot.y)),
        side: at.spot.map(|(_, side)| round(side)),
        institution_code: label_code.map(|label_code| label_code.code.as_str()),
        number: label_code.map(|label_code| label_code.number),
        revision: label_code.map(|label_code| label_code.revision),
        signed: label_code.map(crate::app::LabelCode::is_signed),
        terminal: judged.terminal,
        changed: changed.iter().map(change).collect(),
        known_since: known_since.iter().map(|known| fact(*known)).collect(),
    }
}

fn change(change: &Change) -> Changed<'_> {
    Changed { fact: fact(change.fact), was: &change.was, is: change.is.as_deref(), now_at: change.now_at }
}

fn terminal(terminal: &ExpectedTerminal, seen: usize) -> Terminal<'_> {
    Terminal {
        institution_code: &terminal.code,
        institution: &terminal.institution,
        number: terminal.number,
        slot: &terminal.slot,
        name: terminal.name.as_deref(),
        seen,
    }
}

const fn fact(fact: Fact) -> &'static str {
    match fact {
        Fact::Name => "name",
        Fact::Issued => "issued",
        Fact::Serial => "serial",
        Fact::MailNo => "mail_no",
    }
}

const fn status(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Right { .. } => "right",
        Verdict::Outdated(_) => "outdated",
        Verdict::Wrong { .. } => "wrong",
        Verdict::NoSuchTerminal => "no-such-terminal",
        Verdict::Foreign => "foreign",
        Verdict::Unsigned => "unsigned",
        Verdict::Unverified => "unverified",
        Verdict::Misread(_) => "misread",
        Verdict::SheetMark => "sheet-mark",
        Verdict::Other => "other",
        Verdict::Unchecked => "unchecked",
    }
}
