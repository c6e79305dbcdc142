//! Lines: a [`Paragraph`] and a width in, finished [`Line`]s out.
//!
//! Here live kinsoku, spacing between scripts, justification and hanging punctuation (JLREQ, JIS X 4051).
//! Not here: boxes, pages, colours of backgrounds.

mod bond;
mod class;
mod cost;
mod draw;
mod fit;
mod gap;
mod group;
mod measure;
mod okurigana;
mod phrase;
mod place;
mod run;
mod shape;
mod span;
#[cfg(test)]
mod tests;
mod unit;

use std::ops::Range;

use crate::base::{Code, Diagnostic, Fonts, Length, Origin, Rect, Role, Words};
use crate::parse::{Counter, Drawing, Inline, Link, Paragraph, ParagraphStyle, TextAlign};

use super::item::{ItemKind, TextRun};
use phrase::Phrases;
use span::LineRoom;
use unit::Units;

/// A finished line. Its items stand relative to the line's own left edge and baseline (y = 0, downwards).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// From the top of the line box to the baseline.
    pub ascent: Length,
    /// From the baseline to the bottom of the line box.
    pub descent: Length,
    /// Advance width without hanging punctuation; alignment is already in the items' x.
    pub width: Length,
    /// What is on it, from left to right.
    pub items: Vec<LineItem>,
}

/// Something on a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LineItem {
    /// What is drawn, relative to the line's left edge and baseline.
    pub kind: LineItemKind,
    /// Role of its own, if it has one.
    pub role: Option<Role>,
    /// What it is to the ear, if that is not its text.
    pub alt: Option<String>,
    /// Where a click leads, and the area of the piece.
    pub link: Option<(Link, Rect)>,
    /// Place in the user's files.
    pub at: Origin,
}

/// What a line item is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LineItemKind {
    /// Something drawn.
    Drawn(ItemKind),
    /// A drawing to be fitted into that rectangle, as a drawing block is.
    Drawing(Rect, Drawing),
    /// A page number or count: a run whose text is put in once it is known; `width` is reserved.
    Counter(Counter, TextRun),
}

/// Sets `paragraph` into lines of `width`. `scale` multiplies all sizes (for text that goes down in size).
/// A paragraph without inlines has one empty line.
///
/// # Errors
/// `SP103` for a character that no face has; `SP104` for a piece wider than the line that cannot be broken.
pub(super) fn set(
    paragraph: &Paragraph,
    width: Length,
    scale: f64,
    fonts: &Fonts,
) -> Result<Vec<Line>, Vec<Diagnostic>> {
    let style = &paragraph.style;
    let mut text = measured(paragraph, scale, fonts)?;
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    let stretches: Vec<Range<usize>> = text.stretches().collect();
    for range in stretches {
        let measure = room(style, width, (style.indent * scale).to_pt(), range.start == 0);
        match fit::lines(&mut text.units[range.clone()], &measure) {
            Ok(spans) => lines.extend(spans.iter().map(|span| {
                let placed = place::place(&text.units[range.clone()], span, &measure);
                draw::draw(&text, range.start, span, &placed, style)
            })),
            Err(part) => {
                faults.push(too_wide(&text, part.start + range.start..part.end + range.start, width))
            }
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}

fn room(style: &ParagraphStyle, width: Length, indent: f64, is_first: bool) -> LineRoom {
    let width = width.to_pt();
    let phrases = match style.align {
        _ if style.phrases => Phrases::Firm,
        TextAlign::Justify => Phrases::Filled,
        _ => Phrases::Soft,
    };
    LineRoom {
        first: if is_first { width - indent } else { width },
        width,
        align: style.align,
        phrases,
        balanced: style.phrases || style.align == TextAlign::Center,
        // Beyond a ragged edge nothing hangs; in a table cell it would stand on the rule.
        hang: style.hang && style.align == TextAlign::Justify,
    }
}

/// The width of the paragraph's longest line if it is broken only where it must be.
///
/// # Errors
/// `SP103` for a character that no face has.
pub(super) fn max_content(
    paragraph: &Paragraph,
    scale: f64,
    fonts: &Fonts,
) -> Result<Length, Vec<Diagnostic>> {
    let text = measured(paragraph, scale, fonts)?;
    let indent = (paragraph.style.indent * scale).to_pt();
    let widths = text.stretches().map(|range| {
        let indent = if range.start == 0 { indent } else { 0.0 };
        indent + fit::natural_width(&text.units[range])
    });
    Ok(Length::pt(widths.fold(0.0, f64::max)))
}

/// Words of Latin letters and codes shorter than this are hardly wider than what holds them.
const LONG_WORD: usize = 12;

/// The width below which the paragraph's longest word of Latin letters, address or code would be broken; zero where
/// it has only short ones. Text that may not be broken needs its whole width.
///
/// # Errors
/// `SP103` for a character that no face has.
pub(super) fn min_content(
    paragraph: &Paragraph,
    scale: f64,
    fonts: &Fonts,
) -> Result<Length, Vec<Diagnostic>> {
    if paragraph.style.nowrap {
        return max_content(paragraph, scale, fonts);
    }
    if !paragraph.inlines.iter().any(has_long_word) {
        return Ok(Length::ZERO);
    }
    let text = measured(paragraph, scale, fonts)?;
    let widths = text.stretches().map(|range| fit::widest_word(&text.units[range]));
    Ok(Length::pt(widths.fold(0.0, f64::max)))
}

fn has_long_word(inline: &Inline) -> bool {
    match inline {
        Inline::Text(piece) => {
            piece.text.split(|ch: char| !ch.is_ascii_graphic()).any(|word| word.len() >= LONG_WORD)
        }
        Inline::Framed(framed) => framed.inlines.iter().any(has_long_word),
        _ => false,
    }
}

fn measured<'a>(paragraph: &'a Paragraph, scale: f64, fonts: &Fonts) -> Result<Units<'a>, Vec<Diagnostic>> {
    let mut text = measure::measure(paragraph, scale, fonts)?;
    gap::fill(&mut text, &paragraph.style);
    let stretches: Vec<Range<usize>> = text.stretches().collect();
    stretches.into_iter().for_each(|range| group::numbers(&mut text.units[range]));
    Ok(text)
}

/// The units `part` are wider than a line and cannot be broken.
fn too_wide(text: &Units, part: Range<usize>, width: Length) -> Diagnostic {
    let units = &text.units[part];
    let wide = Length::pt(fit::natural_width(units)).to_mm();
    let room = width.to_mm();
    let words: String = units.iter().filter(|unit| unit.is_glyph()).map(|unit| unit.ch).collect();
    let at = units.iter().map(|unit| text.leaves[unit.leaf as usize].at).find(|at| at.is_some());
    Diagnostic::error(
        Code::DoesNotFit,
        at.unwrap_or(Origin::NONE),
        Words::new(
            format!("「{words}」は幅{wide:.1} mmで、{room:.1} mmの行に収まりません。"),
            format!("\"{words}\" is {wide:.1} mm wide and does not fit into a line of {room:.1} mm"),
        ),
        Words::new("短く書き換えてください。", "write something shorter"),
    )
}
