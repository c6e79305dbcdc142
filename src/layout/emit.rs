//! [`Emitter`]: fragments at their places become items of pages. Here page numbers are put in, links find their
//! targets, and whatever would leave the paper is told.
//!
//! All places are put on a [grid](Length::snapped) before they are added up: an item comes to stand at the same point
//! however deep its fragment is nested, since sums on the grid are exact in any order.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::base::fonts::em;
use crate::base::{Diagnostic, Fonts, Length, Origin, Point, Rect, Running, Size};
use crate::parse::{Counter, Link, TextAlign};

use super::fault;
use super::fragment::{Anchor, Fragment, FragmentItem, LaidLine};
use super::item::{Item, ItemKind, TextRun};
use super::line::{LineItem, LineItemKind};
use super::pages::{Bookmark, LinkArea, LinkTarget, Page};
use super::sections::LaidPage;
use super::structure::running_element;

/// Fills pages with items.
pub(super) struct Emitter<'a> {
    fonts: &'a Fonts,
    pages: Vec<Page>,
    bookmarks: Vec<Bookmark>,
    faults: Vec<Diagnostic>,
    total: usize,
    page_of: BTreeMap<String, usize>,
    /// The page begun last is not the first of its section.
    is_continued: bool,
    places: BTreeMap<String, (usize, Length)>,
    pending: Vec<PendingLink>,
    /// The element of what is repeated, while that is drawn.
    running: Option<usize>,
}

/// A link whose target is not known yet.
struct PendingLink {
    page: usize,
    link: Link,
    area: Rect,
    element: Option<usize>,
    text: String,
    at: Origin,
}

impl<'a> Emitter<'a> {
    /// An emitter for the pages of `sheets`.
    pub(super) fn new(fonts: &'a Fonts, sheets: &[LaidPage]) -> Self {
        let total = sheets.len();
        let mut page_of = BTreeMap::new();
        for (number, sheet) in (1..).zip(sheets) {
            for (_, fragment) in &sheet.content {
                fragment.each_id(&mut |id| {
                    page_of.entry(id.to_owned()).or_insert(number);
                });
            }
        }
        Self {
            fonts,
            pages: Vec::with_capacity(total),
            bookmarks: Vec::new(),
            faults: Vec::new(),
            total,
            page_of,
            is_continued: false,
            places: BTreeMap::new(),
            pending: Vec::new(),
            running: None,
        }
    }

    /// Begins a page.
    pub(super) fn page(&mut self, sheet: &LaidPage) {
        self.is_continued = sheet.is_continued;
        self.pages.push(Page { size: sheet.paper, placement: sheet.placement, ..Page::default() });
    }

    /// Puts a fragment on the page begun last.
    pub(super) fn fragment(&mut self, fragment: Fragment, at: Point) {
        let at = at.snapped();
        for item in fragment.items {
            self.fragment_item(item, at);
        }
    }

    /// Puts a fragment on the page that is drawn elsewhere too and is read nowhere: a running header, a repeated table
    /// header.
    pub(super) fn running(&mut self, fragment: Rc<Fragment>, at: Point, running: Running) {
        let outer = self.running.replace(running_element(running));
        self.fragment(Rc::unwrap_or_clone(fragment), at);
        self.running = outer;
    }

    /// The pages and the outline.
    ///
    /// # Errors
    /// What leaves the paper, and links that lead nowhere.
    pub(super) fn finish(mut self) -> Result<(Vec<Page>, Vec<Bookmark>), Vec<Diagnostic>> {
        self.resolve_links();
        if self.faults.is_empty() { Ok((self.pages, self.bookmarks)) } else { Err(self.faults) }
    }

    /// Gives every link its target.
    fn resolve_links(&mut self) {
        for PendingLink { page, link, area, element, text, at } in std::mem::take(&mut self.pending) {
            let target = match link {
                Link::Uri(uri) => LinkTarget::Uri(uri),
                Link::Inside(id) => match self.places.get(&id) {
                    Some(&(page, top)) => LinkTarget::Place(page, top),
                    None => {
                        fault::push(&mut self.faults, fault::dead_link(&id, at));
                        continue;
                    }
                },
            };
            if let Some(page) = self.pages.get_mut(page) {
                page.links.push(LinkArea { area, element, text, target });
            }
        }
    }

    fn fragment_item(&mut self, item: FragmentItem, at: Point) {
        match item {
            FragmentItem::Item(item) => self.item(item, at),
            FragmentItem::Line(place, line) => self.line(line, at.moved(place.snapped())),
            FragmentItem::Fragment(place, fragment) => self.fragment(fragment, at.moved(place.snapped())),
            FragmentItem::Repeated(place, fragment) => {
                self.running(fragment, at.moved(place.snapped()), Running::TableHead);
            }
            FragmentItem::Anchor(y, anchor) => self.anchor(*anchor, at.y + y.snapped()),
        }
    }

