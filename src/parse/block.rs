//! Blocks: sections, headings, paragraphs, lists, figures, and what they hold.

use std::rc::Rc;

use super::builder::{Builder, StyledElement};
use super::declaration::ListStyle;
use super::inline::plain_text;
use super::node::{MarkupNode, characters, contents, elements};
use super::space::is_space;
use super::tag::Tag;
use super::tree::{Block, Columns, Content, Extent, Marker, TextStyle};
use crate::base::qr::Symbol;
use crate::base::{Color, Role, Size};

impl<'a> Builder<'a> {
    /// The block that `node`, inside `parent`, becomes.
    pub(super) fn block(&mut self, parent: &StyledElement<'a>, node: MarkupNode<'a>) -> Option<Block> {
        let element = self.open(parent, node)?;
        let mut block = self.frame(&element);
        match element.tag {
            Tag::Heading1 | Tag::Heading2 | Tag::Heading3 => {
                let paragraph = self.paragraph(&element);
                let text = match node.attribute("data-bookmark") {
                    Some(text) => text.to_owned(),
                    None => plain_text(&paragraph.inlines),
                };
                if let Role::Heading(level) = block.role {
                    block.bookmark = Some((level, text)).filter(|(_, text)| !text.is_empty());
                }
                block.content = Content::Text(paragraph);
            }
            Tag::Paragraph => block.content = Content::Text(self.paragraph(&element)),
            Tag::Unordered | Tag::Ordered => block.content = self.list(&element),
            Tag::Table => block.content = Content::Table(self.table(&element)),
            Tag::Rule => {}
            Tag::Svg => {
                let drawing = self.drawing(&element)?;
                resize(&mut block, drawing.size);
                block.content = Content::Drawing(drawing);
            }
            Tag::Image => self.image(&element, &mut block)?,
            Tag::Section | Tag::Div | Tag::Figure | Tag::Caption | Tag::Aside => {
                if element.tag == Tag::Figure {
                    self.want_words(&element);
                }
                if element.tag == Tag::Section
                    && ["data-start", "data-blank"].iter().any(|name| node.has_attribute(*name))
                {
                    self.faults.at(node, "only a section directly under body starts pages");
                }
                block.content = self.flow(&element);
            }
            _ => {
                self.faults.at(node, format!("{} cannot stand here", node.tag_name().name()));
                return None;
            }
        }
        Some(block)
    }

    /// A block without content: role, place and looks of `element`.
    pub(super) fn frame(&mut self, element: &StyledElement<'a>) -> Block {
        let own = &element.style.own;
        if own.width_share.is_some() {
            self.faults.at(element.node, "only a col takes a width in fr");
        }
        Block {
            role: role(element),
            id: element.id.map(str::to_owned),
            bookmark: None,
            marker: None,
            alt: element.alt.map(str::to_owned),
            at: element.at,
            style: Rc::clone(&own.block),
            content: Content::Empty,
        }
    }

    /// What an element holds that may hold either blocks or text.
    pub(super) fn flow(&mut self, element: &StyledElement<'a>) -> Content {
        let (mut blocks, mut pictures, mut inlines) = (0_usize, 0_usize, false);
        for child in contents(element.node) {
            match (characters(child), Tag::of(child.tag_name().name())) {
                (Some(text), _) => inlines |= !text.bytes().all(is_space),
                (None, Some(tag)) if tag.is_picture() => pictures += 1,
                (None, Some(tag)) if tag.is_inline() => inlines = true,
                (None, _) => blocks += 1,
            }
        }
        if blocks > 0 && inlines {
            self.faults.at(element.node, "text and blocks stand side by side");
        }
        if blocks > 0 || pictures > 0 && !inlines {
            let blocks: Vec<Block> =
                elements(element.node).filter_map(|child| self.block(element, child)).collect();
            let own = &element.style.own;
            return if own.columns {
                Content::Columns(Columns { gap: own.gap, align: own.column_align, blocks })
            } else {
                Content::Blocks(blocks)
            };
        }
        if element.style.own.columns {
            self.faults.at(element.node, "display: flex wants blocks inside");
        }
        if inlines { Content::Text(self.paragraph(element)) } else { Content::Empty }
    }

    fn list(&mut self, element: &StyledElement<'a>) -> Content {
        let first = self.count(element.node, "start", 1);
        let mut entries = Vec::new();
        for child in contents(element.node) {
            if characters(child).is_some_and(|text| !text.bytes().all(is_space)) {
                self.faults.at(child, "a list holds li only");
            }
            if !child.is_element() {
                continue;
            }
            let number = first + entries.len();
            entries.extend(self.entry(element, child, number));
        }
        Content::Blocks(entries)
    }

