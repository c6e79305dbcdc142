//! [`Declaration`]: one property set to one value, as the stylesheet and `style` attributes say it.

use super::tree::{Align, Extent, TextAlign};
use super::value::RelativeLength;
use crate::base::fonts::Family;
use crate::base::{Color, Length};

/// One property set to one value; shorthands become several.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Declaration {
    Family(Family),
    FontSize(RelativeLength),
    Bold(bool),
    Color(Color),
    LineHeight(f64),
    TextAlign(TextAlign),
    Indent(RelativeLength),
    Phrases(bool),
    Nowrap(bool),
    Hang(bool),
    Tabular(bool),
    Solid(bool),
    Tracking(RelativeLength),
    Underline(bool),
    List(ListStyle),
    MarkerColor(Color),
    MarkerSize(RelativeLength),
    Margin(Side, RelativeLength),
    Padding(Side, RelativeLength),
    Border(Side, Option<BorderLine>),
    Radius(RelativeLength),
    Background(Option<Color>),
    Width(Option<Extent>),
    WidthEm(f64),
    WidthShare(f64),
    Height(Option<RelativeLength>),
    MinHeight(Option<RelativeLength>),
    Columns(bool),
    Gap(RelativeLength),
    Flex(f64),
    ColumnAlign(Align),
    Vertical(Vertical),
    Position(Position),
    Inset(Side, RelativeLength),
    BreakBefore(bool),
    KeepWithNext(bool),
    KeepTogether(bool),
    Paper(Length, Length),
    Translate(Length, Length),
    Scale(f64, f64),
    Fit(Vec<RelativeLength>),
    LetterBoxes(RelativeLength, RelativeLength),
    Fill(Option<Color>),
    StrokeColor(Option<Color>),
    StrokeWidth(f64),
}

/// An edge of a box, as an index into `[top, right, bottom, left]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

impl Side {
    /// In the order of CSS shorthands.
    pub(super) const ALL: [Self; 4] = [Self::Top, Self::Right, Self::Bottom, Self::Left];

    /// The side that a property name ends in.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "top" => Some(Self::Top),
            "right" => Some(Self::Right),
            "bottom" => Some(Self::Bottom),
            "left" => Some(Self::Left),
            _ => None,
        }
    }
}

/// What stands before the entries of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ListStyle {
    /// Nothing.
    #[default]
    None,
    /// A filled dot.
    Disc,
    /// `1.`
    Decimal,
    /// A number in a filled circle.
    Step,
    /// A square to tick.
    Tick,
}

/// Look of a border line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct BorderLine {
    pub(super) width: RelativeLength,
    pub(super) pattern: Pattern,
    pub(super) color: Color,
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    Solid,
    Dashed,
    Dotted,
}

/// `vertical-align`: of what stands in a box, or of an inline in its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Vertical {
    Top,
    Middle,
    Bottom,
    Baseline,
    Raised(RelativeLength),
}

/// `position`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Static,
    Relative,
    Absolute,
}
