//! What the command line may say, in the user's language, for clap. Understanding it is [`super::args`]' part.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, value_parser};

use super::label_args;
use super::options::{facts, running, tables};
use super::sheets;
use super::speech::Language;
use crate::app::DocumentKind;
use crate::base::date::Date;

/// Everything that can be asked for.
pub(super) fn command(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let command = Command::new("startpack")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "オンライン資格確認の導入で使う書類（案内・受渡しチェックリスト・端末ラベル）を、サイトファイルから印刷用PDFにします。",
            "Makes print-ready PDF (customer packet, handover checklist, terminal labels) from a site file, for the introduction of オンライン資格確認.",
        ))
        .after_help(say(
            "はじめての方:\n  startpack new 新しいお客様.toml      記入用のファイルを作ります（.xlsx ならヒアリングシート）\n  startpack check 新しいお客様.toml    誤りと注意を調べます\n  startpack build 新しいお客様.toml    out/<10桁コード>/ に書類を作ります\n\n\
             終了コード: 0 成功、1 データの誤り、2 使い方の誤り、3 開けない・書けない、4 プログラムの誤り、130 中断\n\
             パスワードやログインIDを書く欄はありません。ファイルに書かないでください。",
            "First steps:\n  startpack new customer.toml      makes a file to fill in (.xlsx: a hearing sheet)\n  startpack check customer.toml    finds faults and doubts\n  startpack build customer.toml    makes the documents in out/<10-digit code>/\n\n\
             Exit codes: 0 made, 1 faults in the data, 2 wrong usage, 3 cannot open or write, 4 fault of the program, 130 interrupted\n\
             There is no place for a password or login ID: never write one into a file.",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name("ja|en")
                .value_parser(["ja", "en"])
                .hide_possible_values(true)
                .help(say("メッセージの言語（指定がなければ環境の設定）", "Language of messages (default: the locale)")),
        )
        .subcommands([
                build(language),
                check(language),
                new(language),
                facts_command(language),
                sheets::convert(language),
                scan(language),
                label_args::stock_command(language).arg(format(language)),
                label_args::calibrate_command(language).arg(format(language)),
                reconcile(language),
                reprint(language),
                manifest(language),
            ]
            .map(|task| headed(task, language)));
    headed(command, language).disable_version_flag(true).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help_heading(options(language))
            .help(say("版番号を表示します", "Print the version")),
    )
}

/// `command` with the headings of its help, and what `--help` says of itself, in that language.
fn headed(command: Command, language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    command
        .help_template(say(
            "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}",
            "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
        ))
        .subcommand_help_heading(say("コマンド", "Commands"))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { say("引数", "Arguments") } else { options(language) };
            arg.help_heading(heading)
        })
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading(options(language))
                .help(say("この説明を表示します", "Print this help")),
        )
}

const fn options(language: Language) -> &'static str {
    language.pick("オプション", "Options")
}

fn build(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("build")
        .about(say("書類を作ります", "Make the documents"))
        .arg(files(language))
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("FOLDER")
                .value_parser(value_parser!(PathBuf))
                .default_value("out")
                .hide_default_value(true)
                .help(say("書類を置くフォルダ（ふつうは out）", "Folder for the documents (default: out)")),
        )
        .arg(
            Arg::new("only")
                .long("only")
                .value_name("packet,handover,labels")
                .value_delimiter(',')
                .value_parser(PossibleValuesParser::new(DocumentKind::ALL.map(DocumentKind::stem)))
                .hide_possible_values(true)
                .help(say("作る書類だけを挙げます", "Make only these documents")),
        )
        .args(judging(language))
        .args(tables(language))
        .args(running(language))
        .arg(
            Arg::new("png")
                .long("png")
                .action(ArgAction::SetTrue)
                .help(say("各ページの画像（PNG）も作ります", "Also write a picture (PNG) of each page")),
        )
}

