//! Headings and placeholders of the help, in the user's language. In: a command as clap knows it. Out: the same with its
//! options in groups. What an option does is not said here.

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

/// What stands for a value, in Japanese.
const PLACEHOLDERS: [(&str, &str); 21] = [
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
];

/// `arg` of `command` under its heading.
pub(super) fn grouped(command: &str, arg: Arg, language: Language) -> Arg {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let id = arg.get_id().as_str().to_owned();
    let is_of = |list: &[&str]| list.contains(&id.as_str());
    let heading = if arg.is_positional() {
        say("引数", "Arguments")
    } else if is_of(&TABLES) && command != "reprint" {
        say("表の読み方", "How tables are read")
    } else if is_of(&LABELS) && command != "scan" {
        say("ラベル", "Labels")
    } else if is_of(&MANY) {
        say("大量印刷", "Many customers")
    } else if is_of(&OTHERS) {
        say("そのほか", "Others")
    } else {
        usual(language)
    };
    let arg = arg.help_heading(heading);
    let Some(name) = arg.get_value_names().and_then(<[_]>::first).map(ToString::to_string) else {
        return arg;
    };
    let japanese = PLACEHOLDERS.iter().find(|(english, _)| *english == name).map(|(_, japanese)| *japanese);
    match (language, japanese) {
        (Language::Japanese, Some(japanese)) => arg.value_name(japanese),
        _ => arg,
    }
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

/// The commands, for who mistypes one.
pub(super) fn commands(command: &Command) -> String {
    command.get_subcommands().map(Command::get_name).collect::<Vec<_>>().join("、")
}
