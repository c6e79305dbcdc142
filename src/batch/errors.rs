//! The driver's own errors: two files for one folder, a folder of another run, a panic. What went wrong comes in, a
//! diagnostic in both languages goes out; values of the user's data are the rooms' business.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::manifest::PRINT;
use crate::base::diagnostic::any_error;
use crate::base::{Code, Diagnostic, Origin, Severity, Shown, Words};
use crate::plan::DocumentKind;
use crate::write::folders_in;

/// Two files of one run that make the same folder.
pub(crate) fn same_folder(at: Origin, folder: &str, others: &str) -> Diagnostic {
    Diagnostic::error(
        Code::SameFolder,
        at,
        Words::new(
            format!("{others} も同じ10桁コードで、同じフォルダ {folder} を作ります"),
            format!("{others} has the same 10-digit code and would make the same folder {folder}"),
        ),
        Words::new(
            "どちらか一方のファイルを指定するか、医療機関コードを確かめてください。どちらも作っていません",
            "name only one of the files, or check the institution code; neither was made",
        ),
    )
}

/// A font whose outlines cannot be put into a PDF.
pub(crate) fn broken_font(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::ContentUnreadable,
        Origin::NONE,
        Words::new(
            format!("書体ファイル {path} は使えません：こわれています"),
            format!("the font file {path} cannot be used: it is broken"),
        ),
        Words::new(
            "別の書体ファイル（.ttf、.otf）を指定してください",
            "give another font file (.ttf or .otf)",
        ),
    )
}

/// A run folder of which something has gone while the run was at work.
pub(crate) fn vanished(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::DiskRefuses,
        Origin::NONE,
        Words::new(
            format!("作っている間に {path} がなくなったか、変わりました"),
            format!("{path} has gone or changed while the run was at work"),
        ),
        Words::new(
            "ほかのソフトや人が出力フォルダを動かしていないか確かめて、同じコマンドをもう一度実行してください",
            "check that nobody moves the output folder meanwhile, and run the same command again",
        ),
    )
}

/// The office's own words on a page of that document that is full.
pub(super) fn no_room(at: Origin, kind: DocumentKind) -> Diagnostic {
    Diagnostic::error(
        Code::DoesNotFit,
        at,
        Words::new(
            format!("「当社からのお願い」が、このお客様の「{}」に入りません", kind.title()),
            format!("the office's own words do not fit into this customer's {}", kind.title_en()),
        ),
        Words::new("短くしてください。何も作っていません", "shorten them; nothing was made"),
    )
}

/// The overview of a run that cannot be written, because a spreadsheet has it open.
pub(crate) fn no_overview(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::warning(
        Code::NotWritable,
        Origin::NONE,
        Words::new(
            format!("{path} を書けませんでした。書類はできています"),
            format!("{path} cannot be written; the papers are made"),
        ),
        Words::new(
            "表計算ソフトで開いていたら閉じて、同じコマンドをもう一度実行してください",
            "if it is open in a spreadsheet, close it and run the same command again",
        ),
    )
}

/// A run folder that holds a run of other customers.
pub(crate) fn foreign_run(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::ForeignRun,
        Origin::NONE,
        Words::new(
            format!("{path} には、ほかのお客様の実行か、startpack のものではない manifest があります"),
            format!("{path} holds a run of other customers, or a manifest that is not startpack's"),
        ),
        Words::new(
            "--run で別の番号を付けるか、-o で別のフォルダを指定してください。何も変えていません",
            "give this run a number of its own with --run, or another folder with -o; nothing was changed",
        ),
    )
}

/// A run that was merged for the copier before printings had numbers.
pub(crate) fn printed_earlier(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::ForeignRun,
        Origin::NONE,
        Words::new(
            format!(
                "{path} は、前の版の startpack で印刷した実行です。作り直すと、印刷ずみの用紙の番号が分からなくなります"
            ),
            format!(
                "{path} was printed by an earlier version: building it again would lose the numbers of its sheets"
            ),
        ),
        Words::new(
            "--run で新しい名前を付けてください。前の実行の reconcile と reprint は、このまま使えます。何も変えていません",
            "give this run a new name with --run; reconcile and reprint of the old one still work; nothing was changed",
        ),
    )
}

