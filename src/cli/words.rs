//! Headings and placeholders of the help, in the user's language. In: a command as clap knows it. Out: the same with its
//! options in groups: what people need every day, which fits a screen (`-h`), and the rest (`--help`). What an option does
//! is not said here.

use clap::builder::Resettable;
use clap::{Arg, Command};

use crate::report::Language;

/// Options of labels.
const LABELS: [&str; 14] = [
    "stock",
    "stock-file",
    "start",
    "skip",
    "copies",
    "outline",
    "key",
    "offset-x",
    "offset-y",
    "scale-x",
    "scale-y",
    "printer",
    "printer-file",
    "name",
];

/// Options that say how tables are read.
const TABLES: [&str; 6] = ["sheet", "header-row", "column", "encoding", "hidden-rows", "formulas"];

/// Options for many customers.
const MANY: [&str; 6] = ["run", "part", "no-marks", "all-or-nothing", "threads", "dry-run"];

/// Options that are seldom needed.
const OTHERS: [&str; 6] = ["font", "facts", "format", "png", "lang", "names"];

/// Options of those groups that are needed every day: the command, and what it is called there.
const DAILY: [(&str, &[&str]); 3] =
    [("build", &["stock", "start", "run"]), ("scan", &["key"]), ("reprint", &["sheet", "start", "skip"])];

/// Options of `build` in no group that are seldom needed.
const SELDOM: [&str; 6] = ["dealer", "sort", "plain", "check-page", "former", "document"];

/// Options that the line of another one names.
const NAMED_BESIDE: [(&str, &str); 8] = [
    ("skip", "start"),
    ("former", "revised"),
    ("stock-file", "stock"),
    ("offset-y", "offset-x"),
    ("scale-x", "offset-x"),
    ("scale-y", "offset-x"),
    ("printer-file", "printer"),
    ("header-row", "sheet"),
];

/// What stands for a value, in Japanese.
const PLACEHOLDERS: [(&str, &str); 23] = [
    ("FILE", "ファイル"),
    ("FOLDER", "フォルダー"),
    ("NAME", "名前"),
    ("N", "数"),
    ("NUMBER", "番号"),
    ("MM", "mm"),
    ("FACTOR", "倍率"),
    ("RUN", "実行のフォルダー"),
    ("CUSTOMERS", "件数"),
    ("YYYY-MM-DD", "日付"),
    ("IN", "元"),
    ("OUT", "先"),
    ("OUT.xlsx", "写し.xlsx"),
    ("IMAGE | -", "画像・PDF"),
    ("IMAGE|PDF|FOLDER|-", "画像・PDF・フォルダー"),
    ("i/n", "番目/組数"),
    ("3-4", "ページ"),
    ("3,7-9", "面"),
    ("CODE", "コード"),
    ("CUSTOMER", "お客様"),
    ("COMPANY", "会社名"),
    ("DOCUMENTS", "書類,…"),
    ("DOCUMENT", "書類"),
];

/// `arg` of `command` under its heading.
pub(super) fn grouped(command: &str, arg: Arg, language: Language) -> Arg {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let id = arg.get_id().as_str().to_owned();
    let is_of = |list: &[&str]| list.contains(&id.as_str());
    let is_daily = DAILY.iter().any(|(task, options)| *task == command && is_of(options));
    let is_beside = NAMED_BESIDE.iter().any(|(it, _)| *it == id);
    let is_of_labels = command == "stock" || (command == "calibrate" && !is_beside);
    let (heading, is_rare) = if arg.is_positional() {
        (say("引数", "Arguments"), false)
    } else if is_daily {
        (usual(language), false)
    } else if is_of(&TABLES) {
        (say("表の読み方", "How tables are read"), true)
    } else if is_of(&LABELS) {
        (say("ラベル", "Labels"), !is_of_labels)
    } else if is_of(&MANY) {
        (say("大量印刷", "Many customers"), true)
    } else if is_of(&OTHERS) {
        (say("そのほか", "Others"), true)
    } else {
        (usual(language), command == "build" && is_of(&SELDOM))
    };
    let arg = arg.help_heading(heading).hide_short_help(is_rare);
    let Some(name) = arg.get_value_names().and_then(<[_]>::first).map(ToString::to_string) else {
        return arg;
    };
    let japanese = PLACEHOLDERS.iter().find(|(english, _)| *english == name).map(|(_, japanese)| *japanese);
    match (language, japanese) {
        (Language::Japanese, Some(japanese)) => arg.value_name(japanese),
        _ => arg,
    }
}

