//! What the user does next. In: what was made. Out: sentences in both languages, as text and as JSON.

use std::fmt::Write as _;

use super::language::Language;
use crate::app::DocumentKind;
use crate::base::Words;

/// A kind of document, as the user calls it.
pub(super) const fn kind_word(kind: DocumentKind, language: Language) -> &'static str {
    match kind {
        DocumentKind::Packet => language.pick("準備のご案内", "customer packet"),
        DocumentKind::Handover => language.pick("受渡しチェックリスト", "handover checklist"),
        DocumentKind::Labels => language.pick("端末ラベル", "terminal labels"),
    }
}

/// How documents of those kinds are printed; only files that were made are named.
pub(super) fn print_steps(made: &[DocumentKind], readable_names: bool) -> Vec<Words> {
    let name = |kind: DocumentKind| match readable_names {
        false => format!("{}.pdf", kind.stem()),
        true => kind_word(kind, Language::Japanese).to_owned(),
    };
    let labels = name(DocumentKind::Labels);
    let is_made = |kind: &DocumentKind| made.contains(kind);
    let on_both_sides: Vec<String> = DocumentKind::ALL
        .into_iter()
        .filter(|kind| is_made(kind) && *kind != DocumentKind::Labels)
        .map(name)
        .collect();
    let mut steps = Vec::new();
    if !on_both_sides.is_empty() {
        steps.push(Words::new(
            format!(
                "{} を印刷します：A4、両面（長辺とじ）、実際のサイズ（100％）。",
                on_both_sides.join(" と ")
            ),
            format!(
                "Print {}: A4, both sides (long edge), actual size (100 %).",
                on_both_sides.join(" and ")
            ),
        ));
    }
    if is_made(&DocumentKind::Labels) {
        steps.push(Words::new(
            format!("{labels} をまず普通紙に印刷し（片面、100％）、ラベル用紙に重ねて位置を確かめます。"),
            format!(
                "Print {labels} on plain paper first (one side, 100 %) and lay it over a label sheet to compare."
            ),
        ));
        steps.push(Words::new(
            "位置が合っていたら、ラベル用紙に印刷します。使いかけの用紙を再びレーザープリンターに通さないでください。",
            "If it fits, print on the label sheet. Do not put a partly used sheet through a laser printer again.",
        ));
    }
    steps.extend(handing_over(made));
    steps
}

/// What is done with the packets, if there are any.
pub(super) fn handing_over(made: &[DocumentKind]) -> Option<Words> {
    made.contains(&DocumentKind::Packet).then(|| {
        Words::new(
            "ご案内をお客様へ渡します。申請の期限は1ページ目にあります。",
            "Hand the packet to the customer. The deadline for the applications is on page 1.",
        )
    })
}

/// The steps with a number each; nothing if there are none.
pub(super) fn steps_text(steps: &[Words], language: Language) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", language.pick("次にすること", "What to do next"));
    for (number, step) in (1..).zip(steps) {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {number}. {}", language.of(step));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files that the steps for `made` name.
    fn named(made: &[DocumentKind]) -> Vec<&'static str> {
        let steps = print_steps(made, false);
        let is_named =
            |name: &&str| steps.iter().any(|step| step.ja.contains(name) && step.en.contains(name));
        ["packet.pdf", "handover.pdf", "labels.pdf"].into_iter().filter(is_named).collect()
    }

    #[test]
    fn only_what_was_made_is_named() {
        use DocumentKind::{Handover, Labels, Packet};
        assert_eq!(named(&[Packet]), ["packet.pdf"]);
        assert_eq!(named(&[Handover]), ["handover.pdf"]);
        assert_eq!(named(&[Labels]), ["labels.pdf"]);
        assert_eq!(named(&[Labels, Handover]), ["handover.pdf", "labels.pdf"]);
        assert_eq!(named(&DocumentKind::ALL), ["packet.pdf", "handover.pdf", "labels.pdf"]);
        assert_eq!(steps_text(&print_steps(&[], false), Language::Japanese), "");
    }
}
