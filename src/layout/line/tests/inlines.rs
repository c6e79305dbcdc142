//! Frames, objects, marks, boxes, links and counters in a line.

use super::*;

#[test]
fn a_button_is_framed_and_stays_whole_where_it_fits() {
    let text = mixed(vec![plain("画面の右下にある"), button("確認画面へ進む"), plain("を押します。")]);
    let lines = set_em(&text, 10.0).unwrap();
    let expected = ["画面の右下にある", "確認画面へ進むを", "押します。"];
    assert_eq!(lines.iter().map(super::text).collect::<Vec<_>>(), expected);
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
    assert!(steps.iter().all(|steps| !steps.contains(&PathStep::Close)), "{steps:?}");
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
            alt: None,
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
        piece.keep = Some(std::num::NonZeroU32::MIN);
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
            PathStep::Rect(area) => area.origin.x.to_pt(),
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
    assert_eq!(super::text(&lines[0]).chars().count(), 19);
}

#[test]
fn a_counter_keeps_room_for_its_number() {
    let counter = Inline::Counter(Counter::Page, Rc::new(sized(Family::Sans)), None);
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

/// A blank to write in, without a line.
fn blank(width: f64) -> Inline {
    Inline::Object(Object {
        size: Size::new(Length::pt(width), Length::pt(SIZE)),
        kind: ObjectKind::WriteIn(None),
        align: ObjectAlign::Middle,
        margin: Edges::default(),
        alt: None,
    })
}

/// 確かめた（＿月＿日）, its blanks 25 points wide.
fn date_to_fill_in() -> Paragraph {
    let parts =
        vec![plain("契約がないので申し込んだ（"), blank(25.0), plain("月"), blank(25.0), plain("日）")];
    mixed(parts)
}

#[test]
fn a_blank_is_as_wide_as_it_says_and_draws_nothing() {
    let line = &set_em(&date_to_fill_in(), 40.0).unwrap()[0];
    let starts: Vec<_> = runs(line).map(|run| (run.text.as_str(), run.start.x.to_pt())).collect();
    let [(_, _), ("月", month), ("日）", day)] = starts[..] else { panic!("{starts:?}") };
    assert!((day - month - 10.0 - 25.0).abs() < 1e-6, "{starts:?}");
    assert!(paths(line).iter().all(|path| path.fill.is_none() && path.stroke.is_none()));
}

#[test]
fn a_date_to_fill_in_stays_whole_with_its_bracket() {
    for em in 9..26 {
        let lines = broken(&date_to_fill_in(), f64::from(em));
        assert!(lines.iter().any(|line| line.ends_with("（月日）")), "{em}: {lines:?}");
    }
}
