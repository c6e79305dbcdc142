//! Messages about merged cells, in both languages. In: fields and the name of a range. Out: diagnostics without a place.
//! Nothing is decided here.

use crate::base::{Code, Diagnostic, Origin, Words};
use crate::read::fields::FieldSpec;

/// A range that joins rows of different customers.
pub(super) fn over_customers(field: &FieldSpec, range: &str) -> Diagnostic {
    let header = field.heading;
    Diagnostic::error(
        Code::Contradiction,
        Origin::NONE,
        Words::new(
            format!("結合されたセル {range} の{header}が、別のお客様の行にまたがっています。"),
            format!("the merged cell {range} gives one {header} to different customers"),
        ),
        Words::new(
            "結合を解除し、行ごとに値を書いてください。同じお客様なら、その行に同じ顧客番号を書きます。",
            "split it and write the value in each row; rows of one customer need the same 顧客番号",
        ),
    )
}

/// A range that joins two fields: its value is that of the first.
pub(super) fn over_columns(left: &FieldSpec, field: &FieldSpec, range: &str) -> Diagnostic {
    let (left, header) = (left.heading, field.heading);
    Diagnostic::warning(
        Code::Contradiction,
        Origin::NONE,
        Words::new(
            format!(
                "結合されたセル {range} が、{left}と{header}の列にまたがっています。{left}として読みました。"
            ),
            format!("the merged cell {range} joins {left} and {header}; it is read as {left}"),
        ),
        Words::new(
            "結合を解除し、列ごとに値を書いてください。",
            "split it and write the value in each column",
        ),
    )
}

/// A range that joins a heading with a cell below it.
pub(super) fn with_heading(field: &FieldSpec, range: &str) -> Diagnostic {
    let header = field.heading;
    Diagnostic::error(
        Code::Contradiction,
        Origin::NONE,
        Words::new(
            format!("{header}のセルが、見出しと結合されています（{range}）。"),
            format!("the cell of {header} is merged with its heading ({range})"),
        ),
        Words::new("結合を解除し、値を書いてください。", "split it and write the value"),
    )
}
