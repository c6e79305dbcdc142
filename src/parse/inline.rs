//! Inlines: the text of a paragraph with its white space settled, and what stands between the characters.

use std::num::NonZeroU32;
use std::rc::Rc;

use super::builder::{Builder, StyledElement};
use super::declaration::{Side, Vertical};
use super::node::{MarkupNode, characters, contents};
use super::space::{Ink, InlineBuffer, Neighbour};
use super::tag::Tag;
use super::tree::{Counter, Framed, Inline, Link, Object, ObjectAlign, ObjectKind, Paragraph, Stroke};
use crate::base::{Edges, Role, Size};

impl<'a> Builder<'a> {
    /// All that stands in `element`, as lines of text.
    pub(super) fn paragraph(&mut self, element: &StyledElement<'a>) -> Paragraph {
        let mut line = InlineBuffer::default();
        self.inlines(element, ink(element, None, None, None), &mut line);
        Paragraph { inlines: line.finish(), style: element.style.inherited.paragraph.clone() }
    }

    fn inlines(&mut self, element: &StyledElement<'a>, ink: Ink, line: &mut InlineBuffer) {
        for child in contents(element.node) {
            match characters(child) {
                Some(text) => line.text(text, &ink),
                None => self.inline(element, child, &ink, line),
            }
        }
    }

    fn inline(
        &mut self,
        parent: &StyledElement<'a>,
        node: MarkupNode<'a>,
        outer: &Ink,
        line: &mut InlineBuffer,
    ) {
        let Some(element) = self.open(parent, node) else { return };
        if element.id.is_some() {
            self.faults.at(node, "id can stand on blocks only");
        }
        match element.tag {
            Tag::Break => line.line_break(node.attribute("data-in") == Some("word")),
            Tag::Input => {
                if let Some(object) = self.input(&element) {
                    line.thing(Inline::Object(object), Neighbour::Japanese);
                }
            }
            Tag::Output => match node.attribute("name") {
                Some("page") => line.thing(counter(Counter::Page, &element, outer), Neighbour::Other),
                Some("pages") => line.thing(counter(Counter::Pages, &element, outer), Neighbour::Other),
                Some("page-of") => match node.attribute("for") {
                    Some(id) => {
                        line.thing(counter(Counter::PageOf(id.into()), &element, outer), Neighbour::Other)
                    }
                    None => self.faults.at(node, "output name=\"page-of\" wants for=\"id\""),
                },
                Some("continued") => match node.attribute("say") {
                    Some(text) => line.thing(
                        counter(Counter::Continued(text.into()), &element, outer),
                        Neighbour::Japanese,
                    ),
                    None => self.faults.at(node, "output name=\"continued\" wants say=\"text\""),
                },
                _ => self
                    .faults
                    .at(node, "output wants name=\"page\", \"pages\", \"page-of\" or \"continued\""),
            },
            Tag::Svg | Tag::Image => {
                if let Some(object) = self.picture_in_line(&element) {
                    line.thing(Inline::Object(object), Neighbour::Japanese);
                }
            }
            Tag::Span if element.style.own.fixed_width().is_some() => match self.room(&element) {
                Some(object) => line.thing(Inline::Object(object), Neighbour::Japanese),
                None => self.faults.at(node, "a span with a width must be empty"),
            },
            tag if tag.is_inline() => self.piece(&element, outer, line),
            _ => self.faults.at(node, "a block cannot stand among text"),
        }
    }

    /// A `span`, `strong`, `a` …: its text goes on in the same line, or into a frame of its own.
    fn piece(&mut self, element: &StyledElement<'a>, outer: &Ink, line: &mut InlineBuffer) {
        let link = match element.tag {
            Tag::Anchor => self.link(element),
            _ => outer.link.clone(),
        };
        let role = match element.tag {
            Tag::Anchor => Some(Role::Link),
            Tag::Code | Tag::Key => outer.role.or(Some(Role::Span)),
            _ => outer.role,
        };
        if element.style.own.block.width.is_some() || element.style.own.block.height.is_some() {
            self.faults.at(element.node, "text in a line cannot have a width or height");
        }
        let ink = ink(element, role, link, outer.keep);
        if !element.style.own.is_framed() {
            return self.inlines(element, ink, line);
        }
        let mut inner = InlineBuffer::default();
        self.inlines(element, ink, &mut inner);
        let block = &element.style.own.block;
        let framed = Framed {
            inlines: inner.finish(),
            padding: block.padding,
            margin: block.margin,
            border: block.border[Side::Top as usize].clone(),
            radius: block.radius,
            background: block.background,
        };
        line.thing(Inline::Framed(framed), Neighbour::Japanese);
    }

