//! [`Message`]: an error, a warning or a note with all that is said of it. In: diagnostics. Out: text, and JSON. Knows
//! miette.

use std::fmt;
use std::path::Path;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use serde::{Serialize, Serializer};

use super::exit::Exit;
use super::language::Language;
use super::place::{Excerpt, Spot, Within, excerpt, harmless};
use crate::app::ReportedCustomer;
use crate::base::{Diagnostic, Origins, Severity, Words};

/// An error, a warning or a note.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Message {
    /// How bad it is.
    #[serde(serialize_with = "severity_key")]
    pub(super) severity: Severity,
    /// Which rule it is about, such as `SP101`.
    code: &'static str,
    /// Whom it is about; none for a message about the run or the command as a whole.
    customer: Option<ReportedCustomer>,
    /// The customer in words; empty for a message about a file as a whole or another file, whoever it came with.
    #[serde(skip)]
    whose: String,
    /// Where to look.
    place: Option<Spot>,
    /// What is there and why that is wrong.
    text: Words,
    /// What to write or do instead.
    help: Words,
    /// The line that it is about.
    excerpt: Option<Excerpt>,
    /// The exit code that it makes of a run.
    #[serde(skip)]
    pub(super) exit: Exit,
}

impl Message {
    /// The messages of `diagnostics`, which are about `subject`.
    pub(crate) fn list(diagnostics: &[Diagnostic], subject: About<'_>, origins: &Origins) -> Vec<Self> {
        let About { customer, file } = subject;
        let message = |diagnostic: &Diagnostic| Self {
            severity: diagnostic.severity,
            code: diagnostic.code.as_str(),
            customer: customer.cloned(),
            whose: match Spot::of(diagnostic.at, origins) {
                Some(spot) if !spot.is_in(file) => String::new(),
                _ => customer.map(customer_words).unwrap_or_default(),
            },
            place: Spot::of(diagnostic.at, origins).or_else(|| Spot::whole(file?)),
            text: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            excerpt: excerpt(diagnostic, diagnostics, origins),
            exit: Exit::of(diagnostic.severity, diagnostic.code),
        };
        diagnostics.iter().map(message).collect()
    }

    fn text(&self, language: Language, look: &Look) -> String {
        if let Some(Spot { within: Within::Cell { .. }, .. }) = self.place {
            return self.line(language);
        }
        let shown = Shown::new(self, language);
        let footer = format!("{}{}", language.pick("対処：", "help: "), harmless(language.of(&self.help)));
        let mut text = String::new();
        // Writing into a string cannot fail; if it does, the plain message is still better than nothing.
        if handler(look, footer).render_report(&mut text, &shown).is_err() {
            text.push_str(&shown.text);
        }
        text + "\n"
    }

    /// Whom it is about, as the office calls the customer: `K-0001 さくら内科クリニック`.
    pub(super) fn whose(&self) -> String {
        self.whose.clone()
    }

    /// Which rule it is about.
    pub(super) const fn code(&self) -> &'static str {
        self.code
    }

    /// Whose it is and what is wrong, in one line.
    pub(super) fn of_customer(&self, language: Language) -> String {
        let mut whose = self.whose();
        if whose.is_empty() {
            whose = self.place.as_ref().map(|spot| spot.file.clone()).unwrap_or_default();
        }
        let text = format!("{whose}  {} ({})", language.of(&self.text), self.code);
        harmless(&text).replace('\n', " ")
    }

    /// A message about a cell: a sheet has many, and no line to show, so each is one line.
    fn line(&self, language: Language) -> String {
        let severity = severity_word(self.severity, language);
        let place = self.place.as_ref().map(|spot| spot.words(language)).unwrap_or_default();
        let one_line = |text: &str| harmless(text).replace('\n', " ");
        let (text, help) = (one_line(language.of(&self.text)), one_line(language.of(&self.help)));
        let place = [self.whose(), place].join(" ");
        format!("{severity}[{}] {} {text} → {help}\n", self.code, one_line(place.trim_start()))
    }
}

