//! `scan`: photos, scans, PDF pages and lines of a hand scanner in; what their codes say of the customers' labels out.
//! docs/scan.md describes it for those who use it. How a symbol is found in a picture is [`super::symbols`]' business.

mod against;
mod counts;
mod messages;
mod pairing;
mod unread;

pub(super) use unread::unreadable;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::audit::apart::{PictureReader, Wanted};
use crate::audit::symbols::{Dot, FoundSymbol};
use crate::audit::typed::{TypedCode, TypedCodes};
use crate::base::date::Date;
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Severity, Shown};
use crate::plan::{Judged, Register, Tie, Verdict};
use pairing::Pairing;

/// Endings of the files that a folder is searched for.
const PICTURES: [&str; 4] = ["png", "jpg", "jpeg", "pdf"];

/// What is scanned, and what it is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct ScanOrder {
    /// Pictures, PDFs, folders of them, and lines.
    pub sources: Vec<ScanSource>,
    /// Site files, and folders of runs or builds; empty: nothing is compared.
    pub against: Vec<PathBuf>,
    /// Earlier versions of the site files, to tell what has changed.
    pub former: Vec<PathBuf>,
    /// The key file, if the labels are signed.
    pub key: Option<PathBuf>,
    /// Each terminal's code must be read twice, on its label and on its notice sheet.
    pub pairs: bool,
    /// The day for which the site files are validated.
    pub print_date: Date,
    /// The program whose child processes read pictures; none: this process reads them.
    pub program: Option<PathBuf>,
}

impl ScanOrder {
    fn picture_reader<'a>(&'a self, stop: &'a AtomicBool) -> PictureReader<'a> {
        PictureReader { program: self.program.as_deref(), wanted: Wanted::Labels, stop }
    }
}

/// Where codes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanSource {
    /// A picture, a PDF, or a folder of them.
    Path(PathBuf),
    /// Lines of text: a handy scanner types one for each code.
    Lines,
}

/// A code that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighting {
    /// Where.
    pub at: SeenAt,
    /// What it says, and whether that is right.
    pub judged: Judged,
}

/// Where a code was read.
#[derive(Clone, Debug, PartialEq)]
pub struct SeenAt {
    /// The picture or PDF; `-` for lines.
    pub file: String,
    /// Page of a PDF, from 1.
    pub page: Option<usize>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// The symbol's middle and the length of its side, in pixels of the picture.
    pub spot: Option<(Dot, f64)>,
}

/// What came of a scan.
#[derive(Clone, Debug, Default)]
pub struct Scanned {
    /// The terminals whose labels are expected.
    pub register: Register,
    /// Every code, in the order in which they were read.
    pub sightings: Vec<Sighting>,
    /// Terminals whose labels were not read, as places on the register.
    pub missing: Vec<usize>,
    /// Terminals whose labels are right and hold no certificate, because nobody knows it yet.
    pub not_held: Vec<usize>,
    /// Pictures that were looked at.
    pub pictures: usize,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// What happens while a scan is at work.
#[derive(Clone, Copy, Debug)]
pub enum ScanEvent<'a> {
    /// A code was read: the expected terminals, where it was read and what it says, and what is wrong with it.
    Code(&'a Register, &'a Sighting, Option<&'a Diagnostic>),
    /// Another message.
    Message(&'a Diagnostic),
}

/// Receives the events of a scan.
pub type ScanEventSink<'a> = dyn FnMut(&Origins, ScanEvent<'_>) + 'a;

/// Scans. `lines` gives the next piece of standard input, if it is read: up to a tab or the end of a line, and with it. Once `stop` is set nothing more is looked at.
pub fn scan(
    order: &ScanOrder,
    stop: &AtomicBool,
    origins: &mut Origins,
    lines: &mut dyn FnMut() -> Option<String>,
    on_event: &mut ScanEventSink<'_>,
) -> Scanned {
    let mut work = Scanner { order, stop, origins, on_event, scanned: Scanned::default() };
    match against::register(order, stop, work.origins) {
        Ok(register) => work.scanned.register = register,
        Err(faults) => {
            faults.into_iter().for_each(|fault| work.message(fault));
            return work.scanned;
        }
    }
    for source in &order.sources {
        match source {
            ScanSource::Lines => work.lines(lines),
            ScanSource::Path(path) if path.is_dir() => work.folder(path),
            ScanSource::Path(path) => work.file(path),
        }
    }
    if !work.stopped() {
        work.conclude();
    }
    work.scanned
}

/// What the labels say that `order` compares with: those that were printed, or those of the data.
///
/// # Errors
/// Every error of the files.
pub(crate) fn printed(
    order: &ScanOrder,
    stop: &AtomicBool,
    origins: &mut Origins,
) -> Result<BTreeSet<String>, Vec<Diagnostic>> {
    against::register(order, stop, origins).map(|register| register.payloads())
}

struct Scanner<'a, 'b> {
    order: &'a ScanOrder,
    stop: &'a AtomicBool,
    origins: &'a mut Origins,
    on_event: &'a mut ScanEventSink<'b>,
    scanned: Scanned,
}

impl Scanner<'_, '_> {
    fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    fn message(&mut self, diagnostic: Diagnostic) {
        (self.on_event)(self.origins, ScanEvent::Message(&diagnostic));
        self.scanned.diagnostics.push(diagnostic);
    }

    fn place(&mut self, name: String) -> Origin {
        let source = self.origins.add_source(name, "");
        self.origins.add(Place::File { source })
    }

