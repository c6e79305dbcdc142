//! Where pages end.

use startpack::base::Role;

use super::sample::{body, find, is_read, page_text, pages, rect, role, sentence, text, whole_text};

/// Lines of the sample's text area: 90 mm at 15 pt.
const LINES: usize = 17;

#[test]
fn a_heading_goes_with_what_follows() {
    for lines in 1..LINES + 3 {
        let filler = "<div>あ</div>".repeat(lines);
        let pages = pages(&format!("{filler}<h2>見出し</h2><p>{}</p>", sentence(100)));
        for page in &pages.pages {
            let last = page.items.iter().rfind(|item| is_read(item)).unwrap();
            assert!(!matches!(role(&pages, last), Role::Heading(_)), "{lines} lines before");
        }
        let with = pages.pages.iter().find(|page| page_text(page, false).contains("見出し")).unwrap();
        let after = page_text(with, false).split("見出し").nth(1).unwrap().chars().count();
        assert!(after >= 40, "{lines} lines before: only {after} characters follow the heading");
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone() {
    for lines in 1..LINES + 3 {
        let filler = "<div>い</div>".repeat(lines);
        let pages = pages(&format!("{filler}<p>{}</p>", sentence(22 * 5)));
        for page in &pages.pages {
            let mut baselines: Vec<_> = page
                .items
                .iter()
                .filter(|item| {
                    role(&pages, item) == Role::Paragraph && text(item).is_some_and(|t| t.len() > 30)
                })
                .map(|item| rect(item).bottom().to_pt().round())
                .collect();
            baselines.dedup();
            assert_ne!(baselines.len(), 1, "{lines} lines before");
        }
    }
}

#[test]
fn what_is_to_be_together_is_together() {
    for lines in 1..LINES + 3 {
        let filler = "<div>う</div>".repeat(lines);
        let pages = pages(&format!("{filler}<div class=\"box whole\"><p>始</p><p>中</p><p>終</p></div>"));
        let at =
            |what: &str| pages.pages.iter().position(|page| page_text(page, false).contains(what)).unwrap();
        assert_eq!(at("始"), at("終"), "{lines} lines before");
    }
}

#[test]
fn a_block_starts_a_page_where_it_says_so() {
    let pages = pages("<p>一</p><div class=\"next\"><p>二</p></div><p class=\"next\">三</p>");
    let texts: Vec<_> = pages.pages.iter().map(|page| page_text(page, false)).collect();
    assert_eq!(texts, ["一", "二", "三"]);
}

#[test]
fn a_split_box_is_closed_on_each_page() {
    let paragraphs = format!("<p>{}</p>", sentence(60)).repeat(12);
    let pages = pages(&format!("<div class=\"box\">{paragraphs}</div>"));
    assert!(pages.pages.len() > 1);
    for page in &pages.pages {
        let frames: Vec<_> = page.items.iter().filter(|item| !is_read(item)).collect();
        assert_eq!(frames.len(), 1);
        for item in page.items.iter().filter(|item| is_read(item)) {
            assert!(rect(frames[0]).holds(rect(item)));
        }
    }
}

#[test]
fn the_header_stands_on_every_page_of_a_table() {
    let rows: String = (1..=60).map(|row| format!("<tr><td>行{row}</td><td>あ</td></tr>")).collect();
    let head = "<thead><tr><th>番号</th><th>値</th></tr></thead>";
    let pages = pages(&format!("<p>前</p><table>{head}<tbody>{rows}</tbody></table><p>後</p>"));
    assert!(pages.pages.len() >= 4);
    for (number, page) in pages.pages.iter().enumerate() {
        let head = find(page, "番号");
        let first =
            page.items.iter().find(|item| text(item).is_some_and(|text| text.starts_with('行'))).unwrap();
        assert!(rect(head).bottom() < rect(first).origin.y);
        // Only the first belongs to the table: the others are ornaments.
        assert_eq!(is_read(head), number == 0);
    }
    let expected: String = (1..=60).map(|row| format!("行{row}あ")).collect();
    assert_eq!(whole_text(&pages), format!("前番号値{expected}後"));
}

#[test]
fn rows_under_a_spanning_cell_stay_together() {
    let rows: String = (1..=30)
        .map(|row| {
            format!("<tr><td rowspan=\"2\">組{row}</td><td>上{row}</td></tr><tr><td>下{row}</td></tr>")
        })
        .collect();
    let pages = pages(&format!("<table><tbody>{rows}</tbody></table>"));
    assert!(pages.pages.len() > 2);
    for page in &pages.pages {
        let texts: Vec<_> = page.items.iter().filter_map(text).collect();
        let count = |start: char| texts.iter().filter(|text| text.starts_with(start)).count();
        assert_eq!(count('上'), count('下'));
    }
}

#[test]
fn a_shared_border_is_drawn_once() {
    let pages = pages("<table><tr><td>一</td><td>二</td></tr><tr><td>三</td><td>四</td></tr></table>");
    let mut lines = Vec::new();
    for item in &pages.pages[0].items {
        let startpack::layout::ItemKind::Path(path) = &item.kind else { continue };
        for pair in path.steps.windows(2) {
            if let [startpack::layout::PathStep::Move(from), startpack::layout::PathStep::Line(to)] = pair {
                let round = |length: startpack::base::Length| length.to_pt().round() as i64;
                lines.push((round(from.x), round(from.y), round(to.x), round(to.y)));
            }
        }
    }
    let count = lines.len();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), count, "a line is drawn twice");
    let across = lines.iter().filter(|(_, from, _, to)| from == to).count();
    assert_eq!(across, 3, "above, between and below the rows");
}

