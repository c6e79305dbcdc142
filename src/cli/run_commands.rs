//! Commands on a run that was printed, in the user's language, for clap: `scan`, `reconcile`, `reprint` and
//! `manifest merge`.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};

use super::options::{facts, format, tables, validation};
use super::selection_args::{kind, only, selection};
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
            "印刷した用紙を数え、不足と重複をお客様ごとに知らせます",
            "Count printed sheets: what is missing, double or foreign",
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
                    "スキャンした画像かPDF。- は標準入力（1行に1つのコード）",
                    "Pictures or PDF; - is standard input, a code a line",
                )),
        )
        .args(selection(language))
        .arg(only(say("その書類の用紙だけを数えます", "Count only the sheets of these documents")))
        .arg(printing(say(
            "その印刷の用紙だけ（ふつうは、いま有効な全部）",
            "Only sheets of this printing (default: in force)",
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
            "実行の書類をもう一度、最初の印刷と同じに作ります",
            "Make documents of a run again, as first printed",
        ))
        .override_usage(say(
            "startpack reprint [OPTIONS] --customer <お客様> <実行のフォルダー>",
            "startpack reprint [OPTIONS] --customer <NAME> <RUN>",
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
            "その書類だけ（--pages では準備のご案内）",
            "Only these documents (with --pages: packet)",
        )))
        .arg(
            // The old name of --only.
            Arg::new("document").long("document").hide(true).conflicts_with("only").value_parser(kind()),
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
            "その印刷の用紙（ふつうは、いま有効なもの）",
            "Sheets of this printing (default: those in force)",
        )))
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("FOLDER")
                .value_parser(value_parser!(PathBuf))
                .help(say(
                    "置くフォルダー（ふつうは実行の中の reprint）",
                    "Folder for the files (default: reprint in the run)",
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
            "工事で分かったことを一覧に写し、新しい一覧を作ります",
            "Take what the day of the work has shown into a new list",
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
                say("戻ってきた表（--form で作ったもの）", "The sheet that came back (as --form makes it)"),
            )
            .required_unless_present("form"),
        )
        .arg(
            path(
                "out",
                "NEW",
                say("新しい一覧の名前（上書きしません）", "Name of the new list; never overwrites"),
            )
            .short('o')
            .long("out")
            .required_unless_present("form"),
        )
        .arg(
            path(
                "form",
                "RETURN",
                say("工事担当者に渡す表を作ります", "Make the sheet that goes to the installer"),
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
            "貼ったラベルを読み取り、データと合うか確かめます",
            "Read labels back from photos, scans or a scanner, and compare",
        ))
        .arg(path("sources", "IMAGE|PDF|FOLDER|-").num_args(0..).help(say(
            "画像、PDF、それらのフォルダー。- は標準入力",
            "Pictures, PDFs, folders; -: codes, one a line",
        )))
        .arg(
            path("against", "FILE").long("against").num_args(1..).action(ArgAction::Append).help(say(
                "照らし合わせる表や、作ったフォルダー",
                "Lists, site files or folders made by build",
            )),
        )
        .arg(
            path("former", "FILE").long("former").num_args(1..).action(ArgAction::Append).help(say(
                "変更前の表（何が変わったかを調べます）",
                "Earlier lists, to find what has changed",
            )),
        )
        .arg(
            path("key", "FILE").long("key").help(say(
                "ラベルの署名に使った鍵のファイル",
                "The key file that the labels were signed with",
            )),
        )
        .arg(facts(language))
        .arg(Arg::new("pairs").long("pairs").action(ArgAction::SetTrue).help(say(
            "ラベルとチェックリストの2つが同じかも確かめます",
            "Label and checklist sheet must both be read, and agree",
        )))
        .arg(format(language))
}

/// `manifest show RUN`
pub(super) fn show(language: Language) -> Command {
    Command::new("show")
        .about(language.pick(
            "実行にあるお客様、書類、印刷用のファイルを示します",
            "Say what a run holds: customers, documents, merged files",
        ))
        .arg(run_folder(language))
        .arg(format(language))
}

/// `verify RUN`
pub(super) fn verify(language: Language) -> Command {
    Command::new("verify")
        .about(language.pick(
            "実行のファイルが、作ったときのままか確かめます",
            "Say whether the files of a run are as they were made",
        ))
        .arg(run_folder(language))
        .arg(format(language))
}

/// `startpack manifest merge`.
pub(super) fn merge(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("merge")
        .about(say(
            "--part で作った組を1つの実行にまとめます",
            "Join the parts made with --part into one run",
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
