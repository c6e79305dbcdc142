//! Options that several commands have, in the user's language, for clap: how tables are read, what a run is asked for,
//! how results are written.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, value_parser};

use super::label_args;
use crate::app::{AssignedColumn, RunPart, is_run_name, typed_date};
use crate::report::Language;

/// How a table is to be read where that cannot be found out.
pub(super) fn tables(language: Language) -> [Arg; 6] {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    [
        Arg::new("sheet").long("sheet").value_name("NAME").help(say(
            "読むシート（ふつうは自動。--header-row で見出しの行）",
            "Sheet to read (found by itself; --header-row N: its headings)",
        )),
        Arg::new("header-row")
            .long("header-row")
            .value_name("N")
            .value_parser(value_parser!(u32).range(1..))
            .help(say("見出しの行の番号（ふつうは自動）", "Row of the headings (default: found by itself)")),
        column(language),
        Arg::new("encoding").long("encoding").value_name("NAME").help(say(
            "CSVの文字コード（cp932、utf-8 など。ふつうは自動）",
            "Encoding of CSV files, such as cp932 (found by itself)",
        )),
        Arg::new("hidden-rows")
            .long("hidden-rows")
            .value_name("use|skip")
            .value_parser(["use", "skip"])
            .hide_possible_values(true)
            .help(say(
                "隠れた行を読む（use）か、読まない（skip）か（ふつうは止まる）",
                "Read hidden rows, or skip them (default: stop with an error)",
            )),
        Arg::new("formulas")
            .long("formulas")
            .value_name("empty")
            .value_parser(["empty"])
            .hide_possible_values(true)
            .help(say(
                "計算結果のない数式を空欄として読みます（ふつうは止まる）",
                "Read formulas without a result as empty (default: stop)",
            )),
    ]
}

/// `--column "X=お客様ID"`
fn column(language: Language) -> Arg {
    Arg::new("column")
        .long("column")
        .value_name(language.pick("見出し=項目", "HEADING=FIELD"))
        .action(ArgAction::Append)
        .value_parser(ValueParser::new(|text: &str| {
            assigned(text).ok_or("a heading or the letters of a column, and a field: X=お客様ID, H=お客様ID")
        }))
        .help(language.pick(
            "その見出し（か列の記号）の列を、その項目として読む（H=- は読まない）",
            "Read a column as that field: \"回線番号=お客様ID\"; not at all: H=-",
        ))
}

/// A heading and a field. A heading may have `=` in it, a field has none.
fn assigned(text: &str) -> Option<AssignedColumn> {
    let (from, to) = text.rsplit_once(['=', '＝'])?;
    let (from, to) = (from.trim().to_owned(), to.trim().to_owned());
    (!from.is_empty() && !to.is_empty()).then_some(AssignedColumn { from, to })
}

/// Facts in place of the embedded ones.
pub(super) fn facts(language: Language) -> Arg {
    Arg::new("facts").long("facts").value_name("FILE").value_parser(value_parser!(PathBuf)).help(
        language.pick(
            "内蔵の事実の代わりに使うファイル（startpack facts の写し）",
            "Facts in place of the embedded ones (see `startpack facts`)",
        ),
    )
}

