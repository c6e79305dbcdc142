//! The templates of the run's own papers: a [`Slip`] in, markup out.

use askama::Template;

use super::filters;
use crate::plan::{Blank, Cover, LabelFrame, PickList, Slip};

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

/// The markup of `slip`.
pub(super) fn markup(slip: &Slip) -> askama::Result<String> {
    match slip {
        Slip::Cover(cover) => CoverPage { cover }.render(),
        Slip::Blank(blank) => BlankPage { blank }.render(),
        Slip::LabelSheet(frame) => LabelSheetPage { frame }.render(),
        Slip::PickList(list) => PickListPage { list }.render(),
    }
}
