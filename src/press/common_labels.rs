//! The labels of all customers on common sheets, filled cell by cell, and the pick list that says whose they are. Customers
//! come in, one after the other in order of code; pages go out. Which customers, and into which file, is the business of
//! [`super::volumes`].

use super::stack::{check_labels, control_page, owner_of, planned};
use super::volumes::{LoadedCustomer, Merger, Slot, VolumeTask};
use crate::base::{Diagnostic, Fonts, Point};
use crate::batch::documents::lay_out;
use crate::layout::{Item, Page, Pages, cut_out, put_on};
use crate::paint::{Pictures, Volume};
use crate::plan::{
    ControlPage, Document, DocumentKind, LabelFrame, LabelRequest, LabelSheet, Labels, Owner, Pick, PickList,
    span,
};
use crate::write::Spool;

/// A pick list, page by page.
#[derive(Default)]
struct PickPages {
    pages: usize,
    done: usize,
    /// What the labels are printed on.
    stock_words: String,
    /// What is not on a page yet.
    picks: Vec<Pick>,
}

impl PickPages {
    /// A list that will have so many lines.
    fn of(lines: usize) -> Self {
        Self { pages: lines.div_ceil(PickList::ROWS), ..Self::default() }
    }

    /// The next page.
    fn page(&mut self, run: &str, fonts: &Fonts) -> Result<Pages, Vec<Diagnostic>> {
        self.done += 1;
        let list = PickList {
            run: run.to_owned(),
            page: (self.done, self.pages),
            stock_words: self.stock_words.clone(),
            picks: std::mem::take(&mut self.picks),
        };
        let page = control_page(&ControlPage::PickList(list), fonts)?;
        Ok(Pages { pages: vec![page], ..Pages::default() })
    }
}

/// On how many sheets so many labels lie, from the label `first` on: each is a line of the pick list.
fn sheets_of(first: usize, count: usize, request: &LabelRequest) -> usize {
    match count.checked_sub(1) {
        None => 0,
        Some(more) => request.place(first + more).0 - request.place(first).0 + 1,
    }
}

/// A customer's `count` labels from the label `first` (of the file, from 0) on, sheet by sheet.
fn picks_of(first: usize, count: usize, request: &LabelRequest, owner: &Owner) -> Vec<Pick> {
    let pick = |faces: Faces| Pick {
        sheet: faces.sheet,
        faces: faces.words,
        owner: owner.clone(),
        count: faces.count,
        total: count,
    };
    faces_of(first, count, request).map(pick).collect()
}

/// Some faces of one common sheet.
struct Faces {
    /// The sheet, from 1.
    sheet: usize,
    /// The faces, from 1: `3–5`.
    words: String,
    count: usize,
}

/// Where so many labels from the label `first` of the file on lie, sheet by sheet.
fn faces_of(first: usize, count: usize, request: &LabelRequest) -> impl Iterator<Item = Faces> {
    let places: Vec<_> = (first..first + count).map(|label| request.place(label)).collect();
    let on_sheet = |faces: &[(usize, usize)]| {
        let runs = faces.chunk_by(|a, b| a.1 + 1 == b.1);
        let words: Vec<_> =
            runs.filter_map(|run| Some(span(run.first()?.1 + 1, run.last()?.1 + 1))).collect();
        Some(Faces { sheet: faces.first()?.0 + 1, words: words.join("、"), count: faces.len() })
    };
    places.chunk_by(|a, b| a.0 == b.0).filter_map(on_sheet).collect::<Vec<_>>().into_iter()
}

/// The same for the customer's cover sheet, such as `ラベル用紙1　面3–5`.
fn faces_in_words(first: usize, count: usize, request: &LabelRequest) -> String {
    let words =
        faces_of(first, count, request).map(|faces| format!("ラベル用紙{}　面{}", faces.sheet, faces.words));
    words.collect::<Vec<_>>().join("、")
}

/// The common label sheets, filled cell by cell.
pub(super) struct CommonSheets<'a> {
    request: &'a LabelRequest,
    /// Labels of all customers.
    total: usize,
    sheet: Option<Page>,
    done: usize,
}

/// What stands in the margins of a common sheet of that number, of so many.
pub(super) type FrameOf<'a> = dyn Fn((usize, usize)) -> LabelFrame + 'a;

impl<'a> CommonSheets<'a> {
    /// Sheets for so many labels.
    pub(super) const fn new(request: &'a LabelRequest, total: usize) -> Self {
        Self { request, total, sheet: None, done: 0 }
    }