/// Most characters of a name in a message.
const LONGEST_NAME: usize = 40;

fn shortened(word: &str) -> String {
    let mut short: String = word.chars().take(LONGEST_NAME).collect();
    if short.len() < word.len() {
        short.push('…');
    }
    short
}

/// A customer as the office calls it, by number and name.
pub(super) fn customer_words(customer: &ReportedCustomer) -> String {
    let number = customer.customer_no.as_ref().or(customer.code.as_ref());
    let words = [number, customer.name.as_ref()].into_iter().flatten().map(|word| shortened(word));
    words.collect::<Vec<_>>().join(" ")
}

/// What messages are about, where they do not say that more exactly.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    /// Whom; none for the run or the command as a whole.
    pub(crate) customer: Option<&'a ReportedCustomer>,
    /// The file or folder.
    pub(crate) file: Option<&'a Path>,
}

/// What the place where text is shown can draw.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Draw with lines of the box-drawing block.
    pub(crate) is_graphical: bool,
    /// Colours may be used.
    pub(crate) is_coloured: bool,
    /// Columns to wrap at.
    pub(crate) width: usize,
}

/// The messages, each with its place, the line that it is about and what to do.
pub(crate) fn messages_text(messages: &[Message], language: Language, look: &Look) -> String {
    let mut sorted: Vec<&Message> = messages.iter().collect();
    // What must be mended comes first.
    sorted.sort_by_key(|message| std::cmp::Reverse(message.severity));
    sorted.into_iter().map(|message| message.text(language, look)).collect()
}

/// How many of `messages` are so bad.
pub(super) fn count(messages: &[Message], severity: Severity) -> usize {
    messages.iter().filter(|message| message.severity == severity).count()
}

fn handler(look: &Look, footer: String) -> GraphicalReportHandler {
    let characters = if look.is_graphical { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let styles = if look.is_coloured { ThemeStyles::ansi() } else { ThemeStyles::none() };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(look.width)
        .with_context_lines(0)
        .with_urls(false)
        .without_syntax_highlighting()
        .with_footer(footer)
}

/// A message in one language, as miette wants it.
#[derive(Debug)]
struct Shown {
    severity: Severity,
    head: String,
    text: String,
    line: Option<ShownLine>,
}

impl Shown {
    fn new(message: &Message, language: Language) -> Self {
        let severity = severity_word(message.severity, language);
        let spot = message.place.as_ref().map(|spot| spot.words(language)).unwrap_or_default();
        let spot = harmless(&[message.whose(), spot].join(" "));
        Self {
            severity: message.severity,
            head: format!("{severity}[{}] {}", message.code, spot.trim()).trim_end().to_owned(),
            text: harmless(language.of(&message.text)),
            line: message.excerpt.as_ref().map(ShownLine::new),
        }
    }
}

const fn severity_word(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("エラー", "error"),
        Severity::Warning => language.pick("注意", "warning"),
        Severity::Note => language.pick("お知らせ", "note"),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn severity_key<S: Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity_word(*severity, Language::English))
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
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
        self.line.as_ref().map(|line| line as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let ShownLine { start, length, .. } = self.line.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::underline((*start, *length)))))
    }
}

/// The one line that is shown, under its own number.
#[derive(Debug)]
struct ShownLine {
    text: String,
    line: usize,
    /// Bytes of the wrong part.
    start: usize,
    length: usize,
}

impl ShownLine {
    fn new(excerpt: &Excerpt) -> Self {
        let Excerpt { line, before, wrong, after } = excerpt;
        let text = format!("{before}{wrong}{after}");
        Self { text, line: *line, start: before.len(), length: wrong.len() }
    }
}

impl SourceCode for ShownLine {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let data = self.text.as_bytes();
        let whole = SourceSpan::from((0, data.len()));
        Ok(Box::new(MietteSpanContents::new(data, whole, self.line - 1, 0, 1)))
    }
}
