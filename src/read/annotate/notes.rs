//! Notes on cells. In: a sheet and the texts of notes. Out: the sheet's parts with the texts and the boxes that show
//! them; existing notes stay. Colours are not set here.

use super::package::{OFFICE, PackageEditor};
use super::sheet::{CellPosition, name};
use super::splice::{Splices, append, child, children, parse, prefix, xml};

/// Content type of the part with the texts.
const TEXTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";

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

/// A note for a cell.
pub(super) type Note = (CellPosition, String);

/// Adds `notes` to the sheet in `part`. `sheet` is its present text; returns the changed text.
pub(super) fn add(package: &mut PackageEditor, part: &str, sheet: &str, notes: &[Note]) -> Option<String> {
    let new_boxes = add_texts(package, part, notes)?;
    let boxes = boxes(&new_boxes);
    if let Some(known) = package.related(part, "/vmlDrawing") {
        let text = package.text(&known)?;
        let end = text.rfind("</xml>")?;
        let first = text
            .match_indices("_x0000_s")
            .filter_map(|(at, message)| leading_number(&text[at + message.len()..]));
        let first = first.max().unwrap_or(FIRST_BOX) + 1;
        let mut splices = Splices::default();
        splices.insert(end, boxes(first));
        let changed = splices.apply(&text);
        package.put(&known, changed);
        return Some(sheet.to_owned());
    }
    let drawing = package.free("xl/drawings/vmlDrawing", "vml");
    package.put(&drawing, format!("{HEAD}{}</xml>", boxes(FIRST_BOX + 1)));
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

/// Adds the texts of `notes`; an existing note gets the new text below its own. Returns the cells that need a box.
fn add_texts(package: &mut PackageEditor, part: &str, notes: &[Note]) -> Option<Vec<CellPosition>> {
    let Some(known) = package.related(part, "/comments") else {
        let texts = package.free("xl/comments", "xml");
        let list: String = notes.iter().map(|note| comment("", note)).collect();
        package.put(
            &texts,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\">\
                 <authors><author>startpack</author></authors><commentList>{list}</commentList></comments>"
            ),
        );
        package.declare(&texts, TEXTS)?;
        package.relate(part, "comments", &texts)?;
        return Some(notes.iter().map(|&(position, _)| position).collect());
    };
    let text = package.text(&known)?;
    let document = parse(&text)?;
    let root = document.root_element();
    let prefix = prefix(&text, root);
    let list = child(root, "commentList")?;
    let mut splices = Splices::default();
    let (mut new, mut boxes) = (String::new(), Vec::new());
    for note in notes {
        let cell = name(note.0);
        let is_here = |node: &roxmltree::Node<'_, '_>| node.attribute("ref") == Some(cell.as_str());
        match children(list, "comment").find(is_here).and_then(|comment| child(comment, "text")) {
            Some(inner) => append(&mut splices, &text, inner, &run(prefix, &format!("\n――\n{}", note.1))),
            None => {
                new.push_str(&comment(prefix, note));
                boxes.push(note.0);
            }
        }
    }
    append(&mut splices, &text, list, &new);
    let changed = splices.apply(&text);
    package.put(&known, changed);
    Some(boxes)
}

/// ECMA-376 part 1: the namespace of sheets.
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn comment(prefix: &str, (position, text): &Note) -> String {
    format!(
        "<{prefix}comment ref=\"{}\" authorId=\"0\"><{prefix}text>{}</{prefix}text></{prefix}comment>",
        name(*position),
        run(prefix, text)
    )
}

fn run(prefix: &str, text: &str) -> String {
    format!("<{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>", xml(text))
}

fn leading_number(text: &str) -> Option<u32> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

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

/// The boxes of these cells, to the right of them and shown on hover, numbered from a given number.
fn boxes(positions: &[CellPosition]) -> impl Fn(u32) -> String {
    let positions = positions.to_vec();
    move |first| {
        let shape = |(&(row, column), number): (&CellPosition, u32)| {
            let (row, column) = (row - 1, column - 1);
            let top = row.saturating_sub(1);
            format!(
                "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" \
                 fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" \
                 color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox \
                 style=\"mso-direction-alt:auto\"/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>\
                 <x:SizeWithCells/><x:Anchor>{}, 15, {top}, 2, {}, 15, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
                 <x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
                column + 1,
                column + 1 + BOX.0,
                top + BOX.1
            )
        };
        positions.iter().zip(first..).map(shape).collect()
    }
}
