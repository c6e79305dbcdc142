//! What must hold for lines of any text, and samples of what good lines are.

use std::rc::Rc;

mod breaking;
mod inlines;
mod properties;

use super::*;
use crate::base::fonts::Family;
use crate::base::{Color, Edges, Size};
use crate::layout::item::{Path, PathStep, TextRun};
use crate::parse::{
    CharacterBoxes, Framed, Inline, Object, ObjectAlign, ObjectKind, ParagraphStyle, Stroke, TextPiece,
    TextStyle,
};

/// Size of the text in these tests, in points.
const SIZE: f64 = 10.0;

fn piece(text: &str, style: TextStyle) -> Inline {
    Inline::Text(TextPiece {
        text: text.to_owned(),
        style: Rc::new(style),
        role: None,
        link: None,
        at: Origin(7),
        keep: None,
    })
}

fn sized(family: Family) -> TextStyle {
    TextStyle { family, size: Length::pt(SIZE), ..TextStyle::default() }
}

fn style(align: TextAlign) -> ParagraphStyle {
    ParagraphStyle { align, size: Length::pt(SIZE), line_height: 1.6, ..ParagraphStyle::default() }
}

fn paragraph(text: &str, align: TextAlign) -> Paragraph {
    Paragraph { inlines: vec![piece(text, sized(Family::Sans))], style: style(align) }
}

fn running(text: &str) -> Paragraph {
    let mut paragraph = paragraph(text, TextAlign::Justify);
    paragraph.style.hang = true;
    paragraph
}

fn heading(text: &str) -> Paragraph {
    let mut paragraph = paragraph(text, TextAlign::Start);
    paragraph.style.phrases = true;
    paragraph
}

/// Sets a paragraph into lines of `em` ems.
fn set_em(paragraph: &Paragraph, em: f64) -> Result<Vec<Line>, Vec<Diagnostic>> {
    set(paragraph, Length::pt(SIZE * em), 1.0, &Fonts::new())
}

fn runs(line: &Line) -> impl Iterator<Item = &TextRun> {
    line.items.iter().filter_map(|item| match &item.kind {
        LineItemKind::Drawn(ItemKind::Text(run)) => Some(run),
        _ => None,
    })
}

fn text(line: &Line) -> String {
    runs(line).map(|run| run.text.as_str()).collect()
}

/// The lines of a text at `em` ems, without white at their ends.
fn broken(paragraph: &Paragraph, em: f64) -> Vec<String> {
    set_em(paragraph, em).unwrap().iter().map(|line| text(line).trim_end().to_owned()).collect()
}

/// The left edge of every glyph of a run, and the right edge of the last: what the paper will show.
fn edges(run: &TextRun) -> Vec<f64> {
    let fonts = Fonts::new();
    let face = fonts.face(run.face);
    let mut x = run.start.x.to_pt();
    let mut edges = Vec::new();
    let mut right = x;
    for (index, ch) in run.text.chars().enumerate() {
        edges.push(x);
        right = x + face.advance(face.glyph(ch).unwrap()) * run.size.to_pt() / 1000.0;
        let shift = run.shifts.iter().filter(|shift| shift.0 == index).map(|shift| shift.1.to_pt());
        x = right + run.spacing.to_pt() + shift.sum::<f64>();
    }
    edges.push(right);
    edges
}

/// Left and right edge of the ink of every glyph that has some.
fn ink(run: &TextRun) -> Vec<(f64, f64)> {
    let fonts = Fonts::new();
    let face = fonts.face(run.face);
    let outlines = ttf_parser::Face::parse(&face.data, 0).unwrap();
    let unit = run.size.to_pt() / f64::from(face.units_per_em);
    let edges = edges(run);
    let boxes = run.text.chars().zip(edges).filter_map(|(ch, x)| {
        let ink = outlines.glyph_bounding_box(ttf_parser::GlyphId(face.glyph(ch)?))?;
        Some((x + f64::from(ink.x_min) * unit, x + f64::from(ink.x_max) * unit))
    });
    boxes.collect()
}

const BARRED_START: &str = "、。，．」』）】〕〉》｝］・：；！？ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ％℃…‥〜～,.)]};:!?";
const BARRED_END: &str = "「『（【〔〈《｛［￥＄([{※";

