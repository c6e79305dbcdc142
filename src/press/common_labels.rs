//! Everybody's labels on common sheets: which faces are whose ([`PickPages`]), and the sheets filled face by face
//! ([`Common`]).

use super::stack::slip_page;
use crate::base::{Diagnostic, Fonts};
use crate::layout::{Item, Page, Pages, put_on};
use crate::plan::{LabelFrame, LabelRequest, Labels, Owner, Pick, PickList, Slip, span};

/// A pick list on the way.
#[derive(Default)]
pub(super) struct PickPages {
    pages: usize,
    done: usize,
    /// What the labels are printed on.
    pub(super) stock_words: String,
    /// What is not on a page yet.
    pub(super) picks: Vec<Pick>,
}

impl PickPages {
    /// A list that will have so many lines.
    pub(super) fn of(lines: usize) -> Self {
        Self { pages: lines.div_ceil(PickList::ROWS), ..Self::default() }
    }

    /// The next page.
    pub(super) fn page(&mut self, run: &str, fonts: &Fonts) -> Result<Pages, Vec<Diagnostic>> {
        self.done += 1;
        let list = PickList {
            run: run.to_owned(),
            page: (self.done, self.pages),
            stock_words: self.stock_words.clone(),
            picks: std::mem::take(&mut self.picks),
        };
        let page = slip_page(&Slip::PickList(list), fonts)?;
        Ok(Pages { pages: vec![page], ..Pages::default() })
    }
}

/// On how many sheets so many labels lie, from the label `first` on: each is a line of the pick list.
pub(super) fn sheets_of(first: usize, count: usize, request: &LabelRequest) -> usize {
    match count.checked_sub(1) {
        None => 0,
        Some(more) => request.place(first + more).0 - request.place(first).0 + 1,
    }
}

/// A customer's `count` labels from the label `first` (of the whole run, from 0) on, sheet by sheet.
pub(super) fn picks_of(first: usize, count: usize, request: &LabelRequest, owner: &Owner) -> Vec<Pick> {
    let places: Vec<_> = (first..first + count).map(|label| request.place(label)).collect();
    let on_sheet = |faces: &[(usize, usize)]| {
        let runs = faces.chunk_by(|a, b| a.1 + 1 == b.1);
        let words: Vec<_> =
            runs.filter_map(|run| Some(span(run.first()?.1 + 1, run.last()?.1 + 1))).collect();
        Some(Pick {
            sheet: faces.first()?.0 + 1,
            faces: words.join("、"),
            owner: owner.clone(),
            count: faces.len(),
        })
    };
    places.chunk_by(|a, b| a.0 == b.0).filter_map(on_sheet).collect()
}

/// The common label sheets, filled face by face.
pub(super) struct Common<'a> {
    pub(super) request: &'a LabelRequest,
    /// Labels of all customers.
    pub(super) total: usize,
    pub(super) sheet: Option<Page>,
    pub(super) done: usize,
}

impl Common<'_> {
    /// Puts a label on the next face; a sheet that is full then is handed out.
    pub(super) fn put(
        &mut self,
        labels: &Labels,
        face: Vec<Item>,
        run: &str,
        fonts: &Fonts,
    ) -> Result<Option<Pages>, Vec<Diagnostic>> {
        let (sheet, index) = self.request.place(self.done);
        let page = match &mut self.sheet {
            Some(page) => page,
            empty => {
                let sheets = self.request.place(self.total.saturating_sub(1)).0 + 1;
                let frame = LabelFrame::new(labels, run, (sheet + 1, sheets));
                let page = slip_page(&Slip::LabelSheet(Box::new(frame)), fonts)?;
                empty.insert(Page { placement: self.request.placement, ..page })
            }
        };
        let by = labels.stock.face(index).origin;
        put_on(page, face, by);
        self.done += 1;
        Ok(if self.request.place(self.done).0 > sheet { self.end() } else { None })
    }

    /// The last sheet, full or not.
    pub(super) fn end(&mut self) -> Option<Pages> {
        Some(Pages { pages: vec![self.sheet.take()?], ..Pages::default() })
    }
}
