//! [`Reporter`]: what the program says, put on the two streams as it comes. In: the driver's events, and how a command
//! ended. Out: text or JSON on the streams, and the exit code. What is said is the business of `report`.

use std::path::Path;

use super::args::Format;
use super::progress::{Pace, ProgressLine};
use super::{interrupt, terminal};
use crate::app::{CustomerReport, Event, ScanEvent};
use crate::base::{Diagnostic, Origins};
use crate::report::{
    About, Alike, Conclusion, CustomerEntry, Exit, JsonForm, JsonWriter, Language, Look, Message, Outcome,
    ReportEvent, ScannedCode, Subject, Totals, messages_text,
};

/// Receives events and writes them.
pub(super) struct Reporter {
    language: Language,
    look: Look,
    totals: Totals,
    /// Messages of a run of several customers that are shown at its end.
    alike: Alike,
    json: Option<JsonWriter>,
    /// When the next event of progress is due.
    pace: Option<Pace>,
    progress: Option<ProgressLine>,
}

impl Reporter {
    /// Writes on `subject` in that format.
    pub(super) fn new(subject: Subject, format: Format) -> Self {
        let form = match format {
            Format::Text => None,
            Format::Json => Some(JsonForm::Object),
            Format::NdJson => Some(JsonForm::Lines),
        };
        Self {
            language: subject.language,
            look: terminal::look(),
            totals: Totals::default(),
            alike: Alike::default(),
            json: form.map(|form| JsonWriter::new(form, subject)),
            pace: None,
            progress: None,
        }
    }

    /// The sums so far.
    pub(super) const fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Writes an event of a run.
    pub(super) fn on_event(&mut self, origins: &Origins, event: Event<'_>) {
        match event {
            Event::Started(total) => self.started(total),
            Event::Processed(report) => self.report(report, origins),
        }
    }

    /// Writes an event of a scan.
    pub(super) fn on_scan_event(&mut self, origins: &Origins, event: ScanEvent<'_>) {
        let message = match event {
            ScanEvent::Code(register, sighting, message) => {
                let code = ScannedCode::of(register, sighting);
                match &self.json {
                    Some(json) => write_json(&json.event(ReportEvent::Code { code: &code })),
                    None => write(&code.line(self.language)),
                }
                message
            }
            ScanEvent::Message(message) => Some(message),
        };
        self.messages(message.map(std::slice::from_ref).unwrap_or_default(), None, origins);
    }

    /// Writes what became of a customer, or messages about the run as a whole.
    pub(super) fn report(&mut self, report: &CustomerReport, origins: &Origins) {
        match CustomerEntry::of(report, origins) {
            Some(entry) => self.customer(&entry),
            None => self.messages(&report.diagnostics, Some(&report.file), origins),
        }
    }

    /// Writes messages that are about no customer, but perhaps about that file or folder.
    pub(super) fn messages(&mut self, diagnostics: &[Diagnostic], file: Option<&Path>, origins: &Origins) {
        let messages = Message::list(diagnostics, About { customer: None, file }, origins);
        messages.iter().for_each(|message| self.totals.add_message(message));
        match &mut self.json {
            Some(json) => messages.into_iter().for_each(|message| write_json(&json.message(message))),
            None if messages.is_empty() => {}
            None => {
                self.clear();
                terminal::draw(&messages_text(&messages, self.language, &self.look));
            }
        }
    }

    /// Writes how the command ended, with the exit code that its messages make.
    pub(super) fn conclude(&mut self, outcome: Outcome) -> Exit {
        self.conclude_with(outcome, self.totals.exit)
    }

    /// Writes how the command ended, with that exit code. It is another if that cannot be written.
    pub(super) fn conclude_with(&mut self, outcome: Outcome, exit: Exit) -> Exit {
        self.clear();
        let conclusion = Conclusion::new(outcome, exit);
        let said = match &self.json {
            Some(json) => terminal::write_json(&json.end(&conclusion)),
            None => {
                terminal::draw(&self.alike.text(self.language, &self.look));
                terminal::write_err(&conclusion.notice(self.language));
                terminal::write_out(&conclusion.text(self.language))
            }
        };
        if said.is_ok() { exit } else { exit.max(Exit::Access) }
    }

    /// The exit code of a run of which so many customers were not processed.
    pub(super) fn exit_of_run(&self, left: usize) -> Exit {
        if interrupt::came() && left > 0 { Exit::Interrupted } else { self.totals.exit }
    }

    fn started(&mut self, total: usize) {
        match &self.json {
            Some(json) => {
                write_json(&json.event(ReportEvent::Started { total }));
                self.pace = Some(Pace::of_events(total));
            }
            None if total > 1 => {
                self.progress = Some(ProgressLine::new(total, self.look.is_terminal, self.language));
            }
            None => {}
        }
    }

    fn customer(&mut self, entry: &CustomerEntry) {
        self.totals.add(entry);
        if let Some(json) = &mut self.json {
            write_json(&json.customer(entry));
            if let Some(progress) = self.pace.as_mut().and_then(Pace::step) {
                write_json(&json.event(ReportEvent::Progress { progress }));
            }
            return;
        }
        let messages = match &self.progress {
            Some(_) => messages_text(&self.alike.take(&entry.messages), self.language, &self.look),
            None => messages_text(&entry.messages, self.language, &self.look),
        };
        let text = match &self.progress {
            Some(_) => entry.line(self.language),
            None => entry.text(self.language),
        };
        if !messages.is_empty() || !text.is_empty() {
            self.clear();
        }
        terminal::draw(&messages);
        write(&text);
        if let Some(progress) = &mut self.progress {
            progress.step();
        }
    }

    fn clear(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.clear();
        }
    }
}

/// Writes to standard output. What cannot be written now cannot be written at the end either: that is reported there.
fn write(text: &str) {
    let _ = terminal::write_out(text);
}

/// As [`write()`], for JSON.
fn write_json(text: &str) {
    let _ = terminal::write_json(text);
}
