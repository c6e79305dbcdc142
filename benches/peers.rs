//! The peers' common work item set by our own layout: W1 (packet of 16 pages), W2 (24 QR labels), W3 (checklist).
//!
//! In: the peers' expanded items (`$WORK/items/NNN.json`). Out: `startpack-<W>-NNN.pdf` and one line of JSON with
//! the milliseconds of each, in the form that the peers' own scripts print. Not here: the comparison (peers.sh).
//!
//! Arguments: `W from to folder`. `qr_ms` is the time of the QR symbols alone, taken a second time: it is in `ms` too.

use std::fmt::Write as _;
use std::time::Instant;

use serde_json::Value;
use startpack::base::qr::Symbol;
use startpack::base::{Diagnostic, Fonts};
use startpack::layout::layout;
use startpack::paint::{Pictures, Properties, paint};
use startpack::parse::parse;
use startpack::render::Markup;

type Fault = Box<dyn std::error::Error>;

/// Width and height of a face of the work item's label sheet, in mm: 3 × 8 faces, as every peer draws it.
const LABEL: (f64, f64) = (66.0, 33.9);
/// Left and top margin of that sheet, in mm.
const SHEET_MARGIN: (f64, f64) = (6.0, 12.9);
/// Side of the QR symbol without its quiet zone, in mm.
const SYMBOL: f64 = 20.5;
/// The quiet zone on both sides, in modules.
const QUIET: f64 = 8.0;

const A4: &str = "size: 210mm 297mm; margin: 15mm 18mm 18mm; font-size: 10.5pt; line-height: 1.62; \
                  text-align: justify; hanging-punctuation: allow-end";
const FOOT: &str = "padding: 0 0 8mm; text-align: center; font-size: 8pt";
const BAND: &str = "background: #1F4E79; color: #fff; font-size: 15pt; height: 12mm; padding: 0 4mm; \
                    margin: 0 0 2mm; border: none; vertical-align: middle";
const SUB: &str = "font-size: 9pt; margin: 0 0 2mm";
const TABLE: &str = "margin: 3mm 0; font-size: 9.5pt; text-align: start";
const CELL: &str = "border: 0.5pt solid #888; padding: 1.5mm 2mm";
const BOX: &str = "flex: 1; border: 1pt solid #1F4E79; padding: 2mm 3mm";

fn main() -> Result<(), Fault> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [what, from, to, folder] = words.as_slice() else {
        eprintln!("peers: W from to folder (see benches/peers.sh)");
        return Ok(());
    };
    let items = std::env::var("WORK")? + "/items";
    std::fs::create_dir_all(folder)?;
    let fonts = Fonts::new();
    let (mut wall, mut cpu, mut symbols, mut memory) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for number in from.parse::<usize>()?..to.parse()? {
        let item: Value =
            serde_json::from_str(&std::fs::read_to_string(format!("{items}/{number:03}.json"))?)?;
        let (start, cpu_start) = (Instant::now(), cpu_ms()?);
        let markup = match what.as_str() {
            "W1" => packet(&item)?,
            "W2" => labels(&item)?,
            _ => checklist(&item)?,
        };
        let bytes = pdf(&Markup { text: markup }, &fonts)?;
        std::fs::write(format!("{folder}/startpack-{what}-{number:03}.pdf"), bytes)?;
        wall.push(start.elapsed().as_secs_f64() * 1000.0);
        cpu.push(cpu_ms()? - cpu_start);
        symbols.push(if what == "W2" { symbols_ms(&item)? } else { 0.0 });
        memory.push(status_kb("VmRSS")?);
    }
    let peak = status_kb("VmHWM")?;
    println!(
        "{}",
        serde_json::json!({ "peer": "startpack", "w": what, "ms": wall, "cpu_ms": cpu, "qr_ms": symbols,
            "rss_kb": memory, "maxrss_kb": peak })
    );
    Ok(())
}

fn pdf(markup: &Markup, fonts: &Fonts) -> Result<Vec<u8>, Fault> {
    let told = |faults: Vec<Diagnostic>| format!("{faults:#?}");
    let tree = parse(markup).map_err(told)?;
    let mut pages = layout(&tree, fonts).map_err(told)?;
    if std::env::var_os("UNTAGGED").is_some() {
        // No command makes such files.
        pages.elements.clear();
    }
    let properties = Properties { author: "peers".to_owned(), date: (2026, 11, 22), ..Properties::default() };
    Ok(paint(&pages, &properties, &Pictures::default(), fonts).map_err(told)?.bytes)
}

/// CPU time of this thread so far, in milliseconds, from the kernel's scheduler.
fn cpu_ms() -> Result<f64, Fault> {
    // The kernel counts up to its last tick, or up to when the thread gave way.
    std::thread::yield_now();
    let line = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(line.split(' ').next().unwrap_or("0").parse::<f64>()? / 1e6)
}

fn status_kb(key: &str) -> Result<u64, Fault> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with(key)).unwrap_or("");
    Ok(line.split_whitespace().nth(1).unwrap_or("0").parse()?)
}

