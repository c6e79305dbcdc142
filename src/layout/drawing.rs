//! Drawings and QR symbols as outlines and text at their size on paper.
//! A drawing keeps its proportions and stands in the middle of its box.

use crate::base::qr::{QUIET_ZONE, Symbol};
use crate::base::{Color, Diagnostic, Fonts, Length, Origin, Point, Rect, Size};
use crate::parse::{Block, Content, TextStyle};
use crate::parse::{
    Drawing, Inline, Paragraph, ParagraphStyle, Segment, Shape, Stroke, TextAlign, TextPiece,
};

use super::context::{LayoutContext, Slot};
use super::fault;
use super::fragment::{Fragment, FragmentItem};
use super::item::{Item, ItemKind, Path, PathStep};
use super::line::{self, Line, LineItemKind};

/// Wider than any line that is to stand on its own.
const NO_EDGE: Length = Length::pt(1e6);

/// The size of a drawing on paper: that of its box where the box has one, else its own, but never wider than
/// the room.
pub(super) fn size(drawing: &Drawing, width: Option<Length>, height: Option<Length>, room: Length) -> Size {
    let [_, _, view_width, view_height] = drawing.view;
    let aspect = if view_width > 0.0 && view_height > 0.0 { view_height / view_width } else { 1.0 };
    match (width, height) {
        (Some(width), Some(height)) => Size::new(width, height),
        (Some(width), None) => Size::new(width, width * aspect),
        (None, Some(height)) => Size::new((height / aspect).min(room), height),
        (None, None) if drawing.size.width > Length::ZERO => {
            let shrink = (room / drawing.size.width).min(1.0);
            Size::new(drawing.size.width * shrink, drawing.size.height * shrink)
        }
        (None, None) => Size::new(room, room * aspect),
    }
}

/// What a drawing is made of, at `size`, from its top left corner, as items of `element`.
///
/// # Errors
/// `SP103` for a character that no face has.
fn items(
    drawing: &Drawing,
    size: Size,
    element: Option<usize>,
    fonts: &Fonts,
) -> Result<Vec<FragmentItem>, Vec<Diagnostic>> {
    let view = ViewBox::new(drawing, size);
    let mut items = Vec::with_capacity(drawing.shapes.len());
    let mut faults = Vec::new();
    for shape in &drawing.shapes {
        match shape {
            Shape::Path { segments, fill, stroke } => {
                let steps = segments.iter().map(|segment| view.step(*segment)).collect();
                let stroke = stroke.as_ref().map(|stroke| view.stroke(stroke));
                let kind = ItemKind::Path(Path { steps, fill: *fill, stroke });
                items.push(FragmentItem::Item(Item { element, at: Origin::NONE, kind }));
            }
            Shape::Text { x, y, anchor, text, style, at } => {
                match single(text, style, view.scale, *at, fonts) {
                    Ok(line) => {
                        let start = anchored(view.point(*x, *y), line.width, *anchor);
                        items.extend(drawn(line, start, element));
                    }
                    Err(new) => new.into_iter().for_each(|new| fault::push(&mut faults, new)),
                }
            }
        }
    }
    if faults.is_empty() { Ok(items) } else { Err(faults) }
}

/// A QR symbol in a box of `size`, which holds its quiet zone too (ISO/IEC 18004, 6.3.8), in the box's middle.
fn symbol(symbol: &Symbol, size: Size) -> Vec<ItemKind> {
    let side = size.width.min(size.height);
    let corner = Point::new((size.width - side) / 2.0, (size.height - side) / 2.0);
    let modules = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let module = side / modules(symbol.width + 2 * QUIET_ZONE);
    let quiet = module * modules(QUIET_ZONE);
    let dark =
        Rect::new(corner.moved(Point::new(quiet, quiet)), Size::new(side - quiet * 2.0, side - quiet * 2.0));
    let steps = vec![PathStep::Rect(Rect::new(corner, Size::new(side, side)))];
    let ground = Path { steps, fill: Some(Color::WHITE), stroke: None };
    vec![ItemKind::Path(ground), ItemKind::Symbol(dark, symbol.clone())]
}

