//! [`Message`]: an error, a warning or a note with all that is said of it. In: diagnostics. Out: text, and JSON.

use std::path::Path;

use serde::{Serialize, Serializer};

use super::drawing::{Drawing, Look};
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
        let place = self.place.as_ref().map(|spot| spot.words(language)).unwrap_or_default();
        let place = [self.whose(), place].join(" ").replace('\n', " ");
        let help = format!("{}{}", language.pick("対処：", "help: "), language.of(&self.help));
        let drawing = Drawing {
            severity: self.severity,
            head: self.head(language),
            place: harmless(place.trim()),
            text: harmless(language.of(&self.text)),
            excerpt: self.excerpt.as_ref(),
            help: harmless(&help),
        };
        drawing.lines(look)
    }

    /// `エラー[SP101]`.
    fn head(&self, language: Language) -> String {
        format!("{}[{}]", severity_word(self.severity, language), self.code)
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
        let place = self.place.as_ref().map(|spot| spot.words(language)).unwrap_or_default();
        let one_line = |text: &str| harmless(text).replace('\n', " ");
        let (text, help) = (one_line(language.of(&self.text)), one_line(language.of(&self.help)));
        let place = [self.whose(), place].join(" ");
        format!("{} {} {text} → {help}\n", self.head(language), one_line(place.trim_start()))
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