/// `command` with every option in its help.
pub(super) fn every(command: Command) -> Command {
    command.mut_args(|arg| arg.hide_short_help(false)).after_help(Resettable::Reset)
}

/// The same, but those that another's line names have no line of their own.
pub(super) fn in_full(command: Command) -> Command {
    let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
    let ids: Vec<String> = shown.map(|arg| arg.get_id().to_string()).collect();
    let is_named_beside =
        |id: &str| NAMED_BESIDE.iter().any(|(it, other)| *it == id && ids.iter().any(|there| there == other));
    every(command).mut_args(|arg| {
        let is_hidden = arg.is_hide_set() || is_named_beside(arg.get_id().as_str());
        arg.hide(is_hidden)
    })
}

/// The heading of the options that everybody needs.
pub(super) const fn usual(language: Language) -> &'static str {
    language.pick("よく使うオプション", "Usual options")
}

/// Help as clap has it, without English words in Japanese.
pub(super) fn translated(help: &str, language: Language) -> String {
    match language {
        Language::English => help.to_owned(),
        Language::Japanese => help.replace("[OPTIONS]", "[オプション]").replace("<COMMAND>", "<コマンド>"),
    }
}

/// What one can do, for who gives no arguments.
pub(super) fn first_steps(language: Language) -> &'static str {
    language.pick(
        "startpack でできること\n\
         \x20 1. 記入用の表を作る          startpack new お客様.xlsx\n\
         \x20 2. 記入した表を調べる        startpack check お客様.xlsx\n\
         \x20 3. 書類（PDF）を作る         startpack build お客様.xlsx\n\n\
         表のファイルを startpack に重ねて離すと、調べて、誤りがなければ表の隣の out に書類を作ります。\n\
         くわしくは startpack --help をご覧ください。\n",
        "What startpack does:\n\
         \x20 1. makes a sheet to fill in       startpack new customers.xlsx\n\
         \x20 2. checks the filled-in sheet     startpack check customers.xlsx\n\
         \x20 3. makes the papers (PDF)         startpack build customers.xlsx\n\n\
         A sheet or a folder that is dropped on startpack is checked; if there is no error, the papers go into out beside it (or in it).\n\
         See startpack --help.\n",
    )
}

/// A command with the one that it belongs to.
pub(super) fn path(name: &str) -> String {
    let is_within = ["merge", "show"].contains(&name);
    format!("{}{name}", if is_within { "manifest " } else { "" })
}

/// What else one needs to know of the program.
pub(super) fn more(language: Language) -> &'static str {
    language.pick(
        "はじめての方:\n  startpack new 新しいお客様.toml      記入用のファイルを作ります（.xlsx ならヒアリングシート）\n  startpack check 新しいお客様.toml    誤りと注意を調べます\n  startpack build 新しいお客様.toml    out/<10桁コード>/ に書類を作ります\n\n\
             終了コード: 0 成功、1 データの誤り、2 使い方の誤り、3 開けない・書けない、4 プログラムの誤り、130 中断\n\
             パスワードやログインIDを書く欄はありません。ファイルに書かないでください。",
        "First steps:\n  startpack new customer.toml      makes a file to fill in (.xlsx: a hearing sheet)\n  startpack check customer.toml    finds errors and warnings\n  startpack build customer.toml    makes the documents in out/<10-digit code>/\n\n\
             Exit codes: 0 success, 1 errors in the data, 2 wrong usage, 3 cannot open or write a file, 4 error in the program, 130 interrupted\n\
             There is no field for a password or login ID. Do not write one into a file.",
    )
}

/// The commands, for who mistypes one.
pub(super) fn commands(command: &Command) -> String {
    command.get_subcommands().map(Command::get_name).collect::<Vec<_>>().join("、")
}
