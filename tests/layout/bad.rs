//! What cannot be laid out, and how that is told.

use std::rc::Rc;

use startpack::base::{Code, Fonts, Length, Origin};
use startpack::layout::layout;
use startpack::parse::{
    Block, Columns, Content, Inline, Link, Paragraph, Section, TextPiece, TextStyle, Tree,
};

use super::sample::{faults, sentence, tree};

/// One fault of that code and place, with these words.
fn one(content: &str, code: &str, words: &str, at: u32) {
    let found = faults(content);
    assert!(
        found.iter().any(|fault| fault.0 == code && fault.1.contains(words) && fault.2 == at),
        "{found:#?}"
    );
}

#[test]
fn text_higher_than_its_box_is_told_with_its_place() {
    let words = sentence(200);
    one(&format!("<div class=\"tall\"><p data-at=\"7\">{words}</p></div>"), "SP104", &words[..60], 7);
}

#[test]
fn text_that_no_size_fits_is_told() {
    let words = sentence(50);
    one(&format!("<div class=\"fit\" data-at=\"3\">{words}</div>"), "SP104", &words[..60], 3);
}

#[test]
fn a_box_wider_than_its_room_is_told() {
    one("<div style=\"width: 81mm\"><p data-at=\"4\">広い</p></div>", "SP104", "広い", 4);
    let columns = "<div style=\"width: 50mm\">左</div><div style=\"width: 40mm\">右</div>";
    one(&format!("<div class=\"row\">{columns}</div>"), "SP104", "左", 0);
    one(
        "<table><colgroup><col style=\"width: 90mm\"/></colgroup><tr><td>表</td></tr></table>",
        "SP104",
        "表",
        0,
    );
}

#[test]
fn what_leaves_its_box_or_the_paper_is_told() {
    one(
        "<div class=\"relative\"><div style=\"position: absolute; left: 50mm; top: 0; width: 20mm\">外</div></div>",
        "SP104",
        "枠",
        0,
    );
    one(
        "<div style=\"position: absolute; left: -30mm; top: 0; width: 20mm\" data-at=\"9\">外</div><p>中</p>",
        "SP104",
        "紙面",
        9,
    );
}

#[test]
fn too_many_pages_are_refused() {
    let tree =
        tree(&format!("<section class=\"page\">{}</section>", "<p class=\"next\">頁</p>".repeat(5_001)));
    let faults = layout(&tree, &Fonts::new()).expect_err("refused");
    assert_eq!(faults[0].code, Code::LayoutBound);
}

fn paragraph(text: &str) -> Block {
    let piece = TextPiece {
        text: text.to_owned(),
        style: Rc::new(TextStyle::default()),
        role: None,
        link: None,
        at: Origin::NONE,
        keep: None,
    };
    let content = Content::Text(Paragraph { inlines: vec![Inline::Text(piece)], ..Paragraph::default() });
    Block { content, ..Block::default() }
}

fn document(block: Block) -> Tree {
    let mut tree = tree("<section class=\"page\"></section>");
    tree.sections[0] = Section { blocks: vec![block], ..tree.sections[0].clone() };
    tree
}

#[test]
fn a_link_to_nowhere_is_our_own_fault() {
    let mut block = paragraph("どこ");
    let Content::Text(Paragraph { inlines, .. }) = &mut block.content else { panic!("text") };
    let Inline::Text(piece) = &mut inlines[0] else { panic!("a piece") };
    piece.link = Some(Link::Inside("nowhere".to_owned()));
    let faults = layout(&document(block), &Fonts::new()).expect_err("refused");
    assert_eq!(faults[0].code, Code::Template);
    assert!(faults[0].message.ja.contains("nowhere"));
}

#[test]
fn deep_nesting_ends_with_a_named_fault() {
    for wrap in [Content::Blocks as fn(Vec<Block>) -> Content, |blocks| {
        Content::Columns(Columns { blocks, ..Columns::default() })
    }] {
        let mut block = paragraph("底");
        for _ in 0..2_000 {
            block = Block { content: wrap(vec![block]), ..Block::default() };
        }
        let faults = layout(&document(block), &Fonts::new()).expect_err("refused");
        assert!(faults.iter().any(|fault| fault.code == Code::LayoutBound));
    }
}

#[test]
fn sizes_tried_within_sizes_end_with_a_named_fault() {
    let mut block = paragraph(&sentence(400));
    for _ in 0..40 {
        block = Block { content: Content::Blocks(vec![block]), ..Block::default() };
        let style = Rc::make_mut(&mut block.style);
        style.fit = vec![Length::pt(12.0), Length::pt(11.0), Length::pt(10.0)];
        style.height = Some(Length::pt(5.0));
    }
    let faults = layout(&document(block), &Fonts::new()).expect_err("refused");
    assert!(faults.iter().any(|fault| fault.code == Code::LayoutBound), "{faults:#?}");
}

#[test]
fn an_empty_document_is_no_page_and_an_empty_section_is_one() {
    let none = layout(&Tree::default(), &Fonts::new()).unwrap();
    assert!(none.pages.is_empty());
    let one = layout(&tree("<section class=\"page\"></section>"), &Fonts::new()).unwrap();
    assert_eq!(one.pages.len(), 1);
    assert!(one.pages[0].items.is_empty());
}
