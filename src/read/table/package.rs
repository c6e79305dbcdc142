//! A workbook's file: a zip whose directory is walked before anything is inflated. Passwords, macros, references to
//! other files and contents beyond all bounds are refused here.

use std::io::{BufReader, Cursor, Read, Take};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::value::Refusal;
use super::xml::Xml;
use crate::base::{Code, Words};

/// A workbook's zip.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

/// What kind of workbook it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Office Open XML (ISO/IEC 29500).
    Xlsx,
    /// `OpenDocument` (ISO/IEC 26300).
    Ods,
}

/// A part of a workbook, inflated while it is read.
pub(super) type Part<'p> = BufReader<Take<ZipFile<'p, Cursor<Vec<u8>>>>>;

/// Most entries: a workbook of a hundred sheets with pictures has some hundred.
const MOST_ENTRIES: usize = 2_000;
/// Most bytes of all entries when inflated: 25,000 rows of 30 columns take about 40 MB.
const MOST_INFLATED: u64 = 256 * 1024 * 1024;
/// Most bytes of a part that is kept as a whole (shared texts, styles).
const MOST_KEPT: u64 = 48 * 1024 * 1024;
/// A larger part that shrinks more than that is a bomb: sheets shrink to a tenth or a fiftieth.
const MOST_RATIO: u64 = 250;
/// Parts below that size may shrink as they like, in bytes.
const HARMLESS: u64 = 8 * 1024 * 1024;

impl Package {
    /// Opens the zip in `bytes`, and tells what kind of workbook it is.
    pub(super) fn open(bytes: Vec<u8>) -> Result<(Self, Kind), Refusal> {
        refuse_others(&bytes)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
        let mut package = Self { archive };
        package.walk()?;
        let kind = package.kind()?;
        Ok((package, kind))
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The part of that name, to be read as XML.
    pub(super) fn xml(&mut self, name: &str, is_kept: bool) -> Result<Xml<Part<'_>>, Refusal> {
        let file = self.archive.by_name(name).map_err(|error| broken(&format!("{name}: {error}")))?;
        if is_kept && file.size() > MOST_KEPT {
            return Err(bomb());
        }
        // A part that is longer than the directory says ends here, and is then broken XML.
        let length = file.size();
        Ok(Xml::new(BufReader::with_capacity(1 << 16, file.take(length))))
    }

    fn walk(&mut self) -> Result<(), Refusal> {
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

    fn kind(&mut self) -> Result<Kind, Refusal> {
        if self.has("xl/workbook.xml") {
            return Ok(Kind::Xlsx);
        }
        if self.has("content.xml") {
            self.refuse_encrypted_ods()?;
            return Ok(Kind::Ods);
        }
        Err(not_a_workbook(if self.has("xl/workbook.bin") {
            ("バイナリブック（.xlsb）", "a binary workbook (.xlsb)")
        } else if self.has("word/document.xml") {
            ("ワープロの文書（.docx）", "a text document (.docx)")
        } else {
            ("zip ファイル", "a zip archive")
        }))
    }

    /// The parts of an encrypted `OpenDocument` file are told in its manifest.
    fn refuse_encrypted_ods(&mut self) -> Result<(), Refusal> {
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

/// The first bytes of files that are no zip, and what they are called.
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

/// What `bytes` are, if they can be no table at all.
pub(super) fn other_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    OTHERS.iter().find(|(start, _)| *start != b"<" && bytes.starts_with(start)).map(|&(_, names)| names)
}

fn refuse_others(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    if bytes.starts_with(COMPOUND) {
        // The stream's name stands in the container's directory as UTF-16.
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

/// A file that is no workbook.
pub(super) fn not_a_workbook((ja, en): (&str, &str)) -> Refusal {
    Refusal::new(
        Code::ContentUnreadable,
        Words::new(
            format!("表計算のブック（.xlsx、.ods）ではなく、{ja}のようです。"),
            format!("this is no workbook (.xlsx, .ods): it looks like {en}"),
        ),
        Words::new(
            "表計算ソフトで開き、「Excel ブック（.xlsx）」として保存し直してください。",
            "open it in a spreadsheet program and save it as .xlsx",
        ),
    )
}

/// A workbook that is cut off or damaged.
pub(super) fn broken(why: &str) -> Refusal {
    let why: String = why.chars().filter(|c| !c.is_control()).take(120).collect();
    Refusal::new(
        Code::ContentUnreadable,
        Words::new(format!("ブックが壊れています（{why}）。"), format!("the workbook is damaged ({why})")),
        Words::new(
            "表計算ソフトで開き、名前を付けて保存し直してください。",
            "open it in a spreadsheet program and save it under another name",
        ),
    )
}

/// A workbook that would fill the memory.
pub(super) fn bomb() -> Refusal {
    unsafe_workbook(
        (
            "中身が異常に大きいブックです。展開していません。",
            "its contents are beyond all bounds; nothing was unpacked",
        ),
        (
            "お客様の表だけを新しいブックに写して、保存し直してください。",
            "copy the customers' table alone into a new workbook",
        ),
    )
}

/// A workbook whose XML is nested like no sheet's.
pub(super) fn too_deep() -> Refusal {
    unsafe_workbook(
        ("ブックの中の XML が異常に深く入れ子になっています。", "the XML in it is nested beyond all bounds"),
        (
            "表計算ソフトで開き、名前を付けて保存し直してください。",
            "open it in a spreadsheet program and save it under another name",
        ),
    )
}

/// XML with declarations of its own, which sheets never have.
pub(super) fn declares() -> Refusal {
    unsafe_workbook(
        (
            "ブックの中の XML に文書型宣言（DTD）があります。外部のものを読ませる仕掛けになりえます。",
            "the XML in it has a document type declaration, which could make a reader fetch other files",
        ),
        (
            "表計算ソフトで開き、名前を付けて保存し直してください。",
            "open it in a spreadsheet program and save it under another name",
        ),
    )
}

/// A workbook that refers to other files.
pub(super) fn external() -> Refusal {
    unsafe_workbook(
        (
            "ほかのブックを参照する数式（外部参照）があります。",
            "it has formulas that refer to other workbooks",
        ),
        (
            "その数式を値として貼り付け直し、リンクを解除して保存し直してください。",
            "paste those formulas as values, break the links and save the file again",
        ),
    )
}

fn macros() -> Refusal {
    unsafe_workbook(
        ("マクロの入ったブックは読みません。", "workbooks with macros are not read"),
        (
            "「Excel ブック（.xlsx）」として、マクロなしで保存し直してください。",
            "save it as .xlsx, without macros",
        ),
    )
}

fn password() -> Refusal {
    unsafe_workbook(
        ("開くのにパスワードがいるブックです。", "it needs a password to open"),
        (
            "パスワードを外して保存し直してください。startpack にパスワードを渡すことはできません。",
            "save it without the password: startpack takes none",
        ),
    )
}

fn unsafe_workbook(message: (&str, &str), help: (&str, &str)) -> Refusal {
    Refusal::new(Code::UnsafeWorkbook, Words::new(message.0, message.1), Words::new(help.0, help.1))
}
