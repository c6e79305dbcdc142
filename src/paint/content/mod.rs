//! Content streams: the items of a page in, PDF operators out (ISO 32000-1, 8 and 9).
//!
//! One stream a page. Written straight into bytes: printpdf's own translation goes over an object per operator and takes
//! twenty times as long. All places are hundredths of a point, counted from the bottom left corner, so that
//! nothing is rounded twice. A state is set only where it changes.

use super::picture::PictureObjects;
use super::structure::TagTree;
use super::symbol;
use super::syntax::{self, hundredths};
use super::typefaces::Typefaces;
use crate::base::{Code, Color, Diagnostic, Length, Origin, Point, Rect, Running, Words};
use crate::layout::{Item, ItemKind, Page};

mod path;
mod text;

/// A page's content.
pub(super) struct PageContent {
    /// Its operators.
    pub(super) operators: Vec<u8>,
    /// The node of each marked sequence, by its number (MCID).
    pub(super) marks: Vec<usize>,
}

/// What content needs to know of the document.
pub(super) struct Surroundings<'a> {
    /// Codes of characters.
    pub(super) typefaces: &'a Typefaces,
    /// Bitmaps.
    pub(super) pictures: &'a PictureObjects,
    /// The nodes that items belong to.
    pub(super) structure: &'a TagTree,
}

/// Writes `items` of `page`, so that they look the same after whatever stands before them.
///
/// # Errors
/// `SP999` for a character that its face lacks, and for a picture that is not there.
pub(super) fn write(
    items: &[Item],
    page: &Page,
    setting: &Surroundings<'_>,
) -> Result<PageContent, Vec<Diagnostic>> {
    let mut pen = ContentWriter::new(items.len(), page.size.height, setting);
    pen.out.extend_from_slice(b"q\n");
    pen.placement(page);
    for item in items {
        pen.item(item);
    }
    pen.close_mark();
    pen.out.extend_from_slice(b"Q\n");
    let ContentWriter { out: operators, marks, faults, .. } = pen;
    if faults.is_empty() { Ok(PageContent { operators, marks }) } else { Err(faults) }
}

/// Whether so many symbols are among `items` that it pays to look for the rows that they have in common.
pub(super) fn has_many_symbols(items: &[Item]) -> bool {
    const MANY: usize = 4;
    items.iter().filter(|item| matches!(item.kind, ItemKind::Symbol(..))).count() >= MANY
}

/// What is being marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenSequence {
    Nothing,
    Artifact(Option<Running>),
    Node(usize),
}

/// A stream in the making, and the graphics state at its end.
struct ContentWriter<'a> {
    setting: &'a Surroundings<'a>,
    out: Vec<u8>,
    /// Height of the page, in hundredths.
    height: i64,
    marks: Vec<usize>,
    mark: OpenSequence,
    /// Where the current line of text starts, within a text object.
    text: Option<(i64, i64)>,
    font: Option<(usize, i64)>,
    /// Space after characters, in thousandths.
    spacing: i64,
    fill: Color,
    stroke: Color,
    line_width: i64,
    dash: Vec<i64>,
    faults: Vec<Diagnostic>,
}

