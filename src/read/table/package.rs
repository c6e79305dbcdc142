//! The ZIP file of a workbook. In: bytes. Out: its parts as XML. The directory is checked before anything is
//! decompressed: passwords, macros, references to other files and extreme sizes are rejected. Sheets are not read
//! here.

use std::io::{BufReader, Cursor, Read, Take};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::value::TableError;
use super::workbook_errors::{bomb, broken, external, macros, not_a_workbook, password};
use super::xml::Xml;

/// A workbook's zip.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
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
pub(super) type PartReader<'p> = BufReader<Take<ZipFile<'p, Cursor<Vec<u8>>>>>;

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

impl Package {
    /// Opens the ZIP file in `bytes`; returns the kind of workbook too.
    pub(super) fn open(bytes: Vec<u8>) -> Result<(Self, WorkbookKind), TableError> {
        refuse_others(&bytes)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
        let mut package = Self { archive };
        package.walk()?;
        let kind = package.kind()?;
        Ok((package, kind))
    }

    /// Whether this part exists.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// This part as XML.
    pub(super) fn xml(&mut self, name: &str, is_kept: bool) -> Result<Xml<PartReader<'_>>, TableError> {
        let file = self.archive.by_name(name).map_err(|error| broken(&format!("{name}: {error}")))?;
        if is_kept && file.size() > MOST_KEPT {
            return Err(bomb());
        }
        // A part that is longer than the directory says is cut here, and is then broken XML.
        let length = file.size();
        Ok(Xml::new(BufReader::with_capacity(1 << 16, file.take(length))))
    }

    fn walk(&mut self) -> Result<(), TableError> {
        if self.archive.len() > MOST_ENTRIES {
            return Err(bomb());
        }
        if self.archive.has_overlapping_files().unwrap_or(true) {
            return Err(bomb());
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
        let names: Vec<String> = self
            .archive
            .file_names()
            .filter_map(|name| name.ok().map(|name| name.to_ascii_lowercase()))
            .collect();
        let any = |test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(name));
        if any(&|name| name == "encrypted-package") {
            Err(password())
        } else if any(&|name| {
            name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/")
        }) {
            Err(macros())
        } else if any(&|name| name.starts_with("xl/externallinks/")) {
            Err(external())
        } else {
            Ok(())
        }
    }

    fn kind(&mut self) -> Result<WorkbookKind, TableError> {
        if self.has("xl/workbook.xml") {
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