    /// The entry of that number that `node`, inside `list`, becomes.
    fn entry(&mut self, list: &StyledElement<'a>, node: MarkupNode<'a>, number: usize) -> Option<Block> {
        let entry = self.open(list, node)?;
        if entry.tag != Tag::Entry {
            self.faults.at(node, "a list holds li only");
            return None;
        }
        let mut block = self.frame(&entry);
        block.marker = marker(&entry, number).map(Box::new);
        block.content = self.flow(&entry);
        Some(block)
    }

    fn image(&mut self, element: &StyledElement<'a>, block: &mut Block) -> Option<()> {
        let size = self.image_size(element)?;
        resize(block, size);
        block.content = match element.node.attribute("src").and_then(|src| src.strip_prefix("logo:")) {
            Some(name) => {
                self.want_words(element);
                Content::Picture(name.to_owned())
            }
            None => Content::Symbol(self.symbol(element)?),
        };
        Some(())
    }

    /// Notes a picture or a field that says nothing to who cannot see it.
    pub(super) fn want_words(&mut self, element: &StyledElement<'a>) {
        if element.alt.is_none_or(|words| words.trim().is_empty()) {
            self.faults.at(element.node, "this wants data-alt: what it shows or is for, in words");
        }
    }

    /// The size of an image: its width, and its height or the same again.
    pub(super) fn image_size(&mut self, element: &StyledElement<'a>) -> Option<Size> {
        let width = element.style.own.fixed_width();
        if width.is_none() {
            self.faults.at(element.node, "img wants a width");
        }
        width.map(|width| Size::new(width, element.style.own.block.height.unwrap_or(width)))
    }

    /// The QR symbol of an `img`.
    pub(super) fn symbol(&mut self, element: &StyledElement<'a>) -> Option<Symbol> {
        let encoded = match element.node.attribute("src").and_then(|src| src.strip_prefix("qr:")) {
            Some(payload) => Symbol::encode(payload),
            None => Err("img wants src=\"qr:…\" or \"logo:…\"".to_owned()),
        };
        encoded.map_err(|fault| self.faults.at(element.node, fault)).ok()
    }
}

/// Gives the block that size.
fn resize(block: &mut Block, size: Size) {
    let (width, height) = (Some(Extent::Fixed(size.width)), Some(size.height));
    if (block.style.width, block.style.height) != (width, height) {
        let style = Rc::make_mut(&mut block.style);
        style.width = width;
        style.height = height;
    }
}

/// What an element means.
fn role(element: &StyledElement<'_>) -> Role {
    match element.tag {
        Tag::Section => Role::Section,
        Tag::Heading1 => Role::Heading(1),
        Tag::Heading2 => Role::Heading(2),
        Tag::Heading3 => Role::Heading(3),
        Tag::Paragraph => Role::Paragraph,
        Tag::Unordered | Tag::Ordered => Role::List,
        Tag::Entry => Role::ListItem,
        Tag::Table => Role::Table,
        Tag::Row => Role::Row,
        Tag::HeaderCell => Role::HeaderCell(element.node.attribute("scope") != Some("row")),
        Tag::Cell => Role::Cell,
        Tag::Figure | Tag::Image => Role::Figure,
        Tag::Svg if element.alt.is_some() => Role::Figure,
        // The drawing is what the figure around it shows.
        Tag::Svg if element.in_figure => Role::Group,
        Tag::Svg | Tag::Rule | Tag::Header | Tag::Footer => Role::Artifact,
        Tag::Caption => Role::Caption,
        Tag::Aside => Role::Note,
        // What is seen only: it is said elsewhere.
        Tag::Div if element.node.attribute("aria-hidden") == Some("true") => Role::Artifact,
        _ => Role::Group,
    }
}

/// What stands before entry number `number` of a list.
fn marker(entry: &StyledElement<'_>, number: usize) -> Option<Marker> {
    let inherited = &entry.style.inherited;
    let color = inherited.marker_color.unwrap_or(inherited.text.color);
    let style = |color, bold| Rc::new(TextStyle { color, bold, ..(*inherited.text).clone() });
    match inherited.list {
        ListStyle::None => None,
        ListStyle::Disc => Some(Marker::Dot(color)),
        ListStyle::Decimal => Some(Marker::Text(format!("{number}."), style(color, inherited.text.bold))),
        ListStyle::Step => Some(Marker::Badge(number.to_string(), style(Color::WHITE, true), color)),
        ListStyle::Tick => Some(Marker::Tick(inherited.marker_size, color)),
    }
}
