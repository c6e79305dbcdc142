//! The properties of the stylesheet: a name and its [`Value`]s in, [`Declaration`]s out.

use super::declaration::{BorderLine, Declaration, ListStyle, Pattern, Position, Side, Vertical};
use super::tree::{Align, Extent, TextAlign};
use super::value::{RelativeLength, Value};
use crate::base::fonts::Family;

/// What the property `name` with `values` declares; `None` if the value makes no sense.
/// `Err(())`: there is no such property.
pub(super) fn declare(name: &str, values: &[Value]) -> Result<Option<Vec<Declaration>>, ()> {
    if let Some(found) = edges(name, values) {
        return Ok(found);
    }
    let found = match values {
        _ if name == "fit" => values.iter().map(Value::measure).collect::<Option<_>>().map(Declaration::Fit),
        [value] => of_one(name, value)?,
        [first, second] => of_two(name, first, second)?,
        _ => {
            // Told apart so that the message can say whether name or value is wrong.
            of_one(name, &Value::Number(0.0))?;
            None
        }
    };
    Ok(found.map(|declaration| vec![declaration]))
}

/// Margin, padding, border and insets, whose names may carry a side. Outer `None`: another property.
fn edges(name: &str, values: &[Value]) -> Option<Option<Vec<Declaration>>> {
    let (stem, side) = match name.split_once('-') {
        Some((stem, end)) => (stem, Some(Side::of(end)?)),
        None => (name, None),
    };
    match (stem, side) {
        ("margin", _) => Some(around(values, side, Declaration::Margin)),
        ("padding", _) => Some(around(values, side, Declaration::Padding)),
        ("border", _) => Some(border(values).map(|line| {
            let sides = side.map_or(Side::ALL.to_vec(), |side| vec![side]);
            sides.into_iter().map(|side| Declaration::Border(side, line)).collect()
        })),
        ("top" | "right" | "bottom" | "left", None) => Some(match values {
            [value] => Side::of(stem)
                .zip(value.measure())
                .map(|(side, measure)| vec![Declaration::Inset(side, measure)]),
            _ => None,
        }),
        _ => None,
    }
}

/// One to four lengths for the sides, or one for a single side.
fn around(
    values: &[Value],
    side: Option<Side>,
    make: fn(Side, RelativeLength) -> Declaration,
) -> Option<Vec<Declaration>> {
    let lengths = values.iter().map(Value::measure).collect::<Option<Vec<_>>>()?;
    let four = match (side, lengths.as_slice()) {
        (Some(side), [one]) => return Some(vec![make(side, *one)]),
        (None, [all]) => [*all; 4],
        (None, [vertical, horizontal]) => [*vertical, *horizontal, *vertical, *horizontal],
        (None, [top, horizontal, bottom]) => [*top, *horizontal, *bottom, *horizontal],
        (None, [top, right, bottom, left]) => [*top, *right, *bottom, *left],
        _ => return None,
    };
    Some(Side::ALL.into_iter().zip(four).map(|(side, length)| make(side, length)).collect())
}

/// `none`, or width, pattern and colour in this order.
fn border(values: &[Value]) -> Option<Option<BorderLine>> {
    match values {
        [value] if value.word() == Some("none") => Some(None),
        [width, pattern, color] => {
            let pattern = match pattern.word()? {
                "solid" => Pattern::Solid,
                "dashed" => Pattern::Dashed,
                "dotted" => Pattern::Dotted,
                _ => return None,
            };
            Some(Some(BorderLine { width: width.measure()?, pattern, color: color.paint()?? }))
        }
        _ => None,
    }
}

/// Properties that take two values.
fn of_two(name: &str, first: &Value, second: &Value) -> Result<Option<Declaration>, ()> {
    let both = first.measure().zip(second.measure());
    match name {
        "size" => Ok(match both {
            Some((RelativeLength::Paper(width), RelativeLength::Paper(height))) => {
                Some(Declaration::Paper(width, height))
            }
            _ => None,
        }),
        "translate" => Ok(match both {
            Some((RelativeLength::Paper(x), RelativeLength::Paper(y))) => Some(Declaration::Translate(x, y)),
            _ => None,
        }),
        "scale" => Ok(number(first).zip(number(second)).map(|(x, y)| Declaration::Scale(x, y))),
        "letter-boxes" => Ok(both.map(|(width, height)| Declaration::LetterBoxes(width, height))),
        _ => of_one(name, first).map(|_| None),
    }
}

/// Properties that take one value: first those of text, then those of boxes.
fn of_one(name: &str, value: &Value) -> Result<Option<Declaration>, ()> {
    of_text(name, value).or_else(|()| of_box(name, value)).or_else(|()| of_shape(name, value))
}

