//! [`LabelRequest`]: on which stock labels are printed, on which of its faces, how often, and what a printer's
//! error is made good by.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use super::LabelChoice;
use super::stock::{Feed, Stock};
use crate::base::{Code, Diagnostic, Origin, Placement, Words};

/// Most copies of a label: more is a slip of the keyboard.
const MOST_COPIES: usize = 100;

/// A printer that is off by more than this (mm) does not have an error, it has the wrong paper.
pub(super) const LARGEST_OFFSET: f64 = 15.0;

/// Scales beyond these are those of "fit to page", which is to be switched off.
pub(super) const SCALES: std::ops::RangeInclusive<f64> = 0.95..=1.05;

/// What labels are printed on, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelRequest {
    /// The stock.
    pub stock: Stock,
    /// Faces of the first sheet that take a label, from 0, in order. The sheets after it are whole.
    pub first_sheet: Vec<usize>,
    /// How often each label is printed, one after the other.
    pub copies: usize,
    /// Draw the faces' outlines: for a test print on plain paper.
    pub outline: bool,
    /// What the printer's error is made good by.
    pub placement: Placement,
    /// Which terminals' labels are printed.
    pub choice: LabelChoice,
}

/// Face by face: a whole list of them would be hashed with the width of the platform.
impl Hash for LabelRequest {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.stock.hash(state);
        self.first_sheet.len().hash(state);
        self.first_sheet.iter().for_each(|face| face.hash(state));
        (self.copies, self.outline, &self.placement, &self.choice).hash(state);
    }
}

/// What a user may wish of the labels beside the stock.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelWishes {
    /// The face of the first sheet on which the first label stands, from 1.
    pub start: usize,
    /// Faces of the first sheet that are left out: `3,7-9`; may be empty.
    pub skip: String,
    /// How often each label is printed.
    pub copies: usize,
    /// Outlines for a test print.
    pub outline: bool,
    /// What the printer's error is made good by.
    pub placement: Placement,
}

impl Default for LabelWishes {
    fn default() -> Self {
        Self { start: 1, skip: String::new(), copies: 1, outline: false, placement: Placement::NONE }
    }
}

impl LabelRequest {
    /// The same on whole sheets.
    #[must_use]
    pub fn on_whole_sheets(&self) -> Self {
        Self { first_sheet: (0..self.stock.faces()).collect(), ..self.clone() }
    }

    /// Labels on `stock` as `wishes` has them.
    ///
    /// # Errors
    /// `SP162` for faces that the stock has not, or if none is left; `SP163` for an offset or a scale that no
    /// printer's error can be. All of them are told.
    pub fn new(stock: Stock, wishes: &LabelWishes) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let first_sheet = first_sheet(&stock, wishes, &mut faults);
        if !(1..=MOST_COPIES).contains(&wishes.copies) {
            faults.push(Diagnostic::error(
                Code::BadFaces,
                Origin::NONE,
                Words::new(
                    format!("--copies {} は使えません。", wishes.copies),
                    format!("--copies {} makes no sense", wishes.copies),
                ),
                Words::new(
                    format!("同じラベルの枚数を1から{MOST_COPIES}までの数で指定してください。"),
                    format!("give a number from 1 to {MOST_COPIES}"),
                ),
            ));
        }
        faults.extend(impossible(&wishes.placement));
        if !faults.is_empty() {
            return Err(faults);
        }
        let LabelWishes { copies, outline, placement, .. } = *wishes;
        Ok(Self { stock, first_sheet, copies, outline, placement, choice: LabelChoice::All })
    }

    /// Labels on the stock of that name or product, one of each, from the first face on.
    ///
    /// # Errors
    /// `SP160` if there is no such stock.
    pub fn on(stock: &str) -> Result<Self, Vec<Diagnostic>> {
        Self::new(Stock::find(stock)?, &LabelWishes::default())
    }

    /// Whether the first sheet is not a whole one.
    pub fn is_partly_used(&self) -> bool {
        self.first_sheet.len() < self.stock.faces()
    }

    /// Where the label of that index (from 0, copies counted) stands: sheet and face, both from 0.
    pub fn place(&self, label: usize) -> (usize, usize) {
        match label.checked_sub(self.first_sheet.len()) {
            None => (0, self.first_sheet[label]),
            Some(further) => (1 + further / self.stock.faces(), further % self.stock.faces()),
        }
    }

    /// Doubts about the stock and what is left of the first sheet.
    pub(super) fn doubts(&self) -> impl Iterator<Item = Diagnostic> {
        self.stock.doubt().into_iter().chain(self.is_partly_used().then(partly_used))
    }
}

