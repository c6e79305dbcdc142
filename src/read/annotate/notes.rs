//! Notes on cells. In: a sheet and the texts of notes. Out: the sheet's parts with the texts and the boxes that show
//! them. Our notes of an earlier round go; others' stay, with ours below them. Colours are not set here.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::boxes;
use super::package::PackageEditor;
use super::sheet::{CellPosition, name, position_of};
use super::splice::{Splices, append, child, children, parse, prefix, set, xml};
use crate::base::{Code, Severity};
use crate::read::secret;

/// Content type of the part with the texts.
const TEXTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";

/// Who writes our notes.
const AUTHOR: &str = "startpack";

/// Stands between somebody's note and ours.
const RULE: &str = "\n――\n";

/// A note for a cell.
pub(super) type Note = (CellPosition, String);

/// The first line of one of our notes: how bad it is, and the code.
pub(super) fn heading(word: &str, code: Code) -> String {
    format!("【{word} {}】", code.as_str())
}

/// What the severities are called in notes, in Japanese and English.
pub(super) const fn severity_words(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("誤り", "error"),
        Severity::Warning => ("注意", "warning"),
        Severity::Note => ("お知らせ", "note"),
    }
}

/// Where our part of a note begins: the note, or what stands behind another's.
fn own_part(text: &str) -> Option<usize> {
    let words = [Severity::Error, Severity::Warning, Severity::Note].map(severity_words);
    let is_own = |start: usize| {
        let rest = &text[start..];
        words.iter().flat_map(|(ja, en)| [ja, en]).any(|word| {
            let code = rest.strip_prefix('【').and_then(|rest| rest.strip_prefix(word)?.strip_prefix(" SP"));
            code.is_some_and(|code| code.starts_with(|c: char| c.is_ascii_digit()))
        })
    };
    if is_own(0) {
        return Some(0);
    }
    text.match_indices(RULE).map(|(at, _)| at).find(|at| is_own(at + RULE.len()))
}

/// Puts `notes` on the sheet in `part` in place of our earlier ones. `sheet` is its present text; returns the changed
/// text.
pub(super) fn replace(
    package: &mut PackageEditor,
    part: &str,
    sheet: &str,
    notes: &[Note],
) -> Option<String> {
    let Some(known) = package.related(part, "/comments") else {
        if notes.is_empty() {
            return Some(sheet.to_owned());
        }
        let new: String = notes.iter().map(|note| comment("", note, 0)).collect();
        let texts = package.free("xl/comments", "xml");
        package.put(
            &texts,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\">\
                 <authors><author>{AUTHOR}</author></authors><commentList>{new}</commentList></comments>"
            ),
        );
        package.declare(&texts, TEXTS)?;
        package.relate(part, "comments", &texts)?;
        let cells: Vec<CellPosition> = notes.iter().map(|&(position, _)| position).collect();
        return boxes::change(package, part, sheet, &BTreeSet::new(), &cells);
    };
    let text = package.text(&known)?;
    let document = parse(&text)?;
    let Changed { text, gone, new } = changed_texts(&text, &document, notes)?;
    package.put(&known, text);
    boxes::change(package, part, sheet, &gone, &new)
}

/// The texts of a sheet's notes after a change.
struct Changed {
    text: String,
    /// Cells that have no note any more.
    gone: BTreeSet<CellPosition>,
    /// Cells that had none before.
    new: Vec<CellPosition>,
}

