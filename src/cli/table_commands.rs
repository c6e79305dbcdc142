//! Commands on one table or one customer of it, in the user's language, for clap: `mend` and `preview`.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::options::{files, format, tables, validation};
use super::selection_args::{kind, selection};
use crate::app::{DocumentKind, NewCell};
use crate::report::Language;

/// `mend IN OUT --set 'シート!H12=0100013'`
pub(super) fn mend(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let path = |id: &'static str, name: &'static str, help: &'static str| {
        Arg::new(id).value_name(name).required(true).value_parser(value_parser!(PathBuf)).help(help)
    };
    Command::new("mend")
        .about(say(
            "表のセルを直した写しを作ります（元の表は変わりません）",
            "Copy a table with some cells changed, the rest as it was",
        ))
        .arg(path("from", "IN", say("表（.xlsx .csv .tsv）", "A table (.xlsx .csv .tsv)")))
        .arg(path("to", "OUT", say("新しいファイル（上書きしません）", "The new file; never overwrites")))
        .arg(
            Arg::new("set")
                .long("set")
                .value_name(say("セル=値", "CELL=TEXT"))
                .required(true)
                .action(ArgAction::Append)
                // What is no cell is told without being repeated: it may be a secret.
                .value_parser(ValueParser::new(|text: &str| Ok::<_, String>(NewCell::read(text))))
                .help(say(
                    "直すセルと文字（例：\"シート!H12=0100013\"）",
                    "A cell and its text, such as \"SHEET!H12=0100013\"",
                )),
        )
        .args(tables(language))
        .arg(format(language))
}

/// `preview FILE --customer C --document packet --page 3 --dpi 80 -o PAGE.png`
pub(super) fn preview(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let [customer, ..] = selection(language);
    Command::new("preview")
        .about(say(
            "お客様1件の書類の1ページを画像（PNG）にします",
            "Draw one page of one customer's document as a picture (PNG)",
        ))
        .arg(files(language))
        .arg(customer.action(ArgAction::Set).help(say(
            "どのお客様か：顧客番号、10桁コード、名称",
            "Which one, by 顧客番号, 10-digit code or name",
        )))
        .arg(
            Arg::new("document")
                .long("document")
                .value_name("DOCUMENT")
                .default_value(DocumentKind::Packet.stem())
                .hide_default_value(true)
                .value_parser(kind())
                .hide_possible_values(true)
                .help(say(
                    "どの書類か：packet（ふつう）、handover、labels",
                    "Which document: packet (default), handover, labels",
                )),
        )
        .arg(
            Arg::new("page")
                .long("page")
                .value_name("N")
                .default_value("1")
                .hide_default_value(true)
                .value_parser(value_parser!(u16))
                .help(say("何ページ目か（ふつうは1）", "Which page (default: 1)")),
        )
        .arg(
            Arg::new("dpi")
                .long("dpi")
                .value_name("N")
                .default_value("80")
                .hide_default_value(true)
                .value_parser(value_parser!(u16).range(10..=600))
                .help(say(
                    "画像の細かさ（10～600dpi。ふつうは80）",
                    "Dots in an inch, 10 to 600 (default: 80)",
                )),
        )
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("PAGE.png")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(say(
                    "画像のファイル（.png。あれば置き換えます）",
                    "The picture (.png); replaced if it is there",
                )),
        )
        .args(validation(language))
        .args(tables(language))
}
