//! The looks of an element in the making: what it inherits and its declarations in, [`Inherited`] and [`OwnStyle`] out.

use std::rc::Rc;

use super::computed::{Inherited, OwnStyle};
use super::declaration::{BorderLine, Declaration, Pattern, Position, Side, Vertical};
use super::tree::{Absolute, Align, BlockStyle, CharacterBoxes, Extent, Stroke, TextStyle};
use crate::base::{Edges, Length, Point, Size};

/// The looks of an element inside one that hands on `outer`, the winning declarations last: what it hands on itself,
/// if that is anything else, and what is its own.
pub(super) fn looks(
    outer: &Inherited,
    is_inline: bool,
    declarations: &[&Declaration],
) -> (Option<Inherited>, OwnStyle) {
    let mut look = Look::new(outer, is_inline);
    // Everything measured in em needs the font size first.
    declarations.iter().for_each(|declaration| look.font_size(declaration, outer.text.size));
    for declaration in declarations {
        look.text_property(declaration);
        look.box_property(declaration);
        look.place_property(declaration);
    }
    look.finish();
    if look.changed && look.text != *look.rest.text {
        look.rest.text = Rc::new(look.text);
    }
    (look.changed.then_some(look.rest), look.own)
}

/// An element's looks in the making.
struct Look {
    text: TextStyle,
    rest: Inherited,
    block: BlockStyle,
    own: OwnStyle,
    absolute: Absolute,
    /// Whether something that is inherited was set.
    changed: bool,
    is_inline: bool,
}

impl Look {
    /// Before anything is declared.
    fn new(outer: &Inherited, is_inline: bool) -> Self {
        Self {
            text: (*outer.text).clone(),
            rest: outer.clone(),
            block: BlockStyle::default(),
            own: OwnStyle::default(),
            absolute: Absolute::default(),
            changed: false,
            is_inline,
        }
    }

    fn font_size(&mut self, declaration: &Declaration, outer: Length) {
        let size = match declaration {
            Declaration::FontSize(size) => size.resolve(outer),
            Declaration::Fit(sizes) => {
                self.block.fit = sizes.iter().map(|size| size.resolve(outer)).collect();
                match self.block.fit.first() {
                    Some(first) => *first,
                    None => return,
                }
            }
            _ => return,
        };
        self.text.size = size;
        self.rest.paragraph.size = size;
        self.changed = true;
    }

    fn text_property(&mut self, declaration: &Declaration) {
        use Declaration as D;
        let size = self.text.size;
        let paragraph = &mut self.rest.paragraph;
        match declaration {
            D::Family(family) => self.text.family = *family,
            D::Bold(bold) => self.text.bold = *bold,
            D::Color(color) => self.text.color = *color,
            D::Tabular(tabular) => self.text.tabular = *tabular,
            D::Solid(solid) => self.text.solid = *solid,
            D::Tracking(tracking) => self.text.tracking = tracking.resolve(size),
            D::Underline(underline) => self.text.underline = *underline,
            D::Vertical(Vertical::Raised(rise)) if self.is_inline => self.text.rise = rise.resolve(size),
            D::LineHeight(height) => paragraph.line_height = *height,
            D::TextAlign(align) => paragraph.align = *align,
            D::Indent(indent) => paragraph.indent = indent.resolve(size),
            D::Phrases(phrases) => paragraph.phrases = *phrases,
            D::Nowrap(nowrap) => paragraph.nowrap = *nowrap,
            D::Hang(hang) => paragraph.hang = *hang,
            D::List(style) => self.rest.list = *style,
            D::MarkerColor(color) => self.rest.marker_color = Some(*color),
            D::MarkerSize(length) => self.rest.marker_size = length.resolve(size),
            _ => return,
        }
        self.changed = true;
    }

