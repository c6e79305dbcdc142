//! The markup language, each rule by an example: markup in, tree out.

use startpack::base::fonts::Family;
use startpack::base::{Color, Edges, Length, Origin, Role, Size};
use startpack::parse::{
    Align, Block, ColumnWidth, Content, Extent, Inline, Link, Marker, ObjectKind, Stylesheet, Tree, parse,
    parse_with,
};
use startpack::render::Markup;

const PAGE: &str =
    ":root { --navy: #123456; --line: 0.5pt solid #808080 } .page { size: 210mm 297mm; margin: 20mm 15mm }";

/// The tree of one page holding `body`, under `css`.
pub fn tree(css: &str, body: &str) -> Result<Tree, Vec<String>> {
    let text = format!(
        "<html lang=\"ja-JP\"><head><title>題</title></head><body><section class=\"page\">{body}</section></body></html>"
    );
    let sheet = Stylesheet::with(&[PAGE, css]);
    parse_with(&Markup { text }, &sheet)
        .map_err(|faults| faults.into_iter().map(|fault| fault.message.en).collect())
}

/// The blocks of that page.
pub fn blocks(css: &str, body: &str) -> Vec<Block> {
    tree(css, body).unwrap().sections.remove(0).blocks
}

/// The faults of that page, joined.
pub fn faults(css: &str, body: &str) -> String {
    tree(css, body).unwrap_err().join("\n")
}

/// The inlines of the first block.
pub fn inlines(body: &str) -> Vec<Inline> {
    match blocks("", body).remove(0).content {
        Content::Text(paragraph) => paragraph.inlines,
        other => panic!("no text: {other:?}"),
    }
}

/// Texts of the inlines, pieces parted by `|`.
pub fn text(body: &str) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Text(piece) => piece.text.clone(),
        Inline::Break => "/".to_owned(),
        Inline::Framed(framed) => format!("[{}]", framed.inlines.len()),
        Inline::Object(_) => "□".to_owned(),
        Inline::Counter(..) => "#".to_owned(),
    };
    inlines(body).iter().map(piece).collect::<Vec<_>>().join("|")
}

#[test]
fn a_document_has_title_language_and_sections() {
    let tree = tree("", "<header><p>上</p></header><p>本文</p><footer>下</footer>").unwrap();
    assert_eq!((tree.title.as_str(), tree.language.as_str()), ("題", "ja-JP"));
    let section = &tree.sections[0];
    assert_eq!(section.paper, Size::new(Length::mm(210.0), Length::mm(297.0)));
    assert_eq!((section.margin.top, section.margin.left), (Length::mm(20.0), Length::mm(15.0)));
    assert_eq!((section.header.len(), section.footer.len(), section.blocks.len()), (1, 1, 1));
    assert_eq!(section.header[0].role, Role::Artifact);
}

#[test]
fn references_are_the_characters_they_stand_for() {
    assert_eq!(text("<p>A &amp; B &#60;C&gt;<br/>&#x3042;</p>"), "A & B <C> |/|あ");
    let heading = blocks("", "<h1 data-bookmark='&#34;題&quot; &amp; \"'>題</h1>").remove(0);
    assert_eq!(heading.bookmark, Some((1, "\"題\" & \"".to_owned())));
}

#[test]
fn comments_are_not_there() {
    let note = "<!-- a comment -->";
    let css = ".room { width: 3mm }";
    let body = |note: &str| {
        format!(
            "{note}<p>{note}一{note}<span class=\"room\">{note}</span>二</p><div>{note}三</div><div>{note}<p>四</p></div>\
             <ol>{note}<li>五</li>{note}</ol><table>{note}<tr>{note}<td>{note}六</td></tr></table>\
             <svg viewBox=\"0 0 9 9\">{note}<text x=\"0\" y=\"0\">{note}七</text></svg>"
        )
    };
    assert_eq!(tree(css, &body(note)), tree(css, &body("")));
}

#[test]
fn white_space_beside_japanese_is_dropped() {
    assert_eq!(text("<p>  日本\n   語  </p>"), "日本語");
    assert_eq!(text("<p>日本 語</p>"), "日本語");
    assert_eq!(text("<p><span style=\"text-autospace: no-autospace\">架空 薬局</span></p>"), "架空 薬局");
    assert_eq!(text("<p>PC  と\n OS</p>"), "PC とOS");
    assert_eq!(text("<p>one\n  two</p>"), "one two");
    assert_eq!(text("<p>全角\u{3000}空白</p>"), "全角\u{3000}空白");
    assert_eq!(text("<p>一行目<br/> 二行目</p>"), "一行目 |/|二行目");
    assert_eq!(text("<p>one <b>two</b> three</p>"), "one |two| three");
    assert_eq!(text("<p>日本<b>語</b>\n です</p>"), "日本|語|です");
    assert_eq!(text("<p><input type=\"checkbox\" data-alt=\"済\"/> 済</p>"), "□|済");
    assert_eq!(text("<p><output name=\"page\"/> / <output name=\"pages\"/></p>"), "#| / |#");
}

