//! What goes wrong when things do not fit, in words, with the place in the user's files.

use crate::base::diagnostic::Code;
use crate::base::{Diagnostic, Length, Origin, Size, Words};
use crate::parse::{Block, Content, Inline, Row};

/// As many faults are told at most: a document that breaks a thousand times has one cause.
const MAX_FAULTS: usize = 50;

/// As many characters of a text are shown.
const SHOWN: usize = 24;

/// Adds a fault, unless it is there already or there are too many.
pub(super) fn push(faults: &mut Vec<Diagnostic>, fault: Diagnostic) {
    if faults.len() < MAX_FAULTS && !faults.contains(&fault) {
        faults.push(fault);
    }
}

/// The content of a box is higher than the box.
pub(super) fn too_high(block: &Block, needed: Length, height: Length) -> Diagnostic {
    let (text, at) = (shown(block), longest_origin(block));
    does_not_fit(
        at,
        Words::new(
            format!("「{text}」が、決められた高さに収まりません（必要 {}、枠 {}）。", mm(needed), mm(height)),
            format!("“{text}” is higher ({}) than the place made for it ({}).", mm(needed), mm(height)),
        ),
    )
}

/// A box is wider than its room.
pub(super) fn too_wide(block: &Block, needed: Length, room: Length) -> Diagnostic {
    let (text, at) = (shown(block), longest_origin(block));
    does_not_fit(
        at,
        Words::new(
            format!("「{text}」が、決められた幅に収まりません（必要 {}、枠 {}）。", mm(needed), mm(room)),
            format!("“{text}” is wider ({}) than the place made for it ({}).", mm(needed), mm(room)),
        ),
    )
}

/// A piece that must not be split is higher than a page.
pub(super) fn higher_than_page(source: Option<&Block>, needed: Length, page: Length) -> Diagnostic {
    let (text, at) = source.map_or_else(Default::default, |block| (shown(block), first_origin(block)));
    does_not_fit(
        at,
        Words::new(
            format!(
                "「{text}」を含む部分が 1 ページに収まりません（必要 {}、紙面 {}）。",
                mm(needed),
                mm(page)
            ),
            format!("The part with “{text}” ({}) is higher than a page ({}).", mm(needed), mm(page)),
        ),
    )
}

/// Something would lie outside the paper.
pub(super) fn off_page(at: Origin, page: usize) -> Diagnostic {
    let page = page + 1;
    does_not_fit(
        at,
        Words::new(
            format!("{page} ページの紙面からはみ出すものがあります。"),
            format!("Something leaves the paper on page {page}."),
        ),
    )
}

/// A block is placed so that it leaves the box it is placed in.
pub(super) fn leaves_box(block: &Block, own: Size, around: Size) -> Diagnostic {
    let [width, height, around_width, around_height] =
        [own.width, own.height, around.width, around.height].map(mm);
    let message = Words::new(
        format!(
            "枠の中に置く部分（{width}×{height}）が枠（{around_width}×{around_height}）からはみ出します。"
        ),
        format!("A placed part ({width} × {height}) leaves its box ({around_width} × {around_height})."),
    );
    does_not_fit(first_origin(block), message)
}

/// Blocks are nested too deeply.
pub(super) fn too_deep(block: &Block) -> Diagnostic {
    let message = Words::new(
        "ブロックの入れ子が深すぎるか、数が多すぎます。",
        "Blocks are nested too deeply, or there are too many.",
    );
    bound(first_origin(block), message)
}

/// A document has too many pages.
pub(super) fn too_many_pages(at: Origin, most: usize) -> Diagnostic {
    let message = Words::new(
        format!("{most} ページを超える文書は作れません。"),
        format!("A document of more than {most} pages is refused."),
    );
    bound(at, message)
}

/// A link leads to a place that the document does not have.
pub(super) fn dead_link(id: &str, at: Origin) -> Diagnostic {
    let message = Words::new(
        format!("リンク先「{id}」が文書の中にありません。"),
        format!("A link leads to “{id}”, which is not in the document."),
    );
    let help = Words::new("テンプレートの id を直してください。", "Mend the id in the template.");
    Diagnostic::error(Code::Template, at, message, help)
}

/// The first place in the user's files that something in `block` came from.
fn first_origin(block: &Block) -> Origin {
    let mut found = block.at;
    if found.is_some() {
        return found;
    }
    texts(block, 0, &mut |_, at| {
        found = at;
        at.is_some()
    });
    found
}

/// The place of the user's longest text inside `block`: the one to shorten.
fn longest_origin(block: &Block) -> Origin {
    let (mut longest, mut found) = (0, block.at);
    texts(block, 0, &mut |text, at| {
        let length = text.chars().count();
        if at.is_some() && length > longest {
            (longest, found) = (length, at);
        }
        false
    });
    found
}

fn does_not_fit(at: Origin, message: Words) -> Diagnostic {
    let help = Words::new(
        "文字数を減らすか、改行のない長い語を分けてください。",
        "Shorten the text, or divide a long word that has no break.",
    );
    Diagnostic::error(Code::DoesNotFit, at, message, help)
}

fn bound(at: Origin, message: Words) -> Diagnostic {
    let help = Words::new(
        "データの量を減らしてください。直らないときは開発者に知らせてください。",
        "Give less data at once; if that does not help, tell the developers.",
    );
    Diagnostic::error(Code::LayoutBound, at, message, help)
}

fn mm(length: Length) -> String {
    format!("{:.1} mm", length.to_mm())
}

/// The beginning of the text in `block`; that which came from the user, if any did.
fn shown(block: &Block) -> String {
    let (mut all, mut told) = (String::new(), String::new());
    texts(block, 0, &mut |text, at| {
        if at.is_some() {
            told.push_str(text);
        }
        all.push_str(text);
        told.chars().count() > SHOWN
    });
    let text = if told.is_empty() { all } else { told };
    if text.chars().count() <= SHOWN {
        return text;
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}

/// Hands each text in `block` to `see`, with its place, until that says that it has seen enough.
fn texts(block: &Block, depth: usize, see: &mut dyn FnMut(&str, Origin) -> bool) -> bool {
    // Deeper blocks are refused anyway.
    if depth > 64 {
        return false;
    }
    match &block.content {
        Content::Text(paragraph) => inline_texts(&paragraph.inlines, block.at, depth, see),
        Content::Blocks(blocks) => blocks.iter().any(|child| texts(child, depth + 1, see)),
        Content::Columns(columns) => columns.blocks.iter().any(|child| texts(child, depth + 1, see)),
        Content::Table(table) => {
            let cells = |row: &Row, see: &mut dyn FnMut(&str, Origin) -> bool| {
                row.cells.iter().any(|cell| texts(&cell.block, depth + 1, see))
            };
            table.header.iter().chain(&table.rows).any(|row| cells(row, see))
        }
        Content::Drawing(drawing) => drawing.shapes.iter().any(|shape| match shape {
            crate::parse::Shape::Text { text, at, .. } => see(text, *at),
            crate::parse::Shape::Path { .. } => false,
        }),
        Content::Symbol(symbol) => see(&symbol.text, block.at),
        Content::Empty | Content::Picture(_) => see("", block.at),
    }
}

fn inline_texts(
    inlines: &[Inline],
    outer: Origin,
    depth: usize,
    see: &mut dyn FnMut(&str, Origin) -> bool,
) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(piece) => see(&piece.text, if piece.at.is_some() { piece.at } else { outer }),
        Inline::Framed(framed) => depth < 64 && inline_texts(&framed.inlines, outer, depth + 1, see),
        Inline::Break | Inline::Object(_) | Inline::Counter(..) => false,
    })
}
