//! Goldens: what the product makes of a case, held against the files in the case's folder.
//!
//! `UPDATE_EXPECT=1 cargo test --locked` accepts what is made now: look at every page before committing it. A failure
//! puts expected, diff and actual side by side into `tests/diffs/`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use image::GrayImage;
use startpack::app::{DEFAULT_STOCK, Finished, LabelRequest, documents, site};
use startpack::base::date::Date;
use startpack::base::{Fonts, Origins, Shown};
use startpack::layout::{ItemKind, Pages, dump, page_text};
use startpack::plan::{DocumentKind, Request};

use crate::examples;
use crate::heard::heard;
use crate::raster;

/// Coarse: a golden shows what stands where, `layout.txt` says it to a hundredth of a millimetre.
const DOTS_PER_INCH: f32 = 50.0;

/// A page picture larger than this does not go into the repository.
const LARGEST_PICTURE: usize = 24 * 1024;

/// Greys may differ by this much (another processor rounds otherwise) …
const SAME_GREY: u8 = 48;

/// … and beyond it in this part of the dots.
const SAME_PART: f64 = 0.000_5;

#[test]
fn every_case_comes_out_as_expected() {
    let mut faults = String::new();
    for kind in DocumentKind::ALL {
        let all = folders(&cases().join(kind.stem()));
        assert!(!all.is_empty(), "the cases of {} are gone", kind.stem());
        for folder in all {
            let mut golden = Golden::open(&folder);
            check_case(kind, &folder, &mut golden);
            faults += &golden.close();
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// One site file, one document: layout, text, symbols, and the pictures of chosen pages.
fn check_case(kind: DocumentKind, folder: &Path, golden: &mut Golden) {
    let file = folder.join("site.toml");
    let wishes = Wishes::read(&std::fs::read_to_string(&file).unwrap());
    let usual = examples::request();
    let print_date = wishes.date.unwrap_or(usual.print_date);
    let enclosed = usual.documents.clone();
    let request = Request { documents: vec![kind], enclosed, labels: wishes.labels(), print_date, ..usual };
    let fonts = Fonts::new();
    let mut origins = Origins::new();
    let made = site(&file, &request, &fonts, &mut origins)
        .and_then(|validated| documents(&validated.site, &request, &fonts))
        .unwrap_or_else(|faults| panic!("{}: {faults:#?}", folder.display()));
    let [Finished { pages, pdf, .. }] = made.as_slice() else {
        panic!("{}: not one document", folder.display())
    };
    if kind == DocumentKind::Mail {
        let text = std::str::from_utf8(&pdf.bytes).unwrap();
        assert!(text.lines().count() == text.matches("\r\n").count(), "a line end that is not CRLF");
        return golden.text("mail.txt", &text.replace("\r\n", "\n"));
    }
    golden.text("layout.txt", &dump(pages));
    golden.text("text.txt", &pages.pages.iter().map(page_text).collect::<Vec<_>>().join("\u{c}\n"));
    golden.text("heard.txt", &heard(&pdf.bytes));
    let symbols = symbols(pages, &pdf.bytes);
    if !symbols.is_empty() {
        golden.text("qr.txt", &symbols);
    }
    let chosen = wishes.pictures.unwrap_or_else(|| (1..=pages.pages.len()).collect());
    for (number, picture) in
        raster::chosen_pages(&pdf.bytes, DOTS_PER_INCH, |number| chosen.contains(&number))
    {
        golden.picture(&format!("page-{number}.png"), &picture);
    }
}

/// What every symbol says when it is read off the printed page, in painting order.
fn symbols(pages: &Pages, pdf: &[u8]) -> String {
    const READABLE: f32 = 300.0;
    let has_symbol = |number: usize| pages.pages[number - 1].items.iter().any(|item| is_symbol(&item.kind));
    let mut found = String::new();
    for (number, picture) in raster::chosen_pages(pdf, READABLE, has_symbol) {
        for item in &pages.pages[number - 1].items {
            let ItemKind::Symbol(area, symbol) = &item.kind else { continue };
            let read = raster::read_symbol(&picture, *area, symbol.width, READABLE);
            let _ = writeln!(
                found,
                "page {number}: {}",
                read.unwrap_or_else(|fault| format!("unreadable: {fault}"))
            );
        }
    }
    found
}

fn is_symbol(kind: &ItemKind) -> bool {
    matches!(kind, ItemKind::Symbol(..))
}

/// What a case asks for in comments at the top of its site file.
struct Wishes {
    /// `# stock: NAME`
    stock: String,
    /// `# date: 2027-01-08`: the day of printing.
    date: Option<Date>,
    /// `# pictures: 1 4 7`: the pages of which pictures are kept; all, if it is not said.
    pictures: Option<Vec<usize>>,
}

impl Wishes {
    fn labels(&self) -> LabelRequest {
        LabelRequest::on(&self.stock).unwrap()
    }

    fn read(site: &str) -> Self {
        let wish = |name: &str| site.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        Self {
            stock: wish("# stock:").map_or_else(|| DEFAULT_STOCK.to_owned(), str::to_owned),
            date: wish("# date:").map(|date| date.parse().unwrap()),
            pictures: wish("# pictures:")
                .map(|numbers| numbers.split_whitespace().map(|number| number.parse().unwrap()).collect()),
        }
    }
}

/// The folder of all cases.
pub fn cases() -> PathBuf {
    examples::root().join("tests/cases")
}

/// The folders in `parent`, by name.
pub fn folders(parent: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(parent) else { return Vec::new() };
    let mut found: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// The expected files of one case.
pub struct Golden {
    folder: PathBuf,
    diffs: PathBuf,
    accept: bool,
    /// Expected files that nothing was held against.
    left: Vec<String>,
    faults: String,
}

/// Files of a case that the product does not make.
const INPUTS: [&str; 2] = ["site.toml", "markup.html"];

impl Golden {
    /// The case in `folder`.
    pub fn open(folder: &Path) -> Self {
        let name = folder.strip_prefix(cases()).unwrap();
        let diffs = examples::root().join("tests/diffs").join(name);
        let _ = std::fs::remove_dir_all(&diffs);
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let accept = std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1");
        Self {
            folder: folder.to_owned(),
            diffs,
            accept,
            left: names.filter(|name| !INPUTS.contains(&name.as_str())).collect(),
            faults: String::new(),
        }
    }

    /// Holds `actual` against the expected text.
    pub fn text(&mut self, name: &str, actual: &str) {
        let Some(expected) = self.expected(name, actual.as_bytes()) else { return };
        let expected = String::from_utf8(expected).unwrap();
        if expected != actual {
            let difference = difference(&expected, actual);
            self.keep(name, "expected", expected.as_bytes());
            self.keep(name, "actual", actual.as_bytes());
            self.keep(name, "diff", difference.as_bytes());
            let start: Vec<_> = difference.lines().take(12).collect();
            self.fault(name, &start.join("\n"));
        }
    }

    /// Holds `actual` against the expected picture; a little noise is forgiven.
    pub fn picture(&mut self, name: &str, actual: &GrayImage) {
        let bytes = raster::encode(actual);
        if bytes.len() > LARGEST_PICTURE {
            self.fault(name, &format!("{} bytes: too large for a golden", bytes.len()));
        }
        let Some(expected) = self.expected(name, &bytes) else { return };
        let expected = image::load_from_memory(&expected).unwrap().into_luma8();
        if let Some(fault) = unlike(&expected, actual) {
            self.keep(name, "side-by-side", &raster::encode(&side_by_side(&expected, actual)));
            self.fault(name, &fault);
        }
    }

    /// All faults of the case; expected files that the product no longer makes are one too.
    pub fn close(mut self) -> String {
        for name in std::mem::take(&mut self.left) {
            if self.accept {
                std::fs::remove_file(self.folder.join(name)).unwrap();
            } else {
                self.fault(&name, "expected, but not made");
            }
        }
        self.faults
    }

    /// The expected file; `None` if there is nothing to compare, because `actual` was accepted or is new.
    fn expected(&mut self, name: &str, actual: &[u8]) -> Option<Vec<u8>> {
        self.left.retain(|left| left != name);
        let path = self.folder.join(name);
        let expected = std::fs::read(&path).ok();
        if self.accept && expected.as_deref() != Some(actual) {
            std::fs::write(&path, actual).unwrap();
            return None;
        }
        if expected.is_none() {
            self.keep(name, "actual", actual);
            self.fault(name, "there is no such expected file");
        }
        expected
    }

    fn fault(&mut self, name: &str, what: &str) {
        let case = self.folder.strip_prefix(cases()).unwrap().shown();
        let _ = writeln!(self.faults, "{case}/{name}: {what}");
    }

    fn keep(&self, name: &str, kind: &str, bytes: &[u8]) {
        std::fs::create_dir_all(&self.diffs).unwrap();
        let (stem, extension) = name.split_once('.').unwrap();
        std::fs::write(self.diffs.join(format!("{stem}.{kind}.{extension}")), bytes).unwrap();
    }
}

/// Lines that differ, without what is the same at the start and at the end.
fn difference(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<_>, Vec<_>) = (expected.lines().collect(), actual.lines().collect());
    let start = expected.iter().zip(&actual).take_while(|(one, other)| one == other).count();
    let (expected, actual) = (&expected[start..], &actual[start..]);
    let end = expected.iter().rev().zip(actual.iter().rev()).take_while(|(one, other)| one == other).count();
    let mut out = format!("from line {}:\n", start + 1);
    let removed = expected[..expected.len() - end].iter().map(|line| ('-', line));
    let added = actual[..actual.len() - end].iter().map(|line| ('+', line));
    // Pair by pair, so that a line that only moved is seen beside itself.
    let (mut removed, mut added) = (removed, added);
    loop {
        let pair = (removed.next(), added.next());
        if pair == (None, None) {
            return out;
        }
        for (sign, line) in pair.0.into_iter().chain(pair.1) {
            let _ = writeln!(out, "{sign}{line}");
        }
    }
}

/// Why the pictures are not the same.
fn unlike(expected: &GrayImage, actual: &GrayImage) -> Option<String> {
    if expected.dimensions() != actual.dimensions() {
        return Some(format!("{:?} dots instead of {:?}", actual.dimensions(), expected.dimensions()));
    }
    let pairs = expected.as_raw().iter().zip(actual.as_raw());
    let different = pairs.filter(|(one, other)| one.abs_diff(**other) > SAME_GREY).count();
    let part = different as f64 / expected.as_raw().len() as f64;
    (part > SAME_PART).then(|| format!("{different} dots differ"))
}

/// Expected, the difference on black, actual.
fn side_by_side(expected: &GrayImage, actual: &GrayImage) -> GrayImage {
    let (width, height) = (expected.width().max(actual.width()), expected.height().max(actual.height()));
    let dot = |picture: &GrayImage, x, y| picture.get_pixel_checked(x, y).map_or(128, |dot| dot.0[0]);
    GrayImage::from_fn(width * 3, height, |x, y| {
        let (one, other) = (dot(expected, x % width, y), dot(actual, x % width, y));
        image::Luma([match x / width {
            0 => one,
            1 => one.abs_diff(other),
            _ => other,
        }])
    })
}
