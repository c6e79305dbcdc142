//! Where single things stand.

use startpack::base::{Role, Running};
use startpack::layout::{ItemKind, LinkTarget};

use super::sample::{find, pages, rect, role, text};

#[test]
fn margins_are_space_between_siblings_only() {
    let pages = pages("<p>一</p><h2>二</h2><div class=\"box\"><p>三</p></div>");
    let page = &pages.pages[0];
    let top = |start: &str| {
        let ItemKind::Text(run) = &find(page, start).kind else { panic!("no text") };
        run.start.y.to_mm()
    };
    // The first line begins at the text area's top: half of the leading and the ascent come first.
    assert!(top("一") > 15.0 && top("一") < 20.0);
    // The larger of two margins holds: 4 mm of the heading, not 2 + 4.
    let (first, second) = (top("一"), top("二"));
    let leading = (15.0 + 12.0 * 1.4) / 2.0 * 25.4 / 72.0;
    assert!((second - first - leading - 4.0).abs() < 1.0, "{first} {second}");
    // Inside the box there is as much room above as below. The frame is measured along its middle line.
    let frame = page.items.iter().rfind(|item| matches!(item.kind, ItemKind::Path(_))).unwrap();
    let height = rect(frame).size.height.to_mm();
    assert!((height - (4.0 + 15.0 * 25.4 / 72.0 + 25.4 / 72.0)).abs() < 0.1, "{height}");
}

#[test]
fn absolute_blocks_stand_in_their_box_or_on_the_page() {
    let pages = pages(
        "<p>文</p><div class=\"relative\"><p>中</p><div class=\"corner\">隅</div></div><div class=\"at-page\"></div>",
    );
    let page = &pages.pages[0];
    let frame = rect(page.items.iter().find(|item| matches!(item.kind, ItemKind::Path(_))).unwrap());
    let corner = rect(find(page, "隅"));
    assert!(frame.holds(corner));
    assert!((frame.right().to_mm() - corner.right().to_mm() - 2.0).abs() < 0.5);
    let on_page = rect(page.items.last().unwrap());
    assert!((on_page.origin.x.to_mm() - 5.0).abs() < 0.01 && (on_page.origin.y.to_mm() - 4.0).abs() < 0.01);
    assert!(
        (on_page.size.width.to_mm() - 20.0).abs() < 0.01 && (on_page.size.height.to_mm() - 6.0).abs() < 0.01
    );
}

#[test]
fn text_goes_down_in_size_until_it_fits() {
    let size = |words: &str| {
        let pages = pages(&format!("<div class=\"fit\">{words}</div>"));
        let items = &pages.pages[0].items;
        items.iter().find_map(|item| match &item.kind {
            ItemKind::Text(run) => Some(run.size.to_pt()),
            _ => None,
        })
    };
    assert_eq!(size("短い"), Some(12.0));
    assert_eq!(size("八文字の名前です"), Some(10.0));
    assert_eq!(size("十文字の名前なのです"), Some(8.0));
}

#[test]
fn columns_share_what_is_left() {
    let pages = pages(
        "<div class=\"row\"><div style=\"width: 16mm\">左</div><div class=\"part\">中</div><div class=\"part\">右</div></div>",
    );
    let x = |start: &str| rect(find(&pages.pages[0], start)).origin.x.to_mm();
    assert!((x("中") - (10.0 + 16.0 + 4.0)).abs() < 0.5);
    assert!((x("右") - (30.0 + 28.0 + 4.0)).abs() < 0.5, "{}", x("右"));
}

#[test]
fn a_table_gives_its_columns_what_they_ask_for() {
    let columns = "<colgroup><col style=\"width: 20mm\"/><col style=\"width: 25%\"/><col style=\"width: max-content\"/><col style=\"width: 1fr\"/></colgroup>";
    let pages =
        pages(&format!("<table>{columns}<tr><td>あ</td><td>い</td><td>うう</td><td>え</td></tr></table>"));
    let x = |start: &str| rect(find(&pages.pages[0], start)).origin.x.to_mm();
    assert!((x("い") - x("あ") - 20.0).abs() < 0.2);
    assert!((x("うう") - x("い") - 20.0).abs() < 0.2);
    let wide = rect(find(&pages.pages[0], "うう")).size.width.to_mm();
    assert!((x("え") - x("うう") - wide - 2.0).abs() < 0.5, "{wide}");
}