#[test]
fn a_section_that_starts_in_front_gets_a_blank_back_before_it() {
    let section = |attributes: &str, text: &str| {
        format!("<section class=\"page\" {attributes}><footer><p>脚</p></footer><p>{text}</p></section>")
    };
    let front = section("data-start=\"front\" data-blank=\"この面は白紙です\"", "二");
    let pages = body(&format!("{}{front}{}", section("", "一"), front.replace('二', "三")));
    let texts: Vec<_> = pages.pages.iter().map(|page| page_text(page, true)).collect();
    assert_eq!(texts, ["一脚", "この面は白紙です脚", "二脚", "この面は白紙です脚", "三脚"]);
}

#[test]
fn page_numbers_stand_where_their_paragraph_wants() {
    let number = "<output name=\"page\"/> / <output name=\"pages\"/>";
    let footer = format!(
        "<footer><p style=\"text-align: end\">{number}</p><p style=\"text-align: center\">{number}</p></footer>"
    );
    let content = "<p class=\"next\">頁</p>".repeat(12);
    let pages = body(&format!("<section class=\"page\">{footer}{content}</section>"));
    assert_eq!(pages.pages.len(), 12);
    for (number, page) in (1..).zip(&pages.pages) {
        let foot: Vec<_> = page.items.iter().filter(|item| !is_read(item)).collect();
        let joined: String = foot.iter().filter_map(|item| text(item)).collect();
        assert_eq!(joined.replace(' ', ""), format!("{number}/12{number}/12"));
        let bottom = foot.iter().map(|item| rect(item).bottom().to_pt()).fold(0.0, f64::max);
        let (upper, lower): (Vec<_>, Vec<_>) =
            foot.iter().partition(|item| rect(item).bottom().to_pt() < bottom - 1.0);
        let edges = |items: &[&&startpack::layout::Item]| {
            let left = items.iter().map(|item| rect(item).origin.x.to_mm()).fold(f64::MAX, f64::min);
            (left, items.iter().map(|item| rect(item).right().to_mm()).fold(0.0, f64::max))
        };
        assert!((edges(&upper).1 - 90.0).abs() < 0.05, "right edge: {:?}", edges(&upper));
        let (left, right) = edges(&lower);
        assert!((f64::midpoint(left, right) - 50.0).abs() < 0.05, "centre: {left} {right}");
    }
}

#[test]
fn a_last_page_is_not_left_with_one_line() {
    // As much as fits but for the last paragraph: without looking ahead that would stand alone.
    let filler = format!("<p>{}</p>", sentence(40)).repeat(7);
    let pages = pages(&format!("{filler}<p>最後</p>"));
    assert_eq!(pages.pages.len(), 2);
    let last = page_text(&pages.pages[1], false);
    assert!(last.chars().count() > 30, "{last}");
}

#[test]
fn a_row_higher_than_a_page_is_split_between_lines() {
    let long = format!("<p>{}</p>", sentence(60)).repeat(20);
    let head = "<thead><tr><th>頭</th><th>部</th></tr></thead>";
    let pages = pages(&format!("<table>{head}<tbody><tr><td>{long}</td><td>短</td></tr></tbody></table>"));
    assert!(pages.pages.len() > 2);
    assert_eq!(whole_text(&pages).matches('あ').count(), 20 * 3);
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let paragraphs: std::collections::BTreeSet<_> =
        items.filter(|item| role(&pages, item) == Role::Paragraph).map(|item| item.element).collect();
    assert_eq!(paragraphs.len(), 20, "a paragraph stays one element");
    for page in &pages.pages {
        assert!(page_text(page, true).starts_with("頭部"));
    }
}

#[test]
fn a_box_of_a_least_height_is_split_where_it_is_higher_than_a_page() {
    let long = format!("<p>{}</p>", sentence(60)).repeat(12);
    let pages = pages(&format!(
        "<div style=\"min-height: 20mm\">{long}</div><div style=\"min-height: 40mm\">短</div><p>後</p>"
    ));
    assert!(pages.pages.len() > 1);
    let last = pages.pages.last().unwrap();
    let gap = rect(find(last, "後")).origin.y - rect(find(last, "短")).origin.y;
    assert!((gap.to_mm() - 40.0).abs() < 0.1, "{gap:?}");
}
