//! Room 6, layout: a [`Tree`] and the [`Fonts`] in, [`Pages`] out. Knows boxes, lines and pages; knows no PDF.
//!
//! One walk: `sections` has each section laid into one vertical list (`flow`), to which every block adds itself
//! (`blocks`, with a file for each content: `text`, `columns`, `table`, `drawing`). A finished box is a `fragment` of
//! items at places. `paginate` cuts the list into pages, and `emit` makes the items of a page from its fragments.

mod absolute;
mod blocks;
mod boxes;
mod columns;
mod context;
mod drawing;
mod dump;
mod emit;
mod fault;
mod flow;
mod fragment;
mod frame;
mod grid;
mod item;
mod line;
mod marker;
mod measure;
mod pages;
mod paginate;
mod rows;
mod rules;
mod sections;
mod shares;
mod sheet_mark;
mod stack;
mod structure;
mod table;
mod text;
mod whole;

pub use dump::{dump, page_text};
pub use item::{Item, ItemKind, Path, PathStep, Stroke, TextRun};
pub use pages::{Bookmark, Element, LinkArea, LinkTarget, Page, Pages};
pub use sheet_mark::{SheetMark, cut_out, put_mark, put_on};

use crate::base::{Diagnostic, Fonts};
use crate::parse::Tree;

use context::LayoutContext;
use emit::Emitter;

/// Breaks a document into finished pages.
///
/// # Errors
/// `SP104` for a text that does not fit the place made for it, `SP103` for a character that no face has,
/// each with its place in the user's file if it came from there; `SP901` if breaking does not end.
pub fn layout(tree: &Tree, fonts: &Fonts) -> Result<Pages, Vec<Diagnostic>> {
    let mut context = LayoutContext::new(fonts);
    let sheets = sections::lay(&mut context, tree)?;
    if !context.faults.is_empty() {
        return Err(context.faults);
    }
    let mut emitter = Emitter::new(fonts, &sheets);
    for sheet in sheets {
        emitter.page(&sheet);
        for (at, fragment) in sheet.content {
            emitter.fragment(fragment, at);
        }
        for (running, at, fragment) in sheet.running {
            emitter.running(fragment, at, running);
        }
    }
    let (pages, bookmarks) = emitter.finish()?;
    let elements = context.structure.into_elements();
    Ok(Pages { title: tree.title.clone(), language: tree.language.clone(), pages, elements, bookmarks })
}
