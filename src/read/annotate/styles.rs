//! Background colours of cells. In: the styles of a workbook. Out: the styles with coloured copies, each with everything
//! but the background as it was; and the styles without our colours. Cells are not known here.
//!
//! In a fill of one colour the background colour is not shown: there the colour stands that the cell had before.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::pool::Pool;
use super::splice::{Splices, child, number, parse, prefix, set};

/// The colour that a cell is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Red: an error.
    Error,
    /// Yellow: a warning.
    Warning,
}

impl Mark {
    /// The colours that spreadsheets call "bad" and "neutral", each a shade beside it: so ours are told from others'.
    const fn color(self) -> &'static str {
        match self {
            Self::Error => "FFFFC7CD",
            Self::Warning => "FFFFEB9B",
        }
    }
}

/// A style and the mark that it is to have: none restores what was there before.
pub(super) type Wanted = (u32, Option<Mark>);

/// The number of each wanted style.
pub(super) type Numbers = BTreeMap<Wanted, u32>;

/// The styles of the list of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ListStyles {
    /// Bold.
    pub(super) heading: u32,
    /// Text in several lines.
    pub(super) text: u32,
    /// A link.
    pub(super) link: u32,
}

/// No colour, as the background of a fill.
const NOTHING: &str = "indexed=\"64\"";

/// The styles in `text` that have one of our colours.
pub(super) fn marked(text: &str) -> Option<BTreeSet<u32>> {
    let document = parse(text)?;
    let root = document.root_element();
    let fills = Pool::new(text, child(root, "fills")?, "fill");
    let formats = Pool::new(text, child(root, "cellXfs")?, "xf");
    let is_marked = |format: &Node<'_, '_>| ground_of(&fills, *format).is_some_and(|ground| ground.is_mark);
    Some((0..).zip(&formats.nodes).filter(|(_, format)| is_marked(format)).map(|(style, _)| style).collect())
}

/// Adds what is missing of `wanted` to the styles `text`. Returns the changed text and the number of each.
pub(super) fn restyled(text: &str, wanted: impl Iterator<Item = Wanted>) -> Option<(String, Numbers)> {
    let document = parse(text)?;
    let root = document.root_element();
    let prefix = prefix(text, root);
    let mut fills = Pool::new(text, child(root, "fills")?, "fill");
    let mut formats = Pool::new(text, child(root, "cellXfs")?, "xf");
    let mut numbers = Numbers::new();
    for (style, mark) in wanted {
        let Some(&format) = formats.nodes.get(style as usize) else { continue };
        let ground = ground_of(&fills, format).unwrap_or_default();
        let fill = match mark {
            None if !ground.is_mark => {
                numbers.insert((style, mark), style);
                continue;
            }
            None if ground.before == NOTHING => 0,
            None => fills.number(fill(prefix, &ground.before, NOTHING)),
            Some(mark) => fills.number(fill(prefix, &format!("rgb=\"{}\"", mark.color()), &ground.before)),
        };
        let number = formats.number(with_fill(text, format, fill));
        numbers.insert((style, mark), number);
    }
    let mut splices = Splices::default();
    fills.write(&mut splices, text);
    formats.write(&mut splices, text);
    Some((splices.apply(text), numbers))
}

/// Adds the styles of the list of messages to the styles `text`.
pub(super) fn with_list_styles(text: &str) -> Option<(String, ListStyles)> {
    let document = parse(text)?;
    let root = document.root_element();
    let prefix = prefix(text, root);
    let mut fonts = Pool::new(text, child(root, "fonts")?, "font");
    let mut formats = Pool::new(text, child(root, "cellXfs")?, "xf");
    let usual: Vec<Node<'_, '_>> = fonts.nodes.first()?.children().filter(|node| node.is_element()).collect();
    let font = |before: &str, without: &[&str], behind: &str| {
        let kept = usual.iter().filter(|node| !without.contains(&node.tag_name().name()));
        let kept: String = kept.filter_map(|node| text.get(node.range())).collect();
        format!("<{prefix}font>{before}{kept}{behind}</{prefix}font>")
    };
    let bold = fonts.number(font(&format!("<{prefix}b/>"), &["b"], ""));
    let blue = format!("<{prefix}color rgb=\"FF0563C1\"/>");
    let link = fonts.number(font(&format!("<{prefix}u/>"), &["u", "color"], &blue));
    let mut format = |font: u32| {
        formats.number(format!(
            "<{prefix}xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" \
             applyAlignment=\"1\"><{prefix}alignment vertical=\"top\" wrapText=\"1\"/></{prefix}xf>"
        ))
    };
    let styles = ListStyles { heading: format(bold), text: format(0), link: format(link) };
    let mut splices = Splices::default();
    fonts.write(&mut splices, text);
    formats.write(&mut splices, text);
    Some((splices.apply(text), styles))
}