fn check(language: Language) -> Command {
    Command::new("check")
        .about(language.pick(
            "誤りと注意をすべて調べます（何も作りません）",
            "Find all faults and doubts; makes nothing",
        ))
        .arg(files(language))
        .arg(sheets::annotate(language))
        .args(judging(language))
        .args(tables(language))
}

fn new(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("new")
        .about(say(
            "記入用のファイルを作ります：.xlsx はヒアリングシート、.toml はサイトファイル（上書きしません）",
            "Make a file to fill in: a hearing sheet (.xlsx) or a site file (.toml); never overwrites",
        ))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(say("新しいファイルの名前", "Name of the new file")),
        )
        .arg(facts(language))
        .arg(format(language))
}

fn facts_command(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("facts")
        .about(say(
            "内蔵の事実（料金、日数、画面の文言、祝日など）を書き出します。直したものは --facts で使います",
            "Give out the embedded facts (fee, days, words of the portal, holidays); --facts uses a changed copy",
        ))
        .arg(
            Arg::new("out").short('o').long("out").value_name("FILE").value_parser(value_parser!(PathBuf)).help(
                say(
                    "新しいファイルの名前（指定がなければ標準出力。上書きしません）",
                    "Name of the new file (default: standard output); never overwrites",
                ),
            ),
        )
        .arg(format(language))
}

fn run_folder(language: Language) -> Arg {
    Arg::new("folder")
        .value_name("RUN")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(language.pick("実行のフォルダ（out/実行番号）", "The run's folder (out/<run>)"))
}

fn reconcile(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("reconcile")
        .about(say(
            "印刷した用紙のQRコードを数え、不足・重複・ほかの実行の用紙をお客様ごとに知らせます",
            "Count the codes of printed sheets: tells what is missing, double or foreign, by customer",
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
                    "Scanned pictures (PNG, JPEG) or PDF; - is standard input, a code a line (the default)",
                )),
        )
        .arg(format(language))
}

fn reprint(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    // The day, the stock and the threads of the first print stand in the manifest.
    let judging = judging(language).into_iter().map(|arg| {
        let is_known = ["facts", "font", "format", "key", "stock-file"].contains(&arg.get_id().as_str());
        arg.hide(!is_known)
    });
    Command::new("reprint")
        .about(say(
            "実行の書類をもう一度、最初の印刷と同じに作ります（一部のページは「再印刷」の印つき）",
            "Make papers of a run once more, as first printed (an extract of pages is marked 再印刷)",
        ))
        .arg(run_folder(language))
        .arg(
            Arg::new("customer")
                .long("customer")
                .value_name("CODE")
                .required_unless_present("sheet")
                .help(say("お客様の10桁コード", "The customer's 10-digit code")),
        )
        .arg(
            Arg::new("document")
                .long("document")
                .value_name("packet|handover|labels")
                .value_parser(PossibleValuesParser::new(DocumentKind::ALL.map(DocumentKind::stem)))
                .hide_possible_values(true)
                .help(say(
                    "その書類だけ（指定がなければ全部。--pages だけのときは packet）",
                    "Only this document (default: all; with --pages: packet)",
                )),
        )
        .arg(
            Arg::new("pages")
                .long("pages")
                .value_name("3-4")
                .requires("customer")
                .value_parser(ValueParser::new(|text: &str| pages(text).ok_or("pages such as 3 or 3-4")))
                .help(say("そのページだけ", "Only these pages")),
        )
        .arg(
            Arg::new("sheet")
                .long("sheet")
                .value_name("NUMBER")
                .conflicts_with("customer")
                .value_parser(value_parser!(u32))
                .help(say("用紙番号で1枚（両面）", "One sheet by its number in the run, both sides")),
        )
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("FOLDER")
                .value_parser(value_parser!(PathBuf))
                .help(say(
                    "置くフォルダ（ふつうは実行のフォルダの中の reprint）",
                    "Folder for them (default: reprint within the run's)",
                )),
        )
        .args(judging)
}

