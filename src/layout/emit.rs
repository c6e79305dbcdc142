//! [`Emitter`]: slabs at their places become items of pages. Here page numbers are put in, links find their
//! targets, and whatever would leave the paper is told.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::base::fonts::em;
use crate::base::{Diagnostic, Fonts, Length, Origin, Placement, Point, Rect, Size};
use crate::parse::{Counter, Link, TextAlign};

use super::line::LineItemKind;
use super::slab::{Draw, LaidLine, Mark, Numbers, Owner, Slab};
use super::{Bookmark, Item, ItemKind, LinkArea, LinkTarget, Page, Path, Step, TextRun, fault};

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
}

/// A link whose target is not known yet.
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
        }
    }

    /// Begins a page.
    pub(super) fn page(&mut self, size: Size, placement: Placement) {
        self.pages.push(Page { size, placement, ..Page::default() });
    }

    /// Puts a slab on the page begun last.
    pub(super) fn slab(&mut self, slab: &Slab, at: Point) {
        for draw in &slab.draws {
            self.draw(draw, at);
        }
    }

    /// Puts a slab on the page that belongs to no element: a running header, a repeated table header.
    pub(super) fn ornament(&mut self, slab: &Slab, at: Point) {
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

    fn draw(&mut self, draw: &Draw, at: Point) {
        match draw {
            Draw::Ornament(path) if path.steps.is_empty() => {}
            Draw::Ornament(path) => self.item(None, Origin::NONE, ItemKind::Path(path.clone()), at),
            Draw::Item(element, origin, kind) => self.item(*element, *origin, kind.clone(), at),
            Draw::Slab(place, slab) => self.slab(slab, at.moved(*place)),
            Draw::Shared(place, slab, Owner::Nobody) => self.ornament(slab, at.moved(*place)),
            Draw::Shared(place, slab, Owner::Elements(numbers)) => {
                let outer = self.numbers.replace(numbers.within(self.numbers));
                self.slab(slab, at.moved(*place));
                self.numbers = outer;
            }
            Draw::Line(place, line) => self.line(line, at.moved(*place)),
            Draw::Mark(y, mark) => self.mark(mark, at.y + *y),
        }
    }

    /// The number of an element of the slab at hand; none in an ornament.
    fn element(&self, element: Option<usize>) -> Option<usize> {
        let element = element.filter(|_| !self.ornament)?;
        self.numbers.map_or(Some(element), |numbers| numbers.of(element))
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

    fn line(&mut self, laid: &LaidLine, at: Point) {
        let LaidLine { line, align, element, pieces } = laid;
        let mut items = Cow::Borrowed(&line.items);
        let mut at = at;
        if items.iter().any(|item| matches!(item.kind, LineItemKind::Counter(..))) {
            at.x += self.number(items.to_mut(), *align);
        }
        for (index, item) in items.iter().enumerate() {
            let element = pieces.get(index).copied().unwrap_or(*element);
            let kind = match &item.kind {
                LineItemKind::Drawn(kind) => kind.clone(),
                LineItemKind::Counter(_, run) => ItemKind::Text(run.clone()),
                // Drawings were taken out of the line when it was laid.
                LineItemKind::Drawing(..) => continue,
            };
            if let Some((link, area)) = &item.link {
                let text = if let ItemKind::Text(run) = &kind { run.text.clone() } else { String::new() };
                let (page, link, area) = (self.pages.len().saturating_sub(1), link.clone(), area.moved(at));
                self.pending.push(Pending {
                    page,
                    link,
                    area,
                    element: self.element(element),
                    text,
                    at: item.at,
                });
            }
            self.item(element, item.at, kind, at);
        }
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
        shift(&mut kind, by);
        let number = self.pages.len().saturating_sub(1);
        let element = self.element(element);
        let Some(page) = self.pages.last_mut() else { return };
        if !bounds(&kind).is_some_and(|bounds| Rect::new(Point::default(), page.size).holds(bounds)) {
            fault::push(&mut self.faults, fault::off_page(at, number));
        }
        page.items.push(Item { element, at, kind });
    }
}

/// Moves an item.
pub(super) fn shift(kind: &mut ItemKind, by: Point) {
    match kind {
        ItemKind::Text(run) => run.start = run.start.moved(by),
        ItemKind::Path(path) => shift_path(path, by),
        ItemKind::Symbol(rect, _) | ItemKind::Picture(rect, _) => *rect = rect.moved(by),
    }
}

/// Moves an outline.
pub(super) fn shift_path(path: &mut Path, by: Point) {
    for step in &mut path.steps {
        match step {
            Step::Move(point) | Step::Line(point) => *point = point.moved(by),
            Step::Curve(first, second, end) => {
                *first = first.moved(by);
                *second = second.moved(by);
                *end = end.moved(by);
            }
            Step::Rect(rect) => *rect = rect.moved(by),
            Step::Close => {}
        }
    }
}

/// The rectangle around an item; of text, from the baseline up to the height of capitals. `None` if a number
/// in it is not finite.
pub(super) fn bounds(kind: &ItemKind) -> Option<Rect> {
    let rect = match kind {
        ItemKind::Text(run) => {
            let height = drawn_height(run.size);
            let corner = Point::new(run.start.x, run.start.y - height);
            Rect::new(corner, crate::base::Size::new(run.width, height))
        }
        ItemKind::Path(path) => path_bounds(path),
        ItemKind::Symbol(rect, _) | ItemKind::Picture(rect, _) => *rect,
    };
    let lengths = [rect.origin.x, rect.origin.y, rect.size.width, rect.size.height];
    lengths.into_iter().all(Length::is_finite).then_some(rect)
}

fn drawn_height(size: Length) -> Length {
    super::drawing::half_capital(size) * 2.0
}

/// The rectangle around an outline.
pub(super) fn path_bounds(path: &Path) -> Rect {
    let mut low = Point::new(Length::pt(f64::MAX), Length::pt(f64::MAX));
    let mut high = Point::new(Length::pt(f64::MIN), Length::pt(f64::MIN));
    let mut see = |point: Point| {
        low = Point::new(low.x.min(point.x), low.y.min(point.y));
        high = Point::new(high.x.max(point.x), high.y.max(point.y));
    };
    for step in &path.steps {
        match *step {
            Step::Move(point) | Step::Line(point) => see(point),
            Step::Curve(first, second, end) => [first, second, end].into_iter().for_each(&mut see),
            Step::Rect(rect) => {
                see(rect.origin);
                see(Point::new(rect.right(), rect.bottom()));
            }
            Step::Close => {}
        }
    }
    Rect::new(low, crate::base::Size::new(high.x - low.x, high.y - low.y))
}