/// The background of a format.
struct Ground {
    /// Whether it is one of our colours.
    is_mark: bool,
    /// The attributes of the colour that it has without our mark.
    before: String,
}

impl Default for Ground {
    fn default() -> Self {
        Self { is_mark: false, before: NOTHING.to_owned() }
    }
}

fn ground_of(fills: &Pool<'_, '_>, format: Node<'_, '_>) -> Option<Ground> {
    let fill = fills.nodes.get(number(format, "fillId")? as usize)?;
    let pattern =
        child(*fill, "patternFill").filter(|node| node.attribute("patternType") == Some("solid"))?;
    let (front, back) = (child(pattern, "fgColor")?, child(pattern, "bgColor"));
    let is_mark =
        [Mark::Error, Mark::Warning].iter().any(|mark| front.attribute("rgb") == Some(mark.color()));
    let before = if is_mark { back.map_or_else(String::new, attributes) } else { attributes(front) };
    Some(Ground { is_mark, before: if before.is_empty() { NOTHING.to_owned() } else { before } })
}

/// The attributes of a colour; none of them needs escaping.
fn attributes(color: Node<'_, '_>) -> String {
    let is_plain =
        |value: &str| value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'));
    let all = color.attributes().filter(|one| one.namespace().is_none() && is_plain(one.value()));
    all.map(|one| format!("{}=\"{}\"", one.name(), one.value())).collect::<Vec<_>>().join(" ")
}

fn fill(prefix: &str, front: &str, back: &str) -> String {
    format!(
        "<{prefix}fill><{prefix}patternFill patternType=\"solid\"><{prefix}fgColor {front}/>\
         <{prefix}bgColor {back}/></{prefix}patternFill></{prefix}fill>"
    )
}

/// The text of a format with another fill.
fn with_fill(text: &str, format: Node<'_, '_>, fill: u32) -> String {
    let range = format.range();
    let mut splices = Splices::default();
    // Only attributes and children of the format are kept; its start and end are cut away.
    splices.replace(0..range.start, "");
    set(&mut splices, text, format, "fillId", &fill.to_string());
    set(&mut splices, text, format, "applyFill", "1");
    splices.replace(range.end..text.len(), "");
    splices.apply(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = "<styleSheet><fonts count=\"1\"><font><sz val=\"11\"/><color theme=\"1\"/></font></fonts><fills \
        count=\"3\"><fill><patternFill/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill \
        patternType=\"solid\"><fgColor theme=\"4\" tint=\"0.4\"/></patternFill></fill></fills><cellXfs count=\"2\"><xf \
        fillId=\"0\"/><xf fillId=\"2\" fontId=\"0\"><alignment/></xf></cellXfs></styleSheet>";

    fn formats(text: &str) -> usize {
        text.matches("<xf ").count()
    }

    #[test]
    fn a_mark_goes_and_leaves_what_was_there() {
        let wanted = [(0, Some(Mark::Error)), (1, Some(Mark::Warning)), (1, None)];
        let (text, numbers) = restyled(STYLES, wanted.into_iter()).unwrap();
        assert_eq!(numbers[&(1, None)], 1, "what has no mark stays");
        let [red, yellow] = [numbers[&wanted[0]], numbers[&wanted[1]]];
        assert_eq!(marked(&text).unwrap(), BTreeSet::from([red, yellow]));
        let (text, numbers) = restyled(&text, [(red, None), (yellow, None)].into_iter()).unwrap();
        let document = parse(&text).unwrap();
        let root = document.root_element();
        let fills = Pool::new(&text, child(root, "fills").unwrap(), "fill");
        let formats_of = Pool::new(&text, child(root, "cellXfs").unwrap(), "xf");
        let before =
            |style: u32| ground_of(&fills, formats_of.nodes[style as usize]).unwrap_or_default().before;
        assert_eq!(before(numbers[&(red, None)]), NOTHING);
        assert_eq!(before(numbers[&(yellow, None)]), "theme=\"4\" tint=\"0.4\"");
    }

    #[test]
    fn the_same_marks_again_add_nothing() {
        let wanted = || [(0, Some(Mark::Error)), (1, Some(Mark::Warning))].into_iter();
        let (once, numbers) = restyled(STYLES, wanted()).unwrap();
        let (twice, again) = restyled(&once, wanted()).unwrap();
        assert_eq!((formats(&once), numbers), (formats(&twice), again));
        let (once, list) = with_list_styles(&once).unwrap();
        let (twice, again) = with_list_styles(&once).unwrap();
        assert_eq!((once, list), (twice, again));
    }
}
