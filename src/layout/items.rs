//! [`Items`]: what is on a page, in painting order. A run of items that stands in other documents too is a [`Patch`]
//! and a place, and stays so until somebody asks for the single items: most of a customer's pages is in everybody's.

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use super::look::{Look, look, start};
use super::slab::Numbers;
use super::{Item, ItemKind, points};
use crate::base::Point;

/// What is on a page. All points are on the [grid](crate::base::Length::snapped). As a slice, it is all single items;
/// that makes them, if there are patches among them.
#[derive(Clone, Default)]
pub struct Items {
    parts: Vec<Part>,
    own: Vec<Item>,
    all: OnceLock<Vec<Item>>,
}

/// A run of items.
#[derive(Clone)]
enum Part {
    /// So many of those that are nobody else's.
    Own(usize),
    Known(Known),
}

/// A patch at its place.
#[derive(Clone)]
pub(super) struct Known {
    /// What it is.
    pub patch: Arc<Patch>,
    /// Its corner.
    pub by: Point,
    /// New numbers of its elements; `None`: an ornament, it has none.
    pub numbers: Option<Numbers>,
}

/// Items that stand in several documents, from a corner of their own.
#[derive(Debug, Default)]
pub(super) struct Patch {
    items: Vec<Item>,
    signs: Vec<Sign>,
    looks: Vec<Option<Look>>,
}

/// What is to be known of an item to tell where a page is parted.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// The element it belongs to; `None`: ornament.
    pub element: Option<usize>,
    /// Where it begins.
    pub start: Point,
    /// Whether it shows words of the user's.
    pub is_told: bool,
    /// Whether it is a QR symbol.
    pub is_symbol: bool,
}

impl Patch {
    /// Whether nothing is drawn.
    pub(super) const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Of items whose places count from its corner.
    pub(super) fn of(items: &Items) -> Self {
        let items = items.to_vec();
        let signs = items.iter().map(Sign::of).collect();
        let mut scratch = Vec::with_capacity(SCRATCH);
        let looks = items.iter().map(|item| look(&item.kind, &mut scratch)).collect();
        Self { items, signs, looks }
    }
}

impl Known {
    fn element(&self, element: Option<usize>) -> Option<usize> {
        self.numbers.and_then(|numbers| numbers.of(element?))
    }

    fn item(&self, item: &Item) -> Item {
        let Item { element, at, kind } = item;
        let mut kind = kind.clone();
        points::shift(&mut kind, self.by);
        Item { element: self.element(*element), at: *at, kind }
    }

    fn sign(&self, sign: &Sign) -> Sign {
        Sign { element: self.element(sign.element), start: sign.start.moved(self.by), ..*sign }
    }
}

impl Sign {
    fn of(item: &Item) -> Self {
        Self {
            element: item.element,
            start: start(&item.kind),
            is_told: item.at.is_some(),
            is_symbol: matches!(item.kind, ItemKind::Symbol(..)),
        }
    }
}

/// How items look and where they begin, as bytes: all that decides how they are drawn.
#[derive(Debug, Default)]
pub struct Prints {
    bytes: Vec<u8>,
    /// Those of which this cannot be said: the name of a bitmap means nothing outside its document.
    bitmaps: Vec<usize>,
}

/// Bytes that the look of an item is made from, about.
const SCRATCH: usize = 512;

/// Bytes of an item in [`Prints`].
const PRINT: usize = 32;

impl Prints {
    /// Those of the items `range`; `None` if there are bitmaps among them.
    pub fn of(&self, range: Range<usize>) -> Option<&[u8]> {
        let has_bitmap = self.bitmaps.iter().any(|index| range.contains(index));
        (!has_bitmap).then(|| &self.bytes[range.start * PRINT..range.end * PRINT])
    }

    /// Those of all; `None` if there are bitmaps among them.
    pub fn all(&self) -> Option<&[u8]> {
        self.bitmaps.is_empty().then_some(&self.bytes)
    }

    fn push(&mut self, look: Option<Look>, start: Point) {
        if look.is_none() {
            self.bitmaps.push(self.bytes.len() / PRINT);
        }
        let mut print = [0; PRINT];
        print[..16].copy_from_slice(&look.unwrap_or_default().to_le_bytes());
        print[16..24].copy_from_slice(&start.x.to_pt().to_le_bytes());
        print[24..].copy_from_slice(&start.y.to_pt().to_le_bytes());
        self.bytes.extend_from_slice(&print);
    }
}

