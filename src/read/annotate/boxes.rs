//! The boxes that show notes, as VML. In: a sheet and the cells whose notes come and go. Out: its drawing with the boxes.
//! What notes say is not known here.
//!
//! Programs name the namespaces as they like, so each new box brings its own.

use std::collections::BTreeSet;

use super::package::{OFFICE, PackageEditor};
use super::sheet::CellPosition;
use super::splice::{Splices, append, child, parse, prefix};

/// Content type of the part with the boxes.
const BOXES: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// Elements that follow the boxes in the XML of a sheet (ECMA-376 part 1, 18.3.1.99).
const AFTER_BOXES: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// The number of the first box (1,024 for each drawing).
const FIRST_BOX: u32 = 1024;

/// The start of a drawing of boxes, as spreadsheets write it.
const HEAD: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" \
    data=\"1\"/></o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" \
    o:connecttype=\"rect\"/></v:shapetype>";

/// Columns and rows that a box covers.
const BOX: (u32, u32) = (4, 5);

/// Takes the boxes of `gone` from the sheet in `part` and adds those of `new`. `sheet` is its present text; returns the
/// changed text.
pub(super) fn change(
    package: &mut PackageEditor,
    part: &str,
    sheet: &str,
    gone: &BTreeSet<CellPosition>,
    new: &[CellPosition],
) -> Option<String> {
    if let Some(known) = package.related(part, "/vmlDrawing") {
        let text = package.text(&known)?;
        let end = text.rfind("</")?;
        let mut splices = Splices::default();
        remove(&mut splices, &text, gone);
        splices.insert(end, boxes(new, last_number(&text) + 1));
        let changed = splices.apply(&text);
        package.put(&known, changed);
        return Some(sheet.to_owned());
    }
    if new.is_empty() {
        return Some(sheet.to_owned());
    }
    let drawing = package.free("xl/drawings/vmlDrawing", "vml");
    package.put(&drawing, format!("{HEAD}{}</xml>", boxes(new, FIRST_BOX + 1)));
    package.declare(&drawing, BOXES)?;
    let id = package.relate(part, "vmlDrawing", &drawing)?;
    let document = parse(sheet)?;
    let root = document.root_element();
    let prefix = prefix(sheet, root);
    let tag = format!("<{prefix}legacyDrawing xmlns:r=\"{OFFICE}/relationships\" r:id=\"{id}\"/>");
    let mut splices = Splices::default();
    let is_after = |node: &roxmltree::Node<'_, '_>| AFTER_BOXES.contains(&node.tag_name().name());
    match root.children().find(is_after) {
        Some(next) => splices.insert(next.range().start, tag),
        None => append(&mut splices, sheet, root, &tag),
    }
    Some(splices.apply(sheet))
}

/// Takes out the boxes of the cells `gone`. A drawing that is no XML, as old programs write it, keeps them: they show
/// nothing.
fn remove(splices: &mut Splices, text: &str, gone: &BTreeSet<CellPosition>) {
    let Some(document) = parse(text) else { return };
    for data in document.descendants().filter(|node| node.tag_name().name() == "ClientData") {
        let number = |name| child(data, name)?.text()?.trim().parse::<u32>().ok();
        let (Some(row), Some(column)) = (number("Row"), number("Column")) else { continue };
        let is_note = data.attribute("ObjectType") == Some("Note");
        if is_note
            && gone.contains(&(row.saturating_add(1), column.saturating_add(1)))
            && let Some(shape) = data.parent_element()
        {
            splices.replace(shape.range(), "");
        }
    }
}

/// The highest number of a box.
fn last_number(text: &str) -> u32 {
    let numbers = text.match_indices("_x0000_s").filter_map(|(at, mark)| {
        let digits = &text[at + mark.len()..];
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse::<u32>().ok()
    });
    numbers.max().unwrap_or(FIRST_BOX).min(u32::MAX / 2)
}

/// The boxes of these cells, to the right of them and shown on hover, numbered from `first`.
fn boxes(positions: &[CellPosition], first: u32) -> String {
    positions
        .iter()
        .zip(first..)
        .map(|(&(row, column), number)| one_box(row - 1, column - 1, number))
        .collect()
}

fn one_box(row: u32, column: u32, number: u32) -> String {
    let top = row.saturating_sub(1);
    format!(
        "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\" id=\"_x0000_s{number}\" type=\"#_x0000_t202\" \
         style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill \
         color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox \
         style=\"mso-direction-alt:auto\"/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
         <x:Anchor>{}, 15, {top}, 2, {}, 15, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>\
         <x:Column>{column}</x:Column></x:ClientData></v:shape>",
        column + 1,
        column + 1 + BOX.0,
        top + BOX.1
    )
}
