//! Room 6, layout: a [`Tree`] and the [`Fonts`] in, [`Pages`] out. Knows boxes, lines and pages; knows no PDF.
//!
//! In two steps: `blocks` (with `columns`, `table`, `marker`, `drawing`) lays everything at its width into one
//! vertical list per section (`flow`); `paginate` cuts the list into pages, and `emit` puts the items there.

mod absolute;
mod blocks;
mod columns;
mod cut;
mod drawing;
mod dump;
mod emit;
mod fault;
mod flow;
mod frame;
mod grid;
mod line;
mod marker;
mod measure;
mod pages;
mod paginate;
mod points;
mod rows;
mod rules;
mod slab;
mod stamp;
mod structure;
mod table;
mod text;
mod whole;

pub use dump::{dump, page_text};
pub use pages::*;
pub use stamp::{Mark, cut_out, put_on, stamp};

use std::rc::Rc;

use crate::base::{Color, Diagnostic, Fonts, Length, Origin, Placement, Point, Rect, Role, Size};
use crate::parse::{Block, Section, TextStyle, Tree};

use blocks::Layer;
use emit::Emitter;
use flow::Flow;
use paginate::Filled;
use slab::{Draw, Slab};

/// More pages are refused: a clerk who meets this has given the wrong file.
const MAX_PAGES: usize = 5_000;

/// Breaks a document into finished pages.
///
/// # Errors
/// `SP104` for a text that does not fit the place made for it, `SP103` for a character that no face has,
/// each with its place in the user's file if it came from there; `SP901` if breaking does not end.
pub fn layout(tree: &Tree, fonts: &Fonts) -> Result<Pages, Vec<Diagnostic>> {
    let mut layer = Layer::new(fonts);
    let sheets = lay(&mut layer, tree)?;
    if !layer.faults.is_empty() {
        return Err(layer.faults);
    }
    let elements = std::mem::take(&mut layer.structure).into_elements();
    emit_pages(tree, sheets, elements, fonts)
}

/// Lays all sections and cuts them into pages.
fn lay(layer: &mut Layer<'_>, tree: &Tree) -> Result<Vec<Sheet>, Vec<Diagnostic>> {
    let mut sheets = Vec::new();
    let mut before: Option<Running> = None;
    for section in &tree.sections {
        let (running, filled) = lay_section(layer, section);
        if section.start_front && sheets.len() % 2 == 1 {
            let back = before.as_ref().unwrap_or(&running);
            let slab = blank(layer, section, back.paper);
            sheets.push(Sheet { running: back.without_header(), content: slab.into_iter().collect() });
        }
        for page in filled {
            sheets.push(Sheet { running: running.clone(), content: page_content(layer, page, &running) });
        }
        before = Some(running);
        if sheets.len() > MAX_PAGES {
            return Err(vec![fault::too_many_pages(section.at, MAX_PAGES)]);
        }
    }
    Ok(sheets)
}

/// What is the same on all pages of a section.
#[derive(Clone)]
struct Running {
    paper: Size,
    placement: Placement,
    corner: Point,
    header: Option<Rc<Slab>>,
    footer: Option<Rc<Slab>>,
    /// Parts of header and footer that are placed on the page itself (edge tabs).
    placed: Vec<(Point, Rc<Slab>)>,
}

impl Running {
    fn without_header(&self) -> Self {
        Self { header: None, placed: Vec::new(), ..self.clone() }
    }
}

/// A page before its items are put on it.
struct Sheet {
    running: Running,
    content: Vec<(Point, Slab)>,
}

/// Nodes that a block of a section makes, about.
const NODES: usize = 3;