/// A supplement to a run that was never printed.
pub(crate) fn no_printing(path: &Path) -> Diagnostic {
    let beside = path.parent().unwrap_or(path);
    let is_printed = |name: &String| !folders_in(&beside.join(name).join(PRINT)).is_empty();
    let printed: Vec<String> = folders_in(beside).into_iter().filter(is_printed).collect();
    let path = path.shown();
    Diagnostic::error(
        Code::NoRun,
        Origin::NONE,
        Words::new(
            format!("{path} には、まだ印刷用にまとめたものがありません"),
            format!("{path} has no printing yet that could be supplemented"),
        ),
        Words::new(
            format!(
                "印刷した実行があれば --run でその名前を付けてください{}。はじめての印刷は --merge で全部をまとめます",
                if printed.is_empty() { String::new() } else { format!("（{}）", printed.join("、")) }
            ),
            format!(
                "name the printed run with --run{}; the first printing is made with --merge",
                if printed.is_empty() { String::new() } else { format!(" ({})", printed.join(", ")) }
            ),
        ),
    )
}

/// A folder that holds no finished run.
pub(crate) fn no_sheets(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::NoRun,
        Origin::NONE,
        Words::new(
            format!("{path} に、終わった実行の記録（manifest.json）がありません"),
            format!("{path} holds no finished run (no manifest.json that numbers its sheets)"),
        ),
        Words::new(
            "実行のフォルダ（out/実行番号）を指定してください。途中の実行は build で終わらせ、--part の組は manifest merge でまとめます",
            "name a run's folder (out/<run>); finish a stopped run with build, join parts with manifest merge",
        ),
    )
}

/// A document, page or sheet that a run does not have.
pub(crate) fn not_in_run(path: &Path, what: &str) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::NotInRun,
        Origin::NONE,
        Words::new(format!("{path} に {what} はありません"), format!("{path} has no {what}")),
        Words::new(
            "10桁コード、書類、ページ、用紙番号を manifest.json で確かめてください。ラベルはページに分けられません",
            "look the code, document, pages or sheet number up in manifest.json; labels are reprinted whole only",
        ),
    )
}

/// A terminal whose label is wanted, and that no customer has.
pub(crate) fn no_such_terminal(named: &str) -> Diagnostic {
    Diagnostic::error(
        Code::NoSuchTerminal,
        Origin::NONE,
        Words::new(
            format!("--terminal {named} の端末はありません。"),
            format!("--terminal {named}: there is no such terminal"),
        ),
        Words::new(
            "管理番号（0110100013-T02 など）か端末名称等で指定してください。管理番号はラベルとチェックリストにあります。",
            "name it by its 管理番号, such as 0110100013-T02, or by its 端末名称等; labels and checklist have the former",
        ),
    )
}

/// Labels that are out of date are wanted, and there is none.
pub(crate) fn none_out_of_date() -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        Code::NothingOutdated,
        Origin::NONE,
        Words::new("作り直すラベルはありません。", "no label is out of date"),
        Words::new("前に印刷したラベルのままで構いません。", "those that were printed stay right"),
    )
}

/// Labels that are out of date are wanted, and nothing is known of an earlier print.
pub(crate) fn no_former_print(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::NoRun,
        Origin::NONE,
        Words::new(
            format!("{path} に、前に作ったラベルがありません。"),
            format!("{path} has no labels that were made before"),
        ),
        Words::new(
            "前に作ったフォルダーか、変更前のサイトファイル・表を --former に指定してください。",
            "name the folder that was made before, or the earlier site file or list: --former FILE",
        ),
    )
}

/// Documents that would not be those of the first print.
pub(crate) fn not_the_same(input: &str, code: &str) -> Diagnostic {
    Diagnostic::error(
        Code::NotTheSame,
        Origin::NONE,
        Words::new(
            format!("{input} からは、{code} の書類を最初の印刷と同じには作れません"),
            format!("{input} does not give the papers of {code} as they were first printed"),
        ),
        Words::new(
            "データ、書体（--font）、プログラムのどれかが変わりました。元に戻すか、build で新しい実行として作ってください。何も作っていません",
            "the data, a font (--font) or the program has changed: put it back, or build a new run; nothing was made",
        ),
    )
}