    fn link(&mut self, element: &StyledElement<'a>) -> Option<Link> {
        match element.node.attribute("href") {
            Some(href) if href.starts_with('#') => {
                self.links.push((element.node, &href[1..]));
                Some(Link::Inside(href[1..].to_owned()))
            }
            Some(href)
                if ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)) =>
            {
                Some(Link::Uri(href.to_owned()))
            }
            _ => {
                self.faults.at(element.node, "a wants href=\"#id\" or an address");
                None
            }
        }
    }

    fn input(&mut self, element: &StyledElement<'a>) -> Option<Object> {
        let block = &element.style.own.block;
        let kind = match (element.node.attribute("type"), element.node.attribute("checked")) {
            (Some("checkbox"), ticked @ (None | Some("checked"))) => {
                ObjectKind::Tick(ticked.is_some(), border(element, Side::Top))
            }
            (Some("text"), None) => ObjectKind::WriteIn(block.border[Side::Bottom as usize].clone()),
            _ => {
                self.faults.at(element.node, "input wants type=\"checkbox\" or \"text\"");
                return None;
            }
        };
        let size = element.style.own.fixed_width().zip(block.height);
        let Some((width, height)) = size else {
            self.faults.at(element.node, "input wants a width and a height");
            return None;
        };
        Some(self.object(element, Size::new(width, height), kind))
    }

    fn picture_in_line(&mut self, element: &StyledElement<'a>) -> Option<Object> {
        if element.tag == Tag::Svg {
            let drawing = self.drawing(element)?;
            return Some(self.object(element, drawing.size, ObjectKind::Drawing(drawing)));
        }
        let Some(symbol) = self.symbol(element) else {
            self.faults.at(element.node, "only a qr: image can stand in a line");
            return None;
        };
        let size = self.image_size(element)?;
        Some(self.object(element, size, ObjectKind::Symbol(symbol)))
    }

    /// Empty room, where `element` is a `span` of a given width without content.
    fn room(&mut self, element: &StyledElement<'a>) -> Option<Object> {
        let width = element.style.own.fixed_width()?;
        let height = element.style.own.block.height.unwrap_or_default();
        let is_empty = contents(element.node).next().is_none();
        is_empty.then(|| self.object(element, Size::new(width, height), ObjectKind::Space))
    }

    fn object(&mut self, element: &StyledElement<'a>, size: Size, kind: ObjectKind) -> Object {
        let align = match element.style.own.vertical {
            None | Some(Vertical::Baseline) => ObjectAlign::Baseline,
            Some(Vertical::Middle) => ObjectAlign::Middle,
            Some(_) => {
                self.faults.at(element.node, "what stands in a line is aligned by baseline or middle");
                ObjectAlign::Baseline
            }
        };
        let alt = match &kind {
            // A drawing has its own.
            ObjectKind::Drawing(_) => None,
            ObjectKind::Symbol(symbol) => Some(element.alt.map_or_else(|| symbol.alt(), str::to_owned)),
            ObjectKind::Space => None,
            ObjectKind::Tick(..) | ObjectKind::WriteIn(_) => {
                self.want_words(element);
                element.alt.map(str::to_owned)
            }
        };
        Object { size, kind, align, margin: Edges { ..element.style.own.block.margin }, alt }
    }
}

fn counter(counter: Counter, element: &StyledElement<'_>, outer: &Ink) -> Inline {
    Inline::Counter(counter, Rc::clone(&element.style.inherited.text), outer.link.clone())
}

fn border(element: &StyledElement<'_>, side: Side) -> Stroke {
    element.style.own.block.border[side as usize].clone().unwrap_or_default()
}

/// Whether a space stands there that is not seen before a break.
const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{3000}')
}

/// The characters of `inlines` alone.
pub(super) fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(piece) => text.push_str(&piece.text),
            Inline::Framed(framed) => text.push_str(&plain_text(&framed.inlines)),
            Inline::Break if text.ends_with(is_space) => {}
            Inline::Break => text.push(' '),
            Inline::Object(_) | Inline::Counter(..) => {}
        }
    }
    text
}

/// How the text of an element is written. What is kept whole is named by the outermost element that asks for it, whose
/// inner ones belong to it: `outer_keep`.
fn ink(
    element: &StyledElement<'_>,
    role: Option<Role>,
    link: Option<Link>,
    outer_keep: Option<NonZeroU32>,
) -> Ink {
    let inherited = &element.style.inherited;
    let is_kept = element.tag.is_inline() && inherited.paragraph.nowrap;
    Ink {
        style: Rc::clone(&inherited.text),
        role,
        link,
        at: element.at,
        keep: if is_kept { outer_keep.or_else(|| NonZeroU32::new(element.node.id().get())) } else { None },
    }
}
