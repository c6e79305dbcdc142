//! [`JsonWriter`]: the report as JSON, for programs, written as it comes. In: the values of the report. Out: text for
//! standard output. The form is described in docs/json.md.

use serde::Serialize;

use super::customer::CustomerEntry;
use super::event::ReportEvent;
use super::language::Language;
use super::message::Message;
use super::outcome::Conclusion;

/// Goes up when a key changes its meaning or goes away.
const VERSION: u32 = 2;

/// How the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonForm {
    /// One object, indented.
    Object,
    /// A line for each event; the last is the object.
    Lines,
}

/// What the report is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject {
    /// The command as the user types it; none if the command line is not understood.
    pub(crate) command: Option<&'static str>,
    /// The language of `--lang`.
    pub(crate) language: Language,
}

/// The report while it is written. Of an indented object the customers are not kept.
#[derive(Debug)]
pub(crate) struct JsonWriter {
    form: JsonForm,
    subject: Subject,
    customers: usize,
    /// Customers of the last line, as JSON.
    kept: String,
    messages: Vec<Message>,
}

/// The end of the object.
#[derive(Serialize)]
struct End<'a> {
    messages: &'a [Message],
    #[serde(flatten)]
    conclusion: &'a Conclusion,
}

impl JsonWriter {
    /// A report of which nothing is written yet.
    pub(crate) const fn new(form: JsonForm, subject: Subject) -> Self {
        Self { form, subject, customers: 0, kept: String::new(), messages: Vec::new() }
    }

    /// What is to be written for an event.
    pub(crate) fn event(&self, event: ReportEvent<'_>) -> String {
        match self.form {
            JsonForm::Object => String::new(),
            JsonForm::Lines => line(&event) + "\n",
        }
    }

    /// What is to be written for a message that is about no customer.
    pub(crate) fn message(&mut self, message: Message) -> String {
        let text = self.event(ReportEvent::Message { message: &message });
        self.messages.push(message);
        text
    }

    /// What is to be written for a customer.
    pub(crate) fn customer(&mut self, entry: &CustomerEntry) -> String {
        let is_first = self.customers == 0;
        self.customers += 1;
        if self.form == JsonForm::Object {
            let before = if is_first { self.begin() } else { ",".to_owned() };
            return format!("{before}\n    {}", indented(entry).replace('\n', "\n    "));
        }
        if !is_first {
            self.kept.push(',');
        }
        self.kept += &line(entry);
        let messages = entry.messages.iter().map(|message| self.event(ReportEvent::Message { message }));
        let messages: String = messages.collect();
        messages + &self.event(ReportEvent::Processed { result: &entry.result })
    }

    /// The end of the object; in lines, the object.
    pub(crate) fn end(&self, conclusion: &Conclusion) -> String {
        let end = End { messages: &self.messages, conclusion };
        match self.form {
            JsonForm::Object => {
                let before = if self.customers == 0 { self.begin() + "]" } else { "\n  ]".to_owned() };
                format!("{before},{}\n", indented(&end).trim_start_matches('{'))
            }
            JsonForm::Lines => {
                let end = line(&end);
                format!("{}{}],{}\n", self.begin(), self.kept, end.trim_start_matches('{'))
            }
        }
    }

    /// What stands before the customers.
    fn begin(&self) -> String {
        let Subject { command, language } = self.subject;
        let language = language.pick("ja", "en");
        let command = command.map_or("null".to_owned(), |command| format!("\"{command}\""));
        match self.form {
            JsonForm::Object => format!(
                "{{\n  \"version\": {VERSION},\n  \"command\": {command},\n  \"language\": \"{language}\",\n  \"customers\": ["
            ),
            JsonForm::Lines => format!(
                "{{\"version\":{VERSION},\"command\":{command},\"language\":\"{language}\",\"customers\":["
            ),
        }
    }
}

/// Numbers and texts only: there is nothing in a value that JSON cannot say.
fn indented(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
