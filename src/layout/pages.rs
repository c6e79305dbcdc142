//! [`Pages`]: finished items at fixed positions, each with its role. What `layout` hands to `paint`.
//! Printing them as text, picture or PDF decides nothing. What an item is, is in `item`.

use super::item::Item;
use crate::base::{Length, Placement, Rect, Role, Size};

/// A document, laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    /// Title, for the viewer's window.
    pub title: String,
    /// Language, such as `ja-JP`.
    pub language: String,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The structure: element 0 is the document itself; a parent stands before its children.
    pub elements: Vec<Element>,
    /// The outline, in order.
    pub bookmarks: Vec<Bookmark>,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Paper.
    pub size: Size,
    /// How everything on it is shifted and stretched when it is painted; places below are those before.
    pub placement: Placement,
    /// What is on it, in painting order (which is reading order for text). Header and footer items come last.
    pub items: Vec<Item>,
    /// Areas to click on.
    pub links: Vec<LinkArea>,
}

/// A node of the structure tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Index of the parent in [`Pages::elements`]; `None` for the document.
    pub parent: Option<usize>,
    /// What it is.
    pub role: Role,
    /// Alternative text (figures).
    pub alt: Option<String>,
    /// Columns a table cell covers, if more than 1.
    pub columns: usize,
    /// Rows a table cell covers, if more than 1.
    pub rows: usize,
}

/// An area to click on.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    /// Where.
    pub area: Rect,
    /// The link's element.
    pub element: Option<usize>,
    /// What it says, for readers that speak.
    pub text: String,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTarget {
    /// A place in this document: page (from 0) and height on it.
    Place(usize, Length),
    /// An address.
    Uri(String),
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// 1 is the top level.
    pub level: u8,
    /// What it says.
    pub text: String,
    /// Page, from 0.
    pub page: usize,
    /// Height on the page.
    pub top: Length,
}
