//! The words of a style value: [`Value`]s out of `cssparser` tokens, with `var()` put in.

use std::collections::HashMap;

use cssparser::{ParseError, Parser, Token};

use crate::base::{Color, Length};

/// Constants of the stylesheet (`--name`).
pub(super) type Variables = HashMap<String, Vec<Value>>;

/// One word of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A keyword.
    Word(String),
    /// A number without unit.
    Number(f64),
    /// A length.
    Measure(RelativeLength),
    /// A percentage, as 0–1.
    Part(f64),
    /// A share of what is left (`fr`).
    Share(f64),
    /// A colour by its digits.
    Color(Color),
}

/// A length that may hang on the size of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum RelativeLength {
    /// On paper.
    Paper(Length),
    /// In multiples of the element's font size.
    Em(f64),
}

impl RelativeLength {
    /// No length.
    pub(super) const ZERO: Self = Self::Paper(Length::ZERO);

    /// The length for text of that size.
    pub(super) fn resolve(self, size: Length) -> Length {
        match self {
            Self::Paper(length) => length,
            Self::Em(count) => size * count,
        }
    }
}

impl Value {
    /// The value as a length.
    pub(super) const fn measure(&self) -> Option<RelativeLength> {
        match self {
            Self::Measure(measure) => Some(*measure),
            Self::Number(0.0) => Some(RelativeLength::ZERO),
            _ => None,
        }
    }

    /// The value as a colour; `Some(None)` is no colour at all.
    pub(super) fn paint(&self) -> Option<Option<Color>> {
        match self {
            Self::Color(color) => Some(Some(*color)),
            Self::Word(word) => match word.as_str() {
                "black" => Some(Some(Color::BLACK)),
                "white" => Some(Some(Color::WHITE)),
                "transparent" | "none" => Some(None),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value as a keyword.
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// All words up to the end of `input`.
pub(super) fn values<'i>(
    input: &mut Parser<'i>,
    variables: &Variables,
) -> Result<Vec<Value>, ParseError<String>> {
    let mut found = Vec::new();
    while !input.is_exhausted() {
        let token = input.next()?.clone();
        match token {
            Token::Ident(word) => found.push(Value::Word(word.as_ref().to_owned())),
            Token::Number { value, .. } => found.push(Value::Number(decimal(value))),
            Token::Percentage { unit_value, .. } => found.push(Value::Part(decimal(unit_value))),
            Token::Dimension { value, unit, .. } => found.push(dimension(decimal(value), &unit)?),
            Token::Hash(digits) | Token::IDHash(digits) => {
                match cssparser::color::parse_hash_color(digits.as_bytes()) {
                    Ok((red, green, blue, alpha)) if alpha >= 1.0 => {
                        found.push(Value::Color(Color::rgb(red, green, blue)))
                    }
                    _ => return Err(ParseError::custom(format!("no colour: #{digits}"))),
                }
            }
            Token::Function(name) if name.as_ref() == "var" => {
                let name = input.parse_nested_block(|inner| {
                    Ok::<_, ParseError<String>>(inner.expect_ident()?.as_ref().to_owned())
                })?;
                let value = variables
                    .get(&name)
                    .ok_or_else(|| ParseError::custom(format!("unknown constant {name}")))?;
                found.extend(value.iter().cloned());
            }
            other => return Err(ParseError::custom(format!("unexpected {other:?}"))),
        }
    }
    Ok(found)
}

/// A number with its unit.
fn dimension(value: f64, unit: &str) -> Result<Value, ParseError<String>> {
    match unit {
        "mm" => Ok(Value::Measure(RelativeLength::Paper(Length::mm(value)))),
        "pt" => Ok(Value::Measure(RelativeLength::Paper(Length::pt(value)))),
        "em" => Ok(Value::Measure(RelativeLength::Em(value))),
        "fr" => Ok(Value::Share(value)),
        _ => Err(ParseError::custom(format!("unknown unit {unit}"))),
    }
}

/// cssparser reads numbers in single precision; written values have at most six digits after the point.
const DECIMALS: f64 = 1e6;

/// The decimal number that was written.
fn decimal(value: f32) -> f64 {
    (f64::from(value) * DECIMALS).round() / DECIMALS
}
