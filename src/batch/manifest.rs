//! [`Manifest`]: what a run made, as a file. docs/run.md describes it. Texts in, values out, and back; which files of a
//! folder are manifests is [`super::session`]'s business.

use serde::{Deserialize, Serialize};

use super::check_pages::CHECK;
use super::digest::sha256;
use super::events::MergedPaper;
use super::facts::FactsRecord;
use super::record::{FileRecord, Record, is_plain_name};
use crate::base::{Length, Placement, Point};
use crate::plan::stock::Stock;
use crate::plan::{DocumentKind, LabelChoice, LabelRequest, Request};
use crate::press::printing::{Printing, Printings, Scope};
use crate::press::sheets::SheetNumbers;
use crate::read::TableOptions;

/// What kind of file it is, and its form: goes up when a field changes its meaning or goes away.
const FORMAT: &str = "startpack-manifest-1";

/// What a run, or a part of it, made. The customers may be read from a store only when the manifest is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest<Customers = Vec<Record>> {
    /// [`FORMAT`].
    pub format: String,
    /// The run's number.
    pub run: String,
    /// `3/16`, for a part of a run.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part: Option<String>,
    /// Version of the program.
    pub program: String,
    /// The facts that it was made with; older manifests do not say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub facts: Option<FactsRecord>,
    /// Day of printing.
    pub print_date: String,
    /// Which documents were asked for.
    pub documents: Vec<String>,
    /// Label stock.
    pub stock: String,
    /// How labels were printed on it.
    #[serde(default)]
    pub labels: LabelWay,
    /// Whether page pictures were asked for.
    pub pictures: bool,
    /// Whether the files have no tags.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub plain: bool,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// How tables among them were understood, where the user said so.
    #[serde(skip_serializing_if = "TableOptions::is_default", default)]
    pub reading: TableOptions,
    /// The customers in those files, in this part or another.
    pub roster: RosterSum,
    /// What was made, in order of code.
    pub customers: Customers,
    /// What was not made because of errors.
    pub not_made: Vec<NotMade>,
    /// The number of every sheet, in runs from before printings had numbers.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheets: Option<SheetNumbers>,
    /// The check pages, one for each work day; a part has none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub check_pages: Vec<VolumeRecord>,
    /// Label sheets of all customers together, if there are any; in runs from before printings had numbers, all merged
    /// files.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub print: Option<Print>,
    /// What was merged for the copier; a part has none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub printings: Vec<PrintingRecord>,
}

/// One printing of a run in short; all of it stands in its `file`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PrintingRecord {
    /// Which one, from 1.
    pub printing: u32,
    /// Of whom.
    pub scope: Scope,
    /// The printing that it adds to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<u32>,
    /// The day of printing.
    pub print_date: String,
    /// Its record.
    pub file: FileRecord,
    /// The merged files.
    pub volumes: Vec<VolumeRecord>,
}

impl PrintingRecord {
    /// The printings of a run, for its manifest.
    pub(crate) fn of(printings: &Printings) -> Vec<Self> {
        let record = |printing: &Printing| {
            let text = printing.text();
            let file = FileRecord {
                path: Printing::path(printing.printing),
                bytes: text.len() as u64,
                sha256: sha256(text.as_bytes()),
            };
            let Printing { printing, scope, since, print_date, volumes, .. } = printing.clone();
            Self { printing, scope, since, print_date, file, volumes }
        };
        printings.all().iter().map(record).collect()
    }
}

/// The merged files of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Print {
    /// Customers in a file; left out: all.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub customers_per_file: Option<u32>,
    /// Whether the sheets bear their marks.
    pub marks: bool,
    /// The files.
    pub volumes: Vec<VolumeRecord>,
}

/// One merged file, or a check page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VolumeRecord {
    /// `packet`, `handover`, `labels` or `picklist`; of a check page, `check`.
    pub volume: String,
    /// The first customer's code.
    pub first: String,
    /// The last customer's code.
    pub last: String,
    /// How many customers.
    pub customers: usize,
    /// Pages in it.
    pub pages: usize,
    /// SHA-256 over everything that it was made from.
    #[serde(rename = "stamp")]
    pub input_digest: String,
    /// The file.
    pub file: FileRecord,
}

impl VolumeRecord {
    /// Reads a line of the journal; `None` for half a line, and for another kind of line.
    pub(crate) fn read(line: &str) -> Option<Self> {
        serde_json::from_str(line).ok()
    }

