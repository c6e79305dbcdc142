//! [`Walk`]: over a document from tag to tag. In: markup as our templates write it; out: its tags and the texts between
//! them, or [`Unusual`] if anything is: to understand any other markup, and to tell what is wrong with it, is for the
//! reader of XML.

use std::borrow::Cow;

use memchr::{memchr, memchr2};
use quick_xml::escape::unescape;

use super::dom::Attribute;

/// Markup that is better read otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unusual;

/// What begins where the walk has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<'t> {
    /// The start tag of an element of that name, up to its [attributes](Walk::attributes).
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
    /// Something in a value that does not stand for itself.
    pub(super) const SPECIAL: u8 = 4;
}

/// What each byte may be.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        let is_name = byte.is_ascii_alphanumeric() || byte == b'-';
        let is_white = matches!(byte, b' ' | b'\n');
        let is_special = matches!(byte, b'&' | b'<' | b'\t' | b'\n' | b'\r');
        kinds[byte as usize] =
            is_name as u8 * kind::NAME | is_white as u8 * kind::WHITE | is_special as u8 * kind::SPECIAL;
        byte += 1;
    }
    kinds
};

/// Whether `byte` is of that kind.
fn is(byte: u8, kind: u8) -> bool {
    KINDS[usize::from(byte)] & kind != 0
}

/// A walk over a text.
pub(super) struct Walk<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Walk<'t> {
    /// A walk that has not begun.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// How far it has come.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on there.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The text up to the next tag.
    pub(super) fn text(&mut self) -> Result<Cow<'t, str>, Unusual> {
        let rest = self.rest();
        let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        self.at += end;
        let text = &rest[..end];
        match memchr2(b'&', b'\r', text.as_bytes()) {
            None => Ok(Cow::Borrowed(text)),
            Some(_) => resolved(text),
        }
    }

    /// The tag that begins here.
    pub(super) fn tag(&mut self) -> Result<Found<'t>, Unusual> {
        match self.rest().as_bytes() {
            [] => Ok(Found::Over),
            [b'<', b'/', ..] => {
                self.at += 2;
                let name = self.name()?;
                self.expect(b'>')?;
                Ok(Found::End(name))
            }
            [b'<', ..] => {
                self.at += 1;
                self.name().map(Found::Start)
            }
            _ => Err(Unusual),
        }
    }

    /// The rest of a start tag, whose attributes are added to those. Returns whether it ends its element too.
    pub(super) fn attributes(&mut self, attributes: &mut Vec<Attribute<'t>>) -> Result<bool, Unusual> {
        let first = attributes.len();
        loop {
            let white = self.white();
            match self.rest().as_bytes() {
                [b'>', ..] => {
                    self.at += 1;
                    return Ok(false);
                }
                [b'/', b'>', ..] => {
                    self.at += 2;
                    return Ok(true);
                }
                _ if white == 0 => return Err(Unusual),
                _ => {}
            }
            let name = self.name()?;
            self.expect(b'=')?;
            self.expect(b'"')?;
            let value = self.value()?;
            if attributes[first..].iter().any(|other| other.name == name) {
                return Err(Unusual);
            }
            attributes.push(Attribute { name, value });
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn expect(&mut self, byte: u8) -> Result<(), Unusual> {
        let is_here = self.rest().as_bytes().first() == Some(&byte);
        self.at += usize::from(is_here);
        if is_here { Ok(()) } else { Err(Unusual) }
    }

    /// How much white there was.
    fn white(&mut self) -> usize {
        let white = self.rest().bytes().take_while(|byte| is(*byte, kind::WHITE)).count();
        self.at += white;
        white
    }

    fn name(&mut self) -> Result<&'t str, Unusual> {
        let rest = self.rest();
        let end = rest.bytes().take_while(|byte| is(*byte, kind::NAME)).count();
        self.at += end;
        let is_name = rest.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
        if is_name { Ok(&rest[..end]) } else { Err(Unusual) }
    }

    /// A value up to its closing quotation mark.
    fn value(&mut self) -> Result<Cow<'t, str>, Unusual> {
        let rest = self.rest();
        let end = memchr(b'"', rest.as_bytes()).ok_or(Unusual)?;
        self.at += end + 1;
        let value = &rest[..end];
        if !value.bytes().any(|byte| is(byte, kind::SPECIAL)) {
            return Ok(Cow::Borrowed(value));
        }
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
        let (mut walk, mut found) = (Walk::new(text), Vec::new());
        loop {
            let words = walk.text()?;
            found.extend((!words.is_empty()).then(|| format!("{words:?}")));
            match walk.tag()? {
                Found::Start(name) => {
                    let mut attributes = Vec::new();
                    let is_empty = walk.attributes(&mut attributes)?;
                    let attributes: String = attributes
                        .iter()
                        .map(|Attribute { name, value }| format!(" {name}={value:?}"))
                        .collect();
                    found.push(format!("<{name}{attributes}{}>", if is_empty { "/" } else { "" }));
                }
                Found::End(name) => found.push(format!("</{name}>")),
                Found::Over => return Ok(found),
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