const PROSE: &str = "工事の日までに、二つの書類をご用意ください。一つは「マスタアカウント情報」、もう一つは「電子証明書取得に関する情報」です。どちらも申請から届くまでに約1週間かかります（年末年始や連休の前後は、さらに日数がかかることがあります）。電子証明書の料金は1枚につき1,500円で、有効期間は発行日から3年3か月です。お客様IDは、CAFに続く10桁、またはCOPに続く8桁の数字です。";

/// A paragraph of `inlines`, ragged.
fn mixed(inlines: Vec<Inline>) -> Paragraph {
    Paragraph { inlines, style: style(TextAlign::Start) }
}

fn plain(text: &str) -> Inline {
    piece(text, sized(Family::Sans))
}

fn button(text: &str) -> Inline {
    let stroke = Stroke { width: Length::pt(1.0), color: Color::BLACK, dash: Vec::new() };
    Inline::Framed(Framed {
        inlines: vec![plain(text)],
        padding: Edges {
            top: Length::pt(2.0),
            bottom: Length::pt(2.0),
            left: Length::pt(4.0),
            right: Length::pt(4.0),
        },
        margin: Edges { left: Length::pt(1.0), right: Length::pt(1.0), ..Edges::default() },
        border: Some(stroke),
        radius: Length::pt(3.0),
        background: None,
    })
}

fn paths(line: &Line) -> Vec<&Path> {
    let paths = line.items.iter().filter_map(|item| match &item.kind {
        LineItemKind::Drawn(ItemKind::Path(path)) => Some(path),
        _ => None,
    });
    paths.collect()
}

/// Left and right edge of an outline's corner points.
fn extent(path: &Path) -> (f64, f64) {
    let xs = path.steps.iter().flat_map(|step| match step {
        PathStep::Move(at) | PathStep::Line(at) | PathStep::Curve(_, _, at) => vec![at.x.to_pt()],
        PathStep::Rect(area) => vec![area.origin.x.to_pt(), area.right().to_pt()],
        PathStep::Close => vec![],
    });
    xs.fold((f64::MAX, f64::MIN), |(left, right), x| (left.min(x), right.max(x)))
}

#[test]
fn a_short_text_is_one_line_of_its_own_width() {
    let lines = set_em(&paragraph("あ漢字", TextAlign::Start), 20.0).unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(text(&lines[0]), "あ漢字");
    assert!(lines[0].width.approx_eq(Length::pt(29.8)), "{:?}", lines[0].width);
    assert!((lines[0].ascent + lines[0].descent).approx_eq(Length::pt(16.0)));
}

#[test]
fn an_empty_paragraph_has_one_line() {
    let lines = set_em(&Paragraph { inlines: vec![], style: style(TextAlign::Start) }, 20.0).unwrap();
    assert_eq!(lines.len(), 1);
    assert!((lines[0].ascent + lines[0].descent).approx_eq(Length::pt(16.0)));
}

#[test]
fn a_forced_break_breaks_and_one_at_the_end_opens_no_line() {
    let text = |text: &str| piece(text, sized(Family::Sans));
    let inlines = vec![text("一行目"), Inline::Break, Inline::Break, text("三行目"), Inline::Break];
    let lines = broken(&Paragraph { inlines, style: style(TextAlign::Start) }, 20.0);
    assert_eq!(lines, ["一行目", "", "三行目"]);
}

#[test]
fn running_text_is_flush_on_both_edges() {
    // The width of a page's text. In a narrow column a label that is kept whole may leave a line short.
    let lines = set_em(&running(PROSE), 42.0).unwrap();
    assert!(lines.len() > 3);
    for line in &lines[..lines.len() - 1] {
        assert!(line.width.approx_eq(Length::pt(420.0)), "{} {:?}", text(line), line.width);
    }
    // Where a word would be parted or letters would stand apart, a line of a narrow column falls short.
    let unlabelled = PROSE.replace(['「', '」'], "");
    let lines = set_em(&running(&unlabelled), 24.0).unwrap();
    assert!(lines.len() > 5);
    let short = lines[..lines.len() - 1].iter().filter(|line| line.width < Length::pt(239.9));
    let short: Vec<_> = short.map(|line| (text(line), line.width)).collect();
    assert!(short.len() <= 2, "{short:?}");
}

