//! The document around the blocks: title, language, and the sections that start pages.

use super::abridged::Abridged;
use super::builder::{Builder, Element};
use super::dom::{Dom, Node};
use super::fault::Faults;
use super::sheet::Sheet;
use super::tag::Tag;
use super::tree::{Block, Section, Tree};
use crate::base::Diagnostic;

/// Reads XHTML.
pub(super) fn document(text: &str, sheet: &Sheet) -> Result<Tree, Vec<Diagnostic>> {
    if sheet.is_embedded()
        && let Ok(abridged) = Abridged::of(text)
        && let Ok(tree) = understand(&abridged.dom, sheet, Some(&abridged))
    {
        return Ok(tree);
    }
    // Read as a whole, so that the faults are told with their places.
    let xml = roxmltree::Document::parse(text).map_err(|error| {
        let mut faults = Faults::default();
        faults.plain(error.to_string());
        faults.into_list()
    })?;
    understand(&Dom::of(&xml), sheet, None)
}

/// Understands a document or what is left of one.
fn understand(
    dom: &Dom<'_>,
    sheet: &Sheet,
    abridged: Option<&Abridged<'_>>,
) -> Result<Tree, Vec<Diagnostic>> {
    let mut builder = Builder::new(sheet);
    sheet.faults().iter().for_each(|fault| builder.faults.plain(fault.clone()));
    builder.abridged = abridged;
    let tree = builder.html(dom.root());
    builder.check_links();
    let faults = builder.faults.into_list();
    if !faults.is_empty() {
        return Err(faults);
    }
    builder.styler.keep();
    Ok(tree)
}

impl<'a> Builder<'a> {
    fn html(&mut self, node: Node<'a>) -> Tree {
        let mut tree = Tree::default();
        let Some(html) = self.root(node) else { return tree };
        if html.tag != Tag::Html {
            self.faults.at(node, "a document starts with html");
        }
        node.attribute("lang").unwrap_or_default().clone_into(&mut tree.language);
        for child in node.elements() {
            let Some(part) = self.open(&html, child) else { continue };
            match part.tag {
                Tag::Head => self.head(&part, &mut tree),
                Tag::Body => self.body(&part, &mut tree),
                _ => self.faults.at(child, "html holds head and body only"),
            }
        }
        tree
    }

    fn head(&mut self, head: &Element<'a>, tree: &mut Tree) {
        for child in head.node.elements() {
            match self.open(head, child) {
                Some(title) if title.tag == Tag::Title => {
                    child.first_text().trim().clone_into(&mut tree.title);
                }
                Some(_) => self.faults.at(child, "head holds title only"),
                None => {}
            }
        }
    }

    fn body(&mut self, body: &Element<'a>, tree: &mut Tree) {
        for child in body.node.elements() {
            match self.open(body, child) {
                Some(section) if section.tag == Tag::Section => tree.sections.extend(self.section(&section)),
                Some(_) => self.faults.at(child, "body holds sections only"),
                None => {}
            }
        }
    }

    fn section(&mut self, element: &Element<'a>) -> Option<Section> {
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
        for child in node.children() {
            if child.as_text().is_some_and(|text| !text.trim_ascii().is_empty()) {
                self.faults.at(child, "text cannot stand directly in a section");
            }
            let running = match child.name() {
                "header" => &mut section.header,
                "footer" => &mut section.footer,
                _ => {
                    if child.is_element() {
                        section.blocks.extend(self.block(element, child));
                    }
                    continue;
                }
            };
            running.extend(self.shared(element, child, |builder| {
                let part = builder.open(element, child)?;
                let content = builder.flow(&part);
                Some(Block { content, ..builder.frame(&part) })
            }));
        }
        Some(section)
    }
}
