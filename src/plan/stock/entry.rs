//! From the tables of a stock file (`[[grid]]`, `[[roll]]`) to [`Stock`], with every fault at its place.

use std::collections::BTreeSet;

use super::{Feed, Stock, Verified, fold};
use crate::base::entry::{Entry, Value};
use crate::base::{Code, Diagnostic, Origin, Words};
use crate::plan::keys::Keys;

/// Office printers cannot print the outer 5 mm of a sheet.
const PRINTER_MARGIN: f64 = 5.0;

/// Longest side of a paper, in mm: beyond it no printer of this kind goes.
const LONGEST: f64 = 1200.0;

/// Most labels in a row or column.
const MOST: usize = 100;

pub(super) fn read(file: &[Entry]) -> Result<Vec<Stock>, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let mut stocks: Vec<Stock> = Vec::new();
    let mut names = BTreeSet::new();
    for entry in file {
        let mut keys = Keys::new(entry, Code::BadStock);
        let stock = match entry.kind.as_str() {
            "grid" => grid(&mut keys),
            "roll" => roll(&mut keys),
            _ => {
                faults.push(other_table(entry));
                continue;
            }
        };
        if let Some(Value::Text(name)) = entry.values.get("name").map(|name| &name.value)
            && !names.insert(fold(name))
        {
            keys.fault(
                "name",
                Words::new(
                    format!("名前「{name}」が2つあります。"),
                    format!("the name {name:?} is given twice"),
                ),
                Words::new("用紙ごとに違う名前を付けてください。", "give each stock a name of its own"),
            );
        }
        faults.extend(keys.finish());
        stocks.extend(stock.map(|stock| Stock { at: entry.at, ..stock }));
    }
    if faults.is_empty() { Ok(stocks) } else { Err(faults) }
}

fn grid(keys: &mut Keys<'_>) -> Option<Stock> {
    let named = named(keys, Feed::Sheet);
    let paper = keys.pair("paper", LONGEST);
    let columns = keys.count("columns", MOST);
    let rows = keys.count("rows", MOST);
    let label = keys.pair("label", LONGEST);
    let pitch = keys.pair("pitch", LONGEST);
    let origin = keys.pair("origin", LONGEST);
    let rest = keys.pair_if_any("rest", LONGEST);
    let stock = Stock {
        paper: paper?,
        columns: columns?,
        rows: rows?,
        label: label?,
        pitch: pitch?,
        origin: origin?,
        clear: [PRINTER_MARGIN; 2],
        ..named
    };
    checked(stock, rest, keys)
}

/// A label of a roll is its own page.
fn roll(keys: &mut Keys<'_>) -> Option<Stock> {
    let named = named(keys, Feed::Roll);
    let label = keys.pair("label", LONGEST);
    let clear = keys.pair("clear", LONGEST);
    let dots_per_inch = keys.number_if_any("dots_per_inch", 90.0, 2400.0);
    let label = label?;
    let stock = Stock { paper: label, label, pitch: label, clear: clear?, dots_per_inch, ..named };
    if (0..2).any(|axis| stock.clear[axis] * 2.0 >= stock.label[axis]) {
        keys.fault(
            "clear",
            Words::new(
                "印刷できない縁（clear）を両側から引くと、何も残りません。",
                "nothing is left between the edges that cannot be printed (clear)",
            ),
            Words::new(
                "左右と上下の縁の幅を mm で書きます。",
                "clear is the width of the blank edges, in mm",
            ),
        );
        return None;
    }
    checked(stock, None, keys)
}

fn checked(stock: Stock, rest: Option<[f64; 2]>, keys: &mut Keys<'_>) -> Option<Stock> {
    let misfits = stock.misfits(rest);
    for misfit in &misfits {
        let help = Words::new(
            "用紙、面の大きさ、間隔、左上の余白、面数を測り直してください。",
            "measure paper, label, pitch, origin, columns and rows again",
        );
        let name = &stock.name;
        let message = Words::new(
            format!("ラベル用紙{name}：{}", misfit.message.ja),
            format!("label stock {name}: {}", misfit.message.en),
        );
        keys.fault(misfit.key, message, help);
    }
    misfits.is_empty().then_some(stock)
}

