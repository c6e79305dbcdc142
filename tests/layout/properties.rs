//! What must hold for every document.

use proptest::prelude::*;
use startpack::base::{Fonts, Length, Role};
use startpack::layout::{ItemKind, Page, Pages, layout};
use startpack::parse::{Content, Extent, Tree};

use super::sample::{page_text, rect, role, text, tree, whole_text};

/// Characters without kinsoku surprises, so that every text can be set in the narrowest cell.
fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!['山', '川', '谷', '森', '空', '海', '町', '村']), 1..most)
        .prop_map(|characters| characters.into_iter().collect())
}

/// A block of markup, of limited depth.
fn block() -> impl Strategy<Value = String> {
    let text = || words(160);
    let leaf = prop_oneof![
        4 => text().prop_map(|text| format!("<p>{text}</p>")),
        2 => (1..4_u8, words(20)).prop_map(|(level, text)| format!("<h{level}>{text}</h{level}>")),
        1 => text().prop_map(|text| format!("<div class=\"box whole\"><p>{text}</p></div>")),
        1 => Just("<div class=\"tall\"></div>".to_owned()),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let several = || prop::collection::vec(inner.clone(), 1..5).prop_map(|blocks| blocks.concat());
        prop_oneof![
            several().prop_map(|blocks| format!("<div class=\"box\">{blocks}</div>")),
            several().prop_map(|blocks| format!("<div>{blocks}</div>")),
            prop::collection::vec(several(), 1..5).prop_map(|items| {
                let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
                format!("<ol style=\"list-style: step\">{items}</ol>")
            }),
            (words(40), words(40)).prop_map(|(left, right)| format!(
                "<div class=\"row\"><div class=\"part\"><p>{left}</p></div><div style=\"width: 30%\"><p>{right}</p></div></div>"
            )),
            prop::collection::vec((words(30), words(30)), 1..30).prop_map(|rows| {
                let rows: String =
                    rows.iter().map(|(a, b)| format!("<tr><td>{a}</td><td>{b}</td></tr>")).collect();
                format!("<table><thead><tr><th>頭</th><th>部</th></tr></thead><tbody>{rows}</tbody></table>")
            }),
        ]
    })
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(block(), 1..12)
        .prop_map(|blocks| format!("<section class=\"page\">{}</section>", blocks.concat()))
}

/// The text between the tags, with the numbers that steps get.
fn source_text(tree: &Tree) -> String {
    fn walk(block: &startpack::parse::Block, text: &mut String) {
        if let Some(marker) = &block.marker
            && let startpack::parse::Marker::Badge(number, ..) = marker.as_ref()
        {
            text.push_str(number);
        }
        match &block.content {
            Content::Blocks(blocks) => blocks.iter().for_each(|child| walk(child, text)),
            Content::Columns(columns) => columns.blocks.iter().for_each(|child| walk(child, text)),
            Content::Text(paragraph) => {
                for inline in &paragraph.inlines {
                    if let startpack::parse::Inline::Text(piece) = inline {
                        text.push_str(&piece.text);
                    }
                }
            }
            Content::Table(table) => {
                for cell in table.header.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                    walk(&cell.block, text);
                }
            }
            _ => {}
        }
    }
    let mut text = String::new();
    tree.sections.iter().flat_map(|section| &section.blocks).for_each(|block| walk(block, &mut text));
    text
}

fn check(tree: &Tree, pages: &Pages) -> Result<(), TestCaseError> {
    prop_assert_eq!(whole_text(pages), source_text(tree));
    let (left, right) = (Length::mm(10.0), Length::mm(90.0));
    let (top, bottom) = (Length::mm(15.0), Length::mm(105.0));
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let rect = rect(item);
            // A rule between two pages stands half on each side.
            let slack = Length::pt(0.26);
            prop_assert!(left.fits(rect.origin.x) && rect.right().fits(right), "{:?}", item);
            prop_assert!(top.fits(rect.origin.y + slack) && rect.bottom().fits(bottom + slack), "{:?}", item);
        }
        if let Some(last) = page.items.last()
            && number + 1 < pages.pages.len()
            && !only_headings(pages, number)
            && !is_too_high(pages, number)
        {
            prop_assert!(!matches!(role(pages, last), Role::Heading(_)), "page {}", number + 1);
        }
        let body = page.items.iter().any(|item| role(pages, item) == Role::Cell);
        if body {
            let text = page_text(page, true);
            prop_assert!(text.contains('頭') && text.contains('部'), "no header on page {}", number + 1);
        }
    }
    Ok(())
}

/// More headings in a row than a page holds leave no choice.
fn only_headings(pages: &Pages, number: usize) -> bool {
    let page = &pages.pages[number];
    page.items
        .iter()
        .filter(|item| text(item).is_some())
        .all(|item| matches!(role(pages, item), Role::Heading(_) | Role::Label))
}

