//! What must hold for lines of any text at any width.

use proptest::prelude::*;

use super::*;

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

/// What a reader takes in at once (JLREQ 3.1.10).
const INSEPARABLE: &[&str] = &[
    "1,500円",
    "約1週間",
    "3年3か月",
    "令和9年1月20日",
    "2027年1月20日（水）",
    "011-000-0001",
    "CAF0123456789",
    "0100013",
    "3枚目",
    "合計4枚",
    "「申請」",
    "「証明書を発行する」",
    "９０日前",
    "9:00〜18:00",
];

/// Words between them, which have no tie to either side.
const BETWEEN: &[&str] = &[
    "それから",
    "、もう一つは",
    "。次に",
    "と、",
    "電子証明書を",
    "（あとで",
    "）です。",
    "オンライン資格確認の",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn joined_lines_are_the_text(paragraph in any_paragraph(), em in 1.0..50.0_f64) {
        if let Ok(lines) = set_em(&paragraph, em) {
            let joined: String = lines.iter().map(super::text).collect();
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
    fn what_is_inseparable_and_fits_a_line_is_never_parted(
        picks in proptest::collection::vec((0..BETWEEN.len(), 0..INSEPARABLE.len()), 1..8),
        align in any_align(),
        phrases in any::<bool>(),
        em in 3.0..50.0_f64,
    ) {
        let (mut text, mut groups) = (String::new(), Vec::new());
        for &(word, group) in &picks {
            text += BETWEEN[word];
            groups.push((text.chars().count(), INSEPARABLE[group]));
            text += INSEPARABLE[group];
        }
        let paragraph = Paragraph { style: ParagraphStyle { phrases, ..style(align) }, ..paragraph(&text, align) };
        let mut end = 0;
        for line in set_em(&paragraph, em).unwrap_or_default() {
            end += super::text(&line).chars().count();
            for &(start, group) in &groups {
                // With a bracket or a stop that clings to either side.
                let room = max_content(&running(group), 1.0, &Fonts::new()).unwrap().to_pt() + 1.5 * SIZE;
                let is_parted = start < end && end < start + group.chars().count();
                prop_assert!(!is_parted || room > em * SIZE, "{} in {}", group, text);
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
            prop_assert_eq!(lines.iter().map(super::text).collect::<String>(), whole);
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
            let last = super::text(&lines[lines.len() - 1]);
            prop_assert!(last.chars().count() >= 2, "{:?} {}", align, last);
        }
    }
}