    fn box_property(&mut self, declaration: &Declaration) {
        use Declaration as D;
        let size = self.text.size;
        let block = &mut self.block;
        match declaration {
            D::Margin(side, length) => set(&mut block.margin, *side, length.resolve(size)),
            D::Padding(side, length) => set(&mut block.padding, *side, length.resolve(size)),
            D::Border(side, line) => {
                block.border[*side as usize] =
                    line.map(|line| stroke(line, size)).filter(|line| line.width > Length::ZERO);
            }
            D::Radius(radius) => block.radius = radius.resolve(size),
            D::Background(color) => block.background = *color,
            D::Width(width) => block.width = *width,
            D::WidthEm(count) => block.width = Some(Extent::Fixed(size * *count)),
            D::WidthShare(share) => self.own.width_share = Some(*share),
            D::Height(height) => block.height = height.map(|height| height.resolve(size)),
            D::MinHeight(height) => block.min_height = height.map(|height| height.resolve(size)),
            D::Flex(share) => block.flex = *share,
            D::BreakBefore(page) => block.break_before = *page,
            D::KeepWithNext(keep) => block.keep_with_next = *keep,
            D::KeepTogether(keep) => block.keep_together = *keep,
            _ => {}
        }
    }

    fn place_property(&mut self, declaration: &Declaration) {
        use Declaration as D;
        let size = self.text.size;
        match declaration {
            D::Columns(columns) => self.own.columns = *columns,
            D::Gap(gap) => self.own.gap = gap.resolve(size),
            D::ColumnAlign(align) => self.own.column_align = *align,
            D::Vertical(vertical) => self.own.vertical = Some(*vertical),
            D::Position(position) => {
                self.block.absolute = (*position == Position::Absolute).then(Absolute::default);
                self.block.positioned = *position != Position::Static;
            }
            D::Inset(side, length) => {
                let place = match side {
                    Side::Top => &mut self.absolute.top,
                    Side::Right => &mut self.absolute.right,
                    Side::Bottom => &mut self.absolute.bottom,
                    Side::Left => &mut self.absolute.left,
                };
                *place = Some(length.resolve(size));
            }
            D::Paper(width, height) => self.own.paper = Some(Size::new(*width, *height)),
            D::Translate(x, y) => self.own.placement.offset = Point::new(*x, *y),
            D::Scale(x, y) => self.own.placement.scale = [*x, *y],
            D::LetterBoxes(width, height) => {
                let cell = Size::new(width.resolve(size), height.resolve(size));
                self.own.letter_boxes = true;
                self.text.boxes = Some(CharacterBoxes { cell, stroke: Stroke::default() });
            }
            D::Fill(fill) => self.own.fill = Some(*fill),
            D::StrokeColor(color) => self.own.stroke = Some(*color),
            D::StrokeWidth(width) => self.own.stroke_width = Some(*width),
            _ => {}
        }
    }

    /// Joins what was declared apart.
    fn finish(&mut self) {
        if let Some(place) = &mut self.block.absolute {
            *place = self.absolute;
        }
        self.block.vertical_align = match self.own.vertical {
            Some(Vertical::Middle) => Align::Center,
            Some(Vertical::Bottom) => Align::End,
            _ => Align::Start,
        };
        if self.own.letter_boxes
            && let Some(boxes) = &mut self.text.boxes
        {
            boxes.stroke = self.block.border[Side::Top as usize].clone().unwrap_or_default();
            self.changed = true;
        }
        self.own.block = Rc::new(std::mem::take(&mut self.block));
    }
}

fn set(edges: &mut Edges, side: Side, length: Length) {
    match side {
        Side::Top => edges.top = length,
        Side::Right => edges.right = length,
        Side::Bottom => edges.bottom = length,
        Side::Left => edges.left = length,
    }
}

/// Dash and gap of dashed and dotted lines, in multiples of the line's width, and the shortest that still
/// reads as such on an office printer (pt).
const DASHED: [(f64, f64); 2] = [(3.0, 2.0), (2.0, 1.4)];
const DOTTED: [(f64, f64); 2] = [(1.0, 0.6), (2.0, 1.2)];

fn stroke(line: BorderLine, size: Length) -> Stroke {
    let width = line.width.resolve(size);
    let pattern: &[(f64, f64)] = match line.pattern {
        Pattern::Solid => &[],
        Pattern::Dashed => &DASHED,
        Pattern::Dotted => &DOTTED,
    };
    let dash = pattern.iter().map(|&(times, least)| (width * times).max(Length::pt(least))).collect();
    Stroke { width, color: line.color, dash }
}
