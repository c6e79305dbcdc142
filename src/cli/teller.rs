//! [`Teller`]: what a run tells while it is at work, put on the two streams as it comes.

use super::args::{Asked, Format, Task};
use super::json::Pieces;
use super::progress::Progress;
use super::speech::Language;
use super::tally::Tally;
use super::terminal::{self, Terminal};
use super::{report, summary, tally};
use crate::app::{CustomerReport, Event};
use crate::base::Origins;

/// Receives events and says them.
pub(super) struct Teller {
    language: Language,
    tally: Tally,
    pieces: Option<Pieces>,
    makes: bool,
    terminal: Terminal,
    progress: Option<Progress>,
}

impl Teller {
    /// Speaks as `asked` wants it.
    pub(super) fn new(asked: &Asked) -> Self {
        Self {
            language: asked.language,
            tally: Tally::default(),
            pieces: (asked.format == Format::Json).then(|| Pieces::of(&asked.task)),
            makes: matches!(asked.task, Task::Build(_)),
            terminal: Terminal::of_this_process(),
            progress: None,
        }
    }

    /// Says what there is to say.
    pub(super) fn on_event(&mut self, origins: &Origins, event: Event<'_>) {
        if let Event::Processed(report) = event {
            self.tally.add(report);
        }
        match (event, &mut self.pieces) {
            (Event::Processed(report), Some(pieces)) => {
                // What cannot be said now cannot be said at the end either: it is told there.
                let _ = terminal::say(&pieces.file(report, origins));
            }
            (Event::Started(_), Some(_)) => {}
            (event, None) => self.say(origins, event),
        }
    }

    fn say(&mut self, origins: &Origins, event: Event<'_>) {
        match event {
            Event::Started(count) if count > 1 => {
                self.progress = Some(Progress::new(count, self.terminal.is_graphical, self.language));
            }
            Event::Started(_) => {}
            Event::Processed(report) => self.processed(origins, report),
        }
    }

    /// Nothing more comes: what it all came to.
    pub(super) fn end(&mut self) -> (&Tally, Option<&Pieces>) {
        if let Some(progress) = &mut self.progress {
            progress.clear();
        }
        (&self.tally, self.pieces.as_ref())
    }

    fn processed(&mut self, origins: &Origins, report: &CustomerReport) {
        let faults = report::text(&report.diagnostics, origins, self.language, &self.terminal);
        let said = match &report.output {
            Some(made) if self.progress.is_some() => tally::line(made, report, self.language),
            Some(made) => summary::made(made, report, self.language),
            None => String::new(),
        };
        if let Some(progress) = &mut self.progress
            && (!faults.is_empty() || (self.makes && !said.is_empty()))
        {
            progress.clear();
        }
        terminal::tell(&faults);
        // What cannot be said now cannot be said at the end either: it is told there.
        let _ = terminal::say(&said);
        if let Some(progress) = &mut self.progress {
            progress.step();
        }
    }
}