fn first_sheet(stock: &Stock, wishes: &LabelWishes, faults: &mut Vec<Diagnostic>) -> Vec<usize> {
    let (faces, start) = (stock.faces(), wishes.start);
    let before = faults.len();
    let skipped = match skipped(&wishes.skip) {
        Ok(skipped) => skipped,
        Err(part) => {
            faults.push(bad_faces(
                format!("--skip の「{part}」がわかりません。"),
                format!("{part:?} in --skip is no face"),
            ));
            BTreeSet::new()
        }
    };
    if stock.feed == Feed::Roll && (start != 1 || !skipped.is_empty()) {
        let name = &stock.name;
        faults.push(Diagnostic::error(
            Code::BadFaces,
            Origin::NONE,
            Words::new(
                format!("{name} はロールなので、面を選ぶ --start と --skip は使えません。"),
                format!("{name} is a roll: it has no faces to choose from by --start or --skip"),
            ),
            Words::new("その指定を外してください。", "leave those options out"),
        ));
        return Vec::new();
    }
    if !(1..=faces).contains(&start) {
        faults.push(bad_faces(
            format!("--start {start}：用紙 {} の面は1〜{faces}です。", stock.name),
            format!("--start {start}: the faces of stock {} are 1 to {faces}", stock.name),
        ));
    }
    if let Some(beyond) = skipped.iter().find(|face| !(1..=faces).contains(*face)) {
        faults.push(bad_faces(
            format!("--skip {beyond}：用紙 {} の面は1〜{faces}です。", stock.name),
            format!("--skip {beyond}: the faces of stock {} are 1 to {faces}", stock.name),
        ));
    }
    let left: Vec<usize> =
        (start.max(1)..=faces).filter(|face| !skipped.contains(face)).map(|face| face - 1).collect();
    if left.is_empty() && faults.len() == before {
        faults.push(bad_faces(
            "--start と --skip で、1枚目に使える面がなくなります。".to_owned(),
            "--start and --skip leave no face on the first sheet".to_owned(),
        ));
    }
    left
}

/// The faces of `3,7-9`, in any width and with any hyphen; the part that is none as an error.
fn skipped(text: &str) -> Result<BTreeSet<usize>, String> {
    /// From a full-width form (U+FF01–FF5E) to its ASCII character.
    const FULL_WIDTH: u32 = 0xFEE0;
    let plain: String = text
        .chars()
        .map(|c| match c {
            '、' | '，' | '､' => ',',
            '～' | '〜' | '‐' | '–' | '−' | 'ー' => '-',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - FULL_WIDTH).unwrap_or(c),
            c => c,
        })
        .filter(|c| !c.is_whitespace())
        .collect();
    let mut faces = BTreeSet::new();
    if plain.is_empty() {
        return Ok(faces);
    }
    for part in plain.split(',') {
        let bad = || part.chars().take(20).collect::<String>();
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let number = |text: &str| text.parse::<u16>().ok().map(usize::from).ok_or_else(bad);
        let (from, to) = (number(from)?, number(to)?);
        if from > to {
            return Err(bad());
        }
        faces.extend(from..=to);
    }
    Ok(faces)
}

/// What no printer's error can be.
fn impossible(placement: &Placement) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (axis, offset) in ["x", "y"].into_iter().zip([placement.offset.x, placement.offset.y]) {
        let offset = offset.to_mm();
        if !offset.is_finite() || offset.abs() > LARGEST_OFFSET {
            faults.push(bad_placement(
                format!("--offset-{axis} {offset} mm は大きすぎます（±{LARGEST_OFFSET} mm まで）。"),
                format!("--offset-{axis} {offset} mm is beyond {LARGEST_OFFSET} mm"),
            ));
        }
    }
    for (axis, scale) in ["x", "y"].into_iter().zip(placement.scale) {
        if !SCALES.contains(&scale) {
            let (least, most) = (SCALES.start(), SCALES.end());
            faults.push(bad_placement(
                format!("--scale-{axis} {scale} は使えません（{least}〜{most}）。"),
                format!("--scale-{axis} {scale} is not from {least} to {most}"),
            ));
        }
    }
    faults
}

