//! The command line in the user's language, for clap: every command, with `build`, `check`, `new` and `convert`. Not
//! here: how arguments are understood ([`super::args`]).

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::guide_args::guide_command;
use super::options::{annotate, facts, files, format, running, table, tables, validation};
use super::run_commands::{merge, reconcile, record, reprint, scan, show, verify};
use super::selection_args::{only, selection};
use super::table_commands::{mend, preview};
use super::{label_args, words};
use crate::report::Language;

/// Everything that can be asked for.
pub(super) fn command(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let command = Command::new("startpack")
        // What is typed, whatever the file is called.
        .bin_name("startpack")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "オンライン資格確認の導入で使う書類を、お客様の表から印刷用のPDFにします。",
            "Makes the papers (PDF) for the introduction of オンライン資格確認 from a list.",
        ))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name("ja|en")
                .value_parser(["ja", "en"])
                .hide_possible_values(true)
                .help(say(
                    "メッセージの言語（指定がなければ環境の設定）",
                    "Language of messages (default: the locale)",
                )),
        )
        .subcommands(
            [
                build(language),
                check(language),
                new(language),
                facts_command(language),
                settings_command(language),
                convert(language),
                mend(language),
                preview(language),
                record(language),
                scan(language),
                label_args::stock_command(language).arg(format(language)),
                label_args::calibrate_command(language).arg(format(language)),
                guide_command(language),
                reconcile(language),
                reprint(language),
                verify(language),
                manifest(language),
            ]
            .map(|task| headed(task, language)),
        );
    headed(command, language).disable_version_flag(true).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .hide_short_help(true)
            .action(ArgAction::Version)
            .help_heading(words::usual(language))
            .help(say("版番号を表示します", "Print the version")),
    )
}

/// The same with everything in its help, which `--help` shows.
pub(super) fn in_full(language: Language) -> Command {
    let all = command(language);
    let all = all.mut_subcommands(|task| words::in_full(task).mut_subcommands(words::in_full));
    words::in_full(all).after_help(words::more(language))
}

/// The same for a manual: every option with what it does.
pub(super) fn for_manual(language: Language) -> Command {
    let all = command(language);
    let all = all.mut_subcommands(|task| words::every(task).mut_subcommands(words::every));
    words::every(all).after_help(words::more(language))
}

/// `command` with the headings of its help, and what `--help` says of itself, in that language.
fn headed(command: Command, language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| words::grouped(&name, arg, language));
    let has_more = name != "startpack" && command.get_arguments().any(Arg::is_hide_short_help_set);
    let more = language.pick("すべてのオプション", "All options");
    let command = match has_more {
        true => command.after_help(format!("{more}: startpack {} --help", words::path(&name))),
        false => command,
    };
    command
        .help_template(say(
            "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}",
            "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
        ))
        .subcommand_help_heading(say("コマンド", "Commands"))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::HelpShort)
                .help_heading(words::usual(language))
                .help(say("この説明（--help ですべて）", "This help (--help: all of it)")),
        )
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
                .help(say("書類を置くフォルダー（ふつうは out）", "Folder for the documents (default: out)")),
        )
        .arg(only(say(
            "その書類だけ：準備のご案内、端末ラベル、送付状…",
            "packet, handover, labels, letter, address, mail",
        )))
        .args(selection(language))
        .args(validation(language))
        .args(tables(language))
        .args(running(language))
        .args(label_args::choice(language))
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
            "Find all errors and warnings; makes nothing",
        ))
        .arg(files(language))
        .arg(annotate(language))
        .arg(table(language))
        .args(selection(language))
        .args(validation(language))
        .args(tables(language))
}

fn new(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("new")
        .about(say(
            "記入用のファイルを作ります（.xlsx は表、.toml はサイトファイル）",
            "Make a file to fill in: .xlsx (hearing sheet) or .toml (site file)",
        ))
        .arg(
            Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf)).help(
                say("新しいファイルの名前（上書きしません）", "Name of the new file; never overwrites"),
            ),
        )
        .arg(facts(language))
        .arg(format(language))
}

fn facts_command(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("facts")
        .about(say(
            "内蔵の事実（料金、日数、文言、祝日）を書き出します",
            "Write the embedded facts (fee, days, portal's words, holidays)",
        ))
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(say(
                    "新しいファイルの名前（ふつうは標準出力）",
                    "Name of the new file (default: standard output); never overwrites",
                )),
        )
        .arg(format(language))
}

fn settings_command(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("settings")
        .about(say(
            "自社の設定を示します。-o で記入用の startpack.toml を作ります",
            "Show the office's settings; -o makes a startpack.toml to fill in",
        ))
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(say(
                    "新しいファイルの名前（上書きしません）",
                    "Name of the new file; never overwrites",
                )),
        )
        .arg(format(language))
}

/// `convert IN OUT`
fn convert(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let path = |id: &'static str, name: &'static str, help: &'static str| {
        Arg::new(id).value_name(name).required(true).value_parser(value_parser!(PathBuf)).help(help)
    };
    Command::new("convert")
        .about(say(
            "お客様の情報を、表とサイトファイルの間で移します",
            "Write customers as a hearing sheet or as site files",
        ))
        .arg(path(
            "from",
            "IN",
            say("表、サイトファイル、またはそのフォルダー", "A sheet, a site file or a folder of them"),
        ))
        .arg(path(
            "to",
            "OUT",
            say(
                "新しいファイルかフォルダー（上書きしません）",
                "The new file, or a folder for site files; never overwrites",
            ),
        ))
        .args(tables(language))
        .arg(facts(language))
        .arg(format(language))
}

fn manifest(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("manifest")
        .about(say("実行の記録（manifest）を扱います", "Work on the manifest of a run"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(headed(merge(language), language))
        .subcommand(headed(show(language), language))
}