#[test]
fn styles_come_by_weight_then_order_then_style_attribute() {
    let css = ".big { font-size: 20pt } p { font-size: 9pt } .late { font-size: 21pt } p.big { color: var(--navy) }";
    let size = |body: &str| match blocks(css, body).remove(0).content {
        Content::Text(paragraph) => paragraph.style.size.to_pt(),
        other => panic!("{other:?}"),
    };
    assert_eq!(size("<p>a</p>"), 9.0);
    assert_eq!(size("<p class=\"big\">a</p>"), 20.0);
    assert_eq!(size("<p class=\"late big\">a</p>"), 21.0);
    assert_eq!(size("<p class=\"big\" style=\"font-size: 2em\">a</p>"), 21.0);
}

#[test]
fn one_ancestor_may_stand_before_a_space() {
    let css = ".zebra td, .zebra th { padding: 3mm } td { padding: 1mm }";
    let row = "<tr><td>a</td></tr>";
    let found = blocks(css, &format!("<table class=\"zebra\">{row}</table><table>{row}</table>"));
    let padding = |block: &Block| match &block.content {
        Content::Table(table) => table.rows[0].cells[0].block.style.padding,
        other => panic!("{other:?}"),
    };
    assert_eq!(padding(&found[0]), Edges::all(Length::mm(3.0)));
    assert_eq!(padding(&found[1]), Edges::all(Length::mm(1.0)));
}

#[test]
fn looks_are_inherited_and_boxes_are_not() {
    let css = ".card { color: #ff0000; padding: 2mm; border: var(--line) } .q { width: 50%; height: 12mm }";
    let found = blocks(css, "<div class=\"card\"><div class=\"q\"><p>a</p></div></div>");
    assert!(found[0].style.border.iter().all(Option::is_some));
    let Content::Blocks(inner) = &found[0].content else { panic!() };
    assert_eq!((inner[0].style.padding, inner[0].style.width), (Edges::default(), Some(Extent::Part(0.5))));
    assert_eq!(inner[0].style.height, Some(Length::mm(12.0)));
    let Content::Blocks(paragraphs) = &inner[0].content else { panic!() };
    let Content::Text(paragraph) = &paragraphs[0].content else { panic!() };
    let Inline::Text(piece) = &paragraph.inlines[0] else { panic!() };
    assert_eq!(piece.style.color, Color::rgb(255, 0, 0));
}

#[test]
fn places_are_inherited_too() {
    let found = inlines("<p data-at=\"7\">甲<span data-at=\"9\">乙</span><b>丙</b></p>");
    let place = |inline: &Inline| match inline {
        Inline::Text(piece) => piece.at,
        other => panic!("{other:?}"),
    };
    let places: Vec<_> = found.iter().map(place).collect();
    assert_eq!(places, [Origin(7), Origin(9), Origin(7)]);
}

#[test]
fn columns_stand_beside_each_other() {
    let css = ".row { display: flex; gap: 4mm; align-items: center } .wide { flex: 2 }";
    let found = blocks(css, "<div class=\"row\"><div>a</div><div class=\"wide\">b</div></div>");
    let Content::Columns(columns) = &found[0].content else { panic!() };
    assert_eq!((columns.gap, columns.align, columns.blocks.len()), (Length::mm(4.0), Align::Center, 2));
    assert_eq!(columns.blocks[1].style.flex, 2.0);
}

