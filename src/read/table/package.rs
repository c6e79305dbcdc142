//! The ZIP file of a workbook. In: bytes. Out: its parts as XML. The directory is checked before anything is
//! decompressed: passwords, entries that share bytes or a name, and extreme sizes are rejected. A part is read to its
//! end once, so that its sum is checked, before anything in it is believed. Sheets are not read here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::relations::{canonical, relations};
use super::value::TableError;
use super::workbook_errors::{bomb, broken, not_a_workbook, password};
use super::xml::{Token, Xml, beyond_bounds};

/// A workbook's zip.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// The index of each part, by its [`canonical`] name.
    names: BTreeMap<String, usize>,
    /// Parts whose sum was found right.
    verified: BTreeSet<usize>,
    /// How many more bytes of parts may be read, again and again.
    left: u64,
    /// It has macros. They are not read.
    pub(super) has_macros: bool,
}

/// What kind of workbook it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WorkbookKind {
    /// Office Open XML (ISO/IEC 29500).
    Xlsx,
    /// `OpenDocument` (ISO/IEC 26300).
    Ods,
}

/// A part of a workbook, decompressed while it is read.
pub(super) struct PartReader<'p> {
    file: BufReader<ZipFile<'p, Cursor<Vec<u8>>>>,
    left: &'p mut u64,
}

/// Most entries: a workbook of a hundred sheets with pictures has a few hundred.
const MOST_ENTRIES: usize = 2_000;
/// Most bytes of all entries after decompression: 25,000 rows of 30 columns take about 40 MB.
const MOST_INFLATED: u64 = 256 * 1024 * 1024;
/// Most bytes of a part that is kept as a whole (shared texts, styles).
const MOST_KEPT: u64 = 48 * 1024 * 1024;
/// Highest compression ratio of a larger part: a higher one is a ZIP bomb. Real sheets have 10 to 50.
const MOST_RATIO: u64 = 250;
/// Smaller parts may have any compression ratio, in bytes.
const HARMLESS: u64 = 8 * 1024 * 1024;
/// Most bytes of parts that are read in all. A part with many sheets is read once for each of them.
const MOST_READ: u64 = 512 * 1024 * 1024;

impl Package {
    /// Opens the ZIP file in `bytes`; returns the kind of workbook too.
    pub(super) fn open(bytes: Vec<u8>) -> Result<(Self, WorkbookKind), TableError> {
        refuse_others(&bytes)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
        let mut package = Self {
            archive,
            names: BTreeMap::new(),
            verified: BTreeSet::new(),
            left: MOST_READ,
            has_macros: false,
        };
        package.check_directory()?;
        package.name_parts()?;
        let kind = package.kind()?;
        Ok((package, kind))
    }