impl<'a> ContentWriter<'a> {
    fn new(items: usize, height: Length, setting: &'a Surroundings<'a>) -> Self {
        /// The initial line width (table 52), in hundredths.
        const INITIAL_WIDTH: i64 = 100;
        /// Bytes an item takes, about.
        const ITEM: usize = 96;
        Self {
            setting,
            out: Vec::with_capacity(items * ITEM),
            height: hundredths(height),
            marks: Vec::new(),
            mark: OpenSequence::Nothing,
            text: None,
            font: None,
            spacing: 0,
            fill: Color::BLACK,
            stroke: Color::BLACK,
            line_width: INITIAL_WIDTH,
            dash: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Shifts and stretches all that follows. The page and its paper stay as they are.
    fn placement(&mut self, page: &Page) {
        /// Decimal places of a scale: over the length of a sheet, the last one is 3 µm.
        const PLACES: u32 = 5;
        if page.placement.is_none() {
            return;
        }
        let [across, down] = page.placement.scale;
        let shift = page.placement.shift(page.size);
        // From the top left corner to the bottom left one, in which the stream counts.
        let up = page.size.height * (1.0 - down) - shift.y;
        for number in [across, 0.0, 0.0, down, shift.x.to_pt(), up.to_pt()] {
            syntax::fixed(&mut self.out, syntax::round(number, PLACES), PLACES);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"cm\n");
    }

    fn item(&mut self, item: &Item) {
        self.set_mark(item.element);
        if let ItemKind::Text(run) = &item.kind {
            self.text(run, item.at);
            return;
        }
        self.end_text();
        match &item.kind {
            ItemKind::Path(path) => self.path(path),
            ItemKind::Symbol(area, code) => {
                self.set_fill(Color::BLACK);
                symbol::write(&mut self.out, *area, code, self.height);
            }
            ItemKind::Picture(area, name) => self.picture(*area, name, item.at),
            ItemKind::Text(_) => {}
        }
    }

    /// Opens a marked sequence for the node of `element` unless it is the open one.
    fn set_mark(&mut self, element: Option<usize>) {
        let structure = self.setting.structure;
        let node = structure.node(element);
        let mark = match node {
            Some(node) => OpenSequence::Node(node),
            None => OpenSequence::Artifact(structure.running(element)),
        };
        if mark == self.mark || structure.is_empty() {
            return;
        }
        self.close_mark();
        self.mark = mark;
        let node = match mark {
            OpenSequence::Node(node) => node,
            OpenSequence::Artifact(running) => return self.out.extend_from_slice(artifact(running)),
            OpenSequence::Nothing => return,
        };
        self.out.push(b'/');
        self.out.extend_from_slice(structure.nodes[node].tag.as_bytes());
        self.out.extend_from_slice(b"<</MCID ");
        syntax::integer(&mut self.out, self.marks.len() as i64);
        self.out.extend_from_slice(b">>BDC\n");
        self.marks.push(node);
    }

    /// Ends the marked sequence, if one is open. A text object never reaches over its end (14.6.1).
    fn close_mark(&mut self) {
        self.end_text();
        if self.mark != OpenSequence::Nothing {
            self.out.extend_from_slice(b"EMC\n");
            self.mark = OpenSequence::Nothing;
        }
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.out.extend_from_slice(b"ET\n");
        }
    }

    fn picture(&mut self, area: Rect, name: &str, at: Origin) {
        let Some(index) = self.setting.pictures.index(name) else {
            return self.faults.push(internal(
                at,
                format!("画像「{name}」がありません。"),
                format!("there is no picture {name:?}"),
            ));
        };
        let (left, bottom) = self.place(Point::new(area.origin.x, area.bottom()));
        self.out.extend_from_slice(b"q ");
        let size = [hundredths(area.size.width), 0, 0, hundredths(area.size.height)];
        self.numbers(&[size[0], size[1], size[2], size[3], left, bottom], b"cm/Im");
        syntax::integer(&mut self.out, index as i64);
        self.out.extend_from_slice(b" Do Q\n");
    }

    /// Appends hundredths, each followed by a space, and `operator`.
    fn numbers(&mut self, numbers: &[i64], operator: &[u8]) {
        syntax::coordinates(&mut self.out, numbers);
        self.out.extend_from_slice(operator);
    }

    /// A point of the page, in hundredths from its bottom left corner.
    fn place(&self, point: Point) -> (i64, i64) {
        (hundredths(point.x), self.height - hundredths(point.y))
    }
}

/// Opens a sequence that is not read (14.8.2.2). Frames and backgrounds of parts of a page are layout (table 330).
const fn artifact(running: Option<Running>) -> &'static [u8] {
    match running {
        Some(Running::Header) => b"/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
        Some(Running::Footer) => b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
        Some(Running::TableHead) => b"/Artifact<</Type/Pagination>>BDC\n",
        None => b"/Artifact<</Type/Layout>>BDC\n",
    }
}

/// A rule of our own that was broken before the page came here.
pub(super) fn internal(at: Origin, ja: String, en: String) -> Diagnostic {
    Diagnostic::error(
        Code::Internal,
        at,
        Words::new(ja, en),
        Words::new(
            "プログラムの誤りです。開発元へお知らせください。",
            "This is a fault of the program; please report it.",
        ),
    )
}
