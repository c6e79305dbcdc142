//! A placed line as items: text runs, frames, boxes, write-in lines. Measured units and their places in,
//! a [`Line`] out.

use super::class::Class;
use super::fit::Span;
use super::place::Placed;
use super::shape::{self, Open};
use super::unit::{LeafKind, Unit, Units};
use super::{Line, LineItem, LineItemKind};
use crate::base::{FaceId, Length, Origin, Point, Rect, Role, Size};
use crate::layout::item::{ItemKind, Path, Step, TextRun};
use crate::parse::{Inline, Object, ObjectAlign, ObjectKind, ParagraphStyle, TextPiece};

/// Height of the character frame above the baseline, in em (JIS fonts: 880 of 1000 units).
pub(super) const ABOVE: f64 = 0.88;
/// Depth of the character frame below the baseline, in em.
pub(super) const BELOW: f64 = 0.12;
/// Middle of the character frame above the baseline, in em.
const MIDDLE: f64 = (ABOVE - BELOW) / 2.0;
/// Differences below this are rounding, in points.
const TOLERANCE: f64 = 1e-4;

/// Draws the units of one line; `base` is where its stretch begins among all units.
pub(super) fn draw(text: &Units, base: usize, span: &Span, placed: &Placed, style: &ParagraphStyle) -> Line {
    let units = &text.units[base + span.units.start..base + span.units.end];
    let inked = span.inked.len();
    let mut pen = Pen::new(text, style, units, placed);
    for (index, unit) in units.iter().enumerate() {
        pen.unit(unit, placed.x[index], index < inked);
    }
    pen.finish(placed)
}

/// A frame that is open on this line.
struct OpenFrame {
    frame: usize,
    left: f64,
    /// It began on an earlier line.
    is_continued: bool,
    /// Place of the frame's outline among the items: below its text.
    item: usize,
}

struct Pen<'a> {
    text: &'a Units<'a>,
    line: Line,
    /// The largest text on the line, in points.
    em: f64,
    each: f64,
    run: Option<Run<'a>>,
    frames: Vec<OpenFrame>,
    /// Extents that things other than plain text need, in points.
    above: f64,
    below: f64,
    x: f64,
    line_height: f64,
    /// Bytes that the text of the whole line has at most, but for rare characters.
    longest: usize,
}

/// A text run that is being written.
struct Run<'a> {
    piece: &'a TextPiece,
    leaf: u32,
    face: FaceId,
    em: f64,
    start: f64,
    /// Where the last glyph's advance ends.
    end: f64,
    /// Where the last inked unit ends.
    inked: f64,
    spacing: f64,
    text: String,
    count: usize,
    shifts: Vec<(usize, Length)>,
    cells: Vec<f64>,
}

impl<'a> Run<'a> {
    /// A run that begins with `unit` at `origin` and has at most `longest` bytes.
    fn start(piece: &'a TextPiece, unit: &Unit, origin: f64, spacing: f64, longest: usize) -> Self {
        Self {
            piece,
            leaf: unit.leaf,
            face: unit.face,
            em: unit.em,
            start: origin,
            end: origin - spacing,
            inked: origin,
            spacing,
            text: String::with_capacity(piece.text.len().min(longest)),
            count: 0,
            shifts: Vec::new(),
            cells: Vec::new(),
        }
    }
}

impl<'a> Pen<'a> {
    fn new(text: &'a Units<'a>, style: &ParagraphStyle, units: &[Unit], placed: &Placed) -> Self {
        let largest = units.iter().fold(0.0, |em: f64, unit| em.max(unit.em));
        let em = if largest > 0.0 { largest } else { (style.size * text.scale).to_pt() };
        let mut pen = Self {
            text,
            line: Line::default(),
            em,
            each: placed.each,
            run: None,
            frames: Vec::new(),
            above: 0.0,
            below: 0.0,
            x: placed.left,
            line_height: style.line_height,
            longest: units.len() * 'あ'.len_utf8(),
        };
        // A frame that began on an earlier line goes on.
        if let Some(first) = units.first()
            && first.class != Class::FrameStart
            && let Some(frame) = text.leaves[first.leaf as usize].frame
        {
            pen.open(frame, placed.left, true);
        }
        pen
    }

