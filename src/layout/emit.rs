//! [`Emitter`]: slabs at their places become items of pages. Here page numbers are put in, links find their
//! targets, and whatever would leave the paper is told. What a shared slab draws is kept with it as a [`Stencil`].
//!
//! All places are put on a [grid](Length::snapped) before they are added up, so that an item comes to stand at the same
//! point whether its slab is drawn anew or its stencil is laid there.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::fonts::em;
use crate::base::{Diagnostic, Fonts, Length, Origin, Placement, Point, Rect, Size};
use crate::parse::{Counter, Link, TextAlign};

use super::items::{Items, Known, Patch};
use super::line::LineItemKind;
use super::points::{bounds, shift, snap};
use super::slab::{Draw, LaidLine, Mark, Numbers, Owner, SharedSlab, Slab};
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
    /// How elements are numbered in the slab at hand, if it was laid before.
    numbers: Option<Numbers>,
    /// What is gathered besides the items where a stencil is made.
    trial: Option<Trial>,
}

/// What a shared slab draws, from its corner.
#[derive(Debug)]
pub(super) struct Stencil {
    patch: Arc<Patch>,
    /// The rectangle around all of it.
    extent: Rect,
    links: Vec<Pending>,
    marks: Vec<(Mark, Length)>,
}

/// What is gathered of a slab on no page.
struct Trial {
    low: Point,
    high: Point,
    marks: Vec<(Mark, Length)>,
    /// Something in it is another thing on every page, or in every document.
    is_broken: bool,
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
            numbers: None,
            trial: None,
        }
    }

    /// Begins a page.
    pub(super) fn page(&mut self, size: Size, placement: Placement) {
        /// Runs of items and own items that a page has, about.
        const USUAL: usize = 32;
        // Most of what is shared is a line or a box.
        let items = if self.trial.is_none() { Items::with_capacity(USUAL, USUAL) } else { Items::default() };
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
            Draw::Shared(place, slab, owner) => self.shared(&slab, owner, at.moved(place.snapped())),
            Draw::Line(place, line) => self.line(line, at.moved(place.snapped())),
            Draw::Mark(y, mark) => self.mark(&mark, at.y + y.snapped()),
        }
    }

    /// Puts a slab on the page that is drawn elsewhere too: its stencil, if it has one that fits the paper.
    fn shared(&mut self, slab: &SharedSlab, owner: Owner, at: Point) {
        let (numbers, ornament) = (self.numbers, self.ornament);
        match owner {
            Owner::Nobody => self.ornament = true,
            Owner::Elements(own) => self.numbers = Some(own.within(numbers)),
        }
        // What a stencil is made of needs none of its own.
        let stencil = match self.trial {
            None => slab.stencil.get_or_init(|| Stencil::of(Slab::clone(slab), self.fonts)),
            Some(_) => &None,
        };
        match stencil {
            Some(stencil) if self.paper().is_some_and(|paper| paper.holds(stencil.extent.moved(at))) => {
                self.lay(stencil, at);
            }
            _ => self.slab(Slab::clone(slab), at),
        }
        (self.numbers, self.ornament) = (numbers, ornament);
    }

    /// Lays a stencil on the page.
    fn lay(&mut self, stencil: &Stencil, at: Point) {
        for Pending { link, area, element, text, at: origin, .. } in &stencil.links {
            self.link(link, area.moved(at), *element, text.clone(), *origin);
        }
        for (mark, top) in &stencil.marks {
            self.mark(mark, at.y + *top);
        }
        let numbers = if self.ornament { None } else { self.numbers };
        if let Some(page) = self.pages.last_mut()
            && !stencil.patch.is_empty()
        {
            page.items.push_known(Known { patch: Arc::clone(&stencil.patch), by: at, numbers });
        }
    }

    /// The paper of the page begun last.
    fn paper(&self) -> Option<Rect> {
        self.pages.last().map(|page| Rect::new(Point::default(), page.size))
    }

    /// The number of an element of the slab at hand; none in an ornament.
    fn element(&self, element: Option<usize>) -> Option<usize> {
        let element = element.filter(|_| !self.ornament)?;
        self.numbers.map_or(Some(element), |numbers| numbers.of(element))
    }

    fn mark(&mut self, mark: &Mark, top: Length) {
        if let Some(trial) = &mut self.trial {
            // Whether it is an ornament is to be seen where the stencil is laid.
            trial.is_broken |= self.ornament;
            trial.marks.push((mark.clone(), top));
            return;
        }
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
            self.trial.iter_mut().for_each(|trial| trial.is_broken = true);
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
        let (page, link, element) = (self.pages.len().saturating_sub(1), link.clone(), self.element(element));
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
        let (element, bounds) = (self.element(element), bounds(&kind));
        let Some(page) = self.pages.last_mut() else { return };
        match (&mut self.trial, bounds) {
            (Some(trial), Some(bounds)) => trial.take_in(bounds),
            (Some(trial), None) => trial.is_broken = true,
            (None, Some(bounds)) if Rect::new(Point::default(), page.size).holds(bounds) => {}
            (None, _) => fault::push(&mut self.faults, fault::off_page(at, number)),
        }
        page.items.push_snapped(Item { element, at, kind });
    }
}

impl Stencil {
    /// Of a slab; `None` if it is not the same everywhere.
    fn of(slab: Slab, fonts: &Fonts) -> Option<Self> {
        let far = Length::pt(f64::MAX);
        let (low, high) = (Point::new(far, far), Point::new(-far, -far));
        let trial = Trial { low, high, marks: Vec::new(), is_broken: false };
        let mut emitter = Emitter { trial: Some(trial), ..Emitter::new(fonts, 1) };
        emitter.page(Size::default(), Placement::default());
        emitter.slab(slab, Point::default());
        let Emitter { pages, pending: links, trial, .. } = emitter;
        let Trial { low, high, marks, is_broken } = trial?;
        let page = pages.into_iter().next()?;
        if is_broken || page.items.pictures().next().is_some() {
            return None;
        }
        let extent = Rect::new(low, Size::new(high.x - low.x, high.y - low.y));
        // Nothing at all fits everywhere.
        let extent = if page.items.is_empty() { Rect::default() } else { extent };
        Some(Self { patch: Arc::new(Patch::of(&page.items)), extent, links, marks })
    }
}

impl Trial {
    fn take_in(&mut self, area: Rect) {
        self.low = Point::new(self.low.x.min(area.origin.x), self.low.y.min(area.origin.y));
        self.high = Point::new(self.high.x.max(area.right()), self.high.y.max(area.bottom()));
    }
}
