//! Options of labels in the user's language, for clap: stock, faces, printer and key, and how they are understood; the
//! commands `stock` and `calibrate`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::app::LabelOptions;
use crate::report::Language;

/// Which stock.
pub(super) fn stock(language: Language) -> [Arg; 2] {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    [
        Arg::new("stock").long("stock").value_name("NAME").help(say(
            "ラベル用紙の名前か品番（--stock-file で自分の用紙）",
            "Label stock by name or product; --stock-file: own",
        )),
        Arg::new("stock-file")
            .long("stock-file")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(say("自分で測った用紙を書いたファイル（TOML）", "Label stock of your own (TOML)")),
    ]
}

/// Which faces, how many copies, outlines, signature.
pub(super) fn faces(language: Language) -> [Arg; 5] {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    [
        Arg::new("start").long("start").value_name("N").value_parser(value_parser!(u16)).help(say(
            "1枚目の何番目の面からか（--skip で使わない面）",
            "First face on the first sheet; --skip 3,7-9",
        )),
        Arg::new("skip")
            .long("skip")
            .value_name("3,7-9")
            .help(say("1枚目で使わない面", "Faces of the first sheet to leave out")),
        Arg::new("copies")
            .long("copies")
            .value_name("N")
            .value_parser(value_parser!(u16))
            .help(say("同じラベルをN枚ずつ作ります", "Print each label N times in a row")),
        Arg::new("outline").long("outline").action(ArgAction::SetTrue).help(say(
            "面の枠線を描きます（普通紙への試し刷り用）",
            "Draw the outlines of the faces, for a test on plain paper",
        )),
        Arg::new("key").long("key").value_name("FILE").value_parser(value_parser!(PathBuf)).help(say(
            "QRコードに署名する鍵のファイル（16バイト以上）",
            "Key file (16 bytes or more) that signs the QR codes",
        )),
    ]
}

/// Which terminals' labels.
pub(super) fn choice(language: Language) -> [Arg; 3] {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    [
        Arg::new("terminal").long("terminal").value_name(say("番号", "SLOT")).conflicts_with("revised").help(
            say(
                "その端末のラベルだけを作ります（管理番号か名称）",
                "Make only this terminal's label (管理番号 or name)",
            ),
        ),
        Arg::new("revised").long("revised").action(ArgAction::SetTrue).help(say(
            "変わったラベルだけを作ります（--former と比べる）",
            "Make only changed labels (compared with --former)",
        )),
        Arg::new("former")
            .long("former")
            .value_name("FILE")
            .requires("revised")
            .num_args(1..)
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .help(say(
                "変更前のサイトファイル・表、または前に作ったフォルダ",
                "The earlier site files or lists, or a folder that was made before",
            )),
    ]
}

/// By how much a printer's error is corrected.
pub(super) fn printer(language: Language) -> [Arg; 6] {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let number = |id: &'static str, value: &'static str| {
        Arg::new(id).long(id).value_name(value).allow_negative_numbers(true).value_parser(value_parser!(f64))
    };
    [
        number("offset-x", "MM").help(say(
            "ラベルを右へ動かす（--offset-y 下へ、--scale-x、--scale-y 倍率）",
            "Move labels right; also --offset-y, --scale-x, --scale-y",
        )),
        number("offset-y", "MM")
            .help(say("ラベルを下へずらす量（上は負の数）", "Move labels down by this many mm")),
        number("scale-x", "FACTOR")
            .help(say("ラベルの横の倍率（例：0.998）", "Scale labels in width, such as 0.998")),
        number("scale-y", "FACTOR").help(say("ラベルの縦の倍率", "Scale labels in height")),
        Arg::new("printer").long("printer").value_name("NAME").requires("printer-file").help(say(
            "--printer-file にあるプリンターやトレイの名前",
            "A printer or tray in --printer-file",
        )),
        Arg::new("printer-file")
            .long("printer-file")
            .value_name("FILE")
            .requires("printer")
            .value_parser(value_parser!(PathBuf))
            .help(say(
                "プリンターごとのずれを書いたファイル（TOML）",
                "File of printers with their measured offsets (TOML)",
            )),
    ]
}

/// `startpack stock`.
pub(super) fn stock_command(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let [_, file] = stock(language);
    Command::new("stock")
        .about(say(
            "ラベル用紙の一覧を出します。名前を付けると面の図を作ります",
            "List label stock; with a name, draw it with its face numbers",
        ))
        .arg(
            Arg::new("name")
                .value_name("NAME")
                .help(say("用紙の名前か品番", "Stock by name or product number")),
        )
        .arg(file)
        .arg(out(language).requires("name"))
}

/// `startpack calibrate`.
pub(super) fn calibrate_command(language: Language) -> Command {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    Command::new("calibrate")
        .about(say(
            "プリンターのずれを測るシート（PDF）を作ります",
            "Make a sheet (PDF) to measure the offset of a printer",
        ))
        .args(stock(language))
        .args(printer(language))
        .arg(out(language))
}

/// Where a sheet goes.
pub(super) fn out(language: Language) -> Arg {
    Arg::new("file")
        .short('o')
        .long("out")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(language.pick("作るファイル（ふつうは out の中）", "The file to make (default: one in out)"))
}

/// The options of labels that were given; what a command does not know has its default.
pub(super) fn labels(matches: &ArgMatches) -> LabelOptions {
    fn one<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Option<T> {
        matches.try_get_one::<T>(id).ok().flatten().cloned()
    }
    let usual = LabelOptions::default();
    let number = |id| one::<f64>(matches, id);
    LabelOptions {
        stock: one(matches, "stock").unwrap_or(usual.stock),
        stock_file: one(matches, "stock-file"),
        start: one::<u16>(matches, "start").map_or(usual.start, usize::from),
        skip: one(matches, "skip").unwrap_or(usual.skip),
        copies: one::<u16>(matches, "copies").map_or(usual.copies, usize::from),
        outline: one(matches, "outline").unwrap_or(usual.outline),
        key: one(matches, "key"),
        printer: one(matches, "printer"),
        printer_file: one(matches, "printer-file"),
        offset: [number("offset-x"), number("offset-y")],
        scale: [number("scale-x"), number("scale-y")],
        terminal: one(matches, "terminal"),
        revised: one(matches, "revised").unwrap_or(usual.revised),
        former: matches
            .try_get_many::<PathBuf>("former")
            .ok()
            .flatten()
            .map_or(usual.former, |files| files.cloned().collect()),
        printed: usual.printed,
    }
}
