//! A placed line as items: text runs, frames, boxes, write-in lines. Measured units and their places in,
//! a [`Line`] out.

use super::class::Class;
use super::place::PlacedUnits;
use super::run::{Run, RunStyle};
use super::shape::{self, ABOVE, BELOW, MIDDLE, OpenSides};
use super::span::Span;
use super::unit::{LeafKind, Unit, Units};
use super::{Line, LineItem, LineItemKind};
use crate::base::{Field, Length, Origin, Point, Rect, Role, Size};
use crate::layout::item::{ItemKind, TextRun};
use crate::parse::{Inline, Object, ObjectAlign, ObjectKind, ParagraphStyle, TextPiece};

/// Draws the units of one line; `base` is where its stretch begins among all units.
pub(super) fn draw(
    text: &Units,
    base: usize,
    span: &Span,
    placed: &PlacedUnits,
    style: &ParagraphStyle,
) -> Line {
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

impl<'a> Pen<'a> {
    fn new(text: &'a Units<'a>, style: &ParagraphStyle, units: &[Unit], placed: &PlacedUnits) -> Self {
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
            LeafKind::Counter(counter, style, link) => {
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
                let corner = Point::new(run.start.x, run.start.y - run.size * ABOVE);
                let area = Rect::new(corner, Size::new(run.width, run.size));
                self.line.items.push(LineItem {
                    kind: LineItemKind::Counter((*counter).clone(), run),
                    role: link.map(|_| Role::Link),
                    alt: None,
                    link: link.map(|link| (link.clone(), area)),
                    at: leaf.at,
                });
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
        self.line.items.push(LineItem { kind, role, alt: None, link: None, at });
    }

    fn glyph(&mut self, piece: &'a TextPiece, unit: &Unit, x: f64, inked: bool) {
        if !self.run.as_ref().is_some_and(|run| run.takes(unit)) {
            self.flush();
        }
        let (scale, each, longest) = (self.text.scale, self.each, self.longest);
        let run =
            self.run.get_or_insert_with(|| Run::start(piece, unit, x, RunStyle { scale, each, longest }));
        run.push(unit, x, inked);
        let rise = (piece.style.rise * scale).to_pt();
        self.need(ABOVE * unit.em + rise, BELOW * unit.em - rise);
    }

    /// Makes the line high enough for something that reaches so far above and below the baseline.
    fn need(&mut self, above: f64, below: f64) {
        self.above = self.above.max(above);
        self.below = self.below.max(below);
    }

    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        let at = run.at();
        if let Some((path, above, below)) = run.boxes() {
            self.push(LineItemKind::Drawn(ItemKind::Path(path)), Some(Role::Artifact), at);
            self.need(above, below);
        }
        let underline = run.underline();
        self.line.items.push(run.finish());
        if let Some(path) = underline {
            self.push(LineItemKind::Drawn(ItemKind::Path(path)), Some(Role::Artifact), at);
        }
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
                let path = shape::tick_box(area, *ticked, stroke, scale);
                (LineItemKind::Drawn(ItemKind::Path(path)), Role::Field(Field::Tick(*ticked)))
            }
            ObjectKind::WriteIn(stroke) => {
                let path = shape::write_in(area, stroke.as_ref(), scale);
                (LineItemKind::Drawn(ItemKind::Path(path)), Role::Field(Field::Blank))
            }
            ObjectKind::Drawing(drawing) => {
                let role = drawing.field.map_or(Role::Figure, Role::Field);
                (LineItemKind::Drawing(area, drawing.clone()), role)
            }
            ObjectKind::Symbol(symbol) => {
                let dark = shape::without_quiet_zone(area, symbol);
                (LineItemKind::Drawn(ItemKind::Symbol(dark, symbol.clone())), Role::Figure)
            }
            ObjectKind::Space => return,
        };
        let alt = match &object.kind {
            ObjectKind::Drawing(drawing) => drawing.alt.clone(),
            _ => object.alt.clone(),
        };
        // What says nothing is an ornament.
        let role = Some(if alt.is_some() { role } else { Role::Artifact });
        self.line.items.push(LineItem { kind, role, alt, link: None, at: Origin::NONE });
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
        let path = shape::frame(area, framed, OpenSides { left: open.is_continued, right: goes_on }, scale);
        let kind = LineItemKind::Drawn(ItemKind::Path(path));
        let item = LineItem { kind, role: Some(Role::Artifact), alt: None, link: None, at };
        self.line.items.insert(open.item, item);
    }

    fn finish(mut self, placed: &PlacedUnits) -> Line {
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
