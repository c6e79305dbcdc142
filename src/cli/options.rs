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
            "表のうち読むシート（ふつうは自動）",
            "Sheet of the workbook to read (default: found by its headings)",
        )),
        Arg::new("header-row")
            .long("header-row")
            .value_name("N")
            .value_parser(value_parser!(u32).range(1..))
            .help(say("見出しの行の番号（ふつうは自動）", "Row of the headings (default: found by itself)")),
        column(language),
        Arg::new("encoding").long("encoding").value_name("NAME").help(say(
            "CSVの文字コード（cp932、utf-8 など。ふつうは自動）",
            "Encoding of CSV files, such as cp932 or utf-8 (default: found by itself)",
        )),
        Arg::new("hidden-rows")
            .long("hidden-rows")
            .value_name("use|skip")
            .value_parser(["use", "skip"])
            .hide_possible_values(true)
            .help(say(
                "表示されていない行を読む（use）か、読まない（skip）か。指定がなければ止まります",
                "Read hidden rows, or skip them (default: stop with an error)",
            )),
        Arg::new("formulas")
            .long("formulas")
            .value_name("empty")
            .value_parser(["empty"])
            .hide_possible_values(true)
            .help(say(
                "計算結果のない数式を空欄として読みます。指定がなければ止まります",
                "Read formulas without a result as empty cells (default: stop with an error)",
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
            "表のその見出し（または列の記号）の列を、その項目として読みます。- なら読みません（くり返せます。例：--column \"回線番号=お客様ID\"、--column H=-）",
            "Read the column of that heading (or of these letters) as that field, or with - not at all; may be repeated, as in --column \"回線番号=お客様ID\" --column H=-",
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
            "内蔵の事実の代わりに使う事実ファイル（startpack facts で書き出したものを直します）",
            "Facts in place of the embedded ones: a changed copy of what `startpack facts` writes",
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
                "書類をまとめるフォルダの名前（例：1月分。ふつうは日付と4文字。お客様が1件なら付きません）",
                "Name of the run and its folder (default: the date and 4 characters; none for one customer)",
            )),
        Arg::new("part")
            .long("part")
            .value_name("i/n")
            .value_parser(ValueParser::new(|text: &str| {
                RunPart::read(text).ok_or("a part such as 3/16")
            }))
            .help(say("お客様をn組に分けたi番目だけを作ります", "Make only the i-th of n parts of the customers")),
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help(say("何ができるかを数えるだけで、作りません", "Only count what would be made; make nothing")),
        Arg::new("merge")
            .long("merge")
            .value_name("CUSTOMERS")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("0")
            .value_parser(value_parser!(u32))
            .help(say(
                "印刷用に書類をまとめたPDFも作ります（--merge 50 のように数を付けると、1ファイルのお客様の数）",
                "Also make merged files for the copier (with a number, as in --merge 50: customers in a file)",
            )),
        Arg::new("supplement")
            .long("supplement")
            .value_name("PRINTING")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("0")
            .conflicts_with("part")
            .value_parser(value_parser!(u32))
            .help(say(
                "前の印刷から変わったお客様の分だけを、印刷用にまとめます（--supplement 1 は印刷1から）",
                "Merge only what has changed since the last printing (--supplement 1: since printing 1)",
            )),
        Arg::new("names")
            .long("names")
            .value_name("plain|readable")
            .value_parser(["plain", "readable"])
            .hide_possible_values(true)
            .help(say(
                "ファイルの名前：packet.pdf（plain。ふつう）か、顧客番号と名称の付いた名前（readable）",
                "Names of files: packet.pdf (plain, the default), or with 顧客番号 and name (readable)",
            )),
        Arg::new("plain")
            .long("plain")
            .action(ArgAction::SetTrue)
            .help(say(
                "読み上げと保存の規格のための情報を、PDFに入れません（Acrobatの読み取り専用の帯が出ません）",
                "Leave out of the PDF files what readers that speak and archives need (Acrobat opens them without its bar)",
            )),
        Arg::new("no-marks")
            .long("no-marks")
            .action(ArgAction::SetTrue)
            .help(say(
                "印刷用のPDFの用紙に番号とQRコードを付けません",
                "Print no numbers and QR codes on the sheets of the merged files",
            )),
        Arg::new("all-or-nothing")
            .long("all-or-nothing")
            .action(ArgAction::SetTrue)
            .help(say("1件でも誤りがあれば、何も作りません", "Make nothing if a customer has errors")),
        Arg::new("check-page")
            .long("check-page")
            .action(ArgAction::SetTrue)
            .help(say(
                "ラベルと通知書のページを携帯電話で確かめるページ（check.html）も作ります（お客様が2件以上なら、いつも作ります）",
                "Also make check.html, a page to check labels and notice sheets with a phone (always made for several customers)",
            )),
    ]
}

/// `check --annotate OUT.xlsx`
pub(super) fn annotate(language: Language) -> Arg {
    Arg::new("annotate").long("annotate").value_name("OUT.xlsx").value_parser(value_parser!(PathBuf)).help(
        language.pick(
            "誤りのセルに色と説明を付けた、表の写しも作ります（表が1つのとき）",
            "Also write a copy of the sheet with each wrong cell coloured and explained (one sheet only)",
        ),
    )
}

/// `check --table`
pub(super) fn table(language: Language) -> Arg {
    Arg::new("table").long("table").action(ArgAction::SetTrue).help(language.pick(
        "表のどの列を何として読んだかも示します（--format json なら、セルの値も）",
        "Also say which column was read as what (with --format json: the values of the cells too)",
    ))
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
        "お客様の表（.xlsx .ods .csv .tsv、何件でも）か、サイトファイル（.toml、1件）か、そのフォルダー",
        "Hearing sheets (.xlsx .ods .csv .tsv) of any number of customers, site files (.toml) of one each, or folders of them",
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
            .help(say(
                "印刷日（2027-01-20、2027/1/20、令和9年1月20日 など。指定がなければ今日）",
                "Day of printing, such as 2027-01-20 or 令和9年1月20日 (default: today)",
            )),
        Arg::new("font")
            .long("font")
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .help(say(
                "内蔵の書体にない文字のために加える書体（TrueType、くり返せます）",
                "Add a font (TrueType) for characters that the embedded ones lack; may be repeated",
            )),
        Arg::new("threads")
            .long("threads")
            .value_name("N")
            .value_parser(value_parser!(u16).range(1..=1024))
            .help(say(
                "同時に進める数（ふつうはプロセッサの数。書類の内容は変わりません）",
                "Customers that are processed at the same time (default: the number of processors); the documents stay the same",
            )),
        facts(language),
        format(language),
    ];
    let labels =
        [&label_args::stock(language)[..], &label_args::faces(language), &label_args::printer(language)];
    general.into_iter().chain(labels.concat()).collect()
}
