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
        DocumentKind::Letter => language.pick("送付状", "covering letter"),
        DocumentKind::Address => language.pick("宛名ラベル", "address label"),
        DocumentKind::Mail => language.pick("メールの文面", "text of a mail"),
    }
}

/// How documents of those kinds are printed; only files that were made are named.
pub(super) fn print_steps(made: &[DocumentKind], readable_names: bool) -> Vec<Words> {
    let mut steps: Vec<Words> = print_papers(made, readable_names).into_iter().collect();
    let labels = names(made, readable_names, DocumentKind::is_on_label_stock);
    if !labels.is_empty() {
        let (ja, en) = (labels.join(" と "), labels.join(" and "));
        steps.push(Words::new(
            format!("{ja} をまず普通紙に印刷し（片面、100％）、ラベル用紙に重ねて位置を確かめます。"),
            format!(
                "Print {en} on plain paper first (one side, 100 %) and lay it over a label sheet to compare."
            ),
        ));
        steps.push(Words::new(
            "位置が合っていたら、ラベル用紙に印刷します。使いかけの用紙を再びレーザープリンターに通さないでください。",
            "If it fits, print on the label sheet. Do not put a partly used sheet through a laser printer again.",
        ));
    }
    steps.extend(handing_over(made));
    steps.extend(mailing(made));
    steps
}

/// How those of the documents are printed that go on plain paper, if there are any.
pub(super) fn print_papers(made: &[DocumentKind], readable_names: bool) -> Option<Words> {
    let papers = names(made, readable_names, DocumentKind::is_on_plain_paper);
    (!papers.is_empty()).then(|| {
        Words::new(
            format!("{} を印刷します：A4、両面（長辺とじ）、実際のサイズ（100％）。", papers.join(" と ")),
            format!("Print {}: A4, both sides (long edge), actual size (100 %).", papers.join(" and ")),
        )
    })
}

/// The files of those documents that are of a certain kind, as the user finds them.
fn names(made: &[DocumentKind], readable: bool, is_wanted: fn(DocumentKind) -> bool) -> Vec<String> {
    let name = |kind: DocumentKind| match readable {
        false => format!("{}.{}", kind.stem(), kind.extension()),
        true => kind_word(kind, Language::Japanese).to_owned(),
    };
    DocumentKind::ALL.into_iter().filter(|kind| made.contains(kind) && is_wanted(*kind)).map(name).collect()
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

/// What is done with the text of a mail, if there is one.
pub(super) fn mailing(made: &[DocumentKind]) -> Option<Words> {
    made.contains(&DocumentKind::Mail).then(|| {
        Words::new(
            "メールで送るときは、mail.txt の件名と本文をメールソフトに貼り、書かれているPDFを添付します。",
            "To send the papers by mail, paste subject and text of mail.txt into your mail program and attach the PDFs it names.",
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

    const FILES: [&str; 6] =
        ["packet.pdf", "handover.pdf", "labels.pdf", "letter.pdf", "address.pdf", "mail.txt"];

    /// The files that the steps for `made` name.
    fn named(made: &[DocumentKind]) -> Vec<&'static str> {
        let steps = print_steps(made, false);
        let is_named =
            |name: &&str| steps.iter().any(|step| step.ja.contains(name) && step.en.contains(name));
        FILES.into_iter().filter(is_named).collect()
    }

    #[test]
    fn only_what_was_made_is_named() {
        use DocumentKind::{Handover, Labels, Packet};
        assert_eq!(named(&[Packet]), ["packet.pdf"]);
        assert_eq!(named(&[Handover]), ["handover.pdf"]);
        assert_eq!(named(&[Labels]), ["labels.pdf"]);
        assert_eq!(named(&[Labels, Handover]), ["handover.pdf", "labels.pdf"]);
        assert_eq!(named(&DocumentKind::ALL), FILES);
        assert_eq!(steps_text(&print_steps(&[], false), Language::Japanese), "");
    }
}
