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

/// The lines of a text in a table cell.
fn cell(text: &str, em: f64) -> String {
    broken(&heading(text), em).join("|")
}

#[test]
fn words_with_hiragana_in_them_stay_whole() {
    let texts = [
        "簡易書留を受け取れなくても、郵便局に置かれます。",
        "料金は払込請求書で振り込み、振込手数料を負担します。",
        "分からないことは販売担当の問い合わせ先へお電話ください。",
        "パスワードは忘れないように、台帳へ書き残してください。",
    ];
    let words = ["受け取れ", "振り込み", "払込請求書", "問い合わせ先", "分からない", "忘れない", "書き残"];
    for text in texts {
        for paragraph in [paragraph(text, TextAlign::Start), heading(text), running(text)] {
            for em in 12..30 {
                let lines = broken(&paragraph, f64::from(em)).join("|");
                // A narrow column can only take another line, which a cell does and other text does not.
                if !paragraph.style.phrases && em < 18 {
                    continue;
                }
                let unbroken = lines.replace('|', "");
                for word in words.iter().filter(|word| unbroken.contains(**word)) {
                    assert!(lines.contains(word), "{em}: {lines}");
                }
            }
        }
    }
}

#[test]
fn cells_end_their_lines_at_stops_before_they_balance() {
    let text = "支払基金が、支払う報酬から差し引きます。ほかの手続きは要りません。";
    assert_eq!(cell(text, 24.0), "支払基金が、支払う報酬から差し引きます。|ほかの手続きは要りません。");
    let text = "届きます。お客様が振り込み、振込手数料を負担します。";
    assert_eq!(cell(text, 22.0), "届きます。|お客様が振り込み、振込手数料を負担します。");
    // One line more is too much for that.
    assert_eq!(cell(text, 19.0).matches('|').count(), 1);
}

#[test]
fn an_opening_bracket_before_white_stays_with_what_follows() {
    let text = "契約がないので申し込んだ（　　　月　　　日）";
    for align in [TextAlign::Start, TextAlign::Justify] {
        for em in 4..24 {
            for line in broken(&paragraph(text, align), f64::from(em)) {
                assert!(!line.trim_end().ends_with('（'), "{em}: {line}");
            }
        }
    }
}
