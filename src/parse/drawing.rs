//! Drawings: the `svg` element in, a [`Drawing`] out, with every colour and coordinate settled.

use std::rc::Rc;

use super::affine::Affine;
use super::builder::{Builder, StyledElement};
use super::node::{MarkupNode, elements, first_characters};
use super::outline;
use super::tag::Tag;
use super::tree::{Drawing, Segment, Shape, Stroke, TextAlign, TextStyle};
use super::value::values;
use crate::base::fonts::Family;
use crate::base::{Color, Field, Length, Size};

/// How shapes are drawn; `g` hands it on.
#[derive(Clone)]
struct ShapeStyle {
    fill: Option<Color>,
    stroke: Option<Color>,
    width: f64,
    dash: Vec<f64>,
    font_size: f64,
    bold: bool,
    family: Family,
    anchor: TextAlign,
    affine: Affine,
}

impl<'a> Builder<'a> {
    /// The drawing that `element`, an `svg`, becomes. Without width and height in its style the size is
    /// that of its `viewBox` in mm.
    pub(super) fn drawing(&mut self, element: &StyledElement<'a>) -> Option<Drawing> {
        let view = element.node.attribute("viewBox").and_then(outline::numbers);
        let Some(view) = view.and_then(|four| <[f64; 4]>::try_from(four).ok()) else {
            self.faults.at(element.node, "svg wants a viewBox of four numbers");
            return None;
        };
        let own = &element.style.own;
        let width = own.fixed_width().unwrap_or(Length::mm(view[2]));
        let height = own.block.height.unwrap_or(Length::mm(view[3]));
        let pen = ShapeStyle {
            fill: Some(Color::BLACK),
            stroke: None,
            width: 1.0,
            dash: Vec::new(),
            font_size: 1.0,
            bold: false,
            family: Family::Sans,
            anchor: TextAlign::Start,
            affine: Affine::default(),
        };
        let mut shapes = Vec::new();
        self.shapes(element, &pen, &mut shapes);
        let alt = element.alt.map(str::to_owned);
        let field = self.field(element);
        Some(Drawing { view, size: Size::new(width, height), alt, field, shapes })
    }

    /// What can be chosen on the screen that `element`, an `svg`, shows.
    fn field(&mut self, element: &StyledElement<'a>) -> Option<Field> {
        let attribute = |name| element.node.attribute(name);
        let is_checked = match (attribute("role"), attribute("aria-checked")) {
            (None, None) => return None,
            (Some(_), Some("true")) => true,
            (Some(_), Some("false")) => false,
            _ => {
                self.faults.at(element.node, "role and aria-checked=\"true\" or \"false\" go together");
                return None;
            }
        };
        if element.alt.is_none() {
            self.faults.at(element.node, "what can be chosen wants data-alt");
        }
        match attribute("role") {
            Some("radio") => Some(Field::Choice(is_checked)),
            Some("checkbox") => Some(Field::Tick(is_checked)),
            _ => {
                self.faults.at(element.node, "the role of an svg is radio or checkbox");
                None
            }
        }
    }

    fn shapes(&mut self, parent: &StyledElement<'a>, outer: &ShapeStyle, shapes: &mut Vec<Shape>) {
        for node in elements(parent.node) {
            let Some(element) = self.open(parent, node) else { continue };
            let pen = self.pen(&element, parent, outer);
            match element.tag {
                Tag::Group => self.shapes(&element, &pen, shapes),
                Tag::Text => shapes.push(self.text(&element, &pen, shapes)),
                _ => {
                    if let Some(segments) = self.outline(&element) {
                        shapes.push(pen.path(segments, element.tag));
                    }
                }
            }
        }
    }

    fn outline(&mut self, element: &StyledElement<'a>) -> Option<Vec<Segment>> {
        let node = element.node;
        let mut number = |name| self.number(node, name, 0.0);
        let segments = match element.tag {
            Tag::Rectangle => Some(outline::rectangle(
                number("x"),
                number("y"),
                number("width"),
                number("height"),
                number("rx"),
            )),
            Tag::Line => Some(vec![
                Segment::Move(number("x1"), number("y1")),
                Segment::Line(number("x2"), number("y2")),
            ]),
            Tag::Circle => {
                let radius = number("r");
                Some(outline::ellipse(number("cx"), number("cy"), radius, radius))
            }
            Tag::Ellipse => Some(outline::ellipse(number("cx"), number("cy"), number("rx"), number("ry"))),
            Tag::Polygon => node.attribute("points").and_then(|points| outline::polygon(points, true)),
            Tag::Polyline => node.attribute("points").and_then(|points| outline::polygon(points, false)),
            Tag::Path => node.attribute("d").and_then(outline::path),
            _ => {
                self.faults.at(node, format!("{} cannot stand in a drawing", node.tag_name().name()));
                return None;
            }
        };
        if segments.is_none() {
            self.faults.at(node, "the numbers of this outline make no sense");
        }
        segments
    }

