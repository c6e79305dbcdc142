//! What must hold for lines of any text, and samples of what good lines are.

use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::base::fonts::Family;
use crate::base::{Color, Edges, Size};
use crate::layout::{Path, Step, TextRun};
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
        keep: false,
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
fn set_em(paragraph: &Paragraph, em: f64) -> Result<Vec<SetLine>, Vec<Diagnostic>> {
    set(paragraph, Length::pt(SIZE * em), 1.0, &Fonts::new())
}

fn runs(line: &SetLine) -> impl Iterator<Item = &TextRun> {
    line.items.iter().filter_map(|item| match &item.kind {
        LineItemKind::Drawn(ItemKind::Text(run)) => Some(run),
        _ => None,
    })
}

fn text(line: &SetLine) -> String {
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
    let lines = set_em(&running(PROSE), 24.0).unwrap();
    assert!(lines.len() > 5);
    for line in &lines[..lines.len() - 1] {
        assert!(line.width.approx_eq(Length::pt(240.0)), "{} {:?}", text(line), line.width);
    }
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
fn numbers_stay_with_their_units() {
    for em in 8..40 {
        for line in broken(&paragraph(PROSE, TextAlign::Start), f64::from(em)) {
            for torn in ["約", "1", "10", "8", "1,500", "3年3"] {
                assert!(!line.ends_with(torn), "{em}: {line}");
            }
        }
    }
}

#[test]
fn headings_break_between_phrases() {
    let lines = |text: &str, em: f64| broken(&heading(text), em).join("|");
    assert_eq!(lines("工事の日までにしていただくこと", 10.0), "工事の日までに|していただくこと");
    assert_eq!(
        lines("電子証明書発行申請の前に、お手元に用意するもの", 15.0),
        "電子証明書発行申請の前に、|お手元に用意するもの"
    );
    assert_eq!(lines("さくらが丘ファミリークリニック", 10.0), "さくらが丘|ファミリークリニック");
    assert_eq!(
        lines("オンライン資格確認等システムユーザ設定情報のダウンロード", 19.0),
        "オンライン資格確認等システムユーザ|設定情報のダウンロード"
    );
}

#[test]
fn a_heading_whose_phrase_is_too_long_breaks_like_other_text() {
    assert!(broken(&heading("電子証明書発行申請状況照会"), 5.0).len() > 2);
}

#[test]
fn labels_in_brackets_stay_whole_in_ragged_text() {
    for em in 17..40 {
        for line in broken(&paragraph(PROSE, TextAlign::Start), f64::from(em)) {
            let open = line.matches('「').count();
            assert_eq!(open, line.matches('」').count(), "{em}: {line}");
        }
    }
}

#[test]
fn ragged_lines_are_filled() {
    // No group, no orphan: each line takes what it can.
    let lines = broken(&paragraph(&"漢字".repeat(33), TextAlign::Start), 20.0);
    assert_eq!(lines.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [20, 20, 20, 6]);
}

#[test]
fn a_last_line_of_one_character_takes_another_from_the_line_before() {
    let lines = broken(&paragraph(&"漢".repeat(61), TextAlign::Start), 20.0);
    assert!((2..=3).contains(&lines[3].chars().count()), "{lines:?}");
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

fn paths(line: &SetLine) -> Vec<&Path> {
    let paths = line.items.iter().filter_map(|item| match &item.kind {
        LineItemKind::Drawn(ItemKind::Path(path)) => Some(path),
        _ => None,
    });
    paths.collect()
}

/// Left and right edge of an outline's corner points.
fn extent(path: &Path) -> (f64, f64) {
    let xs = path.steps.iter().flat_map(|step| match step {
        Step::Move(at) | Step::Line(at) | Step::Curve(_, _, at) => vec![at.x.to_pt()],
        Step::Rect(area) => vec![area.origin.x.to_pt(), area.right().to_pt()],
        Step::Close => vec![],
    });
    xs.fold((f64::MAX, f64::MIN), |(left, right), x| (left.min(x), right.max(x)))
}

#[test]
fn a_button_is_framed_and_stays_whole_where_it_fits() {
    let text = mixed(vec![plain("画面の右下にある"), button("確認画面へ進む"), plain("を押します。")]);
    let lines = set_em(&text, 10.0).unwrap();
    let expected = ["画面の右下にある", "確認画面へ進むを", "押します。"];
    assert_eq!(lines.iter().map(super::tests::text).collect::<Vec<_>>(), expected);
    let frame = paths(&lines[1])[0];
    let run = runs(&lines[1]).next().unwrap();
    let (left, right) = extent(frame);
    // Margin 1, half the border 0.5; padding and the other half before the text.
    assert!((left - 1.5).abs() < 1e-6 && (run.start.x.to_pt() - 6.0).abs() < 1e-6);
    assert!((right - (run.start.x + run.width).to_pt() - 4.5).abs() < 1e-6);
    assert_eq!(lines[1].items[0].role, Some(Role::Artifact), "the frame lies below its text");
}

#[test]
fn a_frame_wider_than_the_line_is_open_where_it_is_broken() {
    let lines = set_em(&mixed(vec![button("上記の内容で確定する")]), 8.0).unwrap();
    assert_eq!(lines.len(), 2);
    let steps: Vec<_> = lines.iter().map(|line| paths(line)[0].steps.clone()).collect();
    assert!(steps.iter().all(|steps| !steps.contains(&Step::Close)), "{steps:?}");
}

#[test]
fn frames_and_objects_make_their_line_higher() {
    let height = |inlines| {
        let line = &set_em(&mixed(inlines), 30.0).unwrap()[0];
        (line.ascent + line.descent).to_pt()
    };
    let object = |align| {
        Inline::Object(Object {
            size: Size::new(Length::pt(30.0), Length::pt(20.0)),
            kind: ObjectKind::Space,
            align,
            margin: Edges::default(),
        })
    };
    assert!((height(vec![plain("行")]) - 16.0).abs() < 1e-6);
    assert!((height(vec![plain("行"), button("押す")]) - 16.0).abs() < 1e-6, "the leading holds it");
    assert!((height(vec![plain("行"), object(ObjectAlign::Middle)]) - 20.0).abs() < 1e-6);
    // 20 above the baseline, 4.2 below it.
    assert!((height(vec![plain("行"), object(ObjectAlign::Baseline)]) - 24.2).abs() < 1e-6);
}

#[test]
fn a_note_mark_stays_with_its_word() {
    let mark = TextStyle { size: Length::pt(7.0), rise: Length::pt(4.0), ..sized(Family::Sans) };
    for em in 3..12 {
        let text = mixed(vec![plain("申請の期限は二週間前です"), piece("※1", mark.clone()), plain("。")]);
        for line in broken(&text, f64::from(em)) {
            assert!(!line.starts_with('※') && !line.starts_with('1'), "{em}: {line}");
        }
    }
}

#[test]
fn a_kept_piece_is_broken_only_if_it_is_wider_than_the_line() {
    let mut kept = plain("二〇二七年一月");
    if let Inline::Text(piece) = &mut kept {
        piece.keep = true;
    }
    let text = mixed(vec![plain("工事の日は"), kept, plain("です。")]);
    assert_eq!(broken(&text, 9.0), ["工事の日は", "二〇二七年一月", "です。"]);
    assert_eq!(broken(&text, 5.0).concat(), "工事の日は二〇二七年一月です。");
}

#[test]
fn boxed_characters_share_their_borders() {
    let stroke = Stroke { width: Length::pt(0.5), color: Color::BLACK, dash: Vec::new() };
    let cell = Size::new(Length::pt(20.0), Length::pt(24.0));
    let boxed = TextStyle { boxes: Some(CharacterBoxes { cell, stroke }), ..sized(Family::Mono) };
    let lines = set_em(&mixed(vec![piece("0120", boxed)]), 30.0).unwrap();
    let run = runs(&lines[0]).next().unwrap();
    assert_eq!(run.text, "0120", "the number is found whole");
    let cells: Vec<_> = paths(&lines[0])[0]
        .steps
        .iter()
        .map(|step| match step {
            Step::Rect(area) => area.origin.x.to_pt(),
            step => panic!("{step:?}"),
        })
        .collect();
    assert_eq!(cells, [0.0, 20.0, 40.0, 60.0]);
    // Each digit, 5 wide, in the middle of its cell.
    for (index, x) in edges(run)[..4].iter().enumerate() {
        assert!((x - (index as f64 * 20.0 + 7.5)).abs() < 1e-6, "{index}: {x}");
    }
}

#[test]
fn tabular_digits_are_of_equal_width() {
    let tabular = TextStyle { tabular: true, ..sized(Family::Sans) };
    let width = |text: &str| {
        max_content(&mixed(vec![piece(text, tabular.clone())]), 1.0, &Fonts::new()).unwrap().to_pt()
    };
    assert!((width("111") - width("888")).abs() < 1e-6);
    assert!(
        max_content(&paragraph("111", TextAlign::Start), 1.0, &Fonts::new()).unwrap().to_pt() < width("111")
    );
}

#[test]
fn a_link_covers_its_text_on_every_line() {
    let mut link = plain("医療機関等向け総合ポータルサイト");
    if let Inline::Text(piece) = &mut link {
        piece.link = Some(Link::Inside("portal".to_owned()));
    }
    let lines = set_em(&mixed(vec![plain("詳しくは"), link]), 10.0).unwrap();
    for line in &lines {
        for item in line.items.iter().filter(|item| item.link.is_some()) {
            let LineItemKind::Drawn(ItemKind::Text(run)) = &item.kind else { panic!("{item:?}") };
            let (_, area) = item.link.clone().unwrap();
            assert!(area.origin.x.approx_eq(run.start.x) && area.size.width.approx_eq(run.width));
            assert!(area.origin.y < Length::ZERO && area.bottom() > Length::ZERO);
        }
    }
    assert_eq!(
        lines.iter().flat_map(|line| &line.items).filter(|item| item.link.is_some()).count(),
        lines.len()
    );
}

#[test]
fn sizes_go_down_with_the_scale() {
    let text = mixed(vec![plain("大きな文字"), button("押す")]);
    let fonts = Fonts::new();
    let (whole, half) = (max_content(&text, 1.0, &fonts).unwrap(), max_content(&text, 0.5, &fonts).unwrap());
    assert!((whole * 0.5).approx_eq(half));
    let line = &set(&text, Length::pt(300.0), 0.5, &fonts).unwrap()[0];
    assert!((line.ascent + line.descent).approx_eq(Length::pt(8.0)));
}

#[test]
fn alignment_moves_the_line_within_its_room() {
    for (align, expected) in [(TextAlign::Start, 0.0), (TextAlign::Center, 80.0), (TextAlign::End, 160.0)] {
        let lines = set_em(&paragraph("漢字漢字", align), 20.0).unwrap();
        assert!(runs(&lines[0]).next().unwrap().start.x.approx_eq(Length::pt(expected)), "{align:?}");
    }
}

#[test]
fn the_first_line_is_indented() {
    let mut text = paragraph(&"漢".repeat(30), TextAlign::Justify);
    text.style.indent = Length::pt(SIZE);
    let lines = set_em(&text, 20.0).unwrap();
    let starts: Vec<_> = lines.iter().map(|line| runs(line).next().unwrap().start.x.to_pt()).collect();
    assert_eq!(starts, [10.0, 0.0]);
    assert_eq!(super::tests::text(&lines[0]).chars().count(), 19);
}

#[test]
fn a_counter_keeps_room_for_its_number() {
    let counter = Inline::Counter(Counter::Page, Rc::new(sized(Family::Sans)));
    let lines = set_em(&mixed(vec![plain("頁"), counter]), 20.0).unwrap();
    let LineItemKind::Counter(Counter::Page, run) = &lines[0].items[1].kind else { panic!("{lines:?}") };
    assert!(run.start.x.approx_eq(Length::pt(10.0)) && run.width > Length::pt(SIZE));
}

#[test]
fn what_shows_nothing_is_left_out_and_obeyed() {
    assert_eq!(broken(&paragraph("漢\u{2060}字\u{200B}", TextAlign::Start), 20.0), ["漢字"]);
    assert_eq!(broken(&paragraph("漢字漢\u{2060}字", TextAlign::Start), 3.0), ["漢字", "漢字"]);
    assert_eq!(broken(&paragraph("ABCDEF\u{200B}GH", TextAlign::Start), 6.0), ["ABCDEF", "GH"]);
}

/// Texts of all that makes lines hard.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        6 => "[あ-んア-ンー一二三四五六七八九十年月日申請書類証明確認医療機関番号資格端末電子工事人入力画面]{1,6}",
        2 => "[、。，．・：；！？…]",
        2 => "[「『（【]",
        2 => "[」』）】]",
        1 => "[ぁっゃュョッ々ゝ]",
        2 => "[0-9]{1,6}",
        2 => "[A-Za-z]{1,9}[-/.]?",
        1 => Just(" ".to_owned()),
        1 => Just("　".to_owned()),
        1 => Just("\u{A0}".to_owned()),
        1 => Just("※1".to_owned()),
        1 => Just("――".to_owned()),
        1 => Just("3年3か月".to_owned()),
        1 => Just("￥1,500".to_owned()),
        1 => Just("50％".to_owned()),
    ];
    proptest::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

fn any_align() -> impl Strategy<Value = TextAlign> {
    prop_oneof![
        Just(TextAlign::Start),
        Just(TextAlign::Justify),
        Just(TextAlign::Center),
        Just(TextAlign::End)
    ]
}

fn any_paragraph() -> impl Strategy<Value = Paragraph> {
    let family = prop_oneof![4 => Just(Family::Sans), 1 => Just(Family::Mono)];
    (any_text(), any_align(), family, any::<bool>(), any::<bool>()).prop_map(
        |(text, align, family, phrases, hang)| Paragraph {
            inlines: vec![piece(&text, sized(family))],
            style: ParagraphStyle { phrases, hang, ..style(align) },
        },
    )
}

fn source(paragraph: &Paragraph) -> String {
    match &paragraph.inlines[0] {
        Inline::Text(piece) => piece.text.clone(),
        _ => String::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn joined_lines_are_the_text(paragraph in any_paragraph(), em in 1.0..50.0_f64) {
        if let Ok(lines) = set_em(&paragraph, em) {
            let joined: String = lines.iter().map(text).collect();
            prop_assert_eq!(joined, source(&paragraph));
        }
    }

    #[test]
    fn no_line_begins_or_ends_with_what_may_not(paragraph in any_paragraph(), em in 1.0..50.0_f64) {
        let lines = set_em(&paragraph, em).unwrap_or_default();
        for (index, line) in lines.iter().enumerate() {
            let text = text(line);
            let text = text.trim_end();
            if index > 0 {
                prop_assert!(!text.starts_with(|ch| BARRED_START.contains(ch)), "{}", text);
            }
            if index + 1 < lines.len() {
                prop_assert!(!text.ends_with(|ch| BARRED_END.contains(ch)), "{}", text);
            }
        }
    }

    #[test]
    fn nothing_is_wider_than_the_line(paragraph in any_paragraph(), em in 1.0..50.0_f64) {
        for line in set_em(&paragraph, em).unwrap_or_default() {
            prop_assert!(line.width.fits(Length::pt(SIZE * em)), "{} {:?}", text(&line), line.width);
            let right = runs(&line).map(|run| (run.start.x + run.width).to_pt()).fold(0.0, f64::max);
            let hangs = paragraph.style.hang && paragraph.style.align == TextAlign::Justify && text(&line).trim_end().ends_with(['、', '。', '，', '．']);
            let hanging = if hangs { 0.5 * SIZE } else { 0.0 };
            prop_assert!(right <= SIZE * em + hanging + 0.01, "{} {}", text(&line), right);
        }
    }

    #[test]
    fn a_text_fails_only_where_a_part_of_it_cannot_be_broken(text in any_text(), em in 14.0..50.0_f64) {
        // No part of these texts that may not be broken is as long as this, but rows of marks are.
        let marks = text.chars().fold((0, 0), |(most, row), ch| {
            let row = if ch.is_alphanumeric() && !BARRED_START.contains(ch) { 0 } else { row + 1 };
            (most.max(row), row)
        });
        prop_assume!(marks.0 < 8);
        prop_assert!(set_em(&paragraph(&text, TextAlign::Justify), em).is_ok());
    }

    #[test]
    fn mixed_inlines_keep_their_text_and_their_room(
        parts in proptest::collection::vec((any_text(), 0_u8..5), 1..6),
        align in any_align(),
        em in 6.0..40.0_f64,
    ) {
        let raised = TextStyle { size: Length::pt(7.0), rise: Length::pt(3.0), ..sized(Family::Sans) };
        let inlines = parts.iter().map(|(text, kind)| match kind {
            0 => button(text),
            1 => piece(text, raised.clone()),
            2 => piece(text, TextStyle { bold: true, tracking: Length::pt(0.5), ..sized(Family::Sans) }),
            3 => piece(text, TextStyle { underline: true, ..sized(Family::Mono) }),
            _ => plain(text),
        });
        let whole: String = parts.iter().map(|part| part.0.as_str()).collect();
        let paragraph = Paragraph { inlines: inlines.collect(), style: style(align) };
        if let Ok(lines) = set_em(&paragraph, em) {
            prop_assert_eq!(lines.iter().map(text).collect::<String>(), whole);
            for line in &lines {
                prop_assert!(line.width.fits(Length::pt(SIZE * em)), "{} {:?}", text(line), line.width);
                prop_assert!(paths(line).iter().all(|path| extent(path).1 <= SIZE * em + 0.01), "{}", text(line));
            }
        }
    }

    #[test]
    fn the_same_text_gives_the_same_lines(paragraph in any_paragraph(), em in 1.0..50.0_f64) {
        prop_assert_eq!(set_em(&paragraph, em).ok(), set_em(&paragraph, em).ok());
    }

    #[test]
    fn the_widest_line_holds_the_whole_text(paragraph in any_paragraph()) {
        let width = max_content(&paragraph, 1.0, &Fonts::new()).unwrap();
        prop_assert_eq!(set(&paragraph, width, 1.0, &Fonts::new()).unwrap().len(), 1);
    }

    #[test]
    fn ink_never_stands_on_ink(paragraph in any_paragraph(), em in 8.0..50.0_f64) {
        for line in set_em(&paragraph, em).unwrap_or_default() {
            for run in runs(&line) {
                for pair in ink(run).windows(2) {
                    // Strokes of letters such as j or 々 reach a little beyond their own width.
                    prop_assert!(pair[0].1 <= pair[1].0 + 0.03 * SIZE, "{} {:?}", run.text, pair);
                }
            }
        }
    }

    #[test]
    fn the_last_line_has_two_characters(text in "[あいうえおかきくけこさしすせそなにぬねの申請書類証明確認医療機関番号資格端末電子工事]{20,90}", em in 10.0..40.0_f64) {
        for align in [TextAlign::Justify, TextAlign::Start] {
            let lines = set_em(&paragraph(&text, align), em).unwrap();
            let last = super::tests::text(&lines[lines.len() - 1]);
            prop_assert!(last.chars().count() >= 2, "{:?} {}", align, last);
        }
    }
}
