//! [`Emitter`]: slabs at their places become items of pages. Here page numbers are put in, links find their
//! targets, and whatever would leave the paper is told.
//!
//! All places are put on a [grid](Length::snapped) before they are added up: an item comes to stand at the same point
//! however deep its slab is nested, since sums on the grid are exact in any order.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::base::fonts::em;
use crate::base::{Diagnostic, Fonts, Length, Origin, Placement, Point, Rect, Size};
use crate::parse::{Counter, Link, TextAlign};

use super::line::LineItemKind;
use super::points::{bounds, shift, snap};
use super::slab::{Draw, LaidLine, Mark, Slab};
use super::{Bookmark, Item, ItemKind, LinkArea, LinkTarget, Page, TextRun, fault};

/// Fills pages with items.
pub(super) struct Emitter<'a> {
    fonts: &'a Fonts,
    /// The pages so far.
    pub pages: Vec<Page>,
    /// The outline so far.
    pub bookmarks: Vec<Bookmark>,
    /// What went wrong.
    pub faults: Vec<Diagnostic>,
    total: usize,
    places: BTreeMap<String, (usize, Length)>,
    pending: Vec<Pending>,
    ornament: bool,
}

/// A link whose target is not known yet.
#[derive(Debug)]
struct Pending {
    page: usize,
    link: Link,
    area: Rect,
    element: Option<usize>,
    text: String,
    at: Origin,
}

impl<'a> Emitter<'a> {
    /// An emitter for a document of `total` pages.
    pub(super) fn new(fonts: &'a Fonts, total: usize) -> Self {
        Self {
            fonts,
            pages: Vec::with_capacity(total),
            bookmarks: Vec::new(),
            faults: Vec::new(),
            total,
            places: BTreeMap::new(),
            pending: Vec::new(),
            ornament: false,
        }
    }

    /// Begins a page.
    pub(super) fn page(&mut self, size: Size, placement: Placement) {
        /// Items that a page has, about.
        const USUAL: usize = 64;
        let items = Vec::with_capacity(USUAL);
        self.pages.push(Page { size, placement, items, links: Vec::new() });
    }

    /// Puts a slab on the page begun last.
    pub(super) fn slab(&mut self, slab: Slab, at: Point) {
        let at = at.snapped();
        for draw in slab.draws {
            self.draw(draw, at);
        }
    }

    /// Puts a slab on the page that belongs to no element: a running header, a repeated table header.
    pub(super) fn ornament(&mut self, slab: Slab, at: Point) {
        let outer = std::mem::replace(&mut self.ornament, true);
        self.slab(slab, at);
        self.ornament = outer;
    }