/// `3` or `3-4`.
fn pages(text: &str) -> Option<(usize, usize)> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    Some((from.parse().ok()?, to.parse().ok()?))
}

fn scan(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let path = |id: &'static str, name: &'static str| {
        Arg::new(id).value_name(name).value_parser(value_parser!(PathBuf))
    };
    Command::new("scan")
        .about(say(
            "貼ったラベルを写真・スキャン・リーダーで読み取り、データと合うか確かめます",
            "Read labels from photos, scans or a handy scanner, and hold them against the data",
        ))
        .arg(path("sources", "IMAGE|PDF|FOLDER|-").num_args(0..).help(say(
            "画像（PNG・JPEG）、PDF、それらのフォルダー。「-」または指定なしは標準入力（リーダーの1行が1件）",
            "Pictures (PNG, JPEG), PDFs, folders of them; - or nothing: standard input, a line for each code",
        )))
        .arg(path("against", "FILE").long("against").num_args(1..).action(ArgAction::Append).help(say(
            "照らし合わせるサイトファイル、または build で作ったフォルダー（なければ照合しません）",
            "Site files or folders made by build to check against (without: nothing is checked)",
        )))
        .arg(path("former", "FILE").long("former").num_args(1..).action(ArgAction::Append).help(say(
            "変更前のサイトファイル（何が変わったかを調べます）",
            "Earlier versions of the site files, to tell what has changed",
        )))
        .arg(
            path("key", "FILE").long("key").help(say(
                "ラベルの署名に使った鍵のファイル",
                "The key file that the labels were signed with",
            )),
        )
        .arg(facts(language))
        .arg(Arg::new("pairs").long("pairs").action(ArgAction::SetTrue).help(say(
            "端末ごとにラベルとチェックリストの2つが揃い、同じことを確かめます",
            "Each terminal must be met twice, on its label and its checklist sheet, saying the same",
        )))
        .arg(format(language))
}

fn manifest(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let merge = Command::new("merge")
        .about(say(
            "--part で作った組を1つの実行にまとめ、欠けも重なりもないことを確かめます",
            "Join the parts made with --part into one run, and prove that none is missing and none double",
        ))
        .arg(
            Arg::new("folder")
                .value_name("FOLDER")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(say("実行のフォルダ（out/<実行番号>）", "The run's folder (out/<run>)")),
        )
        .arg(format(language));
    Command::new("manifest")
        .about(say("実行の記録（manifest）を扱います", "Work on the manifest of a run"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(headed(merge, language))
}

fn files(language: Language) -> Arg {
    Arg::new("files")
        .value_name("FILE")
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help(language.pick(
        "お客様の表（.xlsx .ods .csv .tsv、何件でも）か、サイトファイル（.toml、1件）",
        "Hearing sheets (.xlsx .ods .csv .tsv) of any number of customers, or site files (.toml) of one each",
    ))
}

/// What decides how a file is judged: the day, the fonts, the labels; and how that is told.
fn judging(language: Language) -> Vec<Arg> {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let general = [
        Arg::new("date")
            .long("date")
            .value_name("YYYY-MM-DD")
            .value_parser(ValueParser::new(|text: &str| {
                text.parse::<Date>().map_err(|_| "YYYY-MM-DD, such as 2027-01-20")
            }))
            .help(say("印刷日（指定がなければ今日）", "Day of printing (default: today)")),
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
                "Customers in hand at a time (default: the processors); the papers do not depend on it",
            )),
        facts(language),
        format(language),
    ];
    let labels =
        [&label_args::stock(language)[..], &label_args::faces(language), &label_args::printer(language)];
    general.into_iter().chain(labels.concat()).collect()
}

pub(super) fn format(language: Language) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("text|json")
        .value_parser(["text", "json"])
        .hide_possible_values(true)
        .help(language.pick("結果の書き方（ふつうは text）", "How results are written (default: text)"))
}
