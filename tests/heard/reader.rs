//! A reader of tagged files: the nodes of the structure with what is said in them, in the order in which they are read.
//! It shares no code with the product.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A node of the structure, or a piece of content.
pub enum Heard {
    /// Words painted on a page.
    Words(String),
    /// A node.
    Node(Node),
}

/// A node of the structure.
pub struct Node {
    /// Its standard type.
    pub tag: String,
    /// Its other words.
    pub alt: Option<String>,
    /// Its attributes, of all owners.
    pub attributes: Dictionary,
    /// What is in it.
    pub kids: Vec<Heard>,
}

/// A marked sequence: what is shown in it.
#[derive(Default)]
pub struct Sequence {
    /// What it says to who takes other words for what is shown.
    pub words: String,
    /// Characters shown that no font knows by a number of Unicode.
    pub unknown: usize,
    /// Characters of private use without other words.
    pub private: usize,
}

/// The dictionary that `object` is, leads to, or has beside its stream.
pub fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    match document.dereference(object).ok()?.1 {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// What stands behind `key`, if that is a dictionary.
pub fn entry<'d>(document: &'d Document, of: &'d Dictionary, key: &str) -> Option<&'d Dictionary> {
    dictionary(document, of.get(key.as_bytes()).ok()?)
}

/// A name behind `key`.
pub fn name(of: &Dictionary, key: &str) -> String {
    let name = of.get(key.as_bytes()).and_then(Object::as_name).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

/// A text string as characters.
pub fn text(value: &Object) -> String {
    let bytes = value.as_str().unwrap_or_default();
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(units) => utf16(units),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// The children of a node as they stand in it.
pub fn kids(node: &Dictionary) -> Vec<&Object> {
    match node.get(b"K") {
        Ok(Object::Array(kids)) => kids.iter().collect(),
        Ok(kid) => vec![kid],
        Err(_) => Vec::new(),
    }
}

/// All sequences of all pages that have a number, by page and number.
pub fn sequences(document: &Document) -> BTreeMap<(ObjectId, i64), Sequence> {
    let mut found = BTreeMap::new();
    for page in document.page_iter() {
        let fonts = fonts(document, page);
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mut reader = PageReader { document, fonts: &fonts, font: None, open: Vec::new() };
        for operation in &content.operations {
            if let Some((number, sequence)) = reader.step(operation) {
                found.insert((page, number), sequence);
            }
        }
    }
    found
}

/// What each code of each font of a page means.
type Fonts = BTreeMap<Vec<u8>, BTreeMap<u16, String>>;

fn fonts(document: &Document, page: ObjectId) -> Fonts {
    let page = document.get_dictionary(page).unwrap();
    let fonts = entry(document, page, "Resources").and_then(|resources| entry(document, resources, "Font"));
    let fonts = fonts.into_iter().flat_map(Dictionary::iter);
    fonts
        .map(|(name, font)| (name.clone(), meanings(document, dictionary(document, font).unwrap())))
        .collect()
}

/// The table `ToUnicode` of a font.
pub fn meanings(document: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let Some(stream) = font.get(b"ToUnicode").ok().and_then(|id| document.dereference(id).ok()) else {
        return BTreeMap::new();
    };
    let bytes = stream.1.as_stream().unwrap().decompressed_content().unwrap();
    let table = String::from_utf8_lossy(&bytes).into_owned();
    let mut found = BTreeMap::new();
    // Our tables have one range in each block, with a list of what its codes mean.
    for range in table.split("beginbfrange").skip(1) {
        let range = range.split("endbfrange").next().unwrap();
        let strings: Vec<Vec<u8>> =
            range.split('<').skip(1).map(|hex| bytes_of(hex.split('>').next().unwrap())).collect();
        let code = |bytes: &[u8]| u16::from_be_bytes([bytes[0], bytes[1]]);
        let (first, last) = (code(&strings[0]), code(&strings[1]));
        assert_eq!(usize::from(last - first) + 3, strings.len());
        found.extend((first..=last).zip(strings[2..].iter().map(|words| utf16(words))));
    }
    found
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<char> = hex.chars().filter(char::is_ascii_hexdigit).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap()).collect()
}

/// A sequence that is open: its number, what it says, and other words for it.
type Open = (Option<i64>, Sequence, Option<String>);

struct PageReader<'a> {
    document: &'a Document,
    fonts: &'a Fonts,
    font: Option<&'a BTreeMap<u16, String>>,
    open: Vec<Open>,
}

impl PageReader<'_> {
    /// Takes an operation; hands out the sequence that it ends.
    fn step(&mut self, operation: &Operation) -> Option<(i64, Sequence)> {
        match operation.operator.as_str() {
            "Tf" => self.font = self.fonts.get(operation.operands[0].as_name().unwrap()),
            "BMC" => self.open.push(Open::default()),
            "BDC" => {
                let properties = dictionary(self.document, &operation.operands[1]);
                let number = properties.and_then(|of| of.get(b"MCID").ok()?.as_i64().ok());
                let other = properties.and_then(|of| of.get(b"ActualText").ok()).map(text);
                self.open.push((number, Sequence::default(), other));
            }
            "EMC" => return self.close(),
            "Tj" | "TJ" => operation.operands.iter().for_each(|shown| self.show(shown)),
            _ => {}
        }
        None
    }

    fn close(&mut self) -> Option<(i64, Sequence)> {
        let (number, mut sequence, other) = self.open.pop()?;
        if let Some(other) = other {
            sequence = Sequence { words: other, private: 0, ..sequence };
        }
        if let Some(number) = number {
            return Some((number, sequence));
        }
        if let Some((_, outer, _)) = self.open.last_mut() {
            outer.words += &sequence.words;
            outer.unknown += sequence.unknown;
            outer.private += sequence.private;
        }
        None
    }

    fn show(&mut self, shown: &Object) {
        match shown {
            Object::Array(parts) => parts.iter().for_each(|part| self.show(part)),
            Object::String(codes, _) => {
                let Some((_, sequence, _)) = self.open.last_mut() else { return };
                for pair in codes.chunks(2) {
                    let code = u16::from_be_bytes([pair[0], pair[1]]);
                    match self.font.and_then(|font| font.get(&code)) {
                        Some(words) => {
                            sequence.private += words.chars().filter(|one| is_private(*one)).count();
                            sequence.words += words;
                        }
                        None => sequence.unknown += 1,
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether `character` means something only by agreement.
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// The structure of a document; `None` if it has none.
pub fn structure(document: &Document) -> Option<Node> {
    let root = entry(document, document.catalog().ok()?, "StructTreeRoot")?;
    let top = entry(document, root, "K")?;
    Some(node(document, top, &sequences(document)))
}

fn node(document: &Document, of: &Dictionary, said: &BTreeMap<(ObjectId, i64), Sequence>) -> Node {
    let home = of.get(b"Pg").and_then(Object::as_reference).ok();
    let words = |page: Option<ObjectId>, number: i64| {
        let sequence = page.and_then(|page| said.get(&(page, number)));
        Heard::Words(sequence.map_or_else(String::new, |sequence| sequence.words.clone()))
    };
    let heard = |kid: &Object| match document.dereference(kid).ok()?.1 {
        Object::Integer(number) => Some(words(home, *number)),
        Object::Dictionary(kid) if kid.has(b"S") => Some(Heard::Node(node(document, kid, said))),
        Object::Dictionary(kid) => {
            let page = kid.get(b"Pg").and_then(Object::as_reference).ok();
            Some(words(page, kid.get(b"MCID").ok()?.as_i64().ok()?))
        }
        _ => None,
    };
    Node {
        tag: name(of, "S"),
        alt: of.get(b"Alt").ok().map(text),
        attributes: entry(document, of, "A").cloned().unwrap_or_default(),
        kids: kids(of).into_iter().filter_map(heard).collect(),
    }
}

/// All that a listener hears of a file, a line for each block, in the order of reading.
pub fn heard(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let mut out = String::new();
    match structure(&document) {
        Some(top) => block(&top, 0, &mut out),
        None => out.push_str("no structure\n"),
    }
    out
}

/// Whether a node is read in one line with what stands around it.
fn is_inline(node: &Node) -> bool {
    matches!(node.tag.as_str(), "Span" | "Link" | "Form" | "Figure" | "Lbl")
}

fn block(node: &Node, depth: usize, out: &mut String) {
    let mut line = node.tag.clone();
    for key in ["Scope", "ListNumbering"] {
        let value = name(&node.attributes, key);
        line += if value.is_empty() { "" } else { " " };
        line += &value.to_lowercase();
    }
    for key in ["ColSpan", "RowSpan"] {
        if let Some(cells) = node.attributes.get(key.as_bytes()).ok().and_then(|cells| cells.as_i64().ok()) {
            let _ = write!(line, " {}{cells}", key[..3].to_lowercase());
        }
    }
    if let Some(alt) = &node.alt {
        let _ = write!(line, " 〈{alt}〉");
    }
    let mut words = String::new();
    let mut inner = String::new();
    for kid in &node.kids {
        match kid {
            Heard::Node(kid) if !is_inline(kid) => block(kid, depth + 1, &mut inner),
            // Words behind a block would be told before it.
            _ if !inner.is_empty() => {
                let _ = write!(inner, "{}… ", "  ".repeat(depth + 1));
                inline(kid, &mut inner);
                inner.push('\n');
            }
            kid => inline(kid, &mut words),
        }
    }
    let _ = writeln!(out, "{}{}", "  ".repeat(depth), format!("{line} {words}").trim_end());
    out.push_str(&inner);
}

fn inline(heard: &Heard, out: &mut String) {
    match heard {
        Heard::Words(words) => out.push_str(words),
        Heard::Node(node) => {
            let state =
                match (name(&node.attributes, "Role").as_str(), name(&node.attributes, "checked").as_str()) {
                    ("", _) => "",
                    ("cb", "on") => "☑",
                    ("cb", _) => "☐",
                    ("rb", "on") => "◉",
                    ("rb", _) => "○",
                    _ => "＿",
                };
            let (open, close) = match node.tag.as_str() {
                "Form" | "Figure" => ("〔", "〕"),
                "Link" => ("→「", "」"),
                "Lbl" => ("", "　"),
                _ => ("", ""),
            };
            let _ = write!(out, "{open}{state}");
            match &node.alt {
                Some(alt) => out.push_str(alt),
                None => node.kids.iter().for_each(|kid| inline(kid, out)),
            }
            out.push_str(close);
        }
    }
}