    fn anchor(&mut self, anchor: Anchor, top: Length) {
        if self.running.is_some() {
            return;
        }
        let page = self.number();
        if let Some(id) = anchor.id {
            self.places.entry(id).or_insert((page, top));
        }
        if let Some((level, text)) = anchor.bookmark {
            self.bookmarks.push(Bookmark { level, text, page, top });
        }
    }

    /// Number of the page begun last, from 0.
    fn number(&self) -> usize {
        self.pages.len().saturating_sub(1)
    }

    fn line(&mut self, laid: LaidLine, at: Point) {
        let LaidLine { mut line, align, element, pieces } = laid;
        let mut start = at;
        if line.items.iter().any(|item| matches!(item.kind, LineItemKind::Counter(..))) {
            start.x += self.count(&mut line.items, align).snapped();
        }
        let mut open: Option<PendingLink> = None;
        for (index, LineItem { kind, link, at, .. }) in line.items.into_iter().enumerate() {
            let element = pieces.get(index).copied().unwrap_or(element);
            let kind = match kind {
                LineItemKind::Drawn(kind) => kind,
                // A text that this page does not say.
                LineItemKind::Counter(_, run) if run.text.is_empty() => continue,
                LineItemKind::Counter(_, run) => ItemKind::Text(run),
                // Drawings were taken out of the line when it was laid.
                LineItemKind::Drawing(..) => continue,
            };
            let heard = element.filter(|_| self.running.is_none());
            let words = if let ItemKind::Text(run) = &kind { run.text.clone() } else { String::new() };
            match (link, &mut open) {
                // Pieces of a link that stand side by side are one area.
                (Some((link, area)), Some(known)) if known.link == link && known.element == heard => {
                    known.area = around(known.area, area.snapped().moved(start));
                    known.text += &words;
                }
                (link, open) => {
                    self.pending.extend(open.take());
                    *open = link.map(|(link, area)| {
                        let (page, area) = (self.number(), area.snapped().moved(start));
                        PendingLink { page, link, area, element: heard, text: words, at }
                    });
                }
            }
            self.item(Item { element, at, kind }, start);
        }
        self.pending.extend(open);
    }

    /// Puts the numbers in. They are narrower than the room kept for them, so what follows moves up; returns
    /// how far the whole line then moves to stand as its paragraph wants.
    fn count(&mut self, items: &mut [LineItem], align: TextAlign) -> Length {
        let page = self.pages.len();
        let mut saved = Length::ZERO;
        for LineItem { kind, link, at, .. } in items {
            let back = Point::new(-saved, Length::ZERO);
            if let Some((_, area)) = link {
                *area = area.moved(back);
            }
            match kind {
                LineItemKind::Drawn(kind) => kind.shift(back),
                LineItemKind::Drawing(..) => {}
                LineItemKind::Counter(counter, run) => {
                    run.start = run.start.moved(back);
                    run.text = match counter {
                        Counter::Page => page.to_string(),
                        Counter::Pages => self.total.to_string(),
                        Counter::PageOf(id) => match self.page_of.get(&**id) {
                            Some(page) => page.to_string(),
                            None => {
                                fault::push(&mut self.faults, fault::dead_link(id, *at));
                                String::new()
                            }
                        },
                        Counter::Continued(text) if self.is_continued => text.to_string(),
                        Counter::Continued(_) => String::new(),
                    };
                    run.shifts.clear();
                    let width = self.width(run);
                    saved += run.width - width;
                    run.width = width;
                    if let Some((_, area)) = link {
                        area.size.width = width;
                    }
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

    fn item(&mut self, mut item: Item, by: Point) {
        item.kind.snap();
        item.kind.shift(by);
        item.element = self.running.or(item.element);
        let number = self.number();
        let Some(page) = self.pages.last_mut() else { return };
        let paper = Rect::new(Point::default(), page.size);
        if !item.kind.bounds().is_some_and(|bounds| paper.holds(bounds)) {
            fault::push(&mut self.faults, fault::off_page(item.at, number));
        }
        page.items.push(item);
    }
}

/// The rectangle around both.
fn around(one: Rect, other: Rect) -> Rect {
    let corner = Point::new(one.origin.x.min(other.origin.x), one.origin.y.min(other.origin.y));
    let (right, bottom) = (one.right().max(other.right()), one.bottom().max(other.bottom()));
    Rect::new(corner, Size::new(right - corner.x, bottom - corner.y))
}
