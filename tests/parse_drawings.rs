//! Drawings and pictures in the markup language, each rule by an example: markup in, tree out.

use startpack::base::{Color, Length, Origin, Role};
use startpack::parse::{Block, Content, Extent, Inline, Segment, Shape, TextAlign};

use super::parse::{blocks, faults, inlines};

#[test]
fn drawings_are_outlines_and_text() {
    let css = ".navy { fill: var(--navy) }";
    let svg = "<svg viewBox=\"0 0 60 20\" data-alt=\"流れ\"><g stroke=\"#ff0000\" stroke-width=\"0.4\" transform=\"translate(10 0)\">\
        <rect class=\"navy\" x=\"1\" y=\"2\" width=\"3\" height=\"4\"/><line x1=\"0\" y1=\"0\" x2=\"5\" y2=\"5\"/></g>\
        <path d=\"M1 1h2v2q1,0 1-1t1-1z m5 5 1 1\" fill=\"none\"/><circle cx=\"5\" cy=\"5\" r=\"2\"/>\
        <text x=\"30\" y=\"10\" font-size=\"3\" font-weight=\"bold\" text-anchor=\"middle\" data-at=\"3\"> 申請\n 済 </text></svg>";
    let found = blocks(css, svg);
    assert_eq!((found[0].role, found[0].style.width), (Role::Figure, Some(Extent::Fixed(Length::mm(60.0)))));
    let Content::Drawing(drawing) = &found[0].content else { panic!() };
    let [Shape::Path { segments, fill, stroke }, Shape::Path { fill: none, .. }, path, circle, label] =
        drawing.shapes.as_slice()
    else {
        panic!("{:#?}", drawing.shapes)
    };
    assert_eq!(
        (segments[0], *fill, *none),
        (Segment::Move(11.0, 2.0), Some(Color::rgb(0x12, 0x34, 0x56)), None)
    );
    assert_eq!(stroke.as_ref().unwrap().width, Length::pt(0.4));
    assert!(matches!(path, Shape::Path { segments, .. } if segments.len() == 8
        && segments[6..] == [Segment::Move(6.0, 6.0), Segment::Line(7.0, 7.0)]));
    assert!(matches!(circle, Shape::Path { segments, fill: Some(Color::BLACK), .. } if segments.len() == 6));
    assert!(matches!(label, Shape::Text { text, style, anchor: TextAlign::Center, at: Origin(3), .. }
        if text == "申請 済" && style.bold && style.size == Length::pt(3.0)));
}

#[test]
fn arcs_become_curves_that_end_where_they_should() {
    let found = blocks("", "<svg viewBox=\"0 0 9 9\"><path d=\"M1 1a3 3 0 0120 4A2 1 30 1 0 3 3\"/></svg>");
    let Content::Drawing(drawing) = &found[0].content else { panic!() };
    let Shape::Path { segments, .. } = &drawing.shapes[0] else { panic!() };
    let ends: Vec<_> = segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Curve(.., x, y) => Some((*x, *y)),
            _ => None,
        })
        .collect();
    let near = |(x, y): (f64, f64), (u, v): (f64, f64)| (x - u).abs() < 1e-9 && (y - v).abs() < 1e-9;
    assert!(ends.iter().any(|&end| near(end, (21.0, 5.0))), "{ends:?}");
    assert!(near(*ends.last().unwrap(), (3.0, 3.0)), "{ends:?}");
}

#[test]
fn a_figure_owns_the_drawing_inside() {
    let svg = "<svg viewBox=\"0 0 9 9\"><circle cx=\"1\" cy=\"1\" r=\"1\"/></svg>";
    let found = blocks("", &format!("<figure data-alt=\"丸\">{svg}</figure><div>{svg}</div>"));
    let inner = |block: &Block| match &block.content {
        Content::Blocks(blocks) => blocks[0].role,
        other => panic!("{other:?}"),
    };
    assert_eq!((found[0].alt.as_deref(), inner(&found[0])), (Some("丸"), Role::Group));
    assert_eq!(inner(&found[1]), Role::Artifact);
}

#[test]
fn images_are_symbols_and_logos() {
    let css = ".s { width: 20mm } .l { width: 30mm; height: 9mm }";
    let found = blocks(
        css,
        "<div><img class=\"s\" src=\"qr:AB-12\" data-alt=\"QR\"/><img class=\"l\" src=\"logo:dealer\" data-alt=\"販売担当\"/></div>",
    );
    let Content::Blocks(images) = &found[0].content else { panic!() };
    assert!(matches!(&images[0].content, Content::Symbol(symbol) if symbol.text == "AB-12"));
    assert_eq!(images[0].style.height, Some(Length::mm(20.0)));
    assert_eq!(images[1].content, Content::Picture("dealer".to_owned()));
    assert!(faults(css, "<img class=\"s\" src=\"qr:日本\"/>").contains("QR payload"));
}

#[test]
fn what_is_seen_has_words() {
    let css = ".l { width: 30mm; height: 9mm } .b { width: 3mm; height: 3mm }";
    for silent in [
        "<img class=\"l\" src=\"logo:dealer\"/>",
        "<figure><p>a</p></figure>",
        "<p><input class=\"b\" type=\"checkbox\"/>a</p>",
        "<p><input class=\"b\" type=\"text\" data-alt=\" \"/>a</p>",
        "<svg viewBox=\"0 0 9 9\" role=\"radio\" aria-checked=\"true\"/>",
    ] {
        assert!(faults(css, silent).contains("wants data-alt"), "{silent}");
    }
    assert!(faults("", "<svg viewBox=\"0 0 9 9\" role=\"radio\" data-alt=\"a\"/>").contains("go together"));
}

#[test]
fn a_space_parts_words_before_a_break() {
    let text = |body: &str| match inlines(&format!("<p>{body}</p>")).remove(0) {
        Inline::Text(piece) => piece.text,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        ["利用<br/>申請", "済んだ。<br/>次", "名前　<br/>次"].map(text),
        ["利用 ", "済んだ。", "名前　"]
    );
}