#[test]
fn lists_have_markers() {
    let css = ".steps { list-style: step; marker-color: var(--navy) } .ticks { list-style: tick; marker-size: 4mm }";
    let body = "<ol start=\"4\"><li>甲</li><li><p>乙</p><ul><li>丙</li></ul></li></ol>\
                <ol class=\"steps\"><li>丁</li></ol><ul class=\"ticks\"><li>戊</li></ul>";
    let found = blocks(css, body);
    let entries = |block: &Block| match &block.content {
        Content::Blocks(entries) => entries.clone(),
        other => panic!("{other:?}"),
    };
    let marker = |block: &Block| (**block.marker.as_ref().unwrap()).clone();
    let first = entries(&found[0]);
    assert!(matches!(marker(&first[1]), Marker::Text(text, _) if text == "5."));
    let nested = entries(&entries(&first[1])[1]);
    assert!(matches!(marker(&nested[0]), Marker::Dot(Color::BLACK)));
    let navy = Color::rgb(0x12, 0x34, 0x56);
    assert!(matches!(marker(&entries(&found[1])[0]), Marker::Badge(text, style, fill)
        if text == "1" && style.color == Color::WHITE && fill == navy));
    assert_eq!(marker(&entries(&found[2])[0]), Marker::Tick(Length::mm(4.0), Color::BLACK));
}

#[test]
fn tables_have_columns_header_and_spans() {
    let css = ".a { width: 30mm } .b { width: 20% } .c { width: 2fr } .d { width: max-content }";
    let body = "<table><colgroup><col class=\"a\"/><col class=\"b\"/><col class=\"c\"/><col class=\"d\"/></colgroup>\
        <thead><tr><th>一</th><th colspan=\"3\">二</th></tr></thead>\
        <tbody><tr><th scope=\"row\" rowspan=\"2\">甲</th><td>a</td><td>b</td><td>c</td></tr>\
        <tr><td colspan=\"2\">d</td><td></td></tr></tbody></table>";
    let found = blocks(css, body);
    let Content::Table(table) = &found[0].content else { panic!() };
    let widths = [
        ColumnWidth::Fixed(Length::mm(30.0)),
        ColumnWidth::Part(0.2),
        ColumnWidth::Share(2.0),
        ColumnWidth::MaxContent,
    ];
    assert_eq!(table.columns, widths);
    assert_eq!((table.header.len(), table.rows.len()), (1, 2));
    assert_eq!(table.header[0].cells[1].columns, 3);
    assert_eq!(table.header[0].cells[1].block.role, Role::HeaderCell(true));
    assert_eq!(table.rows[0].cells[0].block.role, Role::HeaderCell(false));
    assert_eq!(table.rows[0].cells[0].rows, 2);
    assert_eq!(table.rows[1].cells[1].block.content, Content::Empty);
}

#[test]
fn tables_must_be_filled() {
    let wrong = [
        ("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", "row 2 has too few cells"),
        ("<tr><td>a</td></tr><tr><td>b</td><td>c</td></tr>", "row 2 has too many cells"),
        ("<tr><td rowspan=\"2\">a</td></tr>", "reaches below"),
        ("<tr><td>a</td><td>b</td></tr><tr><td colspan=\"3\">c</td></tr>", "covers too many"),
    ];
    for (rows, fault) in wrong {
        let found = faults("", &format!("<table>{rows}</table>"));
        assert!(found.contains(fault), "{found}");
    }
}