    fn unit(&mut self, unit: &Unit, x: f64, inked: bool) {
        let leaf = &self.text.leaves[unit.leaf as usize];
        match &leaf.kind {
            LeafKind::Text(piece) => self.glyph(piece, unit, x, inked),
            LeafKind::Counter(counter, style) => {
                self.flush();
                let run = TextRun {
                    start: Point::new(Length::pt(x), -style.rise * self.text.scale),
                    face: unit.face,
                    size: Length::pt(unit.em),
                    color: style.color,
                    text: String::new(),
                    spacing: style.tracking * self.text.scale,
                    shifts: Vec::new(),
                    width: Length::pt(unit.width),
                };
                self.push(LineItemKind::Counter(*counter, run), None, leaf.at);
            }
            LeafKind::Object(object) => {
                self.flush();
                self.object(object, x);
            }
            LeafKind::Edge => {
                self.flush();
                self.edge(unit, leaf.frame, x);
            }
        }
        if inked {
            self.x = x + unit.width;
        }
    }

    fn push(&mut self, kind: LineItemKind, role: Option<Role>, at: Origin) {
        self.line.items.push(LineItem { kind, role, link: None, at });
    }

    fn glyph(&mut self, piece: &'a TextPiece, unit: &Unit, x: f64, inked: bool) {
        let origin = x + unit.offset;
        let fits = |run: &Run| run.leaf == unit.leaf && run.face == unit.face;
        if !self.run.as_ref().is_some_and(fits) {
            self.flush();
        }
        let style = &piece.style;
        let tracking = if style.boxes.is_some() { 0.0 } else { (style.tracking * self.text.scale).to_pt() };
        let spacing = tracking + self.each * unit.em;
        let longest = self.longest;
        let run = self.run.get_or_insert_with(|| Run::start(piece, unit, origin, spacing, longest));
        let shift = origin - run.end - run.spacing;
        if shift.abs() > TOLERANCE
            && let Some(previous) = run.count.checked_sub(1)
        {
            run.shifts.push((previous, Length::pt(shift)));
        }
        run.text.push(unit.ch);
        run.count += 1;
        run.end = origin + unit.advance;
        if inked {
            // White that the line's end cut off is not the run's.
            run.inked = x + unit.width;
        }
        if style.boxes.is_some() {
            run.cells.push(x);
        }
        let rise = (style.rise * self.text.scale).to_pt();
        self.need(ABOVE * unit.em + rise, BELOW * unit.em - rise);
    }

