//! XML of a workbook. In: a stream of bytes. Out: events of the elements that the formats themselves define, by their
//! local names, within limits. Elements of other namespaces are extensions of some program: they have no events, only
//! the text in them has. Knows quick-xml; elements have no meaning here.

use std::io::{self, BufRead, ErrorKind, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::NamespaceResolver;
use quick_xml::reader::NsReader;

use super::namespaces::{Vocabulary, is_known, vocabulary};
use super::value::TableError;
use super::workbook_errors::{bomb, broken, declares, too_deep};

/// Deepest nesting: sheets have less than 20 levels.
const MAX_DEPTH: usize = 64;

/// Most bytes of a tag or of a text between two tags: a cell's text has at most 130,000.
const MAX_EVENT: usize = 4 * 1024 * 1024;

/// The XML of a part.
pub(super) struct Xml<R> {
    reader: NsReader<EventReader<R>>,
    buffer: Vec<u8>,
    /// The elements that are open, the root first.
    open: Vec<Vocabulary>,
}

/// The begin of an element of the format.
pub(super) struct Element<'b> {
    start: BytesStart<'b>,
    names: &'b NamespaceResolver,
}

/// What comes next.
pub(super) enum Token<'b> {
    /// An element begins.
    Open(Element<'b>),
    /// An element of that name ends.
    Close(String),
    /// Text, with references resolved.
    Text(String),
    /// Something else.
    Other,
}

impl<R: BufRead> Xml<R> {
    /// A stream over `source`.
    pub(super) fn new(source: R) -> Self {
        let mut reader = NsReader::from_reader(EventReader { source, left: MAX_EVENT });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), open: Vec::new() }
    }

    /// The next event; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'_>>, TableError> {
        self.buffer.clear();
        self.reader.get_mut().left = MAX_EVENT;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| failed(&error))?;
        Ok(Some(match event {
            Event::Eof if !self.open.is_empty() => return Err(broken("XML")),
            Event::Eof => return Ok(None),
            Event::DocType(_) => return Err(declares()),
            Event::Start(start) => {
                let names = self.reader.resolver();
                let own = vocabulary(names, start.name(), &self.open);
                self.open.push(own);
                if self.open.len() > MAX_DEPTH {
                    return Err(too_deep());
                }
                if own.is_of_format() { Token::Open(Element { start, names }) } else { Token::Other }
            }
            Event::End(end) => match self.open.pop() {
                Some(own) if own.is_of_format() => Token::Close(end.local_name().as_ref().to_owned()),
                _ => Token::Other,
            },
            Event::Text(text) => Token::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Token::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(name) => Token::Text(resolved(&name.xml10_content())?),
            _ => Token::Other,
        }))
    }

    /// Skips the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), TableError> {
        let outside = self.open.len().saturating_sub(1);
        while self.open.len() > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }
}

/// A stream that stops within an event that is too long to be kept.
struct EventReader<R> {
    source: R,
    left: usize,
}

impl<R: BufRead> Read for EventReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.source.read(buffer)
    }
}

impl<R: BufRead> BufRead for EventReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 { Err(beyond_bounds()) } else { self.source.fill_buf() }
    }

    fn consume(&mut self, length: usize) {
        self.left = self.left.saturating_sub(length);
        self.source.consume(length);
    }
}

/// The error of a stream that holds more than is read.
pub(super) fn beyond_bounds() -> io::Error {
    ErrorKind::FileTooLarge.into()
}

fn failed(error: &quick_xml::Error) -> TableError {
    match error {
        quick_xml::Error::Io(io) if io.kind() == ErrorKind::FileTooLarge => bomb(),
        _ => broken(&error.to_string()),
    }
}

impl Token<'_> {
    /// The element that begins, if it has this name.
    pub(super) fn open(&self, name: &str) -> Option<&Element<'_>> {
        match self {
            Token::Open(element) if element.name() == name => Some(element),
            _ => None,
        }
    }
}

/// The value of an attribute that the format defines, by its name without a prefix.
pub(super) fn attribute(element: &Element<'_>, name: &str) -> Option<String> {
    let mut attributes = element.start.attributes();
    let is_it = |key| {
        let (namespace, local) = element.names.resolve_attribute(key);
        local.as_ref() == name && is_known(&namespace)
    };
    let found = attributes.with_checks(false).flatten().find(|one| is_it(one.key))?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Whether an attribute of this name and value exists in any namespace.
pub(super) fn any_attribute_is(element: &Element<'_>, name: &str, value: &str) -> bool {
    let mut attributes = element.start.attributes();
    let mut found = attributes.with_checks(false).flatten();
    found.any(|one| one.key.local_name().as_ref() == name && one.value.as_ref() == value)
}

/// Whether an attribute is true.
pub(super) fn is_set(element: &Element<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| is_true(&value))
}

/// Whether the value of an attribute says yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true")
}

/// The character of a reference: one of the five names of XML, or a number. Without a DTD there are no others.
fn resolved(name: &str) -> Result<String, TableError> {
    let number = name.strip_prefix('#').map(|digits| match digits.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => digits.parse(),
    });
    Ok(match (name, number) {
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        (_, Some(Ok(number))) => char::from_u32(number).unwrap_or('\u{FFFD}').to_string(),
        _ => return Err(declares()),
    })
}
