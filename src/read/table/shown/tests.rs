//! Tests of number formats: what Excel shows on the screen.

use super::*;

fn shown(code: &str, number: &str) -> Result<Shown, Unseen> {
    NumberFormat::new(164, Some(code)).shown(number)
}

fn text(code: &str, number: &str) -> String {
    match shown(code, number) {
        Ok(Shown::Text(text, _)) => text,
        other => panic!("{code}: {other:?}"),
    }
}

#[test]
fn digits_and_words() {
    for (code, number, wanted) in [
        ("\"受付PC\"00", "1", "受付PC01"),
        ("0\"階\"", "3", "3階"),
        ("\"AB\"000000", "42", "AB000042"),
        ("0%", "0.5", "50%"),
        ("0.0%", "0.125", "12.5%"),
        ("0000000", "100015", "0100015"),
        ("\"〒\"000-0000", "600001", "〒060-0001"),
        ("000\\-0000\\-0000", "9012345678", "090-1234-5678"),
        ("[<=999]000;[<=9999]000-00;000-0000", "600001", "060-0001"),
        ("[<=999]000;[<=9999]000-00;000-0000", "60", "060"),
        ("[>99]\"大\"0;\"小\"0", "100", "大100"),
        ("[>99]\"大\"0;\"小\"0", "99", "小99"),
        ("[=1]\"はい\";[=0]\"いいえ\"", "1", "はい"),
        ("[=1]\"はい\";[=0]\"いいえ\"", "0", "いいえ"),
        ("General\"台\"", "2", "2台"),
        ("G/標準\"台\"", "2.5", "2.5台"),
        ("#,##0", "1234567", "1,234,567"),
        ("#,##0", "12", "12"),
        ("[$¥-411]#,##0", "1500", "¥1,500"),
        ("[Red]\"-\"0", "5", "-5"),
        ("[赤]0", "5", "5"),
        ("#,##0;[Red]-#,##0", "-1500", "-1,500"),
        ("0;\"▲\"0", "-5", "▲5"),
        ("0;-0;\"なし\"", "0", "なし"),
        ("0", "-5", "-5"),
        ("0.00", "1.005", "1.01"),
        ("0.##", "1.5", "1.5"),
        ("0.0#", "1", "1.0"),
        (".00", "12.5", "12.50"),
        ("#", "0", ""),
        ("###-####", "5", "-5"),
        ("0,", "1234567", "1235"),
        ("0,,\"百万\"", "2000000", "2百万"),
        ("_ * #,##0_ ", "5", "  5 "),
        ("0階", "2", "2階"),
        ("\"東-\"000;;;@", "1", "東-001"),
        ("00\"号室\";@", "5", "05号室"),
        ("0\"月\"", "9.9999", "10月"),
        ("0.0", "0.04", "0.0"),
        ("000", "0.001", "000"),
    ] {
        assert_eq!(text(code, number), wanted, "{code} {number}");
    }
}

#[test]
fn what_another_number_shows_too_is_not_exact() {
    for (code, number, is_exact) in [
        ("\"東\"", "1", false),
        ("000", "1.4", false),
        ("0,", "1000", false),
        ("0.0", "1.5", true),
        ("0%", "0.07", true),
    ] {
        assert!(matches!(shown(code, number), Ok(Shown::Text(_, exact)) if exact == is_exact), "{code}");
    }
}

#[test]
fn days_and_times() {
    for code in [
        "yyyy/m/d",
        "[$-411]ggge\"年\"m\"月\"d\"日\"",
        "yyyy\"年\"m\"月\";@",
        "m/d;@",
        "[$-ja-JP]e.m.d",
        "m\"月\"",
        "aaaa",
        "[DBNum1]m\"月\"d\"日\"",
        "yyyy/m/d h:mm",
    ] {
        assert_eq!(shown(code, "46407"), Ok(Shown::Day), "{code}");
    }
    for code in ["h:mm", "[h]:mm:ss", "mm:ss.0", "h\"時\"mm\"分\"", "h:mm AM/PM", "[mm]"] {
        assert_eq!(shown(code, "0.5"), Ok(Shown::Time), "{code}");
    }
    for id in [14, 17, 22, 27, 30, 36, 50, 57, 58] {
        assert_eq!(NumberFormat::new(id, None).shown("46407"), Ok(Shown::Day), "{id}");
    }
}

#[test]
fn what_is_not_known_for_sure() {
    for (code, number) in [
        ("[DBNum1]0", "12"),
        ("0.00E+00", "1234"),
        ("# ?/?", "0.5"),
        ("0!階", "1"),
        ("**0", "1"),
        ("@\"様\"", "5"),
        ("[>99]0", "1"),
        ("[>99]0;0;0", "1"),
        ("[>99]0;0", "-1"),
        ("0\"x", "1"),
        ("0k", "1"),
        ("[$-1B000411]0", "1"),
        ("0;0;0;0;0", "1"),
        ("000\"-\"#,##0", "1"),
    ] {
        assert_eq!(shown(code, number), Err(Unseen::Unknown), "{code}");
    }
    assert_eq!((shown(";;;", "5"), shown("0;0;", "0")), (Err(Unseen::Hidden), Err(Unseen::Zero)));
}

#[test]
fn numbers_without_a_format() {
    let plain = |number| NumberFormat::new(0, None).shown(number);
    for whole in ["1", "0", "-5", "123456789012345", "1E3", "1E300"] {
        assert_eq!(plain(whole), Ok(Shown::General), "{whole}");
    }
    for (written, wanted) in [
        ("1.1000000000000001", "1.1"),
        ("0.30000000000000004", "0.3"),
        ("0.333333333333333", "0.333333333"),
        ("-1.5", "-1.5"),
    ] {
        assert_eq!(plain(written), Ok(Shown::Text(wanted.into(), true)), "{written}");
    }
    assert_eq!((plain("0.00001"), plain("x")), (Err(Unseen::Unknown), Err(Unseen::Unknown)));
}

#[test]
fn texts_under_a_format() {
    let cell = |code, text: &str| NumberFormat::new(164, Some(code)).text(text.to_owned());
    let shown = |text: &str| Some(CellValue::Text(text.to_owned()));
    assert_eq!(cell("@\"様\"", "資格太郎"), shown("資格太郎様"));
    assert_eq!(cell("0;0;0;\"PC\"@", "01"), shown("PC01"));
    assert_eq!(cell("0;0;0;\"あり\"", "a"), shown("あり"));
    for code in ["@", "General", "0\"階\"", "yyyy/m/d", "yyyy/m/d;@"] {
        assert_eq!(cell(code, "受付"), shown("受付"), "{code}");
    }
    assert_eq!(
        (cell(";;;", "hush"), cell("0;0;0;0", "a")),
        (Some(unseen("hush", ";;;", true)), Some(unseen("a", "0;0;0;0", false)))
    );
    assert_eq!(cell("@", " "), None);
}

#[test]
fn days_are_counted_from_where_the_file_counts_them() {
    let day =
        |value: &str, epoch| CellValue::Number(Number { value: value.into(), shown: Shown::Day, epoch });
    let format = NumberFormat::new(14, None);
    assert_eq!(format.number("44945", 1462), Some(day("46407", 1462)));
    assert_eq!(format.number("46407.5", 0), Some(day("46407.5", 0)));
}
