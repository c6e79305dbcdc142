//! [`StockList`]: the label stock that startpack knows. In: the driver's list. Out: text, and JSON.

use std::fmt::Write as _;

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::language::Language;
use crate::app::{Design, Feed, Stock};

/// The label stock that can be used.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StockList {
    stock: Vec<StockEntry>,
}

/// Label stock; measures in mm.
#[derive(Clone, Debug, Serialize)]
struct StockEntry {
    name: String,
    feed: &'static str,
    /// Places for labels on a sheet.
    faces: usize,
    columns: usize,
    rows: usize,
    paper: [f64; 2],
    label: [f64; 2],
    pitch: [f64; 2],
    origin: [f64; 2],
    /// The upper left corner of every face, in the order of their numbers.
    places: Vec<[f64; 2]>,
    products: Vec<String>,
    source: String,
    verified: &'static str,
    /// How a label is laid out on it; none if it is too small for a code.
    design: Option<&'static str>,
}

/// The upper left corner of a face, in mm, to a thousandth.
fn place(stock: &Stock, index: usize) -> [f64; 2] {
    let corner = stock.face(index).origin;
    [corner.x, corner.y].map(|length| (length.to_mm() * 1000.0).round() / 1000.0)
}

impl StockList {
    /// The list of `all`.
    pub(crate) fn of(all: &[Stock]) -> Self {
        let entry = |stock: &Stock| StockEntry {
            name: stock.name.clone(),
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
            places: (0..stock.faces()).map(|index| place(stock, index)).collect(),
            products: stock.products.clone(),
            source: stock.source.clone(),
            verified: stock.verified.word(),
            design: stock.design().map(Design::word),
        };
        Self { stock: all.iter().map(entry).collect() }
    }

    /// The list as a table, and how it is used.
    pub(super) fn text(&self, language: Language) -> String {
        table(&self.stock, language) + language.pick(
            "\n使うには build --stock 名前（または品番）と指定します。面の番号は startpack stock 名前 で描けます。\n\
             「未確認」の寸法は公開されている表の値です。まず普通紙に試し刷りをしてください（--outline）。\n",
            "\nUse one with build --stock NAME (or a product number); `startpack stock NAME` draws its faces.\n\
             Second-hand measures come from published tables: print a test on plain paper first (--outline).\n",
        )
    }
}

fn table(all: &[StockEntry], language: Language) -> String {
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
    text
}

fn row(stock: &StockEntry, language: Language) -> [String; 5] {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    let faces = match stock.feed {
        "sheet" => format!("{}×{}＝{}", stock.columns, stock.rows, stock.faces),
        _ => say("ロール", "roll").to_owned(),
    };
    let faces =
        if language == Language::English { faces.replace('×', "x").replace('＝', " = ") } else { faces };
    let sure = match stock.verified {
        "second-hand" => say("未確認", "second-hand"),
        "measured" => say("実測", "measured"),
        _ => say("メーカー図面", "maker-drawing"),
    };
    let refused = if stock.design.is_none() {
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
