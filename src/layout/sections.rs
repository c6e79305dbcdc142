//! Sections: a [`Tree`] in, its [`LaidPage`]s out, each with the fragments that stand on it. The content of a section is
//! laid into one flow and cut into pages; header and footer are laid once.

use std::rc::Rc;

use crate::base::{Color, Diagnostic, Length, Origin, Placement, Point, Rect, Role, Running, Size};
use crate::parse::{Block, Section, TextAlign, TextStyle, Tree};

use super::context::{LayoutContext, Slot};
use super::flow::Flow;
use super::fragment::{Fragment, FragmentItem, Laid, LaidLine};
use super::{drawing, fault, paginate, stack};

/// More pages are refused: a clerk who meets this has given the wrong file.
const MAX_PAGES: usize = 5_000;

/// Nodes that a block of a section makes, about.
const NODES: usize = 3;

/// What is repeated on pages, at its place on them.
type RunningPart = (Running, Point, Rc<Fragment>);

/// A page before its items are put on it.
pub(super) struct LaidPage {
    /// Paper.
    pub paper: Size,
    /// How the page is shifted and stretched when it is painted.
    pub placement: Placement,
    /// It is not the first page of its section.
    pub is_continued: bool,
    /// What stands on this page only, at its places.
    pub content: Vec<(Point, Fragment)>,
    /// What stands on other pages of the section too.
    pub running: Vec<RunningPart>,
}

/// What is the same on all pages of a section.
struct RunningParts {
    paper: Size,
    placement: Placement,
    corner: Point,
    header: Option<RunningPart>,
    footer: Option<RunningPart>,
    /// Parts of header and footer that are placed on the page itself (edge tabs).
    placed: Vec<RunningPart>,
}

/// Lays all sections and cuts them into pages.
///
/// # Errors
/// `SP901` if there are too many pages; other faults are gathered in `context`.
pub(super) fn lay(context: &mut LayoutContext<'_>, tree: &Tree) -> Result<Vec<LaidPage>, Vec<Diagnostic>> {
    let mut sheets = Vec::new();
    let mut before: Option<RunningParts> = None;
    for section in &tree.sections {
        let (running, pages) = lay_section(context, section);
        if section.start_front && sheets.len() % 2 == 1 {
            let back = before.as_ref().unwrap_or(&running);
            let content = blank(context, section, back.paper).into_iter().collect();
            let running = back.footer.iter().cloned().collect();
            let (paper, placement) = (back.paper, back.placement);
            sheets.push(LaidPage { paper, placement, is_continued: false, content, running });
        }
        let pages = pages.into_iter().enumerate();
        sheets.extend(pages.map(|(index, page)| running.sheet(context, page, index > 0)));
        before = Some(running);
        if sheets.len() > MAX_PAGES {
            return Err(vec![fault::too_many_pages(section.at, MAX_PAGES)]);
        }
    }
    Ok(sheets)
}

impl RunningParts {
    /// The sheet of a page; blocks placed on the page itself come last.
    fn sheet(&self, context: &mut LayoutContext<'_>, page: Laid<'_>, is_continued: bool) -> LaidPage {
        let mut placed = Fragment::default();
        context.place_out_of_flow(page.out_of_flow, Rect::new(Point::default(), self.paper), &mut placed);
        let content = vec![(self.corner, page.fragment), (Point::default(), placed)];
        let running = self.header.iter().chain(&self.footer).chain(&self.placed).cloned().collect();
        LaidPage { paper: self.paper, placement: self.placement, is_continued, content, running }
    }
}

/// Lays a section's running parts and cuts its content into pages.
fn lay_section<'t>(context: &mut LayoutContext<'_>, section: &'t Section) -> (RunningParts, Vec<Laid<'t>>) {
    let Section { paper, margin, placement, .. } = *section;
    let area = Rect::new(Point::default(), paper).inset(margin);
    let Size { width, height } = area.size;
    context.start_section(paper, height);
    let element = context.structure.add(Role::Section, Some(0));
    let mut flow = Flow::default();
    flow.reserve(NODES * section.blocks.len());
    context.blocks(&section.blocks, Slot { element, width, ..Slot::default() }, &mut flow);
    let pages = paginate::fill(flow, area.size, &mut context.faults);
    let corner = area.origin;
    let mut placed = Vec::new();
    let room = Size::new(width, margin.top);
    let header = running(context, (Running::Header, &section.header), room, paper, &mut placed)
        .map(|header| (Running::Header, Point::new(corner.x, Length::ZERO), header));
    let room = Size::new(width, margin.bottom);
    let footer = running(context, (Running::Footer, &section.footer), room, paper, &mut placed)
        .map(|footer| (Running::Footer, Point::new(corner.x, paper.height - footer.size.height), footer));
    (RunningParts { paper, placement, corner, header, footer, placed }, pages)
}

/// Lays a header or footer; it must fit `room` in its margin. What it places on the page itself goes to `placed`.
fn running(
    context: &mut LayoutContext<'_>,
    (part, blocks): (Running, &[Block]),
    room: Size,
    paper: Size,
    placed: &mut Vec<RunningPart>,
) -> Option<Rc<Fragment>> {
    let first = blocks.first()?;
    let mut flow = Flow::default();
    context.blocks(blocks, Slot { width: room.width, ..Slot::default() }, &mut flow);
    let Laid { fragment, out_of_flow } = stack::stack(flow, room.width);
    if !fragment.size.height.fits(room.height) {
        fault::push(&mut context.faults, fault::too_high(first, fragment.size.height, room.height));
    }
    if !out_of_flow.is_empty() {
        let mut on_page = Fragment::default();
        context.place_out_of_flow(out_of_flow, Rect::new(Point::default(), paper), &mut on_page);
        placed.push((part, Point::default(), Rc::new(on_page)));
    }
    Some(Rc::new(fragment))
}

/// What a blank page says, in its middle.
fn blank(context: &mut LayoutContext<'_>, section: &Section, paper: Size) -> Option<(Point, Fragment)> {
    let text = section.blank_text.as_ref()?;
    let style = Rc::new(TextStyle { color: Color::BLACK, ..TextStyle::default() });
    let line = context.gather(drawing::single(text, &style, 1.0, Origin::NONE, context.fonts));
    let at = Point::new((paper.width - line.width) / 2.0, paper.height / 2.0);
    let laid = LaidLine { line, align: TextAlign::Start, element: None, pieces: Vec::new() };
    let items = vec![FragmentItem::Line(Point::default(), laid)];
    Some((at, Fragment { items, ..Fragment::default() }))
}
