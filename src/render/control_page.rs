//! The templates of the run's own papers: a [`ControlPage`] in, markup out.

use askama::Template;

use super::filters;
use crate::plan::{Blank, ControlPage, Cover, LabelFrame, PickList, ReplacementList};

/// What templates/run/cover.html sees.
#[derive(Template)]
#[template(path = "run/cover.html")]
struct CoverPage<'a> {
    cover: &'a Cover,
}

/// What templates/run/blank.html sees.
#[derive(Template)]
#[template(path = "run/blank.html")]
struct BlankPage<'a> {
    blank: &'a Blank,
}

/// What templates/run/labels.html sees.
#[derive(Template)]
#[template(path = "run/labels.html")]
struct LabelSheetPage<'a> {
    frame: &'a LabelFrame,
}

/// What templates/run/picklist.html sees.
#[derive(Template)]
#[template(path = "run/picklist.html")]
struct PickListPage<'a> {
    list: &'a PickList,
}

/// What templates/run/replacements.html sees.
#[derive(Template)]
#[template(path = "run/replacements.html")]
struct ReplacementListPage<'a> {
    list: &'a ReplacementList,
}

/// The markup of `page`.
pub(super) fn markup(page: &ControlPage) -> askama::Result<String> {
    match page {
        ControlPage::Cover(cover) => CoverPage { cover }.render(),
        ControlPage::Blank(blank) => BlankPage { blank }.render(),
        ControlPage::LabelSheet(frame) => LabelSheetPage { frame }.render(),
        ControlPage::PickList(list) => PickListPage { list }.render(),
        ControlPage::Replacements(list) => ReplacementListPage { list }.render(),
    }
}