    /// Makes the line high enough for something that reaches so far above and below the baseline.
    fn need(&mut self, above: f64, below: f64) {
        self.above = self.above.max(above);
        self.below = self.below.max(below);
    }

    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        let (piece, em) = (run.piece, run.em);
        let baseline = -(piece.style.rise * self.text.scale).to_pt();
        self.cells(&run, baseline);
        let width = run.inked - run.start;
        let area = Rect::new(
            Point::new(Length::pt(run.start), Length::pt(baseline - ABOVE * em)),
            Size::new(Length::pt(width), Length::pt(em)),
        );
        let kind = ItemKind::Text(TextRun {
            start: Point::new(Length::pt(run.start), Length::pt(baseline)),
            face: run.face,
            size: Length::pt(em),
            color: piece.style.color,
            text: run.text,
            spacing: Length::pt(run.spacing),
            shifts: run.shifts,
            width: Length::pt(width),
        });
        let link = piece.link.clone().map(|link| (link, area));
        self.line.items.push(LineItem {
            kind: LineItemKind::Drawn(kind),
            role: piece.role,
            link,
            at: piece.at,
        });
        if piece.style.underline && width > 0.0 {
            let path = shape::underline(run.start, run.start + width, baseline, em, piece.style.color);
            self.push(LineItemKind::Drawn(ItemKind::Path(path)), Some(Role::Artifact), piece.at);
        }
    }

    /// The boxes of boxed characters, below the characters.
    fn cells(&mut self, run: &Run, baseline: f64) {
        let Some(boxes) = &run.piece.style.boxes else { return };
        let scale = self.text.scale;
        let size = Size::new(boxes.cell.width * scale, boxes.cell.height * scale);
        let height = size.height.to_pt();
        let top = baseline - MIDDLE * run.em - height / 2.0;
        let steps = run
            .cells
            .iter()
            .map(|&x| Step::Rect(Rect::new(Point::new(Length::pt(x), Length::pt(top)), size)));
        let path =
            Path { steps: steps.collect(), fill: None, stroke: Some(shape::scaled(&boxes.stroke, scale)) };
        self.push(LineItemKind::Drawn(ItemKind::Path(path)), Some(Role::Artifact), run.piece.at);
        self.need(-top, top + height);
    }

    fn object(&mut self, object: &Object, x: f64) {
        let scale = self.text.scale;
        let size = Size::new(object.size.width * scale, object.size.height * scale);
        let margin = object.margin;
        let height = size.height.to_pt();
        let top = match object.align {
            ObjectAlign::Baseline => -height,
            ObjectAlign::Middle => -MIDDLE * self.em - height / 2.0,
        };
        let left = Length::pt(x) + margin.left * scale;
        let area = Rect::new(Point::new(left, Length::pt(top)), size);
        self.need(-top + (margin.top * scale).to_pt(), top + height + (margin.bottom * scale).to_pt());
        let (kind, role) = match &object.kind {
            ObjectKind::Tick(ticked, stroke) => {
                (LineItemKind::Drawn(ItemKind::Path(shape::tick_box(area, *ticked, stroke, scale))), None)
            }
            ObjectKind::WriteIn(stroke) => (
                LineItemKind::Drawn(ItemKind::Path(shape::write_in(area, stroke, scale))),
                Some(Role::Artifact),
            ),
            ObjectKind::Drawing(drawing) => {
                let role = if drawing.alt.is_some() { Role::Figure } else { Role::Artifact };
                (LineItemKind::Drawing(area, drawing.clone()), Some(role))
            }
            ObjectKind::Symbol(symbol) => {
                let dark = shape::without_quiet_zone(area, symbol);
                (LineItemKind::Drawn(ItemKind::Symbol(dark, symbol.clone())), Some(Role::Figure))
            }
            ObjectKind::Space => return,
        };
        self.push(kind, role, Origin::NONE);
    }
    fn edge(&mut self, unit: &Unit, frame: Option<usize>, x: f64) {
        let Some(index) = frame else { return };
        let framed = self.text.frames[index];
        if unit.class == Class::FrameStart {
            self.open(index, x + (framed.margin.left * self.text.scale).to_pt(), false);
        } else {
            self.close(x + unit.width - (framed.margin.right * self.text.scale).to_pt(), false);
        }
    }

    fn open(&mut self, frame: usize, left: f64, is_continued: bool) {
        self.frames.push(OpenFrame { frame, left, is_continued, item: self.line.items.len() });
    }

    /// Draws the outline of the innermost open frame, below the text that stands in it.
    fn close(&mut self, right: f64, goes_on: bool) {
        let Some(open) = self.frames.pop() else { return };
        let framed = self.text.frames[open.frame];
        let scale = self.text.scale;
        let border = framed.border.as_ref().map_or(Length::ZERO, |border| border.width);
        let inside = framed.inlines.iter().filter_map(text_size).fold(0.0, f64::max) * scale;
        let em = if inside > 0.0 { inside } else { self.em };
        let above = ABOVE * em + ((framed.padding.top + border) * scale).to_pt();
        let below = BELOW * em + ((framed.padding.bottom + border) * scale).to_pt();
        let margin = (framed.margin.top * scale, framed.margin.bottom * scale);
        self.need(above + margin.0.to_pt(), below + margin.1.to_pt());
        let area = Rect::new(
            Point::new(Length::pt(open.left), Length::pt(-above)),
            Size::new(Length::pt(right - open.left), Length::pt(above + below)),
        );
        let at = self.line.items.get(open.item).map_or(Origin::NONE, |item| item.at);
        let path = shape::frame(area, framed, Open { left: open.is_continued, right: goes_on }, scale);
        let kind = LineItemKind::Drawn(ItemKind::Path(path));
        let item = LineItem { kind, role: Some(Role::Artifact), link: None, at };
        self.line.items.insert(open.item, item);
    }

    fn finish(mut self, placed: &Placed) -> Line {
        self.flush();
        while !self.frames.is_empty() {
            self.close(self.x, true);
        }
        // The leading stands half above and half below the text (CSS 2.2, 10.8.1).
        let leading = (self.line_height - 1.0) * self.em / 2.0;
        let ascent = self.above.max(ABOVE * self.em + leading);
        let descent = self.below.max(BELOW * self.em + leading);
        Line {
            ascent: Length::pt(ascent),
            descent: Length::pt(descent),
            width: Length::pt(placed.right - placed.left),
            items: self.line.items,
        }
    }
}

/// Size of the text of an inline, in points.
fn text_size(inline: &Inline) -> Option<f64> {
    match inline {
        Inline::Text(piece) => Some(piece.style.size.to_pt()),
        _ => None,
    }
}