/// A text of one look on a line of its own, however long.
///
/// # Errors
/// `SP103` for a character that no face has.
pub(super) fn single(
    text: &str,
    style: &std::rc::Rc<TextStyle>,
    scale: f64,
    at: Origin,
    fonts: &Fonts,
) -> Result<Line, Vec<Diagnostic>> {
    let piece = TextPiece {
        text: text.to_owned(),
        style: std::rc::Rc::clone(style),
        role: None,
        link: None,
        at,
        keep: None,
    };
    let look =
        ParagraphStyle { size: style.size, line_height: 1.0, nowrap: true, ..ParagraphStyle::default() };
    let paragraph = Paragraph { inlines: vec![Inline::Text(piece)], style: look };
    Ok(line::set(&paragraph, NO_EDGE, scale, fonts)?.into_iter().next().unwrap_or_default())
}

impl LayoutContext<'_> {
    /// A drawing, QR symbol or bitmap that fills its block, whose content box is `slot`.
    pub(super) fn picture(&mut self, block: &Block, slot: Slot) -> Fragment {
        let Slot { element, width, height, .. } = slot;
        let square = Size::new(width, height.unwrap_or(width));
        let item = |kind| FragmentItem::Item(Item { element, at: block.at, kind });
        let (size, items) = match &block.content {
            Content::Drawing(drawing) => {
                let given = block.style.width.is_some().then_some(width);
                let size = size(drawing, given, height, width);
                (size, self.drawing(drawing, size, element))
            }
            Content::Symbol(code) => (square, symbol(code, square).into_iter().map(item).collect()),
            Content::Picture(name) => {
                let rect = Rect::new(Point::default(), square);
                (square, vec![item(ItemKind::Picture(rect, name.clone()))])
            }
            _ => (Size::default(), Vec::new()),
        };
        Fragment { size, baseline: None, items }
    }

    /// A drawing at `size`, as items of `element`.
    pub(super) fn drawing(
        &mut self,
        drawing: &Drawing,
        size: Size,
        element: Option<usize>,
    ) -> Vec<FragmentItem> {
        self.gather(items(drawing, size, element, self.fonts))
    }
}

/// The items of a line whose baseline begins at `start`.
fn drawn(line: Line, start: Point, element: Option<usize>) -> impl Iterator<Item = FragmentItem> {
    line.items.into_iter().filter_map(move |item| match item.kind {
        LineItemKind::Drawn(mut kind) => {
            kind.shift(start);
            Some(FragmentItem::Item(Item { element, at: item.at, kind }))
        }
        // A single piece of text makes none of these.
        LineItemKind::Counter(..) | LineItemKind::Drawing(..) => None,
    })
}

/// Where a text begins that is anchored at `at`.
fn anchored(at: Point, width: Length, anchor: TextAlign) -> Point {
    let back = match anchor {
        TextAlign::Start | TextAlign::Justify => Length::ZERO,
        TextAlign::Center => width / 2.0,
        TextAlign::End => width,
    };
    Point::new(at.x - back, at.y)
}

/// From view units to paper.
struct ViewBox {
    left: f64,
    top: f64,
    scale: f64,
    corner: Point,
}

impl ViewBox {
    fn new(drawing: &Drawing, size: Size) -> Self {
        let [left, top, width, height] = drawing.view;
        let per = |length: Length, units: f64| if units > 0.0 { length.to_pt() / units } else { 1.0 };
        let scale = per(size.width, width).min(per(size.height, height));
        let corner = Point::new(
            (size.width - Length::pt(width * scale)) / 2.0,
            (size.height - Length::pt(height * scale)) / 2.0,
        );
        Self { left, top, scale, corner }
    }

    fn point(&self, x: f64, y: f64) -> Point {
        let (x, y) = ((x - self.left) * self.scale, (y - self.top) * self.scale);
        self.corner.moved(Point::new(Length::pt(x), Length::pt(y)))
    }

    fn step(&self, segment: Segment) -> PathStep {
        match segment {
            Segment::Move(x, y) => PathStep::Move(self.point(x, y)),
            Segment::Line(x, y) => PathStep::Line(self.point(x, y)),
            Segment::Curve(x1, y1, x2, y2, x, y) => {
                PathStep::Curve(self.point(x1, y1), self.point(x2, y2), self.point(x, y))
            }
            Segment::Close => PathStep::Close,
        }
    }

    fn stroke(&self, stroke: &Stroke) -> Stroke {
        let dash = stroke.dash.iter().map(|length| *length * self.scale).collect();
        Stroke { width: stroke.width * self.scale, color: stroke.color, dash }
    }
}
