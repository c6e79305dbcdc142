//! [`Tokens`]: the tags of a document and the texts between them, one after the other. In: markup as our templates write
//! it; out: tokens, or [`Unusual`] if anything is: to understand any other markup, and to tell what is wrong with it, is
//! for the reader of XML.

use std::borrow::Cow;

use memchr::{memchr, memchr2};
use quick_xml::escape::unescape;

use super::dom::Attribute;

/// Markup that is better read otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unusual;

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// The start tag of an element of that name, up to its [attributes](Tokens::attributes).
    Start(&'t str),
    /// A whole end tag.
    End(&'t str),
    /// Nothing more.
    Over,
}

/// What a byte may be.
mod kind {
    /// Part of a name.
    pub(super) const NAME: u8 = 1;
    /// White between attributes.
    pub(super) const WHITE: u8 = 2;
    /// The end of a value, or something in it that does not stand for itself.
    pub(super) const SPECIAL: u8 = 4;
}

/// What each byte may be.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        let is_name = byte.is_ascii_alphanumeric() || byte == b'-';
        let is_white = matches!(byte, b' ' | b'\n');
        let is_special = matches!(byte, b'"' | b'&' | b'<' | b'\t' | b'\n' | b'\r');
        kinds[byte as usize] = (is_name as u8 * kind::NAME)
            | (is_white as u8 * kind::WHITE)
            | (is_special as u8 * kind::SPECIAL);
        byte += 1;
    }
    kinds
};

/// Whether `byte` is of that kind.
fn is(byte: u8, kind: u8) -> bool {
    KINDS[usize::from(byte)] & kind != 0
}

/// The tokens of a text.
pub(super) struct Tokens<'t> {
    text: &'t str,
    /// What of it is still to come.
    rest: &'t str,
}

impl<'t> Tokens<'t> {
    /// All tokens of `text` are still to come.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, rest: text }
    }

    /// Where the next one begins.
    pub(super) fn at(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// Goes on there.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.rest = &self.text[at..];
    }

    /// The text up to the next tag.
    pub(super) fn text(&mut self) -> Result<Cow<'t, str>, Unusual> {
        let end = memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len());
        let text = self.take(end);
        match memchr2(b'&', b'\r', text.as_bytes()) {
            None => Ok(Cow::Borrowed(text)),
            Some(_) => resolved(text),
        }
    }

    /// The tag that begins here.
    pub(super) fn tag(&mut self) -> Result<Token<'t>, Unusual> {
        match self.rest.as_bytes() {
            [] => Ok(Token::Over),
            [b'<', b'/', ..] => {
                self.take(2);
                let name = self.name()?;
                self.want(">")?;
                Ok(Token::End(name))
            }
            _ => {
                self.want("<")?;
                self.name().map(Token::Start)
            }
        }
    }

    /// The rest of a start tag, whose attributes are added to those. Returns whether it ends its element too.
    pub(super) fn attributes(&mut self, attributes: &mut Vec<Attribute<'t>>) -> Result<bool, Unusual> {
        let first = attributes.len();
        loop {
            let white = self.take(self.count(kind::WHITE));
            match self.rest.as_bytes() {
                [b'>', ..] => {
                    self.take(1);
                    return Ok(false);
                }
                [b'/', b'>', ..] => {
                    self.take(2);
                    return Ok(true);
                }
                _ if white.is_empty() => return Err(Unusual),
                _ => {}
            }
            let name = self.name()?;
            self.want("=\"")?;
            let value = self.value()?;
            if attributes[first..].iter().any(|other| other.name == name) {
                return Err(Unusual);
            }
            attributes.push(Attribute { name, value });
        }
    }

    /// The next `count` bytes.
    fn take(&mut self, count: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }

    /// How many bytes of that kind come next.
    fn count(&self, kind: u8) -> usize {
        self.rest.bytes().take_while(|byte| is(*byte, kind)).count()
    }

    fn want(&mut self, wanted: &str) -> Result<(), Unusual> {
        self.rest = self.rest.strip_prefix(wanted).ok_or(Unusual)?;
        Ok(())
    }

    fn name(&mut self) -> Result<&'t str, Unusual> {
        let name = self.take(self.count(kind::NAME));
        if name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) { Ok(name) } else { Err(Unusual) }
    }

    /// A value up to its closing quotation mark.
    fn value(&mut self) -> Result<Cow<'t, str>, Unusual> {
        let end = self.rest.bytes().position(|byte| is(byte, kind::SPECIAL)).ok_or(Unusual)?;
        if self.rest.as_bytes()[end] == b'"' {
            let value = self.take(end);
            self.take(1);
            return Ok(Cow::Borrowed(value));
        }
        let (value, rest) = self.rest.split_once('"').ok_or(Unusual)?;
        self.rest = rest;
        // White in it would become spaces.
        if value.contains(['<', '\t', '\n']) { Err(Unusual) } else { resolved(value) }
    }
}

/// Text with its references resolved.
fn resolved(text: &str) -> Result<Cow<'_, str>, Unusual> {
    if text.contains('\r') {
        return Err(Unusual);
    }
    unescape(text).map_err(|_| Unusual)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that is in `text`, or an `Err` where something is unusual.
    fn found(text: &str) -> Result<Vec<String>, Unusual> {
        let (mut tokens, mut found) = (Tokens::new(text), Vec::new());
        loop {
            let words = tokens.text()?;
            found.extend((!words.is_empty()).then(|| format!("{words:?}")));
            match tokens.tag()? {
                Token::Start(name) => {
                    let mut attributes = Vec::new();
                    let is_empty = tokens.attributes(&mut attributes)?;
                    let attributes: String = attributes
                        .iter()
                        .map(|Attribute { name, value }| format!(" {name}={value:?}"))
                        .collect();
                    found.push(format!("<{name}{attributes}{}>", if is_empty { "/" } else { "" }));
                }
                Token::End(name) => found.push(format!("</{name}>")),
                Token::Over => return Ok(found),
            }
        }
    }

    #[test]
    fn tags_and_texts_are_found_whatever_is_in_them() {
        let text = "<ol a=\"1 > 0\"\n data-b='' >".replace("''", "\"\"") + "あ &lt;&#38;<br/> </ol>";
        let expected = ["<ol a=\"1 > 0\" data-b=\"\">", "\"あ <&\"", "<br/>", "\" \"", "</ol>"];
        assert_eq!(found(&text).unwrap(), expected);
        assert_eq!(found("<p a=\"&quot;\"/>").unwrap(), ["<p a=\"\\\"\"/>"]);
    }

    #[test]
    fn what_is_unusual_is_left_to_the_reader() {
        for text in [
            "<p a=\"></p>",
            "<!-- --><p/>",
            "<?xml version=\"1.0\"?><p/>",
            "<p",
            "<",
            "<1/>",
            "</p >",
            "<p a='1'/>",
            "<p a=1/>",
            "<p a/>",
            "<p a=\"1\"b=\"1\"/>",
            "<p a=\"1\" a=\"1\"/>",
            "<p a=\"<\"/>",
            "<p a=\"1\n2\"/>",
            "<p a=\"&none;\"/>",
            "<p>&none;</p>",
            "<p>a & b</p>",
            "<p>a\r\n</p>",
            "<a:p/>",
        ] {
            assert_eq!(found(text), Err(Unusual), "{text}");
        }
    }
}
