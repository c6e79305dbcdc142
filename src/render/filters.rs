//! Filters of the templates. Values come in as plan has them, and go out as pieces of markup.

// `filter_fn` writes public methods into private types.
#![allow(unreachable_pub)]

use std::fmt::{Display, Write as _};

use askama::filters::{Html, Safe, escape};
use askama::{Result, Values};

use crate::base::{Origin, Placement, Rect};
use crate::plan::{Day, Field};

/// Bytes of a `span`, about.
const SPAN: usize = 128;

/// A text of the user's file as a `span` that carries the place it came from.
#[askama::filter_fn]
pub(super) fn told(field: &Field, _: &dyn Values) -> Result<Safe<String>> {
    span(" class=\"told\"", field.at, escape(&field.value, Html)?)
}

/// The attribute that carries the place of a text, for elements other than a `span`.
#[askama::filter_fn]
pub(super) fn place(field: &Field, _: &dyn Values) -> Result<Safe<String>> {
    let at = field.at.0;
    Ok(Safe(if field.at.is_some() { format!(" data-at=\"{at}\"") } else { String::new() }))
}

/// A day as a `span` that carries the place of what it was counted from: `1月20日（水）`, never broken.
#[askama::filter_fn]
pub(super) fn date(day: &Day, _: &dyn Values) -> Result<Safe<String>> {
    span(" class=\"date\"", day.at, &day.short)
}

/// The same, as text: `1月20日（水）`.
#[askama::filter_fn]
pub(super) fn short(day: &Day, _: &dyn Values) -> Result<Safe<String>> {
    span("", day.at, &day.short)
}

/// The same, as text: `2027年1月20日（水）`.
#[askama::filter_fn]
pub(super) fn western(day: &Day, _: &dyn Values) -> Result<Safe<String>> {
    span("", day.at, &day.western)
}

/// The same, as text: `令和9年1月20日（水）`.
#[askama::filter_fn]
pub(super) fn era(day: &Day, _: &dyn Values) -> Result<Safe<String>> {
    span("", day.at, &day.era)
}

fn span(class: &str, at: Origin, words: impl Display) -> Result<Safe<String>> {
    let mut out = String::with_capacity(SPAN);
    if at.is_some() {
        write!(out, "<span{class} data-at=\"{}\">{words}</span>", at.0)?;
    } else {
        write!(out, "<span{class}>{words}</span>")?;
    }
    Ok(Safe(out))
}

/// A rectangle as the style of an absolute block: its place and size in mm.
#[askama::filter_fn]
pub(super) fn rect(rect: &Rect, _: &dyn Values) -> Result<String> {
    let Rect { origin, size } = rect;
    Ok(format!(
        "left: {:.3}mm; top: {:.3}mm; width: {:.3}mm; height: {:.3}mm",
        origin.x.to_mm(),
        origin.y.to_mm(),
        size.width.to_mm(),
        size.height.to_mm()
    ))
}

/// What a printer's error is made good by, as the style of a section.
#[askama::filter_fn]
pub(super) fn placed(placement: &Placement, _: &dyn Values) -> Result<String> {
    let Placement { offset, scale } = placement;
    Ok(format!(
        "translate: {}mm {}mm; scale: {} {}",
        round(offset.x.to_mm()),
        round(offset.y.to_mm()),
        round(scale[0]),
        round(scale[1])
    ))
}

/// A thousandth of a millimetre is less than any printer's dot; a scale is given to the fifth place.
fn round(number: f64) -> f64 {
    const FINE: f64 = 100_000.0;
    (number * FINE).round() / FINE
}
