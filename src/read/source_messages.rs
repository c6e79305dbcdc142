//! Messages about files that are not read for customers, in both languages. In: what a file is. Out: diagnostics. Nothing
//! is decided here.

use super::source_kind::SourceKind;
use super::sources::Companion;
use crate::base::{Code, Diagnostic, Origin, Refusal, Severity, Shown, Words};

fn note(at: Origin, message: Words, help: Words) -> Diagnostic {
    Diagnostic::new(Severity::Note, Code::PassedOver, at, message, help)
}

/// A file that another program keeps beside a user's file.
pub(super) fn companion(companion: &Companion, at: Origin) -> Diagnostic {
    let (owner, program) = match companion {
        Companion::Excel(owner) => (owner, "Excel"),
        Companion::LibreOffice(owner) => (owner, "LibreOffice"),
        Companion::Macos => {
            return note(
                at,
                Words::new(
                    "macOS が作る付随ファイルなので、読みません。",
                    "passed over: macOS keeps this file beside another",
                ),
                Words::new("このままで構いません。", "nothing need be done"),
            );
        }
    };
    note(
        at,
        Words::new(
            format!("「{owner}」が {program} で開かれている印のファイルなので、読みません。"),
            format!("passed over: it says that `{owner}` is open in {program}"),
        ),
        Words::new(
            format!("{program} で保存して閉じてから実行すると、最後の変更も入ります。"),
            format!("save and close the file in {program} first, so that the last changes are in it"),
        ),
    )
}

/// A file that another program has open now.
pub(super) fn open_elsewhere(program: &str, at: Origin) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        Code::Understood,
        at,
        Words::new(
            format!("{program} で開かれています。保存していない変更は読みません。"),
            format!("open in {program}: changes that are not saved are not read"),
        ),
        Words::new(
            format!("{program} で保存して閉じてから実行すると、最後の変更も入ります。"),
            format!("save and close the file in {program} first, so that the last changes are in it"),
        ),
    )
}

/// Most files of a folder that are named.
const NAMED: usize = 5;

/// The files of a folder that are read.
pub(super) fn read_from_folder(files: &[std::path::PathBuf], at: Origin) -> Diagnostic {
    let name =
        |path: &std::path::PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names: Vec<String> = files.iter().take(NAMED).map(name).collect();
    let (count, more) = (files.len(), files.len().saturating_sub(NAMED));
    let (more_ja, more_en) = match more {
        0 => (String::new(), String::new()),
        more => (format!(" ほか{more}件"), format!(" and {more} more")),
    };
    Diagnostic::new(
        Severity::Note,
        Code::Understood,
        at,
        Words::new(
            format!("このフォルダーの{count}件のファイルを読みます：{}{more_ja}", names.join("、")),
            format!("read from this folder: {}{more_en} ({count} in all)", names.join(", ")),
        ),
        Words::new(
            "要らないファイルがあれば、ほかのフォルダーへ移してください。",
            "move files that are not meant to another folder",
        ),
    )
}

/// A name with spaces that was typed without quotes.
pub(super) fn torn_name(whole: &std::path::Path, at: Origin) -> Diagnostic {
    let whole = whole.shown();
    Diagnostic::error(
        Code::FileUnreadable,
        at,
        Words::new(
            "名前に空白があるので、いくつかのファイルの名前として読まれました。",
            "its name has spaces, and was taken for the names of several files",
        ),
        Words::new(
            format!("\"{whole}\" のように、\" で囲んで指定してください。"),
            format!("put it between quotes: \"{whole}\""),
        ),
    )
}

/// A file that holds no customers.
pub(super) fn passed_over(kind: SourceKind, at: Origin) -> Diagnostic {
    let (ja, en) = match kind {
        SourceKind::Settings => ("設定のファイル", "a file of settings"),
        SourceKind::Stock => ("ラベル用紙のファイル", "a file of label stock"),
        SourceKind::Printers => ("プリンターのファイル", "a file of printers"),
        SourceKind::Facts => ("制度の日付や金額のファイル", "a file of dated facts"),
        SourceKind::Overview => ("startpack が作った一覧", "an overview that startpack made"),
        SourceKind::Annotated => ("指摘を書き込んだ写し", "an annotated copy"),
        SourceKind::Return => {
            ("証明書の番号を知らせる返送の表", "a sheet that returns numbers of certificates")
        }
        SourceKind::NoHeadings => {
            let message = Words::new(
                "お客様の表の見出しが見つからないので、読みません。",
                "passed over: it has no row of headings of customers",
            );
            let help = Words::new(
                "お客様の表なら、このファイルを名前で指定してください。見出しの何が分からないかを知らせます。",
                "if it is a list of customers, name the file itself: then it is told which headings are missing",
            );
            return Diagnostic::warning(Code::PassedOver, at, message, help);
        }
    };
    note(
        at,
        Words::new(
            format!("お客様の表ではなく{ja}なので、読みません。"),
            format!("passed over: it is {en}, not a list of customers"),
        ),
        Words::new(
            "お客様を読むときは、このファイルを名前で指定してください。",
            "to read customers from it, name the file itself",
        ),
    )
}

/// Folders within a folder.
pub(super) fn deeper(count: usize, at: Origin) -> Diagnostic {
    note(
        at,
        Words::new(
            format!("中にあるフォルダー（{count}個）は読みません。"),
            format!("folders within it are passed over ({count})"),
        ),
        Words::new(
            "その中のファイルも読むときは、そのフォルダーも指定してください。",
            "to read files in one of them, name that folder too",
        ),
    )
}

/// A folder without a list of customers.
pub(super) fn empty_folder(at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::FileUnreadable,
        at,
        Words::new(
            "このフォルダーに、お客様の表もサイトファイル（.toml）もありません。",
            "there is no list of customers and no site file (.toml) in this folder",
        ),
        Words::new("フォルダーの指定を確かめてください。", "check the path of the folder"),
    )
}

/// Nothing is left to read.
pub(super) fn nothing(at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::NothingToDo,
        at,
        Words::new("読むお客様の表がありません。", "no list of customers is left to read"),
        Words::new(
            "お客様の表かサイトファイル（.toml）を指定してください。",
            "name a hearing sheet or a site file (.toml)",
        ),
    )
}

/// A folder that the system does not give.
pub(super) fn unreadable_folder(error: &std::io::Error, at: Origin) -> Diagnostic {
    let why = Refusal::reading(error);
    Diagnostic::error(
        Code::FileUnreadable,
        at,
        Words::new(
            format!("フォルダーを読めません（{}）。", why.ja),
            format!("the folder cannot be read ({})", why.en),
        ),
        Words::new("フォルダーのアクセス権を確かめてください。", "check the folder's permissions"),
    )
}

/// A name with `*` or `?` that fits no file.
pub(super) fn no_match(at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::FileUnreadable,
        at,
        Words::new("当てはまるファイルがありません。", "no file fits this name"),
        Words::new("名前とフォルダーを確かめてください。", "check the name and the folder"),
    )
}