fn bad_faces(ja: String, en: String) -> Diagnostic {
    Diagnostic::error(
        Code::BadFaces,
        Origin::NONE,
        Words::new(ja, en),
        Words::new(
            "面の番号は startpack stock 用紙名 で描いた図にあります。--skip 3,7-9 のように書きます。",
            "`startpack stock NAME` draws the faces with their numbers; write --skip 3,7-9",
        ),
    )
}

/// A correction that cannot be.
pub(super) fn bad_placement(ja: String, en: String) -> Diagnostic {
    Diagnostic::error(
        Code::BadPlacement,
        Origin::NONE,
        Words::new(ja, en),
        Words::new(
            "「実際のサイズ（100％）」で印刷した startpack calibrate の用紙を測り直してください。",
            "print the sheet of `startpack calibrate` at actual size (100 %) and measure again",
        ),
    )
}

fn partly_used() -> Diagnostic {
    Diagnostic::warning(
        Code::PartlyUsedSheet,
        Origin::NONE,
        Words::new(
            "使いかけのラベル用紙に印刷する指定です（--start と --skip は、1枚目だけに効きます）。",
            "this is for a partly used label sheet (--start and --skip hold for the first sheet only)",
        ),
        Words::new(
            "レーザープリンターには、一度通したラベル用紙を二度と通さないでください。ラベルが中ではがれて故障します。",
            "never feed a label sheet through a laser printer a second time: labels come off inside",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Length, Point};

    fn wish(start: usize, skip: &str) -> Result<LabelRequest, Vec<Diagnostic>> {
        let wishes = LabelWishes { start, skip: skip.to_owned(), ..LabelWishes::default() };
        LabelRequest::new(Stock::find("72212").unwrap(), &wishes)
    }

    #[test]
    fn skips_are_understood() {
        for (text, faces) in [
            ("", vec![]),
            ("3,7-9", vec![3, 7, 8, 9]),
            ("３、７～９", vec![3, 7, 8, 9]),
            (" 5 - 5 , 1", vec![1, 5]),
        ] {
            assert_eq!(skipped(text), Ok(faces.into_iter().collect()), "{text}");
        }
        for bad in ["x", "3,", ",", "9-7", "3-", "-3", "1-2-3", "1.5", "99999999999"] {
            assert!(skipped(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_first_sheet_has_what_is_left() {
        assert_eq!(wish(1, "").unwrap().first_sheet, (0..12).collect::<Vec<_>>());
        assert_eq!(wish(5, "7-9,12").unwrap().first_sheet, [4, 5, 9, 10]);
        let request = wish(11, "").unwrap();
        let places: Vec<_> = (0..4).map(|label| request.place(label)).collect();
        assert_eq!(places, [(0, 10), (0, 11), (1, 0), (1, 1)]);
    }

    #[test]
    fn impossible_wishes_are_refused() {
        for (start, skip) in [(0, ""), (13, ""), (1, "13"), (1, "0"), (1, "1-12"), (12, "12"), (1, "a")] {
            let codes: Vec<_> = wish(start, skip).unwrap_err().into_iter().map(|fault| fault.code).collect();
            assert_eq!(codes, [Code::BadFaces], "{start} {skip}");
        }
        let roll = Stock::find("DK-1201").unwrap();
        let wishes = LabelWishes { start: 2, ..LabelWishes::default() };
        assert!(LabelRequest::new(roll, &wishes).is_err());
    }

    #[test]
    fn every_impossible_correction_is_told() {
        let offset = Point::new(Length::mm(20.0), Length::mm(f64::NAN));
        let placement = Placement { offset, scale: [0.9, 0.0] };
        let wishes = LabelWishes { placement, copies: 0, ..LabelWishes::default() };
        let faults = LabelRequest::new(Stock::find("72212").unwrap(), &wishes).unwrap_err();
        assert_eq!(faults.len(), 5);
    }
}