    fn text(&mut self, element: &StyledElement<'a>, pen: &ShapeStyle, before: &[Shape]) -> Shape {
        let node = element.node;
        if elements(node).next().is_some() {
            self.faults.at(node, "text in a drawing holds characters only");
        }
        let (x, y) = pen.affine.apply(self.number(node, "x", 0.0), self.number(node, "y", 0.0));
        let style = TextStyle {
            family: pen.family,
            bold: pen.bold,
            size: Length::pt(pen.font_size * pen.affine.scale()),
            color: pen.fill.unwrap_or_default(),
            ..TextStyle::default()
        };
        let style = match before.last() {
            Some(Shape::Text { style: last, .. }) if **last == style => Rc::clone(last),
            _ => Rc::new(style),
        };
        let words: Vec<&str> = first_characters(node).split_ascii_whitespace().collect();
        Shape::Text { x, y, anchor: pen.anchor, text: words.join(" "), style, at: element.at }
    }

    /// The pen for `element`: what its class says, then what its attributes say.
    fn pen(
        &mut self,
        element: &StyledElement<'a>,
        parent: &StyledElement<'a>,
        outer: &ShapeStyle,
    ) -> ShapeStyle {
        let mut pen = outer.clone();
        let own = &element.style.own;
        pen.fill = own.fill.unwrap_or(pen.fill);
        pen.stroke = own.stroke.unwrap_or(pen.stroke);
        pen.width = own.stroke_width.unwrap_or(pen.width);
        let (text, above) = (&element.style.inherited.text, &parent.style.inherited.text);
        if text.bold != above.bold {
            pen.bold = text.bold;
        }
        if text.family != above.family {
            pen.family = text.family;
        }
        for attribute in element.node.attributes() {
            let value = attribute.value();
            let understood = match attribute.name() {
                "fill" => self.paint(value, text.color).map(|color| pen.fill = color),
                "stroke" => self.paint(value, text.color).map(|color| pen.stroke = color),
                "stroke-width" => value.parse().ok().map(|width| pen.width = width),
                "stroke-dasharray" if value == "none" => {
                    pen.dash.clear();
                    Some(())
                }
                "stroke-dasharray" => outline::numbers(value).map(|dash| pen.dash = dash),
                "font-size" => value.parse().ok().map(|size| pen.font_size = size),
                "font-weight" => {
                    pick(value, &[("normal", false), ("bold", true)]).map(|bold| pen.bold = bold)
                }
                "font-family" => pick(value, &[("sans", Family::Sans), ("mono", Family::Mono)])
                    .map(|family| pen.family = family),
                "text-anchor" => {
                    let choices =
                        [("start", TextAlign::Start), ("middle", TextAlign::Center), ("end", TextAlign::End)];
                    pick(value, &choices).map(|anchor| pen.anchor = anchor)
                }
                "transform" => Affine::parse(value).map(|inner| pen.affine = pen.affine.of(inner)),
                _ => Some(()),
            };
            if understood.is_none() {
                self.faults.at(element.node, format!("{} cannot be {value:?}", attribute.name()));
            }
        }
        if element.tag == Tag::Text && !pen.affine.is_upright() {
            self.faults.at(element.node, "text in a drawing cannot be turned");
        }
        pen
    }

    /// A colour of an attribute; inner `None`: none.
    fn paint(&self, value: &str, current: Color) -> Option<Option<Color>> {
        match value {
            "none" => Some(None),
            "currentColor" => Some(Some(current)),
            _ => {
                let mut input = cssparser::Parser::new(value);
                match values(&mut input, &self.styler.sheet().variables).ok()?.as_slice() {
                    [color] => color.paint(),
                    _ => None,
                }
            }
        }
    }

    fn number(&mut self, node: MarkupNode<'a>, name: &str, otherwise: f64) -> f64 {
        let Some(text) = node.attribute(name) else { return otherwise };
        match text.parse() {
            Ok(number) => number,
            Err(_) => {
                self.faults.at(node, format!("{name} must be a number, not {text:?}"));
                otherwise
            }
        }
    }
}

impl ShapeStyle {
    fn path(&self, segments: Vec<Segment>, tag: Tag) -> Shape {
        let scale = self.affine.scale();
        let stroke = self.stroke.map(|color| Stroke {
            width: Length::pt(self.width * scale),
            color,
            dash: self.dash.iter().map(|&length| Length::pt(length * scale)).collect(),
        });
        let fill = self.fill.filter(|_| tag != Tag::Line);
        let segments = segments.into_iter().map(|segment| self.affine.segment(segment)).collect();
        Shape::Path { segments, fill, stroke }
    }
}

fn pick<T: Copy>(value: &str, choices: &[(&str, T)]) -> Option<T> {
    choices.iter().find(|(name, _)| *name == value).map(|(_, choice)| *choice)
}
