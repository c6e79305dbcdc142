//! Content streams: the items of a page in, PDF operators out (ISO 32000-1, 8 and 9).
//!
//! Written straight into bytes: printpdf's own translation goes over an object per operator and takes
//! twenty times as long. All places are hundredths of a point, counted from the bottom left corner, so that
//! nothing is rounded twice. A state is set only where it changes.

use super::packed::Packed;
use super::picture::PictureObjects;
use super::structure::Structure;
use super::symbol;
use super::syntax;
use super::typefaces::Typefaces;
use crate::base::{Code, Color, Diagnostic, Length, Origin, Point, Rect, Words};
use crate::layout::{Item, ItemKind, Page, Path, Step, Stroke};

mod key;
mod known;
mod part;
mod streams;
mod text;

pub(super) use key::sheet;
pub(super) use streams::Streams;

pub(super) use part::parts;
use streams::packed;

/// Decimal places of coordinates: a hundredth of a point is 3.5 µm.
pub(super) const PLACES: u32 = 2;

/// A page's content: in parts of which each looks the same after whatever stands before it.
pub(super) struct Content {
    /// The parts, in painting order.
    parts: Vec<Part>,
    /// The node of each marked sequence, by its number (MCID).
    pub(super) marks: Vec<usize>,
}

/// A part of a page's content.
enum Part {
    /// As it stands in the file.
    Finished(Packed),
    /// The operators of a piece of head or foot, which may be in the file already.
    Piece(Vec<u8>),
}

/// Where else a part of a page may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// Nowhere: it shows what this customer told.
    Own,
    /// Nowhere, and it is full of symbols.
    Symbols,
    /// On the same page of other customers' papers.
    Papers,
    /// On other pages too: head and foot.
    Pages,
}

/// What content needs to know of the document.
pub(super) struct Setting<'a> {
    /// Codes of characters.
    pub(super) typefaces: &'a Typefaces,
    /// Bitmaps.
    pub(super) pictures: &'a PictureObjects,
    /// The nodes that items belong to.
    pub(super) structure: &'a Structure,
}

/// Writes the items of `page`.
///
/// # Errors
/// `SP999` for a character that its face lacks, and for a picture that is not there.
pub(super) fn write(page: &Page, setting: &Setting<'_>) -> Result<Content, Vec<Diagnostic>> {
    let (mut content, mut faults) = (Content { parts: Vec::new(), marks: Vec::new() }, Vec::new());
    for (range, share) in parts(page, setting.structure) {
        let items = &page.items[range.clone()];
        let mut pen = Pen::new(items.len(), page.size.height, setting);
        pen.marks = std::mem::take(&mut content.marks);
        content.parts.push(match share {
            Share::Papers => Part::Finished(pen.known(range, page)),
            Share::Own | Share::Symbols => Part::Finished(packed(&pen.piece(items, page), share)),
            Share::Pages => Part::Piece(pen.piece(items, page)),
        });
        content.marks = pen.marks;
        faults.append(&mut pen.faults);
    }
    if faults.is_empty() { Ok(content) } else { Err(faults) }
}

/// Writes some items of `page`, so that they look the same after whatever stands before them.
///
/// # Errors
/// As [`write`].
pub(super) fn piece(items: &[Item], page: &Page, setting: &Setting<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut pen = Pen::new(items.len(), page.size.height, setting);
    let bytes = pen.piece(items, page);
    if pen.faults.is_empty() { Ok(bytes) } else { Err(pen.faults) }
}

/// What is being marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Nothing,
    Artifact,
    Node(usize),
}

/// A stream in the making, and the graphics state at its end.
struct Pen<'a> {
    setting: &'a Setting<'a>,
    out: Vec<u8>,
    /// Height of the page, in hundredths.
    height: i64,
    marks: Vec<usize>,
    mark: Mark,
    /// Where the current line of text starts, within a text object.
    text: Option<(i64, i64)>,
    font: Option<(usize, i64)>,
    /// Space after characters, in thousandths.
    spacing: i64,
    fill: Color,
    stroke: Color,
    line_width: i64,
    dash: Vec<i64>,
    /// Something was written that is this document's alone: a character of a font of its own, a picture.
    is_own: bool,
    faults: Vec<Diagnostic>,
}

impl<'a> Pen<'a> {
    fn new(items: usize, height: Length, setting: &'a Setting<'a>) -> Self {
        /// The initial line width (table 52), in hundredths.
        const INITIAL_WIDTH: i64 = 100;
        /// Bytes an item takes, about.
        const ITEM: usize = 96;
        Self {
            setting,
            out: Vec::with_capacity(items * ITEM),
            height: hundredths(height),
            marks: Vec::new(),
            mark: Mark::Nothing,
            text: None,
            font: None,
            spacing: 0,
            fill: Color::BLACK,
            stroke: Color::BLACK,
            line_width: INITIAL_WIDTH,
            dash: Vec::new(),
            is_own: false,
            faults: Vec::new(),
        }
    }