    /// Whether this part exists.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&canonical(name))
    }

    /// This part as XML.
    pub(super) fn xml(&mut self, name: &str, is_kept: bool) -> Result<Xml<PartReader<'_>>, TableError> {
        let damaged = |error: &dyn std::fmt::Display| broken(&format!("{name}: {error}"));
        let index = *self.names.get(&canonical(name)).ok_or_else(|| broken(name))?;
        if !self.verified.contains(&index) {
            let mut file = self.archive.by_index(index).map_err(|error| damaged(&error))?;
            if is_kept && file.size() > MOST_KEPT {
                return Err(bomb());
            }
            let length = io::copy(&mut file, &mut io::sink()).map_err(|error| damaged(&error))?;
            if length != file.size() {
                return Err(broken(name));
            }
            self.verified.insert(index);
        }
        let file = self.archive.by_index(index).map_err(|error| damaged(&error))?;
        let file = BufReader::with_capacity(1 << 16, file);
        Ok(Xml::new(PartReader { file, left: &mut self.left }))
    }

    /// Whether notes at cells bear the marks that `check --annotate` gives them: 【誤り SP101】.
    pub(super) fn is_annotated(&mut self) -> Result<bool, TableError> {
        let notes: Vec<String> =
            self.names.keys().filter(|name| name.starts_with("xl/comments")).cloned().collect();
        for name in notes {
            let mut xml = self.xml(&name, true)?;
            while let Some(token) = xml.next()? {
                if matches!(token, Token::Text(text) if is_mark(&text)) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Looks at the sizes, the places and the locks of all entries.
    fn check_directory(&mut self) -> Result<(), TableError> {
        if self.archive.len() > MOST_ENTRIES {
            return Err(bomb());
        }
        if self.archive.has_duplicate_names() {
            return Err(broken("zip: the same name twice"));
        }
        if self.archive.has_overlapping_entries().unwrap_or(true) {
            return Err(broken("zip: overlapping entries"));
        }
        let mut inflated = 0_u64;
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(|error| broken(&error.to_string()))?;
            if entry.encrypted() {
                return Err(password());
            }
            inflated = inflated.saturating_add(entry.size());
            let ratio = entry.size() / entry.compressed_size().max(1);
            if inflated > MOST_INFLATED || (entry.size() > HARMLESS && ratio > MOST_RATIO) {
                return Err(bomb());
            }
        }
        Ok(())
    }

    /// Lists the parts by name. Programs find parts in any case, so names that differ in case only are one name.
    fn name_parts(&mut self) -> Result<(), TableError> {
        for (index, name) in (0..).zip(self.archive.file_names()) {
            let name = name.map_err(|error| broken(&error.to_string()))?;
            if name.ends_with(['/', '\\']) {
                continue;
            }
            if self.names.insert(canonical(&name), index).is_some() {
                return Err(broken("zip: the same name twice"));
            }
        }
        let is_macro = |name: &String| {
            name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/")
        };
        self.has_macros = self.names.keys().any(is_macro);
        if self.has("encrypted-package") { Err(password()) } else { Ok(()) }
    }

    fn kind(&mut self) -> Result<WorkbookKind, TableError> {
        if self.workbook_part()?.is_some() {
            return Ok(WorkbookKind::Xlsx);
        }
        if self.has("content.xml") {
            self.refuse_encrypted_ods()?;
            return Ok(WorkbookKind::Ods);
        }
        Err(not_a_workbook(if self.has("xl/workbook.bin") {
            ("バイナリブック（.xlsb）", "a binary workbook (.xlsb)")
        } else if self.has("word/document.xml") {
            ("ワープロの文書（.docx）", "a text document (.docx)")
        } else {
            ("zip ファイル", "a zip archive")
        }))
    }

    /// The part with the workbook of an Office Open XML file.
    pub(super) fn workbook_part(&mut self) -> Result<Option<String>, TableError> {
        let found = relations(self, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
        let named = found.map(|relation| relation.path).filter(|path| path.ends_with(".xml"));
        let is_book =
            |path: &String| self.has(path) && !path.starts_with("word/") && !path.starts_with("ppt/");
        Ok(named.filter(is_book).or_else(|| self.has(BOOK).then(|| BOOK.to_owned())))
    }

    /// The manifest of an encrypted `OpenDocument` file lists how its parts are encrypted.
    fn refuse_encrypted_ods(&mut self) -> Result<(), TableError> {
        if !self.has("META-INF/manifest.xml") {
            return Ok(());
        }
        let mut xml = self.xml("META-INF/manifest.xml", true)?;
        while let Some(event) = xml.next()? {
            if event.open("encryption-data").is_some() {
                return Err(password());
            }
        }
        Ok(())
    }
}

fn is_mark(text: &str) -> bool {
    let mark = text.split_once('【').and_then(|(_, rest)| rest.split_once('】')).map(|(mark, _)| mark);
    let code = mark.and_then(|mark| mark.rsplit_once(" SP")).map(|(_, digits)| digits);
    code.is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Where the workbook is if nothing says otherwise.
const BOOK: &str = "xl/workbook.xml";

impl Read for PartReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut found = self.fill_buf()?;
        let length = found.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for PartReader<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if *self.left == 0 { Err(beyond_bounds()) } else { self.file.fill_buf() }
    }

    fn consume(&mut self, length: usize) {
        *self.left = self.left.saturating_sub(length as u64);
        self.file.consume(length);
    }
}

/// The first bytes of files that are not ZIP files, and the names of their formats.
const OTHERS: &[(&[u8], (&str, &str))] = &[
    (b"\xFF\xD8\xFF", ("画像（JPEG）", "a picture (JPEG)")),
    (b"\x89PNG", ("画像（PNG）", "a picture (PNG)")),
    (b"GIF8", ("画像（GIF）", "a picture (GIF)")),
    (b"%PDF", ("PDF", "a PDF")),
    (b"\x1F\x8B", ("圧縮ファイル（gzip）", "a gzip archive")),
    (b"Rar!", ("圧縮ファイル（rar）", "a rar archive")),
    (b"7z\xBC\xAF", ("圧縮ファイル（7z）", "a 7z archive")),
    (b"<", ("HTML か XML の文字ファイル", "an HTML or XML text")),
];

/// Files of the old kind of container, which also holds encrypted new ones (MS-CFB, 2.2).
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether `bytes` are those of a workbook of any kind, whatever its name says.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(COMPOUND)
}

/// The format of `bytes`, if they cannot be a table.
pub(super) fn other_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    OTHERS.iter().find(|(start, _)| *start != b"<" && bytes.starts_with(start)).map(|&(_, names)| names)
}

fn refuse_others(bytes: &[u8]) -> Result<(), TableError> {
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    if bytes.starts_with(COMPOUND) {
        // The directory of the container holds the name of the stream as UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if is_encrypted {
            password()
        } else {
            not_a_workbook(("古い形式のブック（.xls）", "a workbook of the old kind (.xls)"))
        });
    }
    let other = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, names)| names);
    Err(not_a_workbook(other.unwrap_or(("別の種類のファイル", "some other kind of file"))))
}