/// Properties of text; all are inherited.
fn of_text(name: &str, value: &Value) -> Result<Option<Declaration>, ()> {
    use Declaration as D;
    let word = value.word();
    Ok(match name {
        "font-family" => choose(word, &[("sans", Family::Sans), ("mono", Family::Mono)]).map(D::Family),
        "font-size" => value.measure().map(D::FontSize),
        "font-weight" => choose(word, &[("normal", false), ("bold", true)]).map(D::Bold),
        "color" => value.paint().flatten().map(D::Color),
        "line-height" => number(value).map(D::LineHeight),
        "text-align" => {
            use TextAlign::{Center, End, Justify, Start};
            let choices = [("start", Start), ("justify", Justify), ("center", Center), ("end", End)];
            choose(word, &choices).map(D::TextAlign)
        }
        "text-indent" => value.measure().map(D::Indent),
        "word-break" => choose(word, &[("normal", false), ("auto-phrase", true)]).map(D::Phrases),
        "white-space" => choose(word, &[("normal", false), ("nowrap", true)]).map(D::Nowrap),
        "hanging-punctuation" => choose(word, &[("none", false), ("allow-end", true)]).map(D::Hang),
        "text-autospace" => choose(word, &[("normal", false), ("no-autospace", true)]).map(D::Solid),
        "font-variant-numeric" => choose(word, &[("normal", false), ("tabular-nums", true)]).map(D::Tabular),
        "letter-spacing" => value.measure().map(D::Tracking),
        "text-decoration" => choose(word, &[("none", false), ("underline", true)]).map(D::Underline),
        "list-style" => {
            use ListStyle::{Decimal, Disc, None, Step, Tick};
            let choices =
                [("none", None), ("disc", Disc), ("decimal", Decimal), ("step", Step), ("tick", Tick)];
            choose(word, &choices).map(D::List)
        }
        "marker-color" => value.paint().flatten().map(D::MarkerColor),
        "marker-size" => value.measure().map(D::MarkerSize),
        _ => return Err(()),
    })
}

/// Properties of a box and of page breaking; none is inherited.
fn of_box(name: &str, value: &Value) -> Result<Option<Declaration>, ()> {
    use Declaration as D;
    let word = value.word();
    Ok(match name {
        "border-radius" => value.measure().map(D::Radius),
        "background" => value.paint().map(D::Background),
        "width" => width(value),
        "height" => length_or(value, "auto").map(D::Height),
        "min-height" => length_or(value, "auto").map(D::MinHeight),
        "display" => choose(word, &[("block", false), ("flex", true)]).map(D::Columns),
        "gap" => value.measure().map(D::Gap),
        "flex" => number(value).map(D::Flex),
        "align-items" => {
            use Align::{Center, End, Start, Stretch};
            let choices = [("stretch", Stretch), ("start", Start), ("center", Center), ("end", End)];
            choose(word, &choices).map(D::ColumnAlign)
        }
        "vertical-align" => vertical(value).map(D::Vertical),
        "position" => {
            use Position::{Absolute, Relative, Static};
            let choices = [("static", Static), ("relative", Relative), ("absolute", Absolute)];
            choose(word, &choices).map(D::Position)
        }
        "break-before" => choose(word, &[("auto", false), ("page", true)]).map(D::BreakBefore),
        "break-after" => choose(word, &[("auto", false), ("avoid", true)]).map(D::KeepWithNext),
        "break-inside" => choose(word, &[("auto", false), ("avoid", true)]).map(D::KeepTogether),
        "size" | "letter-boxes" | "fit" | "translate" | "scale" => None,
        _ => return Err(()),
    })
}

/// Properties of shapes in a drawing.
fn of_shape(name: &str, value: &Value) -> Result<Option<Declaration>, ()> {
    match name {
        "fill" => Ok(value.paint().map(Declaration::Fill)),
        "stroke" => Ok(value.paint().map(Declaration::StrokeColor)),
        "stroke-width" => Ok(number(value).map(Declaration::StrokeWidth)),
        _ => Err(()),
    }
}

/// `width`: a length, a part, a share, or the content's own.
fn width(value: &Value) -> Option<Declaration> {
    match value {
        Value::Part(part) => Some(Declaration::Width(Some(Extent::Part(*part)))),
        Value::Share(share) => Some(Declaration::WidthShare(*share)),
        Value::Word(word) if word == "max-content" => Some(Declaration::Width(Some(Extent::MaxContent))),
        Value::Word(word) if word == "auto" => Some(Declaration::Width(None)),
        _ => value.measure().map(|measure| match measure {
            RelativeLength::Paper(length) => Declaration::Width(Some(Extent::Fixed(length))),
            RelativeLength::Em(count) => Declaration::WidthEm(count),
        }),
    }
}

fn vertical(value: &Value) -> Option<Vertical> {
    let choices = [
        ("top", Vertical::Top),
        ("middle", Vertical::Middle),
        ("bottom", Vertical::Bottom),
        ("baseline", Vertical::Baseline),
    ];
    choose(value.word(), &choices).or_else(|| value.measure().map(Vertical::Raised))
}

fn length_or(value: &Value, nothing: &str) -> Option<Option<RelativeLength>> {
    if value.word() == Some(nothing) { Some(None) } else { value.measure().map(Some) }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

fn choose<T: Copy>(word: Option<&str>, choices: &[(&str, T)]) -> Option<T> {
    choices.iter().find(|(name, _)| Some(*name) == word).map(|(_, choice)| *choice)
}
