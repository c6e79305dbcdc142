//! The document around the blocks: title, language, and the sections that start pages.

use super::builder::{Builder, StyledElement};
use super::fault::Faults;
use super::node::{MarkupNode, characters, contents, elements, first_characters};
use super::sheet::Stylesheet;
use super::tag::Tag;
use super::tree::{Block, Section, Tree};
use crate::base::Diagnostic;

/// Reads XHTML.
pub(super) fn document(text: &str, sheet: &Stylesheet) -> Result<Tree, Vec<Diagnostic>> {
    let xml = roxmltree::Document::parse(text).map_err(|error| {
        let mut faults = Faults::default();
        faults.plain(error.to_string());
        faults.into_list()
    })?;
    let mut builder = Builder::new(sheet);
    sheet.faults().iter().for_each(|fault| builder.faults.plain(fault.clone()));
    let tree = builder.html(xml.root_element());
    builder.check_links();
    let faults = builder.faults.into_list();
    if faults.is_empty() { Ok(tree) } else { Err(faults) }
}

impl<'a> Builder<'a> {
    fn html(&mut self, node: MarkupNode<'a>) -> Tree {
        let mut tree = Tree::default();
        let Some(html) = self.root(node) else { return tree };
        if html.tag != Tag::Html {
            self.faults.at(node, "a document starts with html");
        }
        node.attribute("lang").unwrap_or_default().clone_into(&mut tree.language);
        for child in elements(node) {
            let Some(part) = self.open(&html, child) else { continue };
            match part.tag {
                Tag::Head => self.head(&part, &mut tree),
                Tag::Body => self.body(&part, &mut tree),
                _ => self.faults.at(child, "html holds head and body only"),
            }
        }
        tree
    }

    fn head(&mut self, head: &StyledElement<'a>, tree: &mut Tree) {
        for child in elements(head.node) {
            match self.open(head, child) {
                Some(title) if title.tag == Tag::Title => {
                    first_characters(child).trim().clone_into(&mut tree.title);
                }
                Some(_) => self.faults.at(child, "head holds title only"),
                None => {}
            }
        }
    }

    fn body(&mut self, body: &StyledElement<'a>, tree: &mut Tree) {
        for child in elements(body.node) {
            match self.open(body, child) {
                Some(section) if section.tag == Tag::Section => tree.sections.extend(self.section(&section)),
                Some(_) => self.faults.at(child, "body holds sections only"),
                None => {}
            }
        }
    }

    fn section(&mut self, element: &StyledElement<'a>) -> Option<Section> {
        let node = element.node;
        let own = &element.style.own;
        let Some(paper) = own.paper else {
            self.faults.at(node, "a section directly under body wants a size");
            return None;
        };
        if element.id.is_some() || own.columns {
            self.faults.at(node, "a section directly under body has no id and no display");
        }
        let start_front = match node.attribute("data-start") {
            None => false,
            Some("front") => true,
            Some(_) => {
                self.faults.at(node, "data-start must be front");
                false
            }
        };
        let mut section = Section {
            paper,
            margin: own.block.margin,
            placement: own.placement,
            start_front,
            blank_text: node.attribute("data-blank").map(str::to_owned),
            at: element.at,
            ..Section::default()
        };
        for child in contents(node) {
            if characters(child).is_some_and(|text| !text.trim_ascii().is_empty()) {
                self.faults.at(child, "text cannot stand directly in a section");
            }
            let running = match child.tag_name().name() {
                "header" => &mut section.header,
                "footer" => &mut section.footer,
                _ => {
                    if child.is_element() {
                        section.blocks.extend(self.block(element, child));
                    }
                    continue;
                }
            };
            let Some(part) = self.open(element, child) else { continue };
            let content = self.flow(&part);
            running.push(Block { content, ..self.frame(&part) });
        }
        Some(section)
    }
}