    /// Puts a label on the next cell; returns the sheet if it is full then.
    pub(super) fn put(
        &mut self,
        face: Vec<Item>,
        frame: &FrameOf<'_>,
        fonts: &Fonts,
    ) -> Result<Option<Pages>, Vec<Diagnostic>> {
        let (sheet, index) = self.request.place(self.done);
        let page = match &mut self.sheet {
            Some(page) => page,
            empty => {
                let sheets = self.request.place(self.total.saturating_sub(1)).0 + 1;
                let frame = ControlPage::LabelSheet(Box::new(frame((sheet + 1, sheets))));
                let page = control_page(&frame, fonts)?;
                empty.insert(Page { placement: self.request.placement, ..page })
            }
        };
        let by = self.request.stock.face(index).origin;
        put_on(page, face, by);
        self.done += 1;
        Ok(if self.request.place(self.done).0 > sheet { self.end() } else { None })
    }

    /// The last sheet, full or not.
    pub(super) fn end(&mut self) -> Option<Pages> {
        Some(Pages { pages: vec![self.sheet.take()?], ..Pages::default() })
    }
}

/// A customer's name, the label sheets as planned, and each label as items.
type CutLabels = (String, Box<Labels>, Vec<Vec<Item>>);

impl Merger<'_> {
    /// Where the labels of a customer lie, in words; sheets are numbered in each file.
    pub(super) fn label_places(&self, task: &VolumeTask<'_, '_>, slot: Slot<'_>) -> String {
        let first = slot.labels_before.saturating_sub(task.labels_before) as usize;
        let words = faces_in_words(first, slot.labels as usize, self.common);
        match self.merge.per_file {
            Some(_) => format!("{}-{:03}　{words}", DocumentKind::Labels.stem(), task.number),
            None => words,
        }
    }

    /// The labels of every customer, one cell after the other.
    pub(super) fn labels(
        &self,
        task: &VolumeTask<'_, '_>,
        volume: &mut Volume<'_>,
        spool: &mut Spool,
    ) -> Result<bool, Vec<Diagnostic>> {
        let total = task.members.iter().map(|slot| slot.labels as usize).sum();
        let request = self.common;
        let mut common = CommonSheets::new(request, total);
        let work = |slot: Slot<'_>| self.faces(slot);
        let all = self.in_order(task.members, &work, &mut |slot, (name, labels, faces)| {
            volume.bookmark(&format!("{} {name}", slot.code.as_str()));
            let frame = |sheet| LabelFrame::new(&labels, &self.run_words(), sheet);
            for face in faces {
                if let Some(full) = common.put(face, &frame, self.setup.fonts)? {
                    volume.add(&full, &Pictures::new())?;
                }
            }
            spool.append(&volume.take())
        })?;
        if let Some(last) = common.end() {
            volume.add(&last, &Pictures::new())?;
        }
        Ok(all)
    }

    /// A customer's labels, each as the items of a cell whose corner is the paper's.
    fn faces(&self, slot: Slot<'_>) -> Result<CutLabels, Vec<Diagnostic>> {
        let LoadedCustomer { customer, record } = self.load(slot)?;
        let document = planned(&customer, DocumentKind::Labels, self.setup.request)?;
        let Some(document) = document else { return Err(Vec::new()) };
        check_labels(&record, &document)?;
        let pages = lay_out(&document, self.setup.fonts)?;
        let Document::Labels(labels) = document else { return Err(Vec::new()) };
        let cut = |(page, sheet): (&Page, &LabelSheet)| -> Vec<Vec<Item>> {
            let corner = |at: Point| Point::new(-at.x, -at.y);
            sheet.faces.iter().map(|face| cut_out(page, face.area, corner(face.area.origin))).collect()
        };
        let faces = pages.pages.iter().zip(&labels.sheets).flat_map(cut).collect();
        Ok((record.name, labels, faces))
    }

    /// The pick list: which cells are whose.
    pub(super) fn pick_list(
        &self,
        task: &VolumeTask<'_, '_>,
        volume: &mut Volume<'_>,
    ) -> Result<bool, Vec<Diagnostic>> {
        let request = self.common;
        let (mut lines, mut next) = (0, 0);
        for slot in task.members {
            lines += sheets_of(next, slot.labels as usize, request);
            next += slot.labels as usize;
        }
        let stock_words = request.stock.words();
        let (mut list, mut next) = (PickPages { stock_words, ..PickPages::of(lines) }, 0);
        for slot in task.members {
            if (self.stopped)() {
                return Ok(false);
            }
            let owner = owner_of(&self.record(*slot)?);
            for pick in picks_of(next, slot.labels as usize, request, &owner) {
                list.picks.push(pick);
                if list.picks.len() == PickList::ROWS {
                    volume.add(&list.page(&self.run_words(), self.setup.fonts)?, &Pictures::new())?;
                }
            }
            next += slot.labels as usize;
        }
        if !list.picks.is_empty() {
            volume.add(&list.page(&self.run_words(), self.setup.fonts)?, &Pictures::new())?;
        }
        Ok(true)
    }
}