fn text(value: &Value) -> String {
    let raw = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    raw.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn head(out: &mut String, name: &str) -> Result<(), Fault> {
    write!(
        out,
        "<html lang=\"ja-JP\"><head><title>設定手順書</title></head><body><section style=\"{A4}\">\
         <footer style=\"{FOOT}\"><p style=\"margin: 0; text-align: center\">{name}　- <output name=\"page\"/> / \
         <output name=\"pages\"/></p></footer>"
    )?;
    Ok(())
}

fn band(out: &mut String, index: usize, title: &str) -> Result<(), Fault> {
    let fresh = if index == 0 { "auto" } else { "page" };
    write!(out, "<h1 style=\"{BAND}; break-before: {fresh}\">{title}</h1>")?;
    Ok(())
}

fn packet(item: &Value) -> Result<String, Fault> {
    let mut out = String::new();
    let name = text(&item["name"]);
    head(&mut out, &name)?;
    for (index, page) in list(&item["packet"]).enumerate() {
        band(&mut out, index, &format!("{}. {}", page["n"], text(&page["title"])))?;
        let code = text(&item["code"]);
        write!(out, "<p style=\"{SUB}\">医療機関名：{name}　コード：<code>{code}</code></p>")?;
        for paragraph in list(&page["paras"]) {
            write!(out, "<p style=\"margin: 0 0 2mm\">{}</p>", text(paragraph))?;
        }
        out.push_str("<ol style=\"margin: 0 0 3mm\">");
        for step in list(&page["steps"]) {
            write!(out, "<li>{}</li>", text(step))?;
        }
        write!(
            out,
            "</ol><table style=\"{TABLE}\"><colgroup><col style=\"width: 55mm\"/><col style=\"width: 1fr\"/></colgroup><tbody>"
        )?;
        for row in list(&page["rows"]) {
            let (key, value) = (text(&row[0]), text(&row[1]));
            write!(
                out,
                "<tr><td style=\"{CELL}; background: #E8EEF5\">{key}</td><td style=\"{CELL}\">{value}</td></tr>"
            )?;
        }
        out.push_str(
            "</tbody></table><div style=\"display: flex; gap: 6mm; margin: 4mm 0 0; font-size: 9pt\">",
        );
        for boxed in list(&page["boxes"]) {
            let (head, body) = (text(&boxed[0]), text(&boxed[1]));
            write!(
                out,
                "<div style=\"{BOX}\"><p style=\"margin: 0 0 1mm\"><strong>{head}</strong></p><p style=\"margin: 0\">{body}</p></div>"
            )?;
        }
        out.push_str("</div>");
    }
    out.push_str("</section></body></html>");
    Ok(out)
}

fn checklist(item: &Value) -> Result<String, Fault> {
    let mut out = String::new();
    head(&mut out, &text(&item["name"]))?;
    let columns: String = ["12mm", "12mm", "1fr", "26mm", "26mm"]
        .iter()
        .map(|width| format!("<col style=\"width: {width}\"/>"))
        .collect();
    for (index, page) in list(&item["checklist"]).enumerate() {
        band(&mut out, index, &text(&page["title"]))?;
        write!(out, "<p style=\"{SUB}\">{}</p>", text(&page["sub"]))?;
        write!(out, "<table style=\"{TABLE}\"><colgroup>{columns}</colgroup><tbody>")?;
        for (row, entry) in list(&page["items"]).enumerate() {
            write!(
                out,
                "<tr><td style=\"{CELL}; text-align: center\"><input type=\"checkbox\" style=\"width: 3.5mm; height: 3.5mm\"/></td>\
                 <td style=\"{CELL}; text-align: center\">{}</td><td style=\"{CELL}\">{}</td>\
                 <td style=\"{CELL}\">担当：</td><td style=\"{CELL}\">　月　日</td></tr>",
                row + 1,
                text(entry)
            )?;
        }
        out.push_str("</tbody></table>");
    }
    out.push_str("</section></body></html>");
    Ok(out)
}

/// The milliseconds that encoding the symbols of a sheet alone takes.
fn symbols_ms(item: &Value) -> Result<f64, Fault> {
    let start = cpu_ms()?;
    for label in list(&item["labels"]) {
        std::hint::black_box(Symbol::encode(&payload(label))?);
    }
    Ok(cpu_ms()? - start)
}

fn labels(item: &Value) -> Result<String, Fault> {
    let name = text(&item["name"]);
    let mut out = String::from(
        "<html lang=\"ja-JP\"><head><title>ラベル</title></head><body><section style=\"size: 210mm 297mm; margin: 0\">",
    );
    let (mut left, mut top) = SHEET_MARGIN;
    for label in list(&item["labels"]) {
        let payload = payload(label);
        let width = Symbol::full_width_of(&payload).ok_or("too long for a symbol")?;
        let module = SYMBOL / (f64::from(u32::try_from(width)?) - QUIET);
        let side = SYMBOL + QUIET * module;
        let (x, y) = (left + 3.0 - 4.0 * module, top + 6.7 - 4.0 * module);
        write!(
            out,
            "<div style=\"position: absolute; left: {x:.3}mm; top: {y:.3}mm; width: {side:.3}mm; height: {side:.3}mm\">\
             <img src=\"qr:{payload}\" style=\"width: {side:.3}mm; height: {side:.3}mm\" data-alt=\"QR\"/></div>"
        )?;
        let (x, pc) = (left + 27.0, text(&label["pc"]));
        for (y, size, words) in
            [(top + 8.0, "11pt", format!("<code>{pc}</code>")), (top + 16.0, "8pt", name.clone())]
        {
            write!(
                out,
                "<div style=\"position: absolute; left: {x:.3}mm; top: {y:.3}mm; width: 37mm\">\
                 <p style=\"margin: 0; font-size: {size}; text-align: start\">{words}</p></div>"
            )?;
        }
        left += LABEL.0;
        if left > 3.0 * LABEL.0 {
            (left, top) = (SHEET_MARGIN.0, top + LABEL.1);
        }
    }
    out.push_str("</section></body></html>");
    Ok(out)
}

/// The peers encode an address; ours are of `0-9 A-Z -` only, so as many characters of that alphabet.
fn payload(label: &Value) -> String {
    let address = label["qr"].as_str().unwrap_or("");
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '-' };
    address.chars().map(plain).collect()
}
