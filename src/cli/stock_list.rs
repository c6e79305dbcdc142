//! The list of label stock, for people and for programs (docs/json.md).

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::args::{Asked, Format};
use super::speech::Language;
use super::terminal::{self, Terminal};
use super::{Exit, report};
use crate::app::{self, Design, Feed, Stock};
use crate::base::Origins;

/// Goes up when a field changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct List<'a> {
    version: u32,
    command: &'static str,
    exit_code: u8,
    stock: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    feed: &'static str,
    faces: usize,
    columns: usize,
    rows: usize,
    paper: [f64; 2],
    label: [f64; 2],
    pitch: [f64; 2],
    origin: [f64; 2],
    products: &'a [String],
    source: &'a str,
    verified: &'static str,
    design: Option<&'static str>,
}

/// Lists all stock, that of `file` first.
pub(super) fn list(asked: &Asked, file: Option<&Path>) -> Exit {
    let mut origins = Origins::new();
    let all = match app::all_stock(file, &mut origins) {
        Ok(all) => all,
        Err(faults) => {
            terminal::tell(&report::text(&faults, &origins, asked.language, &Terminal::of_this_process()));
            return Exit::of(&faults);
        }
    };
    let text = match asked.format {
        Format::Text => text(&all, asked.language),
        Format::Json => json(&all),
    };
    terminal::say(&text).map_or(Exit::Access, |()| Exit::Made)
}

fn json(all: &[Stock]) -> String {
    let stock = all.iter().map(|stock| Line {
        name: &stock.name,
        feed: match stock.feed {
            Feed::Sheet => "sheet",
            Feed::Roll => "roll",
        },
        faces: stock.faces(),
        columns: stock.columns,
        rows: stock.rows,
        paper: stock.paper,
        label: stock.label,
        pitch: stock.pitch,
        origin: stock.origin,
        products: &stock.products,
        source: &stock.source,
        verified: stock.verified.word(),
        design: stock.design().map(Design::word),
    });
    let list =
        List { version: VERSION, command: "stock", exit_code: Exit::Made as u8, stock: stock.collect() };
    // Numbers and texts only: there is nothing in it that JSON cannot say.
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

fn text(all: &[Stock], language: Language) -> String {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let head = [
        say("名前", "name"),
        say("面", "faces"),
        say("ラベル（mm）", "label (mm)"),
        say("確かさ", "source"),
        say("品番", "products"),
    ];
    let rows: Vec<[String; 5]> = all.iter().map(|stock| row(stock, language)).collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].width());
        cells.max().unwrap_or_default().max(head[column].width())
    };
    let widths: Vec<usize> = (0..4).map(width).collect();
    let mut text = String::new();
    for row in std::iter::once(head.map(str::to_owned)).chain(rows) {
        for (cell, width) in row.iter().zip(&widths) {
            // Writing into a string cannot fail.
            let _ = write!(text, "{cell}{}  ", " ".repeat(width - cell.width()));
        }
        let _ = writeln!(text, "{}", row[4]);
    }
    text.push_str(say(
        "\n使うには build --stock 名前（または品番）と指定します。面の番号は startpack stock 名前 で描けます。\n\
         「未確認」の寸法は公開されている表の値です。まず普通紙に試し刷りをしてください（--outline）。\n",
        "\nUse one with build --stock NAME (or a product number); `startpack stock NAME` draws its faces.\n\
         Second-hand measures come from published tables: print a test on plain paper first (--outline).\n",
    ));
    text
}

fn row(stock: &Stock, language: Language) -> [String; 5] {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let faces = match stock.feed {
        Feed::Sheet => format!("{}×{}＝{}", stock.columns, stock.rows, stock.faces()),
        Feed::Roll => say("ロール", "roll").to_owned(),
    };
    let faces =
        if language == Language::English { faces.replace('×', "x").replace('＝', " = ") } else { faces };
    let sure = match stock.verified.word() {
        "second-hand" => say("未確認", "second-hand"),
        "measured" => say("実測", "measured"),
        _ => say("メーカー図面", "maker-drawing"),
    };
    let refused = if stock.design().is_none() {
        say("　小さすぎて使えません", " (too small for a code)")
    } else {
        ""
    };
    [
        stock.name.clone(),
        faces,
        format!("{} x {}", stock.label[0], stock.label[1]),
        sure.to_owned(),
        format!("{}{refused}", stock.products.join(", ")),
    ]
}
