//! XML of a workbook. In: a stream of bytes. Out: events with names without prefixes, within limits. Knows quick-xml;
//! elements have no meaning here.

use std::io::{self, BufRead, ErrorKind, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::value::TableError;
use super::workbook_errors::{bomb, broken, declares, too_deep};

/// Deepest nesting: sheets have less than 20 levels.
const MAX_DEPTH: usize = 64;

/// Most bytes of a tag or of a text between two tags: a cell's text has at most 130,000.
const MAX_EVENT: usize = 4 * 1024 * 1024;

/// The XML of a part.
pub(super) struct Xml<R> {
    reader: Reader<EventReader<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next.
pub(super) enum Token<'b> {
    /// An element begins.
    Open(BytesStart<'b>),
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
        let mut reader = Reader::from_reader(EventReader { source, left: MAX_EVENT });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next event; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'_>>, TableError> {
        self.buffer.clear();
        self.reader.get_mut().left = MAX_EVENT;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| failed(&error))?;
        Ok(Some(match event {
            Event::Eof if self.depth > 0 => return Err(broken("XML")),
            Event::Eof => return Ok(None),
            Event::DocType(_) => return Err(declares()),
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(too_deep());
                }
                Token::Open(start)
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Token::Close(end.local_name().as_ref().to_owned())
            }
            Event::Text(text) => Token::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Token::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(name) => Token::Text(resolved(&name.xml10_content())?),
            _ => Token::Other,
        }))
    }

    /// Skips the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), TableError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
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
    pub(super) fn open(&self, name: &str) -> Option<&BytesStart<'_>> {
        match self {
            Token::Open(start) if start.local_name().as_ref() == name => Some(start),
            _ => None,
        }
    }
}

/// The value of an attribute, by its name without a prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Whether an attribute is true.
pub(super) fn is_set(start: &BytesStart<'_>, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| matches!(value.as_str(), "1" | "true"))
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