/// Lays a section's running parts and cuts its content into pages.
fn lay_section<'t>(layer: &mut Layer<'_>, section: &'t Section) -> (Running, Vec<Filled<'t>>) {
    let Section { paper, margin, .. } = *section;
    let area = Rect::new(Point::default(), paper).inset(margin);
    layer.start_section(paper, area.size.height);
    let element = layer.structure.add(Role::Section, Some(0));
    let mut flow = Flow::default();
    flow.reserve(NODES * section.blocks.len());
    layer.blocks(&section.blocks, element, Length::ZERO, area.size.width, &mut flow);
    let filled = paginate::fill(flow, area.size.width, area.size.height, &mut layer.faults);
    let mut placed = Vec::new();
    let room = Size::new(area.size.width, margin.top);
    let header = running(layer, &section.header, room, paper, &mut placed);
    let room = Size::new(area.size.width, margin.bottom);
    let footer = running(layer, &section.footer, room, paper, &mut placed);
    let placement = section.placement;
    (Running { paper, placement, corner: area.origin, header, footer, placed }, filled)
}

/// Lays a header or footer; it must fit `room` in its margin. What it places on the page itself goes to `placed`.
fn running(
    layer: &mut Layer<'_>,
    blocks: &[Rc<Block>],
    room: Size,
    paper: Size,
    placed: &mut Vec<(Point, Rc<Slab>)>,
) -> Option<Rc<Slab>> {
    let first = blocks.first()?;
    let mut flow = Flow::default();
    layer.blocks(blocks, None, Length::ZERO, room.width, &mut flow);
    let (slab, overs) = flow.stack(room.width);
    if !slab.size.height.fits(room.height) {
        fault::push(&mut layer.faults, fault::too_high(first, slab.size.height, room.height));
    }
    if !overs.is_empty() {
        let mut over = Slab::default();
        layer.place_overs(overs, Rect::new(Point::default(), paper), &mut over);
        placed.push((Point::default(), Rc::new(over)));
    }
    Some(Rc::new(slab))
}

/// The content of a page from its corner; blocks placed on the page itself come last.
fn page_content(layer: &mut Layer<'_>, page: Filled<'_>, running: &Running) -> Vec<(Point, Slab)> {
    let whole = Rect::new(Point::default(), running.paper);
    let mut over = Slab::default();
    layer.place_overs(page.overs, whole, &mut over);
    vec![(running.corner, page.slab), (Point::default(), over)]
}

/// What a blank page says, in its middle.
fn blank(layer: &mut Layer<'_>, section: &Section, paper: Size) -> Option<(Point, Slab)> {
    let text = section.blank_text.as_ref()?;
    let style = Rc::new(TextStyle { color: Color::BLACK, ..TextStyle::default() });
    match drawing::single(text, &style, 1.0, Origin::NONE, layer.fonts) {
        Ok(line) => {
            let at = Point::new((paper.width - line.width) / 2.0, paper.height / 2.0);
            let (align, element) = (crate::parse::TextAlign::Start, None);
            let laid = slab::LaidLine { line, align, element, pieces: Vec::new() };
            let draws = vec![Draw::Line(Point::default(), laid)];
            Some((at, Slab { draws, ..Slab::default() }))
        }
        Err(faults) => {
            faults.into_iter().for_each(|new| fault::push(&mut layer.faults, new));
            None
        }
    }
}

/// Puts everything on its page.
fn emit_pages(
    tree: &Tree,
    sheets: Vec<Sheet>,
    elements: Vec<Element>,
    fonts: &Fonts,
) -> Result<Pages, Vec<Diagnostic>> {
    let mut emitter = Emitter::new(fonts, sheets.len());
    for sheet in sheets {
        let Running { paper, placement, corner, header, footer, placed } = sheet.running;
        emitter.page(paper, placement);
        for (at, slab) in sheet.content {
            emitter.slab(slab, at);
        }
        if let Some(slab) = header {
            emitter.ornament(Rc::unwrap_or_clone(slab), Point::new(corner.x, Length::ZERO));
        }
        if let Some(slab) = footer {
            let at = Point::new(corner.x, paper.height - slab.size.height);
            emitter.ornament(Rc::unwrap_or_clone(slab), at);
        }
        for (at, slab) in placed {
            emitter.ornament(Rc::unwrap_or_clone(slab), at);
        }
    }
    emitter.resolve_links();
    if !emitter.faults.is_empty() {
        return Err(emitter.faults);
    }
    let Emitter { pages, bookmarks, .. } = emitter;
    Ok(Pages { title: tree.title.clone(), language: tree.language.clone(), pages, elements, bookmarks })
}