    fn folder(&mut self, folder: &Path) {
        match crate::read::files_in(folder, &PICTURES) {
            Ok(files) if files.is_empty() => {
                let at = self.place(folder.shown());
                self.message(unread::no_pictures(at));
            }
            Ok(files) => files.iter().for_each(|file| self.file(file)),
            Err(fault) => self.message(fault),
        }
    }

    fn file(&mut self, file: &Path) {
        if self.stopped() {
            return;
        }
        let name = file.shown();
        let at = self.place(name.clone());
        let opened = match crate::read::scan(file, at) {
            Ok(opened) => opened,
            Err(fault) => return self.message(fault),
        };
        let before = self.scanned.sightings.len();
        let reader = self.order.picture_reader(self.stop);
        let read = reader.read(&opened, &mut |page, found| self.picture(&name, page, &found));
        match read {
            Err(why) => self.message(unread::unreadable(file, at, why)),
            Ok(()) if self.scanned.sightings.len() == before && !self.stopped() => {
                self.message(unread::nothing_read(at));
            }
            Ok(()) => {}
        }
    }

    fn picture(&mut self, name: &str, page: Option<usize>, found: &[FoundSymbol]) {
        self.scanned.pictures += 1;
        // How PDF viewers are sent to a page (RFC 8118).
        let shown = page.map_or_else(|| name.to_owned(), |page| format!("{name}#page={page}"));
        let at = self.place(shown);
        for symbol in found {
            let spot = Some((symbol.centre(), symbol.side()));
            let seen = SeenAt { file: name.to_owned(), page, line: None, spot };
            self.code(&symbol.text, seen, at);
        }
    }

    fn lines(&mut self, lines: &mut dyn FnMut() -> Option<String>) {
        let (mut typed, mut pairing) = (TypedCodes::default(), Pairing::default());
        while let Some(piece) = if self.stopped() { None } else { lines() } {
            typed.take(&piece).into_iter().for_each(|code| self.typed_code(code, &mut pairing));
        }
        typed.end().into_iter().for_each(|code| self.typed_code(code, &mut pairing));
    }

    /// A code that was typed.
    fn typed_code(&mut self, (line, text): TypedCode, pairing: &mut Pairing) {
        let at = self.place("-".to_owned());
        let seen = SeenAt { file: "-".to_owned(), page: None, line: Some(line), spot: None };
        let judged = self.code(&text, seen, at);
        if self.order.pairs {
            let told = pairing.take(&judged, line, at);
            told.into_iter().for_each(|told| self.message(told));
        }
    }

    fn code(&mut self, text: &str, seen: SeenAt, at: Origin) -> Judged {
        let judged = self.scanned.register.judge(text);
        let sighting = Sighting { at: seen, judged: judged.clone() };
        let fault = messages::of_sighting(&sighting, &self.scanned.register, at);
        (self.on_event)(self.origins, ScanEvent::Code(&self.scanned.register, &sighting, fault.as_ref()));
        self.scanned.sightings.push(sighting);
        self.scanned.diagnostics.extend(fault);
        judged
    }

    /// Reports the terminals whose codes were not read, or not as often as they should be, and those whose label holds
    /// no certificate.
    fn conclude(&mut self) {
        let all = self.scanned.register.terminals().len();
        self.scanned.missing = (0..all).filter(|place| self.scanned.right(*place).next().is_none()).collect();
        let is_nothing_right = all > 1 && self.scanned.missing.len() == all;
        if is_nothing_right {
            self.message(counts::none_seen(all));
        }
        for place in 0..all {
            let terminal = self.scanned.register.terminals()[place].clone();
            let right: Vec<_> = self.scanned.right(place).cloned().collect();
            let is_one_text = right.iter().all(|sighting| sighting.judged.text == right[0].judged.text);
            match (right.len(), self.order.pairs) {
                (0, _) if is_nothing_right => {}
                (0, _) => self.message(counts::missing(&terminal)),
                (2, true) | (1, false) => {}
                (_, true) => self.message(counts::not_twice(&terminal, &right)),
                (_, false) => self.message(counts::several(&terminal, &right)),
            }
            if !is_one_text {
                self.message(counts::newer(&terminal, &right));
            }
            self.tie_of(place, &right);
        }
        if !self.scanned.not_held.is_empty() {
            self.message(counts::not_held(self.scanned.not_held.len()));
        }
        if self.scanned.sightings.is_empty() && self.scanned.diagnostics.is_empty() {
            let at = Origin::NONE;
            self.message(unread::nothing_read(at));
        }
    }

    /// Whether the codes of a terminal hold its certificate.
    fn tie_of(&mut self, place: usize, right: &[Sighting]) {
        let has = |tie: Tie| right.iter().any(|sighting| sighting.judged.tie == Some(tie));
        if has(Tie::Held) {
            return;
        }
        if has(Tie::Behind) {
            let terminal = &self.scanned.register.terminals()[place];
            let is_slot = right.iter().all(|sighting| sighting.judged.verdict == Verdict::Slot);
            let told = counts::behind(terminal, is_slot, &self.order.against);
            self.message(told);
        } else if has(Tie::NotYet) {
            self.scanned.not_held.push(place);
        }
    }
}

impl Scanned {
    /// The right codes of the terminal at `place` on the register.
    pub fn right(&self, place: usize) -> impl Iterator<Item = &Sighting> {
        self.sightings.iter().filter(move |sighting| {
            sighting.judged.terminal == Some(place)
                && matches!(sighting.judged.verdict, Verdict::Right { .. } | Verdict::Slot)
        })
    }

    /// Whether every code was right and every terminal's label was read.
    pub fn is_all_right(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error)
    }

    /// Whether there was nothing to compare the codes with.
    pub fn is_unchecked(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::LabelUnchecked)
    }
}
