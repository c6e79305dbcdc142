//! Diagnostics in, text for standard error out. Knows miette.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::place::{Excerpt, Spot, excerpt, harmless};
use super::speech::Language;
use super::terminal::Terminal;
use crate::base::{Diagnostic, Origins, Place, Severity};

/// All of `diagnostics`, each with its place, the line at fault and what to do.
pub(super) fn text(
    diagnostics: &[Diagnostic],
    origins: &Origins,
    language: Language,
    terminal: &Terminal,
) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        if let Some(Place::Cell { .. }) = origins.place(diagnostic.at) {
            text.push_str(&line(diagnostic, origins, language));
            continue;
        }
        let told = Told::new(diagnostic, diagnostics, origins, language);
        let handler = handler(terminal, told.footer(language));
        // Writing into a string cannot fail; if it does, the plain message is still better than nothing.
        if handler.render_report(&mut text, &told).is_err() {
            text.push_str(&told.message);
        }
        text.push('\n');
    }
    text
}

/// A diagnostic about a cell: a sheet has many, and no line to show, so each is one line.
fn line(diagnostic: &Diagnostic, origins: &Origins, language: Language) -> String {
    let severity = severity_word(diagnostic.severity, language);
    let place = Spot::of(diagnostic.at, origins).map(|spot| spot.words(language)).unwrap_or_default();
    let (message, help) = (language.of(&diagnostic.message), language.of(&diagnostic.help));
    let one_line = |text: &str| harmless(text).replace('\n', " ");
    format!(
        "{severity}[{}] {} {} → {}\n",
        diagnostic.code.as_str(),
        one_line(&place),
        one_line(message),
        one_line(help)
    )
}

fn handler(terminal: &Terminal, footer: String) -> GraphicalReportHandler {
    let characters =
        if terminal.is_graphical { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let styles = if terminal.is_coloured { ThemeStyles::ansi() } else { ThemeStyles::none() };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(terminal.width)
        .with_context_lines(0)
        .with_urls(false)
        .without_syntax_highlighting()
        .with_footer(footer)
}

/// A diagnostic in one language, as miette wants it.
#[derive(Debug)]
struct Told {
    severity: Severity,
    head: String,
    message: String,
    help: String,
    excerpt: Option<Line>,
}

impl Told {
    fn new(diagnostic: &Diagnostic, all: &[Diagnostic], origins: &Origins, language: Language) -> Self {
        let code = diagnostic.code.as_str();
        let severity = severity_word(diagnostic.severity, language);
        let spot = Spot::of(diagnostic.at, origins).map(|spot| harmless(&spot.words(language)));
        Self {
            severity: diagnostic.severity,
            head: format!("{severity}[{code}] {}", spot.unwrap_or_default()).trim_end().to_owned(),
            message: harmless(language.of(&diagnostic.message)),
            help: harmless(language.of(&diagnostic.help)),
            excerpt: excerpt(diagnostic, all, origins).map(Line),
        }
    }

    fn footer(&self, language: Language) -> String {
        format!("{}{}", language.pick("対処：", "help: "), self.help)
    }
}

pub(super) const fn severity_word(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("エラー", "error"),
        Severity::Warning => language.pick("注意", "warning"),
        Severity::Note => language.pick("お知らせ", "note"),
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Told {}

impl miette::Diagnostic for Told {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.head))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|line| line as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let Line(Excerpt { start, length, .. }) = self.excerpt.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::underline((*start, *length)))))
    }
}

/// The one line that is shown, under its own number.
#[derive(Debug)]
struct Line(Excerpt);

impl SourceCode for Line {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let data = self.0.text.as_bytes();
        let whole = SourceSpan::from((0, data.len()));
        Ok(Box::new(MietteSpanContents::new(data, whole, self.0.line - 1, 0, 1)))
    }
}