#[test]
fn every_glyph_stands_where_the_line_says() {
    for line in set_em(&running(PROSE), 24.0).unwrap() {
        for run in runs(&line) {
            let edges = edges(run);
            assert!(edges.windows(2).all(|pair| pair[0] < pair[1]), "{}", run.text);
            // But for the white that 、。 have beyond half an em.
            let right = (run.start.x + run.width).to_pt();
            assert!((edges[edges.len() - 1] - right).abs() < 0.11 * SIZE, "{}", run.text);
        }
    }
}

#[test]
fn white_stands_between_japanese_and_latin_but_not_at_edges_or_beside_punctuation() {
    let width =
        |text: &str| max_content(&paragraph(text, TextAlign::Start), 1.0, &Fonts::new()).unwrap().to_pt();
    let alone = width("AB");
    assert!((width("漢AB字") - 20.0 - alone - 2.0 * 2.5).abs() < 1e-6);
    assert!((width("AB字") - 10.0 - alone - 2.5).abs() < 1e-6);
    assert!((width("「AB」") - 10.0 - alone).abs() < 1e-6);
    assert!((width("漢 AB") - 10.0 - alone - 3.33).abs() < 0.01);
}

#[test]
fn a_number_has_the_same_space_on_both_sides() {
    for (before, number, after) in [
        ("全部で", "3", "枚"),
        ("約", "1", "週間"),
        ("第", "12", "の欄"),
        ("費用は", "1,500", "円"),
        ("欄", "3", "に"),
    ] {
        let lines = set_em(&paragraph(&format!("{before}{number}{after}"), TextAlign::Start), 20.0).unwrap();
        let edges = edges(runs(&lines[0]).next().unwrap());
        let (first, last) = (before.chars().count(), before.chars().count() + number.chars().count());
        let fonts = Fonts::new();
        let face = fonts.face(runs(&lines[0]).next().unwrap().face);
        let advance = |ch: char| face.advance(face.glyph(ch).unwrap()) * SIZE / 1000.0;
        let gap = |index: usize, ch: char| edges[index] - edges[index - 1] - advance(ch);
        let sides = (gap(first, before.chars().last().unwrap()), gap(last, number.chars().last().unwrap()));
        assert!((sides.0 - sides.1).abs() < 1e-6, "{before}{number}{after} {sides:?}");
    }
}

#[test]
fn full_width_brackets_of_the_monospaced_face_give_up_their_white_where_they_adjoin() {
    let width = |text: &str| {
        let mono =
            Paragraph { inlines: vec![piece(text, sized(Family::Mono))], style: style(TextAlign::Start) };
        max_content(&mono, 1.0, &Fonts::new()).unwrap().to_pt()
    };
    // At the edges half an em each; between 」「 and 。「 half an em, between 」。 and （「 none.
    for (text, expected) in
        [("「漢」", 20.0), ("「」「」", 25.0), ("漢。「漢」", 40.0), ("（「漢」）", 30.0), ("漢」。", 20.0)]
    {
        assert!((width(text) - expected).abs() < 1e-6, "{text} {}", width(text));
    }
}

#[test]
fn what_is_typed_as_it_stands_gets_no_space_between_scripts() {
    let fonts = Fonts::new();
    let width = |solid| {
        let style = TextStyle { solid, ..sized(Family::Sans) };
        let name =
            Paragraph { inlines: vec![piece("確認PC01", style)], style: self::style(TextAlign::Start) };
        max_content(&name, 1.0, &fonts).unwrap()
    };
    assert!((width(false) - width(true)).approx_eq(Length::pt(SIZE / 4.0)), "{:?}", width(true));
}

#[test]
fn a_missing_glyph_is_told_with_its_place() {
    let faults = set_em(&paragraph("あ\u{E000}\u{E000}", TextAlign::Start), 20.0).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].code, faults[0].at), (Code::MissingGlyph, Origin(7)));
    assert!(faults[0].message.en.contains("U+E000"));
}

#[test]
fn what_cannot_be_broken_and_does_not_fit_is_told_with_its_place() {
    let mut wide = paragraph("折らない名前です", TextAlign::Start);
    wide.style.nowrap = true;
    let faults = set_em(&wide, 5.0).unwrap_err();
    assert_eq!((faults[0].code, faults[0].at), (Code::DoesNotFit, Origin(7)));
}

#[test]
fn a_long_code_is_broken_only_where_it_must() {
    let lines = broken(&paragraph("IDはABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789です。", TextAlign::Start), 10.0);
    assert!(lines.len() > 2);
    assert_eq!(lines.concat(), "IDはABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789です。");
}