/// Some items of one part of a page.
enum Run<'a> {
    Own(&'a [Item]),
    Known(&'a Known, Range<usize>),
}

impl Items {
    /// Room for so many runs and items of its own.
    pub(super) fn with_capacity(parts: usize, own: usize) -> Self {
        Self { parts: Vec::with_capacity(parts), own: Vec::with_capacity(own), all: OnceLock::new() }
    }

    /// Adds an item.
    pub fn push(&mut self, mut item: Item) {
        points::snap(&mut item.kind);
        self.push_snapped(item);
    }

    /// Adds an item that is on the grid already.
    pub(super) fn push_snapped(&mut self, item: Item) {
        self.all.take();
        self.own.push(item);
        match self.parts.last_mut() {
            Some(Part::Own(count)) => *count += 1,
            _ => self.parts.push(Part::Own(1)),
        }
    }

    /// Adds a patch.
    pub(super) fn push_known(&mut self, known: Known) {
        self.all.take();
        self.parts.push(Part::Known(known));
    }

    /// Takes all items from their elements.
    pub fn disown(&mut self) {
        self.all.take();
        self.own.iter_mut().for_each(|item| item.element = None);
        for part in &mut self.parts {
            if let Part::Known(known) = part {
                known.numbers = None;
            }
        }
    }

    /// A sign for each item.
    pub fn signs(&self) -> Vec<Sign> {
        let mut signs = Vec::with_capacity(self.len());
        for run in self.runs(0..usize::MAX) {
            match run {
                Run::Own(items) => signs.extend(items.iter().map(Sign::of)),
                Run::Known(known, _) => signs.extend(known.patch.signs.iter().map(|sign| known.sign(sign))),
            }
        }
        signs
    }

    /// The prints of the items `range`.
    pub fn prints(&self, range: Range<usize>) -> Prints {
        let mut prints = Prints { bytes: Vec::with_capacity(range.len() * PRINT), bitmaps: Vec::new() };
        let mut scratch = Vec::with_capacity(SCRATCH);
        for run in self.runs(range) {
            match run {
                Run::Own(items) => {
                    for Item { kind, .. } in items {
                        prints.push(look(kind, &mut scratch), start(kind));
                    }
                }
                Run::Known(known, within) => {
                    let signs = &known.patch.signs[within.clone()];
                    for (look, sign) in known.patch.looks[within].iter().zip(signs) {
                        prints.push(*look, sign.start.moved(known.by));
                    }
                }
            }
        }
        prints
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        let known = |part: &Part| if let Part::Known(known) = part { known.patch.items.len() } else { 0 };
        self.own.len() + self.parts.iter().map(known).sum::<usize>()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items `range`, without making others.
    pub fn some(&self, range: Range<usize>) -> Cow<'_, [Item]> {
        if let Some(all) = self.all.get() {
            return Cow::Borrowed(&all[range]);
        }
        let mut runs = self.runs(range.clone());
        if let Some(Run::Own(items)) = runs.next()
            && items.len() == range.len()
        {
            return Cow::Borrowed(items);
        }
        let mut found = Vec::with_capacity(range.len());
        for run in self.runs(range) {
            match run {
                Run::Own(items) => found.extend_from_slice(items),
                Run::Known(known, within) => {
                    found.extend(known.patch.items[within].iter().map(|item| known.item(item)));
                }
            }
        }
        Cow::Owned(found)
    }

    /// The names of the bitmaps on the page; no patch has one.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.own.iter().filter_map(|item| match &item.kind {
            ItemKind::Picture(_, name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The items `range`, run by run.
    fn runs(&self, range: Range<usize>) -> impl Iterator<Item = Run<'_>> {
        let (mut first, mut own) = (0, 0);
        self.parts.iter().filter_map(move |part| {
            let count = match part {
                Part::Own(count) => *count,
                Part::Known(known) => known.patch.items.len(),
            };
            let within =
                range.start.saturating_sub(first).min(count)..range.end.saturating_sub(first).min(count);
            first += count;
            let run = match part {
                Part::Own(_) => {
                    own += count;
                    Run::Own(&self.own[own - count + within.start..own - count + within.end])
                }
                Part::Known(known) => Run::Known(known, within.clone()),
            };
            (!within.is_empty()).then_some(run)
        })
    }
}

impl Deref for Items {
    type Target = [Item];

    fn deref(&self) -> &[Item] {
        if self.own.len() == self.len() {
            return &self.own;
        }
        self.all.get_or_init(|| self.some(0..self.len()).into_owned())
    }
}

impl Extend<Item> for Items {
    fn extend<T: IntoIterator<Item = Item>>(&mut self, items: T) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl FromIterator<Item> for Items {
    fn from_iter<T: IntoIterator<Item = Item>>(items: T) -> Self {
        let mut all = Self::default();
        all.extend(items);
        all
    }
}

impl<'a> IntoIterator for &'a Items {
    type Item = &'a Item;
    type IntoIter = std::slice::Iter<'a, Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Items {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl std::fmt::Debug for Items {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_list().entries(self).finish()
    }
}