    /// Writes `items` and leaves the graphics state as it was.
    fn piece(&mut self, items: &[Item], page: &Page) -> Vec<u8> {
        self.out.extend_from_slice(b"q\n");
        self.placement(page);
        for item in items {
            self.item(item);
        }
        self.close_mark();
        self.out.extend_from_slice(b"Q\n");
        std::mem::take(&mut self.out)
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
        let mark = node.map_or(Mark::Artifact, Mark::Node);
        if mark == self.mark || structure.is_empty() {
            return;
        }
        self.close_mark();
        self.mark = mark;
        let Some(node) = node else {
            return self.out.extend_from_slice(b"/Artifact BMC\n");
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
        if self.mark != Mark::Nothing {
            self.out.extend_from_slice(b"EMC\n");
            self.mark = Mark::Nothing;
        }
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.out.extend_from_slice(b"ET\n");
        }
    }

    fn path(&mut self, path: &Path) {
        let operator: &[u8] = match (path.fill, &path.stroke) {
            (None, None) => return,
            (Some(_), None) => b"f\n",
            (None, Some(_)) => b"S\n",
            (Some(_), Some(_)) => b"B\n",
        };
        if let Some(color) = path.fill {
            self.set_fill(color);
        }
        if let Some(line) = &path.stroke {
            self.set_line(line);
        }
        for step in &path.steps {
            self.step(step);
        }
        self.out.extend_from_slice(operator);
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::Move(to) => self.points(&[to], b"m\n"),
            Step::Line(to) => self.points(&[to], b"l\n"),
            Step::Curve(first, second, to) => self.points(&[first, second, to], b"c\n"),
            Step::Rect(rect) => {
                // Both corners are rounded, not the size: what touches must go on touching.
                let (left, top) = self.place(rect.origin);
                let (right, bottom) = self.place(Point::new(rect.right(), rect.bottom()));
                self.numbers(&[left, bottom, right - left, top - bottom], b"re\n");
            }
            Step::Close => self.out.extend_from_slice(b"h\n"),
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
        self.is_own = true;
        self.out.extend_from_slice(b"q ");
        let size = [hundredths(area.size.width), 0, 0, hundredths(area.size.height)];
        self.numbers(&[size[0], size[1], size[2], size[3], left, bottom], b"cm/Im");
        syntax::integer(&mut self.out, index as i64);
        self.out.extend_from_slice(b" Do Q\n");
    }

    fn set_fill(&mut self, color: Color) {
        if self.fill != color {
            self.fill = color;
            self.color(color, b"g\n", b"rg\n");
        }
    }

    fn set_line(&mut self, line: &Stroke) {
        if self.stroke != line.color {
            self.stroke = line.color;
            self.color(line.color, b"G\n", b"RG\n");
        }
        let width = hundredths(line.width);
        if self.line_width != width {
            self.line_width = width;
            self.numbers(&[width], b"w\n");
        }
        let dash: Vec<i64> = line.dash.iter().map(|length| hundredths(*length)).collect();
        if self.dash != dash {
            self.out.push(b'[');
            self.numbers(&dash, b"]0 d\n");
            self.dash = dash;
        }
    }

    /// Sets a colour: grey where the three channels agree.
    fn color(&mut self, color: Color, grey: &[u8], rgb: &[u8]) {
        /// Decimal places that tell 256 steps apart.
        const PLACES: u32 = 3;
        let Color { red, green, blue } = color;
        let all = [red, green, blue];
        let (channels, operator) =
            if red == green && green == blue { (&all[..1], grey) } else { (&all[..], rgb) };
        for channel in channels {
            let value = f64::from(*channel) / f64::from(u8::MAX);
            syntax::fixed(&mut self.out, syntax::round(value, PLACES), PLACES);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(operator);
    }

    fn points(&mut self, points: &[Point], operator: &[u8]) {
        for point in points {
            let (x, y) = self.place(*point);
            self.numbers(&[x, y], b"");
        }
        self.out.extend_from_slice(operator);
    }

    /// Appends hundredths, each followed by a space, and `operator`.
    fn numbers(&mut self, numbers: &[i64], operator: &[u8]) {
        for number in numbers {
            syntax::fixed(&mut self.out, *number, PLACES);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(operator);
    }

    /// A point of the page, in hundredths from its bottom left corner.
    fn place(&self, point: Point) -> (i64, i64) {
        (hundredths(point.x), self.height - hundredths(point.y))
    }
}

/// A length in hundredths of a point.
pub(super) fn hundredths(length: Length) -> i64 {
    syntax::round(length.to_pt(), PLACES)
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