#[test]
fn an_address_gets_its_width_from_the_columns_beside_it() {
    // More than half of a text area of 80 mm, and less than its neighbour can spare.
    let address = "tanto@sakura.example";
    let whole = |content: &str| {
        let pages = pages(content);
        pages.pages[0].items.iter().filter_map(text).any(|text| text == address)
    };
    assert!(whole(&format!("<table><tr><td>登録した番号</td><td>{address}</td></tr></table>")));
    let halves = "<colgroup><col style=\"width: 50%\"/><col style=\"width: 1fr\"/></colgroup>";
    assert!(whole(&format!("<table>{halves}<tr><td>登録した番号</td><td>{address}</td></tr></table>")));
    assert!(whole(&format!(
        "<div class=\"row\"><div class=\"part\"><p>登録した番号</p></div><div class=\"part\"><p>{address}</p></div></div>"
    )));
    // Two of them are more than there is: each keeps its share, and the code is broken.
    assert!(!whole(&format!("<table><tr><td>{address}</td><td>{address}</td></tr></table>")));
}

#[test]
fn list_markers_stand_before_the_first_line() {
    let pages = pages("<ol style=\"list-style: step\"><li>一つ目</li><li><p>二つ目</p><p>続き</p></li></ol>");
    let page = &pages.pages[0];
    for (number, words) in [("1", "一つ目"), ("2", "二つ目")] {
        let (number, words) = (find(page, number), find(page, words));
        assert_eq!(role(&pages, number), Role::Label);
        assert!(rect(number).right() < rect(words).origin.x);
        assert!((rect(number).bottom().to_pt() - rect(words).bottom().to_pt()).abs() < 0.01);
    }
}

#[test]
fn a_symbol_keeps_its_quiet_zone_white() {
    let pages = pages("<img src=\"qr:ABC-123\" style=\"width: 29mm\"/>");
    let items = &pages.pages[0].items;
    let ground = rect(&items[0]);
    let ItemKind::Symbol(dark, symbol) = &items[1].kind else { panic!("no symbol") };
    assert!((ground.size.width.to_mm() - 29.0).abs() < 1e-6);
    let module = dark.size.width.to_mm() / symbol.width as f64;
    assert!((dark.origin.x - ground.origin.x).to_mm() - 4.0 * module < 1e-6);
    assert!((ground.size.width.to_mm() / module - (symbol.width as f64 + 8.0)).abs() < 1e-6);
}

#[test]
fn links_and_the_outline_find_their_places() {
    let pages = pages(
        "<p><a href=\"#there\">あちら</a>を見ます。</p><h1 class=\"next\" id=\"there\">あちら</h1><p>文</p>",
    );
    let [link] = &pages.pages[0].links[..] else { panic!("one link") };
    let LinkTarget::Place(page, top) = link.target else { panic!("a place") };
    assert_eq!(page, 1);
    assert!((top.to_mm() - 15.0).abs() < 0.01);
    assert_eq!(link.element.map(|element| pages.elements[element].role), Some(Role::Link));
    let [bookmark] = &pages.bookmarks[..] else { panic!("one entry") };
    assert_eq!((bookmark.level, bookmark.text.as_str(), bookmark.page), (1, "あちら", 1));
}

#[test]
fn elements_stand_in_the_order_of_the_document() {
    let pages = pages(
        "<h1>題</h1><ul style=\"list-style: decimal\"><li>項</li></ul><table><thead><tr><th>頭</th></tr></thead><tr><td>胴</td></tr></table>",
    );
    let roles: Vec<_> = pages.elements.iter().map(|element| element.role).collect();
    let expected = [
        Role::Document,
        Role::Running(Running::Header),
        Role::Running(Running::Footer),
        Role::Running(Running::TableHead),
        Role::Section,
        Role::Heading(1),
        Role::List,
        Role::ListItem,
        Role::Label,
        Role::Table,
        Role::Row,
        Role::HeaderCell(true),
        Role::Row,
        Role::Cell,
    ];
    assert_eq!(roles, expected);
    for (index, element) in pages.elements.iter().enumerate().skip(1) {
        assert!(element.parent.is_some_and(|parent| parent < index));
    }
    let texts: Vec<_> = pages.pages[0].items.iter().filter_map(text).collect();
    assert_eq!(texts, ["題", "1.", "項", "頭", "胴"]);
}
