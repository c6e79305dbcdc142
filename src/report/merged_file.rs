//! [`MergedFile`]: a merged file for the copier, with the paper that it needs, and what the user does with all of them.
//! Text, and JSON.

use serde::Serialize;

use super::language::{Language, plural};
use super::next_steps::{handing_over, mailing, print_papers, print_steps};
use crate::app::{DocumentKind, MergedPaper, MergedVolume};
use crate::base::{Shown, Words};

/// A merged file for the copier.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MergedFile {
    file: String,
    pages: usize,
    /// Sheets of paper.
    sheets: usize,
    /// Sides of each sheet that are printed on.
    sides: usize,
    /// The run had another file of that name, from which sheets may have been printed.
    pub(super) replaced: bool,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    paper: MergedPaper,
}

/// How many sheets the files need that are printed on that paper.
pub(super) fn sheets_on(files: &[MergedFile], paper: MergedPaper) -> usize {
    files.iter().filter(|file| file.paper == paper).map(|file| file.sheets).sum()
}

impl MergedFile {
    pub(super) fn new(volume: &MergedVolume) -> Self {
        let sides = if volume.paper == MergedPaper::BothSides { 2 } else { 1 };
        let (folder, name) = (volume.file.parent(), volume.file.file_name());
        let folder = folder.and_then(|folder| folder.file_name()).unwrap_or_default().to_string_lossy();
        let name = name.unwrap_or_default().to_string_lossy();
        // A printing has a folder of its own, common label sheets alone have none.
        let folder = if folder == "print" { folder.into_owned() } else { format!("print/{folder}") };
        Self {
            file: volume.file.shown(),
            pages: volume.pages,
            sheets: volume.pages.div_ceil(sides),
            sides,
            replaced: volume.is_replaced,
            name: format!("{folder}/{name}"),
            paper: volume.paper,
        }
    }

    /// Its line in the summary: paper, sides, sheets.
    pub(super) fn text(&self, stock: &str, language: Language) -> String {
        let Self { file, sheets, .. } = self;
        let (paper_ja, paper_en) = match self.paper {
            MergedPaper::BothSides => ("A4・両面".to_owned(), "A4, both sides".to_owned()),
            MergedPaper::PickList | MergedPaper::Replacements => {
                ("A4・片面".to_owned(), "A4, one side".to_owned())
            }
            MergedPaper::LabelStock => {
                (format!("ラベル用紙 {stock}・片面"), format!("label stock {stock}, one side"))
            }
        };
        match language {
            Language::Japanese => format!("印刷用：{file}（{paper_ja}・{sheets}枚）\n"),
            Language::English => {
                format!("Merged: {file} ({paper_en}, {sheets} {})\n", plural(*sheets, "sheet"))
            }
        }
    }
}

/// What the user does with the documents that were made. Where only labels are merged, the papers lie in the customers'
/// folders.
pub(super) fn build_steps(
    merged: &[MergedFile],
    stock: &str,
    made: &[DocumentKind],
    readable_names: bool,
) -> Vec<Words> {
    if merged.is_empty() {
        return print_steps(made, readable_names);
    }
    let has_stacks = sheets_on(merged, MergedPaper::BothSides) > 0;
    let papers = print_papers(made, readable_names).filter(|_| !has_stacks);
    papers.into_iter().chain(merged_steps(merged, stock, made)).collect()
}

/// How merged files are printed and put into envelopes; only files that were made are named.
fn merged_steps(files: &[MergedFile], stock: &str, made: &[DocumentKind]) -> Vec<Words> {
    let of = |paper: MergedPaper| {
        let names: Vec<&str> =
            files.iter().filter(|file| file.paper == paper).map(|file| file.name.as_str()).collect();
        (!names.is_empty()).then(|| (names.join("、"), names.join(", "), sheets_on(files, paper)))
    };
    let mut steps = Vec::new();
    if let Some((ja, en, sheets)) = of(MergedPaper::Replacements) {
        steps.push(Words::new(
            format!("{ja} を印刷し（A4、片面、{sheets}枚）、そこにある前の用紙を抜いて細断します。"),
            format!(
                "Print {en} (A4, one side, {sheets} {}); pull out and destroy the old sheets that it names.",
                plural(sheets, "sheet")
            ),
        ));
    }
    if let Some((ja, en, sheets)) = of(MergedPaper::BothSides) {
        steps.push(Words::new(
            format!("{ja} を印刷します：A4、両面（長辺とじ）、実際のサイズ（100％）、{sheets}枚。"),
            format!(
                "Print {en}: A4, both sides (long edge), actual size (100 %), {sheets} {}.",
                plural(sheets, "sheet")
            ),
        ));
    }
    if let Some((ja, en, sheets)) = of(MergedPaper::LabelStock) {
        steps.push(Words::new(
            format!("{ja} をまず普通紙に1枚印刷し（片面、100％）、ラベル用紙に重ねて位置を確かめます。"),
            format!("Print one sheet of {en} on plain paper first (one side, 100 %) and lay it over a label sheet to compare."),
        ));
        steps.push(Words::new(
            format!("位置が合っていたら、ラベル用紙 {stock} に印刷します：片面、{sheets}枚。使いかけの用紙を再びレーザープリンターに通さないでください。"),
            format!("If it fits, print on label stock {stock}: one side, {sheets} {}. Do not put a partly used sheet through a laser printer again.", plural(sheets, "sheet")),
        ));
    }
    if let Some((ja, en, sheets)) = of(MergedPaper::PickList) {
        steps.push(Words::new(
            format!("{ja} を印刷し（A4、片面、{sheets}枚）、ラベルをお客様ごとに分けます。"),
            format!(
                "Print {en} (A4, one side, {sheets} {}) and sort the labels by customer.",
                plural(sheets, "sheet")
            ),
        ));
    }
    if of(MergedPaper::BothSides).is_some() {
        steps.push(Words::new(
            "束の表紙（封入の確認）のとおりに、紙とラベルを封筒に入れます。表紙は入れません。",
            "Put papers and labels into envelopes as each cover sheet says. The cover sheet itself stays with you.",
        ));
    }
    steps.extend(handing_over(made));
    steps.extend(mailing(made));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, pages: usize, paper: MergedPaper) -> MergedFile {
        MergedFile::new(&MergedVolume {
            file: format!("out/R/print/{name}").into(),
            pages,
            paper,
            is_replaced: false,
        })
    }

    #[test]
    fn steps_name_the_files_with_paper_sides_and_sheets() {
        let files = [
            file("packet-001.pdf", 24, MergedPaper::BothSides),
            file("labels-001.pdf", 4, MergedPaper::LabelStock),
            file("picklist-001.pdf", 2, MergedPaper::PickList),
        ];
        let steps = merged_steps(&files, "72212", &[DocumentKind::Packet, DocumentKind::Labels]);
        for (step, words) in [
            (0, "print/packet-001.pdf を印刷します：A4、両面（長辺とじ）、実際のサイズ（100％）、12枚"),
            (2, "72212 に印刷します：片面、4枚"),
            (3, "print/picklist-001.pdf を印刷し（A4、片面、2枚）"),
        ] {
            assert!(steps[step].ja.contains(words), "{}", steps[step].ja);
        }
        assert!(
            steps.iter().all(|step| !step.ja.contains(" packet.pdf") && !step.ja.starts_with("labels.pdf"))
        );
        assert_eq!(sheets_on(&files, MergedPaper::LabelStock), 4);
    }
}
