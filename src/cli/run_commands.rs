//! Commands on a run that was printed, in the user's language, for clap: `scan`, `reconcile`, `reprint` and
//! `manifest merge`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};

use super::options::{facts, format, tables, validation};
use super::selection_args::{only, selection};
use crate::app::DocumentKind;
use crate::report::Language;

fn run_folder(language: Language) -> Arg {
    Arg::new("folder")
        .value_name("RUN")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(language.pick("実行のフォルダ（out/実行番号）", "The run's folder (out/<run>)"))
}

/// `--printing N`.
fn printing(help: &'static str) -> Arg {
    Arg::new("printing").long("printing").value_name("NUMBER").value_parser(value_parser!(u32)).help(help)
}

pub(super) fn reconcile(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("reconcile")
        .about(say(
            "印刷した用紙のQRコードを数え、不足・重複・ほかの実行の用紙をお客様ごとに知らせます",
            "Count the codes of printed sheets: lists for each customer what is missing, double or of another run",
        ))
        .arg(run_folder(language))
        .arg(
            Arg::new("sources")
                .value_name("IMAGE | -")
                .num_args(0..)
                .default_value("-")
                .hide_default_value(true)
                .value_parser(value_parser!(PathBuf))
                .help(say(
                    "スキャンした画像（PNG、JPEG）かPDF。- は標準入力の、1行に1つのコード（指定がなければ -）",
                    "Scanned pictures (PNG, JPEG) or PDF; - is standard input, one code a line (the default)",
                )),
        )
        .args(selection(language))
        .arg(only(say("その書類の用紙だけを数えます", "Count only the sheets of these documents")))
        .arg(printing(say(
            "その印刷の用紙だけを数えます（指定がなければ、差し替えたあとの全部）",
            "Count only the sheets of this printing (default: all that count, supplements included)",
        )))
        .arg(format(language))
}

pub(super) fn reprint(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    // The day, the stock and the threads of the first print stand in the manifest.
    let validation = validation(language).into_iter().map(|arg| {
        let is_known = ["facts", "font", "format", "key", "stock-file", "start", "skip"]
            .contains(&arg.get_id().as_str());
        arg.hide(!is_known)
    });
    Command::new("reprint")
        .about(say(
            "実行の書類をもう一度、最初の印刷と同じに作ります（一部のページは「再印刷」の印つき）",
            "Make documents of a run again, as first printed (single pages are marked 再印刷)",
        ))
        .arg(run_folder(language))
        .args(selection(language))
        .group(
            ArgGroup::new("whose")
                .args(["customer", "work-date", "dealer", "sheet"])
                .multiple(true)
                .required(true),
        )
        .arg(only(say(
            "その書類だけ（指定がなければ全部。--pages だけのときは packet）",
            "Only these documents (default: all; with --pages: packet)",
        )))
        .arg(
            // The old name of --only.
            Arg::new("document")
                .long("document")
                .hide(true)
                .conflicts_with("only")
                .value_parser(PossibleValuesParser::new(DocumentKind::ALL.map(DocumentKind::stem))),
        )
        .arg(
            Arg::new("pages")
                .long("pages")
                .value_name("3-4")
                .value_parser(ValueParser::new(|text: &str| pages(text).ok_or("pages such as 3 or 3-4")))
                .help(say("そのページだけ", "Only these pages")),
        )
        .arg(
            Arg::new("sheet")
                .long("sheet")
                .value_name("NUMBER")
                .conflicts_with_all(["customer", "work-date", "dealer", "sort", "only", "document", "pages"])
                .value_parser(value_parser!(u32))
                .help(say("用紙番号で1枚（両面）", "One sheet by its number in the run, both sides")),
        )
        .arg(printing(say(
            "その印刷の用紙（指定がなければ、差し替えたあとのもの）",
            "The sheets of this printing (default: those that count, supplements included)",
        )))
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("FOLDER")
                .value_parser(value_parser!(PathBuf))
                .help(say(
                    "置くフォルダ（ふつうは実行のフォルダの中の reprint）",
                    "Folder for the files (default: reprint in the run's folder)",
                )),
        )
        .args(validation)
}

/// `3` or `3-4`.
fn pages(text: &str) -> Option<(usize, usize)> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    Some((from.parse().ok()?, to.parse().ok()?))
}