/// Papers that are wanted as they were printed, and that were made anew since.
pub(crate) fn changed_since(code: &str, printing: u32) -> Diagnostic {
    Diagnostic::error(
        Code::NotTheSame,
        Origin::NONE,
        Words::new(
            format!(
                "{code} の書類は、印刷{printing} のあとで変わっています。印刷したものと同じには作れません"
            ),
            format!(
                "the papers of {code} have changed since printing {printing}: they cannot be made as printed"
            ),
        ),
        Words::new(
            format!(
                "新しい内容を印刷するときは build に --supplement を付けてください。印刷したときのものは print/{printing}/ のPDFにあります。何も作っていません"
            ),
            format!(
                "to print what is new, build with --supplement; what was printed stands in print/{printing}/; nothing was made"
            ),
        ),
    )
}

/// Documents of which the facts are not those of the first print.
pub(crate) fn other_facts(code: &str, [then, now]: [&str; 2]) -> Diagnostic {
    Diagnostic::error(
        Code::NotTheSame,
        Origin::NONE,
        Words::new(
            format!(
                "{code} の書類は、別の事実（{then} 時点）で印刷されています。いまの事実（{now} 時点）からは同じには作れません"
            ),
            format!(
                "the papers of {code} were printed with other facts (of {then}) than those of today (of {now})"
            ),
        ),
        Words::new(
            "最初の印刷のときの事実ファイルを --facts で指定してください。内蔵の事実だったのなら --facts を外します。何も作っていません",
            "name the facts file of the first print with --facts, or leave --facts out if there was none; nothing was made",
        ),
    )
}

/// Customers have errors in a run in which all or nothing is made.
pub(crate) fn nothing_made(faulty: usize, all: usize) -> Diagnostic {
    Diagnostic::error(
        Code::NothingMade,
        Origin::NONE,
        Words::new(
            format!("{all}件のうち{faulty}件に誤りがあるため、何も作っていません（--all-or-nothing）。"),
            format!("{faulty} of {all} have faults, so nothing was made (--all-or-nothing)"),
        ),
        Words::new(
            "誤りを直すか、--all-or-nothing を外してください。",
            "fix the faults, or leave --all-or-nothing out",
        ),
    )
}

/// Runs `work`. A panic in it becomes an error of this customer alone; so does a failure without any error, which would
/// pass for success.
pub(crate) fn catch_panic<T>(
    work: impl FnOnce() -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Err(faults)) if any_error(&faults) => Err(faults),
        Ok(Ok(done)) => Ok(done),
        Ok(Err(mut faults)) => {
            faults.push(internal());
            Err(faults)
        }
        Err(_) => Err(vec![internal()]),
    }
}

/// The error that stands for a panic. It holds nothing of the customer's data.
pub(super) fn internal() -> Diagnostic {
    Diagnostic::error(
        Code::Internal,
        Origin::NONE,
        Words::new(
            "startpack の中で誤りが起きました。このファイルの書類は作っていません",
            "something went wrong inside startpack; nothing was made from this file",
        ),
        Words::new(
            "プログラムの不具合です。版番号（startpack --version）と操作の手順を開発元へお知らせください",
            "this is a fault of the program: please report it with `startpack --version` and what you did",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_without_a_word_does_not_pass_for_success() {
        let faults = catch_panic::<()>(|| Err(Vec::new())).unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::Internal]);
    }

    #[test]
    fn a_panic_is_a_fault_of_ours_without_the_users_data() {
        let faults = catch_panic::<()>(|| panic!("at the name of the customer")).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].code, Code::Internal);
        assert!(!format!("{faults:?}").contains("customer"));
    }

    #[test]
    fn a_told_fault_stays_as_it_is() {
        let fault = same_folder(Origin::NONE, "0110100013", "b.toml");
        assert_eq!(catch_panic::<()>(|| Err(vec![fault.clone()])), Err(vec![fault]));
    }
}
