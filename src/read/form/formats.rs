//! How the workbook looks. In: a field or a kind. Out: fonts, colours, borders and number formats that keep codes as
//! text. What is written is not known here.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::read::fields::{FieldKind, FieldSpec};

/// The font of Japanese Office since 2016; other programs replace it by their own.
const FACE: &str = "游ゴシック";

/// The number format of text (ECMA-376 part 1, 18.8.30).
pub(in crate::read) const TEXT: u8 = 49;

/// Size of what is typed, in points.
const SIZE: f64 = 10.0;

/// Colour of lines and of the samples' tab.
const GREY: Color = Color::RGB(0x00B0_B7C0);

/// Colour of the guide's rules.
const INK: Color = Color::RGB(0x0026_3238);

/// Columns that belong together, with their colours.
#[derive(Clone, Copy)]
pub(super) struct ColumnGroup {
    /// The name in the guide.
    pub(super) name: &'static str,
    /// The background of required columns, with white text.
    dark: u32,
    /// The background of optional columns, with black text.
    light: u32,
}

const SITE: ColumnGroup = ColumnGroup { name: "お客様", dark: 0x001F_4E79, light: 0x00DD_EBF7 };
const INSTITUTION: ColumnGroup = ColumnGroup { name: "医療機関", dark: 0x0037_5623, light: 0x00E2_EFDA };
const TERMINAL: ColumnGroup = ColumnGroup { name: "端末", dark: 0x0084_3C0C, light: 0x00FB_E5D6 };
const PC: ColumnGroup = ColumnGroup { name: "パソコン", dark: 0x007F_6000, light: 0x00FF_F2CC };
const CERTIFICATE: ColumnGroup =
    ColumnGroup { name: "電子証明書", dark: 0x0052_3A78, light: 0x00E9_E1F3 };
const DEALER: ColumnGroup = ColumnGroup { name: "販売担当", dark: 0x0040_4040, light: 0x00ED_EDED };

/// The group that `field` belongs to.
pub(super) fn group(field: &FieldSpec) -> ColumnGroup {
    match field.path {
        path if path.starts_with("institution.terminal.pc.") => PC,
        path if path.starts_with("institution.terminal.certificate.") => CERTIFICATE,
        path if path.starts_with("institution.terminal.") => TERMINAL,
        path if path.starts_with("institution.") => INSTITUTION,
        path if path.starts_with("dealer.") => DEALER,
        _ => SITE,
    }
}

/// The colour of a sheet's tab that is not to be filled in.
pub(super) const fn quiet_tab() -> Color {
    GREY
}

fn plain() -> Format {
    Format::new().set_font_name(FACE).set_font_size(SIZE).set_align(FormatAlign::VerticalCenter)
}

fn boxed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(GREY)
}

/// The header of a column: dark where it must be filled, light where it may be left empty.
pub(super) fn header(field: &FieldSpec) -> Format {
    let ColumnGroup { dark, light, .. } = group(field);
    let format = boxed(plain()).set_bold().set_text_wrap().set_align(FormatAlign::Center);
    if field.is_required {
        format.set_background_color(Color::RGB(dark)).set_font_color(Color::White)
    } else {
        format.set_background_color(Color::RGB(light)).set_font_color(INK)
    }
}

/// The format of cells of this kind. Everything but days and months is text: a spreadsheet would drop the zeros of
/// a code, and turn an address like 1-2-3 into a date.
pub(super) fn cell(kind: FieldKind) -> Format {
    let format = boxed(plain()).set_text_wrap();
    match kind {
        FieldKind::Date | FieldKind::Done => format.set_num_format("yyyy/m/d").set_align(FormatAlign::Center),
        FieldKind::Month => format.set_num_format("yyyy\"年\"m\"月\"").set_align(FormatAlign::Center),
        FieldKind::Choice(_) | FieldKind::Prefecture => {
            format.set_num_format_index(TEXT).set_align(FormatAlign::Center)
        }
        FieldKind::Text | FieldKind::Code { .. } | FieldKind::Phone | FieldKind::Email => {
            format.set_num_format_index(TEXT)
        }
    }
}

/// The title of the guide.
pub(super) fn title() -> Format {
    plain().set_font_size(16.0).set_bold().set_font_color(INK)
}

/// A heading within the guide.
pub(super) fn heading() -> Format {
    plain().set_font_size(12.0).set_bold().set_font_color(INK).set_border_bottom(FormatBorder::Medium)
}

/// A paragraph of the guide.
pub(super) fn paragraph() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Top)
}

/// A warning of the guide.
pub(super) fn warning() -> Format {
    boxed(plain()).set_text_wrap().set_bold().set_background_color(Color::RGB(0x00FF_F2CC))
}

/// The head of the guide's table.
pub(super) fn table_head() -> Format {
    boxed(plain()).set_bold().set_background_color(Color::RGB(0x00ED_EDED)).set_align(FormatAlign::Center)
}

/// A cell of the guide's table.
pub(super) fn table_cell() -> Format {
    boxed(plain()).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

/// The same, in the middle.
pub(super) fn table_mark() -> Format {
    table_cell().set_align(FormatAlign::Center)
}
