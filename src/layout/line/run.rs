//! [`Run`]: characters of one piece and face that are written one after the other. Units and their places in, a text run
//! with what lies around it (boxes, underline, area of a link) out.

use super::shape::{self, ABOVE, MIDDLE};
use super::unit::Unit;
use super::{LineItem, LineItemKind};
use crate::base::{FaceId, Length, Origin, Point, Rect, Size};
use crate::layout::item::{ItemKind, Path, PathStep, TextRun};
use crate::parse::TextPiece;

/// Differences below this are rounding, in points.
const TOLERANCE: f64 = 1e-4;

/// What the runs of a line have in common.
#[derive(Clone, Copy)]
pub(super) struct RunStyle {
    /// Factor on all sizes.
    pub scale: f64,
    /// Space that justification adds between all characters, in em.
    pub each: f64,
    /// Bytes that the text of the whole line has at most, but for rare characters.
    pub longest: usize,
}

/// A text run that is being written. Lengths are in points.
pub(super) struct Run<'a> {
    piece: &'a TextPiece,
    leaf: u32,
    face: FaceId,
    em: f64,
    scale: f64,
    baseline: f64,
    start: f64,
    /// Where the last glyph's advance ends.
    end: f64,
    /// Where the last inked unit ends.
    inked: f64,
    spacing: f64,
    text: String,
    count: usize,
    shifts: Vec<(usize, Length)>,
    /// Left edges of the boxes around the characters.
    cells: Vec<f64>,
}

impl<'a> Run<'a> {
    /// A run that begins with `unit`, whose left edge is at `x`.
    pub(super) fn start(piece: &'a TextPiece, unit: &Unit, x: f64, setting: RunStyle) -> Self {
        let RunStyle { scale, each, longest } = setting;
        let style = &piece.style;
        let tracking = if style.boxes.is_some() { 0.0 } else { (style.tracking * scale).to_pt() };
        let spacing = tracking + each * unit.em;
        let origin = x + unit.offset;
        Self {
            piece,
            leaf: unit.leaf,
            face: unit.face,
            em: unit.em,
            scale,
            baseline: -(style.rise * scale).to_pt(),
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

    /// Whether `unit` goes on with this run.
    pub(super) fn takes(&self, unit: &Unit) -> bool {
        self.leaf == unit.leaf && self.face == unit.face
    }

    /// Place in the user's files.
    pub(super) fn at(&self) -> Origin {
        self.piece.at
    }

    /// Adds a character whose left edge is at `x`.
    pub(super) fn push(&mut self, unit: &Unit, x: f64, inked: bool) {
        let origin = x + unit.offset;
        let shift = origin - self.end - self.spacing;
        if shift.abs() > TOLERANCE
            && let Some(previous) = self.count.checked_sub(1)
        {
            self.shifts.push((previous, Length::pt(shift)));
        }
        self.text.push(unit.ch);
        self.count += 1;
        self.end = origin + unit.advance;
        if inked {
            // White that the line's end cut off is not the run's.
            self.inked = x + unit.width;
        }
        if self.piece.style.boxes.is_some() {
            self.cells.push(x);
        }
    }

    /// The boxes of boxed characters, and how far they reach above and below the baseline.
    pub(super) fn boxes(&self) -> Option<(Path, f64, f64)> {
        let boxes = self.piece.style.boxes.as_ref()?;
        let size = Size::new(boxes.cell.width * self.scale, boxes.cell.height * self.scale);
        let height = size.height.to_pt();
        let top = self.baseline - MIDDLE * self.em - height / 2.0;
        let cell = |&x: &f64| PathStep::Rect(Rect::new(Point::new(Length::pt(x), Length::pt(top)), size));
        let steps = self.cells.iter().map(cell).collect();
        let stroke = Some(shape::scaled(&boxes.stroke, self.scale));
        Some((Path { steps, fill: None, stroke }, -top, top + height))
    }

    /// The line below underlined text.
    pub(super) fn underline(&self) -> Option<Path> {
        let Self { start, inked, baseline, em, .. } = *self;
        let style = &self.piece.style;
        let end = start + (inked - start);
        (style.underline && inked > start).then(|| shape::underline(start, end, baseline, em, style.color))
    }

    /// The run as an item of its line.
    pub(super) fn finish(self) -> LineItem {
        let width = Length::pt(self.inked - self.start);
        let left = Length::pt(self.start);
        let area = Rect::new(
            Point::new(left, Length::pt(self.baseline - ABOVE * self.em)),
            Size::new(width, Length::pt(self.em)),
        );
        let kind = ItemKind::Text(TextRun {
            start: Point::new(left, Length::pt(self.baseline)),
            face: self.face,
            size: Length::pt(self.em),
            color: self.piece.style.color,
            text: self.text,
            spacing: Length::pt(self.spacing),
            shifts: self.shifts,
            width,
        });
        let link = self.piece.link.clone().map(|link| (link, area));
        LineItem {
            kind: LineItemKind::Drawn(kind),
            role: self.piece.role,
            alt: None,
            link,
            at: self.piece.at,
        }
    }
}