#[test]
fn inlines_of_every_kind() {
    let css = ".digits { letter-boxes: 7mm 9mm; border: 0.5pt solid #000 } .gap { width: 5mm }";
    let body = "<p><code>CAF</code><kbd>次へ</kbd><sup>※1</sup><a href=\"https://example.jp/\">外</a>\
        <a href=\"#there\">内</a><span class=\"digits\">0100</span><span class=\"gap\"></span>\
        <input data-alt=\"欄\" type=\"checkbox\" checked=\"checked\"/><span style=\"white-space: nowrap\">離さない</span></p>\
        <h2 id=\"there\">先</h2>";
    let found = blocks(css, body);
    let Content::Text(paragraph) = &found[0].content else { panic!() };
    let [code, key, sup, outside, inside, digits, gap, tick, kept] = paragraph.inlines.as_slice() else {
        panic!("{:#?}", paragraph.inlines)
    };
    let piece = |inline: &Inline| match inline {
        Inline::Text(piece) => piece.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!((piece(code).style.family, piece(code).role), (Family::Mono, Some(Role::Span)));
    assert!(matches!(key, Inline::Framed(framed) if framed.background.is_some() && framed.border.is_some()));
    assert!(piece(sup).style.rise > Length::ZERO && piece(sup).style.size < Length::pt(7.0));
    assert_eq!(piece(outside).link, Some(Link::Uri("https://example.jp/".to_owned())));
    assert_eq!(
        (piece(inside).link, piece(inside).role),
        (Some(Link::Inside("there".to_owned())), Some(Role::Link))
    );
    let boxes = piece(digits).style.boxes.clone().unwrap();
    assert_eq!((boxes.cell.width, boxes.stroke.width), (Length::mm(7.0), Length::pt(0.5)));
    assert!(matches!(gap, Inline::Object(object)
        if object.kind == ObjectKind::Space && object.size.width == Length::mm(5.0)));
    assert!(matches!(tick, Inline::Object(object) if matches!(object.kind, ObjectKind::Tick(true, _))));
    assert!(piece(kept).keep.is_some() && piece(code).keep.is_none());
}

#[test]
fn a_blank_has_a_line_to_write_on_or_none() {
    let blank = |border: &str| {
        let body = format!("<p><input data-alt=\"欄\" type=\"text\" style=\"width: 9mm; {border}\"/>月</p>");
        match inlines(&body).remove(0) {
            Inline::Object(object) => object,
            other => panic!("no object: {other:?}"),
        }
    };
    let (lined, bare) = (blank("border: 0.5pt solid #000"), blank("border: none"));
    assert!(matches!(&lined.kind, ObjectKind::WriteIn(Some(line)) if line.width == Length::pt(0.5)));
    assert_eq!(bare.kind, ObjectKind::WriteIn(None));
    assert_eq!((lined.size.width, bare.size.width), (Length::mm(9.0), Length::mm(9.0)));
}

#[test]
fn headings_make_bookmarks() {
    let found = blocks(
        "",
        "<h1>利用<b>申請</b></h1><h2 data-bookmark=\"短い\">長い</h2><h3 data-bookmark=\"\">無し</h3>",
    );
    let marks: Vec<_> = found.iter().map(|block| block.bookmark.clone()).collect();
    assert_eq!(marks, [Some((1, "利用申請".to_owned())), Some((2, "短い".to_owned())), None]);
    assert!(found.iter().all(|block| block.style.keep_with_next));
}

#[test]
fn fit_and_absolute_blocks() {
    let css = ".name { fit: 16pt 14pt 12pt; height: 20mm; vertical-align: bottom } .card { position: relative } \
        .over { position: absolute; left: 2mm; top: 3mm }";
    let found =
        blocks(css, "<div class=\"name\">名</div><div class=\"card\"><div class=\"over\">a</div></div>");
    assert_eq!(found[0].style.fit, [16.0, 14.0, 12.0].map(Length::pt));
    assert_eq!(found[0].style.vertical_align, Align::End);
    let Content::Text(paragraph) = &found[0].content else { panic!() };
    assert_eq!(paragraph.style.size, Length::pt(16.0));
    assert!(found[1].style.positioned);
    let Content::Blocks(over) = &found[1].content else { panic!() };
    let place = over[0].style.absolute.unwrap();
    assert_eq!((place.left, place.top, place.right), (Some(Length::mm(2.0)), Some(Length::mm(3.0)), None));
}

#[test]
fn every_fault_is_told_with_its_place() {
    let body = "\n<p class=\"nowhere\">a</p>\n<blink>b</blink>\n<p onclick=\"x\">c</p>\n<p style=\"colour: red\">d</p>\n\
        <p style=\"color: 3\">e</p>\n<div>f<p>g</p></div>\n<a href=\"#gone\">h</a>\n<p id=\"twice\"/><p id=\"twice\"/>";
    let found = faults("", body);
    let expected = [
        "2:1: unknown class nowhere",
        "3:1: unknown tag blink",
        "4:1: p has no attribute onclick",
        "5:1: unknown property colour",
        "6:1: color cannot be",
        "7:1: text and blocks stand side by side",
        "8:1: a cannot stand here",
        "9:16: id twice stands twice",
    ];
    for fault in expected {
        assert!(found.contains(fault), "{fault:?} not in\n{found}");
    }
    assert!(faults("", "<p><a href=\"#gone\">h</a></p>").contains("no element has the id gone"));
    assert!(faults("p { widht: 3mm }", "<p/>").contains("unknown property widht"));
    assert!(faults("p > b { color: #000 }", "<p/>").contains("no selector"));
    assert!(faults("", "<p>").contains("expected"));
}

#[test]
fn deep_nesting_is_a_fault_and_no_crash() {
    let deep = 5_000;
    let found = faults("", &format!("{}{}", "<div>".repeat(deep), "</div>".repeat(deep)));
    assert!(found.contains("nested too deep"), "{found}");
}

#[test]
fn the_embedded_stylesheet_is_sound() {
    assert_eq!(Stylesheet::embedded().faults(), [""; 0]);
    let page = "<html lang=\"ja-JP\"><head><title>t</title></head><body/></html>";
    assert!(parse(&Markup { text: page.to_owned() }).unwrap().sections.is_empty());
}