/// `record LIST RETURN -o NEW`, `record LIST --form RETURN`
pub(super) fn record(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let path = |id: &'static str, name: &'static str, help: &'static str| {
        Arg::new(id).value_name(name).value_parser(value_parser!(PathBuf)).help(help)
    };
    Command::new("record")
        .about(say(
            "工事で分かったこと（シリアル番号、有効期限、書留番号、パソコンの番号など）を一覧に写し、新しい一覧を作ります（上書きしません）",
            "Take what the day of the work has shown (serial numbers, end dates, 書留 numbers, the PCs) into a new list; never overwrites",
        ))
        .arg(
            path(
                "list",
                "LIST",
                say(
                    "お客様の一覧：表、サイトファイル、またはそのフォルダー",
                    "The customers: a sheet, a site file or a folder of them",
                ),
            )
            .required(true),
        )
        .arg(
            path(
                "returned",
                "RETURN",
                say(
                    "戻ってきた表（--form で作ったもの）",
                    "The sheet that came back (as --form makes it)",
                ),
            )
            .required_unless_present("form"),
        )
        .arg(
            path("out", "NEW", say("新しい一覧の名前", "Name of the new list"))
                .short('o')
                .long("out")
                .required_unless_present("form"),
        )
        .arg(
            path(
                "form",
                "RETURN",
                say(
                    "工事担当者に渡す表を作ります（分かっていることは記入ずみ）",
                    "Make the sheet that goes to the installer, filled with what is known",
                ),
            )
            .long("form")
            .conflicts_with_all(["returned", "out"]),
        )
        .args(tables(language))
        .arg(facts(language))
        .arg(format(language))
}

pub(super) fn scan(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let path = |id: &'static str, name: &'static str| {
        Arg::new(id).value_name(name).value_parser(value_parser!(PathBuf))
    };
    Command::new("scan")
        .about(say(
            "貼ったラベルを写真・スキャン・リーダーで読み取り、データと合うか確かめます",
            "Read labels from photos, scans or a handy scanner, and compare them with the data",
        ))
        .arg(path("sources", "IMAGE|PDF|FOLDER|-").num_args(0..).help(say(
            "画像（PNG・JPEG）、PDF、それらのフォルダー。「-」または指定なしは標準入力（リーダーの1行が1件）",
            "Pictures (PNG, JPEG), PDFs, folders of them; - or nothing: standard input, one code a line",
        )))
        .arg(path("against", "FILE").long("against").num_args(1..).action(ArgAction::Append).help(say(
            "照らし合わせるサイトファイル、または build で作ったフォルダー（なければ照合しません）",
            "Site files, or folders made by build, to compare with (without: nothing is compared)",
        )))
        .arg(path("former", "FILE").long("former").num_args(1..).action(ArgAction::Append).help(say(
            "変更前のサイトファイル（何が変わったかを調べます）",
            "Earlier versions of the site files, to find what has changed",
        )))
        .arg(path("key", "FILE").long("key").help(say(
            "ラベルの署名に使った鍵のファイル（16バイト以上）",
            "The key file (16 bytes or more) that the labels were signed with",
        )))
        .arg(facts(language))
        .arg(Arg::new("pairs").long("pairs").action(ArgAction::SetTrue).help(say(
            "端末ごとにラベルとチェックリストの2つが揃い、同じことを確かめます",
            "Each terminal must be read twice, on its label and its checklist sheet, with the same code",
        )))
        .arg(format(language))
}

/// `manifest show RUN`
pub(super) fn show(language: Language) -> Command {
    Command::new("show")
        .about(language.pick(
            "実行に何があるかを示します：お客様、書類、印刷用のファイルと用紙",
            "Say what a run holds: customers, documents, merged files and their paper",
        ))
        .arg(run_folder(language))
        .arg(format(language))
}

/// `verify RUN`
pub(super) fn verify(language: Language) -> Command {
    Command::new("verify")
        .about(language.pick(
            "実行のファイルが作ったときのままか確かめ、ないもの・変わったもの・余分なものをお客様ごとに知らせます",
            "Say whether the files of a run are as they were made: what is missing, changed or not of the run",
        ))
        .arg(run_folder(language))
        .arg(format(language))
}

/// `startpack manifest merge`.
pub(super) fn merge(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("merge")
        .about(say(
            "--part で作った組を1つの実行にまとめ、欠けも重なりもないことを確かめます",
            "Join the parts made with --part into one run, and check that none is missing and none is double",
        ))
        .arg(
            Arg::new("folder")
                .value_name("FOLDER")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(say("実行のフォルダ（out/<実行番号>）", "The run's folder (out/<run>)")),
        )
        .arg(format(language))
}