    /// Gives every link its target.
    pub(super) fn resolve_links(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            let target = match pending.link {
                Link::Uri(uri) => LinkTarget::Uri(uri),
                Link::Inside(id) => match self.places.get(&id) {
                    Some(&(page, top)) => LinkTarget::Place(page, top),
                    None => {
                        fault::push(&mut self.faults, fault::dead_link(&id, pending.at));
                        continue;
                    }
                },
            };
            let Pending { page, area, element, text, .. } = pending;
            if let Some(page) = self.pages.get_mut(page) {
                page.links.push(LinkArea { area, element, text, target });
            }
        }
    }

    fn draw(&mut self, draw: Draw, at: Point) {
        match draw {
            Draw::Ornament(path) if path.steps.is_empty() => {}
            Draw::Ornament(path) => self.item(None, Origin::NONE, ItemKind::Path(path), at),
            Draw::Item(element, origin, kind) => self.item(element, origin, kind, at),
            Draw::Slab(place, slab) => self.slab(slab, at.moved(place.snapped())),
            Draw::Repeated(place, slab) => {
                self.ornament(Rc::unwrap_or_clone(slab), at.moved(place.snapped()));
            }
            Draw::Line(place, line) => self.line(line, at.moved(place.snapped())),
            Draw::Mark(y, mark) => self.mark(&mark, at.y + y.snapped()),
        }
    }

    fn mark(&mut self, mark: &Mark, top: Length) {
        if self.ornament {
            return;
        }
        let page = self.pages.len().saturating_sub(1);
        if let Some(id) = &mark.id {
            self.places.entry(id.clone()).or_insert((page, top));
        }
        if let Some((level, text)) = &mark.bookmark {
            self.bookmarks.push(Bookmark { level: *level, text: text.clone(), page, top });
        }
    }

    fn line(&mut self, laid: LaidLine, at: Point) {
        let LaidLine { mut line, align, element, pieces } = laid;
        let mut at = at;
        if line.items.iter().any(|item| matches!(item.kind, LineItemKind::Counter(..))) {
            at.x += self.number(&mut line.items, align).snapped();
        }
        for (index, item) in line.items.into_iter().enumerate() {
            let element = pieces.get(index).copied().unwrap_or(element);
            let kind = match item.kind {
                LineItemKind::Drawn(kind) => kind,
                LineItemKind::Counter(_, run) => ItemKind::Text(run),
                // Drawings were taken out of the line when it was laid.
                LineItemKind::Drawing(..) => continue,
            };
            if let Some((link, area)) = item.link {
                let text = if let ItemKind::Text(run) = &kind { run.text.clone() } else { String::new() };
                self.link(&link, area.snapped().moved(at), element, text, item.at);
            }
            self.item(element, item.at, kind, at);
        }
    }

    fn link(&mut self, link: &Link, area: Rect, element: Option<usize>, text: String, at: Origin) {
        let (page, link) = (self.pages.len().saturating_sub(1), link.clone());
        let element = element.filter(|_| !self.ornament);
        self.pending.push(Pending { page, link, area, element, text, at });
    }

    /// Puts the numbers in. They are narrower than the room kept for them, so what follows moves up; returns
    /// how far the whole line then moves to stand as its paragraph wants.
    fn number(&self, items: &mut [super::line::LineItem], align: TextAlign) -> Length {
        let page = self.pages.len();
        let mut saved = Length::ZERO;
        for item in items {
            let back = Point::new(-saved, Length::ZERO);
            if let Some((_, area)) = &mut item.link {
                *area = area.moved(back);
            }
            match &mut item.kind {
                LineItemKind::Drawn(kind) => shift(kind, back),
                LineItemKind::Drawing(..) => {}
                LineItemKind::Counter(counter, run) => {
                    run.start = run.start.moved(back);
                    let value = match counter {
                        Counter::Page => page,
                        Counter::Pages => self.total,
                    };
                    run.text = value.to_string();
                    run.shifts.clear();
                    let width = self.width(run);
                    saved += run.width - width;
                    run.width = width;
                }
            }
        }
        match align {
            TextAlign::Start | TextAlign::Justify => Length::ZERO,
            TextAlign::Center => saved / 2.0,
            TextAlign::End => saved,
        }
    }

    fn width(&self, run: &TextRun) -> Length {
        let face = self.fonts.face(run.face);
        let advances =
            run.text.chars().filter_map(|c| face.glyph(c)).map(|id| em(face.advance(id), run.size));
        let spaces: Length = run.text.chars().skip(1).map(|_| run.spacing).sum();
        advances.sum::<Length>() + spaces
    }

    fn item(&mut self, element: Option<usize>, at: Origin, mut kind: ItemKind, by: Point) {
        snap(&mut kind);
        shift(&mut kind, by);
        let number = self.pages.len().saturating_sub(1);
        let Some(page) = self.pages.last_mut() else { return };
        let paper = Rect::new(Point::default(), page.size);
        if !bounds(&kind).is_some_and(|bounds| paper.holds(bounds)) {
            fault::push(&mut self.faults, fault::off_page(at, number));
        }
        page.items.push(Item { element: element.filter(|_| !self.ornament), at, kind });
    }
}
