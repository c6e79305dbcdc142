//! Background colours of cells. In: the styles of a workbook. Out: the styles with coloured copies; each copy keeps
//! everything but the background. Cells are not known here.

use std::collections::BTreeMap;

use super::splice::{Splices, append, child, children, number, parse, prefix, set};

/// The background colours for an error and a warning (the colours that spreadsheets call "bad" and "neutral").
const BACKGROUNDS: [&str; 2] = ["FFFFC7CE", "FFFFEB9C"];

/// The number of the copy of each style, for an error or a warning.
pub(super) type Copies = BTreeMap<(u32, bool), u32>;

/// Adds a coloured copy of each of `wanted` (style number, whether it is an error) to the styles `text`. Returns
/// the changed text and the numbers of the copies.
pub(super) fn coloured(text: &str, wanted: impl Iterator<Item = (u32, bool)>) -> Option<(String, Copies)> {
    let document = parse(text)?;
    let root = document.root_element();
    let prefix = prefix(text, root);
    let (fills, formats) = (child(root, "fills")?, child(root, "cellXfs")?);
    let first_fill = count(children(fills, "fill").count());
    let known: Vec<_> = children(formats, "xf").collect();
    let mut splices = Splices::default();
    let grounds: Vec<String> = BACKGROUNDS.iter().map(|background| fill(prefix, background)).collect();
    append(&mut splices, text, fills, &grounds.concat());
    set(&mut splices, text, fills, "count", &(first_fill + count(BACKGROUNDS.len())).to_string());
    let mut copies = BTreeMap::new();
    let mut added = String::new();
    for (style, is_error) in wanted {
        let Some(original) = known.get(style as usize) else { continue };
        if copies.contains_key(&(style, is_error)) {
            continue;
        }
        let fill = first_fill + u32::from(!is_error);
        added.push_str(&with_fill(text, *original, fill)?);
        copies.insert((style, is_error), count(known.len() + copies.len()));
    }
    append(&mut splices, text, formats, &added);
    if number(formats, "count").is_some() {
        set(&mut splices, text, formats, "count", &count(known.len() + copies.len()).to_string());
    }
    Some((splices.apply(text), copies))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn fill(prefix: &str, background: &str) -> String {
    format!(
        "<{prefix}fill><{prefix}patternFill patternType=\"solid\"><{prefix}fgColor rgb=\"{background}\"/>\
         <{prefix}bgColor indexed=\"64\"/></{prefix}patternFill></{prefix}fill>"
    )
}

/// The text of a format with another fill.
fn with_fill(text: &str, format: roxmltree::Node<'_, '_>, fill: u32) -> Option<String> {
    let range = format.range();
    let mut splices = Splices::default();
    // Only attributes and children of the format are kept; its start and end are cut away.
    splices.replace(0..range.start, "");
    set(&mut splices, text, format, "fillId", &fill.to_string());
    set(&mut splices, text, format, "applyFill", "1");
    splices.replace(range.end..text.len(), "");
    Some(splices.apply(text))
}