/// What a run of many customers is asked for: its number, its part, or only what it would make.
pub(super) fn running(language: Language) -> [Arg; 10] {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    [
        Arg::new("run")
            .long("run")
            .value_name("NUMBER")
            .value_parser(ValueParser::new(|text: &str| match is_run_name(text) {
                true => Ok(text.to_owned()),
                false => Err("letters, digits and hyphens, at most 20, such as 2027-SPRING"),
            }))
            .help(say(
                "書類をまとめるフォルダーの名前（例：1月分）",
                "Name of the run and its folder, such as SPRING",
            )),
        Arg::new("part")
            .long("part")
            .value_name("i/n")
            .value_parser(ValueParser::new(|text: &str| RunPart::read(text).ok_or("a part such as 3/16")))
            .help(say(
                "お客様をn組に分けたi番目だけを作ります",
                "Make only the i-th of n parts of the customers",
            )),
        Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say(
            "何ができるかを数えるだけで、作りません",
            "Only count what would be made; make nothing",
        )),
        Arg::new("merge")
            .long("merge")
            .value_name(say("件数", "N"))
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("0")
            .value_parser(value_parser!(u32))
            .help(say("全員分をまとめた印刷用のPDFも作ります", "Also make merged files for the copier")),
        Arg::new("supplement")
            .long("supplement")
            .value_name(say("回", "N"))
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("0")
            .conflicts_with("part")
            .value_parser(value_parser!(u32))
            .help(say(
                "印刷したあとに変わった分だけをまとめます",
                "Merge only what has changed since printing N",
            )),
        Arg::new("names")
            .long("names")
            .value_name("plain|readable")
            .value_parser(["plain", "readable"])
            .hide_possible_values(true)
            .help(say(
                "ファイルの名前：plain（packet.pdf）、readable（名称付き）",
                "Names of files: plain (packet.pdf), readable (with the name)",
            )),
        Arg::new("plain").long("plain").action(ArgAction::SetTrue).help(say(
            "読み上げと保存の規格の情報を入れません（Acrobatの帯が出ません）",
            "Without what speech and archives need (no bar in Acrobat)",
        )),
        Arg::new("no-marks").long("no-marks").action(ArgAction::SetTrue).help(say(
            "まとめた用紙に番号とQRコードを付けません",
            "No numbers and QR codes on sheets of merged files",
        )),
        Arg::new("all-or-nothing")
            .long("all-or-nothing")
            .action(ArgAction::SetTrue)
            .help(say("1件でも誤りがあれば、何も作りません", "Make nothing if a customer has errors")),
        Arg::new("check-page").long("check-page").action(ArgAction::SetTrue).help(say(
            "携帯電話で確かめる check.html も作ります（2件以上ならいつも）",
            "Also make check.html, to check labels with a phone",
        )),
    ]
}

/// `check --annotate OUT.xlsx`
pub(super) fn annotate(language: Language) -> Arg {
    Arg::new("annotate").long("annotate").value_name("OUT.xlsx").value_parser(value_parser!(PathBuf)).help(
        language.pick(
            "誤りのセルに色と説明を付けた写しも作ります",
            "Also copy the sheet with its wrong cells coloured",
        ),
    )
}

/// `check --table`
pub(super) fn table(language: Language) -> Arg {
    Arg::new("table")
        .long("table")
        .action(ArgAction::SetTrue)
        .help(language.pick("どの列を何として読んだかも示します", "Also say which column was read as what"))
}

/// How results are written.
pub(super) fn format(language: Language) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("text|json|ndjson")
        .value_parser(["text", "json", "ndjson"])
        .hide_possible_values(true)
        .help(language.pick("結果の書き方（ふつうは text）", "How results are written (default: text)"))
}

/// The files of customers.
pub(super) fn files(language: Language) -> Arg {
    Arg::new("files")
        .value_name("FILE")
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help(language.pick(
            "お客様の表（.xlsx .ods .csv .tsv）、サイトファイル、フォルダー",
            "Lists (.xlsx .ods .csv .tsv), site files (.toml), folders of them",
        ))
}

/// What customers are validated with: the day, the fonts, the labels; and how results are written.
pub(super) fn validation(language: Language) -> Vec<Arg> {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let general = [
        Arg::new("date")
            .long("date")
            .value_name("YYYY-MM-DD")
            .value_parser(ValueParser::new(|text: &str| {
                typed_date(text).map_err(|_| "a day such as 2027-01-20 or 令和9年1月20日")
            }))
            .help(say("印刷日（例：2027-01-20。ふつうは今日）", "Day of printing (default: today)")),
        Arg::new("font")
            .long("font")
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .help(say(
                "内蔵の書体にない文字のために加える書体（TrueType）",
                "Add a font (TrueType) for characters not in the embedded ones",
            )),
        Arg::new("threads")
            .long("threads")
            .value_name("N")
            .value_parser(value_parser!(u16).range(1..=1024))
            .help(say(
                "同時に進める数（ふつうはプロセッサの数）",
                "Customers at a time (default: the processors)",
            )),
        facts(language),
        format(language),
    ];
    let labels =
        [&label_args::stock(language)[..], &label_args::faces(language), &label_args::printer(language)];
    general.into_iter().chain(labels.concat()).collect()
}
