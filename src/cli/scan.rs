//! `scan` at the terminal: each code in a line as soon as it is read, and who was not met at the end.

use std::fmt::Write as _;
use std::io::BufRead as _;

use super::args::{Asked, Format};
use super::place::harmless;
use super::speech::Language;
use super::summary::{count, plural};
use super::terminal::{self, Terminal};
use super::{Exit, interrupt, report, scan_json};
use crate::app::{self, ExpectedTerminal, Fact, Register, ScanEvent, ScanOrder, Scanned, Sighting, Verdict};
use crate::base::{Origins, Severity};

/// Longest line that is taken from a scanner; the rest of it is dropped. A QR symbol holds at most 4,296 letters.
const LONGEST_LINE: usize = 8_192;

/// Scans, and says what came of it.
pub(super) fn serve(order: &ScanOrder, asked: &Asked, origins: &mut Origins) -> Exit {
    let (is_quiet, language) = (asked.format == Format::Json, asked.language);
    let terminal = Terminal::of_this_process();
    let mut on_event = |origins: &Origins, event: ScanEvent<'_>| {
        if is_quiet {
            return;
        }
        let (line, fault) = match event {
            ScanEvent::Code(register, sighting, fault) => (line(register, sighting, language), fault),
            ScanEvent::Message(fault) => (String::new(), Some(fault)),
        };
        // What cannot be said now cannot be said at the end either: it is told there.
        let _ = terminal::say(&line);
        let told: Vec<_> = fault.into_iter().cloned().collect();
        terminal::tell(&report::text(&told, origins, language, &terminal));
    };
    let scanned = app::scan(order, interrupt::flag(), origins, &mut next_line, &mut on_event);
    let worst = Exit::of(&scanned.diagnostics);
    let exit = if interrupt::came() { Exit::Interrupted } else { worst };
    let said = match asked.format {
        Format::Json => terminal::say(&scan_json::text(&scanned, origins, exit)),
        Format::Text => terminal::say(&summary(&scanned, language)),
    };
    if said.is_ok() { exit } else { exit.max(Exit::Access) }
}

/// The next line of standard input, however its characters are encoded; `None` at the end.
fn next_line() -> Option<String> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_until(b'\n', &mut bytes).ok()?;
    bytes.truncate(LONGEST_LINE);
    (read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// A code in one line.
fn line(register: &Register, sighting: &Sighting, language: Language) -> String {
    let judged = &sighting.judged;
    let word = match &judged.verdict {
        Verdict::Right { .. } => language.pick("○ 正しい    ", "ok        "),
        Verdict::Outdated(_) => language.pick("× 古い      ", "OUTDATED  "),
        Verdict::Wrong { .. } => language.pick("× 不一致    ", "WRONG     "),
        Verdict::Foreign | Verdict::NoSuchTerminal => language.pick("× 対象外    ", "FOREIGN   "),
        Verdict::Unsigned => language.pick("× 署名なし  ", "UNSIGNED  "),
        Verdict::Unverified => language.pick("× 未確認    ", "UNVERIFIED"),
        Verdict::Misread(_) => language.pick("× 読み違い  ", "MISREAD   "),
        Verdict::Unchecked => language.pick("－ 照合なし  ", "unchecked "),
        Verdict::Other => language.pick("－ 他のコード", "other code"),
        // Sheets of the checklist bear them beside the terminal's code: nothing to say.
        Verdict::SheetMark => return String::new(),
    };
    let about = match judged.terminal.and_then(|place| register.terminals().get(place)) {
        Some(terminal) => about(terminal),
        None if judged.label_code.is_some() => judged.text.clone(),
        None => String::new(),
    };
    let mut line = format!("{word}  {about}  {}", place(sighting));
    if let Verdict::Right { since } = &judged.verdict
        && !since.is_empty()
    {
        line += &since_words(since, language);
    }
    harmless(line.trim_end()) + "\n"
}

fn about(terminal: &ExpectedTerminal) -> String {
    let name = terminal.name.as_deref().unwrap_or_default();
    format!("{}  {} {name}", terminal.slot, terminal.institution).trim_end().to_owned()
}

fn place(sighting: &Sighting) -> String {
    let seen = &sighting.at;
    match (seen.page, seen.line, seen.spot) {
        (Some(page), _, Some((dot, _))) => format!("{}#page={page} ({:.0}, {:.0})", seen.file, dot.x, dot.y),
        (_, _, Some((dot, _))) => format!("{} ({:.0}, {:.0})", seen.file, dot.x, dot.y),
        (_, Some(line), _) => format!("-:{line}"),
        _ => seen.file.clone(),
    }
}

/// What has become known since the label was printed: it is right all the same.
fn since_words(since: &[Fact], language: Language) -> String {
    let words: Vec<_> = since
        .iter()
        .map(|fact| match fact {
            Fact::Name => language.pick("端末名称等", "name"),
            Fact::Issued => language.pick("発行日", "date of issue"),
            Fact::Serial => language.pick("シリアル番号", "serial number"),
            Fact::MailNo => language.pick("書留番号", "mail number"),
        })
        .collect();
    match language {
        Language::Japanese => format!("　（{}が分かる前のラベル）", words.join("・")),
        Language::English => format!("  (printed before its {} was known)", words.join(", ")),
    }
}

/// The sums.
fn summary(scanned: &Scanned, language: Language) -> String {
    let (terminals, pictures) = (scanned.register.terminals().len(), scanned.pictures);
    let right = (0..terminals).filter(|place| scanned.right(*place).next().is_some()).count();
    let codes = scanned.sightings.len();
    let faults = count(&scanned.diagnostics, Severity::Error);
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = match language {
        Language::Japanese if terminals > 0 => writeln!(
            text,
            "\n端末 {terminals}台のうち {right}台のラベルを確かめました（コード {codes}個、画像 {pictures}枚）。"
        ),
        Language::Japanese => writeln!(text, "\nコード {codes}個（画像 {pictures}枚）。"),
        Language::English if terminals > 0 => writeln!(
            text,
            "\n{right} of {terminals} {} seen and right ({codes} {}, {pictures} {}).",
            plural(terminals, "label"),
            plural(codes, "code"),
            plural(pictures, "picture")
        ),
        Language::English => writeln!(
            text,
            "\n{codes} {} in {pictures} {}.",
            plural(codes, "code"),
            plural(pictures, "picture")
        ),
    };
    if terminals > 0 {
        let _ = match language {
            Language::Japanese if faults == 0 => writeln!(text, "すべて正しく、すべて揃っています。"),
            Language::Japanese => writeln!(text, "問題 {faults}件（上の説明をお読みください）。"),
            Language::English if faults == 0 => writeln!(text, "All are right and none is missing."),
            Language::English => writeln!(text, "{faults} {} (see above).", plural(faults, "fault")),
        };
    }
    text
}
