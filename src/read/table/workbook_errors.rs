//! Why a workbook cannot be read, in both languages: damage, other formats, dangerous contents. In: a reason. Out: a
//! [`TableError`]. The conditions are not tested here.

use super::value::TableError;
use crate::base::{Code, Words};

/// A file that is no workbook.
pub(super) fn not_a_workbook((ja, en): (&str, &str)) -> TableError {
    TableError::new(
        Code::ContentUnreadable,
        Words::new(
            format!("表計算のブック（.xlsx、.ods）ではなく、{ja}のようです。"),
            format!("this is no workbook (.xlsx, .ods): it looks like {en}"),
        ),
        Words::new(
            "表計算ソフトで開き、「Excel ブック（.xlsx）」として保存し直してください。",
            "open it in a spreadsheet program and save it as .xlsx",
        ),
    )
}

/// A workbook that is cut off or damaged.
pub(super) fn broken(why: &str) -> TableError {
    let why: String = why.chars().filter(|c| !c.is_control()).take(120).collect();
    TableError::new(
        Code::ContentUnreadable,
        Words::new(format!("ブックが壊れています（{why}）。"), format!("the workbook is damaged ({why})")),
        Words::new(
            "表計算ソフトで開き、名前を付けて保存し直してください。",
            "open it in a spreadsheet program and save it under another name",
        ),
    )
}

/// A workbook that would fill the memory.
pub(super) fn bomb() -> TableError {
    unsafe_workbook(
        (
            "中身が異常に大きいブックです。展開していません。",
            "its contents are beyond all bounds; nothing was unpacked",
        ),
        (
            "お客様の表だけを新しいブックに写して、保存し直してください。",
            "copy the customers' table alone into a new workbook",
        ),
    )
}

/// A workbook with XML that is nested more deeply than any sheet.
pub(super) fn too_deep() -> TableError {
    unsafe_workbook(
        ("ブックの中の XML が異常に深く入れ子になっています。", "the XML in it is nested beyond all bounds"),
        (
            "表計算ソフトで開き、名前を付けて保存し直してください。",
            "open it in a spreadsheet program and save it under another name",
        ),
    )
}

/// XML with a document type declaration, which sheets never have.
pub(super) fn declares() -> TableError {
    unsafe_workbook(
        (
            "ブックの中の XML に文書型宣言（DTD）があります。外部のものを読ませる仕掛けになりえます。",
            "the XML in it has a document type declaration, which could make a reader fetch other files",
        ),
        (
            "表計算ソフトで開き、名前を付けて保存し直してください。",
            "open it in a spreadsheet program and save it under another name",
        ),
    )
}

/// A sheet that is a link to another file.
pub(super) fn linked_sheet() -> TableError {
    unsafe_workbook(
        ("シートの中身が、ほかのファイルへのリンクです。", "the whole sheet is a link to another file"),
        (
            "値として貼り付け直し、リンクを解除して保存し直してください。",
            "paste its cells as values, break the link and save the file again",
        ),
    )
}

/// A workbook that is encrypted.
pub(super) fn password() -> TableError {
    unsafe_workbook(
        ("開くのにパスワードがいるブックです。", "it needs a password to open"),
        (
            "パスワードを外して保存し直してください。startpack にパスワードを渡すことはできません。",
            "save it without the password: startpack takes none",
        ),
    )
}

fn unsafe_workbook(message: (&str, &str), help: (&str, &str)) -> TableError {
    TableError::new(Code::UnsafeWorkbook, Words::new(message.0, message.1), Words::new(help.0, help.1))
}