/// The headings at the end of a page, those at the top of the next and what they lead to are higher than a page: nor
/// is there a choice then.
fn is_too_high(pages: &Pages, number: usize) -> bool {
    let is_body = |page: &Page, index: usize| {
        let item = &page.items[index];
        text(item).is_some() && !matches!(role(pages, item), Role::Heading(_) | Role::Label)
    };
    let (page, next) = (&pages.pages[number], &pages.pages[number + 1]);
    let first = (0..page.items.len()).rev().find(|index| is_body(page, *index)).map_or(0, |last| last + 1);
    let tops = page.items[first..].iter().map(|item| rect(item).origin.y);
    let above = Length::mm(105.0) - tops.fold(Length::mm(105.0), Length::min);
    let end = (0..next.items.len()).find(|index| is_body(next, *index)).map_or(next.items.len(), |at| at + 1);
    let bottoms = next.items[..end].iter().map(|item| rect(item).bottom());
    let below = bottoms.fold(Length::mm(15.0), Length::max) - Length::mm(15.0);
    above + below > Length::mm(90.0)
}

#[test]
fn a_chain_of_headings_higher_than_a_page_is_cut() {
    let heading = "<h1>山</h1>";
    let body =
        format!("<section class=\"page\"><p>山</p>{}<div class=\"tall\"></div></section>", heading.repeat(8));
    let tree = tree(&body);
    let pages = layout(&tree, &Fonts::new()).unwrap();
    assert_eq!(pages.pages.len(), 2);
    check(&tree, &pages).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_comes_out_whole_and_within_its_page(body in document()) {
        let tree = tree(&body);
        let fonts = Fonts::new();
        let pages = layout(&tree, &fonts).map_err(|faults| TestCaseError::fail(format!("{faults:#?}")))?;
        check(&tree, &pages)?;
        prop_assert_eq!(layout(&tree, &fonts).ok(), Some(pages));
    }

    /// Whatever is done to the lengths of a tree: laying it out ends, with pages or with named faults, and
    /// what comes out lies on the paper.
    #[test]
    fn hostile_lengths_end_well(body in document(), spoils in prop::collection::vec(spoil(), 1..6)) {
        let mut tree = tree(&body);
        for spoil in &spoils {
            spoil.apply(&mut tree);
        }
        match layout(&tree, &Fonts::new()) {
            Err(faults) => prop_assert!(!faults.is_empty()),
            Ok(pages) => {
                for page in &pages.pages {
                    for item in &page.items {
                        let rect = rect(item);
                        let finite = rect.right().is_finite() && rect.bottom().is_finite();
                        let empty = matches!(&item.kind, ItemKind::Text(run) if run.text.is_empty());
                        prop_assert!(empty || finite);
                        prop_assert!(Length::ZERO.fits(rect.origin.x) && rect.right().fits(page.size.width));
                    }
                }
            }
        }
    }
}

/// A length that no template would write, and where to put it.
#[derive(Clone, Debug)]
struct Spoil {
    which: usize,
    field: u8,
    length: Length,
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let lengths = vec![0.0, -5.0, 1e-9, 3.0, 500.0, 1e7, 1e300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    (0..40_usize, 0..12_u8, prop::sample::select(lengths)).prop_map(|(which, field, length)| Spoil {
        which,
        field,
        length: Length::pt(length),
    })
}

impl Spoil {
    fn apply(&self, tree: &mut Tree) {
        let Some(section) = tree.sections.first_mut() else { return };
        match self.field {
            10 => section.paper.height = self.length,
            11 => section.margin.top = self.length,
            _ => {
                let mut left = self.which;
                section.blocks.iter_mut().for_each(|block| self.walk(block, &mut left));
            }
        }
    }

    fn walk(&self, block: &mut startpack::parse::Block, left: &mut usize) {
        if *left == 0 {
            self.spoil(block);
        }
        *left = left.wrapping_sub(1);
        match &mut block.content {
            Content::Blocks(blocks) => blocks.iter_mut().for_each(|child| self.walk(child, left)),
            Content::Columns(columns) => {
                columns.blocks.iter_mut().for_each(|child| self.walk(child, left));
            }
            Content::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    self.walk(&mut cell.block, left);
                }
            }
            _ => {}
        }
    }

    fn spoil(&self, block: &mut startpack::parse::Block) {
        let style = std::rc::Rc::make_mut(&mut block.style);
        match self.field {
            0 => style.width = Some(Extent::Fixed(self.length)),
            1 => style.width = Some(Extent::Part(self.length.to_pt())),
            2 => style.height = Some(self.length),
            3 => style.min_height = Some(self.length),
            4 => style.padding.left = self.length,
            5 => style.padding.top = self.length,
            6 => style.margin.top = self.length,
            7 => style.margin.right = self.length,
            8 => style.flex = self.length.to_pt(),
            _ => {
                if let Content::Text(paragraph) = &mut block.content {
                    for inline in &mut paragraph.inlines {
                        if let startpack::parse::Inline::Text(piece) = inline {
                            std::rc::Rc::make_mut(&mut piece.style).size = self.length;
                        }
                    }
                }
            }
        }
    }
}