    /// The record as a line of the journal.
    pub(crate) fn line(&self) -> String {
        // As with the manifest: nothing in it that JSON cannot say.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What the file is printed on.
    pub(crate) fn paper(&self) -> MergedPaper {
        match self.volume.as_str() {
            PICK_LIST => MergedPaper::PickList,
            REPLACEMENTS => MergedPaper::Replacements,
            stem if DocumentKind::from_stem(stem).is_some_and(DocumentKind::is_on_label_stock) => {
                MergedPaper::LabelStock
            }
            _ => MergedPaper::BothSides,
        }
    }

    /// Whether it is a check page.
    pub(crate) fn is_check_page(&self) -> bool {
        self.file.path.starts_with(CHECK)
    }

    /// Whether the file lies where merged files and check pages lie.
    pub(crate) fn is_sound(&self) -> bool {
        let merged = self.file.path.strip_prefix(PRINT).and_then(|rest| rest.strip_prefix('/'));
        let is_number = |folder: &str| folder.parse::<u32>().is_ok();
        let merged = merged.map(|rest| match rest.split_once('/') {
            Some((folder, name)) if is_number(folder) => name,
            _ => rest,
        });
        let page = self.file.path.strip_prefix(CHECK).filter(|rest| rest.ends_with(".html"));
        merged.or(page).is_some_and(is_plain_name)
    }
}

/// The folder of the merged files within the run's.
pub(crate) const PRINT: &str = "print";

/// What a merged file is called that says which labels lie where.
pub(crate) const PICK_LIST: &str = "picklist";

/// What the list of replaced sheets is called.
pub(crate) const REPLACEMENTS: &str = "replaced";

/// How labels were printed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct LabelWay {
    /// Faces of each customer's first sheet that took a label, from 1.
    pub first_sheet: Vec<usize>,
    /// How often each label was printed.
    pub copies: usize,
    /// With outlines, for a test print.
    pub outline: bool,
    /// Whether a key signed what the symbols say.
    pub signed: bool,
    /// To the right and down, in mm.
    pub offset: [f64; 2],
    /// Across and down.
    pub scale: [f64; 2],
}

impl LabelWay {
    /// How `request` has labels printed. The key itself is never recorded.
    pub(crate) fn of(request: &Request) -> Self {
        let Request { labels, key, .. } = request;
        let placement = labels.placement;
        Self {
            first_sheet: labels.first_sheet.iter().map(|face| face + 1).collect(),
            copies: labels.copies,
            outline: labels.outline,
            signed: key.is_some(),
            offset: [placement.offset.x.to_mm(), placement.offset.y.to_mm()],
            scale: placement.scale,
        }
    }
}

impl LabelWay {
    /// Labels printed in this way on the stock of that name; `given` is what the user says of the stock where
    /// it is the user's own.
    pub(crate) fn on(&self, stock: &str, given: &LabelRequest) -> LabelRequest {
        let [x, y] = self.offset.map(Length::mm);
        LabelRequest {
            stock: Stock::find(stock).unwrap_or_else(|_| given.stock.clone()),
            first_sheet: self.first_sheet.iter().filter_map(|face| face.checked_sub(1)).collect(),
            copies: self.copies,
            outline: self.outline,
            placement: Placement { offset: Point::new(x, y), scale: self.scale },
            choice: LabelChoice::All,
        }
    }
}

impl Eq for LabelWay {}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Input {
    /// As the user named it.
    pub file: String,
    /// SHA-256; left out if it could not be read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<String>,
}

/// The customers of a run in a few words, by which its parts are known to belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RosterSum {
    /// Customers without errors in their data.
    pub customers: usize,
    /// Customers with errors, and files that could not be read.
    pub faulty: usize,
    /// SHA-256 of the customers' codes, in order, each with a line end.
    pub sha256: String,
}

/// A customer, or a file, of which nothing was made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct NotMade {
    /// The customer's code, if the data were valid and only the documents could not be made.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<String>,
    /// The file.
    pub input: String,
    /// The codes of the errors.
    pub faults: Vec<String>,
}

impl Manifest {
    /// The form that this version writes and reads.
    pub(crate) fn format() -> String {
        FORMAT.to_owned()
    }

    /// What the parts of one run have in common, as a text.
    pub(crate) fn likeness(&self) -> String {
        let Self {
            run,
            program,
            facts,
            print_date,
            documents,
            stock,
            labels,
            pictures,
            plain,
            reading,
            roster,
            ..
        } = self;
        format!(
            "{:?}",
            (run, program, facts, print_date, documents, stock, labels, pictures, plain, reading, roster)
        )
    }

    /// Reads a manifest; `None` for any other text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|manifest: &Self| manifest.format == FORMAT)
    }
}

impl<Customers> Manifest<Customers> {
    /// The check pages and the merged files.
    pub(crate) fn volumes(&self) -> impl Iterator<Item = &VolumeRecord> {
        let loose = self.check_pages.iter().chain(self.print.iter().flat_map(|print| &print.volumes));
        loose.chain(self.printings.iter().flat_map(|printing| &printing.volumes))
    }

    /// Their files, with the records of the printings.
    pub(crate) fn files(&self) -> impl Iterator<Item = &FileRecord> {
        let volumes = self.volumes().map(|volume| &volume.file);
        volumes.chain(self.printings.iter().map(|printing| &printing.file))
    }
}

impl RosterSum {
    /// The sum of the customers of those codes, which are in order, and of so many with errors.
    pub(crate) fn of<Code: AsRef<str>>(codes: &[Code], faulty: usize) -> Self {
        let text: String = codes.iter().flat_map(|code| [code.as_ref(), "\n"]).collect();
        Self { customers: codes.len(), faulty, sha256: sha256(text.as_bytes()) }
    }
}