fn changed_texts(text: &str, document: &Document<'_>, notes: &[Note]) -> Option<Changed> {
    let root = document.root_element();
    let prefix = prefix(text, root);
    let list = child(root, "commentList")?;
    let authors: Vec<Node<'_, '_>> =
        child(root, "authors").into_iter().flat_map(|authors| children(authors, "author")).collect();
    let mut splices = Splices::default();
    let (mut gone, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for comment in children(list, "comment") {
        let Some(position) = comment.attribute("ref").and_then(position_of) else { continue };
        let whole: String = texts(comment).filter_map(|node| node.text()).collect();
        let own = own_part(&whole).unwrap_or(whole.len());
        if own == 0 && !whole.is_empty() {
            splices.replace(comment.range(), "");
            gone.insert(position);
            continue;
        }
        kept.insert(position);
        let author = comment.attribute("authorId").and_then(|id| authors.get(id.parse::<usize>().ok()?));
        // What a spreadsheet shows of such a note stands in another part.
        let is_thread = author.and_then(Node::text).is_some_and(|author| author.starts_with("tc="));
        let note = notes.iter().find(|(at, _)| *at == position).filter(|_| !is_thread);
        let is_refused = secret::in_value(&whole[..own]).is_some();
        rewrite(&mut splices, text, comment, if is_refused { 0 } else { own });
        let ours = note.map(|(_, note)| format!("{RULE}{note}"));
        let left = is_refused.then(|| REMOVED.to_owned()).into_iter().chain(ours);
        let runs: String = left.map(|left| run(prefix, &left)).collect();
        if let Some(inner) = child(comment, "text").filter(|_| !runs.is_empty()) {
            append(&mut splices, text, inner, &runs);
        }
    }
    let number = authors.iter().position(|author| author.text() == Some(AUTHOR)).unwrap_or(authors.len());
    let new: Vec<&Note> = notes.iter().filter(|(at, _)| !kept.contains(at)).collect();
    if number == authors.len() && !new.is_empty() {
        let author = format!("<{prefix}author>{AUTHOR}</{prefix}author>");
        append(&mut splices, text, child(root, "authors")?, &author);
    }
    let comments: String = new.iter().map(|note| comment(prefix, note, number)).collect();
    append(&mut splices, text, list, &comments);
    let still: BTreeSet<CellPosition> = new.iter().map(|(position, _)| *position).collect();
    Some(Changed {
        text: splices.apply(text),
        new: still.difference(&gone).copied().collect(),
        gone: gone.difference(&still).copied().collect(),
    })
}

/// Stands in place of a note with a secret.
const REMOVED: &str = "（秘密の情報が書かれていたため、この写しでは消しました）";

/// Cuts the texts of a note off behind the byte `end`.
fn rewrite(splices: &mut Splices, text: &str, comment: Node<'_, '_>, end: usize) {
    let mut at = 0;
    for node in texts(comment) {
        let content = node.text().unwrap_or_default();
        let keep = end.saturating_sub(at).min(content.len());
        at += content.len();
        if keep < content.len() {
            let kept = content.get(..keep).unwrap_or_default();
            let range = node.range();
            let written = text.get(range.clone()).unwrap_or_default();
            if let (Some(open), Some(close)) = (written.find('>'), written.rfind("</")) {
                splices.replace(range.start + open + 1..range.start + close, xml(kept));
                if node.attribute(("http://www.w3.org/XML/1998/namespace", "space")).is_none() {
                    set(splices, text, node, "xml:space", "preserve");
                }
            }
        }
    }
}

/// The elements with the text of a note.
fn texts<'a, 'i>(comment: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    comment.descendants().filter(|node| {
        node.tag_name().name() == "t" && !node.ancestors().any(|above| above.tag_name().name() == "rPh")
    })
}

/// ECMA-376 part 1: the namespace of sheets.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn comment(prefix: &str, (position, text): &Note, author: usize) -> String {
    format!(
        "<{prefix}comment ref=\"{}\" authorId=\"{author}\"><{prefix}text>{}</{prefix}text></{prefix}comment>",
        name(*position),
        run(prefix, text)
    )
}

fn run(prefix: &str, text: &str) -> String {
    format!("<{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>", xml(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_part_of_a_note_is_known() {
        assert_eq!(own_part("【誤り SP130】\nx"), Some(0));
        assert_eq!(own_part("山田: 確認\n――\n【warning SP020】"), Some("山田: 確認".len()));
        assert_eq!(own_part("【誤り】\n――\nSP130"), None);
        assert_eq!(own_part("【必須】\n顧客番号"), None);
    }
}
