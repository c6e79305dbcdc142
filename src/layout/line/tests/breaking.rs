//! Where lines end: groups, phrases and labels stay together, and lines are filled.

use super::*;

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