/// What sheets and rolls have in common; the measures are still those of nothing. What is missing was told.
fn named(keys: &mut Keys<'_>, feed: Feed) -> Stock {
    let name = keys.text("name").unwrap_or_default();
    let products = keys.texts("products");
    let source = keys.text_if_any("source").unwrap_or_default();
    let verified = match keys.text_if_any("verified") {
        None => Verified::SecondHand,
        Some(word) => {
            let found = Verified::ALL.into_iter().find(|(_, known)| *known == word);
            if found.is_none() {
                let all = Verified::ALL.map(|(_, word)| word).join(", ");
                keys.fault(
                    "verified",
                    Words::new(
                        format!("verified は {all} のどれかです。"),
                        format!("verified is one of {all}"),
                    ),
                    Words::new(
                        "自分で測った値なら measured と書きます。",
                        "write `measured` for your own measures",
                    ),
                );
            }
            found.map_or(Verified::SecondHand, |(verified, _)| verified)
        }
    };
    Stock {
        at: Origin::NONE,
        name,
        feed,
        paper: [0.0; 2],
        columns: 1,
        rows: 1,
        label: [0.0; 2],
        pitch: [0.0; 2],
        origin: [0.0; 2],
        clear: [0.0; 2],
        dots_per_inch: None,
        products,
        source,
        verified,
    }
}

fn other_table(entry: &Entry) -> Diagnostic {
    let kind: String = entry.kind.chars().filter(|c| !c.is_control()).take(30).collect();
    Diagnostic::error(
        Code::BadStock,
        entry.at,
        Words::new(
            format!("用紙のファイルに [[{kind}]] という表はありません。"),
            format!("a stock file has no table [[{kind}]]"),
        ),
        Words::new(
            "シートは [[grid]]、ロールは [[roll]] と書きます。",
            "write [[grid]] for a sheet and [[roll]] for a roll",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::entry::entries;

    const GOOD: &str = "[[grid]]\nname = \"own\"\npaper = [210, 297]\ncolumns = 2\nrows = 6\n\
                        label = [86.4, 42.3]\npitch = [86.4, 42.3]\norigin = [18.6, 21.2]\n";

    /// Places are the first byte of each value.
    fn told(text: &str) -> Vec<(String, String)> {
        let file = entries(text, &mut |bytes| Origin(u32::try_from(bytes.start).unwrap())).unwrap();
        let faults = Stock::read(&file).map_or_else(|faults| faults, |_| Vec::new());
        faults
            .into_iter()
            .map(|fault| {
                let value = text[fault.at.0 as usize..].split(['\n', ']']).next().unwrap_or_default();
                (value.to_owned(), fault.message.en)
            })
            .collect()
    }

    #[test]
    fn a_good_grid_is_taken() {
        assert_eq!(told(GOOD), []);
        assert_eq!(told(&format!("{GOOD}rest = [18.6, 22.0]\n")), []);
    }

    #[test]
    fn impossible_numbers_are_told_at_their_place() {
        let cases = [
            ("columns = 2", "columns = 0", "0", "whole number"),
            ("columns = 2", "columns = 3", "[210, 297", "larger than the paper: left 18.6 + 3 x 86.40"),
            ("pitch = [86.4", "pitch = [80.0", "[80.0, 42.3", "overlap"),
            ("origin = [18.6", "origin = [-1.0", "-1.0, 21.2", "numbers from 0"),
            ("label = [86.4, 42.3]", "label = [nan, 42.3]", "nan, 42.3", "numbers from 0"),
            ("label = [86.4, 42.3]", "label = 86.4", "86.4", "two numbers"),
            ("rows = 6", "rows = \"six\"", "\"six\"", "whole number"),
            ("name = \"own\"", "name = \"\"", "\"\"", "text"),
        ];
        for (from, to, place, words) in cases {
            let faults = told(&GOOD.replace(from, to));
            assert_eq!(faults.len(), 1, "{to}: {faults:?}");
            assert!(faults[0].0.starts_with(place) && faults[0].1.contains(words), "{to}: {faults:?}");
        }
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let faults = told("[[grid]]\nname = \"a\"\ncolour = 1\nrows = 0\n[[plate]]\nname = \"b\"\n");
        // paper, columns, rows, label, pitch, origin, colour; plate
        assert_eq!(faults.len(), 8, "{faults:?}");
    }

    #[test]
    fn measured_margins_must_add_up() {
        let faults = told(&format!("{GOOD}rest = [16.0, 22.0]\n"));
        assert!(
            faults[0].1.contains("left 18.6 + 2 x 86.40 - gap 0.00 + right 16.0 = 207.4 mm, paper 210.0")
        );
    }

    #[test]
    fn a_name_stands_once() {
        assert_eq!(told(&format!("{GOOD}{GOOD}"))[0].1, "the name \"own\" is given twice");
    }

    #[test]
    fn a_roll_is_its_own_page() {
        let file =
            entries("[[roll]]\nname = \"r\"\nlabel = [62, 29]\nclear = [1.6, 3.1]\n", &mut |_| Origin::NONE);
        let roll = Stock::read(&file.unwrap()).unwrap().remove(0);
        assert_eq!((roll.paper, roll.faces(), roll.rest()), ([62.0, 29.0], 1, [0.0, 0.0]));
        let faults = told("[[roll]]\nname = \"r\"\nlabel = [62, 29]\nclear = [31, 3]\n");
        assert!(faults[0].1.contains("nothing is left"));
    }
}
