//! What the command line says of hearing sheets beside reading them: `convert`, and the copy of `check`.

use std::path::PathBuf;

use clap::{Arg, Command, value_parser};

use super::command::format;
use super::options::{facts, tables};
use super::speech::Language;

/// `check --annotate OUT.xlsx`
pub(super) fn annotate(language: Language) -> Arg {
    Arg::new("annotate").long("annotate").value_name("OUT.xlsx").value_parser(value_parser!(PathBuf)).help(
        language.pick(
            "誤りのセルに色と説明を付けた、表の写しも作ります（表が1つのとき）",
            "Also write a copy of the sheet with its faulty cells coloured and explained (one sheet only)",
        ),
    )
}

/// `convert IN OUT`
pub(super) fn convert(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let path = |id: &'static str, name: &'static str, help: &'static str| {
        Arg::new(id).value_name(name).required(true).value_parser(value_parser!(PathBuf)).help(help)
    };
    Command::new("convert")
        .about(say(
            "お客様の情報を、表（.xlsx .ods .csv .tsv）とサイトファイル（.toml）の間で移します（上書きしません）",
            "Write customers as a hearing sheet (.xlsx .ods .csv .tsv) or as site files (.toml); never overwrites",
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
                "新しいファイル、またはサイトファイルを置くフォルダー",
                "The new file, or a folder for site files",
            ),
        ))
        .args(tables(language))
        .arg(facts(language))
        .arg(format(language))
}
